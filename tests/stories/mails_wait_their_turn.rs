//! More mails would go out than may in a while, to one mailbox, to one domain, in all: what is more waits, admins are told
//! once, nothing is lost, and what matters does not wait. And admins are mailed once a day of signatures that pile up.

use std::path::Path;

use chrono::Duration;
use tilsagn::app::act::{Origin, Subject};
use tilsagn::app::alarm;
use tilsagn::app::letter::Letter;
use tilsagn::domain::email::Email;
use tilsagn::domain::endorsement::EndorsementState::Submitted;
use tilsagn::domain::ids::OrganisationId;
use tilsagn::domain::locale::Locale;
use tilsagn::{secret, store, worker};

use crate::fakes_are_held::sends;
use crate::nadia_stays_unnamed::Lacks;
use crate::staff_invalidate::sent;
use crate::support::app::TestApp;
use crate::support::fixtures::{Given, PLACED};
use crate::support::mailbox;
use crate::suzie_comes_back::SUZIE;

/// Both databases, with the limits on.
macro_rules! with_limits {
    ($($name:ident),+ $(,)?) => {$(
        mod $name {
            const ON: &[(&str, &str)] = &[("TILSAGN_RATE_LIMITS", "on")];
            #[test]
            fn on_sqlite() { super::$name(&crate::support::app::TestApp::on_sqlite_with(ON)); }
            #[test]
            fn on_postgres() { super::$name(&crate::support::app::TestApp::on_postgres_with(ON)); }
        }
    )+};
}

with_limits!(
    mails_over_a_cap_wait_and_those_that_matter_do_not,
    what_never_waits_is_taken_in_hand_first,
    mails_to_one_mailbox_wait_and_those_that_matter_do_not,
    mails_to_sub_addresses_wait_as_those_to_one_mailbox,
    mails_to_one_domain_wait_and_those_to_free_providers_do_not,
);

crate::stories!(
    admins_are_mailed_once_a_day_of_mailboxes_of_one_domain,
    admins_get_one_mail_of_many_networks,
);

const BO: &str = "bo@skovbrynet.example";
const ASTA: &str = "asta@ministry.example";

