//! Lists in pages that follow a cursor.

use serde::Serialize;

use super::whole;
use crate::domain::{Day, Flaw, Problems, Result};
use crate::register::{Cursor, Query, Scope, Slice};
use crate::web::pages::view;
use crate::web::public::Public;

/// A list, or a page of one.
#[derive(Debug, Serialize)]
pub struct List<T> {
    pub data: Vec<T>,
    /// The whole address of the next page.
    pub next: Option<String>,
    /// How many there are on all pages together.
    pub total: u32,
    pub revision: u64,
    /// The day on which the statuses were computed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Day>,
}

/// What a list is asked for.
pub struct Asked {
    pub query: Query,
    pub cursor: Cursor,
}

impl Asked {
    /// Reads the address. A filter that means nothing is a mistake here: a program cannot be told kindly.
    ///
    /// # Errors
    /// `Invalid`, with the parameters that mean nothing.
    pub fn of(public: &Public, scope: Scope) -> Result<Asked> {
        let query = Query::from_pairs(scope, &public.query);
        let cursor = Cursor::from_pairs(&public.query)?;
        let mut problems = Problems::default();
        for (name, _) in &query.unknown {
            problems.add(name, Flaw::UnknownChoice);
        }
        problems.check()?;
        Ok(Asked { query: query.filters(), cursor })
    }

    /// The canonical query, which pages of one list share but for `after`.
    pub fn key(&self) -> String {
        self.from(self.cursor.after.as_deref())
    }

    fn from(&self, after: Option<&str>) -> String {
        let mut query = self.query.to_query_string();
        let mut add = |name: &str, value: &str| {
            let pair = url::form_urlencoded::Serializer::new(String::new()).append_pair(name, value).finish();
            if !query.is_empty() {
                query.push('&');
            }
            query.push_str(&pair);
        };
        if self.cursor.limit != Cursor::default().limit {
            add("limit", &self.cursor.limit.to_string());
        }
        if let Some(after) = after {
            add("after", after);
        }
        query
    }

    /// The page of the list.
    ///
    /// # Errors
    /// `Invalid` on an `after` that no page ever gave.
    pub fn slice(&self, public: &Public) -> Result<Slice> {
        public.snapshot.slice(&self.query, &self.cursor, &view(public, 1))
    }

    /// The list of this slice.
    pub fn list<T>(&self, public: &Public, slice: &Slice, item: impl Fn(u32) -> T) -> List<T> {
        let next = slice.next.as_deref().map(|after| {
            whole(public, &format!("/api/v1/{}?{}", self.query.scope.code(), self.from(Some(after))))
        });
        let data = slice.places.iter().map(|place| item(*place)).collect();
        let as_of = (self.query.scope == Scope::Commitments).then_some(public.today);
        List { data, next, total: slice.total, revision: public.snapshot.revision, as_of }
    }
}
