//! Anyone takes the receipt of an entry from the page that tells of it, and checks it without the site. Of what cannot be read there
//! is none.

use tilsagn::store;
use tilsagn::worker::numbering;

use crate::nadia_stays_unnamed::Lacks;
use crate::readers_of_the_past::eventful;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::bodies::news;
use crate::support::log::receipt;
use crate::suzie_comes_back::{SUZIE, enter};

stories!(
    the_pages_of_signatories_and_commitments_lead_to_receipts_that_are_good,
    what_cannot_be_read_or_is_not_signed_has_no_receipt,
    what_hides_takes_its_receipts_along,
);

fn address(number: impl std::fmt::Display) -> String {
    format!("/log/entries/{number}.tlog-proof")
}

fn the_pages_of_signatories_and_commitments_lead_to_receipts_that_are_good(app: &TestApp) {
    let (given, _) = eventful(app);
    let anyone = app.anonymous();
    let key = app.app.log_signer.verifier().text();
    let id = given.commitments[0];
    let promise = format!("/commitments/{}", app.read(move |db| store::commitment::find(db, id)).public_id);
    for (page, words) in [
        ("/signatories/skovbrynet-folkeforening", "says       {"),
        (promise.as_str(), "Lend every reader a safe device"),
    ] {
        let shown = anyone.get(page).ok();
        // The newest is the first there, and what was entered first the last.
        let (_, last) = shown.body.rsplit_once("href=\"/log/entries/").unwrap();
        let (number, _) = last.split_once(".tlog-proof\" download").expect("a receipt beside each proof");
        let link = format!("href=\"{}\" download=\"receipt-{number}.tlog-proof\"", address(number));
        assert!(shown.body.contains(&link), "{}", shown.body);
        anyone.get(&format!("/da{page}")).ok().says(&format!("Bevis Nr. {number} · Kvittering"));
        let taken = anyone.get(&address(number)).ok();
        assert_eq!(taken.headers["content-type"], "application/octet-stream");
        let name = format!("attachment; filename=\"receipt-{number}.tlog-proof\"");
        assert_eq!(taken.headers["content-disposition"], name);
        assert!(taken.headers["cache-control"].starts_with("public, max-age=60"));
        assert_eq!(taken.headers["access-control-allow-origin"], "*");
        let judged = receipt(&taken.body, &["--key", &key]);
        assert!(judged.passed && judged.said.contains(words), "{}{}", judged.said, judged.errors);
        assert!(judged.said.contains(&format!("entry      {number}, ")), "{}", judged.said);
    }
    anyone.get("/verify").ok().says("a file that proves the entry without a network");
}

fn what_cannot_be_read_or_is_not_signed_has_no_receipt(app: &TestApp) {
    app.publish_register();
    let anyone = app.anonymous();
    anyone.get(&address(58)).ok();
    let nothing = anyone.get(&address(999_999));
    assert_eq!(nothing.status, 404);
    // The last one is about somebody who must not be named.
    assert_eq!(anyone.get(&address(59)).body, nothing.body, "as if there were no such entry");
    for nowhere in ["59", "60", "-1", "007", "x", "99999999999999999999"] {
        assert_eq!(anyone.get(&address(nowhere)).status, 404, "{nowhere}");
    }
    app.write(|db, now| news(db, now, 1));
    app.block_on(numbering::number(&app.app)).unwrap();
    assert_eq!(anyone.get(&address(60)).status, 404, "nobody has signed it yet");
    app.settle();
    anyone.get(&address(60)).ok();
}

fn what_hides_takes_its_receipts_along(app: &TestApp) {
    let (given, _) = eventful(app);
    let of = given.organisation;
    let numbers = || -> Vec<i64> {
        let entries = app.read(move |db| store::entry::of_organisation(db, of));
        entries.iter().filter_map(|entry| entry.number).collect()
    };
    let anyone = app.anonymous();
    assert!(numbers().len() > 1);
    for number in numbers() {
        anyone.get(&address(number)).ok();
    }
    enter(app, SUZIE).send("/account/visibility", &[("visibility", "protected")]).ok();
    app.settle();
    for number in numbers() {
        let page = anyone.get(&address(number));
        assert_eq!(page.status, 404, "{number}");
        page.lacks("kovbrynet");
    }
}
