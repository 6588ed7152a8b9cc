//! The register's list of signatories, and the page of each.

use std::collections::BTreeMap;

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::history::{About, Line, told};
use super::list::{self, Asked, Listing};
use super::outside::bare_address;
use super::paragraphs::Paragraphs;
use super::promise::Item;
use super::speech::Language;
use super::still;
use super::world::{self, Countries};
use crate::domain::assurance::{Level, Method};
use crate::domain::country::Country;
use crate::domain::entry::EntryKind;
use crate::domain::organisation::Category;
use crate::domain::other_name::{NameKind, OtherName};
use crate::domain::search_key::fold;
use crate::domain::visibility::PublicState;
use crate::domain::{Day, Error, Moment, Result};
use crate::register::card::{HistoryLine, Person, SUSPENSION_OVER};
use crate::register::search::found_by;
use crate::register::{Behind, Found, Group, Scope, SignatoryCard, Sort};
use crate::web::cache::Content;
use crate::web::error::Failure;
use crate::web::public::Public;

/// `/signatories`
pub async fn index(public: Public) -> Result<HttpResponse, Failure> {
    if public.site.still.is_some() {
        return still::by_name(public).await;
    }
    let (query, key) = list::query(&public, Scope::Signatories);
    public.answer(&key, |public| {
        let asked = Asked::of(public, query)?;
        let canonical = asked.query.to_query_string();
        public.page("page/signatory/index.html", &canonical, &Signatories::of(&asked)?)
    })
}

/// `/signatories/{slug}`
pub async fn show(public: Public, slug: web::Path<String>) -> Result<HttpResponse, Failure> {
    public.answer("", |public| match public.signatory_at(&slug) {
        Found::At(place) => public.page("page/signatory/show.html", "", &Profile::of(public, place)?),
        Found::Moved(to) if public.site.still.is_some() => still::moved(public, to),
        Found::Moved(to) => Ok(moved(public, &public.dated_path(&format!("/signatories/{to}")))),
        Found::Gone => gone(public),
        Found::Nothing => not_then(public, &public.site.app.register.snapshot().signatory_at(&slug)),
    })
}

/// The page of a past day for what only today's register has.
///
/// # Errors
/// `NotFound` where today's has nothing there either, so that a past day tells of nobody whom today does not name.
pub fn not_then(public: &Public, now: &Found<'_>) -> Result<Content> {
    if public.as_of.is_none() || !matches!(now, Found::At(_) | Found::Moved(_)) {
        return Err(Error::NotFound);
    }
    let page = public.page("page/not_then.html", "", &serde_json::json!({}));
    page.map(|content| content.with_status(StatusCode::NOT_FOUND))
}

/// How long caches keep that somebody is another now.
pub const MOVED: &str = "public, max-age=300";

/// On to where the thing is now. Kept by caches for minutes only, since a merge can be undone.
fn moved(public: &Public, path: &str) -> Content {
    let content = Content::of("text/plain; charset=utf-8", Vec::new());
    content
        .with_status(StatusCode::PERMANENT_REDIRECT)
        .with_header(header::LOCATION, public.visitor.href(path))
        .with_header(header::CACHE_CONTROL, MOVED)
}

/// The page of what was erased.
///
/// # Errors
/// Internal, if the template does not fit.
pub fn gone(public: &Public) -> Result<Content> {
    let values =
        serde_json::json!({ "status": 410, "code": "gone", "reason": "", "reference": "", "minutes": 0 });
    public.page("page/error.html", "", &values).map(|content| content.with_status(StatusCode::GONE))
}

/// A column of the list, with the address that sorts by it.
#[derive(Debug, Serialize)]
struct Column {
    label: String,
    href: String,
    /// `ascending`, `descending`, or nothing.
    sort: &'static str,
}

/// What the list shows.
#[derive(Debug, Serialize)]
struct Signatories {
    list: Listing,
    columns: Vec<Column>,
    rows: Vec<Row>,
    world: Countries,
    /// How many there are without any filter.
    published: u32,
    unnamed: u32,
    as_of: Day,
}

#[derive(Debug, Serialize)]
struct Row {
    number: u32,
    slug: String,
    name: String,
    level: Level,
    /// When that was checked.
    verified_at: Option<Moment>,
    category: Category,
    country: String,
    signed_at: Moment,
    taken_over: bool,
    version: u32,
    commitments: usize,
    /// The name that it was found by, where that is another.
    found_by: Option<FoundBy>,
}

