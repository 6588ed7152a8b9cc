//! What hangs on two signatories that become one: a Case about a commitment is with whoever's the commitment is, what waits is
//! led to, other numbers are told of, and whoever has the old number, or an old receipt, comes to the one that stayed.

use serde_json::json;
use tilsagn::app::identity;
use tilsagn::app::letter::Letter;
use tilsagn::domain::case::CaseKind;
use tilsagn::domain::identifier::{Identifiers, Lei};
use tilsagn::domain::ids::{CommitmentId, OrganisationId};
use tilsagn::domain::link::Purpose;
use tilsagn::store::{self, Json, case::Case};

use crate::nadia_stays_unnamed::Lacks;
use crate::operator_resumes::numbers;
use crate::staff_merge::{merged, proposed, published, twice, undo};
use crate::staff_second::approve;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, number_of, preview, reasons, send_preview};
use crate::support::fixtures::{Given, Signatory};
use crate::support::staff::Colleague;
use crate::support::visitor::Page;
use crate::suzie_amends_a_promise::asks;
use crate::suzie_comes_back::{SUZIE, cases, enter, entry};
use crate::suzie_gets_back_in::letters;
use crate::suzie_invites::{JOINING, PEOPLE, invite};

stories!(
    a_case_about_a_commitment_goes_where_the_commitment_goes,
    a_change_of_a_commitment_goes_where_the_commitment_goes,
    what_waits_is_decided_first_and_led_to,
    other_numbers_are_told_of_before_two_become_one,
    the_number_of_one_that_went_leads_to_the_one_that_stayed,
    receipts_of_one_that_went_are_with_the_one_that_stayed,
    what_opens_ends_where_two_part,
    whom_one_became_is_looked_for_in_no_circle,
);

const IB: &str = "ib@brynet.example";

fn joined(app: &TestApp, bodil: &Colleague, asta: &Colleague, two: (&Signatory, &Signatory)) -> i64 {
    let number = proposed(app, bodil, two);
    decide(bodil, number, &Choice::plain("merge"));
    assert_eq!(approve(asta, number).status, 303);
    app.settle();
    number
}

/// Opens a Case about a commitment, and gives its number.
fn examined(app: &TestApp, bodil: &Colleague, promise: CommitmentId) -> i64 {
    let id = app.read(move |db| store::commitment::find(db, promise)).public_id;
    let answer = bodil.post(&format!("/staff/commitments/{id}/case"), &[]);
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.location().unwrap().rsplit('/').next().unwrap().parse().unwrap()
}

fn case(app: &TestApp, number: i64) -> Case {
    app.read(move |db| store::case::by_number(db, number))
}

/// Whose Cases these are, as the queue counts and finds them.
#[track_caller]
fn are_of(app: &TestApp, numbers: &[i64], of: &Signatory, country: &str) {
    let id = of.organisation;
    let words = app.read(move |db| store::organisation::find(db, id)).search_key;
    for number in numbers {
        let case = case(app, *number);
        assert_eq!((case.organisation_id, &case.search_key), (of.organisation, &words));
        assert!(case.traits.contains(&format!("|{country}|")), "{}", case.traits);
    }
}

