//! A colleague comes in: set-up, password and code, recovery, and how a session ends.

use chrono::Duration;

use crate::stories;
use crate::support::app::TestApp;
use crate::support::staff::{Colleague, PASSWORD};
use crate::support::visitor::{Page, Visitor};

stories!(
    a_colleague_sets_up_an_account_and_signs_in,
    a_set_up_link_opens_one_account_once,
    a_run_of_keys_is_no_password,
    whatever_is_wrong_gets_the_same_answer,
    a_code_is_good_once,
    a_recovery_code_is_good_once_and_the_last_ones_are_announced,
    a_session_ends_when_it_idles,
    a_session_ends_after_twelve_hours,
    a_colleague_signs_out_everywhere_else,
    a_colleague_is_brought_back_after_signing_in,
);

const SIGN_IN: &str = "/staff/sign-in";

fn is_out(colleague: &Colleague) {
    let page = colleague.get("/staff/sessions");
    assert_eq!(page.location(), Some("/staff/sign-in?next=%2Fstaff%2Fsessions"), "{}", page.text());
}

fn tries(visitor: &Visitor, email: &str, password: &str, code: &str) -> Page {
    visitor.post(SIGN_IN, &[("email", email), ("password", password), ("code", code)])
}

fn a_colleague_sets_up_an_account_and_signs_in(app: &TestApp) {
    let bodil = app.moderator();
    assert_eq!(bodil.recovery_codes.len(), 10);
    bodil.get("/staff/sessions").ok().says("Signed in as").says("Bodil Prøvesen").says("this browser");
    assert_eq!(bodil.get("/da/staff/sessions").ok().headers["cache-control"], "no-store");
    assert_eq!(bodil.post("/staff/sign-out", &[]).location(), Some(SIGN_IN));
    is_out(&bodil);
}

fn a_set_up_link_opens_one_account_once(app: &TestApp) {
    let visitor = app.anonymous();
    let add = tilsagn::app::staff::add_by_operator(&app.app, "a@ministry.example", "Asta Attrap", "admin");
    let link = app.block_on(add).unwrap();
    visitor.get(&link).ok();
    let short = visitor.post(&link, &[("password", "kort"), ("again", "kort")]);
    assert_eq!(short.status, 422);
    short.says("12 characters or more");
    for own in ["Asta Attrap ministry", "a@ministry.examp", "asta-attrap-asta"] {
        let page = visitor.post(&link, &[("password", own), ("again", own)]);
        assert_eq!(page.says("made of your own name or mail address").status, 422, "{own}");
    }
    let differs = visitor.post(&link, &[("password", PASSWORD), ("again", "")]);
    differs.says("Type the same password twice");
    let page = visitor.post(&link, &[("password", PASSWORD), ("again", PASSWORD)]).ok();
    let kept = page.between("name=\"kept\" value=\"", "\"");
    let finish = format!("{link}/finish");
    let wrong = visitor.post(&finish, &[("kept", &kept), ("code", "000000")]);
    assert_eq!(wrong.status, 422);
    wrong.says("Enter the code that your app shows now");
    // What one link's form carries is no good with another link, and not when it was bent.
    let other = tilsagn::app::staff::add_by_operator(&app.app, "b@ministry.example", "Børge Attrap", "admin");
    let other = app.block_on(other).unwrap();
    let code = [("kept", kept.as_str()), ("code", "000000")];
    assert_eq!(visitor.post(&format!("{other}/finish"), &code).status, 410);
    assert_eq!(visitor.post(&finish, &[("kept", "AAAA"), ("code", "000000")]).status, 410);
    // Nothing that went wrong used the link up; going through with it does.
    app.set_up("a@ministry.example", &link);
    assert_eq!(visitor.get(&link).status, 410);
    assert_eq!(visitor.post(&finish, &code).status, 410);
    app.clock.advance(Duration::hours(24));
    assert_eq!(visitor.get(&other).status, 410);
    assert_eq!(visitor.get("/staff/setup/no-such-token").status, 410);
}

fn a_run_of_keys_is_no_password(app: &TestApp) {
    let add =
        tilsagn::app::staff::add_by_operator(&app.app, "nina@ministry.example", "Nina Nymand", "viewer");
    let link = app.block_on(add).unwrap();
    for run in ["qwertyuiopas", "abcdefghijkl", "123456789012", "Poiuytrewq-12"] {
        let page = app.anonymous().post(&link, &[("password", run), ("again", run)]);
        assert_eq!(page.says("among the first that anybody would try").status, 422, "{run}");
    }
}

