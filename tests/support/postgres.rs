//! A database of its own for every test, in the PostgreSQL that `./tests/run` starts.

use diesel::connection::SimpleConnection;
use diesel::sql_types::Text;
use diesel::{Connection, PgConnection, RunQueryDsl, sql_query};
use std::sync::atomic::{AtomicU32, Ordering};

/// Where `./tests/run` says what to connect to.
const VARIABLE: &str = "TILSAGN_TEST_POSTGRES_URL";

/// A database, dropped with the value.
pub struct Postgres {
    server: String,
    name: String,
    url: String,
}

impl Postgres {
    /// Makes an empty database that nobody else uses.
    pub fn fresh() -> Postgres {
        let server = server();
        let mut connection = connect(&server);
        Postgres::like("template0", server, &mut connection)
    }

    /// Makes one as `prepare` leaves an empty one, which it does once for all tests with this name for it.
    pub fn prepared(name: &str, prepare: impl FnOnce(&str)) -> Postgres {
        let server = server();
        let mut connection = connect(&server);
        // Others wait here until it is made.
        execute(&mut connection, "SELECT pg_advisory_lock(7141)");
        let known = sql_query("SELECT 1 FROM pg_database WHERE datname = $1").bind::<Text, _>(name);
        if known.execute(&mut connection).unwrap() == 0 {
            let made = Postgres::fresh();
            prepare(&made.url);
            execute(&mut connection, &format!("ALTER DATABASE {} RENAME TO {name}", made.name));
            std::mem::forget(made);
        }
        execute(&mut connection, "SELECT pg_advisory_unlock(7141)");
        Postgres::like(name, server, &mut connection)
    }

    fn like(template: &str, server: String, connection: &mut PgConnection) -> Postgres {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("test_{}_{number}", std::process::id());
        // A test that was ended by force leaves its database; its process id may come again.
        execute(connection, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        // Half the work of the usual way, which writes every page to the log too.
        let copied = "ENCODING 'UTF8' STRATEGY FILE_COPY";
        execute(connection, &format!("CREATE DATABASE {name} TEMPLATE {template} {copied}"));
        let mut url = url::Url::parse(&server).expect("an address of PostgreSQL");
        url.set_path(&name);
        Postgres { server, name, url: url.into() }
    }

    /// The database's address, `postgres://…`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Runs SQL in the database, statement after statement, for what the program itself would never do.
    pub fn execute(&self, sql: &str) {
        run(&self.url, sql);
    }

    /// Lets nobody in any more and ends who is in, as if the server were away.
    pub fn shut(&self) {
        let Postgres { server, name, .. } = self;
        run(server, &format!("ALTER DATABASE {name} ALLOW_CONNECTIONS false"));
        run(
            server,
            &format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"),
        );
    }

    /// Lets people in again.
    pub fn open(&self) {
        run(&self.server, &format!("ALTER DATABASE {} ALLOW_CONNECTIONS true", self.name));
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let drop = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        if std::thread::panicking() {
            // One failure is enough to read about.
            let connection = PgConnection::establish(&self.server);
            let _ = connection.map(|mut connection| connection.batch_execute(&drop));
        } else {
            run(&self.server, &drop);
        }
    }
}

fn server() -> String {
    std::env::var(VARIABLE).unwrap_or_else(|_| {
        panic!(
            "{VARIABLE} is not set. `./tests/run` starts a PostgreSQL for the tests and sets it \
             (`./tests/run --no-checks NAME` runs only the tests with NAME in their names); or set it \
             yourself to a server where databases may be created, as postgres://user:password@host/postgres"
        )
    })
}

fn connect(url: &str) -> PgConnection {
    PgConnection::establish(url).unwrap_or_else(|error| panic!("PostgreSQL: {error}"))
}

fn run(url: &str, sql: &str) {
    execute(&mut connect(url), sql);
}

fn execute(connection: &mut PgConnection, sql: &str) {
    connection.batch_execute(sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
}
