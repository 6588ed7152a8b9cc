//! What Suzie is told and asked, before she has signed, of what becomes public: of herself, and of her organisation.

use tilsagn::app::letter::Letter;
use tilsagn::domain::ids::OrganisationId;
use tilsagn::store;

use crate::stories;
use crate::support::app::TestApp;
use crate::support::visitor::Visitor;
use crate::suzie_signs::{EMAIL, confirm_link, declaration, filled, submitted};

stories!(
    whoever_confirms_decides_whether_they_are_named,
    who_confirms_again_is_told_which_choice_holds,
    nobody_is_named_for_an_organisation_that_is_not,
    what_is_left_out_without_a_name_returns_with_it,
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
