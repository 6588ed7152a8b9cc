//! What one person does with a colleague's account, the other admins and the colleague learn of.

use tilsagn::app::letter::Letter;
use tilsagn::app::staff::{add_by_operator, disable_by_operator, reset_by_operator};
use tilsagn::domain::staff::AccountChange;

use crate::stories;
use crate::support::app::TestApp;
use crate::support::staff::Colleague;

stories!(
    other_roles_are_told_of,
    a_new_admin_is_told_of,
    a_proposed_account_waits_for_those_who_may_approve_it,
    newcomers_are_asked_where_nobody_else_is,
    a_disabling_and_a_reset_are_told_of,
    what_is_done_on_the_server_is_told_of_too,
    a_colleague_who_is_told_reads_it_in_their_language,
);

/// Who was told of changes since the outbox held `before` mails, with what is in the mail: the change, who did it, and
/// whether it is the reader's own account.
fn told(app: &TestApp, before: usize) -> Vec<(String, AccountChange, Option<String>, bool)> {
    let news = app.mails().into_iter().skip(before).filter_map(|mail| match mail.letter {
        Letter::StaffChanged { change, by, own, .. } => Some((mail.to, change, by, own)),
        _ => None,
    });
    let mut all: Vec<_> = news.collect();
    all.sort_by(|one, other| one.0.cmp(&other.0));
    all
}

fn gives_roles(admin: &Colleague, to: &Colleague, roles: &[&str]) {
    let path = format!("/staff/people/{}", to.id);
    let revision = admin.get(&path).ok().between("name=\"revision\" value=\"", "\"");
    let mut fields: Vec<(&str, &str)> = roles.iter().map(|role| ("roles", *role)).collect();
    fields.push(("revision", &revision));
    assert_eq!(admin.post(&format!("{path}/roles"), &fields).status, 303);
}

fn other_roles_are_told_of(app: &TestApp) {
    let (asta, aksel, bodil) = (app.admin(), app.second_admin(), app.moderator());
    let (_, gone) = (app.viewer(), app.staff("admin", "Gerda Gangen"));
    asta.send(&format!("/staff/people/{}/disable", gone.id), &[]).ok();
    let before = app.mails().len();
    gives_roles(&asta, &bodil, &["moderator", "admin"]);
    assert_eq!(told(app, before), [], "nothing holds yet");
    assert_eq!(aksel.on_account(bodil.id, "roles/confirm").status, 303);
    let by = Some("Aksel Andensen".to_owned());
    let expected = [
        (asta.email.clone(), AccountChange::Roles, by.clone(), false),
        (bodil.email.clone(), AccountChange::Roles, by, true),
    ];
    assert_eq!(told(app, before), expected, "not who did it, nor who is no admin, nor who is disabled");
    let Letter::StaffChanged { person, roles, at, link, .. } = app.mail_to(&asta.email) else { panic!() };
    assert_eq!((person.as_str(), roles.text().as_str()), ("Bodil Prøvesen", "moderator admin"));
    assert_eq!(at, app.app.clock.now());
    asta.get(&link.unwrap()).ok().says("Bodil Prøvesen");
    // The same roles once more are no change.
    let before = app.mails().len();
    gives_roles(&asta, &bodil, &["moderator", "admin"]);
    assert_eq!(told(app, before), []);
    // To let somebody read takes one.
    gives_roles(&asta, &bodil, &["viewer", "moderator", "admin"]);
    let readers: Vec<_> = told(app, before).into_iter().map(|(to, ..)| to).collect();
    assert_eq!(readers, [aksel.email.clone(), bodil.email.clone()]);
    let before = app.mails().len();
    // Who gives up a role themselves is not told of it.
    gives_roles(&bodil, &bodil, &["moderator"]);
    let readers: Vec<_> = told(app, before).into_iter().map(|(to, ..)| to).collect();
    assert_eq!(readers, [aksel.email.clone(), asta.email.clone()]);
}

fn a_new_admin_is_told_of(app: &TestApp) {
    let (asta, aksel, third) = (app.admin(), app.second_admin(), app.staff("admin", "Tove Tredje"));
    let propose = |roles: &[(&str, &str)], email: &str| {
        let fields = [&[("name", "Nina Nymand"), ("email", email)], roles].concat();
        let page = asta.post("/staff/people", &fields).location().unwrap().to_owned();
        let page = page.split('?').next().unwrap().to_owned();
        let revision = aksel.get(&page).ok().between("name=\"revision\" value=\"", "\"");
        aksel.send(&format!("{page}/confirm"), &[("revision", &revision)]).ok();
    };
    let before = app.mails().len();
    propose(&[("roles", "moderator")], "nina@ministry.example");
    assert_eq!(told(app, before), [], "no admin");
    propose(&[("roles", "admin")], "nikoline@ministry.example");
    let by = Some("Aksel Andensen".to_owned());
    let expected = [
        (asta.email.clone(), AccountChange::Added, by.clone(), false),
        (third.email.clone(), AccountChange::Added, by, false),
    ];
    assert_eq!(told(app, before), expected);
    assert!(matches!(app.mail_to("nikoline@ministry.example"), Letter::StaffSetup { .. }));
}

