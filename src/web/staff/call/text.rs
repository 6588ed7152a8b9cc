//! One language's text of the version being prepared. What was typed always comes back.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::super::acting::Acting;
use super::super::page_with;
use super::{advice, prepared};
use crate::app::call::desk::Edition;
use crate::app::call::edit::{self, Saved, Typed};
use crate::domain::call::{Authority, Text, TextProblems, VersionState, texts};
use crate::domain::locale::LanguageTag;
use crate::domain::permit::EditCall;
use crate::domain::{Error, Refusal, Result};
use crate::view::Mistake;
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::pages::speech::Speech;

/// The field that holds the text.
const FIELD: &str = "markdown";

/// The form; for a new language it begins with the authentic text.
pub async fn show(desk: Acting<EditCall>, language: web::Path<String>) -> Result<HttpResponse, Failure> {
    let page = Writing::of(&desk, &language).await?;
    let renewed = page.stored().is_none_or(|text| !page.is_stale(text));
    let from = page.stored().or_else(|| texts::authentic(&page.edition.texts));
    let authority = page.stored().map_or(Authority::Official, |text| text.authority);
    let values = json!({
        "markdown": from.map(|text| &text.markdown), "authority": authority,
        "renewed": if renewed { "yes" } else { "" },
    });
    page.answer(StatusCode::OK, values, &[])
}

/// Saves the text.
pub async fn save(
    desk: Acting<EditCall>,
    language: web::Path<String>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let outcome = edit::save(desk.app(), desk.origin(), &desk.permit, typed(&form, &language)).await;
    let page = Writing::of(&desk, &language);
    match outcome {
        Ok(Saved::Kept) => Ok(desk.see("/staff/call/edit?done=text")),
        Ok(Saved::Faulty(problems)) => page.await?.faulty(&form, &problems),
        Err(Error::Conflict) => page.await?.overtaken(&form),
        Err(Error::Invalid(problems)) => {
            let problems = desk.words(&problems)?;
            page.await?.answer(StatusCode::UNPROCESSABLE_ENTITY, kept(&form), &problems)
        }
        Err(error) => Err(error.into()),
    }
}

fn typed(form: &Form, language: &str) -> Typed {
    Typed {
        language: language.to_owned(),
        authority: form.get("authority").to_owned(),
        markdown: form.get(FIELD).to_owned(),
        renewed: form.get("renewed") == "yes",
        seen: form.get("seen").to_owned(),
    }
}

fn kept(form: &Form) -> Value {
    let get = |name: &str| form.get(name).to_owned();
    json!({ "markdown": get(FIELD), "authority": get("authority"), "renewed": get("renewed") })
}

/// The page of one text.
struct Writing<'a> {
    desk: &'a Acting<EditCall>,
    edition: Edition,
    language: String,
}

impl<'a> Writing<'a> {
    async fn of(desk: &'a Acting<EditCall>, language: &str) -> Result<Writing<'a>> {
        let tag = LanguageTag::parse(language).map_err(|_| Error::NotFound)?;
        if tag.as_str() != language {
            return Err(Error::NotFound);
        }
        let (_, edition) = prepared(&desk.site, &desk.colleague).await?;
        if edition.version.state != VersionState::Draft {
            return Err(Error::Refused(Refusal::WrongState));
        }
        Ok(Writing { desk, edition, language: language.to_owned() })
    }

    fn stored(&self) -> Option<&Text> {
        texts::of_language(&self.edition.texts, &self.language)
    }

    fn is_stale(&self, text: &Text) -> bool {
        texts::authentic(&self.edition.texts)
            .is_some_and(|prevailing| text.is_stale(&prevailing.fingerprint()))
    }

    /// What is wrong, each with its line.
    fn faulty(&self, form: &Form, problems: &TextProblems) -> Result<HttpResponse, Failure> {
        let mistake = |text| Mistake::new(FIELD, text);
        let problems: Vec<_> = advice(&self.desk.visitor, problems)?.into_iter().map(mistake).collect();
        self.answer(StatusCode::UNPROCESSABLE_ENTITY, kept(form), &problems)
    }

    /// Somebody saved this text meanwhile: theirs is shown below, and saving again takes its place.
    fn overtaken(&self, form: &Form) -> Result<HttpResponse, Failure> {
        let text = Speech::of(self.desk.visitor.locale)?.word("calledit-overtaken");
        let mistake = Mistake::new(FIELD, text);
        self.answer(StatusCode::CONFLICT, kept(form), &[mistake])
    }

    fn answer(
        &self,
        status: StatusCode,
        values: Value,
        problems: &[Mistake],
    ) -> Result<HttpResponse, Failure> {
        let speech = Speech::of(self.desk.visitor.locale)?;
        let option = |one: &Authority| json!({ "value": one, "label": speech.code("authority", one.code()) });
        let authentic = texts::authentic(&self.edition.texts);
        let prevails = authentic.is_none_or(|text| text.language == self.language);
        let stored = self.stored();
        let values = json!({
            "read_in": speech.language(&self.language), "new": stored.is_none(), "prevails": prevails,
            "authorities": Authority::ALL.iter().map(option).collect::<Vec<_>>(),
            "seen": edit::mark(stored), "stale": stored.is_some_and(|text| self.is_stale(text)),
            "stored": stored.filter(|_| status == StatusCode::CONFLICT).map(|text| &text.markdown),
            "original": authentic.filter(|_| !prevails).map(|text| json!({
                "language": speech.language(&text.language), "markdown": text.markdown,
            })),
            "values": values, "problems": problems,
        });
        let status = (status, &self.desk.colleague);
        page_with(&self.desk.site, &self.desk.visitor, status, "staff/call/text.html", &values)
    }
}
