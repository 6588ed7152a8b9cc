//! What the front page tells: the Call in a few lines, how to sign, who has signed by category, who did so last, and how
//! many cannot be named.

use tilsagn::domain::call::{CallState, Fingerprint};
use tilsagn::domain::ids::VersionId;
use tilsagn::domain::limits::REVIEW_DAYS;
use tilsagn::store;

use crate::nadia_stays_unnamed::Lacks;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::published::signatory;
use crate::support::visitor::{Page, unescaped};

stories!(
    it_tells_the_call_in_a_few_lines,
    it_tells_how_to_sign_and_leads_there_while_one_can,
    it_counts_by_category_and_each_count_leads_to_its_list,
    it_names_the_newest_first_and_only_who_may_be_named,
    it_says_how_many_at_least_cannot_be_named,
    it_counts_who_cannot_be_named_where_nobody_else_is,
);

const UNNAMED: &str = "cannot safely be named";

/// The section under a heading.
#[track_caller]
fn section(page: &Page, heading: &str) -> Page {
    let body = page.between(&format!("aria-labelledby=\"{heading}\">"), "</section>");
    Page { body, ..page.clone() }
}

/// What stands above all sections, on the dark band.
#[track_caller]
fn top(page: &Page) -> Page {
    Page { body: page.between("<section class=\"hero\">", "</section>"), ..page.clone() }
}

/// What is between two marks, as often as it is there.
fn each(page: &Page, before: &str, after: &str) -> Vec<Page> {
    let parts = page.body.split(before).skip(1).filter_map(|rest| rest.split_once(after));
    parts.map(|(part, _)| Page { body: part.to_owned(), ..page.clone() }).collect()
}

fn texts(parts: &[Page]) -> Vec<String> {
    parts.iter().map(Page::text).collect()
}

/// Whether something leads to an address.
fn leads(part: &Page, address: &str) -> bool {
    unescaped(&part.body).contains(&format!("href=\"{address}\""))
}

fn it_tells_the_call_in_a_few_lines(app: &TestApp) {
    app.publish_register();
    let visitor = app.anonymous();
    let front = visitor.get("/").ok().says("Version 2 of the Call").says("open for signing");
    let call = section(&front, "h-call").says("We who sign this Call are governments");
    let call = call.lacks("The same tools that let citizens").says("Read all 13 paragraphs");
    for (pillar, heading) in [
        ("pillar-democratic-space", "Safeguarding democratic space"),
        ("pillar-partnerships", "Partnerships that deliver"),
        ("pillar-defenders", "Strengthening civil society, media and defenders of democracy"),
    ] {
        assert!(call.body.contains(&format!("/call#{pillar}\">{heading}</a>")), "{}", call.body);
    }
    let print = Fingerprint::of(&visitor.get("/call/v2/en.md").ok().body);
    call.says(print.as_str());
    let danish = section(&visitor.get("/da").ok(), "h-call").says("Vi, der tilslutter os denne opfordring");
    assert!(danish.body.contains("/da/call#pillar-partnerships\">Partnerskaber"), "{}", danish.body);
    assert!(danish.body.contains("class=\"call\" lang=\"da\""), "{}", danish.body);
}

fn it_tells_how_to_sign_and_leads_there_while_one_can(app: &TestApp) {
    app.publish_register();
    let visitor = app.anonymous();
    let open = visitor.get("/").ok();
    let how = section(&open, "h-sign").says("It takes about ten minutes");
    let steps = texts(&each(&how, "<h3>", "</h3>"));
    assert_eq!(steps, ["Answer the questions", "Confirm by mail", "We check, then publish"]);
    let how = how.says(&format!("within {REVIEW_DAYS} days"));
    assert!(leads(&how, "/about") && leads(&top(&open), "/sign"), "{}", open.body);
    app.set_call_state(CallState::Closed);
    let closed = visitor.get("/").ok();
    section(&closed, "h-sign").says("The Call is closed for signing").lacks("ten minutes");
    app.set_call_state(CallState::Announced);
    let announced = visitor.get("/").ok();
    section(&announced, "h-sign").says("The Call is not open for signing yet");
    for page in [closed, announced] {
        assert!(!leads(&top(&page), "/sign"), "{}", page.body);
    }
}

