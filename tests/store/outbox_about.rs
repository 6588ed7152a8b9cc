//! What is asked of the outbox: about events, organisations and recipients, and what of it is forgotten.

use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::ids::{MailId, OrganisationId};
use tilsagn::domain::outbox::{Hindrance, MailState};
use tilsagn::domain::{Moment, Result};
use tilsagn::store::outbox::{self, Mail, NewMail, Trace};
use tilsagn::store::{Db, Store};

use crate::answers::each;
use crate::outbox::mail;
use crate::rows::{self, exactly, read, write};
use crate::support::at;

on_both!(
    a_mail_that_is_put_off_was_not_tried,
    those_that_wait_for_a_reason_are_counted,
    an_event_was_mailed_of_or_will_be,
    what_begins_so_was_written_of_since_a_moment,
    unsent_mails_to_some_are_about_one_of_theirs_or_none,
    unsent_mails_of_what_begins_so_are_forgotten,
    unsent_mails_about_some_submissions_are_forgotten_by_template,
    a_template_was_used_about_an_organisation,
    the_mails_of_an_event_are_told_by_where_they_stand,
    the_newest_about_an_organisation_are_traced,
    what_is_due_is_in_nobodys_hands,
);

/// Queues one, and gives its id.
fn queue(db: &mut Db, new: &NewMail) -> Result<MailId> {
    assert!(outbox::queue(db, new, exactly(0))?);
    let recipient = [new.recipient_index.clone()];
    let of: Vec<OrganisationId> = new.organisation_id.into_iter().collect();
    let mut queued = outbox::unsent_to(db, &recipient, &of)?;
    queued.retain(|mail| mail.event == new.event);
    Ok(queued.remove(0).id)
}

fn about(of: OrganisationId, event: &str, template: &'static str) -> NewMail {
    NewMail { organisation_id: Some(of), template, ..mail(event, "ann") }
}

/// Has every mail that waits sent.
fn send_all(db: &mut Db) -> Result<()> {
    for mail in outbox::claim(db, at(1), at(9), 99)? {
        assert!(outbox::mark_sent(db, &mail, exactly(2))?);
    }
    Ok(())
}

/// Gives every mail up that is due at a moment.
fn park_all(db: &mut Db, now: Moment) -> Result<()> {
    for mail in outbox::claim(db, now, at(99), 99)? {
        assert!(outbox::park(db, &mail, (Hindrance::Postponed, None))?);
    }
    Ok(())
}

async fn a_mail_that_is_put_off_was_not_tried(store: Store) {
    let (claimed, other) = write(&store, |db| {
        queue(db, &mail("one", "ann"))?;
        queue(db, &mail("other", "ann"))?;
        let mut claimed = outbox::claim(db, at(1), at(9), 9)?;
        let other = claimed.remove(1);
        Ok((claimed.remove(0), other))
    })
    .await;
    let put_off = || {
        let claimed = claimed.clone();
        write(&store, move |db| outbox::put_off(db, &claimed, exactly(30)))
    };
    assert!(put_off().await);
    assert!(!put_off().await, "it is nobody's");
    let (attempts, hindrance) = (0, Some(Hindrance::Turn));
    let expected = Mail { attempts, hindrance, next_at: exactly(30), claimed_until: None, ..claimed.clone() };
    let found = |id| read(&store, move |db| outbox::find(db, id));
    assert_eq!((found(claimed.id).await, found(other.id).await), (expected, other));
}

async fn those_that_wait_for_a_reason_are_counted(store: Store) {
    write(&store, |db| {
        for (event, why) in [("a", Hindrance::Turn), ("b", Hindrance::Postponed), ("c", Hindrance::Turn)] {
            let template = if event == "c" { "notice" } else { "confirm" };
            queue(db, &NewMail { template, ..mail(event, "ann") })?;
            let claimed = outbox::claim(db, at(1), at(9), 9)?.remove(0);
            outbox::mark_later(db, &claimed, at(30), (why, None))?;
        }
        queue(db, &mail("never tried", "ann"))
    })
    .await;
    let count = |why, without: &'static [&'static str]| {
        read(&store, move |db| outbox::count_waiting(db, why, without))
    };
    assert_eq!(count(Hindrance::Turn, &[]).await, 2);
    assert_eq!(
        (count(Hindrance::Turn, &["notice"]).await, count(Hindrance::Postponed, &["notice"]).await),
        (1, 1)
    );
    write(&store, |db| park_all(db, at(30))).await;
    assert_eq!(count(Hindrance::Postponed, &[]).await, 0, "what was given up does not wait");
}

