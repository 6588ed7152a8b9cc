//! Where settings come from: names, precedence, and the nearest name for one that does not exist.
//!
//! Knows which names exist, not what their values mean.

use std::collections::BTreeMap;
use std::path::Path;

use super::{ConfigError, DEFAULT_FILE, database};

const PREFIX: &str = "TILSAGN_";
/// Left to the test suite.
const TEST_PREFIX: &str = "TILSAGN_TEST_";

/// Settings that something uses.
pub(super) const KEYS: &[&str] = &[
    "base_url",
    "data_dir",
    "database_url",
    "dns_servers",
    "listen",
    "log",
    "log_format",
    "log_key_file",
    "mail_from",
    "mail_url",
    "oidc_client_id",
    "oidc_client_secret_file",
    "oidc_groups_claim",
    "oidc_issuer",
    "oidc_only",
    "oidc_roles",
    "oidc_scopes",
    "previous_secret_files",
    "rate_limits",
    "read_only",
    "secret_file",
    "staff_host",
    "time_zone",
    "trusted_proxies",
    "witnesses",
];

/// Settings that are named in advance: accepted, and so far without effect.
pub(super) const LATER: &[&str] = &["bounce_mail", "metrics_listen", "theme_dir"];

/// A value and the name under which its author knows it.
struct Given {
    shown: String,
    text: String,
}

/// Everything that was set, by key, and everything that is wrong so far.
pub(super) struct Sources {
    given: BTreeMap<String, Given>,
    problems: Vec<String>,
    /// What was set and is not used, as its author wrote it.
    set_aside: Vec<String>,
}

impl Sources {
    /// Merges file and environment. The environment wins, and in it the last of the same name.
    pub(super) fn collect(file: Option<&str>, env: impl Iterator<Item = (String, String)>) -> Sources {
        let mut sources = Sources { given: BTreeMap::new(), problems: Vec::new(), set_aside: Vec::new() };
        if let Some(text) = file {
            sources.add_file(text);
        }
        for (name, text) in env {
            sources.add_variable(&name, text);
        }
        sources
    }

