//! The one place that decides what the public sees of a signatory and of its commitments.
//!
//! The register, the API, exports, feeds, mails and the log all ask here. It knows nothing of pages.

use super::commitment::StoredState;
use super::endorsement::{EndorsementState, withdraws_by_letter};
use super::organisation::Category;
use super::{Day, Error, Moment, Refusal, Result};
use crate::codes;
use chrono_tz::Tz;

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

impl PublicState {
    /// Whether anybody can report what stands so: it is in the register, or can come back into it.
    pub const fn is_reportable(self) -> bool {
        matches!(self, PublicState::Published | PublicState::Suspended | PublicState::Lapsed)
    }
}

impl Visibility {
    /// Whether the signatory must not be named. An embargo that has ended is opened by a job, which
    /// makes it public.
    pub const fn withholds(self) -> bool {
        !matches!(self, Visibility::Public)
    }
}

/// How a signer wishes to appear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    Public,
    Protected,
    /// Named from this day on, as it begins in the deployment's time zone.
    Embargoed(Day),
}

impl Wish {
    /// The visibility that is wished.
    pub const fn visibility(self) -> Visibility {
        match self {
            Wish::Public => Visibility::Public,
            Wish::Protected => Visibility::Protected,
            Wish::Embargoed(_) => Visibility::Embargoed,
        }
    }

    /// When the embargo ends, where there is one.
    pub fn embargo_until(self, zone: Tz) -> Option<Moment> {
        match self {
            Wish::Embargoed(day) => Some(Moment::begin_of(day, zone)),
            Wish::Public | Wish::Protected => None,
        }
    }
}

/// Whether a signatory may come to appear otherwise than it does.
///
/// Hiding is always possible for what may be shown, but for a state: one stolen mailbox must not undo a state.
/// Only what waits or is in the register can show itself.
///
/// # Errors
/// `WrongState`.
pub fn may_become(from: Visibility, to: Visibility, state: EndorsementState, of: Category) -> Result<()> {
    use EndorsementState::*;
    let lives = match state {
        Suspended | Withdrawn | Lapsed | Revoked => to.withholds(),
        _ => may_return(state),
    };
    let by_mailbox = !(to.withholds() && withdraws_by_letter(of));
    let changes = from != to || from == Visibility::Embargoed;
    if lives && by_mailbox && changes { Ok(()) } else { Err(Error::Refused(Refusal::WrongState)) }
}

/// Whether the signer can show a signatory that hides, as it stands now: what waits or is in the register.
pub const fn may_return(state: EndorsementState) -> bool {
    use EndorsementState::*;
    matches!(state, Submitted | Confirmed | Recorded | InReview | NeedsInfo | Published)
}

/// Whether a signatory would come to be named that is not, or earlier than it is to be: how it appears with the end of an
/// embargo, and how it would.
pub fn widens(from: (Visibility, Option<Moment>), to: (Visibility, Option<Moment>)) -> bool {
    let named = |(visibility, until): (Visibility, Option<Moment>)| match visibility {
        Visibility::Public => (0, None),
        Visibility::Embargoed => (1, until),
        Visibility::Protected => (2, None),
    };
    named(to) < named(from)
}

/// Whether staff may hide a signatory that is in danger.
///
/// # Errors
/// `HiddenAlready`, `StateNotHidden`, `NotPublic` for what was never published.
pub fn staff_may_hide(from: Visibility, published_at: Option<Moment>, of: Category) -> Result<()> {
    let refusal = if from.withholds() {
        Refusal::HiddenAlready
    } else if withdraws_by_letter(of) {
        Refusal::StateNotHidden
    } else if published_at.is_none() {
        Refusal::NotPublic
    } else {
        return Ok(());
    };
    Err(Error::Refused(refusal))
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

/// What the public sees of a signatory. `state` is `None` for whatever was never published.
pub fn public_now(visibility: Visibility, state: Option<PublicState>) -> Shown {
    match state {
        _ if visibility.withholds() => Shown::Nothing,
        Some(PublicState::Published) => Shown::Card,
        // A merged one stays known; its address redirects instead of showing the tombstone.
        Some(_) => Shown::Tombstone,
        None => Shown::Nothing,
    }
}

/// What the public sees of a commitment, given what it sees of its signatory.
///
/// Withdrawn and lapsed signatories leave their promises readable: history is kept. Suspended and
/// revoked ones do not: their words may not be theirs, nor those of one that withdrew while it was suspended.
pub fn commitment_now(
    signatory: Shown,
    (state, withdrew_suspended): (PublicState, bool),
    stored: StoredState,
) -> CommitmentShown {
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
            PublicState::Withdrawn if withdrew_suspended => CommitmentShown::Tombstone,
            PublicState::Withdrawn | PublicState::Lapsed => CommitmentShown::Marked,
            PublicState::Suspended | PublicState::Revoked => CommitmentShown::Tombstone,
            PublicState::Merged => CommitmentShown::Nothing,
        },
    }
}

