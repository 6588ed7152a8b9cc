//! The Call: one version is prepared at a time, each gets the next number, and its texts stand as they were written.

use tilsagn::domain::call::{Authority, ChangeKind, VersionState};
use tilsagn::domain::ids::VersionId;
use tilsagn::domain::{Error, Result};
use tilsagn::store::call::{self, NewText, Text, Version};
use tilsagn::store::{Db, Store};

use crate::answers::{conflicts, each, is_missing, one_alone};
use crate::rows::{self, WORDS, exactly, read, write};
use crate::support::{at, together};

on_both!(
    a_version_begins_as_a_draft_without_a_number,
    one_version_is_begun_by_twenty_at_once,
    texts_come_back_as_they_were_the_authentic_one_first,
    a_language_stands_once_in_a_version,
    texts_are_replaced_in_what_is_prepared_alone,
    the_kind_of_what_is_prepared_changes_and_of_nothing_published,
    a_draft_is_forgotten_with_its_texts_by_whoever_has_seen_it,
    what_is_proposed_or_published_is_not_forgotten,
    a_second_person_is_asked_and_no_more,
    the_published_get_one_number_after_the_other,
    a_version_is_published_once,
);

fn text(of: VersionId, language: &str, authority: Authority) -> NewText {
    NewText {
        version_id: of,
        language: language.to_owned(),
        authority,
        markdown: format!("# {language}\n\n{WORDS}"),
        sha256: "0f".repeat(32),
        follows: (authority != Authority::Authentic).then(|| "f0".repeat(32)),
    }
}

/// A version that is published, and one that is prepared; each with a text.
async fn two(store: &Store) -> (Version, Version) {
    write(store, |db| {
        let first = rows::version(db)?;
        let draft = call::insert(db, ChangeKind::Editorial, exactly(1))?;
        let texts = [text(draft, "en", Authority::Authentic)];
        call::replace_texts(db, draft, &texts)?;
        Ok((call::find(db, first)?, call::find(db, draft)?))
    })
    .await
}

async fn find(store: &Store, id: VersionId) -> Version {
    read(store, move |db| call::find(db, id)).await
}

async fn languages(store: &Store, of: VersionId) -> Vec<String> {
    let texts = read(store, move |db| call::texts(db, of)).await;
    texts.into_iter().map(|text| text.language).collect()
}

async fn a_version_begins_as_a_draft_without_a_number(store: Store) {
    let id = write(&store, |db| call::insert(db, ChangeKind::Substantive, exactly(0))).await;
    let begun = Version {
        id,
        number: None,
        change_kind: ChangeKind::Substantive,
        state: VersionState::Draft,
        proposed_by: None,
        proposed_at: None,
        published_by: None,
        published_at: None,
        created_at: exactly(0),
        revision: 1,
    };
    assert_eq!(find(&store, id).await, begun);
    assert!(is_missing(&store.read(|db| call::find(db, VersionId(99))).await));
}

async fn one_version_is_begun_by_twenty_at_once(store: Store) {
    assert_eq!(read(&store, call::in_preparation).await, None);
    let begin = |_| store.write(|db| call::insert(db, ChangeKind::Editorial, at(2)));
    let id = one_alone(together(20, begin).await);
    let draft = find(&store, id).await;
    assert_eq!(read(&store, call::in_preparation).await, Some(draft.clone()));
    write(&store, move |db| call::publish(db, &draft, None, at(3))).await;
    assert_eq!(read(&store, call::in_preparation).await, None);
    let next = begin(0).await.unwrap();
    assert_eq!(each(read(&store, call::all).await, |one| one.id), [next, id]);
}

async fn texts_come_back_as_they_were_the_authentic_one_first(store: Store) {
    let (first, draft) = two(&store).await;
    let (of, published) = (draft.id, first.id);
    write(&store, move |db| {
        let texts = [
            text(of, "aa", Authority::Courtesy),
            text(of, "nb", Authority::Authentic),
            text(of, "da", Authority::Authentic),
        ];
        call::replace_texts(db, of, &texts)
    })
    .await;
    let found = read(&store, move |db| call::texts(db, of)).await;
    let expected = |language, authority| text(of, language, authority);
    let expected = [
        expected("da", Authority::Authentic),
        expected("nb", Authority::Authentic),
        expected("aa", Authority::Courtesy),
    ];
    let kept = found.iter().zip(expected).map(|(found, new)| Text {
        id: found.id,
        version_id: new.version_id,
        language: new.language,
        authority: new.authority,
        markdown: new.markdown,
        sha256: new.sha256,
        follows: new.follows,
    });
    assert_eq!(found, kept.collect::<Vec<_>>());
    assert_eq!(found.len(), 3);
    assert_eq!(languages(&store, published).await, [""; 0]);
}

async fn a_language_stands_once_in_a_version(store: Store) {
    let (_, draft) = two(&store).await;
    let of = draft.id;
    let twice = [text(of, "da", Authority::Authentic), text(of, "da", Authority::Official)];
    assert!(conflicts(&store.write(move |db| call::replace_texts(db, of, &twice)).await));
    assert_eq!(languages(&store, of).await, ["en"], "nothing of it was kept");
}

