//! The operator puts an older backup back and takes the log over from a copy: what was lost is decided again, and the
//! register can be handed over as before.

use std::path::Path;

use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::store;

use crate::log_sealed;
use crate::log_sealed::backup;
use crate::operator_takes_over::{exported, import};
use crate::support::app::TestApp;
use crate::support::fixtures::{Given, Signatory};

fn published(app: &TestApp, name: &'static str, website: &'static str) -> Signatory {
    app.signatory(Given { name, website, state: EndorsementState::Published, ..Given::default() })
}

/// Another application on an older copy of the database, with the same keys and another chance.
fn restored(app: &TestApp, old: &Path) -> TestApp {
    let restored = log_sealed::restored(app, old);
    restored.app.chance.fill(&mut [0; 1 << 16]);
    restored
}

/// Runs the program on the restored database.
fn runs(app: &TestApp, arguments: &[&str]) {
    let store::DatabaseUrl::Sqlite(database) = app.app.store.url() else { panic!("the embedded database") };
    let mut program = app.program(arguments);
    program.env("TILSAGN_DATABASE_URL", format!("sqlite:{}", database.display()));
    program.env("TILSAGN_SECRET_FILE", &app.app.config.secret_file);
    let output = program.env("TILSAGN_LOG_KEY_FILE", &app.app.config.log_key_file).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    app.settle();
}

#[test]
fn what_was_lost_is_decided_again_under_another_number_and_can_be_handed_over() {
    let app = TestApp::on_sqlite();
    published(&app, "Aarhus Åbne Arkiv", "https://arkiv.example/");
    let folder = tempfile::tempdir().unwrap();
    let old = folder.path().join("old.db");
    backup(&app, &old);
    let lost = published(&app, "Tabt Forening", "https://tabt.example/");
    app.settle();
    let given = app.read(store::register_state::upcoming_signatory_number);
    let copy = exported(&app, folder.path(), &[]);

    let restored = restored(&app, &old);
    runs(&restored, &["log", "resume", "--from", copy.to_str().unwrap()]);
    let next = restored.read(store::register_state::upcoming_signatory_number);
    assert_eq!(next, given, "the number of who was lost is not given again");
    assert!(!restored.verify().passed, "what was lost is named until it is decided again");
    assert_eq!(published(&restored, "Tabt Forening", "https://tabt.example/").slug, lost.slug);
    restored.settle();
    restored.verify().good();

    let copy = folder.path().join("again");
    runs(&restored, &["export", copy.to_str().unwrap()]);
    let new = app.empty_twin();
    let output = import(&new, &copy);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(new.read(store::register_state::upcoming_signatory_number), given + 1);
    new.verify().good();
}
