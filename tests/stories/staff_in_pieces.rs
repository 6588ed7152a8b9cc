//! What Bodil does to many alone counts together within an hour, in however many pieces: above fifty an admin looks.

use chrono::Duration;
use tilsagn::domain::endorsement::EndorsementState::{Declined, InReview};
use tilsagn::domain::ids::InvalidationId;
use tilsagn::domain::invalidation::InvalidationState;
use tilsagn::domain::limits;
use tilsagn::store;

use crate::nadia_stays_unnamed::Lacks;
use crate::staff_decide_many::{self, DECLINE, done, numbers, some, states};
use crate::staff_invalidate::{act, begin, look, sent, work};
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::reasons;

stories!(pieces_of_a_flood_take_an_admin_together, cases_decided_in_pieces_take_an_admin_together,);

const ADMIN: &str = "an admin looks at it";

fn pieces_of_a_flood_take_an_admin_together(app: &TestApp) {
    reasons(app);
    let flood = |count: usize, address: &str| {
        for number in 0..count {
            sent(app, &format!("Junk {number} of {count}"), InReview, address);
        }
    };
    flood(26, "203.0.113.7");
    flood(25, "203.0.113.8");
    let (bodil, mogens) = (app.moderator(), app.second_moderator());
    let (first, rest) = ([("network", "203.0.113.7")], [("network", "203.0.113.8")]);
    let state = |id: InvalidationId| app.read(move |db| store::invalidation::find(db, id)).state;
    let begun = begin(&bodil, &look(&bodil, &first).ok().lacks(ADMIN));
    work(app);
    assert_eq!(state(begun), InvalidationState::Done);
    look(&mogens, &rest).ok().lacks(ADMIN);
    let waits = begin(&bodil, &look(&bodil, &rest).ok().says(ADMIN));
    assert_eq!((state(waits), work(app)), (InvalidationState::Proposed, 0));
    // What she gave back does not count, nor what has not begun.
    assert_eq!(act(&bodil, begun, "undo").status, 303);
    work(app);
    look(&bodil, &rest).ok().lacks(ADMIN);
    begin(&bodil, &look(&bodil, &first).ok());
    look(&bodil, &rest).ok().says(ADMIN);
    app.clock.advance(Duration::minutes(limits::ALONE_MINUTES + 1));
    bodil.signs_in(app);
    look(&bodil, &rest).ok().lacks(ADMIN);
}

fn cases_decided_in_pieces_take_an_admin_together(app: &TestApp) {
    reasons(app);
    let many = some(app, 51);
    let chosen = numbers(app, &many);
    let bodil = app.moderator();
    for piece in [&chosen[..30], &chosen[30..50]] {
        let page = staff_decide_many::look(&bodil, piece, &DECLINE).ok();
        done(&bodil, &page.lacks(ADMIN));
    }
    assert!(states(app, &many[..50]).iter().all(|state| *state == Declined));
    let last = &chosen[50..];
    let assign = [("what", "assign"), ("step", "yes"), ("assignee", "")];
    staff_decide_many::look(&bodil, last, &assign).ok().lacks(ADMIN);
    let page = staff_decide_many::look(&bodil, last, &DECLINE).ok();
    done(&bodil, &page.says(ADMIN)).1.says("waits for an admin");
    assert_eq!(states(app, &many[50..]), [InReview]);
    // Both ways to decide on many count together.
    sent(app, "Junk", InReview, "203.0.113.7");
    look(&bodil, &[("network", "203.0.113.7")]).ok().says(ADMIN);
    app.clock.advance(Duration::minutes(limits::ALONE_MINUTES + 1));
    bodil.signs_in(app);
    look(&bodil, &[("network", "203.0.113.7")]).ok().lacks(ADMIN);
}
