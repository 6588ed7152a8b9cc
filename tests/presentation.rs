//! Holds what pages are made of: no sentence outside the message files, the same messages in every
//! language, nothing that the content security policy would refuse, styles that turn with the script's
//! direction, and their weight.
//!
//! Reads templates, styles and messages as text; pages as they are served are the browser tests' part.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test ends at the first surprise")]

#[path = "support/files.rs"]
mod files;
#[path = "support/markup.rs"]
mod markup;

use markup::Piece;
use std::collections::{BTreeMap, BTreeSet};

/// Words that are the same in every language, and letters that stand for themselves.
const WORDS: &[&str] = &[
    "Tilsagn", "EUPL", "CC0", "API", "JSON", "CSV", "NDJSON", "OpenAPI", "Atom", "ETag", "SHA", "TOTP",
    "URL", "UTC", "DNS", "TXT", "v",
];
/// Attributes that people read or hear.
const SPOKEN: &[&str] = &["alt", "title", "placeholder", "aria-label", "aria-description", "label", "data-l"];

/// Bytes that a stylesheet may weigh, uncompressed; the visual direction sets them.
const STYLE_LIMITS: &[(&str, usize)] = &[("static/site.css", 20 * 1024), ("static/staff.css", 9 * 1024)];
/// Bytes that all scripts together may weigh, as the visual direction sets them.
const SCRIPT_LIMIT: usize = 10 * 1024;

#[test]
fn templates_hold_no_sentences_and_nothing_inline() {
    let mut complaints = Vec::new();
    for path in files::under(&files::root().join("templates"), &["html", "xml", "txt"]) {
        let (name, source) = (files::name(&path), files::read(&path));
        complaints.extend(judge_template(&name, &source));
    }
    files::no_complaints("the rules of templates", complaints);
}

#[test]
fn every_language_has_the_same_messages() {
    let locales = files::root().join("locales");
    let mut by_language: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let mut complaints = Vec::new();
    for path in files::under(&locales, &["ftl"]) {
        let inside = path.strip_prefix(&locales).expect("below locales");
        let language = inside.iter().next().expect("a folder").to_string_lossy().into_owned();
        let file = inside.iter().skip(1).map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        for (line, id) in messages(&files::read(&path)) {
            if !seen.insert((language.clone(), id.clone())) {
                complaints.push(format!("{}:{line}: {id} is there twice", files::name(&path)));
            }
            by_language.entry(language.clone()).or_default().insert(format!("{file}: {id}"));
        }
    }
    let all: BTreeSet<String> = by_language.values().flatten().cloned().collect();
    for (language, known) in &by_language {
        complaints.extend(all.difference(known).map(|id| format!("locales/{language} lacks {id}")));
    }
    files::no_complaints("the languages", complaints);
}

#[test]
fn templates_ask_for_messages_that_exist() {
    let root = files::root();
    let english = files::under(&root.join("locales/en"), &["ftl"]);
    let known: BTreeSet<String> =
        english.iter().flat_map(|path| messages(&files::read(path))).map(|(_, id)| id).collect();
    let mut complaints = Vec::new();
    for path in files::under(&root.join("templates"), &["html", "xml", "txt"]) {
        for piece in markup::pieces(&files::read(&path)) {
            let Piece::Code(line, code) = piece else { continue };
            let unknown = asked_for(&code).into_iter().filter(|id| !known.contains(id));
            complaints.extend(unknown.map(|id| format!("{}:{line}: no message {id}", files::name(&path))));
        }
    }
    files::no_complaints("the messages in locales/en", complaints);
}

#[test]
fn acts_and_mails_have_words_for_staff() {
    let root = files::root();
    let english = files::under(&root.join("locales/en"), &["ftl"]);
    let known: BTreeSet<String> =
        english.iter().flat_map(|path| messages(&files::read(path))).map(|(_, id)| id).collect();
    let mails = files::under(&root.join("templates/mail"), &["txt"]).into_iter();
    let mails = mails.filter(|path| path.ends_with("subject.txt")).filter_map(|path| {
        let folder = path.parent().and_then(|folder| folder.file_name())?;
        Some(format!("staff-letter-{}", folder.to_string_lossy().replace('_', "-")))
    });
    let acts =
        ["src/app", "src/cli"].into_iter().flat_map(|folder| files::under(&root.join(folder), &["rs"]));
    let acts = acts.flat_map(|path| acts_in(&files::read(&path)));
    let acts = acts.map(|act| format!("case-act-{}", act.replace(['.', '_'], "-")));
    let wanted: BTreeSet<String> = mails.chain(acts).collect();
    assert!(wanted.len() > 60, "{wanted:?}");
    let missing = wanted.difference(&known).map(|id| format!("no message {id}"));
    files::no_complaints("the words for the history of a Case and the audit trail", missing.collect());
}

/// The names of acts in `audit("noun.verb", …)`.
fn acts_in(source: &str) -> Vec<String> {
    let after = source.split("audit(").skip(1);
    after
        .filter_map(|rest| {
            let (act, _) = rest.trim_start().strip_prefix('"')?.split_once('"')?;
            act.contains('.').then(|| act.to_owned())
        })
        .collect()
}

