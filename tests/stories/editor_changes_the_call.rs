//! An editor writes the next version of the Call, and an admin publishes it.

use chrono::Duration;
use tilsagn::app::call;
use tilsagn::app::letter::Letter;
use tilsagn::domain::call::{Authority, ChangeKind, Fingerprint, Text};
use tilsagn::domain::{Error, Refusal};

use crate::stories;
use crate::support::app::TestApp;
use crate::support::staff::Colleague;
use crate::support::visitor::{Page, unescaped};

stories!(
    a_mistake_is_named_by_its_line_and_nothing_is_lost,
    a_version_goes_from_the_editor_to_the_public,
    what_changes_beside_the_paragraphs_is_told,
    a_second_click_leads_where_the_first_did,
    what_is_in_force_already_is_not_proposed,
    a_translation_is_added_checked_and_removed,
    two_editors_do_not_overwrite_each_other,
    the_second_person_sends_back_and_is_never_the_first,
    who_may_no_longer_edit_is_no_first,
    the_very_first_version_comes_from_the_command_line,
    a_draft_is_thrown_away,
    admins_hear_of_a_proposal_once,
    who_may_do_what,
);

const DESK: &str = "/staff/call/edit";
pub const ENGLISH: &str = "/staff/call/edit/en";

pub fn begun(app: &TestApp) -> Colleague {
    app.publish_call();
    let egil = app.editor();
    egil.send("/staff/call/begin", &[("kind", "substantive")]).ok().says("A new version is begun");
    egil
}

/// Gives a draft another title in both languages, so that there is something to propose.
fn retitled(who: &Colleague) {
    for path in [ENGLISH, "/staff/call/edit/da"] {
        let form = who.get(path).ok();
        let text = written(&form).replacen("# ", "# Renewed: ", 1);
        assert_eq!(save(who, path, &form, &text).status, 303, "{path}");
    }
}

/// What stands in the form, as a browser reads it.
pub fn written(page: &Page) -> String {
    let source = page.body.split_once("<textarea").unwrap().1.split_once(">\n").unwrap().1;
    unescaped(source.split_once("</textarea>").unwrap().0)
}

pub fn save(who: &Colleague, path: &str, form: &Page, markdown: &str) -> Page {
    let seen = form.between("name=\"seen\" value=\"", "\"");
    // As browsers send it.
    let sent = markdown.replace('\n', "\r\n");
    let authority = if path == ENGLISH { "authentic" } else { "official" };
    let fields = [("markdown", sent.as_str()), ("authority", authority), ("renewed", "yes"), ("seen", &seen)];
    who.post(path, &fields)
}

pub fn act(who: &Colleague, page: &str, deed: &str) -> Page {
    let seen = who.get(page).ok().between("name=\"seen\" value=\"", "\"");
    who.post(&format!("/staff/call/{deed}"), &[("seen", &seen)])
}

fn a_mistake_is_named_by_its_line_and_nothing_is_lost(app: &TestApp) {
    let egil = begun(app);
    let form = egil.get(ENGLISH).ok();
    let wrong = written(&form).replace("{#p-surveillance}", "{#p-Surveillance}");
    let line = 1 + wrong.lines().position(|line| line.contains("p-Surveillance")).unwrap();
    let page = save(&egil, ENGLISH, &form, &wrong);
    assert_eq!(page.status, 422);
    assert_eq!(written(&page).replace("\r\n", "\n"), wrong, "the text is kept");
    page.says(&format!("Line {line}: p-Surveillance cannot be an id"));
    let form = egil.get("/da/staff/call/edit/en").ok();
    save(&egil, "/da/staff/call/edit/en", &form, "Hej\n").says("Linje 1: Titlen mangler");
    let long = "a".repeat(120_000);
    save(&egil, ENGLISH, &egil.get(ENGLISH), &long).says("Shorten the text to 100000 characters");
    let kept = written(&egil.get(ENGLISH).ok());
    assert!(kept.contains("{#p-surveillance}"), "what was stored stays");
    let same = save(&egil, ENGLISH, &form, &kept);
    assert_eq!(same.location(), Some("/staff/call/edit?done=text"));
    egil.get(DESK).ok().says("follows the authentic text").text();
}

