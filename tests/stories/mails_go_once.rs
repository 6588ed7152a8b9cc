//! Mails that a worker has in hand for a while: another may take them meanwhile, and an erasure may forget them.

use actix_web::rt::net::TcpListener;
use chrono::Duration;
use tilsagn::app::act::{Origin, Subject};
use tilsagn::app::letter::Letter;
use tilsagn::domain::email::Email;
use tilsagn::domain::locale::Locale;
use tilsagn::domain::visibility::Visibility;
use tilsagn::domain::{Moment, Result};
use tilsagn::store::{self, Db};
use tilsagn::worker::mail::{MailUrl, Transport};
use tilsagn::worker::outbox::{Postman, round};

use crate::staff_write_to_many::message_to_all;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::fixtures::{Given, PLACED, Signatory};
use crate::support::mailbox::Mail;
use crate::support::smtp::{Security, Smtp};

stories!(
    what_another_worker_took_from_a_slow_one_is_left_to_it,
    what_a_lost_worker_had_not_begun_goes_out_soon,
    what_an_erasure_forgot_while_others_were_sent_is_not_sent,
    what_tells_of_one_that_hid_while_others_were_sent_is_not_sent,
    a_mail_to_many_of_which_no_answer_came_waits_for_staff,
    a_mail_to_many_whose_worker_was_lost_waits_for_staff,
    a_mail_to_many_goes_once_a_server_is_there,
);

/// Two mails that are due.
fn two_wait(app: &TestApp) {
    let queued = app.app.act(Origin::system(), |act| {
        for reader in ["ane", "bo"] {
            let to = Email::parse(&format!("{reader}@engen.example")).unwrap();
            let letter = Letter::NoAccount { sign_link: "https://x.example/sign".to_owned() };
            act.mail("test", &to, Locale::English, &letter)?;
        }
        act.audit(PLACED, Subject("mail", None), serde_json::json!({}))
    });
    app.block_on(queued).unwrap();
    assert_eq!(app.mails().len(), 2);
}

/// Takes both mails in hand, and while the server takes so long over the first that something else is done, and then
/// ends the talk, sees to it that the second is not tried.
fn only_the_first_is_tried(
    app: &TestApp,
    so_long: Duration,
    meanwhile: impl FnOnce(&mut Db, Moment) -> Result<()> + Send + 'static,
) {
    app.block_on(async {
        let server = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", server.local_addr().unwrap());
        let postman = postman(app, &url);
        let serving = async {
            let (first, _) = server.accept().await.unwrap();
            app.clock.advance(so_long);
            let now = app.app.clock.now();
            app.app.store.write(move |db| meanwhile(db, now)).await.unwrap();
            drop(first);
            server.accept().await.unwrap();
        };
        tokio::select! {
            tried = round(&postman) => assert_eq!(tried.unwrap(), 2, "both were in hand"),
            () = serving => panic!("the second mail was tried"),
        }
    });
}

fn what_another_worker_took_from_a_slow_one_is_left_to_it(app: &TestApp) {
    two_wait(app);
    let taken = |db: &mut Db, now: Moment| {
        let taken = store::outbox::claim(db, now, now + Duration::minutes(10), 10)?;
        assert_eq!(taken.len(), 2, "the first worker's claims ran out");
        Ok(())
    };
    only_the_first_is_tried(app, Duration::minutes(11), taken);
    let until = app.app.clock.now() + Duration::minutes(10);
    let held = app.write(move |db, _| store::outbox::claim(db, until, until, 10));
    assert!(held.is_empty(), "the other worker has both still: {held:?}");
}

fn what_a_lost_worker_had_not_begun_goes_out_soon(app: &TestApp) {
    two_wait(app);
    app.block_on(async {
        let server = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let lost = postman(app, &format!("smtp://{}", server.local_addr().unwrap()));
        tokio::select! {
            tried = round(&lost) => panic!("the server has not said a word: {tried:?}"),
            _ = server.accept() => {}
        }
    });
    let server = Smtp::start(Security::Plain);
    app.clock.advance(Duration::minutes(2));
    assert_eq!(posts(app, &server.url()), 1, "the one that only waited");
    assert_eq!(posts(app, &server.url()), 0, "the other may be on its way");
    app.clock.advance(Duration::minutes(9));
    assert_eq!(posts(app, &server.url()), 1);
}

fn what_an_erasure_forgot_while_others_were_sent_is_not_sent(app: &TestApp) {
    two_wait(app);
    only_the_first_is_tried(app, Duration::zero(), |db, _| store::outbox::forget_unsent(db, "test"));
    assert!(app.mails().is_empty());
}

