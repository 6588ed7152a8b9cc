//! A promise that can be checked: its kinds, its stored states, its measure and its money.
//!
//! What a commitment's status is today is computed in `commitment_status`, never stored.

use super::Flaw;
use super::currency::{Currency, Money};
use super::typed_number::TypedNumber;
use crate::codes;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

codes! {
    /// What is promised.
    pub enum Kind {
        /// Something will be done.
        Action = "action",
        /// Money will be given.
        Funding = "funding",
        /// Expertise or access is offered to others.
        Offer = "offer",
    }
}

codes! {
    /// How far promised money has come.
    pub enum Stage {
        Announced = "announced",
        Committed = "committed",
        Disbursed = "disbursed",
    }
}

codes! {
    /// The states that people bring about. Everything else is computed.
    pub enum StoredState {
        Draft = "draft",
        InReview = "in_review",
        NeedsInfo = "needs_info",
        Active = "active",
        Declined = "declined",
        Suspended = "suspended",
        Dropped = "dropped",
    }
}

impl StoredState {
    /// May this state become that one? A revision of an active commitment is no change of state.
    pub const fn may_become(self, next: StoredState) -> bool {
        use StoredState::*;
        match self {
            Draft => matches!(next, InReview),
            // Called back, it is the organisation's draft again.
            InReview => matches!(next, NeedsInfo | Active | Declined | Draft),
            NeedsInfo => matches!(next, InReview | Active | Declined | Draft),
            Active => matches!(next, Suspended | Dropped),
            Suspended => matches!(next, Active),
            Declined | Dropped => false,
        }
    }
}

/// What became of a commitment, by one entry about it after another.
#[derive(Debug, Clone, Copy, Default)]
pub struct Fate {
    shown: i32,
    dropped: bool,
}

impl Fate {
    /// Hears that it became active, suspended or dropped, and whether a week's batch says so. The order of a batch is
    /// chance, and does not matter: what is dropped stays so, and what is hidden was shown before, and is shown again
    /// before it can be hidden once more.
    pub const fn hear(&mut self, became: StoredState, in_batch: bool) {
        match (became, in_batch) {
            (StoredState::Dropped, _) => self.dropped = true,
            (StoredState::Active, true) => self.shown += 1,
            (StoredState::Suspended, true) => self.shown -= 1,
            (StoredState::Active, false) => self.shown = 1,
            (StoredState::Suspended, false) => self.shown = 0,
            _ => {}
        }
    }

    /// What it is after all of them.
    pub const fn state(self) -> StoredState {
        match self {
            Fate { dropped: true, .. } => StoredState::Dropped,
            Fate { shown: 1.., .. } => StoredState::Active,
            Fate { .. } => StoredState::Suspended,
        }
    }
}

codes! {
    /// As what an organisation changes a commitment that is not decided.
    pub enum Mending {
        /// As an answer to what the ministry asked about it by itself.
        Answer = "answer",
        /// In place of what waits for a decision.
        Anew = "anew",
        /// As part of a signature that waits for an answer.
        Part = "part",
    }
}

codes! {
    /// What an organisation says of its own commitment in an update.
    pub enum Claim {
        NotStarted = "not_started",
        InProgress = "in_progress",
        Done = "done",
        Dropped = "dropped",
        /// As before: an answer, but nothing new.
        NoChange = "no_change",
    }
}

codes! {
    /// What an accredited outside reviewer found.
    pub enum Finding {
        NoEvidence = "no_evidence",
        NotStarted = "not_started",
        Limited = "limited",
        Substantial = "substantial",
        Complete = "complete",
    }
}

/// How one will know that it was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Measure {
    /// It is there or it is not.
    Deliverable,
    /// A number that moves from a baseline to a target.
    Indicator { unit: String, baseline: Option<Figure>, target: Figure },
}

/// A decimal number as the organisation wrote it, with a point: `12.5`. Kept as text, so that it is
/// shown again exactly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Figure(String);

impl Figure {
    /// Most digits before and after the decimal sign together.
    const DIGITS: usize = 18;

    /// Reads what was typed: a sign, digits with or without signs between thousands, and decimals.
    ///
    /// # Errors
    /// `Missing` when empty, `NumberAmbiguous` for `1.000`, `NumberTooLarge`, `NumberMalformed` otherwise.
    pub fn parse(text: &str) -> Result<Figure, Flaw> {
        let text = text.trim();
        let unsigned = text.strip_prefix(['-', '\u{2212}']);
        let number = TypedNumber::parse(unsigned.unwrap_or(text))?;
        if number.is_ambiguous() {
            return Err(Flaw::NumberAmbiguous);
        }
        let TypedNumber { whole, decimals } = number;
        if whole.len() + decimals.len() > Figure::DIGITS {
            return Err(Flaw::NumberTooLarge);
        }
        let sign = if unsigned.is_some() { "-" } else { "" };
        let point = if decimals.is_empty() { "" } else { "." };
        Ok(Figure(format!("{sign}{whole}{point}{decimals}")))
    }

