//! Colleagues share the queue: each finds their part of it, gives work to another, asks for an opinion, and takes over with
//! a word.

use tilsagn::app::case::marks;
use tilsagn::app::{identity, kin};
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::organisation::Category;
use tilsagn::store;

use crate::a_mark_tells_of_nobody::ANYBODYS;
use crate::fakes_are_held::{FROM, add_rule, sends, sends_as};
use crate::nadia_stays_unnamed::{
    EMAIL, Lacks, NAME, PROTECTED, PUBLIC, TELLING, account, confirmed, published,
};
use crate::stories;
use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, number_of, reasons};
use crate::support::fixtures::{self, Given, Signatory};
use crate::support::staff::Colleague;
use crate::suzie_signs::{confirm_link, filled};

stories!(
    bodil_narrows_the_queue_and_every_filter_counts,
    the_queue_knows_from_what_mailbox_a_signature_came,
    the_queue_marks_whom_the_page_warns_of,
    a_signatory_without_a_case_marks_who_is_like_it,
    what_comes_while_a_case_is_compared_marks_it,
    who_hides_while_a_case_is_compared_gets_no_mark,
    what_a_check_found_is_found_while_it_is_held,
    who_was_there_first_is_compared_first,
    a_flood_of_one_word_is_not_read_whole,
    bodil_gives_mogens_a_case,
    a_case_is_given_to_nobody_who_cannot_decide_it,
    bodil_asks_asta_for_a_second_opinion,
    bodil_needs_no_opinion_any_more,
    mogens_takes_over_with_a_word,
    a_word_about_who_is_not_named_is_for_who_has_looked,
    a_filter_tells_nothing_of_who_is_not_named,
    vita_reads_and_asks_nobody,
);

fn waiting() -> Given {
    Given { state: EndorsementState::InReview, ..Given::default() }
}

fn some(app: &TestApp) -> [i64; 3] {
    let given = [
        Given {
            name: "Blåbjerg Presse", category: Category::Media, country: "SE", website: "", ..waiting()
        },
        Given { name: "Enghaven Akademi", category: Category::Academia, website: "", ..waiting() },
        waiting(),
    ];
    given.map(|given| number_of(app, &app.signatory(given)))
}

fn bodil_narrows_the_queue_and_every_filter_counts(app: &TestApp) {
    some(app);
    let bodil = app.moderator();
    let page = bodil.get("/staff/cases").ok().says("3 cases");
    page.says("Media (1)").says("Denmark (2)").says("Sweden (1)").says("In time (3)").says("Nobody (3)");
    let page = bodil.get("/staff/cases?country=DK").ok().says("2 cases").lacks("Blåbjerg Presse");
    page.says("Sweden (1)").says("University or research (1)").lacks("Media (1)");
    let page = bodil.get("/staff/cases?country=DK&country=SE&category=media").ok().says("1 case");
    page.says("Blåbjerg Presse").says("Remove filter: Media");
    bodil.get("/staff/cases?country=DK&category=media").ok().says("0 cases").says("Media (0)");
    bodil.get("/staff/cases?q=akademi&category=academia").ok().says("1 case").says("Enghaven Akademi");
    for signs in ["%25", "_", "%5C", "%25%25", "%27"] {
        bodil.get(&format!("/staff/cases?q={signs}")).ok().says("0 cases").lacks("Enghaven");
    }
    bodil.get("/staff/cases?q=+").ok().says("3 cases");
    bodil.get("/staff/cases?q=enghaven+%25").ok().says("1 case");
    bodil.get("/staff/cases?page=99").ok().says("There is no page 99: the list has a single page");
    bodil.get("/staff/cases?nonsense=1&country=Atlantis&with=x").ok().says("3 cases");
    app.clock.advance(chrono::Duration::days(12));
    bodil.signs_in(app);
    bodil.get("/staff/cases?age=overdue").ok().says("0 cases").says("Due soon (3)");
    bodil.get("/staff/cases?age=nearly_overdue").ok().says("3 cases");
    app.clock.advance(chrono::Duration::days(3));
    bodil.signs_in(app);
    bodil.get("/staff/cases?age=overdue").ok().says("3 cases").says("1 day overdue");
    bodil.get("/staff/cases?age=recent&age=nearly_overdue").ok().says("0 cases");
}

