//! The mails that a decision writes. They are made by one function for the eyes of staff before it goes and for
//! the outbox, so that what goes is what was shown.

use crate::app::App;
use crate::app::act::Act;
use crate::app::address::Address;
use crate::app::contact;
use crate::app::letter::{Envelope, Letter};
use crate::app::link::{self, Link};
use crate::app::{recovery, words};
use crate::domain::case::{CaseKind, Decision};
use crate::domain::email::Email;
use crate::domain::endorsement::withdraws_by_letter;
use crate::domain::ids::EndorsementId;
use crate::domain::link::Purpose;
use crate::domain::locale::Locale;
use crate::domain::text::Name;
use crate::domain::{Error, Result, limits, slug};
use crate::secret;
use crate::store::commitment::Commitment;
use crate::store::endorsement::Endorsement;
use crate::store::organisation::Organisation;
use crate::store::reason::Reason;
use crate::store::{self, Db};

use super::matter::{Matter, Topic};
use super::ruling::Ruling;

/// What the mails of one decision have in common.
struct Facts {
    organisation: String,
    /// What the other of two is called, where two become one or two again.
    other: String,
    slug: String,
    number: i64,
    reason: Option<Reason>,
}

/// The mails as they would go now, one for each person who acts for the organisation.
pub fn drafts(app: &App, db: &mut Db, matter: &Matter, ruling: &Ruling) -> Result<Vec<Envelope>> {
    if let Topic::Recovery(recovery) = &matter.topic {
        // Everybody is always told: who asked, those who act, and those who no longer do.
        return recovery::letters(app, db, (matter, recovery), ruling);
    }
    // Whoever says that a withdrawal was not theirs is promised a mail when that is decided.
    let promised = matches!(matter.topic, Topic::Reversal);
    if !ruling.write && !promised {
        return Ok(Vec::new());
    }
    let own = facts(db, (&matter.organisation, other_of(matter)), ruling)?;
    let mut people = store::representative::of_organisation(db, matter.organisation.id)?;
    let mut leaving = None;
    if let Topic::Merge(other) = &matter.topic {
        people.extend(store::representative::of_organisation(db, other.organisation.id)?);
        if ruling.decision == Decision::Unmerge && other.organisation.sealed.is_none() {
            leaving = Some((other, facts(db, (&other.organisation, Some(&matter.organisation)), ruling)?));
        }
    }
    let mut drafts = Vec::new();
    for person in people {
        let to = contact::open(app, &person.sealed)?.email;
        let locale = Locale::from_code(&person.language).unwrap_or(Locale::English);
        let facts = match &leaving {
            Some((other, theirs)) if other.brought(person.id) => theirs,
            _ => &own,
        };
        if let Some(letter) = letter(app, matter, ruling, (facts, locale)) {
            drafts.push(Envelope { to, locale, letter });
        }
    }
    Ok(drafts)
}

/// What tells one set of mails from another: SHA-256 of what is shown.
pub fn fingerprint(app: &App, drafts: &[Envelope]) -> Result<String> {
    let words = words::fingerprint(app, drafts.iter().map(|draft| &draft.letter))?;
    let text = serde_json::to_string(&(drafts, words)).map_err(Error::internal)?;
    Ok(secret::hash_token(&text))
}

/// Puts the mails that were shown into the outbox. Gives their number.
pub fn send(act: &mut Act<'_>, matter: &Matter, drafts: Vec<Envelope>) -> Result<usize> {
    let count = drafts.len();
    for draft in drafts {
        let to = Email::parse(&draft.to).map_err(|_| Error::internal("a kept address does not parse"))?;
        let signed = signature(act.app, matter, draft.locale, &draft.letter);
        // Whoever acts for both of two that part gets the mail of each.
        let whose = if signed == matter.endorsement.id { String::new() } else { format!(".{signed}") };
        let (case, template) = (&matter.case, draft.letter.template());
        let event = format!("case.{}.{}.{template}{whose}", case.id, case.revision);
        let letter = with_link(act, signed, draft.locale, draft.letter)?;
        act.mail_about(matter.organisation.id, &event, (&to, draft.locale), &letter)?;
    }
    Ok(count)
}

