//! Search, orders, pages and cursors.

use super::*;

#[test]
fn a_reader_searches_in_any_script() {
    let snapshot = Snapshot::build(source(small(), Vec::new()));
    assert_eq!(names(&snapshot, "q=النخلة"), ["معهد النخلة الرقمي"]);
    assert_eq!(names(&snapshot, "q=研究"), ["竹林开放研究所"]);
    assert_eq!(names(&snapshot, "q=TÆNK"), ["Bodil Tænketank"]);
    assert_eq!(names(&snapshot, "q=aalborg"), ["Ålborg Bylaug"]);
    assert_eq!(names(&snapshot, "q=ålborg+presse"), [""; 0]);
}

#[test]
fn the_best_fit_comes_first_unless_an_order_is_asked() {
    let snapshot = Snapshot::build(source(
        vec![
            signatory(1, "Lygte", Category::Media, "DK"),
            signatory(2, "Lygte Nord", Category::Media, "DK"),
            signatory(3, "Den Gamle Lygte", Category::Media, "DK"),
        ],
        Vec::new(),
    ));
    assert_eq!(names(&snapshot, "q=lygte"), ["Lygte", "Lygte Nord", "Den Gamle Lygte"]);
    assert_eq!(names(&snapshot, "q=lygte&sort=newest"), ["Den Gamle Lygte", "Lygte Nord", "Lygte"]);
}

#[test]
fn names_are_ordered_as_each_language_does() {
    let snapshot = Snapshot::build(source(small(), Vec::new()));
    let order = |locale| {
        let results =
            snapshot.find(&ask(Scope::Signatories, "sort=name&region=europe"), &View { locale, ..view() });
        results.places.iter().map(|&place| snapshot.signatory(place).number).collect::<Vec<_>>()
    };
    assert_eq!(order(Locale::English), [3, 1, 6, 2]);
    assert_eq!(order(Locale::Danish), [6, 2, 1, 3], "Å and Aa come last");
    assert_eq!(names(&snapshot, "sort=oldest").first(), Some(&"Ålborg Bylaug"));
    assert_eq!(names(&snapshot, "").first(), Some(&"Bodil Tænketank"));
    let by_country = names(&snapshot, "sort=country");
    assert_eq!((by_country[0], by_country[5]), ("竹林开放研究所", "Aarhus Lyttepost"));
}

#[test]
fn pages_and_cursors_show_everything_once() {
    let snapshot = varied(230);
    for (scope, text) in [
        (Scope::Signatories, "sort=name"),
        (Scope::Signatories, "q=lygte"),
        (Scope::Commitments, "kind=action"),
    ] {
        let query = ask(scope, text);
        let small = View { page_size: 7, ..view() };
        let first = snapshot.find(&query, &small);
        let mut seen = Vec::new();
        for page in 1..=first.pages {
            seen.extend(snapshot.find(&query.on_page(page), &small).places);
        }
        assert!(snapshot.find(&query.on_page(first.pages + 1), &small).places.is_empty());
        assert!(snapshot.find(&query.on_page(u32::MAX), &small).places.is_empty());
        // A search comes in the order of its fit here and there; everything else, there, as it was published.
        if !text.starts_with("q=") {
            seen.sort_unstable();
        }
        let mut sliced = Vec::new();
        let mut cursor = Cursor { after: None, limit: 7 };
        loop {
            let slice = snapshot.slice(&query, &cursor, &view()).unwrap();
            assert_eq!(slice.total, first.total);
            sliced.extend(slice.places);
            let Some(next) = slice.next else { break };
            cursor.after = Some(next);
        }
        assert_eq!(seen.len(), first.total as usize, "{text}");
        assert_eq!(seen, sliced, "{text}");
    }
}

#[test]
fn a_cursor_that_nobody_gave_is_refused() {
    let snapshot = varied(5);
    let read = |name: &str, value: &str| Cursor::from_pairs(&[(name.to_owned(), value.to_owned())]);
    assert!(read("limit", "0").is_err() && read("limit", "501").is_err());
    assert_eq!(read("limit", "500").unwrap().limit, 500);
    for (scope, after) in [(Scope::Signatories, "x"), (Scope::Commitments, "12"), (Scope::Commitments, "x-y")]
    {
        assert!(snapshot.slice(&Query::new(scope), &read("after", after).unwrap(), &view()).is_err());
    }
    let gone =
        snapshot.slice(&Query::new(Scope::Signatories), &read("after", "999").unwrap(), &view()).unwrap();
    assert_eq!((gone.places.len(), gone.next), (0, None));
}
