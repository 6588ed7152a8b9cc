//! A witness for somebody else's register: its key, and the last checkpoint of each log that it signed, as files
//! in a folder of its own. It needs no database.
//!
//! One request at a time: whether a tree goes on from the last one is decided and kept under one lock, and what
//! was signed is on disk before anybody gets the signature (C2SP tlog-witness).

mod key;
mod logs;

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use aws_lc_rs::digest;
use data_encoding::HEXLOWER;

use self::logs::{Logs, lost};
use crate::clock::Chance;
use crate::domain::{Error, Moment, Result};
use crate::files;
use crate::log::Fault;
use crate::log::checkpoint::Head;
use crate::log::cosignature::{Cosigner, Witness};
use crate::log::note::{self, Verifier};
use crate::log::witness::{Request, Verdict};

/// The file with the witness's key, in its folder.
const KEY: &str = "witness.key";
/// How the names of files end that hold a log's last checkpoint.
const CHECKPOINT: &str = "checkpoint";
/// What is left to whoever has no copy.
const ANOTHER: &str = "Without a copy this witness is gone: begin another one in a new folder (--data), under a new name (--name), and \
                       give its key to whoever runs the log";

/// A log that is watched, and where the public reads it.
#[derive(Debug, Clone)]
pub struct Watched {
    pub key: Verifier,
    pub url: String,
}

/// Who watches.
pub struct Watch {
    cosigner: Cosigner,
    logs: Vec<Watched>,
    folder: PathBuf,
    /// The trees that were put on disk since the start, by the log's name. Whoever answers holds it.
    kept: Mutex<HashMap<String, Head>>,
    /// Nobody else signs from this folder meanwhile.
    _alone: File,
}

/// What is answered.
#[derive(Debug, PartialEq, Eq)]
pub enum Answer {
    /// The cosignature, a line.
    Signed(String),
    Refused(Verdict),
}

impl Watch {
    /// Opens the folder. The first start makes the key, under the name that was given or one by chance.
    ///
    /// # Errors
    /// Internal, with what to do.
    pub fn open(folder: &Path, name: Option<&str>, logs: Vec<Watched>, chance: &dyn Chance) -> Result<Watch> {
        let key = folder.join(KEY);
        let failed = |error: std::io::Error| Error::internal(format!("{}: {error}", key.display()));
        let alone = files::lock(&key).map_err(failed)?;
        let alone = alone.ok_or_else(|| Error::internal("another witness runs from this folder"))?;
        if !key.try_exists().map_err(failed)? {
            key::make(folder, name, chance)?;
        }
        if let Some(mode) = files::open_to_others(&key).map_err(failed)? {
            let path = key.display();
            return Err(Error::internal(format!(
                "others than its owner can reach {path} (mode {mode:04o}): run chmod 600 {path}"
            )));
        }
        let cosigner = Cosigner::parse(&fs::read_to_string(&key).map_err(failed)?)?;
        if name.is_some_and(|name| name != cosigner.witness().name()) {
            let held = cosigner.witness().name();
            return Err(Error::internal(format!(
                "{} is the key of {held:?}, and a key keeps its name: leave --name out, or begin another witness in a new folder \
                 (--data)",
                key.display()
            )));
        }
        let watch =
            Watch { cosigner, logs, folder: folder.to_owned(), kept: Mutex::default(), _alone: alone };
        let mut remembered = Vec::new();
        for log in &watch.logs {
            remembered.extend(watch.latest(&log.key)?.map(|_| &log.key));
        }
        // Only now: what is noted says that nothing is missing.
        remembered.into_iter().try_for_each(|log| watch.note_signed(log))?;
        Ok(watch)
    }

    /// The witness's key.
    pub fn witness(&self) -> &Witness {
        self.cosigner.witness()
    }

    /// The logs that are watched.
    pub fn logs(&self) -> &[Watched] {
        &self.logs
    }

