//! What somebody who acts says of themself: name, job title, and in which language we write to them. To which mailbox is
//! `moving`'s; whether they are named in public is `account::naming`'s.

use serde_json::json;

use super::leave::held;
use super::of_mailbox;
use crate::app::App;
use crate::app::account::{Account, Acting, language};
use crate::app::act::{Act, Subject};
use crate::app::contact::{self, Contact};
use crate::domain::audit::AuditAct;
use crate::domain::ids::RepresentativeId;
use crate::domain::link::Purpose;
use crate::domain::locale::Locale;
use crate::domain::people::open_to_colleagues;
use crate::domain::text::{JobTitle, PersonName};
use crate::domain::{Error, Flaw, Moment, Problems, Result};
use crate::store;
use crate::store::representative::Representative;

/// What is known of whoever looks.
#[derive(Debug, Clone)]
pub struct Own {
    pub contact: Contact,
    pub language: Locale,
    /// Whether they agreed to be named in public.
    pub named: bool,
    /// Whether they can move to another mailbox.
    pub moves: bool,
    /// Until when the link works that was mailed to another mailbox.
    pub moves_until: Option<Moment>,
}

/// What was typed.
#[derive(Debug, Clone, Default)]
pub struct Details {
    pub name: String,
    pub job_title: String,
    pub language: String,
}

impl Details {
    fn parse(&self) -> Result<(PersonName, JobTitle, Locale)> {
        let mut problems = Problems::default();
        let name = problems.take("person", PersonName::parse(&self.name));
        let job_title = problems.take("job_title", JobTitle::parse(&self.job_title));
        let language = Locale::from_code(&self.language).filter(|one| Locale::OFFERED.contains(one));
        let language = problems.take("language", language.ok_or(Flaw::UnknownChoice));
        problems.check()?;
        let (Some(name), Some(job_title), Some(language)) = (name, job_title, language) else {
            return Err(Error::internal("details without problems lack a part"));
        };
        Ok((name, job_title, language))
    }
}

/// What is known of a representative.
///
/// # Errors
/// Not found, if the person no longer acts for anybody.
pub async fn own(app: &App, id: RepresentativeId) -> Result<Own> {
    let own = app.clone();
    app.store
        .read(move |db| {
            let account = Account::of(&own, db, id)?;
            let person = &account.representative;
            Ok(Own {
                contact: contact::open(&own, &person.sealed)?,
                language: language(person),
                named: person.named,
                moves: open_to_colleagues(account.endorsement.state),
                moves_until: store::link::open_until(db, Purpose::Mailbox, id.0, own.clock.now())?,
            })
        })
        .await
}

/// Corrects name, job title and language. Who is named in public is so by what they say now, within a minute. What is so
/// already stays so.
///
/// # Errors
/// Invalid, with the fields.
pub async fn correct(app: &App, acting: Acting, details: Details) -> Result<()> {
    let id = acting.representative;
    let (name, job_title, language) = details.parse()?;
    app.act(acting.origin, move |act| {
        let person = held(act, id)?.representative;
        let email = contact::open(act.app, &person.sealed)?.email;
        let (name, job_title) = (name.as_str().to_owned(), job_title.as_str().to_owned());
        let says = Contact { name, job_title, email };
        let mut corrected = false;
        for row in of_mailbox(act, &person)? {
            corrected |= describe(act, &row, (&says, language))?;
        }
        if !corrected {
            act.stands();
            return Ok(());
        }
        let of = Subject("organisation", Some(person.organisation_id.0));
        act.audit(AuditAct::PeopleCorrected, of, json!({ "representative": id }))
    })
    .await
}

/// Keeps what somebody says of themself. Tells whether it was something else before.
fn describe(act: &mut Act<'_>, row: &Representative, (says, language): (&Contact, Locale)) -> Result<bool> {
    let before = contact::open(act.app, &row.sealed)?;
    if before == *says && row.language == language.code() {
        return Ok(false);
    }
    let sealed = contact::seal(act.app, says)?;
    store::representative::describe(act.db, row.id, (&sealed, &row.email_index, language.code()))?;
    if row.named && before != *says {
        store::register_state::bump(act.db)?;
        // The name that stood there until now.
        act.takes_away();
    }
    Ok(true)
}
