//! Somebody with the database's password changes the checkpoints that were published: whoever checks holds each of them
//! against the entries.

use serde_json::json;
use tilsagn::app::log::{seal, tree};
use tilsagn::log::checkpoint::Head;
use tilsagn::log::hash::Hash;
use tilsagn::log::note::Signer;
use tilsagn::store::{self, Db};
use tilsagn::worker::numbering;

use crate::operator_takes_over::{exported, imported, lively};
use crate::stories;
use crate::support::app::TestApp;
use crate::support::bodies::news;
use crate::support::log::{Verdict, mirror, run, verify};
use crate::support::published::{entry, written};

stories!(
    a_checkpoint_that_was_edited_is_found,
    a_checkpoint_that_contradicts_the_entries_names_the_first_that_may_be_another,
    a_checkpoint_that_was_deleted_is_missed_by_whoever_saw_it,
    checkpoints_that_were_all_deleted_are_told_and_nothing_is_signed_anew,
    an_entry_that_is_not_as_specified_is_named,
    an_export_that_a_check_finds_bad_is_not_taken_over,
);

/// Trees of 4, 7 and 9.
fn signed(app: &TestApp) {
    for count in [4, 3, 2] {
        app.append_entries(count);
    }
    app.verify().good();
}

/// Takes the triggers away, then changes rows.
pub fn change(app: &TestApp, statement: &str) {
    let statement = statement.to_owned();
    app.write(move |db, _| {
        let away = match db {
            Db::Sqlite(_) => {
                "DROP TRIGGER IF EXISTS log_checkpoints_are_kept; DROP TRIGGER IF EXISTS log_checkpoints_are_fixed"
            }
            Db::Pg(_) => "ALTER TABLE log_checkpoints DISABLE TRIGGER USER",
        };
        run(db, away)?;
        run(db, &statement)
    });
}

#[track_caller]
pub fn told(verdict: &Verdict, words: &str) {
    let found = verdict.report["findings"].to_string();
    assert!(!verdict.passed && found.contains(words), "{words}: {:#}\n{}", verdict.report, verdict.errors);
}

fn a_checkpoint_that_was_edited_is_found(app: &TestApp) {
    signed(app);
    change(app, "UPDATE log_checkpoints SET note = 'x' WHERE size = 7");
    let found = app.verify();
    told(&found, "log/checkpoints: the checkpoint of 7: this is no signed note");
    assert!(found.report["findings"][1].is_null(), "{:#}", found.report);
    let copy = tempfile::tempdir().unwrap();
    mirror(app, copy.path());
    told(&verify(copy.path().to_str().unwrap(), &[]), "the checkpoint of 7");
    let wrong = app.block_on(app.app.store.read(|db| tree::check_entries(db, None))).unwrap_err().to_string();
    assert!(wrong.contains("in log_checkpoints: the checkpoint of 7: this is no signed note"), "{wrong}");
    std::fs::remove_file(copy.path().join("log/checkpoints")).unwrap();
    let report = verify(copy.path().to_str().unwrap(), &[]).good();
    assert!(report["not_looked_at"].to_string().contains("checkpoints before the newest"), "{report:#}");
}

fn a_checkpoint_that_contradicts_the_entries_names_the_first_that_may_be_another(app: &TestApp) {
    signed(app);
    let forge = |signer: &Signer| {
        let note = Head { size: 7, root: Hash::leaf(b"forged") }.sign(signer).unwrap();
        change(app, &format!("UPDATE log_checkpoints SET note = '{note}' WHERE size = 7"));
    };
    let key = std::fs::read_to_string(&app.app.config.log_key_file).unwrap();
    forge(&Signer::parse(key.lines().next().unwrap()).unwrap());
    let what = app.verify().names(4)["findings"].to_string();
    assert!(what.contains("or another up to 6 is not what was signed: the checkpoint of 7"), "{what}");
    forge(&Signer::new(app.app.log_signer.verifier().name(), [9; 32]).unwrap());
    told(&app.verify(), "the checkpoint of 7: no key of the log");
}

fn a_checkpoint_that_was_deleted_is_missed_by_whoever_saw_it(app: &TestApp) {
    signed(app);
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("seen.json");
    let state = ["--state", state.to_str().unwrap()];
    verify(&app.base, &state).good();
    change(app, "DELETE FROM log_checkpoints WHERE size = 7");
    app.append_entries(1);
    told(&verify(&app.base, &state), "the checkpoint of 7 was published when this log was seen before");
}

fn checkpoints_that_were_all_deleted_are_told_and_nothing_is_signed_anew(app: &TestApp) {
    signed(app);
    change(app, "DELETE FROM log_checkpoints");
    app.write(|db, now| news(db, now, 1));
    let words = "the checkpoints that were published are gone";
    let numbering = app.block_on(numbering::number(&app.app)).unwrap_err().to_string();
    let sealing = app.block_on(seal::seal(&app.app)).unwrap_err().to_string();
    let found = app.block_on(app.app.store.read(|db| tree::check_entries(db, None))).unwrap_err().to_string();
    for said in [numbering, sealing, found] {
        assert!(said.contains(words) && said.contains("restore the newest backup"), "{said}");
    }
    let examined = app.program(&["doctor"]).output().unwrap();
    let said = String::from_utf8_lossy(&examined.stdout);
    assert!(said.contains(words) && !said.contains("the log can be signed"), "{said}");
    assert_eq!(app.read(store::log::size), 0);
}

fn an_entry_that_is_not_as_specified_is_named(app: &TestApp) {
    signed(app);
    app.write(|db, now| {
        news(db, now, 1)?;
        entry(db, "foo.bar", None, now, &json!({}))?;
        store::entry::append(db, &written("organisation.amended", None, now, &json!([1, 2])))
    });
    app.sign_blindly();
    let what = app.verify().names(10)["findings"][0]["what"].to_string();
    assert!(what.contains("is of kind foo.bar") && what.contains("1 more are not as specified"), "{what}");
}

fn an_export_that_a_check_finds_bad_is_not_taken_over(app: &TestApp) {
    lively(app);
    let folder = tempfile::tempdir().unwrap();
    let (copy, new) = (exported(app, folder.path(), &[]), app.empty_twin());
    let key = app.app.log_signer.verifier().text();
    let list = std::fs::read_to_string(copy.join("log/checkpoints")).unwrap().replacen("\\n", "\\n1", 1);
    for (file, bad, why) in [
        ("log/key", Vec::new(), "log/key shows "),
        ("log/key", [key.as_bytes(), b"\xff"].concat(), "log/key shows "),
        ("log/checkpoints", list.into_bytes(), "log/checkpoints: the checkpoint of"),
    ] {
        let path = copy.join(file);
        let good = std::fs::read(&path).unwrap();
        assert_ne!(good, bad, "{file}");
        std::fs::write(&path, bad).unwrap();
        told(&verify(copy.to_str().unwrap(), &["--key", &key]), why);
        let output = imported(&new, &copy, &["--key", &key]);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && errors.contains(why), "{file}: {errors}");
        std::fs::write(&path, good).unwrap();
    }
    assert!(imported(&new, &copy, &["--key", &key]).status.success(), "mended, it is taken over");
}
