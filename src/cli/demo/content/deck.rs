//! Owns who is in the demo: categories and countries in the shares that a register of this kind has.
//!
//! Organisations come in rounds of a thousand. Each round deals the same thousand cards in another order, so that the
//! number of an organisation among those named in one way can be computed, and no name comes twice.

use super::lands::{LANDS, Land};
use super::tongues::{ALL, Tongue};
use crate::domain::organisation::Category::{self, *};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Cards in a round.
const CARDS: usize = 1_000;

/// How many cards each category has; together a round.
const SHARES: [(Category, usize); 7] = [
    (State, 10),
    (Multilateral, 18),
    (LocalGovernment, 126),
    (Company, 238),
    (CivilSociety, 356),
    (Academia, 148),
    (Media, 104),
];

/// What is known of an organisation before it has a name.
#[derive(Debug, Clone, Copy)]
pub struct Card {
    pub category: Category,
    pub land: &'static Land,
    /// A place in `tongues::ALL`.
    pub tongue: usize,
    /// The number of the organisation among those of this category in this tongue.
    pub ordinal: usize,
}

struct Deck {
    /// In each, `ordinal` is the number among the cards of its kind.
    cards: Vec<Card>,
    kinds: HashMap<(usize, Category), usize>,
}

static DECK: LazyLock<Deck> = LazyLock::new(|| {
    let mut deck = Deck { cards: Vec::with_capacity(CARDS), kinds: HashMap::new() };
    let categories = SHARES.iter().flat_map(|(category, share)| std::iter::repeat_n(*category, *share));
    for (number, category) in categories.enumerate() {
        // 93 and 271 share no factor with the thousand: each place comes once.
        let land = land_at(number * 93 % CARDS);
        let tongue = tongue_of(category, land, number * 271 % 100);
        let cards = deck.kinds.entry((tongue, category)).or_default();
        deck.cards.push(Card { category, land, tongue, ordinal: *cards });
        *cards += 1;
    }
    deck
});

/// The land at a place when all are laid side by side, each as wide as its weight.
fn land_at(place: usize) -> &'static Land {
    let total: usize = LANDS.iter().map(|land| land.weight).sum();
    let mut rest = place * total / CARDS;
    for land in LANDS {
        if rest < land.weight {
            return land;
        }
        rest -= land.weight;
    }
    &LANDS[0]
}

fn tongue_of(category: Category, land: &Land, percent: usize) -> usize {
    let code = match category {
        State | Multilateral => "xx",
        _ if percent < land.native => land.tongue,
        _ => "en",
    };
    tongue_called(code)
}

/// The place of a tongue; that of English where there is none.
pub fn tongue_called(code: &str) -> usize {
    ALL.iter().position(|tongue: &&Tongue| tongue.code == code).unwrap_or(0)
}

/// The card of the organisation with this number.
pub fn card(number: usize) -> Card {
    let (round, place) = (number / CARDS, number % CARDS);
    // 617 shares no factor with the thousand either; each round begins elsewhere.
    let card = DECK.cards[(place * 617 + round * 131 + 7) % CARDS];
    let cards = DECK.kinds.get(&(card.tongue, card.category)).copied().unwrap_or(1);
    Card { ordinal: round * cards + card.ordinal, ..card }
}
