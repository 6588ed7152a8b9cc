//! Mail, sent to a real server in a process of its own, and to files.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test ends at the first surprise")]

#[path = "support/smtp_peer.rs"]
mod smtp_peer;

use data_encoding::BASE64;
use mail_parser::{MessageParser, MimeHeaders};
use serde_json::Value;
use smtp_peer::{Certificates, Peer};
use std::{os::unix::fs::PermissionsExt, time::Duration};
use tilsagn::{
    domain::Moment,
    worker::mail::{Hindrance, Letter, MailUrl, Outcome, Reason, Transport},
};

const SUBJECT: &str = "Bekræft jeres tilsagn: på vej mod et åbent, ærligt og stærkt fællesskab på øerne";
/// The password of `smtp_peer.py`, as an address has it.
const SIGN_IN: &str = "tilsagn:k%C3%A6lder%2F42";

fn letter(mailbox: &str) -> Letter {
    Letter {
        to: format!("{mailbox}@forening.example"),
        from: "Tilsagn på øen <tilsagn@ministerium.example>".parse().unwrap(),
        subject: SUBJECT.to_owned(),
        text: "Kære læser\n\n.\nEt punktum alene på en linje er ikke slutningen.\n".to_owned(),
        html: "<p>Kære læser</p>\n<p>Æblegrød</p>\n".to_owned(),
        message_id: "31-9c2e@tilsagn.example".to_owned(),
        written: Moment::from_millis(1_795_000_000_000),
        auto_submitted: true,
        attached: None,
        unsubscribe: None,
    }
}

fn transport(url: &str) -> Transport {
    Transport::open(&MailUrl::parse(url).unwrap()).unwrap().with_patience(Duration::from_secs(10))
}

fn later(outcome: Outcome) -> Reason {
    match outcome {
        Outcome::Later(reason) => reason,
        other => panic!("expected a later attempt, got {other:?}"),
    }
}

fn unknown(outcome: Outcome) -> Reason {
    match outcome {
        Outcome::Unknown(reason) => reason,
        other => panic!("expected one that may have arrived, got {other:?}"),
    }
}

/// What of the mail matters to its reader is what was written.
fn assert_delivered(event: &Value, letter: &Letter) {
    assert_eq!(event["from"], "tilsagn@ministerium.example");
    assert_eq!(event["to"], serde_json::json!([letter.to]));
    let bytes = BASE64.decode(event["mail"].as_str().unwrap().as_bytes()).unwrap();
    assert!(bytes.is_ascii(), "every server can carry it");
    let mail = MessageParser::default().parse(&bytes).unwrap();
    assert_eq!(mail.subject(), Some(SUBJECT));
    assert_eq!(mail.message_id(), Some(letter.message_id.as_str()));
    assert_eq!(mail.date().unwrap().to_timestamp(), letter.written.seconds());
    let from = mail.from().unwrap().first().unwrap();
    assert_eq!((from.name(), from.address()), (Some("Tilsagn på øen"), Some("tilsagn@ministerium.example")));
    assert_eq!(mail.header_raw("Auto-Submitted").unwrap().trim(), "auto-generated");
    assert_eq!(mail.body_text(0).unwrap().replace("\r\n", "\n").trim_end(), letter.text.trim_end());
    assert_eq!(mail.body_html(0).unwrap().replace("\r\n", "\n").trim_end(), letter.html.trim_end());
    let kinds: Vec<_> = mail
        .parts
        .iter()
        .map(|part| part.content_type().unwrap())
        .map(|kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap()))
        .collect();
    assert_eq!(kinds, ["multipart/alternative", "text/plain", "text/html"]);
    assert!(mail.parts[1..].iter().all(|part| {
        part.content_type().unwrap().attribute("charset").is_some_and(|set| set.eq_ignore_ascii_case("utf-8"))
    }));
}

#[tokio::test]
async fn a_local_server_takes_mails_one_after_another() {
    let peer = Peer::plain();
    let transport = transport(&format!("smtp://127.0.0.1:{}", peer.port));
    for mailbox in ["anna", "bo", "carla"] {
        let letter = letter(mailbox);
        assert_eq!(transport.send(&letter).await, Outcome::Sent);
        let event = peer.mail();
        assert_delivered(&event, &letter);
        assert_eq!((event["tls"].as_bool(), event["user"].as_str()), (Some(false), None));
    }
}