    /// The file, or the one that is read when none is named, and the environment with the flags behind it.
    pub(super) fn read(
        file: Option<&Path>,
        flags: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Sources, ConfigError> {
        let environment = std::env::vars_os()
            .map(|(key, value)| (key.to_string_lossy().into_owned(), value.to_string_lossy().into_owned()));
        let text = read_file(file)?;
        Ok(Sources::collect(text.as_deref(), environment.chain(flags)))
    }

    /// Sets everything aside but these keys, and puts these values where nothing is set then.
    pub(super) fn keep_to(&mut self, taken: &[&str], own: &[(&str, String)]) {
        let aside = self.given.extract_if(.., |key, _| !taken.contains(&key.as_str()));
        self.set_aside = aside.map(|(_, given)| given.shown).collect();
        for (key, text) in own {
            let given = || Given { shown: key_in_environment(key), text: text.clone() };
            self.given.entry((*key).to_owned()).or_insert_with(given);
        }
    }

    /// The parsed value of a key, or its default. A value that does not parse is noted.
    pub(super) fn take<T>(&mut self, key: &str, default: T, parse: fn(&str) -> Result<T, String>) -> T {
        let Some(given) = self.given.get(key) else { return default };
        match parse(given.text.trim()) {
            Ok(value) => value,
            Err(expected) => {
                let text = database::without_password(&given.text);
                self.problems.push(format!("{} is \"{text}\": {expected}.", given.shown));
                default
            }
        }
    }

    /// Notes that a setting does nothing without another, if it was set and the other was not.
    pub(super) fn miss(&mut self, key: &str, other: &str) {
        if let Some(given) = self.given.get(key)
            && !self.given.contains_key(other)
        {
            let other = if given.shown == key_in_environment(key) {
                key_in_environment(other)
            } else {
                other.to_owned()
            };
            self.problems.push(format!("{} needs {other} beside it.", given.shown));
        }
    }

    /// Notes that a setting does not go together with others.
    pub(super) fn complain(&mut self, key: &str, expected: &str) {
        if let Some(given) = self.given.get(key) {
            self.problems.push(format!("{} is \"{}\": {expected}.", given.shown, given.text));
        }
    }

    /// The names of what was set without effect, as their author wrote them.
    pub(super) fn without_effect(&self) -> Vec<String> {
        let unused = self.given.iter().filter(|(key, _)| !KEYS.contains(&key.as_str()));
        self.set_aside.iter().cloned().chain(unused.map(|(_, given)| given.shown.clone())).collect()
    }

    /// What was noted so far, and one thing more.
    pub(super) fn fail(mut self, problem: &str) -> ConfigError {
        self.problems.push(problem.to_owned());
        ConfigError { problems: self.problems }
    }

    /// Fails with everything noted.
    pub(super) fn finish(self) -> Result<(), ConfigError> {
        if self.problems.is_empty() { Ok(()) } else { Err(ConfigError { problems: self.problems }) }
    }

    fn add_file(&mut self, text: &str) {
        let table = match text.parse::<toml::Table>() {
            Ok(table) => table,
            Err(error) => {
                // Not `error.to_string()`: it quotes the line, which may hold a password.
                let before = error.span().map_or("", |span| text.get(..span.start).unwrap_or(""));
                let line = before.matches('\n').count() + 1;
                self.problems.push(format!("The configuration file, line {line}: {}.", error.message()));
                return;
            }
        };
        for (key, value) in table {
            let shown = format!("{key} (in the configuration file)");
            match as_text(&value) {
                _ if !is_known(&key) => {
                    self.problems.push(format!("{shown} is unknown. The nearest known key is {}.", nearest(&key)));
                }
                Some(text) => drop(self.given.insert(key, Given { shown, text })),
                None => self.problems.push(format!(
                    "{shown} is a {}: expected a text in quotes, true, false, or a list of texts, for example {key} = \"…\".",
                    value.type_str()
                )),
            }
        }
    }

    fn add_variable(&mut self, name: &str, text: String) {
        let Some(rest) = name.strip_prefix(PREFIX) else { return };
        if name.starts_with(TEST_PREFIX) {
            return;
        }
        let key = rest.to_ascii_lowercase();
        let shown = name.to_owned();
        if rest != key.to_ascii_uppercase() || !is_known(&key) {
            let nearest = nearest(&key).to_ascii_uppercase();
            self.problems.push(format!("{shown} is unknown. The nearest known key is {PREFIX}{nearest}."));
        } else if text.contains(char::REPLACEMENT_CHARACTER) {
            self.problems.push(format!("{shown} is not UTF-8: expected a text in UTF-8."));
        } else {
            self.given.insert(key, Given { shown, text });
        }
    }
}

fn key_in_environment(key: &str) -> String {
    format!("{PREFIX}{}", key.to_ascii_uppercase())
}

/// The text of the configuration file. A file that was asked for must exist; the default need not.
fn read_file(file: Option<&Path>) -> Result<Option<String>, ConfigError> {
    let path = file.unwrap_or(Path::new(DEFAULT_FILE));
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if file.is_none() && error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(ConfigError {
            problems: vec![format!(
                "The configuration file {} cannot be read: {error}. Name another with --config FILE.",
                path.display()
            )],
        }),
    }
}

fn is_known(key: &str) -> bool {
    KEYS.contains(&key) || LATER.contains(&key)
}

/// The known key that looks most like this one.
fn nearest(key: &str) -> &'static str {
    let score = |known: &str| strsim::normalized_damerau_levenshtein(known, &key.to_ascii_lowercase());
    let known = KEYS.iter().chain(LATER).copied();
    known.max_by(|a, b| score(a).total_cmp(&score(b))).unwrap_or_default()
}

/// A value of the file as the environment would say it.
fn as_text(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Boolean(on) => Some(if *on { "on" } else { "off" }.to_owned()),
        toml::Value::Array(items) => {
            let items: Option<Vec<&str>> = items.iter().map(toml::Value::as_str).collect();
            items.map(|items| items.join(","))
        }
        _ => None,
    }
}
