//! Mails that a worker has in hand for a while: another may take them meanwhile, and an erasure may forget them.

use actix_web::rt::net::TcpListener;
use chrono::Duration;
use tilsagn::app::act::{Origin, Subject};
use tilsagn::app::letter::Letter;
use tilsagn::domain::email::Email;
use tilsagn::domain::locale::Locale;
use tilsagn::domain::{Moment, Result};
use tilsagn::store::{self, Db};
use tilsagn::worker::mail::{MailUrl, Transport};
use tilsagn::worker::outbox::{Postman, round};

use crate::stories;
use crate::support::app::TestApp;

stories!(
    what_another_worker_took_from_a_slow_one_is_left_to_it,
    what_an_erasure_forgot_while_others_were_sent_is_not_sent,
);

/// Two mails that are due.
fn two_wait(app: &TestApp) {
    let queued = app.app.act(Origin::system(), |act| {
        for reader in ["ane", "bo"] {
            let to = Email::parse(&format!("{reader}@engen.example")).unwrap();
            let letter = Letter::NoAccount { sign_link: "https://x.example/sign".to_owned() };
            act.mail("test", &to, Locale::English, &letter)?;
        }
        act.audit("test.queued", Subject("mail", None), serde_json::json!({}))
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
        let url = MailUrl::parse(&format!("smtp://{}", server.local_addr().unwrap())).unwrap();
        let postman = Postman {
            app: app.app.clone(),
            templates: tilsagn::view::Templates::new(|| chrono_tz::Europe::Copenhagen).unwrap(),
            transport: Transport::open(&url).unwrap(),
        };
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

fn what_an_erasure_forgot_while_others_were_sent_is_not_sent(app: &TestApp) {
    two_wait(app);
    only_the_first_is_tried(app, Duration::zero(), |db, _| store::outbox::forget_unsent(db, "test"));
    assert!(app.mails().is_empty());
}
