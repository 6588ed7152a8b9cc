//! Tests of the view: every component renders in every language, nothing is inline.

use std::collections::BTreeMap;

use chrono_tz::Europe::Copenhagen;
use serde_json::json;

use super::map::{Drawing, World, step};
use super::seal::{Legend, seal};
use super::*;
use crate::domain::locale::Locale;
use crate::domain::{Flaw, Problems};
use crate::packed::Coding;

mod mails;
mod worded;
mod words;

const SAMPLE: &str = include_str!("sample.html");

fn site() -> Site {
    Site {
        title: "Technology for Democracy".into(),
        ministry: "Ministry of Foreign Affairs of Example".into(),
        contact: "help@ministry.example".into(),
        base_url: "https://call.example".into(),
        accessibility: "/accessibility".into(),
        words: Default::default(),
    }
}

fn map(region: Option<&str>) -> String {
    let counts = BTreeMap::from([("DK".to_owned(), 38), ("KE".to_owned(), 4), ("MT".to_owned(), 1)]);
    World::shared().unwrap().draw(&Drawing {
        counts: &counts,
        region,
        link: &|code| format!("/signatories?country={code}&sort=name"),
        title: &|code, count| format!("{code}: {count}"),
    })
}

fn sample(locale: Locale) -> String {
    let templates = Templates::with(|| Copenhagen, &[("sample.html", SAMPLE)]).unwrap();
    let messages = Messages::shared().unwrap();
    let mut problems = Problems::default();
    problems.add("email", Flaw::EmailTooLong);
    problems.add("due", Flaw::DayMalformed);
    problems.add("category", Flaw::Missing);
    let frame = Frame {
        locale,
        path: "/signatories?page=2",
        site: &site(),
        notices: &[Notice::new("Demo", Locale::English)],
        as_of: None,
        still: None,
    };
    let context = json!({
        "problems": mistakes(&messages, locale, &problems),
        "values": { "email": "a\"<b>@example.org", "country": "KE", "paragraph": ["p-2"], "due_day": "31" },
        "pages": Pages::new(5, 12, |page| format!("?page={page}")),
        "map": map(Some("europe")),
        "seal": seal(&[7; 32], Legend { figure: "412", lines: ["signatories", "in 67 countries"] }),
        "before": [{"kind": "same", "text": "Nordlys "}, {"kind": "removed", "text": "A/S"}],
        "after": [{"kind": "same", "text": "Nordlys "}, {"kind": "added", "text": "ASA"}],
        "both": [{"kind": "same", "text": "Nordlys "}, {"kind": "removed", "text": "A/S"}, {"kind": "added", "text": "ASA"}],
    });
    templates.page("sample.html", &frame, &context).unwrap()
}

#[test]
fn every_component_renders_in_every_language() {
    for locale in Locale::ALL {
        let page = sample(*locale);
        show(&format!("{locale}.html"), &page);
        assert!(!page.contains('⟦'), "a message is missing in {locale}");
        assert!(!page.contains(" style="), "inline style");
        assert!(!page.contains("<script"), "inline script");
        assert!(page.contains(&format!("<html lang=\"{locale}\" dir=\"{}\">", locale.direction())));
        assert!(page.contains("value=\"a&quot;&lt;b&gt;@example.org\""), "kept and escaped");
        assert!(page.contains("<option value=\"KE\" selected>"));
        assert!(page.contains("id=\"paragraph-2\" name=\"paragraph\" value=\"p-2\" checked"));
        assert!(page.contains("<a href=\"#category\">"));
        assert!(page.contains("id=\"category\""));
        assert!(page.contains("aria-describedby=\"email-hint email-error\""));
        assert!(!page.contains("&lt;span"), "a component was escaped twice");
    }
}

/// For looking at: with `VIEW_SAMPLE=folder`, writes the page and the files that it asks for into a folder
/// that any web server can show.
fn show(name: &str, page: &str) {
    let Ok(folder) = std::env::var("VIEW_SAMPLE") else { return };
    let folder = std::path::Path::new(&folder);
    let assets = Assets::shared();
    std::fs::create_dir_all(folder.join("static")).unwrap();
    for plain in ["site.css", "staff.css", "icon.svg", "stix-two-text-latin.woff2", "naskh-arabic.woff2"] {
        let address = assets.address(plain).unwrap();
        let asset = assets.find(address.trim_start_matches("/static/")).unwrap();
        std::fs::write(folder.join(&address[1..]), asset.plain()).unwrap();
    }
    std::fs::write(folder.join(name), page).unwrap();
}

