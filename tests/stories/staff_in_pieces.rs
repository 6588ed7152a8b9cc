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

stories!(
    pieces_of_a_flood_take_an_admin_together,
    cases_decided_in_pieces_take_an_admin_together,
    what_is_put_before_an_admin_waits_for_one,
    cases_of_which_nothing_came_do_not_count,
    submissions_that_a_job_did_not_take_do_not_count,
);

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
    let page = look(&bodil, &rest).ok().says(ADMIN);
    // What she gave back does not count, nor what has not begun.
    assert_eq!(act(&bodil, begun, "undo").status, 303);
    work(app);
    look(&bodil, &rest).ok().lacks(ADMIN);
    let put = begin(&bodil, &page);
    assert_eq!(
        (state(put), work(app)),
        (InvalidationState::Proposed, 0),
        "the page said that an admin looks"
    );
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

fn what_is_put_before_an_admin_waits_for_one(app: &TestApp) {
    reasons(app);
    let many = some(app, 51);
    let chosen = numbers(app, &many);
    let bodil = app.moderator();
    done(&bodil, &staff_decide_many::look(&bodil, &chosen[..30], &DECLINE).ok().lacks(ADMIN));
    app.clock.advance(Duration::minutes(10));
    let page = staff_decide_many::look(&bodil, &chosen[30..], &DECLINE).ok().says(ADMIN);
    app.clock.advance(Duration::minutes(limits::ALONE_MINUTES - 9));
    bodil.signs_in(app);
    done(&bodil, &page).1.says("waits for an admin");
    assert!(states(app, &many[30..]).iter().all(|state| *state == InReview));
}

fn cases_of_which_nothing_came_do_not_count(app: &TestApp) {
    reasons(app);
    let many = some(app, 51);
    let chosen = numbers(app, &many);
    let (bodil, mogens) = (app.moderator(), app.second_moderator());
    let look = |numbers: &[i64]| staff_decide_many::look(&bodil, numbers, &DECLINE).ok();
    let late = look(&chosen[..50]);
    done(&mogens, &staff_decide_many::look(&mogens, &chosen[..50], &DECLINE).ok());
    done(&bodil, &late).1.says("It has changed since you looked");
    look(&chosen[50..]).lacks(ADMIN);
    // What is at work counts whole, and what was not reached once that broke off does not.
    app.sql("UPDATE bulk_decisions SET outcomes = '[]'");
    look(&chosen[50..]).says(ADMIN);
    app.clock.advance(Duration::minutes(limits::DECIDING_MINUTES));
    look(&chosen[50..]).lacks(ADMIN);
}

fn submissions_that_a_job_did_not_take_do_not_count(app: &TestApp) {
    reasons(app);
    let flood = |count: usize, address: &str| {
        let one = |number| sent(app, &format!("Junk {number} of {count}"), InReview, address);
        (0..count).map(one).collect::<Vec<_>>()
    };
    let junk = flood(26, "203.0.113.7");
    flood(25, "203.0.113.8");
    let (bodil, mogens) = (app.moderator(), app.second_moderator());
    let rest = [("network", "203.0.113.8")];
    begin(&bodil, &look(&bodil, &[("network", "203.0.113.7")]).ok());
    look(&bodil, &rest).ok().says(ADMIN);
    let decided = numbers(app, &junk[..1]);
    done(&mogens, &staff_decide_many::look(&mogens, &decided, &DECLINE).ok());
    work(app);
    look(&bodil, &rest).ok().lacks(ADMIN);
}
