//! Somebody acts for two organisations, and opens one account after the other in the same browser. What is sent from a page of
//! the first does nothing to the second.

use tilsagn::domain::case::CaseKind;
use tilsagn::domain::endorsement::EndorsementState;

use crate::stories;
use crate::support::app::TestApp;
use crate::support::fixtures::{Given, Signatory};
use crate::support::visitor::{Page, Visitor, unescaped};
use crate::suzie_comes_back::{SUZIE, ask, cases, enter};
use crate::suzie_invites::invite;
use crate::suzie_signs::endorsement;

stories!(
    an_old_page_does_nothing_to_another_organisation,
    what_was_typed_for_another_organisation_comes_back,
    every_form_says_whose_it_is,
);

const ENGEN: &str = "suzie@engen.example";
const PAGES: [&str; 10] = [
    "/account",
    "/account/amend",
    "/account/commitments/new",
    "/account/domain",
    "/account/people",
    "/account/people/invite",
    "/account/people/leave",
    "/account/people/me",
    "/account/visibility",
    "/account/withdraw",
];

/// In the account of the first; and the second.
fn two_organisations(app: &TestApp) -> (Visitor, Signatory) {
    app.signatory(Given { contacts: &[SUZIE, "bo@skovbrynet.example"], ..Given::default() });
    let engen = app.signatory(Given { name: "Engen", contacts: &[ENGEN], ..Given::default() });
    app.settle();
    (enter(app, SUZIE), engen)
}

/// The other account, in the same browser.
fn switch(app: &TestApp, suzie: &Visitor) {
    let link = ask(app, suzie, ENGEN);
    assert_eq!(suzie.post(&link, &[]).location(), Some("/account"));
    suzie.get("/account").ok().says("Engen");
}

/// Where the forms of a page are sent to that do something to the account.
fn forms(page: &Page) -> Vec<String> {
    let forms = page.body.split("<form").skip(1).map(|form| form.split('>').next().unwrap_or_default());
    let sent = forms.filter(|form| form.contains("method=\"post\"") && !form.contains("/account/sign-out"));
    sent.map(|form| unescaped(form.split("action=\"").nth(1).unwrap().split('"').next().unwrap())).collect()
}

fn an_old_page_does_nothing_to_another_organisation(app: &TestApp) {
    let (suzie, _) = two_organisations(app);
    for (path, typed) in
        [("/account/withdraw", ("sure", "yes")), ("/account/visibility", ("visibility", "protected"))]
    {
        let before = suzie.get(path).ok();
        switch(app, &suzie);
        let late = suzie.sends(&before, &forms(&before)[0], &[typed]);
        assert_eq!(late.status, 409, "{}", late.text());
        late.says("opened for another account");
        let now = suzie.get(path).ok();
        let link = ask(app, &suzie, SUZIE);
        assert_eq!(suzie.post(&link, &[]).status, 303);
        assert_eq!(suzie.sends(&now, &forms(&now)[0], &[typed]).status, 409);
    }
    for id in [1, 2] {
        let endorsement = endorsement(app, id);
        assert_eq!(endorsement.state, EndorsementState::Published);
        assert!(!endorsement.visibility.withholds());
    }
    let before = suzie.get("/account/withdraw").ok();
    suzie.sends(&before, &forms(&before)[0], &[("sure", "yes")]).ok().says("no longer a signatory");
}

fn what_was_typed_for_another_organisation_comes_back(app: &TestApp) {
    let (suzie, engen) = two_organisations(app);
    let before = suzie.get("/da/account/amend").ok();
    let action = forms(&before)[0].clone();
    assert!(action.starts_with("/da/account/amend?for="), "{action}");
    switch(app, &suzie);
    let typed = [("statement", "Vi passer på skoven.")];
    let late = suzie.sends(&before, &action, &typed);
    assert_eq!(late.status, 409);
    late.says("åbnet for en anden konto").says("Vi passer på skoven.");
    assert!(cases(app, &engen, CaseKind::Amendment).is_empty());
}

fn every_form_says_whose_it_is(app: &TestApp) {
    let (suzie, _) = two_organisations(app);
    invite(app, &suzie, &[]);
    for path in PAGES {
        let page = suzie.get(path).ok();
        let forms = forms(&page);
        assert!(!forms.is_empty(), "{path} has no form");
        for action in forms {
            assert!(action.contains("?for="), "{path}: {action}");
        }
    }
}
