//! A server before a site, which hands on what it is asked, and keeps back what a test tells it to.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::https::{self, whole};

/// What it does not hand on as it is.
#[derive(Clone, Default)]
struct Lies {
    /// What is asked for in vain: how its path begins, and the status of the answer.
    kept_back: Option<(String, u16)>,
    /// How a path begins, and what stands in its answers in the place of what.
    instead: Option<(String, String, String)>,
}

/// The server.
pub struct Relay {
    pub base: String,
    lies: Arc<Mutex<Lies>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Relay {
    /// Before the site with this address.
    pub fn before(site: &str) -> Relay {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let (lies, asked) = (Arc::new(Mutex::new(Lies::default())), Arc::new(Mutex::new(Vec::new())));
        let (own, heard) = (lies.clone(), asked.clone());
        let site = site.trim_start_matches("http://").to_owned();
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let lies: Lies = own.lock().unwrap().clone();
                one(stream, &site, &lies, &heard);
            }
        });
        Relay { base, lies, asked }
    }

    /// Answers with a status to whatever begins so, and hands on all else.
    pub fn keeps_back(&self, path: &str, status: u16) {
        self.lies.lock().unwrap().kept_back = Some((path.to_owned(), status));
    }

    /// Says one thing in the place of another in all answers of whose path begins so.
    pub fn says_instead(&self, path: &str, truth: &str, lie: &str) {
        self.lies.lock().unwrap().instead = Some((path.to_owned(), truth.to_owned(), lie.to_owned()));
    }

    /// The heads of the requests so far.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn one(mut stream: TcpStream, site: &str, lies: &Lies, heard: &Mutex<Vec<String>>) {
    let _ = stream.set_read_timeout(Some(Duration::from_secs(5)));
    let Some(head) = https::head(&mut stream) else { return };
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    heard.lock().unwrap().push(head);
    let refused = lies.kept_back.as_ref().filter(|(begins, _)| path.starts_with(begins.as_str()));
    let instead = lies.instead.as_ref().filter(|(begins, ..)| path.starts_with(begins.as_str()));
    let answer = match (refused, instead) {
        (Some((_, status)), _) => whole(&format!("{status} Kept back"), "", "").into_bytes(),
        (None, Some((_, truth, lie))) => {
            let answer = String::from_utf8(handed_on(site, &path)).unwrap();
            let (_, body) = answer.split_once("\r\n\r\n").unwrap();
            assert!(body.contains(truth), "{body}");
            whole("200 OK", "", &body.replace(truth, lie)).into_bytes()
        }
        (None, None) => handed_on(site, &path),
    };
    let _ = stream.write_all(&answer);
}

/// What the site answers, as it answers.
fn handed_on(site: &str, path: &str) -> Vec<u8> {
    let mut answer = Vec::new();
    let asked = TcpStream::connect(site).and_then(|mut stream| {
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {site}\r\nConnection: close\r\n\r\n")?;
        stream.read_to_end(&mut answer)
    });
    asked.unwrap();
    answer
}
