//! What was parsed, as its table holds it, with the keys derived from it. The one home of both shapes.

use super::App;
use crate::domain::Moment;
use crate::domain::commitment::StoredState;
use crate::domain::draft::Promise;
use crate::domain::ids::OrganisationId;
use crate::domain::organisation::Profile;
use crate::domain::search_key::fold;
use crate::secret;
use crate::store::commitment::NewCommitment;
use crate::store::{self, Json};

/// A profile. Websites that many share (`Likeness`) give no domain of the organisation's own.
pub fn profile(profile: &Profile) -> store::organisation::Profile {
    let likeness = profile.likeness();
    store::organisation::Profile {
        category: profile.category,
        country: profile.country.map(|country| country.code().to_owned()),
        name: profile.name.as_str().to_owned(),
        website: profile.website.as_ref().map(|website| website.as_str().to_owned()),
        domain: likeness.domain.map(|domain| domain.as_str().to_owned()),
        description: profile.description.as_ref().map(|text| text.as_str().to_owned()),
        search_key: fold(profile.name.as_str()),
        skeleton: likeness.skeleton.as_str().to_owned(),
        sealed: None,
        names: Json(profile.names.clone()),
        identifiers: Json(profile.identifiers.clone()),
    }
}

/// A commitment that nobody has published yet, in this state.
pub fn commitment(
    app: &App,
    organisation: OrganisationId,
    promise: &Promise,
    state: StoredState,
    now: Moment,
) -> NewCommitment {
    NewCommitment {
        public_id: secret::public_id(&*app.chance),
        organisation_id: organisation,
        state,
        kind: promise.kind,
        title: promise.title.as_str().to_owned(),
        action: promise.action.as_str().to_owned(),
        measure: Json(promise.measure.clone()),
        paragraphs: Json(promise.paragraphs.clone()),
        countries: Json(promise.countries.iter().map(|country| country.code().to_owned()).collect()),
        evidence: Json(promise.evidence.urls()),
        sealed: None,
        start_on: promise.start.map(Json),
        due_on: Json(promise.due),
        stage: promise.stage,
        amount_minor: promise.amount.map(|money| money.minor),
        currency: promise.amount.map(|money| money.currency.code().to_owned()),
        recipients: promise.recipients.as_ref().map(|text| text.as_str().to_owned()),
        version: 1,
        created_at: now,
        updated_at: now,
        revision: 1,
    }
}
