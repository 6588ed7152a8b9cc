//! The demo's colleagues: made with a password and a second factor that the demo tells everybody.

use chrono::Duration;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::content;
use crate::app::App;
use crate::app::act::{Origin, Subject};
use crate::domain::audit::AuditAct;
use crate::domain::permit::Roles;
use crate::domain::{Error, Result};
use crate::store::{self, staff::Credentials, staff::NewStaff};
use crate::totp;

/// The password of every colleague of the demo.
pub const PASSWORD: &str = "a demo keeps no secrets";

/// How a colleague of the demo signs in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Door {
    pub name: String,
    pub email: String,
    pub roles: Vec<String>,
    pub password: String,
    pub totp_secret: String,
}

/// Makes the colleagues, long enough ago to be anybody's second pair of eyes.
pub async fn make(app: &App) -> Result<()> {
    let hash = app.hasher.hash(&*app.chance, PASSWORD).await?;
    let colleagues = content::staff().map_err(|flaw| Error::internal(format!("demo content: {flaw}")))?;
    app.act(Origin::operator(), move |act| {
        let then = act.now - Duration::days(content::FIRST_VERSION_DAYS_AGO + 1);
        for colleague in &colleagues {
            let roles = Roles(colleague.roles.iter().copied().collect());
            let new = NewStaff {
                email: colleague.email.canonical(),
                name: colleague.name.as_str().to_owned(),
                roles,
                language: crate::domain::locale::Locale::English,
                created_by: None,
                created_at: then,
            };
            let id = store::staff::insert(act.db, &new)?;
            let secret = totp::secret(&*act.app.chance);
            let credentials = Credentials {
                password_hash: hash.clone(),
                totp_sealed: act.app.secrets.seal(&*act.app.chance, "staff.totp", secret.as_bytes())?,
                totp_step: 0,
                recovery_hashes: Vec::new(),
            };
            store::staff::confirm(act.db, id, None, then)?;
            store::staff::set_credentials(act.db, id, &credentials)?;
            act.audit(AuditAct::StaffAdded, Subject("staff", Some(id.0)), json!({}))?;
        }
        Ok(())
    })
    .await
}

/// How each colleague signs in, for `demo.json` and the demo's own page.
pub async fn doors(app: &App) -> Result<Vec<Door>> {
    let rows = app.store.read(store::staff::list).await?;
    rows.into_iter()
        .filter_map(|row| Some((row.totp_sealed.clone()?, row)))
        .map(|(sealed, row)| {
            let secret = app.secrets.open("staff.totp", &sealed)?;
            Ok(Door {
                name: row.name,
                email: row.email,
                roles: row.roles.0.iter().map(|role| role.code().to_owned()).collect(),
                password: PASSWORD.to_owned(),
                totp_secret: String::from_utf8(secret).map_err(Error::internal)?,
            })
        })
        .collect()
}
