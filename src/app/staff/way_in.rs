//! What lets a colleague in beside the ministry's identity provider, and telling of each way into an account that is new or
//! changed: if it was not its owner, they learn of it at once.

use super::door::may_use_own_keys;
use crate::app::App;
use crate::app::act::Act;
use crate::app::address::Address;
use crate::app::letter::Letter;
use crate::domain::email::Email;
use crate::domain::ids::StaffId;
use crate::domain::staff::OwnKey;
use crate::domain::{Error, Result};
use crate::secret;
use crate::store::passkey::Passkey;
use crate::store::{self, Db};

/// What a colleague has with us.
pub struct OwnKeys {
    /// Whether it may let them in.
    pub count: bool,
    /// Whether they have an app that shows codes, and with it a password.
    pub code: bool,
    /// Recovery codes that were not used.
    pub codes_left: usize,
    /// Oldest first.
    pub passkeys: Vec<Passkey>,
}

impl OwnKeys {
    /// What this colleague has.
    ///
    /// # Errors
    /// Internal.
    pub async fn of(app: &App, id: StaffId) -> Result<OwnKeys> {
        let own = app.clone();
        app.store.read(move |db| OwnKeys::read(&own, db, id)).await
    }

    pub(super) fn read(app: &App, db: &mut Db, id: StaffId) -> Result<OwnKeys> {
        let row = store::staff::find(db, id)?;
        Ok(OwnKeys {
            count: may_use_own_keys(app, &row),
            code: row.totp_sealed.is_some(),
            codes_left: row.recovery_hashes.0.len(),
            passkeys: store::passkey::of_staff(db, id)?,
        })
    }

    /// Whether their owner comes in with them.
    pub fn let_in(&self) -> bool {
        self.count && (self.code || !self.passkeys.is_empty())
    }
}

/// What is new about the ways into an account.
#[derive(Debug, Clone, Copy)]
pub(super) enum News {
    Passkey,
    /// The account at the ministry's identity provider.
    Provider,
    Changed(OwnKey),
}

/// Writes to the owner of an account what is new about the ways into it.
///
/// # Errors
/// Internal.
pub(super) fn tell(act: &mut Act<'_>, id: StaffId, news: News) -> Result<()> {
    let row = store::staff::find(act.db, id)?;
    let email =
        Email::parse(&row.email).map_err(|flaw| Error::internal(format!("a colleague's address: {flaw}")))?;
    let link = Address::StaffSessions.url(&act.app.config.staff_base().url, row.language);
    let event = format!("staff.way_in.{}", secret::public_id(&*act.app.chance));
    let changed = match news {
        News::Changed(key) => Some(key),
        News::Passkey | News::Provider => None,
    };
    let letter = Letter::WayInAdded { passkey: matches!(news, News::Passkey), changed, link };
    act.mail(&event, &email, row.language, &letter).map(drop)
}
