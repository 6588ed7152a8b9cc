//! What a mail says that waits, once the organisation that it is about must not be named any more.

use super::Letter;

/// What of a letter tells whom it is about.
struct Telling<'a> {
    /// Names, and what somebody wrote while it was named.
    words: Vec<&'a mut String>,
    /// The address of a page of the register.
    page: Option<&'a mut String>,
}

impl<'a> Telling<'a> {
    fn words<const N: usize>(words: [&'a mut String; N]) -> Telling<'a> {
        Telling { words: words.into(), page: None }
    }

    fn and_page(self, page: &'a mut String) -> Telling<'a> {
        Telling { page: Some(page), ..self }
    }
}

impl Letter {
    /// The same without what tells whom it is about; the address of its `account` takes the place of its page's. Nothing, where
    /// it tells of what is over. What was written to be about nobody, or about one that was not named, stays as it is.
    pub fn nameless(mut self, account: &str) -> Option<Letter> {
        if self.organisation().is_none_or(str::is_empty) {
            return Some(self);
        }
        let Telling { words, page } = self.telling()?;
        words.into_iter().for_each(String::clear);
        if let Some(page) = page {
            account.clone_into(page);
        }
        Some(self)
    }

    fn telling(&mut self) -> Option<Telling<'_>> {
        Some(match self {
            Letter::ConfirmSignature { organisation, naming, .. } => {
                *naming = false;
                Telling::words([organisation])
            }
            Letter::AlreadySigned { organisation, .. }
            | Letter::SignatureConfirmed { organisation, .. }
            | Letter::Delayed { organisation, .. }
            | Letter::Cancelled { organisation }
            | Letter::StandsAgain { organisation }
            | Letter::Expired { organisation }
            | Letter::AccountLink { organisation, .. }
            | Letter::Withdrawn { organisation, .. }
            | Letter::WithdrawalStands { organisation }
            | Letter::WithdrawalByLetter { organisation, .. }
            | Letter::NoLongerActing { organisation, .. }
            | Letter::MailboxConfirm { organisation, .. }
            | Letter::RecoveryConfirm { organisation, .. }
            | Letter::RecoveryLetIn { organisation, .. }
            | Letter::RecoveryDecided { organisation, .. } => Telling::words([organisation]),
            Letter::MoreNeeded { organisation, message, .. }
            | Letter::QuestionTakenBack { organisation, message }
            | Letter::Declined { organisation, message, .. }
            | Letter::Suspended { organisation, message, .. }
            | Letter::Revoked { organisation, message, .. }
            | Letter::Erased { organisation, message }
            | Letter::ChangeDeclined { organisation, message, .. }
            | Letter::RecoveryDeclined { organisation, message, .. } => {
                Telling::words([organisation, message])
            }
            Letter::ColleagueJoined { organisation, person, .. }
            | Letter::ColleagueGone { organisation, person, .. }
            | Letter::MailboxMoved { organisation, person, .. } => Telling::words([organisation, person]),
            Letter::Invitation { organisation, inviter, message, .. } => {
                Telling::words([organisation, inviter, message])
            }
            Letter::CommitmentSuspended { organisation, commitment, message, .. } => {
                Telling::words([organisation, commitment, message])
            }
            Letter::CommitmentRestored { organisation, commitment, link, message } => {
                Telling::words([organisation, commitment, message]).and_page(link)
            }
            Letter::Restored { organisation, link, message, .. } => {
                Telling::words([organisation, message]).and_page(link)
            }
            Letter::ChangePublished { organisation, link, .. }
            | Letter::Reinstated { organisation, link, .. } => Telling::words([organisation]).and_page(link),
            Letter::RecoveryAsked { organisation, other, .. } => Telling::words([organisation, other]),
            Letter::Merged { organisation, other, link }
            | Letter::Unmerged { organisation, other, link, .. } => {
                Telling::words([organisation, other]).and_page(link)
            }
            // That it is in the register by its name, its receipt, and its domain, are over. What nobody has thought of here
            // goes to nobody.
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const ACCOUNT: &str = "https://call.example/account";
    const PAGE: &str = "https://call.example/signatories/nordlys-havn";
    /// Whose link goes to a page of the register.
    const SHOWN: [&str; 6] =
        ["change_published", "commitment_restored", "merged", "reinstated", "restored", "unmerged"];
    /// What has no use without a name.
    const OVER: [&str; 7] = [
        "shown_again",
        "domain_asked",
        "domain_lapsed",
        "domain_missing",
        "domain_verified",
        "published",
        "receipt",
    ];

    /// Every mail that there is, as if all who can be named in it were called Nordlys.
    fn letters() -> Vec<Letter> {
        let folders = std::fs::read_dir("templates/mail").unwrap().map(|one| one.unwrap());
        let folders = folders.filter(|one| one.file_type().unwrap().is_dir());
        let named = folders.map(|one| named(&one.file_name().into_string().unwrap())).collect::<Vec<_>>();
        assert!(named.len() > 50, "{named:?}");
        named
    }

    fn named(template: &str) -> Letter {
        let link = if SHOWN.contains(&template) { PAGE } else { "https://call.example/account/enter/4f9Q2" };
        let mut all = json!({
            "template": template, "organisation": "Nordlys Havn", "other": "Nordlys", "commitment": "Nordlys opens up",
            "inviter": "Nora Nordlys", "person": "Nora Nordlys", "message": "To Nordlys.", "file": "Nordlys",
            "domain": "nordlys.example", "record": "nordlys.example", "link": link, "sign_link": link,
            "cancel_link": link, "reverse_link": link, "hide_link": "https://call.example/hide/4f9Q2", "account_link": link,
            "unsubscribe_link": link, "reference": "T-7Q4M-2KXD", "reason": "Not found.", "title": "News",
        });
        let numbers = json!({
            "days": 7, "review_days": 14, "weeks": 5, "number": 41, "entry": 40, "minutes": 30, "hours": 24,
            "version": 3, "count": 3, "addresses": 2, "case_number": 1017, "naming": true, "hands_over": false,
            "handed_over": true, "taken_off": true, "others_left": true, "let_in": true, "passkey": true,
            "own": true, "stocktake": true, "existing": true,
        });
        let codes = json!({
            "key": "log+c74f", "token": "x", "named_on": "2026-12-24", "lapses_on": "2026-12-24",
            "last_verified": "2026-12-24", "method": "dns_record", "why": "left", "change": "reset", "by": null,
            "roles": ["admin"], "at": "2026-11-24T09:30:00Z", "category": null, "common": "site",
        });
        for more in [numbers, codes] {
            all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        }
        serde_json::from_value(all).unwrap_or_else(|why| panic!("{template}: {why}"))
    }

    fn text(letter: &Letter) -> String {
        serde_json::to_string(letter).unwrap()
    }

    #[test]
    fn no_letter_that_waited_names_who_hid_meanwhile() {
        for letter in letters() {
            let (template, about) = (letter.template(), letter.organisation().is_some());
            let before = letter.clone();
            match letter.nameless(ACCOUNT) {
                Some(after) if about => {
                    assert!(!OVER.contains(&template), "{template}");
                    assert!(!text(&after).to_lowercase().contains("nordlys"), "{after:?}");
                    let link = serde_json::to_value(&after).unwrap()["link"].clone();
                    assert_eq!(link == ACCOUNT, SHOWN.contains(&template), "{after:?}");
                }
                Some(after) => assert_eq!(after, before),
                None => assert!(about && OVER.contains(&template), "{template} goes to nobody"),
            }
        }
    }

    #[test]
    fn what_staff_wrote_to_one_that_was_not_named_stays() {
        let letter = Letter::QuestionTakenBack { organisation: String::new(), message: "Done.".to_owned() };
        assert_eq!(letter.clone().nameless(ACCOUNT), Some(letter));
    }
}
