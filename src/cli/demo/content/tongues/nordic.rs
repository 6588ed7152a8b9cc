//! Owns invented names in Danish, Swedish, Norwegian, Finnish and Icelandic.

use super::Tongue;

pub const DANISH: Tongue = Tongue {
    code: "da",
    first: "Vester Nør Sønder Aske Birke El Gran Havre Hyld Kilde Klit Lyng Mose Rav Skær Sval Tang Tjørn Ugle Vindø \
            Bræ Dune Fjelle Grå Høje Kobber Måge Rørs",
    middle: "sø vang mark kær dals bjerg klint",
    last: "lundby strup skovby næsholt rødsted toftev bakkeby vadby mølleå havns gårdø kildeby torpsø sande hovedø brohus",
    patterns: [
        "{} Kommune|Region {}|{} Byråd|{} Havnekommune|Fælleskommunen {}",
        "{} Systemer A/S|{} Data ApS|{} Softwarehus A/S|{} & Døtre ApS|{} Netværk A/S|{} Designkontor ApS|{} Energi A/S|\
         {} Forsikring A/S",
        "Foreningen Digitalt {}|{} Borgerforum|Ungdommens Net i {}|{} Retshjælp|Demokratihuset {}|{} Kodeklub|\
         Landsforeningen {} for Åbne Data|{} Oplysningsforbund|Fonden {}|{} Ældreråd for Digital Hverdag",
        "{} Universitet|Professionshøjskolen {}|{} Institut for Demokrati og Teknologi|Akademiet i {}|{} Tekniske Skole",
        "{} Avis|{} Tidende|Radio {}|{} Lokal-TV|Magasinet {}|{} Folkeblad",
        "",
        "",
    ],
    given: "Signe Mikkel Freja Anders Ditte Rasmus Kirstine Emil Maja Troels Astrid Jeppe Liv Søren Nanna Aksel",
    family: "Vesterlund Bræmose Kjærholt Havgård Skovbæk Tornager Lyngsø Højvang Møllebro Ravnskær Engdal Klitmark Askebjerg Tangaa",
};

pub const SWEDISH: Tongue = Tongue {
    code: "sv",
    first: "Björk Gran Hav Käll Ljung Mån Näs Rönn Skär Stor Tall Väst Örn Älv Frost Sten Dal Hjort",
    middle: "inge u mo tuna vik sjö ås",
    last: "forsby lundahed strandåsa bergö sätra vallda näsby holmsvik åkra bruksta torpa lövhed",
    patterns: [
        "{} kommun|Region {}|{} stad|{} regionförbund",
        "{} Teknik AB|{} Mjukvara AB|{} Nät AB|{} Konsult AB|{} Kraft AB|{} Försäkring AB",
        "Föreningen Öppna {}|{} Medborgarforum|Stiftelsen {}|{} Digitala Rättigheter|Nätverket {}|{} Folkbildning|\
         Ungdomsrådet i {}|{} Kvinnojour Online",
        "{} universitet|{} högskola|Institutet för digital demokrati i {}|{} tekniska akademi",
        "{} Tidning|{} Nyheter|Radio {}|{} Kuriren",
        "",
        "",
    ],
    given: "Ebba Oskar Linnea Gustav Saga Elin Viktor Alva Nils Tuva Hugo Märta Sixten Hedda",
    family: "Granfors Ljungåker Rönnsäter Stenvall Björkhed Talldin Havsmo Älvsten Näslöf Frostberga Dalhjort Sjöände",
};

pub const NORWEGIAN: Tongue = Tongue {
    code: "nb",
    first: "Furu Granne Hvit Isfj Lyse Myr Nord Rime Skodde Stor Sund Tinde Ulve Varde Øst Heg",
    middle: "e ar es inn els or",
    last: "vågen åsen dalnes fjellvik osmark haugset sundøy lienes elvheim strandmo torgnes myrset",
    patterns: [
        "{} kommune|{} fylke|{} bystyre|Interkommunalt samarbeid {}",
        "{} Teknologi AS|{} Programvare AS|{} Nett AS|{} Sjømat AS|{} Kraftlag AS|{} Arkitekter AS",
        "Foreningen {} for personvern|{} Innbyggerforum|Stiftelsen {}|{} Digitale Rettigheter|Ungdommens {}|{} Frivilligsentral",
        "Universitetet i {}|{} høgskole|{} forskningsinstitutt|Senter for demokrati i {}",
        "{} Dagblad|{} Posten|Radio {}|{} Avisa",
        "",
        "",
    ],
    given: "Ingrid Håkon Solveig Eirik Torill Sindre Ragnhild Jørgen Åshild Magnus Silje Vegard Tuva Odd",
    family: "Fjelldal Myrvåg Tindeset Skoddeland Rimehaug Lysenes Vardheim Sundøyen Granneset Isvik Nordmyr Hvitås",
};

pub const FINNISH: Tongue = Tongue {
    code: "fi",
    first: "Koivu Järvi Honka Kuusi Lumi Metsä Niitty Pohja Ranta Suvi Tähti Vuori Halla Kallio",
    middle: "n la ni kan lan nen",
    last: "saarela mäkelä lahtio niemelä kylä harjula koskela salmio vaara pelto suola rinteelä",
    patterns: [
        "{}n kunta|{}n kaupunki|{}n seutukunta",
        "{} Ohjelmistot Oy|{} Verkot Oy|{} Teknologia Oy|{} Energia Oy|{} Muotoilu Oy",
        "{}n kansalaisfoorumi ry|Avoin {} ry|{}-säätiö|{}n digioikeudet ry|{}n nuorisoliitto ry|{}n lähiverkko ry",
        "{}n yliopisto|{}n ammattikorkeakoulu|{}n tutkimuslaitos",
        "{}n Sanomat|{}n Uutiset|Radio {}|{}-lehti",
        "",
        "",
    ],
    given: "Aino Eero Helmi Ilmari Kaisa Lauri Oona Pekka Saara Tuomas Venla Väinö Elina Juho",
    family: "Koivuharju Järvelampi Honkaranta Lumikallio Metsäpelto Niittyaho Suvilahti Tähtivaara Vuorenrinne Hallakorpi Pohjansalo",
};

pub const ICELANDIC: Tongue = Tongue {
    code: "is",
    first: "Hraun Jökul Mána Norður Silfur Sól Stein Vind Álfa Eld Fjalla Grá",
    middle: "u ar s ils",
    last: "fell vík dalur nes höfði staðir vellir brekka hólmi tungur",
    patterns: [
        "Sveitarfélagið {}|{}bær|Byggðasamlag {}",
        "{} Hugbúnaður ehf.|{} Gögn ehf.|{} Orka hf.",
        "Félagið Opið {}|{} Borgaravettvangur|Netréttindi {}|Ungmennafélagið {}",
        "Háskólinn á {}|Rannsóknastofnun {}",
        "{}blaðið|Útvarp {}|{}fréttir",
        "",
        "",
    ],
    given: "Guðrún Arnar Birta Einar Hildur Kári Sólveig Þór Unnur Bjarki",
    family: "Hrafnsdóttir Steinarsson Máneyjardóttir Eldjárnsson Silfurdóttir Vindbergsson Álfheimsdóttir Sólbrandsson",
};
