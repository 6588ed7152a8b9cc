//! Accessibility by machine: axe-core run on the page that is open. What it cannot see (order of
//! reading, sense of words) tests with the keyboard and people must see.

use super::browser::Browser;
use serde_json::{Value, json};
use std::path::PathBuf;

/// WCAG 2.2 at level AA with everything before it, and axe's own good practice.
const ALL: &str =
    "{ type: 'tag', values: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice'] }";
const CONTRAST: &str = "{ type: 'rule', values: ['color-contrast'] }";

/// One rule that the page breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// axe's name of the rule, such as `label`.
    pub rule: String,
    /// `minor`, `moderate`, `serious` or `critical`.
    pub impact: String,
    /// What to do about it, in axe's words.
    pub help: String,
    /// CSS selectors of the elements.
    pub targets: Vec<String>,
}

/// Every rule that the open page breaks. The browser must run scripts.
pub fn violations(browser: &Browser) -> Vec<Violation> {
    run(browser, ALL)
}

/// What cannot be told from its ground, for a page whose other rules were looked at in other colours.
pub fn faint(browser: &Browser) -> Vec<Violation> {
    run(browser, CONTRAST)
}

fn run(browser: &Browser, rules: &str) -> Vec<Violation> {
    bring(browser);
    let script = format!(
        "const done = arguments[0];
         axe.run(document, {{ runOnly: {rules}, resultTypes: ['violations'] }})
            .then(found => done({{ violations: found.violations, checked: found.passes.length }}))
            .catch(error => done({{ error: String(error) }}));"
    );
    let answer = browser.execute_async(&script);
    assert!(answer["error"].is_null(), "axe failed: {}", answer["error"]);
    assert!(answer["checked"].as_u64() > Some(0), "axe checked nothing on {}", browser.address());
    answer["violations"].as_array().into_iter().flatten().map(violation).collect()
}

/// The checker is half a megabyte: it is sent once, and is in every page that this browser opens from then on.
fn bring(browser: &Browser) {
    if browser.execute_async("arguments[0](typeof axe);") == "object" {
        return;
    }
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/node_modules/axe-core/axe.min.js");
    let source = std::fs::read_to_string(&path)
        .unwrap_or_else(|_| panic!("axe-core is not installed: run ./tests/run --prepare"));
    browser.execute_async(&format!("const done = arguments[0]; {source}; done();"));
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source }));
}

/// Fails with every violation of the open page.
pub fn assert_accessible(browser: &Browser) {
    let found = violations(browser);
    let list: Vec<String> = found.iter().map(line).collect();
    assert!(found.is_empty(), "{} has barriers:\n{}", browser.address(), list.join("\n"));
}

fn line(found: &Violation) -> String {
    format!("  {} ({}): {}\n    at {}", found.rule, found.impact, found.help, found.targets.join("\n    at "))
}

fn violation(found: &Value) -> Violation {
    let text = |key: &str| found[key].as_str().unwrap_or_default().to_owned();
    let nodes = found["nodes"].as_array().into_iter().flatten();
    let targets = nodes.flat_map(|node| node["target"].as_array().into_iter().flatten());
    Violation {
        rule: text("id"),
        impact: text("impact"),
        help: text("help"),
        targets: targets.map(|one| one.as_str().map_or_else(|| one.to_string(), str::to_owned)).collect(),
    }
}
