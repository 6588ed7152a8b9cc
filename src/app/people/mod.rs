//! The people who act for an organisation: who they are, what they say of themselves, whom they invite, who joins and who leaves. What it means for
//! how the organisation is known is `sign::mailbox`'s.

mod gone;
mod invite;
mod join;
mod leave;
mod moving;
mod own;

pub use gone::{Became, became};
pub use invite::{Answers, call_back, invite, send_again};
pub use join::{Offer, has_joined, join, look};
pub use leave::{Why, leave, take_off};
pub use moving::{Move, ask as ask_to_move, call_back as call_move_back, confirm as confirm_move};
pub use moving::{has_moved, look as look_at_move};
pub use own::{Details, Own, correct, own};

pub(in crate::app) use invite::{SEALED_FOR as INVITATION_SEALED_FOR, forget as forget_invitation};
pub(in crate::app) use join::{Newcomer, add};
pub(in crate::app) use leave::{end, end_invitations};
pub(in crate::app) use moving::forget as forget_move;

use std::collections::HashSet;

use chrono::Duration;

use super::account::Account;
use super::act::Act;
use super::contact::{self, Contact};
use super::{App, again};
use crate::domain::audit::AuditAct;
use crate::domain::email::Email;
use crate::domain::ids::{InvitationId, OrganisationId, RepresentativeId};
use crate::domain::people::{colleagues_take_off, open_to_colleagues};
use crate::domain::{Error, Moment, Refusal, Result, limits};
use crate::store::representative::Representative;
use crate::store::{self, Db};

/// What rows are named by on pages: keyed, since their numbers never leave the house.
const PERSON: &str = "person-handle";
const INVITATION: &str = "invitation-handle";

/// Who acts, who is invited, and what can be done about it.
#[derive(Debug, Clone)]
pub struct People {
    pub people: Vec<Person>,
    pub invited: Vec<Invited>,
    /// Whether nobody else can be invited for now.
    pub full: bool,
    /// Whether colleagues can join at all.
    pub open: bool,
    /// Whether colleagues take each other off; for a state the ministry does.
    pub take_off: bool,
}

/// Somebody who acts.
#[derive(Debug, Clone)]
pub struct Person {
    pub handle: String,
    pub contact: Contact,
    pub since: Moment,
    pub named: bool,
    /// Whether it is who looks.
    pub me: bool,
}

/// Somebody who is invited.
#[derive(Debug, Clone)]
pub struct Invited {
    pub handle: String,
    pub name: String,
    pub email: String,
    /// Who invited them.
    pub by: String,
    pub hands_over: bool,
    pub expires_at: Moment,
}

/// Everybody who acts for the organisation of a representative, or is invited to.
///
/// # Errors
/// Not found, if the person no longer acts for anybody.
pub async fn see(app: &App, id: RepresentativeId) -> Result<People> {
    let own = app.clone();
    app.store.read(move |db| people(&own, db, id)).await
}

fn people(app: &App, db: &mut Db, id: RepresentativeId) -> Result<People> {
    let account = Account::of(app, db, id)?;
    let organisation = account.organisation.id;
    let mut rows = store::representative::of_organisation(db, organisation)?;
    let mut others = HashSet::from([account.representative.email_index]);
    rows.retain(|row| row.id == id || others.insert(row.email_index.clone()));
    let people = rows.into_iter().map(|row| {
        let contact = contact::open(app, &row.sealed)?;
        let handle = handle(app, PERSON, row.id.0);
        Ok(Person { handle, contact, since: row.created_at, named: row.named, me: row.id == id })
    });
    let people = people.collect::<Result<Vec<Person>>>()?;
    let now = app.clock.now();
    let mut invited = Vec::new();
    for row in store::invitation::of_organisation(db, organisation)? {
        // Of a mailbox that came to act otherwise, an invitation opens nothing.
        if row.expires_at > now && !others.contains(&row.email_index) {
            let told = invite::open(app, &row.sealed)?;
            let inviter = store::representative::find(db, row.invited_by)?;
            invited.push(Invited {
                handle: handle(app, INVITATION, row.id.0),
                name: told.name,
                email: told.email,
                by: contact::open(app, &inviter.sealed)?.name,
                hands_over: row.hands_over,
                expires_at: row.expires_at,
            });
        }
    }
    Ok(People {
        full: people.len() + invited.len() >= limits::PEOPLE,
        open: open_to_colleagues(account.endorsement.state),
        take_off: colleagues_take_off(account.organisation.category),
        people,
        invited,
    })
}

