//! Bodil decides several Cases at once: she sees what would become of each, and what is done is what she saw.

use tilsagn::app::letter::Letter;
use tilsagn::domain::case::{BulkState, CaseKind, CaseOutcome, CaseState};
use tilsagn::domain::endorsement::EndorsementState::{self, Declined, InReview, Published};
use tilsagn::domain::ids::BulkDecisionId;
use tilsagn::domain::locale::Locale;
use tilsagn::domain::organisation::Category;
use tilsagn::store;

use crate::fakes_are_held::{FROM, add_rule, sends_as};
use crate::nadia_stays_unnamed::{Lacks, NAME, PROTECTED, confirmed};
use crate::staff_second::record;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{number_of, reasons};
use crate::support::fixtures::{Given, Signatory};
use crate::support::staff::Colleague;
use crate::support::visitor::{Page, unescaped};
use crate::suzie_comes_back::cases;

stories!(
    bodil_declines_three_and_each_hears_of_it,
    each_hears_of_it_in_their_own_language,
    whoever_presses_twice_sees_what_came_of_it,
    what_cannot_be_done_is_told_and_left_alone,
    several_are_published_with_numbers_in_order,
    several_are_assigned_and_reports_are_closed,
    what_changed_meanwhile_is_left_alone,
    a_plan_that_was_not_shown_is_refused,
    more_than_fifty_cases_take_an_admin,
    who_may_no_longer_decide_is_no_first_of_many,
    everything_that_the_queue_found_is_chosen,
    a_whole_hall_is_let_through_and_a_flood_turned_away,
);

pub const LOOK: &str = "/staff/cases/selected";
const DO: &str = "/staff/cases/selected/decision";

fn leak(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}

pub fn some(app: &TestApp, count: usize) -> Vec<Signatory> {
    let one = |n: usize| {
        let contacts = Box::leak(Box::new([leak(format!("p{n}@forening{n}.example"))]));
        let name = leak(format!("Forening {n}"));
        app.signatory(Given { name, contacts, website: "", state: InReview, ..Given::default() })
    };
    (1..=count).map(one).collect()
}

/// One that waits, and is written to in Danish.
pub fn danish(app: &TestApp) -> Signatory {
    app.signatory(Given {
        name: "Kysten",
        contacts: &["dorte@kysten.example"],
        website: "",
        state: InReview,
        locale: Locale::Danish,
        ..Given::default()
    })
}

pub fn look(colleague: &Colleague, numbers: &[i64], more: &[(&str, &str)]) -> Page {
    let numbers: Vec<String> = numbers.iter().map(i64::to_string).collect();
    let mut fields: Vec<(&str, &str)> = numbers.iter().map(|number| ("case", number.as_str())).collect();
    fields.extend(more);
    colleague.post(LOOK, &fields)
}

pub const DECLINE: [(&str, &str); 5] = [
    ("what", "decline"),
    ("step", "yes"),
    ("reason_decline", "not_real"),
    ("message", "Write to us."),
    ("write", "yes"),
];

pub fn press(colleague: &Colleague, page: &Page) -> Page {
    let plan = unescaped(&page.between("name=\"plan\" value=\"", "\""));
    let signature = page.between("name=\"signature\" value=\"", "\"");
    colleague.post(DO, &[("plan", &plan), ("signature", &signature)])
}

pub fn done(colleague: &Colleague, page: &Page) -> (BulkDecisionId, Page) {
    let answer = press(colleague, page);
    assert_eq!(answer.status, 303, "{}", answer.text());
    let path = answer.location().unwrap().to_owned();
    let id = BulkDecisionId(path.rsplit('/').next().unwrap().parse().unwrap());
    (id, colleague.get(&path).ok())
}

pub fn numbers(app: &TestApp, of: &[Signatory]) -> Vec<i64> {
    of.iter().map(|one| number_of(app, one)).collect()
}

pub fn states(app: &TestApp, of: &[Signatory]) -> Vec<EndorsementState> {
    of.iter().map(|one| app.state_of(one.endorsement)).collect()
}

