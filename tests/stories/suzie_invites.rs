//! Suzie is not alone: she invites Palle, hands over, takes off who has left, and leaves herself. Everybody is told.

use chrono::Duration;
use tilsagn::app::contact;
use tilsagn::app::letter::Letter;
use tilsagn::app::people::Why;
use tilsagn::domain::assurance::Level;
use tilsagn::domain::email::Email;
use tilsagn::domain::limits;
use tilsagn::domain::organisation::Category;
use tilsagn::store;

use crate::stories;
use crate::support::app::TestApp;
use crate::support::fixtures::{Given, Signatory};
use crate::support::visitor::{Page, Visitor};
use crate::suzie_comes_back::{SUZIE, enter};

stories!(
    a_colleague_is_invited_and_acts,
    an_invitation_says_what_is_missing_and_keeps_what_was_typed,
    handing_over_happens_when_the_colleague_joins_and_never_before,
    an_invitation_is_called_back_and_sent_again,
    an_invitation_lives_for_two_weeks,
    an_address_gets_a_few_invitations_a_day,
    no_more_than_ten_people_act,
    a_colleague_who_left_is_taken_off_at_once,
    the_last_one_stays,
    one_leaves_by_oneself,
    the_people_of_a_state_do_not_take_each_other_off,
    a_mailbox_on_the_organisations_domain_counts,
    the_mails_of_who_must_not_be_named_name_nobody,
    what_is_anothers_cannot_be_reached,
    who_is_invited_twice_acts_once,
    who_left_is_forgotten_after_two_months,
    staff_see_by_what_right_a_colleague_acts,
);

pub const PALLE: &str = "palle@skovbrynet.example";
pub const PEOPLE: &str = "/account/people";

pub fn invitation<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let all = [
        ("person", "Palle Prøvesen"),
        ("email", PALLE),
        ("language", "en"),
        ("after", ""),
        ("message", "Would you help me with this?"),
    ];
    let mut fields: Vec<_> =
        all.iter().filter(|(name, _)| !changes.iter().any(|(other, _)| other == name)).copied().collect();
    fields.extend(changes);
    fields
}

pub const JOINING: [(&str, &str); 3] =
    [("person", "Palle Prøvesen"), ("job_title", "Secretary"), ("authority", "delegated")];

/// Invites, and gives the link of the mail.
pub fn invite(app: &TestApp, by: &Visitor, changes: &[(&str, &str)]) -> String {
    by.send(&format!("{PEOPLE}/invite"), &invitation(changes)).ok().says("We have written to your colleague");
    let to = changes.iter().find(|(name, _)| *name == "email").map_or(PALLE, |(_, value)| *value);
    link(app, to)
}

fn link(app: &TestApp, to: &str) -> String {
    let Letter::Invitation { link, days: 14, .. } = app.mail_to(to) else {
        panic!("no invitation: {:?}", app.mail_to(to))
    };
    link
}

/// Joins by a link, in a browser of one's own.
pub fn join(app: &TestApp, link: &str) -> Visitor {
    let colleague = app.anonymous();
    colleague.get(link).ok().says("Act for the organisation");
    let answer = colleague.post(link, &JOINING);
    assert_eq!((answer.status, answer.location()), (303, Some("/account/people?done=joined")));
    colleague
}

/// The addresses of people's and invitations' own pages.
pub fn handle(page: &Page, end: &str) -> String {
    let at = ['"', '?'].iter().filter_map(|after| page.body.find(&format!("/{end}{after}"))).min().unwrap();
    page.body[..at].rsplit('/').next().unwrap().to_owned()
}

fn letters(app: &TestApp, to: &str, template: &str) -> usize {
    app.mails().iter().filter(|mail| mail.to == to && mail.letter.template() == template).count()
}

