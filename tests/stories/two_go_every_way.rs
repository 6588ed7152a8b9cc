//! Two signatories become one, part, hide and show themselves, in every order that there is: after each act the log is found
//! good and names nobody who hides. Every pair goes a way of its own, and all of them at once. The longer ways are for
//! `./tests/run --all`.

use std::collections::BTreeSet;

use chrono::Duration;
use serde_json::json;
use tilsagn::app::account::{Account, Acting, seen};
use tilsagn::app::act::{About, Origin, Subject};
use tilsagn::app::case::decide::{self, Outcome, Verdict};
use tilsagn::app::case::matter::Matter;
use tilsagn::app::case::merge::{self, Wish};
use tilsagn::app::case::ruling::Ruling;
use tilsagn::app::case::second::{self, Second};
use tilsagn::app::{entry_body, erasure, staff, visibility};
use tilsagn::domain::draft::VisibilityAnswers;
use tilsagn::domain::entry::EntryKind;
use tilsagn::domain::permit::{HeldSince, Moderate, Permit, Staff};
use tilsagn::store;
use tilsagn::worker;

use crate::operator_resumes::numbers;
use crate::support::app::TestApp;
use crate::support::desk::{number_of, reasons};
use crate::support::fixtures::{Given, PLACED, Signatory};

#[test]
fn five_acts_in_every_order_leave_the_log_good() {
    every_way(5);
}

#[test]
#[ignore = "takes minutes"]
fn seven_acts_in_every_order_leave_the_log_good() {
    every_way(7);
}

/// One of the two: the place of it.
type Side = usize;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// The other one goes into this.
    Merge(Side),
    Unmerge,
    Hide(Side),
    Show(Side),
}

/// How the two stand.
#[derive(Debug, Clone, Copy, Default)]
struct Standing {
    /// Which one the other became.
    one: Option<Side>,
    hidden: [bool; 2],
}

impl Standing {
    /// What can happen next.
    fn possible(self) -> Vec<Step> {
        let choice = |side: Side| if self.hidden[side] { Step::Show(side) } else { Step::Hide(side) };
        let together =
            if self.hidden == [false, false] { vec![Step::Merge(0), Step::Merge(1)] } else { vec![] };
        match self.one {
            Some(side) if self.hidden[side] => vec![choice(side)],
            Some(side) => vec![choice(side), Step::Unmerge],
            None => [together, vec![choice(0), choice(1)]].concat(),
        }
    }

    fn after(mut self, step: Step) -> Standing {
        match step {
            Step::Merge(side) => self.one = Some(side),
            Step::Unmerge => self.one = None,
            Step::Hide(side) | Step::Show(side) => {
                let sides = if self.one.is_some() { vec![0, 1] } else { vec![side] };
                sides.into_iter().for_each(|side| self.hidden[side] = matches!(step, Step::Hide(_)));
            }
        }
        self
    }

    /// Every way from here of so many acts.
    fn ways(self, acts: usize) -> Vec<Vec<Step>> {
        if acts == 0 {
            return vec![Vec::new()];
        }
        let begin = |step: Step| {
            let further = self.after(step).ways(acts - 1).into_iter();
            further.map(move |rest| [vec![step], rest].concat())
        };
        self.possible().into_iter().flat_map(begin).collect()
    }
}

/// Two that have nothing to do with any others.
struct Pair {
    two: [Signatory; 2],
    /// What nothing else is called.
    words: [String; 2],
    way: Vec<Step>,
    standing: Standing,
    erased: [bool; 2],
    /// The Case in which they became one last.
    case: i64,
}

