//! A flood comes from many addresses of one network, a few from each: admins are told of the smallest network that explains
//! it, and staff come from there to what can be done about it.

use std::net::IpAddr;

use chrono::Duration;
use tilsagn::app::act::{Origin, Subject};
use tilsagn::app::alarm;
use tilsagn::app::arrival::{self, Judgement};
use tilsagn::app::letter::Letter;
use tilsagn::domain::allowance::Limit;
use tilsagn::domain::email::Email;
use tilsagn::domain::endorsement::EndorsementState::InReview;
use tilsagn::domain::ids::EndorsementId;
use tilsagn::worker;

use crate::fakes_are_held::{FROM, sends_as};
use crate::many_from_one_network::set_limits;
use crate::nadia_stays_unnamed::Lacks;
use crate::staff_invalidate::{look, sent};
use crate::staff_write_to_unnamed::hide;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::reasons;
use crate::support::fixtures::{Given, PLACED};
use crate::support::visitor::{Page, unescaped};

stories!(
    a_flood_from_all_over_a_provider_is_its_network_and_leads_to_its_invalidation,
    a_flood_from_one_site_is_its_network_alone,
    a_flood_from_one_address_is_that_address_alone,
    in_ipv6_a_site_is_a_48_and_a_provider_a_32,
    what_stands_out_has_a_line_beside_the_network_around_it,
    a_network_is_told_of_whoever_in_it_must_not_be_named,
    a_signature_is_counted_by_networks_that_its_row_does_not_tell,
    what_came_before_networks_were_counted_is_counted_by_none,
);

/// So many from an address, of one endorsement.
type From = (String, usize);

fn arrive(app: &TestApp, endorsement: EndorsementId, from: impl IntoIterator<Item = From>) {
    let from: Vec<(IpAddr, usize)> =
        from.into_iter().map(|(address, times)| (address.parse().unwrap(), times)).collect();
    app.block_on(app.app.act(Origin::system(), move |act| {
        let email = Email::parse("a@gmail.com").unwrap();
        for (address, times) in from {
            for _ in 0..times {
                arrival::keep_from(act, address, (endorsement, &email), Judgement::default(), false)?;
            }
        }
        act.audit(PLACED, Subject("endorsement", Some(endorsement.0)), serde_json::json!({}))
    }))
    .unwrap();
}

/// The lines of what piles up: which network, how many signatures from how many addresses.
fn lines(page: &Page) -> Vec<(String, String)> {
    let piles = page.between("id=\"trends\"", "</section>");
    let line = |line: &str| {
        let what = line.split_once("<b>")?.1.split_once("</b>")?.0;
        let what = what.trim_start_matches("<bdi dir=\"ltr\">").trim_end_matches("</bdi>");
        Some((unescaped(what), line.split_once("</b>")?.1.split_once("<br>")?.0.trim().to_owned()))
    };
    piles.split("<li>").skip(1).filter_map(line).collect()
}

/// What admins were told: what the signatures have in common, how many there are, and from how many addresses.
fn told(app: &TestApp) -> Vec<(String, i64, i64)> {
    app.block_on(alarm::look(&app.app)).unwrap();
    assert_eq!(app.block_on(alarm::look(&app.app)).unwrap(), 0, "once");
    let piles = |letter| match letter {
        Letter::SignaturesPileUp { common, count, addresses, .. } => Some((common, count, addresses)),
        _ => None,
    };
    app.mails().into_iter().filter_map(|mail| piles(mail.letter)).collect()
}

fn seen(what: &str, words: &str) -> (String, String) {
    (what.to_owned(), format!("{words} in the last 60 minutes"))
}

fn alarm_of(common: &str, count: i64, addresses: i64) -> (String, i64, i64) {
    (common.to_owned(), count, addresses)
}

fn a_flood_from_all_over_a_provider_is_its_network_and_leads_to_its_invalidation(app: &TestApp) {
    reasons(app);
    let (asta, bodil) = (app.admin(), app.moderator());
    set_limits(&asta, Limit::DomainAlarm, 1_000);
    for number in 0..120 {
        sent(app, &format!("Junk {number}"), InReview, &format!("198.51.{}.7", number % 60));
    }
    assert_eq!(told(app), [alarm_of("carrier", 120, 60)]);
    let page = asta.get("/staff/limits").ok();
    assert_eq!(lines(&page), [seen("198.51.0.0/16", "120 signatures from 60 addresses")]);
    let rule = "/staff/limits?effect=block&kind=network&about=198.51.0.0%2F16";
    assert!(page.body.contains(&format!("{}#rule", rule.replace('&', "&amp;"))), "{}", page.body);
    let filled = unescaped(&asta.get(rule).ok().body);
    assert!(filled.contains("name=\"about\" type=\"text\" value=\"198.51.0.0/16\""), "{filled}");

    let invalidation = "/staff/invalidations/new?network=198.51.0.0%2F16";
    assert!(bodil.get("/staff/limits").ok().body.contains(invalidation));
    let filled = unescaped(&bodil.get(invalidation).ok().body);
    assert!(filled.contains("name=\"network\" type=\"text\" value=\"198.51.0.0/16\""), "{filled}");
    look(&bodil, &[("network", "198.51.0.0/16")]).ok().says("120 submissions are meant");

    app.clock.advance(Duration::days(30) + Duration::seconds(1));
    app.block_on(worker::erasure::erase_once(&app.app)).unwrap();
    assert!(app.rows()["arrivals"].is_empty(), "networks are kept no longer than addresses");
}

