//! The table *Kinds* of `docs/log.md`: which fields the body of each kind of entry has, and what each holds.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::form::*;
use crate::domain::entry::EntryKind;

type Object = Map<String, Value>;

/// A field of a body.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    pub name: &'static str,
    form: Form,
    /// It may hold null.
    empty: bool,
    /// It may be missing.
    missing: bool,
}

/// A field that is always there.
const fn must(name: &'static str, form: Form) -> Field {
    Field { name, form, empty: false, missing: false }
}

/// A field that some entries have, or that those of before there was one have not.
const fn may(name: &'static str, form: Form) -> Field {
    Field { name, form, empty: false, missing: true }
}

/// These fields and more, which are `N` in all.
const fn both<const N: usize>(some: &[Field], more: &[Field]) -> [Field; N] {
    let mut all = [some[0]; N];
    let mut place = 0;
    while place < N {
        all[place] = if place < some.len() { some[place] } else { more[place - some.len()] };
        place += 1;
    }
    all
}

/// Those of these fields that are there.
const fn any_of<const N: usize>(mut fields: [Field; N]) -> [Field; N] {
    let mut place = 0;
    while place < N {
        fields[place].missing = true;
        place += 1;
    }
    fields
}

impl Field {
    const fn or_null(self) -> Field {
        Field { empty: true, ..self }
    }

    /// # Errors
    /// What is wrong with its value.
    fn hold(&self, value: Option<&Value>) -> Result<(), String> {
        let Field { name, form, .. } = self;
        match value {
            None if self.missing => Ok(()),
            None => Err(format!("does not say {name}")),
            Some(Value::Null) if self.empty => Ok(()),
            Some(value) if (form.fits)(value) => Ok(()),
            Some(_) => Err(format!("has something else than {} as {name}", form.what)),
        }
    }
}

const VERSION: &[Field] = &[
    must("version", NUMBER),
    must("change", CHANGE),
    must("texts", HASHES),
    may("authorities", AUTHORITIES),
];

/// Entries of before there were ids have none and name a slug alone (`whom`), also below.
const PUBLISHED: &[Field] = &[
    may("id", WORD),
    may("organisation", WORD),
    must("slug", WORD).or_null(),
    must("number", NUMBER).or_null(),
    must("name", WORD),
    must("category", CATEGORY),
    must("country", COUNTRY).or_null(),
    must("website", WORD).or_null(),
    must("description", TEXT).or_null(),
    may("names", NAMES),
    may("identifiers", IDENTIFIERS),
    must("version", NUMBER),
    must("language", LANGUAGE),
    must("text_sha256", HASH),
    must("signed_at", MOMENT),
    must("statement", TEXT).or_null(),
    must("assurance", LEVEL),
    may("taken_over", TRUE),
];

const FATE: &[Field] = &[
    may("id", WORD),
    may("organisation", WORD),
    must("slug", WORD).or_null(),
    must("reason", REASON).or_null(),
];

const RESTORED: &[Field] = &[
    may("id", WORD),
    may("organisation", WORD),
    must("slug", WORD).or_null(),
    must("reason", REASON).or_null(),
    may("shown", WORDS),
    may("withdrawn", TRUE),
];

const WORDS_CHANGED: &[Field] = &[
    may("id", WORD),
    may("organisation", WORD),
    may("slug", WORD),
    must("before", OBJECT),
    must("after", OBJECT),
];

const PROFILE_CHANGED: &[Field] =
    &[may("organisation", WORD), must("slug", WORD).or_null(), must("before", OBJECT), must("after", OBJECT)];

/// Of the one that becomes another.
const JOINED: &[Field] = &[
    may("organisation", WORD),
    must("slug", WORD).or_null(),
    must("number", NUMBER).or_null(),
    must("into", WORD),
    must("commitments", WORDS),
];

/// Of the one that is one of its own again.
const PARTED: &[Field] = &[
    may("organisation", WORD),
    must("slug", WORD).or_null(),
    must("number", NUMBER).or_null(),
    must("from", WORD),
    must("commitments", WORDS),
];