fn a_case_about_a_commitment_goes_where_the_commitment_goes(app: &TestApp) {
    reasons(app);
    let (bodil, asta) = (app.moderator(), app.admin());
    let published = |given| published(app, &bodil, given);
    let stays = published(Given { commitments: &["Lend every reader a safe device"], ..Given::default() });
    let goes = published(Given {
        name: "Skovbryynet Folkeforening",
        country: "SE",
        website: "https://brynet.example/",
        contacts: &[IB],
        commitments: &["Publish every contract", "Train two hundred teachers"],
        ..Given::default()
    });
    app.settle();
    let closed = examined(app, &bodil, goes.commitments[0]);
    let own = examined(app, &bodil, stays.commitments[0]);
    decide(&bodil, closed, &Choice::plain("close"));
    are_of(app, &[closed], &goes, "SE");
    let number = joined(app, &bodil, &asta, (&stays, &goes));
    are_of(app, &[closed, own], &stays, "DK");

    let hidden = examined(app, &bodil, goes.commitments[1]);
    decide(&bodil, hidden, &Choice::suspend("Is it yours?"));
    assert_eq!(letters(app, SUZIE, "commitment_suspended"), 1);
    let shown = preview(&bodil, hidden, &Choice::plain("restore")).ok();
    undo(app, &bodil, &asta, number);
    are_of(app, &[closed, hidden], &goes, "SE");
    are_of(app, &[own], &stays, "DK");
    assert_eq!(send_preview(&bodil, hidden, &shown).status, 409, "it would have told somebody else");
    let page = bodil.get(&format!("/staff/cases/{hidden}")).ok().says(&goes.name);
    page.says("Train two hundred teachers").lacks("Lend every reader");
    let lists = |of: &Signatory| {
        let page = bodil.get(&format!("/staff/cases/{}", number_of(app, of))).ok();
        page.between("Other cases of this organisation", "</section>").contains(&format!("cases/{hidden}\""))
    };
    assert!(lists(&goes) && !lists(&stays), "among the other Cases of its own signatory");

    decide(&bodil, hidden, &Choice::plain("restore"));
    app.settle();
    let told = |to: &str| letters(app, to, "commitment_restored");
    assert_eq!((told(SUZIE), told(IB)), (0, 1), "nobody is told of what is another's");
    let last = |of: OrganisationId| {
        app.read(move |db| store::entry::of_organisation(db, of)).pop().map(|entry| entry.kind)
    };
    assert_eq!(last(goes.organisation).as_deref(), Some("commitment.published"));
    assert_eq!(last(stays.organisation).as_deref(), Some("organisation.unmerged"));
    let history = |of: &Signatory| app.anonymous().get(&format!("/signatories/{}", of.slug)).ok();
    history(&goes).says("Commitment hidden while something is checked").says("Commitment shown again");
    history(&stays).lacks("Commitment hidden while something is checked");
    app.anonymous().get(&format!("/signatories/{}", goes.slug)).ok().says("Commitment shown again");
    app.verify().good();
}

/// Nothing was done, and the page says which Case is decided first.
#[track_caller]
fn leads_to(page: Page, waits: i64) {
    assert_eq!(page.status, 422, "{}", page.text());
    let page = page.says("decide that first, see below").says("waits for a decision. Decide its cases first");
    let told = page.between("id=\"merge_waits\"", "</ul>");
    assert!(told.contains(&format!("href=\"/staff/cases/{waits}\"")), "{told}");
}

fn a_change_of_a_commitment_goes_where_the_commitment_goes(app: &TestApp) {
    reasons(app);
    let (bodil, asta) = (app.moderator(), app.admin());
    let stays = published(app, &bodil, Given::default());
    let benches = Given {
        name: "Skovbryynet Folkeforening",
        country: "SE",
        website: "https://brynet.example/",
        contacts: &[IB],
        commitments: &["Benches"],
        ..Given::default()
    };
    let goes = published(app, &bodil, benches);
    app.settle();
    let number = joined(app, &bodil, &asta, (&stays, &goes));
    let id = goes.commitments[0];
    let page = format!("/commitments/{}", app.read(move |db| store::commitment::find(db, id)).public_id);
    asks(&enter(app, SUZIE), &page, ("title", "Benches of oak"));
    let change = cases(app, &stays, CaseKind::Amendment)[0].number;
    undo(app, &bodil, &asta, number);
    are_of(app, &[change], &goes, "SE");
    decide(&bodil, change, &Choice::publish());
    app.settle();
    app.anonymous().get(&page).ok().says("Benches of oak").says("Commitment revised");
    assert_eq!(letters(app, IB, "change_published"), 1, "whose it is hears of it");
    app.verify().good();
}

