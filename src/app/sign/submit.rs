//! Taking a form: a new signature, or a repeated one. From outside both look the same; only the owner
//! of the mailbox learns which it was.

use chrono::Duration;
use serde_json::json;

use super::confirm::{may_be_named, open_case, signer};
use super::draft::{Held, forget, is_open, seal};
use super::standing::{self, Known};
use crate::app::App;
use crate::app::act::{Act, Origin, Subject};
use crate::app::arrival::{self, Judgement};
use crate::app::contact::{self, Contact};
use crate::app::letter::Letter;
use crate::app::link::Link;
use crate::app::{hold, identity, rows};
use crate::domain::arrival::Hold;
use crate::domain::audit::AuditAct;
use crate::domain::commitment::StoredState;
use crate::domain::draft::{Draft, Sent, Submission};
use crate::domain::email::Email;
use crate::domain::endorsement::{EndorsementState, Origin as CameBy};
use crate::domain::ids::{DraftId, OrganisationId, RepresentativeId, VersionId};
use crate::domain::link::Purpose;
use crate::domain::locale::Locale;
use crate::domain::{Error, Refusal, Result, limits};
use crate::secret;
use crate::store;
use crate::store::endorsement::{Endorsement, NewEndorsement};

/// What finds a form that was sent, by its endorsement.
const SENT: &str = "sent-form";
/// What the cookie of a form that was sent is derived for, from the one under which it was sent.
const NEXT: &str = "sent-cookie";

/// Takes a form whose version and language are what its last page showed and that this token led to, and gives the
/// token under which the browser finds the page that says what comes next.
///
/// # Errors
/// `Invalid` with what is still wrong; `CallNotOpen`; `Conflict` when it was sent already.
pub async fn submit(app: &App, origin: Origin, token: String, held: Held, locale: Locale) -> Result<String> {
    if !is_open(app) {
        return Err(Error::Refused(Refusal::CallNotOpen));
    }
    let submission = parse(app, &held.draft, locale)?;
    app.act(origin, move |act| {
        if !store::draft::delete(act.db, held.id)? {
            return Err(Error::Conflict);
        }
        forget(act.db, held.id, act.now)?;
        let entered = arrive(act, &held.draft, &submission, locale)?;
        keep_sent(act, &token, held.draft, entered)
    })
    .await
}

/// Reads the whole form against the paragraphs of the version in force.
pub(super) fn parse(app: &App, draft: &Draft, locale: Locale) -> Result<Submission> {
    let reading = super::reading(app, locale).ok_or(Error::Refused(Refusal::CallNotOpen))?;
    draft.parse(&reading.known(), app.clock.now().day_in(app.time_zone()))
}

/// Takes what a form says, and keeps from where it came, whatever became of it.
pub(super) fn arrive(
    act: &mut Act<'_>,
    draft: &Draft,
    submission: &Submission,
    locale: Locale,
) -> Result<Option<Endorsement>> {
    let email = &submission.representative.email;
    let judged = hold::judge(act, submission)?;
    let (of, entered) = match standing::signed_before(act, draft, submission, judged.held.is_none())? {
        Some(known) if judged.held == Some(Hold::Blocked) => {
            repeated(act, &known)?;
            (known.endorsement.id, None)
        }
        Some(known) => {
            remind(act, &known, email)?;
            (known.endorsement.id, None)
        }
        None => {
            let known = enter(act, draft, submission, locale)?;
            (known.endorsement.id, Some(known))
        }
    };
    // What stands already is not held for how it is signed once more.
    let kept = if entered.is_some() { judged } else { Judgement::default() };
    arrival::keep(act, of, email, kept, entered.is_none())?;
    if let Some(known) = &entered {
        standing::make_room(act, known, email)?;
        if kept.held.is_some() {
            let organisation = identity::find(act.app, act.db, known.organisation.id)?;
            open_case(act, &organisation, &known.endorsement, true)?;
        }
        mail_confirmation(act, known, email)?;
    }
    Ok(entered.map(|known| known.endorsement))
}

/// Writes once more about what stands; where nothing does any more, the form comes anew while the Call can be signed.
pub(super) fn again(
    act: &mut Act<'_>,
    draft: &Draft,
    submission: &Submission,
    locale: Locale,
) -> Result<Option<Endorsement>> {
    match standing::signed_before(act, draft, submission, false)? {
        Some(known) => remind(act, &known, &submission.representative.email).map(|()| None),
        // Whoever holds the form is told the same: what became of a signature is its mailbox's to know.
        None if !is_open(act.app) => {
            act.stands();
            Ok(None)
        }
        None => arrive(act, draft, submission, locale),
    }
}

