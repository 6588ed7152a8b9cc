//! Markdown to HTML that is safe to put on a page, and to plain text.
//!
//! Only paragraphs, lists, quotations, links, emphasis and inline code come out. Must not be bypassed:
//! no other code turns Markdown into HTML.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html::push_html};

/// The elements that come out.
const ELEMENTS: [&str; 10] = ["p", "ul", "ol", "li", "blockquote", "a", "em", "strong", "code", "br"];
/// Where links may lead. Relative addresses may not: a text has to mean the same wherever it is read.
const SCHEMES: [&str; 3] = ["https", "http", "mailto"];

static SANITIZER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(ELEMENTS))
        .generic_attributes(HashSet::new())
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"])), ("ol", HashSet::from(["start"]))]))
        .url_schemes(HashSet::from(SCHEMES))
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("nofollow noopener"));
    builder
});

/// Safe HTML of a Markdown text (CommonMark).
///
/// Raw HTML comes out as visible text, an image as its description, a heading as a bold paragraph,
/// a code block as a paragraph; where a source line ends is of no account.
pub fn html(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len() + markdown.len() / 4);
    push_html(&mut out, Parser::new_ext(markdown, Options::empty()).flat_map(tame));
    SANITIZER.clean(&out).to_string().trim_end().to_owned()
}

/// The words of a Markdown text without its marks, blocks parted by an empty line, items of lists by
/// a line end.
pub fn plain(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    for event in Parser::new_ext(markdown, Options::empty()).flat_map(tame) {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::HardBreak => out.push('\n'),
            Event::Start(Tag::Item) => start_line(&mut out, "\n"),
            Event::Start(Tag::Paragraph) if !out.ends_with('\n') => start_line(&mut out, "\n\n"),
            _ => {}
        }
    }
    out.trim_end().to_owned()
}

/// What a Markdown text holds that the Call may not, since a page would not show it as written.
pub fn unsupported(markdown: &str) -> Option<Unsupported> {
    let mut events = Parser::new_ext(markdown, Options::empty());
    if events.reference_definitions().iter().next().is_some() {
        return Some(Unsupported::Link);
    }
    events.find_map(|event| match event {
        Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::HtmlBlock) => Some(Unsupported::Html),
        Event::Start(Tag::Image { .. }) => Some(Unsupported::Image),
        Event::Start(Tag::Heading { .. }) => Some(Unsupported::Heading),
        Event::Start(Tag::CodeBlock(_)) => Some(Unsupported::CodeBlock),
        Event::Rule => Some(Unsupported::Rule),
        Event::Start(Tag::Link { dest_url, title, .. }) => {
            (!title.is_empty() || !absolute(&dest_url)).then_some(Unsupported::Link)
        }
        _ => None,
    })
}

/// See [`unsupported`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsupported {
    Html,
    Image,
    Heading,
    CodeBlock,
    Rule,
    /// Not an absolute address of a permitted scheme, or with a title that only a pointer would show, or
    /// defined apart from the words that it belongs to.
    Link,
}

fn absolute(address: &str) -> bool {
    url::Url::parse(address).is_ok_and(|url| SCHEMES.contains(&url.scheme()))
}

fn start_line(out: &mut String, gap: &str) {
    if !out.is_empty() {
        out.push_str(gap);
    }
}

