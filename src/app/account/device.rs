//! Browsers in which somebody was in their account before. Links that are asked for there are counted apart, so that
//! no stranger's asking keeps the owner out.

use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};

use crate::app::{App, contact};
use crate::domain::email::Email;
use crate::domain::{Result, limits};

const DEVICE: &str = "account.device";

/// What the cookie of a known browser says, sealed.
#[derive(Serialize, Deserialize)]
struct Known {
    /// The index of the mailbox.
    account: String,
    /// Until when, in seconds since 1970.
    until: i64,
}

/// A cookie for the browser in which the owner of this mailbox, named by its index, just came in.
///
/// # Errors
/// Internal.
pub fn remember(app: &App, account: String) -> Result<String> {
    let until = app.clock.now() + chrono::Duration::days(limits::KNOWN_BROWSER_DAYS);
    let known = Known { account, until: until.seconds() };
    Ok(BASE64URL_NOPAD.encode(&app.secrets.seal_json(&*app.chance, DEVICE, &known)?))
}

/// Whether the owner of this mailbox was signed in where this cookie lies.
pub fn is_known(app: &App, email: &Email, cookie: Option<&str>) -> bool {
    let sealed = cookie.and_then(|cookie| BASE64URL_NOPAD.decode(cookie.as_bytes()).ok());
    let known = sealed.and_then(|sealed| app.secrets.open_json::<Known>(DEVICE, &sealed).ok());
    known.is_some_and(|known| {
        known.until > app.clock.now().seconds() && contact::indexes(app, email).contains(&known.account)
    })
}
