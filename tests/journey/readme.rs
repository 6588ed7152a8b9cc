//! The README's five minutes, as whoever tries the demo reads them: how it is started, where to go, what to press, and as whom to
//! sign in. What the README names is taken from it, so that nobody is sent where there is nothing.

use std::sync::LazyLock;

use tilsagn::domain::permit::Role;
use url::Url;

/// The part that tells of the demo, in one line.
static TOLD: LazyLock<String> = LazyLock::new(|| {
    let told = between(include_str!("../../README.md"), "## The demo in five minutes", "## ");
    told.split_whitespace().collect::<Vec<_>>().join(" ")
});

/// Numbers as they are written out, from one on.
const WRITTEN: [&str; 8] = ["one", "two", "three", "four", "five", "six", "seven", "eight"];

fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let found = text.split_once(before).and_then(|(_, rest)| rest.split_once(after));
    found.unwrap_or_else(|| panic!("README.md has no {before:?} … {after:?} in: {text}")).0
}

/// What is written as code, in its order.
fn code(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.split('`').skip(1).step_by(2)
}

/// One of the numbered steps, by the words that it begins with.
fn step(begins: &str) -> &'static str {
    let begun = TOLD.split_once(&format!("**{begins}.**"));
    let (_, rest) = begun.unwrap_or_else(|| panic!("README.md has no step {begins:?}"));
    rest.split("**").next().unwrap_or(rest)
}

/// What is typed behind the program's name to start the demo.
pub fn arguments() -> impl Iterator<Item = &'static str> {
    between(&TOLD, "`cargo run --release -- ", "`").split(' ')
}

/// The path of the page with everybody's mails and codes.
pub fn inbox() -> String {
    Url::parse(between(&TOLD, "<", ">")).expect("an address").path().to_owned()
}

/// The file with all that scripts need.
pub fn doors() -> &'static str {
    code(&TOLD).find(|path| path.ends_with(".json")).expect("README.md names the file with the doors")
}

/// The paths that a step names.
pub fn paths<const N: usize>(begins: &str) -> [&'static str; N] {
    let found: Vec<_> = code(step(begins)).filter(|path| path.starts_with('/')).collect();
    let named = found.join(", ");
    found.try_into().unwrap_or_else(|_| panic!("the step {begins:?} names {named}, and {N} are gone to"))
}

/// What is to be pressed or chosen: to publish, to change, to withdraw.
pub fn labels() -> [&'static str; 3] {
    let steps = ["Read", "Sign", "Confirm", "Moderate", "Find it", "Change it", "Withdraw"];
    let found: Vec<_> = steps.iter().flat_map(|begins| step(begins).split('*').skip(1).step_by(2)).collect();
    let named = found.join(", ");
    found.try_into().unwrap_or_else(|_| panic!("other labels are used than README.md names: {named}"))
}

/// How many pages the form has, but for those of commitments.
pub fn pages() -> usize {
    let written = between(step("Sign"), ": ", " pages");
    WRITTEN.iter().position(|word| *word == written).expect("a number of pages") + 1
}

/// For how many days a withdrawal can be taken back.
pub fn days() -> &'static str {
    between(step("Withdraw"), "for ", " days")
}

/// As whom to sign in: name and role.
pub fn colleague() -> (&'static str, Role) {
    let (name, role) = between(step("Moderate"), " as ", ":").split_once(", ").expect("a name and a role");
    (name, Role::from_code(role).expect("a role"))
}

/// The password of the demo's colleagues.
pub fn password() -> &'static str {
    between(step("Moderate"), "the password is `", "`")
}
