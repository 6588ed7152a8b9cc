//! Calling a signature off before it is published. Everything that was sent is erased.

use serde_json::json;

use super::{Account, Acting, answer, write_to_all};
use crate::app::App;
use crate::app::act::{Act, Subject};
use crate::app::letter::Letter;
use crate::domain::Result;
use crate::domain::endorsement;
use crate::domain::ids::OrganisationId;
use crate::domain::link::Purpose;
use crate::domain::session::Subject as Holder;
use crate::store;

/// Calls the signature off for the representative who is signed in, and signs everybody out.
///
/// # Errors
/// `WrongState`, once it is published or over.
pub async fn cancel(app: &App, acting: Acting) -> Result<()> {
    let id = acting.representative;
    app.act(acting.origin, move |act| {
        let account = Account::of(act.app, act.db, id)?;
        let endorsement = &account.endorsement;
        store::endorsement::apply(act.db, endorsement, endorsement::Act::Cancel, act.now)?;
        let name = account.organisation.mail_name();
        let event = format!("endorsement.cancelled:{}", endorsement.id);
        write_to_all(act, &account.organisation, &event, |_, _| {
            Ok(Letter::Cancelled { organisation: name.clone() })
        })?;
        answer::forget(act, &account)?;
        erase(act, &account)?;
        act.audit("endorsement.cancelled", Subject("endorsement", Some(endorsement.id.0)), json!({}))
    })
    .await
}

/// Forgets what was sent and who sent it. Dates and states stay.
fn erase(act: &mut Act<'_>, account: &Account) -> Result<()> {
    let (organisation, endorsement) = (account.organisation.id, account.endorsement.id);
    leave_all(act, organisation)?;
    for purpose in [Purpose::Confirm, Purpose::Cancel] {
        store::link::spend_all_of(act.db, purpose, endorsement.0, act.now)?;
    }
    store::commitment::erase_of(act.db, organisation)?;
    store::representative::erase_of(act.db, organisation, act.now)?;
    store::endorsement::erase(act.db, endorsement)?;
    store::case::forget_name(act.db, organisation)?;
    store::organisation::erase(act.db, organisation, act.now)
}

fn leave_all(act: &mut Act<'_>, organisation: OrganisationId) -> Result<()> {
    for representative in store::representative::of_organisation(act.db, organisation)? {
        let id = representative.id;
        store::session::end_all_of(act.db, Holder::Representative(id), None, act.now)?;
        store::link::spend_all_of(act.db, Purpose::Account, id.0, act.now)?;
    }
    Ok(())
}
