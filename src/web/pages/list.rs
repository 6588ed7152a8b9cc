//! What both lists of the register have in common: filters with counts, chips, pages, kind words
//! about filters that mean nothing.

use serde::Serialize;

use super::paragraphs::Paragraphs;
use super::speech::Speech;
use crate::domain::{Result, limits};
use crate::register::{Count, Facet, Group, Query, Results, Scope, Sort, View};
use crate::view::Pages;
use crate::web::public::Public;

/// A filter of the panel.
#[derive(Debug, Serialize)]
pub struct Filter {
    pub name: &'static str,
    pub label: String,
    pub options: Vec<Choice>,
    pub chosen: Vec<String>,
    /// Folded away until somebody opens it.
    pub folded: bool,
}

/// One box to tick.
#[derive(Debug, Serialize)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub count: u32,
}

/// A filter in use, and the address without it.
#[derive(Debug, Serialize)]
pub struct Chip {
    pub label: String,
    pub href: String,
}

/// A list's frame: everything but its rows.
#[derive(Debug, Serialize)]
pub struct Listing {
    pub q: String,
    pub total: u32,
    pub narrowed: bool,
    pub used: usize,
    pub filters: Vec<Filter>,
    pub chips: Vec<Chip>,
    pub pages: Pages,
    /// Values that mean nothing here, as typed.
    pub unknown: Vec<String>,
    pub sort: String,
    /// The filters and the day alone, as a query: for downloads of the same list.
    pub filtered: String,
    /// The filters alone.
    pub query: String,
    /// The same filters one by one, for forms.
    pub kept: Vec<Kept>,
    /// The orders on offer.
    pub orders: Vec<Order>,
    pub page: u32,
}

/// A filter in use, as a form sends it.
#[derive(Debug, Serialize)]
pub struct Kept {
    pub name: String,
    pub value: String,
}

/// An order that the list can have.
#[derive(Debug, Serialize)]
pub struct Order {
    pub value: &'static str,
    pub label: String,
}

/// A list as it was asked for.
pub struct Asked<'a> {
    pub public: &'a Public,
    pub speech: Speech,
    pub paragraphs: Paragraphs,
    pub query: Query,
    pub results: Results,
    /// The page that the address asked for, which may lie past the last.
    wanted: u32,
}

/// How to read the register for this visitor.
pub fn view(public: &Public, page_size: u32) -> View {
    View { locale: public.visitor.locale, today: public.today, page_size }
}

/// The query of an address, and the text under which its answer is kept: unknown values show on the
/// page, so they are part of it.
pub fn query(public: &Public, scope: Scope) -> (Query, String) {
    let query = Query::from_pairs(scope, &public.query);
    let mut key = query.to_query_string();
    for (name, value) in &query.unknown {
        key.push_str(&format!("\n{name}={value}"));
    }
    (query, key)
}

impl Asked<'_> {
    /// Puts the question to the register.
    ///
    /// # Errors
    /// Internal, if words or the Call do not parse.
    pub fn of(public: &Public, query: Query) -> Result<Asked<'_>> {
        let speech = public.speech()?;
        let paragraphs = Paragraphs::of(&public.snapshot.call, &speech)?;
        let view = view(public, limits::REGISTER_PAGE);
        let mut results = public.snapshot.find(&query, &view);
        let (mut query, wanted) = (query, results.page);
        if results.page > results.pages {
            query = query.on_page(results.pages);
            results = public.snapshot.find(&query, &view);
        }
        Ok(Asked { public, speech, paragraphs, query, results, wanted })
    }

    /// The address of this list as asked by another query.
    pub fn href(&self, query: &Query) -> String {
        self.speech.href(&self.public.visitor.path, &self.public.dated(&query.to_query_string()))
    }

    /// The frame of the list.
    pub fn listing(&self) -> Listing {
        let (query, results) = (&self.query, &self.results);
        let pages = Pages::new(self.wanted as usize, results.pages as usize, |page| {
            self.href(&query.on_page(u32::try_from(page).unwrap_or(u32::MAX)))
        });
        let chips = self.chips();
        Listing {
            q: query.q.clone(),
            total: results.total,
            narrowed: query.narrows(),
            used: query.chips().count(),
            filters: results.facets.iter().filter_map(|facet| self.filter(facet)).collect(),
            chips,
            pages,
            unknown: query.unknown.iter().map(|(_, value)| value.clone()).collect(),
            sort: query.sort.map_or("", |sort| sort.code()).to_owned(),
            filtered: self.public.dated(&query.filters().to_query_string()),
            query: query.filters().to_query_string(),
            kept: self.kept(),
            orders: self.orders(),
            page: results.page,
        }
    }

    fn kept(&self) -> Vec<Kept> {
        let filters = self.query.filters().to_query_string();
        let pairs = url::form_urlencoded::parse(filters.as_bytes()).into_owned();
        pairs.map(|(name, value)| Kept { name, value }).collect()
    }

    fn orders(&self) -> Vec<Order> {
        let order = |sort: &Sort| Order { value: sort.code(), label: self.speech.code("sort", sort.code()) };
        match self.query.scope {
            Scope::Signatories => Sort::ALL.iter().map(order).collect(),
            Scope::Commitments => Vec::new(),
        }
    }

    /// The counts of a filter.
    pub fn facet(&self, group: Group) -> &[Count] {
        let facet = self.results.facets.iter().find(|facet| facet.group == group);
        facet.map_or(&[], |facet| &facet.counts)
    }

    fn chips(&self) -> Vec<Chip> {
        let query = &self.query;
        let text = (!query.q.is_empty()).then(|| Chip {
            label: self.speech.filled("list-chip-text", &[("text", &query.q)]),
            href: self.href(&query.without_text()),
        });
        let chosen = query.chips().map(|(group, code)| Chip {
            label: self.label(group, code),
            href: self.href(&query.without(group, code)),
        });
        text.into_iter().chain(chosen).collect()
    }

    fn filter(&self, facet: &Facet) -> Option<Filter> {
        let worth = |count: &&Count| count.count > 0 || count.selected;
        let choice = |count: &Count| Choice {
            value: count.code.clone(),
            label: self.label(facet.group, &count.code),
            count: count.count,
        };
        let mut options: Vec<Choice> = facet.counts.iter().filter(worth).map(choice).collect();
        if facet.group == Group::Country {
            options.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)));
        }
        let chosen = self.query.chosen(facet.group).to_vec();
        let open = matches!(facet.group, Group::Category | Group::Region | Group::Status | Group::Kind);
        (!options.is_empty()).then(|| Filter {
            name: facet.group.code(),
            label: self.speech.code("filter", facet.group.code()),
            options,
            folded: !open && chosen.is_empty(),
            chosen,
        })
    }

    fn label(&self, group: Group, code: &str) -> String {
        let speech = &self.speech;
        match group {
            Group::Category | Group::Region | Group::Assurance | Group::Status | Group::Kind => {
                speech.code(group.code(), code)
            }
            Group::Country => speech.country(code),
            Group::Version => speech.filled("version-number", &[("number", code)]),
            Group::Paragraph => self.paragraphs.label(code),
            Group::Due => code.to_owned(),
        }
    }
}