    /// Reads what was kept, as `parse` writes it.
    fn read(text: &str) -> Result<Figure, Flaw> {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let parts: Vec<&str> = unsigned.split('.').collect();
        let digits = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let length: usize = parts.iter().map(|part| part.len()).sum();
        if parts.len() > 2 || !parts.iter().all(digits) || length > Figure::DIGITS {
            return Err(Flaw::NumberMalformed);
        }
        Ok(Figure(text.to_owned()))
    }

    /// The number, with a point before decimals.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Figure {
    type Error = String;
    fn try_from(text: String) -> Result<Figure, String> {
        Figure::read(&text).map_err(|_| format!("not a decimal number: {text}"))
    }
}

impl From<Figure> for String {
    fn from(figure: Figure) -> String {
        figure.0
    }
}

/// What was promised in one currency at one stage. Currencies and stages are never summed across.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct FundingTotal {
    pub currency: Currency,
    pub stage: Stage,
    /// In minor units; wide, since many promises can pass what one can hold.
    pub minor: i128,
    /// How many commitments make it up.
    pub commitments: u32,
}

/// Sums money per currency and stage, in the order of both.
pub fn funding_totals(promises: impl IntoIterator<Item = (Stage, Money)>) -> Vec<FundingTotal> {
    let mut sums: BTreeMap<(Currency, Stage), (i128, u32)> = BTreeMap::new();
    for (stage, money) in promises {
        let sum = sums.entry((money.currency, stage)).or_default();
        sum.0 += i128::from(money.minor);
        sum.1 += 1;
    }
    let total =
        |((currency, stage), (minor, commitments))| FundingTotal { currency, stage, minor, commitments };
    sums.into_iter().map(total).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_listed_transitions_exist() {
        let mut found = Vec::new();
        for &from in StoredState::ALL {
            for &to in StoredState::ALL {
                if from.may_become(to) {
                    found.push(format!("{from}>{to}"));
                }
            }
        }
        assert_eq!(
            found,
            [
                "draft>in_review",
                "in_review>draft",
                "in_review>needs_info",
                "in_review>active",
                "in_review>declined",
                "needs_info>draft",
                "needs_info>in_review",
                "needs_info>active",
                "needs_info>declined",
                "active>suspended",
                "active>dropped",
                "suspended>active",
            ]
        );
    }

    #[test]
    fn what_a_batch_tells_ends_alike_in_whatever_order() {
        use StoredState::{Active, Dropped, Suspended};
        let told = |before: &[StoredState], batch: &[StoredState]| {
            let mut fate = Fate::default();
            before.iter().for_each(|one| fate.hear(*one, false));
            batch.iter().for_each(|one| fate.hear(*one, true));
            fate.state()
        };
        for (before, batch, after) in [
            (&[][..], [Active, Suspended], Suspended),
            (&[], [Active, Dropped], Dropped),
            (&[Active], [Suspended, Active], Active),
            (&[Active, Suspended], [Active, Suspended], Suspended),
        ] {
            assert_eq!(told(before, &batch), after);
            assert_eq!(told(before, &[batch[1], batch[0]]), after);
        }
        assert_eq!(told(&[Active, Suspended], &[]), Suspended);
        assert_eq!(told(&[Active, Suspended, Active], &[]), Active);
        assert_eq!(told(&[], &[]), Suspended, "of which nothing is told");
    }

    #[test]
    fn figures_come_back_as_written() {
        for (typed, kept) in [
            ("12,5", "12.5"),
            ("1 000", "1000"),
            ("−3", "-3"),
            ("0.050", "0.050"),
            ("1.250.000,5", "1250000.5"),
        ] {
            assert_eq!(Figure::parse(typed).as_ref().map(Figure::as_str), Ok(kept));
        }
        for ambiguous in ["1.000", "12,500", "-1.250"] {
            assert_eq!(Figure::parse(ambiguous), Err(Flaw::NumberAmbiguous), "{ambiguous}");
        }
        assert_eq!(
            serde_json::from_str::<Figure>("\"1.000\"").unwrap().as_str(),
            "1.000",
            "what was kept stays"
        );
        for unkept in ["12,5", "1 000", ""] {
            assert!(serde_json::from_value::<Figure>(unkept.into()).is_err(), "{unkept}");
        }
        for bad in ["1.2.3", "5.", "tolv", "1e5", "--5"] {
            assert_eq!(Figure::parse(bad), Err(Flaw::NumberMalformed), "{bad}");
        }
        assert_eq!(Figure::parse("1234567890123456789"), Err(Flaw::NumberTooLarge));
    }

    #[test]
    fn money_is_never_summed_across_currencies_or_stages() {
        let money = |minor, code: &str| Money { minor, currency: Currency::parse(code).unwrap() };
        let totals = funding_totals([
            (Stage::Disbursed, money(100, "EUR")),
            (Stage::Announced, money(i64::MAX, "DKK")),
            (Stage::Announced, money(i64::MAX, "DKK")),
            (Stage::Announced, money(7, "EUR")),
        ]);
        let lines: Vec<_> = totals
            .iter()
            .map(|total| format!("{} {} {} {}", total.currency, total.stage, total.minor, total.commitments))
            .collect();
        assert_eq!(
            lines,
            ["DKK announced 18446744073709551614 2", "EUR announced 7 1", "EUR disbursed 100 1"]
        );
    }
}
