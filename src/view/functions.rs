//! The functions that templates call: words, addresses, files, dates and numbers, bound to a language.

use std::sync::Arc;

use fluent_bundle::FluentValue;
use tera::{Kwargs, Map, State, Tera, TeraResult, Value};

use super::assets::Assets;
use super::dates;
use super::escape::escaped;
use super::mail::OWN_WORDS;
use super::messages::{Args, Messages};
use super::still::Ways;
use super::templates::Zone;
use crate::domain::currency::Currency;
use crate::domain::locale::Locale;
use crate::domain::{Day, Moment, words};

/// What the functions of one language stand on.
#[derive(Clone)]
pub struct Ground {
    pub locale: Locale,
    pub zone: Zone,
    pub ways: Ways,
    pub messages: Arc<Messages>,
    pub assets: Arc<Assets>,
}

/// Registers every function: before the first template is added, and anew in a copy for another language.
///
/// | function | gives |
/// | --- | --- |
/// | `t(id=, …)` | the message, filled; without direction marks in `.txt` templates |
/// | `plain(id=, …)` | the message without direction marks, for attributes |
/// | `rich(id=, to=, …)` | the message with its `[bracketed]` words made a link to a page of ours |
/// | `has(id=)` | whether there is such a message |
/// | `url(to=, …)` | a page's address in this language; further arguments become the query |
/// | `asset(name=)` | the address of a file of `static/`, with its content's hash |
/// | `day(value=, short=)` | a day, or a moment's day, in words |
/// | `moment(value=, short=)` | a moment in words, with its zone |
/// | `number(value=)` | a whole number with its thousands set apart |
/// | `money(minor=, currency=)` | a sum of money with its currency |
pub fn register(tera: &mut Tera, ground: &Ground) {
    words(tera, ground);
    addresses(tera, ground);
    figures(tera, ground);
}

fn words(tera: &mut Tera, ground: &Ground) {
    let own = ground.clone();
    tera.register_function("t", move |kw: Kwargs, state: &State<'_>| -> TeraResult<String> {
        let id = kw.must_get::<&str>("id")?;
        let args = filling(&kw, &["id"]);
        if let Some(own) = state.get::<Map>(OWN_WORDS)?
            && let Some(text) = entry(&own, id).and_then(Value::as_str)
        {
            return Ok(own_words(text, &args, state));
        }
        Ok(if state.autoescaping_enabled() {
            own.messages.text(own.locale, id, Some(&args))
        } else {
            own.messages.plain(own.locale, id, Some(&args))
        })
    });
    let own = ground.clone();
    tera.register_function("plain", move |kw: Kwargs, _: &State<'_>| -> TeraResult<String> {
        Ok(own.messages.plain(own.locale, kw.must_get::<&str>("id")?, Some(&filling(&kw, &["id"]))))
    });
    let own = ground.clone();
    tera.register_function("has", move |kw: Kwargs, _: &State<'_>| -> TeraResult<bool> {
        Ok(own.messages.has(own.locale, kw.must_get::<&str>("id")?))
    });
    let own = ground.clone();
    tera.register_function("rich", move |kw: Kwargs, _: &State<'_>| -> TeraResult<Value> { own.rich(&kw) });
}

/// Words that the ministry gave a message, filled: with the message's own values and what the site is called.
fn own_words(text: &str, args: &Args<'_>, state: &State<'_>) -> String {
    let site = state.get::<Map>("site").ok().flatten();
    words::fill(text, |name| match args.get(name) {
        Some(FluentValue::String(text)) => Some(text.to_string()),
        Some(FluentValue::Number(number)) => Some(number.value.to_string()),
        _ => entry(site.as_ref()?, name)?.as_str().map(str::to_owned),
    })
}

fn entry<'a>(map: &'a Map, name: &str) -> Option<&'a Value> {
    map.iter().find_map(|(key, value)| (key.as_str() == Some(name)).then_some(value))
}

fn addresses(tera: &mut Tera, ground: &Ground) {
    let own = ground.clone();
    tera.register_function("url", move |kw: Kwargs, _: &State<'_>| -> TeraResult<String> {
        let to = kw.must_get::<&str>("to")?;
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for (key, value) in kw.iter() {
            if key.as_str() == Some("to") || value.as_str() == Some("") {
                continue;
            }
            query.append_pair(&key.to_string(), &value.to_string());
        }
        let query = query.finish();
        let joint = if to.contains('?') { '&' } else { '?' };
        own.path(&if query.is_empty() { to.to_owned() } else { format!("{to}{joint}{query}") })
    });
    let own = ground.clone();
    tera.register_function("asset", move |kw: Kwargs, _: &State<'_>| -> TeraResult<String> {
        let name = kw.must_get::<&str>("name")?;
        own.assets
            .address(name)
            .map(str::to_owned)
            .ok_or_else(|| tera::Error::message(format!("there is no static/{name}")))
    });
}

