//! Owns the demo's colleagues in the ministry. Their passwords and second factors are made when the demo starts.

use super::people::local_part;
use crate::domain::Flaw;
use crate::domain::email::Email;
use crate::domain::permit::Role;
use crate::domain::text::PersonName;

/// A colleague in the invented ministry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoColleague {
    pub name: PersonName,
    pub email: Email,
    pub roles: &'static [Role],
}

const COLLEAGUES: &[(&str, &[Role])] = &[
    ("Karen Ellemose", &[Role::Admin]),
    ("Jonas Vindbjerg", &[Role::Admin]),
    ("Mette Stenlykke", &[Role::Moderator]),
    ("Adam Rugholt", &[Role::Moderator]),
    ("Sofie Bredvang", &[Role::Editor]),
    ("Henrik Tranesø", &[Role::Viewer]),
];

/// Two admins, two moderators, an editor and a viewer: enough for every act that takes two.
///
/// # Errors
/// As [`super::organisation`].
pub fn staff() -> Result<Vec<DemoColleague>, Flaw> {
    let colleague = |(name, roles): &(&str, &'static [Role])| {
        let email = Email::parse(&format!("{}@ministry.example", local_part(name)))?;
        Ok(DemoColleague { name: PersonName::parse(name)?, email, roles })
    };
    COLLEAGUES.iter().map(colleague).collect()
}
