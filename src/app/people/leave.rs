//! Ceasing to act: by oneself, or because a colleague says that somebody has left. Whoever ceases is out at once, in
//! every browser and by every link; everybody is told, and what to do if it was wrong.

use serde_json::json;

use super::{PERSON, did_to, mail_name, moving, of_mailbox, person_behind};
use crate::app::account::{Account, Acting, language, write_to_all};
use crate::app::act::{Act, Subject};
use crate::app::address::Address;
use crate::app::letter::Letter;
use crate::app::link::Link;
use crate::app::{App, case::letters, contact, recovery};
use crate::domain::audit::AuditAct;
use crate::domain::email::Email;
use crate::domain::endorsement::EndorsementState;
use crate::domain::ids::{OrganisationId, RepresentativeId};
use crate::domain::link::Purpose;
use crate::domain::locale::Locale;
use crate::domain::people::colleagues_take_off;
use crate::domain::session;
use crate::domain::{Error, Refusal, Result};
use crate::store;
use crate::store::organisation::Organisation;
use crate::store::representative::Representative;

crate::codes! {
    /// Why somebody no longer acts.
    pub enum Why {
        /// They left.
        Left = "left",
        /// They handed over to a colleague who has joined.
        HandedOver = "handed_over",
        /// A colleague took them off.
        TakenOff = "taken_off",
        /// The ministry let somebody else in, who said that they have left.
        Replaced = "replaced",
    }
}

/// Ceases to act oneself, and is signed out.
///
/// # Errors
/// `LastPerson`, if nobody would be left.
pub async fn leave(app: &App, by: Acting) -> Result<()> {
    let id = by.representative;
    app.act(by.origin, move |act| {
        let account = held(act, id)?;
        let rows = of_mailbox(act, &account.representative)?;
        let acting = store::representative::of_organisation(act.db, account.organisation.id)?;
        if acting.len() == rows.len() {
            return Err(Error::Refused(Refusal::LastPerson));
        }
        end_all(act, &rows)?;
        tell(act, &account.organisation, &account.representative, Why::Left)?;
        let subject = Subject("organisation", Some(account.organisation.id.0));
        act.audit(AuditAct::PeopleLeft, subject, json!({ "representative": id }))
    })
    .await
}

/// Takes off a colleague who has left the organisation. Whoever has done so hears so again.
///
/// # Errors
/// Not found, if there is no such colleague, or it is oneself; `StateColleagues` for a state: there the ministry does.
pub async fn take_off(app: &App, by: Acting, named: &str) -> Result<()> {
    let (id, colleague) = (by.representative, named.to_owned());
    let done = app.act(by.origin, move |act| {
        let account = held(act, id)?;
        if !colleagues_take_off(account.organisation.category) {
            return Err(Error::Refused(Refusal::StateColleagues));
        }
        let person = person_behind(act.app, act.db, account.organisation.id, &colleague)?;
        let rows = of_mailbox(act, &person)?;
        if rows.iter().any(|row| row.id == id) {
            return Err(Error::NotFound);
        }
        end_all(act, &rows)?;
        tell(act, &account.organisation, &person, Why::TakenOff)?;
        let subject = Subject("organisation", Some(account.organisation.id.0));
        act.audit(AuditAct::PeopleTakenOff, subject, json!({ "representative": person.id }))
    });
    match done.await {
        Err(Error::NotFound | Error::Conflict)
            if did_to(app, id, AuditAct::PeopleTakenOff, ("representative", PERSON, named)).await? =>
        {
            Ok(())
        }
        done => done,
    }
}

/// The account of somebody who acts, while nobody else who holds it ceases to: of two who go at once, the second sees what the
/// first left.
pub(super) fn held(act: &mut Act<'_>, id: RepresentativeId) -> Result<Account> {
    let of = store::representative::find(act.db, id)?.organisation_id;
    store::organisation::hold(act.db, of)?;
    Account::of(act.app, act.db, id)
}

