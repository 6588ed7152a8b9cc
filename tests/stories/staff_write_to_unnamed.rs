//! Bodil writes to many signatories of whom some are not named: they get it with everybody alone, and nothing on its page
//! tells how many they are.

use serde_json::json;
use tilsagn::app::account::Acting;
use tilsagn::app::act::Origin;
use tilsagn::app::{circular, visibility, words};
use tilsagn::domain::draft::VisibilityAnswers;
use tilsagn::domain::ids::CircularId;
use tilsagn::domain::organisation::Category;
use tilsagn::domain::permit::Staff;
use tilsagn::{secret, store};

use crate::staff_write_to_many::{MESSAGE, begun, message_to_all, written};
use crate::stories;
use crate::support::app::TestApp;
use crate::support::fixtures::{Given, Signatory};
use crate::support::staff::Colleague;

stories!(who_is_not_named_is_reached_with_everybody_alone, nobody_tries_out_how_many_are_not_named);

pub fn hide(app: &TestApp, given: &Signatory) {
    let acting = Acting { representative: given.representatives[0], origin: Origin::operator() };
    let answers = VisibilityAnswers { choice: "protected".to_owned(), ..VisibilityAnswers::default() };
    app.block_on(visibility::choose(&app.app, acting, answers, String::new())).unwrap();
}

fn who_is_not_named_is_reached_with_everybody_alone(app: &TestApp) {
    let nadia = app.signatory(Given { category: Category::Media, ..Given::default() });
    let other = Given {
        name: "Bladet",
        category: Category::Media,
        website: "",
        contacts: &["b@bladet.example"],
        ..Given::default()
    };
    app.signatory(other);
    hide(app, &nadia);
    let bodil = app.moderator();
    let path = begun(&bodil, "message");
    for choice in [("category", "media"), ("country", "DK"), ("version", "2"), ("assurance", "none")] {
        written(&bodil, &path, &[&MESSAGE[..], &[choice]].concat()).says("It would go to 1 mailbox");
    }
    written(&bodil, &path, &[&MESSAGE[..], &[("category", "state")]].concat()).says("It would go to nobody");
    // Nor does any number tell that there is one more.
    let page = written(&bodil, &path, &MESSAGE).says("It would go to 1 mailbox").says("English (1)");
    page.says("Signatories that are not named get it too");
    let mails = message_to_all(app, &bodil);
    assert_eq!(mails.len(), 2);
    let sent = bodil.get("/staff/circulars/2").ok().says("Recipients 1");
    sent.says("Waiting in the outbox 1");
    let waiting = bodil.get("/staff/mail").ok();
    let others = app.mails().len() - mails.len();
    assert_eq!(others, 1, "Nadia is told that she is hidden");
    waiting.says("One mail waits").says("Mails to signatories are not counted here");
    let lines = app.read(|db| store::audit::of_subject(db, "circular", 2));
    let counts: String = lines.into_iter().map(|line| line.detail.to_string()).collect();
    assert!(counts.contains("\"recipients\":1") && !counts.contains("mails"), "{counts}");
    let theirs = mails.iter().find(|mail| mail.to == nadia.email).unwrap();
    assert!(!serde_json::to_string(&theirs.letter).unwrap().contains("Skovbrynet"));
}

/// A circular, as a colleague sees it.
fn seen(app: &TestApp, colleague: &Colleague, id: i64) -> circular::Shown {
    let id_of = colleague.id;
    let row = app.read(move |db| store::staff::find(db, id_of));
    let now = app.app.clock.now();
    let held_since = row.held_since.0;
    let staff = Staff { id: row.id, name: row.name, roles: row.roles, held_since, stepped_up_at: None };
    let permit = staff.permit(now).unwrap();
    app.block_on(circular::see(&app.app, &permit, CircularId(id))).unwrap()
}

fn nobody_tries_out_how_many_are_not_named(app: &TestApp) {
    let nadia = app.signatory(Given::default());
    app.signatory(Given { name: "Engen", website: "", contacts: &["e@engen.example"], ..Given::default() });
    hide(app, &nadia);
    let bodil = app.moderator();
    let page = written(&bodil, &begun(&bodil, "message"), &MESSAGE);
    let shown = page.between("name=\"shown\" value=\"", "\"");
    let seen = seen(app, &bodil, 1);
    assert_eq!((&seen.shown, seen.count.all, seen.count.named), (&shown, 2, 1));
    let words = words::fingerprint(&app.app, seen.samples.iter().map(|(_, letter)| letter)).unwrap();
    for count in 0..10 {
        let tried = json!({
            "samples": seen.samples, "words": words, "audience": seen.circular.audience.0, "count": count,
        });
        assert_ne!(secret::hash_token(&tried.to_string()), shown, "it is {count}");
    }
}
