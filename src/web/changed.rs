//! What is kept now on a page that others have changed since it was opened, beside what was typed: in the signing form, and in
//! the account. Staff read what a commitment says in the same words, and so does whoever gets back what came too late.

use serde_json::{Value, json};

use crate::app::names::NamesWish;
use crate::app::{App, sign};
use crate::domain::country::Country;
use crate::domain::draft::{
    CommitmentAnswers, DayAnswer, Draft, OrganisationAnswers, Step, VisibilityAnswers,
};
use crate::domain::identifier::IdentifierAnswers;
use crate::domain::locale::Locale;
use crate::domain::other_name::NameAnswers;
use crate::view::{Messages, dates};

/// A field: the message that names it, and its value in words.
pub type Field = (&'static str, String);

/// The field that holds links, one a line.
pub const EVIDENCE: &str = "promise-evidence";

/// How a form names an organisation's category, name, country, website and description.
type Labels = [&'static str; 5];
const SIGNING: Labels = ["filter-category", "sign-name", "sign-country", "sign-website", "sign-description"];
const ACCOUNT: Labels = [
    "account-field-category",
    "account-field-name",
    "account-field-country",
    "account-field-website",
    "account-field-description",
];

/// Tells in a reader's language where two drafts differ.
pub struct Differences<'a> {
    locale: Locale,
    messages: &'a Messages,
    /// The paragraphs of the Call: their ids and numbers.
    paragraphs: Vec<(String, String)>,
}

impl<'a> Differences<'a> {
    /// For a reader of this language.
    pub fn of(app: &App, messages: &'a Messages, locale: Locale) -> Differences<'a> {
        let clauses = sign::reading(app, locale).map(|reading| reading.paragraphs).unwrap_or_default();
        let paragraphs =
            clauses.into_iter().map(|clause| (clause.id, format!("§{}", clause.number))).collect();
        Differences { locale, messages, paragraphs }
    }

    /// What is kept of a page where something else was typed.
    pub fn between(&self, step: Step, kept: &Draft, typed: &Draft) -> Vec<Value> {
        differing(self.page(step, kept), &self.page(step, typed))
    }

    /// The same of one commitment.
    pub fn of_commitments(&self, kept: &CommitmentAnswers, typed: &CommitmentAnswers) -> Vec<Value> {
        differing(self.commitment(kept), &self.commitment(typed))
    }

    /// The same of what an organisation sent of itself, as the account's form names it: its details and its statement, and its
    /// other names and numbers.
    pub fn of_entries(
        &self,
        kept: (&OrganisationAnswers, &str, &NamesWish),
        typed: (&OrganisationAnswers, &str, &NamesWish),
    ) -> Vec<Value> {
        differing(self.entry(kept), &self.entry(typed))
    }

    /// What an organisation sent of itself, in words.
    pub fn entry(&self, (answers, statement, names): (&OrganisationAnswers, &str, &NamesWish)) -> Vec<Field> {
        let mut fields = self.details(answers, ACCOUNT);
        fields.push(("account-field-statement", statement.to_owned()));
        fields.extend(self.called(names));
        fields
    }

    /// How an organisation is to appear, in words.
    pub fn appearance(&self, answers: &VisibilityAnswers) -> Vec<Field> {
        vec![
            ("visibility-label", self.word("visibility-", &answers.choice)),
            ("visibility-until", self.day(&answers.until)),
        ]
    }

    /// What a page of the signing form asks, in words.
    pub fn page(&self, step: Step, draft: &Draft) -> Vec<Field> {
        match step {
            Step::Organisation => self.organisation(draft),
            Step::Representative => self.representative(draft),
            Step::Visibility => self.appearance(&draft.visibility),
            Step::Statement => vec![("sign-statement", draft.statement.clone())],
            Step::Commitments | Step::Check => Vec::new(),
        }
    }

    fn organisation(&self, draft: &Draft) -> Vec<Field> {
        let mut fields = self.details(&draft.organisation, SIGNING);
        fields.extend(numbers(&draft.identifiers));
        fields
    }

    fn details(&self, answers: &OrganisationAnswers, labels: Labels) -> Vec<Field> {
        let values = [
            self.word("category-", &answers.category.replace('_', "-")),
            answers.name.clone(),
            self.country(&answers.country),
            answers.website.clone(),
            answers.description.clone(),
        ];
        labels.into_iter().zip(values).collect()
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

    /// What a commitment says, in words.
    pub fn commitment(&self, answers: &CommitmentAnswers) -> Vec<Field> {
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
            ("promise-recipients", answers.recipients.clone()),
            ("promise-start-day", self.day(&answers.start)),
            ("promise-due-day", self.day(&answers.due)),
            ("promise-countries", countries.join(", ")),
            (EVIDENCE, answers.evidence.clone()),
        ]
    }

    /// Other names and numbers.
    fn called(&self, wish: &NamesWish) -> Vec<Field> {
        let line = |one: &NameAnswers| {
            let kind = self.word("name-kind-", &one.kind);
            let parts = [one.name.trim(), &kind, one.language.trim(), one.from.trim(), one.until.trim()];
            let told: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            (!one.name.trim().is_empty()).then(|| told.join(", "))
        };
        let names: Vec<String> = wish.names.iter().flatten().filter_map(line).collect();
        let mut fields = vec![("account-field-names", names.join("\n"))];
        fields.extend(numbers(&wish.identifiers.clone().unwrap_or_default()));
        fields
    }

    /// A choice in words. What is no choice was not chosen on the page, and is shown as it came.
    pub fn word(&self, list: &str, code: &str) -> String {
        let id = format!("{list}{code}");
        let known = !code.is_empty() && self.messages.has(self.locale, &id);
        if known { self.messages.plain(self.locale, &id, None) } else { code.to_owned() }
    }

    /// A day in words. What is none is shown as it was typed.
    fn day(&self, answer: &DayAnswer) -> String {
        let typed =
            || [&answer.day, &answer.month, &answer.year].map(|part| part.trim()).join(" ").trim().to_owned();
        answer.parse().map_or_else(|_| typed(), |day| dates::day(self.messages, self.locale, day, false))
    }

    fn country(&self, code: &str) -> String {
        Country::parse(code).map_or_else(|_| code.to_owned(), |country| country.name(self.locale).to_owned())
    }
}

fn numbers(of: &IdentifierAnswers) -> [Field; 3] {
    [
        ("identifier-lei", of.lei.clone()),
        ("identifier-ror", of.ror.clone()),
        ("identifier-wikidata", of.wikidata.clone()),
    ]
}

fn differing(kept: Vec<Field>, typed: &[Field]) -> Vec<Value> {
    // A browser sends each end of a line as two characters.
    let plain = |text: &str| text.replace("\r\n", "\n").trim().to_owned();
    let pairs = kept.into_iter().zip(typed).filter(|((_, kept), (_, typed))| plain(kept) != plain(typed));
    pairs.map(|((label, text), _)| json!({ "label": label, "text": text })).collect()
}
