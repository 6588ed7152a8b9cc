//! Admins look after the house: colleagues, settings, reasons, the audit trail and mail.

use chrono::Duration;
use serde_json::json;
use tilsagn::app::letter::Letter;
use tilsagn::domain::Moment;
use tilsagn::domain::audit::{Actor, AuditAct};
use tilsagn::domain::call::CallState;
use tilsagn::domain::link::Purpose;
use tilsagn::domain::outbox::Hindrance;
use tilsagn::store;

use crate::nadia_stays_unnamed::Lacks;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::staff::Colleague;
use crate::support::visitor::Page;

stories!(
    two_admins_let_a_colleague_in,
    a_role_and_a_disabling_hold_from_the_next_request_on,
    a_colleague_who_lost_the_phone_sets_up_anew,
    the_last_admin_stays,
    a_grave_act_asks_for_a_fresh_proof,
    settings_are_checked_and_shown,
    what_a_colleague_saved_meanwhile_is_not_written_over,
    days_begin_where_admins_say,
    the_call_moves_on_step_by_step,
    the_audit_trail_is_searched,
    what_an_older_version_called_otherwise_is_still_found,
    the_audit_trail_is_saved_whole,
    a_mail_that_was_given_up_is_sent_again,
);

/// Asks for these roles of a colleague in place of those they have. What decides waits for another admin.
pub fn change_roles(admin: &Colleague, of: &Colleague, roles: &[&str]) -> Page {
    let path = format!("/staff/people/{}", of.id);
    let revision = admin.get(&path).ok().between("name=\"revision\" value=\"", "\"");
    let mut fields: Vec<(&str, &str)> = roles.iter().map(|role| ("roles", *role)).collect();
    fields.push(("revision", &revision));
    admin.post(&format!("{path}/roles"), &fields)
}

/// Gives a colleague these roles in place of those they have: one admin proposes them, and the other agrees.
#[track_caller]
pub fn give_roles((first, second): (&Colleague, &Colleague), to: &Colleague, roles: &[&str]) {
    assert_eq!(change_roles(first, to, roles).status, 303);
    assert_eq!(second.on_account(to.id, "roles/confirm").status, 303);
}

fn two_admins_let_a_colleague_in(app: &TestApp) {
    let (asta, aksel) = (app.admin(), app.second_admin());
    let email = "nina@ministry.example";
    let wrong = asta.post("/staff/people", &[("name", ""), ("email", "nina")]);
    assert_eq!(wrong.status, 422);
    wrong.says("Enter the name").says("Enter a mail address like").says("Choose one role or more");
    let fields = [("name", "Nina Nymand"), ("email", "Nina@Ministry.example"), ("roles", "moderator")];
    let proposed = asta.post("/staff/people", &fields);
    let page = proposed.location().unwrap().split('?').next().unwrap().to_owned();
    let other = [("name", "Nina Nyborg"), ("email", email), ("roles", "moderator")];
    asta.post("/staff/people", &other).says("Another account has this mail address");
    asta.get(&page).ok().says("another admin must confirm it");
    let listed = app.program(&["staff", "list"]).output().unwrap();
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    assert!(listed.contains("  proposed  moderator  Nina Nymand"), "{listed}");
    let links = app.mails().into_iter().filter(|mail| matches!(mail.letter, Letter::StaffSetup { .. }));
    assert_eq!(links.count(), 0, "no link before the second admin");
    assert_eq!(asta.post(&format!("{page}/link"), &[]).status, 409);
    assert_eq!(asta.post(&format!("{page}/reset"), &[]).status, 409);
    assert_eq!(asta.post(&format!("{page}/confirm"), &[]).status, 403, "the same person");
    let new = app.newcomer("admin", "Ny Administrator");
    new.get(&page).ok().says("less than 24 hours").lacks("Confirm the account and mail");
    assert_eq!(new.post(&format!("{page}/confirm"), &[]).status, 403, "too new");
    // What Aksel saw is what he confirms.
    let seen = [("revision", &*aksel.get(&page).ok().between("name=\"revision\" value=\"", "\""))];
    asta.send(&format!("{page}/roles"), &[("roles", "moderator"), ("roles", "editor"), seen[0]])
        .ok()
        .says("The roles are saved");
    assert_eq!(aksel.post(&format!("{page}/confirm"), &seen).status, 409, "other roles than he saw");
    let seen = [("revision", &*aksel.get(&page).ok().between("name=\"revision\" value=\"", "\""))];
    aksel.send(&format!("{page}/confirm"), &seen).ok().says("set-up link is on its way");
    assert_eq!(aksel.post(&format!("{page}/confirm"), &seen).status, 303, "his own second click");
    let Letter::StaffSetup { link, hours, .. } = app.mail_to(email) else { panic!("no set-up mail") };
    assert_eq!(hours, 24);
    let seen = [("revision", &*aksel.get(&page).ok().between("name=\"revision\" value=\"", "\""))];
    aksel.send(&format!("{page}/link"), &seen).says("A new link is on its way");
    assert_eq!(app.anonymous().get(&link).status, 410, "the older link");
    let Letter::StaffSetup { link, .. } = app.mail_to(email) else { panic!("no set-up mail") };
    let nina = app.set_up(email, &link);
    nina.get("/staff/mail").ok().says("Nina Nymand");
    assert_eq!(nina.get("/staff/people").status, 403);
    let list = asta.get("/staff/people").ok().says("Nina Nymand").text();
    assert!(list.contains("moderator") && list.contains("active"), "{list}");
}