fn a_flood_from_one_site_is_its_network_alone(app: &TestApp) {
    let given = app.signatory(Given::default());
    let asta = app.admin();
    arrive(app, given.endorsement, (1..=60).map(|last| (format!("198.51.100.{last}"), 2)));
    assert_eq!(told(app), [alarm_of("site", 120, 60)]);
    let page = asta.get("/staff/limits").ok();
    assert_eq!(lines(&page), [seen("198.51.100.0/24", "120 signatures from 60 addresses")]);
}

fn a_flood_from_one_address_is_that_address_alone(app: &TestApp) {
    let given = app.signatory(Given::default());
    let asta = app.admin();
    let others = (1..=20).map(|last| (format!("198.51.100.{last}"), 1));
    arrive(app, given.endorsement, others.chain([("198.51.100.200".to_owned(), 120)]));
    assert_eq!(told(app), [alarm_of("network", 120, 1)]);
    let page = asta.get("/staff/limits").ok();
    assert_eq!(lines(&page), [seen("198.51.100.200", "120 signatures")]);
}

fn in_ipv6_a_site_is_a_48_and_a_provider_a_32(app: &TestApp) {
    let given = app.signatory(Given::default());
    let asta = app.admin();
    arrive(app, given.endorsement, (1..=60).map(|n| (format!("2001:db8:{n:x}:1::{n:x}"), 2)));
    // Two hosts of one /64 are one.
    arrive(app, given.endorsement, (1..=40).map(|n| (format!("2001:db9:7:{:x}::{n:x}", n / 2), 1)));
    let page = asta.get("/staff/limits").ok();
    let expected = [
        seen("2001:db8::/32", "120 signatures from 60 addresses"),
        seen("2001:db9:7::/48", "40 signatures from 21 addresses"),
    ];
    assert_eq!(lines(&page), expected);
}

fn what_stands_out_has_a_line_beside_the_network_around_it(app: &TestApp) {
    let given = app.signatory(Given::default());
    let asta = app.admin();
    let customers = (101..=200).map(|third| (format!("198.51.{third}.7"), 1));
    arrive(app, given.endorsement, customers.chain([("198.51.3.9".to_owned(), 200)]));
    let page = asta.get("/staff/limits").ok();
    let expected =
        [seen("198.51.0.0/16", "300 signatures from 101 addresses"), seen("198.51.3.9", "200 signatures")];
    assert_eq!(lines(&page), expected);
}

fn a_network_is_told_of_whoever_in_it_must_not_be_named(app: &TestApp) {
    let nadia = app.signatory(Given::default());
    let other = Given { name: "Bladet", website: "", contacts: &["b@bladet.example"], ..Given::default() };
    let other = app.signatory(other);
    hide(app, &nadia);
    let asta = app.admin();
    let of = |subnet: u8, last: u8| (format!("198.{subnet}.100.{last}"), 1);
    arrive(app, nadia.endorsement, [of(51, 1)]);
    arrive(app, other.endorsement, (2..=30).map(|last| of(51, last)));
    let page = asta.get("/staff/limits").ok();
    let hidden = [seen("Protected signatory", "30 signatures from 30 addresses")];
    assert_eq!(lines(&page), hidden, "without her it would not be told of");
    page.lacks("198.51").lacks("#rule");
    arrive(app, other.endorsement, [of(51, 31)]);
    let page = asta.get("/staff/limits").ok();
    assert_eq!(lines(&page), [seen("198.51.100.0/24", "31 signatures from 31 addresses")]);
}

fn a_signature_is_counted_by_networks_that_its_row_does_not_tell(app: &TestApp) {
    app.publish_call();
    sends_as(app, FROM, 0);
    sends_as(app, "192.0.9.9", 1);
    let begin = app.app.clock.now() - Duration::days(1);
    let kept = app.read(move |db| tilsagn::store::arrival::since(db, begin, 10));
    let [there, here] = kept.as_slice() else { panic!("{kept:?}") };
    assert!(here.site_index.is_some() && here.site_index != there.site_index);
    assert!(here.carrier_index.is_some() && here.carrier_index == there.carrier_index);
    let rows = app.rows()["arrivals"].join("\n");
    assert!(!rows.contains("192.0"), "{rows}");
}

fn what_came_before_networks_were_counted_is_counted_by_none(app: &TestApp) {
    let given = app.signatory(Given::default());
    let asta = app.admin();
    arrive(app, given.endorsement, (1..=60).map(|third| (format!("198.51.{third}.7"), 2)));
    app.sql("UPDATE arrivals SET site_index = NULL, carrier_index = NULL");
    asta.get("/staff/limits").ok().says("Nothing piles up");
    arrive(app, given.endorsement, [("198.51.1.7".to_owned(), 9)]);
    let page = asta.get("/staff/limits").ok();
    assert_eq!(lines(&page), [seen("198.51.1.7", "11 signatures")]);
}