/// What happens before they are one for the first time has no other in it: each way begins with that.
fn every_way(acts: usize) {
    let app = TestApp::on_sqlite();
    reasons(&app);
    let desk = Desk::of(&app);
    let begun = Standing::default().after(Step::Merge(0));
    let ways = begun.ways(acts - 1).into_iter().map(|rest| [vec![Step::Merge(0)], rest].concat());
    let mut pairs: Vec<Pair> = ways.enumerate().map(|(place, way)| pair(&app, place, way)).collect();
    good(&app, &pairs, 0);
    for done in 0..acts {
        for pair in &mut pairs {
            desk.take(&app, pair, pair.way[done]);
        }
        good(&app, &pairs, done + 1);
    }
    for turn in 0..2 {
        for (place, pair) in pairs.iter_mut().enumerate() {
            erase(&app, pair, (place + turn) % 2);
        }
        good(&app, &pairs, acts);
    }
}

fn pair(app: &TestApp, place: usize, way: Vec<Step>) -> Pair {
    let words = [format!("nordhus{place}q"), format!("sydhus{place}q")];
    let two = [0, 1].map(|side| signatory(app, &words[side]));
    Pair { two, words, way, standing: Standing::default(), erased: [false; 2], case: 0 }
}

/// One with a commitment, both entered.
fn signatory(app: &TestApp, word: &str) -> Signatory {
    let kept = |text: String| -> &'static str { text.leak() };
    let given = Given {
        name: kept(format!("Foreningen {word}")),
        website: kept(format!("https://{word}.example/")),
        contacts: vec![kept(format!("ida@{word}.example"))].leak(),
        commitments: vec![kept(format!("Open the doors of {word}"))].leak(),
        ..Given::default()
    };
    let version = app.call();
    let placed = app.block_on(crate::support::fixtures::place(&app.app, version, given)).unwrap();
    let (of, promise) = (placed.organisation, placed.commitments[0]);
    let entered = app.app.act(Origin::operator(), move |act| {
        let organisation = store::organisation::find(act.db, of)?;
        let body = entry_body::commitment(&organisation, &store::commitment::find(act.db, promise)?);
        let about = About { organisation: Some(of), commitment: Some(promise) };
        act.entry(EntryKind::CommitmentPublished, about, &body)?;
        act.audit(PLACED, Subject("commitment", Some(promise.0)), json!({}))
    });
    app.block_on(entered).unwrap();
    placed
}

/// A moderator and an admin who need no browser.
struct Desk {
    moderator: Staff,
    admin: Staff,
}

impl Desk {
    fn of(app: &TestApp) -> Desk {
        let colleague = |name: &str, role: &str| {
            let email = format!("{name}@ministry.example");
            app.block_on(staff::add_by_operator(&app.app, &email, name, role)).unwrap();
            let row = app.read(move |db| store::staff::by_email(db, &email)).expect("the account");
            let held_since = HeldSince::all(&row.roles, app.app.clock.now() - Duration::days(2));
            Staff { id: row.id, name: row.name, roles: row.roles, held_since, stepped_up_at: None }
        };
        Desk { moderator: colleague("bodil", "moderator"), admin: colleague("asta", "admin") }
    }

    fn permit(&self, app: &TestApp) -> Permit<Moderate> {
        self.moderator.permit(app.app.clock.now()).unwrap()
    }

    fn take(&self, app: &TestApp, pair: &mut Pair, step: Step) {
        let (permit, by) = (self.permit(app), Origin::operator());
        match step {
            Step::Hide(side) => appears(app, &pair.two[side], "protected"),
            Step::Show(side) => appears(app, &pair.two[side], "public"),
            Step::Merge(side) => {
                let from = number_of(app, &pair.two[side]);
                let other = pair.two[1 - side].slug.clone();
                let (kind, note) = ("former".to_owned(), "One society.".to_owned());
                let wish = Wish { other, other_stays: false, kind, note };
                let begun = merge::begin(&app.app, &permit, by, (from, wish));
                (pair.case, _) = app.block_on(begun).unwrap();
                self.decide(app, pair.case, "merge");
            }
            Step::Unmerge => {
                let begun = merge::reconsider(&app.app, &permit, by, pair.case);
                let case = app.block_on(begun).unwrap();
                self.decide(app, case, "unmerge");
            }
        }
        pair.standing = pair.standing.after(step);
    }

