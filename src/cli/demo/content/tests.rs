//! Holds the invented content to its promises.

use super::*;
use crate::domain::commitment::Kind;
use crate::domain::country::Country;
use crate::domain::host::RegistrableDomain;
use crate::domain::kinship::Kin;
use crate::domain::organisation::Category;
use crate::domain::permit::Role;
use crate::domain::search_key::fold;
use crate::domain::similarity::SimilarTo;
use crate::domain::slug;
use std::collections::{BTreeMap, BTreeSet, HashSet};

fn some(many: u64) -> impl Iterator<Item = DemoOrganisation> {
    (0..many).map(|place| organisation(place).unwrap_or_else(|flaw| panic!("{place}: {flaw}")))
}

fn name(organisation: &DemoOrganisation) -> &str {
    organisation.profile.name.as_str()
}

#[test]
fn the_first_thousand_are_the_same_in_every_run() {
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    for organisation in some(1_000) {
        for byte in format!("{organisation:?}").bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
        }
    }
    assert_eq!(format!("{hash:016x}"), "476603f06201b6d4");
    assert_eq!(organisation(777), organisation(777));
}

#[test]
fn twenty_thousand_are_distinct_and_nobody_exists() {
    let invented = distinct(20_000);
    let mut real = 0;
    for file in std::fs::read_dir("tests/fixtures").unwrap() {
        let path = file.unwrap().path();
        let list = path.file_name().unwrap().to_string_lossy().into_owned();
        if !(list == "organisations.csv" || list.starts_with("signatories-")) {
            continue;
        }
        let mut reader = csv::Reader::from_path(&path).unwrap();
        let headers = reader.headers().unwrap().clone();
        for record in reader.records() {
            let record = record.unwrap();
            for (header, cell) in headers.iter().zip(&record) {
                if header.starts_with("name") && !cell.is_empty() {
                    assert!(!invented.contains(&fold(cell)), "{cell}");
                    real += 1;
                }
            }
        }
    }
    assert!(real > 6_000, "{real} real names");
}

#[test]
#[ignore = "takes minutes without optimisation; run after a change to tongues"]
fn all_names_slugs_and_domains_are_distinct() {
    distinct(MOST);
}

/// Gives the folded names.
fn distinct(many: u64) -> HashSet<String> {
    let (mut names, mut slugs, mut domains) = (HashSet::new(), HashSet::new(), HashSet::new());
    for organisation in some(many) {
        let name = name(&organisation);
        assert!(names.insert(fold(name)), "{name}");
        assert!(slugs.insert(slug::candidate(&organisation.profile.name, 1)), "{name}");
        assert!(domains.insert(organisation.representative.email.domain().as_str().to_owned()), "{name}");
    }
    names
}

#[test]
fn websites_and_mailboxes_can_never_be_registered() {
    for organisation in some(2_000) {
        let mailbox = organisation.representative.email.domain().clone();
        assert!(mailbox.as_str().ends_with(".example"), "{mailbox:?}");
        match &organisation.profile.website {
            Some(website) => assert_eq!(website.host(), &mailbox),
            None => assert_eq!(organisation.assurance, Level::Mailbox),
        }
    }
}

#[test]
fn a_register_of_this_kind_looks_like_this() {
    let organisations: Vec<_> = some(10_060).skip(60).collect();
    let mut shares: BTreeMap<&str, usize> = BTreeMap::new();
    let mut countries = BTreeSet::new();
    for organisation in &organisations {
        *shares.entry(organisation.profile.category.code()).or_default() += 1;
        countries.extend(organisation.profile.country);
    }
    assert_eq!(shares["state"], 100);
    assert_eq!(shares["civil_society"], 3_560);
    assert!(countries.len() >= 90, "{} countries", countries.len());
    let promised = organisations.iter().filter(|one| !one.commitments.is_empty()).count();
    assert!((4_500..6_000).contains(&promised), "{promised} with commitments");
    let published = organisations.iter().filter(|one| one.fate == Fate::Published).count();
    assert!(published > 9_500, "{published} published");
    for script in [
        'А'..='я',
        'Α'..='ω',
        'ა'..='ჰ',
        'ا'..='ي',
        'א'..='ת',
        'अ'..='ह',
        'あ'..='ヶ',
        '一'..='鿿',
        '가'..='힣',
    ] {
        assert!(organisations.iter().any(|one| name(one).chars().any(|c| script.contains(&c))), "{script:?}");
    }
}

