//! Owns what invented organisations say of themselves. `{place}`, `{field}`, `{year}` and `{people}` are filled in.

use super::dice::Dice;
use crate::domain::organisation::Category;

const STATES: &[&str] = &[
    "An invented state. Its Ministry of Digital Affairs follows up on the Call and answers for the commitments below.",
    "An invented state with {people} municipalities. The Office of the Prime Minister coordinates {field} across government.",
    "An invented state. It entered the register by letter; the Ministry of Foreign Affairs keeps the contact.",
];

const LOCAL: &[&str] = &[
    "The local authority for {place} and {people} villages around it. We run schools, libraries and one service desk for everything digital.",
    "We serve the people of {place} and publish every decision of the council, with the data behind it, on the day it is made.",
    "A council of 31 members. Since {year} residents have taken part in our budget, online and at the town hall.",
    "{place} keeps its services open on paper, by telephone and online. Our work on {field} is led by the citizens' office.",
    "We are a coastal authority with {people} employees. We buy technology together with our neighbours and publish the contracts.",
];

const MULTILATERAL: &[&str] = &[
    "Set up by treaty in {year}, we bring together {people} members from governments and parliaments to work on {field}.",
    "An intergovernmental secretariat. We advise members on {field} and report to them every spring.",
    "We pool the money and the knowledge of our members. Since {year} our programmes have reached {people} local partners.",
];

const COMPANIES: &[&str] = &[
    "We build software for public authorities. {people} colleagues, most of them in {place}, work on {field}.",
    "A family-owned company from {year}. Our products run in hospitals, ports and town halls, and we publish how they are tested.",
    "We operate networks in and around {place}. What we are asked to block, and by whom, is in our yearly report.",
    "An employee-owned firm of {people}. We design services that work for people who find technology hard.",
    "Founded in {year} by two engineers from {place}. We make tools for {field} and give the core of them away as open source.",
    "We look after the systems that others forget: backups, old registers, archives. {people} people, three offices, one promise.",
    "We run a marketplace for second-hand goods. Our rules for ranking and removal are public, and so are the appeals.",
];

const CIVIL_SOCIETY: &[&str] = &[
    "A membership organisation with {people} members. We work on {field}, in courts, in classrooms and in the press.",
    "Volunteers from {place} started us in {year}. We teach, we repair, and we ask public bodies how their systems decide.",
    "We give legal advice free of charge to people who were wronged by an automated decision.",
    "We train election observers to watch what happens online. {people} of them were in the field last year.",
    "A network of women who report and campaign online. We document threats and help those who receive them.",
    "We are young people between 15 and 30. We bring our questions about {field} to those who can answer them.",
    "Since {year} we have helped small associations in and around {place} to keep their members' data safe.",
    "We speak for people with disabilities when digital services are designed, and test them before they open.",
    "An independent foundation. We fund {field} for three years at a time and publish every grant.",
];

const ACADEMIA: &[&str] = &[
    "A public university founded in {year}. Researchers from law, computing and political science work together on {field}.",
    "We teach {people} students. Our observatory measures how public debate moves between newspapers and platforms.",
    "An independent institute in {place}. We study {field} and publish data and methods with every paper.",
    "We train teachers and civil servants. Since {year} every student takes a course on technology and democracy.",
    "A research centre with {people} staff. We run the archive of election advertising that journalists in our region rely on.",
];

const MEDIA: &[&str] = &[
    "An independent newsroom of {people}. We report from {place} and correct our mistakes where they were made.",
    "On air since {year}. Our editors decide what leads the news, and no algorithm does it for them.",
    "We check claims that travel fast. Everything we publish comes with its sources.",
    "A daily read in {place} and beyond, owned by its readers. We cover {field} as seriously as the budget.",
    "Community radio and a website in four languages. {people} volunteers keep us on air.",
];

const FIELDS: &[&str] = &[
    "digital rights",
    "open data",
    "media literacy",
    "election integrity",
    "privacy",
    "accessible public services",
    "the safety of journalists",
    "algorithmic accountability",
    "online participation",
    "internet freedom",
    "cybersecurity for small organisations",
    "the use of artificial intelligence by public bodies",
];

/// Every pattern for a category.
pub const fn patterns(category: Category) -> &'static [&'static str] {
    match category {
        Category::State => STATES,
        Category::LocalGovernment => LOCAL,
        Category::Multilateral => MULTILATERAL,
        Category::Company => COMPANIES,
        Category::CivilSociety => CIVIL_SOCIETY,
        Category::Academia => ACADEMIA,
        Category::Media => MEDIA,
    }
}

/// What an organisation at a place says of itself.
pub fn describe(category: Category, place: &str, dice: &mut Dice) -> String {
    let (year, people) = (dice.between(1921, 2022), dice.between(12, 480));
    dice.one(patterns(category))
        .replace("{place}", place)
        .replace("{field}", dice.one(FIELDS))
        .replace("{year}", &year.to_string())
        .replace("{people}", &people.to_string())
}
