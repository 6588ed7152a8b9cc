//! Tests of the tests' own tools: browser, accessibility checker, mailbox, mail server, PostgreSQL; and of the command that runs all.
//! Each is tried on something tiny and real, so that a story that fails later speaks of Tilsagn.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test ends at the first surprise")]

#[path = "harness/clone.rs"]
mod clone;
mod support;

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use support::mailbox::{self, Mail};

const FORM: &str = r#"<!doctype html><html lang="en"><head><title>Ferry tickets</title><style>
main{max-width:30rem} @media (max-width:600px){.desk{display:none}} @media (min-width:601px){.phone{display:none}}
</style></head><body><main><h1>Ferry tickets</h1>
<p class="desk">Wide page</p><p class="phone">Narrow page</p><noscript><p>No script here</p></noscript>
<form action="/sent"><label for="name">Your name <span class="hint">As on your passport</span></label><input id="name" name="name" value="old">
<label>O'Hara's "boat"<input name="boat"></label>
<label for="port">Port</label><select id="port" name="port"><option value="a">Aarhus<option value="r">Rønne</select>
<label for="day">Day</label><input type="date" id="day" name="day">
<label><input type="radio" name="class" value="1">First class</label><label><input type="radio" name="class" value="2">Second class</label>
<input type="checkbox" id="bike" name="bike"><label for="bike">With a bicycle</label>
<details><summary>Rules</summary><p>No shouting</p></details>
<button>Buy a ticket</button></form><p><a href="/sent?from=link">Skip <b>the</b> form</a></p></main>
<script>document.querySelector('h1').textContent='Ferry tickets, scripted'</script></body></html>"#;

const BARRIERS: &str = r#"<!doctype html><html><head><title></title></head><body><img src="x.png"><input name="a"><p style="color:#bbb">Grey words</p></body></html>"#;

/// Buttons whose page comes later, or not at all.
const SLOW: &str = r##"<!doctype html><html lang="en"><head><title>Slow</title></head><body><main><h1>Slow</h1>
<form action="/sent"><input name="a"><button>Send later</button></form><form action="/sent"><button>Send never</button></form>
<p><a href="#end">Go down</a></p><p id="end">The end</p></main><script>const [later, never] = document.forms;
later.onsubmit = event => { event.preventDefault(); setTimeout(() => later.submit(), 400); };
never.onsubmit = event => event.preventDefault();</script></body></html>"##;

/// Answers requests on a free port as long as the test runs: `/form`, `/slow`, `/barriers`, `/wide` and any other path.
fn site() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            std::thread::spawn(move || answer(stream));
        }
    });
    address
}

fn answer(mut stream: TcpStream) {
    let mut request = vec![0; 16 << 10];
    let length = stream.read(&mut request).unwrap_or(0);
    let request = String::from_utf8_lossy(&request[..length]).into_owned();
    let path = request.split(' ').nth(1).unwrap_or("/").to_owned();
    let languages = request.lines().find_map(|line| line.strip_prefix("Accept-Language: ")).unwrap_or("none");
    // Strict, as the real pages are: the checker must get through all the same.
    let (policy, body) = match path.as_str() {
        "/form" => {
            ("default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'", FORM.to_owned())
        }
        "/slow" => ("default-src 'none'; script-src 'unsafe-inline'", SLOW.to_owned()),
        "/barriers" => ("default-src 'none'", BARRIERS.to_owned()),
        "/wide" => ("default-src 'none'; style-src 'unsafe-inline'", page("<p style='width:900px'>Long</p>")),
        "/nothing" => ("default-src 'none'", page(&format!("<p>You read {languages}</p>"))),
        _ => ("default-src 'none'", page(&format!("<p id='path'>{path}</p>"))),
    };
    let length = body.len();
    let _ = write!(
        stream,
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {length}\r\n\
         Content-Security-Policy: {policy}\r\nConnection: close\r\n\r\n{body}"
    );
}

fn page(inside: &str) -> String {
    format!(
        "<!doctype html><html lang='en'><head><title>Sent</title></head><body><main><h1>Sent</h1>{inside}</main></body></html>"
    )
}

mod browser {
    use super::site;
    use super::support::axe;
    use super::support::browser::{Browser, DESK, Key, PHONE, Setup};
    use std::time::Duration;

    #[test]
    fn fills_a_form_by_its_labels_without_script() {
        let site = site();
        let browser = Browser::without_script();
        browser.goto(&format!("{site}/form"));
        assert_eq!(browser.page_title(), "Ferry tickets");
        assert_eq!(browser.text_of("h1"), "Ferry tickets", "the page's script did not run");
        browser.sees("No script here");
        assert_eq!(browser.value("Your name"), "old");
        browser.fill("Your name", "Ada Ø. Example");
        browser.fill("O'Hara's \"boat\"", "Hjejlen");
        browser.fill("Port", "Rønne");
        browser.fill("Day", "2027-03-01");
        browser.choose("Second class");
        browser.choose("With a bicycle");
        browser.choose("With a bicycle");
        assert!(browser.chosen("With a bicycle") && !browser.chosen("First class"));
        browser.click("Rules");
        browser.sees("No shouting");
        browser.click("Buy a ticket");
        let path = browser.text_of("#path");
        for part in
            ["name=Ada+%C3%98.+Example", "boat=Hjejlen", "port=r", "day=2027-03-01", "class=2", "bike=on"]
        {
            assert!(path.contains(part), "{part} is missing in {path}");
        }
        browser.back();
        browser.unchoose("With a bicycle");
        browser.click("Skip the form");
        assert!(browser.address().ends_with("/sent?from=link"));
        assert_eq!(browser.attribute("#path", "id").as_deref(), Some("path"));
    }