/// Writes to the owner of a mailbox that signs again: the link to confirm, or the way to the account.
pub(in crate::app) fn remind(act: &mut Act<'_>, known: &Known, email: &Email) -> Result<()> {
    repeated(act, known)?;
    if known.endorsement.state == EndorsementState::Submitted {
        return mail_confirmation(act, known, email);
    }
    let prefix = format!("already_signed.{}.", known.endorsement.id.0);
    if !mails_left_today(act, &prefix, email)? {
        return Ok(());
    }
    let link = Link::make(act, Purpose::Account, known.representative.id.0)?;
    let event = format!("{prefix}{}", link.mark());
    let link = link.url(act.app, known.locale());
    let letter = Letter::AlreadySigned { organisation: known.organisation.mail_name(), link };
    act.mail_about(known.organisation.id, &event, (email, known.locale()), &letter).map(drop)
}

fn repeated(act: &mut Act<'_>, known: &Known) -> Result<()> {
    let subject = Subject("endorsement", Some(known.endorsement.id.0));
    act.audit(AuditAct::EndorsementRepeated, subject, json!({ "state": known.endorsement.state }))
}

/// Mails the link to confirm a signature that staff let through, or brought back.
pub(in crate::app) fn mail_held_back(act: &mut Act<'_>, seen: &Endorsement) -> Result<()> {
    let (email, _) = signer(act, seen)?;
    let representative = store::representative::find(act.db, seen.representative_id.ok_or(Error::NotFound)?)?;
    let organisation = store::organisation::find(act.db, seen.organisation_id)?;
    mail_confirmation(act, &Known { endorsement: seen.clone(), organisation, representative }, &email)
}

/// Mails the link to confirm, as long as the signature is not held and this address has not had its share of mails.
pub(super) fn mail_confirmation(act: &mut Act<'_>, known: &Known, email: &Email) -> Result<()> {
    let endorsement = &known.endorsement;
    let prefix = format!("confirm_signature.{}.", endorsement.id.0);
    let held = store::arrival::is_held(act.db, endorsement.id)?;
    if held || !mails_left(act, &prefix, email, endorsement.submitted_at)? {
        return Ok(());
    }
    let link = Link::make(act, Purpose::Confirm, endorsement.id.0)?;
    let event = format!("{prefix}{}", link.mark());
    let letter = Letter::ConfirmSignature {
        organisation: known.organisation.unread_mail_name(),
        reference: endorsement.reference.clone(),
        link: link.url(act.app, known.locale()),
        days: limits::CONFIRM_DAYS,
        naming: may_be_named(endorsement),
    };
    let of = (known.organisation.id, arrival::is_crowded(act, endorsement)?);
    act.mail_signer(of, &event, (email, known.locale()), &letter).map(drop)
}

/// Whether an address may get another mail of this kind.
pub(in crate::app) fn mails_left(
    act: &mut Act<'_>,
    prefix: &str,
    email: &Email,
    since: crate::domain::Moment,
) -> Result<bool> {
    let index = contact::index(act.app, email);
    Ok(store::outbox::count_for(act.db, prefix, &index, since)? < limits::MAILS_PER_SUBMISSION)
}

/// The same of the last day.
pub(in crate::app) fn mails_left_today(act: &mut Act<'_>, prefix: &str, email: &Email) -> Result<bool> {
    let since = act.now - Duration::days(1);
    mails_left(act, prefix, email, since)
}

