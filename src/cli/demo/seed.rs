//! Fills an empty database: the Call, its signatories, the queue, the colleagues.

use std::sync::mpsc::{SyncSender, sync_channel};

use chrono::Duration;
use indicatif::ProgressBar;
use serde_json::json;

use super::content::{self, DemoOrganisation};
use super::past::{Placed, Shares};
use super::queue::flawed;
use super::rows::Signable;
use super::{doubles, held, past, people, queue, rows, unnamed};
use crate::app::act::{Act, Origin, Subject};
use crate::app::entry_body::SignedText;
use crate::app::{App, call, settings};
use crate::cli::output;
use crate::domain::audit::AuditAct;
use crate::domain::call::source::{self, SourceFile};
use crate::domain::call::{CallState, ChangeKind, Text};
use crate::domain::{Error, Flaw, Moment, Result};
use crate::store::bulk::{Next, Rows};
use crate::store::{self, Db};

/// The demo has an organisation that signed twice when it has more than so many.
const TWICE_AMONG: u64 = 13;
/// Organisations written in one transaction. Each transaction writes the pages that it touched once, and with keys drawn by chance
/// these are nearly all.
const LOT: usize = 50_000;
/// Organisations that are made at once, while those before them are written.
const BATCH: usize = 5_000;

const FIRST: [(&str, &str); 2] =
    [("en.md", include_str!("call/v1/en.md")), ("da.md", include_str!("call/v1/da.md"))];
const SECOND: [(&str, &str); 2] =
    [("en.md", include_str!("call/v2/en.md")), ("da.md", include_str!("call/v2/da.md"))];

const SETTINGS: [(&str, &str); 14] = [
    ("ministry_name", "Ministry of Foreign Affairs (demo)"),
    ("ministry_name_da", "Udenrigsministeriet (demo)"),
    ("initiative_name", "Tech for Democracy"),
    ("initiative_name_da", "Teknologi for demokrati"),
    ("contact_unit", "Technology and Democracy Unit (invented)"),
    ("contact_unit_da", "Kontoret for teknologi og demokrati (opdigtet)"),
    ("contact_email", "call@ministry.example"),
    ("contact_address", "1 Example Quay, 1000 Example City"),
    ("data_controller", "Ministry of Foreign Affairs (demo)"),
    ("data_controller_da", "Udenrigsministeriet (demo)"),
    ("data_protection_email", "privacy@ministry.example"),
    ("enforcement_body", "Agency for Digital Access (invented)"),
    ("enforcement_body_da", "Styrelsen for Digital Adgang (opdigtet)"),
    ("enforcement_url", "https://access.example/complaints"),
];

/// Makes everything, in many transactions: whoever calls notes that it is whole once this has answered.
pub async fn fill(app: &App, signatories: u64) -> Result<()> {
    let organisations = invent(signatories)?;
    people::make(app).await?;
    app.act(Origin::operator(), |act| {
        let today = act.now;
        write_settings(act)?;
        act.now = today - Duration::days(content::FIRST_VERSION_DAYS_AGO);
        publish_text(act, ChangeKind::Initial, &texts(&FIRST)?)?;
        act.now = today - Duration::days(content::SECOND_VERSION_DAYS_AGO);
        publish_text(act, ChangeKind::Substantive, &texts(&SECOND)?)
    })
    .await?;
    let Shares { before, decided, newest } = past::share(organisations);
    let writer = rows::Writer::new(app.clone(), app.store.read(published_texts).await?);
    let writer = write_signatories(app, writer, before).await?;
    past::make(app, decided).await?;
    write_signatories(app, writer, newest).await?;
    settings::load(app).await?;
    queue::make(app).await?;
    held::make(app).await?;
    if signatories > TWICE_AMONG {
        doubles::make(app).await?;
    }
    unnamed::make(app).await?;
    forget_receipts(app).await
}

/// Nobody is told of the receipts of what was invented; those who act for somebody find theirs in the account.
async fn forget_receipts(app: &App) -> Result<()> {
    app.store
        .write(|db| {
            store::entry::number_new(db)?;
            let (seen, next) =
                (store::register_state::receipts_to(db)?, store::register_state::next_entry(db)?);
            store::register_state::move_receipts(db, seen, next).map(drop)
        })
        .await
}

