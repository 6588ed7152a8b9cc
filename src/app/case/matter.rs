//! A Case with what it is about, read in one go, and what can be decided on it now.

use super::merge::Other;
use super::publish;
use crate::app::{App, identity};
use crate::domain::amendment::AmendmentState;
use crate::domain::assurance::Level;
use crate::domain::case::{CaseKind, CaseState, Decision};
use crate::domain::commitment::StoredState;
use crate::domain::endorsement::{Act, EndorsementState, reversible};
use crate::domain::ids::{AmendmentId, CommitmentId, EndorsementId, MergeId, RecoveryId, ReportId};
use crate::domain::organisation::Category;
use crate::domain::people::open_to_colleagues;
use crate::domain::permit::{ConfirmGrave, ConfirmState, Power, Role};
use crate::domain::recovery::{RecoveryState, domain_offered};
use crate::domain::{Error, Refusal, Result};
use crate::store::amendment::Amendment;
use crate::store::assurance::{Assurance, AssuranceState};
use crate::store::case::Case;
use crate::store::commitment::Commitment;
use crate::store::endorsement::Endorsement;
use crate::store::organisation::Organisation;
use crate::store::recovery::Recovery;
use crate::store::report::Report;
use crate::store::revision::Revision;
use crate::store::{self, Db};

/// A Case, the organisation and endorsement behind it, and its topic.
#[derive(Debug)]
pub struct Matter {
    pub case: Case,
    pub organisation: Organisation,
    pub endorsement: Endorsement,
    /// Newest first.
    pub assurances: Vec<Assurance>,
    /// Whether there is anybody to write to.
    pub reachable: bool,
    pub topic: Topic,
}

/// What a Case is about, with its own row where it has one.
#[derive(Debug)]
pub enum Topic {
    Signature,
    Amendment(Box<Amendment>),
    /// A change to a published commitment.
    Revision(Box<Revised>),
    Commitment(Box<Commitment>),
    Report(Box<Report>),
    /// The signatory as a whole, into which a colleague looks.
    Inquiry,
    Withdrawal,
    Reversal,
    /// Somebody asks to act for the signatory.
    Recovery(Box<Recovery>),
    /// The signatory of the Case is the one that stays.
    Merge(Box<Other>),
}

/// A commitment and what is to become of it.
#[derive(Debug)]
pub struct Revised {
    pub promise: Commitment,
    pub change: Revision,
}

crate::codes! {
    /// Whose eyes a decision needs besides the first moderator's (domain: four eyes and roles).
    pub enum Eyes {
        /// Nobody's.
        One = "one",
        /// Another moderator's or an admin's.
        State = "state",
        /// An admin's, who has just proved who they are.
        Grave = "grave",
    }
}

impl Eyes {
    /// The roles of which a second person holds one.
    pub const fn seconds(self) -> &'static [Role] {
        match self {
            Eyes::One => &[],
            Eyes::State => ConfirmState::ROLES,
            Eyes::Grave => ConfirmGrave::ROLES,
        }
    }
}

impl Matter {
    /// The Case with this number and everything behind it, the organisation's identity opened.
    pub fn load(app: &App, db: &mut Db, number: i64) -> Result<Matter> {
        let mut matter = Matter::closed(db, number)?;
        identity::open(app, &mut matter.organisation, &mut matter.endorsement)?;
        if matter.organisation.sealed.is_some() {
            identity::open_evidence(app, &mut matter.assurances)?;
        }
        matter.topic = match matter.topic {
            Topic::Commitment(commitment) => {
                Topic::Commitment(Box::new(identity::open_commitment(app, *commitment)?))
            }
            Topic::Revision(revised) => {
                let promise = identity::open_commitment(app, revised.promise)?;
                Topic::Revision(Box::new(Revised { promise, ..*revised }))
            }
            other => other,
        };
        Ok(matter)
    }