fn figures(tera: &mut Tera, ground: &Ground) {
    let own = ground.clone();
    tera.register_function("day", move |kw: Kwargs, _: &State<'_>| -> TeraResult<String> {
        let value = own.day_of(kw.must_get::<&str>("value")?)?;
        Ok(dates::day(&own.messages, own.locale, value, short(&kw)?))
    });
    let own = ground.clone();
    tera.register_function("moment", move |kw: Kwargs, _: &State<'_>| -> TeraResult<String> {
        let value = moment_of(kw.must_get::<&str>("value")?)?;
        Ok(dates::moment(&own.messages, own.locale, value, (own.zone)(), short(&kw)?))
    });
    let own = ground.clone();
    tera.register_function("number", move |kw: Kwargs, _: &State<'_>| -> TeraResult<String> {
        Ok(dates::grouped(kw.must_get::<i64>("value")?, own.locale))
    });
    let own = ground.clone();
    tera.register_function("money", move |kw: Kwargs, _: &State<'_>| -> TeraResult<String> {
        own.money(kw.must_get::<i64>("minor")?, kw.must_get::<&str>("currency")?)
    });
}

impl Ground {
    /// A page's address in this language. Only pages of ours: anything else is a mistake.
    fn path(&self, to: &str) -> TeraResult<String> {
        if to.starts_with('/') && !to.starts_with("//") {
            Ok(self.ways.address(self.locale, to))
        } else {
            Err(tera::Error::message(format!("url(to=) takes a path from the root, not `{to}`")))
        }
    }

    fn money(&self, minor: i64, code: &str) -> TeraResult<String> {
        let written = Currency::parse(code).ok().map(|one| dates::money(i128::from(minor), one, self.locale));
        let unknown = || tera::Error::message(format!("`{code}` is no currency"));
        written.ok_or_else(unknown)?.map_err(|error| tera::Error::message(error.to_string()))
    }

    fn day_of(&self, text: &str) -> TeraResult<Day> {
        match text.parse::<Day>() {
            Ok(day) => Ok(day),
            Err(_) => moment_of(text).map(|at| at.day_in((self.zone)())),
        }
    }

    /// Brackets in what is put in stay brackets; only those of the message itself make the link.
    fn rich(&self, kw: &Kwargs) -> TeraResult<Value> {
        const OPEN: &str = "\u{E000}";
        const SHUT: &str = "\u{E001}";
        let id = kw.must_get::<&str>("id")?;
        let href = self.path(kw.must_get::<&str>("to")?)?;
        let mut args = Args::new();
        let given = filling(kw, &["id", "to"]);
        for (key, value) in given.iter() {
            args.set(
                key.to_owned(),
                match value {
                    FluentValue::String(text) => {
                        FluentValue::from(text.replace('[', OPEN).replace(']', SHUT))
                    }
                    other => other.clone(),
                },
            );
        }
        let text = escaped(&self.messages.text(self.locale, id, Some(&args)));
        let linked = text.replacen('[', &format!("<a href=\"{}\">", escaped(&href)), 1);
        let linked = linked.replacen(']', "</a>", 1);
        Ok(Value::safe_string(&linked.replace(OPEN, "[").replace(SHUT, "]")))
    }
}

/// The arguments of a call as Fluent takes them, without those that are not the message's.
fn filling(kw: &Kwargs, without: &[&str]) -> Args<'static> {
    let mut args = Args::new();
    for (key, value) in kw.iter() {
        let key = key.to_string();
        if without.contains(&key.as_str()) {
            continue;
        }
        let value = match (value.as_f64(), value.as_str()) {
            (_, Some(text)) => FluentValue::from(text.to_owned()),
            (Some(number), None) => FluentValue::from(number),
            _ => FluentValue::from(value.to_string()),
        };
        args.set(key, value);
    }
    args
}

fn short(kw: &Kwargs) -> TeraResult<bool> {
    Ok(kw.get::<bool>("short")?.unwrap_or_default())
}

fn moment_of(text: &str) -> TeraResult<Moment> {
    chrono::DateTime::parse_from_rfc3339(text)
        .map(|at| Moment::from(at.to_utc()))
        .map_err(|_| tera::Error::message(format!("`{text}` is neither a day nor a moment")))
}
