//! What colleagues are told where the ministry's identity provider lets them in, and where it does not.

use serde_json::json;
use tilsagn::app::letter::Letter;
use tilsagn::app::staff;

use crate::staff_provider::{Make, Scene, comes_back, goes, is_in};
use crate::stories_with_a_provider;
use crate::support::staff::{Colleague, PASSWORD};
use crate::support::visitor::{Page, Visitor};

stories_with_a_provider!(
    who_calls_it_off_is_told_so_and_keeps_what_was_typed,
    what_is_no_fresh_proof_says_so,
    an_account_there_that_another_has_is_named_as_that,
    the_one_way_in_is_not_closed_and_nothing_else_is_offered,
    who_has_the_provider_alone_is_told_of_nothing_else,
    an_admin_begins_with_a_password_where_the_provider_alone_lets_others_in,
);

pub const ONLY: &[(&str, &str)] = &[("TILSAGN_OIDC_ONLY", "on")];

fn calls_off(visitor: &Visitor, from: &str) -> Page {
    let (state, _) = goes(visitor, from);
    let back = visitor.get(&format!("/staff/oidc/callback?state={state}&error=access_denied")).ok();
    assert_eq!(back.between("name=\"error\" value=\"", "\""), "access_denied");
    let page = comes_back(visitor, &[("state", &state), ("error", "access_denied")]);
    assert_eq!(page.status, 422);
    page.says("You called it off at the ministry’s sign-in")
}

/// A set-up link of a new colleague.
pub fn invited(scene: &Scene, name: &str, roles: &str) -> String {
    let email = format!("{name}@ministry.example");
    let add = staff::add_by_operator(&scene.app.app, &email, name, roles);
    scene.app.block_on(add).unwrap()
}

/// A moderator whose account was made with the provider alone.
fn without_password(scene: &Scene) -> Visitor {
    let visitor = scene.app.anonymous();
    let link = format!("{}/oidc", invited(scene, "nina", "moderator"));
    scene.passes_as(&visitor, &link, ("nina", &["call-desk"])).location().expect("set up");
    visitor
}

fn who_calls_it_off_is_told_so_and_keeps_what_was_typed(make: Make) {
    let scene = Scene::new(make, &[]);
    let asta = scene.app.admin();
    calls_off(&scene.app.anonymous(), "/staff/oidc/sign-in").says("Sign in to the register desk");
    calls_off(&asta, "/staff/oidc/link").says("Connect my ministry account");
    calls_off(&asta, "/staff/oidc/confirm").says("Confirm that it is you");
    let link = invited(&scene, "nina", "moderator");
    let nina = scene.app.anonymous();
    calls_off(&nina, &format!("{link}/oidc"));
    nina.get(&link).ok().says("Use my ministry account");
    // What else it says is its own affair, and told to nobody but the log.
    let (state, _) = goes(&nina, "/staff/oidc/sign-in");
    let page = comes_back(&nina, &[("state", &state), ("error", "invalid_scope")]);
    assert!(!page.says("does not answer as it should").body.contains("invalid_scope"));
}

fn what_is_no_fresh_proof_says_so(make: Make) {
    let scene = Scene::new(make, &[]);
    let asta = scene.app.admin();
    scene.connects(&asta, "asta");
    for auth_time in [json!(null), json!(scene.app.app.clock.now().seconds() - 3_600)] {
        let page = scene.passes(&asta, "/staff/oidc/confirm", |nonce| {
            let mut claims = scene.claims("asta", &["call-leads"], nonce);
            claims["auth_time"] = auth_time;
            scene.key.signs(&claims)
        });
        assert_eq!(page.says("did not ask you anew").status, 422);
    }
}

fn an_account_there_that_another_has_is_named_as_that(make: Make) {
    let scene = Scene::new(make, &[]);
    let (bodil, asta) = (scene.app.moderator(), scene.app.admin());
    scene.connects(&bodil, "bodil");
    let taken = "connected with another colleague’s account";
    let page = scene.passes_as(&asta, "/staff/oidc/link", ("bodil", &[]));
    assert_eq!(page.says(taken).says("My account").status, 422);
    let link = invited(&scene, "nina", "moderator");
    let nina = scene.app.anonymous();
    let page = scene.passes_as(&nina, &format!("{link}/oidc"), ("bodil", &["call-desk"]));
    assert_eq!((page.says(taken).status, is_in(&nina)), (422, false));
    assert_eq!(nina.get(&link).status, 200, "not used up");
}

