//! An address gets five mails of a kind a day: what comes after them is not promised, and takes nothing from them.

use chrono::Duration;
use tilsagn::domain::limits;

use crate::stories;
use crate::support::app::TestApp;
use crate::support::fixtures::Given;
use crate::suzie_comes_back::{SUZIE, enter};
use crate::suzie_invites::{PEOPLE, handle, invitation, invite, join};
use crate::suzie_moves::{ME, NEW, moves, moving_link, two};

stories!(
    a_sixth_link_is_not_promised_and_the_fifth_still_moves,
    a_sixth_invitation_is_not_promised_and_the_fifth_still_opens,
);

fn a_sixth_link_is_not_promised_and_the_fifth_still_moves(app: &TestApp) {
    let (_, suzie, _) = two(app);
    let mut link = String::new();
    for _ in 0..limits::MAILS_PER_SUBMISSION {
        link = moving_link(app, &suzie, NEW);
        app.sql("UPDATE outbox SET state = 'sent', sealed = NULL");
        app.clock.advance(Duration::seconds(limits::INVITED_AGAIN_SECONDS + 1));
    }
    let sixth = suzie.post(&format!("{ME}/mailbox"), &[("mailbox", NEW)]);
    assert_eq!(sixth.says("Five such mails have gone to this address").status, 422);
    suzie.get(ME).ok().says("We have written to a new address");
    moves(app, &link);
}

fn a_sixth_invitation_is_not_promised_and_the_fifth_still_opens(app: &TestApp) {
    let given = app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    let mut link = String::new();
    for _ in 0..limits::MAILS_PER_SUBMISSION {
        link = invite(app, &suzie, &[]);
        app.sql("UPDATE outbox SET state = 'sent', sealed = NULL");
        app.clock.advance(Duration::minutes(limits::AGAIN_MINUTES + 1));
    }
    let sixth = suzie.post(&format!("{PEOPLE}/invite"), &invitation(&[("after", "hand-over")]));
    assert_eq!(sixth.status, 422);
    let sixth = sixth.says("Five such mails have gone to this address");
    assert!(sixth.body.contains("value=\"hand-over\" checked"), "{}", sixth.body);
    let again = format!("{PEOPLE}/invited/{}/again", handle(&suzie.get(PEOPLE), "again"));
    let sixth = suzie.post(&again, &[]);
    assert_eq!(sixth.says("Five such mails have gone to this address").says("Invited by").status, 422);
    assert_eq!(app.times(("organisation", given.organisation.0), "people.invited_again"), 0);
    app.anonymous().get(&link).ok();
    join(app, &link);
}
