//! Getting back in: when the person who signed has left, or the mailbox no longer works. How somebody may show that they
//! act for an organisation, how long those who act already may object, and when the ministry may let them in.

use chrono::Duration;

use super::challenge;
use super::endorsement::{EndorsementState, withdraws_by_letter};
use super::host::RegistrableDomain;
use super::organisation::Category;
use super::visibility::Visibility;
use super::{Moment, limits};
use crate::codes;

codes! {
    /// How somebody shows that they act for an organisation.
    pub enum Proof {
        /// They control its domain.
        Domain = "domain",
        /// The organisation says so in an official letter.
        Letter = "letter",
    }
}

codes! {
    /// Where a request stands.
    pub enum RecoveryState {
        /// Its mailbox has not been confirmed.
        Asked = "asked",
        /// Before the ministry.
        Open = "open",
        LetIn = "let_in",
        Declined = "declined",
        /// By whoever asked.
        CalledOff = "called_off",
    }
}

/// The domain by which control can be shown instead of a letter. Never for a state, nor for what is not in the public
/// register: a record in DNS would tell the world.
pub fn domain_offered(
    category: Category,
    visibility: Visibility,
    state: EndorsementState,
    domain: Option<&str>,
) -> Option<RegistrableDomain> {
    use EndorsementState::*;
    let public = matches!(state, Published | Suspended | Withdrawn | Lapsed) && !visibility.withholds();
    if !public || withdraws_by_letter(category) {
        return None;
    }
    // Who withdrew is no longer offered the rung, but may get back in, to say that it was not them.
    challenge::offered(category, visibility, Published, domain).ok()
}

/// What those who act already say of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heard {
    /// Whether anybody acts at all.
    pub anybody: bool,
    /// One of them says that it is right.
    pub agreed: bool,
    /// One of them objects.
    pub objected: bool,
}

/// From when on the ministry may let somebody in: after the time to object, unless somebody who acts says that it is
/// right and nobody objects, or there is nobody who could.
pub fn ripe_at(confirmed_at: Moment, heard: Heard) -> Moment {
    let agreed = heard.agreed && !heard.objected;
    if agreed || !heard.anybody {
        confirmed_at
    } else {
        confirmed_at + Duration::days(limits::OBJECTION_DAYS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_is_shown_only_where_everybody_may_know_who_it_is() {
        use EndorsementState::*;
        let of = |category, visibility, state| {
            domain_offered(category, visibility, state, Some("skov.example")).is_some()
        };
        for state in [Published, Suspended, Withdrawn, Lapsed] {
            assert!(of(Category::Media, Visibility::Public, state), "{state}");
            assert!(!of(Category::State, Visibility::Public, state), "{state}");
            assert!(!of(Category::Media, Visibility::Protected, state), "{state}");
            assert!(!of(Category::Media, Visibility::Embargoed, state), "{state}");
        }
        for state in [Submitted, InReview, NeedsInfo, Declined, Cancelled, Expired, Revoked] {
            assert!(!of(Category::Media, Visibility::Public, state), "{state}");
        }
        let shared = Some("github.io");
        assert!(domain_offered(Category::Media, Visibility::Public, Published, shared).is_none());
    }

    #[test]
    fn those_who_act_have_a_week_to_object() {
        let asked = Moment::from_millis(1_000_000_000_000);
        let wait = |anybody, agreed, objected| {
            (ripe_at(asked, Heard { anybody, agreed, objected }) - asked).num_days()
        };
        assert_eq!(wait(true, false, false), 7);
        assert_eq!(wait(true, true, false), 0);
        assert_eq!(wait(true, true, true), 7, "whoever objects is waited for");
        assert_eq!(wait(false, false, false), 0, "there is nobody to wait for");
    }
}