fn a_role_and_a_disabling_hold_from_the_next_request_on(app: &TestApp) {
    let (asta, bodil) = (app.admin(), app.moderator());
    bodil.get("/staff/letters/new").ok();
    assert_eq!(bodil.get("/staff/audit").status, 403);
    assert_eq!(change_roles(&asta, &bodil, &[]).status, 422);
    let stale = [("roles", "viewer"), ("revision", "1")];
    assert_eq!(asta.post(&format!("/staff/people/{}/roles", bodil.id), &stale).status, 409);
    let changed = change_roles(&asta, &bodil, &["viewer"]);
    assert_eq!(changed.location(), Some(format!("/staff/people/{}?done=roles", bodil.id).as_str()));
    assert_eq!(bodil.get("/staff/letters/new").status, 403);
    bodil.get("/staff/audit").ok();
    let own = format!("/staff/people/{}", asta.id);
    asta.get(&own).ok().lacks("Change roles");
    let wanted = [("roles", "admin"), ("roles", "moderator")];
    assert_eq!(asta.post(&format!("{own}/roles"), &wanted).status, 403, "a role for oneself");
    asta.send(&format!("/staff/people/{}/disable", bodil.id), &[]).ok().says("The account is disabled");
    assert_eq!(bodil.get("/staff/audit").status, 303);
    app.clock.advance(Duration::minutes(1));
    assert_eq!(bodil.signs_in(app).status, 422);
    assert_eq!(asta.post(&format!("/staff/people/{}/disable", bodil.id), &[]).status, 303, "a second click");
    assert_eq!(asta.post(&format!("/staff/people/{}/reset", bodil.id), &[]).status, 409);
}

fn a_colleague_who_lost_the_phone_sets_up_anew(app: &TestApp) {
    let (asta, bodil) = (app.admin(), app.moderator());
    let done = asta.on_account(bodil.id, "reset");
    asta.get(done.onward().unwrap()).ok().says("The account is reset");
    assert_eq!(bodil.get("/staff/mail").status, 303, "signed out");
    app.clock.advance(Duration::minutes(1));
    assert_eq!(bodil.signs_in(app).status, 422);
    let Letter::StaffSetup { link, .. } = app.mail_to(&bodil.email) else { panic!("no set-up mail") };
    let again = app.set_up(&bodil.email, &link);
    assert_ne!(again.secret, bodil.secret);
    again.get("/staff/mail").ok();
}

