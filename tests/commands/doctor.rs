//! The doctor looks at the real thing: a mail server that answers or not, keys that others can read, folders that are
//! not there, both databases.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

use serde_json::Value;
use tilsagn::app::log::seal;
use tilsagn::app::settings::Key;
use tilsagn::config::Peer;
use tilsagn::domain::locale::Locale;
use tilsagn::domain::permit::{Role, Roles};
use tilsagn::log::cosignature::Witness;
use tilsagn::outward;
use tilsagn::store::{self, staff::Credentials, staff::NewStaff};
use tilsagn::worker::{numbering, witnessing};

use super::site::Deployment;
use super::{Said, run};
use crate::support::dns::NameServer;
use crate::support::postgres::Postgres;
use crate::support::process::Process;
use crate::support::smtp::{Security, Smtp};

/// A deployment in which nothing is wrong: two colleagues in each second role, and a mail server.
fn healthy(deployment: &Deployment) {
    deployment.prepare();
    deployment.with_app(async |app| {
        let now = app.clock.now();
        let totp_sealed = app.secrets.seal(&*app.chance, "staff.totp", b"JBSWY3DPEHPK3PXP").unwrap();
        let made = app.store.write(move |db| {
            for (name, role) in [
                ("asta", Role::Admin),
                ("bo", Role::Admin),
                ("cilla", Role::Moderator),
                ("dan", Role::Moderator),
            ] {
                let new = NewStaff {
                    email: format!("{name}@ministry.example"),
                    name: name.to_owned(),
                    roles: Roles([role].into()),
                    language: Locale::English,
                    created_by: None,
                    created_at: now,
                };
                let id = store::staff::insert(db, &new)?;
                let factors = Credentials {
                    password_hash: "x".to_owned(),
                    totp_sealed: totp_sealed.clone(),
                    totp_step: 0,
                    recovery_hashes: Vec::new(),
                };
                store::staff::confirm(db, id, None, now)?;
                store::staff::set_credentials(db, id, &factors)?;
            }
            store::setting::put(db, Key::MinistryName.code(), "Ministry of Trials", now)
        });
        made.await.unwrap();
    });
}

fn examine(deployment: &Deployment, settings: &[(&str, &str)]) -> Said {
    Said::by(deployment.command(&["doctor", "--json"]).envs(settings.iter().copied()))
}

/// What is wrong in an area, with what mends it.
fn wrong(said: &Said, area: &str) -> Vec<String> {
    let report = said.json();
    assert_eq!(report["good"], said.code == Some(0), "{report:#}");
    let findings = report["findings"].as_array().unwrap().clone();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let found = findings.iter().filter(|one| one["level"] == "wrong" && one["area"] == area);
    found.map(|one| format!("{} {}", text(&one["what"]), text(&one["mend"]))).collect()
}

#[track_caller]
fn names(said: &Said, area: &str, words: &[&str]) {
    assert_eq!(said.code, Some(1), "{}", said.out);
    let found = wrong(said, area);
    let named = found.iter().any(|one| words.iter().all(|word| one.contains(word)));
    assert!(named, "{words:?} is not in {found:?}: {}", said.out);
}

fn finds_nothing_wrong(deployment: &Deployment) {
    healthy(deployment);
    let server = Smtp::start(Security::Plain);
    let url = server.url();
    let before = deployment.rows();
    let said = examine(deployment, &[("TILSAGN_MAIL_URL", &url)]);
    assert_eq!(said.code, Some(0), "{}\n{}", said.out, said.err);
    for words in [
        "lets us in",
        "up to date and whole",
        "opens: 4 fields",
        "the log can be signed as",
        "leads to an address",
    ] {
        assert!(said.out.contains(words), "{words}: {}", said.out);
    }
    let plain = Said::by(deployment.command(&["doctor"]).env("TILSAGN_MAIL_URL", &url)).done();
    assert!(plain.ends_with("nothing is wrong\n"), "{plain}");
    assert_eq!(server.mails().len(), 0, "nobody gets a mail from the doctor");
    assert_eq!(deployment.rows(), before);
}

#[test]
fn a_healthy_deployment_on_sqlite_is_left_as_it_is() {
    finds_nothing_wrong(&Deployment::on_sqlite());
}

#[test]
fn a_healthy_deployment_on_postgres_is_left_as_it_is() {
    let postgres = Postgres::fresh();
    finds_nothing_wrong(&Deployment::on(postgres.url()));
}

#[test]
fn an_open_call_of_a_ministry_that_nobody_can_write_to_is_named() {
    let deployment = Deployment::on_sqlite();
    healthy(&deployment);
    let set = |key: Key, value: &'static str| {
        deployment.with_app(async |app| {
            let now = app.clock.now();
            app.store.write(move |db| store::setting::put(db, key.code(), value, now)).await.unwrap();
        });
    };
    set(Key::ContactEmail, "");
    let said = examine(&deployment, &[]);
    names(&said, "staff", &["the Call is open", "no mail address", "/staff/settings"]);
    set(Key::CallState, "announced");
    let said = examine(&deployment, &[]);
    assert!(wrong(&said, "staff").is_empty() && said.out.contains("no mail address"), "{}", said.out);
}