/// Of the one that stays.
const STAYED: &[Field] =
    &[must("organisation", WORD), must("other", WORD), must("before", OBJECT), must("after", OBJECT)];

const RECORDED: &[Field] = &[
    may("organisation", WORD),
    may("slug", WORD),
    must("level", LEVEL),
    must("method", METHOD),
    must("checked_at", MOMENT),
];

const LAPSED: &[Field] = &[
    may("organisation", WORD),
    may("slug", WORD),
    must("level", LEVEL),
    must("method", METHOD),
    must("last_verified_at", MOMENT),
];

/// What a commitment promises.
pub(super) const TERMS: [Field; 13] = [
    must("kind", KIND),
    must("title", WORD),
    must("action", WORD),
    must("measure", MEASURE),
    must("paragraphs", WORDS),
    must("countries", COUNTRIES),
    must("start", DAY).or_null(),
    must("due", DAY),
    must("stage", STAGE).or_null(),
    must("amount_minor", AMOUNT).or_null(),
    must("currency", CURRENCY).or_null(),
    may("recipients", WORD).or_null(),
    may("evidence", WORDS),
];

const PROMISED: [Field; 16] =
    both(&[must("id", WORD), must("organisation", WORD), must("version", NUMBER)], &TERMS);

/// What it promises from then on, and how what is other was before.
const REVISED: [Field; 17] = both(&PROMISED, &[must("before", OBJECT)]);

/// What a revision can have changed.
const PROMISE: [Field; 13] = any_of(TERMS);

const PROMISE_SUSPENDED: &[Field] =
    &[must("id", WORD), must("organisation", WORD), must("reason", REASON).or_null()];

/// The reason is the organisation's own words.
const PROMISE_DROPPED: &[Field] =
    &[must("id", WORD), must("organisation", WORD), must("reason", TEXT).or_null()];

const ROTATED: &[Field] = &[must("from", WORD), must("to", WORD)];

const RESUMED: &[Field] =
    &[must("from", PLACE), must("to", PLACE), may("origin", WORD), may("key", WORD), may("checkpoint", WORD)];

const NOTICE: &[Field] = &[must("subjects", WORDS)];

/// What a change of a profile can tell.
pub(super) const PROFILE: &[Field] = &[
    may("name", WORD),
    may("category", CATEGORY),
    may("country", COUNTRY).or_null(),
    may("website", WORD).or_null(),
    may("description", TEXT).or_null(),
    may("names", NAMES),
    may("identifiers", IDENTIFIERS),
];

pub(super) const STATEMENT: &[Field] = &[may("statement", TEXT).or_null()];

const CALLED: &[Field] = &[must("names", NAMES), must("identifiers", IDENTIFIERS)];

/// Holds a body against what is specified for its kind.
///
/// # Errors
/// The first thing that is not so.
pub(super) fn hold(kind: EntryKind, body: &Object) -> Result<(), String> {
    use EntryKind::*;
    match kind {
        CallVersionPublished => fields(body, VERSION).and_then(|()| languages(body)),
        EndorsementPublished => fields(body, PUBLISHED),
        EndorsementSuspended | EndorsementRevoked | EndorsementWithdrawn | EndorsementReinstated => {
            fields(body, FATE)
        }
        EndorsementRestored => fields(body, RESTORED),
        EndorsementAmended => fields(body, WORDS_CHANGED).and_then(|()| changed(body, STATEMENT)),
        OrganisationAmended => fields(body, PROFILE_CHANGED).and_then(|()| changed(body, PROFILE)),
        OrganisationRenamed => {
            fields(body, PROFILE_CHANGED).and_then(|()| changed(body, PROFILE)).and_then(|()| {
                body["after"].get("name").map(drop).ok_or_else(|| "gives no other name".to_owned())
            })
        }
        OrganisationMerged | OrganisationUnmerged if body.contains_key("other") => {
            fields(body, STAYED).and_then(|()| sides(body, CALLED).map(drop))
        }
        OrganisationMerged => fields(body, JOINED),
        OrganisationUnmerged => fields(body, PARTED),
        AssuranceRecorded => fields(body, RECORDED),
        AssuranceLapsed => fields(body, LAPSED),
        CommitmentPublished => fields(body, &PROMISED).and_then(|()| money(body)),
        CommitmentRevised => fields(body, &REVISED).and_then(|()| money(body)).and_then(|()| revised(body)),
        CommitmentSuspended => fields(body, PROMISE_SUSPENDED),
        CommitmentDropped => fields(body, PROMISE_DROPPED),
        LogResumed => fields(body, RESUMED),
        KeyRotated => fields(body, ROTATED),
        EntryWithheld | EntryErased => fields(body, NOTICE),
    }?;
    if kind.is_about_nobody() { Ok(()) } else { whom(body) }
}

