//! What a witness answers (C2SP tlog-witness): it signs a checkpoint only when the tree goes on from the last one
//! that it signed. Pure; where that is kept is the caller's.

use super::Fault;
use super::checkpoint::Head;
use super::hash::Hash;
use super::note::{self, Verifier};
use super::proof;

/// Most lines of a proof (tlog-witness).
const MOST_HASHES: usize = 63;

/// What is asked: to sign a checkpoint, and the proof that it goes on from the tree of an older size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub old: u64,
    pub proof: Vec<Hash>,
    pub checkpoint: String,
}

/// What to answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The checkpoint is good: keep it, then sign it.
    Good(Head),
    /// 400: the request is none, or its sizes cannot be.
    Malformed(String),
    /// 404: nobody here watches this log.
    UnknownLog,
    /// 403: the log's key has not signed it.
    NotSigned,
    /// 409: the last tree that was signed here has another size; or it has this size, and another root.
    Conflict { size: u64 },
    /// 422: the proof does not lead from one tree to the other.
    Inconsistent,
}

impl Request {
    /// The body of the request.
    pub fn text(&self) -> String {
        let hashes: String = self.proof.iter().map(|hash| format!("{hash}\n")).collect();
        format!("old {}\n{hashes}\n{}", self.old, self.checkpoint)
    }

    /// Reads the body of a request.
    ///
    /// # Errors
    /// A fault, when it has another form.
    pub fn parse(text: &str) -> Result<Request, Fault> {
        let wrong = || Fault::new("expected the old size, a proof, an empty line and a checkpoint");
        let (head, checkpoint) = text.split_once("\n\n").ok_or_else(wrong)?;
        let mut lines = head.split('\n');
        let old = lines.next().and_then(|line| line.strip_prefix("old ")).ok_or_else(wrong)?;
        let read: u64 = old.parse().map_err(|_| wrong())?;
        let proof = lines.map(Hash::from_base64).collect::<Result<Vec<_>, _>>()?;
        if read.to_string() != old || proof.len() > MOST_HASHES {
            return Err(wrong());
        }
        note::split(checkpoint)?;
        Ok(Request { old: read, proof, checkpoint: checkpoint.to_owned() })
    }

    /// The log that it is about: the first line of its checkpoint.
    pub fn origin(&self) -> &str {
        self.checkpoint.split('\n').next().unwrap_or_default()
    }

    /// Judges it against the last tree of the log that was signed here.
    pub fn judge(&self, log: &Verifier, latest: Option<Head>) -> Verdict {
        if log.open(&self.checkpoint).is_err() {
            return Verdict::NotSigned;
        }
        let head = match Head::open(&self.checkpoint, log) {
            Ok(head) => head,
            Err(fault) => return Verdict::Malformed(fault.0),
        };
        if self.old > head.size {
            return Verdict::Malformed("the old size is larger than that of the checkpoint".to_owned());
        }
        let latest = latest.unwrap_or_else(Head::empty);
        if self.old != latest.size || (head.size == latest.size && head.root != latest.root) {
            return Verdict::Conflict { size: latest.size };
        }
        let (from, to) = ((latest.size, &latest.root), (head.size, &head.root));
        match proof::check_consistency(from, to, &self.proof) {
            Ok(()) => Verdict::Good(head),
            Err(_) => Verdict::Inconsistent,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::note::Signer;

    fn leaf(n: u8) -> Hash {
        Hash::leaf(&[n])
    }

    fn signer() -> Signer {
        Signer::new("call.example.org/log", [7; 32]).unwrap()
    }

    fn one() -> Head {
        Head { size: 1, root: leaf(0) }
    }

    fn two() -> Head {
        Head { size: 2, root: Hash::node(&leaf(0), &leaf(1)) }
    }

    fn ask(old: u64, proof: Vec<Hash>, head: Head) -> Request {
        let request = Request { old, proof, checkpoint: head.sign(&signer()).unwrap() };
        assert_eq!(Request::parse(&request.text()).unwrap(), request);
        request
    }

    #[test]
    fn a_tree_that_goes_on_is_signed() {
        let (key, proof) = (signer(), vec![leaf(1)]);
        let key = key.verifier();
        assert_eq!(ask(0, vec![], one()).judge(key, None), Verdict::Good(one()));
        assert_eq!(ask(1, proof, two()).judge(key, Some(one())), Verdict::Good(two()));
        assert_eq!(ask(2, vec![], two()).judge(key, Some(two())), Verdict::Good(two()), "again");
    }

    #[test]
    fn a_fork_and_a_way_back_are_not() {
        let key = signer();
        let key = key.verifier();
        let fork = Head { root: Hash::node(&leaf(0), &leaf(9)), ..two() };
        assert_eq!(ask(2, vec![], fork).judge(key, Some(two())), Verdict::Conflict { size: 2 });
        assert_eq!(ask(1, vec![leaf(1)], two()).judge(key, Some(two())), Verdict::Conflict { size: 2 });
        assert_eq!(ask(0, vec![], one()).judge(key, Some(two())), Verdict::Conflict { size: 2 });
        assert_eq!(ask(1, vec![leaf(9)], two()).judge(key, Some(one())), Verdict::Inconsistent);
        assert_eq!(ask(0, vec![leaf(1)], two()).judge(key, None), Verdict::Inconsistent);
        assert!(matches!(ask(2, vec![], one()).judge(key, Some(two())), Verdict::Malformed(_)));
        let other = Signer::new("call.example.org/log", [8; 32]).unwrap();
        assert_eq!(ask(0, vec![], one()).judge(other.verifier(), None), Verdict::NotSigned);
    }

    #[test]
    fn what_is_no_request_is_refused() {
        let good = ask(1, vec![leaf(1)], two()).text();
        for wrong in [
            good.replace("old 1", "old 01"),
            good.replace("old ", "new "),
            good.replace("\n\n", "\n"),
            format!(
                "old 1\n{}{}",
                format!("{}\n", leaf(1)).repeat(64),
                &good[good.find("\n\n").unwrap() + 1..]
            ),
            good.trim_end().to_owned(),
            String::new(),
        ] {
            assert!(Request::parse(&wrong).is_err(), "{wrong}");
        }
    }
}
