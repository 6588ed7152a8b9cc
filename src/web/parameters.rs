//! What addresses for programs take behind the question mark. A program cannot be told kindly: a parameter that an
//! address does not take, or a value that means nothing, is refused, with what would do.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use serde_json::{Value, json};

use super::error::Failure;
use super::pages::speech::Speech;
use super::problem;
use super::public::{AS_OF, Public};
use crate::domain::call::{CallText, ParagraphId};
use crate::domain::country::Country;
use crate::domain::locale::Locale;
use crate::domain::{Error, Flaw, Problem, Problems, Result, limits};
use crate::register::{CallCard, Group, Query, Scope, Sort};

/// The parameters of one address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// The day alone, as every address of the register does.
    Nothing,
    /// The filters of a list, and the cursor of its pages.
    List(Scope),
    /// The filters of a list, and its order.
    Table(Scope),
    /// A range of the log.
    Entries,
    /// The checkpoints of trees larger than one.
    Checkpoints,
}

impl Takes {
    fn names(self) -> Vec<&'static str> {
        let filters = |scope: Scope| ["q"].into_iter().chain(scope.groups().iter().map(|group| group.code()));
        match self {
            Takes::Nothing => vec![AS_OF],
            Takes::List(scope) => filters(scope).chain(["limit", "after", AS_OF]).collect(),
            Takes::Table(Scope::Signatories) => filters(Scope::Signatories).chain(["sort", AS_OF]).collect(),
            Takes::Table(scope) => filters(scope).chain([AS_OF]).collect(),
            Takes::Entries | Takes::Checkpoints => vec!["after", "limit"],
        }
    }

    /// Everything that this address does not take: names first, then values of filters. What no country is called and no
    /// version of the Call has means nothing, however well it is written.
    pub fn problems(self, public: &Public) -> Problems {
        let pairs = &public.query;
        let names = self.names();
        let mut problems = Problems::default();
        let unknown = pairs.iter().map(|(name, _)| name).filter(|name| !names.contains(&name.as_str()));
        unknown.for_each(|name| problems.add(name, Flaw::UnknownChoice));
        if let Takes::List(scope) | Takes::Table(scope) = self {
            let query = Query::from_pairs(scope, pairs);
            let meaningless = query.unknown.iter().map(|(name, _)| name);
            let meaningless = meaningless.filter(|name| names.contains(&name.as_str()));
            meaningless.for_each(|name| problems.add(name, Flaw::UnknownChoice));
            let register = public.site.app.register.snapshot();
            strangers(&query, &register.call)
                .for_each(|group| problems.add(group.code(), Flaw::UnknownChoice));
        }
        problems
    }

    /// The answer, or 400 with what the address takes, where the parameters were at fault.
    ///
    /// # Errors
    /// Whatever else the answer failed with.
    pub fn told(
        self,
        locale: Locale,
        answer: Result<HttpResponse, Failure>,
    ) -> Result<HttpResponse, Failure> {
        match answer {
            Err(Failure(Error::Invalid(problems))) => Ok(self.refuse(&Speech::of(locale)?, &problems)),
            other => other,
        }
    }

    fn refuse(self, speech: &Speech, problems: &Problems) -> HttpResponse {
        let advice: Vec<String> =
            problems.0.iter().map(|problem| self.advice(speech, &problem.field)).collect();
        let errors = problems.0.iter().zip(&advice).map(|(problem, advice)| {
            json!({ "field": problem.field, "code": self.code(problem), "detail": advice })
        });
        let status = StatusCode::BAD_REQUEST;
        let mut body = problem::body("invalid", status, &advice.join(" "));
        body["errors"] = Value::Array(errors.collect());
        HttpResponse::build(status)
            .insert_header(("cache-control", "no-store"))
            .content_type(problem::CONTENT_TYPE)
            .body(body.to_string())
    }

    fn code(self, problem: &Problem) -> &'static str {
        let known = self.names().contains(&problem.field.as_str());
        if known { problem.flaw.code() } else { "unknown-parameter" }
    }

    /// What would do in place of this parameter.
    fn advice(self, speech: &Speech, name: &str) -> String {
        let names = self.names();
        let (kind, allowed, most) = match name {
            _ if !names.contains(&name) => ("others", names.join(", "), 0),
            "limit" if matches!(self, Takes::Entries | Takes::Checkpoints) => {
                ("number", String::new(), limits::ENTRIES_AT_ONCE)
            }
            "limit" => ("number", String::new(), limits::API_PAGE as u64),
            "after" if self == Takes::Entries => ("entry", String::new(), 0),
            "after" if self == Takes::Checkpoints => ("size", String::new(), 0),
            "after" => ("after", String::new(), 0),
            "sort" => ("one", codes(Sort::ALL.iter().map(|sort| sort.code())), 0),
            _ => filter(name),
        };
        let most = most.to_string();
        let values = [("name", name), ("allowed", allowed.as_str()), ("most", most.as_str())];
        speech.filled(&format!("data-takes-{kind}"), &values)
    }
}

/// The filters with a value of which there is none: a country, a version of the Call, or a paragraph of it.
fn strangers(query: &Query, call: &CallCard) -> impl Iterator<Item = Group> {
    let chosen = |group: Group, is_one: &dyn Fn(&str) -> bool| {
        query.chosen(group).iter().any(|value| !is_one(value)).then_some(group)
    };
    let country = chosen(Group::Country, &|code| Country::parse(code).is_ok());
    let paragraph = chosen(Group::Paragraph, &|id| has_paragraph(call, id));
    let version =
        chosen(Group::Version, &|number| number.parse().is_ok_and(|number| call.version(number).is_some()));
    country.into_iter().chain(version).chain(paragraph)
}

/// Whether a version of the Call has a paragraph.
fn has_paragraph(call: &CallCard, id: &str) -> bool {
    let Ok(id) = ParagraphId::parse(id) else { return false };
    // Parsing costs, and anybody may ask.
    let mark = format!("{{#{id}}}");
    let texts = call.versions.iter().flat_map(|version| &version.texts);
    let mut marked = texts.filter(|text| text.markdown.contains(&mark));
    marked.any(|text| CallText::parse(&text.markdown).is_ok_and(|text| text.paragraph(&id).is_some()))
}

/// What a filter takes.
fn filter(name: &str) -> (&'static str, String, u64) {
    let known = Group::from_code(name).and_then(Group::codes).map(|known| codes(known.into_iter()));
    let kind = match Group::from_code(name) {
        Some(Group::Country) => "country",
        Some(Group::Version) => "version",
        Some(Group::Due) => "year",
        Some(Group::Paragraph) => "paragraph",
        _ => "codes",
    };
    (kind, known.unwrap_or_default(), limits::FILTER_VALUES as u64)
}

fn codes(codes: impl Iterator<Item = &'static str>) -> String {
    codes.collect::<Vec<_>>().join(", ")
}
