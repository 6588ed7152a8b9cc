//! Where a log is read from: a site over HTTP, or a folder with a copy of one.

use std::fs::File;
use std::io::{BufReader, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use ureq::{Agent, Body};
use url::Url;

use super::lines::{self, Text};
use crate::domain::{Error, Result};
use crate::log::Fault;
use crate::log::check::{Lines, Source};
use crate::outward;

/// What a copy of a register has in one file, or a site gives at once: about a kilobyte for each of a million.
const REGISTER: u64 = 1 << 30;
/// Longest files that are read whole, in bytes, by the beginning of their path. Entries are read line by line.
const LONGEST: &[(&str, u64)] = &[
    ("log/key", 64 << 10),
    ("log/checkpoints", REGISTER),
    ("log/checkpoint", 1 << 20),
    ("log/entries/", 1 << 20),
    // As many records as it has, each with its length.
    ("log/tile/entries/", 256 * (2 + 0xffff)),
    ("log/tile/", 64 << 10),
    ("api/v1/signatories", REGISTER),
    ("api/v1/commitments", REGISTER),
    ("data/", REGISTER),
    ("", 64 << 20),
];
/// How long is waited until more comes.
const TIMEOUT: Duration = Duration::from_secs(60);
/// How long one file may take.
const LONGEST_TIME: Duration = Duration::from_secs(60 * 60);
/// A network fails now and then; a question that changes nothing is asked again.
const TRIES: u32 = 3;
const PAUSE: Duration = Duration::from_secs(1);

/// A place as it was named on the command line.
#[derive(Debug, Clone)]
pub enum Place {
    /// Without a slash at the end.
    Site(String),
    Folder(PathBuf),
}

impl FromStr for Place {
    type Err = String;

    fn from_str(text: &str) -> Result<Place, String> {
        if is_address(text) {
            // Scheme and host have one spelling: what was seen is remembered by it.
            let address = Url::parse(text).map_err(|error| format!("{text} is no address: {error}"))?;
            let site = address.as_str().trim_end_matches('/');
            return Ok(Place::Site(site.strip_suffix("/log").unwrap_or(site).to_owned()));
        }
        let folder = PathBuf::from(text);
        match folder.is_dir() {
            true => Ok(Place::Folder(folder)),
            false => Err(format!(
                "there is no folder {text}: expected one that is there, or an address with https://, for example \
                 https://call.example.org"
            )),
        }
    }
}

fn is_address(text: &str) -> bool {
    let begins =
        |scheme: &str| text.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme));
    begins("https://") || begins("http://")
}

/// A place that was opened.
pub enum Opened {
    Site { agent: Agent, base: String },
    Folder(PathBuf),
}

impl Place {
    /// Gets ready to read.
    ///
    /// # Errors
    /// Internal, if TLS cannot be set up.
    pub fn open(&self) -> Result<Opened> {
        match self {
            Place::Folder(folder) => Ok(Opened::Folder(folder.clone())),
            Place::Site(base) => {
                let agent = outward::agent_without_name(TIMEOUT, LONGEST_TIME);
                Ok(Opened::Site { agent, base: base.clone() })
            }
        }
    }
}

impl Source for Opened {
    fn get(&mut self, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        match self {
            Opened::Site { agent, base } => {
                let address = format!("{base}/{path}");
                match from_site(agent, &address, whole(path))? {
                    (200, body) => Ok(Some(body)),
                    (404 | 410, _) => Ok(None),
                    // Who is away for a while says nothing of what is there.
                    (status @ 502..=504, _) => Err(not_looked_at(path, &address, status)),
                    (500..=599, _) => Ok(None),
                    (status, _) => Err(refused(&address, status)),
                }
            }
            Opened::Folder(folder) => from_folder(folder, path),
        }
    }

    fn shown(&mut self, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        let Opened::Site { agent, base } = self else { return self.get(path) };
        shown_at(agent, base, path, whole(path))
    }

    fn lines(&mut self, path: &str) -> Result<Option<Lines>, Fault> {
        match self {
            Opened::Site { agent, base } => lines_of_site(agent, base, path),
            Opened::Folder(folder) => Ok(in_folder(folder, path)?.map(lines_of_file)),
        }
    }

    fn grows(&self) -> bool {
        matches!(self, Opened::Site { .. })
    }
}

/// How long the file at a path may be, in bytes.
fn longest(path: &str) -> u64 {
    LONGEST.iter().find(|(begin, _)| path.starts_with(begin)).map_or(0, |(_, longest)| *longest)
}

/// A file of a copy, and the path under which it is told of.
struct Found {
    file: File,
    path: PathBuf,
}

