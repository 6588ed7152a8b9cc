//! The operator has put a copy into place by other means than ours: by hand, or from a dump of PostgreSQL.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::process::Command;
use std::thread;
use std::time::Duration;

use tilsagn::app::log::seal;

use super::backup::{marked, other_machine, publish};
use super::run;
use super::site::Deployment;
use crate::support::postgres::Postgres;
use crate::support::rows::run_sql;

/// What was put into place signs nothing before it is known what was signed last; what only lost its memory goes on.
fn is_noticed(of: &Deployment, elsewhere: &Deployment) {
    fs::remove_file(of.path("data/log.key.signed")).unwrap();
    publish(of, "Havnens Radio");
    assert!(!marked(of), "it stands where it stood");
    let refused = elsewhere.with_app(async |app| seal::seal(app).await.unwrap_err().to_string());
    assert!(refused.contains("was put back from a copy") && refused.contains("log resume"), "{refused}");
    assert!(marked(elsewhere));
    run(elsewhere, &["log", "resume", "--nothing-lost"]).done();
    publish(elsewhere, "Fjordens Avis");
    assert!(!marked(elsewhere));
}

fn begun(deployment: &Deployment) {
    deployment.prepare();
    publish(deployment, "Foreningen Fyr");
}

#[test]
fn a_file_that_was_copied_by_hand_is_noticed() {
    let deployment = Deployment::on_sqlite();
    begun(&deployment);
    let elsewhere = other_machine(&deployment);
    // The thread that wrote puts what it has into the file as it ends.
    while deployment.path("test.db-wal").exists() {
        thread::sleep(Duration::from_millis(10));
    }
    fs::copy(deployment.path("test.db"), elsewhere.path("test.db")).unwrap();
    is_noticed(&deployment, &elsewhere);
}

/// Most systems give the number of a file that is gone to the next one.
#[test]
fn a_file_with_the_number_of_the_one_before_is_noticed() {
    let deployment = Deployment::on_sqlite();
    begun(&deployment);
    let database = deployment.path("test.db");
    let file = fs::metadata(&database).unwrap();
    let opened_where = |place: &str| {
        let noted = format!("UPDATE settings SET value = '{place}' WHERE key = 'database_place'");
        run_sql(&database, &noted);
        deployment.with_app(async |_| {});
        marked(&deployment)
    };
    let number = file.ino().to_string();
    assert!(!opened_where(&number), "as it was noted before it was looked at when the file was made");
    if file.created().is_ok() {
        assert!(opened_where(&format!("{number}.1")), "a file that was made at another moment");
    }
}

#[test]
fn a_dump_that_was_put_back_is_noticed() {
    let (postgres, other) = (Postgres::fresh(), Postgres::fresh());
    let deployment = Deployment::on(postgres.url());
    begun(&deployment);
    let dump = deployment.path("dump").display().to_string();
    ended(Command::new(of_server("pg_dump")).args(["--format=custom", "--file", &dump, postgres.url()]));
    let elsewhere = Deployment::on(other.url());
    fs::create_dir(elsewhere.path("data")).unwrap();
    for file in ["data/secret", "data/log.key"] {
        fs::copy(deployment.path(file), elsewhere.path(file)).unwrap();
    }
    ended(Command::new(of_server("pg_restore")).args(["--dbname", other.url(), &dump]));
    is_noticed(&deployment, &elsewhere);

    // Into the very database: what it had is dropped first.
    ended(Command::new(of_server("pg_dump")).args(["--format=custom", "--file", &dump, other.url()]));
    ended(Command::new(of_server("pg_restore")).args(["--clean", "--dbname", other.url(), &dump]));
    fs::remove_file(elsewhere.path("data/log.key.signed")).unwrap();
    elsewhere.with_app(async |app| assert!(seal::seal(app).await.is_err()));
}

/// A program that comes with the server: in no ordinary PATH on Debian.
fn of_server(name: &str) -> PathBuf {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = versions.map(|version| version.path().join("bin").join(name)).collect();
    found.retain(|path| path.exists());
    found.sort();
    found.pop().unwrap_or_else(|| PathBuf::from(name))
}

fn ended(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
