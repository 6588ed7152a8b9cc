//! A flood came in: Bodil says which submissions are meant, sees how many, and a job declines them all. It can be undone.

use chrono::Duration;
use tilsagn::app::act::{Origin, Subject};
use tilsagn::app::arrival::{self, Judgement};
use tilsagn::app::invalidation::work;
use tilsagn::app::letter::Letter;
use tilsagn::domain::case::CaseState;
use tilsagn::domain::email::Email;
use tilsagn::domain::endorsement::EndorsementState::{
    self, Declined, InReview, NeedsInfo, Published, Submitted,
};
use tilsagn::domain::ids::{EndorsementId, InvalidationId};
use tilsagn::domain::invalidation::InvalidationState;
use tilsagn::store;

use crate::nadia_stays_unnamed::Lacks;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{confirm as send_all, reasons};
use crate::support::fixtures::{Given, PLACED, REASON, Signatory};
use crate::support::staff::Colleague;
use crate::support::visitor::{Page, unescaped};

stories!(
    bodil_invalidates_a_few_and_brings_them_back,
    an_empty_condition_is_refused,
    a_condition_means_what_it_says,
    more_than_fifty_take_an_admin,
    who_may_no_longer_invalidate_is_no_first,
    what_was_shown_is_what_is_done,
    two_workers_take_each_submission_once,
    a_job_is_broken_off,
    who_must_not_be_named_is_not_found_by_name,
    after_a_month_nothing_comes_back,
    a_reason_that_a_job_names_stays,
    a_condition_outlives_its_reason,
);

const NEW: &str = "/staff/invalidations/new";

fn leak(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}

/// A submission, sent from an address.
pub fn sent(app: &TestApp, name: &str, state: EndorsementState, address: &str) -> Signatory {
    let contact = leak(format!("{}@junk.example", name.to_lowercase().replace(' ', ".")));
    let contacts = Box::leak(Box::new([contact]));
    let given = Given { name: leak(name.to_owned()), website: "", contacts, state, ..Given::default() };
    let placed = app.signatory(given);
    let (id, email) = (placed.endorsement, Email::parse(contact).unwrap());
    let origin = Origin { address: address.parse().ok(), ..Origin::system() };
    let kept = app.block_on(app.app.act(origin, move |act| {
        arrival::keep(act, id, &email, Judgement::default(), false)?;
        act.audit(PLACED, Subject("endorsement", Some(id.0)), serde_json::json!({}))
    }));
    kept.unwrap();
    placed
}

/// The page that says what a condition finds.
pub fn look(colleague: &Colleague, condition: &[(&str, &str)]) -> Page {
    let mut fields = vec![("reason", "not_real")];
    fields.extend(condition);
    colleague.post(NEW, &fields)
}

/// Presses the button on it. Gives the job.
pub fn begin(colleague: &Colleague, page: &Page) -> InvalidationId {
    let answer = confirm(colleague, page);
    assert_eq!(answer.status, 303, "{}", answer.text());
    InvalidationId(answer.location().unwrap().rsplit('/').next().unwrap().parse().unwrap())
}

fn confirm(colleague: &Colleague, page: &Page) -> Page {
    let (plan, signature) = plan(page);
    colleague.post(NEW, &[("confirm", "yes"), ("plan", &plan), ("signature", &signature)])
}

fn plan(page: &Page) -> (String, String) {
    let plan = unescaped(&page.between("name=\"plan\" value=\"", "\""));
    (plan, page.between("name=\"signature\" value=\"", "\""))
}

/// Lets the worker go once round.
pub fn work(app: &TestApp) -> usize {
    let batches = app.block_on(work::round(&app.app)).unwrap();
    app.settle();
    batches
}

fn job(app: &TestApp, id: InvalidationId) -> store::invalidation::Invalidation {
    app.read(move |db| store::invalidation::find(db, id))
}

fn states(app: &TestApp, ids: &[EndorsementId]) -> Vec<EndorsementState> {
    ids.iter().map(|id| app.state_of(*id)).collect()
}

/// Presses a button on a job's page.
pub fn act(colleague: &Colleague, id: InvalidationId, what: &str) -> Page {
    colleague.post(&format!("/staff/invalidations/{id}/{what}"), &[])
}

