//! Going on after the database was restored from an older backup: the entries that the database has
//! forgotten come back from a copy of the log, so that the tree that was signed goes on.

use core::ops::Range;

use serde_json::json;

use super::hidden::{self, Bare, Hidden};
use super::numbers::Given;
use super::signer::LogSigner;
use super::{adopted, entered, memory, missing, place, proofs, row, seal, tree};
use crate::app::act::{About, Act, Origin, Subject};
use crate::app::{App, entry_body};
use crate::domain::audit::AuditAct;
use crate::domain::entry::EntryKind;
use crate::domain::{Error, Result};
use crate::log::Fault;
use crate::log::check::{Check, Past, Source};
use crate::log::checkpoint::Head;
use crate::log::hash::Hash;
use crate::log::keys::Keys;
use crate::log::line::Line;
use crate::log::note::Verifier;
use crate::log::succession::Change;
use crate::store::entry::NewEntry;
use crate::store::{self, Db};

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resumed {
    /// Entries that the database had, with those that had waited for their numbers when the copy was made that was put back.
    pub held: u64,
    /// Entries that it has now.
    pub size: u64,
    /// Whom the database still named, and the log does not.
    pub hidden: Vec<Hidden>,
}

/// Takes over what the copy has and the database has not, and hides in the same act whoever hid or was erased meanwhile. The
/// copy must be the signed log, whole, and the database its beginning.
///
/// # Errors
/// Internal, with the first thing that does not fit; then nothing has changed.
pub async fn resume(
    app: &App,
    source: &mut impl Source,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Resumed> {
    let asker = app.clone();
    let look = move |db: &mut Db| {
        memory::check_heard(db, &asker.config, &asker.log_signer)?;
        let unknown = memory::is_unknown(db, &asker.log_signer)?;
        Ok((place(store::register_state::next_entry(db)?), unknown))
    };
    let (held, unknown) = app.store.read(look).await?;
    let Copied { leaves: copy, lines, changes, bare } = read_copy(app, source, held, progress)?;
    if copy.len() < usize::try_from(held).unwrap_or(usize::MAX) {
        return Err(refused("the copy has fewer entries than the database"));
    }
    let (size, asker) = (copy.len() as u64, app.clone());
    let compare = move |db: &mut Db| {
        seal::check_rows(db)?;
        memory::check_claims(db, &asker.config, &asker.log_signer, size)?;
        let missing = missing::of_this_log(&store::log::missing(db)?, &asker.log_signer.keys())?;
        Ok((missing, store::entry::leaves(db, 0, row(held))?))
    };
    let (missing, ours) = app.store.read(compare).await?;
    missing::check_copy(&missing, &copy)?;
    let differs = ours.iter().zip(&copy).find(|(ours, copied)| tree::record(ours).hash() != **copied);
    if let Some((ours, _)) = differs {
        return Err(refused(&format!("entry {} in the database is another in the copy", ours.number)));
    }
    if size == held && unknown {
        return Err(refused(&format!(
            "this copy of {size} entries proves nothing beyond what was put back: it may have been made from it. If that is \
             really the newest state that was published, stop the old site and run `tilsagn log resume --nothing-lost`"
        )));
    }
    let (mut held, mut hidden) = (held, Vec::new());
    if size > held {
        let proofs = proofs::read(source, &changes, &copy, &app.log_signer.keys());
        let adopting = app.act(Origin::operator(), move |act| {
            let held = adopt(act, held, (lines, &copy))?;
            proofs::publish(act.db, &proofs, &copy, act.now)?;
            adopted::link(act)?;
            Ok((held, hidden::hide_again(act, &bare)?))
        });
        (held, hidden) = adopting.await?;
    }
    // Whoever names the copy knows that it is the newest.
    app.log_signer.tell();
    Ok(Resumed { held, size, hidden })
}

/// Goes on with a database that was put back from a copy after which nothing was published, as whoever runs the server
/// knows. An entry says so.
///
/// # Errors
/// Internal, with what to do: it was not put back, or more is known to have been signed.
pub async fn as_it_is(app: &App) -> Result<()> {
    let asker = app.clone();
    let look = move |db: &mut Db| {
        seal::check_rows(db)?;
        memory::check_heard(db, &asker.config, &asker.log_signer)?;
        let held = place(store::register_state::next_entry(db)?);
        memory::check_claims(db, &asker.config, &asker.log_signer, held)?;
        let lost = memory::lost(db, &asker.config.witnesses, &asker.log_signer)?;
        Ok((lost, memory::was_restored(db)?))
    };
    let (lost, restored) = app.store.read(look).await?;
    if let Some(size) = lost {
        return Err(refused(&format!("a tree of {size} entries was signed: take them over with --from")));
    }
    if !restored {
        return Err(refused(
            "it can, as it is: the database was not put back from a copy, or was signed since",
        ));
    }
    app.act(Origin::operator(), |act| {
        // Whoever signed last may have signed that too: it stands before the entry that says that nothing came back.
        number(act, usize::MAX)?;
        let held = place(store::register_state::next_entry(act.db)?);
        enter(act, held..held)
    })
    .await?;
    app.log_signer.tell();
    Ok(())
}

/// What a copy holds.
struct Copied {
    leaves: Vec<Hash>,
    /// Its entries behind those that the database has.
    lines: Vec<Line>,
    changes: Vec<Change>,
    /// Its entries without body because another says so.
    bare: Bare,
}

fn read_copy(
    app: &App,
    source: &mut impl Source,
    held: u64,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Copied> {
    let past = Past { head: app.log_signer.last_signed()?, ..Past::default() };
    let key = &app.log_signer.verifier();
    let (mut lines, mut changes) = (Vec::new(), Vec::new());
    let outcome = Check { source, key, past: &past, now: None, progress }.run(|line| {
        changes.extend(Change::read(line));
        if line.number >= held {
            lines.push(line.clone());
        }
    })?;
    if let Some(finding) = outcome.findings.first() {
        let entry = finding.entry.map(|entry| format!("entry {entry} ")).unwrap_or_default();
        return Err(refused(&format!("the copy is not good: {entry}{}", finding.what)));
    }
    let Head { size, .. } = outcome.head;
    if lines.len() as u64 != size.saturating_sub(held) {
        return Err(refused("the copy does not have every entry"));
    }
    // The mark of the batch alone hides nobody: a mirror may have fetched the entry before its signatory showed itself.
    let bare = outcome.withheld.into_iter();
    let bare = bare.filter_map(|(number, said)| Some((number, said? == EntryKind::EntryErased)));
    Ok(Copied { bare: bare.collect(), leaves: outcome.leaves, lines, changes })
}

/// Takes over the lines of the copy behind those that the database has. What waits here and is next in the copy is no other entry:
/// it gets its number. Gives how many the database had with those.
fn adopt(act: &mut Act<'_>, held: u64, (mut lines, copy): (Vec<Line>, &[Hash])) -> Result<u64> {
    let next = copy.iter().skip(copy.len() - lines.len());
    let ours = tree::waiting(act.db, held)?.into_iter().map(|line| line.record().hash());
    let waited = ours.zip(next).take_while(|(ours, copied)| ours == *copied).count();
    number(act, waited)?;
    let (lines, held) = (lines.split_off(waited), held + waited as u64);
    if lines.is_empty() {
        act.audit(AuditAct::LogResumed, Subject("log", None), json!({ "from": held, "to": held }))?;
        return Ok(held);
    }
    let count = row(lines.len() as u64);
    if store::register_state::take_entry_numbers(act.db, count)? != row(held) {
        return Err(Error::Conflict);
    }
    let given = Given::of(&lines);
    let upcoming = store::register_state::upcoming_signatory_number(act.db)?;
    store::register_state::set_upcoming_signatory_number(act.db, given.behind(upcoming))?;
    for line in lines {
        let new = NewEntry {
            at: line.at,
            kind: line.kind,
            subject: line.subject,
            digest: line.digest,
            salt: line.salt,
            body: line.body.map(|body| body.get().to_owned()),
            sealed: None,
            organisation_id: None,
            commitment_id: None,
        };
        store::entry::adopt(act.db, row(line.number), &new)?;
    }
    enter(act, held..held + place(count))?;
    Ok(held)
}

/// Numbers the first so many of those that wait, unless one is dated ahead or not as specified.
fn number(act: &mut Act<'_>, mut most: usize) -> Result<()> {
    while most > 0 {
        entered::check_waiting(act.db, act.now)?;
        match store::entry::number_first(act.db, row(most as u64))? {
            0 => break,
            numbered => most -= numbered,
        }
    }
    Ok(())
}

/// Says in public which entries came back, unless one that waits is dated ahead or not as specified.
fn enter(act: &mut Act<'_>, came_back: Range<u64>) -> Result<()> {
    let body = entry_body::log::came_back(&came_back);
    act.entry(EntryKind::LogResumed, About::default(), &body)?;
    // Together with what waited before it: whoever checks takes it that no tree ends between.
    number(act, usize::MAX)?;
    act.audit(AuditAct::LogResumed, Subject("log", None), body)
}

/// Where no copy of the log is left, or what was signed here is not what a witness has signed: another log, with a name and
/// key of its own, goes on from what the database has.
/// Its first entry names the log before and the last checkpoint that was signed there, so that nobody takes one for the
/// other. Gives the new key.
///
/// # Errors
/// Internal, with what to do: the log can go on as it is, the name is not another, or another process signs.
pub async fn under_another_name(app: &App, origin: &str) -> Result<Verifier> {
    let turn =
        app.log_signer.turn()?.ok_or_else(|| refused("another process signs at this moment: try again"))?;
    let Lost { held, size, note } = lost(app).await?;
    let before = app.log_signer.keys();
    // Else an earlier run was broken off between the new key and the last step.
    if before.current().is_named_in(&note) {
        let mut seed = [0; 32];
        app.chance.fill(&mut seed);
        let next = Keys::parse(&before.text())?.under(origin, seed)?;
        let body = entry_body::log::goes_on(&(held..size), before.current(), &note);
        app.act(Origin::operator(), move |act| {
            act.entry(EntryKind::LogResumed, About::default(), &body)?;
            act.audit(AuditAct::LogResumed, Subject("log", None), body)
        })
        .await?;
        app.log_signer.replace(&turn, &next)?;
    }
    app.log_signer.begin_anew(&turn)?;
    Ok(app.log_signer.verifier())
}

/// What was signed and is not here.
struct Lost {
    /// Entries that the database has.
    held: u64,
    /// Entries under the tree that was signed.
    size: u64,
    /// The last checkpoint that is known here.
    note: String,
}

async fn lost(app: &App) -> Result<Lost> {
    let asker = app.clone();
    let found = app.store.read(move |db| {
        seal::check_rows(db)?;
        let held = place(store::register_state::next_entry(db)?);
        let size = memory::lost(db, &asker.config.witnesses, &asker.log_signer)?;
        // Of a database that was put back, whoever runs the server knows that more was signed.
        let unknown = memory::is_unknown(db, &asker.log_signer)?;
        let size = size.or(unknown.then_some(held));
        Ok((held, size, last_note(db, &asker.log_signer)?))
    });
    let (held, size, note) = found.await?;
    match (size, note) {
        (Some(size), Some(note)) => Ok(Lost { held, size, note }),
        _ => Err(refused("it can, as it is: nothing that was signed is missing here")),
    }
}

/// The checkpoint of the largest tree that this signer or another node has signed; where nobody remembers one, of the newest.
fn last_note(db: &mut Db, signer: &LogSigner) -> Result<Option<String>> {
    let remembered = signer.last_signed()?.map_or(0, |head| head.size);
    let missing = missing::of_this_log(&store::log::missing(db)?, &signer.keys())?.pop();
    if let Some((_, tree)) = missing.filter(|(head, _)| head.size > remembered) {
        return Ok(Some(tree.note));
    }
    let newest = store::log::newest(db)?.map(|newest| newest.note);
    Ok(signer.last_note()?.or(newest))
}

pub(super) fn refused(why: &str) -> Error {
    Fault::new(format!("the log does not go on: {why}")).into()
}