/// An object has these fields and no others.
fn fields(object: &Object, fields: &[Field]) -> Result<(), String> {
    let known = |name: &&String| fields.iter().any(|field| field.name == name.as_str());
    if let Some(other) = object.keys().find(|name| !known(name)) {
        return Err(format!("has a field {other}, which is not specified there"));
    }
    fields.iter().try_for_each(|field| field.hold(object.get(field.name)))
}

/// It names an organisation by its public id; one of before there were ids names none, and a slug.
fn whom(body: &Object) -> Result<(), String> {
    let names = |field: &str| body.get(field).is_some_and(Value::is_string);
    match names("organisation") || (names("slug") && !body.contains_key("id")) {
        true => Ok(()),
        false => Err("does not say which organisation it is about".to_owned()),
    }
}

/// The two sides of a change tell of the same fields.
fn sides<'b>(body: &'b Object, of: &[Field]) -> Result<(&'b Object, &'b Object), String> {
    let side =
        |name: &str| body.get(name).and_then(Value::as_object).ok_or_else(|| format!("does not say {name}"));
    let (before, after) = (side("before")?, side("after")?);
    fields(after, of).map_err(|what| format!("{what}, in what holds after it"))?;
    // Nothing is told of what no entry that is left has said.
    let before_that: Vec<Field> = of.iter().map(|field| field.or_null()).collect();
    fields(before, &before_that).map_err(|what| format!("{what}, in what held before it"))?;
    let names = |side: &'b Object| side.keys().collect::<BTreeSet<_>>();
    match names(before) == names(after) {
        true => Ok((before, after)),
        false => Err("does not tell of the same fields before it and after".to_owned()),
    }
}

/// Something changed, and only what did is told.
fn changed(body: &Object, of: &[Field]) -> Result<(), String> {
    let (before, after) = sides(body, of)?;
    if after.is_empty() {
        return Err("changes nothing".to_owned());
    }
    match after.iter().find(|(name, value)| before.get(*name) == Some(*value)) {
        Some((name, _)) => Err(format!("has the same before it and after: {name}")),
        None => Ok(()),
    }
}

/// Something of a commitment was other before, and only what was is told.
fn revised(body: &Object) -> Result<(), String> {
    let before = body["before"].as_object().ok_or("does not say before")?;
    fields(before, &PROMISE).map_err(|what| format!("{what}, in what held before it"))?;
    if before.is_empty() {
        return Err("changes nothing".to_owned());
    }
    match before.iter().find(|(name, value)| body.get(*name) == Some(*value)) {
        Some((name, _)) => Err(format!("has the same before it and after: {name}")),
        None => Ok(()),
    }
}

/// Each language of a version has its weight.
fn languages(body: &Object) -> Result<(), String> {
    let of =
        |field: &str| body.get(field).and_then(Value::as_object).map(|all| all.keys().collect::<Vec<_>>());
    match of("authorities").is_none_or(|weighed| Some(weighed) == of("texts")) {
        true => Ok(()),
        false => Err("does not weigh the languages that it has".to_owned()),
    }
}

/// An amount has its currency.
fn money(body: &Object) -> Result<(), String> {
    match body["amount_minor"].is_null() == body["currency"].is_null() {
        true => Ok(()),
        false => Err("has an amount without currency, or the other way round".to_owned()),
    }
}
