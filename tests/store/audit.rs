//! The audit trail: what is written comes back, and is found by everything one can ask for.

use serde_json::json;
use tilsagn::domain::audit::{Actor, AuditAct};
use tilsagn::domain::ids::{RepresentativeId, StaffId};
use tilsagn::store::Store;
use tilsagn::store::audit::{self, Filter, Line, NewLine};

use crate::rows::write;
use crate::support::at;

on_both!(
    a_line_of_every_actor_comes_back_as_it_was,
    lines_are_found_by_everything_asked_for_at_once,
    pages_are_newest_first_and_say_how_many_there_are,
    the_history_of_a_subject_is_in_order,
    lines_before_another_are_read_newest_first,
    each_act_and_each_noun_is_known_once_in_order,
);

fn line(minutes: i64, actor: Actor, act: AuditAct, subject: i64) -> NewLine {
    NewLine {
        at: at(minutes),
        actor,
        act,
        subject_kind: "case",
        subject_id: Some(subject),
        detail: json!({ "from": "open", "æ": [1, null] }),
        request_id: Some("r1".to_owned()),
    }
}

async fn append(store: &Store, new: NewLine) {
    store.write(move |db| audit::append(db, &new)).await.unwrap();
}

async fn a_line_of_every_actor_comes_back_as_it_was(store: Store) {
    let actors = [
        Actor::Staff(StaffId(1)),
        Actor::Representative(RepresentativeId(1)),
        Actor::Operator,
        Actor::System,
        Actor::Anyone,
    ];
    for actor in actors {
        append(&store, line(0, actor, AuditAct::CasePublished, 3)).await;
        let filter = Filter { actor_kind: Some(actor.kind()), actor_id: actor.row(), ..Filter::default() };
        let page = store.read(move |db| audit::search(db, &filter, 1)).await.unwrap();
        assert_eq!(page.total, 1, "{actor:?}");
        let found = &page.lines[0];
        assert_eq!((found.actor, found.at, found.act.as_str()), (actor, at(0), "case.published"));
        assert_eq!((found.subject_kind.as_str(), found.subject_id), ("case", Some(3)));
        assert_eq!(found.detail, json!({ "from": "open", "æ": [1, null] }));
        assert_eq!(found.request_id.as_deref(), Some("r1"));
    }
    let bare =
        NewLine { subject_id: None, request_id: None, ..line(0, Actor::System, AuditAct::LogLinked, 0) };
    append(&store, bare).await;
    let filter = Filter { act: Some("log.linked".to_owned()), ..Filter::default() };
    let page = store.read(move |db| audit::search(db, &filter, 1)).await.unwrap();
    assert_eq!((page.lines[0].subject_id, page.lines[0].request_id.as_deref()), (None, None));
}

async fn lines_are_found_by_everything_asked_for_at_once(store: Store) {
    let bodil = Actor::Staff(StaffId(1));
    append(&store, line(10, bodil, AuditAct::CasePublished, 1)).await;
    append(&store, line(20, bodil, AuditAct::CaseDeclined, 1)).await;
    append(&store, line(30, bodil, AuditAct::CasePublished, 2)).await;
    append(&store, line(40, Actor::Staff(StaffId(2)), AuditAct::CasePublished, 1)).await;
    let count =
        async |filter: Filter| store.read(move |db| audit::search(db, &filter, 1)).await.unwrap().total;
    let all = Filter::default();
    assert_eq!(count(all.clone()).await, 4);
    assert_eq!(
        count(Filter { actor_kind: Some(bodil.kind()), actor_id: bodil.row(), ..all.clone() }).await,
        3
    );
    assert_eq!(count(Filter { act: Some("case.published".to_owned()), ..all.clone() }).await, 3);
    assert_eq!(count(Filter { subject_id: Some(1), ..all.clone() }).await, 3);
    assert_eq!(count(Filter { subject_kind: Some("staff".to_owned()), ..all.clone() }).await, 0);
    assert_eq!(count(Filter { from: Some(at(20)), to: Some(at(40)), ..all.clone() }).await, 2);
    let narrow = Filter {
        actor_kind: Some(bodil.kind()),
        actor_id: bodil.row(),
        act: Some("case.published".to_owned()),
        subject_kind: Some("case".to_owned()),
        subject_id: Some(1),
        from: Some(at(10)),
        to: Some(at(11)),
    };
    assert_eq!(count(narrow).await, 1);
}