fn the_queue_knows_from_what_mailbox_a_signature_came(app: &TestApp) {
    app.publish_call();
    let sign = |about: &[(&'static str, &'static str)], email: &str| {
        let suzie = filled(app, "", about);
        suzie.send("/sign/visibility", &[("visibility", "public")]).ok();
        suzie.send("/sign/check", &[("version", "2"), ("language", "en"), ("declared", "yes")]).ok();
        app.anonymous().post(&confirm_link(app, email), &[]).ok();
    };
    let own = [("name", "Engly Fond"), ("website", "https://engly.example"), ("email", "ida@engly.example")];
    let free = [("name", "Engly Fond"), ("website", ""), ("email", "engly@gmail.com")];
    sign(&own, "ida@engly.example");
    sign(&free, "engly@gmail.com");
    let bodil = app.moderator();
    let page = bodil.get("/staff/cases").ok();
    page.says("On the organisation’s own domain (1)").says("Free mailbox (1)");
    // Each looks like the other, as soon as the job has been there.
    app.settle();
    bodil.get("/staff/cases?checks=flagged&mailbox=free").ok().says("1 case");
    bodil.get("/staff/cases?checks=flagged&mailbox=own").ok().says("1 case");
}

fn the_queue_marks_whom_the_page_warns_of(app: &TestApp) {
    let given = |name| app.signatory(Given { name, contacts: ANYBODYS, website: "", ..waiting() });
    let alike = given("Skovbrynet Foundation for Conversation");
    let other = given("Blåbjerg Presse");
    let bodil = app.moderator();
    bodil.get("/staff/cases?checks=flagged").ok().says("0 cases");
    let slip = given("Fonden Skovbryynet for Conversation");
    app.settle();
    for one in [&alike, &slip] {
        bodil.get(&format!("/staff/cases/{}", number_of(app, one))).ok().says("Possible duplicates");
    }
    let page = bodil.get("/staff/cases?checks=flagged").ok().says("2 cases").lacks("Blåbjerg Presse");
    page.says("Skovbrynet Foundation").says("Fonden Skovbryynet");
    // Who is called otherwise later is looked at again.
    rename(app, &other, "The Skovbrynet Foundation for Conversation");
    bodil.get("/staff/cases?checks=flagged").ok().says("3 cases");
    // So it is when it has a mark already.
    let late = given("Enghaven Akademi");
    bodil.get("/staff/cases?checks=flagged").ok().says("3 cases");
    rename(app, &other, "Enghaven Akademi");
    app.settle();
    assert!(flagged(app, &late));
}

fn what_a_check_found_is_found_while_it_is_held(app: &TestApp) {
    app.publish_call();
    add_rule(&app.admin(), "block", "network", "192.0.2.0/24");
    sends_as(app, FROM, 0);
    let mixed = [("name", "N\u{43e}rdisk Skovråd"), ("email", "bo@skovraad.example"), ("website", "")];
    sends(app, FROM, &mixed);
    let bodil = app.moderator();
    let page = bodil.get("/staff/cases").ok().says("A check found something (1)");
    page.says("The signature was held when it came in (2)");
    let page = bodil.get("/staff/cases?checks=flagged").ok().says("1 case").says("rdisk Skovråd");
    page.says("Held").says("The signature was held when it came in (2)").lacks("Forening Alfa");
    bodil.get("/staff/cases?checks=held").ok().says("2 cases").says("rdisk Skovråd").says("Forening Alfa");
    bodil.get("/staff/cases?checks=held&checks=flagged").ok().says("2 cases");
    page_without_held(app, &bodil);
}

/// What is held stands in nobody's way, and is not offered to be left out where nothing is.
fn page_without_held(app: &TestApp, bodil: &Colleague) {
    bodil.get("/staff/cases").ok().lacks("Without signatures that were held");
    app.signatory(Given { name: "Blåbjerg Presse", website: "", ..waiting() });
    let page = bodil.get("/staff/cases").ok().says("3 cases").says("Without signatures that were held (1)");
    page.says("rdisk Skovråd").says("Blåbjerg Presse");
    let page = bodil.get("/staff/cases?without=held").ok().says("1 case").says("Blåbjerg Presse");
    page.lacks("rdisk Skovråd").lacks("Forening Alfa").says("Without signatures that were held (1)");
    let all = [("all", "yes"), ("query", "state=open&without=held"), ("what", "close")];
    bodil.post("/staff/cases/selected", &all).ok().says("of the 1 case").lacks("Forening Alfa");
    bodil.get("/staff/cases?state=open&without=nothing").ok().says("3 cases");
}

fn rename(app: &TestApp, of: &Signatory, name: &'static str) {
    let of = of.organisation;
    app.write(move |db, now| {
        let known = store::organisation::find(db, of)?;
        let profile = store::organisation::Profile { name: name.to_owned(), ..identity::profile(&known) };
        store::organisation::update(db, of, known.revision, &profile, now)
    });
    app.settle();
}