#[test]
fn a_page_names_its_siblings_and_where_it_is() {
    let page = sample(Locale::Danish);
    assert!(page.contains("hreflang=\"en\" href=\"https://call.example/signatories?page=2\""));
    assert!(page.contains("hreflang=\"da\" href=\"https://call.example/da/signatories?page=2\""));
    assert!(page.contains("<a href=\"/da/signatories\" aria-current=\"true\">Registret</a>"));
    assert!(page.contains("<title>Fejl: Sample – Technology for Democracy</title>"));
    assert!(page.contains("href=\"/da?q=%C3%A5+b\""));
    assert!(page.contains(">18. november 2026 kl. 14.05 CET</time>"));
    assert!(page.contains("1.284"));
    let page = sample(Locale::English);
    assert!(page.contains(">18 November 2026, 14:05 CET</time>"));
    assert!(page.contains("1,284"));
    assert!(page.contains("254 characters"));
}

#[test]
fn error_pages_say_what_to_do_next() {
    let templates = Templates::new(|| Copenhagen).unwrap();
    for locale in Locale::ALL {
        for status in [400, 401, 403, 404, 405, 408, 409, 410, 413, 418, 429, 500, 503] {
            let frame =
                Frame { locale: *locale, path: "/", site: &site(), notices: &[], as_of: None, still: None };
            let context = json!({ "status": status, "reason": "", "reference": "r-1" });
            let page = templates.page("page/error.html", &frame, &context).unwrap();
            assert!(!page.contains('⟦') && page.contains("r-1"), "{locale} {status}");
            show(&format!("error-{locale}.html"), &page);
        }
    }
}

#[test]
fn staff_account_and_mail_layouts_render() {
    let extra = [
        (
            "s.html",
            "{% extends 'staff/layout.html' %}{% block title %}Q{% endblock %}{% block main %}<h1>Queue</h1>{% endblock %}",
        ),
        ("a.html", "{% extends 'account/layout.html' %}{% block title %}Q{% endblock %}"),
        (
            "m.html",
            "{% extends 'mail/layout.html' %}{% block heading %}Hej{% endblock %}{% block main %}{% <mail.text> %}Ø & <x>{% </mail.text> %}{{ <mail.button label='Confirm' to='https://call.example/confirm/x' /> }}{% endblock %}",
        ),
        (
            "m.txt",
            "{% extends 'mail/layout.txt' %}{% block heading %}Hej{% endblock %}{% block main %}{{ who }}{% endblock %}",
        ),
    ];
    let templates = Templates::with(|| Copenhagen, &extra).unwrap();
    let frame = Frame {
        locale: Locale::English,
        path: "/staff/queue",
        site: &site(),
        notices: &[],
        as_of: None,
        still: None,
    };
    let menu = json!({ "menu": [{"to": "/staff/queue", "label": "Queue", "current": true}], "who": "Ann", "sign_out": "/staff/sign-out" });
    let staff = templates.page("s.html", &frame, &menu).unwrap();
    show("staff.html", &staff);
    assert!(
        staff.contains("<body class=\"staff\">")
            && staff.contains("<a href=\"/staff/queue\" aria-current=\"page\">Queue</a>")
    );
    assert!(staff.contains("action=\"/staff/sign-out\"") && !staff.contains("rel=\"alternate\""));
    assert!(templates.page("a.html", &frame, &json!({})).unwrap().contains("noindex"));
    let values = json!({ "site": site(), "who": "R&D \u{202E}x" });
    let html = templates.render("m.html", Locale::Danish, &values).unwrap();
    show("mail.html", &html);
    assert!(html.contains("Technology for Democracy") && !html.contains('⟦'));
    let text = templates.render("m.txt", Locale::Danish, &values).unwrap();
    assert!(text.contains("R&D") && !text.contains('\u{2068}'), "plain text has no marks");
}

#[test]
fn a_template_that_misses_a_value_is_an_error_of_ours() {
    let templates = Templates::with(|| Copenhagen, &[("x.html", "{{ nothing }}")]).unwrap();
    assert!(templates.render("x.html", Locale::English, &json!({})).is_err());
    assert!(templates.render("no.html", Locale::English, &json!({})).is_err());
}

#[test]
fn a_link_stands_only_where_the_message_has_it() {
    let extra = [
        ("x.html", "{{ rich(id='form-privacy', to='/privacy') }}"),
        ("y.html", "{{ rich(id='error-reference', to='/privacy', reference='[a] <b>') }}"),
        ("z.html", "{{ rich(id='form-privacy', to='//elsewhere.example') }}"),
    ];
    let templates = Templates::with(|| Copenhagen, &extra).unwrap();
    let render = |name| templates.render(name, Locale::English, &json!({}));
    assert_eq!(
        render("x.html").unwrap(),
        "The <a href=\"/privacy\">privacy page</a> says how we use what you enter."
    );
    assert!(render("y.html").unwrap().ends_with("[a] &lt;b&gt;"));
    assert!(render("z.html").is_err());
}

