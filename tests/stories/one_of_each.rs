//! One of each thing that an address of the site names: real rows, placed through the pages and fixtures that there are,
//! and what stands for each part in braces. For the stories that try every route; it has none of its own.

use chrono::Duration;
use tilsagn::domain::Moment;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::ids::StaffId;
use tilsagn::domain::locale::Locale;
use tilsagn::domain::outbox::Hindrance;
use tilsagn::domain::permit::Roles;
use tilsagn::domain::session::Subject;
use tilsagn::store;

use crate::fakes_are_held::add_rule;
use crate::staff_decide_many;
use crate::staff_file_letters;
use crate::staff_invalidate;
use crate::support::app::TestApp;
use crate::support::desk;
use crate::support::fixtures::{Given, Signatory};
use crate::support::staff::Colleague;
use crate::suzie_comes_back::{SUZIE, enter};
use crate::suzie_gets_back_in;
use crate::suzie_invites::{PEOPLE, handle, invite};

/// The row that a number in an address means.
type Row = fn(&Desk, &Own) -> i64;

/// Whose parts are rows' numbers, and which row each means.
const NUMBERED: [(&str, Row); 8] = [
    ("/staff/circulars", |desk, _| desk.circular),
    ("/staff/decisions", |desk, _| desk.decision),
    ("/staff/invalidations", |desk, _| desk.invalidation),
    ("/staff/limits", |desk, _| desk.rule),
    ("/staff/mail", |desk, _| desk.mail),
    ("/staff/messages", |desk, _| desk.message),
    ("/staff/passkey", |_, own| own.passkey),
    ("/staff/sessions", |_, own| own.session),
];

/// What is sent with a form, where an empty one would say nothing of who may send it.
pub fn sent(pattern: &str) -> &'static [(&'static str, &'static str)] {
    match pattern {
        "/account/people/asked/{request}" => &[("word", "object")],
        "/account/people/{person}/take-off" => &[("sure", "yes")],
        "/staff/messages/{id}" => &[("opinion", "It looks real.")],
        _ => &[],
    }
}

/// What Suzie's organisation has that an address names.
pub struct Suzies {
    pub signatory: Signatory,
    commitment: String,
    entry: u64,
    invitation: String,
    person: String,
    request: String,
}

impl Suzies {
    /// A signatory with two people, a commitment, somebody who is invited, and somebody who asks to act for it.
    pub fn place(app: &TestApp) -> Suzies {
        desk::reasons(app);
        let contacts = &[SUZIE, "birte@skovbrynet.example"];
        let signatory = app.signatory(Given { contacts, commitments: &["Lamps"], ..Given::default() });
        let entry = app.read(store::entry::count) - 1;
        let id = signatory.commitments[0];
        let commitment = app.read(move |db| store::commitment::find(db, id)).public_id;
        let suzie = enter(app, SUZIE);
        invite(app, &suzie, &[("email", "ida@skovbrynet.example")]);
        suzie_gets_back_in::asked(app, &signatory, &[("proof", "letter"), ("others", "stay")]);
        let people = suzie.get(PEOPLE).ok();
        Suzies {
            signatory,
            commitment,
            entry,
            invitation: handle(&people, "again"),
            person: handle(&people, "take-off"),
            request: suzie_gets_back_in::handle(&people),
        }
    }

    /// An address of the account with what Suzie's organisation has.
    pub fn path(&self, pattern: &str) -> String {
        filled(pattern, |part| match part {
            "{number}" => self.entry.to_string(),
            "{id}" => self.commitment.clone(),
            "{invitation}" => self.invitation.clone(),
            "{person}" => self.person.clone(),
            "{request}" => self.request.clone(),
            other => panic!("what stands for {other} in {pattern}?"),
        })
    }
}

/// The same with what nobody has.
pub fn nowhere(pattern: &str) -> String {
    filled(pattern, |part| match part {
        "{number}" => "999999".to_owned(),
        _ => "never-was".to_owned(),
    })
}

