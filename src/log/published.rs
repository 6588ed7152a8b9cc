//! Every checkpoint that was published, held against the leaves: in one pass over both.

use super::Fault;
use super::checkpoint::Head;
use super::hash::Hash;
use super::history::Signed;
use super::keys::Keys;
use super::line::Line;
use super::note::Verifier;
use super::resumed::Resumed;
use super::succession::Change;

/// What the entries say of who has signed, and of what came back: read one after another.
#[derive(Debug, Default)]
pub struct Signers {
    /// Keys, and the last entry that says that another signs from then on. A tree with that entry is not theirs.
    keys: Vec<(Verifier, Option<u64>)>,
    /// Each change of key, in the order of the log.
    changes: Vec<Change>,
    /// Names of logs before, whose key no entry tells.
    untold: Vec<String>,
    /// First and last size of the trees that a restore or a new site may not have.
    lost: Vec<(u64, u64)>,
}

impl Signers {
    /// Who knows the log's keys, where they are at hand, knows besides them those that signed before.
    pub fn with(keys: Option<&Keys>) -> Signers {
        let mut signers = Signers::default();
        let all = keys.into_iter().flat_map(|keys| keys.signing().chain(keys.silent()));
        all.for_each(|key| signers.add(key.clone(), None));
        signers
    }

    /// Reads an entry.
    pub fn read(&mut self, line: &Line) {
        if let Some(change) = Change::read(line) {
            self.add(change.from.clone(), Some(change.entry));
            self.add(change.to.clone(), None);
            self.changes.push(change);
        }
        let Some(Resumed { entry, from, to, origin, key, .. }) = Resumed::read(line) else { return };
        self.lost.push((from, to));
        match (key, origin) {
            (Some(key), _) => self.add(key, Some(entry)),
            (None, Some(origin)) => self.untold.push(origin),
            (None, None) => {}
        }
    }

    fn add(&mut self, key: Verifier, until: Option<u64>) {
        match self.keys.iter_mut().find(|(held, _)| *held == key) {
            Some((_, last)) => *last = until.max(*last),
            None => self.keys.push((key, until)),
        }
    }

    /// The keys that may have signed a tree of this size.
    fn of(&self, size: u64) -> impl Iterator<Item = &Verifier> {
        let of_then = move |until: &Option<u64>| until.is_none_or(|entry| size <= entry);
        self.keys.iter().filter(move |(_, until)| of_then(until)).map(|(key, _)| key)
    }

    /// Whoever signed a checkpoint besides, the key must have that the last change in its tree names: from that entry on it
    /// signs, and a key that was replaced proves nothing alone.
    ///
    /// # Errors
    /// A fault, when it has not.
    pub fn check_successor(&self, note: &str, size: u64) -> Result<(), Fault> {
        let origin = note.lines().next().unwrap_or_default();
        let here = |change: &&Change| change.entry < size && change.to.name() == origin;
        let Some(Change { entry, to, .. }) = self.changes.iter().rfind(here) else { return Ok(()) };
        Head::open(note, to).map(drop).map_err(|_| {
            Fault::new(format!(
                "it is not signed by {}, the key from entry {entry} on: a key that was replaced proves nothing alone",
                to.text()
            ))
        })
    }

    /// Whether an entry says why the checkpoint of a tree of this size may be there no more.
    pub fn may_lack(&self, size: u64) -> bool {
        self.lost.iter().any(|(from, to)| (*from..=*to).contains(&size))
    }
}

/// The tree of the first leaves, as far as its root needs it: the roots of its complete subtrees, the largest first.
#[derive(Debug, Default)]
struct Peaks {
    size: u64,
    roots: Vec<Hash>,
}

impl Peaks {
    fn push(&mut self, leaf: Hash) {
        // As many subtrees as this leaf completes.
        let left = self.roots.split_off(self.roots.len() - self.size.trailing_ones() as usize);
        self.roots.push(left.iter().rfold(leaf, |right, left| Hash::node(left, &right)));
        self.size += 1;
    }