fn what_waits_is_decided_first_and_led_to(app: &TestApp) {
    let (stays, goes, bodil) = twice(app);
    let asta = app.admin();
    let number = proposed(app, &bodil, (&stays, &goes));
    let seen = preview(&bodil, number, &Choice::plain("merge")).ok();
    let change = entry(&[("go", "send"), ("name", goes.name.as_str())]);
    enter(app, IB).send("/account/amend", &change).ok();
    let amendment = cases(app, &goes, CaseKind::Amendment)[0].number;
    leads_to(send_preview(&bodil, number, &seen), amendment);
    leads_to(preview(&bodil, number, &Choice::plain("merge")), amendment);
    decide(&bodil, amendment, &Choice::decline("Say more."));
    decide(&bodil, number, &Choice::plain("merge"));

    // It comes while the second person has the page before them.
    let promise = examined(app, &bodil, goes.commitments[0]);
    leads_to(approve(&asta, number), promise);
    decide(&bodil, promise, &Choice::plain("close"));
    assert_eq!(approve(&asta, number).status, 303);
}

fn give_lei(app: &TestApp, of: &Signatory, code: &'static str) {
    let id = of.organisation;
    app.write(move |db, now| {
        let seen = store::organisation::find(db, id)?;
        let numbers = Identifiers { lei: Some(Lei::parse(code).unwrap()), ..Identifiers::default() };
        let told = json!({ "after": { "identifiers": numbers } });
        crate::support::published::entry(db, "organisation.amended", Some(id), now, &told)?;
        let row = store::organisation::Profile { identifiers: Json(numbers), ..identity::profile(&seen) };
        store::organisation::update(db, id, seen.revision, &row, now)
    });
    app.settle();
}

fn other_numbers_are_told_of_before_two_become_one(app: &TestApp) {
    const OWN: &str = "5493001KJTIIGC8Y1R12";
    const OTHER: &str = "213800WSGIIZCXF1P572";
    const AGAINST: &str = "speaks against their being one organisation";
    let (stays, goes, bodil) = twice(app);
    give_lei(app, &stays, OWN);
    let number = proposed(app, &bodil, (&stays, &goes));
    let form = format!("/staff/cases/{number}/merge?other={}", goes.slug);
    bodil.get(&form).ok().lacks(AGAINST);
    give_lei(app, &goes, OTHER);
    bodil.get(&form).ok().says(AGAINST).says(OWN).says(OTHER);
    let page = preview(&bodil, number, &Choice::plain("merge")).ok().says(AGAINST);
    page.says(OTHER).says("is not taken along");
    decide(&bodil, number, &Choice::plain("merge")).says(AGAINST);
    let asta = app.admin();
    let page = asta.get(&format!("/staff/cases/{number}")).ok().says(AGAINST).says(OTHER);
    page.says("is not taken along");
    assert_eq!(approve(&asta, number).status, 303);
    app.settle();
    let numbers = |of: &Signatory| {
        let id = of.organisation;
        app.read(move |db| store::organisation::find(db, id)).identifiers.0.lei.unwrap().as_str().to_owned()
    };
    assert_eq!((&*numbers(&stays), &*numbers(&goes)), (OWN, OTHER));
}

fn the_number_of_one_that_went_leads_to_the_one_that_stayed(app: &TestApp) {
    let (stays, goes, bodil, ..) = merged(app);
    let id = goes.organisation;
    let number = app.read(move |db| store::organisation::find(db, id)).number.unwrap().to_string();
    let third = app.signatory(Given {
        name: "Engvangen",
        website: "",
        contacts: &["eva@engvangen.example"],
        ..Given::default()
    });
    app.settle();
    let look = |of: &Signatory, other: &str| {
        let page = bodil.get(&format!("/staff/cases/{}/merge?other={other}", number_of(app, of)));
        assert_eq!(page.status, 422);
        page.says("was merged into another one").says("It was merged into:").says(&stays.name)
    };
    let link = format!("/merge?other={}", stays.slug);
    for other in [&number, &format!("No.+{number}"), &goes.slug] {
        assert!(look(&third, other).body.contains(&link), "on to that one");
        assert!(!look(&stays, other).body.contains(&link), "it is the very one");
    }
    let page = format!("https%3A%2F%2Fhost.example%2Fsignatories%2F{}", goes.slug);
    for typed in [&number, &format!("No.+{number}"), &page] {
        let found = app.anonymous().get(&format!("/account/recover?q={typed}"));
        found.ok().says(&stays.name).lacks("has nothing like it");
    }
    app.anonymous().get("/account/recover?q=99").ok().says("has nothing like it");
}