/// What a folder has at a path: a file of its own. Whatever else stands there, or leads out of it, was put there to be read by
/// mistake, or would never end. A copy holds each file whole: what stands behind a question mark chooses a part.
fn in_folder(folder: &Path, path: &str) -> Result<Option<Found>, Fault> {
    let path = folder.join(path.split('?').next().unwrap_or(path));
    let failed = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => Ok(None),
        _ => Err(unreadable(&path, &error)),
    };
    let found = folder.canonicalize().and_then(|folder| Ok((folder, path.canonicalize()?)));
    let (folder, real) = match found {
        Ok(found) => found,
        Err(error) => return failed(error),
    };
    if !real.starts_with(folder) {
        return Err(not_read(&path, "it leads out of the folder"));
    }
    match std::fs::metadata(&real) {
        Ok(what) if what.is_dir() => return Err(not_read(&path, "it is a folder, where a file belongs")),
        Ok(what) if !what.is_file() => return Err(not_read(&path, "it is no file")),
        Ok(_) => {}
        Err(error) => return failed(error),
    }
    match File::open(&real) {
        Ok(file) => Ok(Some(Found { file, path })),
        Err(error) => failed(error),
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Fault {
    Fault::new(format!("{} cannot be read: {error}", path.display()))
}

fn not_read(path: &Path, why: &str) -> Fault {
    Fault::new(format!("{} is not read: {why}", path.display()))
}

fn from_folder(folder: &Path, path: &str) -> Result<Option<Vec<u8>>, Fault> {
    let longest = longest(path);
    let Some(Found { file, path }) = in_folder(folder, path)? else { return Ok(None) };
    let mut bytes = Vec::new();
    match file.take(longest + 1).read_to_end(&mut bytes) {
        Ok(read) if read as u64 > longest => {
            Err(not_read(&path, &format!("it has more than {longest} bytes")))
        }
        Ok(_) => Ok(Some(bytes)),
        Err(error) => Err(unreadable(&path, &error)),
    }
}

fn lines_of_file(Found { file, path }: Found) -> Lines {
    let name = path.display().to_string();
    let broken = move |error: &std::io::Error| Err(unreadable(&path, error));
    Box::new(lines::of(name, BufReader::new(Box::new(file)), broken))
}

/// The lines of what a site shows. Where it breaks off, it is asked for again: a line stays in its place.
fn lines_of_site(agent: &Agent, base: &str, path: &str) -> Result<Option<Lines>, Fault> {
    let Some(text) = shown_at(agent, base, path, streamed)? else { return Ok(None) };
    let (agent, address, mut tried) = (agent.clone(), format!("{base}/{path}"), 1);
    let name = address.clone();
    let broken = move |error: &std::io::Error| {
        if tried == TRIES {
            return Err(Fault::new(format!("{address} breaks off: {error}")));
        }
        tried += 1;
        std::thread::sleep(PAUSE);
        match from_site(&agent, &address, streamed)? {
            (200, text) => Ok(text),
            (status, _) => Err(refused(&address, status)),
        }
    };
    Ok(Some(Box::new(lines::of(name, text, broken))))
}

/// What a site shows at a path, taken by `read`; nothing, where it has nothing there.
fn shown_at<T>(
    agent: &Agent,
    base: &str,
    path: &str,
    read: impl Fn(Body) -> Result<T, ureq::Error>,
) -> Result<Option<T>, Fault> {
    let address = format!("{base}/{path}");
    match from_site(agent, &address, read)? {
        (200, body) => Ok(Some(body)),
        (404 | 410, _) => Ok(None),
        (status, _) => Err(not_looked_at(path, &address, status)),
    }
}

/// The whole body of an answer, as long as what is at a path may be.
fn whole(path: &str) -> impl Fn(Body) -> Result<Vec<u8>, ureq::Error> {
    let longest = longest(path);
    move |body| body.into_with_config().limit(longest).read_to_vec()
}

/// The body of an answer, to be read piece by piece.
fn streamed(body: Body) -> Result<Text, ureq::Error> {
    Ok(BufReader::new(Box::new(body.into_reader())))
}

/// The status that a site answers with, and what is read of the body. What is too long is not asked for again.
fn from_site<T>(
    agent: &Agent,
    address: &str,
    read: impl Fn(Body) -> Result<T, ureq::Error>,
) -> Result<(u16, T), Fault> {
    let mut tried = 1;
    loop {
        let why = match ask(agent, address, &read) {
            Ok((status, body)) if status < 500 || tried == TRIES => return Ok((status, body)),
            Err(ureq::Error::BodyExceedsLimit(longest)) => {
                return Err(Fault::new(format!("{address} sends more than {longest} bytes")));
            }
            answer => answer.err(),
        };
        if let Some(why) = why.filter(|_| tried == TRIES) {
            return Err(Fault::new(format!("{address} does not answer: {why}")));
        }
        std::thread::sleep(PAUSE);
        tried += 1;
    }
}

fn refused(address: &str, status: u16) -> Fault {
    Fault::new(format!("{address} answers with status {status}"))
}

fn not_looked_at(path: &str, address: &str, status: u16) -> Fault {
    Fault::new(format!("{path} could not be looked at: {}", refused(address, status)))
}

fn ask<T>(
    agent: &Agent,
    address: &str,
    read: impl Fn(Body) -> Result<T, ureq::Error>,
) -> Result<(u16, T), ureq::Error> {
    let response = agent.get(address).call()?;
    let status = response.status().as_u16();
    Ok((status, read(response.into_body())?))
}

/// An error of the checker in words for the terminal.
pub fn failed(fault: Fault) -> Error {
    Error::internal(fault.0)
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn an_address_is_one_place_however_it_is_spelled() {
        for text in
            ["https://call.example.org", "HTTPS://Call.Example.ORG:443/", "https://call.example.org/log/"]
        {
            let place = text.parse::<Place>();
            assert!(
                matches!(&place, Ok(Place::Site(site)) if site == "https://call.example.org"),
                "{place:?}"
            );
        }
        assert!("http://".parse::<Place>().is_err_and(|why| why.contains("is no address")));
    }
}
