//! Staff enter other names, and numbers in other registers, of the organisation that a Case is about: of a state, or of one
//! that asks for it. What is in the register changes at once, with an entry, and its people are told.

use serde_json::json;

use super::matter::Matter;
use super::{decide, entries, lock};
use crate::app::account::write_to_all;
use crate::app::act::{About, Act, EntryKind, Origin};
use crate::app::address::Address;
use crate::app::letter::Letter;
use crate::app::names::NamesWish;
use crate::app::{App, identity};
use crate::domain::permit::{Moderate, Permit};
use crate::domain::text::Note;
use crate::domain::{Error, Flaw, Problems, Refusal, Result};
use crate::store;
use crate::store::Json;
use crate::store::organisation::{Organisation, Profile};

/// The organisation of a Case, for its form.
///
/// # Errors
/// `Masked`; `WrongState` for one that is erased or merged.
pub async fn see(app: &App, permit: &Permit<Moderate>, number: i64) -> Result<Organisation> {
    let (own, me, now) = (app.clone(), permit.id(), app.clock.now());
    app.store
        .read(move |db| {
            let matter = Matter::load(&own, db, number)?;
            decide::check_seen(db, &matter, me, now)?;
            check(&matter)?;
            Ok(matter.organisation)
        })
        .await
}

fn check(matter: &Matter) -> Result<()> {
    let of = &matter.organisation;
    let there = of.erased_at.is_none() && of.merged_into.is_none();
    if there { Ok(()) } else { Err(Error::Refused(Refusal::WrongState)) }
}

/// Puts the names and numbers in place of those that were there. Why stands in the Case as the colleague's note.
///
/// # Errors
/// `Invalid`, with the fields, `note` among them; `Conflict`, when the organisation is no longer as it was shown.
pub async fn enter(
    app: &App,
    permit: &Permit<Moderate>,
    origin: Origin,
    (number, seen, wish, note): (i64, i64, NamesWish, String),
) -> Result<()> {
    let me = permit.id();
    app.act(origin, move |act| {
        let matter = Matter::load(act.app, act.db, number)?;
        decide::check_seen(act.db, &matter, me, act.now)?;
        lock::check(&matter.case, me, act.now)?;
        check(&matter)?;
        if matter.organisation.revision != seen {
            return Err(Error::Conflict);
        }
        let mut problems = Problems::default();
        let (names, identifiers) = wish.parse(&matter.organisation, act.today(), &mut problems);
        let note = problems.take("note", Note::parse(&note));
        problems.check()?;
        let row = Profile {
            names: Json(names),
            identifiers: Json(identifiers),
            ..identity::profile(&matter.organisation)
        };
        keep(act, &matter, row)?;
        let note = note.map(|note| note.to_string()).unwrap_or_default();
        store::case::add_note(act.db, matter.case.id, me, &note, act.now)?;
        act.audit("case.named", decide::subject(&matter), json!({ "organisation": matter.organisation.id }))
    })
    .await
}

fn keep(act: &mut Act<'_>, matter: &Matter, row: Profile) -> Result<()> {
    let organisation = &matter.organisation;
    let before = super::publish::current(matter);
    let after = store::amendment::Amendable {
        names: row.names.0.clone(),
        identifiers: row.identifiers.0.clone(),
        ..before.clone()
    };
    let Some((old, new)) = entries::changes(&before, &after)? else {
        return Err(Error::invalid("other_names", Flaw::Unchanged));
    };
    let row = match organisation.sealed {
        Some(_) => {
            let statement = matter.endorsement.statement.clone();
            identity::seal(act.app, row, statement, organisation.slug.clone())?
        }
        None => row,
    };
    store::organisation::update(act.db, organisation.id, organisation.revision, &row, act.now)?;
    if matter.endorsement.published_at.is_none() {
        return Ok(());
    }
    let body = json!({
        "organisation": organisation.public_id, "slug": organisation.slug, "before": old, "after": new,
    });
    act.entry(EntryKind::OrganisationAmended, About::from(organisation.id), &body)?;
    let event = format!("organisation.named.{}.{}", organisation.id, organisation.revision);
    let page = match (&organisation.slug, organisation.sealed.is_some()) {
        (Some(slug), false) => Address::Signatory(slug.clone()),
        _ => Address::Account,
    };
    let name = organisation.mail_name();
    write_to_all(act, organisation, &event, |act, to| {
        let link = page.url(&act.app.config.base_url.url, to.locale);
        Ok(Letter::ChangePublished { organisation: name.clone(), link })
    })
}