fn bodil_invalidates_a_few_and_brings_them_back(app: &TestApp) {
    reasons(app);
    let before = [Submitted, InReview, NeedsInfo];
    let junk: Vec<Signatory> =
        before.iter().map(|state| sent(app, &format!("Junk {state}"), *state, "203.0.113.7")).collect();
    let ids: Vec<EndorsementId> = junk.iter().map(|one| one.endorsement).collect();
    let honest = sent(app, "Engly Fond", InReview, "198.51.100.4");
    let public = sent(app, "Skovbryn", Published, "203.0.113.7");
    let (home, mails) = (app.anonymous().get("/signatories").ok().body, app.mails().len());
    let bodil = app.moderator();
    let page = look(&bodil, &[("network", "203.0.113.0/24")]).ok().says("3 submissions are meant");
    page.says("Junk in_review").says("Sent, not confirmed").lacks("Engly Fond").lacks("Skovbryn");
    assert_eq!(states(app, &ids), before, "a look changes nothing");
    let id = begin(&bodil, &look(&bodil, &[("network", "203.0.113.0/24")]));
    bodil.get(&format!("/staff/invalidations/{id}")).ok().says("At work").says("0 of 3").says("Look again");
    assert_eq!(work(app), 1);
    assert_eq!(states(app, &ids), [Declined; 3]);
    assert_eq!(states(app, &[honest.endorsement, public.endorsement]), [InReview, Published]);
    assert_eq!(app.mails().len(), mails, "nobody is written to");
    assert_eq!(app.anonymous().get("/signatories").ok().body, home);
    bodil.get(&format!("/staff/invalidations/{id}")).ok().says("Done").says("3 of 3");
    bodil.get("/staff/cases").ok().says("1 case").says("Engly Fond");
    bodil.get("/staff/cases?state=closed").ok().says("invalidated");
    let case = app.read({
        let case = junk[2].case.unwrap();
        move |db| store::case::find(db, case)
    });
    bodil.get(&format!("/staff/cases/{}", case.number)).ok().says("invalidated it with many others");
    assert_eq!(act(&app.second_moderator(), id, "undo").status, 303);
    assert_eq!(work(app), 1);
    assert_eq!(states(app, &ids), before);
    let asked = app.read({
        let id = ids[2];
        move |db| store::endorsement::find(db, id)
    });
    assert_eq!((asked.reason.as_deref(), asked.ended_at), (Some(REASON), None));
    let case = app.read(move |db| store::case::find(db, case.id));
    assert_eq!((case.state, case.outcome, case.closed_at), (CaseState::Waiting, None, None));
    let page = bodil.get(&format!("/staff/invalidations/{id}")).ok().says("Undone").lacks("Bring 3");
    page.says("Bodil Prøvesen began to invalidate").says("Mogens Eksempel began to undo");
    bodil.get(&format!("/staff/cases/{}", case.number)).ok().says("Mogens Eksempel undid the invalidation");
    assert_eq!(act(&bodil, id, "undo").status, 409, "another did");
    let lines = app.read(move |db| store::audit::of_subject(db, "invalidation", id.0));
    let acts: Vec<&str> = lines.iter().map(|line| line.act.as_str()).collect();
    assert_eq!(
        acts,
        [
            "invalidation.started",
            "invalidation.batch",
            "invalidation.done",
            "invalidation.undo_started",
            "invalidation.batch_undone",
            "invalidation.undone"
        ]
    );
}