#[derive(Debug, Serialize)]
struct FoundBy {
    name: String,
    former: bool,
}

impl Signatories {
    fn of(asked: &Asked<'_>) -> Result<Signatories> {
        let snapshot = &*asked.public.snapshot;
        let sought = fold(&asked.query.q);
        Ok(Signatories {
            list: asked.listing(),
            columns: columns(asked),
            rows: asked.results.places.iter().map(|place| Row::at(asked, *place, &sought)).collect(),
            world: results_on_map(asked)?,
            published: snapshot.signatory_totals().all,
            unnamed: snapshot.unnamed_at_least(),
            as_of: asked.public.today,
        })
    }
}

impl Row {
    fn at(asked: &Asked<'_>, place: u32, sought: &str) -> Row {
        let card = asked.public.snapshot.signatory(place);
        let country = card.country.map(|code| asked.speech.country(code.as_str()));
        Row {
            number: card.number,
            slug: card.slug.clone(),
            name: card.name.clone(),
            level: card.level(),
            verified_at: card.assurance.as_ref().map(|assurance| assurance.checked_on),
            category: card.category,
            country: country.unwrap_or_default(),
            signed_at: card.signed_at,
            taken_over: card.taken_over,
            version: card.signed_version,
            commitments: asked.public.snapshot.commitments_of(place).len(),
            found_by: found_by(sought, &card.name, &card.other_names)
                .map(|one| FoundBy { name: one.name.to_string(), former: one.kind == NameKind::Former }),
        }
    }
}

fn columns(asked: &Asked<'_>) -> Vec<Column> {
    let query = &asked.query;
    let now = query.sort.or_else(|| query.q.is_empty().then_some(Sort::Newest));
    let column = |id: &str, by: Option<Sort>, sort: &'static str| Column {
        label: asked.speech.word(id),
        href: by.map(|by| asked.href(&query.sorted(by))).unwrap_or_default(),
        sort,
    };
    let (turned, number) = match now {
        Some(Sort::Newest) => (Sort::Oldest, "descending"),
        Some(Sort::Oldest) => (Sort::Newest, "ascending"),
        _ => (Sort::Newest, ""),
    };
    let up = |by: Sort| if now == Some(by) { "ascending" } else { "" };
    vec![
        column("signatories-column-number", Some(turned), number),
        column("signatories-column-name", Some(Sort::Name), up(Sort::Name)),
        column("signatories-column-country", Some(Sort::Country), up(Sort::Country)),
        column("signatories-column-signed", None, ""),
        column("signatories-column-version", None, ""),
        column("signatories-column-commitments", None, ""),
    ]
}

fn results_on_map(asked: &Asked<'_>) -> Result<Countries> {
    let query = &asked.query;
    let all = query.chosen(Group::Country).is_empty();
    let counted = asked.facet(Group::Country).iter().filter(|count| all || count.selected);
    let counts: BTreeMap<String, u64> =
        counted.map(|count| (count.code.clone(), u64::from(count.count))).collect();
    let region = match query.chosen(Group::Region) {
        [one] => Some(one.as_str()),
        _ => common_region(query.chosen(Group::Country)),
    };
    let link = |code: &str| asked.href(&query.with(Group::Country, code));
    world::countries(&asked.speech, &counts, region, &link)
}

/// The part of the world in which all of these countries lie: drawn large, even a small one is seen.
fn common_region(codes: &[String]) -> Option<&'static str> {
    let mut regions =
        codes.iter().filter_map(|code| Country::parse(code).ok()).map(|one| one.region().code());
    let first = regions.next()?;
    regions.all(|other| other == first).then_some(first)
}

/// What the page of a signatory, or its tombstone, shows.
#[derive(Debug, Serialize)]
struct Profile {
    number: u32,
    slug: String,
    name: String,
    other_names: Vec<Also>,
    former_names: Vec<Also>,
    identifiers: Vec<Number>,
    state: PublicState,
    category: Category,
    country: String,
    website: Option<String>,
    website_shown: String,
    version: u32,
    signed_in: Language,
    /// Where that is a translation of an earlier authentic text.
    behind: Option<Behind>,
    signed_at: Moment,
    taken_over: bool,
    published_at: Moment,
    level: Level,
    method: Option<Method>,
    verified_at: Option<Moment>,
    /// When control of the domain was last seen, where it no longer counts.
    lapsed: Option<Moment>,
    description: Option<String>,
    /// Who agreed to be named: name and job title.
    people: Vec<Person>,
    statement: Option<String>,
    statement_in: Option<Language>,
    commitments: Vec<Item>,
    history: Vec<Line>,
    /// When it left the register, and what the public is told of why.
    ended_at: Moment,
    ended_why: Option<String>,
    /// Whether anybody can report it.
    reportable: bool,
    /// Whether that is why it was hidden when it withdrew, and still hides what it said.
    withdrew_suspended: bool,
    as_of: Day,
}

