//! A decision before it is made, with everything that it would write and do.

use super::matter::{Eyes, Matter, Topic};
use super::publish::Changes;
use super::ruling::Ruling;
use super::{letters, merge, publish, survivor};
use crate::app::App;
use crate::app::letter::Envelope;
use crate::domain::Result;
use crate::domain::case::CaseKind;
use crate::domain::identifier::Identifiers;
use crate::domain::ids::BulkDecisionId;
use crate::domain::merge::Clash;
use crate::domain::other_name::OtherName;
use crate::store::{self, Db};

/// A decision before it is made: what it would write, and to whom.
#[derive(Debug)]
pub struct Preview {
    pub number: i64,
    pub kind: CaseKind,
    /// Of the Case, as it was read.
    pub revision: i64,
    pub organisation: String,
    /// What else it is called, and its numbers in other registers.
    pub names: Vec<OtherName>,
    pub identifiers: Identifiers,
    /// Both as they would be, where two become one or one two.
    pub called: Option<(Vec<OtherName>, Identifiers)>,
    /// Where two that would become one have another number each in one register.
    pub clashes: Vec<Clash>,
    /// Those that went into it, and share what becomes of it.
    pub doubles: Vec<String>,
    pub ruling: Ruling,
    /// The reason of the catalogue.
    pub reason: Option<store::reason::Reason>,
    /// What an amendment changes.
    pub changes: Option<Changes>,
    pub eyes: Eyes,
    pub mails: Vec<Envelope>,
    /// The decision on many that waits for an admin and would decide this Case too.
    pub in_many: Option<BulkDecisionId>,
    /// Whether a link to hide would have been in a mail that is not written.
    pub no_link: bool,
    /// What tells these mails from others.
    pub shown: String,
}

impl Preview {
    /// What a ruling on a Case would write.
    pub(super) fn of(app: &App, db: &mut Db, matter: Matter, ruling: Ruling) -> Result<Preview> {
        let reason = ruling.reason(db)?;
        let mails = letters::drafts(app, db, &matter, &ruling)?;
        let written = letters::drafts(app, db, &matter, &Ruling { write: true, ..ruling.clone() })?;
        Ok(Preview {
            no_link: mails.is_empty() && written.iter().any(|mail| mail.letter.hides()),
            number: matter.case.number,
            kind: matter.case.kind,
            revision: matter.case.revision,
            changes: publish::changes(&matter),
            called: merge::previewed(&matter, ruling.decision, app.clock.now().day_in(app.time_zone()))?,
            clashes: merge::clashing(&matter, ruling.decision),
            doubles: shared(db, &matter)?,
            eyes: matter.eyes(ruling.decision),
            shown: letters::fingerprint(app, &mails)?,
            in_many: None,
            organisation: matter.organisation.name,
            names: matter.organisation.names.0,
            identifiers: matter.organisation.identifiers.0,
            reason,
            ruling,
            mails,
        })
    }
}

/// Those that went into the signatory that a decision is about, and not one commitment of it alone.
fn shared(db: &mut Db, matter: &Matter) -> Result<Vec<String>> {
    match &matter.topic {
        Topic::Commitment(_) | Topic::Revision(_) => Ok(Vec::new()),
        _ => survivor::doubles(db, matter.organisation.id),
    }
}
