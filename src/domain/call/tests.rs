//! The Call as a whole: its states, how texts are read and refused, and the demo's own four texts.

use super::source::{read, write};
use super::*;

const GOOD: &str = "# Title\n\nBefore.\n\n## Pillar {#pillar-a}\n\nOne. {#p-one}\n";

fn refused(text: &str) -> String {
    CallText::parse(text).unwrap_err().to_string()
}

fn demo(version: &str) -> Vec<Text> {
    let folder = format!("{}/src/cli/demo/call/{version}", env!("CARGO_MANIFEST_DIR"));
    let file = |language: &str| {
        let name = format!("{language}.md");
        let content = std::fs::read_to_string(format!("{folder}/{name}")).unwrap();
        SourceFile { name, content }
    };
    read(&[file("da"), file("en")]).unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn the_call_goes_one_way_and_may_reopen() {
    let moves: Vec<String> = pairs(CallState::ALL)
        .filter(|(from, to)| from.may_become(*to))
        .map(|(from, to)| format!("{from}>{to}"))
        .collect();
    assert_eq!(moves, ["announced>open", "open>closed", "closed>open", "closed>archived"]);
}

#[test]
fn a_version_is_proposed_before_it_is_published() {
    let moves: Vec<String> = pairs(VersionState::ALL)
        .filter(|(from, to)| from.may_become(*to))
        .map(|(from, to)| format!("{from}>{to}"))
        .collect();
    assert_eq!(moves, ["draft>proposed", "proposed>draft", "proposed>published"]);
}

fn pairs<T: Copy>(all: &[T]) -> impl Iterator<Item = (T, T)> {
    all.iter().flat_map(move |from| all.iter().map(move |to| (*from, *to)))
}

#[test]
fn a_text_becomes_a_document_with_numbers() {
    let text = CallText::parse(
        "# The *Call*\n\nBefore,\nin two lines.\n\n## 1. First {#pillar-first}\nOne:\n- a\n- b {#p-one}\n\nTwo: {#p-two}\n\n1. x\n\n2. y\n\n  and more\n\n> Quoted. {#p-three}\n\n## Second {#pillar-second}\n\nFour. {#p-four}\n\n***\n\nAfter.\n\n- z\n",
    )
    .unwrap();
    assert_eq!(text.title, "The Call");
    assert_eq!(text.preamble[0].html, "<p>Before, in two lines.</p>");
    assert_eq!(text.pillars[0].heading, "1. First");
    let told: Vec<String> =
        text.paragraphs().map(|p| format!("{} {} {:?}", p.number, p.id, p.block.plain)).collect();
    assert_eq!(
        told,
        [
            "1 p-one \"One:\\na\\nb\"",
            "2 p-two \"Two:\\nx\\ny\\n\\nand more\"",
            "3 p-three \"Quoted.\"",
            "4 p-four \"Four.\""
        ]
    );
    assert_eq!(text.closing.len(), 1, "a list belongs to the block above it");
}

#[test]
fn a_missing_repeated_or_wrong_id_is_named_with_its_line() {
    insta::assert_snapshot!(
        refused("# T\n\nBefore {#p-x}\n\n## A\n\nNo id.\n\nOne. {#p-one}\n\nAgain. {#p-one}\n\n{#p-mid} Text.\n\nA. {#p-a}\nB. {#p-b}\n\nBad. {#P_bad}\n\n## B {#p-wrong}\n\n{#p-empty}\n"),
        @r"
    line 3: id-not-allowed (p-x)
    line 5: id-missing (pillar-)
    line 7: id-missing (p-)
    line 11: id-repeated (p-one)
    line 13: id-misplaced
    line 13: id-missing (p-)
    line 16: id-misplaced
    line 18: id-malformed (P_bad)
    line 20: id-malformed (p-wrong)
    line 22: paragraph-empty (p-empty)
    "
    );
}

#[test]
fn a_text_without_its_parts_is_refused() {
    for (text, fault, line) in [
        ("", TextFault::EmptyText, 1),
        (" \n\n", TextFault::EmptyText, 1),
        ("Words.\n\n## A {#pillar-a}\n\nOne. {#p-one}", TextFault::TitleMissing, 1),
        ("# T\n\nWords.", TextFault::PillarMissing, 0),
        ("# T\n\n## A {#pillar-a}\n\n## B {#pillar-b}\n\nOne. {#p-one}", TextFault::PillarEmpty, 3),
        ("# T\n\n## {#pillar-a}\n\nOne. {#p-one}", TextFault::HeadingEmpty, 3),
        (&format!("{GOOD}\n# Again"), TextFault::TitleRepeated, 9),
        (&format!("{GOOD}\n### Third level"), TextFault::Heading, 9),
        (&format!("{GOOD}\n***\n\n## B {{#pillar-b}}"), TextFault::PillarAfterClosing, 11),
        (&format!("{GOOD}\n***\n\nEnd.\n\n***"), TextFault::ClosingRepeated, 13),
        (&GOOD.replace("Before.", &"x".repeat(crate::domain::limits::CALL_TEXT)), TextFault::TooLong, 0),
    ] {
        let problems = CallText::parse(text).unwrap_err().0;
        assert_eq!((problems[0].fault, problems[0].line), (fault, line), "{problems:?}");
        assert_eq!(problems.len(), 1, "one cause, one problem: {problems:?}");
    }
}

#[test]
fn joiners_and_selectors_stay_where_they_are_read() {
    for words in ["می\u{200c}خواهم", "ශ්\u{200d}රී", "❤\u{fe0f}"] {
        assert!(CallText::parse(&GOOD.replace("Before.", words)).is_ok(), "{words}");
    }
}

#[test]
fn what_cannot_be_shown_as_written_is_refused() {
    for (words, fault) in [
        ("<script>alert(1)</script>", TextFault::Html),
        ("One <b>two</b>.", TextFault::Html),
        ("<!-- signed, never seen -->", TextFault::Html),
        ("![x](https://example.org/x.png)", TextFault::Image),
        ("[x](javascript:alert(1))", TextFault::Link),
        ("[//]: # (signed, never seen)", TextFault::Link),
        ("```\ncode\n```", TextFault::CodeBlock),
        ("Heading\n===", TextFault::Heading),
        ("- - -", TextFault::Rule),
        ("One\r", TextFault::ForbiddenCharacter),
        ("One \u{202E}eno", TextFault::ForbiddenCharacter),
        ("One&#x200b;two", TextFault::ForbiddenCharacter),
        ("One\u{200F} two", TextFault::ForbiddenCharacter),
        ("One\u{3164}two", TextFault::ForbiddenCharacter),
        ("One\u{FE0F}", TextFault::ForbiddenCharacter),
        ("One\u{200D}two", TextFault::ForbiddenCharacter),
        ("One\u{2028}two", TextFault::ForbiddenCharacter),
        ("One \u{FFFD}", TextFault::ForbiddenCharacter),
    ] {
        let problems = CallText::parse(&GOOD.replace("Before.", words)).unwrap_err().0;
        assert_eq!((problems[0].fault, problems[0].line), (fault, 3), "{problems:?}");
    }
}

#[test]
fn files_are_read_with_their_front_matter_and_written_the_same() {
    let file = |name: &str, content: String| SourceFile { name: name.into(), content };
    let files = [
        file("da.md", format!("---\nauthority: official\n---\n{GOOD}")),
        file("en.md", format!("---\nauthority: authentic\n---\n{GOOD}")),
    ];
    let texts = read(&files).unwrap();
    assert_eq!(texts[0].language, "en", "the authentic text comes first");
    assert_eq!(texts[0].markdown, GOOD, "the front matter is no part of the text");
    assert_eq!(texts[0].fingerprint(), Fingerprint::of(GOOD));
    assert_eq!((texts[0].follows.clone(), texts[1].follows.clone()), (None, Some(Fingerprint::of(GOOD))));
    assert!(!texts[1].is_stale(&texts[0].fingerprint()) && texts[1].is_stale(&Fingerprint::of("newer")));
    assert_eq!(read(&write(&texts)).unwrap(), texts);
}

#[test]
fn files_that_do_not_fit_are_named() {
    let file = |name: &str, front: &str, text: &str| SourceFile {
        name: name.into(),
        content: format!("{front}{text}"),
    };
    let authentic = "---\nauthority: authentic\n---\n";
    let official = "---\nauthority: official\n---\n";
    let said = |files: &[SourceFile]| read(files).unwrap_err().to_string();
    insta::assert_snapshot!(
        said(&[
            file("README.md", official, GOOD), file("EN.md", authentic, GOOD), file("da.md", "", GOOD),
            file("fr.md", "---\nauthority: official\n", GOOD), file("es.md", "---\nauthority: good\nauthor: X\n---\n", GOOD),
            file("de.md", official, "# T\n\n## A\n"), file("sv.md", "---\r\nauthority: official\r\n", GOOD),
        ]),
        @r"
    EN.md: file-name (EN.md)
    README.md: file-name (README.md)
    da.md: line 1: front-matter-missing
    de.md: line 6: id-missing (pillar-)
    es.md: line 2: front-matter-value (authority)
    es.md: line 3: front-matter-key (author)
    fr.md: line 1: front-matter-unclosed
    sv.md: line 1: forbidden-character (U+000D)
    "
    );
    assert!(said(&[file("en.md", official, GOOD)]).starts_with("authentic-missing"));
    assert!(said(&[]).starts_with("authentic-missing"));
    insta::assert_snapshot!(
        said(&[file("en.md", authentic, GOOD), file("da.md", authentic, GOOD), file("fr.md", official, &GOOD.replace("p-one", "p-un"))]),
        @r"
    en.md: authentic-repeated
    fr.md: translation-lacks (p-one)
    fr.md: line 10: translation-adds (p-un)
    "
    );
}

#[test]
fn the_demo_s_texts_stand_in_both_languages() {
    for (version, count) in [("v1", 12), ("v2", 13)] {
        let texts = demo(version);
        let weights: Vec<_> = texts.iter().map(|text| (text.language.as_str(), text.authority)).collect();
        assert_eq!(weights, [("en", Authority::Authentic), ("da", Authority::Official)]);
        for text in &texts {
            let document = text.parse().unwrap();
            assert_eq!((document.pillars.len(), document.paragraphs().count()), (3, count));
            assert_eq!((document.preamble.len(), document.closing.len()), (3, 2));
        }
    }
}

#[test]
fn the_demo_s_second_version_changes_the_same_in_both_languages() {
    let (old, new) = (demo("v1"), demo("v2"));
    let mut told = Vec::new();
    for (old, new) in old.iter().zip(&new) {
        let comparison = compare(&old.parse().unwrap(), &new.parse().unwrap());
        assert_eq!(comparison.preamble.change, Change::Changed);
        assert_eq!(
            (comparison.title.change, comparison.closing.change),
            (Change::Unchanged, Change::Unchanged)
        );
        let paragraphs = comparison.pillars.iter().flat_map(|pillar| &pillar.paragraphs);
        let changed = paragraphs.filter(|paragraph| paragraph.change != Change::Unchanged);
        told.push(
            changed
                .map(|p| format!("{} {} {:?}>{:?}", p.id, p.change, p.old_number, p.new_number))
                .collect::<Vec<_>>(),
        );
    }
    assert_eq!(told[0], told[1]);
    assert_eq!(
        told[0],
        [
            "p-surveillance changed Some(2)>Some(2)",
            "p-rights-assessment moved Some(7)>Some(4)",
            "p-synthetic-content added None>Some(6)",
            "p-research changed Some(9)>Some(10)",
            "p-follow-up changed Some(12)>Some(13)",
        ]
    );
}

#[test]
fn a_text_cut_or_stirred_is_read_or_refused_but_never_a_crash() {
    let whole = &demo("v2")[1].markdown;
    for at in (0..whole.len()).step_by(61).filter(|at| whole.is_char_boundary(*at)) {
        let (head, tail) = whole.split_at(at);
        let _ = CallText::parse(head);
        if let Ok(text) = CallText::parse(&format!("{tail}{head}")) {
            assert!(text.paragraphs().count() > 0);
        }
    }
}

#[test]
fn a_fingerprint_never_changes() {
    let text =
        Text { language: "en".into(), authority: Authority::Authentic, markdown: GOOD.into(), follows: None };
    assert_eq!(
        text.fingerprint().as_str(),
        "a7013db86dc6f77802ca7934dba28fb28b311d525c5d940876e9879e2b2e5d09",
        "signatures refer to it"
    );
}
