//! Owns the first organisations of the demo, shaped by hand, since everybody who looks at it sees them.
//! All are invented. The promises are places in `promises::PROMISES`.

use super::commitments::Mood::{self, DueSoon, Overdue, Planned, Silent};
use crate::domain::organisation::Category::{self, *};

/// What is said in public when signing.
#[derive(Debug, Clone, Copy)]
pub enum Says {
    Nothing,
    /// A place in `statements::ENGLISH`.
    English(usize),
    /// A place in `statements::DANISH`.
    Danish(usize),
}
use Says::{Danish, English, Nothing};

/// One of the first.
#[derive(Debug)]
pub struct First {
    pub name: &'static str,
    pub category: Category,
    /// Empty for a body of no country.
    pub country: &'static str,
    /// The label before `.example`.
    pub domain: &'static str,
    pub description: &'static str,
    /// Name and job title of the representative.
    pub person: (&'static str, &'static str),
    pub signed_days_ago: i64,
    pub says: Says,
    pub promises: &'static [(usize, Mood)],
}

type Who = (&'static str, Category, &'static str, &'static str);
type Act = (i64, Says, &'static [(usize, Mood)]);

const fn first(
    (name, category, country, domain): Who,
    description: &'static str,
    person: (&'static str, &'static str),
    (signed_days_ago, says, promises): Act,
) -> First {
    First { name, category, country, domain, description, person, signed_days_ago, says, promises }
}

/// The newest come first.
#[rustfmt::skip]
pub const FIRST: &[First] = &[
    first(("Skærnholm Kommune", LocalGovernment, "DK", "skaernholm"), "A municipality of islands and ferries. Every service we offer on the web can also be had at the harbour office, and the council's decisions are public on the day they are made.", ("Kirstine Tornager", "Head of Citizens' Services"), (0, Danish(5), &[(5, Planned), (6, DueSoon), (28, Planned)])),
    first(("Kestrelmoss Digital Rights Network", CivilSociety, "GB", "kestrelmoss-rights"), "We help people who were refused a benefit, a loan or a visa by a system that would not say why. Two lawyers, forty volunteers, one telephone.", ("Harriet Sedgecroft", "Director"), (0, English(19), &[(40, Planned), (25, Planned)])),
    first(("霧見野原新聞", Media, "JP", "kirimi-nohara-shimbun"), "A regional daily from the mountains, printed since 1931. Every article online shows what was changed and when.", ("Misaki Asanobe", "Managing Editor"), (1, English(20), &[(16, Planned)])),
    first(("Universidad de Montealbina", Academia, "CO", "montealbina-universidad"), "A public university with an observatory of political advertising. Our data are open from the day a paper is submitted.", ("Valentina Montealba Ríosereno", "Vice-Rector for Research"), (1, English(21), &[(20, Planned), (41, Planned)])),
    first(("Lygte & Fyr A/S", Company, "DK", "lygteogfyr"), "We build sign-in and messaging for schools. Children's data stay in the school, and our source code is open to anyone who wants to look.", ("Emil Havgård", "Chief Executive"), (1, Danish(3), &[(15, Planned), (39, Planned), (24, DueSoon)])),
    first(("بلدية واحة الريحان", LocalGovernment, "JO", "wahat-alrayhan"), "An oasis town of 41,000. Residents vote on a tenth of our budget, on paper and online.", ("Rania Ghadiri", "Deputy Mayor"), (2, English(10), &[(7, Planned)])),
    first(("Громадський центр «Ясна Дарка»", CivilSociety, "UA", "yasna-darka"), "We equip small newsrooms and associations near the front with secure devices, and repair them when they come back.", ("Solomiia Stepanchenko", "Coordinator"), (2, English(20), &[(22, Planned), (30, DueSoon)])),
    first(("Republic of Norvania (invented)", State, "LU", "norvania"), "An invented state, here to show how states sign: by letter, confirmed by two people. Its Ministry of Digital Affairs follows up on the Call.", ("Livia Quintavalle", "Ambassador for Technology"), (2, English(13), &[(10, Planned), (29, Planned), (0, Planned), (12, Planned)])),
    first(("Thistlefirth Broadcasting", Media, "IE", "thistlefirth"), "Public-service radio and television with newsrooms in four counties. Editors decide what leads the news; we explain how, every week, on air.", ("Fiona Brackley-Moss", "Head of News"), (2, English(16), &[(4, Planned), (17, Planned)])),
    first(("Foro Ciudadano Ríoclaro", CivilSociety, "CR", "foro-rioclaro"), "We train young people to observe how elections are fought online. The youngest of our observers is seventeen.", ("Ximena Encinares", "President"), (3, English(24), &[(18, Planned), (36, Planned)])),
    first(("가온나래 디지털권리연대", CivilSociety, "KR", "gaonnarae-rights"), "We go to court for people whose faces, voices or messages were used without their consent.", ("Seoyeon Gaon-Lee", "Secretary General"), (3, English(17), &[])),
    first(("Fichtelau Netze GmbH & Co. KG", Company, "DE", "fichtelau-netze"), "A municipal network operator. What we are ordered to block, by whom and on what basis, is on our website within a day.", ("Mareike Dornbrunner", "Managing Director"), (3, English(12), &[(8, Planned), (38, DueSoon)])),
    first(("Nordhavets Observatorium for Digital Debat", Academia, "DK", "nordhavets-observatorium"), "Four universities' shared observatory of public debate. We measure how news travels and publish the methods before the results.", ("Søren Engdal", "Head of Centre"), (5, Danish(0), &[(13, Planned), (19, Planned)])),
    first(("Stichting Open Rietpoel", CivilSociety, "NL", "open-rietpoel"), "We ask public bodies for the contracts behind their software and put what we receive online, with explanations.", ("Anouk Heidensluis", "Chair"), (6, English(23), &[(25, Planned)])),
    first(("Municipality of Amberfirth", LocalGovernment, "CA", "amberfirth"), "A lakeside municipality that buys technology together with nine neighbours and publishes every contract.", ("Joseph Larkmoor", "Chief Administrative Officer"), (8, English(1), &[(1, Planned), (42, Planned)])),
    first(("Sundby Straits Organisation", Multilateral, "", "sundby-straits"), "Eleven governments around one sea. We run a shared help line for journalists and a small fund for election observers.", ("Anselm Thornquist", "Secretary General"), (9, English(4), &[(22, Planned), (34, Planned)])),
    first(("Kwahu Larkfield Telecom Limited", Company, "GH", "kwahu-larkfield"), "Mobile network for two million people. We have kept it running through three elections and mean to keep it so.", ("Kwame Boatenga", "Director of Public Affairs"), (11, English(18), &[(8, Planned)])),
    first(("გაზეთი მთისბაღი", Media, "GE", "mtisbaghi"), "Six reporters, one valley, one newspaper. We check what is said about our villages on every channel.", ("Tamar Mtisadze", "Editor-in-Chief"), (13, Nothing, &[(17, DueSoon)])),
    first(("Rødstens Folkebibliotek", CivilSociety, "DK", "roedstens-folkebibliotek"), "An association that runs eleven small libraries. Somebody who can help with forms, passwords and worries is there until nine in the evening.", ("Nanna Kjærholt", "Head of Libraries"), (16, Danish(6), &[(5, Planned), (36, Planned)])),
    first(("Instituto Aberto Pedravento", CivilSociety, "BR", "pedravento"), "We build open tools for participation and teach town halls to use them without us.", ("Caetano Florprata", "Executive Director"), (18, English(7), &[(23, Planned)])),
    first(("Hochschule Silberfeldern", Academia, "AT", "silberfeldern"), "A university of applied sciences. Every student, from nursing to mechanics, takes a course on technology and democracy.", ("Felix Quellborn", "Rector"), (21, English(13), &[(19, Planned), (44, Planned)])),
    first(("City of Rooksound Council", LocalGovernment, "NZ", "rooksound"), "A harbour city of 96,000. The list of systems that decide about residents hangs, printed, in every library.", ("Duncan Penhallick", "Mayor"), (24, English(2), &[(0, Planned), (26, DueSoon), (14, Planned)])),
    first(("The Umberlea Investigator", Media, "ZA", "umberlea"), "A reader-owned investigative weekly. Our archive is open to schools, and our sources are known to nobody but two editors.", ("Naledi Okafora", "Editor"), (27, English(20), &[(46, Planned)])),
    first(("Δήμος Λευκοπηγής", LocalGovernment, "GR", "lefkopigi"), "A hill municipality of fourteen villages. Our mobile office visits each of them twice a month.", ("Danae Lefkaros", "Head of Digitalisation"), (31, English(10), &[(5, Planned), (6, Planned)])),
    first(("Kingdom of Vestmark (invented)", State, "BE", "vestmark"), "An invented state, here to show what a government's commitments look like. The Office of the Prime Minister answers for each of them.", ("Edvin Castellane", "State Secretary"), (34, English(15), &[(0, Planned), (30, Planned), (45, Planned), (7, DueSoon)])),
    first(("कमलबाग डिजिटल अधिकार मंच", CivilSociety, "IN", "kamalbagh"), "We work in six languages with women who report online, and stay with them through complaint, court and recovery.", ("Kavita Neelgiri", "Founder"), (38, English(24), &[(22, Planned), (40, Planned)])),
    first(("Copperfirth Robotics Ltd", Company, "SG", "copperfirth-robotics"), "Robots for hospitals and ports. Before one of them meets a person, an assessment of what it may do to people is public.", ("Priyanka Wetherholt", "Chief Technology Officer"), (41, English(3), &[(1, Planned)])),
    first(("Fondation Claireforêt", CivilSociety, "FR", "claireforet"), "We fund independent media in fourteen countries, for three years at a time, and publish every grant and every refusal.", ("Hélène Clairbois", "President"), (45, English(23), &[(32, Planned), (36, Planned), (30, Planned)])),
    first(("Universitetet i Tindenes", Academia, "NO", "tindenes"), "A northern university. Our lawyers and engineers test public systems together, and publish what they find before they are asked.", ("Sindre Tindeset", "Dean"), (52, English(21), &[(13, DueSoon)])),
    first(("Rede de Direitos Lagolinda", CivilSociety, "MZ", "lagolinda"), "A network of forty community radios and legal clinics. We document shutdowns as they happen.", ("Marina Serrajasmim", "Programme Manager"), (58, English(18), &[(9, Planned)])),
    first(("Havblæst Energi A.m.b.a.", Company, "DK", "havblaest"), "A cooperative owned by the 12,000 households it supplies. Our meters report once a day and no more often.", ("Troels Bræmose", "Chief Executive"), (64, Danish(4), &[(15, Planned)])),
    first(("Linden & Marsh Fact Check", Media, "US", "lindenmarsh"), "We check claims that travel fast, together with readers who know the subject. Everything comes with its sources.", ("Marcus Thistlewood", "Managing Editor"), (72, English(16), &[(43, Planned), (4, Planned)])),
    first(("Gmina Złotodworek", LocalGovernment, "PL", "zlotodworek"), "A rural municipality of orchards. We rewrite our letters with the people who receive them.", ("Wojciech Klonowolski", "Secretary of the Municipality"), (79, English(6), &[(28, Planned)])),
    first(("Ungdommens Digitale Råd Lyngmose", CivilSociety, "DK", "lyngmose-ungdom"), "We are between 13 and 25 and we answer every public consultation about technology. Sometimes we are the only ones.", ("Freja Lyngsø", "Chair"), (86, Danish(7), &[(36, DueSoon), (24, Planned)])),
    first(("青沼公民论坛", CivilSociety, "TW", "qingzhao-forum"), "Volunteers who turn public data into maps and tables that neighbours can use at meetings.", ("Yating Qingpu", "Coordinator"), (93, English(14), &[])),
    first(("Acquachiarina Reti S.r.l.", Company, "IT", "acquachiarina-reti"), "We bring fibre to valleys where nobody else would. Thirty-one employees, no debts, one open standard after another.", ("Elisabetta Acquaviva-Neri", "General Counsel"), (101, English(7), &[(15, Planned), (37, Planned)])),
    first(("Kaskelots Forsikring A/S", Company, "DK", "kaskelot"), "An insurer owned by its customers. No claim is refused by a system alone, and the reasons are given by a person.", ("Ditte Højvang", "Data Protection Officer"), (110, Danish(2), &[(1, Planned), (39, Planned)])),
    first(("Sedgeholme Institute of Technology", Academia, "KE", "sedgeholme-tech"), "Engineers and lawyers under one roof. Our students repair the networks of community radios as part of their degree.", ("Wanjiru Mwangala", "Principal"), (121, English(12), &[(39, Planned)])),
    first(("אוניברסיטת נווה אזוב", Academia, "IL", "neve-ezov"), "A young university by the sea. Our clinic explains automated decisions to those who received them, in three languages.", ("Yael Inbari", "Head of Centre"), (133, English(19), &[(40, Planned)])),
    first(("Nadace Jasoluka", CivilSociety, "CZ", "jasoluka"), "An independent foundation. We give small grants to youth groups and pay the rent before the project.", ("Zuzana Jasanecká", "Director"), (147, English(23), &[(36, Planned)])),
    first(("Municipality of Yarrowlea", LocalGovernment, "KE", "yarrowlea"), "A highland municipality. Farmers can reach every service by text message, by telephone or at the market.", ("Tunde Merriworth", "Town Clerk"), (158, English(10), &[(5, Planned), (6, Planned)])),
    first(("Dagblad Schelphoven", Media, "NL", "schelphoven"), "A newspaper by the sea, owned by its readers since 1974. Our pages carry advertising chosen by the article, not by the reader.", ("Ruben Schelphoven", "Publisher"), (176, English(16), &[(27, Overdue)])),
    first(("Larchstead Mapping Co. Ltd.", Company, "TZ", "larchstead-maps"), "Maps of places that others leave blank, drawn with those who live there and given back to them.", ("Daniel Farrowdale", "Managing Director"), (188, English(7), &[(39, Planned)])),
    first(("Hraunvellir – félag um netréttindi", CivilSociety, "IS", "hraunvellir"), "The smallest organisation on this list, probably: four people and a kitchen table. We read every law about the internet aloud.", ("Birta Eldjárnsson", "Chair"), (199, English(6), &[(25, Planned)])),
    first(("Open Ottershaw Foundation", CivilSociety, "US", "ottershaw"), "We maintain open source tools that election authorities in nineteen places use to publish results.", ("Grace Ashcombe", "Executive Director"), (214, English(7), &[(30, Planned)])),
    first(("Ayuntamiento de Peñaserrana", LocalGovernment, "ES", "penaserrana"), "A mountain town. Our assembly of residents drawn by lot has met every autumn since 2019.", ("Álvaro Olivarroble", "Councillor for Participation"), (226, English(8), &[(7, Silent), (6, Planned)])),
    first(("Wrenholme Payments Group PLC", Company, "GB", "wrenholme"), "Payments for small shops. We publish how our systems decide whom to trust, and a person looks at every appeal.", ("Rachel Nethercott", "Director of Public Affairs"), (238, English(9), &[(3, Overdue)])),
    first(("Commonwealth of Belmoria (invented)", State, "FJ", "belmoria"), "An invented state of 112 islands, here to show an early signatory whose follow-up is late.", ("Marisol Saravel", "Permanent Secretary"), (251, English(15), &[(30, Silent), (14, Planned)])),
    first(("Jarní Vrbolom Rádio", Media, "CZ", "vrbolom"), "Community radio and a website in four languages. Eighty volunteers keep us on air.", ("Štěpán Horamlýn", "Station Manager"), (263, Nothing, &[])),
    first(("Tværfaglig Højskole for Teknologi og Folkestyre", Academia, "DK", "tvaerhoejskolen"), "A folk high school where engineers, nurses and poets spend five months on one question: who decides?", ("Aksel Skovbæk", "Principal"), (277, Danish(1), &[(19, Planned), (42, Planned)])),
    first(("Đại học Thanh Trúc Hải", Academia, "VN", "thanhtruchai"), "A teachers' university. We write the country's first open textbook on source criticism.", ("Thảo Minhlĩnh", "Head of Faculty"), (291, English(8), &[(17, Silent)])),
    first(("Women Online Juniperlea", CivilSociety, "NG", "juniperlea"), "We document threats against women in politics and help those who receive them, within two hours, day and night.", ("Amara Adeyinka", "Director"), (304, English(20), &[(22, Planned)])),
    first(("Région d'Ombrevigne", LocalGovernment, "SN", "ombrevigne"), "A region of fishing towns and universities. Public meeting places with computers are open in nineteen libraries.", ("Fatou Ndiayane", "President of the Regional Council"), (318, English(10), &[(33, Planned)])),
    first(("Föreningen Öppna Granforshed", CivilSociety, "SE", "granforshed"), "We test public websites with people who use screen readers, and send the bill to nobody.", ("Linnea Älvsten", "Chair"), (333, English(10), &[(36, Silent)])),
    first(("Koivulahdelma Ohjelmistot Oy", Company, "FI", "koivulahdelma"), "We write the software behind forty town councils. All of it is open source; the councils own it.", ("Lauri Honkaranta", "Chief Executive"), (347, English(7), &[(15, Overdue), (39, Planned)])),
    first(("Universidade de Ribeiraluar", Academia, "PT", "ribeiraluar"), "A coastal university with an archive of everything shown to voters in the last three elections.", ("Inês Aguaclara", "Vice-Rector"), (359, English(21), &[(20, DueSoon)])),
    first(("Quarrelton Security Partners LLP", Company, "AU", "quarrelton"), "We used to sell tools for access to telephones. We stopped, and we tell anyone who asks why.", ("Oliver Gorsebrook", "Partner"), (372, English(9), &[(11, Planned)])),
    first(("Община Росенчешма", LocalGovernment, "BG", "rosencheshma"), "A town of roses and repair shops. Old computers from the town hall become school computers within a month.", ("Kaloyan Svetlinova", "Deputy Mayor"), (388, English(7), &[(33, Planned)])),
    first(("Elderleigh Development Fund for Democracy", Multilateral, "", "elderleigh-fund"), "Sixteen contributors, one fund. We pay the dull costs: rent, salaries, accountants, locks.", ("Corisande Merrow", "Executive Secretary"), (404, English(4), &[(30, Planned), (23, Planned)])),
    first(("Fjernlys Magasinet", Media, "DK", "fjernlys"), "A monthly about technology and everyday life, read aloud in every issue for those who prefer to listen.", ("Jeppe Klitmark", "Editor-in-Chief"), (418, Danish(0), &[(27, Planned), (16, Planned)])),
];
