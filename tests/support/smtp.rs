//! A real mail server in a process of its own, which keeps what it gets and can be told to refuse.

use super::mailbox::{self, Mail};
use super::process::Process;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// Who may send, where the server asks.
pub const USER: &str = "tilsagn";
/// Known to everybody: the server lives as long as a test and only on this machine.
pub const PASSWORD: &str = "not-a-secret";

/// How the connection is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// Not at all, and nobody is asked who they are.
    Plain,
    /// From `STARTTLS` on, which is demanded; then user and password.
    StartTls,
    /// From the first byte; then user and password.
    Tls,
}

/// The server. Ends when dropped, and its mails with it.
pub struct Smtp {
    folder: TempDir,
    security: Security,
    port: u16,
    _server: Process,
}

impl Smtp {
    /// Starts a server on a free port of this machine, with a certificate of its own for `localhost`.
    pub fn start(security: Security) -> Smtp {
        let folder = tempfile::Builder::new().prefix("smtp").tempdir().expect("a folder for mails");
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/smtp_server.py");
        // Debian's own Python: the one that has Debian's modules.
        let mut command = Command::new("/usr/bin/python3");
        command.arg(script).arg(folder.path());
        if security != Security::Plain {
            make_certificate(folder.path());
            let word = if security == Security::Tls { "tls" } else { "starttls" };
            command.args(["--security", word, "--user", USER, "--password", PASSWORD]);
            command.arg("--certificate").arg(folder.path().join("certificate.pem"));
            command.arg("--key").arg(folder.path().join("key.pem"));
        }
        let (server, port) = Process::start("the mail server", &mut command, |line| {
            line.strip_prefix("listening on ")?.parse::<u16>().ok()
        });
        Smtp { folder, security, port, _server: server }
    }

    /// The server's port on `localhost`.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Its address as the program's settings write it.
    pub fn url(&self) -> String {
        let port = self.port;
        match self.security {
            Security::Plain => format!("smtp://localhost:{port}"),
            Security::StartTls => format!("smtp://{USER}:{PASSWORD}@localhost:{port}"),
            Security::Tls => format!("smtps://{USER}:{PASSWORD}@localhost:{port}"),
        }
    }

    /// The file with the certificate to trust. A program under test trusts it through `SSL_CERT_FILE`.
    pub fn certificate(&self) -> PathBuf {
        self.folder.path().join("certificate.pem")
    }

    /// From now on refuses recipients with these codes, such as 451 (for now) and 550 (for good), and
    /// takes mails for all others. With 0, takes the mail and ends the talk without an answer; with a number below 100,
    /// keeps the mail and says so that many seconds later.
    pub fn refuse(&self, recipients: &[(&str, u16)]) {
        let lines: Vec<String> =
            recipients.iter().map(|(address, code)| format!("{address} {code}\n")).collect();
        std::fs::write(self.folder.path().join("answers"), lines.concat()).expect("the answers are saved");
    }

    /// What arrived, oldest first.
    pub fn mails(&self) -> Vec<Mail> {
        mailbox::read(self.folder.path())
    }

    /// Waits for mails to an address.
    pub fn wait_for(&self, to: &str, count: usize) -> Vec<Mail> {
        mailbox::wait_for(self.folder.path(), to, count)
    }
}

/// Makes a certificate that signs itself and is no authority: clients take it as one server's own.
fn make_certificate(folder: &Path) {
    let settings = "[req]\ndistinguished_name=name\nx509_extensions=extensions\nprompt=no\n\
                    [name]\nCN=localhost\n\
                    [extensions]\nbasicConstraints=critical,CA:FALSE\n\
                    subjectAltName=DNS:localhost,IP:127.0.0.1\n";
    std::fs::write(folder.join("openssl.cnf"), settings).expect("openssl's settings are saved");
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"])
        .args(["-days", "2", "-config", "openssl.cnf", "-keyout", "key.pem", "-out", "certificate.pem"])
        .current_dir(folder)
        .output()
        .expect("openssl starts: run ./tests/run once");
    assert!(made.status.success(), "openssl: {}", String::from_utf8_lossy(&made.stderr));
}
