//! Owns the names of invented states and of invented bodies of many states.
//! A state's name says itself that it is invented: nobody may take the demo for news.

use super::Tongue;

pub const REALMS: Tongue = Tongue {
    code: "xx",
    first: "Nim Vis Ald Bas Cor Dra Est Fal Gar Hel Istr Jor Kar Lor Mar Ner Ost Pal Quel Ros Sel Tar Ulf Vol Wen Zan \
            Ard Bry Cas Dul Erm Fro Gal",
    middle: "e o an en or el is av und at il",
    last: "vania mark doria lund terra valia gard moria stan dia quea lia mira thia ronia brea nesia zia sund wick",
    patterns: [
        "",
        "",
        "",
        "",
        "",
        "Republic of {} (invented)|Kingdom of {} (invented)|Commonwealth of {} (invented)|Principality of {} (invented)|\
         Federation of {} (invented)|Union of {} (invented)|Grand Duchy of {} (invented)|Islands of {} (invented)",
        "{} Basin Council|{} Compact for Open Networks|Organisation of the {} Straits|{} Digital Rights Convention Secretariat|\
         Standing Conference of {} Parliaments|{} Development Fund for Democracy|Joint {} Election Observation Mission|\
         {} Regional Telecommunications Union",
    ],
    given: "Ilse Marten Oriel Tamsin Joris Livia Anselm Corisande Edvin Marisol Piers Yolande Rufus Sanne",
    family: "Varkony Ostrander Fellgard Quintavalle Thornquist Belmarre Dravec Lindqvest Saravel Holmgard Merrow Castellane",
};
