//! Two signatories that are one: proposing it, making it, undoing it. Each is a decision of a Case of its own, a moderator's
//! with an admin for the second person (domain: four eyes and roles). What moved is kept, so that it can move back.

mod other;

use serde_json::{Value, json};

use super::matter::{Matter, Topic};
use super::note;
use crate::app::account::{in_public, words};
use crate::app::act::{About, Act, Origin, Subject};
use crate::app::{App, entry_body, identity, people, recovery};
use crate::domain::audit::AuditAct;
use crate::domain::case::{CaseKind, Decision};
use crate::domain::entry::EntryKind;
use crate::domain::identifier::Identifiers;
use crate::domain::ids::{MergeId, OrganisationId};
use crate::domain::link::Purpose;
use crate::domain::merge::{self, Called, Clash, MergeState, Standing};
use crate::domain::other_name::{NameKind, OtherName};
use crate::domain::permit::{Moderate, Permit};
use crate::domain::text::{Name, Note};
use crate::domain::{Day, Error, Flaw, Refusal, Result};
use crate::store::case::Case;
use crate::store::endorsement::Endorsement;
use crate::store::merge::{Merge, Moved};
use crate::store::organisation::{Organisation, Profile};
use crate::store::{self, Db, Json};
pub use other::Other;

fn standing(of: &Organisation, signed: &Endorsement) -> Standing {
    let public = in_public(signed) && of.merged_into.is_none() && of.erased_at.is_none() && of.slug.is_some();
    Standing { public, category: of.category }
}

/// What the one that stays would be called after a decision that makes two one, or one two.
///
/// # Errors
/// Internal, if a kept name is none.
pub(super) fn previewed(
    matter: &Matter,
    decision: Decision,
    on: Day,
) -> Result<Option<(Vec<OtherName>, Identifiers)>> {
    match (&matter.topic, decision) {
        (Topic::Merge(other), Decision::Merge | Decision::Unmerge) => outcome(matter, other, on).map(Some),
        _ => Ok(None),
    }
}

/// Where two that a decision would make one have another number each in one register.
pub(super) fn clashing(matter: &Matter, decision: Decision) -> Vec<Clash> {
    match (&matter.topic, decision) {
        (Topic::Merge(other), Decision::Merge) => other.clashes(&matter.organisation),
        _ => Vec::new(),
    }
}

/// What the one that stays would be called, or is called again.
///
/// # Errors
/// Internal, if a kept name is none.
pub fn outcome(matter: &Matter, other: &Other, on: Day) -> Result<(Vec<OtherName>, Identifiers)> {
    let (name, gone) = (kept_name(&matter.organisation)?, kept_name(&other.organisation)?);
    let (stays, goes) = (called(&matter.organisation, &name), called(&other.organisation, &gone));
    Ok(match other.merge.state {
        MergeState::Merged => merge::part(stays, goes, &other.merge.moved.0.added),
        _ => {
            let (names, identifiers, _) = merge::join(stays, goes, other.merge.name_kind, on);
            (names, identifiers)
        }
    })
}

fn kept_name(of: &Organisation) -> Result<Name> {
    Name::parse(&of.name).map_err(|flaw| Error::internal(format!("a kept name: {flaw}")))
}

fn called<'a>(of: &'a Organisation, name: &'a Name) -> Called<'a> {
    Called { name, others: &of.names.0, identifiers: &of.identifiers.0 }
}

/// What a moderator asks for.
#[derive(Debug, Clone)]
pub struct Wish {
    /// The other one's public number, or the last part of its address.
    pub other: String,
    /// Whether the signatory of the Case goes, and the other stays.
    pub other_stays: bool,
    /// What the name of the one that goes is to the one that stays.
    pub kind: String,
    pub note: String,
}

/// The signatory of a Case and the one that may be the same.
#[derive(Debug)]
pub struct Pair {
    pub this: Organisation,
    pub other: Organisation,
}

/// Whether the signatory of a Case can become one with another at all.
///
/// # Errors
/// `NotMergeable`.
pub async fn check(app: &App, _: &Permit<Moderate>, number: i64) -> Result<()> {
    let look = move |db: &mut Db| {
        let case = store::case::by_number(db, number)?;
        let this = store::organisation::find(db, case.organisation_id)?;
        let standing = standing(&this, &signed(db, &this)?);
        merge::check(standing, standing)
    };
    app.store.read(look).await
}

/// The two signatories, before anything is asked for.
///
/// # Errors
/// `Invalid` (field `other`) where no such signatory is in the register, or it went into another one; `NotMergeable`,
/// `StateNotMerged`.
pub async fn look(app: &App, _: &Permit<Moderate>, number: i64, other: &str) -> Result<Pair> {
    let other = other.to_owned();
    app.store.read(move |db| pair(db, number, &other)).await
}

