//! Everything that a Case's page shows, read in one go: what came in, checks, possible duplicates, history,
//! notes, the lock, what waits for a second person, and what can be decided.

use std::collections::BTreeMap;

use super::checks::{self, Check};
use super::history::{self, Event};
use super::hold::{self, Held};
use super::known::{self, Known};
use super::matter::{Matter, Topic};
use super::publish::Changes;
use super::second::{self, Proposal};
use super::survivor::{self, Survivor};
use super::twins::{self, Sight, Twins};
use super::{assign, lock, mailboxes, many, note, opinion, publish, question};
use crate::app::App;
use crate::app::account::answer;
use crate::app::contact::{self, Contact};
use crate::app::entry_body::SignedText;
use crate::app::identity;
use crate::app::recovery;
use crate::app::report::{self, Concerns};
use crate::app::sign::confirm::agreed;
use crate::app::unmasking;
use crate::domain::case::Decision;
use crate::domain::endorsement::Authority;
use crate::domain::ids::{BulkDecisionId, OrganisationId, RepresentativeId, StaffId};
use crate::domain::permit::{Permit, SeeCases, SeeIdentities};
use crate::domain::{Moment, Result};
use crate::store::case::{Case, Note};
use crate::store::case_message::Message;
use crate::store::commitment::Commitment;
use crate::store::reason::Reason;
use crate::store::staff::Staff;
use crate::store::{self, Db};

/// A Case, opened.
#[derive(Debug)]
pub struct File {
    pub matter: Matter,
    /// The organisation must not be named, and the reader has not asked who it is, or may not.
    pub masked: bool,
    /// The text of the Call that was signed.
    pub signed: SignedText,
    /// Who acts for the organisation. Nothing of who stays masked.
    pub people: Vec<Person>,
    /// What those are called who act or acted for it, as long as that is kept. Nobody, of who stays masked.
    pub acted: BTreeMap<RepresentativeId, String>,
    pub commitments: Vec<Commitment>,
    /// What an amendment changes.
    pub changes: Option<Changes>,
    pub checks: Vec<Check>,
    /// How the organisation is known, newest first. Nothing of who stays masked.
    pub known: Vec<Known>,
    pub twins: Twins,
    /// Into what it went, if it went into another one. Nothing, of who stays masked.
    pub survivor: Option<Survivor>,
    /// What those are called that went into it. Nothing, of who stays masked.
    pub doubles: Vec<String>,
    pub history: Vec<Event>,
    pub notes: Vec<Note>,
    /// Who has it, and until when.
    pub holder: Option<(StaffId, Moment)>,
    pub proposal: Option<Proposal>,
    /// The decision on many that waits for an admin and would decide this Case too.
    pub in_many: Option<BulkDecisionId>,
    pub possible: Vec<Decision>,
    pub reasons: Vec<Reason>,
    /// What the organisation answered, oldest first. Nothing of who stays masked.
    pub replies: Vec<answer::Reply>,
    /// What the organisation was asked, oldest first. Nothing of who stays masked.
    pub written: Vec<question::Said>,
    /// What was reported. Nothing of who stays masked.
    pub concerns: Concerns,
    /// Who asks to act for the organisation. Nothing of who stays masked.
    pub recovery: Option<recovery::Shown>,
    /// Why the signature is held, if it is.
    pub held: Option<Held>,
    /// The number of the Case that comes next.
    pub next: Option<i64>,
    /// The organisation's other Cases, newest first.
    pub others: Vec<Case>,
    /// The names of colleagues.
    pub names: BTreeMap<StaffId, String>,
    /// What colleagues told each other about it, oldest first.
    pub messages: Vec<Message>,
    /// To whom it can be given.
    pub moderators: Vec<Staff>,
    /// Whom the reader can ask.
    pub advisers: Vec<Staff>,
}

impl File {
    /// Leaves out what tells who a masked organisation is, and what nobody decides without having looked: what was
    /// public once leads to the gap that it left. Its reference finds it for those who may look.
    fn mask(mut self, trusted: bool) -> File {
        self.matter.organisation.number = None;
        if !trusted {
            self.matter.endorsement.reference.clear();
        }
        self.history.retain(|event| !event.what.leads_to_entry());
        File {
            commitments: Vec::new(),
            checks: Vec::new(),
            twins: Twins::default(),
            survivor: None,
            doubles: Vec::new(),
            messages: Vec::new(),
            possible: Vec::new(),
            proposal: None,
            ..self
        }
    }
}

