//! A colleague signs in at the ministry's identity provider.

use chrono::Duration;
use serde_json::{Value, json};
use tilsagn::app::letter::Letter;
use tilsagn::app::staff;
use tilsagn::domain::permit::Roles;
use tilsagn::store;

use crate::admins_throw_switches::throw;
use crate::support::app::TestApp;
use crate::support::pretender::{Pretender, SigningKey};
use crate::support::staff::{Colleague, PASSWORD};
use crate::support::visitor::{Page, Visitor};

pub type Make = fn(&[(&str, &str)]) -> TestApp;

#[macro_export]
macro_rules! stories_with_a_provider {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {$(
            #[test]
            fn $name() { super::$name($crate::support::app::TestApp::on_sqlite_with); }
        )+}
        mod postgres {$(
            #[test]
            fn $name() { super::$name($crate::support::app::TestApp::on_postgres_with); }
        )+}
    };
}

stories_with_a_provider!(
    a_colleague_connects_an_account_and_comes_in_by_it,
    groups_narrow_roles_and_never_add_one,
    a_newcomer_sets_an_account_up_without_a_password,
    the_provider_alone_lets_in_whoever_is_no_admin,
    a_fresh_proof_is_asked_for_there,
    an_account_there_is_enough_to_open_a_read_only_site_again,
    a_form_waits_for_the_proof_that_is_asked_for_there,
    keys_change_and_nobody_is_kept_out,
    who_is_sent_back_is_who_was_sent,
);

const BACK: &str = "/staff/oidc/callback";

/// A provider with one key, and a site that has it.
pub struct Scene {
    pub provider: Pretender,
    pub key: SigningKey,
    pub app: TestApp,
}

impl Scene {
    pub fn new(make: Make, more: &[(&str, &str)]) -> Scene {
        let (provider, key) = (Pretender::start(), SigningKey::new("first"));
        provider.says(|said| said.keys = vec![key.jwk.clone()]);
        let issuer = provider.issuer.clone();
        let settings = [
            ("TILSAGN_OIDC_ISSUER", issuer.as_str()),
            ("TILSAGN_OIDC_CLIENT_ID", "tilsagn"),
            ("TILSAGN_OIDC_ROLES", "call-desk=moderator;call-leads=admin,moderator"),
        ];
        let app = make(&[&settings, more].concat());
        Scene { provider, key, app }
    }

    /// What a good token says.
    pub fn claims(&self, subject: &str, groups: &[&str], nonce: &str) -> Value {
        let now = self.app.app.clock.now().seconds();
        json!({
            "iss": self.provider.issuer, "aud": "tilsagn", "sub": subject, "iat": now, "exp": now + 300,
            "auth_time": now, "nonce": nonce, "groups": groups,
        })
    }

    /// Goes there by a page of ours, and comes back with this token's code.
    pub fn passes(&self, visitor: &Visitor, from: &str, token: impl FnOnce(&str) -> String) -> Page {
        let (state, nonce) = goes(visitor, from);
        self.provider.says(|said| said.id_token = token(&nonce));
        comes_back(visitor, &[("state", &state), ("code", "a-code")])
    }

    /// The same as this person.
    pub fn passes_as(&self, visitor: &Visitor, from: &str, (subject, groups): (&str, &[&str])) -> Page {
        self.passes(visitor, from, |nonce| self.key.signs(&self.claims(subject, groups, nonce)))
    }

    /// Leaves a colleague these roles.
    pub fn leaves(&self, of: &Colleague, roles: &str) {
        let (id, roles) = (of.id, Roles::parse(roles));
        self.app.write(move |db, now| {
            let row = store::staff::find(db, id)?;
            store::staff::set_roles(db, &row, (&roles, now))
        });
    }

    pub fn connects(&self, colleague: &Colleague, subject: &str) {
        let page = self.passes_as(colleague, "/staff/oidc/link", (subject, &[]));
        assert_eq!(page.location(), Some("/staff/sessions?done=provider"), "{}", page.text());
        colleague.get(page.onward().unwrap()).ok().says("is connected");
    }
}