#[test]
fn styles_know_no_left_and_right_and_are_light() {
    let root = files::root();
    let mut complaints = Vec::new();
    for path in files::under(&root.join("static"), &["css"]) {
        let (name, source) = (files::name(&path), files::read(&path));
        let limit = STYLE_LIMITS.iter().find(|(file, _)| *file == name).map(|(_, limit)| *limit);
        if limit.is_some_and(|limit| source.len() > limit) {
            complaints.push(format!("{name}: {} bytes; the limit is {}", source.len(), limit.unwrap_or(0)));
        }
        complaints.extend(judge_style(&name, &source));
    }
    let scripts = files::under(&root.join("static"), &["js", "mjs"]);
    let weight: usize = scripts.iter().map(|path| files::read(path).len()).sum();
    if weight > SCRIPT_LIMIT {
        complaints.push(format!("static: {weight} bytes of scripts; the limit is {SCRIPT_LIMIT}"));
    }
    files::no_complaints("the rules of styles", complaints);
}

fn judge_template(name: &str, source: &str) -> Vec<String> {
    let plain = name.ends_with(".txt");
    // Mail programs know no stylesheets.
    let mail = name.starts_with("templates/mail/") || name.ends_with("/mail.html");
    let pieces = if plain { markup::text_pieces(source) } else { markup::pieces(source) };
    let mut complaints = Vec::new();
    for piece in pieces {
        let (line, what) = match piece {
            Piece::Text(line, text) => (line, foreign(&text).map(|word| format!("text “{word}…”"))),
            Piece::Literal(line, text) => {
                let sentence = text.contains(' ') && text.starts_with(char::is_uppercase);
                (line, sentence.then(|| format!("text “{text}”")))
            }
            Piece::Tag(line, tag, attributes) => {
                complaints.extend(attributes.iter().filter_map(|(key, value)| {
                    let spoken = SPOKEN.contains(&key.as_str()) && foreign(value).is_some();
                    spoken.then(|| format!("{name}:{line}: {key}=\"{value}\" belongs into the message files"))
                }));
                let inline = inline(&tag, &attributes).filter(|_| !mail);
                complaints.extend(inline.map(|what| format!("{name}:{line}: {what}: the policy refuses it")));
                continue;
            }
            Piece::Code(..) => continue,
        };
        complaints.extend(what.map(|what| format!("{name}:{line}: {what} belongs into the message files")));
    }
    complaints
}

/// The first word of a text that is not the same in every language.
fn foreign(text: &str) -> Option<String> {
    let mut bare = String::new();
    // Entities such as &nbsp; are no words.
    for (at, part) in text.split('&').enumerate() {
        let entity = part
            .find(';')
            .filter(|end| at > 0 && part[..*end].chars().all(|one| one.is_alphanumeric() || one == '#'));
        bare.push_str(entity.map_or(part, |end| &part[end + 1..]));
        bare.push(' ');
    }
    let mut words =
        bare.split(|one: char| !one.is_alphanumeric()).filter(|word| word.chars().any(char::is_alphabetic));
    words.find(|word| !WORDS.contains(word)).map(str::to_owned)
}

/// What the content security policy would refuse.
fn inline(tag: &str, attributes: &[(String, String)]) -> Option<String> {
    let has = |key: &str| attributes.iter().any(|(one, _)| one == key);
    if tag == "style" || (tag == "script" && !has("src")) {
        return Some(format!("inline <{tag}>"));
    }
    let event = attributes.iter().find(|(key, _)| key.starts_with("on") || key == "style");
    event.map(|(key, _)| format!("inline {key}="))
}

/// The ids that `t(id="…")` and its kin ask for, where they are written out.
fn asked_for(code: &str) -> Vec<String> {
    let calls = ["t(id=", "plain(id="].into_iter().flat_map(|call| {
        code.match_indices(call)
            .filter(|(at, _)| !code[..*at].ends_with(|one: char| one.is_alphanumeric() || one == '_'))
            .map(|(at, _)| &code[at + call.len()..])
            .collect::<Vec<_>>()
    });
    calls
        .filter_map(|rest| {
            let quote = rest.chars().next().filter(|one| matches!(one, '"' | '\''))?;
            let (id, after) = rest[1..].split_once(quote)?;
            // Ids that are put together (`"a-" ~ b`) are not seen here.
            (!after.trim_start().starts_with(['~', '+'])).then(|| id.to_owned())
        })
        .collect()
}

/// The ids of a message file with their lines; an attribute is `message.attribute`.
fn messages(source: &str) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut current = String::new();
    for (at, line) in source.lines().enumerate() {
        let Some((left, _)) = line.split_once('=') else { continue };
        let id = left.trim();
        let is_id = |id: &str| {
            id.starts_with(|one: char| one.is_ascii_alphabetic() || one == '-')
                && id.chars().all(|one| one.is_ascii_alphanumeric() || one == '-' || one == '_')
        };
        if left.starts_with(' ') {
            let attribute = id.strip_prefix('.').filter(|id| is_id(id));
            found.extend(attribute.map(|attribute| (at + 1, format!("{current}.{attribute}"))));
        } else if is_id(id) {
            current = id.to_owned();
            found.push((at + 1, current.clone()));
        }
    }
    found
}