/// Asks for an account for Nina; gives who was asked to approve it, and the link that they were sent.
fn asked_for_nina(app: &TestApp, by: &Colleague) -> Vec<(String, String)> {
    let before = app.mails().len();
    let fields = [("name", "Nina Nymand"), ("email", "nina@ministry.example"), ("roles", "moderator")];
    assert_eq!(by.post("/staff/people", &fields).status, 303);
    let asked = app.mails().into_iter().skip(before).filter_map(|mail| match mail.letter {
        Letter::AccountProposed { link, existing: false } => Some((mail.to, link)),
        _ => None,
    });
    asked.collect()
}

fn a_proposed_account_waits_for_those_who_may_approve_it(app: &TestApp) {
    let (asta, aksel) = (app.admin(), app.second_admin());
    app.moderator();
    let newcomer = app.newcomer("admin", "Frida Frisk");
    let asked = asked_for_nina(app, &asta);
    let [(to, link)] = asked.as_slice() else { panic!("{asked:?}") };
    assert_eq!(to, &aksel.email, "not who asked, not who is no admin, not {}", newcomer.email);
    aksel.get(link).ok().says("Nina Nymand").says("Confirm the account");
}

fn newcomers_are_asked_where_nobody_else_is(app: &TestApp) {
    let (asta, newcomer) = (app.admin(), app.newcomer("admin", "Frida Frisk"));
    let asked: Vec<_> = asked_for_nina(app, &asta).into_iter().map(|(to, _)| to).collect();
    assert_eq!(asked, std::slice::from_ref(&newcomer.email), "who may tomorrow is better than nobody");
}

fn a_disabling_and_a_reset_are_told_of(app: &TestApp) {
    let (asta, aksel, bodil) = (app.admin(), app.second_admin(), app.moderator());
    let before = app.mails().len();
    asta.on_account(bodil.id, "reset").location().unwrap();
    let by = Some("Asta Attrap".to_owned());
    assert_eq!(told(app, before), [(aksel.email.clone(), AccountChange::Reset, by.clone(), false)]);
    assert!(matches!(app.mail_to(&bodil.email), Letter::StaffSetup { .. }), "has the link");
    let before = app.mails().len();
    asta.send(&format!("/staff/people/{}/disable", bodil.id), &[]).ok();
    let expected = [
        (aksel.email.clone(), AccountChange::Disabled, by.clone(), false),
        (bodil.email.clone(), AccountChange::Disabled, by, true),
    ];
    assert_eq!(told(app, before), expected);
    let Letter::StaffChanged { link, .. } = app.mail_to(&bodil.email) else { panic!() };
    assert_eq!(link, None, "a page that they cannot open");
}

fn what_is_done_on_the_server_is_told_of_too(app: &TestApp) {
    let (asta, bodil) = (app.admin(), app.moderator());
    let before = app.mails().len();
    app.block_on(add_by_operator(&app.app, "nina@ministry.example", "Nina Nyansat", "admin")).unwrap();
    assert_eq!(told(app, before), [(asta.email.clone(), AccountChange::Added, None, false)]);
    let before = app.mails().len();
    app.block_on(reset_by_operator(&app.app, &bodil.email)).unwrap();
    let expected = [
        (asta.email.clone(), AccountChange::Reset, None, false),
        (bodil.email.clone(), AccountChange::Reset, None, true),
    ];
    assert_eq!(told(app, before), expected, "no other mail tells Bodil");
    let before = app.mails().len();
    app.block_on(disable_by_operator(&app.app, "nina@ministry.example", false)).unwrap();
    let readers: Vec<_> = told(app, before).into_iter().map(|(to, ..)| to).collect();
    assert_eq!(readers, [asta.email.clone(), "nina@ministry.example".to_owned()]);
}

fn a_colleague_who_is_told_reads_it_in_their_language(app: &TestApp) {
    let (asta, aksel, bodil) = (app.admin(), app.second_admin(), app.moderator());
    let fields = [
        ("name", "Dorte Dansk"),
        ("email", "dorte@ministry.example"),
        ("roles", "admin"),
        ("language", "da"),
    ];
    let page = asta.post("/staff/people", &fields).location().unwrap().to_owned();
    let page = page.split('?').next().unwrap().to_owned();
    aksel.send(&format!("{page}/confirm"), &[("revision", "1")]).ok();
    let Letter::StaffSetup { link, .. } = app.mail_to("dorte@ministry.example") else { panic!() };
    app.set_up("dorte@ministry.example", &link.replace("/da/", "/"));
    asta.send(&format!("/staff/people/{}/disable", bodil.id), &[]).ok();
    let mails = app.mails();
    let hers = mails.iter().rfind(|mail| mail.to == "dorte@ministry.example").unwrap();
    assert_eq!(hers.locale.code(), "da");
    let Letter::StaffChanged { link: Some(link), .. } = &hers.letter else { panic!("{:?}", hers.letter) };
    assert!(link.contains("/da/staff/people/"), "{link}");
}
