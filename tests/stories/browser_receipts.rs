//! Receipts in a real browser: it finds the good one good, and says what is wrong with others. Nothing is sent.

use data_encoding::{BASE64, HEXLOWER};
use serde_json::json;
use tilsagn::app::letter::Letter;
use tilsagn::app::log::{key_change, posting};
use tilsagn::log::checkpoint::Head;
use tilsagn::log::leaf;
use tilsagn::log::note::Signer;
use tilsagn::log::record::Record;

use crate::log_key::rotated;
use crate::nadia_stays_unnamed::{EMAIL, NAME, PUBLIC, published};
use crate::support::app::TestApp;
use crate::support::axe;
use crate::support::browser::Browser;
use crate::support::log;

const FILE: &str = "The receipt";
pub const KEY: &str = "The log’s key";

/// Chooses a file with this content, as somebody does in the browser's own dialogue.
pub fn choose(browser: &Browser, content: &[u8]) {
    let script = format!(
        "const bytes = Uint8Array.from(atob({}), (one) => one.charCodeAt(0));
         const chosen = new DataTransfer();
         chosen.items.add(new File([bytes], 'receipt.tlog-proof'));
         document.getElementById('file').files = chosen.files;
         arguments[arguments.length - 1](chosen.files.length);",
        json!(BASE64.encode(content))
    );
    assert_eq!(browser.execute_async(&script), 1);
    browser.click("Check");
}

fn receipt(app: &TestApp) -> String {
    published(app, PUBLIC);
    app.append_entries(300);
    app.block_on(posting::post(&app.app)).unwrap();
    let Letter::Receipt { file, .. } = app.mail_to(EMAIL) else { panic!("no receipt") };
    file
}

#[test]
fn a_good_receipt_a_changed_one_one_of_another_log_and_one_from_before_another_key() {
    let app = TestApp::on_sqlite();
    let file = receipt(&app);
    let browser = Browser::start();
    browser.goto(&format!("{}/verify/receipt", app.base));
    assert_eq!(browser.value(KEY), app.app.log_signer.verifier().text());
    browser.click("Check");
    browser.sees("Choose a file first.");
    choose(&browser, file.as_bytes());
    browser.sees("The receipt is good");
    for fact in [NAME, "Published in the register", "24 November 2026"] {
        browser.sees(fact);
    }
    axe::assert_accessible(&browser);
    // A byte of each part: the form, what was said, the place, the proof, the tree, the signature.
    let lines: Vec<usize> = file.match_indices('\n').map(|(at, _)| at).collect();
    let places = [3, lines[0] + 40, lines[1] + 8, lines[2] + 5, lines[lines.len() - 3] - 9, file.len() - 20];
    for place in places {
        let mut bytes = file.clone().into_bytes();
        bytes[place] ^= 1;
        choose(&browser, &bytes);
        browser.sees("The receipt is not good");
        assert!(!browser.text().contains("The receipt is good"), "{place}");
    }
    choose(&browser, file.as_bytes());
    browser.sees("The receipt is good");
    let other = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    browser.fill(KEY, other);
    browser.click("Check");
    browser.sees("It was not signed with this key.");
    browser.fill(KEY, "nonsense");
    browser.click("Check");
    browser.sees("The key is not whole.");
    axe::assert_accessible(&browser);
    from_before_the_log_got_another_key(&app, &browser, &file);
}

fn from_before_the_log_got_another_key(app: &TestApp, browser: &Browser, file: &str) {
    let old = app.app.log_signer.verifier().text();
    let new = rotated(app);
    app.block_on(key_change::retire(&app.app)).unwrap();
    app.append_entries(1);
    // The browser may keep a page for a minute.
    browser.reload();
    assert_eq!(browser.value(KEY), new);
    choose(browser, file.as_bytes());
    browser.sees("The receipt is good");
    browser.sees(&old);
    axe::assert_accessible(browser);
    browser.fill(KEY, &format!(" {new}"));
    browser.click("Check");
    browser.sees("It was not signed with this key.");
}

/// A receipt that somebody has signed over the one entry that says this, whose `extra` is written so.
fn written(
    signer: &Signer,
    (kind, body): (&str, &str),
    write: impl Fn(&str, &str, &str) -> String,
) -> String {
    let salt = [7; leaf::SALT_BYTES];
    let record = Record {
        at: crate::support::app::moment("2026-11-24T09:00:00Z"),
        digest: leaf::digest(&salt, body),
        kind: kind.to_owned(),
        subject: "7k3m92qx7k3m92qx".to_owned(),
    };
    let root = record.hash();
    let record = String::from_utf8(record.bytes()).unwrap();
    let extra = write(&json!(body).to_string(), &json!(record).to_string(), &HEXLOWER.encode(&salt));
    let note = Head { size: 1, root }.sign(signer).unwrap();
    format!("c2sp.org/tlog-proof@v1\nextra {}\nindex 0\n\n{note}", BASE64.encode(extra.as_bytes()))
}