fn the_last_admin_stays(app: &TestApp) {
    let asta = app.staff("admin viewer", "Asta Attrap");
    asta.post(&format!("/staff/people/{}/disable", asta.id), &[]).says("This is the last admin");
    let page = asta.get(&format!("/staff/people/{}", asta.id)).ok().says("You can give roles up");
    assert!(page.body.contains("value=\"viewer\"") && !page.body.contains("value=\"editor\""));
    change_roles(&asta, &asta, &["viewer"]).says("This is the last admin");
    asta.get("/staff/people").ok();
    let aksel = app.second_admin();
    assert_eq!(aksel.post(&format!("/staff/people/{}/disable", asta.id), &[]).status, 303);
    assert_eq!(asta.get("/staff/people").status, 303);
}

fn a_grave_act_asks_for_a_fresh_proof(app: &TestApp) {
    let (asta, bodil) = (app.admin(), app.moderator());
    asta.get("/staff/people/add").ok();
    app.clock.advance(Duration::minutes(11));
    asta.get("/staff/people").ok();
    let asked = asta.get("/staff/people/add");
    let there = "/staff/confirm-identity?next=%2Fstaff%2Fpeople%2Fadd";
    assert_eq!(asked.location(), Some(there));
    let disable = format!("/staff/people/{}/disable", bodil.id);
    let referrer = format!("{}/da/staff/people/{}", app.base, bodil.id);
    let headers = [("Sec-Fetch-Site", "same-origin"), ("Referer", referrer.as_str())];
    let asked = asta.post_with(&disable, &[], &headers);
    let back = format!("/staff/confirm-identity?next=%2Fstaff%2Fpeople%2F{}%3Fdone%3Dunsent", bodil.id);
    assert_eq!(asked.location(), Some(back.as_str()), "back to the page of the form");
    bodil.get("/staff/sessions").ok();
    let next = asta.get(there).ok().between("name=\"next\" value=\"", "\"");
    let wrong = asta.post("/staff/confirm-identity", &[("code", "000000"), ("next", &next)]);
    assert_eq!(wrong.status, 422);
    let code = asta.code(app);
    let proven = asta.post("/staff/confirm-identity", &[("code", &code), ("next", &next)]);
    assert_eq!(proven.location(), Some("/staff/people/add"));
    asta.get("/staff/people/add").ok();
    assert_eq!(asta.post("/staff/confirm-identity", &[("code", &code)]).status, 422, "the code again");
    app.clock.advance(Duration::minutes(11));
    assert_eq!(asta.get("/staff/people/add").status, 303);
    assert_eq!(asta.confirms_identity(app).location(), Some("/staff"));
    asta.get("/staff/people/add").ok();
}

fn settings_are_checked_and_shown(app: &TestApp) {
    let asta = app.admin();
    asta.get("/staff/settings").ok().says("Name of the ministry");
    let wrong = [("contact_email", "nobody"), ("enforcement_url", "not a url"), ("ministry_name", "Kept")];
    let page = asta.post("/staff/settings", &wrong);
    assert_eq!(page.status, 422);
    assert!(page.body.contains("value=\"Kept\""));
    page.says("Enter a mail address like").says("Enter a web address like");
    let right = [("ministry_name", " Prøveministeriet "), ("contact_email", "call@ministry.example")];
    asta.saves("/staff/settings", &right).ok().says("The settings are saved");
    assert_eq!(app.app.settings.load().ministry_name, "Prøveministeriet");
    let page = asta.get("/staff/settings").ok();
    assert!(page.body.contains("value=\"call@ministry.example\""));
    page.says("Name of the ministry (Danish)").says("If empty, readers see the English text");
    asta.get("/da/staff/settings").ok().says("Ministeriets navn (engelsk)");
    let spoken = [
        ("ministry_name", "Ministry of Trials"),
        ("ministry_name_da", "Prøveministeriet"),
        ("enforcement_body", "Agency for Access"),
    ];
    asta.saves("/staff/settings", &spoken).ok().says("The settings are saved");
    app.settle();
    app.anonymous().get("/about").ok().says("Ministry of Trials");
    let danish = app.anonymous().get("/da/about").ok().says("Prøveministeriet");
    assert!(!danish.body.contains("Ministry of Trials"));
    app.anonymous().get("/da/accessibility").ok().says("Agency for Access");
    asta.saves("/staff/settings", &[("call_state", "open")]).ok();
    assert_eq!(app.app.settings.load().call_state, CallState::Announced, "that has its own act");
}

