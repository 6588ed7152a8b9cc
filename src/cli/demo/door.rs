//! How to get in: written to `demo.json` for scripts, printed for people.

use std::path::Path;

use chrono::Duration;
use serde::Serialize;
use serde_json::json;

use super::people::{self, Door};
use super::unnamed;
use crate::app::App;
use crate::app::act::{Origin, Subject};
use crate::app::link::Link;
use crate::cli::output::say;
use crate::domain::audit::AuditAct;
use crate::domain::ids::RepresentativeId;
use crate::domain::link::Purpose;
use crate::domain::locale::Locale;
use crate::domain::{Error, Result};
use crate::{files, secret, store};

/// How long the demo's own links live: a demo is often left running over a weekend.
const LINK_DAYS: i64 = 7;

/// What `demo.json` says.
#[derive(Debug, Serialize)]
pub struct Doors {
    base_url: String,
    staff: Vec<Door>,
    representative: Representative,
    /// Names of signatories that cannot safely be named.
    protected: Vec<String>,
    paths: Vec<&'static str>,
}

#[derive(Debug, Serialize)]
struct Representative {
    organisation: String,
    /// Signs in once; made anew at each start.
    link: String,
}

/// Makes the links anew and writes `demo.json`.
pub async fn make(app: &App, folder: &Path) -> Result<Doors> {
    let doors = Doors {
        base_url: app.config.base_url.url.clone(),
        staff: people::doors(app).await?,
        representative: representative(app).await?,
        protected: unnamed::names()?,
        paths: vec![
            "/",
            "/call",
            "/signatories",
            "/commitments",
            "/sign",
            "/account",
            "/staff",
            "/demo",
            "/api/v1/signatories",
        ],
    };
    let text = serde_json::to_string_pretty(&doors).map_err(Error::internal)?;
    // It holds passwords and links: for its owner alone.
    files::replace(&folder.join("demo.json"), text.as_bytes()).map_err(Error::internal)?;
    Ok(doors)
}

/// A sign-in link for the representative of the newest signatory that has one.
async fn representative(app: &App) -> Result<Representative> {
    app.act(Origin::operator(), |act| {
        let (organisation, RepresentativeId(id)) = store::representative::newest_published(act.db)?;
        let token = secret::random_token(&*act.app.chance);
        let expires_at = act.now + Duration::days(LINK_DAYS);
        let link = Link::until(act, token, (Purpose::Account, id), expires_at)?;
        act.audit(AuditAct::DemoLinkMade, Subject("representative", Some(id)), json!({}))?;
        Ok(Representative { organisation, link: link.url(act.app, Locale::English) })
    })
    .await
}

impl Doors {
    /// Tells whoever started the demo where to go.
    pub fn tell(&self) {
        say!("");
        say!("Tilsagn is running with invented content: {}", self.base_url);
        say!("");
        say!(
            "  {}/demo shows the inbox and the codes of the colleagues, so that you can play every part.",
            self.base_url
        );
        say!("  Colleagues sign in at {}/staff with the password: {}", self.base_url, people::PASSWORD);
        for colleague in &self.staff {
            say!("    {:<32} {}", colleague.email, colleague.roles.join(", "));
        }
        say!("  The representative of {} signs in with:", self.representative.organisation);
        say!("    {}", self.representative.link);
        say!("  All of it is in data/demo/demo.json. Stop with Ctrl-C.");
        say!("");
    }
}