    /// To start one takes longer than all that is done here.
    #[test]
    fn looks_presses_keys_waits_and_finds_barriers() {
        let site = site();
        let browser = Browser::with(Setup { width: PHONE, languages: "da,en", ..Setup::default() });
        shows_the_page_as_a_phone_does_and_takes_a_picture(&browser, &site);
        browser.resize(DESK);
        goes_through_a_page_by_keyboard(&browser, &site);
        finds_barriers_and_finds_none_where_there_are_none(&browser, &site);
        waits_for_the_page_that_a_button_or_a_key_leads_to(&browser, &site);
    }

    fn shows_the_page_as_a_phone_does_and_takes_a_picture(browser: &Browser, site: &str) {
        browser.goto(&format!("{site}/form"));
        assert_eq!(browser.text_of("h1"), "Ferry tickets, scripted");
        browser.sees("Narrow page");
        assert!(!browser.text().contains("Wide page"));
        assert!(browser.fits());
        browser.fill("Day", "2027-03-01");
        assert_eq!(browser.value("Day"), "2027-03-01");
        let picture = std::fs::read(browser.screenshot("harness-phone")).expect("a picture");
        assert_eq!(&picture[1..4], b"PNG");
        // Bytes 16 to 19 of a PNG are its width.
        assert_eq!(picture[16..20], PHONE.to_be_bytes());
        browser.goto(&format!("{site}/wide"));
        assert!(!browser.fits());
        browser.goto(&format!("{site}/nothing"));
        browser.sees("You read da,en");
    }

    fn goes_through_a_page_by_keyboard(browser: &Browser, site: &str) {
        browser.goto(&format!("{site}/form"));
        browser.press(Key::Tab);
        assert_eq!(browser.focused(), "input: Your name As on your passport");
        browser.type_keys("Ada");
        browser.press(Key::Tab);
        browser.press(Key::Tab);
        assert_eq!(browser.focused(), "select: Port");
        browser.press(Key::BackTab);
        assert_eq!(browser.focused(), "input: O'Hara's \"boat\"");
        browser.press(Key::Enter);
        browser.sees("/sent?name=Ada");
    }

    fn finds_barriers_and_finds_none_where_there_are_none(browser: &Browser, site: &str) {
        browser.goto(&format!("{site}/barriers"));
        let found = axe::violations(browser);
        for rule in ["image-alt", "label", "html-has-lang", "document-title", "region"] {
            assert!(found.iter().any(|one| one.rule == rule), "{rule} is missing in {found:?}");
        }
        let label = found.iter().find(|one| one.rule == "label").expect("seen above");
        assert_eq!(label.targets, ["input"]);
        browser.goto(&format!("{site}/sent"));
        axe::assert_accessible(browser);
    }

    fn waits_for_the_page_that_a_button_or_a_key_leads_to(browser: &Browser, site: &str) {
        browser.goto(&format!("{site}/slow"));
        browser.click("Go down");
        assert!(browser.address().ends_with("/slow#end"), "a place on the page is no other page");
        browser.click("Send later");
        assert!(browser.address().ends_with("/sent?a="));
        browser.goto(&format!("{site}/slow"));
        browser.press(Key::Tab);
        browser.type_keys("1");
        browser.press(Key::Enter);
        assert!(browser.address().ends_with("/sent?a=1"));
    }

    #[test]
    fn says_what_it_did_not_find_and_that_no_other_page_came() {
        let site = site();
        let browser = Browser::with(Setup { next_page: Duration::from_millis(300), ..Setup::default() });
        for (path, words, why) in [
            ("/sent", "Sell a ticket", "button or link “Sell a ticket”: there is none"),
            ("/slow", "Send never", "button or link “Send never”: no other page came within 300ms"),
        ] {
            browser.goto(&format!("{site}{path}"));
            let click = std::panic::AssertUnwindSafe(|| browser.click(words));
            let said = std::panic::catch_unwind(click).unwrap_err().downcast::<String>().expect("words");
            assert!(said.starts_with(why), "{said}");
        }
    }
}