fn what_a_colleague_saved_meanwhile_is_not_written_over(app: &TestApp) {
    app.publish_call();
    let (asta, arne) = (app.admin(), app.second_admin());
    for (path, field) in [
        ("/staff/settings", "ministry_name"),
        ("/staff/words/declined", "subject_en"),
        ("/staff/switches/banner", "banner_en"),
    ] {
        let page = arne.get(path.trim_end_matches("/banner")).ok();
        let seen = page.between("name=\"seen\" value=\"", "\"");
        let send = |colleague: &Colleague, typed: &str, seen: &str| {
            colleague.post(path, &[("save", "yes"), ("seen", seen), (field, typed)])
        };
        // What is changed elsewhere is no matter.
        let elsewhere = match path {
            "/staff/settings" => ("/staff/switches/banner", "banner_en"),
            "/staff/words/declined" => ("/staff/words/published", "subject_en"),
            _ => ("/staff/settings", "contact_unit"),
        };
        asta.saves(elsewhere.0, &[(elsewhere.1, "Elsewhere")]).ok();
        let blind = arne.post(path, &[("save", "yes"), (field, "What nobody saw")]);
        assert_eq!(blind.status, 422, "{path} without what was seen");
        assert!(blind.body.contains("What nobody saw"), "{}", blind.body);
        blind.says("A colleague has saved other values meanwhile");
        assert_eq!(send(&asta, "What Asta says", &seen).status, 303, "{path}");
        let late = send(&arne, "What Arne says", &seen);
        assert_eq!(late.status, 422, "{path}");
        assert!(late.body.contains("What Arne says"), "nothing is lost: {}", late.body);
        let again = late.between("name=\"seen\" value=\"", "\"");
        late.says("A colleague has saved other values meanwhile");
        assert_eq!(send(&arne, "What Arne says", &again).status, 303, "{path}");
    }
}

fn days_begin_where_admins_say(app: &TestApp) {
    app.publish_register();
    let told = || app.anonymous().get("/verify").ok().text();
    assert!(told().contains("CET"), "{}", told());
    let asta = app.admin();
    let fields = [("ministry_name", "M"), ("initiative_name", "I"), ("contact_email", "a@b.example")];
    let with = |zone| [&fields[..], &[("time_zone", zone)]].concat();
    asta.post("/staff/settings", &with("Europe/Kopenhagen")).says("IANA name of a time zone");
    asta.saves("/staff/settings", &with("America/Bogota")).ok();
    app.settle();
    assert!(!told().contains("CET") && told().contains("-05"), "{}", told());
    asta.saves("/staff/settings", &with("")).ok();
    app.settle();
    assert!(told().contains("CET"), "as the server is configured");
}

