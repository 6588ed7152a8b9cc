//! Ministry colleagues: each with an account set up through the real pages, and signed in.

use std::ops::Deref;

use chrono::Duration;
use tilsagn::app::staff;
use tilsagn::domain::Moment;
use tilsagn::domain::ids::StaffId;
use tilsagn::{store, totp};

use super::app::TestApp;
use super::visitor::{Page, Visitor};

/// Everybody's password in tests.
pub const PASSWORD: &str = "seks blå svaner i regnen";

/// Follows a set-up link to the end at any site. Gives what the authenticator app knows then, and the recovery codes.
pub fn follow_set_up(visitor: &Visitor, link: &str, now: Moment) -> (String, Vec<String>) {
    visitor.get(link).ok().says("Choose a password");
    let page = visitor.post(link, &[("password", PASSWORD), ("again", PASSWORD)]).ok();
    let secret = page.between("<code dir=\"ltr\">", "</code>").replace(' ', "");
    let kept = page.between("name=\"kept\" value=\"", "\"");
    let code = totp::code_at(&secret, now).unwrap();
    let page = visitor.post(&format!("{link}/finish"), &[("kept", &kept), ("code", &code)]).ok();
    let codes = page.between("<ul class=\"panel codes num\" dir=\"ltr\">", "</ul>");
    let codes = codes.split("<code>").skip(1).map(|rest| rest[..9].to_owned()).collect();
    (secret, codes)
}

/// A colleague in a browser of their own. Everything a visitor can do, they can.
pub struct Colleague {
    pub id: StaffId,
    pub email: String,
    /// What their authenticator app knows.
    pub secret: String,
    pub recovery_codes: Vec<String>,
    visitor: Visitor,
}

impl Colleague {
    /// Presses the button that acts on an account, as its page shows it now.
    pub fn on_account(&self, of: StaffId, form: &str) -> Page {
        let path = format!("/staff/people/{of}");
        let revision = self.get(&path).ok().between("name=\"revision\" value=\"", "\"");
        self.post(&format!("{path}/{form}"), &[("revision", &revision)])
    }

    /// Saves a form that says what it showed, as its page shows it now.
    pub fn saves(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.get(path.trim_end_matches("/banner")).ok();
        let seen = page.between("name=\"seen\" value=\"", "\"");
        self.send(path, &[fields, &[("seen", seen.as_str())]].concat())
    }
}

impl Deref for Colleague {
    type Target = Visitor;
    fn deref(&self) -> &Visitor {
        &self.visitor
    }
}

impl TestApp {
    /// A colleague with these roles, signed in, whose account is two days old.
    pub fn staff(&self, roles: &str, name: &str) -> Colleague {
        let age = Duration::hours(48);
        self.clock.advance(-age);
        let colleague = self.newcomer(roles, name);
        self.clock.advance(age);
        colleague.signs_in(self).location().expect("signed in");
        colleague
    }

    /// A colleague whose account was set up just now, and who is signed in by that.
    pub fn newcomer(&self, roles: &str, name: &str) -> Colleague {
        let first = name.split(' ').next().unwrap_or(name).to_lowercase();
        let email = format!("{first}@ministry.example");
        let link = self.block_on(staff::add_by_operator(&self.app, &email, name, roles)).unwrap();
        // The admins there are learn of one more: no matter to what is told here.
        self.block_on(self.app.store.write(|db| store::outbox::forget_unsent(db, "staff.added."))).unwrap();
        self.set_up(&email, &link)
    }

    /// Follows a set-up link to the end.
    pub fn set_up(&self, email: &str, link: &str) -> Colleague {
        let visitor = self.anonymous();
        let (secret, codes) = follow_set_up(&visitor, link, self.app.clock.now());
        let email = email.to_owned();
        let wanted = email.clone();
        let row = self.read(move |db| store::staff::by_email(db, &wanted)).expect("the account");
        Colleague { id: row.id, email, secret, recovery_codes: codes, visitor }
    }

    /// A moderator, two days in the house.
    pub fn moderator(&self) -> Colleague {
        self.staff("moderator", "Bodil Prøvesen")
    }

    /// Another moderator.
    pub fn second_moderator(&self) -> Colleague {
        self.staff("moderator", "Mogens Eksempel")
    }

    /// An admin, two days in the house.
    pub fn admin(&self) -> Colleague {
        self.staff("admin", "Asta Attrap")
    }

    /// Another admin.
    pub fn second_admin(&self) -> Colleague {
        self.staff("admin", "Aksel Andensen")
    }

    /// Somebody who only reads.
    pub fn viewer(&self) -> Colleague {
        self.staff("viewer", "Vita Viser")
    }

    /// Somebody who writes the Call.
    pub fn editor(&self) -> Colleague {
        self.staff("editor", "Egil Skriver")
    }
}

impl Colleague {
    /// What the app shows now.
    pub fn code(&self, app: &TestApp) -> String {
        totp::code_at(&self.secret, app.app.clock.now()).unwrap()
    }

    /// Signs in, in this browser.
    pub fn signs_in(&self, app: &TestApp) -> Page {
        self.signs_in_from(&self.visitor, app)
    }

    /// Signs in, in another browser.
    pub fn signs_in_from(&self, visitor: &Visitor, app: &TestApp) -> Page {
        let code = self.code(app);
        visitor.post(
            "/staff/sign-in",
            &[("email", &self.email), ("password", PASSWORD), ("code", &code), ("next", "")],
        )
    }

    /// Proves again who they are, with the app's next code: half a minute passes.
    pub fn confirms_identity(&self, app: &TestApp) -> Page {
        app.clock.advance(Duration::seconds(30));
        self.post("/staff/confirm-identity", &[("code", &self.code(app))])
    }
}