fn pair(db: &mut Db, number: i64, other: &str) -> Result<Pair> {
    let case = store::case::by_number(db, number)?;
    let this = store::organisation::find(db, case.organisation_id)?;
    let missing = || Error::invalid("other", Flaw::NotInRegister);
    let other = typed(db, other)?.ok_or_else(missing)?;
    if is_told(&other) && other.merged_into.is_some() {
        return Err(Error::invalid("other", Flaw::MergedAway));
    }
    let (one, two) = (signed(db, &this)?, signed(db, &other)?);
    if this.id == other.id || !standing(&other, &two).public {
        return Err(missing());
    }
    merge::check(standing(&this, &one), standing(&other, &two))?;
    Ok(Pair { this, other })
}

/// The one with this public number, or at this address.
fn typed(db: &mut Db, text: &str) -> Result<Option<Organisation>> {
    let last = text.trim().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let last = last.strip_prefix("No.").map_or(last, str::trim_start);
    match store::organisation::by_number_or_slug(db, last) {
        Err(Error::NotFound) => Ok(None),
        found => found.map(Some),
    }
}

/// Whether everybody may know what it is called.
fn is_told(of: &Organisation) -> bool {
    of.sealed.is_none() && of.erased_at.is_none()
}

/// The signatory of a Case, and the one into which another went, by its public number or address; nothing where that is still
/// itself, or nobody may know.
///
/// # Errors
/// Not found, for a Case that there is not.
pub async fn led(app: &App, _: &Permit<Moderate>, number: i64, other: &str) -> Result<Option<Pair>> {
    let other = other.to_owned();
    let look = move |db: &mut Db| {
        let Some(gone) = typed(db, &other)?.filter(is_told) else { return Ok(None) };
        if gone.merged_into.is_none() {
            return Ok(None);
        }
        let last = store::organisation::survivor(db, gone.id)?;
        let case = store::case::by_number(db, number)?;
        let this = store::organisation::find(db, case.organisation_id)?;
        Ok(is_told(&last).then_some(Pair { this, other: last }))
    };
    app.store.read(look).await
}

fn signed(db: &mut Db, of: &Organisation) -> Result<Endorsement> {
    store::endorsement::of_organisation(db, of.id)
}

/// Opens the Case in which two signatories may become one, or goes to the one that is open and notes there what was
/// written. Gives its number, and whether it was asked for before in another way: which stays, or what the name is to it.
///
/// # Errors
/// As [`look`]; `Invalid` for `kind` and `note`; `Conflict` when somebody asked for the same at this moment.
pub async fn begin(
    app: &App,
    permit: &Permit<Moderate>,
    origin: Origin,
    (from, wish): (i64, Wish),
) -> Result<(i64, bool)> {
    let kind = NameKind::from_code(&wish.kind).ok_or_else(|| Error::invalid("kind", Flaw::UnknownChoice))?;
    let note = Note::parse(&wish.note).map_err(|flaw| Error::invalid("note", flaw))?;
    let me = permit.id();
    app.act(origin, move |act| {
        let Pair { this, other } = pair(act.db, from, &wish.other)?;
        let (stays, goes) = if wish.other_stays { (other, this) } else { (this, other) };
        let (case, otherwise) = match asked_for(act.db, (stays.id, goes.id))? {
            Some((merge, open)) => (open, (merge.survivor_id, merge.name_kind) != (stays.id, kind)),
            None => {
                let id = store::merge::insert(act.db, (stays.id, goes.id), kind, act.now)?;
                let detail = json!({ "survivor": stays.id, "merged": goes.id });
                (open_case(act, id, &stays, detail)?, false)
            }
        };
        note::add_to(act, &case, me, &note)?;
        Ok((case.number, otherwise))
    })
    .await
}

/// The Case that is open about these two becoming one, whichever of them is to stay.
fn asked_for(db: &mut Db, two: (OrganisationId, OrganisationId)) -> Result<Option<(Merge, Case)>> {
    let Some(merge) = store::merge::proposed(db, two)? else { return Ok(None) };
    let open = store::case::open_of(db, CaseKind::Merge, merge.id.0)?;
    Ok(open.map(|open| (merge, open)))
}

/// Opens the Case in which a merge may be undone, or goes to the one that is open. Gives its number.
///
/// # Errors
/// `WrongState` for one that is not made, or undone already; `Conflict` when somebody opened one at this moment.
pub async fn reconsider(app: &App, _: &Permit<Moderate>, origin: Origin, number: i64) -> Result<i64> {
    if let Some(open) = app.store.read(move |db| reconsidered(db, number)).await? {
        return Ok(open.number);
    }
    app.act(origin, move |act| {
        let matter = Matter::load(act.app, act.db, number)?;
        let Topic::Merge(other) = &matter.topic else {
            return Err(Error::Refused(Refusal::WrongState));
        };
        if !other.partable(&matter.organisation, &matter.endorsement) {
            return Err(Error::Refused(Refusal::WrongState));
        }
        if reconsidered(act.db, number)?.is_some() {
            return Err(Error::Conflict);
        }
        let merge = other.merge.id;
        Ok(open_case(act, merge, &matter.organisation, json!({ "merge": merge }))?.number)
    })
    .await
}