/// Puts a real link in place of the hidden one.
fn with_link(act: &mut Act<'_>, id: EndorsementId, locale: Locale, mut letter: Letter) -> Result<Letter> {
    if let Some((purpose, link)) = letter.made_on_sending() {
        *link = Link::make(act, purpose, id.0)?.url(act.app, locale);
    }
    Ok(letter)
}

/// About whose signature a mail is: of two that part, each gets its own.
fn signature(app: &App, matter: &Matter, locale: Locale, letter: &Letter) -> EndorsementId {
    if let (Topic::Merge(other), Letter::Unmerged { link, .. }) = (&matter.topic, letter) {
        let page = other.organisation.slug.clone().map(|slug| url(app, &Address::Signatory(slug), locale));
        if page.as_ref() == Some(link) {
            return other.endorsement.id;
        }
    }
    matter.endorsement.id
}

/// The other of two that become one or two again.
fn other_of(matter: &Matter) -> Option<&Organisation> {
    match &matter.topic {
        Topic::Merge(other) => Some(&other.organisation),
        _ => None,
    }
}

/// The name, address and number are those that the register has or will have.
fn facts(
    db: &mut Db,
    (organisation, other): (&Organisation, Option<&Organisation>),
    ruling: &Ruling,
) -> Result<Facts> {
    let slug = match &organisation.slug {
        Some(slug) => slug.clone(),
        None => free_slug(db, &organisation.name)?,
    };
    let number = match organisation.number {
        Some(number) => number,
        None => store::register_state::upcoming_signatory_number(db)?,
    };
    let other = other.map(Organisation::mail_name).unwrap_or_default();
    let reason = ruling.reason(db)?;
    Ok(Facts { organisation: organisation.mail_name(), other, slug, number, reason })
}

/// The first slug of a name that nobody has.
pub fn free_slug(db: &mut Db, name: &str) -> Result<String> {
    let name = Name::parse(name).map_err(|flaw| Error::internal(format!("a kept name: {flaw}")))?;
    for attempt in 1..=1_000 {
        let candidate = slug::candidate(&name, attempt);
        if !store::organisation::slug_taken(db, &candidate)? {
            return Ok(candidate);
        }
    }
    Err(Error::internal("a thousand organisations of one name"))
}

fn url(app: &App, address: &Address, locale: Locale) -> String {
    address.url(&app.config.base_url.url, locale)
}