fn flagged(app: &TestApp, of: &Signatory) -> bool {
    let case = of.case.unwrap();
    app.read(move |db| store::case::find(db, case)).flagged
}

fn a_signatory_without_a_case_marks_who_is_like_it(app: &TestApp) {
    published(app, PROTECTED);
    let given = |name, state| {
        app.signatory(Given { name, state, contacts: ANYBODYS, website: "", ..Given::default() })
    };
    let (waits, public) = (EndorsementState::InReview, EndorsementState::Published);
    let other = given("Blåbjerg Presse", public);
    let [first, second, third] =
        ["Skovbrynet Foundation for Conversation", "Enghaven Akademi", NAME].map(|name| given(name, waits));
    assert!(![&first, &second, &third].iter().any(|one| flagged(app, one)));
    given("Fonden Skovbryynet for Conversation", public);
    assert!(flagged(app, &first), "it came into the register");
    rename(app, &other, "Enghaven Akademi");
    assert!(flagged(app, &second), "it is called otherwise");
    assert!(!flagged(app, &third), "nobody learns of who hides");
    account(app).fills("/account/visibility", PUBLIC).ok();
    app.settle();
    assert!(flagged(app, &third), "it shows itself");
}

fn placed(app: &TestApp, name: &'static str, state: EndorsementState) -> Signatory {
    let given = Given { name, state, contacts: ANYBODYS, website: "", ..Given::default() };
    let placed = app.block_on(fixtures::place(&app.app, app.call(), given)).unwrap();
    app.block_on(kin::index(&app.app)).unwrap();
    placed
}

fn what_comes_while_a_case_is_compared_marks_it(app: &TestApp) {
    let first = placed(app, "Skovbrynet Foundation for Conversation", EndorsementState::InReview);
    let looked = app.block_on(marks::look(&app.app)).unwrap();
    placed(app, "Fonden Skovbryynet for Conversation", EndorsementState::Published);
    app.block_on(marks::keep(&app.app, looked)).unwrap();
    assert!(!flagged(app, &first));
    app.settle();
    assert!(flagged(app, &first));
}

fn who_was_there_first_is_compared_first(app: &TestApp) {
    let first = placed(app, "Skovbrynet Foundation for Conversation", EndorsementState::InReview);
    app.settle();
    let second = placed(app, "Engens Presse", EndorsementState::InReview);
    app.write(move |db, _| store::case::compare_unmarked(db, &[first.organisation]));
    let waiting = app.read(|db| store::case::to_compare(db, 10));
    let waiting: Vec<_> = waiting.iter().map(|case| case.organisation_id).collect();
    assert_eq!(waiting, [first.organisation, second.organisation]);
}

fn a_flood_of_one_word_is_not_read_whole(app: &TestApp) {
    let first = placed(app, "Skovbrynet Foundation for Conversation", EndorsementState::InReview);
    let (flood, found, kept) = app.write(move |db, now| {
        let known = store::organisation::find(db, first.organisation)?;
        let mut flood = Vec::new();
        for number in 0..310 {
            let junk = identity::profile(&known);
            let id = store::organisation::insert(db, &format!("junk{number}"), &junk, now)?;
            store::organisation_key::replace(db, id, 1, &["t:word".to_owned()])?;
            flood.push(id);
        }
        let keys = ["t:word".to_owned(), "i:lei:own".to_owned()];
        store::organisation_key::replace(db, flood[309], 1, &keys)?;
        let found = store::organisation_key::sharing(db, first.organisation, &keys, 1_000)?;
        // Who has got a number since its keys were made is found beside those that were there before.
        store::organisation::give_address(db, flood[305], "word", 413)?;
        let kept = store::organisation_key::sharing(db, first.organisation, &keys, 60)?;
        Ok((flood, found, kept))
    });
    assert_eq!((kept.len(), &kept[..59], kept[59]), (60, &flood[..59], flood[305]));
    assert_eq!((found.len(), &found[..300], found[300]), (301, &flood[..300], flood[309]));
}

fn who_hides_while_a_case_is_compared_gets_no_mark(app: &TestApp) {
    let first = placed(app, "Skovbrynet Foundation for Conversation", EndorsementState::InReview);
    placed(app, "Fonden Skovbryynet for Conversation", EndorsementState::Published);
    let looked = app.block_on(marks::look(&app.app)).unwrap();
    let (own, of) = (app.app.clone(), first.organisation);
    app.write(move |db, now| {
        let known = store::organisation::find(db, of)?;
        let sealed = identity::seal(&own, identity::profile(&known), None, None)?;
        store::organisation::update(db, of, known.revision, &sealed, now)
    });
    app.block_on(marks::keep(&app.app, looked)).unwrap();
    app.settle();
    assert!(!flagged(app, &first));
}