fn filled(pattern: &str, part: impl Fn(&str) -> String) -> String {
    let piece = |piece: &str| if piece.contains('{') { part(piece) } else { piece.to_owned() };
    pattern.split('/').map(piece).collect::<Vec<_>>().join("/")
}

/// What a colleague has alone: another browser in which they are signed in, and a passkey.
pub struct Own {
    pub session: i64,
    passkey: i64,
}

impl Own {
    /// Half a minute passes, since a code is good once.
    pub fn of_each(app: &TestApp, colleagues: &[Colleague]) -> Vec<Own> {
        app.clock.advance(Duration::seconds(30));
        colleagues.iter().map(|colleague| Own::of(app, colleague)).collect()
    }

    fn of(app: &TestApp, colleague: &Colleague) -> Own {
        let id = colleague.id;
        colleague.signs_in_from(&app.anonymous(), app).location().expect("signed in");
        app.write(move |db, now| {
            let key = store::passkey::NewPasskey {
                staff_id: id,
                user_handle: format!("handle-{id}"),
                credential_id: format!("credential-{id}"),
                credential: "{}".to_owned(),
                name: "Laptop at work".to_owned(),
            };
            let passkey = store::passkey::insert(db, &key, now)?.0;
            let sessions = store::session::list_of(db, Subject::Staff(id), now)?;
            let session = sessions.iter().map(|session| session.id.0).max().expect("a session");
            Ok(Own { session, passkey })
        })
    }
}

/// What the ministry has that an address names.
struct Desk {
    waiting: i64,
    twin: String,
    message: i64,
    decision: i64,
    circular: i64,
    invalidation: i64,
    rule: i64,
    mail: i64,
    colleague: StaffId,
    letter: i64,
}

impl Desk {
    fn place(app: &TestApp, suzies: &Signatory, [_, bodil, egil, asta]: &[Colleague; 4]) -> Desk {
        // One that looks like Suzie's.
        let given =
            Given { contacts: &["bo@engen.example"], state: EndorsementState::InReview, ..Given::default() };
        let waiting = desk::number_of(app, &app.signatory(given));
        let junk = staff_invalidate::sent(app, "Junk Fond", EndorsementState::InReview, "203.0.113.7");
        let found = staff_invalidate::look(bodil, &[("network", "203.0.113.0/24")]).ok();
        egil.send("/staff/call/begin", &[("kind", "substantive")]).ok().says("A new version is begun");
        let id = suzies.organisation;
        Desk {
            waiting,
            twin: app.read(move |db| store::organisation::find(db, id)).public_id,
            message: message(bodil, asta, waiting),
            decision: decision(bodil, desk::number_of(app, &junk)),
            circular: circular(bodil),
            invalidation: staff_invalidate::begin(bodil, &found).0,
            rule: rule(app, asta),
            mail: mail(app),
            colleague: nils(app),
            letter: letter(app, bodil, waiting),
        }
    }
}

/// A colleague who has not set up the account.
pub fn nils(app: &TestApp) -> StaffId {
    app.write(|db, now| {
        let new = store::staff::NewStaff {
            email: "nils@ministry.example".to_owned(),
            name: "Nils Nyansat".to_owned(),
            roles: Roles::parse("viewer"),
            language: Locale::English,
            created_by: None,
            created_at: now,
        };
        store::staff::insert(db, &new)
    })
}

/// What one colleague asks another about a Case.
fn message(from: &Colleague, to: &Colleague, case: i64) -> i64 {
    let adviser = to.id.to_string();
    let question = [("adviser", adviser.as_str()), ("question", "Is it real?")];
    assert_eq!(from.post(&format!("/staff/cases/{case}/opinion"), &question).status, 303);
    let page = to.get(&format!("/staff/cases/{case}")).ok();
    page.between("/staff/messages/", "\"").parse().unwrap()
}

/// A decision on many Cases, though on one alone: a colleague takes it.
fn decision(by: &Colleague, case: i64) -> i64 {
    let to = by.id.to_string();
    let fields = [("what", "assign"), ("step", "yes"), ("assignee", to.as_str())];
    let page = staff_decide_many::look(by, &[case], &fields).ok();
    staff_decide_many::done(by, &page).0.0
}

