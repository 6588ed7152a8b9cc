//! Identities that must not be named, as they lie in the database: sealed, and found through keyed indexes.
//!
//! The one home of what is sealed and how. Everything that reads such an organisation for its own people or
//! for the two roles that may see it opens it here; whatever does not, sees empty columns.

use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};

use super::App;
use crate::domain::identifier::Identifiers;
use crate::domain::ids::OrganisationId;
use crate::domain::other_name::OtherName;
use crate::domain::similarity::Skeleton;
use crate::domain::{Error, Result};
use crate::secret::Secrets;
use crate::store::assurance::{Assurance, Evidence};
use crate::store::commitment::{Commitment, NewCommitment, Words};
use crate::store::endorsement::Endorsement;
use crate::store::organisation::{Organisation, Profile};
use crate::store::{self, Db, Json};

/// What each is sealed for: what is sealed for one does not open as another.
pub(super) const IDENTITY: &str = "identity";
pub(super) const WORDS: &str = "commitment";
const LETTER: &str = "letter";
/// What sealed evidence begins with.
pub(super) const SEALED: &str = "sealed:";
/// Letters and digits of the shortest text that is sealed: of version, key id, nonce, an empty text of JSON and the tag.
const SHORTEST: usize = 47;
/// As what kinds of text these are indexed: the same text of another kind has another index.
const DOMAIN: &str = "domain";
const SKELETON: &str = "skeleton";

/// What says who an organisation is, taken out of its columns.
#[derive(Serialize, Deserialize)]
struct Identity {
    name: String,
    country: Option<String>,
    website: Option<String>,
    domain: Option<String>,
    description: Option<String>,
    search_key: String,
    skeleton: String,
    statement: Option<String>,
    #[serde(default)]
    names: Vec<OtherName>,
    #[serde(default)]
    identifiers: Identifiers,
    /// From the time when it was named.
    slug: Option<String>,
}

/// A profile and a statement as the rows of an organisation that must not be named hold them.
///
/// # Errors
/// Internal.
pub fn seal(app: &App, profile: Profile, statement: Option<String>, slug: Option<String>) -> Result<Profile> {
    let domain = profile.domain.as_ref().map(|domain| app.secrets.blind_index(DOMAIN, domain));
    let skeleton = app.secrets.blind_index(SKELETON, &profile.skeleton);
    let category = profile.category;
    let identity = Identity {
        name: profile.name,
        country: profile.country,
        website: profile.website,
        domain: profile.domain,
        description: profile.description,
        search_key: profile.search_key,
        skeleton: profile.skeleton,
        names: profile.names.0,
        identifiers: profile.identifiers.0,
        statement,
        slug,
    };
    Ok(Profile {
        category,
        country: None,
        name: String::new(),
        website: None,
        domain,
        description: None,
        search_key: String::new(),
        skeleton,
        sealed: Some(app.secrets.seal_json(&*app.chance, IDENTITY, &identity)?),
        names: Json(Vec::new()),
        identifiers: Json(Identifiers::default()),
    })
}

/// Fills an organisation's columns in, and its endorsement's statement, where they lie sealed. `sealed` stays,
/// so that whoever holds the organisation knows that it must not be named.
///
/// # Errors
/// Internal, when it was sealed with a secret that is not known here.
pub fn open(app: &App, organisation: &mut Organisation, endorsement: &mut Endorsement) -> Result<()> {
    if let Some(identity) = fill_in(app, organisation)? {
        endorsement.statement = identity.statement;
    }
    Ok(())
}

/// The organisation with this id, opened.
///
/// # Errors
/// Not found; internal, as `open`.
pub fn find(app: &App, db: &mut Db, id: OrganisationId) -> Result<Organisation> {
    let mut organisation = store::organisation::find(db, id)?;
    fill_in(app, &mut organisation)?;
    Ok(organisation)
}

fn fill_in(app: &App, organisation: &mut Organisation) -> Result<Option<Identity>> {
    let Some(sealed) = &organisation.sealed else { return Ok(None) };
    let mut identity: Identity = app.secrets.open_json(IDENTITY, sealed)?;
    organisation.name = std::mem::take(&mut identity.name);
    organisation.country = identity.country.take();
    organisation.website = identity.website.take();
    organisation.domain = identity.domain.take();
    organisation.description = identity.description.take();
    organisation.search_key = std::mem::take(&mut identity.search_key);
    organisation.skeleton = std::mem::take(&mut identity.skeleton);
    organisation.names = Json(std::mem::take(&mut identity.names));
    organisation.identifiers = Json(std::mem::take(&mut identity.identifiers));
    organisation.slug = identity.slug.take();
    Ok(Some(identity))
}