fn bodil_gives_mogens_a_case(app: &TestApp) {
    let [number, other, _] = some(app);
    let (bodil, mogens) = (app.moderator(), app.second_moderator());
    let assign = |number: i64, to: &str| {
        bodil.send(&format!("/staff/cases/{number}/assignee"), &[("assignee", to)]).ok()
    };
    assign(number, &mogens.id.to_string()).says("assigned to Mogens Eksempel");
    assign(other, &bodil.id.to_string());
    mogens.get("/staff/cases?with=me").ok().says("1 case").says("Blåbjerg Presse").says("Me (1)");
    bodil.get("/staff/cases?with=nobody").ok().says("1 case").says("Mogens Eksempel (1)");
    bodil.get("/staff/cases?with=nobody&with=me").ok().says("2 cases").lacks("Blåbjerg Presse");
    assign(number, "");
    mogens.get("/staff/cases?with=me").ok().says("0 cases");
    let case = app.read(move |db| store::case::by_number(db, number));
    let lines = app.read(move |db| store::audit::of_subject(db, "case", case.id.0));
    let given: Vec<_> = lines.iter().filter(|line| line.act == "case.assigned").collect();
    assert_eq!(given.len(), 2);
    assert_eq!(
        (&given[0].detail["to"], &given[1].detail["from"]),
        (&mogens.id.0.into(), &mogens.id.0.into())
    );
}

fn a_case_is_given_to_nobody_who_cannot_decide_it(app: &TestApp) {
    let [number, ..] = some(app);
    let (bodil, vita) = (app.moderator(), app.viewer());
    let path = format!("/staff/cases/{number}/assignee");
    for to in [&*vita.id.to_string(), "nobody at all"] {
        let page = bodil.post(&path, &[("assignee", to)]);
        assert_eq!(page.status, 422, "{to}");
        page.says("Choose a moderator").lacks("Something went wrong").lacks("Vita Viser");
    }
    assert_eq!(vita.post(&path, &[("assignee", "")]).status, 403);
    assert_eq!(app.read(move |db| store::case::by_number(db, number)).assigned_to, None);
}

fn bodil_asks_asta_for_a_second_opinion(app: &TestApp) {
    let [number, ..] = some(app);
    let (bodil, mogens, asta) = (app.moderator(), app.second_moderator(), app.admin());
    let ask = format!("/staff/cases/{number}/opinion");
    assert_eq!(bodil.post(&ask, &[("adviser", ""), ("question", "?")]).status, 422);
    let page = bodil.post(&ask, &[("adviser", &asta.id.to_string()), ("question", " ")]);
    assert_eq!(page.status, 422, "a question has words");
    let question = [("adviser", &*asta.id.to_string()), ("question", "Is a press council a medium?")];
    bodil.send(&ask, &question).ok().says("Bodil Prøvesen asked Asta Attrap").says("No answer yet");
    mogens.get("/staff/cases").ok().lacks("For you");
    let page = asta.get("/staff/cases").ok().says("Bodil Prøvesen asks for your opinion");
    page.says(&format!("Case {number}"));
    let page = asta.get(&format!("/staff/cases/{number}")).ok().says("Is a press council a medium?");
    let answer = page.between("action=\"/staff/messages/", "\"");
    let answer = format!("/staff/messages/{answer}");
    let number = number.to_string();
    assert_eq!(asta.post(&answer, &[("case", &number), ("opinion", "")]).status, 422);
    assert_eq!(mogens.post(&answer, &[("case", &number), ("opinion", "Mine.")]).status, 409);
    asta.send(&answer, &[("case", &number), ("opinion", "It is.")]).ok().says("Asta Attrap answered");
    assert_eq!(asta.post(&answer, &[("case", &number), ("opinion", "It is not.")]).status, 409);
    asta.get("/staff/cases").ok().lacks("asks for your opinion");
    bodil.get(&format!("/staff/cases/{number}")).ok().says("It is.").lacks("It is not.");
}

