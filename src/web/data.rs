//! Downloads: the lists of the register as CSV (RFC 4180), with the filters of the pages.

use actix_web::HttpResponse;
use actix_web::http::header;

use super::cache::Content;
use super::error::Failure;
use super::pages::view;
use super::parameters::Takes;
use super::public::Public;
use crate::app::address::Address;
use crate::domain::cell::harmless;
use crate::domain::identifier::RorId;
use crate::domain::other_name::NameKind;
use crate::domain::{Error, Result, columns};
use crate::register::{Query, Scope, SignatoryCard};

/// Comma-separated values whose first line has the names.
pub const CSV: &str = "text/csv; charset=utf-8; header=present";

/// A table, ready to be sent.
pub struct Table {
    pub bytes: Vec<u8>,
    /// Without the line of names.
    pub rows: usize,
}

/// `/data/signatories.csv`
pub async fn signatories(public: Public) -> Result<HttpResponse, Failure> {
    download(&public, Scope::Signatories)
}

/// `/data/commitments.csv`
pub async fn commitments(public: Public) -> Result<HttpResponse, Failure> {
    download(&public, Scope::Commitments)
}

fn download(public: &Public, scope: Scope) -> Result<HttpResponse, Failure> {
    let takes = Takes::Table(scope);
    let checked = takes.problems(public).check().map_err(Failure);
    let answer = checked.and_then(|()| {
        let query = Query::from_pairs(scope, &public.query);
        public.answer(&query.to_query_string(), |public| {
            let name = format!("attachment; filename=\"{}-{}.csv\"", scope.code(), public.today);
            let table = table(public, &query)?;
            Ok(Content::of(CSV, table.bytes).with_header(header::CONTENT_DISPOSITION, name))
        })
    });
    takes.told(public.visitor.locale, answer)
}

/// Everything that matches, in the order of the page.
///
/// # Errors
/// Internal; writing to memory does not fail.
pub fn table(public: &Public, query: &Query) -> Result<Table> {
    let found = public.snapshot.find(query, &view(public, u32::MAX));
    let (names, cells): (_, fn(&Public, u32) -> Vec<String>) = match query.scope {
        Scope::Signatories => (columns::SIGNATORY, signatory),
        Scope::Commitments => (columns::COMMITMENT, commitment),
    };
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(names).map_err(Error::internal)?;
    for place in &found.places {
        let cells = cells(public, *place).into_iter().map(harmless);
        writer.write_record(cells).map_err(Error::internal)?;
    }
    let bytes = writer.into_inner().map_err(|error| Error::internal(error.to_string()))?;
    Ok(Table { bytes, rows: found.places.len() })
}

fn signatory(public: &Public, place: u32) -> Vec<String> {
    let card = public.snapshot.signatory(place);
    let assurance = card.assurance.as_ref();
    let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
    let numbers = &card.identifiers;
    vec![
        card.number.to_string(),
        card.slug.clone(),
        card.name.clone(),
        card.category.code().to_owned(),
        text(card.country.as_ref().map(|code| code.as_str())),
        text(card.website.as_deref()),
        card.signed_version.to_string(),
        card.signed_language.clone(),
        card.signed_at.rfc3339(),
        card.state.code().to_owned(),
        card.level().code().to_owned(),
        text(assurance.map(|assurance| assurance.method.code())),
        assurance.map(|assurance| assurance.checked_on.rfc3339()).unwrap_or_default(),
        text(card.statement.as_ref().map(|statement| statement.text.as_str())),
        public.snapshot.commitments_of(place).len().to_string(),
        card.updated_at.rfc3339(),
        super::api::whole(public, &Address::Signatory(card.slug.clone()).path()),
        names(card, |kind| kind != NameKind::Former),
        names(card, |kind| kind == NameKind::Former),
        numbers.lei.as_ref().map(ToString::to_string).unwrap_or_default(),
        numbers.ror.as_ref().map(RorId::url).unwrap_or_default(),
        numbers.wikidata.as_ref().map(ToString::to_string).unwrap_or_default(),
    ]
}

/// Names of some kinds, with semicolons between.
fn names(card: &SignatoryCard, wanted: fn(NameKind) -> bool) -> String {
    let names = card.other_names.iter().filter(|one| wanted(one.kind)).map(|one| one.name.as_str());
    names.collect::<Vec<_>>().join("; ")
}

fn commitment(public: &Public, place: u32) -> Vec<String> {
    use crate::domain::commitment::{Figure, Measure};
    let card = public.snapshot.commitment(place);
    let signatory = public.snapshot.signatory(public.snapshot.signatory_of(place));
    let figure = |figure: Option<&Figure>| figure.map(|one| one.as_str().to_owned()).unwrap_or_default();
    let (measure, unit, baseline, target) = match &card.measure {
        Measure::Deliverable => ("deliverable", String::new(), None, None),
        Measure::Indicator { unit, baseline, target } => {
            ("indicator", unit.clone(), baseline.as_ref(), Some(target))
        }
    };
    let countries: Vec<&str> = card.countries.iter().map(|code| code.as_str()).collect();
    vec![
        card.public_id.clone(),
        signatory.slug.clone(),
        signatory.name.clone(),
        card.kind.code().to_owned(),
        card.title.clone(),
        card.action.clone(),
        card.paragraphs.join(" "),
        measure.to_owned(),
        unit,
        figure(baseline),
        figure(target),
        card.start.map(|day| day.to_string()).unwrap_or_default(),
        card.due.to_string(),
        public.snapshot.status(place, public.today).code().to_owned(),
        card.stage.map(|stage| stage.code().to_owned()).unwrap_or_default(),
        card.amount.map(|money| money.decimal()).unwrap_or_default(),
        card.amount.map(|money| money.currency.code().to_owned()).unwrap_or_default(),
        countries.join(" "),
        card.version.to_string(),
        super::api::whole(public, &Address::Commitment(card.public_id.clone()).path()),
        card.dropped_reason.clone().unwrap_or_default(),
        card.recipients.clone().unwrap_or_default(),
        card.evidence.join(" "),
    ]
}