/// A name besides the main one.
#[derive(Debug, Serialize)]
struct Also {
    name: String,
    /// BCP 47, or nothing.
    lang: String,
    /// The year in which it ended, as far as anybody said.
    until: Option<String>,
}

impl Also {
    fn of(card: &SignatoryCard, wanted: fn(NameKind) -> bool) -> Vec<Also> {
        let also = |one: &OtherName| Also {
            name: one.name.to_string(),
            lang: one.language.as_ref().map(ToString::to_string).unwrap_or_default(),
            until: one.until.as_ref().and_then(|date| date.as_str().get(..4)).map(str::to_owned),
        };
        let mut names: Vec<&OtherName> = card.other_names.iter().filter(|one| wanted(one.kind)).collect();
        names.sort_by(|one, other| other.until.cmp(&one.until));
        names.into_iter().map(also).collect()
    }
}

/// A number in another register.
#[derive(Debug, Serialize)]
struct Number {
    register: &'static str,
    code: String,
    url: String,
}

impl From<(&'static str, &str, String)> for Number {
    fn from((register, code, url): (&'static str, &str, String)) -> Number {
        Number { register, code: code.to_owned(), url }
    }
}

impl Profile {
    fn of(public: &Public, place: u32) -> Result<Profile> {
        let snapshot = &*public.snapshot;
        let speech = public.speech()?;
        let card = snapshot.signatory(place);
        let promises = snapshot.commitments_of(place).iter().rev();
        let commitments = promises.map(|one| Item::at(public, *one, &speech));
        let commitments = commitments.collect::<Result<Vec<_>>>()?;
        Ok(Profile {
            number: card.number,
            slug: card.slug.clone(),
            name: card.name.clone(),
            other_names: Also::of(card, |kind| kind != NameKind::Former),
            former_names: Also::of(card, |kind| kind == NameKind::Former),
            identifiers: card.identifiers.each().map(Number::from).collect(),
            state: card.state,
            category: card.category,
            country: card.country.map(|code| speech.country(code.as_str())).unwrap_or_default(),
            website: card.website.clone(),
            website_shown: card.website.as_deref().map(bare_address).unwrap_or_default(),
            version: card.signed_version,
            signed_in: speech.language(&card.signed_language),
            behind: snapshot.call.behind(card.signed_version, &card.signed_language),
            signed_at: card.signed_at,
            taken_over: card.taken_over,
            published_at: card.published_at,
            level: card.level(),
            method: card.assurance.as_ref().map(|assurance| assurance.method),
            verified_at: card.assurance.as_ref().map(|assurance| assurance.checked_on),
            lapsed: card.lapsed.as_ref().and_then(|record| record.lapse).map(|lapse| lapse.last_verified),
            description: card.description.clone(),
            people: card.people.clone(),
            statement: card.statement.as_ref().map(|statement| statement.text.clone()),
            statement_in: card.statement.as_ref().map(|statement| speech.language(&statement.language)),
            commitments,
            history: Line::all(
                &card.history,
                &About::readable_of(snapshot, place),
                (&speech, &Paragraphs::default()),
            ),
            ended_at: ended_at(card),
            reportable: card.state.is_reportable(),
            ended_why: card.reason.as_ref().and_then(|reason| told(reason.texts.as_ref()?, speech.locale)),
            withdrew_suspended: card.withdrew_suspended,
            as_of: public.today,
        })
    }
}

/// When it came to stand as it does. A suspension goes on while it is withdrawn, also where that is taken back.
fn ended_at(card: &SignatoryCard) -> Moment {
    let ending = format!("endorsement.{}", card.state.code());
    let showing = [EntryKind::EndorsementRestored.code(), SUSPENSION_OVER];
    let shown = |line: &HistoryLine| showing.contains(&line.kind.as_str());
    let lines = card.history.iter().rev();
    let since_shown = lines.take_while(|line| card.state != PublicState::Suspended || !shown(line));
    let mut endings = since_shown.filter(|line| line.kind == ending);
    let last = if card.state == PublicState::Suspended { endings.last() } else { endings.next() };
    last.map_or(card.updated_at, |line| line.at)
}
