//! What a configuration takes, what it refuses, and how it says so.

use super::*;

fn read(file: &str, env: &[(&str, &str)]) -> Result<Config, ConfigError> {
    let env = env.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
    Config::from_parts(Some(file), env)
}

fn with(env: &[(&str, &str)]) -> Config {
    read("", env).unwrap()
}

/// The one thing wrong.
fn problem(env: &[(&str, &str)]) -> String {
    let problems = read("", env).err().expect("a problem").problems;
    assert_eq!(problems.len(), 1, "{problems:?}");
    problems[0].clone()
}

#[test]
fn nothing_set_is_a_site_on_this_machine() {
    let config = Config::from_parts(None, std::iter::empty()).unwrap();
    assert_eq!(config.database, DatabaseUrl::Sqlite("data/tilsagn.db".into()));
    assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(config.base_url.url, "http://127.0.0.1:8080");
    assert!(config.base_url.loopback && !config.base_url.https);
    assert_eq!(config.secret_file, Path::new("data/secret"));
    assert_eq!(config.mail_url, "file:data/mail");
    assert_eq!(config.mail_from.to_string(), "Tilsagn <tilsagn@localhost>");
    assert_eq!((config.log_filter.as_str(), config.log_format), ("info", None));
    assert!(config.rate_limits && !config.read_only);
    assert_eq!(config.time_zone, Tz::Europe__Copenhagen);
    assert!(config.trusted_proxies.is_empty() && config.without_effect().is_empty());
}

#[test]
fn other_places_follow_the_data_folder() {
    let config = with(&[("TILSAGN_DATA_DIR", "/srv/tilsagn"), ("TILSAGN_LISTEN", "0.0.0.0:9000")]);
    assert_eq!(config.database, DatabaseUrl::Sqlite("/srv/tilsagn/tilsagn.db".into()));
    assert_eq!(config.secret_file, Path::new("/srv/tilsagn/secret"));
    assert_eq!(config.mail_url, "file:/srv/tilsagn/mail");
    assert_eq!(config.base_url.url, "http://localhost:9000");
}

#[test]
fn the_environment_wins_over_the_file_and_the_last_word_over_both() {
    let file = "listen = \"127.0.0.1:1\"\nread_only = true\ntrusted_proxies = [\"10.0.0.0/8\", \"::1\"]";
    let config = read(file, &[("TILSAGN_LISTEN", "127.0.0.1:2"), ("TILSAGN_LISTEN", "127.0.0.1:3")]).unwrap();
    assert_eq!(config.listen.port(), 3);
    assert!(config.read_only);
    assert_eq!(config.trusted_proxies.len(), 2);
}

#[test]
fn an_unknown_key_names_the_nearest() {
    assert_eq!(
        problem(&[("TILSAGN_DATABSE_URL", "x")]),
        "TILSAGN_DATABSE_URL is unknown. The nearest known key is TILSAGN_DATABASE_URL."
    );
    let error = read("log_fromat = \"json\"", &[]).err().unwrap();
    assert_eq!(
        error.to_string(),
        "log_fromat (in the configuration file) is unknown. The nearest known key is log_format."
    );
    assert!(problem(&[("TILSAGN_OIDC_CLIENT_SECRET", "x")]).ends_with("TILSAGN_OIDC_CLIENT_SECRET_FILE."));
    assert!(problem(&[("TILSAGN_listen", "x")]).ends_with("TILSAGN_LISTEN."));
}

#[test]
fn the_test_suite_and_other_programs_have_their_own_variables() {
    with(&[("TILSAGN_TEST_POSTGRES", "x"), ("HOME", "/root"), ("TILSAGNE", "x")]);
}

#[test]
fn all_problems_are_said_at_once() {
    let error = read("listn = \"x\"\nlog = 5", &[("TILSAGN_READ_ONLY", "maybe"), ("TILSAGN_LISTEN", "8080")]);
    assert_eq!(error.err().unwrap().problems.len(), 4);
}

#[test]
fn each_problem_says_the_value_and_an_example() {
    for (key, value, example) in [
        ("TILSAGN_LISTEN", "8080", "127.0.0.1:8080"),
        ("TILSAGN_BASE_URL", "call.example.org", "https://call.example.org"),
        ("TILSAGN_BASE_URL", "https://example.org/call", "https://call.example.org"),
        ("TILSAGN_DATABASE_URL", "mysql://x", "sqlite:data/tilsagn.db"),
        ("TILSAGN_DATA_DIR", "", "/var/lib/tilsagn"),
        ("TILSAGN_MAIL_URL", "mail.example.org", "file:data/mail"),
        ("TILSAGN_MAIL_FROM", "Tilsagn", "Tilsagn <tilsagn@example.org>"),
        ("TILSAGN_TRUSTED_PROXIES", "10.0.0.0/33", "10.0.0.0/8"),
        ("TILSAGN_LOG", "tilsagn=loud", "info"),
        ("TILSAGN_LOG_FORMAT", "xml", "json"),
        ("TILSAGN_RATE_LIMITS", "1", "on or off"),
        ("TILSAGN_TIME_ZONE", "Copenhagn", "Europe/Copenhagen"),
    ] {
        let said = problem(&[(key, value)]);
        assert!(said.starts_with(&format!("{key} is \"{value}\": ")), "{said}");
        assert!(said.contains(example), "{said}");
    }
    assert!(problem(&[("TILSAGN_TIME_ZONE", "Nairobi")]).ends_with("the nearest is Africa/Nairobi."));
}

