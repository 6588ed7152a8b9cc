//! The outbox: one mail for one event and recipient, sent by one worker.

use tilsagn::domain::ids::MailId;
use tilsagn::domain::outbox::{Hindrance, MailState};
use tilsagn::store::outbox::{self, Mail, NewMail, Why};
use tilsagn::store::{Db, Store};

use crate::answers::{is_missing, once_true};
use crate::rows::set;
use crate::support::{at, together};

on_both!(
    an_event_mails_a_recipient_once,
    twenty_workers_at_once_share_the_mails,
    mails_are_claimed_longest_waiting_first_and_when_due,
    an_urgent_mail_is_claimed_before_all_that_wait_and_a_crowded_one_behind_them,
    a_claim_that_ran_out_is_anybodys,
    a_mail_that_was_given_back_is_anybodys_at_once,
    a_mail_is_held_on_to_by_whoever_has_it_alone,
    a_mail_that_was_forgotten_or_sent_cannot_be_held_on_to,
    of_twenty_workers_with_one_claim_one_goes_on,
    a_mail_that_was_on_its_way_when_its_worker_was_lost_says_so,
    a_sent_mail_is_sent_once_and_its_text_is_gone,
    a_mail_tried_in_vain_waits_for_its_next_try,
    a_late_worker_gives_back_nothing_that_another_has,
    a_parked_mail_is_listed_and_can_be_queued_again,
    an_overtaken_mail_is_listed_and_its_text_is_gone,
    mails_to_a_recipient_are_counted_by_the_events_beginning,
    what_waits_is_counted_and_dated,
);

const BUSY: Why<'_> = (Hindrance::Postponed, Some("421 busy"));
const GONE: Why<'_> = (Hindrance::Refused, Some("550 no such user"));

/// A mail about nobody, about to be queued.
pub fn mail(event: &str, recipient: &str) -> NewMail {
    NewMail {
        event: event.to_owned(),
        recipient_index: recipient.to_owned(),
        template: "confirm",
        sealed: b"sealed".to_vec(),
        organisation_id: None,
        urgent: false,
        crowded: false,
    }
}

async fn queue(store: &Store, event: &str, recipient: &str, minutes: i64) -> bool {
    let new = mail(event, recipient);
    store.write(move |db| outbox::queue(db, &new, at(minutes))).await.unwrap()
}

async fn claim(store: &Store, minutes: i64, until: i64, limit: i64) -> Vec<Mail> {
    store.write(move |db| outbox::claim(db, at(minutes), at(until), limit)).await.unwrap()
}

async fn renew(store: &Store, mail: &Mail, until: i64) -> Option<Mail> {
    let mail = mail.clone();
    store.write(move |db| outbox::renew(db, &mail, at(until))).await.unwrap()
}

async fn mark_sent(store: &Store, mail: &Mail, minutes: i64) -> bool {
    let mail = mail.clone();
    store.write(move |db| outbox::mark_sent(db, &mail, at(minutes))).await.unwrap()
}

async fn read(store: &Store, id: MailId) -> Mail {
    store.read(move |db| outbox::find(db, id)).await.unwrap()
}

async fn an_event_mails_a_recipient_once(store: Store) {
    let answers = together(20, |_| queue(&store, "endorsement:1:confirm", "ann", 0)).await;
    assert_eq!(answers.into_iter().filter(|new| *new).count(), 1);
    assert!(queue(&store, "endorsement:1:confirm", "bob", 0).await);
    assert!(queue(&store, "endorsement:2:confirm", "ann", 0).await);
    assert_eq!(store.read(|db| outbox::pending_count(db, &[])).await.unwrap(), 3);
    // The rest of the act goes on.
    let (old, new) = (mail("endorsement:1:confirm", "ann"), mail("endorsement:3:confirm", "ann"));
    let both = move |db: &mut _| Ok((outbox::queue(db, &old, at(1))?, outbox::queue(db, &new, at(1))?));
    assert_eq!(store.write(both).await.unwrap(), (false, true));
}

