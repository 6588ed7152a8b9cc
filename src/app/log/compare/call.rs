//! What the entries say of the Call, held against its texts and what is told of its versions.

use core::ops::Range;
use std::collections::BTreeMap;

use serde_json::Value;

use super::{CAME_BACK_ALONE, Object, Register, text};
use crate::domain::Moment;
use crate::domain::call::Fingerprint;
use crate::domain::entry::EntryKind;
use crate::log::check::{Finding, Source};
use crate::log::line::Line;
use crate::log::{Fault, strict};
use crate::register::TextCard;

/// Where versions are told of, besides their texts, and the fields that are known there.
const TOLD_IN: &[(&str, &str)] = &[
    (
        "call/versions.json",
        "number change published_at texts texts.language texts.authority texts.sha256 texts.follows",
    ),
    (
        "api/v1/call",
        "state revision url version version.number version.change version.published_at version.url version.texts \
         version.texts.language version.texts.authority version.texts.title version.texts.sha256 version.texts.follows \
         version.texts.markdown_url version.texts.paragraphs version.texts.paragraphs.id version.texts.paragraphs.number \
         version.texts.paragraphs.markdown versions versions.number versions.change versions.published_at versions.url",
    ),
];

/// A version and a language.
type Text = (u64, String);

/// What the entries say of the Call.
#[derive(Debug, Default)]
pub(super) struct Call {
    /// Texts that were entered or signed, and the entries that say so.
    texts: BTreeMap<Text, Vec<(String, Vec<u64>)>>,
    /// The titles of those that are there as they were entered.
    titles: BTreeMap<Text, String>,
    versions: BTreeMap<u64, Vec<Entered>>,
    /// Versions that were published by entries alone that came back after a restore, without what they were about; and the
    /// last of them.
    only_lost: BTreeMap<u64, u64>,
}

/// A version as its entry tells it.
#[derive(Debug)]
struct Entered {
    entry: u64,
    at: Moment,
    body: Object,
}

impl Call {
    /// Reads an entry that publishes a version, or says what was signed.
    pub(super) fn read(&mut self, line: &Line, body: &Object) {
        let Some(version) = body.get("version").and_then(Value::as_u64) else { return };
        match EntryKind::from_code(&line.kind) {
            Some(EntryKind::CallVersionPublished) => {
                for (language, sha256) in body.get("texts").and_then(Value::as_object).into_iter().flatten() {
                    self.add((version, language), sha256.as_str(), line.number);
                }
                let entered = Entered { entry: line.number, at: line.at, body: body.clone() };
                self.versions.entry(version).or_default().push(entered);
            }
            Some(EntryKind::EndorsementPublished) => {
                let language = text(body, "language").unwrap_or_default();
                self.add((version, language), text(body, "text_sha256"), line.number);
            }
            _ => {}
        }
    }

    fn add(&mut self, (version, language): (u64, &str), sha256: Option<&str>, entry: u64) {
        let Some(sha256) = sha256 else { return };
        let said = self.texts.entry((version, language.to_owned())).or_default();
        match said.iter_mut().find(|(known, _)| known == sha256) {
            Some((_, by)) => by.push(entry),
            None => said.push((sha256.to_owned(), vec![entry])),
        }
    }

    /// Sets apart what came back after a restore: what was decided anew stands in its place, and what was not is missing.
    fn set_apart(&mut self, came_back: &[Range<u64>]) {
        let lost = |entry: u64| came_back.iter().any(|range| range.contains(&entry));
        for (version, said) in &mut self.versions {
            let last = said.last().map(|one| one.entry);
            said.retain(|one| !lost(one.entry));
            self.only_lost.extend(last.filter(|_| said.is_empty()).map(|last| (*version, last)));
        }
        self.versions.retain(|_, said| !said.is_empty());
        let versions = &self.versions;
        self.texts.retain(|(version, _), said| {
            if versions.contains_key(version) || said.iter().flat_map(|(_, by)| by).any(|entry| !lost(*entry))
            {
                said.iter_mut().for_each(|(_, by)| by.retain(|entry| !lost(*entry)));
                said.retain(|(_, by)| !by.is_empty());
            }
            !said.is_empty()
        });
    }

    /// Holds it against the texts; nothing, if a copy has none of them.
    ///
    /// # Errors
    /// A fault, when the source does not answer or something is not understood.
    pub(super) fn compare(
        mut self,
        register: &mut Register<impl Source>,
        came_back: &[Range<u64>],
    ) -> Result<Option<Vec<Finding>>, Fault> {
        self.set_apart(came_back);
        let (mut findings, mut held) = (Vec::new(), false);
        for ((version, language), said) in &self.texts {
            let path = format!("call/v{version}/{language}.md");
            let text =
                register.source.shown(&path)?.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            let sha256 = text.as_deref().map(|text| Fingerprint::of(text).to_string());
            held |= sha256.is_some();
            let differs = said.iter().find(|(told, _)| sha256.as_ref() != Some(told));
            let title = text.filter(|_| differs.is_none()).map(|text| TextCard::title_of(&text).to_owned());
            self.titles.extend(title.map(|title| ((*version, language.clone()), title)));
            findings.extend(differs.map(|(_, by)| Finding {
                entry: by.first().copied(),
                signatory: None,
                what: match &sha256 {
                    Some(_) => format!("names another text than {path}"),
                    None => format!("names the text {path}, which is not there"),
                },
            }));
        }
        if !held && !self.texts.is_empty() && !register.source.grows() {
            return Ok(None);
        }
        for (path, known) in TOLD_IN {
            if let Some(bytes) = register.get(path)? {
                let told: Value =
                    strict::from_slice(&bytes).map_err(|error| Fault::not_understood(path, &error))?;
                register.look_for_unknown(path, &told, known);
                findings.extend(self.judge_all(&told, path));
            }
        }
        findings.sort_by_key(|finding| finding.entry.unwrap_or(u64::MAX));
        Ok(Some(findings))
    }

