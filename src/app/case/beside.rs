//! An organisation beside one that looks like it: what each says of itself, how each is known, and what has happened
//! with it. Of who must not be named that is told to those who have looked at it; looking is noted.

use std::collections::BTreeSet;

use super::matter::Matter;
use super::publish;
use super::twins::{self, Sight, Twin, Twins};
use crate::app::act::Origin;
use crate::app::{App, contact, identity, unmasking};
use crate::domain::email::Email;
use crate::domain::ids::StaffId;
use crate::domain::permit::{Permit, SeeCases, SeeIdentities, Unmask};
use crate::domain::{Error, Moment, Refusal, Result};
use crate::store::assurance::Assurance;
use crate::store::case::Case;
use crate::store::endorsement::Endorsement;
use crate::store::organisation::Organisation;
use crate::store::{self, Db};

/// Two organisations that may be one.
#[derive(Debug)]
pub struct Beside {
    pub this: Side,
    pub other: Side,
    pub twin: Twin,
}

/// One of them.
#[derive(Debug)]
pub struct Side {
    pub organisation: Organisation,
    pub endorsement: Option<Endorsement>,
    /// The version of the Call that was signed.
    pub version: Option<i64>,
    /// Newest first.
    pub assurances: Vec<Assurance>,
    /// The domains of the mailboxes of those who act for it.
    pub mailboxes: BTreeSet<String>,
    pub commitments: usize,
    /// Newest first.
    pub cases: Vec<Case>,
    /// Entries of the log: what kind, and when.
    pub entries: Vec<(String, Moment)>,
}

/// The organisation of a Case beside another one, by its public id.
///
/// # Errors
/// `NotFound` for one that does not look like it, or must not be named and was not looked at; `Masked` for the Case of who
/// must not be named, before one has looked.
pub async fn open(
    app: &App,
    permit: &Permit<SeeCases>,
    identities: Option<&Permit<SeeIdentities>>,
    (number, other): (i64, String),
) -> Result<Beside> {
    let (own, me, now) = (app.clone(), permit.id(), app.clock.now());
    let trusted = identities.is_some();
    app.store
        .read(move |db| {
            let (proposed, twins) = compared(&own, db, number, (me, trusted, now))?;
            let twin = twins
                .told
                .into_iter()
                .find(|twin| twin.organisation.public_id == other)
                .ok_or(Error::NotFound)?;
            let other = side(&own, db, twin.organisation.clone())?;
            Ok(Beside { this: side(&own, db, proposed)?, other, twin })
        })
        .await
}

/// Lets a colleague see for a while who those are that the organisation of a Case is like and that must not be named.
///
/// # Errors
/// `NotFound`; `Masked` for the Case of who must not be named, before one has looked.
pub async fn unmask(app: &App, permit: &Permit<Unmask>, origin: Origin, number: i64) -> Result<()> {
    let (own, me, now) = (app.clone(), permit.id(), app.clock.now());
    let hidden = app.store.read(move |db| Ok(compared(&own, db, number, (me, true, now))?.1.masked)).await?;
    if hidden.is_empty() {
        return Ok(());
    }
    // Noted as a look from its own Case. Which Case led there, or that one did, would say in the audit trail whom it is like.
    app.act(origin, move |act| {
        for who in hidden {
            let own = store::case::of_organisation(act.db, who)?;
            unmasking::show(act, me, who, own.first().map(|case| case.number))?;
        }
        Ok(())
    })
    .await
}

/// The organisation of a Case as it would be in the register, and what looks like it to a colleague at a moment.
fn compared(
    app: &App,
    db: &mut Db,
    number: i64,
    (me, trusted, now): (StaffId, bool, Moment),
) -> Result<(Organisation, Twins)> {
    let closed = Matter::closed(db, number)?;
    let sealed = closed.organisation.sealed.is_some();
    if unmasking::is_masked(db, me, &closed.organisation, now)? || (sealed && !trusted) {
        return Err(Error::Refused(Refusal::Masked));
    }
    let matter = Matter::load(app, db, number)?;
    let proposed = publish::proposed(&matter)?;
    let sight = Sight::of(me, trusted, now);
    let twins = twins::find(app, db, (&proposed, &matter.assurances), sight)?;
    Ok((proposed, twins))
}

fn side(app: &App, db: &mut Db, organisation: Organisation) -> Result<Side> {
    let id = organisation.id;
    let mut endorsement = match store::endorsement::of_organisation(db, id) {
        Err(Error::NotFound) => None,
        found => Some(found?),
    };
    if let Some(signed) = &mut endorsement {
        // The organisation is as it is shown; only the statement may lie sealed still.
        identity::open(app, &mut organisation.clone(), signed)?;
    }
    let version = match &endorsement {
        Some(signed) => store::call::find(db, signed.version_id)?.number,
        None => None,
    };
    let mut mailboxes = BTreeSet::new();
    for person in store::representative::of_organisation(db, id)? {
        if let Ok(email) = Email::parse(&contact::open(app, &person.sealed)?.email) {
            mailboxes.insert(email.domain().as_str().to_owned());
        }
    }
    let entries = store::entry::of_organisation(db, id)?;
    Ok(Side {
        assurances: store::assurance::of_organisation(db, id)?,
        commitments: store::commitment::of_organisation(db, id)?.len(),
        cases: store::case::of_organisation(db, id)?,
        entries: entries.into_iter().map(|entry| (entry.kind, entry.at)).collect(),
        organisation,
        endorsement,
        version,
        mailboxes,
    })
}
