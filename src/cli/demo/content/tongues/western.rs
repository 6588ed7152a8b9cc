//! Owns invented names in Latin letters outside the Nordic countries.

use super::Tongue;

pub const ENGLISH: Tongue = Tongue {
    code: "en",
    first: "Ash Bram Cal Dun Ember Fen Gorse Hather Ivel Kestrel Lark Merrow Nether Oaken Pen Quarrel Raven Sedge Tarn \
            Under Vale Wether Yarrow Amber Brack Copper Drift Elder Farrow Grey Heron Isel Juniper Kell Linden Marrow \
            North Otter Piper Rook Silver Thistle Umber Wren",
    middle: "a en er ing el o i on",
    last: "combe ford haven mere stead wick worthy holt dale brook gate field moor leigh bury cross thwaite ness hythe \
           minster well strand croft burn",
    patterns: [
        "Municipality of {}|City of {} Council|{} Borough|{} District Council|County of {}|{} Metropolitan Region|Town of {}",
        "{} Systems Ltd|{} Analytics Inc.|{} Cloud Services PLC|{} Telecom Limited|{} Security Partners LLP|{} Software LLC|\
         {} Payments Group PLC|{} Robotics Ltd|{} Interactive Inc.|{} Energy Company|{} Mapping Co. Ltd.|{} Logistics Ltd",
        "{} Digital Rights Network|Open {} Foundation|{} Citizens' Forum|{} Civic Tech Collective|Friends of Fair Elections {}|\
         {} Centre for Human Rights Online|{} Youth Parliament|Women Online {}|{} Legal Clinic|{} Disability Access Alliance|\
         {} Community Networks|Transparency Desk {}|{} Rural Connectivity Trust|{} Press Freedom Fund",
        "University of {}|{} Institute of Technology|{} School of Public Policy|{} College|Centre for Algorithms and Society, {}|\
         {} Academy of Sciences",
        "The {} Gazette|{} Courier|{} Public Radio|{} Herald|{} Broadcasting|The {} Investigator|{} Fact Check",
        "",
        "",
    ],
    given: "Amara Daniel Priyanka Thomas Wanjiru Eleanor Kwame Rachel Samuel Aisha Oliver Naledi Harriet Tunde Fiona Joseph \
            Leila Marcus Grace Duncan",
    family: "Ashcombe Okonjo-Hale Merriworth Brackley-Moss Wetherholt Adeyinka Sedgecroft Larkmoor Mwangala Kestrelford \
             Tarnwick Boatenga Gorsebrook Farrowdale Nethercott Okafora Penhallick Thistlewood",
};

pub const GERMAN: Tongue = Tongue {
    code: "de",
    first: "Ahorn Birken Dorn Eichel Fichten Grau Hasel Kirsch Linden Mühl Nebel Ober Quell Reh Silber Tannen Unter Weiden",
    middle: "au berg els in ers ach",
    last: "heimen bronn felden hausen rode stedt walde brücken furten grunde moosen kirchen born",
    patterns: [
        "Stadt {}|Landkreis {}|Gemeinde {}|Regionalverband {}",
        "{} Software GmbH|{} Datenwerke AG|{} Netze GmbH & Co. KG|{} Medizintechnik GmbH|{} Versicherung AG|{} Digital UG",
        "Offenes {} e.V.|Bürgerforum {} e.V.|Stiftung {}|Netzkultur {} e.V.|{} Jugendring|Verein für Datenschutz {}|\
         Frauen im Netz {} e.V.|{} Lesehilfe gGmbH",
        "Universität {}|Hochschule {}|{} Institut für Demokratieforschung|Technische Akademie {}",
        "{} Zeitung|{} Anzeiger|Radio {}|{} Rundschau|Magazin {}",
        "",
        "",
    ],
    given: "Anneliese Jonas Friederike Lukas Mareike Tobias Hannelore Felix Katrin Moritz Svenja Bastian",
    family: "Ahornfeld Birkenmoser Dornbrunner Fichtelau Haselroder Lindenwaldt Mühlgrund Nebelstedt Quellborn Tannhofer Weidenkirch",
};

pub const DUTCH: Tongue = Tongue {
    code: "nl",
    first: "Berken Duin Elzen Gouden Heide Kievits Linde Meer Noorder Oever Riet Schelpen Vlinder Wilgen Zilver",
    middle: "en er el is aar",
    last: "dijkse wijkveen hoven drechte kamp sluis poelwijk voorde burght oordse beekdal",
    patterns: [
        "Gemeente {}|Provincie {}|Waterschap {}",
        "{} Software B.V.|{} Data B.V.|{} Netwerken N.V.|{} Ontwerp B.V.|{} Zorgtechniek B.V.",
        "Stichting Open {}|Vereniging {} Online|{} Burgerplatform|Stichting Digitale Rechten {}|Jongerenraad {}|Fonds {}",
        "Universiteit {}|Hogeschool {}|{} Instituut voor Democratie",
        "{} Courant|Omroep {}|Dagblad {}|{} Nieuws",
        "",
        "",
    ],
    given: "Femke Joris Anouk Sander Marijke Thijs Lotte Ruben Saskia Wouter",
    family: "Duinvoorde Elzenkamp Heidensluis Kievitsbeek Lindenburght Rietpoel Schelphoven Vlinderdijk Wilgenwijk Zilverdrecht",
};

