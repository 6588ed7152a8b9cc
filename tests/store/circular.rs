//! Circulars: written, proposed, sent and ended by whoever has seen them; read by those who act for signatories and want them.

use std::slice::from_ref;

use tilsagn::domain::Result;
use tilsagn::domain::assurance::Level;
use tilsagn::domain::circular::{Audience, CircularKind, CircularState, Texts, Typed};
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::ids::{CircularId, StaffId};
use tilsagn::domain::locale::Locale;
use tilsagn::domain::organisation::Category;
use tilsagn::domain::visibility::Visibility;
use tilsagn::store::circular::{self, Circular, Reader};
use tilsagn::store::{Json, Store, endorsement, representative};

use crate::answers::{conflicts, is_missing, stands_otherwise};
use crate::rows::{self, WORDS, exactly, published, quoted, read, write};
use crate::support::{at, sql};

on_both!(
    a_circular_begins_empty_and_for_everybody,
    circulars_are_listed_newest_first,
    what_is_written_replaces_what_was_seen,
    a_circular_is_thrown_away_by_whoever_has_seen_it,
    a_circular_is_put_before_a_second_person_and_taken_back,
    sending_begins_once_and_ends_with_the_last_there_is_then,
    nobody_reads_where_nobody_acts,
    one_node_notes_how_far_it_came,
    sending_ends_once,
    those_who_act_for_the_published_read_in_the_order_of_their_ids,
    who_wants_none_who_left_and_who_is_not_published_reads_none,
    a_reader_comes_with_what_an_audience_asks,
    a_mailbox_is_taken_out_once_and_put_back,
);

/// Two that were begun, and who began them.
async fn two(store: &Store) -> (StaffId, Circular, Circular) {
    write(store, |db| {
        let by = rows::colleague(db, "bodil")?;
        let one = circular::insert(db, CircularKind::Stocktake, by, exactly(0))?;
        let other = circular::insert(db, CircularKind::Message, by, at(0))?;
        Ok((by, circular::find(db, one)?, circular::find(db, other)?))
    })
    .await
}

async fn find(store: &Store, id: CircularId) -> Circular {
    read(store, move |db| circular::find(db, id)).await
}

/// Begins to send what was seen, to so many.
async fn begin(store: &Store, seen: &Circular, recipients: i64) -> Result<()> {
    let seen = seen.clone();
    store.write(move |db| circular::begin(db, &seen, None, recipients, exactly(5))).await
}

fn texts() -> Texts {
    let typed = Typed { title: "Title".to_owned(), message: WORDS.to_owned() };
    Texts::from([(Locale::Danish, typed.clone()), (Locale::English, Typed { title: String::new(), ..typed })])
}

async fn a_circular_begins_empty_and_for_everybody(store: Store) {
    let (by, one, _) = two(&store).await;
    let begun = Circular {
        id: one.id,
        kind: CircularKind::Stocktake,
        state: CircularState::Draft,
        texts: Json(Texts::new()),
        audience: Json(Audience::default()),
        created_by: by,
        created_at: exactly(0),
        proposed_by: None,
        proposed_at: None,
        approved_by: None,
        began_at: None,
        ended_at: None,
        recipients: 0,
        last_reader: 0,
        reader: 0,
        revision: 1,
    };
    assert_eq!(find(&store, one.id).await, begun);
    assert!(is_missing(&store.read(|db| circular::find(db, CircularId(99))).await));
}

async fn circulars_are_listed_newest_first(store: Store) {
    let (_, one, other) = two(&store).await;
    let list = |limit| read(&store, move |db| circular::list(db, limit));
    assert_eq!(list(9).await, [other.clone(), one.clone()]);
    assert_eq!(list(1).await, from_ref(&other));
    assert_eq!(read(&store, circular::sending).await, []);
    begin(&store, &other, 1).await.unwrap();
    assert_eq!(read(&store, circular::sending).await, [find(&store, other.id).await]);
    begin(&store, &one, 1).await.unwrap();
    let both = [find(&store, one.id).await, find(&store, other.id).await];
    assert_eq!(read(&store, circular::sending).await, both);
}

