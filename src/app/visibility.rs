//! How a signatory appears: named, not named, or named from a day on. The signer narrows and widens; staff, and
//! whoever holds the mailed link, can only narrow. Everything takes effect at once.

use serde_json::json;

use super::account::{Account, Acting, Addressee, addressees, amendment, seen, write_to_all};
use super::act::{About, Act, Origin, Subject};
use super::address::Address;
use super::case::letters::{self, free_slug};
use super::case::{note, publish};
use super::letter::{Envelope, Letter};
use super::{App, challenge, entry_body, identity, register, unnamed};
use crate::domain::audit::AuditAct;
use crate::domain::case::CaseOutcome;
use crate::domain::draft::VisibilityAnswers;
use crate::domain::endorsement::EndorsementState;
use crate::domain::entry::EntryKind;
use crate::domain::ids::{EndorsementId, OrganisationId};
use crate::domain::link::Purpose;
use crate::domain::locale::Locale;
use crate::domain::permit::{Moderate, Permit};
use crate::domain::search_key::fold;
use crate::domain::visibility::{Visibility, Wish, may_become, may_return, staff_may_hide, widens};
use crate::domain::{Day, Error, Refusal, Result};
use crate::secret;
use crate::store::endorsement::Endorsement;
use crate::store::organisation::Organisation;
use crate::store::{self, Db};

/// Embargoes that one run of the job ends at most.
const BATCH: i64 = 100;

crate::codes! {
    /// Who or what lets a signatory appear otherwise.
    pub enum By {
        Signer = "signer",
        /// Whoever holds the mailed link.
        Link = "link",
        Staff = "staff",
        Embargo = "embargo",
        /// The log, which was ahead of a database that was put back.
        Log = "log",
    }
}

/// What came of a choice how the organisation appears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    Changed,
    /// Changed, and this process still shows what is not to be shown any more: its register takes longer to load than anybody is
    /// let wait.
    Soon,
    /// It appeared so already, and nothing happened.
    Already,
}

/// Lets a representative choose anew how the organisation appears. A mark tells how it was `shown` to appear: who saw it
/// otherwise than it does now can hide it, and widens nothing. A second press of what has changed it hears the same again.
///
/// # Errors
/// Invalid, with the fields; `WrongState`, where the rules say no; `Conflict`, where it would be named more than it is by who has
/// not seen how it appears.
pub async fn choose(app: &App, acting: Acting, answers: VisibilityAnswers, shown: String) -> Result<Chosen> {
    let id = acting.representative;
    let wish = answers.parse(app.clock.now().day_in(app.time_zone()))?;
    let chosen = app.act(acting.origin, move |act| {
        let account = Account::of(act.app, act.db, id)?;
        let (now, to) = (&account.endorsement, (wish.visibility(), wish.embargo_until(act.app.time_zone())));
        let (before, saw) =
            ((now.visibility, now.embargo_until), seen::appearance(act.app, &account)? == shown);
        if !saw && widens(before, to) {
            return Err(Error::Conflict);
        }
        if before == to {
            act.stands();
        } else {
            change(act, &account.organisation, now, wish, By::Signer)?;
        }
        Ok((account.organisation.id, saw && before == to))
    });
    let (of, already) = chosen.await?;
    Ok(match already {
        true => Chosen::Already,
        false if wish.visibility().withholds() && app.register.snapshot().shows(of) => Chosen::Soon,
        false => Chosen::Changed,
    })
}

/// What a link to hide is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hideable {
    pub reference: String,
    /// Whether others went into it, which it takes along.
    pub with_others: bool,
    /// Whether nothing is shown already, and nothing will be.
    pub hidden: bool,
    /// The day on which it would be named.
    pub named_on: Option<Day>,
    /// Whether nobody can show it again as it stands.
    pub stays: bool,
    /// What marks which it is.
    pub seen: String,
}

