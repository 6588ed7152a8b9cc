//! Suzie shows that her organisation's domain is its own, by a record in DNS; time passes, and it counts until it is
//! gone. The name servers are real ones on this machine.

use chrono::Duration;
use tilsagn::app::challenge;
use tilsagn::app::letter::Letter;
use tilsagn::domain::assurance::{Level, Method};
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::limits;
use tilsagn::domain::organisation::Category;
use tilsagn::store;

use crate::support::app::TestApp;
use crate::support::desk::{Choice, decide, number_of, reasons};
use crate::support::dns::NameServer;
use crate::support::fixtures::Given;
use crate::support::visitor::Visitor;
use crate::suzie_comes_back::{SUZIE, enter, entry};

pub const RECORD: &str = "_tilsagn-challenge.skovbrynet.example";
const PAGE: &str = "/account/domain";
pub const PROFILE: &str = "/signatories/skovbrynet-folkeforening";

/// A site, and the two name servers that it asks.
pub struct Scene {
    pub app: TestApp,
    pub servers: [NameServer; 2],
}

impl Scene {
    pub fn all() -> Vec<Scene> {
        [TestApp::on_sqlite_with, TestApp::on_postgres_with].map(Scene::on).into()
    }

    pub fn on(start: fn(&[(&str, &str)]) -> TestApp) -> Scene {
        let servers = [NameServer::on_loopback(), NameServer::on_loopback()];
        let list = format!("{},{}", servers[0].address, servers[1].address);
        Scene { app: start(&[("TILSAGN_DNS_SERVERS", &list)]), servers }
    }

    pub fn put(&self, texts: &[&str]) {
        self.servers.iter().for_each(|server| server.texts(RECORD, texts));
    }

    pub fn take_away(&self) {
        self.servers.iter().for_each(|server| server.forget(RECORD));
    }

    /// Has the name servers fail, or answer again.
    pub fn fail(&self, broken: bool) {
        self.servers.iter().for_each(|server| server.break_down(broken));
    }

    /// What happens by itself.
    pub fn look(&self) -> usize {
        let looked = self.app.block_on(challenge::look_at_due(&self.app.app)).unwrap();
        self.app.settle();
        looked
    }

    /// Lets days pass, with a look every six hours.
    pub fn pass(&self, days: i64) {
        for _ in 0..days * 4 {
            self.app.clock.advance(Duration::hours(6));
            self.look();
        }
    }

    pub fn api(&self) -> serde_json::Value {
        let list = self.app.anonymous().get(&format!("/api/v1{PROFILE}")).ok();
        serde_json::from_str::<serde_json::Value>(&list.body).unwrap()["assurance"].clone()
    }

    pub fn letters(&self, template: &str) -> usize {
        self.app.mails().iter().filter(|mail| mail.to == SUZIE && mail.letter.template() == template).count()
    }
}

/// Gets the token, and gives it.
pub fn ask(suzie: &Visitor) -> String {
    suzie.get("/account").ok().says("Show that your domain is yours");
    suzie.get(PAGE).ok().says("Get the line to put there");
    let page = suzie.send(PAGE, &[]).ok().says("Here is what to put at the domain").says(RECORD);
    let token = page.between("Content: ", "\n");
    assert_eq!(token.len(), 40, "{token}");
    token
}

#[test]
fn a_record_in_dns_shows_it() {
    for scene in Scene::all() {
        let app = &scene.app;
        app.signatory(Given::default());
        let suzie = enter(app, SUZIE);
        let token = ask(&suzie);
        let missed = suzie.send("/account/domain/check", &[]).ok();
        missed
            .says("did not find it")
            .says("There is no TXT record of this name")
            .says("does not answer over https");
        scene.put(&["v=something-else"]);
        suzie.send("/account/domain/check", &[]).ok().says("but its value is another");
        assert_eq!(scene.api()["level"], "none");

        scene.put(&["v=something-else", &token]);
        let found = suzie.send("/account/domain/check", &[]).ok();
        found.says("We have looked, and found it").says("Domain verified DNS record found, 24 November 2026");
        app.settle();
        let page = app.anonymous().get(PROFILE).ok();
        page.says("Domain verified, 24 November 2026").says("DNS record found, 24 November 2026");
        let known = scene.api();
        assert_eq!((&known["level"], &known["method"]), (&"domain_control".into(), &"dns_record".into()));
        assert_eq!(known["verified_at"], "2026-11-24T09:00:00.000Z");
        let csv = app.anonymous().get("/data/signatories.csv?assurance=domain_control").ok();
        assert!(csv.body.contains(",domain_control,dns_record,2026-11-24T09:00:00.000Z,"), "{}", csv.body);
        let listed = app.anonymous().get("/signatories?assurance=domain_control").ok();
        listed.says("Skovbrynet Folkeforening").says("Domain verified, 24 Nov 2026");
        let none = app.anonymous().get("/data/signatories.csv?assurance=mailbox").ok();
        assert!(!none.body.contains("Skovbrynet"));
        app.anonymous().get("/about").ok().says("controls its own internet domain");
        let Letter::DomainVerified { domain, method, .. } = app.mail_to(SUZIE) else { panic!("no mail") };
        assert_eq!((domain.as_str(), method), ("skovbrynet.example", Method::DnsRecord));
        suzie.send("/account/domain/check", &[]).ok();
        assert_eq!(scene.letters("domain_verified"), 1, "the same news is told once");
    }
}

