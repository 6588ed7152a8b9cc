//! What can be chosen on the account's forms, in the visitor's language.

use crate::domain::call::CallText;
use crate::domain::country::Country;
use crate::domain::locale::Locale;
use crate::domain::organisation::Category;
use crate::register::Snapshot;
use crate::view::Messages;
use crate::web::options::Choice;

/// Longest beginning of a paragraph that is shown to choose it by, in characters.
const BEGINNING: usize = 110;

/// The categories among which an organisation may change: a state stays one, nobody becomes one.
pub fn categories(messages: &Messages, locale: Locale, now: Category) -> Vec<Choice> {
    let fits = |category: &&Category| (**category == Category::State) == (now == Category::State);
    let choice = |category: &Category| {
        Choice::plain(category.code(), &category_name(messages, locale, category.code()))
    };
    Category::ALL.iter().filter(fits).map(choice).collect()
}

/// What a category is called.
pub fn category_name(messages: &Messages, locale: Locale, code: &str) -> String {
    messages.plain(locale, &format!("category-{}", code.replace('_', "-")), None)
}

/// What a country is called; nothing for no country.
pub fn country_name(locale: Locale, code: &str) -> String {
    Country::parse(code).map(|country| country.name(locale).to_owned()).unwrap_or_default()
}

/// The paragraphs of the Call in force, in the visitor's language or the authentic one.
pub fn paragraphs(snapshot: &Snapshot, locale: Locale) -> Vec<Choice> {
    let texts = snapshot.call.current().map(|version| version.texts.as_slice()).unwrap_or_default();
    let text = texts.iter().find(|text| text.language == locale.code()).or(texts.first());
    let Some(read) = text.and_then(|text| CallText::parse(&text.markdown).ok()) else { return Vec::new() };
    let choice = |paragraph: &crate::domain::call::Paragraph| {
        let label = format!("§{} {}", paragraph.number, beginning(&paragraph.block.plain));
        Choice::plain(paragraph.id.as_str(), &label)
    };
    read.paragraphs().map(choice).collect()
}

fn beginning(text: &str) -> String {
    if text.chars().count() <= BEGINNING {
        return text.to_owned();
    }
    let cut: String = text.chars().take(BEGINNING).collect();
    let whole = cut.rsplit_once(char::is_whitespace).map_or(cut.as_str(), |(whole, _)| whole);
    format!("{whole} …")
}