async fn what_is_written_replaces_what_was_seen(store: Store) {
    let (_, one, other) = two(&store).await;
    let audience = Audience {
        categories: [Category::Media, Category::State].into(),
        countries: ["DK".to_owned()].into(),
        versions: [i64::MIN, i64::MAX].into(),
        levels: [Level::None].into(),
    };
    let replace = |texts| {
        let (seen, audience) = (one.clone(), audience.clone());
        store.write(move |db| circular::write(db, &seen, texts, audience))
    };
    replace(texts()).await.unwrap();
    assert!(conflicts(&replace(Texts::new()).await));
    let written =
        Circular { texts: Json(texts()), audience: Json(audience.clone()), revision: 2, ..one.clone() };
    assert_eq!(find(&store, one.id).await, written);
    assert_eq!(find(&store, other.id).await, other);
}

async fn a_circular_is_thrown_away_by_whoever_has_seen_it(store: Store) {
    let (_, one, other) = two(&store).await;
    let delete = |seen: Circular| store.write(move |db| circular::delete(db, &seen));
    assert!(conflicts(&delete(Circular { revision: 2, ..one.clone() }).await));
    delete(one.clone()).await.unwrap();
    assert!(conflicts(&delete(one).await));
    assert_eq!(read(&store, |db| circular::list(db, 9)).await, [other]);
}

async fn a_circular_is_put_before_a_second_person_and_taken_back(store: Store) {
    let (by, one, other) = two(&store).await;
    let propose = |seen: &Circular, by| {
        let seen = seen.clone();
        store.write(move |db| circular::propose(db, &seen, by, exactly(5)))
    };
    propose(&one, Some(by)).await.unwrap();
    assert!(conflicts(&propose(&one, Some(by)).await));
    let (state, proposed_by, proposed_at) = (CircularState::Proposed, Some(by), Some(exactly(5)));
    let proposed = Circular { state, proposed_by, proposed_at, revision: 2, ..one.clone() };
    assert_eq!(find(&store, one.id).await, proposed);
    assert!(stands_otherwise(&propose(&proposed, Some(by)).await));
    propose(&proposed, None).await.unwrap();
    assert_eq!(find(&store, one.id).await, Circular { revision: 3, ..one });
    assert_eq!(find(&store, other.id).await, other);
}

async fn sending_begins_once_and_ends_with_the_last_there_is_then(store: Store) {
    let (by, one, other) = two(&store).await;
    let last = write(&store, |db| {
        let of = rows::organisation(db, "one")?;
        rows::representative(db, of, "first")?;
        rows::representative(db, of, "last")
    })
    .await;
    let allow = || {
        let seen = one.clone();
        store.write(move |db| circular::begin(db, &seen, Some(by), i64::MAX, exactly(5)))
    };
    allow().await.unwrap();
    assert!(conflicts(&allow().await));
    let began = Circular {
        state: CircularState::Sending,
        approved_by: Some(by),
        began_at: Some(exactly(5)),
        recipients: i64::MAX,
        last_reader: last.0,
        revision: 2,
        ..one.clone()
    };
    assert_eq!(find(&store, one.id).await, began);
    assert_eq!(find(&store, other.id).await, other);
    assert!(stands_otherwise(&begin(&store, &began, 1).await));
}

async fn nobody_reads_where_nobody_acts(store: Store) {
    let (_, one, _) = two(&store).await;
    begin(&store, &one, 0).await.unwrap();
    let began = find(&store, one.id).await;
    assert_eq!((began.last_reader, began.approved_by), (0, None));
    assert!(read(&store, |db| circular::readers(db, (0, i64::MAX), 9)).await.is_empty());
}

async fn one_node_notes_how_far_it_came(store: Store) {
    let (_, one, other) = two(&store).await;
    let advance = |seen: &Circular, reader| {
        let seen = seen.clone();
        store.write(move |db| circular::advance(db, &seen, reader))
    };
    assert!(conflicts(&advance(&one, 5).await), "it is not being sent");
    begin(&store, &one, 1).await.unwrap();
    begin(&store, &other, 1).await.unwrap();
    let (seen, theirs) = (find(&store, one.id).await, find(&store, other.id).await);
    advance(&seen, 5).await.unwrap();
    assert!(conflicts(&advance(&seen, 6).await), "another node was faster");
    let there = Circular { reader: 5, ..seen };
    assert_eq!(find(&store, one.id).await, there);
    advance(&there, i64::MAX).await.unwrap();
    assert_eq!(find(&store, one.id).await.reader, i64::MAX);
    assert_eq!(find(&store, other.id).await, theirs);
}