fn an_empty_condition_is_refused(app: &TestApp) {
    reasons(app);
    sent(app, "Junk", InReview, "203.0.113.7");
    let bodil = app.moderator();
    let refused = |condition: &[(&str, &str)], words: &str| {
        let page = look(&bodil, condition);
        assert_eq!(page.status, 422, "{condition:?}");
        page.says(words);
    };
    refused(&[], "an empty condition would mean everybody");
    refused(&[("name", "  "), ("network", " ")], "an empty condition would mean everybody");
    for wide in ["0.0.0.0/0", "::/0", "0.0.0.0/7", "2000::/3"] {
        refused(&[("network", wide)], "This network holds nearly everybody");
    }
    refused(&[("name", "**")], "does not fit nearly everybody");
    for wide in [("domain", "*"), ("domain", "*.dk"), ("name", "*a*"), ("name", "j?")] {
        refused(&[wide], "does not fit nearly everybody");
    }
    for unfit in ["*@junk.example", "@junk.example", "junk..example"] {
        refused(&[("domain", unfit)], "Enter one domain, without spaces, @ or other signs");
    }
    refused(&[("domain", "example")], "That is an ending that many domains share");
    for wide in [&[("from", "1970-01-01T00:00")][..], &[("until", "2026-11-26T09:00")]] {
        refused(wide, "at most 7 days");
    }
    refused(&[("from", "2026-11-01T00:00"), ("until", "2026-11-10T00:00")], "at most 7 days");
    refused(&[("network", "203.0.113.7/24")], "first address of the network");
    refused(&[("from", "yesterday")], "for example 2026-11-26 14:30");
    refused(&[("from", "2026-11-26T10:00"), ("until", "2026-11-26T09:00")], "later than the first");
    refused(&[("country", "XX")], "Error:");
    let page = bodil.post(NEW, &[("name", "Junk"), ("reason", "")]);
    assert_eq!(page.status, 422, "a reason is needed");
    assert_eq!(bodil.post(NEW, &[("name", "Junk"), ("reason", "checking")]).status, 422, "one that declines");
}

fn a_condition_means_what_it_says(app: &TestApp) {
    reasons(app);
    sent(app, "Junk one", InReview, "203.0.113.7");
    app.clock.advance(Duration::hours(2));
    sent(app, "Junk two", InReview, "2001:db8::7");
    app.signatory(Given { state: InReview, ..Given::default() });
    let bodil = app.moderator();
    let finds = |count: i64, condition: &[(&str, &str)]| {
        let words = match count {
            0 => "No submission is meant".to_owned(),
            1 => "1 submission is meant".to_owned(),
            many => format!("{many} submissions are meant"),
        };
        look(&bodil, condition).ok().says(&words);
    };
    finds(1, &[("network", "203.0.113.7")]);
    finds(1, &[("network", "2001:db8::/32")]);
    finds(0, &[("network", "203.0.113.8")]);
    finds(2, &[("domain", "*.example")]);
    finds(2, &[("domain", "JUNK.*")]);
    finds(2, &[("name", "junk *")]);
    finds(1, &[("name", "junk *"), ("network", "203.0.113.0/24")]);
    finds(3, &[("country", "DK")]);
    finds(2, &[("country", "DK"), ("name", "junk*")]);
    finds(0, &[("country", "SE")]);
    let now = app.app.clock.now().in_zone(app.app.time_zone());
    let at = |ago: i64| (now - Duration::minutes(ago)).format("%Y-%m-%dT%H:%M").to_string();
    finds(1, &[("from", &at(121)), ("until", &at(60))]);
    finds(2, &[("from", &at(60))]);
    finds(0, &[("from", &at(200)), ("until", &at(121))]);
    finds(2, &[("from", "1970-01-01T00:00"), ("name", "junk *")]);
}

/// Fifty-one submissions from one range.
pub fn flood(app: &TestApp) -> Vec<EndorsementId> {
    let one = |n: usize| sent(app, &format!("Flood {n}"), InReview, &format!("203.0.113.{n}")).endorsement;
    (1..=51).map(one).collect()
}

