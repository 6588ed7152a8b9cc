//! Who may act for an organisation: when colleagues can join, and who takes off whom.

use super::endorsement::{EndorsementState, withdraws_by_letter};
use super::organisation::Category;

/// Whether somebody may join those who act for an organisation: its mailbox was confirmed, and it is not over for good.
/// Who withdrew may still say that it was not them.
pub fn open_to_colleagues(state: EndorsementState) -> bool {
    use EndorsementState::*;
    match state {
        Confirmed | Recorded | InReview | NeedsInfo | Published | Suspended | Withdrawn | Lapsed => true,
        Submitted | Declined | Cancelled | Expired | Revoked => false,
    }
}

/// Whether an invitation carries the inviter's own words: staff have looked at the organisation, and stand by it. Before
/// that, anybody could have us write anything to anybody.
pub fn takes_words(state: EndorsementState) -> bool {
    state == EndorsementState::Published
}

/// Whether colleagues take each other off. For a state the ministry does: one stolen mailbox must not undo a state.
pub fn colleagues_take_off(category: Category) -> bool {
    !withdraws_by_letter(category)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_joins_what_was_never_confirmed_or_is_over() {
        for state in EndorsementState::ALL {
            let never = ["submitted", "declined", "cancelled", "expired", "revoked"].contains(&state.code());
            assert_eq!(open_to_colleagues(*state), !never, "{state}");
        }
    }

    #[test]
    fn the_people_of_a_state_do_not_take_each_other_off() {
        for category in Category::ALL {
            assert_eq!(colleagues_take_off(*category), *category != Category::State, "{category}");
        }
    }
}
