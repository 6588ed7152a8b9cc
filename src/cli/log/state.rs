//! What was seen of a log at the last check, in a small file: so that it cannot show another past later.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use data_encoding::BASE64;
use serde::{Deserialize, Serialize};

use super::source::Place;
use crate::domain::call::Fingerprint;
use crate::domain::{Error, Moment, Result};
use crate::files;
use crate::log::Fault;
use crate::log::check::{Outcome, Past};
use crate::log::checkpoint::Head;
use crate::log::hash::Hash;
use crate::log::note::Verifier;

/// Where what was seen at a place is kept, when the user names no file: `tilsagn/seen` in their folder for state
/// (`XDG_STATE_HOME`, else `~/.local/state`); nothing for a user without a home.
pub fn file_of(place: &Place) -> Option<PathBuf> {
    let named = std::env::var_os("XDG_STATE_HOME").map(PathBuf::from).filter(|folder| folder.is_absolute());
    let folder = named.or_else(|| Some(std::env::home_dir()?.join(".local/state")))?;
    let place = match place {
        Place::Site(base) => base.clone(),
        Place::Folder(folder) => folder.canonicalize().ok()?.display().to_string(),
    };
    let name = Fingerprint::of(&place);
    Some(folder.join("tilsagn/seen").join(name.as_str()).with_extension("json"))
}

/// What is kept.
#[derive(Debug, Serialize, Deserialize)]
pub struct Seen {
    pub key: String,
    pub size: u64,
    pub root: String,
    /// The beginnings of the hashes of all leaves, base64: they name the entry that is another later. A file that an
    /// older version wrote has none.
    #[serde(default)]
    pub leaves: String,
    /// The latest date of an entry, never later than the look.
    #[serde(default)]
    pub latest: Option<Moment>,
    /// The sizes of the trees whose checkpoints were published.
    #[serde(default)]
    pub published: Vec<u64>,
}

impl Seen {
    /// The key and the tree that were seen; nothing when there is no file yet.
    ///
    /// # Errors
    /// Internal, with what to do, if it cannot be read or is damaged.
    pub fn load(path: &Path, now: Moment) -> Result<Option<(Verifier, Past)>> {
        let bytes = match files::regular(path).and_then(|_| std::fs::read(path)) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Error::internal(format!("{}: {error}", path.display()))),
        };
        let seen = serde_json::from_slice(&bytes).map_err(|error| Fault::new(error.to_string()));
        seen.and_then(|seen: Seen| seen.read(now)).map(Some).map_err(|why| {
            Error::internal(format!(
                "{} is damaged: {why}. It holds what was seen of the log at the last check, so that no other past can be shown \
                 later. Put it back from a copy. Without one, delete it, or name another file with --state: then what was seen \
                 before is forgotten, and no change of it until now is found",
                path.display()
            ))
        })
    }

    /// What was found good, at this moment.
    pub fn of(key: &Verifier, outcome: &Outcome, now: Moment) -> Seen {
        let Head { size, root } = outcome.head;
        let leaves: Vec<u8> = outcome.leaves.iter().flat_map(Hash::stub).collect();
        Seen {
            key: key.text(),
            size,
            root: root.base64(),
            leaves: BASE64.encode(&leaves),
            latest: outcome.latest.map(|latest| latest.min(now)),
            published: outcome.published.clone().unwrap_or_default(),
        }
    }

    /// The key and the tree. A date that is still to come, which an older version kept, counts as now: else all that is
    /// entered until then would be found dated back.
    fn read(&self, now: Moment) -> Result<(Verifier, Past), Fault> {
        let key = Verifier::parse(&self.key)?;
        let head = Head { size: self.size, root: Hash::from_base64(&self.root)? };
        let bytes = BASE64.decode(self.leaves.as_bytes()).map_err(|error| Fault::new(error.to_string()))?;
        let (stubs, rest) = bytes.as_chunks();
        if !rest.is_empty() || !(stubs.is_empty() || stubs.len() as u64 == self.size) {
            return Err(Fault::new(format!("it does not have the {} leaves that it tells of", self.size)));
        }
        let latest = self.latest.map(|latest| latest.min(now));
        let published = self.published.clone();
        Ok((key, Past { head: Some(head), stubs: stubs.to_vec(), latest, published }))
    }

    /// Keeps it in place of what was there. A folder that is not there is made.
    ///
    /// # Errors
    /// Internal, if it cannot be written.
    pub fn keep(&self, path: &Path) -> Result<()> {
        let text = serde_json::to_string(self).map_err(Error::internal)?;
        let folder = path.parent().map_or(Ok(()), std::fs::create_dir_all);
        folder
            .and_then(|()| files::replace(path, format!("{text}\n").as_bytes()))
            .map_err(|error| Error::internal(format!("{}: {error}", path.display())))
    }
}
