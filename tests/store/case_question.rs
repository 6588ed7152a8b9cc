//! What staff wrote to an organisation in a Case.

use tilsagn::domain::case::Decision;
use tilsagn::domain::ids::{CaseId, StaffId};
use tilsagn::store::Store;
use tilsagn::store::case_question::{self, Question};

use crate::rows::{self, BYTES, exactly, read, write};
use crate::support::{at, sql};

on_both!(
    what_was_written_comes_back_as_it_was_oldest_first,
    what_was_asked_last_is_no_refusal,
    what_was_written_in_some_cases_is_erased,
);

fn asked(by: StaffId, minutes: i64) -> Question {
    Question {
        staff_id: by,
        reason: Some("not_plain".to_owned()),
        sealed: BYTES.to_vec(),
        created_at: exactly(minutes),
        decision: Decision::Ask,
    }
}

fn declined(by: StaffId) -> Question {
    Question { reason: None, sealed: Vec::new(), decision: Decision::Decline, ..asked(by, 0) }
}

/// Two Cases and a colleague. In the first Case she asked at five, and declined; in the other she asked twice.
async fn two(store: &Store) -> (StaffId, CaseId, CaseId) {
    write(store, |db| {
        let (by, of) = (rows::colleague(db, "bodil")?, rows::organisation(db, "one")?);
        let (one, other) = (rows::case(db, of)?, rows::case(db, of)?);
        for (case, question) in
            [(one, asked(by, 5)), (one, declined(by)), (other, asked(by, 1)), (other, asked(by, 0))]
        {
            case_question::insert(db, case, &question)?;
        }
        Ok((by, one, other))
    })
    .await
}

async fn written(store: &Store, case: CaseId) -> Vec<Question> {
    read(store, move |db| case_question::of_case(db, case)).await
}

async fn what_was_written_comes_back_as_it_was_oldest_first(store: Store) {
    let (by, one, other) = two(&store).await;
    assert_eq!(written(&store, one).await, [asked(by, 5), declined(by)]);
    assert_eq!(written(&store, other).await, [asked(by, 1), asked(by, 0)]);
    assert_eq!(written(&store, CaseId(99)).await, []);
}

async fn what_was_asked_last_is_no_refusal(store: Store) {
    let (by, one, other) = two(&store).await;
    let last = |case| read(&store, move |db| case_question::last_of(db, case));
    let (first, newest) = (last(one).await.unwrap(), last(other).await.unwrap());
    let asks = format!("reason = reason WHERE id = {first} AND decision = 'ask'");
    let asks = format!("UPDATE case_questions SET {asks}");
    assert_eq!(write(&store, move |db| sql(db, &asks)).await, 1, "the refusal came behind it");
    write(&store, move |db| case_question::insert(db, one, &Question { created_at: at(0), ..asked(by, 0) }))
        .await;
    assert!(last(one).await > Some(newest), "it is not the latest that was written last");
    assert_eq!(last(other).await, Some(newest));
    assert_eq!(last(CaseId(99)).await, None);
}

async fn what_was_written_in_some_cases_is_erased(store: Store) {
    let (_, one, other) = two(&store).await;
    let theirs = written(&store, other).await;
    write(&store, move |db| {
        case_question::erase_of(db, &[one])?;
        case_question::erase_of(db, &[])
    })
    .await;
    assert_eq!((written(&store, one).await, written(&store, other).await), (vec![], theirs));
}
