//! An organisation beside one that looks like it: what each says of itself, how each is known, and what has happened
//! with it. Who must not be named stays masked here, whoever looks.

use std::collections::BTreeSet;

use super::matter::Matter;
use super::publish;
use super::twins::{self, Twin};
use crate::app::{App, contact, unmasking};
use crate::domain::email::Email;
use crate::domain::permit::{Permit, SeeCases, SeeIdentities};
use crate::domain::similarity::SimilarTo;
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
    /// Nothing but its newest Case of who must not be named.
    pub other: Option<Side>,
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

impl Beside {
    /// In what they are alike.
    pub fn how(&self) -> &[SimilarTo] {
        &self.twin.how
    }
}

/// The organisation of a Case beside another one, by its public id.
///
/// # Errors
/// `NotFound` for one that does not look like it; `Masked` for the Case of who must not be named, before one has looked.
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
            let closed = Matter::closed(db, number)?;
            let sealed = closed.organisation.sealed.is_some();
            if unmasking::is_masked(db, me, &closed.organisation, now)? || (sealed && !trusted) {
                return Err(Error::Refused(Refusal::Masked));
            }
            let matter = Matter::load(&own, db, number)?;
            let proposed = publish::proposed(&matter)?;
            let all = twins::find(&own, db, (&proposed, &matter.assurances), trusted)?;
            let twin = all.into_iter().find(|twin| twin.public_id == other).ok_or(Error::NotFound)?;
            let other = twin.organisation.clone();
            Ok(Beside {
                this: side(&own, db, proposed)?,
                other: other.map(|organisation| side(&own, db, organisation)).transpose()?,
                twin,
            })
        })
        .await
}

fn side(app: &App, db: &mut Db, organisation: Organisation) -> Result<Side> {
    let id = organisation.id;
    let endorsement = match store::endorsement::of_organisation(db, id) {
        Err(Error::NotFound) => None,
        found => Some(found?),
    };
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
