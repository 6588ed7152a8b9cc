//! The operator puts back a backup in which an entry still waits for its number: it was signed since, and is no other entry.

use std::path::PathBuf;

use serde_json::json;
use tempfile::TempDir;
use tilsagn::app::log::memory;
use tilsagn::app::register;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::store;
use tilsagn::worker::numbering;

use crate::log_sealed::{keep_tiles, resumed_from, roll_back};
use crate::stories;
use crate::support::app::TestApp;
use crate::support::fixtures::Given;
use crate::support::log::{mirror, verify};

stories!(
    what_waits_in_the_backup_gets_its_number_and_the_rest_comes_back,
    what_waits_is_numbered_where_nothing_else_was_signed,
    a_copy_that_has_no_more_than_what_waits_gives_it_its_number,
    what_waits_is_numbered_before_the_word_that_nothing_was_lost,
);

const WAITING: &str = "/signatories/ventende-forening";

/// A database that was put back, where the publication of one signatory waits for its number.
struct Scene {
    /// Entries that have their numbers in it, and those with the one that waits.
    size: u64,
    held: u64,
    folder: TempDir,
}

impl Scene {
    /// All that was signed: with so many more entries behind the one that waits.
    fn of(app: &TestApp, more: usize) -> Scene {
        let size = || u64::try_from(app.read(store::register_state::next_entry)).unwrap();
        published(app, "Aarhus Åbne Arkiv", "https://arkiv.example/");
        app.settle();
        keep_tiles(app);
        let (before, folder) = (size(), tempfile::tempdir().unwrap());
        published(app, "Ventende Forening", "https://vent.example/");
        app.settle();
        let scene = Scene { size: before, held: size(), folder };
        app.append_entries(more);
        mirror(app, &scene.copy());
        verify(&app.base, &["--state", &scene.seen()]).good();
        app.attack(&[
            &format!("DELETE FROM entries WHERE number >= {}", scene.held),
            &format!("UPDATE entries SET number = NULL WHERE number >= {}", scene.size),
        ]);
        roll_back(app, scene.size);
        app.block_on(register::refresh(&app.app)).unwrap();
        scene
    }

    fn copy(&self) -> PathBuf {
        self.folder.path().join("copy")
    }

    /// What was seen of all that was signed.
    fn seen(&self) -> String {
        self.folder.path().join("seen.json").display().to_string()
    }

    /// Another machine, on which nothing knows what was signed last.
    fn forget(&self, app: &TestApp) {
        let memory = tilsagn::files::beside(&app.app.config.log_key_file, ".signed");
        std::fs::remove_file(memory).unwrap();
        app.write(memory::note_restored);
    }

    /// It goes on, for whoever has seen it before too, with so many entries.
    #[track_caller]
    fn goes_on(&self, app: &TestApp, size: u64) {
        app.settle();
        let report = verify(&app.base, &["--state", &self.seen()]).good();
        assert_eq!(report["tree_size"], size);
        app.anonymous().get(WAITING).ok().says("Ventende Forening");
        assert_eq!(app.anonymous().get("/readyz").ok().body, "ok\n");
    }
}

fn published(app: &TestApp, name: &'static str, website: &'static str) {
    app.signatory(Given { name, website, state: EndorsementState::Published, ..Given::default() });
}

/// What entries say of others that came back.
fn said_back(app: &TestApp) -> Vec<String> {
    app.read(|db| store::entry::bodies(db, "log.resumed"))
}

fn what_waits_in_the_backup_gets_its_number_and_the_rest_comes_back(app: &TestApp) {
    let scene = Scene::of(app, 3);
    let refused = app.block_on(numbering::number(&app.app)).unwrap_err().to_string();
    assert!(refused.contains("older than what was signed"), "{refused}");
    assert_eq!(app.anonymous().get("/signatories").status, 503, "more was signed");
    resumed_from(app, &scene.copy());
    scene.goes_on(app, scene.held + 4);
    let said = json!({ "from": scene.held, "to": scene.held + 3 }).to_string();
    assert_eq!(said_back(app), [said], "the one that waited did not come back");
}

fn what_waits_is_numbered_where_nothing_else_was_signed(app: &TestApp) {
    let scene = Scene::of(app, 0);
    app.anonymous().get("/readyz").ok().says("they do as soon as a worker runs");
    app.anonymous().get(WAITING).ok();
    scene.goes_on(app, scene.held);
    assert_eq!(said_back(app), [""; 0], "nothing was lost");
}

fn a_copy_that_has_no_more_than_what_waits_gives_it_its_number(app: &TestApp) {
    let scene = Scene::of(app, 0);
    scene.forget(app);
    assert!(app.block_on(numbering::number(&app.app)).is_err(), "nothing here knows what was signed last");
    resumed_from(app, &scene.copy());
    scene.goes_on(app, scene.held);
    assert_eq!(said_back(app), [""; 0], "nothing was lost");
}

fn what_waits_is_numbered_before_the_word_that_nothing_was_lost(app: &TestApp) {
    let scene = Scene::of(app, 0);
    scene.forget(app);
    let output = app.program(&["log", "resume", "--nothing-lost"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    scene.goes_on(app, scene.held + 1);
    assert_eq!(said_back(app), [json!({ "from": scene.held, "to": scene.held }).to_string()]);
}
