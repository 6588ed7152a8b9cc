//! Where a log is read from: a site over HTTP, or a folder with a copy of one.

use std::io::ErrorKind;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use ureq::Agent;
use url::Url;

use crate::domain::{Error, Result};
use crate::log::Fault;
use crate::log::check::Source;
use crate::outward;

/// Longest file that is taken, in bytes. A page of entries is the longest there is.
const LONGEST: u64 = 256 << 20;
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
                match from_site(agent, &address)? {
                    (200, body) => Ok(Some(body)),
                    (404 | 410 | 500..=599, _) => Ok(None),
                    (status, _) => Err(refused(&address, status)),
                }
            }
            Opened::Folder(folder) => {
                // A copy holds each file whole: what stands behind a question mark chooses a part.
                let file = folder.join(path.split('?').next().unwrap_or(path));
                match std::fs::read(&file) {
                    Ok(bytes) => Ok(Some(bytes)),
                    Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::IsADirectory) => {
                        Ok(None)
                    }
                    Err(error) => Err(Fault::new(format!("{} cannot be read: {error}", file.display()))),
                }
            }
        }
    }

    fn shown(&mut self, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        let Opened::Site { agent, base } = self else { return self.get(path) };
        let address = format!("{base}/{path}");
        match from_site(agent, &address)? {
            (200, body) => Ok(Some(body)),
            (404 | 410, _) => Ok(None),
            (status, _) => {
                Err(Fault::new(format!("{path} could not be looked at: {}", refused(&address, status))))
            }
        }
    }

    fn grows(&self) -> bool {
        matches!(self, Opened::Site { .. })
    }
}

/// The status and body that a site answers with.
fn from_site(agent: &Agent, address: &str) -> Result<(u16, Vec<u8>), Fault> {
    let mut tried = 1;
    loop {
        let answer = ask(agent, address);
        let failed = answer.as_ref().map_or(true, |(status, _)| *status >= 500);
        if !failed || tried == TRIES {
            return answer;
        }
        std::thread::sleep(PAUSE);
        tried += 1;
    }
}

fn refused(address: &str, status: u16) -> Fault {
    Fault::new(format!("{address} answers with status {status}"))
}

fn ask(agent: &Agent, address: &str) -> Result<(u16, Vec<u8>), Fault> {
    let failed = |error: ureq::Error| Fault::new(format!("{address} does not answer: {error}"));
    let mut response = agent.get(address).call().map_err(failed)?;
    let body = response.body_mut().with_config().limit(LONGEST).read_to_vec().map_err(failed)?;
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