fn a_colleague_is_invited_and_acts(app: &TestApp) {
    app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    suzie.get("/account").ok().says("See who acts for you");
    suzie.get(PEOPLE).ok().says("Suzie Eksempel").says("Director").says(SUZIE).says("You are the only one");
    suzie.get(&format!("{PEOPLE}/invite")).ok().says("works once, for 14 days");
    let link = invite(app, &suzie, &[]);
    let Letter::Invitation { organisation, inviter, message, hands_over: false, .. } = app.mail_to(PALLE)
    else {
        panic!("no invitation")
    };
    assert_eq!((organisation.as_str(), inviter.as_str()), ("Skovbrynet Folkeforening", "Suzie Eksempel"));
    assert_eq!(message, "Would you help me with this?");
    suzie.get(PEOPLE).ok().says("Palle Prøvesen").says(PALLE).says("8 December 2026");

    // A mail scanner that opens the link uses nothing up.
    app.anonymous().get(&link).ok().says("Suzie Eksempel invites you to act for Skovbrynet Folkeforening");
    let wrong = app.anonymous().post(&link, &[("person", "Palle Prøvesen")]);
    assert_eq!(wrong.status, 422);
    let palle = join(app, &link);
    palle.get(PEOPLE).ok().says("Secretary").says("Suzie Eksempel");
    palle.get("/account").ok().says("Skovbrynet Folkeforening");
    for somebody in [SUZIE, PALLE] {
        let Letter::ColleagueJoined { person, handed_over: false, .. } = app.mail_to(somebody) else {
            panic!("{somebody} was not told")
        };
        assert_eq!(person, "Palle Prøvesen");
    }
    let spent = app.anonymous().get(&link);
    assert_eq!(spent.says("has been used or called back").status, 410);
    assert_eq!(app.anonymous().post(&link, &JOINING).status, 410);
    enter(app, PALLE).get(PEOPLE).ok().says("Suzie Eksempel");
    assert!(
        app.read(|db| store::invitation::expired(db, tilsagn::domain::Moment::from_millis(1 << 50)))
            .is_empty()
    );
}

fn an_invitation_says_what_is_missing_and_keeps_what_was_typed(app: &TestApp) {
    app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    let before = app.mails().len();
    let page =
        suzie.post(&format!("{PEOPLE}/invite"), &invitation(&[("email", "palle"), ("after", "hand-over")]));
    assert_eq!(page.status, 422);
    assert!(page.body.contains("value=\"palle\"") && page.body.contains("value=\"hand-over\" checked"));
    assert!(page.says("name@example.org").body.contains("Would you help me with this?"));
    for wrong in [("message", &*"x".repeat(limits::GREETING + 1)), ("after", "tomorrow")] {
        assert_eq!(suzie.post(&format!("{PEOPLE}/invite"), &invitation(&[wrong])).status, 422, "{wrong:?}");
    }
    assert_eq!(app.mails().len(), before);
}

fn handing_over_happens_when_the_colleague_joins_and_never_before(app: &TestApp) {
    app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    let link = invite(app, &suzie, &[("after", "hand-over")]);
    suzie.get("/account").ok();
    app.anonymous().get(&link).ok().says("You take over from Suzie Eksempel");
    let palle = join(app, &link);
    assert_eq!(suzie.get("/account").location(), Some("/account/sign-in"));
    app.anonymous().post("/account/sign-in", &[("email", SUZIE)]).ok();
    assert!(matches!(app.mail_to(SUZIE), Letter::NoAccount { .. }));
    let told = app.mails().into_iter().filter(|mail| mail.to == SUZIE).map(|mail| mail.letter);
    assert!(told.into_iter().any(|one| matches!(one, Letter::NoLongerActing { why: Why::HandedOver, .. })));
    assert!(matches!(app.mail_to(PALLE), Letter::ColleagueJoined { handed_over: true, .. }));
    palle.get(PEOPLE).ok().says("You are the only one");
}

fn an_invitation_is_called_back_and_sent_again(app: &TestApp) {
    app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    let first = invite(app, &suzie, &[]);
    let named = handle(&suzie.get(PEOPLE), "again");
    suzie.send(&format!("{PEOPLE}/invited/{named}/again"), &[]).ok().says("sent a new link");
    let second = link(app, PALLE);
    assert_ne!(first, second);
    assert_eq!(app.anonymous().get(&first).status, 410);
    app.anonymous().get(&second).ok();
    suzie.send(&format!("{PEOPLE}/invited/{named}/call-back"), &[]).ok().says("called back");
    assert_eq!(app.anonymous().get(&second).status, 410);
    assert_eq!(app.anonymous().post(&second, &JOINING).status, 410);
    assert!(!suzie.get(PEOPLE).text().contains(PALLE));
}

