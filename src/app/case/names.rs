//! Staff enter other names, and numbers in other registers, of the organisation that a Case is about: of a state, or of one
//! that asks for it. What is in the register changes at once, with an entry, and its people are told.

use serde_json::json;

use super::matter::Matter;
use super::{decide, entries, hold, lock};
use crate::app::account::{in_public, write_to_all};
use crate::app::act::{Act, Origin};
use crate::app::address::Address;
use crate::app::letter::Letter;
use crate::app::names::NamesWish;
use crate::app::{App, identity};
use crate::domain::amendment::Amendable;
use crate::domain::audit::AuditAct;
use crate::domain::permit::{Moderate, Permit};
use crate::domain::text::Note;
use crate::domain::{Error, Flaw, Problems, Refusal, Result};
use crate::store::endorsement::Endorsement;
use crate::store::organisation::{Organisation, Profile};
use crate::store::{self, Db, Json};

crate::codes! {
    /// When readers see what is entered.
    pub enum Seen {
        /// At once.
        Now = "now",
        /// Its entry at once, its page once the signatory is shown again.
        Logged = "logged",
        /// Once the signatory shows itself.
        Hidden = "hidden",
        /// Once the signature is published.
        Later = "later",
    }
}

impl Seen {
    fn of(endorsement: &Endorsement) -> Seen {
        match endorsement.published_at {
            None => Seen::Later,
            Some(_) if in_public(endorsement) => Seen::Now,
            // As in `Act::entry`: what is entered about anybody else can be read at once.
            Some(_) if endorsement.visibility.withholds() => Seen::Hidden,
            Some(_) => Seen::Logged,
        }
    }
}

/// The organisation of a Case, for its form, and when what is entered there is seen.
///
/// # Errors
/// `Masked`; `WrongState` where nothing can be entered.
pub async fn see(app: &App, permit: &Permit<Moderate>, number: i64) -> Result<(Organisation, Seen)> {
    let (own, me, now) = (app.clone(), permit.id(), app.clock.now());
    app.store
        .read(move |db| {
            let matter = Matter::load(&own, db, number)?;
            decide::check_seen(db, &matter, me, now)?;
            check(db, &matter)?;
            Ok((matter.organisation, Seen::of(&matter.endorsement)))
        })
        .await
}

fn check(db: &mut Db, matter: &Matter) -> Result<()> {
    hold::check_answered(db, matter)?;
    if is_offered(matter) { Ok(()) } else { Err(Error::Refused(Refusal::WrongState)) }
}

/// Whether what is entered about the organisation of a Case can ever be seen.
pub fn is_offered(matter: &Matter) -> bool {
    let of = &matter.organisation;
    of.erased_at.is_none() && of.merged_into.is_none() && !matter.endorsement.state.is_over()
}

/// Puts the names and numbers in place of those that were there. Why stands in the Case as the colleague's note.
///
/// # Errors
/// As [`see`]; `Invalid`, with the fields, `note` among them; `Conflict`, when the organisation is no longer as it was shown.
pub async fn enter(
    app: &App,
    permit: &Permit<Moderate>,
    origin: Origin,
    (number, seen, wish, note): (i64, i64, NamesWish, String),
) -> Result<()> {
    let me = permit.id();
    app.act(origin, move |act| {
        let of = store::case::by_number(act.db, number)?.organisation_id;
        store::organisation::hold(act.db, of)?;
        store::register_state::hold_case_numbers(act.db)?;
        // What colleagues were shown of its open Cases is no longer what they would decide on.
        store::case::move_on_open(act.db, of)?;
        let matter = Matter::load(act.app, act.db, number)?;
        decide::check_seen(act.db, &matter, me, act.now)?;
        lock::check(&matter.case, me, act.now)?;
        check(act.db, &matter)?;
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
        act.audit(
            AuditAct::CaseNamed,
            decide::subject(&matter),
            json!({ "organisation": matter.organisation.id }),
        )
    })
    .await
}

fn keep(act: &mut Act<'_>, matter: &Matter, row: Profile) -> Result<()> {
    let organisation = &matter.organisation;
    let before = super::publish::current(matter);
    let after =
        Amendable { names: row.names.0.clone(), identifiers: row.identifiers.0.clone(), ..before.clone() };
    let Some(changes) = entries::changes(&before, &after)? else {
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
    entries::profile(act, organisation, &changes)?;
    let event = format!("organisation.named.{}.{}", organisation.id, organisation.revision);
    let page = match (&organisation.slug, organisation.sealed.is_some()) {
        (Some(slug), false) => Address::Signatory(slug.clone()),
        _ => Address::Account,
    };
    let name = organisation.mail_name();
    write_to_all(act, organisation, &event, |act, to| {
        let link = page.url(&act.app.config.base_url.url, to.locale);
        Ok(Letter::ChangePublished { organisation: name.clone(), link, of_commitment: false })
    })
}