#[test]
fn files_are_named_after_their_content_and_ready_packed() {
    let assets = Assets::shared();
    let address = assets.address("site.css").unwrap();
    assert!(address.starts_with("/static/site.") && address.ends_with(".css"));
    let css = assets.find(address.trim_start_matches("/static/")).unwrap();
    assert_eq!(css.content_type, "text/css; charset=utf-8");
    let packed = |coding| css.encoded(coding).unwrap();
    assert!(packed(Coding::Brotli).1.len() < packed(Coding::Gzip).1.len());
    let text = String::from_utf8(css.plain().to_vec()).unwrap();
    assert!(text.contains(&format!("url({})", assets.address("naskh-arabic.woff2").unwrap())));
    let font = assets.address("stix-two-text-latin.woff2").unwrap().trim_start_matches("/static/");
    assert!(assets.find(font).unwrap().encoded(Coding::Brotli).unwrap().0 == Coding::Identity);
    assert!(assets.address("licences/OFL-STIX-Two-Text.txt").is_some());
    assert!(assets.address("world.json").is_none());
    assert!(assets.find("site.css").is_none(), "only with its hash");
}

#[test]
fn style_sheets_are_light_and_turn_with_the_script() {
    for (name, limit) in [("site.css", 20_480), ("staff.css", 9_216)] {
        let css = embedded::StaticFiles::get(name).unwrap().data;
        let text = String::from_utf8(css.into_owned()).unwrap();
        assert!(text.len() <= limit, "{name}: {} bytes", text.len());
        for physical in [
            "margin-left",
            "margin-right",
            "padding-left",
            "padding-right",
            "text-align:left",
            "text-align:right",
            "float:left",
            "float:right",
        ] {
            assert!(!text.contains(physical), "{name}: {physical}");
        }
    }
}

#[test]
fn the_map_links_countries_with_signatories() {
    let world = map(None);
    assert!(world.contains("viewBox=\"-12 -4 2024 946\"") && world.contains("class=\"map\""));
    let link = "<a href=\"/signatories?country=DK&amp;sort=name\" tabindex=\"-1\"><title>DK: 38</title><path class=\"q5\"";
    assert!(world.contains(link));
    assert!(world.contains("<title>MT: 1</title><circle class=\"q1\""), "a small state is a dot");
    assert!(world.contains("aria-hidden=\"true\"") && !world.contains("style="));
    assert_eq!(world.matches("<circle").count(), 1, "no dot without a signatory");
    assert!(map(Some("europe")).contains("class=\"map zoom\" viewBox=\"796 35 395 222\""));
    assert_eq!(map(Some("atlantis")), world);
    assert_eq!([0, 1, 2, 3, 5, 6, 10, 11, 20, 21, 500].map(step), [0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
}

#[test]
fn the_same_hash_draws_the_same_seal() {
    let legend = Legend { figure: "412", lines: ["signatories & more", ""] };
    let one = seal(&[7; 32], legend);
    assert_eq!(one, seal(&[7; 32], legend));
    assert_ne!(one, seal(&[8; 32], legend));
    assert!(one.contains("aria-label=\"412 signatories &amp; more\"") && !one.contains("style="));
    assert_eq!(one.matches("<use").count(), 16);
}

#[test]
fn pages_are_left_out_in_the_middle() {
    let pages = Pages::new(6, 12, |page| page.to_string());
    let shown: Vec<_> = pages.links.iter().map(|link| (link.number, link.gap)).collect();
    let wanted = [(1, false), (4, true), (5, false), (6, false), (7, false), (8, false), (12, true)];
    assert_eq!(shown, wanted);
    assert_eq!((pages.previous.as_str(), pages.next.as_str()), ("5", "7"));
    let nothing = Pages::new(9, 0, |page| page.to_string());
    assert_eq!((nothing.current, nothing.beyond, pages.beyond), (1, Some(9), None));
}

#[test]
fn who_hides_is_told_that_nothing_is_shown_where_that_is_so() {
    let templates = Templates::with(|| Copenhagen, &[]).unwrap();
    let frame =
        Frame { locale: Locale::English, path: "", site: &site(), notices: &[], as_of: None, still: None };
    let page = |gone| templates.page("page/hide/hidden.html", &frame, &json!({ "gone": gone })).unwrap();
    assert!(page(true).contains("Nothing of it is shown any more"));
    assert!(page(false).contains("being made anew without it") && !page(false).contains("any more"));
}
