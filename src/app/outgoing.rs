//! A mail at the moment at which it goes. It may have been written long ago, so it is asked first whether the link that it turns
//! on still opens anything; and then, in the transaction in which its worker takes hold of it, whether it may name its
//! organisation: whoever has hidden by then is named in none.

use super::address::Address;
use super::letter::{Envelope, Letter};
use super::{App, link, recovery};
use crate::domain::ids::OrganisationId;
use crate::domain::link::Purpose;
use crate::domain::{Moment, Result};
use crate::secret;
use crate::store::link::Fate;
use crate::store::outbox::Mail;
use crate::store::{self, Db};

/// The field that mails are sealed for.
pub(super) const SEALED_FOR: &str = "outbox";
/// Mails that name two organisations.
const OF_TWO: [&str; 2] = ["merged", "unmerged"];

/// What lies in a mail.
///
/// # Errors
/// Internal, if it was sealed with a secret that is not known here.
pub fn opened(app: &App, mail: &Mail) -> Result<Envelope> {
    app.secrets.open_json(SEALED_FOR, mail.sealed.as_deref().unwrap_or_default())
}

/// Whether a mail may name whom it is about. One of which nobody can say whom it is about names nobody.
///
/// # Errors
/// Internal, if the database does not answer.
pub fn may_name(db: &mut Db, mail: &Mail) -> Result<bool> {
    let Some(of) = subject(db, mail)? else { return Ok(false) };
    let mut named = vec![of];
    if OF_TWO.contains(&mail.template.as_str()) {
        named.extend(store::merge::others(db, of, mail.created_at)?);
    }
    for one in named {
        if store::endorsement::visibility_of(db, one)?.withholds() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The link that a mail turns on: what it is for, and what is kept of it. None also of one that leads to another place than
/// this site has now: nobody can say whether that still opens anything.
pub fn link_of(app: &App, letter: &Letter) -> Option<(Purpose, String)> {
    let (purpose, url) = letter.turns_on()?;
    Some((purpose, secret::hash_token(link::token_in(&app.config, purpose, url)?)))
}

/// Whether the link that a mail turns on opens nothing any more.
///
/// # Errors
/// Internal, if the database does not answer.
pub fn is_overtaken(app: &App, db: &mut Db, mail: &Mail, now: Moment) -> Result<bool> {
    // What cannot be opened, nobody can say of.
    let link = opened(app, mail).ok().and_then(|envelope| link_of(app, &envelope.letter));
    let Some((purpose, hash)) = link else { return Ok(false) };
    Ok(store::link::fate(db, &hash, purpose, now)? != Fate::Opens)
}

fn subject(db: &mut Db, mail: &Mail) -> Result<Option<OrganisationId>> {
    match mail.organisation_id {
        // It stands in no history: nobody has confirmed that they asked.
        None => recovery::asked_for(db, &mail.event),
        known => Ok(known),
    }
}

/// What lies in a mail, without a name where it may have none (`named`); nothing, where it has no use then.
///
/// # Errors
/// As [`opened`].
pub fn as_it_may_go(app: &App, mail: &Mail, named: bool) -> Result<Option<Envelope>> {
    let Envelope { to, locale, letter } = opened(app, mail)?;
    let account = Address::Account.url(&app.config.base_url.url, locale);
    let letter = if named { Some(letter) } else { letter.nameless(&account) };
    Ok(letter.map(|letter| Envelope { to, locale, letter }))
}
