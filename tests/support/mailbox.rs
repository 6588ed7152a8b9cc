//! Reads mails as a person does: from `.eml` files in a folder, by an independent parser.

use mail_parser::{MessageParser, PartType};
use std::path::Path;
use std::time::{Duration, Instant};

const WAIT: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(50);

/// A mail that arrived.
#[derive(Debug, Clone)]
pub struct Mail {
    /// The addresses of `To:`.
    pub to: Vec<String>,
    /// The address of `From:`.
    pub from: String,
    pub subject: String,
    /// The plain part, empty when there is none.
    pub text: String,
    /// The HTML part, empty when there is none.
    pub html: String,
    /// The mail as it was sent.
    pub raw: String,
}

impl Mail {
    /// Parses one mail.
    pub fn parse(raw: &[u8]) -> Mail {
        let message = MessageParser::default().parse(raw).expect("a mail that can be parsed");
        let mut text = String::new();
        let mut html = String::new();
        for part in &message.parts {
            match &part.body {
                PartType::Text(body) if text.is_empty() => text = body.to_string(),
                PartType::Html(body) if html.is_empty() => html = body.to_string(),
                _ => {}
            }
        }
        let addresses = |list: Option<&mail_parser::Address<'_>>| -> Vec<String> {
            let all = list.into_iter().flat_map(|list| list.iter());
            all.filter_map(|one| one.address().map(str::to_owned)).collect()
        };
        Mail {
            to: addresses(message.to()),
            from: addresses(message.from()).pop().unwrap_or_default(),
            subject: message.subject().unwrap_or_default().to_owned(),
            text,
            html,
            raw: String::from_utf8_lossy(raw).into_owned(),
        }
    }

    /// The web addresses in the plain part, in their order; in the HTML part when there is no plain one.
    pub fn links(&self) -> Vec<String> {
        if self.text.is_empty() { links(&self.html.replace("&amp;", "&")) } else { links(&self.text) }
    }

    /// The first link with this in it; panics with the mail when there is none.
    pub fn link(&self, part: &str) -> String {
        let found = self.links().into_iter().find(|link| link.contains(part));
        found.unwrap_or_else(|| panic!("no link with {part} in “{}”:\n{}", self.subject, self.text))
    }
}

/// Every mail in the folder, in the order of the files' names. No folder, no mails.
pub fn read(folder: &Path) -> Vec<Mail> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "eml"));
    paths.sort();
    paths.iter().filter_map(|path| std::fs::read(path).ok()).map(|raw| Mail::parse(&raw)).collect()
}

/// Waits until the folder holds this many mails to an address, and gives them; panics when they do not come.
pub fn wait_for(folder: &Path, to: &str, count: usize) -> Vec<Mail> {
    let until = Instant::now() + WAIT;
    loop {
        let all = read(folder);
        let (theirs, others): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|mail| mail.to.iter().any(|one| one == to));
        if theirs.len() >= count {
            return theirs;
        }
        if Instant::now() > until {
            let others: Vec<_> = others.iter().map(|mail| (&mail.to, &mail.subject)).collect();
            panic!("{} of {count} mails to {to} came; others: {others:?}", theirs.len());
        }
        std::thread::sleep(PAUSE);
    }
}

fn links(text: &str) -> Vec<String> {
    let starts = text.match_indices("http").filter(|(at, _)| {
        let rest = &text[*at..];
        rest.starts_with("http://") || rest.starts_with("https://")
    });
    let ends = |one: char| one.is_whitespace() || matches!(one, '<' | '>' | '"' | '\'');
    starts
        .map(|(at, _)| text[at..].split(ends).next().unwrap_or_default())
        .map(|link| link.trim_end_matches(['.', ',', ')', ';', ':']).to_owned())
        .collect()
}
