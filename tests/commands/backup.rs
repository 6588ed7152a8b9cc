//! The operator keeps a copy, and puts it back one day.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tilsagn::app::log::seal;
use tilsagn::worker::numbering;

use super::site::Deployment;
use super::{Said, run};
use crate::support::postgres::Postgres;
use crate::support::rows::run_sql;
use crate::support::visitor::Visitor;

/// A deployment with a register whose log is sealed.
pub fn prepared() -> Deployment {
    let deployment = Deployment::on_sqlite();
    deployment.prepare();
    publish(&deployment, "Foreningen Fyr");
    deployment
}

pub fn publish(deployment: &Deployment, name: &str) {
    fs::write(deployment.path("list.csv"), format!("name,category,country\n{name},media,DK\n")).unwrap();
    run(deployment, &["import", "signatories", "list.csv", "--publish", "--letter", "A 1"]).done();
    deployment.with_app(async |app| {
        numbering::number(app).await.unwrap();
        seal::seal(app).await.unwrap();
    });
}

/// Another machine with the files that are kept apart from the database.
pub fn other_machine(of: &Deployment) -> Deployment {
    let other = Deployment::on_sqlite();
    fs::create_dir(other.path("data")).unwrap();
    for file in ["secret", "log.key"] {
        fs::copy(of.path("data").join(file), other.path("data").join(file)).unwrap();
    }
    other
}

pub fn copy(deployment: &Deployment, name: &str) -> PathBuf {
    let path = deployment.path(name);
    run(deployment, &["backup", path.to_str().unwrap()]).done();
    path
}

#[test]
fn what_stays_with_the_machine_that_signs_is_named_and_is_nothing_to_keep() {
    let deployment = prepared();
    let path = deployment.path("kept.db").display().to_string();
    let said = run(&deployment, &["backup", &path]).done();
    let memory = deployment.path("data/log.key.signed").display().to_string();
    let line = said.lines().find(|line| line.contains(&memory)).unwrap_or_else(|| panic!("{said}"));
    assert!(line.contains("stays with the machine that signs"), "{line}");
    assert!(line.contains("never put an older one back") && !line.contains("keep too"), "{line}");

    let path = deployment.path("again.db").display().to_string();
    let report = run(&deployment, &["backup", &path, "--json"]).json();
    let listed = |key: &str| -> Vec<String> {
        report[key].as_array().unwrap().iter().map(|file| file.as_str().unwrap().to_owned()).collect()
    };
    let kept = ["data/secret", "data/log.key"].map(|file| deployment.path(file).display().to_string());
    assert_eq!(listed("keep_too"), kept, "what scripts copy is what it was");
    assert_eq!(listed("stays_here"), [memory]);
}

/// Whether the database says that it is a copy of which nobody has said that it is the newest.
pub fn marked(deployment: &Deployment) -> bool {
    deployment.rows()["settings"].iter().any(|row| row.contains("log_restored"))
}

fn importing(deployment: &Deployment) -> Child {
    let list: String = (0..300).map(|row| format!("Forening {row},media,DK\n")).collect();
    fs::write(deployment.path("many.csv"), format!("name,category,country\n{list}")).unwrap();
    let mut command = deployment.command(&["import", "signatories", "many.csv"]);
    command.stdout(Stdio::null()).spawn().unwrap()
}

#[test]
fn a_copy_made_while_others_write_is_whole_and_comes_back_elsewhere() {
    let deployment = prepared();
    let site = deployment.start();
    let mut busy = importing(&deployment);
    std::thread::sleep(Duration::from_millis(300));
    let path = deployment.path("kept.db");
    let said = run(&deployment, &["backup", path.to_str().unwrap()]).done();
    assert!(said.contains("copied and found good"), "{said}");
    assert!(said.contains("data/secret") && said.contains("data/log.key"), "{said}");
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(!deployment.path("kept.db.part").exists());
    busy.wait().unwrap();
    drop(site);

    let restored = other_machine(&deployment);
    let said = run(&restored, &["restore", path.to_str().unwrap()]).done();
    assert!(said.contains("put back and found good"), "{said}");
    assert!(
        said.contains("nothing here knows what was signed last") && said.contains("log resume"),
        "{said}"
    );
    let report = run(&restored, &["doctor", "--json"]).json();
    let wrong = report["findings"].as_array().unwrap().iter().filter(|one| one["level"] == "wrong");
    let wrong: Vec<String> = wrong.map(|one| one["what"].to_string()).collect();
    assert!(wrong.iter().any(|what| what.contains("the database was put back from a copy")), "{report:#}");
    let (was, is) = (deployment.rows(), restored.rows());
    assert_eq!(is["entries"], was["entries"]);
    let taken = is["organisations"].len();
    assert!(taken == 1 || taken == 301, "half of an import: {taken}");
    restored.start();
}

