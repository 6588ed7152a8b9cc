//! The audit trail: lines are added and read, never changed or deleted (triggers hold that).
//!
//! A line names people and organisations by id only.

use diesel::prelude::*;
use serde_json::Value;

use super::db::MultiBackend;
use super::schema::audit_lines;
use super::{Db, Json};
use crate::domain::audit::{Actor, ActorKind, AuditAct};
use crate::domain::ids::AuditLineId;
use crate::domain::{Error, Moment, Result, limits};

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub id: AuditLineId,
    pub at: Moment,
    pub actor: Actor,
    /// The code of what was done. One from an older database may be no [`AuditAct`] of today.
    pub act: String,
    /// The noun that it was done to, for example `case`.
    pub subject_kind: String,
    pub subject_id: Option<i64>,
    pub detail: Value,
    /// The request in whose course it was done.
    pub request_id: Option<String>,
}

impl Line {
    /// Whether this is what was done.
    pub fn tells_of(&self, act: AuditAct) -> bool {
        self.act == act.code()
    }
}

/// What is needed to add a line.
#[derive(Debug, Clone)]
pub struct NewLine {
    pub at: Moment,
    pub actor: Actor,
    pub act: AuditAct,
    pub subject_kind: &'static str,
    pub subject_id: Option<i64>,
    pub detail: Value,
    pub request_id: Option<String>,
}

/// Which lines to show. Everything that is given must fit.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub actor_kind: Option<ActorKind>,
    pub actor_id: Option<i64>,
    /// The code of what was done.
    pub act: Option<String>,
    pub subject_kind: Option<String>,
    pub subject_id: Option<i64>,
    /// From this moment on.
    pub from: Option<Moment>,
    /// Before this moment.
    pub to: Option<Moment>,
}

/// One page of lines, newest first, and how many there are on all pages.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    pub lines: Vec<Line>,
    pub total: i64,
}

/// Adds a line.
pub fn append(db: &mut Db, new: &NewLine) -> Result<AuditLineId> {
    let id = diesel::insert_into(audit_lines::table)
        .values((
            audit_lines::at.eq(new.at),
            audit_lines::actor_kind.eq(new.actor.kind()),
            audit_lines::actor_id.eq(new.actor.row()),
            audit_lines::act.eq(new.act.code()),
            audit_lines::subject_kind.eq(new.subject_kind),
            audit_lines::subject_id.eq(new.subject_id),
            audit_lines::detail.eq(Json(new.detail.clone())),
            audit_lines::request_id.eq(&new.request_id),
        ))
        .returning(audit_lines::id)
        .get_result(db)?;
    Ok(id)
}

/// A page of the lines that fit, newest first. Pages count from 1 and hold `limits::AUDIT_PAGE`.
pub fn search(db: &mut Db, filter: &Filter, page: u32) -> Result<Page> {
    let total = fitting(filter).count().get_result(db)?;
    let rows: Vec<Row> = fitting(filter)
        .order(audit_lines::id.desc())
        .limit(limits::AUDIT_PAGE)
        .offset(i64::from(page.saturating_sub(1)) * limits::AUDIT_PAGE)
        .load(db)?;
    Ok(Page { lines: rows.into_iter().map(line).collect::<Result<_>>()?, total })
}

/// The lines that fit, newest first: those before a line, or from the newest on.
pub fn before(db: &mut Db, filter: &Filter, line_id: Option<AuditLineId>, limit: i64) -> Result<Vec<Line>> {
    let mut query = fitting(filter);
    if let Some(id) = line_id {
        query = query.filter(audit_lines::id.lt(id));
    }
    let rows: Vec<Row> = query.order(audit_lines::id.desc()).limit(limit).load(db)?;
    rows.into_iter().map(line).collect()
}

/// Every act and every noun that the trail knows, in order.
pub fn words(db: &mut Db) -> Result<(Vec<String>, Vec<String>)> {
    let acts = audit_lines::table.select(audit_lines::act).distinct().order(audit_lines::act).load(db)?;
    let kinds = audit_lines::table.select(audit_lines::subject_kind).distinct();
    Ok((acts, kinds.order(audit_lines::subject_kind).load(db)?))
}

/// Everything that was done to one thing, in the order in which it was done.
pub fn of_subject(db: &mut Db, kind: &str, id: i64) -> Result<Vec<Line>> {
    let rows: Vec<Row> = audit_lines::table
        .filter(audit_lines::subject_kind.eq(kind).and(audit_lines::subject_id.eq(id)))
        .order(audit_lines::id)
        .load(db)?;
    rows.into_iter().map(line).collect()
}

fn fitting(filter: &Filter) -> audit_lines::BoxedQuery<'_, MultiBackend> {
    let mut query = audit_lines::table.into_boxed();
    if let Some(kind) = filter.actor_kind {
        query = query.filter(audit_lines::actor_kind.eq(kind));
    }
    if let Some(row) = filter.actor_id {
        query = query.filter(audit_lines::actor_id.eq(row));
    }
    if let Some(act) = &filter.act {
        query = query.filter(audit_lines::act.eq(act));
    }
    if let Some(kind) = &filter.subject_kind {
        query = query.filter(audit_lines::subject_kind.eq(kind));
    }
    if let Some(id) = filter.subject_id {
        query = query.filter(audit_lines::subject_id.eq(id));
    }
    if let Some(from) = filter.from {
        query = query.filter(audit_lines::at.ge(from));
    }
    if let Some(to) = filter.to {
        query = query.filter(audit_lines::at.lt(to));
    }
    query
}

#[derive(Queryable)]
struct Row {
    id: AuditLineId,
    at: Moment,
    actor_kind: ActorKind,
    actor_id: Option<i64>,
    act: String,
    subject_kind: String,
    subject_id: Option<i64>,
    detail: Json<Value>,
    request_id: Option<String>,
}

fn line(row: Row) -> Result<Line> {
    let actor = Actor::of(row.actor_kind, row.actor_id);
    let actor = actor.ok_or_else(|| Error::internal(format!("audit line {} has half an actor", row.id)))?;
    Ok(Line {
        id: row.id,
        at: row.at,
        actor,
        act: row.act,
        subject_kind: row.subject_kind,
        subject_id: row.subject_id,
        detail: row.detail.0,
        request_id: row.request_id,
    })
}
