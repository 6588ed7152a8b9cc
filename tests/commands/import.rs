//! Thea takes over lists that other people made.

use serde_json::json;
use tilsagn::app::log::seal;
use tilsagn::worker::numbering;

use super::site::Deployment;
use super::{Said, files, run};

const LETTER: &str = "JTEU 2026-4711";

/// A list as a spreadsheet of another country leaves it: marks before the header, capitals, and lines that are broken.
fn list(deployment: &Deployment) {
    let mut list =
        "\u{feff}Name, CATEGORY ,country,Remark\nForeningen Fyr,civil_society,DK,first\n".as_bytes().to_vec();
    list.extend(b"Two, commas,civil_society,DK,x\n");
    list.extend(b"K\xf8benhavns Havn,company,DK,x\n");
    list.extend("Ukendt Klub,club,DK,x\nUden Land,media,,x\nIntet Land,media,XX,x\n".as_bytes());
    list.extend("Kongeriget Prøve,state,DK,x\nForeningen Fyr,civil_society,DK,again\n".as_bytes());
    std::fs::write(deployment.path("list.csv"), list).unwrap();
}

fn import(deployment: &Deployment, more: &[&str]) -> Said {
    run(deployment, &[&["import", "signatories", "list.csv"], more].concat())
}

fn prepared() -> Deployment {
    let deployment = Deployment::on_sqlite();
    deployment.prepare();
    list(&deployment);
    deployment
}

#[test]
fn a_quotation_mark_that_is_not_closed_is_named_where_it_opens() {
    let deployment = prepared();
    let list =
        "name,category,country\nForeningen Fyr,media,DK\n\"Radio Kaj,media,DK\nForeningen Mole,media,DK\n";
    std::fs::write(deployment.path("list.csv"), list).unwrap();
    let text = import(&deployment, &["--dry-run"]).done().to_owned();
    assert!(text.contains("line 3: refused: line: A quotation mark is opened on this line"), "{text}");
    assert!(text.contains("1 accepted, 0 duplicates, 1 refused"), "{text}");
}

#[test]
fn lines_are_numbered_as_thea_s_editor_numbers_them() {
    let deployment = prepared();
    let list = "name,category,country\nForeningen Fyr,media,DK\n\nKlub,club,DK\nForeningen Fyr,Media,dk\n";
    std::fs::write(deployment.path("list.csv"), list.replace('\n', "\r\n")).unwrap();
    let text = import(&deployment, &["--dry-run"]).done();
    assert!(text.contains("line 4: refused: category"), "{text}");
    assert!(text.contains("line 5: duplicate: Foreningen Fyr is there as Foreningen Fyr (line 2)"), "{text}");
    let report = import(&deployment, &["--dry-run", "--json"]).json();
    let (refused, twin) = (&report["refused"][0], &report["duplicates"][0]);
    assert_eq!(json!([refused["line"], twin["line"], twin["twin_line"]]), json!([4, 5, 2]));
}

#[test]
fn thea_is_told_of_every_line_that_cannot_be_taken_in_and_the_rest_is() {
    let deployment = prepared();
    let dry = import(&deployment, &["--dry-run"]);
    let text = dry.done();
    for words in [
        "line 3: refused: line: The line has 5 cells and the header 4. Put quotation marks",
        "line 4: refused: line: The line is not UTF-8. Save the list as UTF-8",
        "line 5: refused: category: Write one of these: state, local_government,",
        "line 6: refused: country: Write the two letters of the country or territory, or name one",
        "line 7: refused: country: Write the two letters of the country or territory (ISO 3166)",
        "line 9: duplicate: Foreningen Fyr is there as Foreningen Fyr (line 2)",
        "columns not used: Remark",
        "2 accepted, 1 duplicate, 5 refused (nothing was changed)",
        "2 would wait for review",
    ] {
        assert!(text.contains(words), "{words:?} is not in: {text}");
    }
    assert!(deployment.rows()["organisations"].is_empty());

    let done = import(&deployment, &["--publish", "--letter", LETTER, "--json"]);
    let report = done.json();
    assert_eq!(done.code, Some(0), "{report}");
    let flags =
        ["accepted", "published", "in_review", "dry_run", "strict", "publish", "changed", "unused_columns"];
    let flags: Vec<_> = flags.iter().map(|flag| report[flag].clone()).collect();
    assert_eq!(json!(flags), json!([2, 1, 1, false, false, true, true, ["Remark"]]));
    let refused: Vec<_> =
        report["refused"].as_array().unwrap().iter().map(|row| (&row["line"], &row["reason"])).collect();
    assert_eq!(
        json!(refused),
        json!([
            [3, "wrong-cells"],
            [4, "not-utf8"],
            [5, "unknown-choice"],
            [6, "country-missing"],
            [7, "country-unknown"]
        ])
    );
    let messages = report["refused"].as_array().unwrap().iter().map(|row| row["message"].as_str().unwrap());
    assert!(messages.into_iter().all(|message| message.len() > 30), "{report}");
    assert_eq!(deployment.rows()["organisations"].len(), 2);
}