fn a_version_goes_from_the_editor_to_the_public(app: &TestApp) {
    let egil = begun(app);
    let form = egil.get(ENGLISH).ok();
    let new = written(&form).replacen("# ", "# Renewed: ", 1);
    assert_eq!(save(&egil, ENGLISH, &form, &new).status, 303);
    egil.get("/staff/call").ok().says("outdated");
    let danish = egil.get("/staff/call/edit/da").ok().says("has changed since this translation");
    assert_eq!(save(&egil, "/staff/call/edit/da", &danish, &written(&danish)).status, 303);
    let desk = egil.get(DESK).ok().text();
    assert!(!desk.contains("outdated"), "{desk}");
    egil.get("/staff/call/preview?language=en")
        .ok()
        .says("Title: changed")
        .says("13 paragraphs without change");
    assert_eq!(act(&egil, "/staff/call/preview", "propose").status, 303);
    assert_eq!(egil.get(ENGLISH).status, 409, "it waits");
    assert_eq!(egil.get("/staff/call/publish").status, 403);
    assert_eq!(egil.post("/staff/call/publish", &[("seen", "4")]).status, 403);
    let asta = app.admin();
    asta.get("/staff/call").ok().says("waits for a second person").says("Egil Skriver");
    asta.get("/staff/call/preview").ok().says("Decide on the version");
    app.clock.advance(Duration::minutes(11));
    let asked = asta.get("/staff/call/publish");
    assert_eq!(asked.location(), Some("/staff/confirm-identity?next=%2Fstaff%2Fcall%2Fpublish"));
    assert_eq!(asta.confirms_identity(app).status, 303);
    asta.get("/staff/call/publish").ok().says("Publish version 3").says("can never be changed");
    assert_eq!(asta.post("/staff/call/publish", &[("seen", "1")]).status, 409, "another state than seen");
    let seen = asta.get("/staff/call/publish").ok().between("name=\"seen\" value=\"", "\"");
    for _ in ["once", "twice"] {
        asta.send("/staff/call/publish", &[("seen", &seen)]).ok().says("Nobody is preparing a new version");
        assert_eq!(asta.get("/staff/call/publish").location(), Some("/staff/call"), "the page, loaded again");
    }
    assert_eq!(app.second_admin().post("/staff/call/publish", &[("seen", &seen)]).status, 409);
    asta.get("/staff/call").ok().says("Nobody is preparing a new version").says("Published by Asta Attrap");
    app.settle();
    app.anonymous().get("/call").ok().says("Renewed:").says("Version 3");
    let bytes = app.anonymous().get("/call/v3/en.md").ok().body;
    assert_eq!(bytes, new, "byte for byte");
    let print = Fingerprint::of(&bytes);
    app.anonymous().get("/call").says(&print.grouped());
    asta.get("/staff/call").says(&print.grouped());
    let listed = app.anonymous().get("/api/v1/call").ok().body;
    assert!(listed.contains(print.as_str()), "{listed}");
    let kinds = crate::nadia_stays_unnamed::kinds(app);
    assert!(kinds.contains(&"call.version_published".to_owned()), "{kinds:?}");
}

fn what_changes_beside_the_paragraphs_is_told(app: &TestApp) {
    let egil = begun(app);
    for path in [ENGLISH, "/staff/call/edit/da"] {
        let form = egil.get(path).ok();
        let text = written(&form).replacen("\n## ", "\nOne word more.\n\n## ", 1) + "\nThe last word.\n";
        assert_eq!(save(&egil, path, &form, &text).status, 303, "{path}");
    }
    let told = |page: Page| {
        page.says("Introduction: changed").says("Closing words: changed").says("13 paragraphs without change")
    };
    told(egil.get("/staff/call/preview?language=en").ok());
    assert_eq!(act(&egil, "/staff/call/preview", "propose").status, 303);
    let asta = app.admin();
    told(asta.get("/staff/call/publish").ok());
    asta.get("/da/staff/call/publish").ok().says("Indledning: ændret").says("13 punkter uændrede");
    assert_eq!(act(&asta, "/staff/call/publish", "publish").status, 303);
    // Spaces alone, and one language less.
    egil.send("/staff/call/begin", &[("kind", "editorial")]).ok();
    let form = egil.get(ENGLISH).ok();
    let text = written(&form).replacen("\n## ", "\n\n## ", 1);
    assert_eq!(save(&egil, ENGLISH, &form, &text).status, 303);
    egil.send("/staff/call/edit/da/remove", &[]).ok();
    egil.get("/staff/call/preview?language=en").ok().says("It reads the same").says("its fingerprint");
    assert_eq!(act(&egil, "/staff/call/preview", "propose").status, 303);
    asta.get("/staff/call/publish").ok().says("It reads the same").says("no longer in this language");
    app.settle();
    told(app.anonymous().get("/call/compare/2/3?language=en").ok());
}

