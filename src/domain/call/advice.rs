//! What mends each fault of a text, in English, for the command line. `{name}` stands for the word in
//! question. Must not know where a fault was found.

use super::problem::TextFault;

/// One advice a fault; a test holds that none is missing.
pub const ADVICE: &[(TextFault, &str)] = &[
    (TextFault::TooLong, "the text is too long: keep it to {name} characters"),
    (
        TextFault::ForbiddenCharacter,
        "remove the character {name}: it cannot be seen, or changes what is seen",
    ),
    (TextFault::EmptyText, "the file holds no text: write the Call below the front matter"),
    (TextFault::TitleMissing, "there is no title: begin the text with a line such as `# Title`"),
    (TextFault::TitleRepeated, "a second title: keep one `# ` line, and write `## ` for a pillar"),
    (TextFault::HeadingEmpty, "the heading has no words: write them after the `#` signs"),
    (TextFault::PillarMissing, "there is no pillar: add a line such as `## Heading {#pillar-name}`"),
    (TextFault::PillarEmpty, "the pillar {name} has no paragraph: add one, or remove the heading"),
    (TextFault::PillarAfterClosing, "a pillar after the closing: move it above the `***` line"),
    (TextFault::ClosingRepeated, "a second `***` line: keep the one that begins the closing"),
    (TextFault::IdMissing, "the id is missing: end the line with one, such as {#{name}short-name}"),
    (
        TextFault::IdMalformed,
        "{name} is not an id: write {#p-…} for a paragraph, {#pillar-…} for a pillar, then a-z, \
         0-9 and hyphens",
    ),
    (TextFault::IdRepeated, "the id {name} is used above: give each paragraph and pillar its own"),
    (
        TextFault::IdMisplaced,
        "an id must stand at the end of a line, after a space, once in a paragraph: move it, or \
         part the paragraphs by an empty line",
    ),
    (
        TextFault::IdNotAllowed,
        "{name}: only paragraphs of a pillar have ids: remove it, or move the paragraph under a \
         pillar",
    ),
    (TextFault::ParagraphEmpty, "{name}: the paragraph has no words: write them before the id"),
    (TextFault::Html, "HTML is not shown: write it as Markdown"),
    (TextFault::Image, "images are not shown: describe it in words"),
    (
        TextFault::Heading,
        "only `# ` and `## ` headings at the start of a line are known: use one of them, or plain \
         text",
    ),
    (TextFault::CodeBlock, "code blocks are not shown: begin the line without spaces or fences"),
    (TextFault::Rule, "only a line of `***` is known, to begin the closing: use it, or remove the line"),
    (TextFault::Link, "a link needs a whole address (https://, http:// or mailto:) and no title: correct it"),
    (TextFault::TranslationLacks, "{name} is in the authentic text and not here: translate it"),
    (TextFault::TranslationAdds, "{name} is not in the authentic text: remove it, or correct its id"),
    (
        TextFault::TranslationOrder,
        "{name} stands elsewhere in the authentic text: put the paragraphs in the same order \
         under the same pillars",
    ),
    (TextFault::FileName, "name the file after its language, such as en.md, da.md or pt-BR.md"),
    (
        TextFault::FrontMatterMissing,
        "begin the file with a line `---`, a line such as `authority: official`, and a line `---`",
    ),
    (TextFault::FrontMatterUnclosed, "the front matter does not end: add a line `---` after it"),
    (
        TextFault::FrontMatterKey,
        "{name} is not a key, or is there twice: the keys are authority and follows, each once, \
         as `key: value`",
    ),
    (
        TextFault::FrontMatterValue,
        "{name} has no such value: authority is authentic, official or courtesy; follows, in a \
         translation only, is the 64 digits of a fingerprint",
    ),
    (
        TextFault::AuthenticMissing,
        "no text is the authentic one: give one file the line `authority: authentic`",
    ),
    (
        TextFault::AuthenticRepeated,
        "another text is the authentic one already: make this one official or courtesy",
    ),
];
