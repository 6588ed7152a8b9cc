//! What is noted in Cases, and that a Case of somebody who is erased says nothing of them any more.

use tilsagn::domain::Result;
use tilsagn::domain::case::{CaseState, Decision, MailboxKind, MessageKind};
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::ids::{CaseId, StaffId};
use tilsagn::store::case::{self, Marks, Note};
use tilsagn::store::case_question::Question;
use tilsagn::store::{Db, Store, case_message, case_question, case_reply};

use crate::rows::{self, BYTES, Signed, WORDS, exactly, read, write};
use crate::support::at;

on_both!(
    notes_are_listed_oldest_first_with_their_writers,
    a_note_is_known_by_its_writer_its_words_and_its_time,
    one_note_is_kept_in_other_words,
    what_the_cases_of_one_organisation_say_of_it_is_forgotten,
);

struct Noted {
    bodil: StaffId,
    asta: StaffId,
    one: CaseId,
    other: CaseId,
}

/// Two Cases. In the first Bodil noted something at five, and Asta before that; in the other Bodil the same.
async fn noted(store: &Store) -> Noted {
    write(store, |db| {
        let (bodil, asta) = (rows::colleague(db, "bodil")?, rows::colleague(db, "asta")?);
        let of = rows::organisation(db, "one")?;
        let (one, other) = (rows::case(db, of)?, rows::case(db, of)?);
        case::add_note(db, one, bodil, WORDS, exactly(5))?;
        case::add_note(db, one, asta, "second", at(4))?;
        case::add_note(db, other, bodil, WORDS, at(6))?;
        Ok(Noted { bodil, asta, one, other })
    })
    .await
}

async fn notes_are_listed_oldest_first_with_their_writers(store: Store) {
    let Noted { one, other, .. } = noted(&store).await;
    let note =
        |text: &str, by: &str, created_at| Note { text: text.to_owned(), by: by.to_owned(), created_at };
    let notes = |of| read(&store, move |db| case::notes(db, of));
    assert_eq!(notes(one).await, [note(WORDS, "bodil", exactly(5)), note("second", "asta", at(4))]);
    assert_eq!(notes(other).await, [note(WORDS, "bodil", at(6))]);
    assert_eq!(notes(CaseId(99)).await, []);
}

async fn a_note_is_known_by_its_writer_its_words_and_its_time(store: Store) {
    let Noted { bodil, asta, one, other } = noted(&store).await;
    let has = |of, by, text, since| read(&store, move |db| case::has_note(db, of, (by, text), since));
    assert!(has(one, bodil, WORDS, exactly(5)).await);
    assert!(!has(one, bodil, WORDS, at(6)).await && has(other, bodil, WORDS, at(6)).await);
    assert!(!has(one, asta, WORDS, at(0)).await && has(one, asta, "second", at(0)).await);
    assert!(!has(one, bodil, "second", at(0)).await && !has(other, asta, "second", at(0)).await);
}

async fn one_note_is_kept_in_other_words(store: Store) {
    let Noted { one, other, .. } = noted(&store).await;
    let texts = |of| read(&store, move |db| case::note_texts(db, of));
    let (before, theirs) = (texts(one).await, texts(other).await);
    let id = before[0].0;
    write(&store, move |db| case::set_note(db, id, "in other words")).await;
    assert_eq!(texts(one).await, [(id, "in other words".to_owned()), before[1].clone()]);
    assert_eq!((texts(other).await, theirs[0].1.as_str()), (theirs.clone(), WORDS));
}

/// A Case about a signatory that says all that one can: words, notes, messages, questions, answers, a decision that waits.
fn full(db: &mut Db, name: &str, (from, to): (StaffId, StaffId)) -> Result<(Signed, CaseId)> {
    let signed = rows::signed(db, name, EndorsementState::Published)?;
    let id = rows::case(db, signed.organisation)?;
    let seen = case::find(db, id)?;
    case::propose(db, &seen, WORDS, from, at(1))?;
    case::mark(db, id, Marks { mailbox: MailboxKind::Own, flagged: true, held: false })?;
    case::add_note(db, id, from, WORDS, at(1))?;
    case_message::insert(db, (id, MessageKind::Opinion), (from, to), WORDS, at(1))?;
    let (sealed, decision) = (BYTES.to_vec(), Decision::Ask);
    let question = Question { staff_id: from, reason: None, sealed, created_at: at(1), decision };
    case_question::insert(db, id, &question)?;
    case_reply::insert(db, id, signed.representative, (BYTES, None), at(1))?;
    Ok((signed, id))
}

/// How many notes, messages, questions and answers a Case has; how it is found, what is proposed, whether it is flagged and compared.
type Said = ([usize; 4], String, Option<String>, bool, bool);

fn said(db: &mut Db, id: CaseId) -> Result<Said> {
    let found = case::find(db, id)?;
    let counted = [
        case::notes(db, id)?.len(),
        case_message::of_case(db, id)?.len(),
        case_question::of_case(db, id)?.len(),
        case_reply::of_case(db, id)?.len(),
    ];
    Ok((counted, found.search_key, found.proposal, found.flagged, found.compared))
}

async fn what_the_cases_of_one_organisation_say_of_it_is_forgotten(store: Store) {
    let (one, other) = write(&store, |db| {
        let people = (rows::colleague(db, "bodil")?, rows::colleague(db, "asta")?);
        let ((signed, one), (_, other)) = (full(db, "one", people)?, full(db, "other", people)?);
        case::erase_of(db, signed.organisation)?;
        Ok((one, other))
    })
    .await;
    let said = |id| read(&store, move |db| said(db, id));
    assert_eq!(said(one).await, ([0; 4], String::new(), None, false, true));
    assert_eq!(said(other).await, ([1; 4], "words".to_owned(), Some(WORDS.to_owned()), true, false));
    let stays = read(&store, move |db| case::find(db, one)).await;
    assert_eq!((stays.state, stays.number, stays.revision), (CaseState::Second, 1, 2));
}
