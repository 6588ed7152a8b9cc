//! What a mailbox has signed before, and whether a form that comes only signs it once more.
//!
//! Anybody can type in anybody's mailbox and name, so what nobody has confirmed keeps no other form out: each is entered and
//! judged by itself, and whichever its mailbox confirms first ends the others. Of one mailbox so many wait; beyond that
//! a further one ends another.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::confirm::signer;
use super::draft::open;
use super::submit::sent_form;
use crate::app::act::Act;
use crate::app::{contact, erasure, identity};
use crate::domain::draft::{Draft, Submission};
use crate::domain::email::Email;
use crate::domain::endorsement::EndorsementState;
use crate::domain::locale::Locale;
use crate::domain::{Result, limits};
use crate::store;
use crate::store::endorsement::Endorsement;
use crate::store::organisation::Organisation;
use crate::store::representative::Representative;

/// An endorsement with those it belongs to.
pub(in crate::app) struct Known {
    pub endorsement: Endorsement,
    pub organisation: Organisation,
    pub representative: Representative,
}

impl Known {
    /// The language in which the representative is written to.
    pub fn locale(&self) -> Locale {
        Locale::from_code(&self.representative.language).unwrap_or(Locale::English)
    }

    fn waits_for_its_mailbox(&self) -> bool {
        self.endorsement.state == EndorsementState::Submitted
    }
}

/// What a form signs once more instead of being entered: what this mailbox has confirmed for an organisation of this name, or
/// acts for by a letter; else what came in the very same words and waits to be confirmed. Nothing that is held keeps out a
/// form that goes `freely`.
pub(super) fn signed_before(
    act: &mut Act<'_>,
    draft: &Draft,
    submission: &Submission,
    freely: bool,
) -> Result<Option<Known>> {
    let skeleton = submission.profile.likeness().skeleton;
    let mut of_name = of_mailbox(act, &submission.representative.email)?;
    of_name.retain(|known| known.organisation.skeleton == skeleton.as_str());
    if let Some(place) = of_name.iter().position(|known| !known.waits_for_its_mailbox()) {
        return Ok(Some(of_name.swap_remove(place)));
    }
    let mut held = None;
    for known in of_name {
        if !says_the_same(act, &known.endorsement, draft)? {
            continue;
        }
        if !store::arrival::is_held(act.db, known.endorsement.id)? {
            return Ok(Some(known));
        }
        held = Some(known);
    }
    Ok(held.filter(|_| !freely))
}

/// Whether an endorsement was entered by a form that says the very same. Once that is forgotten, nobody can tell.
fn says_the_same(act: &mut Act<'_>, endorsement: &Endorsement, draft: &Draft) -> Result<bool> {
    match sent_form(act, endorsement)? {
        Some((_, sealed)) => Ok(open(act.app, &sealed)?.says_the_same(draft)),
        None => Ok(false),
    }
}

/// Every endorsement that stands or waits and that this mailbox acts for.
pub(super) fn of_mailbox(act: &mut Act<'_>, email: &Email) -> Result<Vec<Known>> {
    let states: Vec<_> = EndorsementState::ALL.iter().copied().filter(|state| !state.is_over()).collect();
    let indexes = contact::indexes(act.app, email);
    let rows = store::endorsement::of_mailbox(act.db, &indexes, &states, limits::READ_OF_A_MAILBOX)?;
    let opened = rows.into_iter().map(|(mut endorsement, mut organisation, representative)| {
        identity::open(act.app, &mut organisation, &mut endorsement)?;
        Ok(Known { endorsement, organisation, representative })
    });
    opened.collect()
}

/// Those of them that wait for this mailbox to confirm them, and are not held.
pub(in crate::app) fn waiting(act: &mut Act<'_>, email: &Email) -> Result<Vec<Known>> {
    let mut waiting = Vec::new();
    for known in of_mailbox(act, email)? {
        if known.waits_for_its_mailbox() && !store::arrival::is_held(act.db, known.endorsement.id)? {
            waiting.push(known);
        }
    }
    Ok(waiting)
}

/// Ends what else waits for the mailbox that has confirmed this one to confirm it under the same name. What must not be named
/// ends only such, and what may be only such: its end would tell those who may not know it that the other came.
pub(super) fn end_others(
    act: &mut Act<'_>,
    confirmed: &Endorsement,
    organisation: &Organisation,
) -> Result<()> {
    let (email, _) = signer(act, confirmed)?;
    for other in of_mailbox(act, &email)? {
        let same_name = other.organisation.skeleton == organisation.skeleton;
        let alike = other.endorsement.visibility.withholds() == confirmed.visibility.withholds();
        if other.waits_for_its_mailbox() && same_name && alike {
            erasure::supersede(act, &other.endorsement)?;
        }
    }
    Ok(())
}

/// Ends one of those that wait for a mailbox, where more wait than may since this one came, and some where more are too
/// many (two came at once, or more could wait before): of the network from which most of them came, so that whoever signs
/// from elsewhere loses nothing by it; what is held before what its mailbox was written about, and the oldest first. What
/// must not be named, and what may be, make room for their own alone.
pub(super) fn make_room(act: &mut Act<'_>, entered: &Known, email: &Email) -> Result<()> {
    let mut waiting = of_mailbox(act, email)?;
    let withheld = entered.endorsement.visibility.withholds();
    waiting.retain(|one| one.waits_for_its_mailbox() && one.endorsement.visibility.withholds() == withheld);
    let too_many = waiting.len().saturating_sub(limits::WAITING_FOR_A_MAILBOX);
    if too_many == 0 {
        return Ok(());
    }
    let ids: Vec<_> = waiting.iter().map(|one| one.endorsement.id).collect();
    let sites = store::arrival::sites(act.db, &ids)?;
    let of = |id| sites.get(&id).cloned().unwrap_or_default();
    let mut from: BTreeMap<Option<String>, usize> = BTreeMap::new();
    for id in ids {
        *from.entry(of(id).0).or_default() += 1;
    }
    waiting.retain(|one| one.endorsement.id != entered.endorsement.id);
    waiting.sort_by_cached_key(|one| {
        let (site, held) = of(one.endorsement.id);
        Reverse((from.get(&site).copied(), held, Reverse(one.endorsement.id)))
    });
    let mut ends = waiting.iter().take(too_many.min(limits::ENDED_FOR_ONE));
    ends.try_for_each(|one| erasure::crowd_out(act, &one.endorsement))
}
