//! The representative's side: what those who act for an organisation see of it and do with it.
//!
//! Every act begins at the representative who is signed in and goes from there to the one
//! organisation they act for. Nothing here takes an organisation's id from outside.

pub mod amendment;
pub mod answer;
pub mod commitment;
pub mod desk;
pub mod device;
pub mod naming;
pub mod revision;
pub mod seen;
pub mod session;
pub mod sign_in;
pub mod withdrawal;

use super::App;
use super::act::{Act, Origin};
use super::contact::{self, Contact};
use super::identity;
use super::letter::Letter;
use super::register::public_state;
use crate::domain::case::{CaseKind, CaseOutcome, CaseState};
use crate::domain::commitment::StoredState;
use crate::domain::email::Email;
use crate::domain::endorsement::EndorsementState;
use crate::domain::ids::RepresentativeId;
use crate::domain::locale::Locale;
use crate::domain::search_key::fold;
use crate::domain::visibility::{CommitmentShown, commitment_now, public_now};
use crate::domain::{Error, Refusal, Result};
use crate::store::endorsement::Endorsement;
use crate::store::organisation::Organisation;
use crate::store::representative::Representative;
use crate::store::{self, Db};

/// Who acts, and in answer to which request.
#[derive(Debug, Clone)]
pub struct Acting {
    pub representative: RepresentativeId,
    pub origin: Origin,
}

/// What a representative acts for, as it stands at this moment.
#[derive(Debug, Clone)]
pub struct Account {
    pub representative: Representative,
    pub organisation: Organisation,
    pub endorsement: Endorsement,
}

impl Account {
    /// The account of a representative, the organisation's identity opened.
    ///
    /// # Errors
    /// Not found, if the person no longer acts for anybody.
    pub fn of(app: &App, db: &mut Db, id: RepresentativeId) -> Result<Account> {
        let representative = store::representative::find(db, id)?;
        let mut organisation = store::organisation::find(db, representative.organisation_id)?;
        let mut endorsement = store::endorsement::of_organisation(db, organisation.id)?;
        identity::open(app, &mut organisation, &mut endorsement)?;
        Ok(Account { representative, organisation, endorsement })
    }
}

/// What the forms of an account say of whose they are: in one browser another account may have been opened since.
const OPENED_FOR: &str = "account.opened_for";

/// The mark of an account on its forms.
pub fn mark(app: &App, representative: RepresentativeId) -> String {
    app.secrets.sign(OPENED_FOR, &representative.to_string())
}

/// Whether a form has the mark of this account.
pub fn is_marked(app: &App, representative: RepresentativeId, mark: &str) -> bool {
    app.secrets.is_signed(OPENED_FOR, &representative.to_string(), mark)
}

/// The language in which we write to somebody.
pub fn language(representative: &Representative) -> Locale {
    Locale::from_code(&representative.language).unwrap_or(Locale::English)
}

/// Somebody to write to.
pub struct Addressee {
    pub email: Email,
    pub locale: Locale,
}

/// Everybody who acts for an organisation, opened.
pub(in crate::app) fn addressees(
    app: &App,
    db: &mut Db,
    organisation: &Organisation,
) -> Result<Vec<Addressee>> {
    let acting = store::representative::of_organisation(db, organisation.id)?;
    acting.iter().map(|one| addressee(app, one)).collect()
}

fn addressee(app: &App, representative: &Representative) -> Result<Addressee> {
    let contact: Contact = contact::open(app, &representative.sealed)?;
    let email = Email::parse(&contact.email)
        .map_err(|flaw| Error::internal(format!("a kept address is no address: {flaw}")))?;
    Ok(Addressee { email, locale: language(representative) })
}

/// Writes to everybody who acts for an organisation, each in their own language.
pub(super) fn write_to_all(
    act: &mut Act<'_>,
    organisation: &Organisation,
    event: &str,
    letter: impl Fn(&mut Act<'_>, &Addressee) -> Result<Letter>,
) -> Result<()> {
    let app = act.app;
    for addressee in addressees(app, act.db, organisation)? {
        let letter = letter(act, &addressee)?;
        act.mail_about(organisation.id, event, (&addressee.email, addressee.locale), &letter)?;
    }
    Ok(())
}

/// Puts the Case of something that was sent anew before the staff: the one that is open, or a new one.
fn put_before_staff(act: &mut Act<'_>, kind: CaseKind, subject: i64, of: &Organisation) -> Result<i64> {
    let number = match store::case::open_of(act.db, kind, subject)? {
        Some(seen) => {
            store::case::set_state(act.db, &seen, CaseState::Open, None, act.now)?;
            seen.number
        }
        None => {
            let words = words(act.db, of)?;
            let id = store::case::open(act.db, kind, subject, (of.id, &words), act.now)?;
            store::case::find(act.db, id)?.number
        }
    };
    Ok(number)
}

/// The words by which a Case about an organisation is found: its name, or its reference where it must not be
/// named.
pub(super) fn words(db: &mut Db, of: &Organisation) -> Result<String> {
    if of.sealed.is_none() {
        return Ok(of.search_key.clone());
    }
    Ok(fold(&store::endorsement::of_organisation(db, of.id)?.reference))
}

/// Closes the open Case of something that its organisation took back, or that came to an end with its signature.
pub(super) fn close_case(
    act: &mut Act<'_>,
    kind: CaseKind,
    subject: i64,
    outcome: CaseOutcome,
) -> Result<()> {
    match store::case::open_of(act.db, kind, subject)? {
        Some(seen) => store::case::set_state(act.db, &seen, CaseState::Closed, Some(outcome), act.now),
        None => Ok(()),
    }
}

/// Whether an entry is there for everybody to read, so that changes and promises mean something.
pub fn in_public(endorsement: &Endorsement) -> bool {
    endorsement.state == EndorsementState::Published && !endorsement.visibility.withholds()
}

/// Whether everybody can read what its active commitments say.
pub fn promises_readable(endorsement: &Endorsement) -> bool {
    public_state(endorsement.state, false).is_some_and(|state| {
        let shown = public_now(endorsement.visibility, Some(state));
        let shown = commitment_now(shown, (state, endorsement.withdrew_suspended()), StoredState::Active);
        matches!(shown, CommitmentShown::Full | CommitmentShown::Marked)
    })
}

fn wrong_state<T>() -> Result<T> {
    Err(Error::Refused(Refusal::WrongState))
}
