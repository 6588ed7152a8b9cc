//! Totals and the counts beside filters.

use super::*;

#[test]
fn each_filter_counts_as_if_it_were_not_chosen_itself() {
    let snapshot = Snapshot::build(source(small(), vec![commitment(1, 2, &["p1", "p10", "p2"])]));
    let results = snapshot.find(&ask(Scope::Signatories, "category=media&country=DK&country=FR"), &view());
    assert_eq!(results.total, 1);
    assert_eq!(
        counts(&results, Group::Category),
        [("local_government", 1), ("civil_society", 1), ("media", 1)]
    );
    assert_eq!(counts(&results, Group::Country), [("DK", 1), ("SE", 1)]);
    assert_eq!(counts(&results, Group::Paragraph), [("p1", 1), ("p2", 1), ("p10", 1)]);
    let countries = results.facets.iter().find(|facet| facet.group == Group::Country).unwrap();
    let france = countries.counts.iter().find(|count| count.code == "FR").unwrap();
    assert!(france.selected && france.count == 0, "a chosen value stays to be taken away");
}

/// The values of an item in a group, read from the cards alone.
fn values(snapshot: &Snapshot, group: Group, scope: Scope, place: u32) -> Vec<String> {
    let owner = if scope == Scope::Commitments { snapshot.signatory_of(place) } else { place };
    let card = snapshot.signatory(owner);
    let paragraphs = |place: u32| snapshot.commitment(place).paragraphs.clone();
    match group {
        Group::Category => vec![card.category.code().to_owned()],
        Group::Country => card.country.iter().map(|code| code.as_str().to_owned()).collect(),
        Group::Region => card.region.iter().map(|region| region.code().to_owned()).collect(),
        Group::Version => vec![card.signed_version.to_string()],
        Group::Assurance => vec![card.level().code().to_owned()],
        Group::Paragraph if scope == Scope::Commitments => paragraphs(place),
        Group::Paragraph => {
            snapshot.commitments_of(owner).iter().flat_map(|&place| paragraphs(place)).collect()
        }
        Group::Status => vec![snapshot.status(place, today()).code().to_owned()],
        Group::Kind => vec![snapshot.commitment(place).kind.code().to_owned()],
        Group::Due => vec![snapshot.commitment(place).due.format("%Y").to_string()],
    }
}

#[test]
fn totals_and_counts_equal_those_of_a_plain_count() {
    let snapshot = varied(400);
    let questions = [
        (Scope::Signatories, ""),
        (Scope::Signatories, "category=media&category=state"),
        (Scope::Signatories, "country=DK&version=2&assurance=domain_control&assurance=none"),
        (Scope::Signatories, "q=lygte+nord&paragraph=p2&region=europe"),
        (Scope::Signatories, "paragraph=p1&paragraph=p9&country=FR&country=KE"),
        (Scope::Commitments, ""),
        (Scope::Commitments, "status=overdue&status=dropped&kind=offer"),
        (Scope::Commitments, "due=2026&country=SE&category=company&category=media&paragraph=p3"),
        (Scope::Commitments, "q=promise+1&kind=funding&due=2028"),
    ];
    for (scope, text) in questions {
        let query = ask(scope, text);
        let results = snapshot.find(&query, &View { page_size: 10_000, ..view() });
        let all: Vec<u32> = match scope {
            Scope::Signatories => snapshot.listed_signatories().map(|(place, _)| place).collect(),
            Scope::Commitments => snapshot.listed_commitments().map(|(place, _)| place).collect(),
        };
        let fits = |place: u32, but: Option<Group>| {
            let key = match scope {
                Scope::Signatories => &snapshot.signatory(place).search_key,
                Scope::Commitments => &snapshot.commitment(place).search_key,
            };
            fold(&query.q).split(' ').all(|word| key.contains(word))
                && scope.groups().iter().filter(|&&group| Some(group) != but).all(|&group| {
                    let chosen = query.chosen(group);
                    let own = values(&snapshot, group, scope, place);
                    chosen.is_empty() || own.iter().any(|value| chosen.contains(value))
                })
        };
        let expected: Vec<u32> = all.iter().copied().filter(|&place| fits(place, None)).collect();
        let mut found = results.places.clone();
        found.sort_unstable();
        assert_eq!(found, expected, "{text}");
        assert_eq!(results.total as usize, expected.len());
        assert_eq!(results.facets.iter().map(|facet| facet.group).collect::<Vec<_>>(), scope.groups());
        for facet in &results.facets {
            for count in &facet.counts {
                let having = |&&place: &&u32| {
                    fits(place, Some(facet.group))
                        && values(&snapshot, facet.group, scope, place).contains(&count.code)
                };
                let expected = all.iter().filter(having).count();
                assert_eq!(count.count as usize, expected, "{text}: {} {}", facet.group, count.code);
            }
        }
    }
}

#[test]
fn promised_money_counts_until_it_is_dropped() {
    let mut entries: Vec<_> = (1..=4).map(|id| commitment(id, 1, &[])).collect();
    for (entry, code) in entries.iter_mut().zip(["DKK", "DKK", "EUR", "EUR"]) {
        change(entry, |card| {
            card.kind = Kind::Funding;
            card.stage = Some(Stage::Announced);
            card.amount = Some(Money { minor: 100, currency: Currency::parse(code).unwrap() });
        });
    }
    let on = day("2026-11-20");
    let given_up =
        UpdateCard { on, claim: Claim::Dropped, value: None, text: String::new(), evidence: Vec::new() };
    change(&mut entries[3], |card| card.updates.push(given_up));
    let totals = Snapshot::build(source(small(), entries)).totals(today());
    let sums: Vec<_> = totals.funding.iter().map(|sum| (sum.currency.code(), sum.minor)).collect();
    assert_eq!(sums, [("DKK", 200), ("EUR", 100)]);
    assert_eq!(totals.by_status.get(&Status::Dropped), Some(&1));
    assert_eq!(totals.commitments, 4);
}