fn a_second_click_leads_where_the_first_did(app: &TestApp) {
    app.publish_call();
    let (egil, edda, asta) = (app.editor(), app.staff("editor", "Edda Skriver"), app.admin());
    let begin = |who: &Colleague, kind: &str| who.post("/staff/call/begin", &[("kind", kind)]).status;
    assert_eq!((begin(&egil, "editorial"), begin(&egil, "editorial")), (303, 303));
    assert_eq!(
        (begin(&egil, "substantive"), begin(&edda, "editorial")),
        (409, 409),
        "another begins nothing"
    );
    let form = egil.get(ENGLISH).ok();
    let keep = |who: &Colleague, title: &str| {
        save(who, ENGLISH, &form, &written(&form).replacen("# ", &format!("# {title}: "), 1)).status
    };
    assert_eq!((keep(&egil, "Renewed"), keep(&egil, "Renewed")), (303, 303));
    assert_eq!(keep(&edda, "Other"), 409, "another text than the one that stands");
    let seen = || app.read(tilsagn::store::call::in_preparation).unwrap().revision.to_string();
    let version = app.read(tilsagn::store::call::in_preparation).unwrap().id.0;
    for (deed, act) in [("propose", "call.proposed"), ("take-back", "call.taken_back")] {
        let seen = seen();
        let press = |who: &Colleague| who.post(&format!("/staff/call/{deed}"), &[("seen", &seen)]);
        let (first, second) = (press(&egil), press(&egil));
        assert_eq!((second.status, second.location()), (303, first.location()), "{deed}");
        assert_eq!(press(&edda).status, 409, "{deed}: it was not hers");
        assert_eq!(app.times(("call_version", version), act), 1, "{deed}");
    }
    let asked = app.mails().into_iter().filter(|mail| matches!(mail.letter, Letter::CallProposed { .. }));
    assert_eq!(asked.map(|mail| mail.to).collect::<Vec<_>>(), [asta.email]);
}

fn what_is_in_force_already_is_not_proposed(app: &TestApp) {
    let egil = begun(app);
    for path in ["/staff/call", DESK, "/staff/call/preview"] {
        let page = egil.get(path).ok().says("there is nothing to propose").says("Discard this version");
        assert!(!page.body.contains("/staff/call/propose"), "{path}");
    }
    assert_eq!(act(&egil, DESK, "propose").status, 409);
    retitled(&egil);
    for path in ["/staff/call", DESK, "/staff/call/preview"] {
        egil.get(path).ok().says("Propose the version").says("Discard this version");
    }
    assert_eq!(act(&egil, "/staff/call", "propose").status, 303);
    app.admin().get("/staff/call").ok().says("Decide on the version");
}

fn a_translation_is_added_checked_and_removed(app: &TestApp) {
    let egil = begun(app);
    egil.post("/staff/call/languages", &[("language", "my own")]).says("Choose one of the answers");
    let form = egil.send("/staff/call/languages", &[("language", "SV")]).ok().says("Add a text: Swedish");
    egil.get(DESK).ok();
    let english = written(&form);
    let other = english.replace("{#p-surveillance}", "{#p-watching}");
    assert_eq!(save(&egil, "/staff/call/edit/sv", &form, &other).status, 303);
    egil.get(DESK)
        .ok()
        .says("Swedish: p-surveillance is in the authentic text and not here")
        .says("2 problems");
    let version = egil.get("/staff/call/preview").ok().says("you can propose the version");
    assert!(!version.body.contains("/staff/call/propose"));
    let seen = app.read(tilsagn::store::call::in_preparation).unwrap().revision.to_string();
    egil.post("/staff/call/propose", &[("seen", &seen)]).says("still have problems");
    let form = egil.get("/staff/call/edit/sv").ok();
    assert_eq!(save(&egil, "/staff/call/edit/sv", &form, &english).status, 303);
    egil.get("/staff/call/preview?language=sv")
        .ok()
        .says("There was no text before: Swedish")
        .says("Propose");
    assert_eq!(egil.post("/staff/call/edit/en/remove", &[]).status, 404, "the authentic text stays");
    egil.send("/staff/call/edit/sv/remove", &[]).ok().says("The text is removed");
    assert_eq!(egil.post("/staff/call/edit/sv/remove", &[]).status, 404);
    egil.post("/staff/call/kind", &[("kind", "initial")]).says("Choose one of the answers");
    egil.send("/staff/call/kind", &[("kind", "editorial")]).ok().says("The kind of change is saved");
    for nonsense in ["EN", "x", "und", "../edit"] {
        assert_eq!(egil.get(&format!("/staff/call/edit/{nonsense}")).status, 404, "{nonsense}");
    }
}

