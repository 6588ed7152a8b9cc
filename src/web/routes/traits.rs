//! What may be true of an address besides who may come and what it answers. Each line of the list says it of its own; a gate
//! or a page asks the list, by the address's pattern, and keeps no list of addresses itself. How addresses begin where data for
//! programs lies (`known`), and where robots are not to go (`pages/machine.rs`), is said there.

use crate::domain::limits;
use crate::web::chosen::Chosen;

/// Something that is true of some addresses.
#[derive(Debug, Clone, Copy)]
pub enum Trait {
    /// Its answers have a policy of their own on what a browser may load and run.
    Policy(&'static str),
    /// Its form may take so many bytes, more than others.
    Long(usize),
    /// Its form has passwords, codes or answers to questions that are asked once: nothing of it is ever given back.
    Secret,
    /// Its form asks for a fresh proof and is shown again after it, where something was typed in a field whose name begins so.
    ShownAgain(&'static [&'static str]),
    /// Its form is given back with what was chosen in it, not its texts alone, when the database is away or its sender was
    /// signed out.
    GivenBack(Chosen),
    /// Its form is taken even while an admin has made the site read-only.
    StaysOpen,
    /// It is on the way in: who has come in is not led back to it.
    Door,
    /// It is there under both hosts, where staff have one of their own: what pages are made of, and what whoever runs the
    /// site asks.
    Shared,
    /// The site's map does not name it.
    Unmapped,
}

/// With this, a form is shown again wherever something was typed in it: every name begins so.
pub const EVERY_FIELD: &[&str] = &[""];

/// All that is true of one address, whatever the method.
#[derive(Debug, Clone, Default)]
pub struct Traits(Vec<Trait>);

impl Traits {
    /// Nothing, as of an address that is not there.
    pub(super) const NONE: Traits = Traits(Vec::new());

    pub(super) fn extend(&mut self, more: impl IntoIterator<Item = Trait>) {
        self.0.extend(more);
    }

    fn find<T>(&self, held: impl Fn(Trait) -> Option<T>) -> Option<T> {
        self.0.iter().find_map(|one| held(*one))
    }

    fn has(&self, is: impl Fn(Trait) -> bool) -> bool {
        self.0.iter().any(|one| is(*one))
    }

    /// The policy of its own, if it has one.
    pub fn policy(&self) -> Option<&'static str> {
        self.find(|one| match one {
            Trait::Policy(policy) => Some(policy),
            _ => None,
        })
    }

    /// Largest form that it takes, in bytes.
    pub fn form_bytes(&self) -> usize {
        let long = self.find(|one| match one {
            Trait::Long(most) => Some(most),
            _ => None,
        });
        long.unwrap_or(limits::FORM_BYTES)
    }

    /// With what the names of the fields begin in which something must have been typed for the form to be shown again; none
    /// of a form that is not.
    pub fn shown_again(&self) -> &'static [&'static str] {
        self.find(|one| match one {
            Trait::ShownAgain(fields) => Some(fields),
            _ => None,
        })
        .unwrap_or_default()
    }

    /// How what was chosen in its form is told; nothing, where no more is given back than texts.
    pub fn chosen(&self) -> Option<Chosen> {
        self.find(|one| match one {
            Trait::GivenBack(chosen) => Some(chosen),
            _ => None,
        })
    }

    /// Whether its form is a secret.
    pub fn is_secret(&self) -> bool {
        self.has(|one| matches!(one, Trait::Secret))
    }

    /// Whether its form is taken while the site is read-only.
    pub fn stays_open(&self) -> bool {
        self.has(|one| matches!(one, Trait::StaysOpen))
    }

    /// Whether it is on the way in.
    pub fn is_door(&self) -> bool {
        self.has(|one| matches!(one, Trait::Door))
    }

    /// Whether it is there under both hosts.
    pub fn is_shared(&self) -> bool {
        self.has(|one| matches!(one, Trait::Shared))
    }

    /// Whether the site's map names it, if it is a page for everybody.
    pub fn is_mapped(&self) -> bool {
        !self.has(|one| matches!(one, Trait::Unmapped))
    }
}