/// Takes the database away, and what the signer remembers.
fn lose(deployment: &Deployment) {
    for file in ["test.db", "test.db-wal", "test.db-shm", "data/log.key.signed"] {
        let _ = fs::remove_file(deployment.path(file));
    }
}

#[test]
fn a_copy_that_is_only_put_into_place_signs_nothing_either() {
    let deployment = prepared();
    let path = copy(&deployment, "kept.db");
    assert!(!marked(&deployment), "the copy alone says so");
    publish(&deployment, "Havnens Radio");
    lose(&deployment);
    fs::copy(&path, deployment.path("test.db")).unwrap();
    let refused = deployment.with_app(async |app| seal::seal(app).await.unwrap_err().to_string());
    assert!(refused.contains("was put back from a copy") && refused.contains("--nothing-lost"), "{refused}");
    let site = deployment.start();
    Visitor::new(&deployment.base).get("/readyz").ok().says("was put back from a copy");
    drop(site);
    let again = copy(&deployment, "again.db");
    let said = run(&deployment, &["log", "resume", "--nothing-lost"]).done();
    assert!(said.contains("a checkpoint over") && !marked(&deployment), "{said}");
    publish(&deployment, "Fjordens Avis");
    // Nor does a copy of what nobody had said anything of.
    lose(&deployment);
    fs::rename(&again, deployment.path("test.db")).unwrap();
    let refused = deployment.with_app(async |app| seal::seal(app).await.unwrap_err().to_string());
    assert!(refused.contains("was put back from a copy"), "{refused}");
}

#[test]
fn a_copy_from_before_the_log_began_is_gone_on_with() {
    let deployment = Deployment::on_sqlite();
    run(&deployment, &["migrate"]).done();
    let path = copy(&deployment, "kept.db");
    lose(&deployment);
    fs::rename(&path, deployment.path("test.db")).unwrap();
    deployment.prepare();
    publish(&deployment, "Foreningen Fyr");
    assert!(!marked(&deployment));
}

#[test]
fn nothing_lies_beside_a_copy_nor_beside_what_was_put_back() {
    let deployment = prepared();
    // What a copy that was broken off has left would be taken for a part of the next.
    fs::write(deployment.path("kept.db.part"), "half").unwrap();
    fs::write(deployment.path("kept.db.part-journal"), "of something else").unwrap();
    let path = copy(&deployment, "kept.db");
    let beside = |of: &Deployment, name: &str| {
        let all = fs::read_dir(of.folder()).unwrap().map(|file| file.unwrap().file_name());
        let all = all.map(|file| file.into_string().unwrap());
        let mut found: Vec<String> = all.filter(|file| file.starts_with(name)).collect();
        found.sort();
        found
    };
    assert_eq!(beside(&deployment, "kept.db"), ["kept.db"]);
    let other = other_machine(&deployment);
    run(&other, &["restore", path.to_str().unwrap()]).done();
    assert_eq!(beside(&other, "test.db"), ["test.db", "test.db.lock"]);
    assert_eq!(beside(&deployment, "kept.db"), ["kept.db"]);
}

#[test]
fn nothing_is_written_over_what_is_there() {
    let deployment = prepared();
    let path = copy(&deployment, "kept.db");
    let bytes = fs::read(&path).unwrap();
    run(&deployment, &["backup", path.to_str().unwrap()]).refused(&["kept.db is there already"]);
    run(&deployment, &["restore", path.to_str().unwrap()])
        .refused(&["test.db is there already", "move it away first"]);
    assert!(fs::read(&path).unwrap() == bytes, "looking at a copy changed it");
    let absent = deployment.path("absent/kept.db");
    run(&deployment, &["backup", absent.to_str().unwrap()]).refused(&["cannot make", "absent/kept.db"]);
    run(&deployment, &["restore", absent.to_str().unwrap()]).refused(&["test.db is there already"]);
}