fn more_than_fifty_take_an_admin(app: &TestApp) {
    reasons(app);
    let ids = flood(app);
    let (bodil, asta) = (app.moderator(), app.admin());
    let range = [("network", "203.0.113.0/24")];
    let page = look(&bodil, &range).ok().says("51 submissions are meant").says("an admin looks at it");
    let id = begin(&bodil, &page);
    assert_eq!(job(app, id).state, InvalidationState::Proposed);
    assert_eq!(work(app), 0, "nothing happens before");
    let Letter::ManyProposed { count, link } = app.mail_to(&asta.email) else { panic!("no mail") };
    assert_eq!(count, 51);
    assert_eq!(act(&bodil, id, "allow").status, 403, "the wrong role");
    let both = app.staff("moderator admin", "Bente Begge");
    let own = begin(&both, &look(&both, &range));
    assert_eq!(act(&both, own, "allow").status, 403, "the same person");
    let newcomer = app.newcomer("admin", "Nanna Nyling");
    newcomer.get(&link).ok().says("less than 24 hours").lacks("Send back");
    assert_eq!(act(&newcomer, id, "allow").status, 403, "a newcomer");
    asta.get("/staff/cases").ok().says("2 invalidations wait for you");
    asta.get(&link).ok().says("Waits for an admin").says("203.0.113.0/24").says("Where they stand");
    app.viewer().get(&link).ok().says("of 51").lacks("Where they stand");
    assert_eq!(act(&asta, own, "send-back").status, 303);
    assert_eq!(act(&asta, own, "allow").status, 409, "it was sent back");
    both.get(&format!("/staff/invalidations/{own}")).ok().says("Sent back by Asta").lacks("Allowed by");
    app.clock.advance(Duration::minutes(11));
    assert_ne!(
        act(&asta, id, "allow").location(),
        Some(&*format!("/staff/invalidations/{id}")),
        "a fresh proof"
    );
    asta.confirms_identity(app);
    assert_eq!(act(&asta, id, "allow").status, 303);
    work(app);
    assert!(states(app, &ids).iter().all(|state| *state == Declined));
    bodil.get(&link).ok().says("Allowed by Asta").lacks("Sent back by");
    let job = job(app, id);
    assert_eq!((job.state, job.taken, job.allowed_by), (InvalidationState::Done, 51, Some(asta.id)));
}

fn who_may_no_longer_invalidate_is_no_first(app: &TestApp) {
    reasons(app);
    flood(app);
    let (bodil, asta) = (app.moderator(), app.admin());
    let id = begin(&bodil, &look(&bodil, &[("network", "203.0.113.0/24")]));
    asta.send(&format!("/staff/people/{}/disable", bodil.id), &[]).ok();
    let page = asta.get(&format!("/staff/invalidations/{id}")).ok().says("may no longer decide");
    page.lacks("/allow");
    assert_eq!(act(&asta, id, "allow").says("may no longer decide").status, 409);
    assert_eq!(work(app), 0);
    assert_eq!(act(&asta, id, "send-back").status, 303);
}

fn what_was_shown_is_what_is_done(app: &TestApp) {
    reasons(app);
    sent(app, "Junk one", InReview, "203.0.113.7");
    let (bodil, mogens) = (app.moderator(), app.second_moderator());
    let page = look(&bodil, &[("name", "junk *")]).ok();
    assert_eq!(confirm(&mogens, &page).status, 409, "it was not shown to him");
    let (plan, signature) = plan(&page);
    let bent = plan.replace("junk *", "* f*");
    assert_ne!(bent, plan);
    let sent_bent = [("confirm", "yes"), ("plan", &*bent), ("signature", &*signature)];
    assert_eq!(bodil.post(NEW, &sent_bent).status, 409);
    let late = sent(app, "Junk two", InReview, "203.0.113.7");
    let id = begin(&bodil, &page);
    assert_eq!(begin(&bodil, &page), id, "confirmed twice, it is one job");
    work(app);
    assert_eq!(begin(&bodil, &page), id, "also once it is done");
    assert_eq!((job(app, id).taken, app.state_of(late.endorsement)), (1, InReview), "it came later");
    let page = look(&bodil, &[("name", "junk *")]).ok().says("1 submission is meant");
    app.clock.advance(Duration::minutes(61));
    bodil.signs_in(app);
    assert_eq!(confirm(&bodil, &page).status, 409, "an hour later it is looked at anew");
    let nothing = look(&bodil, &[("name", "nobody *")]).ok().says("there is nothing to do").lacks("kept for");
    assert!(!nothing.body.contains("name=\"plan\""));
    look(&bodil, &[("domain", "other.example")]).ok().says("is kept for 30 days");
}

