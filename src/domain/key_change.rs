//! A change of the log's key: one admin asks for it, another allows it, and whoever runs the server does it.

use crate::codes;

codes! {
    /// Where a change stands.
    pub enum KeyChangeState {
        /// Another admin must allow it.
        Proposed = "proposed",
        /// It may be done on the server, for some days.
        Allowed = "allowed",
        /// The new key signs.
        Begun = "begun",
        CalledOff = "called_off",
    }
}

impl KeyChangeState {
    /// Whether this may become that.
    pub const fn may_become(self, next: KeyChangeState) -> bool {
        use KeyChangeState::{Allowed, Begun, CalledOff, Proposed};
        matches!((self, next), (Proposed, Allowed | CalledOff) | (Allowed, Begun | CalledOff))
    }
}

#[cfg(test)]
mod tests {
    use super::KeyChangeState::{self, Allowed, Begun, CalledOff, Proposed};

    #[test]
    fn a_change_is_allowed_before_it_begins_and_nothing_follows_its_end() {
        let all = [Proposed, Allowed, Begun, CalledOff];
        let may: Vec<(KeyChangeState, KeyChangeState)> = all
            .iter()
            .flat_map(|from| all.map(|to| (*from, to)))
            .filter(|(from, to)| from.may_become(*to))
            .collect();
        assert_eq!(may, [(Proposed, Allowed), (Proposed, CalledOff), (Allowed, Begun), (Allowed, CalledOff)]);
    }
}