/// Leaves only what may come out, as at most two events.
fn tame(event: Event<'_>) -> impl Iterator<Item = Event<'_>> {
    let (first, second) = match event {
        Event::Start(Tag::Heading { .. }) => {
            (Some(Event::Start(Tag::Paragraph)), Some(Event::Start(Tag::Strong)))
        }
        Event::End(TagEnd::Heading(_)) => {
            (Some(Event::End(TagEnd::Strong)), Some(Event::End(TagEnd::Paragraph)))
        }
        Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => (Some(Event::Start(Tag::Paragraph)), None),
        Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => (Some(Event::End(TagEnd::Paragraph)), None),
        Event::Html(text) | Event::InlineHtml(text) => (Some(Event::Text(text)), None),
        Event::SoftBreak => (Some(Event::Text(" ".into())), None),
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) | Event::Rule => (None, None),
        other => (Some(other), None),
    };
    first.into_iter().chain(second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_marks_of_a_charter_come_through() {
        insta::assert_snapshot!(html("We *will* **act**, see [us](https://example.org/a?b=1&c=2):\n\n1. one\n2. two\n   - three\n\n> said `so`"), @r#"
        <p>We <em>will</em> <strong>act</strong>, see <a href="https://example.org/a?b=1&amp;c=2" rel="nofollow noopener">us</a>:</p>
        <ol>
        <li>one</li>
        <li>two
        <ul>
        <li>three</li>
        </ul>
        </li>
        </ol>
        <blockquote>
        <p>said <code>so</code></p>
        </blockquote>
        "#);
        assert_eq!(html("3. three"), "<ol start=\"3\">\n<li>three</li>\n</ol>");
        assert_eq!(html("one\ntwo  \nthree"), "<p>one two<br>\nthree</p>");
    }

    #[test]
    fn attempts_at_script_come_out_as_harmless_text() {
        let attempts = [
            "<script>alert(1)</script>",
            "text <img src=x onerror=alert(1)> text",
            "<a href=\"javascript:alert(1)\">x</a>",
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt&colon;alert(1))",
            "[x](data:text/html;base64,PHNjcmlwdD4=)",
            "[x](vbscript:msgbox)",
            "[x](https://example.org \"onmouseover=alert(1)\")",
            "![x\" onerror=\"alert(1)](https://example.org/x.png)",
            "<javascript:alert(1)>",
            "[x](//example.org/path)",
            "[x](/staff)",
            "<style>*{display:none}</style>",
            "<iframe src=https://example.org></iframe>",
            "<svg><script>alert(1)</script></svg>",
            "```html\n<script>alert(1)</script>\n```",
            "<!-- --!><script>alert(1)</script>",
            "**<b onclick=x>**",
            "# <script>",
        ];
        for attempt in attempts {
            assert_safe(&html(attempt));
        }
        assert_eq!(html("a <b>c</b>"), "<p>a &lt;b&gt;c&lt;/b&gt;</p>");
        assert_eq!(html("![A map](https://example.org/m.png)"), "<p>A map</p>");
        assert_eq!(html("[x](javascript:alert(1))"), "<p><a rel=\"nofollow noopener\">x</a></p>");
    }

    #[test]
    fn charters_of_others_come_out_safe() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/charters");
        let mut seen = 0;
        for file in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            let text = std::fs::read_to_string(&file).unwrap();
            let out = html(&text);
            assert_safe(&out);
            assert!(out.len() > text.len() / 2, "{}", file.display());
            assert!(!plain(&text).is_empty());
            seen += 1;
        }
        assert_eq!(seen, 5);
    }

    #[test]
    fn plain_text_keeps_words_and_their_order() {
        assert_eq!(
            plain("We *will* act:\n\n- one\n- **two**\n\nSee [us](https://example.org)."),
            "We will act:\none\ntwo\n\nSee us."
        );
        assert_eq!(plain("one\ntwo"), "one two");
    }

    #[test]
    fn what_a_page_would_not_show_is_named() {
        for (markdown, expected) in [
            ("a <b>c</b>", Some(Unsupported::Html)),
            ("<!-- hidden -->", Some(Unsupported::Html)),
            ("![x](https://example.org/x.png)", Some(Unsupported::Image)),
            ("Heading\n---", Some(Unsupported::Heading)),
            ("    indented", Some(Unsupported::CodeBlock)),
            ("---", Some(Unsupported::Rule)),
            ("[x](/call)", Some(Unsupported::Link)),
            ("[x](javascript:alert(1))", Some(Unsupported::Link)),
            ("[x](https://example.org \"hidden\")", Some(Unsupported::Link)),
            ("[//]: # (hidden)", Some(Unsupported::Link)),
            ("[x](mailto:us@example.org) **a** *b* `c`\n\n> - d", None),
        ] {
            assert_eq!(unsupported(markdown), expected, "{markdown}");
        }
    }

    /// Every tag is one of ours, with no attribute but those of ours.
    fn assert_safe(html: &str) {
        for tag in html.split('<').skip(1) {
            let tag = tag.split('>').next().unwrap();
            let name = tag.trim_start_matches('/').split(' ').next().unwrap();
            assert!(ELEMENTS.contains(&name), "{html}");
            for attribute in tag.split(' ').skip(1).filter(|word| word.contains('=')) {
                let known =
                    ["href=\"https://", "href=\"http://", "href=\"mailto:", "rel=\"nofollow", "start=\""];
                assert!(known.iter().any(|start| attribute.starts_with(start)), "{html}");
            }
        }
    }
}
