//! What programs read: JSON with the fields that are promised, pages that follow cursors, CSV.

use serde_json::Value;

use crate::stories;
use crate::support::app::TestApp;
use crate::support::published::FORMULA;
use crate::support::visitor::Page;

stories!(
    the_promised_fields_are_there,
    following_the_cursor_sees_everything_once,
    mistakes_are_told_as_problem_details,
    a_misspelt_parameter_is_named_with_what_would_do,
    a_spreadsheet_runs_nothing,
);

const SIGNATORY: &str = "id slug name names category country website number signed_version signed_language \
    signed_at affirmations identifiers state assurance statement commitments updated_at url";
const COMMITMENT: &str = "id signatory partners kind title action paragraphs measure start due status \
    dropped_reason stage amount recipients countries evidence updates reviews version url";

fn json(page: Page) -> Value {
    assert_eq!(page.headers["content-type"], "application/json");
    assert_eq!(page.headers["access-control-allow-origin"], "*");
    serde_json::from_str(&page.body).unwrap()
}

fn holds(value: &Value, fields: &str) {
    let mut held: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    let mut promised: Vec<&str> = fields.split_whitespace().collect();
    held.sort_unstable();
    promised.sort_unstable();
    assert_eq!(held, promised);
}

fn the_promised_fields_are_there(app: &TestApp) {
    app.publish_register();
    app.vouch_for_register();
    let visitor = app.anonymous();
    let list = json(visitor.get("/api/v1/signatories?category=state").ok());
    holds(&list, "data next total revision");
    assert_eq!(list["total"], 1);
    let one = &list["data"][0];
    holds(one, SIGNATORY);
    holds(&one["assurance"], "level method verified_at");
    assert_eq!(one["assurance"]["level"], "official_letter");
    assert_eq!(*one, json(visitor.get("/api/v1/signatories/org-8").ok()));
    assert_eq!(one["url"], format!("{}/signatories/org-8", app.base));
    assert_eq!(
        (&one["country"], &one["number"], &one["signed_version"]),
        (&"SE".into(), &8.into(), &1.into())
    );
    let list = json(visitor.get("/api/v1/commitments?kind=funding&limit=1").ok());
    holds(&list, "data next total revision as_of");
    assert_eq!(list["as_of"], "2026-11-24");
    holds(&list["data"][0], COMMITMENT);
    holds(&list["data"][0]["signatory"], "slug name");
    holds(&list["data"][0]["amount"], "minor currency");
    let id = list["data"][0]["id"].as_str().unwrap();
    assert_eq!(json(visitor.get(&format!("/api/v1/commitments/{id}")).ok()), list["data"][0]);
    let call = json(visitor.get("/api/v1/call").ok());
    assert_eq!((&call["state"], &call["version"]["number"]), (&"open".into(), &2.into()));
    assert_eq!(call["version"]["texts"].as_array().unwrap().len(), 2);
}

fn following_the_cursor_sees_everything_once(app: &TestApp) {
    app.publish_register();
    let visitor = app.anonymous();
    let mut seen = Vec::new();
    let mut next = Some("/api/v1/signatories?limit=25".to_owned());
    while let Some(address) = next {
        let page = json(visitor.get(&address).ok());
        seen.extend(page["data"].as_array().unwrap().iter().map(|one| one["number"].as_u64().unwrap()));
        assert_eq!(page["total"], 59);
        next = page["next"].as_str().map(str::to_owned);
    }
    assert_eq!(seen, (1..60).collect::<Vec<u64>>());
}

fn mistakes_are_told_as_problem_details(app: &TestApp) {
    let visitor = app.anonymous();
    for (path, status, kind) in [
        ("/api/v1/signatories/nobody", 404, "not-found"),
        ("/api/v1/signatories?category=pirates", 400, "invalid"),
        ("/api/v1/signatories?limit=none", 400, "invalid"),
        ("/api/v1/commitments?after=nonsense", 400, "invalid"),
        ("/data/signatories.csv?region=moon", 400, "invalid"),
        ("/data/entries.ndjson?after=x", 400, "invalid"),
    ] {
        let page = visitor.get(path);
        assert_eq!(page.status, status, "{path}: {}", page.body);
        assert_eq!(page.headers["content-type"], "application/problem+json", "{path}");
        let problem: Value = serde_json::from_str(&page.body).unwrap();
        assert_eq!(problem["type"], format!("/data#problem-{kind}"), "{path}");
        assert_eq!(problem["status"], status);
        assert!(problem["detail"].as_str().unwrap().ends_with('.'), "{path}: {problem}");
    }
    let problem: Value =
        serde_json::from_str(&visitor.get("/api/v1/signatories?category=pirates").body).unwrap();
    assert_eq!(problem["errors"][0]["field"], "category");
}

