//! The whole application, started for one test: a real server on a port of its own, a database of its
//! own, a clock that stands still, chance that repeats, and mails that are read from the outbox.

use std::collections::BTreeMap;
use std::net::TcpListener;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread::JoinHandle;

use actix_web::dev::ServerHandle;
use chrono::Duration;
use tilsagn::app::case::marks;
use tilsagn::app::letter::{Envelope, Letter};
use tilsagn::app::log::seal;
use tilsagn::app::{App, boot, kin, register, settings};
use tilsagn::clock::{Chance, Clock};
use tilsagn::config::Config;
use tilsagn::domain::call::source::{self, SourceFile};
use tilsagn::domain::call::{CallState, ChangeKind};
use tilsagn::domain::locale::Locale;
use tilsagn::domain::{Moment, Result};
use tilsagn::password::Cost;
use tilsagn::store;
use tilsagn::web::site::Site;
use tilsagn::{web, worker};

use super::away::Base;
use super::postgres::Postgres;
use super::schema;
use super::visitor::Visitor;

/// Makes `sqlite::name` and `postgres::name` of each `fn name(app: &TestApp)`.
#[macro_export]
macro_rules! stories {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {$(
            #[test]
            fn $name() { super::$name(&$crate::support::app::TestApp::on_sqlite()); }
        )+}
        mod postgres {$(
            #[test]
            fn $name() { super::$name(&$crate::support::app::TestApp::on_postgres()); }
        )+}
    };
}

/// When every test begins: a Tuesday morning in Copenhagen.
pub const START: &str = "2026-11-24T09:00:00Z";

/// With what chance begins; another application beside it begins with the next, so that their keys differ.
const SEED: u64 = 1;
/// Colleagues sign in thousands of times here, and nobody steals their hashes. The program itself is tested at its own cost.
const CHEAP: Cost = Cost { kibibytes: 8, passes: 1 };

/// A running application.
pub struct TestApp {
    pub app: App,
    pub base: String,
    pub clock: Arc<FixedClock>,
    url: String,
    runtime: tokio::runtime::Runtime,
    server: ServerHandle,
    thread: Option<JoinHandle<()>>,
    // Dropped after the server has stopped.
    postgres: Option<Postgres>,
    folder: tempfile::TempDir,
}

/// A clock that moves when it is told to.
pub struct FixedClock(Mutex<Moment>);

impl FixedClock {
    /// Moves the clock on.
    pub fn advance(&self, by: Duration) {
        let mut now = self.0.lock().unwrap();
        *now = *now + by;
    }
}

/// What an application reads of it.
pub struct Hand(pub Arc<FixedClock>);

impl Clock for Hand {
    fn now(&self) -> Moment {
        *self.0.0.lock().unwrap()
    }
}

/// SplitMix64: the same bytes in every run.
struct Seeded(AtomicU64);

impl Chance for Seeded {
    fn fill(&self, buffer: &mut [u8]) {
        for chunk in buffer.chunks_mut(8) {
            let state = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
            let mut mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            chunk.copy_from_slice(&(mixed ^ (mixed >> 31)).to_le_bytes()[..chunk.len()]);
        }
    }
}

impl TestApp {
    /// On a fresh SQLite database.
    pub fn on_sqlite() -> TestApp {
        TestApp::on_sqlite_with(&[])
    }

    /// On a fresh SQLite database, with settings of one's own. `{port}` in one is the port that the site listens on.
    pub fn on_sqlite_with(settings: &[(&str, &str)]) -> TestApp {
        TestApp::fresh_sqlite(settings, SEED)
    }

    fn fresh_sqlite(settings: &[(&str, &str)], seed: u64) -> TestApp {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("test.db");
        schema::sqlite(&file);
        TestApp::start(folder, &format!("sqlite:{}", file.display()), None, settings, seed)
    }

    /// Another node over this one's database and secret, which only reads. It must not outlive this one.
    pub fn read_only_twin(&self) -> TestApp {
        let (url, data) = (self.url.clone(), self.folder.path().to_str().unwrap().to_owned());
        let settings = [("TILSAGN_DATA_DIR", data.as_str()), ("TILSAGN_READ_ONLY", "on")];
        TestApp::start(tempfile::tempdir().unwrap(), &url, None, &settings, SEED)
    }