    /// The moderator decides, the admin agrees.
    fn decide(&self, app: &TestApp, number: i64, decision: &str) {
        let ruling = Ruling::parse(decision, "", "", "", false).unwrap();
        let now = app.app.clock.now();
        let admin = Staff { stepped_up_at: Some(now), ..self.admin.clone() };
        let (permit, second) = (self.permit(app), Second::Grave(admin.permit(now).unwrap()));
        app.block_on(async {
            let seen = decide::preview(&app.app, &permit, number, ruling.clone()).await?;
            let (revision, shown) = (seen.revision, seen.shown);
            let verdict = Verdict { number, revision, shown: shown.clone(), ruling };
            let outcome = decide::decide(&app.app, &permit, Origin::operator(), verdict).await?;
            assert_eq!(outcome, Outcome::Proposed);
            let case = app.app.store.read(move |db| store::case::by_number(db, number)).await?;
            second::approve(&app.app, &second, Origin::operator(), number, (case.revision, shown)).await
        })
        .unwrap();
    }
}

fn appears(app: &TestApp, who: &Signatory, choice: &str) {
    let acting = Acting { representative: who.representatives[0], origin: Origin::operator() };
    let answers = VisibilityAnswers { choice: choice.to_owned(), ..VisibilityAnswers::default() };
    let (own, id) = (app.app.clone(), acting.representative);
    let shown = app.read(move |db| seen::appearance(&own, &Account::of(&own, db, id)?));
    app.block_on(visibility::choose(&app.app, acting, answers, shown)).unwrap();
}

/// Erases one of the two, with what is one with it.
fn erase(app: &TestApp, pair: &mut Pair, side: Side) {
    let side = pair.standing.one.unwrap_or(side);
    if pair.erased[side] {
        return;
    }
    let (own, number) = (app.app.clone(), number_of(app, &pair.two[side]));
    let erased = app.app.act(Origin::operator(), move |act| {
        let matter = Matter::load(&own, act.db, number)?;
        erasure::signatory(act, &matter.organisation, &matter.endorsement, &matter.case)?;
        act.audit(PLACED, Subject("case", Some(matter.case.id.0)), json!({}))
    });
    app.block_on(erased).unwrap();
    let gone = if pair.standing.one.is_some() { vec![0, 1] } else { vec![side] };
    gone.into_iter().for_each(|side| pair.erased[side] = true);
}

/// A day later the log is good, and names who is named and nobody else, today and on the first day.
#[track_caller]
fn good(app: &TestApp, pairs: &[Pair], done: usize) {
    app.clock.advance(Duration::days(1));
    app.block_on(worker::visibility::look_once(&app.app)).unwrap();
    app.settle();
    let verdict = app.verify();
    if !verdict.passed {
        let findings = verdict.report["findings"].as_array().cloned().unwrap_or_default();
        let wrong: BTreeSet<i64> = findings.iter().filter_map(|one| one["entry"].as_i64()).collect();
        let of = |one: &Signatory| numbers(app, one.organisation).iter().any(|number| wrong.contains(number));
        let ways = pairs.iter().filter(|pair| pair.two.iter().any(of)).map(|pair| &pair.way[..done]);
        panic!("{:#?}\n{findings:#?}\n{}", ways.collect::<Vec<_>>(), verdict.errors);
    }
    let visitor = app.anonymous();
    let read = |path: &str| visitor.get(path).ok().body.to_lowercase();
    let log = read("/data/entries.ndjson");
    let lists = ["signatories", "commitments"].map(|noun| {
        let list = format!("/api/v1/{noun}?limit=500");
        read(&list) + &read(&format!("{list}&as_of=2026-11-24"))
    });
    for pair in pairs {
        for (side, word) in pair.words.iter().enumerate() {
            let named = !pair.standing.hidden[side] && !pair.erased[side];
            let way = (&pair.way[..done], pair.erased);
            assert_eq!(log.contains(word), named, "the log of {word}: {way:?}");
            for list in &lists {
                assert_eq!(list.contains(word), named, "the lists of {word}: {way:?}");
            }
        }
    }
}