/// What a row is called in an address.
fn handle(app: &App, kind: &str, id: i64) -> String {
    let whole = app.secrets.blind_index(kind, &id.to_string());
    whole.get(..20).unwrap_or(&whole).to_owned()
}

/// Whether a representative has done something, once and for all, to the row that an address names, by what kind it is of. The
/// audit line has the row's number in a field.
async fn did_to(
    app: &App,
    by: RepresentativeId,
    act: AuditAct,
    (field, kind, named): (&str, &str, &str),
) -> Result<bool> {
    let theirs = again::done_by(app, by, act, None).await?;
    let mut rows = theirs.iter().filter_map(|line| line.detail[field].as_i64());
    Ok(rows.any(|row| handle(app, kind, row) == named))
}

/// The colleague whom an address names.
///
/// # Errors
/// Not found, when there is none of this organisation.
fn person_behind(app: &App, db: &mut Db, of: OrganisationId, named: &str) -> Result<Representative> {
    let all = store::representative::of_organisation(db, of)?;
    all.into_iter().find(|row| handle(app, PERSON, row.id.0) == named).ok_or(Error::NotFound)
}

/// The invitation that an address names.
///
/// # Errors
/// Not found, when there is none of this organisation.
fn invitation_behind(app: &App, db: &mut Db, of: OrganisationId, named: &str) -> Result<InvitationId> {
    let all = store::invitation::of_organisation(db, of)?;
    let found = all.into_iter().find(|row| handle(app, INVITATION, row.id.0) == named);
    found.map(|row| row.id).ok_or(Error::NotFound)
}

/// Somebody's name as mails may hold it, and the pages that their links open: empty, where the organisation must not be named.
fn mail_name(of: &store::organisation::Organisation, name: &str) -> String {
    if of.sealed.is_some() { String::new() } else { name.to_owned() }
}

/// Forgets invitations that nobody followed, and who they were that ceased to act long ago.
pub(in crate::app) fn sweep(db: &mut Db, now: Moment) -> Result<usize> {
    let expired = store::invitation::expired(db, now)?;
    for invitation in &expired {
        forget_invitation(db, invitation.id, now)?;
    }
    let before = now - Duration::days(limits::REMOVED_DAYS);
    Ok(expired.len() + store::representative::forget_removed(db, before)?)
}

/// Those who act with somebody's mailbox, that one among them: whoever signed for two that became one stands there twice.
fn of_mailbox(act: &mut Act<'_>, person: &Representative) -> Result<Vec<Representative>> {
    let email = contact::open(act.app, &person.sealed)?.email;
    let email = Email::parse(&email).map_err(|_| Error::internal("a kept address does not parse"))?;
    let indexes = contact::indexes(act.app, &email);
    let mut rows = store::representative::of_organisation(act.db, person.organisation_id)?;
    rows.retain(|row| indexes.contains(&row.email_index));
    Ok(rows)
}

/// Whether somebody acts for an organisation with this mailbox.
fn acts(app: &App, db: &mut Db, of: OrganisationId, email: &Email) -> Result<bool> {
    let known = contact::indexes(app, email);
    Ok(store::representative::of_organisation(db, of)?.iter().any(|row| known.contains(&row.email_index)))
}

/// Whether a link that went to this mailbox still lets somebody act with it. Followed where somebody does already, it would
/// turn one person into another.
///
/// # Errors
/// `LinkOver`, where the signature does not stand; `LinkActs`, where somebody acts with the mailbox.
fn check_open_to(app: &App, db: &mut Db, account: &Account, email: &Email) -> Result<()> {
    if !open_to_colleagues(account.endorsement.state) {
        return Err(Error::Refused(Refusal::LinkOver));
    }
    if acts(app, db, account.organisation.id, email)? {
        return Err(Error::Refused(Refusal::LinkActs));
    }
    Ok(())
}