fn the_call_moves_on_step_by_step(app: &TestApp) {
    let asta = app.admin();
    let to = |state: &str| asta.post("/staff/settings/call-state", &[("state", state)]);
    assert_eq!(to("open").says("there would be nothing to sign").status, 409);
    app.publish_call();
    app.set_call_state(CallState::Announced);
    assert_eq!(to("closed").status, 409);
    assert_eq!(to("").status, 422);
    assert_eq!(to("open").says("the mail address that people write to").status, 409);
    let home = || app.anonymous().get("/").ok().body;
    assert!(!home().contains("mailto:"), "nobody to write to");
    let says = [("ministry_name", "M"), ("initiative_name", "I"), ("contact_email", "call@ministry.example")];
    asta.saves("/staff/settings", &says).ok();
    app.settle();
    assert!(home().contains("mailto:call@ministry.example"));
    assert_eq!(to("open").status, 303);
    assert_eq!(app.app.settings.load().call_state, CallState::Open);
    asta.get("/staff/settings").ok().says("open for signing");
    app.clock.advance(Duration::minutes(11));
    let asked = to("closed");
    assert!(asked.location().is_some_and(|to| to.starts_with("/staff/confirm-identity")), "a fresh proof");
    assert_eq!(app.app.settings.load().call_state, CallState::Open);
    asta.confirms_identity(app);
    assert_eq!((to("archived").status, to("closed").status, to("archived").status), (409, 303, 303));
    asta.get("/staff/settings").ok().says("The Call is archived");
    asta.get("/staff/audit?act=call.state_changed").ok().says("3 results");
}

fn the_audit_trail_is_searched(app: &TestApp) {
    let (asta, bodil) = (app.admin(), app.moderator());
    let all = asta.get("/staff/audit").ok().says("staff.signed_in").says("operator on the server").text();
    assert!(!all.contains("@ministry.example"), "{all}");
    assert!(all.contains("signed in. (staff.signed_in)"), "acts are chosen by their words: {all}");
    let of_bodil = format!("/staff/audit?actor=staff.{}&act=staff.signed_in", bodil.id);
    asta.get(&of_bodil).ok().says("1 result").says("Bodil Prøvesen");
    asta.get(&format!("/staff/audit?subject=staff&number={}", bodil.id)).ok().says("staff.added");
    asta.get("/staff/audit?from=2026-11-24&to=2026-11-24").ok().says("3 results");
    asta.get("/staff/audit?to=2026-11-21").ok().says("0 results");
    for (wrong, field, words) in [
        ("from=zz", "from", "Enter the day with its year first"),
        ("to=24.11.2026", "to", "Enter the day with its year first"),
        ("from=2026-11-24&to=2026-11-23", "to", "Enter a day that is not before the first"),
        ("number=seven", "number", "Enter a number in digits"),
        ("actor=staff.x", "actor", "Choose one of the answers offered"),
    ] {
        let page = asta.get(&format!("/staff/audit?{wrong}")).says(words);
        assert_eq!(page.status, 422, "{wrong}");
        assert!(page.body.contains(&format!("href=\"#{field}\"")), "{wrong}: {}", page.body);
        assert!(!page.body.contains("id=\"lines\""), "{wrong}: nothing is found");
        assert_eq!(asta.get(&format!("/staff/audit.csv?{wrong}")).status, 422, "{wrong}");
    }
    assert!(asta.get("/staff/audit?from=zz").body.contains("value=\"zz\""), "what was typed is kept");
    left_by_a_job(app, 60, json!({ "count": 3 }));
    let page = asta.get("/staff/audit?actor=system&act=log.linked").ok().says("60 results").says("count: 3");
    assert!(page.body.contains("href=\"/staff/cases/7\""));
    assert!(page.body.contains("/staff/audit?actor=system&amp;act=log.linked&amp;page=2"), "{}", page.body);
    asta.get("/staff/audit?actor=system&act=log.linked&page=2").ok().says("60 results");
    let page = asta.get("/staff/audit?actor=system&act=log.linked&page=99").ok().says("There is no page 99");
    assert!(page.says("Go to the last page").body.contains("act=log.linked&amp;page=2"));
}

/// So many lines of one kind, with this detail.
fn left_by_a_job(app: &TestApp, count: usize, detail: serde_json::Value) {
    let line = store::audit::NewLine {
        at: Moment::from_millis(0),
        actor: Actor::System,
        act: AuditAct::LogLinked,
        subject_kind: "case",
        subject_id: Some(7),
        detail,
        request_id: None,
    };
    let lines =
        move |db: &mut store::Db| (0..count).try_for_each(|_| store::audit::append(db, &line).map(drop));
    app.block_on(app.app.store.write(lines)).unwrap();
}

