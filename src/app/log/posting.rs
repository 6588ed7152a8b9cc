//! Mailing receipts: everybody who acts for a named signatory gets the receipt of its publication once it is in
//! a signed tree, exactly once for each entry and person. Who is not shown then gets it when it is shown again.
//!
//! How far this has come is a number in the database. It moves in the transaction that puts the mails into the
//! outbox, so a round that fails or is walked by two nodes at once writes to nobody twice and forgets nobody.

use serde_json::json;

use super::adopted::CameBack;
use super::{place, receipt};
use crate::app::account::write_to_all;
use crate::app::act::{Act, Origin, Subject};
use crate::app::address::Address;
use crate::app::letter::Letter;
use crate::app::{App, account};
use crate::domain::audit::AuditAct;
use crate::domain::entry::EntryKind;
use crate::domain::{Error, Moment, Refusal, Result, limits};
use crate::log::cosignature::Witness;
use crate::store::entry::Entry;
use crate::store::{self, Db};

/// Entries of one transaction.
const BATCH: i64 = 100;
/// The kinds of entries with which a signatory comes into the register, or again.
const SHOWN: [EntryKind; 3] =
    [EntryKind::EndorsementPublished, EntryKind::EndorsementRestored, EntryKind::EndorsementReinstated];

/// What has to be told: from which entry to before which, and the publications that are shown by those among them.
struct Due {
    from: i64,
    to: i64,
    entries: Vec<Entry>,
}

/// Puts the receipts that are due into the outbox, and says how many mails that were.
///
/// # Errors
/// Internal, if the database does not answer, and `Unproven`, if nothing that is due can be proved; then the next round goes on
/// from the same entry.
pub async fn post(app: &App) -> Result<usize> {
    let mut mails = 0;
    loop {
        let (now, looker) = (app.clock.now(), app.clone());
        let Some(due) = app.store.read(move |db| due(db, &looker, now)).await? else { return Ok(mails) };
        match settle(app, due).await {
            Ok(written) => mails += written,
            // Another node was faster.
            Err(Error::Conflict) => return Ok(mails),
            Err(error) => return Err(error),
        }
    }
}

fn due(db: &mut Db, app: &App, now: Moment) -> Result<Option<Due>> {
    let from = store::register_state::receipts_to(db)?;
    let ripe = ripe(db, app, now)?;
    if ripe <= from {
        return Ok(None);
    }
    let shown = store::entry::of_kinds(db, &SHOWN.map(EntryKind::code), (from, ripe), BATCH)?;
    let full = i64::try_from(shown.len()).unwrap_or(0) == BATCH;
    let last = shown.last().and_then(|entry| entry.number);
    let to = last.filter(|_| full).map_or(ripe, |last| last + 1);
    // Whom what came back is about was written to before it was lost.
    let came_back = CameBack::read(db)?;
    let mut entries = Vec::new();
    for entry in shown.into_iter().filter(|entry| !came_back.has(entry.number)) {
        entries.extend(publication(db, entry)?);
    }
    entries.retain(|entry| !came_back.has(entry.number));
    Ok(Some(Due { from, to, entries }))
}

/// The latest publication of the signatory that an entry shows.
fn publication(db: &mut Db, shown: Entry) -> Result<Option<Entry>> {
    let kind = EntryKind::EndorsementPublished.code();
    match shown.organisation_id {
        Some(id) if shown.kind != kind => {
            let all = store::entry::of_organisation(db, id)?;
            Ok(all.into_iter().rev().find(|entry| entry.kind == kind))
        }
        _ => Ok(Some(shown)),
    }
}

/// Before which entry all may be told. A receipt is worth more with the witnesses' word, so it waits for that, but not for long:
/// counted from the first tree that it is in, however many are signed meanwhile.
fn ripe(db: &mut Db, app: &App, now: Moment) -> Result<i64> {
    let newest = store::log::size(db)?;
    let words = store::log::words(db)?;
    let said = |text: &str| words.iter().any(|word| word.witness == text && word.size == newest);
    let silent = |witness: &Witness| !said(&witness.text());
    let missing = app.config.witnesses.iter().any(|peer| silent(&peer.witness));
    if missing {
        store::log::size_at(db, now - chrono::Duration::minutes(limits::WITNESS_MINUTES))
    } else {
        Ok(newest)
    }
}

async fn settle(app: &App, due: Due) -> Result<usize> {
    if due.entries.is_empty() {
        let moved = move |db: &mut Db| take(db, &due);
        return app.store.write(moved).await.map(|()| 0);
    }
    app.act(Origin::system(), move |act| {
        take(act.db, &due)?;
        let (mut written, mut unproven) = (0, false);
        for entry in &due.entries {
            match tell(act, entry) {
                Ok(told) => written += usize::from(told),
                // One that is damaged keeps nobody else waiting.
                Err(Error::Refused(Refusal::Unproven)) => {
                    tracing::error!(entry = entry.number, "no receipt of a damaged entry can be mailed");
                    unproven = true;
                }
                Err(error) => return Err(error),
            }
        }
        // Where nothing can be proved, the tree is damaged, and everybody waits until it is mended.
        if unproven && written == 0 {
            return Err(Error::Refused(Refusal::Unproven));
        }
        let detail = json!({ "from": due.from, "to": due.to, "signatories": written });
        act.audit(AuditAct::ReceiptsPosted, Subject("log", None), detail)?;
        Ok(written)
    })
    .await
}

fn take(db: &mut Db, due: &Due) -> Result<()> {
    if store::register_state::move_receipts(db, due.from, due.to)? { Ok(()) } else { Err(Error::Conflict) }
}

/// Writes to the people of an entry's organisation, unless they were written to. Who is not named, or no longer published, is
/// not.
fn tell(act: &mut Act<'_>, entry: &Entry) -> Result<bool> {
    let (Some(id), Some(number)) = (entry.organisation_id, entry.number) else { return Ok(false) };
    let shown = account::in_public(&store::endorsement::of_organisation(act.db, id)?);
    if !shown || store::outbox::has_event(act.db, &event(number))? {
        return Ok(false);
    }
    let Some(made) = receipt::receipt(act.app, act.db, entry)? else { return Ok(false) };
    let organisation = store::organisation::find(act.db, id)?;
    let (file, key) = (made.text(), act.app.log_signer.verifier().text());
    write_to_all(act, &organisation, &event(number), |act, to| {
        Ok(Letter::Receipt {
            organisation: organisation.name.clone(),
            entry: place(number),
            link: Address::CheckReceipt.url(&act.app.config.base_url.url, to.locale),
            key: key.clone(),
            file: file.clone(),
        })
    })?;
    Ok(true)
}

/// The event of the mail with an entry's receipt.
fn event(number: i64) -> String {
    format!("receipt:{number}:")
}

/// Calls back the mails with an entry's receipt that have not gone out: nobody is to read of it any more.
pub(in crate::app) fn call_back(db: &mut Db, number: i64) -> Result<()> {
    store::outbox::forget_unsent(db, &event(number))
}