fn what_tells_of_one_that_hid_while_others_were_sent_is_not_sent(app: &TestApp) {
    let Signatory { organisation: of, endorsement, email, name, .. } = app.signatory(Given::default());
    let to = Email::parse(&email).unwrap();
    let queued = app.app.act(Origin::system(), move |act| {
        let link = "https://x.example/signatories/x".to_owned();
        for number in [1, 2] {
            let (organisation, link) = (name.clone(), link.clone());
            let letter = Letter::Published { organisation, number, link, hide_link: None };
            act.mail_about(of, &format!("test {number}"), (&to, Locale::English), &letter)?;
        }
        act.audit(PLACED, Subject("mail", None), serde_json::json!({}))
    });
    app.block_on(queued).unwrap();
    only_the_first_is_tried(app, Duration::zero(), move |db, now| {
        let seen = store::endorsement::find(db, endorsement)?;
        store::endorsement::set_visibility(db, &seen, Visibility::Protected, None, now)
    });
    assert_eq!(app.mails().len(), 1, "the one that had begun");
}

fn postman(app: &TestApp, url: &str) -> Postman {
    Postman {
        app: app.app.clone(),
        templates: tilsagn::view::Templates::new(|| chrono_tz::Europe::Copenhagen).unwrap(),
        transport: Transport::open(&MailUrl::parse(url).unwrap()).unwrap(),
        stopped: tokio::sync::watch::channel(false).1,
    }
}

/// Sends what is due, and says how many mails were tried.
pub fn posts(app: &TestApp, url: &str) -> usize {
    app.block_on(async { round(&postman(app, url)).await.unwrap() })
}

/// A mail to many that waits for one reader, and another mail to the same.
fn a_circular_and_another_wait(app: &TestApp) -> String {
    let reader = app.signatory(Given::default()).email;
    message_to_all(app, &app.moderator());
    let to = Email::parse(&reader).unwrap();
    let queued = app.app.act(Origin::system(), move |act| {
        let letter = Letter::NoAccount { sign_link: "https://x.example/sign".to_owned() };
        act.mail("test", &to, Locale::English, &letter)?;
        act.audit(PLACED, Subject("mail", None), serde_json::json!({}))
    });
    app.block_on(queued).unwrap();
    assert_eq!(app.mails().len(), 2);
    reader
}

/// Sends again the one mail that may have arrived, as its page offers it.
fn send_again(app: &TestApp) {
    let asta = app.admin();
    let page = asta.get("/staff/mail").ok().says("It may have arrived");
    let path = format!("/staff/mail/{}", page.between("action=\"/staff/mail/", "\""));
    asta.send(&path, &[]).ok().says("queued again").says("No mail was given up");
}

/// What tells a mail from others: nothing by which they could be counted.
fn message_id(mail: &Mail) -> String {
    let line = mail.raw.lines().find_map(|line| line.strip_prefix("Message-ID: <"));
    line.expect("it has one").trim_end_matches('>').to_owned()
}

fn a_mail_to_many_of_which_no_answer_came_waits_for_staff(app: &TestApp) {
    let reader = a_circular_and_another_wait(app);
    let server = Smtp::start(Security::Plain);
    server.refuse(&[(&reader, 0)]);
    assert_eq!(posts(app, &server.url()), 2);
    server.refuse(&[]);
    app.clock.advance(Duration::hours(1));
    assert_eq!(posts(app, &server.url()), 1, "the other one is tried again");
    let subjects = |mails: Vec<Mail>| mails.into_iter().map(|mail| mail.subject).collect::<Vec<_>>();
    let mails = server.wait_for(&reader, 3);
    let ids: Vec<String> = mails.iter().map(message_id).collect();
    assert!(ids[0] != ids[1] && ids[1] == ids[2], "the same in every attempt: {ids:?}");
    assert!(ids.iter().all(|id| id.split('@').next().is_some_and(|own| own.len() == 32)), "{ids:?}");
    let arrived = subjects(mails);
    assert!(arrived[0] != arrived[1] && arrived[1] == arrived[2], "{arrived:?}");
    send_again(app);
    assert_eq!(posts(app, &server.url()), 1);
    assert_eq!(subjects(server.wait_for(&reader, 4))[3], arrived[0], "deliberately");
}

fn a_mail_to_many_whose_worker_was_lost_waits_for_staff(app: &TestApp) {
    let reader = a_circular_and_another_wait(app);
    app.write(|db, now| {
        let until = now + Duration::minutes(10);
        let claimed = store::outbox::claim(db, now, until, 10)?;
        store::outbox::begin(db, &claimed[0], until).map(drop)
    });
    let server = Smtp::start(Security::Plain);
    app.clock.advance(Duration::minutes(11));
    assert_eq!(posts(app, &server.url()), 2);
    server.wait_for(&reader, 1);
    send_again(app);
    assert_eq!(posts(app, &server.url()), 1);
    server.wait_for(&reader, 2);
}

fn a_mail_to_many_goes_once_a_server_is_there(app: &TestApp) {
    let reader = a_circular_and_another_wait(app);
    assert_eq!(posts(app, "smtp://127.0.0.1:1"), 2);
    let server = Smtp::start(Security::Plain);
    server.refuse(&[(&reader, 451)]);
    app.clock.advance(Duration::hours(1));
    assert_eq!(posts(app, &server.url()), 2);
    server.refuse(&[]);
    app.clock.advance(Duration::hours(1));
    assert_eq!(posts(app, &server.url()), 2, "neither can have arrived");
    server.wait_for(&reader, 2);
}
