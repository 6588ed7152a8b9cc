//! A server before a site, which hands on what it is asked, and keeps back what a test tells it to.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::https::{self, whole};

/// The server.
pub struct Relay {
    pub base: String,
    /// What is asked for in vain: how its path begins, and the status of the answer.
    kept_back: Arc<Mutex<Option<(String, u16)>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Relay {
    /// Before the site with this address.
    pub fn before(site: &str) -> Relay {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let (kept_back, asked) = (Arc::new(Mutex::new(None)), Arc::new(Mutex::new(Vec::new())));
        let (own, heard) = (kept_back.clone(), asked.clone());
        let site = site.trim_start_matches("http://").to_owned();
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let kept_back: Option<(String, u16)> = own.lock().unwrap().clone();
                one(stream, &site, kept_back.as_ref(), &heard);
            }
        });
        Relay { base, kept_back, asked }
    }

    /// Answers with a status to whatever begins so, and hands on all else.
    pub fn keeps_back(&self, path: &str, status: u16) {
        *self.kept_back.lock().unwrap() = Some((path.to_owned(), status));
    }

    /// The heads of the requests so far.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn one(mut stream: TcpStream, site: &str, kept_back: Option<&(String, u16)>, heard: &Mutex<Vec<String>>) {
    let _ = stream.set_read_timeout(Some(Duration::from_secs(5)));
    let Some(head) = https::head(&mut stream) else { return };
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    heard.lock().unwrap().push(head);
    let refused = kept_back.filter(|(begins, _)| path.starts_with(begins.as_str()));
    let answer = match refused {
        Some((_, status)) => whole(&format!("{status} Kept back"), "", "").into_bytes(),
        None => handed_on(site, &path),
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
