//! Where a log is read from: a site over HTTP, or a folder with a copy of one.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use ureq::Agent;
use url::Url;

use crate::domain::{Error, Result};
use crate::log::Fault;
use crate::log::check::Source;
use crate::outward;

/// Longest files that are taken, in bytes, by the beginning of their path. A page of entries is the longest there is.
const LONGEST: &[(&str, u64)] = &[
    ("log/key", 64 << 10),
    ("log/checkpoints", 256 << 20),
    ("log/checkpoint", 1 << 20),
    ("log/entries/", 1 << 20),
    // As many records as it has, each with its length.
    ("log/tile/entries/", 256 * (2 + 0xffff)),
    ("log/tile/", 64 << 10),
    ("", 256 << 20),
];
const TIMEOUT: Duration = Duration::from_secs(60);
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
                Ok(Opened::Site { agent: outward::agent_without_name(TIMEOUT), base: base.clone() })
            }
        }
    }
}

impl Source for Opened {
    fn get(&mut self, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        match self {
            Opened::Site { agent, base } => {
                let address = format!("{base}/{path}");
                match from_site(agent, &address, longest(path))? {
                    (200, body) => Ok(Some(body)),
                    (404 | 410, _) => Ok(None),
                    // Who is away for a while says nothing of what is there.
                    (status @ 502..=504, _) => Err(not_looked_at(path, &address, status)),
                    (500..=599, _) => Ok(None),
                    (status, _) => Err(refused(&address, status)),
                }
            }
            // A copy holds each file whole: what stands behind a question mark chooses a part.
            Opened::Folder(folder) => from_folder(folder, path.split('?').next().unwrap_or(path)),
        }
    }

    fn shown(&mut self, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        let Opened::Site { agent, base } = self else { return self.get(path) };
        let address = format!("{base}/{path}");
        match from_site(agent, &address, longest(path))? {
            (200, body) => Ok(Some(body)),
            (404 | 410, _) => Ok(None),
            (status, _) => Err(not_looked_at(path, &address, status)),
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

/// What a folder has at a path: a file of its own. Whatever else stands there, or leads out of it, was put there to be read by
/// mistake, or would never end.
fn from_folder(folder: &Path, path: &str) -> Result<Option<Vec<u8>>, Fault> {
    let file = folder.join(path);
    let failed = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => Ok(None),
        _ => Err(Fault::new(format!("{} cannot be read: {error}", file.display()))),
    };
    let found = folder.canonicalize().and_then(|folder| Ok((folder, file.canonicalize()?)));
    let (folder, real) = match found {
        Ok(found) => found,
        Err(error) => return failed(error),
    };
    let wrong = |why: &str| Err(Fault::new(format!("{} is not read: {why}", file.display())));
    if !real.starts_with(folder) {
        return wrong("it leads out of the folder");
    }
    match std::fs::metadata(&real) {
        Ok(what) if what.is_dir() => return wrong("it is a folder, where a file belongs"),
        Ok(what) if !what.is_file() => return wrong("it is no file"),
        Ok(_) => {}
        Err(error) => return failed(error),
    }
    let (mut bytes, longest) = (Vec::new(), longest(path));
    match File::open(&real).and_then(|file| file.take(longest + 1).read_to_end(&mut bytes)) {
        Ok(read) if read as u64 > longest => wrong(&format!("it has more than {longest} bytes")),
        Ok(_) => Ok(Some(bytes)),
        Err(error) => failed(error),
    }
}

/// The status and body that a site answers with. What is too long is not asked for again.
fn from_site(agent: &Agent, address: &str, longest: u64) -> Result<(u16, Vec<u8>), Fault> {
    let mut tried = 1;
    loop {
        let why = match ask(agent, address, longest) {
            Ok((status, body)) if status < 500 || tried == TRIES => return Ok((status, body)),
            Err(ureq::Error::BodyExceedsLimit(_)) => {
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

fn ask(agent: &Agent, address: &str, longest: u64) -> Result<(u16, Vec<u8>), ureq::Error> {
    let mut response = agent.get(address).call()?;
    let body = response.body_mut().with_config().limit(longest).read_to_vec()?;
    Ok((response.status().as_u16(), body))
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