#[test]
fn one_name_server_alone_is_not_believed() {
    for scene in Scene::all() {
        scene.app.signatory(Given::default());
        let suzie = enter(&scene.app, SUZIE);
        let token = ask(&suzie);
        scene.servers[0].texts(RECORD, &[&token]);
        suzie.send("/account/domain/check", &[]).ok().says("did not find it").says("do not agree");
        scene.servers[1].texts(RECORD, &[&token]);
        scene.servers[1].break_down(true);
        suzie.send("/account/domain/check", &[]).ok().says("do not agree");
        assert_eq!(scene.api()["level"], "none");
        scene.servers[1].break_down(false);
        suzie.send("/account/domain/check", &[]).ok().says("found it");
    }
}

#[test]
fn whoever_asks_while_all_who_look_are_busy_hears_so_and_is_looked_at_by_itself() {
    for scene in Scene::all() {
        scene.app.signatory(Given::default());
        let suzie = enter(&scene.app, SUZIE);
        scene.put(&[&ask(&suzie)]);
        let turn = || scene.app.block_on(challenge::turn()).ok();
        let turns: Vec<_> = std::iter::from_fn(turn).collect();
        suzie.send("/account/domain/check", &[]).ok().says("We are busy looking");
        scene.app.clock.advance(Duration::minutes(2));
        assert_eq!(scene.look(), 1);
        assert_eq!(scene.letters("domain_verified"), 1);
        drop(turns);
        suzie.send("/account/domain/check", &[]).ok().says("found it");
    }
}

#[test]
fn nobody_needs_to_press_a_button() {
    for scene in Scene::all() {
        scene.app.signatory(Given { state: EndorsementState::InReview, ..Given::default() });
        let token = ask(&enter(&scene.app, SUZIE));
        assert_eq!(scene.look(), 0, "not at once: nobody is that fast");
        scene.app.clock.advance(Duration::minutes(2));
        assert_eq!((scene.look(), scene.look()), (1, 0));
        scene.put(&[&token]);
        scene.app.clock.advance(Duration::hours(1));
        assert_eq!(scene.look(), 1);
        assert_eq!(scene.letters("domain_verified"), 1);
        reasons(&scene.app);
        let given = scene.app.read(|db| store::endorsement::find(db, tilsagn::domain::ids::EndorsementId(1)));
        assert_eq!(given.state, EndorsementState::InReview, "nothing is decided by it");
    }
}

#[test]
fn what_lapsed_before_anybody_saw_it_is_not_told() {
    for scene in Scene::all() {
        let app = &scene.app;
        reasons(app);
        let given = app.signatory(Given { state: EndorsementState::InReview, ..Given::default() });
        let token = ask(&enter(app, SUZIE));
        scene.put(&[&token]);
        app.clock.advance(Duration::minutes(2));
        scene.look();
        scene.take_away();
        scene.pass(limits::DOMAIN_AGAIN_DAYS + limits::DOMAIN_LAPSE_DAYS + 2);
        assert_eq!(scene.letters("domain_lapsed"), 1);
        decide(&app.moderator(), number_of(app, &given), &Choice::publish());
        app.settle();
        let page = app.anonymous().get(PROFILE).ok();
        assert!(!page.text().contains("last verified"), "{}", page.text());
        let kinds = app.read(move |db| store::entry::of_organisation(db, given.organisation));
        assert!(kinds.iter().all(|entry| !entry.kind.starts_with("assurance.")));
    }
}