async fn pages_are_newest_first_and_say_how_many_there_are(store: Store) {
    write(&store, |db| {
        for minute in 0..120 {
            audit::append(db, &line(minute, Actor::System, AuditAct::LogLinked, minute))?;
        }
        Ok(())
    })
    .await;
    let page = |number| store.read(move |db| audit::search(db, &Filter::default(), number));
    let first = page(1).await.unwrap();
    assert_eq!((first.total, first.lines.len(), first.lines[0].subject_id), (120, 50, Some(119)));
    let last = page(3).await.unwrap();
    assert_eq!((last.total, last.lines.len(), last.lines[19].subject_id), (120, 20, Some(0)));
    assert_eq!(page(4).await.unwrap().lines.len(), 0);
    assert_eq!(page(0).await.unwrap(), first);
}

async fn the_history_of_a_subject_is_in_order(store: Store) {
    append(&store, line(1, Actor::Anyone, AuditAct::CaseOpened, 1)).await;
    append(&store, line(2, Actor::System, AuditAct::CaseOpened, 2)).await;
    append(&store, line(3, Actor::System, AuditAct::CaseClosed, 1)).await;
    let lines = store.read(|db| audit::of_subject(db, "case", 1)).await.unwrap();
    let acts: Vec<&str> = lines.iter().map(|line| line.act.as_str()).collect();
    assert_eq!(acts, ["case.opened", "case.closed"]);
    assert!(store.read(|db| audit::of_subject(db, "staff", 1)).await.unwrap().is_empty());
}

async fn lines_before_another_are_read_newest_first(store: Store) {
    let (opened, closed) = (AuditAct::CaseOpened, AuditAct::CaseClosed);
    for (subject, act) in [(1, opened), (2, opened), (3, closed), (4, opened), (5, opened)] {
        append(&store, line(9 - subject, Actor::System, act, subject)).await;
    }
    let filter = Filter { act: Some(opened.code().to_owned()), ..Filter::default() };
    let before = |line, limit| {
        let filter = filter.clone();
        store.read(move |db| audit::before(db, &filter, line, limit))
    };
    let subjects = |lines: &[Line]| lines.iter().filter_map(|line| line.subject_id).collect::<Vec<_>>();
    let all = before(None, 9).await.unwrap();
    assert_eq!(subjects(&all), [5, 4, 2, 1]);
    assert_eq!(subjects(&before(Some(all[1].id), 9).await.unwrap()), [2, 1]);
    assert_eq!(subjects(&before(Some(all[0].id), 2).await.unwrap()), [4, 2]);
}

async fn each_act_and_each_noun_is_known_once_in_order(store: Store) {
    assert_eq!(store.read(audit::words).await.unwrap(), (vec![], vec![]));
    let (opened, closed) = (AuditAct::CaseOpened, AuditAct::CaseClosed);
    for (act, kind) in [(opened, "staff"), (closed, "staff"), (opened, "case")] {
        append(&store, NewLine { subject_kind: kind, ..line(0, Actor::System, act, 1) }).await;
    }
    let (acts, kinds) = store.read(audit::words).await.unwrap();
    assert_eq!((acts, kinds), (words(["case.closed", "case.opened"]), words(["case", "staff"])));
}

fn words(words: [&str; 2]) -> Vec<String> {
    words.map(str::to_owned).to_vec()
}
