//! What proves at the ministry's identity provider who a colleague is, and what holds once it has answered.

use chrono::Duration;

use crate::nadia_stays_unnamed::Lacks;
use crate::staff_provider::{Make, Scene, is_in};
use crate::staff_provider_reasons::{ONLY, invited};
use crate::stories_with_a_provider;

stories_with_a_provider!(
    what_one_has_with_us_keeps_nobody_in_where_the_provider_alone_lets_in,
    a_proof_with_another_account_is_named_as_that,
    who_is_in_no_group_that_counts_is_told_so,
    what_the_provider_says_at_a_fresh_proof_holds,
);

const SIGN_IN: &str = "/staff/oidc/sign-in";
const CONFIRM: &str = "/staff/oidc/confirm";
const NO_GROUP: &str = "none of your groups there opens anything here";

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
    let asked = bente.post("/staff/oidc/unlink", &[]);
    assert!(asked.location().is_some_and(|to| to.starts_with("/staff/confirm-identity")), "{asked:?}");
}

fn a_proof_with_another_account_is_named_as_that(make: Make) {
    let scene = Scene::new(make, &[]);
    let (bodil, asta) = (scene.app.moderator(), scene.app.admin());
    scene.connects(&bodil, "bodil");
    scene.connects(&asta, "asta");
    let taken = scene.passes_as(&asta, CONFIRM, ("bodil", &["call-desk"]));
    assert_eq!(taken.says("connected with another colleague’s account").status, 422);
    let other = scene.passes_as(&asta, CONFIRM, ("nobody", &["call-leads"]));
    let words = "another ministry account than the one that is connected with your account";
    assert_eq!(other.says(words).status, 422);
}

fn who_is_in_no_group_that_counts_is_told_so(make: Make) {
    let scene = Scene::new(make, &[]);
    let link = invited(&scene, "nina", "moderator");
    let nina = scene.app.anonymous();
    let page = scene.passes_as(&nina, &format!("{link}/oidc"), ("nina", &["others"]));
    assert_eq!(page.says(NO_GROUP).lacks("My account").status, 422);
    assert_eq!(nina.get(&link).status, 200, "not used up");
}

fn what_the_provider_says_at_a_fresh_proof_holds(make: Make) {
    let scene = Scene::new(make, &[]);
    let bente = scene.app.staff("moderator admin", "Bente Begge");
    scene.connects(&bente, "bente");
    let visitor = scene.app.anonymous();
    let sees = || (visitor.get("/staff/cases").status, visitor.get("/staff/people").status);
    scene.passes_as(&visitor, SIGN_IN, ("bente", &["call-leads"]));
    assert_eq!(sees(), (200, 200));
    let narrowed = scene.passes_as(&visitor, CONFIRM, ("bente", &["call-desk"]));
    assert_eq!((narrowed.location(), sees()), (Some("/staff/cases"), (200, 403)));
    scene.passes_as(&visitor, CONFIRM, ("bente", &["call-leads"]));
    assert_eq!(sees(), (200, 200), "as after signing in");
    let gone = scene.passes_as(&visitor, CONFIRM, ("bente", &["others"]));
    assert_eq!((gone.says(NO_GROUP).status, is_in(&visitor)), (422, false));
}
