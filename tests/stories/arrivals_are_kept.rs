//! It is kept from where a signature was sent: sealed, counted, and forgotten when it has served.

use std::net::IpAddr;

use chrono::Duration;
use tilsagn::app::arrival;
use tilsagn::domain::email::Email;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::ids::{EndorsementId, OrganisationId};
use tilsagn::domain::visibility::Visibility;
use tilsagn::store::{
    self,
    arrival::{Arrival, By},
};
use tilsagn::{app::App, worker};

use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, reasons};
use crate::suzie_signs::{EMAIL, confirm_link, declaration, endorsement, filled_by};

stories!(
    suzies_network_is_kept_sealed_and_counted,
    a_repeated_form_is_kept_too_and_a_mail_once_more_is_not,
    a_corrected_address_leaves_nothing_of_the_mistyped_one,
    it_is_forgotten_after_a_month,
    it_is_forgotten_when_a_protected_signature_is_decided,
    it_is_forgotten_when_a_signatory_hides,
    only_our_proxies_say_where_somebody_comes_from,
);

const FROM: &str = "2001:db8:7:8:1:2:3:4";

fn sent(app: &TestApp, from: &str, changes: &[(&'static str, &str)]) -> crate::support::visitor::Visitor {
    let suzie = filled_by(app.anonymous().from(from), "", changes);
    suzie.send("/sign/check", &declaration("en")).ok();
    suzie
}

fn arrivals(app: &TestApp) -> Vec<Arrival> {
    let begin = app.app.clock.now() - Duration::days(400);
    app.read(move |db| store::arrival::since(db, begin, 100))
}

fn address(app: &App, arrival: &Arrival) -> IpAddr {
    arrival::whence(app, arrival).unwrap().address
}

fn suzies_network_is_kept_sealed_and_counted(app: &TestApp) {
    app.publish_call();
    sent(app, FROM, &[]);
    let kept = arrivals(app);
    let [one] = kept.as_slice() else { panic!("{kept:?}") };
    assert_eq!((one.endorsement_id, one.repeated, one.held), (EndorsementId(1), false, None));
    let whence = arrival::whence(&app.app, one).unwrap();
    assert_eq!((whence.address.to_string().as_str(), whence.domain.as_str()), (FROM, "havnevagt.example"));
    let rows = app.rows()["arrivals"].join("\n");
    assert!(!rows.contains("2001:db8") && !rows.contains("havnevagt"), "{rows}");
    assert_eq!(app.read(|db| store::arrival::of_endorsement(db, EndorsementId(1))).as_ref(), Some(one));

    let near = arrival::network_indexes(&app.app, "2001:db8:7:8::9".parse().unwrap());
    let far = arrival::network_indexes(&app.app, "2001:db8:7:9::9".parse().unwrap());
    let mailbox = Email::parse("bo@post.havnevagt.example").unwrap();
    let domain = arrival::domain_indexes(&app.app, &mailbox);
    let (before, now) = (app.app.clock.now() - Duration::seconds(1), app.app.clock.now());
    let counted = app.read(move |db| {
        Ok([
            store::arrival::count_from_network(db, &near, before)?,
            store::arrival::count_from_network(db, &near, now)?,
            store::arrival::count_from_network(db, &far, before)?,
            store::arrival::count_named(db, By::Domain, &domain, before)?,
        ])
    });
    assert_eq!(counted, [1, 0, 0, 1]);
}

fn a_repeated_form_is_kept_too_and_a_mail_once_more_is_not(app: &TestApp) {
    app.publish_call();
    let suzie = sent(app, FROM, &[]);
    suzie.send("/sign/sent", &[("email", EMAIL)]).ok();
    assert_eq!(arrivals(app).len(), 1);
    sent(app, "192.0.2.7", &[]);
    let kept = arrivals(app);
    assert_eq!(kept.iter().map(|one| one.repeated).collect::<Vec<_>>(), [true, false]);
    let first = app.read(|db| store::arrival::of_endorsement(db, EndorsementId(1))).unwrap();
    assert_eq!(address(&app.app, &first).to_string(), FROM);
}

fn a_corrected_address_leaves_nothing_of_the_mistyped_one(app: &TestApp) {
    app.publish_call();
    let suzie = sent(app, FROM, &[("email", "suzie@havnevakt.example")]);
    suzie.send("/sign/sent", &[("email", EMAIL)]).ok();
    let kept = arrivals(app);
    assert_eq!(kept.iter().map(|one| one.endorsement_id).collect::<Vec<_>>(), [EndorsementId(2)]);
    assert_eq!(arrival::whence(&app.app, &kept[0]).unwrap().domain, "havnevagt.example");
}

fn it_is_forgotten_after_a_month(app: &TestApp) {
    app.publish_call();
    sent(app, FROM, &[]);
    app.anonymous().post(&confirm_link(app, EMAIL), &[]).ok();
    app.clock.advance(Duration::days(30));
    app.block_on(worker::erasure::erase_once(&app.app)).unwrap();
    assert_eq!(arrivals(app).len(), 1);
    app.clock.advance(Duration::seconds(1));
    app.block_on(worker::erasure::erase_once(&app.app)).unwrap();
    assert_eq!(arrivals(app), []);
    assert_eq!(endorsement(app, 1).state, EndorsementState::InReview);
}

fn it_is_forgotten_when_a_protected_signature_is_decided(app: &TestApp) {
    reasons(app);
    let nadia = filled_by(app.anonymous().from(FROM), "", &[]);
    nadia.send("/sign/visibility", &[("visibility", "protected")]).ok();
    nadia.send("/sign/check", &declaration("en")).ok();
    app.anonymous().post(&confirm_link(app, EMAIL), &[]).ok();
    assert_eq!(arrivals(app).len(), 1);
    let number = app.read(|db| store::case::of_organisation(db, OrganisationId(1)))[0].number;
    let bodil = app.moderator();
    bodil.post(&format!("/staff/cases/{number}/identity"), &[]);
    decide(&bodil, number, &Choice::decline("We could not confirm it."));
    assert_eq!(arrivals(app), []);
}

fn it_is_forgotten_when_a_signatory_hides(app: &TestApp) {
    reasons(app);
    sent(app, FROM, &[]);
    app.anonymous().post(&confirm_link(app, EMAIL), &[]).ok();
    let number = app.read(|db| store::case::of_organisation(db, OrganisationId(1)))[0].number;
    let bodil = app.moderator();
    decide(&bodil, number, &Choice::publish());
    assert_eq!(arrivals(app).len(), 1);
    let suzie = crate::suzie_comes_back::enter(app, EMAIL);
    suzie.send("/account/visibility", &[("visibility", "protected")]).ok();
    assert_eq!(endorsement(app, 1).visibility, Visibility::Protected);
    assert_eq!(arrivals(app), []);
}

fn only_our_proxies_say_where_somebody_comes_from(app: &TestApp) {
    app.publish_call();
    // The last one that is not ours counts: what stands before it, the visitor may have written.
    let chains = [
        ("203.0.113.9, 192.0.2.7", "192.0.2.7"),
        ("203.0.113.9, 192.0.2.8, 127.0.0.1", "192.0.2.8"),
        ("203.0.113.9, ::ffff:192.0.2.9, ::ffff:127.0.0.1", "192.0.2.9"),
        ("no address, 192.0.2.10", "192.0.2.10"),
        ("127.0.0.1", "127.0.0.1"),
    ];
    for (number, (chain, _)) in chains.iter().enumerate() {
        let (name, email) = (format!("Forening {number}"), format!("suzie@forening{number}.example"));
        sent(app, chain, &[("name", &name), ("email", &email)]);
    }
    let kept: Vec<String> =
        arrivals(app).iter().rev().map(|one| address(&app.app, one).to_string()).collect();
    assert_eq!(kept, chains.map(|(_, counts)| counts.to_owned()));
}

#[test]
fn a_stranger_who_is_no_proxy_of_ours_is_not_believed() {
    for proxies in ["", "10.0.0.0/8"] {
        let app = TestApp::on_sqlite_with(&[("TILSAGN_TRUSTED_PROXIES", proxies)]);
        app.publish_call();
        sent(&app, "192.0.2.7", &[]);
        assert_eq!(address(&app.app, &arrivals(&app)[0]).to_string(), "127.0.0.1", "{proxies}");
    }
}

#[test]
fn a_visitor_from_among_our_proxies_is_not_taken_for_the_last_of_them() {
    let proxies = "127.0.0.1/32,10.0.0.0/8";
    let app = TestApp::on_sqlite_with(&[("TILSAGN_TRUSTED_PROXIES", proxies)]);
    app.publish_call();
    let chains = [("10.1.2.3, 10.0.0.1", "10.1.2.3"), ("10.1.2.4, nowhere, 10.0.0.2", "10.0.0.2")];
    for (number, (chain, _)) in chains.iter().enumerate() {
        let (name, email) = (format!("Forening {number}"), format!("suzie@forening{number}.example"));
        sent(&app, chain, &[("name", &name), ("email", &email)]);
    }
    let kept: Vec<String> =
        arrivals(&app).iter().rev().map(|one| address(&app.app, one).to_string()).collect();
    assert_eq!(kept, chains.map(|(_, counts)| counts.to_owned()));
}
