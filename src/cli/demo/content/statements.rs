//! Owns what invented organisations say in public when they sign, in English and Danish.

/// In English; those before [`FROM_HERE_INDEPENDENT`] fit public bodies and companies too.
pub const ENGLISH: &[&str] = &[
    "Democracy needs people who can disagree in public without fear. We sign because the tools for that must not be turned against those who use them.",
    "We buy more technology than we build. This Call gives us the questions to ask before we sign a contract.",
    "Our residents trust us with their data. They should not have to take that trust on faith, so we will show what we do with it.",
    "A promise that nobody can check is an advertisement. We will report on ours twice a year, also when the news is not good.",
    "We cannot solve this alone, and neither can anybody else on this list. That is the reason to sign it.",
    "What is lawful offline should be safe online. We put our name to that.",
    "We are small. But the rules for how technology meets people are made in many small places, and ours is one of them.",
    "Open standards saved us twice from suppliers that disappeared. We will keep asking for them, and share what we learn.",
    "Our staff asked us to sign. They know better than anyone where our systems still fail the people who depend on them.",
    "We have made mistakes with automated decisions. We have published them, we have corrected them, and we sign so that others need not repeat them.",
    "People who cannot go online are citizens too. Every service we open on the web will keep a door on the street.",
    "The next election in our region is less than two years away. We want to have done our part well before then.",
    "Security is not the opposite of openness. We have worked for both for many years and will go on doing so.",
    "We support the Call in full, and paragraph by paragraph we have asked ourselves what it means for us. The answers are in our commitments.",
    "To us the Call is a beginning. We look forward to being measured by what follows.",
    "We have followed this work from the first draft and are glad that follow-up became part of the text. Words age quickly; reports do not.",
    "Algorithms that rank, remove and recommend have become part of public life. Those who are ranked deserve to know the rules.",
    "Technology answers to people only when people can ask it questions. We sign for more questions, and for better answers.",
    "When networks are shut down, it is nurses, traders and students who are cut off first. We stand with those who keep them open.",
    "Every week somebody comes to our door with a letter from a system that cannot explain itself. We sign on their behalf.",
    "Reporters in our region are threatened for what they publish. Protection must reach them before the threat does, not after.",
    "Independent research needs access that does not depend on goodwill. We welcome that the Call says so plainly.",
    "We will be a friendly signatory and a difficult one: we mean to read every report on this site, and to ask about those that are late.",
    "Long-term funding is the dull answer to most of our problems. It is also the right one.",
    "Young people did not choose the platforms they grew up with. We sign so that they have a say in the next ones.",
    "Surveillance was tested on people like our members first. We sign so that it ends with them too.",
    "We do not agree with every line of the Call. We agree with enough of it to be held to the whole.",
];

/// The place in [`ENGLISH`] of the first that a public body or company would not say.
pub const FROM_HERE_INDEPENDENT: usize = 18;

/// In Danish, for anybody.
pub const DANISH: &[&str] = &[
    "Vi tilslutter os, fordi tillid til det digitale ikke kommer af sig selv. Den skal fortjenes hver dag, og den skal kunne efterprøves.",
    "Demokratiet bor også på nettet. Derfor skal der være plads til alle, også til dem, der ikke råber højest.",
    "Vi har selv begået fejl med automatiske afgørelser. Dem har vi lært af, og det vil vi gerne stå ved i fuld offentlighed.",
    "Et løfte uden en dato er et ønske. Vi har sat datoer på vores.",
    "For os er opfordringen et arbejdsredskab. Den hjælper os med at stille de rigtige spørgsmål, før vi køber ny teknologi.",
    "Ingen skal miste adgangen til deres rettigheder, fordi en hjemmeside er svær at bruge. Det vil vi måles på.",
    "Vi er ikke store, men vi er mange. Sammen kan vi gøre en forskel for den offentlige samtale.",
    "Vi skriver under, fordi vores medlemmer bad os om det. Og vi vender tilbage to gange om året og fortæller, hvordan det går.",
];
