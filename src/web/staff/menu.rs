//! The menu of the ministry's pages: the one place that says what is in it. Who may read a page, the list of routes says.

use serde::Serialize;

use crate::domain::permit::Roles;
use crate::view::Messages;
use crate::web::routes::{self, Who};
use crate::web::visitor::Visitor;

/// One entry, as the frame shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    pub to: &'static str,
    pub label: String,
    pub current: bool,
}

/// Pages and the messages that name them, in the order of the menu.
const ENTRIES: &[(&str, &str)] = &[
    ("/staff/cases", "staff-menu-cases"),
    ("/staff/invalidations", "staff-menu-invalidations"),
    ("/staff/statistics", "staff-menu-statistics"),
    ("/staff/circulars", "staff-menu-circulars"),
    ("/staff/call", "staff-menu-call"),
    ("/staff/audit", "staff-menu-audit"),
    ("/staff/log", "staff-menu-log"),
    ("/staff/mail", "staff-menu-mail"),
    ("/staff/people", "staff-menu-people"),
    ("/staff/reasons", "staff-menu-reasons"),
    ("/staff/limits", "staff-menu-limits"),
    ("/staff/switches", "staff-menu-switches"),
    ("/staff/words", "staff-menu-words"),
    ("/staff/settings", "staff-menu-settings"),
    (SESSIONS, "staff-menu-sessions"),
];

/// What every colleague may see.
const SESSIONS: &str = "/staff/sessions";

/// The entries whose pages somebody with these roles may read.
fn entries(roles: &Roles) -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    ENTRIES.iter().filter(move |(to, _)| match routes::who_reads(to) {
        Some(Who::Staff(wanted)) => wanted.is_empty() || roles.any(wanted),
        _ => false,
    })
}

/// The menu of a colleague with these roles.
pub fn items(messages: &Messages, visitor: &Visitor, roles: &Roles) -> Vec<Item> {
    let here =
        |to: &str| visitor.path.strip_prefix(to).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    entries(roles)
        .map(|&(to, label)| Item { to, label: messages.text(visitor.locale, label, None), current: here(to) })
        .collect()
}

/// The page on which a colleague with these roles begins.
pub fn first(roles: &Roles) -> &'static str {
    entries(roles).next().map_or(SESSIONS, |&(to, _)| to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_leads_to_a_page_of_staff() {
        for (to, _) in ENTRIES {
            assert!(matches!(routes::who_reads(to), Some(Who::Staff(_))), "{to}");
        }
    }
}
