//! Strangers type in mailboxes and websites that are not theirs, and some sign without their name: whoever signs after them
//! from the same domain or the same office is not held for it, and staff read in what a signature is like one that was removed.

use tilsagn::domain::allowance::Limit;
use tilsagn::domain::arrival::Hold;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::ids::OrganisationId;
use tilsagn::store;

use crate::fakes_are_held::{FROM, add_rule, case_of, held, press, sends, with_limits};
use crate::many_from_one_network::set_limits;
use crate::nadia_stays_unnamed::{Lacks, PROTECTED};
use crate::staff_write_to_unnamed::hide;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, reasons};
use crate::support::fixtures::Given;
use crate::suzie_signs::{confirm_link, declaration, filled_by};

stories!(
    a_stranger_does_not_poison_a_domain_with_mailboxes_that_nobody_confirmed,
    a_domain_that_was_remembered_of_an_unconfirmed_mailbox_holds_nobody,
    a_stranger_does_not_poison_a_domain_as_a_website,
    staff_read_in_what_a_signature_is_like_one_that_was_removed,
    what_piles_up_says_how_many_mailboxes_are_confirmed,
);

with_limits!(
    whoever_is_not_named_holds_nobody_of_its_domain,
    whoever_is_not_named_holds_nobody_at_its_address_and_is_held_in_a_flood,
);

/// Signs from an address of one's own each time.
fn signs(app: &TestApp, number: i64, name: &str, (email, website): (&str, &str)) -> Option<Hold> {
    let from = format!("198.51.100.{number}");
    sends(app, &from, &[("name", name), ("email", email), ("website", website)]);
    app.settle();
    held(app, number)
}

/// Signs without a name.
fn signs_unnamed(app: &TestApp, from: &str, name: &str, email: &str) {
    let fields = [("name", name), ("email", email), ("website", "")];
    let nadia = filled_by(app.anonymous().from(from), "", &fields);
    nadia.send("/sign/visibility", PROTECTED).ok();
    assert_eq!(nadia.post("/sign/check", &declaration("en")).location(), Some("/sign/sent"));
}

fn mails_to(app: &TestApp, email: &str) -> usize {
    app.mails().iter().filter(|mail| mail.to == email).count()
}

const VICTIM: &str = "https://victim.example";

/// A stranger's form in the victim's name is held by its network, and turned away.
fn a_stranger_is_turned_away(app: &TestApp) {
    app.publish_call();
    add_rule(&app.admin(), "block", "network", "192.0.2.0/24");
    let junk = [("name", "Skrald Og Skrot"), ("email", "x1@victim.example"), ("website", VICTIM)];
    sends(app, FROM, &junk);
    assert_eq!(press(&app.moderator(), case_of(app, 1).number, "turn-away").status, 303);
    app.settle();
}

fn a_stranger_does_not_poison_a_domain_with_mailboxes_that_nobody_confirmed(app: &TestApp) {
    a_stranger_is_turned_away(app);
    let anna = ("anna@victim.example", VICTIM);
    assert_eq!(signs(app, 2, "Foreningen Havnens Venner", anna), None);
    assert_eq!(mails_to(app, anna.0), 1);
    // The name and the mailbox are remembered all the same.
    assert_eq!(signs(app, 3, "Skrald og Skrot", ("bo@andet.example", "")), Some(Hold::Returning));
    assert_eq!(signs(app, 4, "Et Helt Andet Navn", ("x1@victim.example", "")), Some(Hold::Returning));
    let bodil = app.second_moderator();
    let case = |organisation| format!("/staff/cases/{}", case_of(app, organisation).number);
    bodil.get(&case(3)).ok().says("The name is the same, or nearly the same").says("Turned away as a fake");
    bodil.get(&case(4)).ok().says("The mailbox is the same").lacks("Nothing but the domain");
}

fn a_domain_that_was_remembered_of_an_unconfirmed_mailbox_holds_nobody(app: &TestApp) {
    a_stranger_is_turned_away(app);
    let mark = app.app.secrets.blind_index("removal.domain", "victim.example");
    app.write(move |db, now| store::removal::remember(db, &mark, OrganisationId(1), now));
    assert_eq!(signs(app, 2, "Foreningen Havnens Venner", ("anna@victim.example", VICTIM)), None);
}

