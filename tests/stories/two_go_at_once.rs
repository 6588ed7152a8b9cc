//! Two go at the same moment, and one has to stay: whoever acts for an organisation, and the ministry's admins. Two take the
//! same list over at the same moment, and each row is taken in once.

use chrono::Duration;
use tilsagn::app::account::{Acting, answer};
use tilsagn::app::act::Origin;
use tilsagn::app::import::{self, Row};
use tilsagn::app::letter::Letter;
use tilsagn::app::{people, staff};
use tilsagn::domain::draft::RepresentativeAnswers;
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::domain::ids::RepresentativeId;
use tilsagn::domain::locale::Locale;
use tilsagn::domain::permit::{HeldSince, ManageStaff, Permit, Role, Staff};
use tilsagn::domain::{Error, Refusal};
use tilsagn::store;

use crate::operator_imports::on_letter;
use crate::stories;
use crate::support::app::TestApp;
use crate::support::fixtures::{Given, Signatory};

stories!(
    of_two_who_leave_at_once_one_stays,
    of_two_who_take_each_other_off_at_once_one_stays,
    who_leaves_and_takes_the_other_off_at_once_does_one,
    who_joins_what_is_called_off_at_once_is_forgotten_with_it,
    of_two_admins_who_disable_each_other_at_once_one_stays,
    of_two_admins_who_give_up_their_role_at_once_one_stays,
    of_two_imports_of_a_list_at_once_one_takes_it_in,
    an_import_that_was_undone_is_not_told_as_done,
);

/// How often each is tried: on PostgreSQL, without anything that holds them apart, two of three times both went.
const ROUNDS: usize = 12;

fn two(app: &TestApp) -> Signatory {
    app.signatory(Given {
        contacts: &["suzie@skovbrynet.example", "bo@skovbrynet.example"],
        ..Given::default()
    })
}

fn acting(representative: RepresentativeId) -> Acting {
    Acting { representative, origin: Origin::system() }
}

/// What a colleague is called in addresses.
fn handle(app: &TestApp, by: RepresentativeId) -> String {
    let people = app.block_on(people::see(&app.app, by)).unwrap().people;
    people.into_iter().find(|one| !one.me).unwrap().handle
}

#[track_caller]
fn one_stays(app: &TestApp, of: &Signatory, went: [Result<(), Error>; 2]) {
    let id = of.organisation;
    let left = app.read(move |db| store::representative::of_organisation(db, id));
    assert_eq!(left.len(), 1, "{went:?}");
    assert_eq!(went.iter().filter(|one| one.is_ok()).count(), 1, "{went:?}");
}

fn of_two_who_leave_at_once_one_stays(app: &TestApp) {
    for _ in 0..ROUNDS {
        let given = two(app);
        let [one, other] = [given.representatives[0], given.representatives[1]].map(acting);
        let (one, other) = app
            .block_on(async { tokio::join!(people::leave(&app.app, one), people::leave(&app.app, other)) });
        one_stays(app, &given, [one, other]);
    }
}

fn of_two_who_take_each_other_off_at_once_one_stays(app: &TestApp) {
    for _ in 0..ROUNDS {
        let given = two(app);
        let [one, other] = [given.representatives[0], given.representatives[1]];
        let (theirs, mine) = (handle(app, one), handle(app, other));
        let (one, other) = app.block_on(async {
            tokio::join!(
                people::take_off(&app.app, acting(one), &theirs),
                people::take_off(&app.app, acting(other), &mine)
            )
        });
        one_stays(app, &given, [one, other]);
    }
}

fn who_leaves_and_takes_the_other_off_at_once_does_one(app: &TestApp) {
    for _ in 0..ROUNDS {
        let given = two(app);
        let one = given.representatives[0];
        let theirs = handle(app, one);
        let (left, taken) = app.block_on(async {
            tokio::join!(
                people::leave(&app.app, acting(one)),
                people::take_off(&app.app, acting(one), &theirs)
            )
        });
        one_stays(app, &given, [left, taken]);
    }
}

/// Bo follows his invitation in the moment in which all that Suzie sent is erased.
fn who_joins_what_is_called_off_at_once_is_forgotten_with_it(app: &TestApp) {
    for round in 0..ROUNDS {
        let given = app.signatory(Given { state: EndorsementState::InReview, ..Given::default() });
        let suzie = given.representatives[0];
        let email = format!("bo{round}@skovbrynet.example");
        let whom = people::Answers {
            name: "Bo Prøvesen".to_owned(),
            email: email.clone(),
            language: "en".to_owned(),
            ..people::Answers::default()
        };
        app.block_on(people::invite(&app.app, acting(suzie), whom)).unwrap();
        let Letter::Invitation { link, .. } = app.mail_to(&email) else { panic!("no invitation") };
        let token = link.rsplit('/').next().unwrap();
        let bo = RepresentativeAnswers {
            name: "Bo Prøvesen".to_owned(),
            job_title: "Secretary".to_owned(),
            authority: "delegated".to_owned(),
            ..RepresentativeAnswers::default()
        };
        let (joined, called_off) = app.block_on(async {
            tokio::join!(
                people::join(&app.app, Origin::system(), token, bo, Locale::English),
                answer::call_off(&app.app, acting(suzie))
            )
        });
        called_off.unwrap();
        let left = app.read(move |db| store::representative::of_organisation(db, given.organisation));
        assert!(left.is_empty(), "joined: {}", joined.is_ok());
    }
}

