//! Before publication: answering the ministry's question, or calling the signature off.

use serde::{Deserialize, Serialize};

use super::amendment::{amendable, present};
use super::{Account, Acting, put_before_staff, seen, wrong_state};
use crate::app::App;
use crate::app::act::{Act, Subject};
use crate::app::erasure::{self, CalledOff};
use crate::app::{again, challenge, identity, rows};
use crate::domain::amendment::Amendable;
use crate::domain::audit::AuditAct;
use crate::domain::case::CaseKind;
use crate::domain::draft::OrganisationAnswers;
use crate::domain::endorsement::{self, EndorsementState, withdraws_by_letter};
use crate::domain::organisation::Profile;
use crate::domain::text::{Note, Statement, parse_optional};
use crate::domain::{Error, Problems, Result};
use crate::store;
use crate::store::commitment::Terms;
use crate::store::organisation::Organisation;

/// What the representative sends back, as typed.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Answer {
    pub organisation: OrganisationAnswers,
    pub statement: String,
    pub reply: String,
}

/// The purpose under which replies are sealed.
pub const REPLY: &str = "case_reply";
/// The purpose under which it is sealed what they changed.
pub(in crate::app) const CHANGED: &str = "case_reply.changed";

/// What an answer changed: what was sent before, and what with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Changed {
    Entry(Amendable, Amendable),
    Promise(Terms, Terms),
}

impl Changed {
    /// Whether anything is other than it was.
    pub(super) fn is_change(&self) -> bool {
        match self {
            Changed::Entry(before, after) => before != after,
            Changed::Promise(before, after) => before != after,
        }
    }
}

/// Sends the answer: what was changed stands, the reply goes to the Case, and the Case to the staff. The same from the same
/// person, by a second click, is sent once. A mark tells what was `shown`: the question, and what had been sent.
///
/// # Errors
/// Invalid, with the fields; `WrongState`, if nothing was asked; `Conflict`, if something else was, or a colleague has changed
/// what had been sent.
pub async fn send(app: &App, acting: Acting, answer: Answer, shown: String) -> Result<()> {
    let (id, mark) = (acting.representative, again::mark(app, &(&answer, &shown))?);
    let detail = again::noted(&mark);
    let sent = app.act(acting.origin, move |act| {
        let account = Account::of(act.app, act.db, id)?;
        if account.endorsement.state != EndorsementState::NeedsInfo {
            return wrong_state();
        }
        seen::check(&shown, &seen::question(act.app, act.db, &account)?)?;
        let (profile, statement, reply) = parse(&answer, &account)?;
        let changed = Changed::Entry(present(&account), amendable(&profile, statement.clone()));
        let (row, statement) = kept(act.app, &account.organisation, rows::profile(&profile), statement)?;
        let organisation = &account.organisation;
        if row.domain != organisation.domain {
            challenge::leave(act, organisation, &account.endorsement)?;
        }
        store::organisation::update(act.db, organisation.id, organisation.revision, &row, act.now)?;
        let seen = &account.endorsement;
        store::endorsement::apply(act.db, seen, endorsement::Act::Answer, act.now)?;
        store::endorsement::set_statement(act.db, seen.id, statement.as_deref(), act.now)?;
        store::endorsement::set_reason(act.db, seen.id, None)?;
        let organisation = store::organisation::find(act.db, organisation.id)?;
        put_before_staff(act, CaseKind::Endorsement, seen.id.0, &organisation)?;
        keep_reply(act, &account, (CaseKind::Endorsement, seen.id.0), (reply.as_str(), changed))?;
        act.audit(AuditAct::EndorsementAnswered, Subject("endorsement", Some(seen.id.0)), detail)
    });
    again::from_form(app, sent.await, id, (AuditAct::EndorsementAnswered, &mark)).await
}

/// The new profile and statement as the rows of this organisation hold them.
fn kept(
    app: &App,
    of: &Organisation,
    row: store::organisation::Profile,
    statement: Option<String>,
) -> Result<(store::organisation::Profile, Option<String>)> {
    if of.sealed.is_none() {
        return Ok((row, statement));
    }
    Ok((identity::seal(app, row, statement, of.slug.clone())?, None))
}

fn parse(answer: &Answer, account: &Account) -> Result<(Profile, Option<String>, Note)> {
    let mut problems = Problems::default();
    let profile = match profile(&answer.organisation, account) {
        Ok(profile) => Some(profile),
        Err(Error::Invalid(found)) => {
            problems.0.extend(found.0);
            None
        }
        Err(error) => return Err(error),
    };
    let statement = problems.take("statement", parse_optional::<Statement>(&answer.statement));
    let reply = problems.take("reply", Note::parse(&answer.reply));
    problems.check()?;
    match (profile, statement, reply) {
        (Some(profile), Some(statement), Some(reply)) => {
            Ok((profile, statement.map(|text| text.as_str().to_owned()), reply))
        }
        _ => Err(Error::internal("an answer without problems lacks a part")),
    }
}

/// The profile that was typed. Nobody becomes a state here, or stops being one.
pub(super) fn profile(answers: &OrganisationAnswers, account: &Account) -> Result<Profile> {
    let of = &account.organisation;
    let profile = answers.parse(withdraws_by_letter(of.category))?;
    Ok(profile.known_as(of.names.0.clone(), of.identifiers.0.clone()))
}

/// Keeps what was written to the ministry with the Case, and what was changed with it, sealed. The words are empty where
/// something was changed before the answer.
pub(super) fn keep_reply(
    act: &mut Act<'_>,
    account: &Account,
    (kind, subject): (CaseKind, i64),
    (reply, changed): (&str, Changed),
) -> Result<()> {
    let Some(case) = store::case::open_of(act.db, kind, subject)? else { return Ok(()) };
    let (secrets, chance) = (&act.app.secrets, &*act.app.chance);
    let sealed = if reply.is_empty() { Vec::new() } else { secrets.seal(chance, REPLY, reply.as_bytes())? };
    let changed = Some(changed).filter(Changed::is_change);
    let changed = changed.map(|changed| secrets.seal_json(chance, CHANGED, &changed)).transpose()?;
    let kept = (sealed.as_slice(), changed.as_deref());
    store::case_reply::insert(act.db, case.id, account.representative.id, kept, act.now)
}

/// What was written to the ministry in a Case, oldest first, for those who decide on it.
///
/// # Errors
/// Internal.
pub fn replies(app: &App, db: &mut store::Db, case: crate::domain::ids::CaseId) -> Result<Vec<Reply>> {
    let rows = store::case_reply::of_case(db, case)?;
    let opened = rows.into_iter().map(|row| {
        let words = if row.sealed.is_empty() { Vec::new() } else { app.secrets.open(REPLY, &row.sealed)? };
        let text = String::from_utf8(words).map_err(Error::internal)?;
        let changed = row.changed.map(|sealed| app.secrets.open_json(CHANGED, &sealed)).transpose()?;
        Ok(Reply { text, at: row.created_at, changed })
    });
    opened.collect()
}

/// One answer, opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// Empty, where something was only changed, before the answer.
    pub text: String,
    pub at: crate::domain::Moment,
    pub changed: Option<Changed>,
}

/// Calls the signature off before it is published, for the representative who is signed in, and signs
/// everybody out. Everything that was sent is erased.
///
/// # Errors
/// `WrongState`, once it is published or over.
pub async fn call_off(app: &App, acting: Acting) -> Result<()> {
    let id = acting.representative;
    app.act(acting.origin, move |act| {
        let account = Account::of(act.app, act.db, id)?;
        erasure::call_off(act, &account.endorsement, CalledOff::Account)
    })
    .await
}
