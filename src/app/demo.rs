//! What only the demo shows: the mails that were written, and the colleagues' codes of the moment.

use std::path::{Path, PathBuf};

use mail_parser::{MessageParser, MessagePart, MimeHeaders};
use serde::Serialize;

use super::App;
use crate::domain::{Error, Moment, Result};
use crate::{store, totp};

/// The setting that says that a database is a demo's own.
pub const MARK: &str = "demo";
/// Most mails shown.
const SHOWN: usize = 50;

/// A colleague's code of this moment.
#[derive(Debug, Serialize)]
pub struct Code {
    pub name: String,
    pub email: String,
    pub roles: Vec<&'static str>,
    pub code: String,
}

/// A mail as it lies in the folder.
#[derive(Debug, Serialize)]
pub struct Mail {
    /// The file's name, which is its address under `/demo/mail/`.
    pub file: String,
    pub to: String,
    pub subject: String,
    pub at: Option<Moment>,
    pub text: String,
    /// The HTML part, a whole page.
    #[serde(skip)]
    pub html: String,
    pub attachments: Vec<Attachment>,
}

/// A file that came with a mail.
#[derive(Debug, Serialize)]
pub struct Attachment {
    pub name: String,
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

/// A demo. What follows is told of no other site, by whatever door it is asked for.
pub struct Demo<'a>(&'a App);

impl<'a> Demo<'a> {
    /// The demo that this is.
    ///
    /// # Errors
    /// Not found, unless the database is a demo's own.
    pub async fn of(app: &'a App) -> Result<Demo<'a>> {
        let is_marked = app.store.read(|db| Ok(store::setting::all(db)?.contains_key(MARK))).await?;
        if is_marked { Ok(Demo(app)) } else { Err(Error::NotFound) }
    }

    /// The codes of all colleagues who have a second factor.
    ///
    /// # Errors
    /// Internal.
    pub async fn codes(&self) -> Result<Vec<Code>> {
        let now = self.0.clock.now();
        let mut codes = Vec::new();
        for row in self.0.store.read(store::staff::list).await? {
            let Some(sealed) = row.totp_sealed else { continue };
            let secret =
                String::from_utf8(self.0.secrets.open("staff.totp", &sealed)?).map_err(Error::internal)?;
            let roles = row.roles.0.iter().map(|role| role.code()).collect();
            codes.push(Code { name: row.name, email: row.email, roles, code: totp::code_at(&secret, now)? });
        }
        Ok(codes)
    }

    /// The newest mails, newest first.
    ///
    /// # Errors
    /// Internal, if the folder cannot be read.
    pub fn inbox(&self) -> Result<Vec<Mail>> {
        let folder = folder(self.0)?;
        if !folder.exists() {
            return Ok(Vec::new());
        }
        let listed = std::fs::read_dir(&folder).map_err(Error::internal)?;
        let mut files: Vec<PathBuf> = listed.filter_map(|file| file.ok().map(|file| file.path())).collect();
        files.retain(|file| file.extension().is_some_and(|ending| ending == "eml"));
        files.sort();
        files.iter().rev().take(SHOWN).map(|file| read(file)).collect()
    }

    /// One mail by its file's name.
    ///
    /// # Errors
    /// Not found, if there is none with exactly this name.
    pub fn mail(&self, name: &str) -> Result<Mail> {
        self.inbox()?.into_iter().find(|mail| mail.file == name).ok_or(Error::NotFound)
    }
}

fn attachment(part: &MessagePart<'_>) -> Option<Attachment> {
    Some(Attachment { name: part.attachment_name()?.to_owned(), bytes: part.contents().to_vec() })
}

fn folder(app: &App) -> Result<PathBuf> {
    let folder = app.config.mail_url.strip_prefix("file:").ok_or(Error::NotFound)?;
    Ok(PathBuf::from(folder))
}

fn read(path: &Path) -> Result<Mail> {
    let bytes = std::fs::read(path).map_err(Error::internal)?;
    let message =
        MessageParser::new().parse(&bytes).ok_or_else(|| Error::internal("a mail cannot be read"))?;
    let to = message.to().and_then(|to| to.first()).and_then(|to| to.address());
    Ok(Mail {
        file: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        to: to.unwrap_or_default().to_owned(),
        subject: message.subject().unwrap_or_default().to_owned(),
        at: message.date().map(|date| Moment::from_millis(date.to_timestamp() * 1000)),
        text: message.body_text(0).unwrap_or_default().into_owned(),
        html: message.body_html(0).unwrap_or_default().into_owned(),
        attachments: message.attachments().filter_map(attachment).collect(),
    })
}
