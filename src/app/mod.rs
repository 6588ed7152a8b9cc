//! What people do with Tilsagn: one function per thing, taking the permit, the clock and the
//! subject, and giving back what came of it. No HTTP, no templates, no SQL.

pub mod account;
pub mod act;
pub mod address;
pub mod again;
pub mod alarm;
pub mod arrival;
pub mod audit;
pub mod backup;
pub mod boot;
pub mod call;
pub mod call_state;
pub mod case;
pub mod challenge;
pub mod circular;
pub mod contact;
pub mod counters;
pub mod demo;
pub mod entry_body;
pub mod erasure;
pub mod filed_letter;
pub mod hold;
pub mod identity;
pub mod import;
mod in_bulk;
pub mod invalidation;
pub mod kin;
pub mod letter;
pub mod letter_of_state;
pub mod limits;
pub mod link;
pub mod log;
pub mod mail;
pub mod mail_caps;
pub mod names;
pub mod outgoing;
mod parted;
pub mod people;
pub mod reading;
pub mod reason;
pub mod recovery;
pub mod register;
pub mod report;
pub mod rows;
pub mod sealed;
pub mod session;
pub mod settings;
pub mod sign;
pub mod signed_plan;
pub mod staff;
pub mod statistics;
pub mod succession;
pub mod switches;
pub mod unmasking;
pub mod unnamed;
pub mod visibility;
pub mod witness;
pub mod words;

use std::ops::Deref;
use std::sync::Arc;

use arc_swap::ArcSwap;

use crate::clock::{Chance, Clock};
use crate::config::Config;
use crate::outward::provider::Provider;
use crate::password::Hasher;
use crate::secret::Secrets;
use crate::store::Store;
pub use settings::Settings;

/// Everything an act needs. Cheap to clone; one per process.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// The parts of a running program.
pub struct Parts {
    pub config: Config,
    pub store: Store,
    pub clock: Box<dyn Clock>,
    pub chance: Box<dyn Chance>,
    pub secrets: Secrets,
    pub log_signer: log::LogSigner,
    pub hasher: Hasher,
    pub settings: ArcSwap<Settings>,
    pub register: register::Register,
    pub provider: Provider,
}

impl Deref for App {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl App {
    /// Puts the parts together. `refresh` must run before the first page is served.
    pub fn new(parts: Parts) -> App {
        App(Arc::new(parts))
    }
}