/// The Case that is open about the merge of another Case.
fn reconsidered(db: &mut Db, number: i64) -> Result<Option<Case>> {
    let case = store::case::by_number(db, number)?;
    if case.kind == CaseKind::Merge { store::case::open_of(db, case.kind, case.subject_id) } else { Ok(None) }
}

fn open_case(act: &mut Act<'_>, merge: MergeId, stays: &Organisation, detail: Value) -> Result<Case> {
    let words = words(act.db, stays)?;
    let id = store::case::open(act.db, CaseKind::Merge, merge.0, (stays.id, &words), act.now)?;
    act.audit(AuditAct::CaseOpened, Subject("case", Some(id.0)), detail)?;
    store::case::find(act.db, id)
}

/// Makes two one: commitments with their Cases and people move, names and numbers are added, the address leads on.
pub fn join(act: &mut Act<'_>, stays: &Organisation, other: &Other) -> Result<()> {
    let goes = &other.organisation;
    let commitments = store::commitment::of_organisation(act.db, goes.id)?.iter().map(|one| one.id).collect();
    let people = store::representative::of_organisation(act.db, goes.id)?.iter().map(|one| one.id).collect();
    let (name, gone) = (kept_name(stays)?, kept_name(goes)?);
    let (names, identifiers, added) =
        merge::join(called(stays, &name), called(goes, &gone), other.merge.name_kind, act.today());
    let moved = Moved { commitments, representatives: people, added };
    let told = hand_over(act, &moved, (goes, stays))?;
    store::merge::point(act.db, (goes.id, goes.revision), Some(stays.id), act.now)?;
    store::merge::note_made(act.db, &other.merge, moved, act.now)?;
    let body = entry_body::organisation::merged(goes, stays, &told);
    act.entry(EntryKind::OrganisationMerged, About::from(goes.id), &body)?;
    rename(act, (stays, goes), (names, identifiers), EntryKind::OrganisationMerged)
}

/// Makes them two again: what moved moves back, as far as it is still there.
pub(super) fn part(act: &mut Act<'_>, matter: &Matter, other: &Other) -> Result<()> {
    let (stays, goes) = (&matter.organisation, &other.organisation);
    let (names, identifiers) = outcome(matter, other, act.today())?;
    let told = hand_over(act, &other.merge.moved.0, (stays, goes))?;
    store::merge::point(act.db, (goes.id, goes.revision), None, act.now)?;
    store::merge::note_over(act.db, &other.merge, MergeState::Undone, act.now)?;
    recovery::part(act, (stays, goes))?;
    // Those who go have those of both. Everybody gets a new one.
    for signed in [matter.endorsement.id, other.endorsement.id] {
        store::link::spend_all_of(act.db, Purpose::Hide, signed.0, act.now)?;
    }
    let body = entry_body::organisation::unmerged(goes, stays, &told);
    act.entry(EntryKind::OrganisationUnmerged, About::from(goes.id), &body)?;
    rename(act, (stays, goes), (names, identifiers), EntryKind::OrganisationUnmerged)
}

/// Says of the other Cases of the one that stays that what was shown of them has changed.
pub(super) fn move_on(act: &mut Act<'_>, matter: &Matter, decision: Decision) -> Result<()> {
    match decision {
        Decision::Merge | Decision::Unmerge => store::case::move_on_open(act.db, matter.organisation.id),
        _ => Ok(()),
    }
}

/// Forgets a proposal that nobody makes.
pub(super) fn close(act: &mut Act<'_>, other: &Other) -> Result<()> {
    match other.merge.state {
        MergeState::Proposed => store::merge::note_over(act.db, &other.merge, MergeState::Dropped, act.now),
        _ => Ok(()),
    }
}

fn hand_over(
    act: &mut Act<'_>,
    moved: &Moved,
    (from, to): (&Organisation, &Organisation),
) -> Result<Vec<String>> {
    let words = words(act.db, to)?;
    people::end_invitations(act, from.id, &moved.representatives)?;
    store::merge::send_over(act.db, &moved.representatives, (from.id, to.id))?;
    store::merge::hand_over(act.db, &moved.commitments, (from.id, to.id), &words)
}

/// Gives the one that stays its names and numbers, and enters which.
fn rename(
    act: &mut Act<'_>,
    (stays, goes): (&Organisation, &Organisation),
    (names, identifiers): (Vec<OtherName>, Identifiers),
    kind: EntryKind,
) -> Result<()> {
    let body = entry_body::organisation::stayed(stays, goes, (&names, &identifiers));
    let profile = identity::profile(stays);
    let row = Profile { names: Json(names), identifiers: Json(identifiers), ..profile };
    store::organisation::update(act.db, stays.id, stays.revision, &row, act.now)?;
    act.entry(kind, About::from(stays.id), &body)
}