/// The state and nonce with which our page sends somebody away.
pub fn goes(visitor: &Visitor, from: &str) -> (String, String) {
    sent_away(&visitor.post(from, &[("next", "/staff/cases")]).ok())
}

fn sent_away(page: &Page) -> (String, String) {
    let to = page.between("content=\"0;url=", "\"").replace("&amp;", "&").replace("&#x2F;", "/");
    let url = url::Url::parse(&to).unwrap();
    let value = |name: &str| url.query_pairs().find(|(key, _)| key == name).unwrap().1.into_owned();
    assert_eq!((value("response_type").as_str(), value("code_challenge_method").as_str()), ("code", "S256"));
    assert!(value("redirect_uri").ends_with(BACK) && value("scope").starts_with("openid"));
    (value("state"), value("nonce"))
}

pub fn comes_back(visitor: &Visitor, brought: &[(&str, &str)]) -> Page {
    visitor.post(BACK, brought)
}

pub fn is_in(visitor: &Visitor) -> bool {
    visitor.get("/staff/sessions").status == 200
}

fn a_colleague_connects_an_account_and_comes_in_by_it(make: Make) {
    let scene = Scene::new(make, &[]);
    let bodil = scene.app.moderator();
    bodil.get("/staff/sessions").ok().says("Connect my ministry account");
    let visitor = scene.app.anonymous();
    visitor.get("/staff/sign-in").ok().says("Sign in with your ministry account");
    let sign_in = "/staff/oidc/sign-in";
    let unknown = scene.passes_as(&visitor, sign_in, ("bodil", &["call-desk"]));
    assert_eq!(unknown.status, 422);
    unknown.says("nothing here is open to you");
    scene.connects(&bodil, "bodil");
    let told = scene.app.mail_to("bodil@ministry.example");
    assert!(matches!(told, Letter::WayInAdded { passkey: false, .. }));
    let in_ = scene.passes_as(&visitor, sign_in, ("bodil", &["call-desk", "others"]));
    assert_eq!(in_.location(), Some("/staff/cases"), "{}", in_.text());
    visitor.get("/staff/sessions").ok().says("with the ministry account").says("Bodil Prøvesen");
    // The code went with the verifier to whom it was for, and nothing of it is kept.
    let asked = scene.provider.asked();
    let exchange = asked.iter().find(|one| one.starts_with("POST /token")).unwrap();
    assert!(exchange.contains("code_verifier=") && exchange.contains("grant_type=authorization_code"));
    assert!(scene.app.rows()["ceremonies"].is_empty());
    // Nobody else can have the same account there.
    let asta = scene.app.admin();
    let taken = scene.passes_as(&asta, "/staff/oidc/link", ("bodil", &[]));
    assert_eq!(taken.status, 422);
    assert_eq!(
        bodil.post("/staff/oidc/unlink", &[]).location(),
        Some("/staff/sessions?done=provider-unlinked")
    );
    let gone = scene.app.anonymous();
    assert_eq!(scene.passes_as(&gone, sign_in, ("bodil", &["call-desk"])).status, 422);
    assert!(is_in(&visitor), "who is in stays in");
}

fn groups_narrow_roles_and_never_add_one(make: Make) {
    let scene = Scene::new(make, &[]);
    let both = scene.app.staff("moderator admin", "Bente Begge");
    scene.connects(&both, "bente");
    let comes = |groups: &[&str]| {
        let visitor = scene.app.anonymous();
        scene.passes_as(&visitor, "/staff/oidc/sign-in", ("bente", groups));
        visitor
    };
    let desk = comes(&["call-desk"]);
    assert_eq!((desk.get("/staff/cases").status, desk.get("/staff/people").status), (200, 403));
    let lead = comes(&["call-leads"]);
    assert_eq!((lead.get("/staff/cases").status, lead.get("/staff/people").status), (200, 200));
    for groups in [&[] as &[&str], &["others"], &["Call-Desk"]] {
        assert!(!is_in(&comes(groups)), "{groups:?}");
    }
    assert!(is_in(&both), "what was open stays as it was");
    let viewer = scene.app.viewer();
    scene.connects(&viewer, "vita");
    let visitor = scene.app.anonymous();
    let refused = scene.passes_as(&visitor, "/staff/oidc/sign-in", ("vita", &["call-leads"]));
    assert_eq!(refused.status, 422, "no group gives a role that two admins did not");
    // A role that is taken away here is gone, whatever the groups say.
    scene.leaves(&both, "admin");
    assert_eq!(desk.get("/staff/cases").status, 403);
}

