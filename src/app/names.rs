//! What somebody wishes an organisation's other names and its numbers in other registers to be, whoever sends it.

use serde::Serialize;

use crate::domain::identifier::{IdentifierAnswers, Identifiers};
use crate::domain::other_name::{NameAnswers, OtherName, parse_rows};
use crate::domain::{Day, Problems};
use crate::store::organisation::Organisation;

/// As typed; what a form does not have stays as it is.
#[derive(Debug, Clone, Default, Serialize)]
pub struct NamesWish {
    pub names: Option<Vec<NameAnswers>>,
    pub identifiers: Option<IdentifierAnswers>,
}

impl NamesWish {
    /// The names and numbers; what is wrong is noted under the form's fields.
    pub fn parse(
        &self,
        of: &Organisation,
        today: Day,
        problems: &mut Problems,
    ) -> (Vec<OtherName>, Identifiers) {
        let names = match &self.names {
            Some(rows) => parse_rows(rows, today, problems),
            None => of.names.0.clone(),
        };
        let identifiers = match &self.identifiers {
            Some(typed) => typed.parse(problems),
            None => of.identifiers.0.clone(),
        };
        (names, identifiers)
    }
}
