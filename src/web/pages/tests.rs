//! Tests of the small parts that pages are put together from; whole pages are read in `tests/stories`.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::paragraphs::Paragraphs;
use super::speech::Speech;
use super::world::{countries, most};
use crate::domain::Moment;
use crate::domain::currency::{Currency, Money};
use crate::domain::locale::Locale;
use crate::register::{CallCard, TextCard, VersionCard};
use crate::view::dates;

fn speech(locale: Locale) -> Speech {
    Speech::of(locale).unwrap()
}

#[test]
fn money_is_written_as_the_language_has_it() {
    let money = |minor, code: &str, locale| {
        speech(locale).money(minor, Currency::parse(code).unwrap()).unwrap().replace('\u{a0}', " ")
    };
    assert_eq!(money(125_000_000, "DKK", Locale::English), "DKK 1,250,000");
    assert_eq!(money(125_000_050, "DKK", Locale::Danish), "DKK 1.250.000,50");
    assert_eq!(money(5, "KWD", Locale::English), "KWD 0.005");
    assert_eq!(money(5_000, "JPY", Locale::English), "JPY 5,000");
    assert!(speech(Locale::English).money(i128::MAX, Currency::parse("EUR").unwrap()).is_err());
}

#[test]
fn money_in_a_form_is_read_again_as_it_stands() {
    let typed = |minor, code: &str, locale| {
        let money = Money { minor, currency: Currency::parse(code).unwrap() };
        let typed = dates::typed_amount(money, locale);
        assert_eq!(Money::parse(&typed, money.currency), Ok(money), "{typed}");
        typed
    };
    assert_eq!(typed(125_000_050, "DKK", Locale::Danish), "1250000,50");
    assert_eq!(typed(125_000_050, "DKK", Locale::English), "1250000.50");
    assert_eq!(typed(125_000_000, "DKK", Locale::Danish), "1250000");
    assert_eq!(typed(1_250, "KWD", Locale::Danish), "1,250");
}

#[test]
fn languages_are_named_in_the_readers_language() {
    let named = |tag: &str, locale| {
        let language = speech(locale).language(tag);
        (language.name, language.dir)
    };
    assert_eq!(named("da", Locale::English), ("Danish".to_owned(), "ltr"));
    assert_eq!(named("ar", Locale::Danish), ("arabisk".to_owned(), "rtl"));
    assert_eq!(named("kl", Locale::English), ("kl".to_owned(), "ltr"));
}

#[test]
fn countries_come_largest_first_and_link_to_themselves() {
    let counts = BTreeMap::from([("DK".to_owned(), 2), ("KE".to_owned(), 7), ("SE".to_owned(), 0)]);
    let world =
        countries(&speech(Locale::Danish), &counts, None, &|code| format!("/x?country={code}")).unwrap();
    let rows: Vec<_> = world.rows.iter().map(|row| (row.label.as_str(), row.value)).collect();
    assert_eq!(rows, [("Kenya", 7), ("Danmark", 2)]);
    assert_eq!(most(&world.rows), 7);
    assert!(world.map.contains("<title>Kenya: 7</title>"));
}

#[test]
fn a_paragraph_is_cited_by_the_newest_version_that_has_it() {
    let version = |number, markdown: &str| VersionCard {
        number,
        published_at: Moment::from_millis(0),
        change_kind: "initial".to_owned(),
        texts: vec![TextCard {
            follows: None,
            language: "en".to_owned(),
            authority: "authentic".to_owned(),
            sha256: String::new(),
            title: "T".to_owned(),
            markdown: Arc::from(markdown),
        }],
    };
    let old = "# T\n\n## A {#pillar-a}\n\nOne is gone. {#p-one}\n\nTwo. {#p-two}\n";
    let new = "# T\n\n## A {#pillar-a}\n\nTwo is a long paragraph with more than eight words. {#p-two}\n";
    let call = CallCard { state: Some("open".to_owned()), versions: vec![version(1, old), version(2, new)] };
    let paragraphs = Paragraphs::of(&call, &speech(Locale::Danish)).unwrap();
    assert_eq!(paragraphs.label("p-one"), "v1 §1 One is gone.");
    assert_eq!(paragraphs.label("p-two"), "§1 Two is a long paragraph with more than\u{a0}…");
    assert_eq!(paragraphs.label("p-never"), "p-never");
    let named = paragraphs.named(&["p-two".to_owned(), "p-one".to_owned(), "p-never".to_owned()]);
    let links: Vec<_> = named.iter().map(|one| one.href.as_str()).collect();
    assert_eq!(links, ["/da/call#p-two", "/da/call/v1#p-one"]);
}