fn bodil_declines_three_and_each_hears_of_it(app: &TestApp) {
    reasons(app);
    let three = some(app, 3);
    let numbers = numbers(app, &three);
    let bodil = app.moderator();
    bodil.get("/staff/cases").ok().says("The ticked cases").says("All 3 that were found");
    let first = look(&bodil, &numbers, &[("what", "decline")]).ok();
    first.says("It can be done to 3 of the 3 cases").lacks("Decline 3 cases");
    let page = look(&bodil, &numbers, &[("what", "decline"), ("step", "yes")]);
    assert_eq!(page.status, 422, "a reason is needed");
    let page = look(&bodil, &numbers, &DECLINE).ok().says("3 mails go out").says("Write to us.");
    assert!(!page.text().contains("Numbers and addresses"), "nothing is numbered");
    assert_eq!(states(app, &three), [InReview; 3], "a look changes nothing");
    let (_, result) = done(&bodil, &page.says("Decline 3 cases"));
    result.says("done").says("declined");
    assert_eq!(states(app, &three), [Declined; 3]);
    for one in &three {
        let Letter::Declined { message, .. } = app.mail_to(&one.email) else { panic!("no mail") };
        assert_eq!(message, "Write to us.");
        assert_eq!(app.times(("case", one.case.unwrap().0), "case.declined"), 1, "a line each");
    }
    let again = look(&bodil, &numbers, &DECLINE).ok().says("Not these 3");
    assert!(!again.body.contains("name=\"signature\""), "no button is left");
}

fn each_hears_of_it_in_their_own_language(app: &TestApp) {
    reasons(app);
    app.write(|db, now| {
        let mut reason = store::reason::get(db, "not_real")?.unwrap();
        reason.texts.0.insert(Locale::Danish, "Vi kunne ikke bekræfte den.".to_owned());
        reason.updated_at = now;
        store::reason::upsert(db, &reason)
    });
    let mut chosen = numbers(app, &some(app, 4));
    chosen.push(number_of(app, &danish(app)));
    let bodil = app.moderator();
    let page = look(&bodil, &chosen, &DECLINE).ok().says("5 mails go out").says("For example these 4");
    let page = page.says("We could not confirm it.").says("Vi kunne ikke bekræfte den.").says("Dansk");
    done(&bodil, &page);
    for (to, text) in [
        ("p1@forening1.example", "We could not confirm it."),
        ("dorte@kysten.example", "Vi kunne ikke bekræfte den."),
    ] {
        let Letter::Declined { reason, .. } = app.mail_to(to) else { panic!("no mail") };
        assert_eq!(reason, text);
    }
}

fn whoever_presses_twice_sees_what_came_of_it(app: &TestApp) {
    reasons(app);
    let two = some(app, 2);
    let chosen = numbers(app, &two);
    let bodil = app.moderator();
    let page = look(&bodil, &chosen, &DECLINE).ok();
    let (first, _) = done(&bodil, &page);
    let (second, result) = done(&bodil, &page);
    assert_eq!(first, second, "confirmed twice, it is one decision");
    result.says("declined").lacks("It has changed since you looked");
    // Pressed again while the first is at it, nothing has come of it yet.
    app.sql("UPDATE bulk_decisions SET outcomes = '[]'");
    done(&bodil, &page).1.says("at work").says("nothing yet").lacks("· done");
    let assign = [("what", "assign"), ("step", "yes"), ("assignee", "")];
    let more = numbers(app, &[app.signatory(Given { state: InReview, ..Given::default() })]);
    let (page, again) = (look(&bodil, &more, &assign).ok(), look(&bodil, &more, &assign).ok());
    assert_ne!(done(&bodil, &page).0, done(&bodil, &again).0, "looked at anew, it is another one");
}