fn a_misspelt_parameter_is_named_with_what_would_do(app: &TestApp) {
    app.publish_register();
    let visitor = app.anonymous();
    for (path, field, detail) in [
        ("/api/v1/signatories?limit=0", "limit", "limit takes a whole number from 1 to 500."),
        ("/api/v1/signatories?limit=501", "limit", "limit takes a whole number from 1 to 500."),
        ("/data/entries.ndjson?limit=0", "limit", "limit takes a whole number from 1 to 10000."),
        ("/api/v1/commitments?kind=gift", "kind", "kind takes action, funding, offer, at most 60 values."),
        (
            "/api/v1/signatories?contry=DK",
            "contry",
            "This address does not take contry. It takes q, category, country, region, version, assurance, \
             paragraph, limit, after, as_of.",
        ),
        ("/api/v1/signatories/org-8?x=1", "x", "This address does not take x. It takes as_of."),
        (
            "/api/v1/signatories?country=DK&country=XX",
            "country",
            "country takes country codes of two letters (ISO 3166-1 alpha-2), such as DK, at most 60 values.",
        ),
        (
            "/api/v1/signatories?version=9",
            "version",
            "version takes numbers of versions of the Call, such as 1, at most 60 values.",
        ),
        (
            "/data/commitments.csv?paragraph=p-x",
            "paragraph",
            "paragraph takes ids of paragraphs of the Call, as paragraphs of a commitment holds them, at most 60 values.",
        ),
        ("/data/signatories.csv?sort=size", "sort", "sort takes one of newest, oldest, name, country."),
    ] {
        let page = visitor.get(path);
        let problem: Value = serde_json::from_str(&page.body).unwrap();
        assert_eq!(page.status, 400, "{path}");
        assert_eq!((&problem["errors"][0]["field"], &problem["detail"]), (&field.into(), &detail.into()));
    }
    let both: Value =
        serde_json::from_str(&visitor.get("/api/v1/signatories?contry=DK&limit=x").body).unwrap();
    assert_eq!(both["errors"].as_array().unwrap().len(), 2, "all mistakes at once: {both}");
    assert_eq!(both["errors"][0]["code"], "unknown-parameter");
    visitor.get("/signatories?contry=DK").ok();
    for path in [
        "/signatories?country=XX",
        "/commitments?paragraph=p-x",
        "/api/v1/signatories?country=se",
        "/signatories?version=9",
        "/api/v1/signatories?version=2",
    ] {
        visitor.get(path).ok();
    }
    visitor.get("/api/v1/commitments?paragraph=p-open-solutions").ok();
    let danish: Value = serde_json::from_str(&visitor.get("/da/api/v1/call?x=1").body).unwrap();
    assert_eq!(danish["detail"], "Adressen tager ikke imod x. Den tager imod as_of.");
}

fn a_spreadsheet_runs_nothing(app: &TestApp) {
    app.publish_register();
    let page = app.anonymous().get("/data/signatories.csv?country=DK").ok();
    assert_eq!(page.headers["content-type"], "text/csv; charset=utf-8; header=present");
    assert_eq!(page.headers["content-disposition"], "attachment; filename=\"signatories-2026-11-24.csv\"");
    assert!(page.body.contains("\r\n"));
    let mut reader = csv::Reader::from_reader(page.body.as_bytes());
    assert_eq!(reader.headers().unwrap().get(2), Some("name"));
    let names: Vec<String> = reader.records().map(|row| row.unwrap()[2].to_owned()).collect();
    assert_eq!(names.len(), 5);
    assert!(names.contains(&format!("'{FORMULA}")), "{names:?}");
    let all = app.anonymous().get("/data/signatories.csv").ok();
    for name in ["معهد النخلة الرقمي", "竹林开放研究所", "Fyrtårnets Presse"] {
        assert!(all.body.contains(name));
    }
    app.anonymous().get("/data/commitments.csv?kind=funding").ok().says("DKK");
}