#[test]
fn a_password_is_never_shown() {
    for url in [
        "postgress://t:hemmelig@db/t",
        "t:hem@melig@db",
        "postgres://t:a/hemmelig@db/t",
        "postgres://t:hemmelig@db/t",
        "postgres://db/t?password=hemmelig&a=b",
    ] {
        let said = problem(&[("TILSAGN_DATABASE_URL", url)]);
        assert!(!said.contains("hem"), "{said}");
    }
    let error = read("mail_url = \"smtp://t:hemmelig@mail\nlisten = \"x\"", &[]).err().unwrap();
    assert!(error.to_string().starts_with("The configuration file, line 1: "), "{error}");
    assert!(!error.to_string().contains("hemmelig"), "{error}");
}

#[test]
fn plain_http_is_for_this_machine_only() {
    for url in ["http://localhost:8080", "http://127.8.0.1", "http://[::1]:8080/"] {
        let config = with(&[("TILSAGN_BASE_URL", url)]);
        assert!(config.base_url.loopback && !config.base_url.https, "{url}");
    }
    for url in
        ["http://call.example.org", "http://192.0.2.1", "http://localhost.example.org", "http://0.0.0.0"]
    {
        assert!(problem(&[("TILSAGN_BASE_URL", url)]).contains("put a proxy that speaks TLS"), "{url}");
    }
    let config = with(&[("TILSAGN_BASE_URL", "https://Call.example.org:443/")]);
    assert!(config.base_url.https && !config.base_url.loopback);
    assert_eq!(config.base_url.join("/da"), "https://call.example.org/da");
    assert_eq!(config.mail_from.email.to_string(), "tilsagn@call.example.org");
    for url in ["ftp://localhost", "https://u:p@example.org", "https://example.org/?a", "https://"] {
        problem(&[("TILSAGN_BASE_URL", url)]);
    }
}

#[test]
fn a_host_that_no_mail_can_come_from_needs_a_sender() {
    let env = [("TILSAGN_BASE_URL", "https://192.0.2.1"), ("TILSAGN_LOG_FORMAT", "xml")];
    assert_eq!(read("", &env).err().unwrap().problems.len(), 2);
    assert!(problem(&env[..1]).starts_with("TILSAGN_MAIL_FROM is needed"));
    with(&[env[0], ("TILSAGN_MAIL_FROM", "a@example.org")]);
}

#[test]
fn postgres_on_another_host_needs_a_word_in_writing() {
    for url in [
        "postgres://t@localhost/t",
        "postgresql://t:p@127.0.0.1:5433/t",
        "postgres://t@[::1]:5432/t",
        "postgres:///t?host=/var/run/postgresql",
        "postgres://%2Fvar%2Frun%2Fpostgresql/t",
        "postgres://t@db.example.org/t?sslmode=disable",
        "postgres://t@name/t?hostaddr=127.0.0.1",
    ] {
        assert_eq!(with(&[("TILSAGN_DATABASE_URL", url)]).database, DatabaseUrl::Postgres(url.to_owned()));
    }
    for url in [
        "postgres://t@db.example.org/t",
        "postgres://t@db.example.org/t?sslmode=prefer",
        "postgres://t@localhost,db.example.org:5432/t",
        "postgres://t@localhost/t?host=db.example.org",
        "postgres://t@localhost/t?hostaddr=2001:db8::1",
        "postgres://t@localhost/t?sslmode=verify-full",
    ] {
        let said = problem(&[("TILSAGN_DATABASE_URL", url)]);
        assert!(said.contains("no TLS to PostgreSQL") && said.contains("sslmode=disable"), "{said}");
    }
}

#[test]
fn settings_of_later_are_taken_and_named() {
    let config = read("theme_dir = \"a\"", &[("TILSAGN_METRICS_LISTEN", "127.0.0.1:9090")]).unwrap();
    assert_eq!(config.without_effect(), ["TILSAGN_METRICS_LISTEN", "theme_dir (in the configuration file)"]);
}