#[tokio::test]
async fn a_retry_carries_the_same_id_and_date() {
    let mut peer = Peer::plain();
    let letter = letter("anna");
    let gone = transport(&format!("smtp://127.0.0.1:{}", peer.port));
    assert_eq!(gone.send(&letter).await, Outcome::Sent);
    let first = peer.mail();
    peer.stop();
    let reason = later(gone.send(&letter).await);
    assert_eq!(reason.hindrance, Hindrance::Connection);

    let back = Peer::plain();
    let again = transport(&format!("smtp://127.0.0.1:{}", back.port));
    assert_eq!(again.send(&letter).await, Outcome::Sent);
    let second = back.mail();
    assert_delivered(&first, &letter);
    assert_delivered(&second, &letter);
}

#[tokio::test]
async fn answers_decide_between_later_and_never_and_name_nobody() {
    let peer = Peer::plain();
    let transport = transport(&format!("smtp://127.0.0.1:{}", peer.port));
    let busy = later(transport.send(&letter("busy")).await);
    assert_eq!(busy.hindrance, Hindrance::Postponed);
    assert!(busy.words.contains("451") && busy.words.contains("greylisted"), "{busy}");
    let Outcome::Never(gone) = transport.send(&letter("gone")).await else {
        panic!("a mailbox that is gone stays gone");
    };
    assert_eq!(gone.hindrance, Hindrance::Refused);
    assert!(gone.words.contains("550") && gone.words.contains("no mailbox *** here"), "{gone}");
    for reason in [busy, gone] {
        assert!(!reason.words.contains("forening"), "{reason}");
        assert_eq!(reason.why().1, Some(reason.words.as_str()), "the server's own words");
    }
    assert_eq!(transport.send(&letter("anna")).await, Outcome::Sent, "and the next mail goes");
}

#[tokio::test]
async fn a_late_answer_is_never_taken_for_the_next_mails() {
    let peer = Peer::plain();
    let transport = transport(&format!("smtp://127.0.0.1:{}", peer.port));
    assert_eq!(transport.send(&letter("anna")).await, Outcome::Sent);
    peer.mail();
    let transport = transport.with_patience(Duration::from_millis(300));
    assert_eq!(unknown(transport.send(&letter("slow")).await).hindrance, Hindrance::Silence);
    let transport = transport.with_patience(Duration::from_secs(10));
    // Time enough for a connection to be handed back, as there is between two mails of a worker.
    tokio::time::sleep(Duration::from_millis(100)).await;
    let Outcome::Never(junk) = transport.send(&letter("junk")).await else {
        panic!("the answer was to another mail");
    };
    assert_eq!(junk.hindrance, Hindrance::Refused);
    assert_eq!(transport.send(&letter("bo")).await, Outcome::Sent);
    assert_delivered(&peer.mail(), &letter("bo"));
}

#[tokio::test]
async fn a_mail_that_was_taken_without_an_answer_may_have_arrived() {
    let peer = Peer::plain();
    let transport = transport(&format!("smtp://127.0.0.1:{}", peer.port));
    let reason = unknown(transport.send(&letter("lost")).await);
    assert_eq!(reason.why(), (Hindrance::Connection, None), "{reason}");
    assert_delivered(&peer.mail(), &letter("lost"));
    assert_eq!(transport.send(&letter("anna")).await, Outcome::Sent, "and the next mail goes");
}

#[tokio::test]
async fn starttls_protects_mail_and_password() {
    let certificates = Certificates::new();
    let peer = certificates.peer(&["--auth"]);
    let at = format!("localhost:{}?tls=required&ca={}", peer.port, certificates.ca());
    let letter = letter("anna");
    assert_eq!(transport(&format!("smtp://{SIGN_IN}@{at}")).send(&letter).await, Outcome::Sent);
    assert_eq!(peer.next().unwrap(), serde_json::json!({"seen": "AUTH", "tls": true}));
    let event = peer.mail();
    assert_delivered(&event, &letter);
    assert_eq!((event["tls"].as_bool(), event["user"].as_str()), (Some(true), Some("tilsagn")));

    let wrong = later(transport(&format!("smtp://tilsagn:forkert@{at}")).send(&letter).await);
    assert_eq!(wrong.hindrance, Hindrance::SignIn, "{wrong}");
    let missing = later(transport(&format!("smtp://{at}")).send(&letter).await);
    assert_eq!(missing.hindrance, Hindrance::SignIn, "{missing}");
}

