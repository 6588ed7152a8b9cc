//! A note to applicants when the ministry is late: that it takes longer, what is known of how long, and how to ask or
//! to call it off. Once for each Case.

use serde_json::json;

use super::letters::make_link;
use super::matter::{Matter, Topic};
use crate::app::account::write_to_all;
use crate::app::act::{Act, Origin, Subject};
use crate::app::address::Address;
use crate::app::letter::Letter;
use crate::app::{App, statistics};
use crate::domain::case::CaseState;
use crate::domain::ids::CaseId;
use crate::domain::link::Purpose;
use crate::domain::{Error, Refusal, Result, limits};
use crate::store;

/// Cases that one run of the job takes at most.
const BATCH: i64 = 50;

/// Tells everybody with whose Case the ministry is late. Says of how many Cases.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn tell(app: &App) -> Result<usize> {
    let now = app.clock.now();
    let mut told = 0;
    for case in app.store.read(move |db| store::case_delay::untold(db, now, BATCH)).await? {
        match app.act(Origin::system(), move |act| tell_of(act, case)).await {
            Ok(()) => told += 1,
            // It was decided at the last moment, or another node was faster.
            Err(Error::Conflict | Error::Refused(Refusal::WrongState)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(told)
}

fn tell_of(act: &mut Act<'_>, case: CaseId) -> Result<()> {
    let case = store::case::find(act.db, case)?;
    if !matches!(case.state, CaseState::Open | CaseState::Second) {
        return Err(Error::Refused(Refusal::WrongState));
    }
    store::case_delay::tell(act.db, case.id, act.now)?;
    // As it lies in the database: who must not be named has no name here.
    let matter = Matter::closed(act.db, case.number)?;
    let waited = act.now - case.opened_at;
    let weeks = statistics::expectation(act.db, waited, act.now)?;
    write_to_all(act, &matter.organisation, &format!("case.delayed.{}", case.id), |act, to| {
        let base = &act.app.config.base_url.url;
        let link = Address::AccountSignIn.url(base, to.locale);
        let cancel_link = match &matter.topic {
            Topic::Signature => {
                let token = make_link(act, Purpose::Cancel, matter.endorsement.id)?;
                Some(Address::Cancel(token).url(base, to.locale))
            }
            _ => None,
        };
        Ok(Letter::Delayed {
            organisation: matter.organisation.mail_name(),
            reference: matter.endorsement.reference.clone(),
            days: limits::REVIEW_DAYS,
            weeks,
            cancel_link,
            link,
        })
    })?;
    let detail = json!({ "number": case.number, "weeks": weeks });
    act.audit("case.delayed", Subject("case", Some(case.id.0)), detail)
}