fn what_an_older_version_called_otherwise_is_still_found(app: &TestApp) {
    app.sql(
        "INSERT INTO audit_lines (at, actor_kind, act, subject_kind, detail)
        VALUES ('2026-01-01 00:00:00.000', 'system', 'job.ran', 'case', '{}')",
    );
    let page = app.admin().get("/staff/audit?act=job.ran").ok().says("1 result").says("job.ran");
    let (today, then) = ("<option value=\"staff.signed_in\"", "<option value=\"job.ran\" selected");
    let place = |option: &str| page.body.find(option).unwrap_or_else(|| panic!("{option}: {}", page.body));
    assert!(place(today) < place(then), "after those of today");
}

fn the_audit_trail_is_saved_whole(app: &TestApp) {
    let (asta, vita) = (app.admin(), app.viewer());
    left_by_a_job(app, 2_500, json!({ "first": "=1+1" }));
    let found = asta.get("/staff/audit?actor=system&act=log.linked").ok();
    assert!(
        found.body.contains("href=\"/staff/audit.csv?actor=system&amp;act=log.linked\""),
        "{}",
        found.body
    );
    let before = app.rows()["audit_lines"].len();
    let csv = vita.get("/staff/audit.csv?actor=system&act=log.linked").ok();
    assert_eq!(csv.headers["content-disposition"], "attachment; filename=\"audit-2026-11-24.csv\"");
    let mut lines = csv.body.lines();
    assert_eq!(lines.next(), Some("id,at,actor_kind,actor_id,act,subject_kind,subject_id,detail,request_id"));
    let ids: Vec<i64> = lines.map(|line| line.split(',').next().unwrap().parse().unwrap()).collect();
    assert!(ids.len() == 2_500 && ids.windows(2).all(|two| two[0] == two[1] + 1), "{}", ids.len());
    let all = vita.get("/staff/audit.ndjson").ok();
    assert_eq!(all.body.lines().count(), before, "fetching adds no line");
    let signed_in = all.body.lines().find(|line| line.contains("staff.signed_in")).unwrap();
    let line: serde_json::Value = serde_json::from_str(signed_in).unwrap();
    assert_eq!((&line["actor_kind"], &line["actor_id"]), (&"staff".into(), &vita.id.0.into()));
    assert!(!all.body.contains("Vita") && !all.body.contains('@'), "ids alone");
    assert_eq!(app.rows()["audit_lines"].len(), before);
    assert_eq!(app.moderator().get("/staff/audit.csv").status, 403);
}

fn a_mail_that_was_given_up_is_sent_again(app: &TestApp) {
    let (asta, bodil) = (app.admin(), app.moderator());
    asta.get("/staff/mail").ok().says("No mail waits").says("No mail was given up");
    asta.on_account(bodil.id, "reset").location().unwrap();
    asta.get("/staff/mail").ok().says("One mail waits");
    let now = app.app.clock.now();
    let park = move |db: &mut store::Db| {
        let claimed = store::outbox::claim(db, now, now + Duration::minutes(1), 1)?;
        store::outbox::park(db, &claimed[0], (Hindrance::Refused, Some("550 no such mailbox")))?;
        Ok(claimed[0].id)
    };
    let id = app.block_on(app.app.store.write(park)).unwrap();
    asta.get("/staff/mail").ok().says("550 no such mailbox").says("Set-up of a colleague");
    asta.get("/da/staff/mail").ok().says("Mailserveren afviste den endeligt.").says("550 no such mailbox");
    asta.send(&format!("/staff/mail/{id}/send-again"), &[]).ok().says("queued again").says("One mail waits");
    assert_eq!(asta.post(&format!("/staff/mail/{id}/send-again"), &[]).status, 409);
    // What is kept of a link is no link.
    let kept = app.read(move |db| store::link::find(db, "", Purpose::StaffSetup, now));
    assert!(kept.is_none());
}