#[test]
fn a_token_that_never_comes_is_given_up() {
    for scene in Scene::all() {
        scene.app.signatory(Given::default());
        let token = ask(&enter(&scene.app, SUZIE));
        scene.pass(limits::DOMAIN_WAIT_DAYS + 1);
        let asked = scene.servers[0].asked().len();
        scene.pass(3);
        assert_eq!(scene.servers[0].asked().len(), asked, "nobody looks any more");
        scene.put(&[&token]);
        let suzie = enter(&scene.app, SUZIE);
        suzie.get(PAGE).ok().says("We no longer look by ourselves");
        suzie.send("/account/domain/check", &[]).ok().says("found it");
    }
}

#[test]
fn what_was_there_and_is_gone_lapses_after_a_warning_and_comes_back() {
    for scene in Scene::all() {
        let app = &scene.app;
        let given = app.signatory(Given::default());
        let case = format!("/staff/cases/{}", number_of(app, &given));
        let token = ask(&enter(app, SUZIE));
        scene.put(&[&token]);
        app.clock.advance(Duration::minutes(2));
        scene.look();
        scene.pass(8);
        scene.take_away();
        scene.pass(8);
        assert_eq!(scene.letters("domain_missing"), 1);
        let Letter::DomainMissing { lapses_on, .. } = app.mail_to(SUZIE) else { panic!("no warning") };
        assert_eq!(scene.api()["level"], "domain_control", "for a while it still counts");
        enter(app, SUZIE).get(PAGE).ok().says("It has been missing since 8 December 2026");
        assert_eq!(lapses_on.to_string(), "2026-12-22");
        let page = app.moderator().get(&case).ok();
        page.says("Counts until 22 December 2026 if it is not found again");
        scene.pass(15);
        let Letter::DomainLapsed { last_verified, .. } = app.mail_to(SUZIE) else { panic!("no mail") };
        assert_eq!(last_verified.to_string(), "2026-12-01");
        let page = app.anonymous().get(PROFILE).ok();
        page.says("Domain last verified on 1 December 2026")
            .says("A check no longer counts")
            .says("Not verified");
        assert_eq!(scene.api()["level"], "none");
        app.verify().good();
        enter(app, SUZIE).get(PAGE).ok().says("Domain last verified on 1 December 2026");
        let page = app.second_moderator().get(&case).ok();
        page.says("Counted until 22 December 2026. Last verified on 1 December 2026");

        scene.put(&[&token]);
        scene.pass(1);
        assert_eq!(scene.api()["level"], "domain_control");
        app.verify().good();
        let page = app.anonymous().get(PROFILE).ok();
        assert!(!page.text().contains("last verified"), "{}", page.text());
        assert_eq!((scene.letters("domain_missing"), scene.letters("domain_lapsed")), (1, 1));

        // The entries alone tell the same.
        app.clock.advance(Duration::days(2));
        app.settle();
        let anyone = app.anonymous();
        anyone.get(&format!("{PROFILE}?as_of=2026-12-05")).ok().says("Domain verified, 24 November 2026");
        anyone
            .get(&format!("{PROFILE}?as_of=2026-12-24"))
            .ok()
            .says("Domain last verified on 1 December 2026");
        let now = anyone.get(&format!("{PROFILE}?as_of=2026-12-26")).ok();
        assert!(now.text().contains("Domain verified") && !now.text().contains("last verified"));
    }
}

#[test]
fn a_new_website_is_a_new_domain_to_show() {
    for scene in Scene::all() {
        let app = &scene.app;
        reasons(app);
        let given = app.signatory(Given::default());
        let suzie = enter(app, SUZIE);
        let token = ask(&suzie);
        scene.put(&[&token]);
        suzie.send("/account/domain/check", &[]).ok().says("found it");
        suzie.send("/account/amend", &entry(&[("go", "send"), ("website", "https://eng.example/")])).ok();
        app.settle();
        assert_eq!(scene.api()["level"], "domain_control", "nothing is changed so far");
        let number =
            crate::suzie_comes_back::cases(app, &given, tilsagn::domain::case::CaseKind::Amendment)[0].number;
        decide(&app.moderator(), number, &Choice::publish());
        app.settle();
        assert_eq!(scene.api()["level"], "none");
        app.verify().good();
        let page = suzie.get(PAGE).ok().says("Get the line to put there").says("eng.example");
        assert!(!page.body.contains(&token));
    }
}