#[test]
fn a_provider_without_which_no_admin_gets_in_is_named() {
    let deployment = Deployment::on_sqlite();
    healthy(&deployment);
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let issuer = format!("http://{nobody}");
    let only = [
        ("TILSAGN_OIDC_ISSUER", issuer.as_str()),
        ("TILSAGN_OIDC_CLIENT_ID", "tilsagn"),
        ("TILSAGN_OIDC_ONLY", "on"),
    ];
    let said = examine(&deployment, &only);
    assert!(wrong(&said, "staff").is_empty() && said.out.contains("2 admins get in"), "{}", said.out);
    deployment.with_app(async |app| {
        let without = app.store.write(|db| {
            for row in store::staff::list(db)?.into_iter().filter(|row| row.roles.0.contains(&Role::Admin)) {
                store::staff::reset(db, &row)?;
                store::staff::open_without_password(db, row.id)?;
            }
            Ok(())
        });
        without.await.unwrap();
    });
    names(&examine(&deployment, &only), "staff", &["no admin has a password", "tilsagn staff reset EMAIL"]);
    assert!(wrong(&examine(&deployment, &[]), "staff").is_empty(), "a provider is not all that lets in");
}

#[test]
fn name_servers_are_asked_whether_they_answer() {
    let deployment = Deployment::on_sqlite();
    healthy(&deployment);
    let (good, bad) = (NameServer::on_loopback(), NameServer::on_loopback());
    bad.break_down(true);
    let both = format!("{},{}", good.address, bad.address);
    let public = ("TILSAGN_BASE_URL", "https://call.example");
    let said = examine(&deployment, &[("TILSAGN_DNS_SERVERS", &both), public]);
    names(&said, "dns", &[&bad.address.to_string(), "does not look names up", "TILSAGN_DNS_SERVERS"]);
    assert!(said.out.contains(&format!("the name server {} answers", good.address)), "{}", said.out);
    assert_eq!(good.asked()[0].0, "call.example", "no name but our own");
    let good = good.address.to_string();
    for one in [good.clone(), format!("{good},{good}")] {
        let said = examine(&deployment, &[("TILSAGN_DNS_SERVERS", &one), public]);
        names(&said, "dns", &["one name server alone", "of another operator", "TILSAGN_DNS_SERVERS"]);
        // Nobody else reaches such a machine.
        let said = examine(&deployment, &[("TILSAGN_DNS_SERVERS", &one)]);
        assert!(wrong(&said, "dns").is_empty() && said.out.contains("one name server alone"), "{}", said.out);
    }
    let said = examine(&deployment, &[("TILSAGN_DNS_SERVERS", "one.one.one.one")]);
    names(&said, "configuration", &["TILSAGN_DNS_SERVERS", "IP addresses"]);
}

#[test]
fn witnesses_are_asked_whether_they_answer_and_what_each_signed_last_is_told() {
    let deployment = Deployment::on_sqlite();
    healthy(&deployment);
    let watched = format!("{}@{}", run(&deployment, &["log", "key"]).done().trim(), deployment.base);
    let mut command =
        deployment.command(&["witness", "--listen", "127.0.0.1:0", "--name", "witness.example.org"]);
    command.args(["--log", &watched, "--data", deployment.path("witness").to_str().unwrap()]);
    let setting = |line: &str| line.split_once("TILSAGN_WITNESSES=").map(|(_, peer)| peer.to_owned());
    let (witness, peer) = Process::start("the witness", &mut command, setting);
    // It says so just before it listens.
    std::thread::sleep(Duration::from_millis(300));
    let settings = [("TILSAGN_WITNESSES", peer.as_str())];
    let said = examine(&deployment, &settings);
    assert!(wrong(&said, "witness").is_empty(), "{}", said.out);
    assert!(
        said.out.contains("has not signed the newest checkpoint; it has never signed here"),
        "{}",
        said.out
    );

    let (key, url) = peer.split_once('@').unwrap();
    let asked = Peer { witness: Witness::parse(key).unwrap(), url: url.to_owned() };
    let size = deployment.with_app(async |app| {
        numbering::number(app).await.unwrap();
        seal::seal(app).await.unwrap();
        let agent = outward::agent(Duration::from_secs(10), "test");
        witnessing::ask(app, &asked, &agent).await.unwrap().expect("it signs")
    });
    let signed = format!("it signed last a tree of {size}, ");
    let said = examine(&deployment, &settings);
    assert!(said.out.contains(&format!("answers, and agrees: {signed}")), "{}", said.out);
    drop(witness);
    let said = examine(&deployment, &settings);
    names(&said, "witness", &["does not answer at http://127.0.0.1", &signed, "TILSAGN_WITNESSES"]);
}

