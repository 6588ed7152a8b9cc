//! The mail server is away, and an organisation hides. What waited goes out afterwards, and names it nowhere.

use std::path::Path;

use tilsagn::app::act::{Origin, Subject};
use tilsagn::app::letter::Letter;
use tilsagn::domain::case::CaseKind;
use tilsagn::domain::email::Email;
use tilsagn::domain::locale::Locale;
use tilsagn::domain::merge::MergeState;
use tilsagn::domain::other_name::NameKind;
use tilsagn::store;
use tilsagn::worker;

use crate::nadia_stays_unnamed::{PROTECTED, PUBLIC};
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide};
use crate::support::fixtures::{Given, PLACED, Signatory};
use crate::support::mailbox::{self, Mail};
use crate::support::visitor::Visitor;
use crate::suzie_comes_back::{cases, enter, entry};
use crate::suzie_gets_back_in::request;
use crate::suzie_invites::invite;

stories!(
    what_waited_names_nobody_who_hid_meanwhile,
    what_waited_until_one_shows_itself_names_it,
    what_waited_about_two_names_neither_once_one_hid,
    who_parted_before_is_no_reason_to_name_nobody,
);

const REP: &str = "rep@post.example";
const OTHER: &str = "ib@post.example";
const THIRD: &str = "palle@letters.example";
const ASKER: &str = "ask@letters.example";

fn signed(app: &TestApp) -> Signatory {
    app.signatory(Given {
        name: "Zyxquill Haven",
        website: "https://zyxquill.example/",
        contacts: &[REP],
        ..Given::default()
    })
}

/// Sends what is due, and gives all that has arrived so far.
fn delivered(app: &TestApp, folder: &Path) -> Vec<Mail> {
    let url = worker::mail::MailUrl::parse(&format!("file:{}", folder.display())).unwrap();
    app.block_on(async {
        let postman = worker::outbox::Postman {
            app: app.app.clone(),
            templates: tilsagn::view::Templates::new(|| chrono_tz::Europe::Copenhagen).unwrap(),
            transport: worker::mail::Transport::open(&url).unwrap(),
            stopped: tokio::sync::watch::channel(false).1,
        };
        while worker::outbox::round(&postman).await.unwrap() > 0 {}
    });
    mailbox::read(folder)
}

fn tells_of(mail: &Mail, what: &str) -> bool {
    [&mail.subject, &mail.text, &mail.html, &mail.raw].iter().any(|part| part.to_lowercase().contains(what))
}

fn subjects(mails: &[Mail], to: &str) -> Vec<String> {
    let theirs = mails.iter().filter(|mail| mail.to == [to]);
    let mut subjects: Vec<String> = theirs.map(|mail| mail.subject.clone()).collect();
    subjects.sort();
    subjects
}

/// A change is published, a colleague invited, a link asked for; and a stranger asks to act.
fn much_waits(app: &TestApp, given: &Signatory) -> Visitor {
    let rep = enter(app, REP);
    let (name, website) = (("name", given.name.as_str()), ("website", "https://zyxquill.example/"));
    let change = entry(&[("go", "send"), name, website, ("statement", "We sign a lasting promise.")]);
    rep.send("/account/amend", &change).ok();
    decide(&app.moderator(), cases(app, given, CaseKind::Amendment)[0].number, &Choice::publish());
    invite(app, &rep, &[("email", THIRD), ("message", "Zyxquill needs you.")]);
    let asked = request(&[("signatory", &given.slug), ("email", ASKER)]);
    app.anonymous().post("/account/recover/ask", &asked).ok().says("Look in your mailbox");
    let waiting = app.mails().into_iter().filter_map(|mail| mail.letter.organisation().map(str::to_owned));
    assert_eq!(waiting.filter(|name| name.contains("Zyxquill")).count(), 4, "{:#?}", app.mails());
    rep
}

fn what_waited_names_nobody_who_hid_meanwhile(app: &TestApp) {
    let (given, folder) = (signed(app), tempfile::tempdir().unwrap());
    much_waits(app, &given).send("/account/visibility", PROTECTED).ok();
    let mails = delivered(app, folder.path());
    for mail in &mails {
        assert!(!tells_of(mail, "yxquill"), "{}\n{}", mail.subject, mail.text);
        assert!(!tells_of(mail, "suzie eksempel") && !tells_of(mail, "/signatories/"), "{}", mail.text);
    }
    let subject = "What you sent is accepted";
    assert!(subjects(&mails, REP).iter().any(|one| one == subject), "{:?}", subjects(&mails, REP));
    for to in [THIRD, ASKER] {
        let theirs: Vec<&Mail> = mails.iter().filter(|mail| mail.to == [to]).collect();
        assert!(theirs.len() == 1 && theirs[0].text.contains("our mails do not name it"), "{theirs:#?}");
    }
    assert!(app.mails().is_empty());
}

fn what_waited_until_one_shows_itself_names_it(app: &TestApp) {
    let (given, folder) = (signed(app), tempfile::tempdir().unwrap());
    let rep = much_waits(app, &given);
    rep.send("/account/visibility", PROTECTED).ok();
    rep.fills("/account/visibility", PUBLIC).ok();
    let mails = delivered(app, folder.path());
    let invited = mails.iter().find(|mail| mail.to == [THIRD]).unwrap();
    assert!(tells_of(invited, "zyxquill haven"), "{}", invited.text);
}

fn what_waited_about_two_names_neither_once_one_hid(app: &TestApp) {
    let told = parted(app, chrono::Duration::zero());
    assert!(!tells_of(&told, "yxquill") && !tells_of(&told, "nordlys"), "{}", told.text);
}

fn who_parted_before_is_no_reason_to_name_nobody(app: &TestApp) {
    let told = parted(app, chrono::Duration::hours(1));
    assert!(tells_of(&told, "nordlys") && tells_of(&told, "engen"), "{}", told.text);
}

/// What one reads of parting from another that was written so long after it parted from a third, once that hid.
fn parted(app: &TestApp, after: chrono::Duration) -> Mail {
    let (goes, folder) = (signed(app), tempfile::tempdir().unwrap());
    let stays = app.signatory(Given { name: "Nordlys Havn", contacts: &[OTHER], ..Given::default() });
    let two = (stays.organisation, goes.organisation);
    app.write(move |db, now| {
        let id = store::merge::insert(db, two, NameKind::Former, now)?;
        let merge = store::merge::find(db, id)?;
        store::merge::note_over(db, &merge, MergeState::Undone, now)
    });
    app.clock.advance(after);
    let link = format!("{}/signatories/{}", app.base, stays.slug);
    let other = if after.is_zero() { goes.name } else { "Engen".to_owned() };
    let letter = Letter::Unmerged { organisation: stays.name, other, link, hide_link: None };
    let to = Email::parse(OTHER).unwrap();
    let queued = app.app.act(Origin::system(), move |act| {
        act.mail_about(two.0, "test", (&to, Locale::English), &letter)?;
        act.audit(PLACED, Subject("mail", None), serde_json::json!({}))
    });
    app.block_on(queued).unwrap();
    enter(app, REP).send("/account/visibility", PROTECTED).ok();
    let mails = delivered(app, folder.path());
    mails.into_iter().find(|mail| mail.to == [OTHER]).unwrap()
}