fn whatever_is_wrong_gets_the_same_answer(app: &TestApp) {
    let bodil = app.moderator();
    app.clock.advance(Duration::minutes(1));
    let (visitor, code) = (app.anonymous(), bodil.code(app));
    let without = |page: Page, email: &str| {
        assert_eq!(page.status, 422);
        page.body.replace(email, "EMAIL")
    };
    let wrong = without(tries(&visitor, &bodil.email, "syv blå svaner i regnen", &code), &bodil.email);
    let unknown = "nobody@ministry.example";
    assert_eq!(wrong, without(tries(&visitor, unknown, PASSWORD, &code), unknown));
    assert_eq!(wrong, without(tries(&visitor, &bodil.email, PASSWORD, "000000"), &bodil.email));
    assert!(!wrong.contains(PASSWORD));
    // The very code that was typed with a wrong password is still good with the right one.
    assert_eq!(tries(&visitor, &bodil.email.to_uppercase(), PASSWORD, &code).location(), Some("/staff"));
    tries(&visitor, "", "", "").says("Enter your password").says("Enter the code");
}

fn a_code_is_good_once(app: &TestApp) {
    let bodil = app.moderator();
    let visitor = app.anonymous();
    assert_eq!(bodil.signs_in_from(&visitor, app).status, 422, "used when Bodil came in");
    app.clock.advance(Duration::seconds(30));
    let earlier = bodil.code(app);
    app.clock.advance(Duration::seconds(30));
    assert_eq!(bodil.signs_in_from(&visitor, app).location(), Some("/staff"));
    assert_eq!(tries(&visitor, &bodil.email, PASSWORD, &earlier).status, 422, "an older code");
}

fn a_recovery_code_is_good_once_and_the_last_ones_are_announced(app: &TestApp) {
    let bodil = app.moderator();
    let visitor = app.anonymous();
    for (used, code) in bodil.recovery_codes.iter().enumerate() {
        let page = tries(&visitor, &bodil.email, PASSWORD, &code.to_uppercase().replace('-', " "));
        match 9 - used {
            0 => drop(page.ok().says("You have no recovery codes left")),
            1 => drop(page.ok().says("You have one recovery code left")),
            left @ 2..=3 => drop(page.ok().says(&format!("You have {left} recovery codes left"))),
            _ => assert_eq!(page.location(), Some("/staff")),
        }
        assert_eq!(tries(&visitor, &bodil.email, PASSWORD, code).status, 422, "{code} a second time");
    }
    visitor.get("/staff/sessions").ok();
}

fn a_session_ends_when_it_idles(app: &TestApp) {
    let bodil = app.moderator();
    app.clock.advance(Duration::minutes(30));
    bodil.get("/staff/sessions").ok();
    app.clock.advance(Duration::minutes(31));
    is_out(&bodil);
}

fn a_session_ends_after_twelve_hours(app: &TestApp) {
    let bodil = app.moderator();
    for _ in 0..28 {
        app.clock.advance(Duration::minutes(25));
        bodil.get("/staff/sessions").ok();
    }
    app.clock.advance(Duration::minutes(20));
    is_out(&bodil);
}

fn a_colleague_signs_out_everywhere_else(app: &TestApp) {
    let bodil = app.moderator();
    let other = app.anonymous();
    app.clock.advance(Duration::seconds(30));
    bodil.signs_in_from(&other, app);
    other.get("/staff/sessions").ok();
    bodil.get("/staff/sessions").says("Sign out everywhere else");
    assert_eq!(bodil.post("/staff/sessions/end-others", &[]).location(), Some("/staff/sessions"));
    assert_eq!(other.get("/staff/sessions").status, 303);
    let page = bodil.get("/staff/sessions").ok();
    assert!(!page.text().contains("Sign out everywhere else"));
}

fn a_colleague_is_brought_back_after_signing_in(app: &TestApp) {
    let asta = app.admin();
    app.clock.advance(Duration::minutes(31));
    let away = asta.get("/da/staff/audit?act=staff.set_up");
    let door = "/da/staff/sign-in?next=%2Fstaff%2Faudit%3Fact%3Dstaff.set_up";
    assert_eq!(away.location(), Some(door));
    let next = asta.get(door).ok().between("name=\"next\" value=\"", "\"");
    let code = asta.code(app);
    let fields = [("email", asta.email.as_str()), ("password", PASSWORD), ("code", &code), ("next", &next)];
    assert_eq!(asta.post(SIGN_IN, &fields).location(), Some("/staff/audit?act=staff.set_up"));
    app.clock.advance(Duration::minutes(1));
    let code = asta.code(app);
    let elsewhere = "https://evil.example/staff";
    let fields =
        [("email", asta.email.as_str()), ("password", PASSWORD), ("code", &code), ("next", elsewhere)];
    assert_eq!(asta.post(SIGN_IN, &fields).location(), Some("/staff"));
}

