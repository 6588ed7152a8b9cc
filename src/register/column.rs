//! One filter group over all items: which of the group's values each item has, and the counting pass.
//!
//! Values are small numbers, kept in one run of memory, so that a pass over 100,000 items is a matter
//! of a few milliseconds. Knows nothing of what a value means.

use std::collections::HashMap;

/// The values of one group.
pub struct Column {
    /// The text code of each value.
    pub codes: Vec<String>,
    /// Item `i` has `values[starts[i]..starts[i + 1]]`.
    starts: Vec<u32>,
    values: Vec<u16>,
}

impl Column {
    /// Fills a column: `describe(i, add)` adds each code of item `i`. Codes of `known` keep their order
    /// and come first; others follow, shorter ones first and then by letter (so 2 before 10).
    pub fn build(known: &[&str], items: usize, describe: impl Fn(usize, &mut dyn FnMut(&str))) -> Column {
        let mut codes: Vec<String> = known.iter().map(|&code| code.to_owned()).collect();
        let mut numbers: HashMap<String, u16> = codes.iter().cloned().zip(0..).collect();
        let mut starts = vec![0];
        let mut values: Vec<u16> = Vec::with_capacity(items);
        for item in 0..items {
            let start = values.len();
            describe(item, &mut |code| {
                let number = numbers.get(code).copied().or_else(|| {
                    let number = u16::try_from(codes.len()).ok()?;
                    codes.push(code.to_owned());
                    numbers.insert(code.to_owned(), number);
                    Some(number)
                });
                if let Some(number) = number.filter(|number| !values[start..].contains(number)) {
                    values.push(number);
                }
            });
            starts.push(values.len() as u32);
        }
        let mut column = Column { codes, starts, values };
        column.sort_codes(known.len());
        column
    }

    /// A column whose items each have one value, given as its place in `codes`.
    pub fn of_one(codes: Vec<String>, values: Vec<u16>) -> Column {
        Column { codes, starts: (0..=values.len() as u32).collect(), values }
    }

    fn sort_codes(&mut self, known: usize) {
        let mut order: Vec<usize> = (known..self.codes.len()).collect();
        order.sort_by_key(|&old| (self.codes[old].len(), &self.codes[old]));
        let order: Vec<usize> = (0..known).chain(order).collect();
        let mut places = vec![0u16; order.len()];
        for (new, &old) in order.iter().enumerate() {
            places[old] = new as u16;
        }
        self.codes = order.iter().map(|&old| std::mem::take(&mut self.codes[old])).collect();
        self.values.iter_mut().for_each(|value| *value = places[usize::from(*value)]);
    }

    /// The values of an item.
    pub fn of(&self, item: usize) -> &[u16] {
        &self.values[self.starts[item] as usize..self.starts[item + 1] as usize]
    }

    /// Which values are chosen, one flag a code; `None` when nothing is, which lets everything pass.
    pub fn chosen(&self, wanted: &[String]) -> Option<Vec<bool>> {
        let flags = || self.codes.iter().map(|code| wanted.contains(code)).collect();
        (!wanted.is_empty()).then(flags)
    }
}

/// The outcome of a pass.
pub struct Tally {
    /// Which items match everything that is chosen.
    pub matched: Vec<bool>,
    pub total: u32,
    /// Per column and value: how many items have it and match what the *other* columns have chosen.
    pub counts: Vec<Vec<u32>>,
}

/// Goes over all admitted items once. An item that fails one column alone still counts in that column:
/// it is what choosing its value there would add.
pub fn tally(
    columns: &[(&Column, Option<Vec<bool>>)],
    items: usize,
    admits: impl Fn(usize) -> bool,
) -> Tally {
    let counts = columns.iter().map(|(column, _)| vec![0; column.codes.len()]).collect();
    let mut tally = Tally { matched: vec![false; items], total: 0, counts };
    let filtering: Vec<(usize, &Column, &[bool])> = columns
        .iter()
        .enumerate()
        .filter_map(|(index, (column, chosen))| Some((index, *column, chosen.as_deref()?)))
        .collect();
    for item in (0..items).filter(|&item| admits(item)) {
        let fails = |(_, column, chosen): &&(usize, &Column, &[bool])| {
            !column.of(item).iter().any(|&value| chosen[usize::from(value)])
        };
        let mut failing = filtering.iter().filter(fails);
        match (failing.next(), failing.next()) {
            (None, _) => {
                tally.matched[item] = true;
                tally.total += 1;
                for ((column, _), counts) in columns.iter().zip(&mut tally.counts) {
                    count(column.of(item), counts);
                }
            }
            (Some((index, column, _)), None) => count(column.of(item), &mut tally.counts[*index]),
            (Some(_), Some(_)) => {}
        }
    }
    tally
}

fn count(values: &[u16], counts: &mut [u32]) {
    for &value in values {
        counts[usize::from(value)] += 1;
    }
}
