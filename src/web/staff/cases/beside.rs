//! An organisation beside one that looks like it, field by field.

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::compare;
use crate::app::case::beside::{self, Side};
use crate::domain::Moment;
use crate::domain::permit::{SeeCases, SeeIdentities, Unmask};
use crate::view::dates;
use crate::web::error::Failure;
use crate::web::pages::speech::Speech;
use crate::web::staff::acting::Acting;

/// The page.
pub async fn show(desk: Acting<SeeCases>, path: web::Path<(i64, String)>) -> Result<HttpResponse, Failure> {
    let locale = desk.visitor.locale;
    let identities = desk.colleague.staff.permit::<SeeIdentities>(desk.app().clock.now()).ok();
    let which = path.into_inner();
    let number = which.0;
    let both = beside::open(desk.app(), &desk.permit, identities.as_ref(), which).await?;
    let (speech, messages) = (Speech::of(locale)?, desk.site.messages()?);
    let zone = desk.app().time_zone();
    let day = |at: Moment| dates::day(&messages, locale, at.day_in(zone), true);
    let theirs = fields(&both.other, &speech, &day);
    let rows =
        fields(&both.this, &speech, &day).into_iter().zip(theirs).map(|((field, mine), (_, other))| {
            let same = other == mine;
            json!({ "field": field, "mine": mine, "other": other, "same": same })
        });
    let values = json!({
        "number": number, "name": both.this.organisation.name, "how": both.twin.how,
        "protected": both.other.organisation.sealed.is_some(), "other_case": both.twin.case,
        "other_name": both.other.organisation.name,
        "rows": rows.collect::<Vec<_>>(),
        "mine": past(&both.this), "theirs": past(&both.other),
    });
    desk.page("staff/case/beside.html", &values)
}

/// Shows who those are that must not be named, for a while.
pub async fn unmask(desk: Acting<Unmask>, number: web::Path<i64>) -> Result<HttpResponse, Failure> {
    beside::unmask(desk.app(), &desk.permit, desk.origin(), *number).await?;
    Ok(desk.see(&format!("/staff/cases/{number}")))
}

/// What is set side by side, in the reader's words: the same fields in the same order for both.
fn fields(side: &Side, speech: &Speech, day: &impl Fn(Moment) -> String) -> Vec<(&'static str, String)> {
    let organisation = &side.organisation;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let signed = side.endorsement.as_ref();
    let known = side.assurances.iter().find(|record| record.counts()).map(|record| {
        format!("{}, {}", speech.code("assurance", record.level.code()), day(record.checked_at()))
    });
    let version =
        side.version.map(|number| speech.filled("version-number", &[("number", &number.to_string())]));
    let identifiers = organisation.identifiers.0.each();
    let identifiers =
        identifiers.map(|(register, code, _)| format!("{} {code}", speech.code("identifier", register)));
    vec![
        ("name", organisation.name.clone()),
        ("category", speech.code("category", organisation.category.code())),
        (
            "country",
            organisation
                .country
                .as_deref()
                .map(|code| compare::country(code, speech.locale))
                .unwrap_or_default(),
        ),
        ("website", text(&organisation.website)),
        ("identifiers", identifiers.collect::<Vec<_>>().join(", ")),
        ("description", text(&organisation.description)),
        ("mailbox", side.mailboxes.iter().cloned().collect::<Vec<_>>().join(", ")),
        ("assurance", known.unwrap_or_default()),
        ("signed", signed.map(|signed| day(signed.signed_at())).unwrap_or_default()),
        ("version", version.unwrap_or_default()),
        ("state", signed.map(|one| speech.code("case-endorsement", one.state.code())).unwrap_or_default()),
        ("statement", signed.and_then(|one| one.statement.clone()).unwrap_or_default()),
        ("commitments", side.commitments.to_string()),
        ("number", organisation.number.map(|number| number.to_string()).unwrap_or_default()),
    ]
}

/// What has happened, newest first.
fn past(side: &Side) -> Vec<Value> {
    let cases = side.cases.iter().map(|case| {
        let value = json!({ "what": "case", "number": case.number, "kind": case.kind, "state": case.state,
            "outcome": case.outcome, "at": case.opened_at });
        (case.opened_at, value)
    });
    let entries =
        side.entries.iter().map(|(kind, at)| (*at, json!({ "what": "entry", "kind": kind, "at": at })));
    let mut all: Vec<(Moment, Value)> = cases.chain(entries).collect();
    all.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    all.into_iter().map(|(_, value)| value).collect()
}
