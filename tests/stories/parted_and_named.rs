//! Two parted, and one hides or both: what is entered of the one that stayed meanwhile holds, and what is told anew goes on from
//! it.

use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use diesel::RunQueryDsl;
use tilsagn::app::log::tree;
use tilsagn::domain::Result;
use tilsagn::domain::case::CaseKind;
use tilsagn::store::{self, Db, Store};

use crate::katrine_is_called_otherwise::enters;
use crate::nadia_stays_unnamed::{PROTECTED, PUBLIC};
use crate::parted_and_hidden::{GONE, IB, STAYED, appears, naming_as, parted, told, untold};
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::number_of;
use crate::support::fixtures::Signatory;
use crate::suzie_comes_back::{SUZIE, enter};

stories!(
    names_entered_while_both_hide_are_told_of_who_comes_back,
    names_that_only_sealed_entries_give_are_gone_on_from,
);

/// Both hide, one after the other; staff enter two names of the one that stayed, and it shows itself before the other does.
fn goes_on(app: &TestApp, two: (&Signatory, &Signatory), hiding: [&str; 2]) {
    hiding.iter().for_each(|who| appears(app, &enter(app, who), PROTECTED));
    let (number, mogens) = (number_of(app, two.0), app.second_moderator());
    mogens.post(&format!("/staff/cases/{number}/identity"), &[]);
    for name in ["Readers of the Wood", "Readers at the Edge"] {
        assert_eq!(enters(&mogens, number, name).status, 303, "{name}");
    }
    appears(app, &enter(app, SUZIE), PUBLIC);
    untold(app, two, GONE);
    told(app, two, &["Readers at the Edge"]);
    app.read(|db| tree::check_entries(db, None).map(drop));
    appears(app, &enter(app, IB), PUBLIC);
    told(app, two, &[GONE, STAYED].concat());
}

/// What was kept back is entered before what holds is told anew, which goes on from it.
fn names_entered_while_both_hide_are_told_of_who_comes_back(app: &TestApp) {
    let (stays, goes, _) = parted(app, |_| {});
    goes_on(app, (&stays, &goes), [IB, SUZIE]);
}

fn names_that_only_sealed_entries_give_are_gone_on_from(app: &TestApp) {
    let (stays, goes, _) = parted(app, |bodil| {
        let of = app.read(|db| store::organisation::by_number_or_slug(db, "1")).id;
        let all = app.read(move |db| store::case::of_organisation(db, of));
        let signed = all.into_iter().filter(|case| case.kind == CaseKind::Endorsement);
        let case = signed.min_by_key(|case| case.number).unwrap();
        assert_eq!(enters(bodil, case.number, "Edge of the Forest").status, 303);
        app.settle();
    });
    goes_on(app, (&stays, &goes), [SUZIE, IB]);
}

/// Somebody changes the one that stayed at the moment in which the other hides: PostgreSQL lets both act at once.
#[test]
fn what_is_told_anew_is_what_the_last_change_left() {
    let app = TestApp::on_postgres();
    let (stays, ..) = parted(&app, |_| {});
    let (ib, of, url) = (enter(&app, IB), stays.organisation, app.app.store.url().clone());
    let (begun, has_begun) = mpsc::channel();
    let other = thread::spawn(move || {
        let change = move |db: &mut Db| -> Result<()> {
            let change = "UPDATE organisations SET description = 'Changed at once.' WHERE id =";
            diesel::sql_query(format!("{change} {}", of.0)).execute(db)?;
            begun.send(()).unwrap();
            let waits =
                "SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))";
            let until = Instant::now() + Duration::from_secs(5);
            while diesel::sql_query(waits).execute(db)? == 0 && Instant::now() < until {
                thread::sleep(Duration::from_millis(20));
            }
            Ok(())
        };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async { Store::open(&url).unwrap().write(change).await }).unwrap();
    });
    has_begun.recv().unwrap();
    appears(&app, &ib, PROTECTED);
    other.join().unwrap();
    assert_eq!(naming_as(&app, &stays, "Changed at once.").len(), 1);
}