#[test]
fn the_staff_have_a_host_of_their_own_or_the_publics() {
    let public = ("TILSAGN_BASE_URL", "https://call.example.org");
    assert_eq!(with(&[public]).staff_base().url, "https://call.example.org");
    let staff = |base, host| {
        with(&[("TILSAGN_BASE_URL", base), ("TILSAGN_STAFF_HOST", host)]).staff_base().url.clone()
    };
    assert_eq!(staff(public.1, "Desk.example.org"), "https://desk.example.org");
    assert_eq!(staff(public.1, "desk.example.org:8443"), "https://desk.example.org:8443");
    assert_eq!(staff("http://localhost:8080", "staff.localhost"), "http://staff.localhost:8080");
    for (host, said) in [
        ("https://desk.example.org", "without https:// and path"),
        ("desk.example.org/staff", "without https:// and path"),
        ("", "for example staff.example.org"),
        ("call.example.org", "another host than the public's"),
        ("CALL.example.org:8443", "another host than the public's"),
    ] {
        let problem = problem(&[public, ("TILSAGN_STAFF_HOST", host)]);
        assert!(problem.starts_with("TILSAGN_STAFF_HOST") && problem.contains(said), "{problem}");
    }
    let open = problem(&[("TILSAGN_STAFF_HOST", "staff.example.org")]);
    assert!(open.contains("plain http is served for localhost"), "{open}");
}

#[test]
fn an_identity_provider_is_set_up_whole_or_not_at_all() {
    let issuer = ("TILSAGN_OIDC_ISSUER", "https://login.example.org/realms/m");
    let client = ("TILSAGN_OIDC_CLIENT_ID", "tilsagn");
    assert_eq!(with(&[]).oidc, None);
    let oidc = with(&[issuer, client]).oidc.unwrap();
    assert_eq!((oidc.issuer.as_str(), oidc.groups_claim.as_str(), oidc.only), (issuer.1, "groups", false));
    assert!(oidc.roles.is_empty() && oidc.scopes.is_empty() && oidc.client_secret_file.is_none());
    assert_eq!(problem(&[issuer]), "TILSAGN_OIDC_ISSUER needs TILSAGN_OIDC_CLIENT_ID beside it.");
    assert_eq!(problem(&[client]), "TILSAGN_OIDC_CLIENT_ID needs TILSAGN_OIDC_ISSUER beside it.");
    assert_eq!(
        problem(&[("TILSAGN_OIDC_ONLY", "on")]),
        "TILSAGN_OIDC_ONLY needs TILSAGN_OIDC_ISSUER beside it."
    );
    assert!(
        problem(&[("TILSAGN_OIDC_ISSUER", "http://login.example.org"), client]).contains("https address")
    );
    assert!(problem(&[issuer, client, ("TILSAGN_OIDC_ROLES", "desk=boss")]).contains("group=role,role"));
}

#[test]
fn a_network_that_is_not_the_first_of_its_block_is_told_which_is() {
    let said = problem(&[("TILSAGN_TRUSTED_PROXIES", "10.1.2.3/16")]);
    assert!(said.contains("expected 10.1.0.0/16"), "{said}");
}

#[test]
fn a_file_that_was_asked_for_must_exist() {
    let error = Config::load(Some(Path::new("/nowhere/tilsagn.toml")), []).err().unwrap();
    assert!(error.to_string().contains("/nowhere/tilsagn.toml"), "{error}");
}

#[test]
fn the_example_names_every_key_and_every_line_of_it_works() {
    let example = include_str!("../../tilsagn.example.toml");
    let lines: Vec<&str> = example.lines().filter_map(|line| line.strip_prefix("# ")).collect();
    let settings: Vec<&str> = lines.into_iter().filter(|line| line.contains(" = ")).collect();
    for key in sources::KEYS.iter().chain(sources::LATER) {
        assert!(settings.iter().any(|line| line.starts_with(&format!("{key} = "))), "{key}");
    }
    read(&settings.join("\n"), &[]).unwrap();
    read(example, &[]).unwrap();
}

#[test]
fn witnesses_are_a_key_and_an_address() {
    let key = "witness.example.org+659b8c9e+BMqTrBcFGHBx1nuDx/8O/oEI6OxFMFdddyaHkzPb2r58";
    let both = format!("{key}@https://witness.example.org/, {key}@http://127.0.0.1:9180/w");
    let peers = with(&[("TILSAGN_WITNESSES", &both)]).witnesses;
    let urls: Vec<_> = peers.iter().map(|peer| peer.url.as_str()).collect();
    assert_eq!(urls, ["https://witness.example.org", "http://127.0.0.1:9180/w"]);
    assert!(peers.iter().all(|peer| peer.witness.text() == key));
    let of_a_log = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    for (wrong, why) in [
        ("https://witness.example.org".to_owned(), "KEY@URL"),
        (key.to_owned(), "KEY@URL"),
        (format!("{key}@https://"), "KEY@URL"),
        (format!("{key}@https://witness.example.org?x"), "KEY@URL"),
        (format!("{key}@https://somebody:secret@witness.example.org"), "KEY@URL"),
        (format!("{of_a_log}@https://witness.example.org"), "expected the key of a witness"),
    ] {
        let said = problem(&[("TILSAGN_WITNESSES", &wrong)]);
        assert!(said.contains(why), "{wrong}: {said}");
    }
}
