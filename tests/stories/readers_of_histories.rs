//! What readers are told of how things came to be: which text a translation follows, what a signatory's
//! history says.

use tilsagn::domain::case::CaseKind;
use tilsagn::domain::endorsement::EndorsementState;

use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, number_of, reasons};
use crate::support::fixtures::Given;
use crate::suzie_comes_back::{SUZIE, cases, enter, entry};

stories!(
    a_translation_that_is_behind_says_so,
    a_history_says_what_was_signed_renamed_and_why,
    a_history_says_which_fields_became_what,
    who_agreed_to_be_named_stands_on_the_page_until_they_take_it_back,
    a_list_is_cited_with_its_filters,
);

fn a_translation_that_is_behind_says_so(app: &TestApp) {
    app.publish_register();
    let danish = || app.anonymous().get("/da/call").ok();
    assert!(!danish().body.contains("class=\"notice\""), "it follows the text beside it");
    app.sql(
        "UPDATE call_texts SET follows = (SELECT sha256 FROM call_texts WHERE version_id = 1 AND language = 'en')
         WHERE version_id = 2 AND language = 'da'",
    );
    let page = danish().says("Denne oversættelse er af version 1").says("nået til version 2");
    assert!(page.body.contains("/da/call/v2?language=en"));
    assert!(!app.anonymous().get("/call").ok().body.contains("class=\"notice\""), "the text itself is not");
    app.sql("UPDATE call_texts SET follows = 'never published' WHERE version_id = 2 AND language = 'da'");
    danish().says("af en tidligere ordlyd");
    // The newest version is not translated at all: the last one that is, and the way to the newest.
    app.sql("DELETE FROM call_texts WHERE version_id = 2 AND language = 'da'");
    let page = danish().says("Denne oversættelse er af version 1").says("nået til version 2");
    assert!(
        page.body.contains("/da/call/v2?language=en") && !page.text().contains("Dette er en ældre version")
    );
    app.anonymous().get("/da/call/v2").ok().says("Teksten findes ikke på");
}

fn a_history_says_what_was_signed_renamed_and_why(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given { state: EndorsementState::InReview, ..Given::default() });
    let bodil = app.moderator();
    decide(&bodil, number_of(app, &given), &Choice::publish());
    let suzie = enter(app, SUZIE);
    suzie.send("/account/amend", &entry(&[("go", "send"), ("name", "Skovbrynet Forening")])).ok();
    decide(&bodil, cases(app, &given, CaseKind::Amendment)[0].number, &Choice::publish());
    app.settle();
    let profile = "/signatories/skovbrynet-folkeforening";
    let page = app.anonymous().get(profile).ok();
    let history = page.text().split_once("History").unwrap().1.to_owned();
    assert!(history.contains("Published in the register Version 2, English"), "{history}");
    assert!(history.contains("Name: from Skovbrynet Folkeforening to Skovbrynet Forening"), "{history}");
    app.anonymous().send(&format!("{profile}/report"), &[("text", "Not theirs."), ("email", "")]).ok();
    decide(&bodil, cases(app, &given, CaseKind::Report)[0].number, &Choice::suspend(""));
    app.settle();
    let page = app.anonymous().get(profile).ok();
    let history = page.text().split_once("History").unwrap().1.to_owned();
    assert!(history.contains("Hidden while something is checked Something is being checked."), "{history}");
    // A body that is withheld tells nothing any more.
    app.sql("UPDATE entries SET body = NULL, salt = NULL WHERE kind = 'organisation.renamed'");
    assert!(!app.anonymous().get(profile).ok().text().contains("from Skovbrynet"));
}

fn a_history_says_which_fields_became_what(app: &TestApp) {
    let given = app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    let wish = [("go", "send"), ("country", "SE"), ("description", "Neighbours."), ("statement", "")];
    suzie.send("/account/amend", &entry(&wish)).ok();
    decide(&app.moderator(), cases(app, &given, CaseKind::Amendment)[0].number, &Choice::publish());
    app.settle();
    let page = app.anonymous().get("/signatories/skovbrynet-folkeforening").ok();
    let history = page.text().split_once("History").unwrap().1.to_owned();
    assert!(history.contains("Country: from Denmark to Sweden"), "{history}");
    assert!(history.contains("Description: from ") && history.contains(" to Neighbours."), "{history}");
    assert!(history.contains("Statement: removed We sign"), "{history}");
    app.anonymous()
        .get("/da/signatories/skovbrynet-folkeforening")
        .ok()
        .says("Land: fra Danmark til Sverige");
    enter(app, SUZIE).send("/account/withdraw", &[("sure", "yes")]).ok();
    app.settle();
    let page =
        app.anonymous().get("/signatories/skovbrynet-folkeforening").ok().says("Country: from Denmark");
    assert!(!page.text().contains("Neighbours.") && !page.text().contains("We sign"), "no words of its own");
}

fn who_agreed_to_be_named_stands_on_the_page_until_they_take_it_back(app: &TestApp) {
    app.signatory(Given::default());
    app.settle();
    let profile = "/signatories/skovbrynet-folkeforening";
    let shown = || app.anonymous().get(profile).ok().text().contains("Suzie Eksempel");
    assert!(!shown(), "nobody agreed");
    let suzie = enter(app, SUZIE);
    suzie.send("/account/naming", &[("named", "yes")]).ok().says("stand on the organisation’s page");
    app.settle();
    assert!(shown());
    app.anonymous().get(profile).ok().says("Acts for it Suzie Eksempel");
    for program in ["/api/v1/signatories", "/data/signatories.csv", "/data/entries.ndjson"] {
        assert!(!app.anonymous().get(program).ok().body.contains("Eksempel"), "{program}: the page alone");
    }
    suzie.send("/account/naming", &[("named", "")]).ok().says("out of the register");
    assert!(!shown(), "when it is answered, the name is gone");
    app.settle();
    suzie.send("/account/naming", &[("named", "yes")]).ok();
    suzie.send("/account/withdraw", &[("sure", "yes")]).ok();
    app.settle();
    assert!(!shown(), "a tombstone names nobody");
}

fn a_list_is_cited_with_its_filters(app: &TestApp) {
    app.publish_register();
    let page = app.anonymous().get("/signatories?category=media&q=presse").ok();
    let cited = "href=\"/signatories?as_of=2026-11-24&amp;q=presse&amp;category=media\"";
    assert!(page.body.contains(cited), "{}", page.body);
    assert!(page.body.contains("<input type=\"hidden\" name=\"category\" value=\"media\">"), "{}", page.body);
    assert!(
        page.body.contains("<option value=\"name\">By name</option>"),
        "an order can be chosen on a phone"
    );
    let sorted = app.anonymous().get("/signatories?sort=name").ok();
    assert!(sorted.body.contains("<option value=\"name\" selected>"), "{}", sorted.body);
}
