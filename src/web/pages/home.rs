//! The front page: the Call in a few lines, who has signed, what they promised, how to sign.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use serde::Serialize;

use super::speech::Speech;
use super::world::{self, Bar, Countries};
use crate::domain::call::{CallState, CallText};
use crate::domain::commitment_status::Status;
use crate::domain::organisation::Category;
use crate::domain::{Error, Moment, Result, limits};
use crate::log::hash::Hash;
use crate::register::{SignatoryCard, Snapshot, Totals};
use crate::view::dates;
use crate::view::seal::{Legend, seal};
use crate::web::error::Failure;
use crate::web::public::Public;

/// What the page calls an open Call that cannot be signed just now.
const PAUSED: &str = "paused";
/// Signatories that the front page names.
const NEWEST: usize = 8;

/// `/`
pub async fn show(public: Public) -> Result<HttpResponse, Failure> {
    let state = state(&public);
    public.answer(&state, |public| public.page("page/home/show.html", "", &Home::of(public, state.clone())?))
}

/// The state of the Call, or that signing is paused while it is open. Empty of a past day.
fn state(public: &Public) -> String {
    let state = public.snapshot.call.state.as_deref().unwrap_or_default();
    let stopped = public.site.app.settings.load().switches.signing_stopped;
    let paused = stopped && public.as_of.is_none() && state == CallState::Open.code();
    if paused { PAUSED.to_owned() } else { state.to_owned() }
}

/// What the front page shows.
#[derive(Debug, Serialize)]
struct Home {
    /// Empty of a past day.
    state: String,
    call: Option<Brief>,
    seal: String,
    /// Whether no register is shown, so that nothing is said of who has signed.
    unsettled: bool,
    signatories: u32,
    countries: usize,
    unnamed: u32,
    commitments: u32,
    newest: Vec<Named>,
    categories: Vec<Bar>,
    most: u32,
    statuses: Vec<Bar>,
    most_status: u32,
    world: Countries,
    review_days: i64,
}

/// The Call in a few lines.
#[derive(Debug, Serialize)]
struct Brief {
    version: u32,
    published_at: Moment,
    title: String,
    language: String,
    dir: &'static str,
    /// Safe HTML.
    opening: String,
    pillars: Vec<(String, String)>,
    paragraphs: usize,
    fingerprint: String,
    earlier: Option<u32>,
}

/// A signatory in a ledger.
#[derive(Debug, Serialize)]
pub(super) struct Named {
    number: u32,
    name: String,
    slug: String,
    note: String,
}

impl Named {
    pub(super) fn of(card: &SignatoryCard, speech: &Speech) -> Named {
        let category = speech.code("category", card.category.code());
        let note = match card.country {
            Some(country) => format!("{category} · {}", speech.country(country.as_str())),
            None => category,
        };
        Named { number: card.number, name: card.name.clone(), slug: card.slug.clone(), note }
    }
}

impl Home {
    fn of(public: &Public, state: String) -> Result<Home> {
        let snapshot = &*public.snapshot;
        let speech = public.speech()?;
        let totals = snapshot.totals(public.today);
        let counts: BTreeMap<String, u64> = totals
            .signatories
            .by_country
            .iter()
            .map(|(code, count)| (code.as_str().to_owned(), u64::from(*count)))
            .collect();
        let link = |code: &str| speech.href("/signatories", &format!("country={code}"));
        let categories = categories(&totals, &speech);
        let statuses = statuses(&totals, &speech);
        Ok(Home {
            state,
            call: brief(snapshot, &speech)?,
            seal: draw_seal(snapshot, &speech),
            unsettled: snapshot.unsettled,
            signatories: totals.signatories.all,
            countries: totals.signatories.by_country.len(),
            unnamed: totals.unnamed_at_least,
            commitments: totals.commitments,
            newest: newest(snapshot, &speech),
            most: world::most(&categories),
            categories,
            most_status: world::most(&statuses),
            statuses,
            world: world::countries(&speech, &counts, None, &link)?,
            review_days: limits::REVIEW_DAYS,
        })
    }
}

fn brief(snapshot: &Snapshot, speech: &Speech) -> Result<Option<Brief>> {
    let Some(version) = snapshot.call.current() else { return Ok(None) };
    let Some(card) = version.text(speech.locale.code()) else { return Ok(None) };
    let text = CallText::parse(&card.markdown).map_err(|faults| Error::internal(faults.to_string()))?;
    let language = speech.language(&card.language);
    Ok(Some(Brief {
        version: version.number,
        published_at: version.published_at,
        opening: text.preamble.first().map(|block| block.html.clone()).unwrap_or_default(),
        pillars: text
            .pillars
            .iter()
            .map(|pillar| (pillar.id.as_str().to_owned(), pillar.heading.clone()))
            .collect(),
        paragraphs: text.paragraphs().count(),
        title: text.title,
        dir: language.dir,
        language: language.tag,
        fingerprint: card.sha256.clone(),
        earlier: version.number.checked_sub(1).filter(|number| snapshot.call.version(*number).is_some()),
    }))
}

/// The seal of the log's root: a new entry changes it. Before the first checkpoint, of nothing; none while no register is
/// shown, for it says how many have signed.
pub(super) fn draw_seal(snapshot: &Snapshot, speech: &Speech) -> String {
    if snapshot.unsettled {
        return String::new();
    }
    let root = snapshot.log.as_ref().and_then(|log| Hash::from_base64(&log.root).ok());
    let hash = root.map_or([0; 32], |root| root.0);
    let totals = snapshot.signatory_totals();
    let countries = u32::try_from(totals.by_country.len()).unwrap_or(u32::MAX);
    let figure = dates::grouped(i64::from(totals.all), speech.locale);
    let lines = [
        speech.counted("home-seal-signatories", totals.all),
        speech.counted("home-seal-countries", countries),
    ];
    seal(&hash, Legend { figure: &figure, lines: [&lines[0], &lines[1]] })
}

fn newest(snapshot: &Snapshot, speech: &Speech) -> Vec<Named> {
    snapshot.newest(NEWEST).into_iter().map(|place| Named::of(snapshot.signatory(place), speech)).collect()
}

fn categories(totals: &Totals, speech: &Speech) -> Vec<Bar> {
    let bar = |category: &Category| Bar {
        label: speech.code("category", &format!("{}_plural", category.code())),
        href: speech.href("/signatories", &format!("category={}", category.code())),
        value: totals.signatories.by_category.get(category).copied().unwrap_or_default(),
    };
    let mut bars: Vec<Bar> = Category::ALL.iter().map(bar).collect();
    bars.sort_by_key(|bar| std::cmp::Reverse(bar.value));
    bars
}

fn statuses(totals: &Totals, speech: &Speech) -> Vec<Bar> {
    let bar = |status: &Status| Bar {
        label: speech.code("status", status.code()),
        href: speech.href("/commitments", &format!("status={}", status.code())),
        value: totals.by_status.get(status).copied().unwrap_or_default(),
    };
    Status::ALL.iter().map(bar).filter(|bar| bar.value > 0).collect()
}