    /// The last tree of a log that was signed here.
    ///
    /// # Errors
    /// Internal, with what to do, if the file cannot be read or does not hold what was signed.
    pub fn latest(&self, log: &Verifier) -> Result<Option<Head>> {
        let path = self.file(log);
        let note = match fs::read(&path) {
            Ok(bytes) => String::from_utf8(bytes).map_err(|_| Fault::new("it is not UTF-8")),
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(Error::internal(format!("{}: {error}", path.display())));
            }
            Err(_) if self.has_signed(log)? => Err(Fault::new("it is gone")),
            Err(_) => return Ok(None),
        };
        note.and_then(|note| self.remembered(&note, log)).map(Some).map_err(|why| {
            Error::internal(format!(
                "{} is damaged: {why}. It holds what this witness signed last of {}, so that nobody can have another past signed. \
                 Put it back from a copy; never an older one. {ANOTHER}",
                path.display(),
                log.name()
            ))
        })
    }

    /// What was signed last, as this witness's own signature shows. The log's key may have changed since; the tree goes on.
    fn remembered(&self, note: &str, log: &Verifier) -> Result<Head, Fault> {
        let signed = self.witness().under(note)?;
        signed.ok_or_else(|| Fault::new("it is not signed by this witness"))?;
        Head::kept(note, log.name())
    }

    /// Answers a request: signs what goes on from the last tree, and keeps that before it says so.
    ///
    /// # Errors
    /// Internal, if what was signed last cannot be read, or the new cannot be kept; then nothing is signed.
    pub fn answer(&self, body: &str, now: Moment) -> Result<Answer> {
        let request = match Request::parse(body) {
            Ok(request) => request,
            Err(fault) => return Ok(Answer::Refused(Verdict::Malformed(fault.0))),
        };
        let Some(log) = self.log_of(&request) else {
            return Ok(Answer::Refused(Verdict::UnknownLog));
        };
        // What a panic leaves in it was on disk.
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let latest = self.latest(log)?;
        let head = match request.judge(log, latest) {
            Verdict::Good(head) => head,
            refused => return Ok(Answer::Refused(refused)),
        };
        let seconds = u64::try_from(now.millis() / 1_000).unwrap_or(0);
        let line = self.cosigner.cosign(&request.checkpoint, seconds)?;
        // Anybody can send the newest checkpoint again and again.
        if latest != Some(head) || kept.get(log.name()) != Some(&head) {
            kept.remove(log.name());
            self.keep(log, &request.checkpoint, &line)?;
            kept.insert(log.name().to_owned(), head);
        }
        Ok(Answer::Signed(line))
    }

    /// The log's key that has signed what is asked; where none has, one of them. While a log changes its key, two are watched.
    fn log_of(&self, request: &Request) -> Option<&Verifier> {
        let keys = || self.logs.iter().map(|log| &log.key).filter(|key| key.name() == request.origin());
        keys().find(|key| key.open(&request.checkpoint).is_ok()).or_else(|| keys().next())
    }

    /// Puts what is signed on disk. Its own signature comes first, whatever else stands under it.
    fn keep(&self, log: &Verifier, checkpoint: &str, line: &str) -> Result<()> {
        let (path, (text, others)) = (self.file(log), note::split(checkpoint)?);
        files::replace(&path, format!("{text}\n{line}{others}").as_bytes())
            .map_err(|error| Error::internal(format!("{}: {error}", path.display())))?;
        self.note_signed(log)
    }

    /// Whether this witness, with this key, has signed anything of a log.
    ///
    /// # Errors
    /// Internal, with what to do, where the file that says so does not name this witness.
    fn has_signed(&self, log: &Verifier) -> Result<bool> {
        let (lines, key) = (Logs::read(&self.folder)?, self.witness().text());
        if !lines.name(&key) {
            return Err(lost(&self.folder, "it does not name this witness"));
        }
        Ok(lines.has(log.name(), &key))
    }

    fn note_signed(&self, log: &Verifier) -> Result<()> {
        let key = self.witness().text();
        let mut lines = Logs::read(&self.folder)?;
        if lines.name(&key) && lines.has(log.name(), &key) {
            return Ok(());
        }
        lines.add(Some(log.name()), &key);
        lines.write(&self.folder)
    }

    fn file(&self, log: &Verifier) -> PathBuf {
        let hash = digest::digest(&digest::SHA256, log.name().as_bytes());
        self.folder.join(format!("{}.{CHECKPOINT}", HEXLOWER.encode(&hash.as_ref()[..16])))
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::MetadataExt;

    use super::*;
    use crate::clock::SystemChance;
    use crate::log::hash::Hash;
    use crate::log::note::Signer;

    fn watch(folder: &Path, keys: &[&Verifier]) -> Watch {
        let url = "https://call.example.org";
        let logs = keys.iter().map(|key| Watched { key: (*key).clone(), url: url.to_owned() });
        Watch::open(folder, None, logs.collect(), &SystemChance).unwrap()
    }

    fn ask(watch: &Watch, old: u64, checkpoint: &str) -> Answer {
        let request = Request { old, proof: Vec::new(), checkpoint: checkpoint.to_owned() };
        watch.answer(&request.text(), Moment::from_millis(0)).unwrap()
    }

    #[test]
    fn it_is_called_by_an_address_without_scheme_for_good() {
        let folder = tempfile::tempdir().unwrap();
        let open = |name| Watch::open(folder.path(), Some(name), Vec::new(), &SystemChance);
        for odd in ["https://witness.example.net", "", "our witness", "a+b"] {
            let why = open(odd).err().unwrap().to_string();
            assert!(
                why.contains(&format!("{odd:?} cannot be the name")) && why.contains("for example"),
                "{why}"
            );
        }
        assert!(!folder.path().join(KEY).exists());
        assert_eq!(open("witness.example.net").unwrap().witness().name(), "witness.example.net");
        let why = open("other.example.net").err().unwrap().to_string();
        assert!(why.contains("is the key of \"witness.example.net\"") && why.contains("(--data)"), "{why}");
    }

    #[test]
    fn what_it_has_signed_it_signs_again_and_writes_no_more() {
        let folder = tempfile::tempdir().unwrap();
        let signer = Signer::new("call.example.org/log", [7; 32]).unwrap();
        let log = signer.verifier();
        let checkpoint = Head { size: 99, root: Hash::leaf(b"root") }.sign(&signer).unwrap();
        let witness = watch(folder.path(), &[log]);
        let file = witness.file(log);
        // Another file has the name each time that it is written.
        let written = || fs::metadata(&file).unwrap().ino();
        assert!(matches!(ask(&witness, 0, &checkpoint), Answer::Signed(_)));
        let first = written();
        assert!(matches!(ask(&witness, 99, &checkpoint), Answer::Signed(_)));
        assert_eq!(written(), first);
        drop(witness);
        let witness = watch(folder.path(), &[log]);
        assert!(matches!(ask(&witness, 99, &checkpoint), Answer::Signed(_)));
        assert_ne!(written(), first, "whether it was on disk before the start, nobody knows");
        assert_eq!(witness.latest(log).unwrap(), Some(Head { size: 99, root: Hash::leaf(b"root") }));
    }

    #[test]
    fn each_key_of_a_log_that_changes_it_is_tried() {
        let folder = tempfile::tempdir().unwrap();
        let signers = [7, 8, 9].map(|seed| Signer::new("call.example.org/log", [seed; 32]).unwrap());
        let witness = watch(folder.path(), &[signers[0].verifier(), signers[1].verifier()]);
        let head = Head { size: 99, root: Hash::leaf(b"root") };
        for (signer, old) in signers.iter().zip([0, 99]) {
            let answer = ask(&witness, old, &head.sign(signer).unwrap());
            assert!(matches!(answer, Answer::Signed(_)), "{answer:?}");
        }
        let stranger = ask(&witness, 99, &head.sign(&signers[2]).unwrap());
        assert_eq!(stranger, Answer::Refused(Verdict::NotSigned));
    }

    #[test]
    fn a_witness_with_a_damaged_memory_does_not_start() {
        let folder = tempfile::tempdir().unwrap();
        let signer = Signer::new("call.example.org/log", [7; 32]).unwrap();
        let log = signer.verifier().clone();
        let open = |key: &Verifier| {
            let logs = vec![Watched { key: key.clone(), url: "https://call.example.org".to_owned() }];
            Watch::open(folder.path(), None, logs, &SystemChance)
        };
        let head = Head { size: 99, root: Hash::leaf(b"root") };
        let checkpoint = head.sign(&signer).unwrap();
        let path = {
            let watch = open(&log).unwrap();
            let request = Request { old: 0, proof: Vec::new(), checkpoint: checkpoint.clone() };
            let answer = watch.answer(&request.text(), Moment::from_millis(0)).unwrap();
            assert!(matches!(answer, Answer::Signed(_)), "{answer:?}");
            watch.file(&log)
        };
        let kept = fs::read_to_string(&path).unwrap();
        let later = Signer::new("call.example.org/log", [8; 32]).unwrap();
        for key in [&log, later.verifier()] {
            assert_eq!(open(key).unwrap().latest(key).unwrap(), Some(head), "the log's key may have changed");
        }
        for damaged in [
            &b""[..],
            &kept.as_bytes()[..kept.len() / 2],
            b"\xff\xfe",
            kept.replace("\n99\n", "\n5\n").as_bytes(),
            checkpoint.replace("\n99\n", "\n5\n").as_bytes(),
            checkpoint.as_bytes(),
        ] {
            fs::write(&path, damaged).unwrap();
            let why = open(&log).err().unwrap().to_string();
            assert!(why.contains(&format!("{} is damaged", path.display())), "{why}");
            assert!(why.contains("Put it back from a copy"), "{why}");
        }
        fs::remove_file(&path).unwrap();
        let why = open(&log).err().unwrap().to_string();
        assert!(why.contains("is damaged: it is gone"), "{why}");
        fs::write(&path, &kept).unwrap();
        assert_eq!(open(&log).unwrap().latest(&log).unwrap(), Some(head));
        // Where nothing is left that was signed, another witness starts, and has signed nothing.
        let key = folder.path().join(KEY);
        let had = fs::read(&key).unwrap();
        fs::remove_file(&path).unwrap();
        fs::remove_file(&key).unwrap();
        assert_eq!(open(&log).unwrap().latest(&log).unwrap(), None);
        // The one before still may not forget.
        fs::write(&key, had).unwrap();
        let why = open(&log).err().unwrap().to_string();
        assert!(why.contains("is damaged: it is gone"), "{why}");
    }
    #[test]
    fn a_witness_whose_key_is_missing_is_not_made_anew_over_what_it_signed() {
        let folder = tempfile::tempdir().unwrap();
        let signer = Signer::new("call.example.org/log", [7; 32]).unwrap();
        let open = |name: &str| {
            let (key, url) = (signer.verifier().clone(), "https://call.example.org".to_owned());
            Watch::open(folder.path(), Some(name), vec![Watched { key, url }], &SystemChance)
        };
        let checkpoint = Head { size: 9, root: Hash::leaf(b"root") }.sign(&signer).unwrap();
        let witness = {
            let watch = open("witness.example.org").unwrap();
            let request = Request { old: 0, proof: Vec::new(), checkpoint };
            watch.answer(&request.text(), Moment::from_millis(0)).unwrap();
            watch.witness().text()
        };
        let (key, away) = (folder.path().join(KEY), folder.path().join("away"));
        fs::rename(&key, &away).unwrap();
        for name in ["witness.example.org", "another.example.org"] {
            let why = open(name).err().unwrap().to_string();
            let words =
                ["is missing", &witness, &key.display().to_string(), "Put it back", "in a new folder"];
            assert!(words.iter().all(|word| why.contains(word)) && !why.contains("damaged"), "{why}");
            assert!(!key.exists(), "none is made in its place");
        }
        fs::rename(&away, &key).unwrap();
        assert_eq!(open("witness.example.org").unwrap().witness().text(), witness);
    }
}