#[test]
fn a_copy_that_is_damaged_or_changed_is_not_put_back() {
    let deployment = prepared();
    let other = other_machine(&deployment);
    let path = copy(&deployment, "kept.db");
    let mut bytes = fs::read(&path).unwrap();
    let place = bytes.len() / 2;
    bytes[place..place + 4096].fill(0x5a);
    let damaged = deployment.path("damaged.db");
    fs::write(&damaged, bytes).unwrap();
    run(&other, &["restore", damaged.to_str().unwrap()]).refused(&["damaged.db is no good copy"]);

    let statements = "DROP TRIGGER IF EXISTS entries_are_kept; DROP TRIGGER IF EXISTS entries_are_fixed;
        UPDATE entries SET kind = 'news.published' WHERE number = 0";
    run_sql(&path, statements);
    let refused =
        run(&other, &["restore", path.to_str().unwrap()]).refused(&["is no good copy", "checkpoint"]);
    assert!(refused.out.is_empty());
    assert!(!other.path("test.db").exists() && !other.path("test.db.part").exists());
    fs::write(&path, "no database").unwrap();
    run(&other, &["restore", path.to_str().unwrap()]).refused(&["is no good copy"]);
}

/// A pipe would be waited for without end, and is read only once.
#[test]
fn what_is_no_regular_file_is_told_as_that() {
    let deployment = prepared();
    let other = other_machine(&deployment);
    let (pipe, folder) = (other.path("pipe"), other.path("folder"));
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    fs::create_dir(&folder).unwrap();
    for path in [&pipe, &folder].map(|path| path.to_str().unwrap()) {
        run(&other, &["restore", path]).refused(&["cannot read", path, "it is no regular file"]);
        assert!(!other.path("test.db").exists() && !other.path("test.db.part").exists());
    }
    // Nor are the database and the log's key taken from one.
    let to = deployment.path("kept.db");
    for file in ["test.db", "data/log.key"] {
        let (path, aside) = (deployment.path(file), deployment.path("aside"));
        fs::rename(&path, &aside).unwrap();
        assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
        run(&deployment, &["backup", to.to_str().unwrap()]).refused(&[file, "it is no regular file"]);
        assert!(!to.exists());
        fs::remove_file(&path).unwrap();
        fs::rename(&aside, &path).unwrap();
    }
}

#[test]
fn a_database_without_its_triggers_is_not_called_good() {
    let deployment = prepared();
    let path = copy(&deployment, "kept.db");
    for database in [&deployment.path("test.db"), &path] {
        run_sql(database, "DROP TRIGGER log_checkpoints_are_kept");
    }
    let why = "its triggers log_checkpoints_are_kept are gone";
    run(&deployment, &["backup", deployment.path("other.db").to_str().unwrap()]).refused(&[why]);
    run(&other_machine(&deployment), &["restore", path.to_str().unwrap()]).refused(&["no good copy", why]);
}

#[test]
fn a_copy_that_could_not_go_on_is_not_called_good() {
    for (change, why) in [
        ("UPDATE register_state SET next_entry = 0", "the next entry is to get the number 0"),
        (
            "UPDATE register_state SET next_signatory = 0",
            "the next signatory is to get the number 0, and numbers up to 1 are given",
        ),
        ("UPDATE register_state SET next_case = 0", "set next_case to "),
        ("UPDATE organisations SET created_at = 'x'", "cannot be read"),
        ("INSERT INTO log_tiles VALUES (0, 9, zeroblob(64))", "has a tile 9 of level 0"),
        (
            "INSERT INTO entries (at, kind, subject, digest, salt, body) SELECT at, kind, 'planted', digest, salt, body
             FROM entries WHERE kind = 'endorsement.published' LIMIT 1",
            "says its row, and one of kind endorsement.published is about somebody; none gets a number",
        ),
        (
            "DROP TRIGGER log_checkpoints_are_fixed; UPDATE log_checkpoints SET note = replace(note, '— ', '— x')",
            "no signature under the note is of 127.0.0.1/log, its log",
        ),
        (
            "DROP TRIGGER log_checkpoints_are_fixed;
             UPDATE log_checkpoints SET note = substr(note, 1, length(note) - 12) || 'AAAA' || substr(note, -8)",
            "the signature of 127.0.0.1/log under the note is wrong",
        ),
    ] {
        let deployment = prepared();
        let path = copy(&deployment, "kept.db");
        for database in [&deployment.path("test.db"), &path] {
            run_sql(database, change);
        }
        run(&deployment, &["backup", deployment.path("other.db").to_str().unwrap()]).refused(&[why]);
        run(&other_machine(&deployment), &["restore", path.to_str().unwrap()])
            .refused(&["no good copy", why]);
        if change.contains("SET note") {
            let said = run(&deployment, &["doctor"]);
            assert!(said.out.contains(why) && !said.out.contains("is not the one that signed"), "{}", said.out);
        }
    }
}

