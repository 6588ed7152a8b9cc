//! What somebody decided and why, as it was typed and as it waits for a second person.

use serde::{Deserialize, Serialize};

use crate::app::filed_letter::{self, FiledLetter};
use crate::app::{App, identity};
use crate::domain::case::{Decision, Ground};
use crate::domain::reason::ReasonPurpose;
use crate::domain::text::{Note, parse_optional};
use crate::domain::{Day, Error, Flaw, Problems, Result};
use crate::store::reason::Reason;
use crate::store::{self, Db};

/// A decision with its reason, the words to the organisation, and a note for colleagues.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    pub decision: Decision,
    /// The catalogue's code, where the decision needs a reason; the ground's, where it erases.
    pub reason: Option<String>,
    /// What the mail says besides the reason's own words.
    pub message: String,
    /// For colleagues alone.
    pub note: String,
    /// "Save and write", not just "save".
    pub write: bool,
    /// The letter by which a state withdraws.
    #[serde(default)]
    pub letter: Option<FiledLetter>,
    /// Whether those who acted before are taken off, where somebody else is let in.
    #[serde(default)]
    pub take_off: bool,
}

impl Ruling {
    /// What a form sent, or everything that is wrong with it. A reason's field is `reason_<decision>`.
    pub fn parse(decision: &str, reason: &str, message: &str, note: &str, write: bool) -> Result<Ruling> {
        let mut problems = Problems::default();
        let chosen = match decision {
            "" => Err(Flaw::Missing),
            code => Decision::from_code(code).ok_or(Flaw::UnknownChoice),
        };
        let chosen = problems.take("decision", chosen);
        let message = problems.take("message", parse_optional::<Note>(message));
        let note = problems.take("note", parse_optional::<Note>(note));
        let wanted = chosen.is_some_and(Decision::needs_reason);
        if wanted && reason.is_empty() {
            problems.add(&format!("reason_{decision}"), Flaw::Missing);
        }
        if chosen == Some(Decision::Ask) && !write {
            problems.add("decision", Flaw::NeedsMail);
        }
        problems.check()?;
        let (Some(decision), Some(message), Some(note)) = (chosen, message, note) else {
            return Err(Error::internal("a ruling without problems lacks a part"));
        };
        let text = |note: Option<Note>| note.map(|note| note.to_string()).unwrap_or_default();
        let reason = wanted.then(|| reason.to_owned());
        let message = message.filter(|_| decision.takes_message());
        Ok(Ruling {
            decision,
            reason,
            message: text(message),
            note: text(note),
            write,
            letter: None,
            take_off: false,
        })
    }

    /// What the form to erase sent, or everything that is wrong with it. Its mail always goes: it is the last.
    pub fn erasure(ground: &str, message: &str, note: &str) -> Result<Ruling> {
        let mut problems = Problems::default();
        let ground = match ground {
            "" => Err(Flaw::Missing),
            code => Ground::from_code(code).ok_or(Flaw::UnknownChoice),
        };
        let ground = problems.take("reason_erase", ground);
        let message = problems.take("message", parse_optional::<Note>(message));
        let note = problems.take("note", Note::parse(note));
        problems.check()?;
        let (Some(ground), Some(message), Some(note)) = (ground, message, note) else {
            return Err(Error::internal("an erasure without problems lacks a part"));
        };
        Ok(Ruling {
            decision: Decision::Erase,
            reason: Some(ground.code().to_owned()),
            message: message.map(|text| text.to_string()).unwrap_or_default(),
            note: note.to_string(),
            write: true,
            letter: None,
            take_off: false,
        })
    }

    /// The ruling with the letter on which it rests.
    ///
    /// # Errors
    /// `Invalid` for the letter.
    pub fn on_letter(self, letter: &filed_letter::Answers, today: Day) -> Result<Ruling> {
        let mut problems = Problems::default();
        let letter = letter.parse(today, &mut problems);
        problems.check()?;
        Ok(Ruling { letter, ..self })
    }

    /// The ruling as it waits about an organisation that must not be named: where its letter is filed is sealed.
    ///
    /// # Errors
    /// Internal.
    pub fn sealed(mut self, app: &App) -> Result<Ruling> {
        self = self.opened(app);
        if let Some(letter) = &mut self.letter {
            letter.reference = identity::seal_reference(app, &letter.reference)?;
        }
        Ok(self)
    }

    /// The ruling as those read it who may see who it is about.
    pub fn opened(mut self, app: &App) -> Ruling {
        if let Some(letter) = &mut self.letter {
            letter.reference = identity::told(app, std::mem::take(&mut letter.reference));
        }
        self
    }

    /// The reason of the catalogue.
    ///
    /// # Errors
    /// `Invalid` when there is no such reason, or it explains another decision.
    pub fn reason(&self, db: &mut Db) -> Result<Option<Reason>> {
        let Some(code) = self.reason.as_ref().filter(|_| self.decision != Decision::Erase) else {
            return Ok(None);
        };
        let reason = store::reason::get(db, code)?;
        let fits = reason.filter(|reason| Some(reason.purpose) == purpose(self.decision));
        let field = format!("reason_{}", self.decision);
        fits.map(Some).ok_or_else(|| Error::invalid(field, Flaw::UnknownChoice))
    }
}

/// Which reasons explain a decision.
pub fn purpose(decision: Decision) -> Option<ReasonPurpose> {
    match decision {
        Decision::Ask => Some(ReasonPurpose::Ask),
        Decision::Decline => Some(ReasonPurpose::Decline),
        Decision::Suspend => Some(ReasonPurpose::Suspend),
        Decision::Revoke => Some(ReasonPurpose::Revoke),
        Decision::Publish
        | Decision::TakeBack
        | Decision::Restore
        | Decision::Close
        | Decision::Erase
        | Decision::Merge
        | Decision::Unmerge => None,
    }
}