async fn twenty_workers_at_once_share_the_mails(store: Store) {
    for event in 0..30 {
        queue(&store, &format!("event:{event}"), "ann", 0).await;
    }
    let shares = together(20, |_| claim(&store, 1, 6, 7)).await;
    let mut taken: Vec<MailId> = shares.into_iter().flatten().map(|mail| mail.id).collect();
    taken.extend(claim(&store, 1, 6, 100).await.into_iter().map(|mail| mail.id));
    let count = taken.len();
    taken.sort_unstable();
    taken.dedup();
    assert_eq!((taken.len(), count), (30, 30), "every mail once");
}

async fn mails_are_claimed_longest_waiting_first_and_when_due(store: Store) {
    queue(&store, "late", "ann", 5).await;
    queue(&store, "early", "ann", 1).await;
    assert!(claim(&store, 0, 9, 10).await.is_empty());
    let first = claim(&store, 5, 9, 1).await;
    assert_eq!((first[0].event.as_str(), first[0].template.as_str()), ("early", "confirm"));
    assert_eq!((first[0].attempts, first[0].claimed_until), (1, Some(at(9))));
    assert_eq!(first[0].sealed.as_deref(), Some(&b"sealed"[..]));
    assert_eq!(claim(&store, 5, 9, 10).await[0].event, "late");
    assert!(!format!("{first:?}").contains("ann"), "nobody is ever logged");
}

async fn an_urgent_mail_is_claimed_before_all_that_wait_and_a_crowded_one_behind_them(store: Store) {
    let crowded = NewMail { crowded: true, ..mail("crowded", "ann") };
    assert!(store.write(move |db| outbox::queue(db, &crowded, at(0))).await.unwrap());
    queue(&store, "early", "ann", 0).await;
    queue(&store, "late", "ann", 1).await;
    let urgent = NewMail { urgent: true, ..mail("urgent", "ann") };
    assert!(store.write(move |db| outbox::queue(db, &urgent, at(2))).await.unwrap());
    assert_eq!(claim(&store, 2, 9, 1).await[0].event, "urgent");
    let rest = claim(&store, 2, 9, 2).await;
    assert_eq!(rest.iter().map(|mail| mail.event.as_str()).collect::<Vec<_>>(), ["early", "late"]);
    assert_eq!(claim(&store, 2, 9, 10).await[0].event, "crowded");
}

async fn a_claim_that_ran_out_is_anybodys(store: Store) {
    queue(&store, "event", "ann", 0).await;
    assert_eq!(claim(&store, 1, 6, 10).await.len(), 1);
    assert!(claim(&store, 6, 11, 10).await.is_empty());
    let again = claim(&store, 7, 12, 10).await;
    assert_eq!((again.len(), again[0].attempts), (1, 2));
}

async fn a_mail_that_was_given_back_is_anybodys_at_once(store: Store) {
    queue(&store, "event", "ann", 0).await;
    let mine = claim(&store, 1, 6, 10).await.remove(0);
    let back = mine.clone();
    assert!(store.write(move |db| outbox::give_back(db, &back)).await.unwrap());
    let again = claim(&store, 1, 7, 10).await;
    assert_eq!((again.len(), again[0].attempts), (1, 1), "as if nobody had taken it");
    assert!(!store.write(move |db| outbox::give_back(db, &mine)).await.unwrap(), "another has it");
}

async fn a_mail_is_held_on_to_by_whoever_has_it_alone(store: Store) {
    queue(&store, "event", "ann", 0).await;
    let first = claim(&store, 1, 6, 10).await.remove(0);
    let held = renew(&store, &first, 14).await.unwrap();
    assert_eq!(held, Mail { claimed_until: Some(at(14)), ..first.clone() }, "and nothing else changed");
    assert!(claim(&store, 7, 17, 10).await.is_empty(), "the first claim would have run out");
    assert_eq!(renew(&store, &first, 20).await, None, "a claim is renewed once");

    let other = claim(&store, 15, 20, 10).await.remove(0);
    assert_eq!(renew(&store, &held, 25).await, None);
    assert!(!mark_sent(&store, &held, 16).await);
    assert_eq!(read(&store, other.id).await, other, "it is the other's");
    assert!(mark_sent(&store, &other, 17).await);
}

async fn a_mail_that_was_forgotten_or_sent_cannot_be_held_on_to(store: Store) {
    queue(&store, "forgotten", "ann", 0).await;
    queue(&store, "sent", "ann", 1).await;
    let claimed = claim(&store, 1, 6, 10).await;
    let gone = claimed[0].id;
    store.write(move |db| outbox::forget(db, gone)).await.unwrap();
    assert!(mark_sent(&store, &claimed[1], 2).await);
    for mail in &claimed {
        assert_eq!(renew(&store, mail, 12).await, None, "{mail:?}");
    }
}

