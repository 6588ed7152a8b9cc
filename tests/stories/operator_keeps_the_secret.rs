//! The operator brings a database back without the secret that sealed it, or with another one.

use std::os::unix::fs::PermissionsExt;

use tilsagn::app::boot;
use tilsagn::clock::{SystemChance, SystemClock};
use tilsagn::config::Config;
use tilsagn::store::DatabaseUrl;

use crate::stories;
use crate::support::app::TestApp;

stories!(
    is_told_when_the_secret_is_not_the_one_that_sealed_the_database,
    finds_the_embedded_database_readable_to_its_owner_alone,
);

fn finds_the_embedded_database_readable_to_its_owner_alone(app: &TestApp) {
    let DatabaseUrl::Sqlite(path) = app.app.store.url() else { return };
    for end in ["", "-wal", "-shm"] {
        let path = format!("{}{end}", path.display());
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{path}: {mode:o}");
    }
}

fn is_told_when_the_secret_is_not_the_one_that_sealed_the_database(app: &TestApp) {
    let open =
        |config: Config| app.block_on(boot::open(config, Box::new(SystemClock), Box::new(SystemChance)));
    let mut config = app.app.config.clone();
    open(config.clone()).map(drop).expect("the right one");
    let right = std::mem::replace(&mut config.secret_file, app.app.config.data_dir.join("another"));
    let refused = open(config.clone()).map(drop).expect_err("a database that lacks its secret").to_string();
    assert!(refused.contains("that sealed this database is missing"), "{refused}");
    assert!(!config.secret_file.exists(), "none is made in its place");
    std::fs::write(&config.secret_file, "07".repeat(32)).unwrap();
    std::fs::set_permissions(&config.secret_file, std::fs::Permissions::from_mode(0o600)).unwrap();
    let refused = open(config.clone()).map(drop).expect_err("another one over a database that is not");
    let words = refused.to_string();
    assert!(
        words.contains("is not the one that sealed this database") && words.contains("another"),
        "{words}"
    );
    config.previous_secret_files.push(right);
    open(config).map(drop).expect("the right one is named as the one before");
}