/// Whether what was opened is the identity of an organisation that is found by this skeleton.
pub(super) fn is_of_skeleton(secrets: &Secrets, plain: &[u8], skeleton: &str) -> bool {
    let identity: Option<Identity> = serde_json::from_slice(plain).ok();
    identity.is_some_and(|identity| {
        secrets.blind_indexes(SKELETON, &identity.skeleton).iter().any(|index| index == skeleton)
    })
}

/// What an opened organisation's row holds of what it says of itself, in the clear.
pub fn profile(organisation: &Organisation) -> Profile {
    Profile {
        category: organisation.category,
        country: organisation.country.clone(),
        name: organisation.name.clone(),
        website: organisation.website.clone(),
        domain: organisation.domain.clone(),
        description: organisation.description.clone(),
        search_key: organisation.search_key.clone(),
        skeleton: organisation.skeleton.clone(),
        sealed: None,
        names: organisation.names.clone(),
        identifiers: organisation.identifiers.clone(),
    }
}

/// Has an opened organisation found under this skeleton, where it lay under one that was made by other lists or tables.
///
/// # Errors
/// Internal, as `open`.
pub fn set_skeleton(app: &App, db: &mut Db, of: &Organisation, skeleton: &Skeleton) -> Result<()> {
    let (seen, text) = ((of.id, of.revision), skeleton.as_str());
    if of.skeleton == text {
        return Ok(());
    }
    let Some(sealed) = &of.sealed else {
        return store::organisation::set_skeleton(db, seen, text, None);
    };
    let mut identity: Identity = app.secrets.open_json(IDENTITY, sealed)?;
    text.clone_into(&mut identity.skeleton);
    let sealed = app.secrets.seal_json(&*app.chance, IDENTITY, &identity)?;
    store::organisation::set_skeleton(db, seen, &app.secrets.blind_index(SKELETON, text), Some(&sealed))
}

/// What evidence is in the database about an organisation that must not be named: a domain says who it is, and where a letter is
/// filed may say who sent it.
///
/// # Errors
/// Internal.
pub fn seal_evidence(app: &App, mut evidence: Evidence) -> Result<Evidence> {
    if let Some(text) = evidence.telling() {
        *text = seal_reference(app, text)?;
    }
    Ok(evidence)
}

/// What says where a letter is filed, or at which domain something was found, sealed.
///
/// # Errors
/// Internal.
pub fn seal_reference(app: &App, text: &str) -> Result<String> {
    let sealed = app.secrets.seal_json(&*app.chance, LETTER, &text)?;
    Ok(format!("{SEALED}{}", BASE64URL_NOPAD.encode(&sealed)))
}

fn open_reference(app: &App, sealed: &str) -> Result<String> {
    app.secrets.open_json(LETTER, &BASE64URL_NOPAD.decode(sealed.as_bytes()).map_err(Error::internal)?)
}

/// What says where a letter is filed, opened; as it is, where nobody sealed it. For those who may see who it is about.
pub fn told(app: &App, text: String) -> String {
    let opened = text.strip_prefix(SEALED).and_then(|sealed| open_reference(app, sealed).ok());
    opened.unwrap_or(text)
}

/// Opens whatever lies sealed within a text, and says how much that is. What somebody has typed is too short to be sealed.
///
/// # Errors
/// Internal, when something does not open.
pub(super) fn open_within(secrets: &Secrets, text: &str) -> Result<u64> {
    let is_outside = |letter: char| !letter.is_ascii_alphanumeric() && !"-_".contains(letter);
    let sealed = text.split(SEALED).skip(1).filter_map(|rest| rest.split(is_outside).next());
    let mut opened = 0;
    for one in sealed.filter(|one| one.len() >= SHORTEST) {
        let bytes = BASE64URL_NOPAD.decode(one.as_bytes()).map_err(Error::internal)?;
        secrets.open(LETTER, &bytes)?;
        opened += 1;
    }
    Ok(opened)
}

