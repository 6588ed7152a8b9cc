//! What readers find of those whom an operator took over from a list: that they were, and not that they signed that day.

use serde_json::Value;
use tilsagn::domain::endorsement::EndorsementState;

use crate::operator_imports::{import, on_letter, rows};
use crate::operator_takes_over;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::fixtures::Given;

stories!(
    a_page_says_that_its_signatory_came_by_a_list,
    a_past_day_says_so_too,
    a_new_site_takes_over_who_came_by_a_list_as_that,
);

const PATH: &str = "/signatories/foreningen-fyr";
const ADDED: &str = "taken over from an earlier list on";

fn taken_over(app: &TestApp) {
    app.publish_call();
    assert_eq!(import(app, &rows(&["Foreningen Fyr"]), on_letter()).published, 1);
    app.settle();
}

fn published(app: &TestApp) -> Vec<Value> {
    let entries = app.anonymous().get("/data/entries.ndjson").ok().body;
    let lines = entries.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.filter(|line| line["kind"] == "endorsement.published").collect()
}

fn a_page_says_that_its_signatory_came_by_a_list(app: &TestApp) {
    taken_over(app);
    let name = "Foreningen Mole";
    let signed = app.signatory(Given { name, state: EndorsementState::Published, ..Given::default() });
    app.settle();
    let visitor = app.anonymous();
    let page = visitor.get(PATH).ok().says(ADDED);
    let page = page.says("The ministry took the signature over from an earlier list.");
    let page = page.says("or was taken over from an earlier list, which its page says");
    assert!(!page.body.contains("<dt>Signed</dt>") && !page.body.contains("Nothing that still counts"));
    visitor.get(&format!("/da{PATH}")).ok().says("overtaget fra en tidligere liste");
    let other = visitor.get(&format!("/signatories/{}", signed.slug)).ok();
    assert!(other.body.contains("<dt>Signed</dt>") && !other.body.contains(ADDED));
    let list = visitor.get("/signatories").ok();
    assert_eq!(list.body.matches("from a list").count(), 1);

    let said: Vec<_> = published(app).iter().map(|entry| entry["body"]["taken_over"].clone()).collect();
    assert_eq!(said.iter().filter(|one| **one == Value::Bool(true)).count(), 1, "{said:?}");
}

fn a_past_day_says_so_too(app: &TestApp) {
    taken_over(app);
    let day = app.app.clock.now().day_in(app.app.time_zone());
    app.clock.advance(chrono::Duration::days(2));
    app.settle();
    app.anonymous().get(&format!("{PATH}?as_of={day}")).ok().says(ADDED);
}

fn a_new_site_takes_over_who_came_by_a_list_as_that(app: &TestApp) {
    taken_over(app);
    let folder = tempfile::tempdir().unwrap();
    let copy = operator_takes_over::exported(app, folder.path(), &[]);
    let new = app.empty_twin();
    let output = operator_takes_over::import(&new, &copy);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    new.anonymous().get(PATH).ok().says(ADDED);
}
