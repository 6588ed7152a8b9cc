//! What Suzie is told and asked, before she has signed, of what becomes public: of herself, and of her organisation. What she
//! agreed to for herself she takes back at any time.

use tilsagn::app::letter::Letter;
use tilsagn::domain::case::CaseKind;
use tilsagn::domain::ids::OrganisationId;
use tilsagn::store;

use crate::nadia_stays_unnamed::Lacks;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, reasons};
use crate::support::fixtures::Given;
use crate::support::visitor::Visitor;
use crate::suzie_comes_back::{SUZIE, cases, enter};
use crate::suzie_signs::{EMAIL, confirm_link, declaration, filled, submitted};

stories!(
    whoever_confirms_decides_whether_they_are_named,
    who_confirms_again_is_told_which_choice_holds,
    nobody_is_named_for_an_organisation_that_is_not,
    what_is_left_out_without_a_name_returns_with_it,
    who_is_named_takes_that_back_while_nothing_is_shown,
);

const BOX: &str = "name=\"named\" value=\"yes\"";

fn is_named(app: &TestApp, organisation: i64) -> bool {
    app.read(move |db| store::representative::of_organisation(db, OrganisationId(organisation)))[0].named
}

/// The form filled in for an organisation that must not be named.
fn unnamed(app: &TestApp) -> Visitor {
    let suzie = filled(app, "", &[]);
    suzie.send("/sign/visibility", &[("visibility", "protected")]).ok().says("Check your answers");
    suzie
}

fn whoever_confirms_decides_whether_they_are_named(app: &TestApp) {
    app.publish_call();
    let (_, page) = submitted(app, &[]);
    page.says("One more step");
    let mail = app.mail_to(EMAIL);
    assert!(matches!(mail, Letter::ConfirmSignature { naming: true, .. }), "{mail:?}");
    let page = app.anonymous().get(&confirm_link(app, EMAIL)).ok();
    let page = page.says("Suzie Prøve").says("Sekretariatsleder").says("Publish my name and job title");
    let page = page.says("Denmark").says("www.havnevagt.example").says("Vi passer på havne.");
    assert!(page.body.contains(BOX), "{}", page.body);
    assert!(!page.body.contains(&format!("{BOX} checked")), "nobody agrees for her: {}", page.body);
    app.anonymous().post(&confirm_link(app, EMAIL), &[]).ok();
    assert!(!is_named(app, 1), "she did not agree");
    submitted(app, &[("name", "Foreningen Fyrvagt")]);
    app.anonymous().post(&confirm_link(app, EMAIL), &[("named", "yes")]).ok();
    assert!(is_named(app, 2));
}

fn who_confirms_again_is_told_which_choice_holds(app: &TestApp) {
    app.publish_call();
    let (yes, no): (&[_], &[_]) = (&[("named", "yes")], &[]);
    let told = [
        ("Foreningen Havnevagt", yes, no, "become public"),
        ("Foreningen Fyrvagt", no, yes, "stays private"),
    ];
    for (name, first, second, words) in told {
        submitted(app, &[("name", name)]);
        let link = confirm_link(app, EMAIL);
        for choice in [first, second] {
            app.anonymous().post(&link, choice).ok().says(words).says("change that in your account");
        }
    }
    assert_eq!((is_named(app, 1), is_named(app, 2)), (true, false), "the first choice holds");
}

fn nobody_is_named_for_an_organisation_that_is_not(app: &TestApp) {
    app.publish_call();
    let suzie = unnamed(app);
    suzie.get("/sign/check").ok().says("No: nothing of the organisation is shown");
    suzie.send("/sign/check", &declaration("en")).ok().says("One more step");
    let mail = app.mail_to(EMAIL);
    assert!(matches!(mail, Letter::ConfirmSignature { naming: false, .. }), "{mail:?}");
    let page = app.anonymous().get(&confirm_link(app, EMAIL)).ok().says("Suzie Prøve");
    assert!(!page.body.contains(BOX), "{}", page.body);
    app.anonymous().post(&confirm_link(app, EMAIL), &[("named", "yes")]).ok();
    assert!(!is_named(app, 1));
}

fn what_is_left_out_without_a_name_returns_with_it(app: &TestApp) {
    app.publish_call();
    let suzie = unnamed(app);
    let check = suzie.get("/sign/check").ok();
    let check =
        check.says("no commitments and no public statement").says("return if you choose another answer");
    assert!(!check.text().contains("A fund for harbour newsrooms"));
    suzie.get("/sign/visibility").ok().says("the form asks for no commitments");
    suzie.send("/sign/visibility", &[("visibility", "public")]).ok();
    let check = suzie.get("/sign/check").ok().says("A fund for harbour newsrooms");
    check.says("Because harbours are for all.").says("Yes, if this person agrees when they confirm");
}

fn who_is_named_takes_that_back_while_nothing_is_shown(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given::default());
    let (bodil, suzie, of) = (app.moderator(), enter(app, SUZIE), given.organisation.0);
    let profile = format!("/signatories/{}", given.slug);
    let agrees = || {
        suzie.send("/account/naming", &[("named", "yes")]).ok().says("stand on the organisation’s page");
        assert!(is_named(app, of));
    };
    let takes_back = || {
        let page = suzie.get("/account").ok().says("You agreed to show your name");
        let answer = suzie.sends(&page.says("Take my name out"), "/account/naming", &[]);
        assert_eq!((answer.location(), is_named(app, of)), (Some("/account?done=not-named"), false));
        assert!(!suzie.get("/account").ok().text().contains("Show my name"), "there is nothing to stand on");
    };
    agrees();
    app.anonymous().send(&format!("{profile}/report"), &[("text", "Not theirs."), ("email", "")]).ok();
    let report = cases(app, &given, CaseKind::Report)[0].number;
    decide(&bodil, report, &Choice::suspend(""));
    takes_back();
    decide(&bodil, report, &Choice::plain("restore"));
    app.settle();
    app.anonymous().get(&profile).ok().lacks("Suzie Eksempel");
    agrees();
    suzie.fills("/account/visibility", &[("visibility", "protected")]).ok();
    takes_back();
    suzie.fills("/account/visibility", &[("visibility", "public")]).ok();
    agrees();
    suzie.fills("/account/withdraw", &[("sure", "yes")]).ok();
    takes_back();
}