fn what_cannot_be_done_is_told_and_left_alone(app: &TestApp) {
    let secret = confirmed(app, PROTECTED);
    reasons(app);
    let bodil = app.moderator();
    let state = record(app, &bodil);
    let (free, held) = (some(app, 2), app.second_moderator());
    let all = numbers(app, &free);
    held.post(&format!("/staff/cases/{}/lock", all[1]), &[("move", "take")]);
    let chosen = [secret, state, all[0], all[1], 4_711];
    let page = look(&bodil, &chosen, &[("what", "publish")]).ok();
    let page = page.says("It can be done to 1 of the 5 cases").says("Not these 4").lacks(NAME);
    let page = page.says("Look at who it is first").says("It takes a second person: decide it by itself");
    let page = page.says("A colleague is at it").says("There is no such case");
    let place = |id: &str| page.body.find(&format!("id=\"{id}\"")).unwrap();
    assert!(place("h-these") < place("h-not"), "what will happen stands first");
    assert_eq!(page.body.split("id=\"h-not\"").last().unwrap().matches("<details>").count(), 4, "by reason");
    done(&bodil, &page);
    app.settle();
    assert_eq!(states(app, &free), [Published, InReview]);
    let open =
        app.read(move |db| Ok((store::case::by_number(db, secret)?, store::case::by_number(db, state)?)));
    assert_eq!((open.0.state, open.1.state), (CaseState::Open, CaseState::Open));
}

fn several_are_published_with_numbers_in_order(app: &TestApp) {
    reasons(app);
    let three = some(app, 3);
    let chosen = numbers(app, &three);
    let bodil = app.moderator();
    let page = look(&bodil, &chosen, &[("what", "publish")]).ok().says("3 mails go out");
    let mails: Vec<&str> = page.body.split("<article class=\"letter\">").skip(1).collect();
    assert_eq!(mails.len(), 3);
    for ((mail, case), number) in mails.iter().zip(&chosen).zip(1..) {
        let own = [
            format!(">Case {case}<"),
            format!("p{number}@forening{number}.example"),
            format!(": {number}\n"),
        ];
        assert!(own.iter().all(|part| mail.contains(part)), "{own:?}: {mail}");
    }
    done(&bodil, &page);
    app.settle();
    for (one, number) in three.iter().zip(1..) {
        let Letter::Published { number: given, .. } = app.mail_to(&one.email) else { panic!("no mail") };
        assert_eq!(given, number);
    }
    app.anonymous().get("/signatories").ok().says("Forening 1").says("Forening 3");
}

fn several_are_assigned_and_reports_are_closed(app: &TestApp) {
    reasons(app);
    let two = some(app, 2);
    let chosen = numbers(app, &two);
    let (bodil, mogens) = (app.moderator(), app.second_moderator());
    let first = look(&bodil, &chosen, &[("what", "assign")]).ok().says("Who decides");
    assert!(!first.body.contains("name=\"plan\""));
    let to = mogens.id.to_string();
    let fields = [("what", "assign"), ("step", "yes"), ("assignee", &*to)];
    let (_, result) = done(&bodil, &look(&bodil, &chosen, &fields).ok());
    result.says("assigned");
    mogens.get("/staff/cases?with=me").ok().says("2 cases");
    let given = app.signatory(Given::default());
    let report = [("text", "It is not theirs."), ("email", "")];
    app.anonymous().send(&format!("/signatories/{}/report", given.slug), &report);
    let report = cases(app, &given, CaseKind::Report)[0].number;
    let page = look(&bodil, &[report, chosen[0]], &[("what", "close")]).ok();
    let page = page.says("It can be done to 1 of the 2 cases").says("cannot be done");
    done(&bodil, &page);
    let case = app.read(move |db| store::case::by_number(db, report));
    assert_eq!((case.state, case.outcome), (CaseState::Closed, Some(CaseOutcome::Closed)));
}

