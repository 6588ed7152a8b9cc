//! The signing form as a person fills it in, in the words of a language.

use chrono::Datelike;
use tilsagn::clock::{Clock, SystemClock};

use crate::support::browser::{Browser, Key};

pub const NAME: &str = "Foreningen Havneljus i Prøveby";
pub const EMAIL: &str = "suzie@havneljus.example";
pub const PROMISE: &str = "Lamps along the whole quay";

/// The words that a person looks for on the form.
pub struct Words {
    pub start: &'static str,
    pub go_on: &'static str,
    pub organisation: &'static str,
    pub society: &'static str,
    pub name: &'static str,
    pub country: &'static str,
    pub denmark: &'static str,
    pub website: &'static str,
    pub description: &'static str,
    pub representative: &'static str,
    pub person: &'static str,
    pub job_title: &'static str,
    pub email: &'static str,
    pub own: &'static str,
    pub visibility: &'static str,
    pub commitments: &'static str,
    pub without: &'static str,
    pub about_statement: &'static str,
    pub statement: &'static str,
    pub check: &'static str,
    pub declared: &'static str,
    pub submit: &'static str,
    pub sent: &'static str,
    pub confirm: &'static str,
    pub confirmed: &'static str,
}

pub const ENGLISH: Words = Words {
    start: "Start the form",
    go_on: "Continue",
    organisation: "Which organisation signs?",
    society: "Civil society",
    name: "Official name",
    country: "Country or territory",
    denmark: "Denmark",
    website: "Website",
    description: "Description",
    representative: "Who signs for the organisation?",
    person: "Full name",
    job_title: "Job title",
    email: "Work mail address",
    own: "They have the authority to commit the organisation",
    visibility: "Should your organisation be named?",
    commitments: "Does your organisation make commitments?",
    without: "Continue without commitments",
    about_statement: "Would you like to say something in public?",
    statement: "Statement",
    check: "Check your answers",
    declared: "I declare this for the organisation",
    submit: "Sign for your organisation",
    sent: "One more step: open the link we sent",
    confirm: "Confirm the signature",
    confirmed: "Your signature is confirmed",
};

pub const DANISH: Words = Words {
    start: "Begynd på formularen",
    go_on: "Fortsæt",
    organisation: "Hvilken organisation underskriver?",
    society: "Civilsamfund",
    name: "Officielt navn",
    country: "Land eller område",
    denmark: "Danmark",
    website: "Hjemmeside",
    description: "Beskrivelse",
    representative: "Hvem underskriver for organisationen?",
    person: "Fulde navn",
    job_title: "Stilling",
    email: "Mailadresse på arbejdet",
    own: "Personen kan forpligte organisationen",
    visibility: "Skal organisationen nævnes ved navn?",
    commitments: "Giver jeres organisation tilsagn?",
    without: "Fortsæt uden tilsagn",
    about_statement: "Vil I sige noget offentligt?",
    statement: "Udtalelse",
    check: "Kontrollér dine svar",
    declared: "Det erklærer jeg på organisationens vegne",
    submit: "Underskriv for jeres organisation",
    sent: "Ét skridt mere: Åbn det link, vi har sendt",
    confirm: "Bekræft underskriften",
    confirmed: "Underskriften er bekræftet",
};

/// From the page where signing begins to the list of commitments.
pub fn first_pages(browser: &Browser, words: &Words) {
    browser.click(words.start);
    browser.sees(words.organisation);
    browser.choose(words.society);
    browser.fill(words.name, NAME);
    browser.fill(words.country, words.denmark);
    browser.fill(words.website, "https://havneljus.example");
    browser.fill(words.description, "We keep the lamps of the harbour lit.");
    browser.click(words.go_on);
    browser.sees(words.representative);
    browser.fill(words.person, "Suzie Prøve");
    browser.fill(words.job_title, "Director");
    browser.fill(words.email, EMAIL);
    browser.choose(words.own);
    browser.click(words.go_on);
    browser.sees(words.visibility);
    browser.click(words.go_on);
    browser.sees(words.commitments);
}

/// One commitment, from the list of commitments and back to it; in English.
pub fn one_commitment(browser: &Browser) {
    browser.click("Add a commitment");
    browser.sees("It becomes public with your signature.");
    browser.choose("Action");
    browser.fill("Title", PROMISE);
    browser.fill("What will you do?", "We put up lamps and publish what they cost.");
    browser.choose("It is there, or it is not");
    // The fields of two days read alike: the first by its label, then on with the keyboard.
    browser.fill("Day", "1");
    browser.fill("Month", "3");
    let year = SystemClock.now().naive().year();
    let due = (year + 2).to_string();
    browser.fill("Year", &(year + 1).to_string());
    for part in ["30", "6", due.as_str()] {
        browser.press(Key::Tab);
        browser.type_keys(part);
    }
    browser.click("Keep this commitment");
    browser.sees("1 commitment so far");
    browser.sees(&format!("due 30 June {due}"));
}

/// From the statement to the page that names the address written to.
pub fn last_pages(browser: &Browser, words: &Words) {
    browser.sees(words.about_statement);
    browser.fill(words.statement, "A harbour is for everybody.");
    browser.click(words.go_on);
    browser.sees(words.check);
    browser.sees(NAME);
    browser.choose(words.declared);
    browser.click(words.submit);
    browser.sees(words.sent);
    browser.sees(EMAIL);
}

/// From the link in the mail to the confirmation.
pub fn confirm(browser: &Browser, link: &str, words: &Words) {
    browser.goto(link);
    browser.sees(NAME);
    browser.click(words.confirm);
    browser.sees(words.confirmed);
}
