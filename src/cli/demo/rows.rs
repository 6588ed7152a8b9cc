//! Turns invented organisations into the rows that signing and publishing them would have left.

use chrono::Duration;
use data_encoding::HEXLOWER;
use serde_json::Value;

use super::content::{DemoCommitment, DemoOrganisation, Fate};
use super::lots::Lots;
use super::seed::days_before;
use crate::app::App;
use crate::app::contact::{self, Contact};
use crate::app::entry_body::{self, SignedText};
use crate::domain::assurance::Level;
use crate::domain::commitment::StoredState;
use crate::domain::endorsement::{EndorsementState, Origin};
use crate::domain::entry::EntryKind;
use crate::domain::ids::*;
use crate::domain::search_key::fold;
use crate::domain::slug;
use crate::domain::visibility::Visibility;
use crate::domain::{Day, Error, Moment, Result};
use crate::log::leaf;
use crate::secret;
use crate::store::assurance::{AssuranceState, Evidence};
use crate::store::bulk::{Free, Next, Rows};
use crate::store::commitment::Commitment;
use crate::store::organisation::Organisation;
use crate::store::{self, Json};

/// A text of the Call that can have been signed.
pub struct Signable {
    pub version: VersionId,
    pub language: String,
    pub signed: SignedText,
}

/// Makes rows with ids, numbers and places in the log that follow each other.
pub struct Writer {
    app: App,
    now: Moment,
    texts: Vec<Signable>,
    free: Free,
    slugs: std::collections::HashSet<String>,
}

impl Writer {
    /// A writer that has to be told where to begin.
    pub fn new(app: App, texts: Vec<Signable>) -> Writer {
        Writer { now: app.clock.now(), app, texts, free: Free::default(), slugs: Default::default() }
    }

    /// Goes on from here.
    pub fn go_on(&mut self, free: Free) {
        self.free = free;
    }

    /// The counters after all rows so far.
    pub fn next(&self) -> Next {
        self.free.next
    }

    /// The rows of some organisations.
    pub fn rows(&mut self, organisations: &[(u64, DemoOrganisation)]) -> Result<Rows> {
        let mut rows = Rows::default();
        for (_, organisation) in organisations {
            self.add(&mut rows, organisation)?;
        }
        Ok(rows)
    }

    fn add(&mut self, rows: &mut Rows, demo: &DemoOrganisation) -> Result<()> {
        let (id, number) = (self.free.signatory, self.free.next.signatory);
        self.free.signatory += 1;
        self.free.next.signatory += 1;
        let signed_at = days_before(self.now, demo.signed_days_ago, id);
        let published_at = self.now.min(signed_at + Duration::hours(20));
        let text = self.text(demo)?;
        let (version, signed) = (text.version, text.signed.clone());
        let slug = self.free_slug(demo);
        let organisation = self.organisation((id, number), demo, &slug, published_at);
        let endorsement = self.endorsement(id, demo, version, (signed_at, published_at));
        let assurance = self.assurance(id, demo, published_at);
        rows.representatives.push(self.representative(id, demo, signed_at)?);
        let body = entry_body::published(&organisation, &endorsement, &signed, demo.assurance);
        rows.entries.push(self.entry(EntryKind::EndorsementPublished, (id, None), published_at, &body));
        let body = entry_body::assurance(&organisation, &assurance);
        rows.entries.push(self.entry(EntryKind::AssuranceRecorded, (id, None), published_at, &body));
        for promise in &demo.commitments {
            self.commitment(rows, &organisation, promise, published_at);
        }
        if let Some((kind, at)) = fallen(demo.fate, self.now) {
            let body = entry_body::fate(&organisation, &endorsement, None);
            rows.entries.push(self.entry(kind, (id, None), at, &body));
        }
        rows.organisations.push(organisation);
        rows.endorsements.push(endorsement);
        rows.assurances.push(assurance);
        Ok(())
    }

    fn text(&self, demo: &DemoOrganisation) -> Result<&Signable> {
        let read = |text: &&Signable| {
            text.signed.version == i64::from(demo.version) && text.language == demo.language.code()
        };
        self.texts.iter().find(read).ok_or_else(|| Error::internal("the demo signs a text that is not there"))
    }