#[test]
fn a_mail_server_that_does_not_let_us_in_is_named_with_the_reason() {
    let deployment = Deployment::on_sqlite();
    healthy(&deployment);
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let said = examine(&deployment, &[("TILSAGN_MAIL_URL", &format!("smtp://127.0.0.1:{nobody}"))]);
    names(&said, "mail", &[&format!("127.0.0.1:{nobody}"), "see that the server runs"]);

    let said = examine(&deployment, &[("TILSAGN_MAIL_URL", "smtp://mail.nowhere.invalid")]);
    names(&said, "dns", &["mail.nowhere.invalid leads to no address", "resolver"]);

    let strict = Smtp::start(Security::StartTls);
    let certificate = strict.certificate().display().to_string();
    let wrong = strict.url().replace("not-a-secret", "mistyped");
    let said = examine(&deployment, &[("TILSAGN_MAIL_URL", &wrong), ("SSL_CERT_FILE", &certificate)]);
    names(&said, "mail", &["user and password"]);
    assert!(!said.out.contains("mistyped"), "the password is told: {}", said.out);
    let said = examine(&deployment, &[("TILSAGN_MAIL_URL", &strict.url()), ("SSL_CERT_FILE", &certificate)]);
    assert_eq!(said.code, Some(0), "{}", said.out);

    let said = examine(&deployment, &[("TILSAGN_BASE_URL", "https://call.example.org")]);
    names(&said, "mail", &["nobody gets them", "TILSAGN_MAIL_URL"]);
}

#[test]
fn files_that_others_can_read_or_that_do_not_belong_here_are_named() {
    let deployment = Deployment::on_sqlite();
    healthy(&deployment);
    let file = |name: &str| deployment.path(name);
    for name in ["data/secret", "data/log.key", "test.db"] {
        fs::set_permissions(file(name), fs::Permissions::from_mode(0o644)).unwrap();
    }
    let said = examine(&deployment, &[]);
    names(&said, "key", &["data/secret", "chmod 600"]);
    names(&said, "key", &["data/log.key", "chmod 600"]);
    names(&said, "database", &["test.db", "chmod 600"]);
    for name in ["data/secret", "data/log.key", "test.db"] {
        fs::set_permissions(file(name), fs::Permissions::from_mode(0o600)).unwrap();
    }
    let secret = fs::read(file("data/secret")).unwrap();
    fs::write(file("data/secret"), "00".repeat(32)).unwrap();
    names(&examine(&deployment, &[]), "key", &["is not the one that sealed this database"]);
    fs::write(file("data/secret"), secret).unwrap();
    fs::remove_file(file("data/log.key")).unwrap();
    names(&examine(&deployment, &[]), "key", &["there is no key of the log", "put it back from your copy"]);
}

#[test]
fn folders_and_databases_that_are_not_there_are_named_and_not_made() {
    let deployment = Deployment::on_sqlite();
    healthy(&deployment);
    let absent = deployment.path("absent");
    let said = examine(&deployment, &[("TILSAGN_DATA_DIR", absent.to_str().unwrap())]);
    names(&said, "disk", &["there is no folder", "absent", "mkdir -p"]);
    let url = format!("sqlite:{}/register.db", absent.display());
    names(
        &examine(&deployment, &[("TILSAGN_DATABASE_URL", &url)]),
        "database",
        &["there is no database in", "absent"],
    );
    assert!(!absent.exists());
    // A file system of the kernel's own has no room at all, and lets root alone write.
    names(&examine(&deployment, &[("TILSAGN_DATA_DIR", "/proc")]), "disk", &["/proc"]);
    let url = "postgres://tilsagn@127.0.0.1:1/tilsagn";
    names(
        &examine(&deployment, &[("TILSAGN_DATABASE_URL", url)]),
        "database",
        &["does not answer", "server runs"],
    );
    fs::write(deployment.path("test.db"), "no database at all, but something else").unwrap();
    names(&examine(&deployment, &[]), "database", &["does not answer"]);
}

#[test]
fn two_are_asked_for_in_each_second_role() {
    let deployment = Deployment::on_sqlite();
    deployment.prepare();
    let said = examine(&deployment, &[]);
    names(&said, "staff", &["0 of the 2", "moderator", "tilsagn staff add EMAIL --role moderator"]);
    names(&said, "staff", &["0 of the 2", "admin"]);
}

#[test]
fn a_configuration_that_does_not_parse_is_told_as_a_finding() {
    let deployment = Deployment::on_sqlite();
    let said = examine(&deployment, &[("TILSAGN_LISTEN", "everywhere"), ("TILSAGN_MAIL_UR", "x")]);
    names(&said, "configuration", &["TILSAGN_LISTEN"]);
    names(&said, "configuration", &["TILSAGN_MAIL_URL"]);
}