fn an_invitation_lives_for_two_weeks(app: &TestApp) {
    app.signatory(Given::default());
    let link = invite(app, &enter(app, SUZIE), &[]);
    app.clock.advance(Duration::days(13));
    app.anonymous().get(&link).ok();
    app.clock.advance(Duration::days(1) + Duration::minutes(1));
    assert_eq!(app.anonymous().get(&link).status, 410);
    assert!(!enter(app, SUZIE).get(PEOPLE).text().contains(PALLE));
    app.block_on(tilsagn::worker::erasure::erase_once(&app.app)).unwrap();
    assert!(app.rows()["invitations"].is_empty());
}

fn an_address_gets_a_few_invitations_a_day(app: &TestApp) {
    app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    invite(app, &suzie, &[]);
    let again = format!("{PEOPLE}/invited/{}/again", handle(&suzie.get(PEOPLE), "again"));
    for status in [303, 303, 303, 303, 422] {
        app.clock.advance(Duration::seconds(limits::INVITED_AGAIN_SECONDS + 1));
        assert_eq!(suzie.post(&again, &[]).status, status);
    }
    assert_eq!(letters(app, PALLE, "invitation"), 5);
    app.anonymous().get(&link(app, PALLE)).ok();
}

fn no_more_than_ten_people_act(app: &TestApp) {
    app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    for number in 1..limits::PEOPLE {
        let address = format!("colleague{number}@skovbrynet.example");
        suzie.send(&format!("{PEOPLE}/invite"), &invitation(&[("email", &address)])).ok();
    }
    suzie.get(PEOPLE).ok().says("10 people act for you or are invited");
    let one_more = invitation(&[("email", "eleventh@skovbrynet.example")]);
    assert_eq!(suzie.post(&format!("{PEOPLE}/invite"), &one_more).status, 409);
    assert_eq!(suzie.get(&format!("{PEOPLE}/invite")).status, 409);
}

/// An organisation for which Suzie and Palle act.
fn two(app: &TestApp, given: Given) -> Signatory {
    app.signatory(Given { contacts: &[SUZIE, PALLE], ..given })
}

fn a_colleague_who_left_is_taken_off_at_once(app: &TestApp) {
    two(app, Given::default());
    let (suzie, palle) = (enter(app, SUZIE), enter(app, PALLE));
    let invited = invite(app, &palle, &[("email", "third@skovbrynet.example")]);
    app.anonymous().post("/account/sign-in", &[("email", PALLE)]).ok();
    let Letter::AccountLink { link: door, .. } = app.mail_to(PALLE) else { panic!("no link") };
    let page = format!("{PEOPLE}/{}/take-off", handle(&suzie.get(PEOPLE), "take-off"));
    suzie.get(&page).ok().says("They are signed out at once");
    assert_eq!(suzie.post(&page, &[]).says("Tick the box").status, 422);
    palle.get("/account").ok();
    suzie.send(&page, &[("sure", "yes")]).ok().says("They no longer act for you");
    assert_eq!(palle.get("/account").status, 303);
    for gone in [door, invited] {
        assert_eq!(app.anonymous().get(&gone).status, 410, "{gone}");
    }
    assert!(matches!(app.mail_to(PALLE), Letter::NoLongerActing { why: Why::TakenOff, .. }));
    let Letter::ColleagueGone { taken_off: true, hide_link: Some(hides), .. } = app.mail_to(SUZIE) else {
        panic!("Suzie is not told, or has no link to hide left")
    };
    app.anonymous().get(&hides).ok();
    suzie.send(&page, &[("sure", "yes")]).ok().says("They no longer act for you");
    suzie.get(PEOPLE).ok().says("You are the only one");
}

fn the_last_one_stays(app: &TestApp) {
    app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    assert_eq!(suzie.get(&format!("{PEOPLE}/leave")).says("You are the only one").status, 409);
    assert_eq!(suzie.post(&format!("{PEOPLE}/leave"), &[("sure", "yes")]).status, 409);
    suzie.get("/account").ok();
}