fn a_newcomer_sets_an_account_up_without_a_password(make: Make) {
    let scene = Scene::new(make, &[]);
    let add = staff::add_by_operator(&scene.app.app, "nina@ministry.example", "Nina Nyansat", "moderator");
    let link = scene.app.block_on(add).unwrap();
    let visitor = scene.app.anonymous();
    visitor.get(&link).ok().says("Use my ministry account");
    let set_up = format!("{link}/oidc");
    assert_eq!(
        scene.passes_as(&visitor, &set_up, ("nina", &["others"])).status,
        422,
        "in no group that counts"
    );
    let in_ = scene.passes_as(&visitor, &set_up, ("nina", &["call-desk"]));
    assert_eq!(in_.location(), Some("/staff"), "{}", in_.text());
    assert!(is_in(&visitor));
    assert_eq!(visitor.get(&link).status, 410, "used up");
    assert_eq!(scene.passes_as(&scene.app.anonymous(), &set_up, ("nils", &["call-desk"])).status, 410);
    let fields = [("email", "nina@ministry.example"), ("password", PASSWORD), ("code", "000000")];
    assert_eq!(scene.app.anonymous().post("/staff/sign-in", &fields).status, 422, "there is no password");
    let unlink = visitor.post("/staff/oidc/unlink", &[]);
    assert_eq!(unlink.status, 409, "the one way in is not closed behind oneself");
}

fn the_provider_alone_lets_in_whoever_is_no_admin(make: Make) {
    let scene = Scene::new(make, &[("TILSAGN_OIDC_ONLY", "on")]);
    let asta = scene.app.admin();
    scene.app.anonymous().get("/staff/sign-in").ok().says("Password and code are for admins");
    let bente = scene.app.staff("admin moderator", "Bente Begge");
    scene.connects(&bente, "bente");
    scene.leaves(&bente, "moderator");
    scene.app.clock.advance(Duration::seconds(30));
    assert_eq!(bente.signs_in_from(&scene.app.anonymous(), &scene.app).status, 422, "no admin any more");
    assert_eq!(asta.signs_in_from(&scene.app.anonymous(), &scene.app).location(), Some("/staff"));
    let visitor = scene.app.anonymous();
    scene.passes_as(&visitor, "/staff/oidc/sign-in", ("bente", &["call-desk"]));
    assert!(is_in(&visitor));
    // Nor does a set-up link let anybody else begin with a password.
    let add = staff::add_by_operator(&scene.app.app, "bodil@ministry.example", "Bodil Prøvesen", "moderator");
    let link = scene.app.block_on(add).unwrap();
    let newcomer = scene.app.anonymous();
    assert!(!newcomer.get(&link).ok().says("Use my ministry account").text().contains("New password"));
    let chosen = newcomer.post(&link, &[("password", PASSWORD), ("again", PASSWORD)]);
    assert_eq!(chosen.status, 403);
    let set_up = format!("{link}/oidc");
    assert_eq!(scene.passes_as(&newcomer, &set_up, ("bodil", &["call-desk"])).location(), Some("/staff"));
}