async fn an_event_was_mailed_of_or_will_be(store: Store) {
    write(&store, |db| {
        queue(db, &mail("sent:1", "ann"))?;
        send_all(db)?;
        queue(db, &mail("waits:1", "ann"))
    })
    .await;
    let has = |event| read(&store, move |db| outbox::has_event(db, event));
    assert!(has("sent:1").await && has("waits:1").await);
    assert!(!has("sent:").await && !has("SENT:1").await && !has("s%").await);
}

async fn what_begins_so_was_written_of_since_a_moment(store: Store) {
    write(&store, |db| queue(db, &mail("sign:æ:10", "ann"))).await;
    let any = |prefix, since| read(&store, move |db| outbox::any_since(db, prefix, since));
    assert!(any("sign:æ:1", at(0)).await && any("", at(0)).await);
    assert!(!any("sign:æ:1", exactly(0)).await, "it was not after that moment");
    assert!(!any("SIGN:", at(0)).await && !any("s_gn:", at(0)).await && !any("ign:", at(0)).await);
}

async fn unsent_mails_to_some_are_about_one_of_theirs_or_none(store: Store) {
    let (one, other, ids) = write(&store, |db| {
        let (one, other) = (rows::organisation(db, "one")?, rows::organisation(db, "other")?);
        queue(db, &mail("sent", "ann"))?;
        send_all(db)?;
        let parked = queue(db, &mail("parked", "ann"))?;
        park_all(db, at(1))?;
        let ids = [
            parked,
            queue(db, &about(one, "mine", "confirm"))?,
            queue(db, &about(other, "theirs", "confirm"))?,
            queue(db, &mail("to bob", "bob"))?,
            queue(db, &mail("to carl", "carl"))?,
        ];
        Ok((one, other, ids))
    })
    .await;
    let unsent = |recipients: &[&str], of: &[OrganisationId]| {
        let recipients: Vec<String> = recipients.iter().map(|&one| one.to_owned()).collect();
        let of = of.to_vec();
        read(&store, move |db| outbox::unsent_to(db, &recipients, &of))
    };
    let [parked, mine, theirs, to_bob, _] = ids;
    assert_eq!(each(unsent(&["ann", "bob"], &[one]).await, |one| one.id), [parked, mine, to_bob]);
    assert_eq!(each(unsent(&["ann"], &[one, other]).await, |one| one.id), [parked, mine, theirs]);
    assert_eq!(each(unsent(&["ann"], &[]).await, |one| one.id), [parked]);
    assert_eq!(each(unsent(&[], &[one]).await, |one| one.id), []);
}

async fn unsent_mails_of_what_begins_so_are_forgotten(store: Store) {
    write(&store, |db| {
        queue(db, &mail("sign:1:sent", "ann"))?;
        send_all(db)?;
        queue(db, &mail("sign:1:parked", "ann"))?;
        park_all(db, at(1))?;
        for event in ["sign:1:queued", "sign:10", "SIGN:1:other", "re:sign:1:"] {
            queue(db, &mail(event, "ann"))?;
        }
        outbox::forget_unsent(db, "sign:1:")
    })
    .await;
    let mut left = Vec::new();
    for event in ["sign:1:sent", "sign:1:parked", "sign:1:queued", "sign:10", "SIGN:1:other", "re:sign:1:"] {
        left.push(read(&store, move |db| outbox::has_event(db, event)).await);
    }
    assert_eq!(left, [true, false, false, true, true, true]);
}

