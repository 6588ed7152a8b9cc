//! What the queue's address asks for, and the filters, chips and addresses that its page offers. What makes no sense in an
//! address is as if it were not there.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::app::case::facet::{Chosen, Facet, NOBODY};
use crate::app::case::queue::{Ask, Queue};
use crate::domain::case::{Age, CaseKind, CaseState, MailboxKind, Noted};
use crate::domain::country::Country;
use crate::domain::ids::StaffId;
use crate::domain::organisation::Category;
use crate::domain::{Result, limits};
use crate::web::pages::speech::Speech;
use crate::web::visitor::Visitor;

/// What stands in an address for whoever looks.
const ME: &str = "me";

/// Reads an address. `me` is whoever looks.
pub fn ask(pairs: &[(String, String)], me: StaffId) -> Ask {
    let first = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let mut chosen = Chosen::new();
    for (name, value) in pairs {
        if let Some(facet) = Facet::from_code(name)
            && let Some(value) = known(facet, value, me)
            && chosen.get(&facet).is_none_or(|values| values.len() < limits::FILTER_VALUES)
        {
            chosen.entry(facet).or_default().insert(value);
        }
    }
    Ask {
        state: first("state").and_then(CaseState::from_code).unwrap_or(CaseState::Open),
        chosen,
        words: first("q").unwrap_or_default().chars().take(limits::SEARCH).collect(),
        page: first("page").and_then(|page| page.parse().ok()).unwrap_or(1).max(1),
    }
}

fn known(facet: Facet, value: &str, me: StaffId) -> Option<String> {
    let known = match facet {
        Facet::Kind => CaseKind::from_code(value).is_some(),
        Facet::Age => Age::from_code(value).is_some(),
        Facet::Category => Category::from_code(value).is_some(),
        Facet::Mailbox => MailboxKind::from_code(value).is_some(),
        Facet::Country => Country::parse(value).is_ok(),
        Facet::With if value == ME => return Some(me.to_string()),
        Facet::With => value == NOBODY || value.parse::<i64>().is_ok(),
        Facet::Checks => Noted::from_code(value).is_some(),
        Facet::Without => value == Noted::Held.code(),
        Facet::Held => value == crate::app::case::facet::HELD,
    };
    known.then(|| value.to_owned())
}

/// The query of an address that asks this.
pub fn query(ask: &Ask, state: CaseState, page: usize) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("state", state.code());
    for (facet, values) in &ask.chosen {
        for value in values {
            query.append_pair(facet.code(), value);
        }
    }
    if !ask.words.is_empty() {
        query.append_pair("q", &ask.words);
    }
    if page > 1 {
        query.append_pair("page", &page.to_string());
    }
    query.finish()
}

/// The address of the queue that asks this.
pub fn address(ask: &Ask, state: CaseState, page: usize) -> String {
    format!("/staff/cases?{}", query(ask, state, page))
}

/// How filters and their values are called, for whom.
pub struct Words<'a> {
    pub speech: Speech,
    pub names: &'a BTreeMap<StaffId, String>,
    pub me: StaffId,
}

impl Words<'_> {
    fn value(&self, facet: Facet, value: &str) -> String {
        let speech = &self.speech;
        match facet {
            Facet::Kind => speech.code("case-kind", value),
            Facet::Age => speech.code("case-filter-age", value),
            Facet::Category => speech.code("category", value),
            Facet::Country => speech.country(value),
            Facet::Mailbox => speech.code("case-mailbox", value),
            Facet::Checks => speech.code("case-noted", value),
            Facet::Without => speech.code("case-without", value),
            Facet::Held => speech.word("case-held-now"),
            Facet::With if value == NOBODY => speech.word("case-with-nobody"),
            Facet::With => match value.parse().map(StaffId) {
                Ok(id) if id == self.me => speech.word("case-with-me"),
                Ok(id) => self.names.get(&id).cloned().unwrap_or_default(),
                Err(_) => String::new(),
            },
        }
    }

    /// The panel: each filter with the values that find something.
    pub fn filters(&self, queue: &Queue, ask: &Ask) -> Vec<Value> {
        let filter = |(facet, counted): &(Facet, BTreeMap<String, i64>)| {
            let chosen: Vec<&String> = ask.chosen.get(facet).into_iter().flatten().collect();
            let leaves_all =
                |count: i64| *facet == Facet::Without && usize::try_from(count) == Ok(queue.total);
            let finds = |count: i64| count > 0 && !leaves_all(count);
            let worth = counted.iter().filter(|(value, count)| finds(**count) || chosen.contains(value));
            let mut options: Vec<(&String, String, i64)> =
                worth.map(|(value, count)| (value, self.value(*facet, value), *count)).collect();
            match facet {
                Facet::Country => options.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.1.cmp(&b.1))),
                Facet::With => options.sort_by_key(|one| self.turn(one.0)),
                Facet::Age => options.sort_by_key(|one| std::cmp::Reverse(Age::from_code(one.0))),
                _ => {}
            }
            let options: Vec<Value> = options
                .into_iter()
                .map(|(value, label, count)| json!({ "value": value, "label": label, "count": count }))
                .collect();
            let folded = matches!(facet, Facet::Country | Facet::Category) && chosen.is_empty();
            let label = self.speech.code("case-filter", facet.code());
            (!options.is_empty()).then(|| {
                json!({ "name": facet, "label": label, "options": options, "chosen": chosen, "folded": folded })
            })
        };
        queue.facets.iter().filter_map(filter).collect()
    }

    /// Whoever looks first, then nobody, then colleagues by name.
    fn turn(&self, value: &str) -> (u8, String) {
        match value.parse().map(StaffId) {
            Ok(id) if id == self.me => (0, String::new()),
            Ok(_) => (2, self.value(Facet::With, value)),
            Err(_) => (1, String::new()),
        }
    }

    /// The filters in use, each with the address without it.
    pub fn chips(&self, visitor: &Visitor, ask: &Ask) -> Vec<Value> {
        let mut chips = Vec::new();
        if !ask.words.is_empty() {
            let without = Ask { words: String::new(), ..ask.clone() };
            let label = self.speech.filled("list-chip-text", &[("text", &ask.words)]);
            chips.push(json!({ "label": label, "href": visitor.href(&address(&without, ask.state, 1)) }));
        }
        for (facet, value) in ask.chosen.iter().flat_map(|(facet, of)| of.iter().map(move |one| (facet, one)))
        {
            let mut without = ask.clone();
            if let Some(values) = without.chosen.get_mut(facet) {
                values.remove(value);
            }
            without.chosen.retain(|_, values| !values.is_empty());
            let href = visitor.href(&address(&without, ask.state, 1));
            chips.push(json!({ "label": self.value(*facet, value), "href": href }));
        }
        chips
    }
}

/// The words of the page's language.
///
/// # Errors
/// Internal, if a message file does not parse.
pub fn words<'a>(visitor: &Visitor, queue: &'a Queue, me: StaffId) -> Result<Words<'a>> {
    Ok(Words { speech: Speech::of(visitor.locale)?, names: &queue.names, me })
}