fn the_one_way_in_is_not_closed_and_nothing_else_is_offered(make: Make) {
    let scene = Scene::new(make, &[]);
    let nina = without_password(&scene);
    let own = nina.get("/staff/sessions").ok().says("Your ministry account is your only way in");
    assert!(!own.text().contains("Disconnect it"));
    let refused = nina.post("/staff/oidc/unlink", &[]);
    assert_eq!(refused.says("Your ministry account is your only way in").status, 409);
    let proof = nina.get("/staff/confirm-identity").ok().says("Confirm with your ministry account");
    assert!(!proof.body.contains("name=\"code\""), "{}", proof.text());
    let bodil = scene.app.moderator();
    scene.connects(&bodil, "bodil");
    bodil.get("/staff/sessions").ok().says("Disconnect it");
    assert!(bodil.get("/staff/confirm-identity").ok().body.contains("name=\"code\""));
}

fn who_has_the_provider_alone_is_told_of_nothing_else(make: Make) {
    // Passkeys belong to a name.
    let scene = Scene::new(make, &[ONLY, &[("TILSAGN_BASE_URL", "http://localhost:{port}")]].concat());
    let (asta, aksel) = (scene.app.admin(), scene.app.second_admin());
    let link = mailed(&scene, (&asta, &aksel));
    let nina = scene.app.anonymous();
    let page = nina.get(&link).ok().says("Set up your account").says("no password to choose");
    assert!(!page.text().contains("Step 1 of 3") && !page.text().contains("phone"), "{}", page.text());
    nina.get(&link.replacen("/staff/", "/da/staff/", 1)).ok().says("Sæt din konto op");
    scene.passes_as(&nina, &format!("{link}/oidc"), ("nina", &["call-desk"])).location().expect("set up");
    let own = nina.get("/staff/sessions").ok().says("your ministry account alone lets you in");
    assert!(!own.text().contains("Add a passkey"));
    let refused = nina.post("/staff/passkey/add", &[("name", "laptop")]);
    assert_eq!(refused.says("your ministry account alone lets you in").status, 403);
    asta.get("/staff/sessions").ok().says("Add a passkey");
    // A password that one has from before lets nobody in, so the provider stays connected.
    let bente = scene.app.staff("admin moderator", "Bente Begge");
    scene.connects(&bente, "bente");
    scene.leaves(&bente, "moderator");
    scene.passes_as(&bente, "/staff/oidc/sign-in", ("bente", &["call-desk"])).location().expect("signed in");
    assert_eq!(bente.post("/staff/oidc/unlink", &[]).status, 409);
}

/// The link that is mailed to a new moderator.
fn mailed(scene: &Scene, (first, second): (&Colleague, &Colleague)) -> String {
    let email = "nina@ministry.example";
    let fields = [("email", email), ("name", "Nina Nyansat"), ("roles", "moderator")];
    first.post("/staff/people", &fields).location().expect("proposed");
    let row = scene.app.read(move |db| tilsagn::store::staff::by_email(db, email)).expect("a row");
    second.on_account(row.id, "confirm").location().expect("confirmed");
    let Letter::StaffSetup { link, by_provider, .. } = scene.app.mail_to(email) else { panic!("no link") };
    assert!(by_provider);
    link
}

fn an_admin_begins_with_a_password_where_the_provider_alone_lets_others_in(make: Make) {
    let scene = Scene::new(make, ONLY);
    let link = invited(&scene, "asta", "admin");
    let visitor = scene.app.anonymous();
    let page = visitor.get(&link).ok().says("Choose a password").says("Step 1 of 3");
    assert!(!page.text().contains("Use my ministry account"));
    let refused = scene.passes_as(&visitor, &format!("{link}/oidc"), ("asta", &["call-leads"]));
    assert_eq!((refused.says("begins with a password").status, is_in(&visitor)), (422, false));
    assert_eq!(visitor.post(&link, &[("password", PASSWORD), ("again", PASSWORD)]).status, 200);
}