/// An official letter that waits for its second person.
fn letter(app: &TestApp, by: &Colleague, case: i64) -> i64 {
    staff_file_letters::record(by, case, "2026-4711");
    let of = app.read(move |db| store::case::by_number(db, case)).organisation_id;
    app.read(move |db| store::assurance::of_organisation(db, of))[0].id.0
}

fn circular(by: &Colleague) -> i64 {
    let begun = by.post("/staff/circulars", &[("kind", "message")]);
    begun.location().and_then(|to| to.rsplit('/').next()).expect("a circular").parse().unwrap()
}

fn rule(app: &TestApp, admin: &Colleague) -> i64 {
    add_rule(admin, "block", "domain", "*.elsewhere.example");
    app.read(|db| store::rule::live(db, Moment::from_millis(0)))[0].id.0
}

/// A mail that was given up.
fn mail(app: &TestApp) -> i64 {
    app.write(|db, now| {
        let mail = store::outbox::claim(db, now, now + Duration::minutes(10), 1)?.remove(0);
        assert!(store::outbox::park(db, &mail, (Hindrance::Refused, Some("550 no such mailbox")))?);
        Ok(mail.id.0)
    })
}

/// Everything.
pub struct World {
    suzies: Suzies,
    desk: Desk,
}

impl World {
    /// With a viewer, a moderator, an editor and an admin.
    pub fn place(app: &TestApp, suzies: Suzies, staff: &[Colleague; 4]) -> World {
        let desk = Desk::place(app, &suzies.signatory, staff);
        World { suzies, desk }
    }

    /// The pattern with something that is there in place of each part in braces.
    pub fn path(&self, pattern: &str, own: &Own) -> String {
        if pattern.starts_with("/account") && !pattern.contains("{token}") {
            return self.suzies.path(pattern);
        }
        let (desk, suzies) = (&self.desk, &self.suzies);
        filled(pattern, |part| match part {
            "{number}" if pattern.starts_with("/staff/cases") => desk.waiting.to_string(),
            "{number}" if pattern.contains("/call/") => "1".to_owned(),
            "v{number}" => "v1".to_owned(),
            "{number}" => suzies.entry.to_string(),
            "{number}.tlog-proof" => format!("{}.tlog-proof", suzies.entry),
            "{id}" if pattern.starts_with("/staff/people") => desk.colleague.to_string(),
            "{id}" if pattern.contains("/beside/") => desk.twin.clone(),
            "{id}" if pattern.contains("/letter/") => desk.letter.to_string(),
            "{id}" => self.number(pattern, own).unwrap_or_else(|| suzies.commitment.clone()),
            "{mail}" => "declined".to_owned(),
            "{slug}" => suzies.signatory.slug.clone(),
            "{code}" => "not_real".to_owned(),
            "{token}" => "no-such-token".to_owned(),
            // One that the draft has besides the authentic text, which cannot be taken out.
            "{language}" if pattern.starts_with("/staff/call") => "da".to_owned(),
            "{language}" => "en".to_owned(),
            "{language}.md" => "en.md".to_owned(),
            "{place}" => "0".to_owned(),
            "{name}" => "site.css".to_owned(),
            "{older}" => "1".to_owned(),
            "{newer}" => "2".to_owned(),
            "{date}" => "2026-11-23".to_owned(),
            "{file}" => "signatories.csv".to_owned(),
            "sitemap-{part}.xml" => "sitemap-1.xml".to_owned(),
            "{path:.*}" => "0/000".to_owned(),
            other => panic!("what stands for {other} in {pattern}?"),
        })
    }

    fn number(&self, pattern: &str, own: &Own) -> Option<String> {
        let found = NUMBERED.iter().find(|(begin, _)| pattern.starts_with(begin));
        found.map(|(_, row)| row(&self.desk, own).to_string())
    }
}
