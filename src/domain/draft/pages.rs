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

    /// Whether another form of the same mailbox says the very same, whatever became of either on its way.
    pub fn says_the_same(&self, other: &Draft) -> bool {
        self.said() == other.said()
    }

    fn said(&self) -> Draft {
        let mut said =
            Draft { version: self.version, language: self.language.clone(), ..self.only(Step::Check) };
        // The mailbox is the same, however its address is written.
        said.representative.email.clear();
        said.commitments.iter_mut().for_each(|one| one.id.clear());
        said
    }
}

#[cfg(test)]
mod tests {
    use super::super::{CommitmentAnswers, Sent};
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

    #[test]
    fn a_form_says_the_same_whatever_became_of_it_and_however_its_address_is_written() {
        let mut first = Draft { version: 2, statement: "Ours.".to_owned(), ..Draft::default() };
        first.representative.email = "suzie@engen.example".to_owned();
        first.commitments.push(CommitmentAnswers { id: "a".to_owned(), ..CommitmentAnswers::default() });
        let mut second =
            Draft { done: vec![Step::Check], sent: Some(Sent { endorsement: None }), ..first.clone() };
        second.representative.email = "Suzie@engen.example".to_owned();
        second.commitments[0].id = "b".to_owned();
        assert!(first.says_the_same(&second));
        for other in [
            Draft { statement: "Theirs.".to_owned(), ..second.clone() },
            Draft { version: 3, ..second.clone() },
            Draft { commitments: Vec::new(), ..second.clone() },
        ] {
            assert!(!first.says_the_same(&other), "{other:?}");
        }
    }
}
