//! What an older version has kept of names is made anew by a newer one, by its own lists and tables: whoever signed before is
//! known again afterwards.

use tilsagn::app::{identity, kin};
use tilsagn::domain::ids::OrganisationId;
use tilsagn::domain::similarity::Skeleton;
use tilsagn::domain::text::Name;
use tilsagn::store;

use crate::nadia_stays_unnamed::{NAME, PROTECTED, published};
use crate::stories;
use crate::support::app::TestApp;
use crate::support::fixtures::Given;

stories!(a_skeleton_of_an_older_version_is_made_anew, a_sealed_skeleton_is_made_anew);

fn skeleton(name: &str) -> String {
    Skeleton::of(&Name::parse(name).unwrap()).as_str().to_owned()
}

/// The skeleton of an organisation, opened, and as its column holds it.
fn kept(app: &TestApp, id: OrganisationId) -> (String, String) {
    let own = app.app.clone();
    app.read(move |db| {
        let column = store::organisation::find(db, id)?.skeleton;
        Ok((identity::find(&own, db, id)?.skeleton, column))
    })
}

/// A newer version starts, and has gone through them.
fn upgraded(app: &TestApp) {
    app.write(|db, now| store::setting::put(db, "kin_rule", "an older one", now));
    app.block_on(kin::check_rule(&app.app)).unwrap();
    app.settle();
}

fn a_skeleton_of_an_older_version_is_made_anew(app: &TestApp) {
    let given = app.signatory(Given::default());
    let (id, own) = (given.organisation, skeleton(&given.name));
    app.sql("UPDATE organisations SET skeleton = 'of an older version'");
    assert_eq!(kept(app, id).1, "of an older version", "nothing else makes it anew");
    let revision = app.read(move |db| store::organisation::find(db, id)).revision;
    upgraded(app);
    assert_eq!(kept(app, id), (own.clone(), own));
    let now = app.read(move |db| store::organisation::find(db, id)).revision;
    assert_eq!(now, revision, "it has said nothing new of itself");
    upgraded(app);
    assert!(app.read(|db| store::organisation_key::stale(db, 1)).is_empty());
}

fn a_sealed_skeleton_is_made_anew(app: &TestApp) {
    published(app, PROTECTED);
    let (id, own) = (OrganisationId(1), app.app.clone());
    let column = kept(app, id).1;
    app.write(move |db, now| {
        let opened = identity::find(&own, db, id)?;
        let mut profile = identity::profile(&opened);
        profile.skeleton = "of an older version".to_owned();
        let sealed = identity::seal(&own, profile, None, opened.slug.clone())?;
        store::organisation::update(db, id, opened.revision, &sealed, now)
    });
    let (inside, outside) = kept(app, id);
    assert_eq!(inside, "of an older version");
    assert_ne!(outside, column);
    upgraded(app);
    assert_eq!(kept(app, id), (skeleton(NAME), column), "it is found as it was found before");
}