async fn of_twenty_workers_with_one_claim_one_goes_on(store: Store) {
    queue(&store, "event", "ann", 0).await;
    let mail = claim(&store, 1, 6, 10).await.remove(0);
    let held = together(20, |_| renew(&store, &mail, 11)).await;
    assert_eq!(held.into_iter().flatten().count(), 1);
}

async fn a_mail_that_was_on_its_way_when_its_worker_was_lost_says_so(store: Store) {
    queue(&store, "begun", "ann", 0).await;
    queue(&store, "taken", "ann", 1).await;
    let lost = claim(&store, 1, 6, 10).await;
    let first = lost[0].clone();
    let said = move |db: &mut Db| set(db, "outbox", first.id.0, "last_error = '421 busy'");
    store.write(said).await.unwrap();
    let first = lost[0].clone();
    let begun = store.write(move |db| outbox::begin(db, &first, at(11))).await.unwrap().unwrap();
    assert_eq!((begun.claimed_until, begun.hindrance), (Some(at(11)), Some(Hindrance::Unknown)));
    assert_eq!(begun.last_error, None, "what a server said is of another try");
    let first = lost[0].clone();
    assert_eq!(store.write(move |db| outbox::begin(db, &first, at(12))).await.unwrap(), None);
    let mut again = claim(&store, 12, 20, 10).await;
    assert_eq!(again.iter().map(|mail| mail.hindrance).collect::<Vec<_>>(), [Some(Hindrance::Unknown), None]);
    let (mail, id) = (again.remove(0), begun.id);
    assert!(mark_sent(&store, &mail, 13).await);
    assert_eq!(read(&store, id).await.hindrance, None);
}

async fn a_sent_mail_is_sent_once_and_its_text_is_gone(store: Store) {
    queue(&store, "event", "ann", 0).await;
    let mail = claim(&store, 1, 6, 10).await.remove(0);
    let id = mail.id;
    assert!(mark_sent(&store, &mail, 2).await);
    assert!(!mark_sent(&store, &mail, 3).await);
    let row = read(&store, id).await;
    assert_eq!((row.state, row.sent_at, row.sealed), (MailState::Sent, Some(at(2)), None));
    assert!(claim(&store, 60, 66, 10).await.is_empty());
    assert!(!queue(&store, "event", "ann", 70).await, "what was sent is not queued again");
}

async fn a_mail_tried_in_vain_waits_for_its_next_try(store: Store) {
    queue(&store, "event", "ann", 0).await;
    let mail = claim(&store, 1, 6, 10).await.remove(0);
    let id = mail.id;
    assert!(store.write(move |db| outbox::mark_later(db, &mail, at(30), BUSY)).await.unwrap());
    let row = read(&store, id).await;
    assert_eq!((row.hindrance.unwrap(), row.last_error.as_deref()), BUSY);
    assert!(claim(&store, 29, 40, 10).await.is_empty());
    assert_eq!(claim(&store, 30, 40, 10).await[0].attempts, 2);
}

async fn a_late_worker_gives_back_nothing_that_another_has(store: Store) {
    queue(&store, "event", "ann", 0).await;
    let late = claim(&store, 1, 6, 10).await.remove(0);
    let holder = claim(&store, 7, 12, 10).await.remove(0);
    let (mine, id) = (late.clone(), late.id);
    assert!(!store.write(move |db| outbox::mark_later(db, &mine, at(8), BUSY)).await.unwrap());
    assert!(!store.write(move |db| outbox::park(db, &late, GONE)).await.unwrap());
    assert_eq!(read(&store, id).await, holder);
    assert!(mark_sent(&store, &holder, 9).await);
    assert!(!store.write(move |db| outbox::park(db, &holder, GONE)).await.unwrap());
}

