//! What a reader asks of a list: text, filters, order, page; read from an address and written back.
//!
//! The canonical form is one text per meaning, so that caches and links agree. What cannot be
//! understood is dropped and kept aside for a kind message, never an error.

use super::card::{CountryCode, RegionCode};
use crate::codes;
use crate::domain::assurance::Level;
use crate::domain::commitment::Kind;
use crate::domain::commitment_status::Status;
use crate::domain::limits;
use crate::domain::organisation::Category;
use url::form_urlencoded::Serializer;

codes! {
    /// A filter, by its parameter's name.
    pub enum Group {
        Category = "category",
        Country = "country",
        Region = "region",
        /// The version of the Call that was signed.
        Version = "version",
        Assurance = "assurance",
        /// A paragraph of the Call that a commitment cites.
        Paragraph = "paragraph",
        Status = "status",
        Kind = "kind",
        /// The year in which a commitment is due.
        Due = "due",
    }
}

codes! {
    /// The order of signatories.
    pub enum Sort {
        /// Highest number first. What one gets without asking, except when searching: then the best fit.
        Newest = "newest",
        Oldest = "oldest",
        Name = "name",
        Country = "country",
    }
}

codes! {
    /// Which list is asked.
    pub enum Scope {
        Signatories = "signatories",
        Commitments = "commitments",
    }
}

impl Scope {
    /// The filters of this list, in the order in which pages show them.
    pub const fn groups(self) -> &'static [Group] {
        use Group::*;
        match self {
            Scope::Signatories => &[Category, Country, Region, Version, Assurance, Paragraph],
            Scope::Commitments => &[Status, Kind, Category, Country, Paragraph, Due],
        }
    }
}

impl Group {
    /// The values of a filter that has a closed list of them.
    pub fn codes(self) -> Option<Vec<&'static str>> {
        Some(match self {
            Group::Category => Category::ALL.iter().map(|one| one.code()).collect(),
            Group::Region => RegionCode::ALL.iter().map(|one| one.code()).collect(),
            Group::Assurance => Level::ALL.iter().map(|one| one.code()).collect(),
            Group::Status => Status::ALL.iter().map(|one| one.code()).collect(),
            Group::Kind => Kind::ALL.iter().map(|one| one.code()).collect(),
            Group::Country | Group::Version | Group::Due | Group::Paragraph => return None,
        })
    }

    /// The value in its canonical form, if this filter could have it.
    fn canonical(self, value: &str) -> Option<String> {
        let known = match self {
            Group::Category => Category::from_code(value)?.code(),
            Group::Region => RegionCode::from_code(value)?.code(),
            Group::Assurance => Level::from_code(value)?.code(),
            Group::Status => Status::from_code(value)?.code(),
            Group::Kind => Kind::from_code(value)?.code(),
            Group::Country => return CountryCode::parse(value).map(|code| code.as_str().to_owned()),
            Group::Version => return value.parse::<u32>().ok().filter(|&n| n > 0).map(|n| n.to_string()),
            Group::Due => {
                let year = value.len() == 4 && value.bytes().all(|byte| byte.is_ascii_digit());
                return year.then(|| value.to_owned());
            }
            Group::Paragraph => {
                let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
                return (value.len() <= 64 && value.bytes().all(plain)).then(|| value.to_owned());
            }
        };
        Some(known.to_owned())
    }
}

/// What is asked of one list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    pub scope: Scope,
    /// The search text as typed, white space collapsed, cut to `limits::SEARCH`.
    pub q: String,
    /// `None` is the natural order: best fit when searching, else newest first.
    pub sort: Option<Sort>,
    /// From 1.
    pub page: u32,
    /// Parameters with values that mean nothing here.
    pub unknown: Vec<(String, String)>,
    /// Chosen values by group, sorted, without doubles, no group empty.
    chosen: Vec<(Group, Vec<String>)>,
}

