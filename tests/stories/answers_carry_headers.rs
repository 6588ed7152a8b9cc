//! Whatever kind of answer somebody gets, it carries the headers that keep a browser from being used against whoever
//! sits before it; and where the site is reached over https, browsers stay there and cookies are its own.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::http::Method;
use chrono::Duration;
use tilsagn::app::letter::Letter;
use tilsagn::app::staff;
use tilsagn::web::routes::{self, Route};

use crate::nadia_stays_unnamed::Lacks;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::fixtures::Given;
use crate::support::staff::Colleague;
use crate::support::visitor::{Page, Visitor};
use crate::suzie_comes_back::SUZIE;

stories!(
    every_kind_of_answer_carries_them,
    what_is_asked_for_by_head_carries_the_same,
    only_some_routes_have_a_policy_of_their_own,
    pages_of_other_sites_may_ask_for_what_is_new,
    over_https_browsers_stay_there,
    cookies_say_by_their_names_how_they_came,
    colleagues_read_that_no_mail_goes_out,
);

const SAME: &[(&str, &str)] = &[
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    ),
    ("cross-origin-opener-policy", "same-origin"),
];
const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";
const MAIL: &str = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; \
                    frame-ancestors 'none'; sandbox";
const HSTS: &str = "strict-transport-security";
const UNSENT: &str = "Mail is not sent: it is written to files on the server";

fn header<'a>(page: &'a Page, name: &str) -> &'a str {
    page.headers.get(name).map_or("", String::as_str)
}

/// Fails unless everything is there, and what may be read from elsewhere is public data alone.
#[track_caller]
fn carries(what: &str, path: &str, page: &Page) {
    for (name, value) in SAME {
        assert_eq!(header(page, name), *value, "{name} of {what}");
    }
    let policy = header(page, "content-security-policy");
    assert!(policy.starts_with("default-src 'none'; "), "{what}: {policy}");
    let open =
        ["/api/", "/data/", "/log/", "/call/versions.json"].iter().any(|begin| path.starts_with(begin));
    let (readers, resource) = if open { ("*", "cross-origin") } else { ("", "same-origin") };
    assert_eq!(header(page, "access-control-allow-origin"), readers, "{what}");
    assert_eq!(header(page, "cross-origin-resource-policy"), resource, "{what}");
    assert_eq!(header(page, "access-control-expose-headers").contains("ETag"), open, "{what}");
    assert_eq!(header(page, HSTS), "", "{what} came over plain http");
}

fn every_kind_of_answer_carries_them(app: &TestApp) {
    app.publish_register();
    let visitor = app.anonymous();
    let etag = visitor.get("/call").headers["etag"].clone();
    let style = format!("/static/site.{}", visitor.get("/").between("href=\"/static/site.", "\""));
    let long = format!("/signatories?q={}", "a".repeat(9 << 10));
    for (what, status, path) in [
        ("a page", 200, "/call"),
        ("a page in Danish", 200, "/da/call"),
        ("a private page", 200, "/sign"),
        ("nothing", 404, "/no-such-page"),
        ("a link that was used", 410, "/confirm/no-such-token"),
        ("a form for another method", 405, "/account/sign-out"),
        ("too long an address", 414, &long),
        ("the way to the door", 303, "/staff/cases"),
        ("JSON", 200, "/api/v1/signatories"),
        ("a problem", 404, "/api/v1/signatories/nobody"),
        ("the versions", 200, "/call/versions.json"),
        ("a table", 200, "/data/signatories.csv"),
        ("the log's key", 200, "/log/key"),
        ("a style sheet", 200, &style),
        ("health", 200, "/healthz"),
    ] {
        let page = visitor.get(path);
        assert_eq!(page.status, status, "{what}: {}", page.text());
        carries(what, path, &page);
    }
    let unchanged = visitor.get_with("/call", &[("If-None-Match", &etag)]);
    let (begin, elsewhere) = ([("do", "start")], [("Sec-Fetch-Site", "cross-site")]);
    let large = format!("email={}", "a".repeat(1 << 20));
    let form = "application/x-www-form-urlencoded";
    for (what, status, path, page) in [
        ("what has not changed", 304, "/call", unchanged),
        ("a redirect", 303, "/sign", visitor.post("/sign", &begin)),
        ("a wrong method", 405, "/about", visitor.post("/about", &[])),
        ("a method for no program", 405, "/api/v1/call", visitor.post("/api/v1/call", &[])),
        ("too much", 413, "/sign/link", visitor.send_body("/sign/link", form, &large)),
        ("no form", 415, "/sign/link", visitor.send_body("/sign/link", "application/json", "{}")),
        ("mistakes", 422, "/sign/link", visitor.post("/sign/link", &[("email", "x")])),
        ("another site's form", 403, "/sign", visitor.post_with("/sign", &begin, &elsewhere)),
        ("a service at rest", 503, "/sign", app.read_only_twin().anonymous().post("/sign", &begin)),
    ] {
        assert_eq!(page.status, status, "{what}: {}", page.text());
        carries(what, path, &page);
    }
    assert_eq!(visitor.get("/sign").headers["cache-control"], "no-store");
}