    /// What a file tells of all versions.
    fn judge_all(&self, told: &Value, path: &str) -> Vec<Finding> {
        let mut findings: Vec<_> = editions(told).filter_map(|edition| self.judge(edition, path)).collect();
        let entered = || self.versions.iter().filter_map(|(version, said)| Some((*version, said.first()?)));
        let missing =
            entered().filter(|(version, _)| !editions(told).any(|one| number(one) == Some(*version)));
        findings.extend(missing.map(|(version, said)| Finding {
            entry: Some(said.entry),
            signatory: None,
            what: format!("publishes version {version} of the Call, of which {path} does not tell"),
        }));
        let current = told.get("version").and_then(Value::as_object).and_then(number);
        let newer =
            entered().next_back().filter(|(version, _)| current.is_some_and(|current| current < *version));
        findings.extend(newer.map(|(version, said)| Finding {
            entry: Some(said.entry),
            signatory: None,
            what: format!(
                "publishes version {version} of the Call, and {path} shows one before it as the current one"
            ),
        }));
        findings
    }

    /// What is told of a version against its entry.
    fn judge(&self, edition: &Object, path: &str) -> Option<Finding> {
        let find = |entry, what| Some(Finding { entry, signatory: None, what });
        let Some(version) = number(edition) else {
            return find(None, format!("{path} tells of a version of the Call that has no number"));
        };
        let differs = |(entry, field)| {
            find(Some(entry), format!("says otherwise of version {version} of the Call than {path}: {field}"))
        };
        let other_text = texts(edition).find_map(|one| {
            let of = (version, language(one).to_owned());
            let (said, sha256) = (self.texts.get(&of)?, text(one, "sha256"));
            let other_title = || {
                let title = self.titles.get(&of)?;
                let differs = one.contains_key("title") && text(one, "title") != Some(title);
                said.first().filter(|_| differs).map(|said| (said, "title"))
            };
            let other = said.iter().find(|(told, _)| sha256 != Some(told.as_str()));
            let ((_, by), field) = other.map(|said| (said, "sha256")).or_else(other_title)?;
            by.first().map(|entry| (*entry, field))
        });
        if let Some(found) = other_text {
            return differs(found);
        }
        match self.versions.get(&version).and_then(|said| said.first()) {
            Some(entered) => entered.differs(edition).and_then(|field| differs((entered.entry, field))),
            // Where no entry tells of any version, each is judged by its texts alone.
            None if self.versions.is_empty() && self.only_lost.is_empty() => None,
            None if self.only_lost.contains_key(&version) => {
                let what = format!("publishes version {version} of the Call and {CAME_BACK_ALONE} ({path})");
                find(self.only_lost.get(&version).copied(), what)
            }
            None => {
                let what = format!(
                    "{path} tells of version {version} of the Call, and no entry says that it was published"
                );
                find(None, what)
            }
        }
    }
}

impl Entered {
    /// The first field that is told otherwise.
    fn differs(&self, edition: &Object) -> Option<&'static str> {
        if text(edition, "published_at") != Some(&self.at.rfc3339()) {
            return Some("published_at");
        }
        if edition.get("change") != self.body.get("change") {
            return Some("change");
        }
        let entered = self.body.get("texts").and_then(Value::as_object)?;
        let told = |wanted: &str| texts(edition).any(|one| language(one) == wanted);
        if edition.contains_key("texts")
            && (texts(edition).count() != entered.len() || !entered.keys().all(|one| told(one)))
        {
            return Some("texts");
        }
        let authorities = self.body.get("authorities").and_then(Value::as_object)?;
        let other = texts(edition).any(|one| one.get("authority") != authorities.get(language(one)));
        other.then_some("authority")
    }
}

fn number(edition: &Object) -> Option<u64> {
    edition.get("number").and_then(Value::as_u64)
}

fn texts(edition: &Object) -> impl Iterator<Item = &Object> {
    edition.get("texts").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object)
}

fn language(told: &Object) -> &str {
    text(told, "language").unwrap_or_default()
}

/// The versions that a file tells of.
fn editions(told: &Value) -> impl Iterator<Item = &Object> {
    let list = told.as_array().or_else(|| told.get("versions").and_then(Value::as_array));
    list.into_iter().flatten().chain(told.get("version")).filter_map(Value::as_object)
}