async fn a_parked_mail_is_listed_and_can_be_queued_again(store: Store) {
    queue(&store, "first", "ann", 0).await;
    queue(&store, "second", "ann", 0).await;
    for mail in claim(&store, 1, 6, 10).await {
        assert!(store.write(move |db| outbox::park(db, &mail, GONE)).await.unwrap());
    }
    assert!(claim(&store, 60, 66, 10).await.is_empty());
    let parked = store.read(|db| outbox::list_parked(db, 10)).await.unwrap();
    assert_eq!((parked.len(), parked[0].event.as_str()), (2, "second"));
    assert_eq!((parked[0].hindrance.unwrap(), parked[0].last_error.as_deref()), GONE);
    let id = parked[0].id;
    let answers = together(20, |_| store.write(move |db| outbox::retry_parked(db, id, at(60)))).await;
    assert!(once_true(answers));
    let again = claim(&store, 60, 66, 10).await.remove(0);
    assert_eq!((again.id, again.attempts, again.sealed), (id, 1, Some(b"sealed".to_vec())));
    assert_eq!(again.hindrance, None, "as if it were new");
    assert_eq!(store.read(|db| outbox::list_parked(db, 10)).await.unwrap().len(), 1);
    assert!(is_missing(&store.read(|db| outbox::find(db, MailId(99))).await));
}

async fn an_overtaken_mail_is_listed_and_its_text_is_gone(store: Store) {
    queue(&store, "event", "ann", 0).await;
    let late = claim(&store, 1, 6, 10).await.remove(0);
    let mail = claim(&store, 7, 12, 10).await.remove(0);
    let mark = |mail: &Mail| {
        let mail = mail.clone();
        store.write(move |db| outbox::mark_overtaken(db, &mail))
    };
    assert!(!mark(&late).await.unwrap(), "another worker has it");
    assert!(mark(&mail).await.unwrap());
    let id = mail.id;
    store.write(move |db| outbox::forget(db, id)).await.unwrap();
    let listed = store.read(|db| outbox::list_overtaken(db, 10)).await.unwrap();
    assert_eq!(listed.len(), 1);
    let row = &listed[0];
    assert_eq!((row.state, row.sent_at, &row.sealed), (MailState::Overtaken, None, &None));
    assert!(claim(&store, 60, 66, 10).await.is_empty());
    assert!(!store.write(move |db| outbox::retry_parked(db, id, at(60))).await.unwrap());
    assert_eq!(store.read(|db| outbox::count_for(db, "event", "ann", at(0))).await.unwrap(), 0);
}

async fn mails_to_a_recipient_are_counted_by_the_events_beginning(store: Store) {
    for (event, recipient, minutes) in [
        ("sign:1:a", "ann", 1),
        ("sign:1:b", "ann", 2),
        ("SIGN:1:c", "ann", 2),
        ("sign:10:a", "ann", 2),
        ("s%gn:1:a", "ann", 2),
        ("sign:1:a", "bob", 2),
    ] {
        queue(&store, event, recipient, minutes).await;
    }
    let count = |prefix, since| store.read(move |db| outbox::count_for(db, prefix, "ann", at(since)));
    assert_eq!(count("sign:1:", 0).await.unwrap(), 2);
    assert_eq!(count("sign:1:", 2).await.unwrap(), 1);
    assert_eq!(count("s%gn:", 0).await.unwrap(), 1);
    assert_eq!(count("", 0).await.unwrap(), 5);
}

async fn what_waits_is_counted_and_dated(store: Store) {
    assert_eq!(store.read(|db| outbox::oldest_queued(db, &[])).await.unwrap(), None);
    queue(&store, "second", "ann", 5).await;
    queue(&store, "first", "ann", 3).await;
    let notice = NewMail { template: "notice", ..mail("third", "ann") };
    assert!(store.write(move |db| outbox::queue(db, &notice, at(1))).await.unwrap());
    for (without, count, oldest) in [(&["notice"][..], 2, at(3)), (&[], 3, at(1))] {
        assert_eq!(store.read(move |db| outbox::pending_count(db, without)).await.unwrap(), count);
        assert_eq!(store.read(move |db| outbox::oldest_queued(db, without)).await.unwrap(), Some(oldest));
    }
    for mail in claim(&store, 6, 9, 9).await.iter().filter(|mail| mail.event != "second") {
        assert!(mark_sent(&store, mail, 6).await);
    }
    assert_eq!(store.read(|db| outbox::oldest_queued(db, &[])).await.unwrap(), Some(at(5)));
}
