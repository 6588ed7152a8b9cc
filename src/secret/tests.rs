//! What opens, what does not, and who may read the file.

use std::collections::HashSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::*;
use crate::clock::SystemChance;

const MAIL: &str = "representative.email";

fn secrets(byte: u8) -> Secrets {
    Secrets::from_bytes([byte; 32]).unwrap()
}

/// Every thread uses the same keys.
const _: fn() = || {
    fn shared<T: Send + Sync>() {}
    shared::<Secrets>();
};

#[test]
fn what_is_sealed_opens_for_its_purpose_only() {
    let secrets = secrets(1);
    for plain in ["", "suzie@example.org"] {
        let sealed = secrets.seal(&SystemChance, MAIL, plain.as_bytes()).unwrap();
        assert_eq!(sealed.len(), 1 + 4 + 12 + plain.len() + 16);
        assert_eq!(secrets.open(MAIL, &sealed).unwrap(), plain.as_bytes());
        assert!(secrets.open("representative.name", &sealed).is_err());
        assert_ne!(sealed, secrets.seal(&SystemChance, MAIL, plain.as_bytes()).unwrap());
    }
}

#[test]
fn a_change_of_any_byte_is_noticed() {
    let secrets = secrets(1);
    let sealed = secrets.seal(&SystemChance, MAIL, b"suzie@example.org").unwrap();
    for at in 0..sealed.len() {
        let mut tampered = sealed.clone();
        tampered[at] ^= 1;
        assert!(secrets.open(MAIL, &tampered).is_err(), "byte {at}");
        assert!(secrets.open(MAIL, &sealed[..at]).is_err(), "cut at {at}");
    }
}

#[test]
fn values_are_sealed_as_json() {
    let secrets = secrets(1);
    let sealed = secrets.seal_json(&SystemChance, "draft", &vec!["a", "b"]).unwrap();
    assert_eq!(secrets.open_json::<Vec<String>>("draft", &sealed).unwrap(), ["a", "b"]);
    assert!(secrets.open_json::<u32>("draft", &sealed).is_err());
}

#[test]
fn a_previous_secret_opens_and_verifies_and_no_longer_seals() {
    let old = secrets(1);
    let sealed = old.seal(&SystemChance, MAIL, b"x").unwrap();
    let mut new = secrets(2);
    assert!(new.open(MAIL, &sealed).unwrap_err().to_string().contains("TILSAGN_PREVIOUS_SECRET_FILES"));
    new.previous.push(Keys::derive(&[1; 32]).unwrap());
    assert_eq!(new.open(MAIL, &sealed).unwrap(), b"x");
    assert!(old.open(MAIL, &new.seal(&SystemChance, MAIL, b"x").unwrap()).is_err());
    assert_ne!(new.token_key(), old.token_key());
    assert_eq!(new.token_keys_to_verify().collect::<Vec<_>>(), [new.token_key(), old.token_key()]);
    assert_eq!(new.blind_indexes(MAIL, "a"), [new.blind_index(MAIL, "a"), old.blind_index(MAIL, "a")]);
}

#[test]
fn a_blind_index_depends_on_purpose_text_and_secret() {
    let index = secrets(1).blind_index(MAIL, "suzie@example.org");
    assert_eq!(index.len(), 64);
    assert_eq!(index, secrets(1).blind_index(MAIL, "suzie@example.org"));
    assert_ne!(index, secrets(1).blind_index("staff.email", "suzie@example.org"));
    assert_ne!(index, secrets(1).blind_index(MAIL, "suzie@example.com"));
    assert_ne!(index, secrets(2).blind_index(MAIL, "suzie@example.org"));
}

/// Data at rest depends on these derivations: they must never change under the same version.
#[test]
fn the_derivation_of_version_1_is_fixed() {
    let secrets = secrets(7);
    let known = [
        HEXLOWER.encode(&secrets.current.id),
        HEXLOWER.encode(secrets.token_key())[..16].to_owned(),
        secrets.blind_index(MAIL, "suzie@example.org")[..16].to_owned(),
    ];
    assert_eq!(known, ["c85ca06e", "359673b1ab8cebb9", "470ebf036872d09d"]);
    let sealed = HEXLOWER
        .decode(b"01c85ca06eef5c5f16bd17b446159b077325b68d57c0b829e5e18bd3a9a9a9bfeb1b5aa88d68")
        .unwrap();
    assert_eq!(secrets.open(MAIL, &sealed).unwrap(), b"suzie");
}

#[test]
fn the_file_is_made_once_and_for_its_owner_only() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data/secret");
    let first = Secrets::load_or_create(&path, &[], &SystemChance).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o7777, 0o600);
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "no draft is left");
    let text = fs::read_to_string(&path).unwrap();
    assert_eq!(text.trim().len(), 64);
    assert!(!format!("{first:?}").contains(&text[..8]));

    let again = Secrets::load_or_create(&path, &[], &SystemChance).unwrap();
    assert_eq!(first.token_key(), again.token_key());
    assert_eq!(text, fs::read_to_string(&path).unwrap());

    let next = folder.path().join("secret.new");
    let rotated = Secrets::load_or_create(&next, &[path], &SystemChance).unwrap();
    let sealed = first.seal(&SystemChance, MAIL, b"x").unwrap();
    assert_eq!(rotated.open(MAIL, &sealed).unwrap(), b"x");
}

#[test]
fn many_starts_at_once_agree_on_one_secret() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("secret");
    let start = || Secrets::load_or_create(&path, &[], &SystemChance).unwrap().token_key().to_vec();
    let keys: HashSet<Vec<u8>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(start)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(keys.len(), 1);
}

#[test]
fn a_file_that_is_open_to_others_or_broken_or_missing_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("secret");
    let said = |previous: &[PathBuf]| {
        Secrets::load_or_create(&path, previous, &SystemChance).unwrap_err().to_string()
    };
    fs::write(&path, "00".repeat(32)).unwrap();
    for mode in [0o644, 0o640, 0o604] {
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        assert!(said(&[]).contains(&format!("chmod 600 {}", path.display())), "{mode:o}");
    }
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    Secrets::load_or_create(&path, &[], &SystemChance).unwrap();
    assert!(said(&[folder.path().join("gone")]).contains("gone"));
    for broken in ["", "xyz", "0011"] {
        fs::write(&path, broken).unwrap();
        assert!(said(&[]).contains("64 hexadecimal digits"), "{broken}");
    }
}

#[test]
fn words_have_their_shape() {
    let token = random_token(&SystemChance);
    assert_eq!(token.len(), 43);
    assert_eq!(hash_token("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    let id = public_id(&SystemChance);
    assert!(id.len() == 16 && id.bytes().all(|byte| LETTERS.contains(&byte)), "{id}");
    let reference = reference(&SystemChance);
    assert_eq!(reference.len(), 11);
    assert!(reference.starts_with("T-") && reference.as_bytes()[6] == b'-', "{reference}");
    assert!(!reference[2..].contains(['0', 'O', '1', 'I', 'L']), "{reference}");
    let many: HashSet<char> = pick(&SystemChance, LETTERS, 2_000).chars().collect();
    assert_eq!(many.len(), LETTERS.len());
}