fn a_fresh_proof_is_asked_for_there(make: Make) {
    let scene = Scene::new(make, &[]);
    let asta = scene.app.admin();
    scene.connects(&asta, "asta");
    let visitor = scene.app.anonymous();
    let groups: &[&str] = &["call-leads"];
    let earlier = |seconds: i64| {
        move |scene: &Scene, nonce: &str| {
            let mut claims = scene.claims("asta", groups, nonce);
            claims["auth_time"] = json!(claims["iat"].as_i64().unwrap() - seconds);
            scene.key.signs(&claims)
        }
    };
    // Signed in there an hour ago: in, and not fresh.
    scene.passes(&visitor, "/staff/oidc/sign-in", |nonce| earlier(3_600)(&scene, nonce));
    let guarded = || visitor.get("/staff/people/add").status;
    assert_eq!((is_in(&visitor), guarded()), (true, 303));
    visitor.get("/staff/confirm-identity").ok().says("Confirm with your ministry account");
    let confirm = "/staff/oidc/confirm";
    let stale = scene.passes(&visitor, confirm, |nonce| earlier(3_600)(&scene, nonce));
    assert_eq!((stale.status, guarded()), (422, 303), "the provider asked nothing");
    let other = scene.passes_as(&visitor, confirm, ("bodil", groups));
    assert_eq!((other.status, guarded()), (422, 303), "somebody else answered");
    let silent = scene.passes(&visitor, confirm, |nonce| {
        let mut claims = scene.claims("asta", groups, nonce);
        claims.as_object_mut().unwrap().remove("auth_time");
        scene.key.signs(&claims)
    });
    assert_eq!((silent.status, guarded()), (422, 303), "the provider does not say when");
    let good = scene.passes_as(&visitor, confirm, ("asta", groups));
    assert_eq!((good.location(), guarded()), (Some("/staff/cases"), 200));
}

fn an_account_there_is_enough_to_open_a_read_only_site_again(make: Make) {
    let scene = Scene::new(make, &[]);
    let thrown = Some("/staff/switches?done=switch");
    let asta = scene.app.admin();
    scene.connects(&asta, "asta");
    throw(&asta, "read_only", "on").location().expect("thrown");
    let (visitor, who) = (scene.app.anonymous(), ("asta", &["call-leads"] as &[&str]));
    scene.passes_as(&visitor, "/staff/oidc/sign-in", who);
    assert!(is_in(&visitor));
    scene.app.clock.advance(Duration::minutes(11));
    assert_eq!(throw(&visitor, "read_only", "off").status, 303, "on to the proof");
    scene.passes_as(&visitor, "/staff/oidc/confirm", who);
    assert_eq!(throw(&visitor, "read_only", "off").location(), thrown);
    // Who was given a new link begins with the account there as well.
    throw(&visitor, "read_only", "on").location().expect("thrown");
    let link = scene.app.block_on(staff::reset_by_operator(&scene.app.app, &asta.email)).unwrap();
    let again = scene.app.anonymous();
    scene.passes_as(&again, &format!("{link}/oidc"), who);
    assert_eq!(throw(&again, "read_only", "off").location(), thrown);
}

fn a_form_waits_for_the_proof_that_is_asked_for_there(make: Make) {
    let scene = Scene::new(make, &[]);
    let asta = scene.app.admin();
    scene.connects(&asta, "asta");
    scene.app.clock.advance(Duration::minutes(11));
    let banner = [("banner_en", "Maintenance tonight.")];
    let form = asta.post("/staff/switches/banner", &banner).ok().between("name=\"form\" value=\"", "\"");
    let comes = |form: &str, who: &str| {
        let fields = [("next", "/staff/switches"), ("form", form)];
        let (state, nonce) = sent_away(&asta.post("/staff/oidc/confirm", &fields).ok());
        let token = scene.key.signs(&scene.claims(who, &["call-leads"], &nonce));
        scene.provider.says(|said| said.id_token = token);
        comes_back(&asta, &[("state", &state), ("code", "a-code")])
    };
    let refused = comes(&form, "somebody-else");
    assert_eq!(refused.status, 422);
    let form = refused.between("name=\"form\" value=\"", "\"");
    let proven = comes(&form, "asta").ok().says("Back to the form");
    assert!(proven.body.contains("value=\"Maintenance tonight.\""), "{}", proven.body);
    assert_eq!(proven.between("<form method=\"post\" action=\"/staff/switches/", "\""), "banner");
}