    /// The same as it lies in the database: an identity that is sealed stays so.
    pub fn closed(db: &mut Db, number: i64) -> Result<Matter> {
        let case = store::case::by_number(db, number)?;
        let organisation = store::organisation::find(db, case.organisation_id)?;
        let assurances = store::assurance::of_organisation(db, organisation.id)?;
        let subject = case.subject_id;
        let (topic, endorsement) = match case.kind {
            CaseKind::Endorsement => (Topic::Signature, Some(EndorsementId(subject))),
            CaseKind::Inquiry => (Topic::Inquiry, Some(EndorsementId(subject))),
            CaseKind::StateWithdrawal => (Topic::Withdrawal, Some(EndorsementId(subject))),
            CaseKind::Reversal => (Topic::Reversal, Some(EndorsementId(subject))),
            CaseKind::Amendment => change(db, AmendmentId(subject))?,
            CaseKind::Commitment => {
                (Topic::Commitment(Box::new(store::commitment::find(db, CommitmentId(subject))?)), None)
            }
            CaseKind::Merge => (Topic::Merge(Box::new(Other::read(db, MergeId(subject))?)), None),
            CaseKind::Report => (Topic::Report(Box::new(store::report::find(db, ReportId(subject))?)), None),
            CaseKind::Recovery => {
                (Topic::Recovery(Box::new(store::recovery::find(db, RecoveryId(subject))?)), None)
            }
        };
        let endorsement = match endorsement {
            Some(id) => store::endorsement::find(db, id)?,
            None => store::endorsement::of_organisation(db, organisation.id)?,
        };
        let reachable = !store::representative::of_organisation(db, organisation.id)?.is_empty();
        Ok(Matter { case, organisation, endorsement, assurances, reachable, topic })
    }

    /// The official letter that one person recorded and nobody has confirmed.
    pub fn letter_to_confirm(&self) -> Option<&Assurance> {
        self.assurances
            .iter()
            .find(|record| record.level == Level::OfficialLetter && record.state == AssuranceState::Recorded)
    }

    /// Whether it is a state of which no official letter is recorded: none is published without.
    pub fn lacks_letter(&self) -> bool {
        let is_letter =
            |one: &Assurance| one.level == Level::OfficialLetter && one.state != AssuranceState::Refused;
        self.organisation.category == Category::State && !self.assurances.iter().any(is_letter)
    }

    /// Whether a decision rests on an official letter that must be named.
    pub fn rests_on_letter(&self, decision: Decision) -> bool {
        match (&self.topic, decision) {
            (Topic::Withdrawal, Decision::Publish) => true,
            (Topic::Recovery(recovery), Decision::Publish) => !self.shown_by_domain(recovery),
            _ => false,
        }
    }

    /// Whether whoever asks to act was seen to control the domain that is the organisation's now. What is found once a
    /// decision waits for its second person changes nothing of who that is.
    fn shown_by_domain(&self, recovery: &Recovery) -> bool {
        if self.case.state == CaseState::Second {
            return false;
        }
        let of = &self.organisation;
        let offered = domain_offered(
            of.category,
            self.endorsement.visibility,
            self.endorsement.state,
            of.domain.as_deref(),
        );
        let same = offered.is_some_and(|domain| recovery.domain.as_deref() == Some(domain.as_str()));
        recovery.found_at.is_some() && same
    }

    /// Whether it is a change that gives a state another name or country: what two people published, one alone does not undo.
    pub fn renames_state(&self) -> bool {
        let Topic::Amendment(amendment) = &self.topic else { return false };
        let of = &self.organisation;
        let wished = amendment.onto(&publish::current(self));
        of.category == Category::State && (wished.name != of.name || wished.country != of.country)
    }

    /// Whose eyes a decision needs.
    pub fn eyes(&self, decision: Decision) -> Eyes {
        let by_letter = self.organisation.category == Category::State || self.letter_to_confirm().is_some();
        match (&self.topic, decision) {
            (Topic::Signature, Decision::Publish) if by_letter => Eyes::State,
            (Topic::Withdrawal, Decision::Publish) => Eyes::State,
            (Topic::Amendment(_), Decision::Publish) if self.renames_state() => Eyes::State,
            (Topic::Recovery(_), Decision::Publish) if self.rests_on_letter(decision) => Eyes::State,
            (Topic::Reversal, Decision::Publish)
            | (_, Decision::Revoke | Decision::Erase | Decision::Merge | Decision::Unmerge) => Eyes::Grave,
            _ => Eyes::One,
        }
    }