#[test]
fn thea_hears_how_far_the_one_has_come_that_is_there_already() {
    let deployment = prepared();
    import(&deployment, &[]).done();
    let text = import(&deployment, &[]).done();
    let words = "line 2: duplicate: Foreningen Fyr is there as Foreningen Fyr (in review, case 1)";
    assert!(text.contains(words) && text.contains("0 accepted, 3 duplicates"), "{text}");
    let report = import(&deployment, &["--json"]).json();
    let twin = &report["duplicates"][0];
    assert_eq!(
        json!([twin["twin_line"], twin["twin_state"], twin["twin_case"]]),
        json!([null, "in_review", 1])
    );
}

#[test]
fn thea_hears_that_states_wait_for_two_colleagues() {
    let deployment = prepared();
    let text = import(&deployment, &["--publish", "--letter", LETTER]).done();
    assert!(text.contains("1 are in the register"), "{text}");
    assert!(text.contains("1 wait for two colleagues, as states do"), "{text}");
}

#[test]
fn strictly_nothing_is_taken_in_and_thea_is_not_told_otherwise() {
    let deployment = prepared();
    let before = deployment.rows();
    let strict = import(&deployment, &["--strict"]);
    assert_eq!(strict.code, Some(1));
    assert!(strict.out.contains("0 accepted, 1 duplicate, 5 refused"), "{}", strict.out);
    assert!(strict.out.contains("nothing was taken in, because of --strict"), "{}", strict.out);
    let strict = import(&deployment, &["--strict", "--json"]);
    assert_eq!(
        (strict.json()["accepted"].clone(), strict.json()["changed"].clone()),
        (json!(0), json!(false))
    );
    assert_eq!(deployment.rows(), before);
}

#[test]
fn a_letter_without_reference_or_use_is_no_letter() {
    let deployment = prepared();
    for (flags, words) in [
        (&["--publish", "--letter", ""][..], "the reference under which the letter is filed"),
        (&["--publish", "--letter", "  "], "the reference under which the letter is filed"),
        (&["--letter", LETTER], "--publish"),
        (&["--publish"], "--letter"),
    ] {
        let said = import(&deployment, flags);
        assert_eq!(said.code, Some(2), "{flags:?}: {}", said.out);
        assert!(said.err.contains(words), "{flags:?}: {}", said.err);
    }
    assert!(deployment.rows()["organisations"].is_empty());
}

#[test]
fn a_header_that_cannot_be_read_is_told() {
    let deployment = prepared();
    for (header, words) in [
        (&b"name;category\n"[..], "with commas between the columns"),
        (b"Name,name,category\n", "stands twice"),
        (b"name,category,l\xe6nd\n", "the header is not UTF-8"),
    ] {
        std::fs::write(deployment.path("list.csv"), header).unwrap();
        import(&deployment, &[]).refused(&["list.csv", words]);
    }
}

/// A deployment's files by name, without what it said.
fn names(deployment: &Deployment) -> Vec<String> {
    let held = files(deployment.folder()).into_iter().map(|(name, _)| name);
    held.filter(|name| !name.ends_with("/log")).collect()
}

#[test]
fn a_register_that_is_refused_leaves_nothing_behind() {
    let old = prepared();
    import(&old, &["--publish", "--letter", LETTER]).done();
    old.with_app(async |app| {
        numbering::number(app).await.unwrap();
        seal::seal(app).await.unwrap();
    });
    let copy = old.path("copy").display().to_string();
    run(&old, &["export", &copy]).done();
    let new = Deployment::on_sqlite();
    run(&new, &["migrate", "--check"]);
    let before = names(&new);
    let take = |more: &[&str]| run(&new, &[&["import", "export", &copy], more].concat());
    // Both are of one host, and no key was handed over.
    take(&[]).refused(&["nothing is taken over", "--new-origin"]);
    take(&["--new-origin", "127.0.0.1/log"]).refused(&["choose another name"]);
    take(&["--new-origin", "no name"]).refused(&[]);
    let other = ["--new-origin", "127.0.0.1/log/2"];
    let path = old.path("copy/data/entries.ndjson");
    let good = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, good.replacen("Foreningen Fyr", "Foreningen Fup", 1)).unwrap();
    take(&other).refused(&["the export is not good"]);
    assert_eq!(names(&new), before, "something was made");
    std::fs::write(&path, good).unwrap();
    take(&other).done();
}