impl Query {
    /// Asks for everything.
    pub fn new(scope: Scope) -> Query {
        let (q, unknown, chosen) = Default::default();
        Query { scope, q, sort: None, page: 1, unknown, chosen }
    }

    /// Reads the decoded parameters of an address. Unknown parameters and empty values are ignored.
    pub fn from_pairs(scope: Scope, pairs: &[(String, String)]) -> Query {
        let mut query = Query::new(scope);
        for (name, value) in pairs {
            let value = value.trim();
            if !value.is_empty() && !query.take(name, value) && query.unknown.len() < limits::FILTER_VALUES {
                query.unknown.push((name.clone(), value.to_owned()));
            }
        }
        query.settle();
        query
    }

    /// Takes one parameter; `false` when its value means nothing.
    fn take(&mut self, name: &str, value: &str) -> bool {
        match name {
            "q" => {
                let text = value.split_whitespace().collect::<Vec<_>>().join(" ");
                let text: String = text.chars().take(limits::SEARCH).collect();
                self.q = text.trim_end().to_owned();
            }
            "page" => match value.parse() {
                Ok(page) if page > 0 => self.page = page,
                _ => return false,
            },
            "sort" if self.scope == Scope::Signatories => match Sort::from_code(value) {
                Some(sort) => self.sort = Some(sort),
                None => return false,
            },
            _ => match Group::from_code(name).filter(|group| self.scope.groups().contains(group)) {
                Some(group) => return group.canonical(value).is_some_and(|value| self.choose(group, value)),
                None => return true,
            },
        }
        true
    }

    fn choose(&mut self, group: Group, value: String) -> bool {
        let Some((_, values)) = self.chosen.iter_mut().find(|(known, _)| *known == group) else {
            self.chosen.push((group, vec![value]));
            return true;
        };
        match values.binary_search(&value) {
            Ok(_) => true,
            Err(_) if values.len() >= limits::FILTER_VALUES => false,
            Err(place) => {
                values.insert(place, value);
                true
            }
        }
    }

    /// Brings the query into its one canonical form.
    fn settle(&mut self) {
        let groups = self.scope.groups();
        self.chosen.retain(|(_, values)| !values.is_empty());
        self.chosen.sort_by_key(|(group, _)| groups.iter().position(|known| known == group));
        if self.q.is_empty() && self.sort == Some(Sort::Newest) {
            self.sort = None;
        }
    }

    /// The chosen values of a group, sorted; empty lets everything pass.
    pub fn chosen(&self, group: Group) -> &[String] {
        self.chosen.iter().find(|(known, _)| *known == group).map_or(&[], |(_, values)| values)
    }

    /// Every chosen value with its group, for the chips that repeat and remove it.
    pub fn chips(&self) -> impl Iterator<Item = (Group, &str)> {
        self.chosen.iter().flat_map(|(group, values)| values.iter().map(|value| (*group, value.as_str())))
    }

    /// Does it ask for less than everything?
    pub fn narrows(&self) -> bool {
        !self.q.is_empty() || !self.chosen.is_empty()
    }

    /// The same query with one value less, from its first page.
    #[must_use]
    pub fn without(&self, group: Group, value: &str) -> Query {
        self.changed(|query| {
            for (_, values) in query.chosen.iter_mut().filter(|(known, _)| *known == group) {
                values.retain(|chosen| chosen != value);
            }
        })
    }

    /// The same query with one value more, from its first page. A value that means nothing changes nothing.
    #[must_use]
    pub fn with(&self, group: Group, value: &str) -> Query {
        self.changed(|query| {
            query.take(group.code(), value);
        })
    }

    /// The same query without the search text, from its first page.
    #[must_use]
    pub fn without_text(&self) -> Query {
        self.changed(|query| query.q.clear())
    }

    /// The same query in another order, from its first page.
    #[must_use]
    pub fn sorted(&self, sort: Sort) -> Query {
        self.changed(|query| query.sort = Some(sort))
    }