/// Enters a new signature with everything that belongs to it. Nothing of it is public.
fn enter(act: &mut Act<'_>, draft: &Draft, submission: &Submission, locale: Locale) -> Result<Known> {
    let now = act.now;
    let public_id = secret::public_id(&*act.app.chance);
    let withheld = submission.wish.visibility().withholds();
    let mut statement = submission.statement.as_ref().map(|text| text.as_str().to_owned());
    let mut row = rows::profile(&submission.profile);
    if withheld {
        row = identity::seal(act.app, row, statement.take(), None)?;
    }
    let organisation = store::organisation::insert(act.db, &public_id, &row, now)?;
    let representative = add_representative(act, organisation, submission, locale)?;
    let new = NewEndorsement {
        public_id: secret::public_id(&*act.app.chance),
        reference: secret::reference(&*act.app.chance),
        organisation_id: organisation,
        representative_id: Some(representative),
        version_id: version(act, draft.version)?,
        language: draft.language.clone(),
        state: EndorsementState::Submitted,
        visibility: submission.wish.visibility(),
        embargo_until: submission.wish.embargo_until(act.app.time_zone()),
        statement,
        authority: submission.representative.authority,
        origin: CameBy::Form,
        submitted_at: now,
        updated_at: now,
        revision: 1,
    };
    let endorsement = store::endorsement::insert(act.db, &new)?;
    for promise in &submission.promises {
        let new = rows::commitment(act.app, organisation, promise, StoredState::Draft, now);
        let new = if withheld { identity::seal_commitment(act.app, new)? } else { new };
        store::commitment::insert(act.db, &new)?;
    }
    // All staff read the trail: it says nothing of who must not be named.
    let detail = if withheld {
        json!({})
    } else {
        json!({ "version": draft.version, "language": draft.language,
            "category": submission.profile.category, "commitments": submission.promises.len() })
    };
    act.audit(AuditAct::EndorsementSubmitted, Subject("endorsement", Some(endorsement.0)), detail)?;
    Ok(Known {
        endorsement: store::endorsement::find(act.db, endorsement)?,
        organisation: store::organisation::find(act.db, organisation)?,
        representative: store::representative::find(act.db, representative)?,
    })
}

fn add_representative(
    act: &mut Act<'_>,
    organisation: OrganisationId,
    submission: &Submission,
    locale: Locale,
) -> Result<RepresentativeId> {
    let person = &submission.representative;
    let contact = Contact {
        name: person.name.as_str().to_owned(),
        job_title: person.job_title.as_str().to_owned(),
        email: person.email.as_str().to_owned(),
    };
    let new = store::representative::NewRepresentative {
        organisation_id: organisation,
        sealed: contact::seal(act.app, &contact)?,
        email_index: contact::index(act.app, &person.email),
        language: locale.code().to_owned(),
        named: person.named,
        created_at: act.now,
        authority: None,
    };
    store::representative::insert(act.db, &new)
}

/// The row of a published version, by its number.
fn version(act: &mut Act<'_>, number: i64) -> Result<VersionId> {
    let versions = store::call::all(act.db)?;
    let found = versions.into_iter().find(|version| version.number == Some(number));
    found.map(|version| version.id).ok_or_else(|| Error::internal("the version that was signed is not there"))
}

/// Keeps a form that was sent by whoever holds this token, until its address can no longer be corrected, and gives the
/// token under which it is found from now on: what comes next is the same for a browser that lost the answer.
///
/// The row's own token follows from the endorsement, so that confirming and erasing find it. Where there
/// was an endorsement already, it follows from nothing; nobody can tell the two apart.
pub(super) fn keep_sent(
    act: &mut Act<'_>,
    token: &str,
    draft: Draft,
    entered: Option<Endorsement>,
) -> Result<String> {
    let expires_at = act.now + Duration::hours(limits::CORRECTION_HOURS);
    let seed = entered.as_ref().map(|endorsement| endorsement.public_id.clone());
    let seed = seed.unwrap_or_else(|| secret::public_id(&*act.app.chance));
    let sent = Some(Sent { endorsement: entered.map(|endorsement| endorsement.id.0) });
    let new = store::draft::NewDraft {
        token_hash: secret::hash_token(&act.app.secrets.blind_index(SENT, &seed)),
        sealed: seal(act.app, &Draft { sent, ..draft })?,
        created_at: act.now,
        expires_at,
    };
    let id = store::draft::insert(act.db, &new)?;
    let next = next_token(act.app, token);
    Link::until(act, next.clone(), (Purpose::Draft, id.0), expires_at)?;
    Ok(next)
}

/// Under which token a browser finds the form that it sent under another.
pub(super) fn next_token(app: &App, token: &str) -> String {
    app.secrets.blind_index(NEXT, token)
}

/// The form behind an endorsement, as long as its address can be corrected.
pub(super) fn sent_form(act: &mut Act<'_>, endorsement: &Endorsement) -> Result<Option<(DraftId, Vec<u8>)>> {
    for token in act.app.secrets.blind_indexes(SENT, &endorsement.public_id) {
        if let Some(row) = store::draft::find_by_hash(act.db, &secret::hash_token(&token), act.now)? {
            return Ok(Some((row.id, row.sealed)));
        }
    }
    Ok(None)
}

/// Forgets the form behind an endorsement.
pub(in crate::app) fn forget_sent(act: &mut Act<'_>, endorsement: &Endorsement) -> Result<()> {
    match sent_form(act, endorsement)? {
        Some((id, _)) => forget(act.db, id, act.now),
        None => Ok(()),
    }
}
