//! Admins change what the site says: the reasons of decisions, and settings, words and limits, each with a fresh proof.

use chrono::Duration;

use crate::nadia_stays_unnamed::Lacks;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::visitor::hidden;

stories!(
    reasons_are_there_from_the_start_and_can_be_edited,
    a_reason_that_a_colleague_changed_meanwhile_is_not_written_over,
    the_trail_says_what_a_setting_was_and_became,
    what_admins_type_waits_for_a_fresh_proof,
);

fn reasons_are_there_from_the_start_and_can_be_edited(app: &TestApp) {
    let asta = app.admin();
    asta.get("/staff/reasons").ok().says("No authority to sign").says("impersonation");
    asta.get("/da/staff/reasons").ok().says("Ingen bemyndigelse til at underskrive");
    let wrong = asta.post("/staff/reasons", &[("code", "Nej tak"), ("position", "x")]);
    assert_eq!(wrong.status, 422);
    wrong.says("small letters, digits and underscores").says("Enter a number in digits");
    let fields = [
        ("code", "too_early"),
        ("purpose", "decline"),
        ("title_en", "Too early"),
        ("title_da", "For tidligt"),
        ("text_en", "Come back later."),
        ("text_da", "Vend tilbage senere."),
        ("position", "5"),
        ("hidden", "yes"),
    ];
    asta.send("/staff/reasons", &fields).ok().says("Too early").says("not public");
    asta.post("/staff/reasons", &fields).says("This one is taken");
    let changed: Vec<_> =
        fields.iter().map(|(k, v)| (*k, if *k == "title_en" { "Much too early" } else { *v })).collect();
    asta.saves("/staff/reasons/too_early", &changed).ok().says("Much too early");
    asta.get("/staff/audit?act=reason.changed")
        .ok()
        .says("1 result")
        .says("\"en\":\"Too early\"")
        .says("\"en\":\"Much too early\"")
        .lacks("Come back later.");
    asta.get("/staff/reasons/too_early").ok().says("Delete this reason");
    asta.send("/staff/reasons/too_early/delete", &[]).ok().says("The reason is deleted");
    assert_eq!(asta.get("/staff/reasons/too_early").status, 404);
    assert_eq!(app.block_on(tilsagn::app::reason::seed(&app.app)).unwrap(), 0, "what is there stays");
}

fn a_reason_that_a_colleague_changed_meanwhile_is_not_written_over(app: &TestApp) {
    let (asta, aksel) = (app.admin(), app.second_admin());
    let path = "/staff/reasons/no_authority";
    let page = aksel.get(path).ok();
    let seen = page.between("name=\"seen\" value=\"", "\"");
    let typed = |title: &'static str| {
        [
            ("title_en", title),
            ("title_da", "Ingen bemyndigelse"),
            ("text_en", "Nobody may sign for it."),
            ("text_da", "Ingen kan underskrive for den."),
            ("position", "10"),
        ]
    };
    let with = |title, seen| [&typed(title)[..], &[("seen", seen)]].concat();
    assert_eq!(aksel.post(path, &typed("What nobody saw")).status, 422);
    assert_eq!(asta.post(path, &with("What Asta says", &seen)).status, 303);
    assert_eq!(asta.post(path, &with("What Asta says", &seen)).status, 303, "a second click");
    let late = aksel.post(path, &with("What Aksel says", &seen));
    assert_eq!(late.status, 422);
    assert!(late.body.contains("What Aksel says"), "nothing is lost: {}", late.body);
    let again = late.between("name=\"seen\" value=\"", "\"");
    late.says("A colleague has saved other values meanwhile");
    asta.get("/staff/reasons").ok().says("What Asta says");
    assert_eq!(aksel.post(path, &with("What Aksel says", &again)).status, 303);
    asta.get("/staff/audit?act=reason.changed").ok().says("2 results");
}

fn the_trail_says_what_a_setting_was_and_became(app: &TestApp) {
    let asta = app.admin();
    let fields = |unit| [("ministry_name", "M"), ("initiative_name", "I"), ("contact_unit", unit)];
    asta.saves("/staff/settings", &fields("Press")).ok();
    asta.saves("/staff/settings", &fields("Registry")).ok();
    let page = asta.get("/staff/audit?act=settings.changed").ok().says("2 results");
    page.says("{\"contact_unit\":\"Press\"}").says("{\"contact_unit\":\"Registry\"}");
}

fn what_admins_type_waits_for_a_fresh_proof(app: &TestApp) {
    app.publish_call();
    let asta = app.admin();
    for (shown, path, field) in [
        ("/staff/settings", "/staff/settings", "contact_unit"),
        ("/staff/words/declined", "/staff/words/declined", "subject_en"),
        ("/staff/limits", "/staff/limits", "domain_alarm_comment"),
        ("/staff/limits", "/staff/limits/rules", "comment"),
        ("/staff/reasons/no_authority", "/staff/reasons/no_authority", "title_en"),
        ("/staff/reasons/add", "/staff/reasons", "title_en"),
    ] {
        let page = asta.get(shown).ok();
        let seen = page.body.contains("name=\"seen\"").then(|| page.between("name=\"seen\" value=\"", "\""));
        app.clock.advance(Duration::minutes(11));
        let typed = [("seen", seen.as_deref().unwrap_or_default()), (field, "What Asta types")];
        let asked = asta.post(path, &typed).ok();
        assert!(asked.body.contains("name=\"form\""), "{path}: {}", asked.text());
        let form = asked.between("name=\"form\" value=\"", "\"");
        let proof = [("form", form.as_str()), ("code", &asta.code(app))];
        let proven = asta.post("/staff/confirm-identity", &proof).ok();
        let sent = hidden(&proven.body);
        let mut back: Vec<_> = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        back.push(("restored", "yes"));
        let restored = asta.post(path, &back).ok().says("nothing has been done yet");
        assert!(restored.body.contains("What Asta types"), "{path}: {}", restored.body);
    }
    asta.get("/staff/audit?act=settings.changed").ok().says("0 results");
}
