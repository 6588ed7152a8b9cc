//! Suzie reads in her account what holds now, whatever became of the signature and however the organisation appears.

use tilsagn::domain::endorsement::EndorsementState;

use crate::nadia_stays_unnamed::Lacks;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::fixtures::Given;
use crate::suzie_comes_back::{SUZIE, enter};

stories!(
    a_name_is_shown_only_where_the_organisation_is,
    colleagues_are_offered_only_where_they_can_join,
    what_became_of_the_signature_is_told_as_it_is_shown,
);

const HIDE: [(&str, &str); 1] = [("visibility", "protected")];

fn a_name_is_shown_only_where_the_organisation_is(app: &TestApp) {
    app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    suzie.get("/account/people").ok().says("Name in the register not shown").lacks("nothing of your");
    suzie.send("/account/naming", &[("named", "yes")]).ok();
    suzie.get("/account/people").ok().says("Name in the register shown");
    suzie.send("/account/visibility", &HIDE).ok();
    suzie.get("/account/people").ok().says("Name in the register not shown: nothing of your organisation is");
    suzie.send("/account/visibility", &[("visibility", "public")]).ok();
    suzie.get("/account/people").ok().says("Name in the register shown");
    suzie.send("/account/withdraw", &[("sure", "yes")]).ok();
    suzie.get("/account/people").ok().says("Name in the register not shown now");
}

fn colleagues_are_offered_only_where_they_can_join(app: &TestApp) {
    app.signatory(Given { state: EndorsementState::Submitted, ..Given::default() });
    let suzie = enter(app, SUZIE);
    suzie.get("/account").ok().says("See who acts for you").lacks("invite a colleague");
    let people =
        suzie.get("/account/people").ok().says("Colleagues can join once the signature is confirmed");
    people.says("You are the only one.").lacks("invite a colleague").lacks("At least two");
    let contacts = &["eva@engen.example"];
    app.signatory(Given { name: "Engen", contacts, state: EndorsementState::InReview, ..Given::default() });
    let eva = enter(app, contacts[0]);
    eva.get("/account").ok().says("See who acts for you, invite a colleague, or hand over");
    eva.get("/account/people").ok().says("At least two are better").says("Invite a colleague");
}

fn what_became_of_the_signature_is_told_as_it_is_shown(app: &TestApp) {
    let ended: [(&'static str, &'static [&'static str], EndorsementState, &str); 2] = [
        ("Engen", &["eva@engen.example"], EndorsementState::Suspended, "Its page shows its name"),
        ("Lunden", &["liv@lunden.example"], EndorsementState::Revoked, "Your page says why"),
    ];
    for (name, contacts, state, shown) in ended {
        app.signatory(Given { name, contacts, state, ..Given::default() });
        let member = enter(app, contacts[0]);
        member.get("/account").ok().says(shown);
        member.send("/account/visibility", &HIDE).ok();
        let desk = member.get("/account").ok().says("Nothing of your organisation is shown");
        desk.lacks(shown).lacks("your page");
    }
}
