//! Leaving a page: which clicks and keys lead to another one, and when that one is there.
//!
//! ChromeDriver waits only for a page that is already on its way when a click is done, and a form's answer
//! may begin a moment later. So the document is remembered before and must be another one afterwards.

use super::driver::{Element, Refused, Session};
use serde_json::{Value, json};

/// What is done to an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    Click,
    Enter,
    Space,
}

/// The document that is open, if doing this to the element leads to another one.
pub fn page_left(session: &Session, element: &Element, by: By) -> Result<Option<String>, Refused> {
    let text = |question: &str| session.ask(element, question).map(text_of);
    let leads = match text("name")?.as_str() {
        "a" => by != By::Space && is_elsewhere(&text("property/href")?, &text_of(session.get("/url")?)),
        "button" => is_in_form(session, element)? && text("property/type")? == "submit",
        "input" => is_in_form(session, element)? && sends(&text("property/type")?, by),
        _ => false,
    };
    Ok(leads.then(|| document(session)))
}

/// Whether another document than this one is open and has everything that belongs to it.
pub fn is_next_complete(session: &Session, left: &str) -> bool {
    let ready = || session.devtools("Runtime.evaluate", json!({ "expression": "document.readyState" }));
    document(session) != left && ready()["result"]["value"] == "complete"
}

/// A name of the open document that no other document has, not even the same page loaded again.
fn document(session: &Session) -> String {
    let tree = session.devtools("Page.getFrameTree", json!({}));
    text_of(tree["frameTree"]["frame"]["loaderId"].clone())
}

/// A link to a place on the same page, or to a mail program, leaves the page where it is.
fn is_elsewhere(href: &str, here: &str) -> bool {
    let page = here.split('#').next();
    href.starts_with("http") && !(href.contains('#') && href.split('#').next() == page)
}

fn is_in_form(session: &Session, element: &Element) -> Result<bool, Refused> {
    session.ask(element, "property/form").map(|form| !form.is_null())
}

/// Enter sends the form from any of its fields on one line.
fn sends(kind: &str, by: By) -> bool {
    match kind {
        "submit" | "image" => true,
        "button" | "reset" | "file" => false,
        _ => by == By::Enter,
    }
}

fn text_of(value: Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
