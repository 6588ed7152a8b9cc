//! What the entries of a log tell of its register, down to what rows need. `register/past.rs` reads the same entries
//! for the days of the past; an entry that is not understood here is refused and never passed over. Whoever was published
//! without its name is told of from where it shows itself: there everything that holds is entered anew.

mod lists;

use core::ops::Range;
use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::refused;
use crate::domain::commitment::{Fate, StoredState};
use crate::domain::endorsement::EndorsementState;
use crate::domain::entry::EntryKind;
use crate::domain::identifier::Identifiers;
use crate::domain::other_name::OtherName;
use crate::domain::reason::{ReasonPurpose, Wording};
use crate::domain::{Moment, Result};
use crate::log::line::Line;
use crate::log::resumed::Resumed;
use crate::log::subject;
use crate::register::past::{Amended, Lapsed, Promised, Published, Recorded, Regrouped};
pub use lists::Lists;

/// Everything that the entries tell.
#[derive(Default)]
pub struct Register {
    pub signatories: Vec<Signatory>,
    pub commitments: Vec<Promise>,
    /// Of each entry, the places of whom and what it is about.
    pub about: Vec<About>,
    /// Reasons that were given, as they were told last; hidden ones have no words.
    pub reasons: BTreeMap<String, (ReasonPurpose, Option<Wording>)>,
    /// The places of entries about who was not named yet, and whom and what they name.
    unnamed: Vec<(usize, Named)>,
    by_organisation: HashMap<String, usize>,
    by_commitment: HashMap<String, usize>,
}

/// Whom and what an entry is about.
#[derive(Debug, Clone, Copy, Default)]
pub struct About {
    pub signatory: Option<usize>,
    pub commitment: Option<usize>,
}

/// A signatory, whatever became of it.
pub struct Signatory {
    pub organisation: String,
    pub endorsement: String,
    pub signed: Published,
    pub published_at: Moment,
    pub updated_at: Moment,
    pub state: EndorsementState,
    pub reason: Option<String>,
    pub ended_at: Option<Moment>,
    pub checks: Vec<Checked>,
    /// The place of the one that it became, and the entry that says so.
    pub merged: Option<(usize, Merged)>,
}

/// What became of one that is merged.
pub struct Merged {
    pub at: Moment,
    /// The places of commitments that moved.
    pub commitments: Vec<usize>,
    /// Names and numbers that the one that stays had before.
    pub before: Known,
}

/// Names and numbers, as an entry tells them.
#[derive(Debug, Clone, Default)]
pub struct Known {
    pub names: Vec<OtherName>,
    pub identifiers: Identifiers,
}

/// A check of who signed, and the entry that says so.
pub struct Checked {
    pub recorded: Recorded,
    /// When it ceased to count, and when it was last seen to hold.
    pub lapsed: Option<(Moment, Moment)>,
    pub entry: u64,
    pub digest: String,
}

/// A commitment.
pub struct Promise {
    pub id: String,
    pub signatory: usize,
    pub promised: Promised,
    pub published_at: Moment,
    pub updated_at: Moment,
    pub fate: Fate,
    /// A reason's code while it is suspended, the organisation's own words once it is dropped.
    pub reason: Option<String>,
    pub ended_at: Option<Moment>,
}

/// The parts of a body that say whom and what it is about, and why.
#[derive(Debug, Default, Deserialize)]
struct Named {
    id: Option<String>,
    organisation: Option<String>,
    slug: Option<String>,
    text_sha256: Option<String>,
    reason: Option<Why>,
    #[serde(default)]
    withdrawn: bool,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Why {
    Catalogue { code: String, texts: Option<Wording> },
    Own(String),
}

fn body<T: DeserializeOwned>(line: &Line) -> Result<T> {
    let text = line.body.as_ref().map_or("null", |body| body.get());
    serde_json::from_str(text)
        .map_err(|error| refused(&format!("entry {} does not say what is needed: {error}", line.number)))
}

impl Register {
    /// Reads the entries, in their order. Those that came back after a restore tell nothing: their rows did not.
    ///
    /// # Errors
    /// Internal, on an entry that is not understood.
    pub fn tell(lines: &[Line]) -> Result<Register> {
        let mut register = Register { about: vec![About::default(); lines.len()], ..Register::default() };
        let came_back: Vec<Range<u64>> =
            lines.iter().filter_map(Resumed::read).filter_map(|one| one.came_back()).collect();
        for (entry, line) in published_first(lines) {
            let rowless = came_back.iter().any(|range| range.contains(&line.number));
            let about = match (EntryKind::from_code(&line.kind), &line.body) {
                (_, None) => About::default(),
                (Some(_), Some(_)) if rowless => About::default(),
                (Some(kind), Some(_)) => register.read(kind, (entry, line))?,
                (None, Some(_)) => {
                    let (number, kind) = (line.number, &line.kind);
                    return Err(refused(&format!(
                        "entry {number} is of a kind that is not known here: {kind}"
                    )));
                }
            };
            register.about[entry] = about;
        }
        for (entry, named) in std::mem::take(&mut register.unnamed) {
            let signatory = Some(register.place(&named, &lines[entry])?);
            let commitment = named.id.and_then(|id| register.by_commitment.get(&id).copied());
            register.about[entry] = About { signatory, commitment };
        }
        Ok(register)
    }

