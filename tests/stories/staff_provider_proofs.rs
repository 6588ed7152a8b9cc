//! What proves at the ministry's identity provider who a colleague is, and what holds once it has answered.

use chrono::Duration;

use crate::staff_provider::{Make, Scene, is_in};
use crate::staff_provider_reasons::ONLY;
use crate::stories_with_a_provider;

stories_with_a_provider!(
    what_one_has_with_us_keeps_nobody_in_where_the_provider_alone_lets_in,
);

const SIGN_IN: &str = "/staff/oidc/sign-in";

fn what_one_has_with_us_keeps_nobody_in_where_the_provider_alone_lets_in(make: Make) {
    let scene = Scene::new(make, ONLY);
    let bente = scene.app.staff("admin moderator", "Bente Begge");
    scene.connects(&bente, "bente");
    assert!(is_in(&bente));
    scene.leaves(&bente, "moderator");
    assert!(!is_in(&bente), "it was begun with a password");
    scene.passes_as(&bente, SIGN_IN, ("bente", &["call-desk"]));
    assert!(is_in(&bente));
    scene.app.clock.advance(Duration::minutes(11));
    let page = bente.get("/staff/confirm-identity").ok().says("Confirm with your ministry account");
    assert!(!page.body.contains("name=\"code\""), "{}", page.text());
    let refused = bente.confirms_identity(&scene.app);
    assert_eq!(refused.says("your ministry account alone lets you in").status, 422);
    bente.post("/staff/oidc/unlink", &[]).ok().says("Confirm that it is you");
}
