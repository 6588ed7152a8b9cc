//! Receipts as they are written, read back, and refused.

use super::*;
use crate::log::note::Signer;

/// The salt, body and record of the test vectors of `docs/log.md`.
const BODY: &str = r#"{"a":{"b":null,"z":1},"category":"civil_society","name":"Prøvehave","number":7}"#;
const RECORD: &str = r#"{"at":"2026-11-24T09:00:00.000Z","digest":"e54baf2771640d6af1371031c40b9135a625a1780405de99cff508c9cc6430cb","kind":"endorsement.published","subject":"7k3m92qx7k3m92qx"}"#;

fn signer() -> Signer {
    Signer::new("call.example.org/log", [7; 32]).unwrap()
}

/// Entry 1 of a tree of two.
fn receipt() -> Receipt {
    let record = Record::parse(RECORD.as_bytes()).unwrap();
    let sibling = Hash::leaf(b"another");
    let root = Hash::node(&sibling, &record.hash());
    let checkpoint = Head { size: 2, root }.sign(&signer()).unwrap();
    let body = BODY.to_owned();
    Receipt { index: 1, record, salt: [7; SALT_BYTES], body, proof: vec![sibling], checkpoint }
}

/// The test vector of `docs/log.md`.
#[test]
fn the_bytes_of_a_receipt_are_fixed() {
    let text = receipt().text();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "c2sp.org/tlog-proof@v1");
    let extra = BASE64.decode(lines[1].strip_prefix("extra ").unwrap().as_bytes()).unwrap();
    let expected = format!(
        r#"{{"body":{},"record":{},"salt":"07070707070707070707070707070707"}}"#,
        json!(BODY),
        json!(RECORD)
    );
    assert_eq!(String::from_utf8(extra).unwrap(), expected);
    assert_eq!(lines[2..5], ["index 1", "j4yA15rduCa4VJoJ4AXvfMXQLWh0Gba5nYgWcxGuWak=", ""]);
    assert_eq!(lines[5..8], ["call.example.org/log", "2", "9+dSCAJAPFfVTANt4XasdX8DCzzPqKj47+LO3/ivdpY="]);
    assert_eq!(Receipt::parse(&text).unwrap(), receipt());
    assert_eq!(receipt().check(signer().verifier()).unwrap().size, 2);
}

#[test]
fn every_flipped_byte_is_noticed() {
    let text = receipt().text();
    let key = signer();
    for place in 0..text.len() {
        let mut bytes = text.clone().into_bytes();
        bytes[place] ^= 1;
        let Ok(changed) = String::from_utf8(bytes) else { continue };
        let checked = Receipt::parse(&changed).and_then(|receipt| receipt.check(key.verifier()));
        assert!(checked.is_err(), "at {place}: {changed}");
    }
}

#[test]
fn another_key_place_or_body_is_refused() {
    let other = Signer::new("call.example.org/log", [8; 32]).unwrap();
    assert!(receipt().check(other.verifier()).is_err());
    for wrong in [
        Receipt { index: 0, ..receipt() },
        Receipt { body: BODY.replace("Prøvehave", "Prøvehavn"), ..receipt() },
        Receipt { salt: [8; SALT_BYTES], ..receipt() },
        Receipt { proof: vec![], ..receipt() },
    ] {
        assert!(wrong.check(signer().verifier()).is_err(), "{wrong:?}");
    }
}

#[test]
fn what_is_no_receipt_is_refused_in_words() {
    let text = receipt().text();
    for (wrong, why) in [
        (String::new(), "no empty line"),
        (text.replace('\n', "\r\n"), "it has a carriage return, or another control character"),
        (text.replacen("\nindex", "\r\nindex", 1), "it has a carriage return, or another control character"),
        (format!("{text}\0\n"), "it has a carriage return, or another control character"),
        (text.replace("@v1", "@v2"), "does not begin with"),
        (text.replace("extra ", "other "), "second line"),
        (text.replace("index 1", "index 01"), "third line"),
    ] {
        let fault = Receipt::parse(&wrong).unwrap_err();
        assert!(fault.0.contains(why), "{fault}");
    }
}

/// C2SP signed-note: each signature of a key that is known is verified, and one that is wrong spoils the note.
#[test]
fn a_key_may_have_signed_twice_and_never_wrongly() {
    let (text, signer) = (receipt().text(), signer());
    let checked = |line: &str| {
        let read = Receipt::parse(&format!("{text}{line}\n"));
        read.and_then(|receipt| receipt.check(signer.verifier()))
    };
    assert_eq!(checked(text.lines().last().unwrap()).unwrap().size, 2);
    let other = signer.sign("another text\n").unwrap();
    let fault = checked(other.lines().last().unwrap()).unwrap_err();
    assert_eq!(fault.0, "the signature of call.example.org/log under the note is wrong");
    let stranger = Signer::new("witness.example", [8; 32]).unwrap().sign("another text\n").unwrap();
    assert!(checked(stranger.lines().last().unwrap()).is_ok(), "who is not known is passed over");
    for malformed in
        ["\u{2014}  AAAAAAAA", "\u{2014} a+b AAAAAAAA", "\u{2014} x AAAA", "\u{2014} x AAAAAAAB="]
    {
        assert!(checked(malformed).is_err(), "{malformed}");
    }
}