    fn read(&mut self, kind: EntryKind, (entry, line): (usize, &Line)) -> Result<About> {
        use EntryKind::*;
        if kind.is_about_nobody() {
            return Ok(About::default());
        }
        let named: Named = body(line)?;
        let known = named.organisation.as_ref().is_some_and(|one| self.by_organisation.contains_key(one));
        if !known && subject::is_of_batch(&line.subject) {
            self.unnamed.push((entry, named));
            return Ok(About::default());
        }
        match kind {
            EndorsementPublished => self.publish(named, line),
            CommitmentPublished => self.promise(named, line),
            OrganisationMerged | OrganisationUnmerged => self.regroup(kind, named, line),
            CommitmentRevised | CommitmentSuspended | CommitmentDropped => {
                self.follow_promise(kind, named, line)
            }
            _ => self.follow(kind, named, line),
        }
    }

    fn publish(&mut self, named: Named, line: &Line) -> Result<About> {
        let signed: Published = body(line)?;
        let missing = || refused(&format!("entry {} does not say who signed which text", line.number));
        let (Some(endorsement), Some(organisation), Some(_)) =
            (named.id, named.organisation, named.text_sha256)
        else {
            return Err(missing());
        };
        let known = self.by_organisation.get(&organisation).copied();
        let before = known.map(|place| &mut self.signatories[place]);
        let signatory = Signatory {
            organisation: organisation.clone(),
            endorsement,
            signed,
            published_at: before.as_ref().map_or(line.at, |one| one.published_at),
            updated_at: line.at,
            state: EndorsementState::Published,
            reason: None,
            ended_at: None,
            checks: before.map(|one| std::mem::take(&mut one.checks)).unwrap_or_default(),
            merged: None,
        };
        let place = known.unwrap_or(self.signatories.len());
        match known {
            Some(place) => self.signatories[place] = signatory,
            None => self.signatories.push(signatory),
        }
        self.by_organisation.insert(organisation, place);
        Ok(About { signatory: Some(place), commitment: None })
    }

    /// Whom an entry is about, who must be known by then.
    fn place(&self, named: &Named, line: &Line) -> Result<usize> {
        let place = named.organisation.as_ref().and_then(|one| self.by_organisation.get(one));
        place.copied().ok_or_else(|| refused(&format!("entry {} is about nobody who signed", line.number)))
    }

    fn follow(&mut self, kind: EntryKind, named: Named, line: &Line) -> Result<About> {
        use EntryKind::*;
        let place = self.place(&named, line)?;
        let state = match kind {
            EndorsementSuspended => Some(EndorsementState::Suspended),
            EndorsementWithdrawn => Some(EndorsementState::Withdrawn),
            EndorsementRevoked => Some(EndorsementState::Revoked),
            EndorsementRestored | EndorsementReinstated => Some(EndorsementState::Published),
            _ => None,
        };
        let reason = named.reason.and_then(|why| self.given(kind, why));
        let one = &mut self.signatories[place];
        one.updated_at = line.at;
        if let (Some(EndorsementState::Published), Some(slug)) = (state, named.slug) {
            // Another's, where its own was given away while it hid.
            one.signed.slug = slug;
        }
        // What withdrew while it was suspended stays so until that is over, which takes nothing of the withdrawal back.
        let reason = match (one.state, state) {
            (EndorsementState::Suspended, Some(EndorsementState::Withdrawn)) => one.reason.take(),
            _ => reason,
        };
        if named.withdrawn {
            one.reason = None;
        } else if let Some(state) = state {
            let left = matches!(state, EndorsementState::Withdrawn | EndorsementState::Revoked);
            (one.state, one.reason, one.ended_at) = (state, reason, left.then_some(line.at));
        }
        match kind {
            AssuranceRecorded => {
                let (recorded, digest) = (body(line)?, line.digest.clone());
                one.checks.push(Checked { recorded, lapsed: None, entry: line.number, digest });
            }
            AssuranceLapsed => {
                let Lapsed { level, last_verified_at } = body(line)?;
                let counting =
                    one.checks.iter_mut().filter(|one| one.recorded.level == level && one.lapsed.is_none());
                counting.for_each(|one| one.lapsed = Some((line.at, last_verified_at)));
            }
            EndorsementAmended | OrganisationAmended | OrganisationRenamed => {
                amend(&mut one.signed, body::<Amended>(line)?);
            }
            _ => {}
        }
        Ok(About { signatory: Some(place), commitment: None })
    }

