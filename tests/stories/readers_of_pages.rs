//! What the public reads: every page in every language, and what its answers promise to caches.

use tilsagn::domain::columns;

use crate::stories;
use crate::support::app::TestApp;
use crate::support::published::FORMULA;

stories!(
    every_page_is_there_in_every_language,
    an_empty_register_is_friendly,
    a_slash_more_leads_to_the_page,
    answers_can_be_kept_and_asked_for_again,
    filters_narrow_and_unknown_ones_are_told_kindly,
    who_left_keeps_a_page,
    hidden_and_never_existed_answer_the_same,
    the_bytes_that_were_signed_can_be_fetched,
    programs_find_what_they_look_for,
);

const PAGES: &[&str] = &[
    "/",
    "/call",
    "/call/v1",
    "/call/v2?language=da",
    "/call/compare/1/2",
    "/signatories",
    "/signatories?q=org&category=company&country=DE&region=europe&version=2&sort=name&page=2",
    "/signatories?q=nobody-is-called-this",
    "/signatories/org-1",
    "/signatories/org-2",
    "/signatories/org-8",
    "/commitments",
    "/commitments?status=overdue&kind=funding&paragraph=p-open-solutions&due=2026",
    "/commitments/promise10",
    "/commitments/promise20",
    "/about",
    "/privacy",
    "/accessibility",
    "/data",
];

fn every_page_is_there_in_every_language(app: &TestApp) {
    app.publish_register();
    for prefix in ["", "/da", "/ar-XB"] {
        for path in PAGES {
            let path = if *path == "/" { "" } else { path };
            let address = match format!("{prefix}{path}") {
                root if root.is_empty() => "/".to_owned(),
                address => address,
            };
            let page = app.anonymous().get(&address);
            assert_eq!(page.status, 200, "{address}: {}", page.text());
            assert!(!page.body.contains('⟦'), "{address} lacks words: {}", page.text());
            assert!(page.body.contains("hreflang=\"da\""), "{address}");
            assert!(!page.body.contains("<script"), "{address}");
            assert!(!page.body.contains(" style="), "{address}");
        }
    }
    let profile = app.anonymous().get("/signatories/org-2").ok();
    assert!(profile.text().contains(FORMULA), "{}", profile.text());
    assert!(profile.text().contains("<script>alert(1)</script> We sign."), "{}", profile.text());
    assert!(profile.body.contains("rel=\"nofollow noopener ugc\""));
    app.anonymous().get("/da/signatories").ok().says("59 organisationer har");
}

fn an_empty_register_is_friendly(app: &TestApp) {
    let visitor = app.anonymous();
    visitor.get("/").ok().says("A Call to Action is on its way").says("Nobody has been published");
    visitor.get("/call").ok().says("The Call is not published yet");
    visitor.get("/signatories").ok().says("Nobody has been published");
    visitor.get("/commitments").ok().says("No commitments have been published");
    visitor.get("/api/v1/call").ok();
    assert_eq!(visitor.get("/call/v1").status, 404);
}

fn answers_can_be_kept_and_asked_for_again(app: &TestApp) {
    app.publish_register();
    let visitor = app.anonymous();
    for path in ["/", "/signatories?q=org", "/api/v1/signatories", "/data/signatories.csv", "/sitemap.xml"] {
        let mut tags = Vec::new();
        for coding in ["br", "gzip", "identity"] {
            let page = visitor.get_with(path, &[("Accept-Encoding", coding)]).ok();
            let tag = page.headers["etag"].clone();
            assert!(tag.starts_with('"'), "{path}: {tag} is strong");
            assert_eq!(
                page.headers.get("content-encoding").map(String::as_str),
                (coding != "identity").then_some(coding)
            );
            assert!(page.headers["cache-control"].contains("max-age=60"), "{path}");
            let again = visitor.get_with(path, &[("Accept-Encoding", coding), ("If-None-Match", &tag)]);
            assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
            tags.push(tag);
        }
        tags.dedup();
        assert_eq!(tags.len(), 3, "{path}: a tag for each coding");
        let head = visitor.head(path);
        assert_eq!((head.status, head.body.len()), (200, 0), "{path}");
        let get = visitor.get(path);
        for name in ["etag", "content-type", "cache-control", "vary", "content-length"] {
            assert_eq!(head.headers.get(name), get.headers.get(name), "{path}: {name}");
        }
    }
    let front = visitor.get_with("/", &[("Accept-Encoding", "br")]).ok();
    let weight: usize = front.headers["content-length"].parse().unwrap();
    assert!(weight < 24_000, "the front page weighs {weight} bytes");
}

