//! One mail, written out, and its form on the wire (RFC 5322, RFC 2046).
//!
//! The only place that makes headers. What could add a header of its own is refused, not mended.

use super::outcome::Reason;
use crate::domain::{Moment, outbox::Hindrance};
use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart, SinglePart,
        header::{ContentDisposition, ContentTransferEncoding, ContentType, HeaderName, HeaderValue},
    },
};
use std::time::{Duration, SystemTime};

/// A mail ready to be sent. Its `Debug` names the message id alone: the rest is somebody's.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// Where it goes: one bare address that `Email::parse` accepted. A name is never added to it, as
    /// names are what users typed.
    pub to: String,
    /// Whom it comes from: the sender of the configuration.
    pub from: Mailbox,
    /// One line that holds nothing a user typed.
    pub subject: String,
    /// The mail as plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// `left@right` without angle brackets, the same in every attempt, so that a mail that arrives twice
    /// is known as one. Letters, digits, `.`, `-` and `_` on either side.
    pub message_id: String,
    /// When it was written: the `Date` header, the same in every attempt.
    pub written: Moment,
    /// Whether a program wrote it, so that no other program answers (RFC 3834).
    pub auto_submitted: bool,
    /// A file that goes with it: its name and what is in it.
    pub attached: Option<(String, String)>,
    /// Where the reader's mail program declines mails of this kind, in one click (RFC 8058).
    pub unsubscribe: Option<String>,
}

impl Letter {
    /// The mail as it travels: text and HTML as alternatives, in UTF-8.
    ///
    /// # Errors
    /// `Hindrance::Letter` when the recipient is no address, or subject or message id could change headers.
    pub fn message(&self) -> Result<Message, Reason> {
        let flaw = |words: &str| Reason::new(Hindrance::Letter, words);
        let to: Address = self.to.parse().map_err(|_| flaw("the recipient is no mail address"))?;
        if self.subject.chars().any(breaks_line) {
            return Err(flaw("the subject holds a line break or another control character"));
        }
        if !is_message_id(&self.message_id) {
            return Err(flaw("the message id is not of the form left@right"));
        }
        let mut builder = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(self.subject.as_str())
            .message_id(Some(format!("<{}>", self.message_id)))
            .date(system_time(self.written));
        if self.auto_submitted {
            let name = HeaderName::new_from_ascii_str("Auto-Submitted");
            builder = builder.raw_header(HeaderValue::new(name, "auto-generated".to_owned()));
        }
        if let Some(address) = &self.unsubscribe {
            if !address.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'>') {
                return Err(flaw("the address to unsubscribe is none"));
            }
            let raw = |name: &'static str, value: String| {
                HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
            };
            builder = builder
                .raw_header(raw("List-Unsubscribe", format!("<{address}>")))
                .raw_header(raw("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
        }
        let written = MultiPart::alternative_plain_html(self.text.clone(), self.html.clone());
        let whole = match &self.attached {
            Some((name, content)) => MultiPart::mixed().multipart(written).singlepart(file(name, content)),
            None => written,
        };
        builder.multipart(whole).map_err(|error| flaw(&error.to_string()))
    }

    /// What the mail is called in a folder: `<moment>-<id>.eml`, the same in every attempt.
    pub(super) fn file_name(&self) -> String {
        let id = self.message_id.split('@').next().unwrap_or_default();
        format!("{}-{id}.eml", self.written.rfc3339().replace(':', ""))
    }
}

impl std::fmt::Debug for Letter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Letter").field("message_id", &self.message_id).finish_non_exhaustive()
    }
}

/// A file in base64, so that no program on the way changes its line breaks.
fn file(name: &str, content: &str) -> SinglePart {
    SinglePart::builder()
        .header(ContentType::parse("application/octet-stream").unwrap_or(ContentType::TEXT_PLAIN))
        .header(ContentDisposition::attachment(name))
        .header(ContentTransferEncoding::Base64)
        .body(content.as_bytes().to_vec())
}

/// Whether a character could end a header's line, here or in a careless program further on.
fn breaks_line(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Whether this is a message id that is safe as a header and as a file's name.
fn is_message_id(id: &str) -> bool {
    let safe = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
    };
    id.len() <= 200 && id.split_once('@').is_some_and(|(left, right)| safe(left) && safe(right))
}