fn what_is_asked_for_by_head_carries_the_same(app: &TestApp) {
    app.publish_register();
    let visitor = app.anonymous();
    let varying = |name: &str| ["date", "x-request-id"].contains(&name);
    let settled = |page: Page| -> BTreeMap<String, String> {
        page.headers.into_iter().filter(|(name, _)| !varying(name)).collect()
    };
    for path in
        ["/call", "/sign", "/no-such-page", "/staff/cases", "/api/v1/signatories", "/log/key", "/healthz"]
    {
        let (full, head) = (visitor.get(path), visitor.head(path));
        carries(path, path, &head);
        assert_eq!((head.status, head.body.as_str()), (full.status, ""), "{path}");
        assert_eq!(settled(head), settled(full), "{path}");
    }
}

fn pages_of_other_sites_may_ask_for_what_is_new(app: &TestApp) {
    app.publish_register();
    let visitor = app.anonymous();
    for path in ["/api/v1/signatories", "/data/signatories.csv", "/log/checkpoint", "/call/versions.json"] {
        let told = visitor.asks_to_read(path);
        carries("a preflight", path, &told);
        assert_eq!((told.status, told.body.as_str()), (204, ""), "{path}");
        assert_eq!(header(&told, "access-control-allow-methods"), "GET, HEAD", "{path}");
        assert_eq!(header(&told, "access-control-allow-headers"), "*", "{path}");
        assert_eq!(header(&told, "access-control-max-age"), "86400", "{path}");
    }
    for path in ["/signatories", "/account", "/staff/cases", "/sign"] {
        let told = visitor.asks_to_read(path);
        carries("a preflight for a page", path, &told);
        assert_eq!((told.status, header(&told, "access-control-allow-methods")), (405, ""), "{path}");
    }
    assert_eq!(visitor.asks_to_read("/api/v1/no-such-list").status, 404);
}

/// The pattern with something in each of its places.
fn filled(route: &Route) -> String {
    let places = route.pattern.split('{').skip(1);
    places.fold(route.pattern.to_owned(), |path, place| {
        let name = place.split('}').next().unwrap_or_default();
        path.replace(&format!("{{{name}}}"), "x")
    })
}

fn only_some_routes_have_a_policy_of_their_own(app: &TestApp) {
    app.publish_register();
    let visitor = app.anonymous();
    let mut own = BTreeMap::new();
    for route in routes::table().iter().chain(&routes::demo_table()) {
        let path = filled(route);
        let post = route.method == Method::POST;
        let page = if post { visitor.post(&path, &[]) } else { visitor.get(&path) };
        carries(&format!("{} {path}", route.method), &path, &page);
        let policy = header(&page, "content-security-policy").to_owned();
        if policy != POLICY {
            own.insert(route.pattern, policy);
        }
    }
    let scripted = POLICY.replace("style-src", "script-src 'self'; style-src");
    let expected = BTreeMap::from([
        ("/verify/receipt", scripted.clone()),
        ("/staff/passkey/sign-in", scripted.clone()),
        ("/staff/passkey/confirm", scripted.clone()),
        ("/staff/passkey/add", scripted.clone()),
        ("/staff/oidc/callback", scripted),
        ("/demo/mail/{name}/html", MAIL.to_owned()),
    ]);
    assert_eq!(own, expected);
}