async fn sending_ends_once(store: Store) {
    let (_, one, other) = two(&store).await;
    begin(&store, &one, 1).await.unwrap();
    begin(&store, &other, 1).await.unwrap();
    let (seen, theirs) = (find(&store, one.id).await, find(&store, other.id).await);
    let end = |state| {
        let seen = seen.clone();
        store.write(move |db| circular::end(db, &seen, state, exactly(9)))
    };
    assert!(stands_otherwise(&end(CircularState::Draft).await));
    end(CircularState::Stopped).await.unwrap();
    assert!(conflicts(&end(CircularState::Sent).await));
    let (state, ended_at) = (CircularState::Stopped, Some(exactly(9)));
    assert_eq!(find(&store, one.id).await, Circular { state, ended_at, revision: 3, ..seen.clone() });
    assert_eq!(find(&store, other.id).await, theirs);
}

/// The mailboxes of some readers.
fn mailboxes(found: Vec<Reader>) -> Vec<String> {
    found.into_iter().map(|one| one.mailbox).collect()
}

async fn those_who_act_for_the_published_read_in_the_order_of_their_ids(store: Store) {
    let ids = write(&store, |db| {
        let one = published(db, "a")?;
        let other = published(db, "b")?;
        let colleague = rows::representative(db, one.organisation, "c")?;
        Ok([one.representative.0, other.representative.0, colleague.0])
    })
    .await;
    let between = |range, limit| read(&store, move |db| circular::readers(db, range, limit));
    assert_eq!(mailboxes(between((0, ids[2]), 9).await), ["a", "b", "c"]);
    assert_eq!(mailboxes(between((0, i64::MAX), 2).await), ["a", "b"]);
    assert_eq!(mailboxes(between((ids[0], ids[1]), 9).await), ["b"]);
    assert_eq!(mailboxes(between((ids[2], i64::MAX), 9).await), [""; 0]);
}

async fn who_wants_none_who_left_and_who_is_not_published_reads_none(store: Store) {
    write(&store, |db| {
        for &state in EndorsementState::ALL {
            rows::signed(db, state.code(), state)?;
        }
        let (left, erased) = (published(db, "left")?, published(db, "erased")?);
        published(db, "silent")?;
        circular::opt_out(db, "silent", at(0))?;
        representative::remove(db, left.representative, at(0))?;
        rows::erased(db, erased.organisation)
    })
    .await;
    let all = || read(&store, |db| circular::readers(db, (0, i64::MAX), 99));
    assert_eq!(mailboxes(all().await), ["published"]);
    write(&store, |db| circular::opt_in(db, "silent")).await;
    assert_eq!(mailboxes(all().await), ["published", "silent"]);
}

async fn a_reader_comes_with_what_an_audience_asks(store: Store) {
    let signed = write(&store, |db| {
        let signed = published(db, "one")?;
        let seen = endorsement::find(db, signed.endorsement)?;
        endorsement::set_visibility(db, &seen, Visibility::Protected, None, at(0))?;
        Ok(signed)
    })
    .await;
    let reader = Reader {
        id: signed.representative,
        mailbox: "one".to_owned(),
        sealed: b"one".to_vec(),
        language: "da".to_owned(),
        organisation: signed.organisation,
        category: Category::Company,
        country: Some("DK".to_owned()),
        visibility: Visibility::Protected,
        version: Some(1),
    };
    assert_eq!(read(&store, |db| circular::readers(db, (0, i64::MAX), 9)).await, [reader]);
}

async fn a_mailbox_is_taken_out_once_and_put_back(store: Store) {
    let opt_out = |mailbox, now| write(&store, move |db| circular::opt_out(db, mailbox, now));
    let is_out = |mailbox| read(&store, move |db| circular::is_out(db, mailbox));
    assert!(!is_out("one").await);
    opt_out("one", exactly(0)).await;
    opt_out("one", at(9)).await;
    opt_out("other", at(0)).await;
    assert!(is_out("one").await && is_out("other").await);
    let first = format!("UPDATE circular_optouts SET since = since WHERE since = {}", quoted(exactly(0)));
    assert_eq!(write(&store, move |db| sql(db, &first)).await, 1, "it has been out since then");
    write(&store, |db| circular::opt_in(db, "one")).await;
    write(&store, |db| circular::opt_in(db, "none")).await;
    assert!(!is_out("one").await && is_out("other").await);
}