    fn root(&self) -> Hash {
        let roots = self.roots.iter().rev().copied();
        roots.reduce(|right, left| Hash::node(&left, &right)).unwrap_or_else(Hash::empty)
    }
}

/// What is wrong with a checkpoint that was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The first entry that may be another than was signed, where the signature is good.
    pub entry: Option<u64>,
    pub what: String,
    /// An entry that is not in the tree yet may tell whose key signed it.
    pub open: bool,
}

/// Checkpoints that are read one after another.
pub struct Published<'a> {
    leaves: &'a [Hash],
    signers: &'a Signers,
    /// The key that signs now. Where it is not known, a signature of none that the entries name is not looked at.
    current: Option<&'a Verifier>,
    peaks: Peaks,
    before: Option<u64>,
    /// The size of the largest tree that the leaves give as it was signed.
    good: u64,
}

impl<'a> Published<'a> {
    /// None was read yet.
    pub fn over(leaves: &'a [Hash], signers: &'a Signers, current: Option<&'a Verifier>) -> Published<'a> {
        Published { leaves, signers, current, peaks: Peaks::default(), before: None, good: 0 }
    }

    /// Reads the next one. Of a tree with more than the leaves, the root is not looked at.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(&mut self, signed: &Signed) -> Result<Head, Wrong> {
        let size = signed.size;
        let wrong = |what: String| Wrong { entry: None, what, open: false };
        if let Some(before) = self.before.filter(|before| size <= *before) {
            return Err(wrong(format!("a checkpoint of {size} stands behind that of {before}")));
        }
        self.before = Some(size);
        let head = self.open(signed).map_err(|(fault, open)| {
            let what = format!("the checkpoint of {size}: {fault}");
            Wrong { open, ..wrong(what) }
        })?;
        if head.size != size {
            return Err(wrong(format!("the checkpoint of {size} is signed as one of {}", head.size)));
        }
        let upto = usize::try_from(size).ok().filter(|upto| *upto <= self.leaves.len());
        let held = usize::try_from(self.peaks.size).unwrap_or(usize::MAX);
        let Some(more) = upto.and_then(|upto| self.leaves.get(held..upto)) else { return Ok(head) };
        more.iter().for_each(|leaf| self.peaks.push(*leaf));
        if self.peaks.root() == head.root {
            self.good = size;
            return Ok(head);
        }
        // Of a note that nobody may have signed, no entry is to blame.
        let entry = self.current.map(|_| self.good).filter(|good| *good < size);
        let these = match entry.map(|good| (good, size - 1)) {
            None => String::new(),
            Some((good, last)) if good == last => "is not what was signed: ".to_owned(),
            Some((_, last)) => format!("or another up to {last} is not what was signed: "),
        };
        let what = format!("{these}the checkpoint of {size} has another root than the entries give");
        Err(Wrong { entry, ..wrong(what) })
    }

    /// What a checkpoint says, if one of the keys has signed it that may have; else why not, and whether an entry may say so
    /// later.
    fn open(&self, Signed { size, note }: &Signed) -> Result<Head, (Fault, bool)> {
        let mut keys = self.current.into_iter().chain(self.signers.of(*size));
        self.signers.check_successor(note, *size).map_err(|fault| (fault, false))?;
        if let Some(key) = keys.find(|key| key.is_named_in(note)) {
            return Head::open(note, key).map_err(|fault| (fault, false));
        }
        let (origin, head) = Head::of_any(note).map_err(|fault| (fault, false))?;
        // Before its first entry a site may have had another name.
        let told = *size == 0 || self.signers.untold.iter().any(|name| name == origin);
        match self.current {
            Some(current) if !told => {
                Err((Fault::new(format!("no key of the log {} signed it then", current.name())), true))
            }
            _ => Ok(head),
        }
    }
}

#[cfg(test)]
mod tests;
