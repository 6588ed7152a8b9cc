//! What is kept now on a page that others have changed since it was opened, beside what was typed.

use std::sync::Arc;

use serde_json::{Value, json};

use super::desk::Desk;
use crate::app::sign;
use crate::domain::Result;
use crate::domain::country::Country;
use crate::domain::draft::{CommitmentAnswers, DayAnswer, Draft, Step};
use crate::domain::locale::Locale;
use crate::view::Messages;

/// A field: the message that names it, and its value in words.
type Field = (&'static str, String);

/// Tells in a reader's language where two drafts differ.
pub struct Differences {
    locale: Locale,
    messages: Arc<Messages>,
    /// The paragraphs of the Call: their ids and numbers.
    paragraphs: Vec<(String, String)>,
}

impl Differences {
    /// # Errors
    /// Internal, if a message file does not parse.
    pub fn of(desk: &Desk) -> Result<Differences> {
        let locale = desk.visitor.locale;
        let reading = sign::reading(&desk.site.app, locale);
        let clauses = reading.map(|reading| reading.paragraphs).unwrap_or_default();
        let paragraphs =
            clauses.into_iter().map(|clause| (clause.id, format!("§{}", clause.number))).collect();
        Ok(Differences { locale, messages: desk.site.messages()?, paragraphs })
    }

    /// What is kept of a page where something else was typed.
    pub fn between(&self, step: Step, kept: &Draft, typed: &Draft) -> Vec<Value> {
        differing(self.page(step, kept), &self.page(step, typed))
    }

    /// The same of one commitment.
    pub fn of_commitments(&self, kept: &CommitmentAnswers, typed: &CommitmentAnswers) -> Vec<Value> {
        differing(self.commitment(kept), &self.commitment(typed))
    }

    fn page(&self, step: Step, draft: &Draft) -> Vec<Field> {
        match step {
            Step::Organisation => self.organisation(draft),
            Step::Representative => self.representative(draft),
            Step::Visibility => vec![
                ("visibility-label", self.word("visibility-", &draft.visibility.choice)),
                ("visibility-until", day(&draft.visibility.until)),
            ],
            Step::Statement => vec![("sign-statement", draft.statement.clone())],
            Step::Commitments | Step::Check => Vec::new(),
        }
    }

    fn organisation(&self, draft: &Draft) -> Vec<Field> {
        let (answers, numbers) = (&draft.organisation, &draft.identifiers);
        vec![
            ("filter-category", self.word("category-", &answers.category.replace('_', "-"))),
            ("sign-name", answers.name.clone()),
            ("sign-country", self.country(&answers.country)),
            ("sign-website", answers.website.clone()),
            ("sign-description", answers.description.clone()),
            ("identifier-lei", numbers.lei.clone()),
            ("identifier-ror", numbers.ror.clone()),
            ("identifier-wikidata", numbers.wikidata.clone()),
        ]
    }

    fn representative(&self, draft: &Draft) -> Vec<Field> {
        let answers = &draft.representative;
        vec![
            ("sign-person", answers.name.clone()),
            ("sign-job-title", answers.job_title.clone()),
            ("sign-email", answers.email.clone()),
            ("sign-authority-short", self.word("sign-authority-", &answers.authority)),
            ("sign-named-short", self.word("sign-", if answers.named { "named-asked" } else { "no" })),
        ]
    }

    fn commitment(&self, answers: &CommitmentAnswers) -> Vec<Field> {
        let number = |id: &String| {
            let known = self.paragraphs.iter().find(|(known, _)| known == id);
            known.map_or_else(|| id.clone(), |(_, number)| number.clone())
        };
        let paragraphs: Vec<String> = answers.paragraphs.iter().map(number).collect();
        let countries: Vec<String> = answers.countries.iter().map(|code| self.country(code)).collect();
        vec![
            ("promise-kind", self.word("kind-", &answers.kind)),
            ("promise-title", answers.title.clone()),
            ("promise-action", answers.action.clone()),
            ("promise-paragraphs", paragraphs.join(", ")),
            ("promise-measure", self.word("promise-measure-", &answers.measure)),
            ("promise-unit", answers.unit.clone()),
            ("promise-baseline", answers.baseline.clone()),
            ("promise-target", answers.target.clone()),
            ("promise-amount", answers.amount.clone()),
            ("promise-currency", answers.currency.clone()),
            ("promise-stage", self.word("promise-stage-", &answers.stage)),
            ("promise-start-day", day(&answers.start)),
            ("promise-due-day", day(&answers.due)),
            ("promise-countries", countries.join(", ")),
        ]
    }

    /// A choice in words. What is no choice was not chosen on the page, and is shown as it came.
    fn word(&self, list: &str, code: &str) -> String {
        let id = format!("{list}{code}");
        let known = !code.is_empty() && self.messages.has(self.locale, &id);
        if known { self.messages.plain(self.locale, &id, None) } else { code.to_owned() }
    }

    fn country(&self, code: &str) -> String {
        Country::parse(code).map_or_else(|_| code.to_owned(), |country| country.name(self.locale).to_owned())
    }
}

fn day(answer: &DayAnswer) -> String {
    [&answer.day, &answer.month, &answer.year].map(|part| part.trim()).join(" ").trim().to_owned()
}

fn differing(kept: Vec<Field>, typed: &[Field]) -> Vec<Value> {
    let pairs = kept.into_iter().zip(typed).filter(|((_, kept), (_, typed))| kept != typed);
    pairs.map(|((label, text), _)| json!({ "label": label, "text": text })).collect()
}
