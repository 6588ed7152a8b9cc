//! A note to applicants when the ministry is late: that it takes longer, what is known of how long, and how to ask or
//! to call it off. Once for each Case.

use serde_json::json;

use super::matter::{Matter, Topic};
use crate::app::account::write_to_all;
use crate::app::act::{Act, Origin, Subject};
use crate::app::address::Address;
use crate::app::letter::Letter;
use crate::app::link::Link;
use crate::app::{App, statistics};
use crate::domain::audit::AuditAct;
use crate::domain::case::CaseState;
use crate::domain::endorsement::called_off_by_letter;
use crate::domain::ids::CaseId;
use crate::domain::link::Purpose;
use crate::domain::statistics::is_to_come;
use crate::domain::{Error, Refusal, Result, limits};
use crate::store;

/// Cases that one run of the job takes at most: a flood is told within the day, and the mails' own cap does the rest.
const BATCH: i64 = 1_000;

/// Tells everybody with whose Case the ministry is late. Says of how many Cases.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn tell(app: &App) -> Result<usize> {
    let now = app.clock.now();
    let untold = app.store.read(move |db| store::case_delay::untold(db, now, BATCH)).await?;
    if untold.is_empty() {
        return Ok(0);
    }
    // Once for all of them, and while no writer waits.
    let weeks = app.store.read(move |db| statistics::expectation(db, now)).await?;
    let mut told = 0;
    for case in untold {
        match app.act(Origin::system(), move |act| tell_of(act, case, weeks)).await {
            Ok(()) => told += 1,
            // It was decided at the last moment, or another node was faster.
            Err(Error::Conflict | Error::Refused(Refusal::WrongState)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(told)
}

fn tell_of(act: &mut Act<'_>, case: CaseId, weeks: Option<i64>) -> Result<()> {
    let case = store::case::find(act.db, case)?;
    if !matches!(case.state, CaseState::Open | CaseState::Second) {
        return Err(Error::Refused(Refusal::WrongState));
    }
    store::case_delay::tell(act.db, case.id, act.now)?;
    // As it lies in the database: who must not be named has no name here.
    let matter = Matter::closed(act.db, case.number)?;
    let waited = act.now - case.opened_at;
    let weeks = weeks.filter(|weeks| is_to_come(*weeks, waited));
    let by_letter = called_off_by_letter(matter.organisation.category, matter.endorsement.origin);
    write_to_all(act, &matter.organisation, &format!("case.delayed.{}", case.id), |act, to| {
        let link = Address::AccountSignIn.url(&act.app.config.base_url.url, to.locale);
        let cancel_link = match &matter.topic {
            Topic::Signature if !by_letter => {
                let link = Link::make(act, Purpose::Cancel, matter.endorsement.id.0)?;
                Some(link.url(act.app, to.locale))
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
    act.audit(AuditAct::CaseDelayed, Subject("case", Some(case.id.0)), detail)
}
