//! What a reader's request costs: a cached list page, side by side with nginx serving the same bytes
//! from a file, two threads of ours beside two workers of its; and how long a start takes with a full register.
//!
//! Run with `cargo bench --bench serving`. Needs nginx and wrk (Debian: `nginx-light`, `wrk`).
//! Figures are from one machine in one run: only their ratio travels. It fails below what is required: half of nginx's
//! requests, and a first page within a second.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a benchmark ends at the first surprise")]

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const SIGNATORIES: &str = "10000";
const ROUNDS: usize = 5;
const SECONDS: &str = "4s";
/// The least that is required of ours for each of nginx's.
const LEAST: f64 = 0.5;
/// The longest that a start with a full register may take to its first page.
const LONGEST_START: Duration = Duration::from_secs(1);

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let (ours, theirs) = (free_port(), free_port());
    let first = Site::start(folder.path(), ours);
    println!("made and started a demo of {SIGNATORIES} signatories in {:.2} s", first.took.as_secs_f64());
    drop(first);
    let site = Site::start(folder.path(), ours);
    println!("started with {SIGNATORIES} signatories, to the first page: {:.2} s", site.took.as_secs_f64());
    assert!(site.took < LONGEST_START, "{LONGEST_START:?} is the most");
    for coding in ["identity", "br"] {
        let body = fetch(ours, "/signatories", coding);
        fs::write(folder.path().join("page"), &body).unwrap();
        let _nginx = nginx(folder.path(), theirs);
        assert_eq!(fetch(theirs, "/page", "identity"), body, "both serve the same bytes");
        compare(coding, body.len(), ours, theirs);
    }
}

fn compare(coding: &str, size: usize, ours: u16, theirs: u16) {
    let (mut us, mut them) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        us.push(wrk(ours, "/signatories", coding));
        them.push(wrk(theirs, "/page", "identity"));
    }
    let (us, them) = (median(us), median(them));
    println!(
        "{coding:>8}, {size} bytes: tilsagn {us:.0}, nginx {them:.0} requests/s (medians of {ROUNDS}); ratio {:.2}",
        us / them
    );
    assert!(us / them >= LEAST, "{LEAST} is the least");
}

/// A running demo, ended when dropped.
struct Site {
    process: Child,
    took: Duration,
}

impl Site {
    fn start(folder: &Path, port: u16) -> Site {
        let started = Instant::now();
        let process = Command::new(env!("CARGO_BIN_EXE_tilsagn"))
            .args(["demo", "--signatories", SIGNATORIES, "--listen", &format!("127.0.0.1:{port}")])
            .current_dir(folder)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        while request(port, "/signatories", "identity").is_none() {
            assert!(started.elapsed() < Duration::from_secs(300), "the site does not start");
            std::thread::sleep(Duration::from_millis(5));
        }
        Site { process, took: started.elapsed() }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

struct Nginx {
    master: Child,
    settings: PathBuf,
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // The master ends its workers; killed, it would leave them.
        let _ = Command::new("nginx").arg("-c").arg(&self.settings).args(["-s", "stop"]).status();
        let _ = self.master.wait();
    }
}

fn nginx(folder: &Path, port: u16) -> Nginx {
    let path = folder.display();
    let settings = format!(
        // Its workers read a folder of this user's own; where that is not root, nginx passes the line over.
        "user root; worker_processes 2; daemon off; pid {path}/nginx.pid; error_log {path}/nginx.log;\n\
         events {{ worker_connections 1024; }}\n\
         http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;\n\
           client_body_temp_path {path}/t1; proxy_temp_path {path}/t2; fastcgi_temp_path {path}/t3;\n\
           uwsgi_temp_path {path}/t4; scgi_temp_path {path}/t5; default_type text/html;\n\
           open_file_cache max=10 inactive=60s;\n\
           server {{ listen 127.0.0.1:{port}; root {path}; }} }}\n"
    );
    let file = folder.join("nginx.conf");
    fs::write(&file, settings).unwrap();
    let master =
        Command::new("nginx").arg("-c").arg(&file).arg("-p").arg(folder).spawn().expect("nginx is installed");
    while request(port, "/page", "identity").is_none() {
        std::thread::sleep(Duration::from_millis(20));
    }
    Nginx { master, settings: file }
}

fn wrk(port: u16, path: &str, coding: &str) -> f64 {
    let out = Command::new("wrk")
        .args(["-t1", "-c32", "-d", SECONDS, "-H", &format!("Accept-Encoding: {coding}")])
        .arg(format!("http://127.0.0.1:{port}{path}"))
        .output()
        .expect("wrk is installed");
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(!text.contains("Non-2xx") && !text.contains("Socket errors"), "wrk said: {text}");
    let line = text.lines().find_map(|line| line.trim().strip_prefix("Requests/sec:"));
    line.unwrap_or_else(|| panic!("wrk said: {text}")).trim().parse().unwrap()
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

fn fetch(port: u16, path: &str, coding: &str) -> Vec<u8> {
    request(port, path, coding).expect("the site answers")
}

/// The body of a 200 answer.
fn request(port: u16, path: &str, coding: &str) -> Option<Vec<u8>> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    let head = format!(
        "GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: {coding}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n")?;
    answer.starts_with(b"HTTP/1.1 200").then(|| answer[end + 4..].to_vec())
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