    /// What a moderator can decide now, in the order of the form. Erasing is an admin's to propose.
    pub fn possible(&self) -> Vec<Decision> {
        if !matches!(self.case.state, CaseState::Open | CaseState::Waiting) {
            return Vec::new();
        }
        let all = Decision::on(self.case.kind).iter().copied().filter(|one| *one != Decision::Erase);
        all.filter(|decision| self.check(*decision).is_ok()).collect()
    }

    /// Whether a moderator can decide this now.
    ///
    /// # Errors
    /// As [`Matter::check`].
    pub fn check_possible(&self, decision: Decision) -> Result<()> {
        if self.possible().contains(&decision) {
            return Ok(());
        }
        self.check(decision).and(Err(Error::Refused(Refusal::WrongState)))
    }

    /// Whether the things themselves allow a decision, whatever the state of the Case.
    ///
    /// # Errors
    /// `WrongState`; `Invalid` (field `merge_waits`) for a merge before which something else is decided.
    pub fn check(&self, decision: Decision) -> Result<()> {
        if !Decision::on(self.case.kind).contains(&decision) || self.organisation.erased_at.is_some() {
            return Err(Error::Refused(Refusal::WrongState));
        }
        if self.waits_for_signatory() && matches!(decision, Decision::Publish | Decision::Ask) {
            return Err(Error::Refused(Refusal::WrongState));
        }
        let endorsement = match self.endorsement.state.after(Act::TakeBack) {
            Ok(settled) if decision.settles_question() => settled,
            _ => self.endorsement.state,
        };
        let allowed = match &self.topic {
            Topic::Amendment(amendment) => Self::amendable(amendment.state, decision),
            Topic::Revision(revised) => {
                let adds = matches!(decision, Decision::Publish | Decision::Ask);
                Self::amendable(revised.change.state, decision) && !(adds && self.promise_hidden())
            }
            Topic::Commitment(commitment) => Self::promisable(commitment.state, decision),
            Topic::Withdrawal => decision == Decision::Close || endorsement.after(Act::Withdraw).is_ok(),
            Topic::Reversal => decision == Decision::Close || self.reversible(),
            Topic::Recovery(recovery) => {
                let open = recovery.state == RecoveryState::Open;
                open && (decision == Decision::Decline || open_to_colleagues(endorsement))
            }
            Topic::Inquiry if decision == Decision::Erase => self.erasable(),
            Topic::Merge(other) => return self.check_merge(other, decision),
            Topic::Signature if decision == Decision::Publish && self.lacks_letter() => false,
            Topic::Signature | Topic::Report(_) | Topic::Inquiry => match signing(decision) {
                Some(act) => endorsement.after(act).is_ok() || self.endorsement.after(act).is_ok(),
                // A report is closed once the signatory is shown again or gone.
                None => endorsement != EndorsementState::Suspended,
            },
        };
        let heard = self.reachable || decision != Decision::Ask;
        if allowed && heard { Ok(()) } else { Err(Error::Refused(Refusal::WrongState)) }
    }

    /// Whether it is a change or a new commitment of one that is not in the register now: suspended, withdrawn or revoked.
    /// Nothing is added to what the public does not read, and nobody can answer a question about it.
    pub fn waits_for_signatory(&self) -> bool {
        let waits = match &self.topic {
            Topic::Amendment(amendment) => amendment.state.waits(),
            Topic::Revision(revised) => revised.change.state.waits(),
            Topic::Commitment(commitment) => commitment.state.may_become(StoredState::Declined),
            _ => false,
        };
        waits && self.endorsement.state != EndorsementState::Published
    }