fn a_slash_more_leads_to_the_page(app: &TestApp) {
    app.publish_register();
    let visitor = app.anonymous();
    for (address, page) in [
        ("/call/", "/call"),
        ("/da/", "/da"),
        ("/da/call/v2/?language=da", "/da/call/v2?language=da"),
        ("/signatories/org-1/", "/signatories/org-1"),
        ("/signatories/nobody/", "/signatories/nobody"),
    ] {
        let answer = visitor.get(address);
        assert_eq!((answer.status, answer.location()), (308, Some(page)), "{address}");
    }
    visitor.get("/").ok();
    visitor.get("/da").ok();
    for exact in ["/nothing/", "/log/checkpoint/", "/api/v1/signatories/", "/call/v2/en.md/", "/account/"] {
        assert_eq!(visitor.get(exact).status, 404, "{exact}");
    }
}

fn filters_narrow_and_unknown_ones_are_told_kindly(app: &TestApp) {
    app.publish_register();
    let visitor = app.anonymous();
    visitor.get("/signatories?category=media").ok().says("2 results").says("Ligonha Radio Network");
    visitor.get("/signatories?category=media&category=state").ok().says("3 results");
    visitor.get("/signatories?q=fyrtarnets").ok().says("1 result").says("Fyrtårnets Presse");
    visitor.get("/signatories?version=1").ok().says("20 results");
    visitor.get("/signatories?q=%25").ok().says("0 results");
    visitor.get("/commitments?q=%3F%21").ok().says("0 results");
    visitor.get("/signatories?category=pirates&country=DK").ok().says("pirates").says("We do not know these");
    visitor
        .get("/signatories?page=99")
        .ok()
        .says("Page 2 of 2")
        .says("There is no page 99: the list ends with page 2");
    visitor.get("/commitments?kind=funding").ok().says("committed");
    let list = visitor.get("/signatories?country=DK").ok();
    assert!(list.body.contains("/data/signatories.csv?country=DK"));
    assert!(
        list.body.contains("class=\"map zoom\""),
        "a small country is seen on the map of its part of the world"
    );
    let apart = visitor.get("/signatories?country=DK&country=KE").ok();
    assert!(apart.body.contains("class=\"map\""), "countries of two parts are seen on the map of all");
}

fn who_left_keeps_a_page(app: &TestApp) {
    app.publish_register();
    let visitor = app.anonymous();
    for (state, words) in [
        ("suspended", "Hidden since"),
        ("withdrawn", "Withdrew on"),
        ("lapsed", "Lapsed on"),
        ("revoked", "Revoked on"),
    ] {
        app.sql(&format!("UPDATE endorsements SET state = '{state}' WHERE reference = 'REF-2'"));
        let page = visitor.get("/signatories/org-2").ok().says(words).says(FORMULA);
        assert!(!page.body.contains("org-2.example"), "{state}: no website");
        visitor.get("/signatories?q=S%C3%B8n").ok().says("0 results");
        visitor.get("/api/v1/signatories/org-2").ok().says(&format!("\"state\":\"{state}\""));
    }
    app.sql(
        "INSERT INTO reasons (code, purpose, titles, texts, hidden, position, updated_at) SELECT 'not_them', 'revoke', \
         '{\"en\":\"Not them\"}', '{\"en\":\"The signature was not theirs.\",\"da\":\"Det var ikke deres.\"}', \
         false, 1, updated_at FROM settings LIMIT 1",
    );
    app.sql("UPDATE endorsements SET reason = 'not_them' WHERE reference = 'REF-2'");
    visitor.get("/signatories/org-2").ok().says("Reason: The signature was not theirs.");
    visitor.get("/da/signatories/org-2").ok().says("Begrundelse: Det var ikke deres.");
    app.sql("UPDATE organisations SET merged_into = 1 WHERE number = 2");
    let moved = visitor.get("/da/signatories/org-2");
    assert_eq!((moved.status, moved.location()), (308, Some("/da/signatories/org-1")));
    assert_eq!(visitor.get("/api/v1/signatories/org-2").status, 308);
}

