//! The queue marks a Case for what whoever looks can find: a mark that rests on who hides would tell that they do.

use tilsagn::app::{identity, kin};
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::store;
use tilsagn::store::organisation::Profile;

use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, number_of};
use crate::support::fixtures::{Given, Signatory};
use crate::suzie_comes_back::{SUZIE, enter};
use crate::suzie_signs::{confirm_link, declaration, filled};

stories!(
    who_hides_takes_the_marks_down_that_rest_on_it,
    who_is_merged_or_called_otherwise_takes_the_marks_down,
    what_was_sent_twice_and_called_off_once_is_marked_no_more,
    what_a_check_finds_in_the_form_itself_stays_marked,
    who_signs_from_anothers_domain_is_marked_once_it_has_confirmed,
    a_flood_of_one_name_hides_nobody_who_is_in_the_register,
    the_register_leaves_room_for_who_has_the_very_name,
);

const NAME: &str = "Skovbrynet Foundation for Conversation";
/// A mailbox that tells nothing of whose it is.
pub const ANYBODYS: &[&str] = &["skov@gmail.com"];
const OTHER: &str = "Enghaven Akademi";

fn flagged(app: &TestApp, of: &Signatory) -> bool {
    let case = of.case.unwrap();
    app.read(move |db| store::case::find(db, case)).flagged
}

fn who_hides_takes_the_marks_down_that_rest_on_it(app: &TestApp) {
    let given = |name, state, contacts| {
        app.signatory(Given { name, state, contacts, website: "", ..Given::default() })
    };
    let (waits, public) = (EndorsementState::InReview, EndorsementState::Published);
    given(NAME, public, &[SUZIE]);
    given(OTHER, public, &["ib@enghaven.example"]);
    let open = given(NAME, waits, &["eva@andet.example"]);
    let other = given(OTHER, waits, &["ida@tredje.example"]);
    app.settle();
    assert!(flagged(app, &open) && flagged(app, &other));
    let (bodil, vita) = (app.moderator(), app.viewer());
    let path = format!("/staff/cases/{}", number_of(app, &open));
    vita.get(&path).ok().says("Possible duplicates");
    vita.get("/staff/cases?checks=flagged").ok().says("2 cases");
    enter(app, SUZIE).send("/account/visibility", &[("visibility", "protected")]).ok();
    app.settle();
    assert!(!flagged(app, &open) && flagged(app, &other));
    vita.get("/staff/cases?checks=flagged").ok().says("1 case");
    assert!(!vita.get(&path).ok().body.contains("Possible duplicates"));
    bodil.get(&path).ok().says("like one that must not be named");
    // What is decided keeps no mark either that tells of who hides later.
    decide(&bodil, number_of(app, &other), &Choice::publish());
    app.settle();
    assert!(flagged(app, &other), "there is one that may be named");
    enter(app, "ib@enghaven.example").send("/account/visibility", &[("visibility", "protected")]).ok();
    app.settle();
    assert!(!flagged(app, &other));
}

fn who_is_merged_or_called_otherwise_takes_the_marks_down(app: &TestApp) {
    let given = |name, state| {
        app.signatory(Given { name, state, contacts: ANYBODYS, website: "", ..Given::default() })
    };
    let [stays, goes, renamed] =
        ["Blåbjerg Presse", NAME, OTHER].map(|name| given(name, EndorsementState::Published).organisation);
    let [first, second] = [NAME, OTHER].map(|name| given(name, EndorsementState::InReview));
    app.settle();
    assert!(flagged(app, &first) && flagged(app, &second));
    app.write(move |db, now| {
        let known = store::organisation::find(db, goes)?;
        store::merge::point(db, (goes, known.revision), Some(stays), now)
    });
    app.settle();
    assert!(!flagged(app, &first) && flagged(app, &second));
    app.write(move |db, now| {
        let known = store::organisation::find(db, renamed)?;
        let name = "Havnens Sangkor".to_owned();
        let profile = store::organisation::Profile { name, ..identity::profile(&known) };
        store::organisation::update(db, renamed, known.revision, &profile, now)
    });
    app.settle();
    assert!(!flagged(app, &second));
}

fn what_was_sent_twice_and_called_off_once_is_marked_no_more(app: &TestApp) {
    let given = |contacts: &'static [&'static str]| {
        let state = EndorsementState::InReview;
        app.signatory(Given { name: NAME, state, contacts, website: "", ..Given::default() })
    };
    let (stays, twice) = (given(&[SUZIE]), given(&["eva@andet.example"]));
    app.settle();
    assert!(flagged(app, &stays) && flagged(app, &twice));
    enter(app, "eva@andet.example").post("/account/cancel", &[("sure", "yes")]).ok();
    app.settle();
    assert!(!flagged(app, &stays) && !flagged(app, &twice));
}

