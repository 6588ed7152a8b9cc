//! What a colleague does at the desk, told short: choose a decision, look at what it writes, send it.

use tilsagn::domain::locale::Locale;
use tilsagn::domain::reason::{ReasonPurpose, Wording};
use tilsagn::store::{self, Json};

use super::app::TestApp;
use super::fixtures::Signatory;
use super::staff::Colleague;
use super::visitor::{Page, hidden, unescaped};

/// What is chosen on the form.
#[derive(Debug, Clone)]
pub struct Choice {
    pub decision: &'static str,
    pub reason: &'static str,
    pub message: String,
    pub write: bool,
    /// Revision and fingerprint of a preview that is confirmed.
    pub confirm: Option<(String, String)>,
}

impl Choice {
    fn of(decision: &'static str, reason: &'static str, message: &str) -> Choice {
        Choice { decision, reason, message: message.to_owned(), write: true, confirm: None }
    }

    pub fn publish() -> Choice {
        Choice::of("publish", "", "")
    }

    pub fn ask(message: &str) -> Choice {
        Choice::of("ask", "unclear", message)
    }

    pub fn decline(message: &str) -> Choice {
        Choice::of("decline", "not_real", message)
    }

    pub fn suspend(message: &str) -> Choice {
        Choice::of("suspend", "checking", message)
    }

    pub fn revoke(message: &str) -> Choice {
        Choice::of("revoke", "false_claim", message)
    }

    pub fn plain(decision: &'static str) -> Choice {
        Choice::of(decision, "", "")
    }

    /// Sends the form as it stands.
    pub fn send(&self, colleague: &Colleague, number: i64) -> Page {
        let reason = format!("reason_{}", self.decision);
        let mut fields = vec![
            ("decision", self.decision),
            (reason.as_str(), self.reason),
            ("message", self.message.as_str()),
            ("write", if self.write { "yes" } else { "no" }),
        ];
        if let Some((revision, shown)) = &self.confirm {
            fields.extend([("confirm", "yes"), ("revision", revision), ("shown", shown)]);
        }
        colleague.post(&format!("/staff/cases/{number}/decision"), &fields)
    }
}

/// The page that shows what a decision would write.
pub fn preview(colleague: &Colleague, number: i64, choice: &Choice) -> Page {
    choice.send(colleague, number)
}

/// Presses the button on that page.
pub fn send_preview(colleague: &Colleague, number: i64, page: &Page) -> Page {
    confirm(colleague, &format!("/staff/cases/{number}/decision"), page)
}

/// Presses the button on a page that shows what would go, and sends everything that stands on it.
pub fn confirm(colleague: &Colleague, path: &str, page: &Page) -> Page {
    let fields = confirming(page);
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    colleague.post(path, &fields)
}

/// Everything that the button on such a page sends.
pub fn confirming(page: &Page) -> Vec<(String, String)> {
    let areas = ["message", "note"].into_iter().filter_map(|name| Some((name.to_owned(), area(page, name)?)));
    hidden(&page.body).into_iter().chain(areas).chain([("confirm".to_owned(), "yes".to_owned())]).collect()
}

/// What stands in a field of several lines, if the page has it.
fn area(page: &Page, name: &str) -> Option<String> {
    let (_, rest) = page.body.split_once(&format!("name=\"{name}\" rows"))?;
    let (_, rest) = rest.split_once(">\n")?;
    Some(unescaped(rest.split_once("</textarea>")?.0))
}

/// Decides, and looks at the Case afterwards.
#[track_caller]
pub fn decide(colleague: &Colleague, number: i64, choice: &Choice) -> Page {
    let page = preview(colleague, number, choice).ok();
    let answer = send_preview(colleague, number, &page);
    assert_eq!(answer.status, 303, "{}", answer.text());
    colleague.get(answer.location().unwrap()).ok()
}

/// The number of the Case of a signature.
pub fn number_of(app: &TestApp, signatory: &Signatory) -> i64 {
    let id = signatory.case.expect("a case");
    app.read(move |db| store::case::find(db, id)).number
}

/// A reason for each decision that needs one.
pub fn reasons(app: &TestApp) {
    app.call();
    let all = [
        ("not_real", ReasonPurpose::Decline, "We could not confirm it."),
        ("checking", ReasonPurpose::Suspend, "Something is being checked."),
        ("false_claim", ReasonPurpose::Revoke, "The signature was not theirs."),
    ];
    app.write(move |db, now| {
        for (code, purpose, text) in all {
            let words = Json(Wording::from([(Locale::English, text.to_owned())]));
            let reason = store::reason::Reason {
                code: code.to_owned(),
                purpose,
                titles: words.clone(),
                texts: words,
                hidden: false,
                position: 1,
                updated_at: now,
            };
            store::reason::upsert(db, &reason)?;
        }
        Ok(())
    });
}