/// The organisations, oldest signature first, so that public numbers follow the dates.
fn invent(count: u64) -> Result<Placed> {
    let bar = output::progress(count, "inventing");
    let threads = std::thread::available_parallelism().map_or(1, |threads| threads.get() as u64);
    let some = |thread: u64| -> Result<Placed, Flaw> {
        let share = count * thread / threads..count * (thread + 1) / threads;
        share.inspect(|_| bar.inc(1)).map(|place| Ok((place, content::organisation(place)?))).collect()
    };
    let made: Vec<_> = std::thread::scope(|scope| {
        let begun: Vec<_> = (0..threads).map(|thread| scope.spawn(move || some(thread))).collect();
        begun.into_iter().map(|thread| thread.join()).collect()
    });
    let mut all = Vec::new();
    for some in made {
        all.extend(some.map_err(|_| Error::internal("the demo could not be invented"))?.map_err(flawed)?);
    }
    all.sort_by_key(|(place, organisation)| (-organisation.signed_days_ago, std::cmp::Reverse(*place)));
    bar.finish_and_clear();
    Ok(all)
}

fn texts(files: &[(&str, &str)]) -> Result<Vec<Text>> {
    let files: Vec<_> = files
        .iter()
        .map(|(name, content)| SourceFile { name: (*name).to_owned(), content: (*content).to_owned() })
        .collect();
    source::read(&files).map_err(|problems| Error::internal(problems.to_string()))
}

fn write_settings(act: &mut Act<'_>) -> Result<()> {
    for (key, value) in SETTINGS {
        store::setting::put(act.db, key, value, act.now)?;
    }
    store::setting::put(act.db, "call_state", CallState::Open.code(), act.now)
}

fn publish_text(act: &mut Act<'_>, kind: ChangeKind, texts: &[Text]) -> Result<()> {
    let version = call::keep(act, kind, texts)?;
    let version = store::call::find(act.db, version)?;
    call::publish_now(act, &version, None).map(drop)
}

/// Writes behind what is there, and gives the writer back.
async fn write_signatories(
    app: &App,
    mut writer: rows::Writer,
    organisations: Placed,
) -> Result<rows::Writer> {
    let bar = output::progress(u64::try_from(organisations.len()).unwrap_or(0), "signing");
    let free = app.store.write(|db| {
        store::bulk::make_room(db)?;
        store::entry::number_new(db)?;
        store::bulk::free(db)
    });
    writer.go_on(free.await?);
    let mut left = organisations.into_iter();
    while !left.as_slice().is_empty() {
        let (lot, bar): (Placed, _) = (left.by_ref().take(LOT).collect(), bar.clone());
        writer = app.act(Origin::operator(), move |act| write(act, &lot, writer, &bar)).await?;
    }
    bar.finish_and_clear();
    app.store.write(store::bulk::give_room_back).await?;
    Ok(writer)
}

/// The database writes those that are made while a thread of its own makes the next.
fn write(
    act: &mut Act<'_>,
    lot: &[(u64, DemoOrganisation)],
    mut writer: rows::Writer,
    bar: &ProgressBar,
) -> Result<rows::Writer> {
    let (made, coming) = sync_channel(1);
    std::thread::scope(|scope| {
        let making = scope.spawn(|| make(lot, &mut writer, made, bar));
        for (rows, next) in coming {
            store::bulk::insert(act.db, &rows)?;
            store::bulk::set_next(act.db, next)?;
        }
        making.join().map_err(|_| Error::internal("the demo could not be made"))?
    })?;
    act.audit(AuditAct::DemoFilled, Subject("demo", None), json!({ "signatories": lot.len() }))?;
    Ok(writer)
}

fn make(
    lot: &[(u64, DemoOrganisation)],
    writer: &mut rows::Writer,
    made: SyncSender<(Rows, Next)>,
    bar: &ProgressBar,
) -> Result<()> {
    for batch in lot.chunks(BATCH) {
        let rows = writer.rows(batch)?;
        if made.send((rows, writer.next())).is_err() {
            // Nobody takes them any more: whoever wrote says why.
            break;
        }
        bar.inc(u64::try_from(batch.len()).unwrap_or(0));
    }
    Ok(())
}

/// Every text that can have been signed, the newest version's first.
fn published_texts(db: &mut Db) -> Result<Vec<Signable>> {
    let mut found = Vec::new();
    for version in store::call::all(db)? {
        for text in store::call::texts(db, version.id)? {
            let signed = SignedText::of(db, version.id, &text.language)?;
            found.push(Signable { version: version.id, language: text.language, signed });
        }
    }
    Ok(found)
}

/// The moment so many days before another, at a time of day that differs from row to row.
pub fn days_before(now: Moment, days: i64, row: i64) -> Moment {
    now - Duration::days(days) - Duration::minutes(row * 37 % 480)
}
