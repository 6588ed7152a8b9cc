//! The words of the site: Fluent messages by language, with English behind every other language.
//!
//! Knows words, not pages. A missing message is a mistake of ours: it is shown as `⟦id⟧` and logged,
//! and never stops a page.

use std::sync::{Arc, LazyLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::memoizer::MemoizerKind;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::dates::grouped;
use super::embedded::{LocaleFiles, texts};
use super::fresh::Fresh;
use super::pseudo::pseudo;
use crate::domain::Error;
use crate::domain::locale::Locale;

/// What a message is filled with.
pub type Args<'a> = FluentArgs<'a>;

type Bundle = FluentBundle<Arc<FluentResource>>;
/// Shared by the languages that it stands behind.
type Bundles = Vec<Arc<Bundle>>;

static MESSAGES: LazyLock<Fresh<Messages>> = LazyLock::new(Fresh::new);

/// Every message in every language.
pub struct Messages {
    languages: Vec<Language>,
}

/// One language: bundles that mark what is put in (for HTML) and bundles that do not, each followed
/// by the fallback.
struct Language {
    locale: Locale,
    marked: Bundles,
    plain: Bundles,
}

impl Language {
    /// Without a fallback.
    fn of(locale: Locale, resources: &[Arc<FluentResource>]) -> Result<Language, Error> {
        let bundles = |marked| bundle(locale, resources, marked).map(|bundle| vec![Arc::new(bundle)]);
        Ok(Language { locale, marked: bundles(true)?, plain: bundles(false)? })
    }
}

impl Messages {
    /// The messages as embedded (in debug builds: as they are on disk now).
    ///
    /// # Errors
    /// Internal, if a message file does not parse or holds the same id twice.
    pub fn shared() -> Result<Arc<Messages>, Error> {
        MESSAGES.get(Messages::load)
    }

    fn load() -> Result<Messages, Error> {
        let (english, danish) = (resources("en")?, resources("da")?);
        let (fallback, pseudo) =
            (Language::of(Locale::English, &english)?, Language::of(Locale::Pseudo, &english)?);
        let mut danish = Language::of(Locale::Danish, &danish)?;
        danish.marked.extend_from_slice(&fallback.marked);
        danish.plain.extend_from_slice(&fallback.plain);
        Ok(Messages { languages: vec![fallback, danish, pseudo] })
    }

    /// The message in a language, with direction marks around what is put in: right for HTML.
    ///
    /// The marks are left out where nothing put in runs against the language's direction, so that what
    /// readers copy and search for has no invisible characters.
    pub fn text(&self, locale: Locale, id: &str, args: Option<&Args<'_>>) -> String {
        let language = self.language(locale);
        let turned = locale.direction() == "rtl" || args.is_some_and(|args| args.iter().any(turns));
        let bundles = if turned { &language.marked } else { &language.plain };
        self.find(bundles, id, args).unwrap_or_else(|| missing(locale, id))
    }

    /// The message without direction marks: right for mail subjects, plain text and attributes.
    pub fn plain(&self, locale: Locale, id: &str, args: Option<&Args<'_>>) -> String {
        self.find(&self.language(locale).plain, id, args).unwrap_or_else(|| missing(locale, id))
    }

    /// Whether there is such a message in this language or behind it.
    pub fn has(&self, locale: Locale, id: &str) -> bool {
        self.language(locale).plain.iter().any(|bundle| bundle.has_message(id))
    }

    fn language(&self, locale: Locale) -> &Language {
        // `load` made one for each locale; the first is English.
        self.languages.iter().find(|language| language.locale == locale).unwrap_or(&self.languages[0])
    }

    fn find(&self, bundles: &[Arc<Bundle>], id: &str, args: Option<&Args<'_>>) -> Option<String> {
        let (bundle, pattern) = bundles
            .iter()
            .find_map(|bundle| Some((bundle, bundle.get_message(id).and_then(|message| message.value())?)))?;
        let mut errors: Vec<FluentError> = Vec::new();
        let text = bundle.format_pattern(pattern, args, &mut errors).into_owned();
        if !errors.is_empty() {
            tracing::error!(id, ?errors, "a message could not be filled");
        }
        Some(text)
    }
}

fn missing(locale: Locale, id: &str) -> String {
    tracing::error!(locale = locale.code(), id, "a message is missing");
    format!("⟦{id}⟧")
}

/// Whether an argument holds letters of a right-to-left script or marks that turn the direction.
fn turns((_, value): (&str, &FluentValue<'_>)) -> bool {
    let FluentValue::String(text) = value else { return false };
    text.chars().any(|letter| {
        matches!(letter, '\u{590}'..='\u{8FF}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
            | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
    })
}

/// The files of a language, read once for all bundles that they are in.
fn resources(source: &str) -> Result<Vec<Arc<FluentResource>>, Error> {
    let files = texts::<LocaleFiles>(|path| path.starts_with(source) && path.ends_with(".ftl"));
    let parsed = files.into_iter().map(|(path, text)| {
        FluentResource::try_new(text)
            .map(Arc::new)
            .map_err(|(_, errors)| Error::internal(format!("locales/{path}: {errors:?}")))
    });
    parsed.collect()
}

fn bundle(locale: Locale, resources: &[Arc<FluentResource>], marked: bool) -> Result<Bundle, Error> {
    let tag = if locale == Locale::Danish { "da" } else { "en" };
    let language: LanguageIdentifier = tag.parse().map_err(Error::internal)?;
    let mut bundle = Bundle::new_concurrent(vec![language]);
    bundle.set_use_isolating(marked);
    bundle.set_formatter(Some(if locale == Locale::Danish { danish_number } else { english_number }));
    if locale == Locale::Pseudo {
        bundle.set_transform(Some(pseudo));
    }
    bundle.add_builtins().map_err(Error::internal)?;
    for resource in resources {
        bundle
            .add_resource(Arc::clone(resource))
            .map_err(|errors| Error::internal(format!("locales/{tag}: {errors:?}")))?;
    }
    Ok(bundle)
}

/// Whole numbers with the thousands set apart; everything else as Fluent has it.
fn english_number<M: MemoizerKind>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    whole(value).map(|number| grouped(number, Locale::English))
}

fn danish_number<M: MemoizerKind>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    whole(value).map(|number| grouped(number, Locale::Danish))
}

#[expect(clippy::cast_possible_truncation, reason = "checked to be whole and small")]
fn whole(value: &FluentValue<'_>) -> Option<i64> {
    let FluentValue::Number(number) = value else { return None };
    let plain = number.value.fract() == 0.0 && number.value.abs() < 9e15;
    (plain && number.options.use_grouping).then_some(number.value as i64)
}
