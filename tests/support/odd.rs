//! A server that answers as no good one does.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// It, for as long as the test runs.
pub struct Odd {
    /// Its address, without a slash at the end.
    pub base: String,
    /// The paths that were asked for.
    asked: Arc<Mutex<Vec<String>>>,
}

impl Odd {
    /// Answers each path with a status and a body.
    pub fn start(answer: impl Fn(&str) -> (u16, Vec<u8>) + Send + 'static) -> Odd {
        Odd::sending(move |path, stream| send(stream, &answer(path)))
    }

    /// Lets `answer` send what it will to whoever asks for a path.
    pub fn sending(answer: impl Fn(&str, &mut TcpStream) -> io::Result<()> + Send + 'static) -> Odd {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::<Mutex<Vec<String>>>::default();
        let heard = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // Whoever has gone is not answered.
                let _ = one(stream, &answer, &heard);
            }
        });
        Odd { base, asked }
    }

    /// How often a path was asked for.
    pub fn count(&self, path: &str) -> usize {
        self.asked.lock().unwrap().iter().filter(|asked| *asked == path).count()
    }
}

fn one(
    mut stream: TcpStream,
    answer: &impl Fn(&str, &mut TcpStream) -> io::Result<()>,
    heard: &Mutex<Vec<String>>,
) -> io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let (mut first, mut length) = (String::new(), 0);
    reader.read_line(&mut first)?;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        if line.trim().is_empty() {
            break;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
    }
    reader.take(length).read_to_end(&mut Vec::new())?;
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    heard.lock().unwrap().push(path.clone());
    answer(&path, &mut stream)
}

/// Sends an answer that is whole.
pub fn send(stream: &mut TcpStream, (status, body): &(u16, Vec<u8>)) -> io::Result<()> {
    write!(stream, "HTTP/1.1 {status} x\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len())?;
    stream.write_all(body)
}
