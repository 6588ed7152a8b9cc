//! Pairs of organisations that are one, and pairs that are two: what staff are shown as similar.
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail as tests do")]

use tilsagn::domain::organisation::{Category, Profile};
use tilsagn::domain::similarity::SimilarTo;
use tilsagn::domain::text::{Name, parse_optional};

#[derive(serde::Deserialize)]
struct Pair {
    alike: String,
    name: String,
    website: String,
    other_name: String,
    other_website: String,
    why: String,
}

fn pairs() -> Vec<Pair> {
    let mut reader = csv::Reader::from_path("tests/fixtures/similar-pairs.csv").unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

fn found(pair: &Pair) -> Vec<SimilarTo> {
    let likeness = |name: &str, website: &str| {
        Profile::new(Name::parse(name).unwrap(), Category::Multilateral, None)
            .unwrap()
            .with_website(parse_optional(website).unwrap())
            .likeness()
    };
    let (one, other) = (likeness(&pair.name, &pair.website), likeness(&pair.other_name, &pair.other_website));
    assert_eq!(one.to(&other), other.to(&one), "{} is like {} both ways", pair.name, pair.other_name);
    one.to(&other)
}

#[test]
fn planted_pairs_are_found_and_distinct_ones_are_not() {
    let (mut planted, mut distinct) = (0, 0);
    for pair in pairs() {
        let expected: &[SimilarTo] = match pair.alike.as_str() {
            "name" => &[SimilarTo::SameName],
            "domain" => &[SimilarTo::SameDomain],
            "both" => &[SimilarTo::SameDomain, SimilarTo::SameName],
            _ => &[],
        };
        assert_eq!(found(&pair), expected, "{} / {} ({})", pair.name, pair.other_name, pair.why);
        if expected.is_empty() { distinct += 1 } else { planted += 1 }
    }
    assert!(planted >= 30 && distinct >= 30, "{planted} planted, {distinct} distinct");
}