/// The number of signatories that cannot be named, as the public may know it: rounded down to five,
/// so that one more or less does not show. It is counted anew once a week only.
pub const fn rounded_protected_total(count: u32) -> u32 {
    count - count % 5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_published_public_ones_are_cards() {
        for &visibility in Visibility::ALL {
            for state in PublicState::ALL.iter().copied().map(Some).chain([None]) {
                let shown = public_now(visibility, state);
                let expected = match (visibility, state) {
                    (Visibility::Public, Some(PublicState::Published)) => Shown::Card,
                    (Visibility::Public, Some(_)) => Shown::Tombstone,
                    _ => Shown::Nothing,
                };
                assert_eq!(shown, expected, "{visibility} {state:?}");
            }
        }
    }

    #[test]
    fn who_is_named_sooner_is_named_more() {
        let (soon, later) = (Some(Moment::from_millis(1)), Some(Moment::from_millis(2)));
        let order = [
            (Visibility::Public, None),
            (Visibility::Embargoed, soon),
            (Visibility::Embargoed, later),
            (Visibility::Protected, None),
        ];
        for (from, before) in order.into_iter().enumerate() {
            for (to, after) in order.into_iter().enumerate() {
                assert_eq!(widens(before, after), to < from, "{before:?} {after:?}");
            }
        }
    }

    #[test]
    fn an_embargo_ends_when_its_day_begins_where_the_ministry_is() {
        let day = Day::from_ymd_opt(2026, 12, 1).unwrap();
        let until = Wish::Embargoed(day).embargo_until(chrono_tz::Europe::Copenhagen).unwrap();
        assert_eq!(until.rfc3339(), "2026-11-30T23:00:00.000Z");
        assert_eq!(Wish::Protected.embargo_until(chrono_tz::Europe::Copenhagen), None);
    }

    #[test]
    fn hiding_is_possible_as_long_as_there_is_something_to_hide_but_not_for_a_state() {
        use EndorsementState::*;
        let may = |from, to, state, of| may_become(from, to, state, of).is_ok();
        let (public, protected) = (Visibility::Public, Visibility::Protected);
        for state in [InReview, Published, Suspended, Withdrawn, Lapsed, Revoked] {
            assert!(may(public, protected, state, Category::Media), "{state}");
            assert!(!may(public, protected, state, Category::State), "{state}");
        }
        for state in [Declined, Cancelled, Expired] {
            assert!(!may(public, protected, state, Category::Media), "{state}");
        }
        for (state, possible) in
            [(NeedsInfo, true), (Published, true), (Suspended, false), (Withdrawn, false)]
        {
            assert_eq!(may(protected, public, state, Category::Media), possible, "{state}");
        }
        assert!(!may(public, public, Published, Category::Media), "nothing would change");
        assert!(may(Visibility::Embargoed, Visibility::Embargoed, Published, Category::Media), "another day");
    }

    #[test]
    fn commitments_follow_their_signatory() {
        use CommitmentShown::*;
        let of = |state, stored| commitment_now(Shown::Tombstone, (state, false), stored);
        assert_eq!(commitment_now(Shown::Card, (PublicState::Published, false), StoredState::Active), Full);
        assert_eq!(commitment_now(Shown::Card, (PublicState::Published, false), StoredState::Dropped), Full);
        assert_eq!(
            commitment_now(Shown::Card, (PublicState::Published, false), StoredState::Suspended),
            Tombstone
        );
        assert_eq!(of(PublicState::Withdrawn, StoredState::Active), Marked);
        assert_eq!(
            commitment_now(Shown::Tombstone, (PublicState::Withdrawn, true), StoredState::Active),
            Tombstone
        );
        assert_eq!(of(PublicState::Lapsed, StoredState::Dropped), Marked);
        assert_eq!(of(PublicState::Revoked, StoredState::Active), Tombstone);
        assert_eq!(of(PublicState::Suspended, StoredState::Active), Tombstone);
        for stored in
            [StoredState::Draft, StoredState::InReview, StoredState::NeedsInfo, StoredState::Declined]
        {
            assert_eq!(commitment_now(Shown::Card, (PublicState::Published, false), stored), Nothing);
        }
        assert_eq!(
            commitment_now(Shown::Nothing, (PublicState::Published, false), StoredState::Active),
            Nothing
        );
    }

    #[test]
    fn the_protected_total_is_rounded_down() {
        let rounded: Vec<_> = [0, 4, 5, 9, 19, 20].map(rounded_protected_total).into();
        assert_eq!(rounded, [0, 0, 5, 5, 15, 20]);
    }
}