/// A stranger can neither guess on nor shut the owner out.
#[test]
fn tries_are_throttled_per_address_and_per_account_and_nobody_is_locked_out() {
    let settings = [("TILSAGN_RATE_LIMITS", "on"), ("TILSAGN_TRUSTED_PROXIES", "127.0.0.1/32")];
    let app = TestApp::on_sqlite_with(&settings);
    let (bodil, asta) = (app.moderator(), app.admin());
    app.clock.advance(Duration::minutes(1));
    let from = |visitor: &Visitor, address: &str, email: &str, code: &str| {
        let headers = [("Sec-Fetch-Site", "same-origin"), ("X-Forwarded-For", address)];
        let fields = [("email", email), ("password", PASSWORD), ("code", code)];
        visitor.post_with(SIGN_IN, &fields, &headers)
    };
    let stranger = app.anonymous();
    for _ in 0..20 {
        let empty = from(&stranger, "192.0.2.1", &bodil.email, "");
        assert_eq!(empty.status, 422, "what is not whole is no try");
    }
    let statuses: Vec<u16> = (1..=11)
        .map(|last| from(&stranger, &format!("192.0.2.{last}"), &bodil.email, "000000").status)
        .collect();
    // Bodil's first time was good and does not count.
    let slowed = [[422; 10].as_slice(), &[429]].concat();
    assert_eq!(statuses, slowed, "one account from many addresses of one network");
    let slowed = from(&stranger, "192.0.2.12", &bodil.email, "000000");
    assert!(slowed.says("too many tries to sign in").body.contains(&format!("value=\"{}\"", bodil.email)));
    // Nobody on another network is kept out, from whatever browser, and another account is none of this.
    let new = app.anonymous();
    assert_eq!(from(&new, "198.51.100.1", &bodil.email, &bodil.code(&app)).location(), Some("/staff"));
    assert_eq!(from(&stranger, "198.51.100.2", &asta.email, &asta.code(&app)).location(), Some("/staff"));
    let statuses: Vec<u16> = (1..=11)
        .map(|n| from(&app.anonymous(), "203.0.113.9", &format!("n{n}@ministry.example"), "000000").status)
        .collect();
    assert_eq!(statuses, [[422; 10].as_slice(), &[429]].concat(), "many accounts from one address");
}

/// What remains: many networks at once keep out who comes from elsewhere, and not a browser that is known.
#[test]
fn many_networks_that_guess_at_one_account_are_slowed_and_its_own_browser_is_not() {
    let settings = [("TILSAGN_RATE_LIMITS", "on"), ("TILSAGN_TRUSTED_PROXIES", "127.0.0.1/32")];
    let app = TestApp::on_sqlite_with(&settings);
    let (bodil, asta) = (app.moderator(), app.admin());
    let from = |visitor: &Visitor, address: &str, (email, code): (&str, &str)| {
        let headers = [("Sec-Fetch-Site", "same-origin"), ("X-Forwarded-For", address)];
        let fields = [("email", email), ("password", PASSWORD), ("code", code)];
        visitor.post_with(SIGN_IN, &fields, &headers)
    };
    // The clock stands: ten tries of each network, a hundred in all.
    for email in ["nobody@ministry.example", bodil.email.as_str()] {
        app.clock.advance(Duration::hours(1));
        let stranger = app.anonymous();
        let tries =
            (0..101).map(|n| from(&stranger, &format!("198.18.{}.1", n / 10), (email, "000000")).status);
        let tries: Vec<u16> = tries.collect();
        assert!(tries[..100].iter().all(|status| *status == 422) && tries[100] == 429, "{email}: {tries:?}");
    }
    let code = bodil.code(&app);
    assert_eq!(from(&app.anonymous(), "203.0.113.1", (&bodil.email, &code)).status, 429);
    assert_eq!(from(&bodil, "203.0.113.1", (&bodil.email, &code)).location(), Some("/staff"));
    assert_eq!(
        from(&app.anonymous(), "203.0.113.1", (&asta.email, &asta.code(&app))).location(),
        Some("/staff")
    );
}
