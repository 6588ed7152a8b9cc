//! Colleagues behind one address: a whole ministry may have no more than that.

use chrono::Duration;

use crate::staff_provider::{Scene, comes_back, goes};
use crate::support::app::TestApp;
use crate::support::staff::PASSWORD;
use crate::support::visitor::Visitor;

fn guesses(visitor: &Visitor, email: impl Fn(u32) -> String) -> Vec<u16> {
    let guess = |n: u32| {
        let fields = [("email", email(n)), ("password", PASSWORD.to_owned()), ("code", "000000".to_owned())];
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        visitor.post("/staff/sign-in", &fields).status
    };
    (0..11).map(guess).collect()
}

#[test]
fn who_fails_behind_an_address_keeps_no_colleague_out_who_is_known_there() {
    let app = TestApp::on_sqlite_with(&[("TILSAGN_RATE_LIMITS", "on")]);
    let (bodil, asta) = (app.moderator(), app.admin());
    app.clock.advance(Duration::minutes(1));
    let ten_and_no_more = [[422; 10].as_slice(), &[429]].concat();
    assert_eq!(guesses(&app.anonymous(), |n| format!("n{n}@ministry.example")), ten_and_no_more);
    assert_eq!(asta.signs_in_from(&app.anonymous(), &app).status, 429, "a browser that nobody knows");
    assert_eq!(bodil.signs_in_from(&asta, &app).status, 429, "a browser that is known as another's");
    assert_eq!(asta.signs_in(&app).location(), Some("/staff"), "her own");
    assert_eq!(asta.confirms_identity(&app).status, 303, "who is in can show who they are");
    assert_eq!(app.newcomer("moderator", "Nina Nyansat").get("/staff/sessions").status, 200, "a set-up link");
    // A cookie that was stolen is no way to guess on and on.
    assert_eq!(guesses(&bodil, |_| bodil.email.clone()), ten_and_no_more);
}

#[test]
fn what_a_provider_does_not_answer_keeps_nobody_out_who_has_a_password() {
    let scene = Scene::new(TestApp::on_sqlite_with, &[("TILSAGN_RATE_LIMITS", "on")]);
    let asta = scene.app.admin();
    let visitor = scene.app.anonymous();
    let sign_in = "/staff/oidc/sign-in";
    for _ in 0..12 {
        let (state, _) = goes(&visitor, sign_in);
        let called_off = [("state", state.as_str()), ("error", "access_denied")];
        assert_eq!(comes_back(&visitor, &called_off).says("You called it off").status, 422);
        assert_eq!(scene.passes(&visitor, sign_in, |_| "no token".to_owned()).status, 422);
    }
    scene.app.clock.advance(Duration::seconds(30));
    let new = scene.app.anonymous();
    assert_eq!(asta.signs_in_from(&new, &scene.app).location(), Some("/staff"));
    // There is an end to it all the same.
    assert!((0..60).any(|_| visitor.post(sign_in, &[]).status == 429));
}