/// What a link would hide. Looking changes nothing.
///
/// # Errors
/// `LinkSpent`, if there is no such link any more.
pub async fn look(app: &App, token: &str) -> Result<Hideable> {
    let (own, hash, now) = (app.clone(), secret::hash_token(token), app.clock.now());
    app.store
        .read(move |db| {
            let (seen, zone) = (behind(db, &hash, now)?, own.time_zone());
            Ok(Hideable {
                seen: seen::hiding(&own, &seen)?,
                with_others: !store::merge::doubles(db, seen.organisation_id)?.is_empty(),
                stays: !may_return(seen.state),
                reference: seen.reference,
                hidden: seen.visibility == Visibility::Protected,
                named_on: seen.embargo_until.map(|until| until.day_in(zone)),
            })
        })
        .await
}

/// Hides at once, for whoever holds the mailed link. What is hidden already stays so, and nothing else happens. `false`
/// when this process still shows it: its register takes longer to load than anybody is let wait.
///
/// # Errors
/// `LinkSpent`, if there is no such link any more; `Conflict`, where the page `shown` was about another.
pub async fn hide_by_link(app: &App, origin: Origin, token: &str, shown: String) -> Result<bool> {
    let (hash, now) = (secret::hash_token(token), app.clock.now());
    let looked = hash.clone();
    let of = app.store.read(move |db| behind(db, &looked, now)).await?.organisation_id;
    let pressed = app.act(origin, move |act| {
        let seen = behind(act.db, &hash, act.now)?;
        seen::check(&shown, &seen::hiding(act.app, &seen)?)?;
        hide(act, seen, By::Link)
    });
    match pressed.await {
        Err(Error::Refused(Refusal::HiddenAlready)) => register::catch_up(app).await,
        // Pressed twice at once: the other did it.
        Err(Error::Conflict) if look(app, token).await?.hidden => register::catch_up(app).await,
        done => done?,
    }
    Ok(!app.register.snapshot().shows(of))
}

fn behind(db: &mut Db, hash: &str, now: crate::domain::Moment) -> Result<Endorsement> {
    let link = store::link::find(db, hash, Purpose::Hide, now)?;
    let link = link.ok_or(Error::Refused(Refusal::LinkSpent))?;
    let seen = store::endorsement::find(db, EndorsementId(link.subject_id))?;
    let of = shown_as(db, seen.organisation_id)?;
    if of == seen.organisation_id { Ok(seen) } else { store::endorsement::of_organisation(db, of) }
}

/// The organisation as which one is shown: a double as the one that it became.
pub(super) fn shown_as(db: &mut Db, of: OrganisationId) -> Result<OrganisationId> {
    Ok(store::organisation::survivor(db, of)?.id)
}

/// Hides an organisation that a database which was put back still names, because the log says that it hid or was erased
/// since. Its people were told when it happened. Gives its reference.
pub(super) fn hide_as_the_log_says(act: &mut Act<'_>, of: OrganisationId) -> Result<String> {
    let seen = store::endorsement::of_organisation(act.db, of)?;
    let reference = seen.reference.clone();
    hide(act, seen, By::Log)?;
    Ok(reference)
}

/// What hiding the signatory behind a Case would write, and to whom.
#[derive(Debug)]
pub struct Hiding {
    pub organisation: String,
    pub mails: Vec<Envelope>,
    /// What tells these mails from others.
    pub shown: String,
}

/// What staff would write by hiding the signatory that a Case is about.
///
/// # Errors
/// `NotFound`; refused, with the rule that says no.
pub async fn preview_hiding(app: &App, _: &Permit<Moderate>, case: i64) -> Result<Hiding> {
    let own = app.clone();
    app.store.read(move |db| hiding(&own, db, case).map(|(hiding, _)| hiding)).await
}

fn hiding(app: &App, db: &mut Db, case: i64) -> Result<(Hiding, Endorsement)> {
    let case = store::case::by_number(db, case)?;
    let seen = store::endorsement::of_organisation(db, case.organisation_id)?;
    let organisation = store::organisation::find(db, case.organisation_id)?;
    staff_may_hide(seen.visibility, seen.published_at, organisation.category)?;
    if organisation.erased_at.is_some() || organisation.merged_into.is_some() {
        return Err(Error::Refused(Refusal::WrongState));
    }
    let envelope = |to: Addressee| Envelope {
        to: to.email.as_str().to_owned(),
        locale: to.locale,
        letter: hidden(app, &seen, to.locale),
    };
    let mails: Vec<Envelope> = addressees(app, db, &organisation)?.into_iter().map(envelope).collect();
    let shown = letters::fingerprint(app, &mails)?;
    Ok((Hiding { organisation: organisation.name, mails, shown }, seen))
}