/// Publishes what is prepared, and begins another version with a text in Danish.
fn go_on(db: &mut Db) -> Result<(VersionId, VersionId)> {
    let prepared = call::in_preparation(db)?.ok_or(Error::NotFound)?;
    call::publish(db, &prepared, None, at(2))?;
    let next = call::insert(db, ChangeKind::Substantive, at(3))?;
    call::replace_texts(db, next, &[text(next, "da", Authority::Authentic)])?;
    Ok((prepared.id, next))
}

async fn texts_are_replaced_in_what_is_prepared_alone(store: Store) {
    two(&store).await;
    let (published, next) = write(&store, go_on).await;
    let replace = |of| {
        let texts = [text(of, "nb", Authority::Authentic)];
        store.write(move |db| call::replace_texts(db, of, &texts))
    };
    let before = find(&store, published).await;
    assert!(conflicts(&replace(published).await) && conflicts(&replace(VersionId(99)).await));
    replace(next).await.unwrap();
    assert_eq!((languages(&store, published).await, languages(&store, next).await), (en(), nb()));
    assert_eq!((find(&store, published).await, find(&store, next).await.revision), (before, 3));
}

fn en() -> Vec<String> {
    vec!["en".to_owned()]
}

fn nb() -> Vec<String> {
    vec!["nb".to_owned()]
}

async fn the_kind_of_what_is_prepared_changes_and_of_nothing_published(store: Store) {
    let (first, draft) = two(&store).await;
    for id in [first.id, draft.id] {
        write(&store, move |db| call::set_kind(db, id, ChangeKind::Substantive)).await;
    }
    assert_eq!(find(&store, first.id).await, first);
    let revision = draft.revision + 1;
    let changed = Version { change_kind: ChangeKind::Substantive, revision, ..draft };
    assert_eq!(find(&store, changed.id).await, changed);
}

async fn a_draft_is_forgotten_with_its_texts_by_whoever_has_seen_it(store: Store) {
    let (first, draft) = two(&store).await;
    let discard = |seen: Version| store.write(move |db| call::discard(db, &seen));
    assert!(conflicts(&discard(Version { revision: draft.revision - 1, ..draft.clone() }).await));
    assert_eq!(languages(&store, draft.id).await, ["en"]);
    discard(draft.clone()).await.unwrap();
    assert_eq!(read(&store, call::all).await, [first]);
    assert_eq!(languages(&store, draft.id).await, [""; 0]);
    assert!(conflicts(&discard(draft).await));
}

async fn what_is_proposed_or_published_is_not_forgotten(store: Store) {
    let (_, draft) = two(&store).await;
    let discard = |seen: Version| store.write(move |db| call::discard(db, &seen));
    let (seen, id) = (draft.clone(), draft.id);
    write(&store, move |db| {
        let by = rows::colleague(db, "bodil")?;
        call::propose(db, &seen, Some(by), at(2))
    })
    .await;
    assert!(conflicts(&discard(find(&store, id).await).await));
    write(&store, go_on).await;
    assert!(conflicts(&discard(find(&store, id).await).await));
    assert_eq!(languages(&store, id).await, ["en"]);
}

async fn a_second_person_is_asked_and_no_more(store: Store) {
    let (first, draft) = two(&store).await;
    let by = write(&store, |db| rows::colleague(db, "bodil")).await;
    let propose = |seen: Version, by| store.write(move |db| call::propose(db, &seen, by, exactly(5)));
    propose(draft.clone(), Some(by)).await.unwrap();
    assert!(conflicts(&propose(draft.clone(), Some(by)).await));
    let proposed = find(&store, draft.id).await;
    let (state, revision) = (VersionState::Proposed, draft.revision + 1);
    let asked =
        Version { state, proposed_by: Some(by), proposed_at: Some(exactly(5)), revision, ..draft.clone() };
    assert_eq!(proposed, asked);
    assert_eq!(read(&store, call::in_preparation).await, Some(asked));
    propose(proposed, None).await.unwrap();
    let revision = draft.revision + 2;
    assert_eq!(find(&store, draft.id).await, Version { revision, ..draft });
    assert_eq!(find(&store, first.id).await, first);
}

async fn the_published_get_one_number_after_the_other(store: Store) {
    assert_eq!(read(&store, call::current).await, None);
    let (first, draft) = two(&store).await;
    assert_eq!((first.number, read(&store, call::current).await), (Some(1), Some(first.clone())));
    let seen = draft.clone();
    let (by, number) = write(&store, move |db| {
        let by = rows::colleague(db, "bodil")?;
        Ok((by, call::publish(db, &seen, Some(by), exactly(5))?))
    })
    .await;
    let published = Version {
        state: VersionState::Published,
        number: Some(2),
        published_by: Some(by),
        published_at: Some(exactly(5)),
        revision: draft.revision + 1,
        ..draft
    };
    assert_eq!((number, read(&store, call::current).await), (2, Some(published)));
    assert_eq!((find(&store, first.id).await, read(&store, call::in_preparation).await), (first, None));
}

async fn a_version_is_published_once(store: Store) {
    let (_, draft) = two(&store).await;
    let publish = |seen: Version| store.write(move |db| call::publish(db, &seen, None, at(5)));
    assert_eq!(publish(draft.clone()).await.unwrap(), 2);
    assert!(conflicts(&publish(draft).await));
    assert_eq!(read(&store, call::all).await.len(), 2);
}