/// The moment as lettre wants it.
fn system_time(moment: Moment) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_millis(u64::try_from(moment.millis()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use mail_parser::{MessageParser, MimeHeaders};

    /// A letter to an invented person.
    fn letter() -> Letter {
        Letter {
            to: "anna@eksempel.example".to_owned(),
            from: "Tilsagn <tilsagn@ministerium.example>".parse().unwrap(),
            subject: "Bekræft jeres tilsagn på årsmødet".to_owned(),
            text: "Kære læser\n\nBekræft her: https://tilsagn.example/confirm/abc\n".to_owned(),
            html: "<p>Kære læser</p>".to_owned(),
            message_id: "17-4fa1@tilsagn.example".to_owned(),
            written: Moment::from_millis(1_795_000_000_123),
            auto_submitted: true,
            attached: None,
            unsubscribe: None,
        }
    }

    #[test]
    fn the_headers_say_what_they_should() {
        let bytes = letter().message().unwrap().formatted();
        let parsed = MessageParser::default().parse(&bytes).unwrap();
        assert_eq!(parsed.subject(), Some("Bekræft jeres tilsagn på årsmødet"));
        assert_eq!(parsed.message_id(), Some("17-4fa1@tilsagn.example"));
        assert_eq!(parsed.date().unwrap().to_timestamp(), 1_795_000_000);
        assert_eq!(parsed.header_raw("Auto-Submitted").unwrap().trim(), "auto-generated");
        assert_eq!(parsed.body_text(0).unwrap().replace("\r\n", "\n"), letter().text);
        assert_eq!(parsed.body_html(0).unwrap().trim_end(), letter().html);
        assert_eq!(parsed.content_type().unwrap().subtype(), Some("alternative"));
        let mut named: Vec<_> = parsed.headers().iter().map(|header| header.name().to_owned()).collect();
        named.sort();
        assert_eq!(
            named,
            ["Auto-Submitted", "Content-Type", "Date", "From", "MIME-Version", "Message-ID", "Subject", "To"]
        );
    }

    #[test]
    fn a_file_arrives_byte_for_byte() {
        let content = "c2sp.org/tlog-proof@v1\n\nlog\n\n\u{2014} log abc=\n".to_owned();
        let attached = Some(("receipt-41.tlog-proof".to_owned(), content.clone()));
        let bytes = Letter { attached, ..letter() }.message().unwrap().formatted();
        let parsed = MessageParser::default().parse(&bytes).unwrap();
        let file = parsed.attachment(0).unwrap();
        assert_eq!(file.attachment_name(), Some("receipt-41.tlog-proof"));
        assert_eq!(file.contents(), content.as_bytes());
        assert_eq!(parsed.body_text(0).unwrap().replace("\r\n", "\n"), letter().text);
        assert_eq!(parsed.body_html(0).unwrap().trim_end(), letter().html);
    }

    #[test]
    fn a_mail_by_a_person_is_not_marked_as_a_machines() {
        let bytes = Letter { auto_submitted: false, ..letter() }.message().unwrap().formatted();
        assert!(!String::from_utf8(bytes).unwrap().contains("Auto-Submitted"));
    }

    #[test]
    fn nothing_can_add_a_header() {
        for line in
            ["Hej\r\nBcc: all@example.org", "Hej\nX: y", "Hej\rX: y", "Hej\0", "Hej\u{85}", "a\u{2028}b"]
        {
            let refused = Letter { subject: line.to_owned(), ..letter() }.message().unwrap_err();
            assert_eq!(refused.hindrance, Hindrance::Letter, "{line:?}");
        }
        for to in ["a@b.example\r\nBcc: c@d.example", "a@b.example, c@d.example", "Anna <a@b.example>", ""] {
            assert!(Letter { to: to.to_owned(), ..letter() }.message().is_err(), "{to:?}");
        }
        for id in ["a@b>\r\nX: y", "../a@b", "a b@c", "@b", "a@", "ab", "a@b@c", "æ@b"] {
            assert!(Letter { message_id: id.to_owned(), ..letter() }.message().is_err(), "{id:?}");
        }
    }

    #[test]
    fn debug_names_nobody() {
        let shown = format!("{:?}", letter());
        assert_eq!(shown, "Letter { message_id: \"17-4fa1@tilsagn.example\", .. }");
    }
}