/// Somebody who acts for an organisation.
#[derive(Debug, Clone)]
pub struct Person {
    pub id: RepresentativeId,
    pub contact: Contact,
    pub language: String,
    pub named: bool,
    /// By what right, of who came after the signature.
    pub authority: Option<Authority>,
}

/// Opens a Case. Who must not be named is opened only with the permit for it.
///
/// # Errors
/// `NotFound`.
pub async fn open(
    app: &App,
    permit: &Permit<SeeCases>,
    identities: Option<&Permit<SeeIdentities>>,
    number: i64,
) -> Result<File> {
    let (own, me, now) = (app.clone(), permit.id(), app.clock.now());
    let trusted = identities.is_some();
    app.store
        .read(move |db| {
            let file = read(&own, db, (number, me), trusted, now)?;
            Ok(if file.masked { file.mask(trusted) } else { file })
        })
        .await
}

fn read(app: &App, db: &mut Db, which: (i64, StaffId), trusted: bool, now: Moment) -> Result<File> {
    let (number, me) = which;
    let closed = Matter::closed(db, number)?;
    let sealed = closed.organisation.sealed.is_some();
    let masked = unmasking::is_masked(db, me, &closed.organisation, now)? || (sealed && !trusted);
    let matter = if masked { closed } else { Matter::load(app, db, number)? };
    let organisation = matter.organisation.id;
    let rows = store::representative::of_organisation(db, organisation)?;
    let people = rows.iter().map(|row| person(app, row, &matter)).collect::<Result<Vec<_>>>()?;
    let mailboxes = mailboxes::of(app, db, &rows)?;
    let proposed = publish::proposed(&matter)?;
    let sight = Sight::of(me, trusted, now);
    let twins = twins::find(app, db, (&proposed, &matter.assurances), sight)?;
    let all = store::case::of_organisation(db, organisation)?;
    let concerns = match &matter.topic {
        Topic::Report(first) if !masked => report::concerns(app, db, first.id)?,
        _ => Concerns::default(),
    };
    let recovery = match &matter.topic {
        Topic::Recovery(asked) if !masked => recovery::shown(app, db, asked)?,
        _ => None,
    };
    // What would be written cannot be told of an identity that stays sealed.
    let proposal = if masked { None } else { second::proposal(app, db, &matter)? };
    let names: BTreeMap<StaffId, String> =
        store::staff::list(db)?.into_iter().map(|staff| (staff.id, staff.name)).collect();
    let name = |id: StaffId| names.get(&id).cloned();
    Ok(File {
        signed: SignedText::of(db, matter.endorsement.version_id, &matter.endorsement.language)?,
        commitments: identity::commitments(app, db, organisation)?,
        changes: publish::changes(&matter),
        checks: checks::run(&matter, &proposed, &mailboxes, twins.count()),
        history: history::read(db, &matter)?,
        notes: if masked { Vec::new() } else { note::of_case(app, db, matter.case.id)? },
        messages: store::case_message::of_case(db, matter.case.id)?,
        moderators: assign::moderators(db)?,
        advisers: opinion::advisers(db, me)?,
        holder: lock::holder(&matter.case, now),
        in_many: many::waiting::with(db, &matter.case)?,
        possible: matter.possible(),
        reasons: store::reason::list(db, None)?,
        next: store::queue::next_after(db, &matter.case, me, now)?,
        others: all.into_iter().filter(|case| case.id != matter.case.id).collect(),
        known: if masked { Vec::new() } else { known::of(db, &matter, name)? },
        names,
        people: if masked { Vec::new() } else { people },
        acted: if masked { BTreeMap::new() } else { acted(app, db, organisation)? },
        held: if masked { None } else { hold::of(app, db, &matter, trusted)? },
        written: if masked { Vec::new() } else { question::of_case(app, db, matter.case.id)? },
        replies: if masked { Vec::new() } else { answer::replies(app, db, matter.case.id)? },
        doubles: survivor::doubles(db, organisation)?,
        survivor: survivor::of(app, db, &matter.organisation, sight)?,
        concerns,
        recovery,
        proposal,
        twins,
        masked,
        matter,
    })
}

fn acted(app: &App, db: &mut Db, of: OrganisationId) -> Result<BTreeMap<RepresentativeId, String>> {
    let known = store::representative::known_of(db, of)?.into_iter();
    known.map(|(id, sealed)| Ok((id, contact::open(app, &sealed)?.name))).collect()
}

fn person(app: &App, row: &store::representative::Representative, matter: &Matter) -> Result<Person> {
    let contact = contact::open(app, &row.sealed)?;
    let named = agreed(row, &matter.endorsement);
    Ok(Person { id: row.id, contact, language: row.language.clone(), named, authority: row.authority })
}
