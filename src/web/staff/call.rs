//! The Call's next version: its texts as files, what changes, the first person's proposal and the
//! second person's word.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Serialize;
use serde_json::json;

use crate::app::call::{self, Overview};
use crate::domain::call::source::{self, SourceFile};
use crate::domain::call::{ChangeKind, TextProblems};
use crate::domain::permit::{EditCall, PublishCall};
use crate::domain::{Error, Refusal, Result};
use crate::web::error::Failure;
use crate::web::form::Form;
use crate::web::private;
use crate::web::signed_in::Colleague;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

/// One text's file in the form.
#[derive(Debug, Clone, Serialize)]
struct File {
    language: String,
    source: String,
}

/// The version in force, the one being prepared, and what each may become.
pub async fn show(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
) -> Result<HttpResponse, Failure> {
    let overview = seen_by(&site, &colleague).await?;
    let now = site.app.clock.now();
    let edits = colleague.staff.permit::<EditCall>(now).is_ok();
    let publishes =
        matches!(colleague.staff.permit::<PublishCall>(now), Ok(_) | Err(Error::Refused(Refusal::StepUp)));
    let signed = site.app.register.snapshot().listed_signatories().count();
    let values = json!({ "overview": overview, "edits": edits, "publishes": publishes, "signed": signed });
    super::page(&site, &visitor, &colleague, "staff/call/overview.html", &values)
}

/// What the prepared version changes in the authentic text.
pub async fn changes(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
) -> Result<HttpResponse, Failure> {
    seen_by(&site, &colleague).await?;
    let comparison = call::changes(&site.app).await?;
    super::page(&site, &visitor, &colleague, "staff/call/changes.html", &json!({ "comparison": comparison }))
}

/// The texts, to be edited.
pub async fn texts(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
) -> Result<HttpResponse, Failure> {
    let permit = colleague.staff.permit::<EditCall>(site.app.clock.now())?;
    let (kind, texts) = call::to_edit(&site.app, &permit).await?;
    let files = source::write(&texts)
        .into_iter()
        .map(|file| File { language: file.name.trim_end_matches(".md").to_owned(), source: file.content });
    let files: Vec<_> = files.collect();
    let values = json!({ "files": files, "kind": kind, "wrong": TextProblems::default() });
    super::page(&site, &visitor, &colleague, "staff/call/texts.html", &values)
}

/// Keeps the texts, or shows what is wrong with them. Nothing typed is lost.
pub async fn save(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    form: Form,
) -> Result<HttpResponse, Failure> {
    colleague.staff.permit::<EditCall>(site.app.clock.now())?;
    let kind = ChangeKind::from_code(form.get("kind")).unwrap_or(ChangeKind::Substantive);
    let pairs = form.all("language").zip(form.all("source"));
    let sent: Vec<SourceFile> = pairs
        .filter(|(_, source)| !source.trim().is_empty())
        // Browsers send line ends as CR LF; the text's bytes have LF alone.
        .map(|(language, source)| SourceFile {
            name: format!("{}.md", language.trim()),
            content: source.replace("\r\n", "\n"),
        })
        .collect();
    match source::read(&sent) {
        Ok(texts) => {
            call::prepare(&site.app, visitor.origin_of(colleague.actor()), kind, texts).await?;
            Ok(private::see(&visitor, "/staff/call"))
        }
        Err(wrong) => {
            let files = sent.into_iter().map(|file| File {
                language: file.name.trim_end_matches(".md").to_owned(),
                source: file.content,
            });
            let files: Vec<_> = files.collect();
            let lines: Vec<_> = wrong.0.iter().map(ToString::to_string).collect();
            let values = json!({ "files": files, "kind": kind, "wrong": lines });
            let status = (StatusCode::UNPROCESSABLE_ENTITY, &colleague);
            super::page_with(&site, &visitor, status, "staff/call/texts.html", &values)
        }
    }
}

/// Asks for a second person's eyes.
pub async fn propose(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let permit = colleague.staff.permit::<EditCall>(site.app.clock.now())?;
    call::propose(&site.app, &permit, seen(&form)?).await?;
    Ok(private::see(&visitor, "/staff/call"))
}

/// Takes the proposal back, or gives it back to the first person.
pub async fn take_back(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let now = site.app.clock.now();
    if colleague.staff.permit::<EditCall>(now).is_err() {
        colleague.staff.permit::<PublishCall>(now)?;
    }
    call::take_back(&site.app, visitor.origin_of(colleague.actor()), seen(&form)?).await?;
    Ok(private::see(&visitor, "/staff/call"))
}

/// Publishes, as the second person.
pub async fn publish(
    site: web::Data<Site>,
    visitor: Visitor,
    colleague: Colleague,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let permit = colleague.staff.permit::<PublishCall>(site.app.clock.now())?;
    call::publish(&site.app, &permit, seen(&form)?).await?;
    Ok(private::see(&visitor, "/staff/call"))
}

/// The Call's desk is for those who edit and those who publish.
async fn seen_by(site: &Site, colleague: &Colleague) -> Result<Overview> {
    let now = site.app.clock.now();
    match (colleague.staff.permit::<EditCall>(now), colleague.staff.permit::<PublishCall>(now)) {
        (Ok(_), _) | (_, Ok(_) | Err(Error::Refused(Refusal::StepUp))) => call::overview(&site.app).await,
        (Err(refused), _) => Err(refused),
    }
}

fn seen(form: &Form) -> Result<i64> {
    form.get("revision").parse().map_err(|_| Error::Conflict)
}
