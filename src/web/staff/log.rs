//! The register's log as the ministry sees it: how it stands, and a change of its key.

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::acting::Acting;
use crate::app::log::{key_change, seal};
use crate::domain::Result;
use crate::domain::ids::StaffId;
use crate::domain::key_change::KeyChangeState;
use crate::domain::permit::{ChangeLogKey, Power, SeeLog};
use crate::log::note::Verifier;
use crate::web::done;
use crate::web::error::Failure;

/// How it stands.
pub async fn show(desk: Acting<SeeLog>, done: web::Query<done::Query>) -> Result<HttpResponse, Failure> {
    let app = desk.app();
    let (keys, log) = (app.log_signer.keys(), app.register.snapshot().log.clone());
    let checkpoint = log.map(|log| json!({ "size": log.size, "at": log.at, "root": log.root }));
    let values = json!({
        "key": keys.current().text(), "previous": keys.previous().map(Verifier::text), "checkpoint": checkpoint,
        "trouble": seal::check(app).await.err().map(|error| error.to_string()),
        "change": change(&desk).await?, "may_change": desk.colleague.staff.roles.any(ChangeLogKey::ROLES),
        "commands": { "rotate": "tilsagn log key --rotate", "retire": "tilsagn log key --retire" },
        "done": desk.said(&done),
    });
    desk.page("staff/log/show.html", &values)
}

/// The change of the key that is open.
async fn change(desk: &Acting<SeeLog>) -> Result<Option<Value>> {
    let key_change::Standing { open, first_gone, names } =
        key_change::standing(desk.app(), &desk.permit).await?;
    let name = |id: StaffId| names.get(&id).cloned();
    Ok(open.map(|change| {
        json!({
            "allowed": change.state == KeyChangeState::Allowed,
            "first_gone": first_gone,
            "barred": desk.colleague.staff.barred_as_second(ChangeLogKey::ROLES, [change.proposed_by], desk.app().clock.now()),
            "proposed_by": name(change.proposed_by), "proposed_at": change.proposed_at,
            "allowed_by": change.allowed_by.and_then(name), "allowed_at": change.allowed_at,
        })
    }))
}

/// Asks for another key.
pub async fn propose(desk: Acting<ChangeLogKey>) -> Result<HttpResponse, Failure> {
    key_change::propose(desk.app(), desk.origin(), &desk.permit).await?;
    Ok(desk.see("/staff/log?done=key-proposed"))
}

/// Allows what another admin asked for.
pub async fn allow(desk: Acting<ChangeLogKey>) -> Result<HttpResponse, Failure> {
    key_change::allow(desk.app(), desk.origin(), &desk.permit).await?;
    Ok(desk.see("/staff/log?done=key-allowed"))
}

/// Calls it off.
pub async fn call_off(desk: Acting<ChangeLogKey>) -> Result<HttpResponse, Failure> {
    key_change::call_off(desk.app(), desk.origin(), &desk.permit).await?;
    Ok(desk.see("/staff/log?done=key-called-off"))
}