fn it_counts_by_category_and_each_count_leads_to_its_list(app: &TestApp) {
    app.publish_register();
    let visitor = app.anonymous();
    let rows = |path: &str| each(&section(&visitor.get(path).ok(), "h-map"), "<th scope=\"row\">", "</tr>");
    let counted = |path: &str| -> Vec<Page> {
        let with_list = |row: &Page| row.body.contains("category=");
        rows(path).into_iter().filter(with_list).collect()
    };
    let english = counted("/");
    assert_eq!(
        texts(&english),
        [
            "Companies 48",
            "Civil society organisations 3",
            "Universities and research 3",
            "Media organisations 2",
            "States 1",
            "Local governments 1",
            "Multilateral organisations 1",
        ]
    );
    for row in english {
        let (list, text) = (unescaped(&row.between("href=\"", "\"")), row.text());
        let (_, count) = text.rsplit_once(' ').unwrap();
        visitor.get(&list).ok().says(&format!(" {count} result"));
    }
    assert_eq!(counted("/da")[0].text(), "Virksomheder 48");
    app.sql("UPDATE endorsements SET state = 'revoked' WHERE reference = 'REF-5'");
    let after = texts(&counted("/"));
    assert!(after.contains(&"Media organisations 1".to_owned()), "who left is not counted: {after:?}");
}

/// Whom the ledger names, in its order.
fn newest(app: &TestApp) -> Vec<i64> {
    let ledger = section(&app.anonymous().get("/").ok(), "h-new").says("Newest in the register");
    let number = |one: &Page| {
        let number: i64 = one.between("<bdi>", "</bdi>").parse().unwrap();
        assert!(leads(one, &format!("/signatories/org-{number}")), "{}", one.body);
        assert_eq!(one.text(), format!("{number} Example Organisation {number} Company · Germany"));
        number
    };
    each(&ledger, "<li>", "</li>").iter().map(number).collect()
}

fn it_names_the_newest_first_and_only_who_may_be_named(app: &TestApp) {
    app.publish_register();
    // The sixtieth cannot be named.
    assert_eq!(newest(app), [59, 58, 57, 56, 55, 54, 53, 52]);
    for (state, reference) in [("suspended", 58), ("withdrawn", 57), ("lapsed", 55), ("revoked", 54)] {
        app.sql(&format!("UPDATE endorsements SET state = '{state}' WHERE reference = 'REF-{reference}'"));
    }
    app.sql("UPDATE endorsements SET visibility = 'protected' WHERE reference = 'REF-51'");
    assert_eq!(newest(app), [59, 56, 53, 52, 50, 49, 48, 47]);
    app.write(|db, now| {
        signatory(db, 61, VersionId(2), now)?;
        store::register_state::bump(db)
    });
    app.settle();
    assert_eq!(newest(app), [61, 59, 56, 53, 52, 50, 49, 48]);
    let all = app.anonymous().get("/").ok().says("Browse all 55 signatories");
    assert!(leads(&section(&all, "h-new"), "/signatories"), "{}", all.body);
}

fn count_unnamed(app: &TestApp, count: i64) {
    app.write(move |db, _| store::register_state::set_unnamed(db, count));
    app.settle();
}

fn it_says_how_many_at_least_cannot_be_named(app: &TestApp) {
    app.publish_register();
    let visitor = app.anonymous();
    for (counted, told) in [(19, 15), (14, 10), (5, 5)] {
        count_unnamed(app, counted);
        for path in ["/", "/signatories", "/about"] {
            visitor.get(path).ok().says(&format!("And at least {told} that {UNNAMED}."));
        }
        let danish = visitor.get("/da").ok();
        danish.says(&format!("Og mindst {told}, som det ikke er sikkert at nævne ved navn."));
    }
    count_unnamed(app, 4);
    for path in ["/", "/signatories"] {
        visitor.get(path).ok().lacks(UNNAMED);
    }
    visitor.get("/about").ok().lacks("And at least");
}

fn it_counts_who_cannot_be_named_where_nobody_else_is(app: &TestApp) {
    app.publish_call();
    count_unnamed(app, 7);
    let front = app.anonymous().get("/").ok().says("Nobody has been published in the register yet");
    section(&front, "h-new").says(&format!("And at least 5 that {UNNAMED}."));
    assert!(leads(&section(&front, "h-new"), "/sign"), "{}", front.body);
}
