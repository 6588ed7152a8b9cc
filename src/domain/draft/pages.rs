//! Which answers belong to which page of the form, so that two people can fill in different pages at once.

use super::{Draft, Step};

impl Draft {
    /// Takes over what a page asks from another draft. The last page shows what all of them ask.
    pub fn take(&mut self, step: Step, from: &Draft) {
        match step {
            Step::Organisation => {
                self.organisation.clone_from(&from.organisation);
                self.identifiers.clone_from(&from.identifiers);
            }
            Step::Representative => self.representative.clone_from(&from.representative),
            Step::Visibility => self.visibility.clone_from(&from.visibility),
            Step::Commitments => self.commitments.clone_from(&from.commitments),
            Step::Statement => self.statement.clone_from(&from.statement),
            Step::Check => {
                let others = Step::ALL.iter().filter(|other| **other != Step::Check);
                others.for_each(|other| self.take(*other, from));
            }
        }
    }

    /// A draft with nothing but what a page asks.
    pub fn only(&self, step: Step) -> Draft {
        let mut own = Draft::default();
        own.take(step, self);
        own
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_takes_its_own_answers_alone() {
        let mut kept = Draft { statement: "Ours.".to_owned(), ..Draft::default() };
        kept.organisation.name = "Engen".to_owned();
        let mut typed = Draft { statement: "Theirs.".to_owned(), ..Draft::default() };
        typed.organisation.name = "Skovly".to_owned();
        kept.take(Step::Organisation, &typed);
        assert_eq!((kept.organisation.name.as_str(), kept.statement.as_str()), ("Skovly", "Ours."));
        assert_eq!(kept.only(Step::Statement).organisation.name, "");
        assert_ne!(kept.only(Step::Check), typed.only(Step::Check));
        kept.take(Step::Check, &typed);
        assert_eq!(kept.only(Step::Check), typed.only(Step::Check));
    }
}