fn a_stranger_does_not_poison_a_domain_as_a_website(app: &TestApp) {
    reasons(app);
    assert_eq!(signs(app, 1, "Skrald Og Skrot", ("a@junk.example", VICTIM)), None);
    app.anonymous().post(&confirm_link(app, "a@junk.example"), &[]).ok();
    let bodil = app.moderator();
    decide(&bodil, case_of(app, 1).number, &Choice::decline(""));
    app.settle();
    assert_eq!(signs(app, 2, "Foreningen Havnens Venner", ("anna@victim.example", VICTIM)), None);
    // Its own mailbox is somebody's, and was confirmed.
    assert_eq!(signs(app, 3, "Et Helt Andet Navn", ("b@junk.example", "")), Some(Hold::Returning));
    let page = bodil.get(&format!("/staff/cases/{}", case_of(app, 3).number)).ok();
    page.says("Nothing but the domain is the same").lacks("The name is the same");
}

fn staff_read_in_what_a_signature_is_like_one_that_was_removed(app: &TestApp) {
    reasons(app);
    let given = app.signatory(Given { state: EndorsementState::Suspended, ..Given::default() });
    let (own, other) = ("https://skovbrynet.example", "https://andet.example");
    let alike = [
        (2, "Et Helt Andet Navn", (&*given.email, other), "The mailbox is the same"),
        (3, given.name.as_str(), ("a@nyt.example", own), "The name is the same, or nearly the same"),
        (4, "Et Tredje Slags Navn", ("b@nyt.example", own), "Nothing but the domain is the same"),
    ];
    let (bodil, viewer) = (app.moderator(), app.viewer());
    let case = |organisation| format!("/staff/cases/{}", case_of(app, organisation).number);
    for (number, name, mailbox, words) in alike {
        assert_eq!(signs(app, number, name, mailbox), Some(Hold::Returning), "{name}");
        bodil.get(&case(number)).ok().says(words).says("Suspended");
        viewer.get(&case(number)).ok().lacks(words);
    }
    let danish = bodil.get(&format!("/da{}", case(4)));
    danish.ok().says("Kun domænet er det samme");
    // One that has hidden since is not told of: neither by its Case nor by what is the same.
    hide(app, &given);
    for (number, _, _, words) in alike {
        bodil.get(&case(number)).ok().says("It looks like one that was removed").lacks(words);
    }
}

fn what_piles_up_says_how_many_mailboxes_are_confirmed(app: &TestApp) {
    app.publish_call();
    let asta = app.admin();
    set_limits(&asta, Limit::DomainAlarm, 2);
    signs(app, 1, "Skrald Og Skrot", ("x1@victim.example", VICTIM));
    signs(app, 2, "Junk Og Mere Junk", ("x2@victim.example", VICTIM));
    let page = asta.get("/staff/limits").ok().says("2 signatures in the last 60 minutes");
    page.says("no mailbox of them is confirmed");
    signs(app, 3, "Foreningen Havnens Venner", ("anna@victim.example", VICTIM));
    app.anonymous().post(&confirm_link(app, "anna@victim.example"), &[]).ok();
    let page = asta.get("/staff/limits").ok().says("3 signatures in the last 60 minutes");
    page.says("one mailbox of them is confirmed");
}

fn whoever_is_not_named_holds_nobody_of_its_domain(app: &TestApp) {
    app.publish_call();
    signs_unnamed(app, "192.0.2.1", "Hemmelighuset", "anna@silentmarsh.example");
    assert_eq!(signs(app, 2, "Foreningen Alfa", ("bo@silentmarsh.example", "")), None);
    assert_eq!(mails_to(app, "bo@silentmarsh.example"), 1);
    // Those who may be named are counted as ever.
    assert_eq!(signs(app, 3, "Foreningen Beta", ("carl@silentmarsh.example", "")), Some(Hold::Domain));
}

fn whoever_is_not_named_holds_nobody_at_its_address_and_is_held_in_a_flood(app: &TestApp) {
    app.publish_call();
    signs_unnamed(app, FROM, "Hemmelighuset", "anna@silentmarsh.example");
    assert_eq!(held(app, 1), None);
    sends(app, FROM, &[("name", "Foreningen Alfa"), ("email", "bo@alfa.example"), ("website", "")]);
    assert_eq!(held(app, 2), None);
    sends(app, FROM, &[("name", "Foreningen Beta"), ("email", "carl@beta.example"), ("website", "")]);
    assert_eq!(held(app, 3), Some(Hold::Network));
    // A flood that chooses to go without a name is held.
    for number in 4..=8 {
        signs_unnamed(app, FROM, "Mange Af Os", &format!("a{number}@flood{number}.example"));
        assert_eq!(held(app, number), Some(Hold::Network));
    }
}