pub const FRENCH: Tongue = Tongue {
    code: "fr",
    first: "Aube Bel Clair Fonte Haute Mont Neuve Pré Roche Saule Val Vigne Étang Orme Chante Lande",
    middle: "ri mo la ve so ma",
    last: "brune sèvre ombre rivière noisy lune flamme bois pierre loup vigny argent aurore",
    patterns: [
        "Ville de {}|Commune de {}|Département de {}|Métropole de {}",
        "{} Logiciels SAS|{} Données SARL|{} Réseaux SA|{} Énergie SA|{} Conception SARL|Coopérative {} SCOP",
        "Association {} Numérique|Forum citoyen de {}|Fondation {}|Collectif {} pour des élections libres|Ligue {} des droits en ligne|\
         Maison de la jeunesse de {}|Réseau {} des femmes journalistes",
        "Université de {}|École supérieure de {}|Institut {} de la démocratie",
        "Le Courrier de {}|Radio {}|{} Matin|L'Écho de {}",
        "",
        "",
    ],
    given: "Camille Étienne Aïssatou Julien Margaux Mamadou Hélène Bastien Fatou Rémi Inès Thibault",
    family: "Aubeterre Belrivière Clairbois Fontelune Hautepierre Diallonké Neuvigny Prévost-Lande Rochesèvre Saulombre Ndiayane Valargent",
};

pub const SPANISH: Tongue = Tongue {
    code: "es",
    first: "Alta Bella Clara Fuente Monte Nueva Oliva Peña Río Sierra Torre Valle Villa Encina Rosa",
    middle: "de la ra me lo no",
    last: "luz verde mar blanco claros robles nieva serena dorado alba viento plata ceibo",
    patterns: [
        "Ayuntamiento de {}|Municipio de {}|Provincia de {}|Alcaldía de {}",
        "{} Programas S.L.|{} Datos S.A. de C.V.|{} Redes S.A.|{} Energía S.A.|{} Diseño S.R.L.|Cooperativa {} S. Coop.",
        "Fundación {} Abierta|Foro Ciudadano {}|Red {} de Derechos Digitales|Asociación {} por el Voto|Colectivo {}|\
         Mujeres en Línea {}|Observatorio {} de Medios|Jóvenes de {}",
        "Universidad de {}|Instituto {} de la Democracia|Escuela Politécnica de {}",
        "Diario {}|Radio {}|El Correo de {}|{} Noticias",
        "",
        "",
    ],
    given: "Lucía Mateo Ximena Álvaro Valentina Joaquín Renata Emilio Marisol Tomás Pilar Andrés",
    family: "Montealba Fuenclara Ríosereno Valdenieva Torreblanca-Luz Encinares Olivarroble Peñadorada Sierraplata Villaceibo Rosaviento",
};

pub const PORTUGUESE: Tongue = Tongue {
    code: "pt",
    first: "Água Bela Campo Flor Lagoa Monte Nova Pedra Ribeira Serra Terra Vale Areia Ipê",
    middle: "da do ri ma lu se",
    last: "clara mansa verdejo linda prata vento dourada luzeiro brisa cedro aurora jasmim",
    patterns: [
        "Câmara Municipal de {}|Prefeitura de {}|Município de {}",
        "{} Sistemas Ltda|{} Dados S.A.|{} Redes Lda|{} Eletricidade S/A|{} Projetos Lda",
        "Associação {} Digital|Fórum Cidadão de {}|Instituto {} Aberto|Rede {} de Direitos|Coletivo {}|Fundação {}|Juventude de {}",
        "Universidade de {}|Escola Superior de {}|Centro de Estudos Democráticos de {}",
        "Jornal de {}|Rádio {}|Folha de {}|{} Notícias",
        "",
        "",
    ],
    given: "Beatriz Thiago Marina Rafael Inês Caetano Luísa Gonçalo Yara Davi Teresa Nuno",
    family: "Aguaclara Campolindo Florprata Lagomanso Montebrisa Novaurora Pedravento Ribeirinho-Luz Serrajasmim Terracedro",
};

pub const ITALIAN: Tongue = Tongue {
    code: "it",
    first: "Acqua Bella Castel Fiore Monte Pietra Rocca Selva Torre Val Vigna Ponte",
    middle: "la ra ne so",
    last: "chiara bruna dolce fredda lieta mora nuova gentile viva alta",
    patterns: [
        "Comune di {}|Provincia di {}|Città metropolitana di {}",
        "{} Sistemi S.r.l.|{} Dati S.p.A.|{} Reti S.r.l.|{} Elettrica S.p.A.",
        "Associazione {} Aperta|Forum dei cittadini di {}|Fondazione {}|Rete {} per i diritti digitali|Giovani di {}",
        "Università di {}|Istituto {} per la democrazia|Politecnico di {}",
        "Il Corriere di {}|Radio {}|La Voce di {}",
        "",
        "",
    ],
    given: "Giulia Lorenzo Chiara Matteo Elisabetta Pietro Ilaria Davide Serena Nicolò",
    family: "Acquaviva-Neri Bellaserra Castelfreddo Fiorlieto Montemoro Pietralta Roccadolce Selvachiara Torrenuova Vignabruna",
};

