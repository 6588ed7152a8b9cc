//! The lists of a copy that can only be read: whole, in plain orders, in place of searches and filters.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use serde::Serialize;
use serde_json::json;

use super::commitment::{Money, funding};
use super::home::Named;
use super::list::view;
use super::promise::Item;
use super::speech::Speech;
use super::world::{self, Countries};
use crate::codes;
use crate::domain::commitment_status::Status;
use crate::domain::organisation::Category;
use crate::domain::{Day, Result};
use crate::register::order::{Initial, initials};
use crate::register::{Query, Scope, SignatoryCard, Sort};
use crate::web::cache::Content;
use crate::web::error::Failure;
use crate::web::public::Public;

codes! {
    /// By what the signatories of a page stand together.
    pub enum By {
        Name = "name",
        Category = "category",
        Country = "country",
        Version = "version",
    }
}

/// `/signatories`
pub async fn by_name(public: Public) -> Result<HttpResponse, Failure> {
    signatories(&public, By::Name)
}

/// `/signatories-by-category`
pub async fn by_category(public: Public) -> Result<HttpResponse, Failure> {
    signatories(&public, By::Category)
}

/// `/signatories-by-country`
pub async fn by_country(public: Public) -> Result<HttpResponse, Failure> {
    signatories(&public, By::Country)
}

/// `/signatories-by-version`
pub async fn by_version(public: Public) -> Result<HttpResponse, Failure> {
    signatories(&public, By::Version)
}

fn signatories(public: &Public, by: By) -> Result<HttpResponse, Failure> {
    public.answer("", |public| public.page("page/still/signatories.html", "", &Signatories::of(public, by)?))
}

/// `/commitments`
pub fn commitments(public: Public) -> Result<HttpResponse, Failure> {
    public.answer("", |public| public.page("page/still/commitments.html", "", &Commitments::of(public)?))
}

/// The page at an address that a merged signatory had.
///
/// # Errors
/// Internal, if the template does not fit.
pub fn moved(public: &Public, slug: &str) -> Result<Content> {
    let to = public.site.ways().address(public.visitor.locale, &format!("/signatories/{slug}"));
    public.page("page/still/moved.html", "", &json!({ "to": to }))
}

/// Some rows under one heading.
#[derive(Debug, Serialize)]
struct Group<T> {
    /// The place on the page.
    id: String,
    label: String,
    rows: Vec<T>,
}

#[derive(Debug, Serialize)]
struct Signatories {
    by: By,
    orders: Vec<Order>,
    groups: Vec<Group<Named>>,
    world: Option<Countries>,
    published: u32,
    unnamed: u32,
}

/// Another page of the same list.
#[derive(Debug, Serialize)]
struct Order {
    label: String,
    href: String,
    current: bool,
}

impl Order {
    fn of(by: By, here: By, speech: &Speech) -> Order {
        let path = match by {
            By::Name => "/signatories".to_owned(),
            other => format!("/signatories-by-{}", other.code()),
        };
        Order { label: speech.code("still-by", by.code()), href: speech.href(&path, ""), current: by == here }
    }
}

impl Signatories {
    fn of(public: &Public, by: By) -> Result<Signatories> {
        let speech = public.speech()?;
        let sort = if by == By::Country { Sort::Country } else { Sort::Name };
        let query = Query::new(Scope::Signatories).sorted(sort);
        let places = public.snapshot.find(&query, &view(public, u32::MAX)).places;
        let cards: Vec<&SignatoryCard> =
            places.iter().map(|place| public.snapshot.signatory(*place)).collect();
        Ok(Signatories {
            orders: By::ALL.iter().map(|other| Order::of(*other, by, &speech)).collect(),
            groups: match by {
                By::Name => by_letter(&cards, &speech),
                By::Category => by_kind(&cards, &speech),
                By::Country => by_land(&cards, &speech),
                By::Version => by_edition(public, &cards, &speech),
            },
            world: (by == By::Country).then(|| countries(&cards, &speech)).transpose()?,
            published: public.snapshot.signatory_totals().all,
            unnamed: public.snapshot.unnamed_at_least(),
            by,
        })
    }
}