/// The mail that a decision writes in a language, if it writes one, as it is shown: its secret link is hidden.
fn letter(app: &App, matter: &Matter, ruling: &Ruling, (facts, locale): (&Facts, Locale)) -> Option<Letter> {
    let (organisation, other) = (facts.organisation.clone(), facts.other.clone());
    let unnamed = matter.endorsement.visibility.withholds();
    let withdrew_suspended = matter.endorsement.withdrew_suspended();
    let link = url(app, &seen_at(matter, facts), locale);
    let reason = facts.reason.as_ref().map(|reason| wording(reason, locale)).unwrap_or_default();
    let message = ruling.message.clone();
    // The title of one who must not be named says who it is.
    let title = |promise: &Commitment| if unnamed { String::new() } else { promise.title.clone() };
    let of_commitment = matches!(matter.topic, Topic::Commitment(_));
    let hides = may_be_hidden(&matter.organisation, &matter.endorsement);
    let hide_link = hides.then(|| link::hidden(app, Purpose::Hide, locale));
    Some(match (ruling.decision, &matter.topic) {
        (Decision::Publish, Topic::Signature) if unnamed => {
            unnamed_letter(app, &matter.endorsement, hide_link, locale)
        }
        (Decision::Publish, Topic::Signature) => {
            Letter::Published { organisation, number: facts.number, link, hide_link }
        }
        (Decision::Publish, Topic::Amendment(_) | Topic::Revision(_) | Topic::Commitment(_)) => {
            Letter::ChangePublished { organisation, link, of_commitment }
        }
        (Decision::Publish, Topic::Withdrawal) => {
            let reverse_link = link::hidden(app, Purpose::Reverse, locale);
            Letter::Withdrawn { organisation, reverse_link, days: limits::REVERSAL_DAYS }
        }
        (Decision::Publish, Topic::Reversal) => {
            Letter::Reinstated { organisation, link, hide_link, suspended: withdrew_suspended }
        }
        (Decision::Ask, _) => {
            let link = url(app, &Address::AccountSignIn, locale);
            let days = (matter.case.kind == CaseKind::Endorsement).then_some(limits::UNANSWERED_DAYS);
            Letter::MoreNeeded { organisation, reason, message, link, days }
        }
        (Decision::Close, Topic::Reversal) => Letter::WithdrawalStands { organisation },
        (Decision::TakeBack, _) => Letter::QuestionTakenBack { organisation, message },
        (Decision::Decline, Topic::Amendment(_) | Topic::Revision(_) | Topic::Commitment(_)) => {
            Letter::ChangeDeclined { organisation, reason, message, of_commitment }
        }
        (Decision::Decline, _) => Letter::Declined { organisation, reason, message },
        (Decision::Suspend, Topic::Commitment(promise)) => {
            Letter::CommitmentSuspended { organisation, commitment: title(promise), reason, message }
        }
        (Decision::Restore, Topic::Commitment(promise)) => {
            Letter::CommitmentRestored { organisation, commitment: title(promise), link, message }
        }
        (Decision::Suspend, _) => Letter::Suspended { organisation, reason, message },
        (Decision::Restore, _) => {
            Letter::Restored { organisation, link, message, withdrawn: withdrew_suspended }
        }
        (Decision::Revoke, _) => Letter::Revoked { organisation, reason, message },
        (Decision::Erase, _) => Letter::Erased { organisation, message },
        (Decision::Merge, Topic::Merge(_)) => Letter::Merged { organisation, other, link },
        (Decision::Unmerge, Topic::Merge(_)) => Letter::Unmerged { organisation, other, link, hide_link },
        (Decision::Publish, Topic::Report(_) | Topic::Inquiry | Topic::Recovery(_) | Topic::Merge(_))
        | (Decision::Close | Decision::Merge | Decision::Unmerge, _) => return None,
    })
}

/// Whether its people get the link that hides at once: not a state's, which hides by letter, and not those of one that will not
/// be named.
pub(in crate::app) fn may_be_hidden(of: &Organisation, signed: &Endorsement) -> bool {
    let is_named = !signed.visibility.withholds() || signed.embargo_until.is_some();
    is_named && !withdraws_by_letter(of.category)
}

/// Where the organisation sees what was decided; nothing of one who must not be named has a page.
fn seen_at(matter: &Matter, facts: &Facts) -> Address {
    match (&matter.topic, matter.endorsement.visibility.withholds()) {
        (Topic::Commitment(_), true) => Address::AccountSignIn,
        (Topic::Commitment(promise), false) => Address::Commitment(promise.public_id.clone()),
        (Topic::Revision(revised), false) => Address::Commitment(revised.promise.public_id.clone()),
        (_, true) => Address::Account,
        (_, false) => Address::Signatory(facts.slug.clone()),
    }
}

/// A signature that counts without its name. One that will be named says when, and how that is stopped.
fn unnamed_letter(app: &App, signed: &Endorsement, hide_link: Option<String>, locale: Locale) -> Letter {
    let named_on = signed.embargo_until.map(|until| until.day_in(app.time_zone()));
    Letter::PublishedUnnamed {
        reference: signed.reference.clone(),
        link: url(app, &Address::AccountSignIn, locale),
        hide_link,
        named_on,
    }
}

/// What a reason says to the organisation, in its language or else in English.
pub fn wording(reason: &Reason, locale: Locale) -> String {
    let texts = &reason.texts.0;
    texts.get(&locale).or_else(|| texts.get(&Locale::English)).cloned().unwrap_or_default()
}