#[test]
fn a_mailbox_reads_both_parts_and_the_links() {
    let raw = "From: Register <register@tilsagn.example>\r\nTo: Ada <ada@orchard.example>\r\n\
        Subject: =?utf-8?q?Bekr=C3=A6ft?=\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/alternative; boundary=b\r\n\r\n\
        --b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        Bekr=C3=A6ft (http://localhost:8080/confirm/a=\r\nbc?x=3D1), eller <https://tilsagn.example/hide>.\r\n\
        --b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<a href=\"http://localhost/x?a=1&amp;b=2\">x</a>\r\n--b--\r\n";
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("1.eml"), raw).expect("a mail");
    std::fs::write(folder.path().join("2.part"), "half a mail").expect("half a mail");
    let mail = mailbox::wait_for(folder.path(), "ada@orchard.example", 1).remove(0);
    assert_eq!(mail.from, "register@tilsagn.example");
    assert_eq!(mail.subject, "Bekræft");
    assert!(mail.text.starts_with("Bekræft (") && mail.html.contains("<a href"));
    assert_eq!(mail.links(), ["http://localhost:8080/confirm/abc?x=1", "https://tilsagn.example/hide"]);
    assert_eq!(mail.link("/hide"), "https://tilsagn.example/hide");
    assert_eq!(mailbox::read(folder.path()).len(), 1);
    let html = Mail { text: String::new(), ..mail };
    assert_eq!(html.links(), ["http://localhost/x?a=1&b=2"]);
}

mod smtp {
    use super::support::smtp::{PASSWORD, Security, Smtp, USER};
    use lettre::transport::smtp::authentication::Credentials;
    use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
    use lettre::transport::smtp::response::Severity;
    use lettre::{Message, SmtpTransport, Transport};

    fn send(server: &Smtp, security: Security, password: &str, to: &str) -> Result<(), Option<Severity>> {
        let tls = || {
            let pem = std::fs::read(server.certificate()).expect("a certificate");
            let certificate = Certificate::from_pem(&pem).expect("a certificate");
            let trust = TlsParameters::builder("localhost".to_owned()).add_root_certificate(certificate);
            trust.build().expect("settings of TLS")
        };
        let plain = SmtpTransport::builder_dangerous("localhost").port(server.port());
        let transport = match security {
            Security::Plain => plain,
            Security::StartTls => plain.tls(Tls::Required(tls())),
            Security::Tls => plain.tls(Tls::Wrapper(tls())),
        };
        let transport = match security {
            Security::Plain => transport.build(),
            _ => transport.credentials(Credentials::new(USER.into(), password.into())).build(),
        };
        let message = Message::builder()
            .from("register@tilsagn.example".parse().expect("an address"))
            .to(to.parse().expect("an address"))
            .subject("Grüße")
            .body("Æbler".to_owned());
        let sent = transport.send(&message.expect("a mail"));
        sent.map(drop).map_err(|error| error.status().map(|code| code.severity))
    }

    #[test]
    fn takes_mails_plain_and_refuses_as_told() {
        let server = Smtp::start(Security::Plain);
        assert_eq!(server.url(), format!("smtp://localhost:{}", server.port()));
        server.refuse(&[("later@orchard.example", 451), ("never@orchard.example", 550)]);
        let send = |to: &str| send(&server, Security::Plain, "", to);
        assert_eq!(send("later@orchard.example"), Err(Some(Severity::TransientNegativeCompletion)));
        assert_eq!(send("never@orchard.example"), Err(Some(Severity::PermanentNegativeCompletion)));
        assert_eq!(send("ada@orchard.example"), Ok(()));
        server.refuse(&[]);
        assert_eq!(send("later@orchard.example"), Ok(()));
        let mails = server.mails();
        assert_eq!(mails.len(), 2);
        assert_eq!((mails[0].subject.as_str(), mails[0].text.trim()), ("Grüße", "Æbler"));
        assert_eq!(server.wait_for("later@orchard.example", 1).len(), 1);
    }

    #[test]
    fn takes_mails_after_starttls_from_those_with_the_password() {
        let server = Smtp::start(Security::StartTls);
        assert!(send(&server, Security::Plain, "", "ada@orchard.example").is_err());
        assert!(send(&server, Security::StartTls, "wrong", "ada@orchard.example").is_err());
        assert_eq!(send(&server, Security::StartTls, PASSWORD, "ada@orchard.example"), Ok(()));
        assert_eq!(server.mails().len(), 1);
    }

    #[test]
    fn takes_mails_over_tls_from_those_with_the_password() {
        let server = Smtp::start(Security::Tls);
        assert!(send(&server, Security::Tls, "wrong", "ada@orchard.example").is_err());
        assert_eq!(send(&server, Security::Tls, PASSWORD, "ada@orchard.example"), Ok(()));
        assert_eq!(server.mails().len(), 1);
    }
}

mod postgres {
    use super::support::postgres::Postgres;
    use diesel::{Connection, PgConnection};

    #[test]
    fn gives_every_test_a_database_of_its_own_and_drops_it() {
        let one = Postgres::fresh();
        let other = Postgres::fresh();
        assert_ne!(one.url(), other.url());
        one.execute("CREATE TABLE only_here (id BIGINT); INSERT INTO only_here VALUES (1)");
        other.execute("CREATE TABLE only_here (id BIGINT)");
        let gone = one.url().to_owned();
        assert!(PgConnection::establish(&gone).is_ok());
        drop(one);
        assert!(PgConnection::establish(&gone).is_err());
    }
}
