//! A hundred thousand submissions of junk from thousands of addresses, some of them held for how many came. The rows are made by
//! the store's own functions, as the form and its confirmation leave them, thousands to a transaction.

use std::ops::Range;

use tilsagn::app::act::{Act, Origin, Subject};
use tilsagn::app::arrival::{self, Judgement};
use tilsagn::app::contact::{self, Contact};
use tilsagn::app::letter::Letter;
use tilsagn::domain::Result;
use tilsagn::domain::arrival::Hold;
use tilsagn::domain::case::{CaseKind, MailboxKind};
use tilsagn::domain::email::Email;
use tilsagn::domain::endorsement::{Act as Step, Authority, EndorsementState, Origin as CameBy};
use tilsagn::domain::ids::{EndorsementId, OrganisationId, VersionId};
use tilsagn::domain::locale::Locale;
use tilsagn::domain::organisation::Category;
use tilsagn::domain::search_key::fold;
use tilsagn::domain::similarity::Skeleton;
use tilsagn::domain::text::Name;
use tilsagn::domain::visibility::Visibility;
use tilsagn::store::Json;
use tilsagn::store::case::Marks;
use tilsagn::{secret, store};

use crate::support::app::TestApp;
use crate::support::fixtures::PLACED;

/// From how many addresses it comes.
pub const ADDRESSES: usize = 5_000;
/// One of so many is held.
const HELD: usize = 250;
const AT_ONCE: usize = 2_000;

/// Puts a part of it there, and gives that. The very first is held.
pub fn flood(app: &TestApp, junk: Range<usize>) -> Vec<EndorsementId> {
    let version = app.call();
    let mut placed = Vec::new();
    for begin in junk.clone().step_by(AT_ONCE) {
        let some = begin..junk.end.min(begin + AT_ONCE);
        let written = app.app.act(Origin::system(), move |act| {
            act.audit(PLACED, Subject("endorsement", None), serde_json::json!({}))?;
            some.map(|n| one(act, version, n)).collect::<Result<Vec<_>>>()
        });
        placed.extend(app.block_on(written).unwrap());
    }
    placed
}

fn one(act: &mut Act<'_>, version: VersionId, n: usize) -> Result<EndorsementId> {
    let (now, app) = (act.now, act.app);
    let name = Name::parse(&format!("Junk {n} cheap watches")).unwrap();
    let domain =
        if n.is_multiple_of(3) { "gmail.com".to_owned() } else { format!("junk{}.example", n % 997) };
    let email = Email::parse(&format!("x{n}@{domain}")).unwrap();
    let profile = profile(n, &name);
    let organisation = store::organisation::insert(act.db, &secret::public_id(&*app.chance), &profile, now)?;
    let contact = Contact { name: "X".into(), job_title: "Y".into(), email: email.as_str().to_owned() };
    let person = store::representative::NewRepresentative {
        organisation_id: organisation,
        sealed: contact::seal(app, &contact)?,
        email_index: contact::index(app, &email),
        language: "en".to_owned(),
        named: false,
        created_at: now,
        authority: None,
    };
    let person = store::representative::insert(act.db, &person)?;
    let reference = secret::reference(&*app.chance);
    let endorsement = store::endorsement::insert(
        act.db,
        &store::endorsement::NewEndorsement {
            public_id: secret::public_id(&*app.chance),
            reference: reference.clone(),
            organisation_id: organisation,
            representative_id: Some(person),
            version_id: version,
            language: "en".to_owned(),
            state: EndorsementState::Submitted,
            visibility: Visibility::Public,
            embargo_until: None,
            statement: Some("Cheap watches for all.".to_owned()),
            authority: Authority::Own,
            origin: CameBy::Form,
            submitted_at: now,
            updated_at: now,
            revision: 1,
        },
    )?;
    let held = n.is_multiple_of(HELD);
    from(act, n, &email, (endorsement, held))?;
    if !held {
        is_confirmed(act, &name, &email, (organisation, endorsement))?;
    }
    let words = fold(&format!("{} {reference}", name.as_str()));
    let case = store::case::open(act.db, CaseKind::Endorsement, endorsement.0, (organisation, &words), now)?;
    let mailbox = if email.is_free_mail() { MailboxKind::Free } else { MailboxKind::Other };
    store::case::mark(act.db, case, Marks { mailbox, flagged: n.is_multiple_of(2), held })?;
    Ok(endorsement)
}

/// What its mailbox did, and a mail that waits to go there.
fn is_confirmed(
    act: &mut Act<'_>,
    name: &Name,
    email: &Email,
    (organisation, endorsement): (OrganisationId, EndorsementId),
) -> Result<()> {
    let letter = Letter::AlreadySigned { organisation: name.to_string(), link: String::new() };
    let event = format!("already_signed.{endorsement}.flood");
    act.mail_about(organisation, &event, (email, Locale::English), &letter)?;
    for step in [Step::Confirm, Step::OpenCase] {
        let seen = store::endorsement::find(act.db, endorsement)?;
        store::endorsement::apply(act.db, &seen, step, act.now)?;
    }
    Ok(())
}

fn profile(n: usize, name: &Name) -> store::organisation::Profile {
    const CATEGORIES: [Category; 4] =
        [Category::Company, Category::CivilSociety, Category::Academia, Category::Media];
    const COUNTRIES: [&str; 8] = ["DK", "SE", "NO", "DE", "FR", "US", "BR", "IN"];
    store::organisation::Profile {
        category: CATEGORIES[n % CATEGORIES.len()],
        country: Some(COUNTRIES[n % COUNTRIES.len()].to_owned()),
        name: name.as_str().to_owned(),
        website: None,
        domain: None,
        description: Some("Buy cheap watches. ".repeat(5)),
        search_key: fold(name.as_str()),
        skeleton: Skeleton::of(name).as_str().to_owned(),
        sealed: None,
        names: Json(Vec::new()),
        identifiers: Json(Default::default()),
    }
}

/// Keeps from which of the addresses it came.
fn from(
    act: &mut Act<'_>,
    n: usize,
    email: &Email,
    (endorsement, held): (EndorsementId, bool),
) -> Result<()> {
    let n = n % ADDRESSES;
    let part = |n: usize| u8::try_from(n).unwrap();
    let address = std::net::Ipv4Addr::new(198, 18, part(n / 250), part(n % 250 + 1));
    let judged = Judgement { held: held.then_some(Hold::Network), ..Judgement::default() };
    arrival::keep_from(act, address.into(), (endorsement, email), judged, false)
}