/// Hides the signatory that a Case is about, once the mail that goes was looked at (`shown`). Only the signer can show
/// it again.
///
/// # Errors
/// As [`preview_hiding`]; `Conflict` when the mail is no longer as it was shown.
pub async fn hide_by_staff(
    app: &App,
    _: &Permit<Moderate>,
    origin: Origin,
    (case, shown): (i64, String),
) -> Result<()> {
    app.act(origin, move |act| {
        let (hiding, seen) = hiding(act.app, act.db, case)?;
        if hiding.shown == shown { hide(act, seen, By::Staff) } else { Err(Error::Conflict) }
    })
    .await
}

fn hide(act: &mut Act<'_>, mut seen: Endorsement, by: By) -> Result<()> {
    if seen.visibility == Visibility::Protected {
        return Err(Error::Refused(Refusal::HiddenAlready));
    }
    let mut organisation = store::organisation::find(act.db, seen.organisation_id)?;
    identity::open(act.app, &mut organisation, &mut seen)?;
    change(act, &organisation, &seen, Wish::Protected, by)
}

/// Opens what was under an embargo that has ended. Says how many.
///
/// # Errors
/// Internal, if the database does not answer.
pub async fn open_embargoes(app: &App) -> Result<usize> {
    let now = app.clock.now();
    let ended = app.store.read(move |db| store::endorsement::ended_embargoes(db, now, BATCH)).await?;
    let mut opened = 0;
    for mut seen in ended {
        let done = app
            .act(Origin::system(), move |act| {
                let mut organisation = store::organisation::find(act.db, seen.organisation_id)?;
                identity::open(act.app, &mut organisation, &mut seen)?;
                change(act, &organisation, &seen, Wish::Public, By::Embargo)
            })
            .await;
        match done {
            Ok(()) => opened += 1,
            // The signer changed it at the last moment, or another node was faster.
            Err(Error::Conflict | Error::Refused(Refusal::WrongState)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(opened)
}

/// Changes how an opened organisation appears.
fn change(
    act: &mut Act<'_>,
    organisation: &Organisation,
    seen: &Endorsement,
    wish: Wish,
    by: By,
) -> Result<()> {
    let to = wish.visibility();
    // What the log says has been decided.
    if by != By::Log {
        may_become(seen.visibility, to, seen.state, organisation.category)?;
    }
    let until = wish.embargo_until(act.app.time_zone());
    store::organisation::hold(act.db, organisation.id)?;
    if to.withholds() {
        // While it is still named: the end of what is known of its domain is hidden with all the rest.
        challenge::leave(act, organisation, seen)?;
        store::recovery::forget_places(act.db, organisation.id)?;
    }
    store::endorsement::set_visibility(act.db, seen, to, until, act.now)?;
    store::register_state::hold_case_numbers(act.db)?;
    match (seen.visibility.withholds(), to.withholds()) {
        (false, true) => {
            withhold(act, organisation, seen)?;
            if by != By::Log {
                write_hidden(act, organisation, seen)?;
            }
        }
        (true, false) => reveal(act, organisation, seen)?,
        _ => {}
    }
    // Its doubles are another name of it, and appear as it does.
    for double in store::merge::doubles(act.db, organisation.id)? {
        let mut double = store::organisation::find(act.db, double)?;
        let mut signed = store::endorsement::of_organisation(act.db, double.id)?;
        identity::open(act.app, &mut double, &mut signed)?;
        if signed.visibility != to {
            change(act, &double, &signed, wish, by)?;
        }
    }
    trace(act, seen, to, by)
}

fn trace(act: &mut Act<'_>, seen: &Endorsement, to: Visibility, by: By) -> Result<()> {
    let detail = json!({ "from": seen.visibility, "to": to, "by": by });
    act.audit(AuditAct::EndorsementVisibility, Subject("endorsement", Some(seen.id.0)), detail)
}

/// Puts a named organisation's identity away, everywhere.
fn withhold(act: &mut Act<'_>, organisation: &Organisation, seen: &Endorsement) -> Result<()> {
    let id = organisation.id;
    amendment::end_all(act, id, CaseOutcome::Hidden)?;
    store::amendment::forget_of(act.db, id)?;
    store::revision::forget_of(act.db, id)?;
    let (statement, slug) = (seen.statement.clone(), organisation.slug.clone());
    let row = identity::seal(act.app, identity::profile(organisation), statement, slug)?;
    store::organisation::update(act.db, id, organisation.revision, &row, act.now)?;
    store::organisation::set_slug(act.db, id, None)?;
    store::endorsement::set_statement(act.db, seen.id, None, act.now)?;
    for promise in store::commitment::of_organisation(act.db, id)? {
        identity::put_away(act.app, act.db, &promise)?;
    }
    for record in store::assurance::of_organisation(act.db, id)? {
        let sealed = identity::seal_evidence(act.app, record.evidence.0)?;
        store::assurance::set_evidence(act.db, record.id, &sealed)?;
    }
    note::seal_letters(act, id)?;
    store::arrival::delete_of(act.db, id)?;
    store::case::find_by_words(act.db, id, &fold(&seen.reference))?;
    unnamed::withhold(act, id)
}

/// Tells its people that nothing is shown any more.
fn write_hidden(act: &mut Act<'_>, organisation: &Organisation, seen: &Endorsement) -> Result<()> {
    let event = format!("endorsement.hidden:{}:{}", seen.id, seen.revision);
    write_to_all(act, organisation, &event, |act, to| Ok(hidden(act.app, seen, to.locale)))
}

/// The mail that says that nothing is shown any more.
fn hidden(app: &App, seen: &Endorsement, locale: Locale) -> Letter {
    let link = Address::Account.url(&app.config.base_url.url, locale);
    Letter::Hidden { reference: seen.reference.clone(), link, stays: !may_return(seen.state) }
}

/// Gives an organisation its identity back; if it is in the register, that is entered, and the page opens.
fn reveal(act: &mut Act<'_>, organisation: &Organisation, seen: &Endorsement) -> Result<()> {
    let id = organisation.id;
    let row = identity::profile(organisation);
    store::organisation::update(act.db, id, organisation.revision, &row, act.now)?;
    let slug = match &organisation.slug {
        // Somebody of the same name got it meanwhile.
        Some(slug) if store::organisation::slug_taken(act.db, slug)? => {
            Some(free_slug(act.db, &organisation.name)?)
        }
        kept => kept.clone(),
    };
    store::organisation::set_slug(act.db, id, slug.as_deref())?;
    store::endorsement::set_statement(act.db, seen.id, seen.statement.as_deref(), act.now)?;
    for promise in identity::commitments(act.app, act.db, id)? {
        store::commitment::set_words(act.db, promise.id, &promise.words(), None)?;
    }
    let mut records = store::assurance::of_organisation(act.db, id)?;
    identity::open_evidence(act.app, &mut records)?;
    for record in &records {
        store::assurance::set_evidence(act.db, record.id, &record.evidence.0)?;
    }
    store::case::find_by_words(act.db, id, &organisation.search_key)?;
    let shown = unnamed::give_back(act, organisation)?;
    let stands = seen.state == EndorsementState::Published && organisation.merged_into.is_none();
    if stands { announce(act, seen, &shown) } else { Ok(()) }
}

/// Enters a signatory that shows itself, for the first time or again, and writes to its people.
fn announce(act: &mut Act<'_>, seen: &Endorsement, shown: &[String]) -> Result<()> {
    let endorsement = store::endorsement::find(act.db, seen.id)?;
    let organisation = store::organisation::find(act.db, seen.organisation_id)?;
    let again = organisation.number.is_some();
    let organisation = match organisation.number {
        Some(_) => {
            let body = entry_body::shown_again(&organisation, &endorsement, shown);
            act.entry(EntryKind::EndorsementRestored, About::from(organisation.id), &body)?;
            organisation
        }
        None => publish::announce(act, &organisation, &endorsement)?,
    };
    let event = format!("endorsement.shown:{}:{}", seen.id, seen.revision);
    publish::write_named(act, &organisation, &endorsement, (&event, again))
}