fn hidden_and_never_existed_answer_the_same(app: &TestApp) {
    app.publish_register();
    let visitor = app.anonymous();
    for prefix in ["/signatories", "/da/signatories", "/api/v1/signatories"] {
        let (hidden, never) =
            (visitor.get(&format!("{prefix}/org-60")), visitor.get(&format!("{prefix}/nobody")));
        assert_eq!((hidden.status, &hidden.body), (404, &never.body), "{prefix}");
        let names = |page: &crate::support::visitor::Page| page.headers.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&hidden), names(&never));
    }
    assert_eq!(visitor.get("/commitments/promise600").body, visitor.get("/commitments/nothing").body);
    for path in
        ["/signatories?q=60", "/data/signatories.csv", "/sitemap.xml", "/api/v1/signatories?limit=500"]
    {
        assert!(!visitor.get(path).ok().body.contains("org-60"), "{path}");
    }
}

fn the_bytes_that_were_signed_can_be_fetched(app: &TestApp) {
    app.publish_register();
    let visitor = app.anonymous();
    let text = visitor.get("/call/v2/en.md").ok();
    let print = tilsagn::domain::call::Fingerprint::of(&text.body);
    visitor.get("/call/v2").ok().says(&print.grouped());
    let call = visitor.get("/api/v1/call/v2").ok();
    assert!(call.body.contains(print.as_str()));
    assert_eq!(visitor.get("/call/v2/fr.md").status, 404);
    assert_eq!(visitor.get("/call/v3").status, 404);
    assert_eq!(visitor.get("/call/compare/1/3").status, 404);
    visitor.get("/da/call").ok().says("Version 2").says("officiel oversættelse");
    visitor.get("/ar-XB/call").ok();
}

fn programs_find_what_they_look_for(app: &TestApp) {
    app.publish_register();
    let visitor = app.anonymous();
    visitor.get("/robots.txt").ok().says("Sitemap: http").says("Disallow: /da/staff");
    visitor
        .get("/.well-known/security.txt")
        .ok()
        .says("Contact: mailto:help@ministry.example")
        .says("Expires: 2027-");
    let map = visitor.get("/sitemap.xml").ok().says("/signatories/org-1").body;
    assert_eq!(visitor.get("/sitemap-1.xml").ok().body, map, "the first part, where one is enough");
    for none in ["/sitemap-2.xml", "/sitemap-0.xml", "/sitemap-01.xml"] {
        assert_eq!(visitor.get(none).status, 404, "{none}");
    }
    let data = visitor.get("/data").ok();
    for (path, columns) in
        [("/data", columns::SIGNATORY), ("/data", columns::COMMITMENT), ("/da/data", columns::COMMITMENT)]
    {
        let told = visitor.get(path).ok().text();
        let words: Vec<&str> = told.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').collect();
        let untold: Vec<_> = columns.iter().filter(|column| !words.contains(column)).collect();
        assert!(untold.is_empty(), "{path} tells nothing of the columns {untold:?}");
    }
    assert!(
        data.body.contains("id=\"problem-not-found\"") && data.body.contains("id=\"problem-link-spent\"")
    );
}