/// A site beside this one whose public address is https, as it stands behind a proxy: it is reached by plain http here.
fn behind_tls(app: &TestApp, more: &[(&str, &str)]) -> TestApp {
    let settings = [&[("TILSAGN_BASE_URL", "https://127.0.0.1:{port}")][..], more].concat();
    let mut twin = app.twin_with(&settings);
    twin.base = plain(&twin.base);
    twin
}

fn plain(address: &str) -> String {
    address.replacen("https://", "http://", 1)
}

/// A moderator of such a site, who has just set their account up.
fn bodil(app: &TestApp) -> Colleague {
    let email = "bodil@ministry.example";
    let added = staff::add_by_operator(&app.app, email, "Bodil Prøvesen", "moderator");
    app.set_up(email, &plain(&app.block_on(added).unwrap()))
}

fn over_https_browsers_stay_there(app: &TestApp) {
    let twin = behind_tls(app, &[]);
    twin.publish_call();
    let visitor = twin.anonymous();
    for (path, status) in
        [("/call", 200), ("/sign", 200), ("/no-such-page", 404), ("/staff/cases", 303), ("/api/v1/call", 200)]
    {
        let page = visitor.get(path);
        assert_eq!(page.status, status, "{path}");
        assert_eq!(header(&page, HSTS), "max-age=63072000; includeSubDomains", "{path}");
    }
    assert_eq!(header(&app.anonymous().get("/healthz"), HSTS), "", "over plain http nothing is promised");
}

/// Every cookie that is set on the way into the form, the account and the staff's side, and out again.
fn cookies(app: &TestApp) -> Vec<String> {
    app.signatory(Given::default());
    let suzie = Visitor::new(&app.base);
    let mut pages = vec![suzie.post("/sign", &[("do", "start")])];
    suzie.post("/account/sign-in", &[("email", SUZIE)]).ok();
    let Letter::AccountLink { link, .. } = app.mail_to(SUZIE) else { panic!("no link") };
    pages.push(suzie.post(&plain(&link), &[]));
    pages.push(suzie.post("/account/sign-out", &[]));
    let bodil = bodil(app);
    app.clock.advance(Duration::seconds(30));
    pages.push(bodil.signs_in(app));
    pages.push(bodil.post("/staff/sign-out", &[]));
    assert!(pages.iter().all(|page| !page.cookies.is_empty()), "each of them sets one: {pages:#?}");
    pages.into_iter().flat_map(|page| page.cookies).collect()
}

fn cookies_say_by_their_names_how_they_came(app: &TestApp) {
    let twin = behind_tls(app, &[]);
    for (site, begin, secure) in [(app, "tilsagn-dev-", false), (&twin, "__Host-tilsagn-", true)] {
        let mut names = BTreeSet::new();
        for cookie in cookies(site) {
            let name = cookie.strip_prefix(begin).and_then(|rest| rest.split('=').next());
            names.insert(name.unwrap_or_else(|| panic!("{cookie} does not begin with {begin}")).to_owned());
            let says: Vec<&str> = cookie.split("; ").skip(1).collect();
            assert!(says.contains(&"HttpOnly") && says.contains(&"SameSite=Lax"), "{cookie}");
            assert!(says.contains(&"Path=/") && !cookie.contains("Domain="), "for this host alone: {cookie}");
            assert_eq!(says.contains(&"Secure"), secure, "{cookie}");
        }
        let all = ["account", "draft", "known", "known-account", "staff"];
        assert_eq!(names.iter().map(String::as_str).collect::<Vec<_>>(), all);
    }
}

fn colleagues_read_that_no_mail_goes_out(app: &TestApp) {
    let twin = behind_tls(app, &[]);
    twin.publish_call();
    let colleague = bodil(&twin);
    colleague.get("/staff/cases").ok().says(UNSENT);
    colleague.get("/da/staff/cases").ok().says("Der sendes ingen mail: den skrives i filer på serveren");
    twin.anonymous().get("/").ok().lacks(UNSENT);
    let sending = behind_tls(app, &[("TILSAGN_MAIL_URL", "smtp://mail.ministry.example")]);
    bodil(&sending).get("/staff/cases").ok().lacks(UNSENT);
    bodil(app).get("/staff/cases").ok().lacks(UNSENT);
}
