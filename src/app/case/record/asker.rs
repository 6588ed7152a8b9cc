//! Who asks for access: one of those who act for the organisation, or somebody who asked to.

use super::{Ask, Purpose};
use crate::app::case::matter::Matter;
use crate::app::contact;
use crate::app::{App, recovery, unmasking};
use crate::domain::email::Email;
use crate::domain::ids::{RecoveryId, RepresentativeId};
use crate::domain::permit::{Permit, Unmask};
use crate::domain::{Error, Flaw, Result};
use crate::store::representative::Representative;
use crate::store::{self, Db};

/// Who asks for access.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Person {
    /// One of those who act for the organisation.
    Acting(RepresentativeId),
    /// Somebody who asked to act for it.
    Asking(RecoveryId),
}

/// Those who can ask for access, as far as the colleague may see them now.
///
/// # Errors
/// `NotFound`.
pub async fn people(app: &App, permit: &Permit<Unmask>, number: i64) -> Result<Vec<(Person, String)>> {
    let (own, me, now) = (app.clone(), permit.id(), app.clock.now());
    app.store
        .read(move |db| {
            let matter = Matter::closed(db, number)?;
            if unmasking::is_masked(db, me, &matter.organisation, now)? {
                return Ok(Vec::new());
            }
            let of = matter.organisation.id;
            let rows = store::representative::of_organisation(db, of)?;
            let acting =
                |row: &Representative| Ok((Person::Acting(row.id), contact::open(&own, &row.sealed)?));
            let mut all = rows.iter().map(acting).collect::<Result<Vec<_>>>()?;
            for (id, asked) in recovery::known(&own, db, of)? {
                if all.iter().all(|(_, other)| mailbox(&other.email) != mailbox(&asked.email)) {
                    all.push((Person::Asking(id), asked));
                }
            }
            Ok(all.into_iter().map(|(person, contact)| (person, contact.name)).collect())
        })
        .await
}

/// Who asks for access, as the file knows them again.
pub(super) struct Asker {
    /// Nothing, of who does not act for the organisation.
    pub id: Option<RepresentativeId>,
    mailbox: String,
}

impl Asker {
    /// Whether an address is of their mailbox.
    pub fn has_mailbox(&self, address: &str) -> bool {
        self.mailbox == mailbox(address)
    }
}

/// Finds out who asks. Nobody, in a file for the journal.
pub(super) fn asker(app: &App, db: &mut Db, matter: &Matter, ask: Ask) -> Result<Option<Asker>> {
    let of = matter.organisation.id;
    let id = match ask.person {
        _ if ask.purpose == Purpose::Journal => return Ok(None),
        Some(Person::Asking(id)) => {
            let asked = recovery::known(app, db, of)?.into_iter().find(|(other, _)| *other == id);
            let (_, contact) = asked.ok_or(Error::NotFound)?;
            return Ok(Some(Asker { id: None, mailbox: mailbox(&contact.email) }));
        }
        Some(Person::Acting(id)) => Some(id),
        None => matter.endorsement.representative_id,
    };
    let rows = store::representative::of_organisation(db, of)?;
    let Some(row) = rows.iter().find(|row| Some(row.id) == id) else {
        let chosen = ask.person.is_some();
        return if chosen { Err(Error::invalid("person", Flaw::UnknownChoice)) } else { Ok(None) };
    };
    Ok(Some(Asker { id, mailbox: mailbox(&contact::open(app, &row.sealed)?.email) }))
}

/// A mailbox, so that two spellings of it are the same.
fn mailbox(address: &str) -> String {
    Email::parse(address).map_or_else(|_| address.to_owned(), |email| email.canonical())
}
