//! A mail server in a process of its own (`smtp_peer.py`), and certificates to throw away.

use serde_json::Value;
use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    time::Duration,
};

/// Debian's Python: the one that has Debian's `python3-aiosmtpd`.
const PYTHON: &str = "/usr/bin/python3";

/// A running mail server, ended when dropped.
pub struct Peer {
    process: Child,
    said: Receiver<Value>,
    pub port: u16,
}

impl Peer {
    /// Starts a server that speaks in the clear.
    pub fn plain() -> Peer {
        Peer::start(&[])
    }

    /// Starts a server with these arguments of the script.
    pub fn start(arguments: &[&str]) -> Peer {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/smtp_peer.py");
        let mut process = Command::new(PYTHON)
            .arg(script)
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .expect("Debian's python3 runs");
        let lines = BufReader::new(process.stdout.take().expect("standard output is piped")).lines();
        let (tell, said) = channel();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let event = serde_json::from_str(&line).expect("the server speaks JSON");
                if tell.send(event).is_err() {
                    break;
                }
            }
        });
        let first: Value = said
            .recv_timeout(Duration::from_secs(20))
            .expect("the server starts; is python3-aiosmtpd installed?");
        let port = first["port"].as_u64().and_then(|port| u16::try_from(port).ok()).expect("a port");
        Peer { process, said, port }
    }

    /// The next mail taken.
    pub fn mail(&self) -> Value {
        loop {
            let event = self.next().expect("a mail arrives");
            if event.get("mail").is_some() {
                return event;
            }
        }
    }

    /// The next thing said, if any within two seconds.
    pub fn next(&self) -> Option<Value> {
        self.said.recv_timeout(Duration::from_secs(2)).ok()
    }

    /// Ends the server now.
    pub fn stop(&mut self) {
        self.process.kill().expect("the server can be ended");
        self.process.wait().expect("the server has ended");
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// An authority and a certificate for `localhost`, in a folder that goes away with this.
pub struct Certificates {
    folder: tempfile::TempDir,
}

impl Certificates {
    /// Makes new keys.
    pub fn new() -> Certificates {
        let folder = tempfile::tempdir().expect("a folder");
        let certificates = Certificates { folder };
        certificates.make("ca", "/CN=Throwaway authority", "basicConstraints=critical,CA:TRUE", &[]);
        let (ca, key) = (certificates.path("ca.pem"), certificates.path("ca.key"));
        let signed = ["-CA", text(&ca), "-CAkey", text(&key), "-addext", "subjectAltName=DNS:localhost"];
        certificates.make("peer", "/CN=localhost", "basicConstraints=critical,CA:FALSE", &signed);
        certificates
    }

    /// The authority's certificate.
    pub fn ca(&self) -> String {
        text(&self.path("ca.pem")).to_owned()
    }

    /// Starts a server with the certificate.
    pub fn peer(&self, arguments: &[&str]) -> Peer {
        let (cert, key) = (self.path("peer.pem"), self.path("peer.key"));
        let mut all = vec!["--cert", text(&cert), "--key", text(&key)];
        all.extend(arguments);
        Peer::start(&all)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn make(&self, name: &str, subject: &str, constraints: &str, more: &[&str]) {
        let made = Command::new("openssl")
            .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"])
            .args(["-days", "2", "-subj", subject, "-addext", constraints])
            .arg("-keyout")
            .arg(self.path(&format!("{name}.key")))
            .arg("-out")
            .arg(self.path(&format!("{name}.pem")))
            .args(more)
            .output()
            .expect("openssl runs");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("the folder's name is text")
}