fn bodil_needs_no_opinion_any_more(app: &TestApp) {
    reasons(app);
    let [number, ..] = some(app);
    let (bodil, mogens, asta) = (app.moderator(), app.second_moderator(), app.admin());
    let (case, adviser) = (format!("/staff/cases/{number}"), asta.id.to_string());
    let question = [("adviser", &*adviser), ("question", "Is a press council a medium?")];
    let ask = || bodil.send(&format!("{case}/opinion"), &question).ok();
    let id = app.read(move |db| store::case::by_number(db, number)).id;
    let latest = || app.read(move |db| store::case_message::of_case(db, id)).pop().unwrap();
    let end = |by: &Colleague| by.post(&format!("/staff/messages/{}/take-back", latest().id), &[]).status;
    ask();
    let first = latest().id;
    ask().says("No answer yet");
    assert_eq!(latest().id, first, "asked twice, it is one question");
    assert_eq!(end(&mogens), 409, "it is neither from him nor to him");
    assert_eq!((end(&bodil), end(&bodil)), (303, 409));
    bodil.get(&case).ok().says("Ended without an answer").lacks("No answer yet");
    asta.get("/staff/cases").ok().lacks("asks for your opinion");
    ask().says("No answer yet");
    assert_eq!(end(&asta), 303, "who was asked need not answer");
    ask();
    decide(&bodil, number, &Choice::publish()).lacks("No answer yet");
    asta.get("/staff/cases").ok().lacks("asks for your opinion");
    assert_eq!(end(&bodil), 409, "the decision ended it");
}

fn mogens_takes_over_with_a_word(app: &TestApp) {
    reasons(app);
    let [number, ..] = some(app);
    let (bodil, mogens) = (app.moderator(), app.second_moderator());
    let lock = format!("/staff/cases/{number}/lock");
    bodil.send(&lock, &[("move", "take")]).ok();
    let page = mogens.post(&lock, &[("move", "take-over"), ("why", " "), ("message", "Kept.")]);
    assert_eq!(page.status, 422, "not without a word");
    let page = page.says("Say to your colleague why you take the case over");
    assert!(page.body.contains("Kept."), "{}", page.text());
    bodil.get("/staff/cases?held=yes").ok().says("1 case").says("You are at it");
    mogens.send(&lock, &[("move", "take-over"), ("why", "They called me.")]).ok().says("with you until");
    let page = bodil.get("/staff/cases").ok().says("Mogens Eksempel took over from you");
    let page = page.says("They called me.");
    let read = page.between("action=\"/staff/messages/", "\"");
    bodil.get(&format!("/staff/cases/{number}")).ok().says("They called me.");
    bodil.send(&format!("/staff/messages/{read}"), &[("then", "queue")]).ok().lacks("took over from you");
}

fn a_word_about_who_is_not_named_is_for_who_has_looked(app: &TestApp) {
    let number = confirmed(app, PROTECTED);
    let (bodil, mogens, case) = (app.moderator(), app.second_moderator(), format!("/staff/cases/{number}"));
    bodil.send(&format!("{case}/lock"), &[("move", "take")]).ok();
    mogens.send(&format!("{case}/lock"), &[("move", "take-over"), ("why", "Nadia called me.")]).ok();
    bodil.get("/staff/cases").ok().says("Mogens Eksempel took over from you").lacks("Nadia called me.");
    bodil.post(&format!("{case}/identity"), &[]);
    bodil.get("/staff/cases").ok().says("Nadia called me.");
}

fn a_filter_tells_nothing_of_who_is_not_named(app: &TestApp) {
    let (number, bodil) = published(app, PROTECTED);
    some(app);
    for who in [&bodil, &app.viewer()] {
        let page = who.get("/staff/cases?state=closed").ok().says("1 case").lacks("Denmark (").lacks("Civil");
        for word in TELLING {
            assert!(!page.body.contains(word), "{word}");
        }
        who.get("/staff/cases?state=closed&category=civil_society").ok().says("0 cases");
    }
    assert!(!app.rows().values().flatten().any(|row| row.contains(EMAIL)), "the mailbox lies sealed");
    let ask = format!("/staff/cases/{number}/opinion");
    let asta = app.admin();
    let question = [("adviser", &*asta.id.to_string()), ("question", "Is it safe?")];
    assert_eq!(bodil.post(&ask, &question).status, 409, "the case is closed");
}

fn vita_reads_and_asks_nobody(app: &TestApp) {
    let [number, ..] = some(app);
    let (bodil, vita) = (app.moderator(), app.viewer());
    vita.get(&format!("/staff/cases/{number}")).ok().lacks("Ask for a second opinion").lacks("Who decides");
    let ask = format!("/staff/cases/{number}/opinion");
    let question = [("adviser", &*vita.id.to_string()), ("question", "What do you think?")];
    assert_eq!(bodil.post(&ask, &question).status, 422, "who only reads is not asked");
    assert_eq!(vita.post(&ask, &question).status, 403);
}