fn one_leaves_by_oneself(app: &TestApp) {
    two(app, Given::default());
    let suzie = enter(app, SUZIE);
    suzie.post("/account/naming", &[("named", "yes")]);
    app.settle();
    app.anonymous().get("/signatories/skovbrynet-folkeforening").ok().says("Suzie Eksempel");
    suzie.get(&format!("{PEOPLE}/leave")).ok().says("You will no longer act");
    suzie.post(&format!("{PEOPLE}/leave"), &[("sure", "yes")]).ok().says("You are signed out");
    assert_eq!(suzie.get("/account").status, 303);
    app.settle();
    let page = app.anonymous().get("/signatories/skovbrynet-folkeforening").ok();
    assert!(!page.text().contains("Suzie"), "who left is no longer named");
    assert!(matches!(app.mail_to(SUZIE), Letter::NoLongerActing { why: Why::Left, .. }));
    assert!(matches!(app.mail_to(PALLE), Letter::ColleagueGone { taken_off: false, .. }));
}

fn the_people_of_a_state_do_not_take_each_other_off(app: &TestApp) {
    two(app, Given { category: Category::State, name: "Eksempelland", website: "", ..Given::default() });
    let suzie = enter(app, SUZIE);
    let page = suzie.get(PEOPLE).ok().says("the ministry takes off who has left");
    assert!(!page.body.contains("take-off"));
    let handles: Vec<String> = (1..=2)
        .map(|id: i64| app.app.secrets.blind_index("person-handle", &id.to_string())[..20].to_owned())
        .collect();
    for handle in handles {
        let path = format!("{PEOPLE}/{handle}/take-off");
        assert_eq!(suzie.get(&path).status, 409);
        assert_eq!(suzie.post(&path, &[("sure", "yes")]).status, 409);
    }
    enter(app, PALLE).get("/account").ok();
    suzie.post(&format!("{PEOPLE}/leave"), &[("sure", "yes")]).ok();
}

fn a_mailbox_on_the_organisations_domain_counts(app: &TestApp) {
    let given = app.signatory(Given { contacts: &["suzie@mail.example"], ..Given::default() });
    let known = |app: &TestApp| {
        let records = app.read(move |db| store::assurance::of_organisation(db, given.organisation));
        records.iter().map(|record| record.level).collect::<Vec<_>>()
    };
    let suzie = enter(app, "suzie@mail.example");
    join(app, &invite(app, &suzie, &[("email", "third@elsewhere.example")]));
    assert_eq!(known(app), [Level::Mailbox]);
    let link = invite(app, &suzie, &[]);
    app.settle();
    let page = app.anonymous().get("/api/v1/signatories/skovbrynet-folkeforening").ok();
    assert!(
        page.body.contains("\"level\":\"mailbox\""),
        "nothing is known from an invitation: {}",
        page.body
    );
    join(app, &link);
    assert_eq!(known(app), [Level::DomainMailbox, Level::Mailbox]);
    app.settle();
    let page = app.anonymous().get("/api/v1/signatories/skovbrynet-folkeforening").ok();
    assert!(page.body.contains("\"level\":\"domain_mailbox\""), "{}", page.body);
    join(app, &invite(app, &suzie, &[("email", "fourth@skovbrynet.example")]));
    assert_eq!(known(app).len(), 2, "the same news is told once");
}

fn the_mails_of_who_must_not_be_named_name_nobody(app: &TestApp) {
    app.signatory(Given::default());
    let suzie = enter(app, SUZIE);
    suzie.send("/account/visibility", &[("visibility", "protected")]).ok();
    let before = app.mails().len();
    suzie.get(&format!("{PEOPLE}/invite")).ok().says("names neither it nor you");
    let link = invite(app, &suzie, &[("message", "Skovbrynet needs you"), ("after", "hand-over")]);
    let mut mails = app.mails().split_off(before);
    assert_eq!(mails.len(), 1, "the invitation: {mails:?}");
    let colleague = app.anonymous();
    let page = colleague.get(&link).ok().says("from whoever invites you").says("Please tell nobody").text();
    assert_eq!(colleague.post(&link, &[&JOINING[..], &[("named", "yes")]].concat()).status, 303);
    colleague.get(PEOPLE).ok().says("not shown");
    // An invitation that nobody has sent yet is forgotten with its link.
    mails.extend(app.mails().split_off(before));
    assert_eq!(mails.len(), 3, "{mails:?}");
    for written in mails.iter().map(|mail| format!("{:?}", mail.letter)).chain([page]) {
        for word in ["Skovbrynet", "Suzie", "Palle"] {
            assert!(!written.contains(word), "{written}");
        }
    }
    let entries = app.rows()["held_entries"].join("\n");
    assert!(!entries.contains("skovbrynet"), "{entries}");
}

