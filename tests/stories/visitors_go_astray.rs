//! Visitors who came to the wrong address, or to the right one in the wrong way, and are told what to do.

use tilsagn::app::demo;
use tilsagn::store;

use crate::stories;
use crate::support::app::TestApp;
use crate::support::visitor::{Page, Visitor};

stories!(
    a_path_that_cannot_be_read_is_a_page_that_is_not_there,
    an_address_says_which_methods_it_takes,
    what_is_no_form_is_told_so,
    what_is_larger_than_anybody_sends_is_told_so,
    a_spent_setup_link_says_where_to_get_another,
    a_demo_shows_a_mail_as_it_looks_and_lets_it_do_nothing,
);

fn a_path_that_cannot_be_read_is_a_page_that_is_not_there(app: &TestApp) {
    app.publish_register();
    let visitor = app.anonymous();
    let usual = visitor.get("/no-such-page");
    for path in ["/call/compare/v1/v2", "/call/v99999999999999999999", "/call/vtwo/en.md", "/call/v-1"] {
        let page = visitor.get(path);
        assert_eq!((page.status, &page.body), (404, &usual.body), "{path}");
    }
    let page = visitor.get("/api/v1/call/v99999999999999999999");
    assert_eq!((page.status, page.headers["content-type"].as_str()), (404, "application/problem+json"));
}

fn an_address_says_which_methods_it_takes(app: &TestApp) {
    let visitor = app.anonymous();
    for (path, allow) in
        [("/about", "GET, HEAD"), ("/call", "GET, HEAD"), ("/staff/people/x/confirm", "POST")]
    {
        let page = if allow == "POST" { visitor.get(path) } else { visitor.post(path, &[]) };
        assert_eq!((page.status, page.headers["allow"].as_str()), (405, allow), "{path}");
        page.says("cannot be used that way");
    }
    let both = visitor.delete("/sign");
    assert_eq!((both.status, both.headers["allow"].as_str()), (405, "GET, HEAD, POST"));
    let data = visitor.post("/api/v1/signatories", &[]);
    assert_eq!((data.status, data.headers["allow"].as_str()), (405, "GET, HEAD"));
    assert!(data.body.contains("/data#problem-wrong-method"), "{}", data.body);
    let versions = visitor.post("/call/versions.json", &[]);
    let kind = versions.headers["content-type"].as_str();
    assert_eq!((versions.status, kind), (405, "application/problem+json"), "{}", versions.body);
    assert_eq!(visitor.post("/no-such-page", &[]).status, 404);
}

fn what_is_no_form_is_told_so(app: &TestApp) {
    let visitor = app.anonymous();
    let send = |kind: &str, body: &str| visitor.send_body("/sign/link", kind, body);
    let json = send("application/json", "{\"email\":\"suzie@forest.example\"}");
    assert_eq!(json.status, 415);
    json.says("That was not a form").says("use the form on the page");
    let large = send("application/x-www-form-urlencoded", &format!("email={}", "a".repeat(1 << 20)));
    assert_eq!(large.status, 413);
}

fn what_is_larger_than_anybody_sends_is_told_so(app: &TestApp) {
    let visitor = app.anonymous();
    let long = visitor.get(&format!("/signatories?q={}", "a".repeat(9 << 10)));
    let cookies = visitor.get_with("/about", &[("Cookie", &format!("a={}", "b".repeat(33 << 10)))]);
    for (page, status, words) in [(long, 414, "is too long"), (cookies, 431, "Delete the cookies")] {
        assert_eq!(page.status, status, "{}", page.text());
        assert!(page.headers["content-security-policy"].contains("default-src 'none'"));
        page.says(words);
    }
    let most = format!("a={}", "b".repeat(30 << 10));
    assert_eq!(visitor.get_with("/about", &[("Cookie", &most)]).status, 200);
    let data = visitor.get(&format!("/api/v1/signatories?q={}", "a".repeat(9 << 10)));
    assert_eq!((data.status, data.headers["content-type"].as_str()), (414, "application/problem+json"));
}

fn a_demo_shows_a_mail_as_it_looks_and_lets_it_do_nothing(app: &TestApp) {
    let folder = app.app.config.mail_url.strip_prefix("file:").unwrap();
    std::fs::create_dir_all(folder).unwrap();
    let mail = "From: a@b.example\r\nTo: c@d.example\r\nSubject: Hello\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/mixed; boundary=y\r\n\r\n--y\r\n\
        Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nPlain\r\n\
        --x\r\nContent-Type: text/html\r\n\r\n<p style=\"color:red\">Coloured</p>\r\n--x--\r\n\
        --y\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=receipt-4.tlog-proof\r\n\r\n\
        c2sp.org/tlog-proof@v1\r\n--y--\r\n";
    std::fs::write(std::path::Path::new(folder).join("1.eml"), mail).unwrap();
    let visitor = app.anonymous();
    for path in ["/demo", "/demo/mail/1.eml", "/demo/mail/1.eml/html"] {
        assert_eq!(visitor.get(path).status, 404, "{path} of what is no demo");
    }
    app.write(|db, now| store::setting::put(db, demo::MARK, "1", now));
    visitor.get("/demo").ok().says("Hello");
    let page =
        visitor.get("/demo/mail/1.eml").ok().says("Plain").says("See the mail as a mail program shows it");
    assert!(page.body.contains("href=\"/demo/mail/1.eml/html\""), "{}", page.body);
    let html = visitor.get("/demo/mail/1.eml/html").ok();
    assert!(html.body.contains("<p style=\"color:red\">Coloured</p>"), "{}", html.body);
    let policy = &html.headers["content-security-policy"];
    assert!(policy.starts_with("default-src 'none'; style-src 'unsafe-inline';"), "{policy}");
    assert!(policy.ends_with("sandbox") && !policy.contains("script"), "{policy}");
    assert!(!page.headers["content-security-policy"].contains("unsafe-inline"), "only there");
    assert_eq!(visitor.get("/demo/mail/2.eml/html").status, 404);
    let attached = "/demo/mail/1.eml/attachment/receipt-4.tlog-proof";
    assert!(page.body.contains(&format!("href=\"{attached}\"")), "{}", page.body);
    let file = visitor.get(attached).ok();
    assert_eq!(file.body.trim_end(), "c2sp.org/tlog-proof@v1");
    assert_eq!(file.headers["content-disposition"], "attachment; filename=\"receipt-4.tlog-proof\"");
    assert_eq!(visitor.get("/demo/mail/1.eml/attachment/other").status, 404);
}

fn a_spent_setup_link_says_where_to_get_another(app: &TestApp) {
    let visitor = app.anonymous();
    let spent = |page: Page| {
        assert_eq!(page.status, 410);
        let page = page.says("This link is no longer valid").says("Ask an admin for a new link");
        assert!(!page.text().contains("erased"), "{}", page.text());
    };
    spent(visitor.get("/staff/setup/no-such-token"));
    spent(visitor.post("/staff/setup/no-such-token", &[("password", "a-long-enough-one")]));
    spent(Visitor::new(&app.base).post("/staff/setup/no-such-token/finish", &[("kept", ""), ("code", "1")]));
}