fn two_editors_do_not_overwrite_each_other(app: &TestApp) {
    let (egil, edda) = (begun(app), app.staff("editor", "Edda Skriver"));
    let (first, second) = (egil.get(ENGLISH).ok(), edda.get(ENGLISH).ok());
    let theirs = written(&first).replacen("# ", "# Theirs: ", 1);
    let mine = written(&second).replacen("# ", "# Mine: ", 1);
    assert_eq!(save(&egil, ENGLISH, &first, &theirs).status, 303);
    let page = save(&edda, ENGLISH, &second, &mine);
    assert_eq!(page.status, 409);
    assert!(written(&page).contains("# Mine: ") && page.body.contains("# Theirs: "));
    let page = page.says("Somebody saved this text while you were writing");
    assert_eq!(edda.post("/staff/call/begin", &[("kind", "editorial")]).status, 409);
    assert_eq!(save(&edda, ENGLISH, &page, &mine).status, 303, "knowing the other text");
    assert!(written(&egil.get(ENGLISH).ok()).contains("# Mine: "));
    // Another language is no conflict.
    let danish = egil.get("/staff/call/edit/da").ok();
    assert_eq!(save(&edda, ENGLISH, &edda.get(ENGLISH), &theirs).status, 303);
    assert_eq!(save(&egil, "/staff/call/edit/da", &danish, &written(&danish)).status, 303);
}

fn the_second_person_sends_back_and_is_never_the_first(app: &TestApp) {
    let _ = begun(app);
    let both = app.staff("editor admin", "Begge Roller");
    retitled(&both);
    assert_eq!(act(&both, "/staff/call/preview", "propose").status, 303);
    both.get("/staff/call/publish").ok().says("another admin must publish it");
    assert_eq!(act(&both, "/staff/call/publish", "publish").status, 403, "the same person");
    let new = app.newcomer("admin", "Ny Administrator");
    let page = new.get("/staff/call/publish").ok().says("less than 24 hours");
    let form = "action=\"/staff/call/publish\"";
    assert!(!page.body.contains(form), "no form to publish it");
    assert_eq!(act(&new, "/staff/call/publish", "publish").status, 403, "too new");
    let asta = app.admin();
    assert!(asta.get("/staff/call/publish").ok().body.contains(form));
    let sent = act(&asta, "/staff/call/publish", "send-back");
    asta.get(sent.onward().unwrap()).ok().says("The version is back with the editors").says("draft");
    assert_eq!(asta.get("/staff/call/publish").status, 409);
    assert_eq!(asta.post("/staff/call/publish", &[("seen", "9")]).status, 409);
    assert_eq!(act(&both, "/staff/call/preview", "propose").status, 303);
    let taken = act(&both, DESK, "take-back");
    both.get(taken.onward().unwrap()).ok().says("Write on");
    asta.send("/staff/audit?subject=call_version", &[]);
    let trail = app.staff("viewer", "Vita Viser").get("/staff/audit?subject=call_version").ok().text();
    for verb in ["call.begun", "call.proposed", "call.sent_back", "call.taken_back"] {
        assert!(trail.contains(verb), "{verb}: {trail}");
    }
}

fn who_may_no_longer_edit_is_no_first(app: &TestApp) {
    let (egil, asta) = (begun(app), app.admin());
    retitled(&egil);
    assert_eq!(act(&egil, "/staff/call/preview", "propose").status, 303);
    asta.send(&format!("/staff/people/{}/disable", egil.id), &[]).ok();
    asta.get("/staff/call/publish").ok().says("may no longer decide");
    let refused = act(&asta, "/staff/call/publish", "publish");
    assert_eq!(refused.says("may no longer decide").status, 409);
    assert_eq!(act(&asta, "/staff/call/publish", "send-back").status, 303);
}

