//! What one colleague tells another about a Case: it waits for whom it is to, and ends once.

use tilsagn::domain::case::MessageKind;
use tilsagn::domain::ids::{CaseId, CaseMessageId, OrganisationId, StaffId};
use tilsagn::store::case_message::{self, Message};
use tilsagn::store::{Store, case};

use crate::answers::{conflicts, is_missing, stands_otherwise};
use crate::rows::{self, WORDS, exactly, read, write};
use crate::support::at;

on_both!(
    a_message_comes_back_as_it_was,
    one_question_waits_between_two_about_a_case,
    messages_about_a_case_are_listed_oldest_first,
    what_waits_for_a_colleague_is_listed_with_what_it_is_about,
    who_was_asked_answers_once,
    a_question_waits_from_one_to_the_other_until_it_ends,
    either_of_two_takes_a_question_back_once,
    questions_about_closed_cases_end,
    messages_about_some_cases_are_erased,
);

/// Two colleagues, and two Cases about two organisations.
#[derive(Clone, Copy)]
struct Desk {
    bodil: StaffId,
    asta: StaffId,
    one: CaseId,
    other: CaseId,
    of_other: OrganisationId,
}

async fn desk(store: &Store) -> Desk {
    write(store, |db| {
        let (of_one, of_other) = (rows::organisation(db, "one")?, rows::organisation(db, "other")?);
        Ok(Desk {
            bodil: rows::colleague(db, "bodil")?,
            asta: rows::colleague(db, "asta")?,
            one: rows::case(db, of_one)?,
            other: rows::case(db, of_other)?,
            of_other,
        })
    })
    .await
}

/// Sends one, and gives it as it stands.
async fn send(
    store: &Store,
    about: (CaseId, MessageKind),
    people: (StaffId, StaffId),
    text: &'static str,
) -> Message {
    let sent = write(store, move |db| {
        case_message::insert(db, about, people, text, exactly(0))?;
        case_message::of_case(db, about.0)
    });
    sent.await.pop().unwrap()
}

/// What Bodil asks Asta about the first Case.
async fn asked(store: &Store, desk: &Desk) -> Message {
    send(store, (desk.one, MessageKind::Opinion), (desk.bodil, desk.asta), "?").await
}

async fn find(store: &Store, id: CaseMessageId) -> Message {
    read(store, move |db| case_message::find(db, id)).await
}

async fn a_message_comes_back_as_it_was(store: Store) {
    let desk = desk(&store).await;
    let sent = send(&store, (desk.one, MessageKind::TakenOver), (desk.bodil, desk.asta), WORDS).await;
    let kept = Message {
        id: sent.id,
        case_id: desk.one,
        kind: MessageKind::TakenOver,
        from: desk.bodil,
        to: desk.asta,
        text: WORDS.to_owned(),
        created_at: exactly(0),
        answer: None,
        answered_at: None,
    };
    assert_eq!((find(&store, sent.id).await, sent), (kept.clone(), kept));
    assert!(is_missing(&store.read(|db| case_message::find(db, CaseMessageId(99))).await));
}

async fn one_question_waits_between_two_about_a_case(store: Store) {
    let Desk { bodil, asta, one, other, .. } = desk(&store).await;
    let ask = |case, kind, people| {
        store.write(move |db| case_message::insert(db, (case, kind), people, "?", at(0)))
    };
    ask(one, MessageKind::Opinion, (bodil, asta)).await.unwrap();
    assert!(conflicts(&ask(one, MessageKind::Opinion, (bodil, asta)).await));
    ask(one, MessageKind::Opinion, (asta, bodil)).await.unwrap();
    ask(other, MessageKind::Opinion, (bodil, asta)).await.unwrap();
    ask(one, MessageKind::TakenOver, (bodil, asta)).await.unwrap();
    ask(one, MessageKind::TakenOver, (bodil, asta)).await.unwrap();
}

async fn messages_about_a_case_are_listed_oldest_first(store: Store) {
    let desk = desk(&store).await;
    let taken_over = (desk.one, MessageKind::TakenOver);
    let first = send(&store, taken_over, (desk.bodil, desk.asta), "first").await;
    send(&store, (desk.other, MessageKind::TakenOver), (desk.bodil, desk.asta), "other").await;
    let second = send(&store, taken_over, (desk.asta, desk.bodil), "second").await;
    let one = desk.one;
    assert_eq!(read(&store, move |db| case_message::of_case(db, one)).await, [first, second]);
}

async fn what_waits_for_a_colleague_is_listed_with_what_it_is_about(store: Store) {
    let desk = desk(&store).await;
    let people = (desk.bodil, desk.asta);
    let theirs = send(&store, (desk.other, MessageKind::TakenOver), people, "taken").await;
    send(&store, (desk.one, MessageKind::Opinion), (desk.asta, desk.bodil), "to Bodil").await;
    let ended = asked(&store, &desk).await;
    let (id, asta) = (ended.id, desk.asta);
    write(&store, move |db| case_message::answer(db, (id, asta), None, at(1))).await;
    let mine = asked(&store, &desk).await;
    let mut listed = Vec::new();
    for (message, number, about) in read(&store, move |db| case_message::waiting(db, asta)).await {
        listed.push((message, number, about.id, about.name));
    }
    let other = desk.other;
    let second = read(&store, move |db| case::find(db, other)).await;
    assert_eq!((listed.len(), listed[1].0.clone()), (2, mine));
    assert_eq!(listed.remove(0), (theirs, second.number, desk.of_other, "other".to_owned()));
}

