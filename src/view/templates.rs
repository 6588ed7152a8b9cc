//! The templates, one engine a language, so that words need no context even inside components.

use std::sync::{Arc, LazyLock};

use chrono_tz::Tz;
use serde::Serialize;
use tera::{Context, Tera};

use super::assets::Assets;
use super::embedded::{TemplateFiles, texts};
use super::fresh::Fresh;
use super::functions::{Ground, register};
use super::messages::Messages;
use super::site::Frame;
use super::still::Ways;
use crate::domain::locale::Locale;
use crate::domain::{Error, Result};

static SOURCES: LazyLock<Fresh<Vec<(String, String)>>> = LazyLock::new(Fresh::new);

/// In which language templates are parsed. The others are copies of it with functions of their own, which costs a tenth.
const PARSED: Locale = Locale::English;

/// The time zone in which times are told, whenever it is asked for.
pub type Zone = Arc<dyn Fn() -> Tz + Send + Sync>;

/// Every template in every language. The engine of a language is made when it is first asked for.
pub struct Templates {
    zone: Zone,
    ways: Ways,
    extra: Vec<(String, String)>,
    engines: Vec<(Locale, Fresh<Tera>)>,
}

impl Templates {
    /// Templates that tell times in the zone that is given each time.
    ///
    /// # Errors
    /// Internal, if a template or a message file does not parse.
    pub fn new(zone: impl Fn() -> Tz + Send + Sync + 'static) -> Result<Templates> {
        Templates::with(zone, &[])
    }

    /// The same, with addresses written another way.
    ///
    /// # Errors
    /// Internal, if a template or a message file does not parse.
    pub fn along(zone: impl Fn() -> Tz + Send + Sync + 'static, ways: Ways) -> Result<Templates> {
        Templates::made(Arc::new(zone), ways, Vec::new())
    }

    /// Templates and some more, by name and text: for tests and for pages made at run time.
    pub fn with(zone: impl Fn() -> Tz + Send + Sync + 'static, extra: &[(&str, &str)]) -> Result<Templates> {
        let extra = extra.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        Templates::made(Arc::new(zone), Ways::Served, extra)
    }

    /// What does not parse in one language parses in none, so one is tried.
    fn made(zone: Zone, ways: Ways, extra: Vec<(String, String)>) -> Result<Templates> {
        let engines = Locale::ALL.iter().map(|locale| (*locale, Fresh::new())).collect();
        let templates = Templates { zone, ways, extra, engines };
        templates.engine(PARSED)?;
        Ok(templates)
    }

    /// A page: the template with its frame (`lang`, `dir`, `prefix`, `path`, `nav`, `site`, `notices`, `dated`, `present`,
    /// `still`, `language`, `languages`) and what the page itself brings, which wins where names are the same.
    ///
    /// # Errors
    /// Internal, if the template is missing, or asks for what it was not given.
    pub fn page(&self, name: &str, frame: &Frame<'_>, page: &impl Serialize) -> Result<String> {
        let mut context = framed(frame);
        context.extend(Context::from_serialize(page).map_err(Error::internal)?);
        self.fill(name, frame.locale, &context)
    }

    /// A template without a frame, such as a mail: only `lang`, `dir` and `prefix` are given.
    ///
    /// # Errors
    /// Internal, if the template is missing, or asks for what it was not given.
    pub fn render(&self, name: &str, locale: Locale, values: &impl Serialize) -> Result<String> {
        let mut context = tongue(locale);
        context.extend(Context::from_serialize(values).map_err(Error::internal)?);
        self.fill(name, locale, &context)
    }

    fn fill(&self, name: &str, locale: Locale, context: &Context) -> Result<String> {
        self.engine(locale)?
            .render(name, context)
            .map_err(|error| Error::internal(format!("{name}: {error}")))
    }

    fn engine(&self, locale: Locale) -> Result<Arc<Tera>> {
        let held = self.engines.iter().find_map(|(of, engine)| (*of == locale).then_some(engine));
        let held = held.ok_or_else(|| Error::internal(format!("no templates in {locale}")))?;
        held.get(|| {
            let ground = Ground {
                locale,
                zone: Arc::clone(&self.zone),
                ways: self.ways,
                messages: Messages::shared()?,
                assets: Assets::shared(),
            };
            if locale == PARSED {
                let sources = SOURCES.get(|| Ok::<_, Error>(texts::<TemplateFiles>(|_| true)))?;
                return build(&ground, sources.iter().chain(&self.extra));
            }
            let mut tera = Tera::clone(&*self.engine(PARSED)?);
            register(&mut tera, &ground);
            Ok(tera)
        })
    }
}

fn build<'a>(ground: &Ground, sources: impl Iterator<Item = &'a (String, String)>) -> Result<Tera> {
    let mut tera = Tera::new();
    register(&mut tera, ground);
    tera.add_raw_templates(sources.map(|(name, text)| (name.as_str(), text.as_str())))
        .map_err(|error| Error::internal(format!("templates: {error}")))?;
    Ok(tera)
}

fn tongue(locale: Locale) -> Context {
    let mut context = Context::new();
    context.insert("lang", locale.code());
    context.insert("dir", locale.direction());
    context.insert("prefix", locale.prefix());
    context
}

fn framed(frame: &Frame<'_>) -> Context {
    let mut context = tongue(frame.locale);
    context.insert("path", frame.path);
    context.insert("nav", frame.nav());
    context.insert("site", frame.site);
    context.insert("notices", frame.notices);
    context.insert("dated", &frame.as_of.map(|day| day.to_string()).unwrap_or_default());
    context.insert("present", frame.present());
    context.insert("still", &frame.still);
    context.insert("language", frame.locale.name());
    context.insert("languages", &frame.siblings());
    context
}
