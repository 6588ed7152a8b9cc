//! Pairs of organisations that are one, and pairs that are two: whom staff are told of, asked as `app/case/twins.rs` does.
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail as tests do")]

use tilsagn::domain::email::Email;
use tilsagn::domain::host::RegistrableDomain;
use tilsagn::domain::identifier::Identifiers;
use tilsagn::domain::kinship::{Kin, TOLD, keys};
use tilsagn::domain::organisation::Category;
use tilsagn::domain::similarity::Likeness;
use tilsagn::domain::text::{Name, parse_optional};

#[derive(serde::Deserialize)]
struct Pair {
    /// The reasons that staff read, the strongest first, or `no`.
    expected: String,
    name: String,
    website: String,
    mailbox: String,
    other_name: String,
    other_website: String,
    other_mailbox: String,
    why: String,
}

fn pairs() -> Vec<Pair> {
    let mut reader = csv::Reader::from_path("tests/fixtures/similar-pairs.csv").unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

/// Nothing of where they are and what they do tells the two apart.
fn kin(name: &str, website: &str, mailbox: &str) -> Kin {
    let name = Name::parse(name).unwrap();
    let domain = Likeness::of(&name, parse_optional(website).unwrap().as_ref()).domain;
    let domain = domain.as_ref().map(RegistrableDomain::as_str);
    let said = Kin::new((&name, &[]), domain, &Identifiers::default(), (Category::Multilateral, None));
    said.with_mailboxes(parse_optional::<Email>(mailbox).unwrap().as_slice())
}

/// Why staff are told of one at the other; `no` where it is not found, or found and not alike enough.
fn told(one: &Kin, other: &Kin) -> String {
    let how = one.resembles(other);
    if keys(one).is_disjoint(&keys(other)) || how.score < TOLD {
        return "no".to_owned();
    }
    how.why.iter().map(|why| why.code()).collect::<Vec<&str>>().join(" ")
}

#[test]
fn planted_pairs_are_told_of_and_distinct_ones_are_not() {
    let (mut planted, mut distinct) = (0, 0);
    for pair in pairs() {
        let one = kin(&pair.name, &pair.website, &pair.mailbox);
        let other = kin(&pair.other_name, &pair.other_website, &pair.other_mailbox);
        let what = format!("{} / {} ({})", pair.name, pair.other_name, pair.why);
        assert_eq!(told(&one, &other), pair.expected, "{what}");
        assert_eq!(told(&other, &one), pair.expected, "{what}, the other way round");
        if pair.expected == "no" { distinct += 1 } else { planted += 1 }
    }
    assert!(planted >= 30 && distinct >= 30, "{planted} planted, {distinct} distinct");
}
