//! What those who act say of a request: that it is right, or that they still act and object.

use serde_json::json;

use super::{about, asked_of, heard, open};
use crate::app::App;
use crate::app::account::{Account, Acting};
use crate::app::act::Subject;
use crate::domain::audit::AuditAct;
use crate::domain::case::CaseKind;
use crate::domain::ids::{OrganisationId, RepresentativeId};
use crate::domain::recovery::{Proof, RecoveryState, ripe_at};
use crate::domain::{Error, Moment, Result};
use crate::store::recovery::Recovery;
use crate::store::{self, Db};

/// What requests are named by on pages.
const HANDLE: &str = "recovery-handle";

crate::codes! {
    /// What somebody who acts says of a request.
    pub enum Word {
        /// "That is right."
        Agree = "agree",
        /// "I still act."
        Object = "object",
    }
}

/// A request, as those who act see it.
#[derive(Debug, Clone)]
pub struct Pending {
    pub handle: String,
    pub name: String,
    pub job_title: String,
    pub email: String,
    pub message: String,
    /// The one of which it was asked, where that has gone into this one.
    pub other: Option<String>,
    pub proof: Proof,
    pub others_left: bool,
    pub asked_at: Moment,
    /// From when on the ministry can decide.
    pub ripe_at: Moment,
    pub agreed: bool,
    pub objected: bool,
}

/// Requests about the organisation of a representative that wait for a decision.
///
/// # Errors
/// Not found, if the person no longer acts for anybody.
pub async fn pending(app: &App, id: RepresentativeId) -> Result<Vec<Pending>> {
    let own = app.clone();
    app.store
        .read(move |db| {
            let of = store::representative::find(db, id)?.organisation_id;
            let mut list = Vec::new();
            for recovery in waiting(db, of)? {
                let (Some(asker), Some(at)) = (open(&own, &recovery)?, recovery.confirmed_at) else {
                    continue;
                };
                let heard = heard(db, &recovery)?;
                list.push(Pending {
                    handle: handle(&own, &recovery),
                    name: asker.person.name,
                    job_title: asker.person.job_title,
                    email: asker.person.email,
                    message: asker.message,
                    other: asked_of(db, &recovery)?,
                    proof: recovery.proof,
                    others_left: recovery.others_left,
                    asked_at: at,
                    ripe_at: ripe_at(at, heard),
                    agreed: heard.agreed,
                    objected: heard.objected,
                });
            }
            Ok(list)
        })
        .await
}

fn waiting(db: &mut Db, of: OrganisationId) -> Result<Vec<Recovery>> {
    let all = about(db, of)?;
    Ok(all.into_iter().filter(|one| one.state == RecoveryState::Open).collect())
}

fn handle(app: &App, recovery: &Recovery) -> String {
    let whole = app.secrets.blind_index(HANDLE, &recovery.id.to_string());
    whole.get(..20).unwrap_or(&whole).to_owned()
}

/// Puts the Cases of the requests about an organisation before all others while somebody who acts objects, and no longer.
///
/// # Errors
/// Internal.
pub(in crate::app) fn rank(db: &mut Db, of: OrganisationId) -> Result<()> {
    for recovery in waiting(db, of)? {
        let objected = heard(db, &recovery)?.objected;
        if let Some(case) = store::case::open_of(db, CaseKind::Recovery, recovery.id.0)? {
            store::case::set_urgent(db, case.id, objected)?;
        }
    }
    Ok(())
}

/// Notes what somebody who acts says; the last word of each counts. Whoever is about to decide reads it first.
///
/// # Errors
/// Not found, if no such request waits.
pub async fn answer(app: &App, acting: Acting, named: &str, word: Word) -> Result<()> {
    let (id, named) = (acting.representative, named.to_owned());
    app.act(acting.origin, move |act| {
        let of = Account::of(act.app, act.db, id)?.organisation.id;
        let found = waiting(act.db, of)?.into_iter().find(|one| handle(act.app, one) == named);
        let recovery = found.ok_or(Error::NotFound)?;
        let agrees = word == Word::Agree;
        if !store::recovery::words(act.db, recovery.id)?.contains(&(id, agrees))
            && let Some(case) = store::case::open_of(act.db, CaseKind::Recovery, recovery.id.0)?
        {
            store::case::move_on(act.db, case.id)?;
        }
        store::recovery::hear(act.db, recovery.id, id, agrees)?;
        rank(act.db, of)?;
        let subject = Subject("recovery", Some(recovery.id.0));
        match word {
            Word::Agree => act.audit(AuditAct::RecoveryAgreed, subject, json!({ "representative": id })),
            Word::Object => act.audit(AuditAct::RecoveryObjected, subject, json!({ "representative": id })),
        }
    })
    .await
}
