//! The real program as a process of its own: prepared by its commands, started, killed, started again.

use std::collections::BTreeMap;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use tilsagn::app::{App, boot, settings};
use tilsagn::clock::{SystemChance, SystemClock};
use tilsagn::config::Config;
use tilsagn::store;

use crate::support::away::Base;
use crate::support::rows;
use crate::support::visitor::Visitor;

const PROGRAM: &str = env!("CARGO_BIN_EXE_tilsagn");

/// A number below a bound, another one in every run.
pub fn chance(below: u64) -> u64 {
    RandomState::new().hash_one(0) % below
}

/// Where nobody listens yet.
fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

/// Where a site runs, and with which settings.
pub struct Deployment {
    pub base: String,
    folder: tempfile::TempDir,
    settings: Vec<(String, String)>,
}

impl Deployment {
    pub fn on_sqlite() -> Deployment {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("test.db").display());
        Deployment::new(folder, &url)
    }

    pub fn on(database: &str) -> Deployment {
        Deployment::new(tempfile::tempdir().unwrap(), database)
    }

    fn new(folder: tempfile::TempDir, database: &str) -> Deployment {
        let free = free_address();
        let base = format!("http://{free}");
        let data = folder.path().join("data");
        let settings = [
            ("TILSAGN_DATABASE_URL", database.to_owned()),
            ("TILSAGN_LISTEN", free.to_string()),
            ("TILSAGN_BASE_URL", base.clone()),
            ("TILSAGN_DATA_DIR", data.display().to_string()),
            ("TILSAGN_MAIL_URL", format!("file:{}", folder.path().join("mail").display())),
            ("TILSAGN_RATE_LIMITS", "off".to_owned()),
            ("TILSAGN_LOG", "warn".to_owned()),
        ];
        let settings = settings.map(|(name, value)| (name.to_owned(), value)).to_vec();
        Deployment { base, folder, settings }
    }

    /// Another node over the same database, as the manual has it: with a copy of the secret and of the log's key, and a folder
    /// and an address of its own. Its links lead to the first, and its mails go where those of the first go.
    pub fn another_node(&self) -> Deployment {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        std::fs::create_dir(&data).unwrap();
        for file in ["secret", "log.key"] {
            std::fs::copy(self.path("data").join(file), data.join(file)).unwrap();
        }
        let free = free_address();
        let own = [("TILSAGN_LISTEN", free.to_string()), ("TILSAGN_DATA_DIR", data.display().to_string())];
        let mut settings = self.settings.clone();
        settings.retain(|(name, _)| own.iter().all(|(new, _)| new != name));
        settings.extend(own.map(|(name, value)| (name.to_owned(), value)));
        Deployment { base: format!("http://{free}"), folder, settings }
    }

    /// The folder that mails are put into.
    pub fn mails(&self) -> PathBuf {
        self.folder.path().join("mail")
    }

    /// The embedded database, to be taken away.
    pub fn file(&self) -> Base<'static> {
        Base::File(self.folder.path().join("test.db"))
    }

    /// A place for a file of the test's own.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A command of the program, as it is typed. What it says goes into the log.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let log = self.folder.path().join("log");
        let log = std::fs::File::options().append(true).create(true).open(log).unwrap();
        let mut command = Command::new(PROGRAM);
        command.args(arguments).envs(self.settings.iter().cloned()).current_dir(self.folder.path());
        command.stdout(log.try_clone().unwrap()).stderr(log);
        command
    }

    /// Where the database listens, if it is on a server.
    pub fn database_port(&self) -> Option<u16> {
        let (_, url) = self.settings.iter().find(|(name, _)| name == "TILSAGN_DATABASE_URL")?;
        url::Url::parse(url).ok()?.port()
    }

    /// The folder with everything.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// What the program said.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    /// Publishes the Call and opens it for signing.
    pub fn prepare(&self) {
        let call = concat!(env!("CARGO_MANIFEST_DIR"), "/src/cli/demo/call/v2");
        for arguments in [&["migrate"][..], &["call", "import", call], &["call", "publish", "--first"]] {
            let ended = self.command(arguments).status().unwrap();
            assert!(ended.success(), "{arguments:?}: {}", self.log());
        }
        self.with_app(async |app| {
            let now = app.clock.now();
            let opened = app.store.write(move |db| {
                store::setting::put(db, settings::Key::ContactEmail.code(), "call@ministry.example", now)?;
                store::setting::put(db, settings::Key::CallState.code(), "open", now)?;
                store::register_state::bump(db)
            });
            opened.await.unwrap();
        });
    }

    /// Starts the site and waits until it serves.
    pub fn start(&self) -> Site {
        self.start_with(&["serve"], &[])
    }

    /// The same as it is typed, with settings of one's own.
    pub fn start_with(&self, arguments: &[&str], settings: &[(&str, &str)]) -> Site {
        let begun = Instant::now();
        let mut child = self.command(arguments).envs(settings.iter().copied()).spawn().unwrap();
        let visitor = Visitor::new(&self.base);
        let serves = |path| visitor.try_get(path).is_some_and(|page| page.status == 200);
        while !(serves("/readyz") && serves("/")) {
            assert!(child.try_wait().unwrap().is_none(), "the site ended: {}", self.log());
            assert!(begun.elapsed() < Duration::from_secs(60), "the site does not serve: {}", self.log());
            std::thread::sleep(Duration::from_millis(5));
        }
        Site { child, ready_after: begun.elapsed() }
    }

    /// Every row of every table.
    pub fn rows(&self) -> BTreeMap<String, Vec<String>> {
        self.with_app(async |app| app.store.read(rows::all).await.unwrap())
    }

    /// Opens the site's records with the library, while nobody serves.
    pub fn with_app<T>(&self, work: impl AsyncFnOnce(&App) -> T) -> T {
        self.opened(&[], work)
    }

    /// The same to look at them alone, whoever serves meanwhile.
    pub fn with_reader<T>(&self, work: impl AsyncFnOnce(&App) -> T) -> T {
        self.opened(&[("TILSAGN_READ_ONLY", "on")], work)
    }

    /// The same with settings of one's own.
    pub fn opened<T>(&self, more: &[(&str, &str)], work: impl AsyncFnOnce(&App) -> T) -> T {
        let more = more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let config = Config::from_parts(None, self.settings.iter().cloned().chain(more)).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let opened = boot::open(config, Box::new(SystemClock), Box::new(SystemChance)).await;
            work(&opened.unwrap()).await
        })
    }
}

/// The running program; killed when dropped.
pub struct Site {
    child: Child,
    /// From the start of the process until the first page.
    pub ready_after: Duration,
}

impl Site {
    /// `kill -9`.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
