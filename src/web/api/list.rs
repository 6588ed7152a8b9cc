//! Lists in pages that follow a cursor.

use actix_web::HttpResponse;
use serde::Serialize;

use super::whole;
use crate::domain::{Day, Error, Result};
use crate::register::{Cursor, Query, Scope, Slice};
use crate::web::cache::Content;
use crate::web::error::Failure;
use crate::web::pages::view;
use crate::web::parameters::Takes;
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
struct Asked {
    query: Query,
    cursor: Cursor,
}

/// The page of a list that the address asks for.
///
/// # Errors
/// What making it fails with; what is wrong with the parameters is an answer, not an error.
pub fn answer<T: Serialize>(
    public: &Public,
    scope: Scope,
    item: impl Fn(u32) -> T,
) -> Result<HttpResponse, Failure> {
    let answer = Asked::of(public, scope).map_err(Failure).and_then(|asked| {
        public.answer(&asked.key(), |public| {
            let slice = asked.slice(public)?;
            Content::json(&asked.list(public, &slice, item))
        })
    });
    Takes::List(scope).told(public.visitor.locale, answer)
}

impl Asked {
    /// Reads the address.
    ///
    /// # Errors
    /// `Invalid`, with everything that the address does not take.
    fn of(public: &Public, scope: Scope) -> Result<Asked> {
        let mut problems = Takes::List(scope).problems(public);
        let cursor = match Cursor::from_pairs(&public.query) {
            Err(Error::Invalid(more)) => {
                problems.0.extend(more.0);
                Cursor::default()
            }
            other => other?,
        };
        problems.check()?;
        Ok(Asked { query: Query::from_pairs(scope, &public.query).filters(), cursor })
    }

    /// The canonical query, which pages of one list share but for `after`.
    fn key(&self) -> String {
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
    fn slice(&self, public: &Public) -> Result<Slice> {
        public.snapshot.slice(&self.query, &self.cursor, &view(public, 1))
    }

    /// The list of this slice.
    fn list<T>(&self, public: &Public, slice: &Slice, item: impl Fn(u32) -> T) -> List<T> {
        let next = slice.next.as_deref().map(|after| {
            let query = public.dated(&self.from(Some(after)));
            whole(public, &format!("/api/v1/{}?{query}", self.query.scope.code()))
        });
        let data = slice.places.iter().map(|place| item(*place)).collect();
        let as_of = (self.query.scope == Scope::Commitments).then_some(public.today);
        List { data, next, total: slice.total, revision: public.snapshot.revision, as_of }
    }
}