    /// Another application of its own, under another name, on an empty database of the same kind, at the same moment.
    pub fn empty_twin(&self) -> TestApp {
        self.twin_with(&[("TILSAGN_BASE_URL", "http://localhost:{port}")])
    }

    /// The same with settings of one's own.
    pub fn twin_with(&self, settings: &[(&str, &str)]) -> TestApp {
        let fresh = if self.postgres.is_some() { TestApp::fresh_postgres } else { TestApp::fresh_sqlite };
        let twin = fresh(settings, SEED + 1);
        twin.clock.advance(self.app.clock.now() - twin.app.clock.now());
        twin
    }

    /// On a fresh PostgreSQL database.
    pub fn on_postgres() -> TestApp {
        TestApp::on_postgres_with(&[])
    }

    /// On a fresh PostgreSQL database, with settings of one's own.
    pub fn on_postgres_with(settings: &[(&str, &str)]) -> TestApp {
        TestApp::fresh_postgres(settings, SEED)
    }

    fn fresh_postgres(settings: &[(&str, &str)], seed: u64) -> TestApp {
        let postgres = schema::postgres();
        let url = postgres.url().to_owned();
        TestApp::start(tempfile::tempdir().unwrap(), &url, Some(postgres), settings, seed)
    }

    fn start(
        folder: tempfile::TempDir,
        database: &str,
        postgres: Option<Postgres>,
        settings: &[(&str, &str)],
        seed: u64,
    ) -> TestApp {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port().to_string();
        let settings: Vec<(&str, String)> =
            settings.iter().map(|(key, value)| (*key, value.replace("{port}", &port))).collect();
        let base = settings.iter().find(|(key, _)| *key == "TILSAGN_BASE_URL");
        let base = base.map_or_else(|| format!("http://127.0.0.1:{port}"), |(_, base)| base.clone());
        let data: PathBuf = folder.path().to_owned();
        let mut env = BTreeMap::from([
            ("TILSAGN_DATABASE_URL", database),
            ("TILSAGN_BASE_URL", &base),
            ("TILSAGN_DATA_DIR", data.to_str().unwrap()),
            ("TILSAGN_RATE_LIMITS", "off"),
            // What the tests' visitors say of where they come from is believed.
            ("TILSAGN_TRUSTED_PROXIES", "127.0.0.1/32"),
        ]);
        env.extend(settings.iter().map(|(key, value)| (*key, value.as_str())));
        let config =
            Config::from_parts(None, env.into_iter().map(|(k, v)| (k.to_owned(), v.to_owned()))).unwrap();
        let clock = Arc::new(FixedClock(Mutex::new(moment(START))));
        let chance = Box::new(Seeded(AtomicU64::new(seed)));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let hand = Box::new(Hand(clock.clone()));
        let app = runtime.block_on(boot::open_at(CHEAP, config, hand, chance)).unwrap();
        let site = Site::new(app.clone(), Locale::ALL, true).unwrap();
        let (sender, receiver) = mpsc::channel();
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let server = web::server::start(site, listener, 1).unwrap();
                sender.send(server.handle()).unwrap();
                server.await.unwrap();
            });
        });
        let server = receiver.recv().unwrap();
        let url = database.to_owned();
        TestApp { app, base, clock, url, runtime, server, thread: Some(thread), postgres, folder }
    }

    /// The program, to be run on the same database and with the same keys.
    pub fn program(&self, arguments: &[&str]) -> std::process::Command {
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_tilsagn"));
        program
            .args(arguments)
            .current_dir(self.folder.path())
            .envs([("TILSAGN_DATABASE_URL", self.url.as_str()), ("TILSAGN_BASE_URL", self.base.as_str())]);
        program.env("TILSAGN_DATA_DIR", self.folder.path());
        program
    }

    /// The database, to be taken away.
    pub fn database(&self) -> Base<'_> {
        match &self.postgres {
            Some(postgres) => Base::Server(postgres),
            None => Base::File(self.folder.path().join("test.db")),
        }
    }

    /// Waits for something of the application itself.
    pub fn block_on<T>(&self, future: impl Future<Output = T>) -> T {
        // What waits is compiled once for each outcome, and not for each future.
        let future: Pin<Box<dyn Future<Output = T> + '_>> = Box::pin(future);
        self.runtime.block_on(future)
    }

    /// Lets everything that happens by itself happen: entries get numbers and are sealed, the
    /// register is fresh.
    pub fn settle(&self) {
        self.block_on(async {
            worker::numbering::number(&self.app).await?;
            kin::index(&self.app).await?;
            marks::compare(&self.app).await?;
            seal::seal(&self.app).await?;
            settings::load(&self.app).await?;
            register::refresh(&self.app).await
        })
        .unwrap();
    }

    /// Publishes the two demo versions of the Call and opens it for signing.
    pub fn publish_call(&self) {
        let folder = |version: &str| {
            let file = |language: &str| {
                let path =
                    format!("{}/src/cli/demo/call/{version}/{language}.md", env!("CARGO_MANIFEST_DIR"));
                SourceFile { name: format!("{language}.md"), content: std::fs::read_to_string(path).unwrap() }
            };
            source::read(&[file("en"), file("da")]).unwrap()
        };
        let versions = [(ChangeKind::Initial, folder("v1")), (ChangeKind::Substantive, folder("v2"))];
        self.write(move |db, now| {
            for (kind, texts) in &versions {
                let id = store::call::insert(db, *kind, now)?;
                let texts: Vec<_> = texts
                    .iter()
                    .map(|text| store::call::NewText {
                        version_id: id,
                        language: text.language.clone(),
                        authority: text.authority,
                        markdown: text.markdown.clone(),
                        sha256: text.fingerprint().as_str().to_owned(),
                        follows: text.follows.as_ref().map(|print| print.as_str().to_owned()),
                    })
                    .collect();
                store::call::replace_texts(db, id, &texts)?;
                let seen = store::call::find(db, id)?;
                store::call::publish(db, &seen, None, now)?;
            }
            Ok(())
        });
        self.set_call_state(CallState::Open);
    }

    /// Announces, opens or closes the Call.
    pub fn set_call_state(&self, state: CallState) {
        self.write(move |db, now| {
            store::setting::put(db, settings::Key::CallState.code(), state.code(), now)?;
            store::register_state::bump(db)
        });
        self.settle();
    }

    /// Writes to the database, past all rules.
    pub fn write<T: Send + 'static>(
        &self,
        act: impl FnOnce(&mut store::Db, Moment) -> Result<T> + Send + 'static,
    ) -> T {
        let now = self.app.clock.now();
        self.block_on(self.app.store.write(move |db| act(db, now))).unwrap()
    }

    /// Reads the database.
    pub fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&mut store::Db) -> Result<T> + Send + 'static,
    ) -> T {
        self.block_on(self.app.store.read(query)).unwrap()
    }

    /// Every row of every table as text, by table.
    pub fn rows(&self) -> std::collections::BTreeMap<String, Vec<String>> {
        self.read(super::rows::all)
    }

    /// How often the audit trail says that something was done to a row.
    pub fn times(&self, (kind, id): (&'static str, i64), act: &str) -> usize {
        let lines = self.read(move |db| store::audit::of_subject(db, kind, id));
        lines.iter().filter(|line| line.act == act).count()
    }

    /// A browser without script, cookies or history.
    pub fn anonymous(&self) -> Visitor {
        Visitor::new(&self.base)
    }

    /// Every mail in the outbox, oldest first, opened.
    pub fn mails(&self) -> Vec<Envelope> {
        let sealed = self.read(super::rows::sealed_mails);
        sealed.into_iter().map(|sealed| self.app.secrets.open_json("outbox", &sealed).unwrap()).collect()
    }

    /// The newest mail to an address.
    pub fn mail_to(&self, address: &str) -> Letter {
        let mails = self.mails();
        let found = mails.iter().rev().find(|mail| mail.to == address);
        found.unwrap_or_else(|| panic!("no mail to {address} among {mails:#?}")).letter.clone()
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        self.runtime.block_on(self.server.stop(false));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// A moment as RFC 3339 writes it.
pub fn moment(text: &str) -> Moment {
    serde_json::from_value(serde_json::json!(text)).unwrap()
}