fn keys_change_and_nobody_is_kept_out(make: Make) {
    let scene = Scene::new(make, &[]);
    let bodil = scene.app.moderator();
    scene.connects(&bodil, "bodil");
    let second = SigningKey::new("second");
    scene.provider.says(|said| said.keys = vec![second.jwk.clone(), json!({ "kty": "unheard of" })]);
    let comes = |key: &SigningKey| {
        let visitor = scene.app.anonymous();
        scene.passes(&visitor, "/staff/oidc/sign-in", |nonce| {
            key.signs(&scene.claims("bodil", &["call-desk"], nonce))
        });
        is_in(&visitor)
    };
    let looks = || scene.provider.asked().iter().filter(|one| one.starts_with("GET /jwks")).count();
    let before = looks();
    assert!(!comes(&second) && !comes(&second), "asked for a moment ago");
    assert_eq!(looks(), before, "whoever makes keys up sends us nowhere");
    scene.app.clock.advance(Duration::seconds(61));
    assert!(comes(&second), "asked again");
    assert_eq!(looks(), before + 1);
    assert!(!comes(&scene.key), "the old key is no key any more");
}

fn who_is_sent_back_is_who_was_sent(make: Make) {
    let scene = Scene::new(make, &[]);
    let bodil = scene.app.moderator();
    scene.connects(&bodil, "bodil");
    let (visitor, stranger) = (scene.app.anonymous(), scene.app.anonymous());
    let (state, nonce) = goes(&visitor, "/staff/oidc/sign-in");
    scene
        .provider
        .says(|said| said.id_token = scene.key.signs(&scene.claims("bodil", &["call-desk"], &nonce)));
    let brought = [("state", state.as_str()), ("code", "a-code")];
    // Coming back is looking at a page: nothing has happened yet, however often it is opened.
    let before = scene.app.rows();
    let back = format!("{BACK}?state={state}&code=a-code");
    let page = visitor.get(&back).ok();
    assert_eq!(page.between("name=\"state\" value=\"", "\""), state);
    assert!(page.headers["content-security-policy"].contains("script-src 'self'"));
    assert_eq!(before, scene.app.rows());
    visitor.get(&format!("{BACK}?state=da.x&code=x")).ok().says("Du er tilbage");
    assert_eq!(comes_back(&stranger, &brought).status, 422, "another browser");
    assert_eq!(comes_back(&visitor, &brought).location(), Some("/staff/cases"));
    assert_eq!(comes_back(&scene.app.anonymous(), &brought).status, 422, "a second time");
    let sent = |brought: &[(&str, &str)]| {
        let visitor = scene.app.anonymous();
        goes(&visitor, "/staff/oidc/sign-in");
        let page = comes_back(&visitor, brought);
        assert_eq!(page.status, 422);
        is_in(&visitor)
    };
    assert!(!sent(&[("state", "guessed"), ("code", "a-code")]));
    assert!(!sent(&[("code", "a-code")]));
    let fresh = scene.app.anonymous();
    let (state, _) = goes(&fresh, "/staff/oidc/sign-in");
    let mixed = [("state", state.as_str()), ("code", "a-code"), ("iss", "https://evil.example")];
    assert_eq!(comes_back(&fresh, &mixed).status, 422, "sent back by another provider");
    // What was begun in one session does not end in another.
    let asta = scene.app.admin();
    let (state, _) = goes(&asta, "/staff/oidc/link");
    asta.signs_in_from(&asta, &scene.app);
    scene.app.clock.advance(Duration::seconds(30));
    asta.signs_in(&scene.app);
    assert_eq!(comes_back(&asta, &[("state", &state), ("code", "a-code")]).status, 422);
    let late = scene.app.anonymous();
    let (state, _) = goes(&late, "/staff/oidc/sign-in");
    scene.app.clock.advance(Duration::minutes(11));
    assert_eq!(comes_back(&late, &[("state", &state), ("code", "a-code")]).status, 422, "too late");
}