fn what_is_anothers_cannot_be_reached(app: &TestApp) {
    two(app, Given::default());
    app.signatory(Given {
        name: "Engen Folkeforening",
        website: "https://engen.example/",
        contacts: &["eva@engen.example", "ebbe@engen.example"],
        ..Given::default()
    });
    let eva = enter(app, "eva@engen.example");
    let suzie = enter(app, SUZIE);
    invite(app, &suzie, &[("email", "third@skovbrynet.example")]);
    let page = suzie.get(PEOPLE);
    let (person, invited) = (handle(&page, "take-off"), handle(&page, "again"));
    for end in [
        format!("{person}/take-off"),
        format!("invited/{invited}/again"),
        format!("invited/{invited}/call-back"),
    ] {
        assert_eq!(eva.post(&format!("{PEOPLE}/{end}"), &[("sure", "yes")]).status, 404, "{end}");
    }
    assert_eq!(suzie.post(&format!("{PEOPLE}/1/take-off"), &[("sure", "yes")]).status, 404, "no row numbers");
    enter(app, PALLE).get("/account").ok();
}

fn who_is_invited_twice_acts_once(app: &TestApp) {
    let given = two(app, Given::default());
    let suzie = enter(app, SUZIE);
    let third = [("email", "third@skovbrynet.example")];
    let first = invite(app, &suzie, &third);
    app.clock.advance(Duration::minutes(limits::AGAIN_MINUTES + 1));
    let second = invite(app, &suzie, &third);
    assert_eq!(app.anonymous().get(&first).status, 410, "one invitation for one mailbox");
    join(app, &second).get(PEOPLE).ok().says("Secretary");
    let people = app.read(move |db| store::representative::of_organisation(db, given.organisation));
    assert_eq!(people.len(), 3);
    for acts in [SUZIE, PALLE] {
        let refused = suzie.post(&format!("{PEOPLE}/invite"), &invitation(&[("email", acts)]));
        assert_eq!(refused.says("acts for the organisation already").status, 422);
    }
}

fn who_left_is_forgotten_after_two_months(app: &TestApp) {
    two(app, Given::default());
    enter(app, PALLE).post(&format!("{PEOPLE}/leave"), &[("sure", "yes")]).ok();
    let kept = |address: &str| {
        app.block_on(tilsagn::worker::erasure::erase_once(&app.app)).unwrap();
        let index = contact::index(&app.app, &Email::parse(address).unwrap());
        app.rows()["representatives"].iter().any(|row| row.contains(&index))
    };
    assert!(kept(PALLE) && kept(SUZIE));
    app.clock.advance(Duration::days(limits::REMOVED_DAYS + 1));
    assert!(!kept(PALLE) && kept(SUZIE));
}

fn staff_see_by_what_right_a_colleague_acts(app: &TestApp) {
    let given = app.signatory(Given::default());
    join(app, &invite(app, &enter(app, SUZIE), &[]));
    let bodil = app.moderator();
    let case = format!("/staff/cases/{}", crate::support::desk::number_of(app, &given));
    let page = bodil.get(&case).ok().says("Palle Prøvesen , Secretary");
    page.says("Somebody who has the authority asked me to").says("Suzie Eksempel invited a colleague");
    enter(app, PALLE).post(&format!("{PEOPLE}/leave"), &[("sure", "yes")]).ok();
    bodil.get(&case).ok().says("Palle Prøvesen joined those who act for the organisation");
}