    /// The same query on another page.
    #[must_use]
    pub fn on_page(&self, page: u32) -> Query {
        Query { page: page.max(1), ..self.clone() }
    }

    /// What it narrows the list to, in the natural order, from the first page.
    #[must_use]
    pub fn filters(&self) -> Query {
        self.changed(|query| query.sort = None)
    }

    fn changed(&self, change: impl FnOnce(&mut Query)) -> Query {
        let mut query = Query { page: 1, unknown: Vec::new(), ..self.clone() };
        change(&mut query);
        query.settle();
        query
    }

    /// The canonical query string, without a question mark; empty when everything is asked for.
    pub fn to_query_string(&self) -> String {
        let mut out = Serializer::new(String::new());
        if !self.q.is_empty() {
            out.append_pair("q", &self.q);
        }
        for (group, value) in self.chips() {
            out.append_pair(group.code(), value);
        }
        if let Some(sort) = self.sort {
            out.append_pair("sort", sort.code());
        }
        if self.page > 1 {
            out.append_pair("page", &self.page.to_string());
        }
        out.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(scope: Scope, text: &str) -> Query {
        let pairs: Vec<_> = url::form_urlencoded::parse(text.as_bytes()).into_owned().collect();
        Query::from_pairs(scope, &pairs)
    }

    #[test]
    fn one_meaning_has_one_text() {
        let query = read(
            Scope::Signatories,
            "page=2&country=dk&category=media&utm=x&country=SE&q=+vand++og%20luft&country=DK&region=&sort=name",
        );
        assert_eq!(
            query.to_query_string(),
            "q=vand+og+luft&category=media&country=DK&country=SE&sort=name&page=2"
        );
        assert_eq!(read(Scope::Signatories, &query.to_query_string()), query);
        assert_eq!(read(Scope::Signatories, "sort=newest&page=1").to_query_string(), "");
        assert_eq!(read(Scope::Signatories, "sort=newest&q=a").to_query_string(), "q=a&sort=newest");
        assert_eq!(read(Scope::Signatories, "version=007").to_query_string(), "version=7");
    }

    #[test]
    fn what_means_nothing_is_kept_aside() {
        let query = read(
            Scope::Commitments,
            "status=late&kind=action&country=Denmark&due=27&page=0&sort=name&region=europe&due=2027",
        );
        let unknown: Vec<_> = query.unknown.iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(unknown, ["status=late", "country=Denmark", "due=27", "page=0"]);
        assert_eq!(query.to_query_string(), "kind=action&due=2027");
    }

    #[test]
    fn chips_take_one_value_away_and_start_again() {
        let query = read(Scope::Signatories, "country=DK&country=SE&q=vand&page=3");
        assert_eq!(query.without(Group::Country, "DK").to_query_string(), "q=vand&country=SE");
        assert_eq!(query.without_text().to_query_string(), "country=DK&country=SE");
        assert_eq!(query.with(Group::Category, "state").on_page(2).to_query_string(), {
            "q=vand&category=state&country=DK&country=SE&page=2"
        });
        assert_eq!(query.with(Group::Category, "spaceship"), query.on_page(1));
        let bare = query.without_text().without(Group::Country, "DK").without(Group::Country, "SE");
        assert!(query.narrows() && !bare.narrows());
        assert_eq!(bare.sorted(Sort::Country).to_query_string(), "sort=country");
    }

    #[test]
    fn an_address_cannot_ask_for_too_much() {
        let long = format!("q={}", "å".repeat(1_000));
        assert_eq!(read(Scope::Signatories, &long).q.chars().count(), limits::SEARCH);
        let many: String = (1..500).map(|n| format!("version={n}&")).collect();
        let query = read(Scope::Signatories, &many);
        assert_eq!(query.chosen(Group::Version).len(), limits::FILTER_VALUES);
        assert_eq!(query.unknown.len(), limits::FILTER_VALUES);
    }
}
