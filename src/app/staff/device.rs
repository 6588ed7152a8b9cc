//! Browsers from which a colleague has signed in before. Tries from them are counted apart, so that a
//! stranger who tries an account again and again slows other strangers and not its owner.

use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::domain::email::Email;
use crate::domain::ids::StaffId;
use crate::domain::{Result, limits};
use crate::store;
use crate::{secret, store::staff::Staff};

const DEVICE: &str = "staff.device";

/// What the cookie of a known browser says, sealed.
#[derive(Serialize, Deserialize)]
struct Known {
    /// The index of the account's address.
    account: String,
    /// The browser.
    id: String,
    /// Until when, in seconds since 1970.
    until: i64,
}

/// A cookie for the browser in which this colleague just signed in.
///
/// # Errors
/// Internal.
pub async fn remember(app: &App, id: StaffId) -> Result<String> {
    let row: Staff = app.store.read(move |db| store::staff::find(db, id)).await?;
    let until = app.clock.now() + chrono::Duration::days(limits::KNOWN_BROWSER_DAYS);
    let known = Known {
        account: app.secrets.blind_index("email", &row.email),
        id: secret::public_id(&*app.chance),
        until: until.seconds(),
    };
    Ok(BASE64URL_NOPAD.encode(&app.secrets.seal_json(&*app.chance, DEVICE, &known)?))
}

/// Under which name tries to sign in to an account are counted.
pub enum Counted {
    /// The browser's, if it is known to belong to the account.
    Browser(String),
    /// Else the account's. The same for accounts that do not exist.
    Account(String),
}

/// As what a try is counted that comes with this address and this cookie.
pub fn counted_as(app: &App, email: &str, cookie: Option<&str>) -> Counted {
    let email = Email::parse(email).map(|email| email.canonical()).unwrap_or_default();
    let account = app.secrets.blind_index("email", &email);
    match cookie.and_then(|cookie| known(app, cookie)) {
        Some(known) if known.account == account => Counted::Browser(format!("browser {}", known.id)),
        _ => Counted::Account(format!("account {account}")),
    }
}

fn known(app: &App, cookie: &str) -> Option<Known> {
    let sealed = BASE64URL_NOPAD.decode(cookie.as_bytes()).ok()?;
    let known: Known = app.secrets.open_json(DEVICE, &sealed).ok()?;
    Some(known).filter(|known| known.until > app.clock.now().seconds())
}
