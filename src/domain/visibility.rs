//! The one place that decides what the public sees of a signatory and of its commitments.
//!
//! The register, the API, exports, feeds, mails and the log all ask here. It knows nothing of pages.

use super::Moment;
use super::commitment::StoredState;
use crate::codes;

codes! {
    /// What the signer chose. Only the signer may widen it; signer and staff may narrow it at once.
    pub enum Visibility {
        Public = "public",
        /// Counted, never named or described.
        Protected = "protected",
        /// Treated as protected until a date, then public.
        Embargoed = "embargoed",
    }
}

codes! {
    /// The states that an endorsement which was published once can be in.
    pub enum PublicState {
        Published = "published",
        Suspended = "suspended",
        Withdrawn = "withdrawn",
        Lapsed = "lapsed",
        Revoked = "revoked",
        /// The organisation was found to be another one's double; its address redirects.
        Merged = "merged",
    }
}

/// What the public gets to see of a signatory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Everything public: page, lists, totals.
    Card,
    /// Name, dates and reason on its own page; in no list and no total.
    Tombstone,
    /// Nothing: the same answer as if it had never existed.
    Nothing,
}

/// What the public gets to see of a commitment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommitmentShown {
    /// Everything: page, lists, totals.
    Full,
    /// Readable on its page and marked; in no list and no total.
    Marked,
    /// A page that says it is withheld, without its text.
    Tombstone,
    /// Nothing.
    Nothing,
}

/// What the public sees of a signatory at a moment.
///
/// `embargo` is when an embargo ends; an embargo without an end never does. `state` is `None` for
/// whatever was never published. `hidden` is the signer's "hide now", which wins over everything.
pub fn public_now(
    visibility: Visibility,
    embargo: Option<Moment>,
    state: Option<PublicState>,
    hidden: bool,
    moment: Moment,
) -> Shown {
    let open = match visibility {
        Visibility::Public => true,
        Visibility::Protected => false,
        Visibility::Embargoed => embargo.is_some_and(|end| end <= moment),
    };
    if hidden || !open {
        return Shown::Nothing;
    }
    match state {
        Some(PublicState::Published) => Shown::Card,
        // A merged one stays known; its address redirects instead of showing the tombstone.
        Some(_) => Shown::Tombstone,
        None => Shown::Nothing,
    }
}

/// What the public sees of a commitment, given what it sees of its signatory.
///
/// Withdrawn and lapsed signatories leave their promises readable: history is kept. Suspended and
/// revoked ones do not: their words may not be theirs.
pub fn commitment_now(signatory: Shown, state: PublicState, stored: StoredState) -> CommitmentShown {
    if signatory == Shown::Nothing || state == PublicState::Merged {
        return CommitmentShown::Nothing;
    }
    match stored {
        StoredState::Draft | StoredState::InReview | StoredState::NeedsInfo | StoredState::Declined => {
            CommitmentShown::Nothing
        }
        StoredState::Suspended => CommitmentShown::Tombstone,
        StoredState::Active | StoredState::Dropped => match state {
            PublicState::Published => CommitmentShown::Full,
            PublicState::Withdrawn | PublicState::Lapsed => CommitmentShown::Marked,
            PublicState::Suspended | PublicState::Revoked => CommitmentShown::Tombstone,
            PublicState::Merged => CommitmentShown::Nothing,
        },
    }
}

/// The number of signatories that cannot be named, as the public may know it: rounded down to five,
/// so that one more or less does not show.
pub const fn rounded_protected_total(count: u32) -> u32 {
    count - count % 5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_published_public_ones_are_cards() {
        let noon = Moment::from_millis(0);
        for &visibility in Visibility::ALL {
            for state in PublicState::ALL.iter().copied().map(Some).chain([None]) {
                let shown = public_now(visibility, None, state, false, noon);
                let expected = match (visibility, state) {
                    (Visibility::Public, Some(PublicState::Published)) => Shown::Card,
                    (Visibility::Public, Some(_)) => Shown::Tombstone,
                    _ => Shown::Nothing,
                };
                assert_eq!(shown, expected, "{visibility} {state:?}");
                assert_eq!(public_now(visibility, None, state, true, noon), Shown::Nothing, "hidden");
            }
        }
    }

    #[test]
    fn an_embargo_ends_on_its_moment() {
        let until = Moment::from_millis(1_000);
        let at = |millis| {
            let moment = Moment::from_millis(millis);
            public_now(Visibility::Embargoed, Some(until), Some(PublicState::Published), false, moment)
        };
        assert_eq!(at(999), Shown::Nothing);
        assert_eq!(at(1_000), Shown::Card);
    }

    #[test]
    fn commitments_follow_their_signatory() {
        use CommitmentShown::*;
        let of = |state, stored| commitment_now(Shown::Tombstone, state, stored);
        assert_eq!(commitment_now(Shown::Card, PublicState::Published, StoredState::Active), Full);
        assert_eq!(commitment_now(Shown::Card, PublicState::Published, StoredState::Dropped), Full);
        assert_eq!(commitment_now(Shown::Card, PublicState::Published, StoredState::Suspended), Tombstone);
        assert_eq!(of(PublicState::Withdrawn, StoredState::Active), Marked);
        assert_eq!(of(PublicState::Lapsed, StoredState::Dropped), Marked);
        assert_eq!(of(PublicState::Revoked, StoredState::Active), Tombstone);
        assert_eq!(of(PublicState::Suspended, StoredState::Active), Tombstone);
        for stored in
            [StoredState::Draft, StoredState::InReview, StoredState::NeedsInfo, StoredState::Declined]
        {
            assert_eq!(commitment_now(Shown::Card, PublicState::Published, stored), Nothing);
        }
        assert_eq!(commitment_now(Shown::Nothing, PublicState::Published, StoredState::Active), Nothing);
    }

    #[test]
    fn the_protected_total_is_rounded_down() {
        let rounded: Vec<_> = [0, 4, 5, 9, 19, 20].map(rounded_protected_total).into();
        assert_eq!(rounded, [0, 0, 5, 5, 15, 20]);
    }
}