    /// Why what was sent is neither published nor asked about now, if it is not: its signatory stands so, or its commitment is
    /// hidden.
    pub fn stops(&self) -> Option<&'static str> {
        let waits = self.waits_for_signatory().then(|| self.endorsement.state.code());
        waits.or(self.promise_hidden().then_some("promise"))
    }

    /// Whether it is a change of a commitment that is hidden while something is checked, and waits for that.
    fn promise_hidden(&self) -> bool {
        let Topic::Revision(revised) = &self.topic else { return false };
        revised.change.state.waits() && revised.promise.state != StoredState::Active
    }

    /// Whether an answer to a question is waited for.
    pub fn asked(&self) -> bool {
        match &self.topic {
            Topic::Signature => self.endorsement.state == EndorsementState::NeedsInfo,
            Topic::Amendment(amendment) => amendment.state == AmendmentState::NeedsInfo,
            Topic::Revision(revised) => revised.change.state == AmendmentState::NeedsInfo,
            Topic::Commitment(commitment) => commitment.state == StoredState::NeedsInfo,
            Topic::Report(_)
            | Topic::Inquiry
            | Topic::Withdrawal
            | Topic::Reversal
            | Topic::Recovery(_)
            | Topic::Merge(_) => false,
        }
    }

    fn amendable(state: AmendmentState, decision: Decision) -> bool {
        match decision {
            Decision::TakeBack => state == AmendmentState::NeedsInfo,
            _ => state.waits(),
        }
    }

    fn promisable(state: StoredState, decision: Decision) -> bool {
        match decision {
            Decision::Publish => state != StoredState::Suspended && state.may_become(StoredState::Active),
            Decision::Ask => state == StoredState::NeedsInfo || state.may_become(StoredState::NeedsInfo),
            Decision::TakeBack => state == StoredState::NeedsInfo,
            Decision::Decline => state.may_become(StoredState::Declined),
            Decision::Suspend => state.may_become(StoredState::Suspended),
            Decision::Restore => state == StoredState::Suspended,
            // What is hidden may stay so: another Case shows it again. What was never shown is published or declined.
            Decision::Close => {
                matches!(state, StoredState::Active | StoredState::Suspended | StoredState::Dropped)
            }
            Decision::Revoke | Decision::Erase | Decision::Merge | Decision::Unmerge => false,
        }
    }

    /// Whether staff erase it: what was in the register once, in whatever state it is. What never was is called off,
    /// declined or runs out.
    pub fn erasable(&self) -> bool {
        let of = &self.organisation;
        self.endorsement.published_at.is_some() && of.erased_at.is_none() && of.merged_into.is_none()
    }

    fn check_merge(&self, other: &Other, decision: Decision) -> Result<()> {
        match decision {
            Decision::Merge => other.check_joinable(&self.organisation, &self.endorsement),
            Decision::Unmerge if !other.partable(&self.organisation, &self.endorsement) => {
                Err(Error::Refused(Refusal::WrongState))
            }
            _ => Ok(()),
        }
    }

    /// The request counts when it came in time, however long the queue was.
    fn reversible(&self) -> bool {
        let in_time = self.endorsement.ended_at.is_some_and(|at| reversible(at, self.case.opened_at));
        in_time && self.endorsement.state.after(Act::Reinstate).is_ok()
    }
}

/// What a change that was sent is about: the organisation itself, by its own endorsement, or one of its commitments.
fn change(db: &mut Db, id: AmendmentId) -> Result<(Topic, Option<EndorsementId>)> {
    let Some(of) = store::revision::commitment_of(db, id)? else {
        let amendment = store::amendment::find(db, id)?;
        let endorsement = amendment.endorsement_id;
        return Ok((Topic::Amendment(Box::new(amendment)), Some(endorsement)));
    };
    let promise = store::commitment::find(db, of)?;
    let change = store::revision::find(db, id)?;
    Ok((Topic::Revision(Box::new(Revised { promise, change })), None))
}

/// What a decision does to the endorsement itself; closing does nothing to it.
fn signing(decision: Decision) -> Option<Act> {
    Some(match decision {
        Decision::Publish => Act::Publish,
        Decision::Ask => Act::AskForMore,
        Decision::TakeBack => Act::TakeBack,
        Decision::Decline => Act::Decline,
        Decision::Suspend => Act::Suspend,
        Decision::Restore => Act::Restore,
        Decision::Revoke => Act::Revoke,
        Decision::Close | Decision::Erase | Decision::Merge | Decision::Unmerge => return None,
    })
}