fn two_workers_take_each_submission_once(app: &TestApp) {
    reasons(app);
    let ids: Vec<EndorsementId> =
        (0..20).map(|n| sent(app, &format!("Junk {n}"), InReview, "203.0.113.7").endorsement).collect();
    let bodil = app.moderator();
    let id = begin(&bodil, &look(&bodil, &[("network", "203.0.113.7")]));
    let both = async { tokio::join!(work::round(&app.app), work::round(&app.app)) };
    let (one, other) = app.block_on(both);
    assert_eq!(one.unwrap() + other.unwrap(), 1);
    let job = job(app, id);
    assert_eq!((job.state, job.taken), (InvalidationState::Done, 20));
    let taken = app.read(move |db| store::invalidation::to_give_back(db, id, EndorsementId(0), 100));
    assert_eq!(taken.iter().map(|row| row.endorsement_id).collect::<Vec<_>>(), ids);
}

fn a_job_is_broken_off(app: &TestApp) {
    reasons(app);
    let junk = sent(app, "Junk", InReview, "203.0.113.7");
    let (bodil, vita) = (app.moderator(), app.viewer());
    let id = begin(&bodil, &look(&bodil, &[("network", "203.0.113.7")]));
    assert_eq!(act(&vita, id, "stop").status, 403);
    assert_eq!(act(&bodil, id, "stop").status, 303);
    assert_eq!(work(app), 0);
    assert_eq!(app.state_of(junk.endorsement), InReview);
    let page = vita.get(&format!("/staff/invalidations/{id}")).ok().says("Broken off").lacks("Bring");
    page.says("Bodil Prøvesen broke an invalidation off");
    vita.get("/staff/invalidations")
        .ok()
        .says("Broken off")
        .says("Bodil Prøvesen")
        .lacks("Invalidate submissions");
    assert_eq!(act(&bodil, id, "stop").status, 303, "her own second click");
    assert_eq!(act(&app.second_moderator(), id, "stop").status, 409);
}

fn who_must_not_be_named_is_not_found_by_name(app: &TestApp) {
    let secret = crate::nadia_stays_unnamed::confirmed(app, crate::nadia_stays_unnamed::PROTECTED);
    reasons(app);
    let bodil = app.moderator();
    for condition in [("name", "Hemmelighuset*"), ("domain", "zxqvy.example"), ("country", "DK")] {
        look(&bodil, &[condition]).ok().says("No submission is meant");
    }
    let case = app.read(move |db| store::case::by_number(db, secret));
    let from =
        app.read(move |db| store::arrival::of_endorsement(db, EndorsementId(case.subject_id))).unwrap();
    let address = arrival::whence(&app.app, &from).unwrap().address.to_string();
    let page = look(&bodil, &[("network", &address)]).ok().says("1 submission is meant");
    let page = page.says("Protected signatory");
    for word in crate::nadia_stays_unnamed::TELLING {
        assert!(!page.body.contains(word), "{word}");
    }
}

fn after_a_month_nothing_comes_back(app: &TestApp) {
    reasons(app);
    let junk = sent(app, "Junk", InReview, "203.0.113.7");
    let bodil = app.moderator();
    let id = begin(&bodil, &look(&bodil, &[("network", "203.0.113.7")]));
    work(app);
    app.clock.advance(Duration::days(31));
    bodil.signs_in(app);
    bodil.get(&format!("/staff/invalidations/{id}")).ok().lacks("Bring 1 submission back");
    assert_eq!(act(&bodil, id, "undo").status, 409);
    assert_eq!(app.state_of(junk.endorsement), Declined);
}

fn a_reason_that_a_job_names_stays(app: &TestApp) {
    reasons(app);
    sent(app, "Junk", InReview, "203.0.113.7");
    let bodil = app.moderator();
    begin(&bodil, &look(&bodil, &[("network", "203.0.113.7")]));
    assert!(app.read(|db| store::reason::used(db, "not_real")));
}

fn a_condition_outlives_its_reason(app: &TestApp) {
    reasons(app);
    sent(app, "Junk", InReview, "203.0.113.7");
    let bodil = app.moderator();
    let page = look(&bodil, &[("network", "203.0.113.7")]).ok();
    app.write(|db, _| store::reason::delete(db, "not_real").map(drop));
    let late = send_all(&bodil, NEW, &page);
    assert_eq!(late.status, 422, "{}", late.text());
    let late = late.says("deleted from the catalogue");
    assert!(late.body.contains("value=\"203.0.113.7\""), "{}", late.body);
    assert!(app.rows()["invalidations"].is_empty(), "nothing begins");
}
