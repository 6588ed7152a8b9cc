//! Owns the patterns of invented commitments. `{n}` is the target of the indicator or a likely number, `{place}` a place.
//! How many an organisation makes, and when they are due, is `commitments`'s.

use crate::domain::commitment::Kind;
use crate::domain::organisation::Category;
use Kind::{Action, Funding, Offer};

/// A pattern: what is promised, who could promise it, how it is measured.
#[derive(Debug)]
pub struct Promise {
    pub kind: Kind,
    /// Letters of who could: `s`tate, `l`ocal government, m`u`ltilateral, `c`ompany, civil society `n`, `a`cademia, `m`edia.
    who: &'static str,
    pub title: &'static str,
    pub action: &'static str,
    /// Unit, baseline and the least and most of the target; `None` is a deliverable.
    pub indicator: Option<(&'static str, i64, i64, i64)>,
    /// Ids in the second version of the demo's Call, with spaces between.
    pub paragraphs: &'static str,
    /// To whom money goes, where that is told.
    pub recipients: Option<&'static str>,
}

impl Promise {
    const fn to(self, recipients: &'static str) -> Promise {
        Promise { recipients: Some(recipients), ..self }
    }

    /// Whether an organisation of this category could promise this.
    pub fn fits(&self, category: Category) -> bool {
        let letter = match category {
            Category::State => 's',
            Category::LocalGovernment => 'l',
            Category::Multilateral => 'u',
            Category::Company => 'c',
            Category::CivilSociety => 'n',
            Category::Academia => 'a',
            Category::Media => 'm',
        };
        self.who.contains(letter)
    }
}

type Indicator = Option<(&'static str, i64, i64, i64)>;

const fn promise(
    (kind, who): (Kind, &'static str),
    title: &'static str,
    action: &'static str,
    indicator: Indicator,
    paragraphs: &'static str,
) -> Promise {
    Promise { kind, who, title, action, indicator, paragraphs, recipients: None }
}

/// All of them.
#[rustfmt::skip]
pub const PROMISES: &[Promise] = &[
    promise((Action, "slu"), "Publish a register of the algorithms we use", "We will list every system that decides about people or prepares such decisions, with its purpose, supplier, legal basis and the person to ask. The list is updated when a system changes.", Some(("systems described", 0, 12, 60)), "p-rights-assessment"),
    promise((Action, "slc"), "Assess human rights before buying new technology", "Every purchase above a threshold that we publish goes through an assessment of its effect on human rights. The findings are published with the contract.", Some(("per cent of purchases assessed", 10, 80, 100)), "p-rights-assessment"),
    promise((Action, "c"), "Publish how we rank and recommend", "We will describe in plain words what our feeds and search results weigh and why, keep older descriptions available, and let users switch personal ranking off.", None, "p-platforms"),
    promise((Action, "c"), "Answer every appeal within {n} days", "A person, not a system, will look at each appeal against the removal of content and give reasons. We report the numbers by country and language.", Some(("days from appeal to answer", 30, 3, 10)), "p-platforms"),
    promise((Action, "mcn"), "Label what was made with artificial intelligence", "Text, sound and images that were generated or substantially altered carry a label that stays with them when they are shared.", None, "p-synthetic-content"),
    promise((Action, "lsn"), "Keep a counter open for those who are not online", "Whatever can be done on our website can be done in person or by telephone, at the same price and with the same waiting time. We publish both waiting times every quarter.", Some(("service points", 2, 4, 18)), "p-inclusion"),
    promise((Action, "slcam"), "Make our website work for everyone", "We will meet WCAG 2.2 at level AA, tested together with people who use assistive technology, and publish the findings of each test.", Some(("barriers still open", 64, 0, 5)), "p-inclusion"),
    promise((Action, "slu"), "Hold a citizens' assembly on artificial intelligence", "{n} residents drawn by lot will meet over four weekends, hear experts of their own choice and advise the council, which answers each recommendation in writing.", Some(("residents taking part", 0, 36, 120)), "p-inclusion p-joint-work"),
    promise((Action, "c"), "Report every order to block or slow our network", "Where the law permits it, we will publish each order with date, authority and scope, and challenge those without a basis in law.", None, "p-open-internet"),
    promise((Action, "nu"), "Measure network shutdowns in the region", "Together with local measuring points we will document disruptions around elections and protests and publish the data within a week.", Some(("measuring points", 5, 20, 90)), "p-open-internet p-research"),
    promise((Action, "s"), "Tighten export control of surveillance technology", "Licences for export will depend on a published assessment of human rights in the country of destination and on the end user. Refusals are reported each year.", None, "p-surveillance"),
    promise((Action, "cs"), "End the sale of tools that can be used as spyware", "We will no longer sell, resell or maintain technology for covert access to devices, and will tell existing customers by when support ends.", None, "p-surveillance"),
    promise((Action, "s"), "Report on foreign interference by digital means", "After each national election an independent panel will publish what was observed, how certain it is and what was done.", None, "p-state-conduct"),
    promise((Action, "ac"), "Open our data to independent researchers", "Researchers can apply for access to data about public debate. A board outside our organisation decides within six weeks; decisions are public.", Some(("research teams with access", 0, 6, 25)), "p-research"),
    promise((Action, "lsua"), "Publish our software as open source", "What we develop with public money is published under a free licence with documentation that lets others run it, unless a stated reason of security speaks against it.", Some(("repositories published", 3, 10, 45)), "p-open-solutions"),
    promise((Action, "lsc"), "Move our document formats to open standards", "New systems read and write open formats from the first day; old ones follow by a plan that is public.", Some(("per cent of systems", 22, 70, 100)), "p-open-solutions"),
    promise((Action, "mn"), "Publish a correction wherever the mistake was", "Corrections appear in the same place and with the same reach as the error, on our own pages and on the platforms we use.", None, "p-platforms p-synthetic-content"),
    promise((Action, "mna"), "Teach source criticism in {n} schools", "Reporters and teachers will visit classes with material that can be reused freely, in two languages.", Some(("schools visited", 0, 20, 140)), "p-inclusion p-joint-work"),
    promise((Action, "n"), "Observe online campaigning in the next election", "Trained observers will collect political advertising and report every week on who paid for it and whom it was shown to.", Some(("observers trained", 0, 40, 220)), "p-research p-synthetic-content"),
    promise((Action, "a"), "Offer a course on technology and democracy to all students", "The course carries credit in every faculty; lectures and readings are open to anybody.", Some(("students a year", 120, 400, 2400)), "p-joint-work"),
    promise((Action, "a"), "Keep an archive of election advertising", "We will collect what was shown to voters in {place} and make it searchable for journalists and researchers for at least ten years.", None, "p-research"),
    promise((Action, "lnc"), "Train our own people in digital security", "Everybody who handles members' or residents' data takes a yearly course, and we practise what happens when something goes wrong.", Some(("per cent of staff trained", 15, 75, 100)), "p-protection"),
    promise((Action, "nmu"), "Run a help line for people under digital attack", "Journalists and activists can reach a person in three languages. We answer within two hours, day and night, and publish how often we could not.", Some(("hours to the first answer", 48, 1, 4)), "p-protection"),
    promise((Action, "slnu"), "Start a partnership on safe elections", "With newsrooms, a university and two platforms we will agree on a common procedure for reporting false information about voting, and test it before election day.", None, "p-joint-work p-synthetic-content"),
    promise((Action, "lsnacmu"), "Report on our follow-up twice a year", "In March and September we publish what was done, what was not, and why, on one page that anybody can read.", Some(("reports published", 0, 4, 6)), "p-follow-up"),
    promise((Action, "cn"), "Let an outside reviewer look at our commitments", "We invite an independent reviewer, give access to what is needed, and publish the findings together with our reply.", None, "p-follow-up"),
    promise((Action, "lc"), "Turn off cameras that recognise faces", "Recognition of faces in public space ends in {place}; the equipment is removed or replaced by models that cannot do it.", Some(("cameras in use", 38, 0, 0)), "p-surveillance p-rights-assessment"),
    promise((Action, "mc"), "Drop advertising that follows readers around", "Our pages will carry advertising chosen by the article and not by the reader. We publish what it does to our income.", Some(("per cent of pages without tracking", 35, 90, 100)), "p-platforms"),
    promise((Action, "sl"), "Write public letters so that people understand them", "We will rewrite our {n} most used letters together with people who receive them and measure whether they are understood.", Some(("letters rewritten", 0, 30, 150)), "p-inclusion"),
    promise((Funding, "suc"), "Fund independent media for three years", "Flexible grants for newsrooms that invest in digital security and investigation. Small newsrooms can apply on four pages.", Some(("newsrooms supported", 0, 8, 60)), "p-funding").to("Newsrooms with fewer than fifty people, chosen by an independent jury"),
    promise((Funding, "sun"), "Rapid response fund for defenders of democracy", "Those at risk can get help within 48 hours: devices, legal aid, a safe place to work. Recipients are never published.", Some(("people helped", 0, 50, 400)), "p-funding p-protection"),
    promise((Funding, "slc"), "Grants for civic technology", "Associations and small companies can apply for the development of open source tools for participation. A jury of users decides.", Some(("projects funded", 0, 6, 30)), "p-funding p-open-solutions").to("Associations and small companies that develop open source tools"),
    promise((Funding, "nca"), "Fellowships for researchers from countries under pressure", "Each fellowship covers a year of salary, travel and housing for one researcher and their family.", Some(("fellowships", 0, 3, 18)), "p-funding p-research").to("Universities that host a researcher"),
    promise((Funding, "ls"), "Digital meeting places in public libraries", "Staffed rooms with computers, quiet corners and help, open also in the evening.", Some(("libraries with a room", 1, 5, 40)), "p-funding p-inclusion").to("Public libraries in {place}"),
    promise((Funding, "su"), "Core funding for election observation", "Multi-year support for observer missions, so that they can prepare before an election is called.", None, "p-funding").to("Two networks of election observers"),
    promise((Funding, "cm"), "A fund for local reporting", "A fixed share of our yearly surplus goes to reporters who cover councils and courts. Editors outside our company choose them.", Some(("reporters employed", 0, 4, 24)), "p-funding").to("Local newsrooms in {place}"),
    promise((Funding, "n"), "Small grants for youth groups", "Groups of young people get up to a year's rent and a mentor. The application is a ten-minute video or a page of text.", Some(("groups supported", 0, 10, 70)), "p-funding p-inclusion").to("Groups of young people in {place}"),
    promise((Offer, "c"), "Free security keys for small newsrooms", "We give hardware keys and an afternoon of training to any newsroom with fewer than fifty people that asks.", Some(("newsrooms equipped", 0, 25, 200)), "p-protection"),
    promise((Offer, "c"), "Protection against overload attacks, free of charge", "Websites of election authorities, media and human rights groups can use our filtering network at no cost for as long as they need it.", Some(("websites protected", 12, 60, 500)), "p-protection p-open-internet"),
    promise((Offer, "ca"), "Two hundred hours of engineering for civil society", "Our engineers help organisations that have no technical staff to secure, repair or migrate their systems.", Some(("hours given", 0, 200, 1500)), "p-joint-work p-protection"),
    promise((Offer, "na"), "Legal advice on automated decisions", "Anybody in {place} who was refused something by a system can bring the letter to us. We explain it and, where there are grounds, help with the complaint.", Some(("cases advised", 0, 80, 600)), "p-rights-assessment p-inclusion"),
    promise((Offer, "a"), "Methods and data for election researchers", "We share our code, our data model and a place to work for visiting researchers from other signatories.", Some(("visiting researchers", 0, 4, 20)), "p-research p-open-solutions"),
    promise((Offer, "lau"), "Share our guide to buying technology", "The guide, with templates for contracts and a list of mistakes we made, is free to use and adapt. We answer questions from other authorities.", Some(("authorities using it", 1, 10, 80)), "p-open-solutions p-rights-assessment"),
    promise((Offer, "mn"), "Lend our fact-checkers during elections", "For six weeks before an election two colleagues work in a newsroom of another signatory that asks for it.", Some(("newsrooms helped", 0, 3, 16)), "p-synthetic-content p-joint-work"),
    promise((Offer, "cla"), "Test rooms for people with disabilities", "Other signatories can use our rooms, equipment and panel of testers to try their services before they open.", Some(("services tested", 0, 10, 75)), "p-inclusion"),
    promise((Offer, "sl"), "A safe desk for journalists in exile", "A place to live and work for a year, with a permit, a mentor and a library card from the first day.", Some(("places", 0, 2, 12)), "p-protection"),
    promise((Offer, "m"), "Free archive access for researchers and schools", "Our archive back to the first issue is open to schools and accredited researchers without charge.", None, "p-research"),
];
