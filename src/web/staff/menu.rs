//! The menu of the ministry's pages, by roles: the one place that says what is in it.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Serialize;

use crate::domain::permit::{
    Power, Role, Roles, SeeAudit, SeeCall, SeeCases, SeeCirculars, SeeLimits, SeeLog, SeeMail, SeeSettings,
    SeeStaff,
};
use crate::view::Messages;
use crate::web::routes;
use crate::web::visitor::Visitor;

/// One entry, as the frame shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    pub to: &'static str,
    pub label: String,
    pub current: bool,
}

struct Entry {
    to: &'static str,
    /// The message.
    label: &'static str,
    /// Any of these roles; none for everybody.
    roles: &'static [&'static [Role]],
}

const ENTRIES: &[Entry] = &[
    Entry { to: "/staff/cases", label: "staff-menu-cases", roles: &[SeeCases::ROLES] },
    Entry { to: "/staff/invalidations", label: "staff-menu-invalidations", roles: &[SeeCases::ROLES] },
    Entry { to: "/staff/statistics", label: "staff-menu-statistics", roles: &[SeeCases::ROLES] },
    Entry { to: "/staff/circulars", label: "staff-menu-circulars", roles: &[SeeCirculars::ROLES] },
    Entry { to: "/staff/call", label: "staff-menu-call", roles: &[SeeCall::ROLES] },
    Entry { to: "/staff/audit", label: "staff-menu-audit", roles: &[SeeAudit::ROLES] },
    Entry { to: "/staff/log", label: "staff-menu-log", roles: &[SeeLog::ROLES] },
    Entry { to: "/staff/mail", label: "staff-menu-mail", roles: &[SeeMail::ROLES] },
    Entry { to: "/staff/people", label: "staff-menu-people", roles: &[SeeStaff::ROLES] },
    Entry { to: "/staff/reasons", label: "staff-menu-reasons", roles: &[SeeSettings::ROLES] },
    Entry { to: "/staff/limits", label: "staff-menu-limits", roles: &[SeeLimits::ROLES] },
    Entry { to: "/staff/switches", label: "staff-menu-switches", roles: &[SeeSettings::ROLES] },
    Entry { to: "/staff/words", label: "staff-menu-words", roles: &[SeeSettings::ROLES] },
    Entry { to: "/staff/settings", label: "staff-menu-settings", roles: &[SeeSettings::ROLES] },
    Entry { to: "/staff/sessions", label: "staff-menu-sessions", roles: &[] },
];

/// Addresses that are served, so that the menu never leads nowhere.
static SERVED: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| routes::table().iter().map(|route| route.pattern).collect());

fn entries(roles: &Roles) -> impl Iterator<Item = &'static Entry> {
    let allowed =
        |entry: &&Entry| entry.roles.is_empty() || entry.roles.iter().any(|wanted| roles.any(wanted));
    ENTRIES.iter().filter(|entry| SERVED.contains(entry.to)).filter(move |entry| allowed(entry))
}

/// The menu of a colleague with these roles.
pub fn items(messages: &Messages, visitor: &Visitor, roles: &Roles) -> Vec<Item> {
    let here =
        |to: &str| visitor.path.strip_prefix(to).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    entries(roles)
        .map(|entry| Item {
            to: entry.to,
            label: messages.text(visitor.locale, entry.label, None),
            current: here(entry.to),
        })
        .collect()
}

/// The page on which a colleague with these roles begins.
pub fn first(roles: &Roles) -> &'static str {
    entries(roles).next().map_or("/staff/sessions", |entry| entry.to)
}