/// Opens the evidence of records about an organisation that must not be named.
///
/// # Errors
/// Internal, as `open`.
pub fn open_evidence(app: &App, records: &mut [Assurance]) -> Result<()> {
    for record in records {
        if let Some(text) = record.evidence.0.telling()
            && let Some(sealed) = text.strip_prefix(SEALED)
        {
            *text = open_reference(app, sealed)?;
        }
    }
    Ok(())
}

/// Under what domains and skeletons an organisation's doubles may lie, named or not.
pub struct Likeness {
    pub domains: Vec<String>,
    pub skeletons: Vec<String>,
}

impl Likeness {
    /// The likeness of an opened organisation.
    pub fn of(app: &App, organisation: &Organisation) -> Likeness {
        Likeness::to(app, organisation.domain.as_slice(), &organisation.skeleton)
    }

    /// The likeness of whatever has one of these domains, or this skeleton.
    pub fn to(app: &App, domains: &[String], skeleton: &str) -> Likeness {
        let keyed = |kind, text: &str| {
            let mut keys = app.secrets.blind_indexes(kind, text);
            keys.push(text.to_owned());
            keys
        };
        Likeness {
            domains: domains.iter().flat_map(|domain| keyed(DOMAIN, domain)).collect(),
            skeletons: keyed(SKELETON, skeleton),
        }
    }
}

/// A commitment as the row of an organisation that must not be named holds it.
///
/// # Errors
/// Internal.
pub fn seal_commitment(app: &App, new: NewCommitment) -> Result<NewCommitment> {
    let words = Words {
        title: new.title,
        action: new.action,
        recipients: new.recipients,
        evidence: new.evidence.0,
        reason: None,
    };
    Ok(NewCommitment {
        title: String::new(),
        action: String::new(),
        recipients: None,
        evidence: Json(Vec::new()),
        sealed: Some(seal_words(app, &words)?),
        ..new
    })
}

/// Puts away what an opened commitment says, and why it was given up. The code of a suspension's reason tells nothing and stays.
///
/// # Errors
/// Internal.
pub fn put_away(app: &App, db: &mut Db, promise: &Commitment) -> Result<()> {
    let own = promise.dropped_reason().map(str::to_owned);
    let code = promise.reason.clone().filter(|_| own.is_none());
    let sealed = seal_words(app, &Words { reason: own, ..promise.words() })?;
    let left = Words { reason: code, ..Words::default() };
    store::commitment::set_words(db, promise.id, &left, Some(&sealed))
}

/// Puts away why commitments were given up, where an earlier version has kept it in the clear.
///
/// # Errors
/// Internal, as `open`.
pub async fn put_reasons_away(app: &App) -> Result<()> {
    let any = app.store.read(|db| Ok(!store::commitment::telling_why(db)?.is_empty())).await?;
    if app.config.read_only || !any {
        return Ok(());
    }
    let own = app.clone();
    app.store
        .write(move |db| {
            for row in store::commitment::telling_why(db)? {
                let promise = open_commitment(&own, row)?;
                put_away(&own, db, &promise)?;
            }
            Ok(())
        })
        .await
}

fn seal_words(app: &App, words: &Words) -> Result<Vec<u8>> {
    app.secrets.seal_json(&*app.chance, WORDS, words)
}

/// An organisation's commitments, opened, oldest first.
///
/// # Errors
/// Internal, as `open`.
pub fn commitments(app: &App, db: &mut Db, organisation: OrganisationId) -> Result<Vec<Commitment>> {
    let rows = store::commitment::of_organisation(db, organisation)?;
    rows.into_iter().map(|row| open_commitment(app, row)).collect()
}

/// A commitment, opened.
///
/// # Errors
/// Internal, as `open`.
pub fn open_commitment(app: &App, mut commitment: Commitment) -> Result<Commitment> {
    if let Some(sealed) = &commitment.sealed {
        let words: Words = app.secrets.open_json(WORDS, sealed)?;
        commitment.title = words.title;
        commitment.action = words.action;
        commitment.recipients = words.recipients;
        commitment.evidence = Json(words.evidence);
        commitment.reason = words.reason.or(commitment.reason);
    }
    Ok(commitment)
}