    fn free_slug(&mut self, demo: &DemoOrganisation) -> String {
        let mut attempt = 1;
        loop {
            let candidate = slug::candidate(&demo.profile.name, attempt);
            if self.slugs.insert(candidate.clone()) {
                return candidate;
            }
            attempt += 1;
        }
    }

    fn organisation(
        &self,
        (id, number): (i64, i64),
        demo: &DemoOrganisation,
        slug: &str,
        at: Moment,
    ) -> Organisation {
        let profile = &demo.profile;
        let likeness = profile.likeness();
        Organisation {
            id: OrganisationId(id),
            public_id: secret::public_id(&Lots::of_organisation(demo)),
            slug: Some(slug.to_owned()),
            number: Some(number),
            category: profile.category,
            country: profile.country.map(|country| country.code().to_owned()),
            name: profile.name.as_str().to_owned(),
            website: profile.website.as_ref().map(|website| website.as_str().to_owned()),
            domain: likeness.domain.as_ref().map(|domain| domain.as_str().to_owned()),
            description: profile.description.as_ref().map(|text| text.as_str().to_owned()),
            search_key: fold(profile.name.as_str()),
            skeleton: likeness.skeleton.as_str().to_owned(),
            sealed: None,
            merged_into: None,
            erased_at: None,
            created_at: at,
            updated_at: at,
            revision: 1,
            names: Json(profile.names.clone()),
            identifiers: Json(profile.identifiers.clone()),
            keyed: 0,
        }
    }

    fn representative(
        &self,
        id: i64,
        demo: &DemoOrganisation,
        at: Moment,
    ) -> Result<store::representative::Representative> {
        let person = &demo.representative;
        let contact = Contact {
            name: person.name.as_str().to_owned(),
            job_title: person.job_title.as_str().to_owned(),
            email: person.email.as_str().to_owned(),
        };
        Ok(store::representative::Representative {
            id: RepresentativeId(id),
            organisation_id: OrganisationId(id),
            sealed: contact::seal(&self.app, &contact)?,
            email_index: contact::index(&self.app, &person.email),
            language: demo.language.code().to_owned(),
            named: person.named,
            created_at: at,
            removed_at: None,
            authority: None,
        })
    }

    fn endorsement(
        &self,
        id: i64,
        demo: &DemoOrganisation,
        version: VersionId,
        (signed_at, published_at): (Moment, Moment),
    ) -> store::endorsement::Endorsement {
        let (state, ended) = match demo.fate {
            Fate::Withdrawn { days_ago } => {
                (EndorsementState::Withdrawn, Some(self.now - Duration::days(days_ago)))
            }
            Fate::Suspended { days_ago } => {
                (EndorsementState::Suspended, Some(self.now - Duration::days(days_ago)))
            }
            _ => (EndorsementState::Published, None),
        };
        let lots = Lots::of_signature(OrganisationId(id));
        store::endorsement::Endorsement {
            id: EndorsementId(id),
            reference: secret::reference(&lots),
            public_id: secret::public_id(&lots),
            organisation_id: OrganisationId(id),
            representative_id: Some(RepresentativeId(id)),
            version_id: version,
            language: demo.language.code().to_owned(),
            state,
            visibility: Visibility::Public,
            embargo_until: None,
            statement: demo.statement.as_ref().map(|statement| statement.text.as_str().to_owned()),
            authority: demo.representative.authority,
            origin: if demo.assurance == Level::OfficialLetter { Origin::Letter } else { Origin::Form },
            reason: None,
            submitted_at: signed_at,
            confirmed_at: Some(signed_at),
            published_at: Some(published_at),
            ended_at: ended.filter(|_| state == EndorsementState::Withdrawn),
            updated_at: ended.unwrap_or(published_at),
            revision: 1,
            hid_at: None,
        }
    }