#[test]
fn what_is_said_fits_who_says_it() {
    for organisation in some(5_000) {
        let (signed, name) = (organisation.signed_days_ago, name(&organisation));
        assert!((0..FIRST_VERSION_DAYS_AGO).contains(&signed), "{name}");
        assert_eq!(organisation.version == 1, signed >= SECOND_VERSION_DAYS_AGO, "{name}");
        assert_eq!(organisation.profile.category == Category::State, name.ends_with("(invented)"), "{name}");
        if let Fate::Withdrawn { days_ago } | Fate::Suspended { days_ago } = organisation.fate {
            assert!((1..signed).contains(&days_ago), "{name}");
        }
        let mut titles = BTreeSet::new();
        for commitment in &organisation.commitments {
            assert!(titles.insert(commitment.title.clone()), "{name}");
            assert!(commitment.start_in_days < commitment.due_in_days, "{name}");
            assert!(commitment.due_in_days > -signed, "{name}");
            assert_eq!(commitment.kind == Kind::Funding, commitment.funding.is_some(), "{name}");
            assert!(commitment.recipients.is_none() || commitment.funding.is_some(), "{name}");
            let own = organisation.profile.website.as_ref().map_or("nowhere", |website| website.as_str());
            assert!(commitment.evidence.urls().iter().all(|link| link.starts_with(own)), "{name}");
            let action = commitment.action.as_str();
            assert!(!action.contains('{') && !commitment.title.as_str().contains('{'), "{action}");
        }
        let description = organisation.profile.description.as_ref().map_or("", |text| text.as_str());
        assert!(!description.contains('{'), "{description}");
    }
}

#[test]
fn every_pattern_is_used_and_cites_the_call() {
    let call = include_str!("../call/v2/en.md");
    for promise in promises::PROMISES {
        assert!(Category::ALL.iter().any(|category| promise.fits(*category)), "{}", promise.title);
        for id in promise.paragraphs.split(' ') {
            assert!(call.contains(&format!("{{#{id}}}")), "{id}");
        }
    }
    for first in first::FIRST {
        for (place, _) in first.promises {
            let promise = &promises::PROMISES[*place];
            assert!(promise.fits(first.category), "{}: {}", first.name, promise.title);
        }
    }
    let titles: BTreeSet<String> =
        some(5_000).flat_map(|one| one.commitments).map(|one| one.title.as_str().to_owned()).collect();
    assert!(titles.len() >= promises::PROMISES.len());
}

/// As staff are told of doubles.
fn kin(one: &DemoOrganisation) -> Kin {
    let profile = &one.profile;
    let domain = profile.likeness().domain;
    let place = (profile.category, profile.country.map(Country::code));
    let names = (&profile.name, profile.names.as_slice());
    Kin::new(names, domain.as_ref().map(RegistrableDomain::as_str), &profile.identifiers, place)
}

#[test]
fn the_queue_holds_the_cases_that_moderators_meet() {
    let cases = queue().unwrap();
    assert_eq!(cases.len(), 13);
    let signed: Vec<&DemoOrganisation> = cases
        .iter()
        .filter_map(|case| match &case.subject {
            Subject::Signature(organisation) => Some(&**organisation),
            _ => None,
        })
        .collect();
    let known: Vec<Kin> = some(2_000).map(|one| kin(&one)).collect();
    let alike = |one: &DemoOrganisation| -> BTreeSet<&str> {
        let own = kin(one);
        known.iter().flat_map(|other| own.resembles(other).why).map(SimilarTo::code).collect()
    };
    let found: Vec<_> =
        signed.iter().map(|one| (name(one), alike(one))).filter(|(_, how)| !how.is_empty()).collect();
    assert_eq!(
        found,
        [
            ("Skærnholm Havn", BTreeSet::from(["same-domain"])),
            ("Municipality of Amb\u{435}rfirth", BTreeSet::from(["same-name"])),
        ]
    );
}

#[test]
fn staff_are_enough_for_four_eyes() {
    let staff = staff().unwrap();
    let many = |role| staff.iter().filter(|one| one.roles.contains(&role)).count();
    assert_eq!((staff.len(), many(Role::Admin), many(Role::Moderator)), (6, 2, 2));
    assert!(staff.iter().all(|one| one.email.as_str().ends_with("@ministry.example")));
}

#[test]
fn every_case_of_the_past_is_over() {
    let (known, cases) = (some(60).map(|one| fold(name(&one))).collect::<HashSet<_>>(), past().unwrap());
    assert_eq!(cases.len(), 9);
    for case in cases {
        assert!(case.turns.iter().all(|(days, _)| *days < case.opened_days_ago), "{case:?}");
        assert!(case.turns.is_sorted_by_key(|(days, _)| *days), "{case:?}");
        if let Subject::Signature(organisation) = &case.subject {
            assert!(!known.contains(&fold(name(organisation))), "{case:?}");
        }
    }
    let latest = PUBLISHED.iter().flat_map(|turns| turns.iter()).map(|(days, _)| *days).max();
    assert!(latest < Some(*SIGNED_DAYS_AGO.start()), "published before the demo begins");
    assert_eq!(FEWEST, 60, "the docs say so");
}