fn receipts_of_one_that_went_are_with_the_one_that_stayed(app: &TestApp) {
    let (stays, goes, bodil, asta, number) = merged(app);
    let theirs = numbers(app, goes.organisation);
    let (suzie, ib) = (enter(app, SUZIE), enter(app, IB));
    for one in [&suzie, &ib] {
        let list = one.get("/account/receipts").ok().says("Of the signatory that was merged into yours:");
        let list = list.says(&goes.name).says("Merged into another signatory");
        for entry in &theirs {
            let address = format!("/account/receipts/{entry}");
            assert_eq!(list.body.matches(&format!("{address}\"")).count(), 1, "{address}");
            one.get(&address).ok();
        }
        // The certificate is of the one that stays, whichever came later.
        one.get("/account/certificate").ok().says(&stays.name).lacks(&goes.name);
    }
    undo(app, &bodil, &asta, number);
    let address = format!("/account/receipts/{}", theirs[0]);
    assert_eq!(suzie.get(&address).status, 404, "no longer theirs");
    ib.get(&address).ok();
    let list = ib.get("/account/receipts").ok().lacks("that was merged into yours");
    list.says("Stands on its own again").lacks("A merged signatory parted again");
}

/// Who goes would have the links to hide both, and whoever they invited would act for another than the mail said.
fn what_opens_ends_where_two_part(app: &TestApp) {
    let (stays, goes, bodil, asta, number) = merged(app);
    let links =
        [("everybodys-link", &stays), ("ibs-link", &goes)].map(|(token, of)| hide_link(app, token, of));
    let invited = invite(app, &enter(app, IB), &[]);
    links.iter().for_each(|hide| drop(app.anonymous().get(hide).ok().says("Hide it now")));
    undo(app, &bodil, &asta, number);
    links.iter().for_each(|hide| assert_eq!(app.anonymous().get(hide).status, 410));
    assert_eq!(app.anonymous().post(&invited, &JOINING).status, 410);
    for one in [SUZIE, IB] {
        enter(app, one).get(PEOPLE).ok().lacks("Palle");
    }
    let told = |to: &str| {
        app.mails().into_iter().rev().find_map(|mail| match mail.letter {
            Letter::Unmerged { hide_link, .. } if mail.to == to => Some(hide_link),
            _ => None,
        })
    };
    let anew = [IB, SUZIE].map(|to| told(to).flatten().expect("a new link of one's own"));
    let pages = [&goes, &stays].map(|of| format!("/signatories/{}", of.slug));
    for (link, shown) in anew.iter().zip([[404, 200], [404, 404]]) {
        app.anonymous().post(link, &[]).ok().says("is hidden");
        app.settle();
        assert_eq!(pages.each_ref().map(|page| app.anonymous().get(page).status), shown);
    }
}

/// A link to hide, as some mail has brought it to everybody who acts.
fn hide_link(app: &TestApp, token: &'static str, of: &Signatory) -> String {
    let subject_id = of.endorsement.0;
    app.write(move |db, now| {
        let link = store::link::NewLink {
            hash: tilsagn::secret::hash_token(token),
            purpose: Purpose::Hide,
            subject_id,
            created_at: now,
            expires_at: now + chrono::Duration::days(9),
        };
        store::link::insert(db, &link)
    });
    format!("/hide/{token}")
}

fn whom_one_became_is_looked_for_in_no_circle(app: &TestApp) {
    app.publish_register();
    let became = |id: i64| app.read(move |db| Ok(store::organisation::survivor(db, OrganisationId(id)).ok()));
    app.sql("UPDATE organisations SET merged_into = id + 1 WHERE number IN (1, 2)");
    assert_eq!([1, 2, 3].map(|id| became(id).map(|of| of.id)), [Some(OrganisationId(3)); 3]);
    app.sql("UPDATE organisations SET merged_into = 1 WHERE number = 3");
    assert!([1, 2, 3].map(became).iter().all(Option::is_none));
}
