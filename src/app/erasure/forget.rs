//! Forgetting one signature whole: what its signer typed, who they are, what staff wrote about it, and every mail
//! about it that has not gone out. Its state and its dates stay, and so does the audit trail, which knows ids alone.

use super::published;
use crate::app::account::language;
use crate::app::act::Act;
use crate::app::contact;
use crate::app::letter::ONCE;
use crate::app::people::{forget_invitation, forget_move};
use crate::app::recovery;
use crate::app::sign::submit::forget_sent;
use crate::domain::case::{CaseOutcome, CaseState};
use crate::domain::email::Email;
use crate::domain::ids::{CaseId, OrganisationId};
use crate::domain::link::Purpose;
use crate::domain::locale::Locale;
use crate::domain::session;
use crate::domain::{Error, Refusal, Result};
use crate::store;
use crate::store::endorsement::Endorsement;

/// What a last mail needs to know of what is no longer there.
pub(super) struct Forgotten {
    pub organisation: String,
    pub people: Vec<(Email, Locale)>,
}

/// Forgets everything about a signature that never became public. Its open Cases close with this outcome.
///
/// # Errors
/// `WrongState` for an organisation that was ever public: that takes two admins.
pub(super) fn whole(act: &mut Act<'_>, seen: &Endorsement, outcome: CaseOutcome) -> Result<Forgotten> {
    forget_sent(act, seen)?;
    all_but_sent(act, seen, outcome)
}

/// The same, but for the form behind the page that its signer sees after sending. It lives on for its hours, so that the
/// page does not tell what became of the signature.
///
/// # Errors
/// As [`whole`].
pub(super) fn all_but_sent(act: &mut Act<'_>, seen: &Endorsement, outcome: CaseOutcome) -> Result<Forgotten> {
    if seen.published_at.is_some() {
        return Err(Error::Refused(Refusal::WrongState));
    }
    // Its publication was lost with a restore, and the entries came back.
    if !store::entry::of_organisation(act.db, seen.organisation_id)?.is_empty() {
        published::entries(act, seen.organisation_id)?;
    }
    let forgotten = common(act, seen, (outcome, None))?;
    store::amendment::erase_of(act.db, seen.organisation_id)?;
    store::commitment::erase_of(act.db, seen.organisation_id)?;
    Ok(forgotten)
}

/// What is forgotten of everybody, public or not. Open Cases close with this outcome, but for the one in which it is
/// decided.
pub(super) fn common(
    act: &mut Act<'_>,
    seen: &Endorsement,
    (outcome, deciding): (CaseOutcome, Option<CaseId>),
) -> Result<Forgotten> {
    let (id, now) = (seen.organisation_id, act.now);
    let organisation = store::organisation::find(act.db, id)?;
    let people = people(act, seen)?;
    let mut written_to = people.clone();
    written_to.extend(recovery::askers(act, id)?);
    // Nothing went into what was never public.
    let whole = if deciding.is_some() { store::merge::whole(act.db, id)? } else { vec![id] };
    unsent_mails(act, (id, &whole), &written_to)?;
    ways_in(act, seen)?;
    for case in store::case::of_organisation(act.db, id)? {
        if case.state != CaseState::Closed && Some(case.id) != deciding {
            store::case::set_state(act.db, &case, CaseState::Closed, Some(outcome), now)?;
        }
    }
    store::arrival::delete_of(act.db, id)?;
    store::case::erase_of(act.db, id)?;
    store::report::erase_of(act.db, id)?;
    for invitation in store::invitation::of_organisation(act.db, id)? {
        forget_invitation(act.db, invitation.id, now)?;
    }
    recovery::erase_of(act.db, id, now)?;
    store::challenge::delete_of(act.db, id)?;
    store::assurance::erase_of(act.db, id)?;
    store::endorsement::erase(act.db, seen.id)?;
    let mailboxes: Vec<String> =
        store::representative::of_organisation(act.db, id)?.into_iter().map(|one| one.email_index).collect();
    store::representative::erase_of(act.db, id, now)?;
    for mailbox in mailboxes {
        if !store::representative::acts_elsewhere(act.db, std::slice::from_ref(&mailbox), id)? {
            store::circular::opt_in(act.db, &mailbox)?;
        }
    }
    store::organisation::erase(act.db, id, now)?;
    Ok(Forgotten { organisation: organisation.unread_mail_name(), people })
}

/// Where everybody is written to who acts for the organisation.
pub(super) fn people(act: &mut Act<'_>, seen: &Endorsement) -> Result<Vec<(Email, Locale)>> {
    let mut found = Vec::new();
    for person in store::representative::of_organisation(act.db, seen.organisation_id)? {
        let contact = contact::open(act.app, &person.sealed)?;
        if let Ok(email) = Email::parse(&contact.email) {
            found.push((email, language(&person)));
        }
    }
    Ok(found)
}

/// Ends sessions, and uses up every link about the signature or to its people.
fn ways_in(act: &mut Act<'_>, seen: &Endorsement) -> Result<()> {
    for person in store::representative::of_organisation(act.db, seen.organisation_id)? {
        store::session::end_all_of(act.db, session::Subject::Representative(person.id), None, act.now)?;
        store::link::spend_all_of(act.db, Purpose::Account, person.id.0, act.now)?;
        forget_move(act.db, &person, act.now)?;
    }
    for purpose in [Purpose::Confirm, Purpose::Cancel, Purpose::Reverse, Purpose::Hide] {
        store::link::spend_all_of(act.db, purpose, seen.id.0, act.now)?;
    }
    Ok(())
}

/// Forgets mails to these people that wait or were given up and are about an organisation, or what went into it
/// (`whole`). What is about none stays, but for a mail to many at once that goes to who acts for no other.
fn unsent_mails(
    act: &mut Act<'_>,
    (of, whole): (OrganisationId, &[OrganisationId]),
    people: &[(Email, Locale)],
) -> Result<()> {
    for (email, _) in people {
        let indexes = contact::indexes(act.app, email);
        for mail in store::outbox::unsent_to(act.db, &indexes, whole)? {
            let theirs = mail.organisation_id.is_some()
                || ONCE.contains(&mail.template.as_str())
                    && !store::representative::acts_elsewhere(act.db, &indexes, of)?;
            if theirs {
                store::outbox::forget(act.db, mail.id)?;
            }
        }
    }
    Ok(())
}