/// An admin who is signed in and has just proved it.
fn admin(app: &TestApp, name: &str) -> Staff {
    let email = format!("{name}@ministry.example");
    app.block_on(staff::add_by_operator(&app.app, &email, name, "admin viewer")).unwrap();
    let now = app.app.clock.now();
    let row = app.write(move |db, _| {
        let row = store::staff::by_email(db, &email)?.ok_or(Error::NotFound)?;
        store::staff::open_without_password(db, row.id)?;
        store::staff::find(db, row.id)
    });
    let held_since = HeldSince::all(&row.roles, now - Duration::days(2));
    Staff { id: row.id, name: row.name, roles: row.roles, held_since, stepped_up_at: Some(now) }
}

fn permit(app: &TestApp, of: &Staff) -> Permit<ManageStaff> {
    of.permit(app.app.clock.now()).unwrap()
}

/// One of them, the other having been refused; and both of them gone from what comes next.
#[track_caller]
fn one_admin_stays(app: &TestApp, went: [Result<(), Error>; 2]) {
    let left = app.read(store::staff::count_by_role)[&Role::Admin];
    assert_eq!(left, 1, "{went:?}");
    let refused = |one: &Result<(), Error>| matches!(one, Err(Error::Refused(Refusal::LastAdmin)));
    assert_eq!(went.iter().filter(|one| refused(one)).count(), 1, "{went:?}");
    for row in app.read(store::staff::list) {
        app.write(move |db, now| store::staff::disable(db, row.id, now));
    }
}

fn of_two_admins_who_disable_each_other_at_once_one_stays(app: &TestApp) {
    for round in 0..ROUNDS {
        let [one, other] = ["asta", "aksel"].map(|name| admin(app, &format!("{name}{round}")));
        let (first, second) = (permit(app, &one), permit(app, &other));
        let (one, other) = app.block_on(async {
            tokio::join!(
                staff::disable(&app.app, Origin::system(), &first, other.id),
                staff::disable(&app.app, Origin::system(), &second, one.id)
            )
        });
        one_admin_stays(app, [one, other]);
    }
}

fn of_two_admins_who_give_up_their_role_at_once_one_stays(app: &TestApp) {
    for round in 0..ROUNDS {
        let [one, other] = ["asta", "aksel"].map(|name| admin(app, &format!("{name}{round}")));
        let (first, second) = (permit(app, &one), permit(app, &other));
        let revision = |of: &Staff| {
            let id = of.id;
            app.read(move |db| store::staff::find(db, id)).revision
        };
        let (mine, theirs) = (revision(&one), revision(&other));
        let (one, other) = app.block_on(async {
            tokio::join!(
                staff::change_roles(&app.app, Origin::system(), &first, one.id, ("viewer", mine)),
                staff::change_roles(&app.app, Origin::system(), &second, other.id, ("viewer", theirs))
            )
        });
        one_admin_stays(app, [one.map(drop), other.map(drop)]);
    }
}

fn rows(names: std::ops::Range<usize>) -> Vec<Row> {
    let row = |number: usize| Row {
        line: number as u64 + 2,
        name: format!("Forening nummer {number}"),
        category: "civil_society".to_owned(),
        country: "DK".to_owned(),
        website: String::new(),
    };
    names.map(row).collect()
}

fn of_two_imports_of_a_list_at_once_one_takes_it_in(app: &TestApp) {
    app.publish_call();
    for round in 0..ROUNDS {
        let list = rows(round * 20..round * 20 + 20);
        let take = |list: Vec<Row>| import::signatories(&app.app, list.into(), on_letter(), || {});
        let (one, other) = app.block_on(async { tokio::join!(take(list.clone()), take(list.clone())) });
        let (one, other) = (one.unwrap(), other.unwrap());
        assert_eq!(one.accepted + other.accepted, 20, "round {round}");
        assert_eq!(one.duplicates.len() + other.duplicates.len(), 20, "round {round}");
        assert_eq!(app.rows()["organisations"].len(), (round + 1) * 20);
    }
}

fn an_import_that_was_undone_is_not_told_as_done(app: &TestApp) {
    app.publish_call();
    let take = |list: Vec<Row>| app.block_on(import::signatories(&app.app, list.into(), on_letter(), || {}));
    take(rows(0..3)).unwrap();
    // What comes last fails, as a transaction does that meets another.
    app.sql("CREATE UNIQUE INDEX one_import ON audit_lines (act) WHERE act = 'import.signatories'");
    assert!(matches!(take(rows(3..6)), Err(Error::Conflict)));
    assert_eq!(app.rows()["organisations"].len(), 3);
}
