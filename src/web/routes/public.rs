//! What is the same for everybody.

use super::{Answer, Route, Trait, Who, get};
use crate::web::gate::headers::SCRIPTED;
use crate::web::{api, data, health, log, pages, snapshots, statics};

pub(super) fn routes() -> Vec<Route> {
    use Answer::*;
    use Trait::*;
    use Who::*;
    vec![
        get("/healthz", Anyone, Data, health::alive).with([Shared]),
        get("/readyz", Anyone, Data, health::ready).with([Shared]),
        get("/static/{name}", Anyone, Data, statics::file).with([Shared]),
        get("/", Anyone, Page, pages::home::show),
        get("/call", Anyone, Page, pages::call::current),
        // Before the versions, whose pattern would take it.
        get("/call/versions.json", Anyone, Data, pages::call::versions),
        get("/call/v{number}", Anyone, Page, pages::call::version),
        get("/call/v{number}/{language}.md", Anyone, Data, pages::call::markdown),
        get("/call/compare/{older}/{newer}", Anyone, Page, pages::call::changes),
        get("/signatories", Anyone, Page, pages::signatory::index).of_register(),
        get("/signatories/{slug}", Anyone, Page, pages::signatory::show).of_register(),
        get("/commitments", Anyone, Page, pages::commitment::index).of_register(),
        get("/commitments/{id}", Anyone, Page, pages::commitment::show).of_register(),
        get("/about", Anyone, Page, pages::about::about),
        get("/verify", Anyone, Page, pages::verify::show),
        get("/verify/receipt", Anyone, Page, pages::verify::receipt).with([Policy(SCRIPTED), Unmapped]),
        get("/data", Anyone, Page, pages::data::show).of_register(),
        get("/data/signatories.csv", Anyone, Data, data::signatories).of_register(),
        get("/data/commitments.csv", Anyone, Data, data::commitments).of_register(),
        get("/data/snapshots", Anyone, Data, snapshots::index).of_register(),
        get("/data/snapshots/{date}/{file}", Anyone, Data, snapshots::file).of_register(),
        get("/data/entries.ndjson", Anyone, Data, log::all).of_register(),
        get("/privacy", Anyone, Page, pages::about::privacy),
        get("/accessibility", Anyone, Page, pages::about::accessibility),
        get("/log/checkpoint", Anyone, Data, log::checkpoint),
        get("/log/checkpoints", Anyone, Data, log::checkpoints),
        get("/log/key", Anyone, Data, log::key),
        get("/log/witnesses", Anyone, Data, log::witnesses),
        get("/log/tile/{path:.*}", Anyone, Data, log::tile),
        // Before the entries, whose pattern would take it.
        get("/log/entries/{number}.tlog-proof", Anyone, Data, log::receipt).of_register(),
        get("/log/entries/{number}", Anyone, Data, log::one).of_register(),
        get("/sitemap.xml", Anyone, Data, pages::sitemap::whole).of_register(),
        get("/sitemap-{part}.xml", Anyone, Data, pages::sitemap::part).of_register(),
        get("/robots.txt", Anyone, Data, pages::machine::robots),
        get("/.well-known/security.txt", Anyone, Data, pages::machine::security),
        get("/api/v1/call", Anyone, Data, api::call::current),
        get("/api/v1/call/v{number}", Anyone, Data, api::call::version),
        get("/api/v1/signatories", Anyone, Data, api::signatory::index).of_register(),
        get("/api/v1/signatories/{slug}", Anyone, Data, api::signatory::show).of_register(),
        get("/api/v1/commitments", Anyone, Data, api::commitment::index).of_register(),
        get("/api/v1/commitments/{id}", Anyone, Data, api::commitment::show).of_register(),
    ]
}
