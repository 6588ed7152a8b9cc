//! A stranger would like our mails to say something to somebody who has never heard of us, best with a link.

use tilsagn::app::letter::Letter;
use tilsagn::domain::endorsement::{Act, EndorsementState};
use tilsagn::store;

use crate::stories;
use crate::support::app::TestApp;
use crate::support::fixtures::Given;
use crate::suzie_comes_back::{SUZIE, enter};
use crate::suzie_invites::{PALLE, PEOPLE, handle, invitation, invite};
use crate::suzie_signs::submitted;

stories!(
    a_name_that_is_a_page_is_in_no_mail_to_a_mailbox_that_confirmed_nothing,
    words_with_a_link_go_to_nobody,
    words_go_along_once_staff_have_looked,
);

fn a_name_that_is_a_page_is_in_no_mail_to_a_mailbox_that_confirmed_nothing(app: &TestApp) {
    app.publish_call();
    for (name, email, named) in
        [("Sign in at evil.dk/account", "a@one.example", false), ("change.org", "b@two.example", true)]
    {
        submitted(app, &[("name", name), ("email", email)]);
        let Letter::ConfirmSignature { organisation, .. } = app.mail_to(email) else { panic!("no link") };
        assert_eq!(organisation, if named { name } else { "" });
    }
}

fn words_with_a_link_go_to_nobody(app: &TestApp) {
    app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    let before = app.mails().len();
    let wrong =
        suzie.post(&format!("{PEOPLE}/invite"), &invitation(&[("message", "Sign in at evil.dk/now")]));
    assert_eq!(wrong.status, 422);
    assert!(
        wrong.says("Take out web addresses").body.contains("Sign in at evil.dk/now"),
        "it is kept in the form"
    );
    assert_eq!(app.mails().len(), before);
}

fn message(app: &TestApp) -> String {
    let Letter::Invitation { message, .. } = app.mail_to(PALLE) else { panic!("no invitation") };
    message
}

fn words_go_along_once_staff_have_looked(app: &TestApp) {
    let given = app.signatory(Given { state: EndorsementState::InReview, ..Given::default() });
    let suzie = enter(app, SUZIE);
    suzie.get(&format!("{PEOPLE}/invite")).ok().says("Until then the invitation goes without them");
    invite(app, &suzie, &[]);
    assert_eq!(message(app), "");
    let named = handle(&suzie.get(PEOPLE), "again");
    app.write(move |db, now| {
        let seen = store::endorsement::of_organisation(db, given.organisation)?;
        store::endorsement::apply(db, &seen, Act::Publish, now).map(drop)
    });
    suzie.post(&format!("{PEOPLE}/invited/{named}/again"), &[]);
    assert_eq!(message(app), "Would you help me with this?");
}
