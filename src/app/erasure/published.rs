//! Erasing a signatory that was in the register. What the log said of it goes, its digests stay; where its page was, an
//! answer stays that it is gone.

use super::forget;
use crate::app::act::{About, Act};
use crate::app::{App, entry_body, hold, parted, sign, unnamed};
use crate::domain::Result;
use crate::domain::case::CaseOutcome;
use crate::domain::entry::EntryKind;
use crate::domain::ids::OrganisationId;
use crate::register::Snapshot;
use crate::store;
use crate::store::case::Case;
use crate::store::endorsement::Endorsement;
use crate::store::entry::Body;
use crate::store::organisation::Organisation;

/// The purpose under which addresses are digested.
const SLUG: &str = "slug";

/// Whether a signatory that is erased stood at an address.
pub fn is_gone(app: &App, snapshot: &Snapshot, slug: &str) -> bool {
    snapshot.is_gone(&app.secrets.blind_indexes(SLUG, slug))
}

/// Forgets a signatory within the act of the Case that decides it. Its mails are the decision's.
///
/// # Errors
/// Internal.
pub fn signatory(act: &mut Act<'_>, of: &Organisation, seen: &Endorsement, deciding: &Case) -> Result<()> {
    act.takes_away();
    // Whoever joins meanwhile would be forgotten by nobody.
    store::organisation::hold(act.db, of.id)?;
    // Whoever must not be named leaves no trace where it stood before.
    if let Some(slug) = of.slug.as_ref().filter(|_| of.sealed.is_none()) {
        let index = act.app.secrets.blind_index(SLUG, slug);
        store::organisation::keep_gone(act.db, &index)?;
    }
    if hold::counts(act.db, seen)? {
        hold::remember(act, seen, of)?;
    }
    // Its doubles are another name of it.
    for double in store::merge::doubles(act.db, of.id)? {
        let double = store::organisation::find(act.db, double)?;
        let signed = store::endorsement::of_organisation(act.db, double.id)?;
        signatory(act, &double, &signed, deciding)?;
    }
    entries(act, of.id)?;
    sign::submit::forget_sent(act, seen)?;
    forget::common(act, seen, (CaseOutcome::Erased, Some(deciding.id)))?;
    store::amendment::forget_of(act.db, of.id)?;
    store::revision::forget_of(act.db, of.id)?;
    store::commitment::blank_of(act.db, of.id)
}

/// Takes body and salt of everything that was entered about an organisation, also with others, for good, and enters which
/// entries that concerns, as far as the public knows that they belong together.
pub(in crate::app) fn entries(act: &mut Act<'_>, of: OrganisationId) -> Result<()> {
    let known = unnamed::known(act.db)?;
    let mut subjects = Vec::new();
    let entries = parted::about(act.app, act.db, of)?;
    let others = parted::others(act.db, &entries, of)?;
    for entry in entries {
        if entry.body.is_some() || known.contains(&entry.subject) {
            subjects.push(entry.subject);
        }
        store::entry::set_body(act.db, entry.id, Body::Erased)?;
    }
    store::held_entry::forget_of(act.db, of)?;
    // Who was never named is told of with the week's batch, as everything about it is.
    let about = if subjects.is_empty() { About::from(of) } else { About::default() };
    act.entry(EntryKind::EntryErased, about, &entry_body::log::erased(&subjects))?;
    others.into_iter().try_for_each(|other| parted::restate(act, other))
}