#[test]
fn a_body_that_was_changed_is_found_before_anything_is_called_good() {
    let deployment = prepared();
    let statements = "DROP TRIGGER IF EXISTS entries_are_kept; DROP TRIGGER IF EXISTS entries_are_fixed;
        UPDATE entries SET body = replace(body, 'Fyr', 'Kaj') WHERE kind = 'endorsement.published'";
    run_sql(&deployment.path("test.db"), statements);
    let why = "has a body that is not the one that was entered";
    run(&deployment, &["backup", deployment.path("kept.db").to_str().unwrap()]).refused(&[why]);
    assert!(!deployment.path("kept.db").exists());
    let copied = deployment.path("copied.db");
    fs::copy(deployment.path("test.db"), &copied).unwrap();
    run(&other_machine(&deployment), &["restore", copied.to_str().unwrap()]).refused(&["no good copy", why]);
    let examined = run(&deployment, &["doctor", "--json"]);
    assert!(examined.code == Some(1) && examined.out.contains(why), "{}", examined.out);
    let exported = run(&deployment, &["export", deployment.path("site").to_str().unwrap()]);
    assert!(exported.code == Some(1) && exported.out.contains(why), "{}{}", exported.out, exported.err);
}

#[test]
fn a_tile_or_a_body_that_is_gone_is_found_before_anything_is_called_good() {
    for (change, why) in [
        ("UPDATE log_tiles SET hashes = zeroblob(length(hashes))", "log/tile/0/000.p/"),
        (
            "UPDATE entries SET body = NULL, salt = NULL WHERE kind = 'endorsement.published'",
            "has no body: its subject does not have the mark",
        ),
    ] {
        let deployment = prepared();
        run_sql(&deployment.path("test.db"), change);
        run(&deployment, &["backup", deployment.path("kept.db").to_str().unwrap()]).refused(&[why]);
        let examined = run(&deployment, &["doctor", "--json"]);
        assert!(examined.code == Some(1) && examined.out.contains(why), "{}", examined.out);
    }
}

#[test]
fn what_never_held_a_register_is_no_copy() {
    let other = other_machine(&prepared());
    let path = other.path("empty.db");
    fs::write(&path, "").unwrap();
    run(&other, &["restore", path.to_str().unwrap()]).refused(&["empty.db is no good copy", "no register"]);
    let foreign = other.path("foreign.db");
    run_sql(&foreign, "CREATE TABLE entries (number INTEGER)");
    run(&other, &["restore", foreign.to_str().unwrap()]).refused(&["no good copy", "no register"]);
    assert!(!other.path("test.db").exists());
}

#[test]
fn an_older_copy_says_that_the_log_is_to_be_resumed() {
    let deployment = prepared();
    let path = copy(&deployment, "old.db");
    publish(&deployment, "Havnens Radio");
    for end in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(deployment.path(&format!("test.db{end}")));
    }
    let said = run(&deployment, &["restore", path.to_str().unwrap()]).done();
    assert!(
        said.contains("it is older than what was signed here") && said.contains("log resume --from"),
        "{said}"
    );
    let said = run(&deployment, &["backup", deployment.path("again.db").to_str().unwrap()]).done();
    assert!(said.contains("it holds less than what was signed here, a tree of"), "{said}");
}

#[test]
fn a_site_that_serves_is_not_restored_under_its_feet() {
    let deployment = prepared();
    let path = copy(&deployment, "kept.db");
    let _site = deployment.start();
    run(&deployment, &["restore", path.to_str().unwrap()]).refused(&["another process (pid "]);
}

#[test]
fn a_copy_that_is_not_there_makes_nothing() {
    let deployment = Deployment::on_sqlite();
    run(&deployment, &["restore", "nofile"]).refused(&["cannot read nofile"]);
    let left = fs::read_dir(deployment.folder()).unwrap().map(|file| file.unwrap().file_name());
    assert_eq!(left.collect::<Vec<_>>(), ["log"]);
}

#[test]
fn on_postgres_the_operator_is_told_what_to_use() {
    let postgres = Postgres::fresh();
    let deployment = Deployment::on(postgres.url());
    run(&deployment, &["backup", "kept.db"]).refused(&[
        "pg_dump --format=custom",
        "log_checkpoints",
        "audit_lines",
    ]);
    run(&deployment, &["restore", "kept.db"]).refused(&["pg_restore", "tilsagn migrate"]);
}

#[test]
fn a_site_on_a_mistyped_database_does_not_begin_a_second_register() {
    let deployment = prepared();
    let mut command = deployment.command(&["serve", "--listen", "127.0.0.1:0"]);
    let said = Said::by(command.env("TILSAGN_DATABASE_URL", "sqlite:mistyped.db"));
    said.refused(&["the database is empty", "is TILSAGN_DATABASE_URL right", "log resume"]);
}
