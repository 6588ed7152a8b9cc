//! What the administration's forms offer.

use serde_json::{Value, json};

use crate::domain::Result;
use crate::domain::locale::Locale;
use crate::domain::permit::Role;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

/// The roles with what they may do.
pub fn roles(site: &Site, visitor: &Visitor) -> Result<Vec<Value>> {
    let messages = site.messages()?;
    let text = |id: String| messages.text(visitor.locale, &id, None);
    let option = |role: &Role| {
        json!({
            "value": role, "label": text(format!("role-{role}")), "hint": text(format!("staff-role-{role}")),
        })
    };
    Ok(Role::ALL.iter().map(option).collect())
}

/// The languages of mails.
pub fn languages() -> Vec<Value> {
    Locale::OFFERED.iter().map(|locale| json!({ "value": locale, "label": locale.name() })).collect()
}