#[test]
fn what_readers_could_take_otherwise_is_good_nowhere() {
    let app = TestApp::on_sqlite();
    let signer = Signer::new("call.example.org/log", [7; 32]).unwrap();
    let key = signer.verifier().text();
    let browser = Browser::start();
    browser.goto(&format!("{}/verify/receipt", app.base));
    browser.fill(KEY, &key);
    let plain = |body: &str, record: &str, salt: &str| {
        format!(r#"{{"body":{body},"record":{record},"salt":"{salt}"}}"#)
    };
    let good = |kind, body| written(&signer, (kind, body), plain);
    let kind = "endorsement.published";
    let body = r#"{"a":[{"b":"\"c\":"}],"n":1}"#;
    let fourth =
        |b: &str, r: &str, s: &str| format!(r#"{{"body":{b},"more":"x","record":{r},"salt":"{s}"}}"#);
    let signed = |line: &str| format!("{}{line}\n", good(kind, body));
    let last = |note: &str| note.lines().last().unwrap().to_owned();
    let elsewhere = last(&signer.sign("another text\n").unwrap());
    let twice = |b: &str, r: &str, s: &str| format!(r#"{{"body":"1","body":{b},"record":{r},"salt":"{s}"}}"#);
    for (what, file, fits) in [
        ("as it is written", good(kind, body), true),
        ("of a kind that nobody knows", good("of\u{202e}another\u{7}", body), true),
        ("a fourth text", written(&signer, (kind, body), fourth), false),
        ("a text twice", written(&signer, (kind, body), twice), false),
        ("a body with a key twice", good(kind, r#"{"a":1,"b":{"c":1,"c":2}}"#), false),
        ("a body that is no JSON", good(kind, "{a:1}"), false),
        ("with the line ends of another system", good(kind, body).replace('\n', "\r\n"), false),
        ("signed twice", signed(&last(&good(kind, body))), true),
        ("signed twice, and once something else", signed(&elsewhere), false),
        ("signed by nobody", signed("\u{2014}  AAAAAAAA"), false),
        ("signed with nothing", signed("\u{2014} x AAAA"), false),
        ("too long", format!("{}{}", good(kind, body), "\n".repeat(1 << 20)), false),
    ] {
        let judged = log::receipt(&file, &["--key", &key]);
        assert_eq!(judged.passed, fits, "{what}: {}{}", judged.said, judged.errors);
        assert!(!judged.said.contains('\u{202e}'), "{what}");
        choose(&browser, file.as_bytes());
        browser.sees(if fits { "The receipt is good" } else { "The receipt is not good" });
        assert!(!browser.text().contains('\u{202e}'), "{what}");
    }
    choose(&browser, good(kind, body).replace('\n', "\r\n").as_bytes());
    browser.sees("Its line ends, or other characters that nobody sees, were changed.");
}

#[test]
fn without_script_there_is_the_command() {
    let app = TestApp::on_sqlite();
    let browser = Browser::without_script();
    browser.goto(&format!("{}/verify/receipt", app.base));
    browser.sees("Without scripts, this page cannot check anything by itself.");
    browser.sees(&format!(
        "tilsagn receipt verify receipt.tlog-proof --key {}",
        app.app.log_signer.verifier().text()
    ));
    assert!(!browser.text().contains(FILE), "what needs the script is not shown");
}

/// The policy lets the page's own script run and connect to nowhere; every other page has no script at all.
#[test]
fn only_the_page_of_receipts_may_run_a_script() {
    let app = TestApp::on_sqlite();
    let policy = |path: &str| {
        let page = app.anonymous().get(path);
        page.headers.get("content-security-policy").cloned().unwrap()
    };
    for page in ["/verify/receipt", "/da/verify/receipt"] {
        let policy = policy(page);
        assert!(policy.contains("script-src 'self'") && policy.contains("default-src 'none'"), "{policy}");
        assert!(!policy.contains("connect-src"), "{policy}");
    }
    for page in ["/", "/verify", "/account/sign-in", "/verify/receipts", "/log/key"] {
        assert!(!policy(page).contains("script-src"), "{page}");
    }
}