/// Neighbours that have something in common, under one heading each.
fn together<K: PartialEq>(
    rows: impl Iterator<Item = (K, Named)>,
    heading: impl Fn(&K) -> (String, String),
) -> Vec<Group<Named>> {
    let mut groups: Vec<(K, Vec<Named>)> = Vec::new();
    for (key, row) in rows {
        match groups.last_mut() {
            Some((last, rows)) if *last == key => rows.push(row),
            _ => groups.push((key, vec![row])),
        }
    }
    let group = |(key, rows)| {
        let (id, label) = heading(&key);
        Group { id, label, rows }
    };
    groups.into_iter().map(group).collect()
}

/// Under the letters of the reader's alphabet.
fn by_letter(cards: &[&SignatoryCard], speech: &Speech) -> Vec<Group<Named>> {
    let initials = initials(speech.locale, cards.iter().map(|card| card.name.as_str()));
    let rows = initials.into_iter().zip(cards.iter().map(|card| Named::of(card, speech)));
    together(rows, |initial| match initial {
        Initial::Sign => ("signs".to_owned(), speech.word("still-signs")),
        Initial::Letter(letter) => (letter.to_string(), letter.to_uppercase().to_string()),
        Initial::Other => ("other".to_owned(), speech.word("still-other")),
    })
}

/// In the order of the countries' names; those that belong to none come last.
fn by_land(cards: &[&SignatoryCard], speech: &Speech) -> Vec<Group<Named>> {
    let rows = cards.iter().map(|card| (card.country, Named::of(card, speech)));
    together(rows, |country| match country {
        Some(code) => (code.as_str().to_owned(), speech.country(code.as_str())),
        None => ("none".to_owned(), speech.word("still-no-country")),
    })
}

/// Those of the cards that are meant, under one heading.
fn group(
    cards: &[&SignatoryCard],
    speech: &Speech,
    (id, label): (&str, String),
    meant: impl Fn(&SignatoryCard) -> bool,
) -> Group<Named> {
    let rows = cards.iter().filter(|card| meant(card)).map(|card| Named::of(card, speech)).collect();
    Group { id: id.to_owned(), label, rows }
}

fn by_kind(cards: &[&SignatoryCard], speech: &Speech) -> Vec<Group<Named>> {
    let of = |category: &Category| {
        let label = speech.code("category", &format!("{}_plural", category.code()));
        group(cards, speech, (category.code(), label), |card| card.category == *category)
    };
    Category::ALL.iter().map(of).collect()
}

fn by_edition(public: &Public, cards: &[&SignatoryCard], speech: &Speech) -> Vec<Group<Named>> {
    let mut numbers: Vec<u32> = public.snapshot.call.versions.iter().map(|version| version.number).collect();
    numbers.sort_by_key(|number| std::cmp::Reverse(*number));
    let of = |number: u32| {
        let code = number.to_string();
        let label = speech.filled("version-number", &[("number", &code)]);
        group(cards, speech, (&code, label), |card| card.signed_version == number)
    };
    numbers.into_iter().map(of).collect()
}

fn countries(cards: &[&SignatoryCard], speech: &Speech) -> Result<Countries> {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for code in cards.iter().filter_map(|card| card.country) {
        *counts.entry(code.as_str().to_owned()).or_default() += 1;
    }
    let link = |code: &str| speech.href("/signatories", &format!("country={code}"));
    world::countries(speech, &counts, None, &link)
}

#[derive(Debug, Serialize)]
struct Commitments {
    groups: Vec<Group<Item>>,
    funding: Vec<Money>,
    as_of: Day,
    published: u32,
}

impl Commitments {
    fn of(public: &Public) -> Result<Commitments> {
        let speech = public.speech()?;
        let query = Query::new(Scope::Commitments);
        let places = public.snapshot.find(&query, &view(public, u32::MAX)).places;
        let of = |status: &Status| {
            let has = places.iter().filter(|place| public.snapshot.status(**place, public.today) == *status);
            let rows = has.map(|place| Item::at(public, *place, &speech)).collect::<Result<Vec<_>>>()?;
            let label = speech.code("status", status.code());
            Ok(Group { id: status.code().to_owned(), label, rows })
        };
        let groups = Status::ALL.iter().map(of).collect::<Result<Vec<_>>>()?;
        Ok(Commitments {
            groups: groups.into_iter().filter(|group| !group.rows.is_empty()).collect(),
            funding: funding(public, &query, &speech)?,
            as_of: public.today,
            published: public.snapshot.commitment_total(),
        })
    }
}