/// Ends everything by which these act.
pub(super) fn end_all(act: &mut Act<'_>, rows: &[Representative]) -> Result<()> {
    rows.iter().try_for_each(|row| end(act, row))
}

/// Ends everything by which somebody acts: sessions, links, and the invitations that they made.
pub(in crate::app) fn end(act: &mut Act<'_>, person: &Representative) -> Result<()> {
    if !store::representative::remove(act.db, person.id, act.now)? {
        return Err(Error::Conflict);
    }
    end_ways_in(act, person)?;
    end_invitations(act, person.organisation_id, &[person.id])?;
    if person.named {
        act.takes_away();
        store::register_state::bump(act.db)?;
    }
    // Nor does an objection of theirs count any more.
    recovery::rank(act.db, person.organisation_id)
}

/// Ends every session of a person, and every link that their mailbox holds.
pub(super) fn end_ways_in(act: &mut Act<'_>, person: &Representative) -> Result<()> {
    store::session::end_all_of(act.db, session::Subject::Representative(person.id), None, act.now)?;
    store::link::spend_all_of(act.db, Purpose::Account, person.id.0, act.now)?;
    moving::forget(act.db, person, act.now)?;
    // Links in earlier mails are about the signature and were sent to everybody: whoever still acts has the account, and
    // gets a new link to hide; those about one that went into it hide it too. That a withdrawal be taken back may be asked by
    // all who were told of it.
    for one in store::merge::whole(act.db, person.organisation_id)? {
        let signature = store::endorsement::of_organisation(act.db, one)?;
        for purpose in [Purpose::Cancel, Purpose::Hide] {
            store::link::spend_all_of(act.db, purpose, signature.id.0, act.now)?;
        }
    }
    Ok(())
}

/// A new link to hide, for who still acts, where something of the organisation can be read and its people hide it;
/// those before have ended.
pub(super) fn new_hide_link(act: &mut Act<'_>, of: &Organisation, locale: Locale) -> Result<Option<String>> {
    let signature = store::endorsement::of_organisation(act.db, of.id)?;
    let is_read = matches!(signature.state, EndorsementState::Published | EndorsementState::Suspended);
    let hides = is_read && letters::may_be_hidden(of, &signature);
    let link = hides.then(|| Link::make(act, Purpose::Hide, signature.id.0)).transpose()?;
    Ok(link.map(|link| link.url(act.app, locale)))
}

/// Ends the invitations to act for an organisation that some of its people made: they cease to act for it.
pub(in crate::app) fn end_invitations(
    act: &mut Act<'_>,
    of: OrganisationId,
    by: &[RepresentativeId],
) -> Result<()> {
    for invitation in store::invitation::of_organisation(act.db, of)? {
        if by.contains(&invitation.invited_by) {
            super::forget_invitation(act.db, invitation.id, act.now)?;
        }
    }
    Ok(())
}

/// Writes to whoever ceased, and to everybody who still acts.
fn tell(act: &mut Act<'_>, of: &Organisation, person: &Representative, why: Why) -> Result<()> {
    let contact = contact::open(act.app, &person.sealed)?;
    let email = Email::parse(&contact.email).map_err(|_| Error::internal("a kept address does not parse"))?;
    let letter = Letter::NoLongerActing { organisation: of.mail_name(), why };
    act.mail_about(of.id, &format!("people_ended.{}", person.id), (&email, language(person)), &letter)?;
    write_to_all(act, of, &format!("people_gone.{}", person.id), |act, to| {
        let hide_link = new_hide_link(act, of, to.locale)?;
        Ok(Letter::ColleagueGone {
            organisation: of.mail_name(),
            person: mail_name(of, &contact.name),
            taken_off: why == Why::TakenOff,
            link: Address::AccountPeople.url(&act.app.config.base_url.url, to.locale),
            hide_link,
        })
    })
}