    fn assurance(&self, id: i64, demo: &DemoOrganisation, at: Moment) -> store::assurance::Assurance {
        let domain = Some(demo.representative.email.domain().as_str().to_owned());
        let evidence = match demo.assurance {
            Level::OfficialLetter => Evidence::Letter {
                reference: format!("DEMO {}-{id:04}", at.naive().format("%Y")),
                dated: at.naive().date(),
                sha256: HEXLOWER.encode(&[u8::try_from(id % 251).unwrap_or(0); 32]),
            },
            Level::DomainControl if id % 2 == 0 => Evidence::WellKnownFile { domain },
            Level::DomainControl => Evidence::DnsRecord { domain },
            _ => Evidence::Mailbox { domain },
        };
        store::assurance::Assurance {
            lapsed_at: None,
            last_verified_at: None,
            id: AssuranceId(id),
            organisation_id: OrganisationId(id),
            level: demo.assurance,
            evidence: Json(evidence),
            state: AssuranceState::Confirmed,
            recorded_by: None,
            recorded_at: at,
            confirmed_by: None,
            confirmed_at: Some(at),
        }
    }

    fn commitment(&mut self, rows: &mut Rows, of: &Organisation, promise: &DemoCommitment, at: Moment) {
        let id = self.free.commitment;
        self.free.commitment += 1;
        let day = |days: i64| -> Day { (self.now + Duration::days(days)).day_in(self.app.time_zone()) };
        let made = Commitment {
            id: CommitmentId(id),
            public_id: secret::public_id(&Lots::of_commitment(of.id, promise)),
            organisation_id: of.id,
            state: StoredState::Active,
            kind: promise.kind,
            title: promise.title.as_str().to_owned(),
            action: promise.action.as_str().to_owned(),
            measure: Json(promise.measure.clone()),
            paragraphs: Json(promise.paragraphs.iter().map(|id| id.as_str().to_owned()).collect()),
            countries: Json(promise.countries.iter().map(|country| country.code().to_owned()).collect()),
            evidence: Json(promise.evidence.urls()),
            sealed: None,
            start_on: Some(Json(day(promise.start_in_days))),
            due_on: Json(day(promise.due_in_days)),
            stage: promise.funding.map(|funding| funding.stage),
            amount_minor: promise.funding.map(|funding| funding.money.minor),
            currency: promise.funding.map(|funding| funding.money.currency.code().to_owned()),
            recipients: promise.recipients.as_ref().map(|text| text.as_str().to_owned()),
            reason: None,
            version: 1,
            created_at: at,
            published_at: Some(at),
            ended_at: None,
            updated_at: at,
            revision: 1,
        };
        let body = entry_body::commitment(of, &made);
        rows.entries.push(self.entry(EntryKind::CommitmentPublished, (of.id.0, Some(id)), at, &body));
        rows.commitments.push(made);
    }

    fn entry(
        &mut self,
        kind: EntryKind,
        (organisation, commitment): (i64, Option<i64>),
        at: Moment,
        body: &Value,
    ) -> store::entry::Entry {
        let number = self.free.next.entry;
        self.free.next.entry += 1;
        let mut salt = [0; leaf::SALT_BYTES];
        self.app.chance.fill(&mut salt);
        let body = leaf::canonical(body);
        store::entry::Entry {
            id: number + 1,
            number: Some(number),
            at,
            kind: kind.code().to_owned(),
            subject: secret::public_id(&*self.app.chance),
            digest: leaf::digest(&salt, &body),
            salt: Some(HEXLOWER.encode(&salt)),
            body: Some(body),
            sealed: None,
            organisation_id: Some(OrganisationId(organisation)),
            commitment_id: commitment.map(CommitmentId),
        }
    }
}

/// What happened to a signature after it was published.
fn fallen(fate: Fate, now: Moment) -> Option<(EntryKind, Moment)> {
    match fate {
        Fate::Withdrawn { days_ago } => {
            Some((EntryKind::EndorsementWithdrawn, now - Duration::days(days_ago)))
        }
        Fate::Suspended { days_ago } => {
            Some((EntryKind::EndorsementSuspended, now - Duration::days(days_ago)))
        }
        _ => None,
    }
}