fn the_very_first_version_comes_from_the_command_line(app: &TestApp) {
    let egil = app.editor();
    egil.get("/staff/call").ok().says("tilsagn call publish --first");
    egil.send("/staff/call/begin", &[]).ok().says("There is no text yet");
    assert_eq!(egil.get("/staff/call/preview").status, 404);
    assert!(app.block_on(call::publish_first(&app.app)).is_err(), "nothing to publish");
    let form = egil.send("/staff/call/languages", &[("language", "da")]).ok().says("authentic text");
    let markdown = "# Opfordring\n\n## Søjle {#pillar-a}\n\nEt punkt. {#p-one}";
    assert_eq!(save(&egil, "/staff/call/edit/da", &form, markdown).status, 303);
    egil.get("/staff/call/preview").ok().says("Opfordring").says("tilsagn call publish --first");
    assert_eq!(egil.post("/staff/call/propose", &[("seen", "3")]).status, 409);
    assert_eq!(app.block_on(call::publish_first(&app.app)).unwrap(), 1);
    let refused = app.block_on(call::publish_first(&app.app));
    assert!(matches!(refused, Err(Error::Refused(Refusal::WrongState))));
    app.settle();
    let kept = app.anonymous().get("/call/v1/da.md").ok().body;
    assert_eq!(kept, format!("{markdown}\n"));
    egil.get("/staff/call").ok().says("operator on the server");
    let text = Text { language: "da".into(), authority: Authority::Official, markdown: kept, follows: None };
    let prepare = |replaces| {
        let (texts, origin) = (vec![text.clone()], tilsagn::app::act::Origin::operator());
        app.block_on(call::prepare(&app.app, origin, ChangeKind::Editorial, texts, replaces)).unwrap()
    };
    assert!(prepare(false).is_some() && prepare(false).is_some(), "the operator's own");
    let form = egil.get("/staff/call/edit/da").ok();
    assert_eq!(save(&egil, "/staff/call/edit/da", &form, &markdown.replace("Et", "To")).status, 303);
    assert!(prepare(false).is_none() && prepare(true).is_some(), "an editor's when that is meant");
    egil.get(DESK).ok().says("No text is the authentic one");
}

fn a_draft_is_thrown_away(app: &TestApp) {
    let egil = begun(app);
    egil.get(DESK).ok().says("Discard this version");
    assert_eq!(egil.post("/staff/call/discard", &[("seen", "0")]).status, 409);
    egil.get(DESK).ok().says("Discard this version");
    let seen = egil.get(DESK).ok().between("name=\"seen\" value=\"", "\"");
    let done = act(&egil, DESK, "discard");
    egil.get(done.onward().unwrap()).ok().says("The draft is discarded").says("Begin");
    egil.send("/staff/call/discard", &[("seen", &seen)]).ok().says("it was discarded").says("Begin");
    assert_eq!(app.rows()["call_versions"].len(), 2, "what is published stays");
    app.anonymous().get("/call/v2").ok();
    // What waits for a second person is taken back first.
    egil.send("/staff/call/begin", &[("kind", "editorial")]).ok();
    retitled(&egil);
    act(&egil, "/staff/call/preview", "propose");
    let seen = egil.get(DESK).ok().between("name=\"seen\" value=\"", "\"");
    assert_eq!(egil.post("/staff/call/discard", &[("seen", &seen)]).status, 409);
    egil.get("/da/staff/call").ok().says("En administrator, der ikke selv");
}

fn admins_hear_of_a_proposal_once(app: &TestApp) {
    app.publish_call();
    let (asta, both) = (app.admin(), app.staff("editor admin", "Edith Begge"));
    app.staff("moderator", "Bodil Prøvesen");
    both.send("/staff/call/begin", &[("kind", "editorial")]).ok();
    retitled(&both);
    let told = || -> Vec<String> {
        let mails = app.mails().into_iter();
        mails.filter(|mail| matches!(mail.letter, Letter::CallProposed { .. })).map(|mail| mail.to).collect()
    };
    act(&both, "/staff/call/preview", "propose");
    assert_eq!(told(), std::slice::from_ref(&asta.email), "not the proposer, not those who may not publish");
    act(&both, DESK, "take-back");
    act(&both, "/staff/call/preview", "propose");
    assert_eq!(told().len(), 2, "a second proposal is another");
    let Letter::CallProposed { link } = app.mail_to(&asta.email) else { panic!() };
    asta.get(&link).ok().says("Proposed by").says("Edith Begge");
}

fn who_may_do_what(app: &TestApp) {
    let _ = begun(app);
    let nobody = app.anonymous();
    assert_eq!(nobody.get("/staff/call").status, 303);
    let (bodil, vita) = (app.moderator(), app.viewer());
    for reader in [&bodil, &vita] {
        reader.get("/staff/call").ok().says("The next version");
        reader.get("/staff/call/preview").ok().says("An editor is still writing");
        for path in [DESK, ENGLISH, "/staff/call/publish"] {
            assert_eq!(reader.get(path).status, 403, "{path}");
        }
        for path in [
            "begin",
            "kind",
            "languages",
            "edit/en",
            "edit/da/remove",
            "discard",
            "propose",
            "publish",
            "send-back",
        ] {
            assert_eq!(reader.post(&format!("/staff/call/{path}"), &[]).status, 403, "{path}");
        }
    }
}