fn what_changed_meanwhile_is_left_alone(app: &TestApp) {
    reasons(app);
    let two = some(app, 2);
    let chosen = numbers(app, &two);
    let (bodil, mogens) = (app.moderator(), app.second_moderator());
    let page = look(&bodil, &chosen, &DECLINE).ok();
    let other = look(&mogens, &chosen[..1], &[("what", "publish")]).ok();
    done(&mogens, &other);
    let (_, result) = done(&bodil, &page);
    result.says("It has changed since you looked").says("declined");
    assert_eq!(states(app, &two), [Published, Declined]);
}

fn a_plan_that_was_not_shown_is_refused(app: &TestApp) {
    reasons(app);
    let two = some(app, 2);
    let chosen = numbers(app, &two);
    let (bodil, mogens) = (app.moderator(), app.second_moderator());
    let page = look(&bodil, &chosen[..1], &DECLINE).ok();
    assert_eq!(press(&mogens, &page).status, 409, "it was shown to Bodil");
    let plan = unescaped(&page.between("name=\"plan\" value=\"", "\""));
    let signature = page.between("name=\"signature\" value=\"", "\"");
    let bent = plan.replace(&format!("\"number\":{}", chosen[0]), &format!("\"number\":{}", chosen[1]));
    assert_ne!(bent, plan);
    assert_eq!(bodil.post(DO, &[("plan", &bent), ("signature", &signature)]).status, 409);
    assert_eq!(bodil.post(DO, &[("plan", ""), ("signature", "")]).status, 409);
    let torn = bodil.post(DO, &[("plan", &plan[1..]), ("signature", &signature)]);
    assert_eq!(torn.status, 409);
    torn.lacks("What you typed");
    assert_eq!(states(app, &two), [InReview; 2]);
}

fn more_than_fifty_cases_take_an_admin(app: &TestApp) {
    reasons(app);
    let many = some(app, 51);
    let chosen = numbers(app, &many);
    let (bodil, asta) = (app.moderator(), app.admin());
    let page = look(&bodil, &chosen, &DECLINE).ok().says("an admin looks at it before anything happens");
    let (id, result) = done(&bodil, &page);
    result.says("waits for an admin").says("You decided this").lacks("Allow it");
    assert_eq!(states(app, &many[..2]), [InReview; 2]);
    let Letter::ManyProposed { count, link } = app.mail_to(&asta.email) else { panic!("no mail") };
    assert_eq!(count, 51);
    let allow = format!("/staff/decisions/{id}/allow");
    assert_eq!(bodil.post(&allow, &[]).status, 403);
    let newcomer = app.newcomer("admin", "Nanna Nyling");
    newcomer.get(&link).ok().says("less than 24 hours").lacks("Allow it");
    assert_eq!(newcomer.post(&allow, &[]).status, 403);
    asta.get("/staff/cases").ok().says("A decision on many cases waits for you");
    asta.get(&link).ok().says("Allow it for 51");
    assert_eq!(asta.post(&allow, &[]).status, 303);
    assert!(states(app, &many).iter().all(|state| *state == Declined));
    assert_eq!(asta.post(&allow, &[]).status, 303, "her own second click");
    assert_eq!(app.second_admin().post(&allow, &[]).status, 409, "once");
    let row = app.read(move |db| store::bulk_decision::find(db, id));
    assert_eq!((row.state, row.decided_by), (BulkState::Done, Some(asta.id)));
    let case = many[50].case.unwrap();
    let lines = app.read(move |db| store::audit::of_subject(db, "case", case.0));
    let declined = lines.iter().find(|line| line.act == "case.declined").unwrap();
    assert_eq!(
        (&declined.detail["first"], &declined.detail["second"]),
        (&bodil.id.0.into(), &asta.id.0.into())
    );
}

fn who_may_no_longer_decide_is_no_first_of_many(app: &TestApp) {
    reasons(app);
    let many = some(app, 51);
    let (bodil, asta) = (app.moderator(), app.admin());
    let (id, _) = done(&bodil, &look(&bodil, &numbers(app, &many), &DECLINE).ok());
    asta.send(&format!("/staff/people/{}/disable", bodil.id), &[]).ok();
    asta.get(&format!("/staff/decisions/{id}")).ok().says("may no longer decide").lacks("/allow");
    let refused = asta.post(&format!("/staff/decisions/{id}/allow"), &[]);
    assert_eq!(refused.says("may no longer decide").status, 409);
    assert_eq!(states(app, &many[..2]), [InReview; 2]);
    assert_eq!(asta.post(&format!("/staff/decisions/{id}/send-back"), &[]).status, 303);
}

