//! How people write the name of an organisation otherwise, and what only looks like it: made by rules and dice that repeat.

/// Choices that are the same on every run.
pub struct Dice(pub u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

pub const KINDS: [&str; 11] = [
    "look-alike letters",
    "legal form",
    "other letters",
    "typing mistake",
    "short words",
    "first letters",
    "word order",
    "other language",
    "former name",
    "capitals without accents",
    "two at once",
];

/// Names in letters of which fewer are found (`docs/moderating.md`), and the part of them that is found at least.
pub const OTHER_SCRIPTS: [(&str, f64); 2] = [("Greek letters", 0.27), ("Arabic letters", 0.15)];

/// A variant of a name, or nothing where the name has none of this kind.
pub fn variant(kind: &str, name: &str, dice: &mut Dice) -> Option<String> {
    match kind {
        "look-alike letters" => look_alike(name, dice),
        "legal form" => legal_form(name, dice),
        "other letters" => other_letters(name),
        "Greek letters" => plain(name).map(|name| spelled(&name, &GREEK)),
        "Arabic letters" => plain(name).map(|name| spelled(&name, &ARABIC)),
        "typing mistake" | "former name" => mistyped(name, dice),
        "short words" => replaced(name, &SHORT, dice),
        "first letters" => first_letters(name),
        "word order" => word_order(name),
        "other language" => replaced(name, &TRANSLATED, dice),
        "capitals without accents" => capitals(name),
        "two at once" => mistyped(&legal_form(name, dice)?, dice),
        _ => None,
    }
    .filter(|variant| variant != name)
}

fn look_alike(name: &str, dice: &mut Dice) -> Option<String> {
    let pairs =
        [('a', 'а'), ('e', 'е'), ('o', 'о'), ('p', 'р'), ('c', 'с'), ('i', 'і'), ('x', 'х'), ('y', 'у')];
    let places: Vec<usize> = name
        .char_indices()
        .filter(|(_, c)| pairs.iter().any(|(latin, _)| latin == c))
        .map(|(at, _)| at)
        .collect();
    let at = *places.get(dice.roll(places.len().max(1)))?;
    let letter = name[at..].chars().next()?;
    let (_, other) = pairs.iter().find(|(latin, _)| *latin == letter)?;
    Some(format!("{}{other}{}", &name[..at], &name[at + letter.len_utf8()..]))
}

fn legal_form(name: &str, dice: &mut Dice) -> Option<String> {
    let forms = [
        "Ltd.",
        "GmbH",
        "ApS",
        "A/S",
        "S.A.R.L.",
        "Oy",
        "AB",
        "Kft.",
        "sp. z o.o.",
        "d.o.o.",
        "Ltda.",
        "e.V.",
        "Inc.",
    ];
    let form = forms[dice.roll(forms.len())];
    Some(if form == "AB" && dice.roll(2) == 0 { format!("AB {name}") } else { format!("{name} {form}") })
}

/// Latin letters by their sound in Cyrillic ones.
const LATIN: [(&str, &str); 39] = [
    ("shch", "щ"),
    ("sch", "ш"),
    ("ch", "ч"),
    ("sh", "ш"),
    ("zh", "ж"),
    ("kh", "х"),
    ("th", "т"),
    ("ph", "ф"),
    ("ts", "ц"),
    ("ck", "к"),
    ("ce", "се"),
    ("ci", "си"),
    ("cy", "си"),
    ("qu", "кв"),
    ("a", "а"),
    ("b", "б"),
    ("c", "к"),
    ("d", "д"),
    ("e", "е"),
    ("f", "ф"),
    ("g", "г"),
    ("h", "х"),
    ("i", "и"),
    ("j", "й"),
    ("k", "к"),
    ("l", "л"),
    ("m", "м"),
    ("n", "н"),
    ("o", "о"),
    ("p", "п"),
    ("r", "р"),
    ("s", "с"),
    ("t", "т"),
    ("u", "у"),
    ("v", "в"),
    ("w", "в"),
    ("x", "кс"),
    ("y", "и"),
    ("z", "з"),
];

/// Cyrillic letters as passports have them.
const CYRILLIC: [(&str, &str); 36] = [
    ("щ", "shch"),
    ("ш", "sh"),
    ("ч", "ch"),
    ("ж", "zh"),
    ("ц", "ts"),
    ("х", "kh"),
    ("ю", "yu"),
    ("я", "ya"),
    ("є", "ye"),
    ("ї", "yi"),
    ("ё", "yo"),
    ("а", "a"),
    ("б", "b"),
    ("в", "v"),
    ("г", "g"),
    ("ґ", "g"),
    ("д", "d"),
    ("е", "e"),
    ("з", "z"),
    ("и", "y"),
    ("і", "i"),
    ("й", "y"),
    ("к", "k"),
    ("л", "l"),
    ("м", "m"),
    ("н", "n"),
    ("о", "o"),
    ("п", "p"),
    ("р", "r"),
    ("с", "s"),
    ("т", "t"),
    ("у", "u"),
    ("ф", "f"),
    ("ы", "y"),
    ("э", "e"),
    ("ь", ""),
];

/// Latin letters by their sound in Greek ones.
const GREEK: [(&str, &str); 31] = [
    ("th", "θ"),
    ("ph", "φ"),
    ("ch", "τσ"),
    ("sh", "σ"),
    ("ou", "ου"),
    ("a", "α"),
    ("b", "μπ"),
    ("c", "κ"),
    ("d", "ντ"),
    ("e", "ε"),
    ("f", "φ"),
    ("g", "γκ"),
    ("h", "χ"),
    ("i", "ι"),
    ("j", "τζ"),
    ("k", "κ"),
    ("l", "λ"),
    ("m", "μ"),
    ("n", "ν"),
    ("o", "ο"),
    ("p", "π"),
    ("q", "κ"),
    ("r", "ρ"),
    ("s", "σ"),
    ("t", "τ"),
    ("u", "ου"),
    ("v", "β"),
    ("w", "ου"),
    ("x", "ξ"),
    ("y", "ι"),
    ("z", "ζ"),
];

/// The same in Arabic ones, which leave short vowels out.
const ARABIC: [(&str, &str); 31] = [
    ("th", "ث"),
    ("ph", "ف"),
    ("ch", "تش"),
    ("sh", "ش"),
    ("kh", "خ"),
    ("a", "ا"),
    ("b", "ب"),
    ("c", "ك"),
    ("d", "د"),
    ("e", ""),
    ("f", "ف"),
    ("g", "غ"),
    ("h", "ه"),
    ("i", "ي"),
    ("j", "ج"),
    ("k", "ك"),
    ("l", "ل"),
    ("m", "م"),
    ("n", "ن"),
    ("o", "و"),
    ("p", "ب"),
    ("q", "ق"),
    ("r", "ر"),
    ("s", "س"),
    ("t", "ت"),
    ("u", "و"),
    ("v", "ف"),
    ("w", "و"),
    ("x", "كس"),
    ("y", "ي"),
    ("z", "ز"),
];

/// Into Cyrillic letters by sound, as a newspaper would; out of them as a passport office would.
fn other_letters(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let cyrillic = lower.chars().any(|c| ('\u{0400}'..='\u{04FF}').contains(&c));
    let table: &[(&str, &str)] = match (cyrillic, plain(name).is_some()) {
        (true, _) => &CYRILLIC,
        (_, true) => &LATIN,
        _ => return None,
    };
    Some(spelled(&lower, table))
}

/// A name in small letters, if all of them are Latin ones without accents.
fn plain(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    lower.chars().filter(|c| c.is_alphabetic()).all(|c| c.is_ascii_alphabetic()).then_some(lower)
}

/// A text with each piece that a table has as the table spells it.
fn spelled(text: &str, table: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        match table.iter().find(|(from, _)| rest.starts_with(from)) {
            Some((from, to)) => {
                out.push_str(to);
                rest = &rest[from.len()..];
            }
            None => {
                out.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    out
}

/// One slip of the finger within the longest word.
fn mistyped(name: &str, dice: &mut Dice) -> Option<String> {
    let long = name.split_whitespace().max_by_key(|word| word.chars().count())?;
    let mut letters: Vec<char> = long.chars().collect();
    if letters.len() < 6 || !letters.iter().all(|c| c.is_alphabetic()) {
        return None;
    }
    let at = 1 + dice.roll(letters.len() - 3);
    match dice.roll(4) {
        0 => letters.swap(at, at + 1),
        1 => drop(letters.remove(at)),
        2 => letters.insert(at, letters[at]),
        _ => letters[at] = if letters[at] == 'n' { 'm' } else { 'n' },
    }
    let wrong: String = letters.into_iter().collect();
    Some(name.replacen(long, &wrong, 1)).filter(|variant| *variant != name)
}

type Swap = (&'static str, &'static [&'static str]);
const SHORT: [Swap; 8] = [
    ("University", &["Univ."]),
    ("Institute", &["Inst."]),
    ("International", &["Int'l", "Intl."]),
    ("Association", &["Assoc.", "Assn."]),
    ("Organization", &["Org."]),
    ("National", &["Nat'l", "Natl."]),
    ("Department", &["Dept."]),
    ("Society", &["Soc."]),
];
const TRANSLATED: [Swap; 14] = [
    ("University", &["Universität", "Université", "Universidad", "Universitet", "Uniwersytet"]),
    ("Institute", &["Institut", "Instituto", "Istituto", "Instytut"]),
    ("Foundation", &["Stiftung", "Fondation", "Fonden", "Fundación", "Stichting"]),
    ("Association", &["Verein", "Asociación", "Forening", "Associazione"]),
    ("Ministry", &["Ministerium", "Ministère", "Ministeriet"]),
    ("Council", &["Rat", "Conseil", "Rådet", "Consejo"]),
    ("Centre", &["Zentrum", "Centro", "Center"]),
    ("Center", &["Zentrum", "Centro", "Centre"]),
    ("Academy", &["Akademie", "Académie", "Academia"]),
    ("National", &["Nationale", "Nacional"]),
    ("Society", &["Gesellschaft", "Société", "Sociedad"]),
    ("Bank", &["Banque", "Banco"]),
    ("Network", &["Netzwerk", "Réseau", "Red"]),
    ("School", &["Schule", "École", "Escuela"]),
];

fn replaced(name: &str, swaps: &[Swap], dice: &mut Dice) -> Option<String> {
    let has = |word: &str| name.split(' ').any(|one| one == word);
    let (word, others) = swaps.iter().find(|(word, _)| has(word))?;
    Some(name.replacen(word, others[dice.roll(others.len())], 1))
}

fn first_letters(name: &str) -> Option<String> {
    let words: Vec<&str> =
        name.split_whitespace().filter(|word| !["of", "the", "and", "for"].contains(word)).collect();
    let plain = name.chars().all(|c| c.is_ascii_alphabetic() || c == ' ');
    let letters: String = words.iter().filter_map(|word| word.chars().next()).collect();
    (plain && (4..=7).contains(&words.len())).then(|| letters.to_uppercase())
}

fn word_order(name: &str) -> Option<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    (words.len() > 2).then(|| format!("{}, {}", words[1..].join(" "), words[0]))
}

fn capitals(name: &str) -> Option<String> {
    let bare = tilsagn::domain::search_key::fold(name).to_uppercase();
    Some(bare).filter(|bare| bare.chars().any(|c| c.is_ascii_uppercase()))
}
