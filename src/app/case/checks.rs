//! What can be checked by itself, with the evidence for it. A check never decides: people do.

use crate::domain::Moment;
use crate::domain::assurance::Level;
use crate::domain::email::Email;
use crate::domain::endorsement::Origin;
use crate::domain::host::RegistrableDomain;
use crate::domain::mixed_script::mixed_words;
use crate::domain::organisation::Category;
use crate::domain::text::Name;
use crate::store::assurance::{Assurance, AssuranceState, Evidence};
use crate::store::organisation::Organisation;

use super::mailboxes::Mailbox;
use super::matter::Matter;

crate::codes! {
    /// What a check found.
    pub enum Finding {
        Ok = "ok",
        Warn = "warn",
        Bad = "bad",
    }
}

crate::codes! {
    /// What is checked, in the order in which it is shown.
    pub enum Kind {
        /// The mailbox answered.
        Mailbox = "mailbox",
        /// The mailbox is on the organisation's own registrable domain.
        OwnDomain = "own_domain",
        /// The mailbox is on that of the signatory that was merged into this one and brought its owner along.
        MergedDomain = "merged_domain",
        /// The organisation showed that it controls its domain.
        DomainControl = "domain_control",
        /// The mailbox is at a provider where anybody may have one, or a disposable one.
        Provider = "provider",
        Website = "website",
        Duplicates = "duplicates",
        /// Words that mix scripts.
        Script = "script",
        /// The official letter of a state.
        Letter = "letter",
    }
}

/// One check: what, what came of it, on what evidence, when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    pub kind: Kind,
    pub finding: Finding,
    /// Values, not sentences: domains, words, a reference.
    pub evidence: Vec<String>,
    /// When the thing itself happened; nothing for what is looked at anew each time.
    pub at: Option<Moment>,
}

/// Every check that makes sense for what came in, on the organisation as it would be in the register.
pub fn run(matter: &Matter, proposed: &Organisation, mailboxes: &[Mailbox], twins: usize) -> Vec<Check> {
    let mut checks = Vec::new();
    if matter.endorsement.origin == Origin::Form {
        checks.push(mailbox(matter));
    }
    for Mailbox { address, came_with } in mailboxes {
        checks.extend(match came_with.as_ref().filter(|_| !is_on(proposed, address)) {
            Some(merged) => on_domain(Kind::MergedDomain, merged, address),
            None => on_domain(Kind::OwnDomain, proposed, address),
        });
        checks.push(provider(address));
    }
    checks.push(website(proposed));
    checks.extend(domain_control(matter));
    checks.push(Check {
        kind: Kind::Duplicates,
        finding: if twins == 0 { Finding::Ok } else { Finding::Warn },
        evidence: if twins == 0 { Vec::new() } else { vec![twins.to_string()] },
        at: None,
    });
    checks.extend(script(proposed));
    if proposed.category == Category::State || letters(matter).next().is_some() {
        checks.push(letter(matter));
    }
    checks
}

fn mailbox(matter: &Matter) -> Check {
    let at = matter.endorsement.confirmed_at;
    let finding = if at.is_some() { Finding::Ok } else { Finding::Bad };
    Check { kind: Kind::Mailbox, finding, evidence: Vec::new(), at }
}

fn is_on(of: &Organisation, address: &Email) -> bool {
    let mailbox = RegistrableDomain::of_email(address);
    mailbox.is_some_and(|mailbox| of.domain.as_deref() == Some(mailbox.as_str()))
}

/// Without a website there is no domain of its own that a mailbox could be on.
fn on_domain(kind: Kind, of: &Organisation, address: &Email) -> Option<Check> {
    of.website.as_ref()?;
    let same = is_on(of, address);
    let finding = if same { Finding::Ok } else { Finding::Warn };
    let mailbox = RegistrableDomain::of_email(address).map(|domain| domain.as_str().to_owned());
    let mut evidence: Vec<String> = mailbox.into_iter().collect();
    evidence.extend(of.domain.clone().filter(|_| !same));
    Some(Check { kind, finding, evidence, at: None })
}

fn provider(address: &Email) -> Check {
    let finding = match (address.is_disposable(), address.is_free_mail()) {
        (true, _) => Finding::Bad,
        (false, true) => Finding::Warn,
        (false, false) => Finding::Ok,
    };
    Check { kind: Kind::Provider, finding, evidence: vec![address.domain().as_str().to_owned()], at: None }
}

fn website(proposed: &Organisation) -> Check {
    let given = proposed.website.clone();
    let finding = if given.is_some() { Finding::Ok } else { Finding::Warn };
    Check { kind: Kind::Website, finding, evidence: given.into_iter().collect(), at: None }
}

/// The newest record of it; nothing, where it was never shown.
fn domain_control(matter: &Matter) -> Option<Check> {
    let record = matter.assurances.iter().find(|record| record.level == Level::DomainControl)?;
    let finding = if record.counts() { Finding::Ok } else { Finding::Warn };
    let evidence = record.evidence.0.domain().map(str::to_owned).into_iter().collect();
    let at = record.last_verified_at.unwrap_or_else(|| record.checked_at());
    Some(Check { kind: Kind::DomainControl, finding, evidence, at: Some(at) })
}

fn script(proposed: &Organisation) -> Option<Check> {
    let name = Name::parse(&proposed.name).ok()?;
    let mixed: Vec<String> = mixed_words(&name).into_iter().map(str::to_owned).collect();
    let finding = if mixed.is_empty() { Finding::Ok } else { Finding::Warn };
    Some(Check { kind: Kind::Script, finding, evidence: mixed, at: None })
}

/// Letters that were not put aside, newest first.
fn letters(matter: &Matter) -> impl Iterator<Item = &Assurance> {
    let stands = |record: &&Assurance| {
        matches!(record.evidence.0, Evidence::Letter { .. }) && record.state != AssuranceState::Refused
    };
    matter.assurances.iter().filter(stands)
}

fn letter(matter: &Matter) -> Check {
    let Some(record) = letters(matter).next() else {
        return Check { kind: Kind::Letter, finding: Finding::Bad, evidence: Vec::new(), at: None };
    };
    let evidence = match &record.evidence.0 {
        Evidence::Letter { reference, dated, sha256 } => {
            vec![reference.clone(), dated.to_string(), sha256.clone()]
        }
        _ => Vec::new(),
    };
    Check {
        kind: Kind::Letter,
        finding: if record.state == AssuranceState::Confirmed { Finding::Ok } else { Finding::Warn },
        evidence,
        at: Some(record.confirmed_at.unwrap_or(record.recorded_at)),
    }
}
