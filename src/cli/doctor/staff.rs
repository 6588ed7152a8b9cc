//! Whether every act that takes two people finds its second, and whether the ministry can be written to.

use super::finding::{Area, Finding};
use super::words;
use crate::app::Settings;
use crate::config::Config;
use crate::domain::call::CallState;
use crate::domain::permit::Role;
use crate::domain::staff::StaffState;
use crate::store::{self, Store};

const AREA: Area = Area::Staff;
/// Roles of second persons. One who acts first cannot be the second, so each needs two.
const SECONDS: [Role; 2] = [Role::Moderator, Role::Admin];
const ENOUGH: usize = 2;

pub async fn examine(store: &Store, found: &mut Vec<Finding>) {
    let counts = match store.read(store::staff::count_by_role).await {
        Ok(counts) => counts,
        Err(error) => return found.push(Finding::told(AREA, words(&error))),
    };
    for role in SECONDS {
        let count = counts.get(&role).copied().unwrap_or_default();
        found.push(if count >= ENOUGH {
            Finding::good(AREA, format!("{count} colleagues are {role}"))
        } else {
            let what = format!(
                "{count} of the {ENOUGH} colleagues who are needed as {role} can sign in: what takes a second person waits"
            );
            Finding::wrong(AREA, what, remedy(role))
        });
    }
}

/// Whether an admin gets in while the ministry's identity provider, which alone lets all others in, does not answer.
pub async fn fallback(config: &Config, store: &Store, found: &mut Vec<Finding>) {
    if !config.oidc.as_ref().is_some_and(|oidc| oidc.only) {
        return;
    }
    let able = store.read(|db| {
        let mut able = 0;
        for row in store::staff::list(db)? {
            let is_admin = row.state == StaffState::Active && row.roles.0.contains(&Role::Admin);
            let has_keys = row.password_hash.is_some() || !store::passkey::of_staff(db, row.id)?.is_empty();
            able += u32::from(is_admin && has_keys);
        }
        Ok(able)
    });
    found.push(match able.await {
        Err(error) => Finding::told(AREA, words(&error)),
        Ok(0) => Finding::wrong(
            AREA,
            "no admin has a password or a passkey: nobody gets in while the identity provider does not answer",
            "tilsagn staff reset EMAIL of an admin: the link asks for a password",
        ),
        Ok(able) => {
            Finding::good(AREA, format!("{able} admins get in while the identity provider does not answer"))
        }
    });
}

/// Where nobody can be written to, pages and mails leave it out; an open Call must not.
pub async fn contact(store: &Store, found: &mut Vec<Finding>) {
    let settings = match store.read(store::setting::all).await {
        Ok(stored) => Settings::from_stored(&stored),
        Err(error) => return found.push(Finding::told(AREA, words(&error))),
    };
    let what = "no mail address is set at which people can write to the ministry";
    let mend = "an admin enters it under /staff/settings; the Call is not opened before";
    if !settings.contact_email.is_empty() {
        found.push(Finding::good(AREA, "pages and mails say where to write to"));
    } else if settings.call_state == CallState::Open {
        found.push(Finding::wrong(AREA, format!("the Call is open, and {what}"), mend));
    } else {
        found.push(Finding::note(AREA, what, mend));
    }
}

fn remedy(role: Role) -> String {
    format!(
        "tilsagn staff add EMAIL --role {role}, or let an admin add one on the site; who was added sets the account up by the link"
    )
}