fn judge_style(name: &str, source: &str) -> Vec<String> {
    let mut bare = String::new();
    let mut rest = source;
    while let Some((before, after)) = rest.split_once("/*") {
        bare.push_str(before);
        let (comment, behind) = after.split_once("*/").unwrap_or((after, ""));
        bare.extend(comment.chars().filter(|one| *one == '\n'));
        rest = behind;
    }
    bare.push_str(rest);
    let mut complaints = Vec::new();
    let mut line = 1;
    for declaration in bare.split_inclusive(['{', '}', ';']) {
        let start = line
            + declaration.chars().take_while(|one| one.is_whitespace()).filter(|one| *one == '\n').count();
        line += declaration.matches('\n').count();
        // A selector ends in `{`; only what is declared has a direction.
        let Some((property, value)) = declaration.trim_end_matches([';', '}']).split_once(':') else {
            continue;
        };
        if declaration.ends_with('{') {
            continue;
        }
        let property = property.trim().to_ascii_lowercase();
        let sided =
            !property.starts_with("--") && property.split('-').any(|part| part == "left" || part == "right");
        let turned = matches!(property.as_str(), "text-align" | "float" | "clear")
            && value.split_whitespace().any(|word| word == "left" || word == "right");
        if sided || turned {
            complaints.push(format!(
                "{name}:{start}: {property}: {}: say start and end (inline), so that it turns with the script",
                value.trim()
            ));
        }
    }
    complaints
}

mod the_judge {
    use super::{asked_for, judge_style, judge_template, messages};

    #[test]
    fn finds_sentences_and_inline_parts_in_templates() {
        let good = "{# A comment -#}\n<!doctype html><p class=\"a b\">{{ t(id=\"x\") }} · {{ n }}&nbsp;% v{{ n }} Tilsagn</p>\n\
            <a href='/call'{% if a > 2 and b == \"a>b\" %} aria-current=\"true\"{% endif %} title=\"{{ t(id='y') }}\">§</a>\
            {{ <ui.button label={t(id=\"z\")} class=\"big red\" /> }}{% block c %} class=\"a\"{% endblock %}<script src=\"/a.js\"></script>";
        assert_eq!(judge_template("templates/page/a.html", good), [""; 0]);
        for bad in [
            "<p>Sign the Call</p>",
            "<p>{{ a }} and {{ b }}</p>",
            "{% block name %} aria-label=\"Two words\"{% endblock %}",
            "<img alt='A map'>",
            "<input placeholder=Name>",
            "{{ <ui.button label=\"Sign the Call\" /> }}",
            "<p style='color:red'>",
            "<style>p{}</style>",
            "<script>go()</script>",
            "<button\n  onclick=\"go()\">",
        ] {
            let found = judge_template("templates/page/a.html", bad);
            assert_eq!(found.len(), 1, "{bad}: {found:?}");
        }
        assert_eq!(judge_template("templates/mail/a/body.html", "<p style='margin:0'>{{ a }}</p>"), [""; 0]);
        assert_eq!(judge_template("templates/mail/a/body.txt", "{{ a }}\n\nDear {{ b }},").len(), 1);
        let line = judge_template("templates/page/a.html", "<p>\n\n{# a\nb #}<b>Word</b></p>");
        assert_eq!(line, ["templates/page/a.html:4: text “Word…” belongs into the message files"]);
    }

    #[test]
    fn finds_sides_in_styles() {
        let good = "a:hover{margin-inline:1px;inset-inline-start:0;text-align:start} /* left: 0 */ :root{--left:1px}\n\
            .left > .right:not(.a){border-block-end:1px} @media (min-width:48rem){a{float:inline-end}}";
        assert_eq!(judge_style("a.css", good), [""; 0]);
        let bad =
            "a{\n  margin-left:1px;\n  text-align: right }\nb{left:0;float:left;border-right-color:red}";
        let found = judge_style("a.css", bad);
        assert_eq!(found.len(), 5, "{found:?}");
        assert!(found[0].starts_with("a.css:2: margin-left: 1px: say start"), "{}", found[0]);
    }

    #[test]
    fn reads_ids_of_messages_and_what_asks_for_them() {
        let source = "# comment = x\nsign-start = Sign\n    .title = Now\nlong =\n    { $n ->\n        [one] a = b\n       *[other] c\n    }\n-brand = Tilsagn\n";
        let ids: Vec<String> = messages(source).into_iter().map(|(_, id)| id).collect();
        assert_eq!(ids, ["sign-start", "sign-start.title", "long", "-brand"]);
        let code = "{{ t(id=\"a-b\", n=1) }}{{ plain(id='c') }}{{ t(id=\"x-\" ~ y) }}{{ get(id=\"no\") }}{{ t(id=z) }}";
        assert_eq!(asked_for(code), ["a-b", "c"]);
    }
}