#[tokio::test]
async fn tls_from_the_start_protects_mail_and_password() {
    let certificates = Certificates::new();
    let peer = certificates.peer(&["--implicit", "--auth"]);
    let at = format!("localhost:{}?ca={}", peer.port, certificates.ca());
    assert_eq!(transport(&format!("smtps://{SIGN_IN}@{at}")).send(&letter("anna")).await, Outcome::Sent);
    let event = peer.mail();
    assert_delivered(&event, &letter("anna"));
    assert_eq!((event["tls"].as_bool(), event["user"].as_str()), (Some(true), Some("tilsagn")));
}

#[tokio::test]
async fn a_certificate_of_a_stranger_or_for_another_host_is_not_accepted() {
    let certificates = Certificates::new();
    let stranger = Certificates::new();
    let implicit = certificates.peer(&["--implicit"]);
    let starttls = certificates.peer(&[]);
    for url in [
        format!("smtps://localhost:{}?ca={}", implicit.port, stranger.ca()),
        format!("smtps://127.0.0.1:{}?ca={}", implicit.port, certificates.ca()),
        format!("smtps://localhost:{}", implicit.port),
        format!("smtp://localhost:{}?tls=required", starttls.port),
        format!("smtp://localhost:{}?tls=opportunistic&ca={}", starttls.port, stranger.ca()),
    ] {
        let reason = later(transport(&url).send(&letter("anna")).await);
        assert!(matches!(reason.hindrance, Hindrance::Protection), "{url}: {reason}");
    }
    assert_eq!((implicit.next(), starttls.next()), (None, None), "nothing was said");
}

#[tokio::test]
async fn a_local_server_may_sign_its_certificate_itself() {
    let peer = Certificates::new().peer(&[]);
    let transport = transport(&format!("smtp://127.0.0.1:{}", peer.port));
    assert_eq!(transport.send(&letter("anna")).await, Outcome::Sent);
    assert_eq!(peer.mail()["tls"].as_bool(), Some(true));
}

#[tokio::test]
async fn without_starttls_nothing_is_sent_in_the_clear() {
    let peer = Peer::start(&["--auth"]);
    let url = format!("smtp://{SIGN_IN}@localhost:{}?tls=required", peer.port);
    let reason = later(transport(&url).send(&letter("anna")).await);
    assert_eq!(reason.hindrance, Hindrance::Protection, "{reason}");
    assert_eq!(peer.next(), None, "neither the password nor the mail was offered");
}

#[tokio::test]
async fn a_header_in_the_subject_reaches_no_server() {
    let peer = Peer::plain();
    let evil = Letter { subject: "Hej\r\nBcc: alle@forening.example".to_owned(), ..letter("anna") };
    let outcome = transport(&format!("smtp://127.0.0.1:{}", peer.port)).send(&evil).await;
    assert!(matches!(outcome, Outcome::Never(Reason { hindrance: Hindrance::Letter, .. })), "{outcome:?}");
    assert_eq!(peer.next(), None);
}

#[tokio::test]
async fn a_folder_gets_one_private_file_a_mail() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("new/mail");
    let transport = transport(&format!("file:{}", folder.display()));
    assert_eq!(transport.send(&letter("anna")).await, Outcome::Sent);
    assert_eq!(transport.send(&letter("anna")).await, Outcome::Sent, "again, into the same file");
    let other = Letter { message_id: "32-77aa@tilsagn.example".to_owned(), ..letter("bo") };
    assert_eq!(transport.send(&other).await, Outcome::Sent);
    let mut names: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["2026-11-18T110640.000Z-31-9c2e.eml", "2026-11-18T110640.000Z-32-77aa.eml"]);
    let file = folder.join(&names[1]);
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(std::fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
    let bytes = std::fs::read(&file).unwrap();
    let mail = MessageParser::default().parse(&bytes).unwrap();
    assert_eq!(mail.subject(), Some(SUBJECT));
    assert_eq!(mail.message_id(), Some("32-77aa@tilsagn.example"));

    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(later(transport.send(&other).await).hindrance, Hindrance::File);
}