/// How many mails of ten minutes may go out.
pub fn cap(app: &TestApp, limit: &'static str, most: i64) {
    let value = format!(r#"{{"most":{most},"seconds":600,"comment":""}}"#);
    app.write(move |db, now| store::setting::put(db, &format!("limit.{limit}"), &value, now));
}

/// A mail that may wait, and leaves no room.
pub fn ordinary() -> Letter {
    Letter::WithdrawalStands { organisation: "Skovbrynet".to_owned() }
}

/// Puts a mail into the outbox; one about an organisation is about the first that there is.
pub fn queue(app: &TestApp, to: &str, letter: Letter) {
    let (to, event) = (Email::parse(to).unwrap(), secret::public_id(&*app.app.chance));
    app.block_on(app.app.act(Origin::system(), move |act| {
        let new = match letter.organisation() {
            Some(_) => act.mail_about(OrganisationId(1), &event, (&to, Locale::English), &letter)?,
            None => act.mail(&event, &to, Locale::English, &letter)?,
        };
        assert!(new);
        act.audit(PLACED, Subject("mail", None), serde_json::json!({}))
    }))
    .unwrap();
}

/// Sends what is due into a folder, and counts what lies there.
pub fn round(app: &TestApp, folder: &Path) -> usize {
    let url = worker::mail::MailUrl::parse(&format!("file:{}", folder.display())).unwrap();
    let postman = worker::outbox::Postman {
        app: app.app.clone(),
        templates: tilsagn::view::Templates::new(|| chrono_tz::Europe::Copenhagen).unwrap(),
        transport: worker::mail::Transport::open(&url).unwrap(),
        stopped: tokio::sync::watch::channel(false).1,
    };
    while app.block_on(worker::outbox::round(&postman)).unwrap() > 0 {}
    std::fs::read_dir(folder).map(|found| found.count()).unwrap_or(0)
}

/// How many of them are to each of these.
pub fn came_to<const N: usize>(folder: &Path, to: [&str; N]) -> [usize; N] {
    let mails = mailbox::read(folder);
    to.map(|address| mails.iter().filter(|mail| mail.to == [address]).count())
}

/// Whether the reasons for which mails wait have all gone with them.
fn nothing_waits(app: &TestApp) {
    let tried = app.rows()["outbox"].join("\n");
    assert!(!tried.contains("held back"), "{tried}");
}

fn mails_over_a_cap_wait_and_those_that_matter_do_not(app: &TestApp) {
    app.publish_call();
    let asta = app.admin();
    // Mails that no signature causes leave room: of three they take two.
    cap(app, "all_mails", 3);
    for number in 0..4 {
        let sign_link = "https://x.example/sign".to_owned();
        queue(app, &format!("s{number}@engen{number}.example"), Letter::NoAccount { sign_link });
    }
    let folder = tempfile::tempdir().unwrap();
    // Two go out, two wait, and the one that tells the admin of it is not held back.
    assert_eq!(round(app, folder.path()), 3);
    let page = asta.get("/staff/mail").ok().says("2 mails wait because more would go out");
    page.says("You can raise the limits");
    for reader in [app.moderator(), app.viewer()] {
        reader.get("/staff/mail").ok().says("An admin can raise the limits");
    }
    app.clock.advance(Duration::minutes(5));
    assert_eq!(round(app, folder.path()), 3, "they wait on, and nobody is told again");
    app.clock.advance(Duration::minutes(5));
    assert_eq!(round(app, folder.path()), 5, "none is lost");
    nothing_waits(app);
}

fn what_never_waits_is_taken_in_hand_first(app: &TestApp) {
    app.signatory(Given::default());
    (0..20).for_each(|number| queue(app, &format!("s{number}@engen{number}.example"), ordinary()));
    let (organisation, link) = ("Skovbrynet".to_owned(), "https://x.example/link".to_owned());
    queue(app, SUZIE, Letter::AccountLink { organisation, link, minutes: 30 });
    let taken = app.write(|db, now| store::outbox::claim(db, now, now + Duration::minutes(10), 1));
    assert_eq!(taken[0].template, "account_link");
}

fn mails_to_one_mailbox_wait_and_those_that_matter_do_not(app: &TestApp) {
    app.signatory(Given::default());
    let asta = app.admin();
    cap(app, "mailbox_mails", 2);
    let link = || "https://x.example/link".to_owned();
    let organisation = || "Skovbrynet".to_owned();
    // What never waits does not take the place of what may.
    queue(app, SUZIE, Letter::AccountLink { organisation: organisation(), link: link(), minutes: 30 });
    (0..3).for_each(|_| queue(app, SUZIE, ordinary()));
    queue(app, BO, ordinary());
    let folder = tempfile::tempdir().unwrap();
    round(app, folder.path());
    assert_eq!(came_to(folder.path(), [SUZIE, BO, ASTA]), [3, 1, 1], "one to her waits, and Asta knows");
    asta.get("/staff/mail").ok().says("One mail waits because more would go out");
    let (hide_link, number) = (Some(link()), 1);
    queue(app, SUZIE, Letter::Published { organisation: organisation(), number, link: link(), hide_link });
    queue(app, SUZIE, Letter::Withdrawn { organisation: organisation(), reverse_link: link(), days: 14 });
    queue(
        app,
        SUZIE,
        Letter::Published { organisation: organisation(), number, link: link(), hide_link: None },
    );
    round(app, folder.path());
    assert_eq!(came_to(folder.path(), [SUZIE, BO, ASTA]), [5, 1, 1], "her links do not wait, the other does");
    app.clock.advance(Duration::minutes(5));
    round(app, folder.path());
    assert_eq!(came_to(folder.path(), [SUZIE, BO, ASTA]), [5, 1, 1], "and nobody is told again");
    app.clock.advance(Duration::minutes(5));
    round(app, folder.path());
    assert_eq!(came_to(folder.path(), [SUZIE, BO, ASTA]), [7, 1, 1], "none is lost");
    nothing_waits(app);
}

fn mails_to_sub_addresses_wait_as_those_to_one_mailbox(app: &TestApp) {
    app.signatory(Given::default());
    cap(app, "mailbox_mails", 2);
    let to = ["offer@gmail.com", "offer+1@gmail.com", "of.fer+2@googlemail.com", "offers@gmail.com"];
    to.iter().for_each(|to| queue(app, to, ordinary()));
    let folder = tempfile::tempdir().unwrap();
    round(app, folder.path());
    assert_eq!(came_to(folder.path(), to), [1, 1, 0, 1]);
}

fn mails_to_one_domain_wait_and_those_to_free_providers_do_not(app: &TestApp) {
    app.signatory(Given::default());
    let asta = app.admin();
    cap(app, "domain_mails", 2);
    let engen = ["a@engen.example", "b@post.engen.example", "c@engen.example", "d@engen.example"];
    let others = ["e@gmail.com", "f@gmail.com", "g@gmail.com", BO];
    engen.iter().chain(&others).for_each(|to| queue(app, to, ordinary()));
    let folder = tempfile::tempdir().unwrap();
    round(app, folder.path());
    assert_eq!(came_to(folder.path(), engen), [1, 1, 0, 0]);
    assert_eq!(came_to(folder.path(), others), [1; 4], "strangers share a provider");
    assert_eq!(came_to(folder.path(), [ASTA]), [1], "she is told once of two that wait");
    asta.get("/staff/mail").ok().says("2 mails wait because more would go out");
    queue(
        app,
        "c@engen.example",
        Letter::StaffSetup { link: "https://x.example/s".to_owned(), hours: 24, by_provider: false },
    );
    app.clock.advance(Duration::minutes(5));
    round(app, folder.path());
    assert_eq!(came_to(folder.path(), engen), [1, 1, 1, 0], "what never waits went to one of them");
    app.clock.advance(Duration::minutes(5));
    round(app, folder.path());
    assert_eq!(came_to(folder.path(), engen), [1, 1, 2, 1], "none is lost");
    assert_eq!(came_to(folder.path(), [ASTA]), [1]);
    nothing_waits(app);
}

/// Somebody signs with a mailbox of a domain, from an address that nobody else has.
fn signs(app: &TestApp, number: usize, domain: &str) {
    let (name, email) = (format!("Havneforening {number}"), format!("s{number}@{domain}"));
    let (website, from) = (format!("https://forening{number}.example"), format!("198.51.100.{number}"));
    sends(app, &from, &[("name", &name), ("email", &email), ("website", &website)]);
}

fn admins_are_mailed_once_a_day_of_mailboxes_of_one_domain(app: &TestApp) {
    app.publish_call();
    let (asta, _) = (app.admin(), app.moderator());
    app.write(|db, now| {
        store::setting::put(db, "limit.domain_alarm", r#"{"most":3,"seconds":3600,"comment":""}"#, now)
    });
    app.settle();
    let look = || app.block_on(alarm::look(&app.app)).unwrap();
    for (number, domain) in [(1, "post.havn.example"), (2, "havn.example")] {
        signs(app, number, domain);
    }
    (3..6).for_each(|number| signs(app, number, "gmail.com"));
    assert_eq!(look(), 0, "two of one domain; a free provider is nobody's");
    signs(app, 6, "havn.example");
    assert_eq!((look(), look()), (1, 0), "once a day");
    signs(app, 7, "havn.example");
    assert_eq!(look(), 0, "however many more come");
    let folder = tempfile::tempdir().unwrap();
    round(app, folder.path());
    let to_staff = |mail: &mailbox::Mail| mail.to.iter().any(|to| to.ends_with("@ministry.example"));
    let told: Vec<_> = mailbox::read(folder.path()).into_iter().filter(to_staff).collect();
    assert_eq!(told.iter().map(|mail| mail.to.as_slice()).collect::<Vec<_>>(), [[ASTA]], "admins alone");
    let mail = &told[0];
    let said = mail.text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("3 signatures came with mailboxes of one domain in the last 60 minutes"), "{said}");
    let whole = [mail.subject.as_str(), &mail.text, &mail.html].concat();
    assert!(!whole.contains("havn"), "it says how many, never whose: {whole}");
    let page = asta.get(&mail.link("/staff/limits")).ok().says("havn.example");
    page.says("4 signatures in the last 60 minutes").lacks("gmail.com");
    app.clock.advance(Duration::days(1));
    assert_eq!(look(), 0, "nothing piles up any more");
    (8..11).for_each(|number| signs(app, number, "havn.example"));
    assert_eq!(look(), 1, "another day");
}

fn admins_get_one_mail_of_many_networks(app: &TestApp) {
    let asta = app.admin();
    app.write(|db, now| {
        let each = r#"{"most":1,"seconds":14400,"comment":""}"#;
        store::setting::put(db, "limit.network_alarm", each, now)
    });
    app.settle();
    let look = || app.block_on(alarm::look(&app.app)).unwrap();
    let told = || {
        let piles = |letter| match letter {
            Letter::SignaturesPileUp { common, count, .. } => Some((common, count)),
            _ => None,
        };
        app.mails().into_iter().filter_map(|mail| piles(mail.letter)).collect::<Vec<_>>()
    };
    for number in 1..=51 {
        sent(app, &format!("Junk {number}"), Submitted, &format!("203.{number}.113.7"));
    }
    assert_eq!((look(), look()), (2, 0));
    assert_eq!(told(), [("networks".to_owned(), 51), ("domain".to_owned(), 51)]);
    asta.get("/staff/limits").ok().says(".113.7").says("junk.example").says("And one more");
    for (minutes, told) in [(20, 0), (60, 1), (45, 0), (15, 1)] {
        app.clock.advance(Duration::minutes(minutes));
        assert_eq!((look(), look()), (told, 0), "once in 60 minutes, while it lasts");
    }
}
