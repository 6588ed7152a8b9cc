//! Under what an organisation is looked for when another may be the same: two that resemble each other share one of
//! these, so that a check reads a few rows of an index and not the register.

use std::collections::BTreeSet;

use super::form::Form;
use super::{Called, Kin, SLIP_LETTERS};
use crate::domain::text::Name;

/// The longest words of a name that are also looked for by their beginnings and ends.
const IN_PIECES: usize = 2;
/// Letters of such a piece.
const PIECE: usize = 4;

/// The keys of an organisation.
pub fn keys(kin: &Kin) -> BTreeSet<String> {
    let mut keys: BTreeSet<String> = kin.names.iter().flat_map(of_name).collect();
    keys.extend(kin.domains.iter().map(|domain| format!("d:{domain}")));
    keys.extend(kin.identifiers.each().map(|(register, code, _)| format!("i:{register}:{code}")));
    keys
}

fn of_name(called: &Called) -> Vec<String> {
    let form = &called.form;
    let mut keys = vec![format!("n:{}", called.skeleton.as_str()), format!("w:{}", form.sorted())];
    let telling = form.telling();
    for word in &telling {
        keys.push(format!("t:{}", word.sound));
        if word.looks != word.text {
            keys.push(format!("l:{}", word.looks));
        }
        if word.consonants.len() > 2 {
            keys.push(format!("c:{}", word.consonants));
        }
    }
    for word in telling.iter().take(IN_PIECES).filter(|word| word.sound.len() > PIECE) {
        let sound = &word.sound;
        // One slip leaves one half of a word whole, or all of its letters.
        let piece = if sound.len() < 2 * PIECE { PIECE - 1 } else { PIECE };
        let mut letters: Vec<char> = sound.chars().collect();
        letters.sort_unstable();
        keys.push(format!("b:{}", &sound[..piece]));
        keys.push(format!("e:{}", &sound[sound.len() - piece..]));
        keys.push(format!("m:{}", letters.into_iter().collect::<String>()));
    }
    if form.words.len() > 2 {
        let initials = form.initials.iter().filter(|initials| initials.len() > 2);
        keys.extend(initials.map(|initials| format!("a:{initials}")));
    } else if let [word] = form.words.as_slice()
        && called.short
    {
        keys.push(format!("a:{}", word.latin));
    }
    keys
}

/// By what a name is known again of which nothing is kept but digests: its words run together, and, where it is long enough,
/// the same without each of the letters. Two that differ by one letter share one of these.
pub fn traces(name: &Name) -> BTreeSet<String> {
    traces_of(&Form::of(name))
}

/// The same of a name taken apart: of its words by what they mean, and as they are written.
pub(super) fn traces_of(form: &Form) -> BTreeSet<String> {
    let meant: String = form.words.iter().map(|word| word.text.as_str()).collect();
    let written: String = form.words.iter().map(|word| word.written.as_str()).collect();
    let slips = form.letters() >= SLIP_LETTERS;
    [meant, written].into_iter().flat_map(|whole| with_gaps(whole, slips)).collect()
}

fn with_gaps(whole: String, slips: bool) -> BTreeSet<String> {
    let without = |gap: usize| whole.chars().enumerate().filter(move |(at, _)| *at != gap).map(|(_, c)| c);
    let gaps = if slips { whole.chars().count() } else { 0 };
    let mut traces: BTreeSet<String> = (0..gaps).map(|gap| without(gap).collect()).collect();
    traces.insert(whole);
    traces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shares(one: &str, two: &str) -> bool {
        let of = |text: &str| traces(&Name::parse(text).unwrap());
        !of(one).is_disjoint(&of(two))
    }

    #[test]
    fn a_name_leaves_traces_that_one_letter_does_not_cover() {
        let disguises = [
            "Lуgte og Fyr AS",
            "Lygte & Fyr Aktieselskab",
            "Lygte and Fyr",
            "Lyqte & Fyr A/S",
            "Lygt og Fyr",
            // One letter of another script, which is two in Latin ones.
            "Lygжe og Fyr",
            "Lygte & Fyrя",
            "жygte & Fyr ApS",
        ];
        for disguise in disguises {
            assert!(shares("Lygte & Fyr A/S", disguise), "{disguise}");
        }
        for disguise in [
            "Bramwiжk Observatory Foundation",
            "Bramwick Observatory Foundationя",
            "Вrаmwick Observatory Foundation",
        ] {
            assert!(shares("Bramwick Observatory Foundation", disguise), "{disguise}");
        }
        for other in ["Lygжe & Fyrя", "Lygte & Tårn A/S", "Lyqte & Fyqs A/S", "Lygte"] {
            assert!(!shares("Lygte & Fyr A/S", other), "{other}");
        }
        assert!(!shares("Forening Zeta", "Forening Beta"), "a short name is itself alone");
    }
}