fn everything_that_the_queue_found_is_chosen(app: &TestApp) {
    reasons(app);
    let three = some(app, 3);
    let media = Given {
        name: "Blåbjerg Presse",
        category: Category::Media,
        website: "",
        contacts: &["b@blaabjerg.example"],
        state: InReview,
        ..Given::default()
    };
    let media = app.signatory(media);
    let bodil = app.moderator();
    let query = [("all", "yes"), ("query", "state=open&category=civil_society"), ("what", "decline")];
    let page = bodil.post(LOOK, &query).ok().says("It can be done to 3 of the 3 cases");
    page.lacks("Blåbjerg Presse");
    let query = "state=open&category=civil_society";
    let nothing = bodil.post(LOOK, &[("all", ""), ("query", query), ("what", "decline")]);
    assert_eq!(nothing.status, 422, "the queue again, as it was narrowed");
    let nothing = nothing.says("Tick at least one case, or choose all that were found").says("3 cases");
    nothing.says("Forening 1").lacks("Blåbjerg Presse");
    assert_eq!(app.state_of(media.endorsement), InReview);
    assert_eq!(states(app, &three), [InReview; 3]);
}

fn a_whole_hall_is_let_through_and_a_flood_turned_away(app: &TestApp) {
    app.publish_call();
    add_rule(&app.admin(), "block", "network", "192.0.2.0/24");
    let signers: Vec<_> = (0..5).map(|number| sends_as(app, FROM, number)).collect();
    sends_as(app, FROM, 4);
    let bodil = app.moderator();
    bodil.get("/staff/cases").ok().says("The signature was held when it came in (5)");
    bodil.get("/staff/cases?checks=flagged").ok().says("0 cases");
    let queue = bodil.get("/staff/cases?checks=held").ok().says("5 cases").says("Held");
    let boxes = queue.body.split("name=\"case\" value=\"").skip(1);
    let numbers: Vec<i64> = boxes.map(|rest| rest.split('"').next().unwrap().parse().unwrap()).collect();
    let page = look(&bodil, &numbers, &[("what", "decline")]).ok().says("Not these 5");
    page.says("It is held: let it through or turn it away. 5").lacks("Where this case stands");
    let (hall, flood) = numbers.split_at(3);
    let page = look(&bodil, hall, &[("what", "let_through")]).ok();
    let page = page.says("It can be done to 3 of the 3 cases").says("The mail to confirm the signature goes");
    let (_, result) = done(&bodil, &page.says("Let 3 signatures through"));
    result.says("Let held signatures through").says("let through");
    for number in 0..3 {
        let mail = app.mail_to(&format!("suzie@forening{number}.example"));
        assert!(matches!(mail, Letter::ConfirmSignature { .. }), "{mail:?}");
    }
    look(&bodil, hall, &[("what", "turn_away")]).ok().says("Not these 3").says("Where this case stands");
    let page = look(&bodil, flood, &[("what", "turn_away")]).ok().says("Everything that was sent is erased");
    done(&bodil, &page.says("Turn 2 signatures away")).1.says("turned away");
    assert_eq!(app.mails().len(), 3, "nobody else was written to");
    signers[4].get("/sign/sent").ok().says("One more step");
    let outcome = |number: i64| app.read(move |db| store::case::by_number(db, number)).outcome;
    let (through, away) = (Some(CaseOutcome::LetThrough), Some(CaseOutcome::TurnedAway));
    assert!(hall.iter().all(|number| outcome(*number) == through));
    assert!(flood.iter().all(|number| outcome(*number) == away));
}