pub const POLISH: Tongue = Tongue {
    code: "pl",
    first: "Brzozo Dębo Grabo Jarzę Klono Lipo Mgło Nowo Olszy Sosno Wierzbo Złoto",
    middle: "wi li no ra",
    last: "brzeg dwór góra kamień łąka pole stok wola zdrój most",
    patterns: [
        "Gmina {}|Miasto {}|Powiat {}",
        "{} Oprogramowanie Sp. z o.o.|{} Dane S.A.|{} Sieci Sp. z o.o.|{} Energia Sp. j.",
        "Fundacja Otwarte {}|Stowarzyszenie {} Online|Forum Obywatelskie {}|Sieć {} dla Praw Cyfrowych|Młodzi {}",
        "Uniwersytet {}|Instytut Demokracji {}|Akademia {}",
        "Gazeta {}|Radio {}|Kurier {}",
        "",
        "",
    ],
    given: "Zofia Kacper Hanna Jakub Małgorzata Wojciech Jadwiga Michał Agnieszka Szymon",
    family: "Brzozobrzeg Dębostocka Grabolińska Klonowolski Lipogórska Mgławicki Olszyńska-Most Sosnodworski Złotołąka",
};

pub const CZECH: Tongue = Tongue {
    code: "cs",
    first: "Bříz Dub Hora Jaso Kamen Lípo Mlho Nov Olšo Smrk Vrbo Zlat",
    middle: "ová ní in",
    last: "brod dvůr háj louka mlýnec potok ves vršek zámek údolí",
    patterns: [
        "Město {}|Obec {}|Kraj {}",
        "{} Software s.r.o.|{} Data a.s.|{} Sítě s.r.o.|{} Energie a.s.",
        "Spolek Otevřený {}|Občanské fórum pro {}|Nadace {}|Síť {} pro digitální práva|Mladí {}",
        "Univerzita {}|Institut demokracie {}|Vysoká škola {}",
        "Noviny {}|Rádio {}|Týdeník {}",
        "",
        "",
    ],
    given: "Tereza Ondřej Barbora Matěj Lenka Vojtěch Zuzana Štěpán Radka Tomáš",
    family: "Břízková-Hájek Dubolouský Horamlýn Jasanecká Kamenovrš Lípodolný Mlhovská Olšopotok Smrkolaz Zlatovesný",
};

pub const TURKISH: Tongue = Tongue {
    code: "tr",
    first: "Ak Çam Deniz Gül Işık Kaya Mavi Nar Orman Söğüt Taş Yeşil",
    middle: "lı ca su er",
    last: "bahçe bükü çayır dere göze kışla ova pınarı tepe yurt",
    patterns: [
        "{} Belediyesi|{} İl Meclisi",
        "{} Yazılım A.Ş.|{} Veri Ltd. Şti.|{} Enerji A.Ş.|{} Tasarım Ltd. Şti.",
        "{} Dijital Haklar Derneği|Açık {} Vakfı|{} Yurttaş Forumu|{} Gençlik Ağı",
        "{} Üniversitesi|{} Demokrasi Enstitüsü",
        "{} Gazetesi|Radyo {}|{} Haber",
        "",
        "",
    ],
    given: "Zeynep Emre Defne Can Elif Kerem Ayşegül Barış Ceren Onur",
    family: "Akbahçeli Çamdereli Denizova Gülpınarlı Işıktepe Kayagöz Maviyurt Ormançayır Söğütbükü Taşkışla",
};

pub const VIETNAMESE: Tongue = Tongue {
    code: "vi",
    first: "An Bạch Cẩm Đông Hồng Kim Lam Minh Ngọc Phú Thanh Vân",
    middle: "_Hoa _Lâm _Sơn _Thủy _Trúc",
    last: "_Giang _Khê _Lĩnh _Phong _Tuyền _Uyên _Viễn _Hạc",
    patterns: [
        "Thành phố {}|Huyện {}",
        "Công ty TNHH Phần mềm {}|Công ty Cổ phần Dữ liệu {}|Công ty TNHH {} Thiết kế",
        "Quỹ {} Mở|Diễn đàn Công dân {}|Mạng lưới Quyền số {}|Thanh niên {}",
        "Đại học {}|Viện Dân chủ {}",
        "Báo {}|Đài {}|{} Tin tức",
        "",
        "",
    ],
    given: "Linh Quang Thảo Duy Hương Nam Mai Khoa Lan Phúc",
    family: "Bạchgiang Cẩmkhê Đônghạc Hồngphong Kimtuyền Lamviễn Minhlĩnh Ngọcuyên",
};