fn what_a_check_finds_in_the_form_itself_stays_marked(app: &TestApp) {
    app.publish_call();
    let mixed = [("name", "N\u{43e}rdisk Skovråd"), ("email", "bo@skovraad.example"), ("website", "")];
    let form = filled(app, "", &mixed);
    form.send("/sign/visibility", &[("visibility", "public")]).ok();
    form.send("/sign/check", &declaration("en")).ok();
    app.anonymous().post(&confirm_link(app, "bo@skovraad.example"), &[]).ok();
    let bodil = app.moderator();
    for _ in 0..2 {
        bodil.get("/staff/cases?checks=flagged").ok().says("1 case");
        app.settle();
    }
}

fn who_signs_from_anothers_domain_is_marked_once_it_has_confirmed(app: &TestApp) {
    app.publish_call();
    let sign = |name: &str, website: &str, email: &str| {
        filled(app, "", &[("name", name), ("website", website), ("email", email)])
            .send("/sign/check", &declaration("en"))
            .ok();
        app.settle();
        confirm_link(app, email)
    };
    let press = |link: &str| {
        app.anonymous().post(link, &[]).ok();
        // Whoever is like one that came now is compared in the next round.
        app.settle();
        app.settle();
    };
    press(&sign("Blåbjerg Presse", "https://www.skov.example/", "bo@blaabjerg.example"));
    let bodil = app.moderator();
    let found = |many: &str| bodil.get("/staff/cases?checks=flagged").ok().says(many);
    let link = sign("Enghaven Akademi", "", "ida@post.skov.example");
    found("0 cases");
    press(&link);
    found("2 cases");
    bodil
        .get("/staff/cases/2")
        .ok()
        .says("Possible duplicates")
        .says("Alike in: domain")
        .says("Blåbjerg Presse");
    press(&sign("Havnens Sangkor", "", "sang@gmail.com"));
    press(&sign("Foreningen Fyrvagt", "", "fyr@gmail.com"));
    found("2 cases");
}

fn a_flood_of_one_name_hides_nobody_who_is_in_the_register(app: &TestApp) {
    let given = |name, state, contacts| {
        app.signatory(Given { name, state, contacts, website: "", ..Given::default() })
    };
    let first = given(NAME, EndorsementState::InReview, ANYBODYS).organisation;
    app.write(move |db, now| {
        let known = store::organisation::find(db, first)?;
        (0..310).try_for_each(|number| {
            let junk = identity::profile(&known);
            store::organisation::insert(db, &format!("junk{number}"), &junk, now).map(drop)
        })
    });
    while app.block_on(kin::index(&app.app)).unwrap() > 0 {}
    let known = given(NAME, EndorsementState::Published, &["eva@andet.example"]).organisation;
    let again = given(
        "Skovbrynet Foundation for Conversation Ltd",
        EndorsementState::InReview,
        &["ida@tredje.example"],
    );
    app.settle();
    let public_id = app.read(move |db| store::organisation::find(db, known)).public_id;
    let page = app.moderator().get(&format!("/staff/cases/{}", number_of(app, &again))).ok();
    let page = page.says("Possible duplicates").says("17 more like it");
    assert!(page.body.contains(&public_id), "{}", page.text());
}

fn the_register_leaves_room_for_who_has_the_very_name(app: &TestApp) {
    let given = |contacts| {
        let state = EndorsementState::InReview;
        app.signatory(Given { name: NAME, state, contacts, website: "", ..Given::default() })
    };
    let (first, again) = (given(ANYBODYS), given(&["ida@tredje.example"]));
    let of = first.organisation;
    app.write(move |db, now| {
        let known = store::organisation::find(db, of)?;
        (0..25).try_for_each(|number| {
            let name = "Skovbryynet Foundation for Conversation".to_owned();
            let like = Profile { name, ..identity::profile(&known) };
            let id = store::organisation::insert(db, &format!("like{number}"), &like, now)?;
            store::organisation::give_address(db, id, &format!("like-{number}"), 500 + number)
        })
    });
    while app.block_on(kin::index(&app.app)).unwrap() > 0 {}
    let public_id = app.read(move |db| store::organisation::find(db, of)).public_id;
    let page = app.moderator().get(&format!("/staff/cases/{}", number_of(app, &again))).ok();
    let page = page.says("Possible duplicates").says("17 more like it");
    assert!(page.body.contains(&public_id), "{}", page.text());
}
