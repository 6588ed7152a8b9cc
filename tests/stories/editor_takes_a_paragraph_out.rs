//! An editor takes a paragraph out of the Call: what cites it is told before, and its id is never another's.

use crate::editor_changes_the_call::{ENGLISH, act, begun, save, written};
use crate::nadia_stays_unnamed::Lacks;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::fixtures::Given;
use crate::support::staff::Colleague;

stories!(how_many_commitments_cite_it_is_told_before, its_id_is_given_to_no_other,);

const DANISH: &str = "/staff/call/edit/da";
const PREVIEW: &str = "/staff/call/preview";

/// Changes the text in both languages.
fn rewritten(who: &Colleague, change: impl Fn(&str) -> String) {
    for path in [ENGLISH, DANISH] {
        let form = who.get(path).ok();
        assert_eq!(save(who, path, &form, &change(&written(&form))).status, 303, "{path}");
    }
}

fn without_surveillance(text: &str) -> String {
    text.split("\n\n").filter(|block| !block.contains("{#p-surveillance}")).collect::<Vec<_>>().join("\n\n")
}

fn how_many_commitments_cite_it_is_told_before(app: &TestApp) {
    let egil = begun(app);
    app.signatory(Given { commitments: &["Lamps", "Benches"], ..Given::default() });
    app.sql(
        r#"UPDATE commitments SET paragraphs = '["p-platforms","p-surveillance"]' WHERE title = 'Lamps'"#,
    );
    app.settle();
    egil.get(PREVIEW).ok().lacks("Taken out:");
    rewritten(&egil, without_surveillance);
    let page = egil.get(PREVIEW).ok().says("Taken out:").says("One commitment cites it");
    assert_eq!(page.body.matches("Taken out:").count(), 1);
    app.sql(r#"UPDATE commitments SET paragraphs = '["p-surveillance"]'"#);
    egil.get(&format!("/da{PREVIEW}")).ok().says("Tages ud:").says("2 tilsagn henviser til det");
    app.sql("UPDATE commitments SET paragraphs = '[]'");
    egil.get(PREVIEW).ok().says("No commitment cites it");
}

fn its_id_is_given_to_no_other(app: &TestApp) {
    let (egil, asta) = (begun(app), app.admin());
    rewritten(&egil, without_surveillance);
    assert_eq!(act(&egil, PREVIEW, "propose").status, 303);
    assert_eq!(act(&asta, "/staff/call/publish", "publish").status, 303);
    app.settle();
    egil.send("/staff/call/begin", &[("kind", "substantive")]).ok();
    rewritten(&egil, |text| text.replace("{#p-platforms}", "{#p-surveillance}"));
    let told = "p-surveillance belonged to a paragraph that was taken out";
    let page = egil.get(PREVIEW).ok().says(told);
    assert!(!page.body.contains("/staff/call/propose"), "{}", page.text());
    assert_eq!(act(&egil, PREVIEW, "propose").status, 409);
    rewritten(&egil, |text| text.replace("{#p-surveillance}", "{#p-platform-rules}"));
    egil.get(PREVIEW).ok().lacks(told);
    assert_eq!(act(&egil, PREVIEW, "propose").status, 303);
}
