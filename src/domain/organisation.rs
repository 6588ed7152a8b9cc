//! Who can sign: an organisation's category and what it says of itself.

use crate::codes;

codes! {
    /// What kind of organisation this is.
    pub enum Category {
        State = "state",
        LocalGovernment = "local_government",
        Multilateral = "multilateral",
        Company = "company",
        CivilSociety = "civil_society",
        Academia = "academia",
        Media = "media",
    }
}