#[test]
fn who_hides_leaves_no_trace_of_a_domain() {
    for scene in Scene::all() {
        let app = &scene.app;
        let given = app.signatory(Given::default());
        let suzie = enter(app, SUZIE);
        let token = ask(&suzie);
        scene.put(&[&token]);
        suzie.send("/account/domain/check", &[]).ok().says("found it");
        suzie.send("/account/visibility", &[("visibility", "protected")]).ok();
        let kept = app.rows();
        for table in ["challenges", "assurances", "entries", "held_entries"] {
            let rows = kept[table].join("\n");
            assert!(!rows.contains("skovbrynet.example") && !rows.contains(&token), "{table}: {rows}");
        }
        assert!(kept["challenges"].is_empty());
        suzie.get(PAGE).ok().says("would tell the world");
        assert_eq!(suzie.post(PAGE, &[]).status, 409);
        assert_eq!(suzie.post("/account/domain/check", &[]).status, 409);
        assert!(!suzie.get("/account").ok().text().contains("Show that your domain is yours"));
        let before = scene.servers[0].asked().len();
        scene.pass(10);
        assert_eq!(scene.servers[0].asked().len(), before, "nobody asks for it any more");

        // Shown again, it has to show it again.
        enter(app, SUZIE).fills("/account/visibility", &[("visibility", "public")]).ok();
        app.settle();
        assert_eq!(scene.api()["level"], "none");
        app.clock.advance(Duration::days(1));
        app.settle();
        app.anonymous().get(PROFILE).ok().says("Domain last verified on 24 November 2026");
        // The ministry reads again at which domain it was found.
        let number = crate::staff_second::reported(app, &given);
        let page = app.moderator().get(&format!("/staff/cases/{number}")).ok();
        page.says("How we know it").says("DNS record found: skovbrynet.example");
    }
}

#[test]
fn staff_ask_for_it_by_mail_but_never_a_state() {
    for scene in Scene::all() {
        let app = &scene.app;
        let given = app.signatory(Given { state: EndorsementState::InReview, ..Given::default() });
        let bodil = app.moderator();
        let case = format!("/staff/cases/{}", number_of(app, &given));
        bodil.get(&case).ok().says("Control of the domain");
        let page = format!("{case}/domain");
        bodil.get(&page).ok().says("Ask for it by mail");
        bodil.send(&page, &[]).ok().says(RECORD);
        let Letter::DomainAsked { token, record, file, .. } = app.mail_to(SUZIE) else { panic!("no mail") };
        assert_eq!(record, RECORD);
        assert_eq!(file, "https://skovbrynet.example/.well-known/tilsagn-challenge");
        scene.put(&[&token]);
        bodil.send(&format!("{page}/check"), &[]).ok().says("found it");
        let page = bodil.get(&case).ok().says("The organisation controls its domain");
        page.says("had the domain looked at")
            .says("How we know it")
            .says("DNS record found: skovbrynet.example Checked by this site: 24 November 2026")
            .says("It is looked for again on 1 December 2026");
        let records = app.read(move |db| store::assurance::of_organisation(db, given.organisation));
        assert_eq!(records[0].level, Level::DomainControl);

        let state = app.signatory(Given {
            category: Category::State,
            name: "Eksempelland",
            contacts: &["note@stat.example"],
            website: "https://stat.example/",
            state: EndorsementState::InReview,
            ..Given::default()
        });
        let case = format!("/staff/cases/{}", number_of(app, &state));
        assert!(!bodil.get(&case).ok().text().contains("Control of the domain"));
        bodil.get(&format!("{case}/domain")).ok().says("never by its domain");
        assert_eq!(bodil.post(&format!("{case}/domain"), &[]).status, 409);
        let envoy = enter(app, "note@stat.example");
        envoy.get(PAGE).ok().says("never by its domain");
        assert_eq!(envoy.post(PAGE, &[]).status, 409);
    }
}

#[test]
fn nobody_makes_us_look_without_end() {
    let servers = NameServer::on_loopback();
    let list = servers.address.to_string();
    let app = TestApp::on_sqlite_with(&[("TILSAGN_DNS_SERVERS", &list), ("TILSAGN_RATE_LIMITS", "on")]);
    app.signatory(Given::default());
    let suzie = enter(&app, SUZIE);
    ask(&suzie);
    let answers: Vec<u16> = (0..8).map(|_| suzie.post("/account/domain/check", &[]).status).collect();
    let allowed = answers.iter().filter(|status| **status == 303).count();
    assert_eq!(allowed, limits::DOMAIN_LOOKS.at_once as usize, "{answers:?}");
    assert_eq!(answers[7], 429);
}