async fn who_was_asked_answers_once(store: Store) {
    let desk = desk(&store).await;
    let question = asked(&store, &desk).await;
    let other = send(&store, (desk.other, MessageKind::Opinion), (desk.bodil, desk.asta), "?").await;
    let id = question.id;
    let answer = |by, words, now| store.write(move |db| case_message::answer(db, (id, by), words, now));
    assert!(stands_otherwise(&answer(desk.bodil, Some("mine"), at(4)).await), "it is not to her");
    answer(desk.asta, Some(WORDS), exactly(5)).await.unwrap();
    assert!(stands_otherwise(&answer(desk.asta, Some("second"), at(6)).await));
    let (answer, answered_at) = (Some(WORDS.to_owned()), Some(exactly(5)));
    assert_eq!(find(&store, id).await, Message { answer, answered_at, ..question });
    assert_eq!(find(&store, other.id).await, other);
}

async fn a_question_waits_from_one_to_the_other_until_it_ends(store: Store) {
    let desk = desk(&store).await;
    let Desk { bodil, asta, one, other, .. } = desk;
    let waits = |case, people| read(&store, move |db| case_message::waits(db, case, people));
    send(&store, (one, MessageKind::TakenOver), (bodil, asta), "taken").await;
    assert!(!waits(one, (bodil, asta)).await);
    let question = asked(&store, &desk).await;
    assert!(waits(one, (bodil, asta)).await);
    assert!(!waits(one, (asta, bodil)).await && !waits(other, (bodil, asta)).await);
    assert!(!waits(one, (bodil, bodil)).await && !waits(one, (asta, asta)).await);
    write(&store, move |db| case_message::answer(db, (question.id, asta), Some("yes"), at(1))).await;
    assert!(!waits(one, (bodil, asta)).await);
}

async fn either_of_two_takes_a_question_back_once(store: Store) {
    let desk = desk(&store).await;
    let carl = write(&store, |db| rows::colleague(db, "carl")).await;
    let take_back = |id, by, now| store.write(move |db| case_message::take_back(db, (id, by), now));
    let note = send(&store, (desk.one, MessageKind::TakenOver), (desk.bodil, desk.asta), "taken").await;
    assert!(stands_otherwise(&take_back(note.id, desk.bodil, at(5)).await), "it is no question");
    for by in [desk.bodil, desk.asta] {
        let question = asked(&store, &desk).await;
        assert!(stands_otherwise(&take_back(question.id, carl, at(5)).await));
        take_back(question.id, by, exactly(5)).await.unwrap();
        assert!(stands_otherwise(&take_back(question.id, by, at(6)).await));
        let ended = Message { answered_at: Some(exactly(5)), ..question };
        assert_eq!(find(&store, ended.id).await, ended);
    }
    assert_eq!(find(&store, note.id).await, note);
}

async fn questions_about_closed_cases_end(store: Store) {
    let desk = desk(&store).await;
    let (people, back) = ((desk.bodil, desk.asta), (desk.asta, desk.bodil));
    let answered = asked(&store, &desk).await;
    let (id, asta, one) = (answered.id, desk.asta, desk.one);
    write(&store, move |db| case_message::answer(db, (id, asta), Some("yes"), at(1))).await;
    let waits = asked(&store, &desk).await;
    let note = send(&store, (one, MessageKind::TakenOver), back, "taken").await;
    let theirs = send(&store, (desk.other, MessageKind::Opinion), people, "?").await;
    let answered = find(&store, id).await;
    write(&store, move |db| {
        case_message::end_of(db, &[one], exactly(5))?;
        case_message::end_of(db, &[], at(6))
    })
    .await;
    let ended = Message { answered_at: Some(exactly(5)), ..waits };
    assert_eq!(read(&store, move |db| case_message::of_case(db, one)).await, [answered, ended, note]);
    assert_eq!(find(&store, theirs.id).await, theirs);
}

async fn messages_about_some_cases_are_erased(store: Store) {
    let desk = desk(&store).await;
    asked(&store, &desk).await;
    let theirs = send(&store, (desk.other, MessageKind::Opinion), (desk.bodil, desk.asta), "?").await;
    let (one, other) = (desk.one, desk.other);
    let left = write(&store, move |db| {
        case_message::erase_of(db, &[one])?;
        case_message::erase_of(db, &[])?;
        Ok((case_message::of_case(db, one)?, case_message::of_case(db, other)?))
    })
    .await;
    assert_eq!(left, (vec![], vec![theirs]));
}