    /// One became another, or is one of its own again; or what the one is called that stayed.
    fn regroup(&mut self, kind: EntryKind, named: Named, line: &Line) -> Result<About> {
        let place = self.place(&named, line)?;
        let said: Regrouped = body(line)?;
        self.signatories[place].updated_at = line.at;
        let of = |public_id: &String| self.by_organisation.get(public_id).copied();
        // Of one that hid since they parted, or was erased, nothing is known, and nothing of the merge either.
        let survivor = said.into.as_ref().or(said.from.as_ref()).and_then(of);
        if let Some(after) = said.after {
            amend(&mut self.signatories[place].signed, Amended { after });
        } else if let Some(survivor) = survivor {
            let moved: Vec<usize> =
                said.commitments.iter().filter_map(|id| self.by_commitment.get(id).copied()).collect();
            let joined = kind == EntryKind::OrganisationMerged;
            for one in &moved {
                self.commitments[*one].signatory = if joined { survivor } else { place };
            }
            let signed = &self.signatories[survivor].signed;
            let before = Known { names: signed.names.clone(), identifiers: signed.identifiers.clone() };
            let merged = Merged { at: line.at, commitments: moved, before };
            self.signatories[place].merged = joined.then_some((survivor, merged));
        }
        Ok(About { signatory: Some(place), commitment: None })
    }

    /// The reason as rows hold it. One of the catalogue is remembered with its words.
    fn given(&mut self, kind: EntryKind, why: Why) -> Option<String> {
        match why {
            Why::Own(words) => Some(words),
            Why::Catalogue { code, texts } => {
                let purpose = match kind {
                    EntryKind::EndorsementRevoked => ReasonPurpose::Revoke,
                    _ => ReasonPurpose::Suspend,
                };
                self.reasons.insert(code.clone(), (purpose, texts));
                Some(code)
            }
        }
    }

    fn promise(&mut self, named: Named, line: &Line) -> Result<About> {
        let signatory = self.place(&named, line)?;
        let promised: Promised = body(line)?;
        let id = named.id.ok_or_else(|| refused(&format!("entry {} names no commitment", line.number)))?;
        let known = self.by_commitment.get(&id).copied();
        let before = known.map(|place| &self.commitments[place]);
        let published_at = before.map_or(line.at, |one| one.published_at);
        let fate = before.map(|one| one.fate).unwrap_or_default();
        let mut promise = Promise {
            id: id.clone(),
            signatory,
            promised,
            published_at,
            updated_at: line.at,
            fate,
            reason: None,
            ended_at: None,
        };
        promise.hear(StoredState::Active, line, None);
        let place = known.unwrap_or(self.commitments.len());
        match known {
            Some(place) => self.commitments[place] = promise,
            None => self.commitments.push(promise),
        }
        self.by_commitment.insert(id, place);
        Ok(About { signatory: Some(signatory), commitment: Some(place) })
    }

    fn follow_promise(&mut self, kind: EntryKind, named: Named, line: &Line) -> Result<About> {
        let signatory = self.place(&named, line)?;
        let place = named.id.as_ref().and_then(|id| self.by_commitment.get(id)).copied();
        let place = place.ok_or_else(|| refused(&format!("entry {} is about no commitment", line.number)))?;
        let about = About { signatory: Some(signatory), commitment: Some(place) };
        if kind == EntryKind::CommitmentRevised {
            let one = &mut self.commitments[place];
            (one.promised, one.updated_at) = (body(line)?, line.at);
            return Ok(about);
        }
        let reason = named.reason.and_then(|why| self.given(kind, why));
        let dropped = kind == EntryKind::CommitmentDropped;
        let became = if dropped { StoredState::Dropped } else { StoredState::Suspended };
        self.commitments[place].hear(became, line, reason);
        Ok(about)
    }
}

impl Promise {
    /// What an entry says that it became, and for which reason.
    fn hear(&mut self, became: StoredState, line: &Line, reason: Option<String>) {
        self.fate.hear(became, subject::is_of_batch(&line.subject));
        self.updated_at = line.at;
        if self.fate.state() == became {
            let over = became == StoredState::Dropped;
            (self.reason, self.ended_at) = (reason, over.then_some(line.at));
        }
    }
}

/// The entries with their places, in the order in which they are read. That of a week's batch is chance: of it, what is
/// published comes before what became of it.
fn published_first(lines: &[Line]) -> impl Iterator<Item = (usize, &Line)> {
    let mut order: Vec<(usize, &Line)> = lines.iter().enumerate().collect();
    for batch in order.chunk_by_mut(|(_, one), (_, next)| {
        let of_batch = [one, next].iter().all(|line| subject::is_of_batch(&line.subject));
        of_batch && one.at == next.at
    }) {
        batch.sort_by_key(|(_, line)| line.kind != EntryKind::CommitmentPublished.code());
    }
    order.into_iter()
}

fn amend(signed: &mut Published, Amended { after }: Amended) {
    signed.name = after.name.unwrap_or(std::mem::take(&mut signed.name));
    signed.category = after.category.unwrap_or(signed.category);
    signed.names = after.names.unwrap_or(std::mem::take(&mut signed.names));
    signed.identifiers = after.identifiers.unwrap_or(std::mem::take(&mut signed.identifiers));
    for (now, then) in [
        (&mut signed.country, after.country),
        (&mut signed.website, after.website),
        (&mut signed.description, after.description),
        (&mut signed.statement, after.statement),
    ] {
        if let Some(value) = then {
            *now = value;
        }
    }
}
