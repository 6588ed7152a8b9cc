//! The operator brings a database back without the secret that sealed it, or with another one.

use tilsagn::app::boot;
use tilsagn::clock::{SystemChance, SystemClock};
use tilsagn::config::Config;

use crate::stories;
use crate::support::app::TestApp;

stories!(is_told_when_the_secret_is_not_the_one_that_sealed_the_database);

fn is_told_when_the_secret_is_not_the_one_that_sealed_the_database(app: &TestApp) {
    let open =
        |config: Config| app.block_on(boot::open(config, Box::new(SystemClock), Box::new(SystemChance)));
    let mut config = app.app.config.clone();
    open(config.clone()).map(drop).expect("the right one");
    let right = std::mem::replace(&mut config.secret_file, app.app.config.data_dir.join("another"));
    let refused = open(config.clone()).map(drop).expect_err("a new one over a database that is not");
    let words = refused.to_string();
    assert!(
        words.contains("is not the one that sealed this database") && words.contains("another"),
        "{words}"
    );
    config.previous_secret_files.push(right);
    open(config).map(drop).expect("the right one is named as the one before");
}