async fn unsent_mails_about_some_submissions_are_forgotten_by_template(store: Store) {
    write(&store, |db| {
        let one = rows::signed(db, "one", EndorsementState::Submitted)?;
        let other = rows::signed(db, "other", EndorsementState::Submitted)?;
        queue(db, &about(one.organisation, "sent", "confirm"))?;
        send_all(db)?;
        queue(db, &about(one.organisation, "mine", "confirm"))?;
        queue(db, &about(one.organisation, "notice", "notice"))?;
        queue(db, &about(other.organisation, "theirs", "confirm"))?;
        queue(db, &mail("nobodys", "ann"))?;
        outbox::forget_about(db, &[one.endorsement], &["confirm", "other"])?;
        outbox::forget_about(db, &[], &["confirm"])
    })
    .await;
    let mut left = Vec::new();
    for event in ["sent", "mine", "notice", "theirs", "nobodys"] {
        left.push(read(&store, move |db| outbox::has_event(db, event)).await);
    }
    assert_eq!(left, [true, false, true, true, true]);
}

async fn a_template_was_used_about_an_organisation(store: Store) {
    let (one, other) = write(&store, |db| {
        let (one, other) = (rows::organisation(db, "one")?, rows::organisation(db, "other")?);
        queue(db, &about(one, "sent", "confirm"))?;
        queue(db, &mail("nobodys", "ann"))?;
        send_all(db)?;
        queue(db, &about(other, "waits", "notice"))?;
        Ok((one, other))
    })
    .await;
    let any = |of, template| read(&store, move |db| outbox::any_about(db, of, template));
    assert!(any(one, "confirm").await && any(other, "notice").await);
    assert!(!any(one, "notice").await && !any(other, "confirm").await);
}

async fn the_mails_of_an_event_are_told_by_where_they_stand(store: Store) {
    write(&store, |db| {
        queue(db, &mail("event", "ann"))?;
        send_all(db)?;
        queue(db, &mail("event", "bob"))?;
        queue(db, &mail("event", "carl"))?;
        queue(db, &mail("event:2", "carl"))
    })
    .await;
    let tally = |event| read(&store, move |db| outbox::tally(db, event));
    let mut told = tally("event").await;
    told.sort();
    let mut expected = [(MailState::Sent, 1), (MailState::Queued, 2)];
    expected.sort();
    assert_eq!(told, expected);
    assert_eq!(tally("none").await, []);
}

async fn the_newest_about_an_organisation_are_traced(store: Store) {
    let (one, other) = write(&store, |db| {
        let (one, other) = (rows::organisation(db, "one")?, rows::organisation(db, "other")?);
        queue(db, &about(one, "first", "confirm"))?;
        send_all(db)?;
        queue(db, &about(one, "second", "notice"))?;
        queue(db, &about(other, "theirs", "confirm"))?;
        Ok((one, other))
    })
    .await;
    let trace = |template: &str, state, sent_at| Trace {
        template: template.to_owned(),
        state,
        created_at: exactly(0),
        sent_at,
    };
    let sent = trace("confirm", MailState::Sent, Some(exactly(2)));
    let waits = trace("notice", MailState::Queued, None);
    let traces = |of, limit| read(&store, move |db| outbox::traces(db, of, limit));
    assert_eq!(traces(one, 9).await, [waits.clone(), sent]);
    assert_eq!(traces(one, 1).await, [waits]);
    assert_eq!(traces(other, 9).await, [trace("confirm", MailState::Queued, None)]);
}

async fn what_is_due_is_in_nobodys_hands(store: Store) {
    let due = |now| read(&store, move |db| outbox::any_due(db, now));
    assert!(!due(at(9)).await);
    write(&store, |db| queue(db, &mail("event", "ann"))).await;
    assert!(!due(at(0)).await && due(exactly(0)).await);
    write(&store, |db| outbox::claim(db, at(1), at(5), 9)).await;
    assert!(!due(at(5)).await && due(exactly(5)).await, "a claim that ran out is anybody's");
    write(&store, |db| park_all(db, at(6))).await;
    assert!(!due(at(99)).await, "what was given up is not due");
}
