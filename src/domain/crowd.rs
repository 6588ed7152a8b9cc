//! Owns of which networks it is told that signatures pile up from them: of the smallest that explains it, and of nothing
//! twice. Who counts says how many came from where; no address is needed for it.

use std::collections::{HashMap, HashSet};

use super::limits;
use crate::codes;

codes! {
    /// How wide a network is that signatures are counted by.
    pub enum Width {
        /// What stands for one visitor.
        Visitor = "network",
        Site = "site",
        Carrier = "carrier",
    }
}

impl Width {
    /// From how many on it is told of, where it is told of one visitor from `most` on.
    pub const fn alarm(self, most: i64) -> i64 {
        match self {
            Width::Visitor => most,
            Width::Site => most * limits::SITE_ALARM_TIMES,
            Width::Carrier => most * limits::CARRIER_ALARM_TIMES,
        }
    }

    /// Whether one may be named from which `count` came, `unnamed` of them for who must not be named. One visitor may be
    /// such a one. A network is told of where it would be without them, too: so it says nothing of them.
    pub const fn may_be_named(self, most: i64, (count, unnamed): (i64, i64)) -> bool {
        match self {
            Width::Visitor => unnamed == 0,
            Width::Site | Width::Carrier => count - unnamed >= self.alarm(most),
        }
    }
}

/// A network from which as many came as is told of at its width.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crowd {
    pub width: Width,
    /// What tells it from others.
    pub index: String,
    /// The wider ones that it is in, the narrowest first.
    pub within: Vec<String>,
    pub count: i64,
}

/// Those of all crowds of one time that are told of. A wide one is, where there are still enough without what stands out
/// in it; then what does not stand out goes without saying.
pub fn told(all: Vec<Crowd>, most: i64) -> Vec<Crowd> {
    let known: HashSet<String> = all.iter().map(|one| one.index.clone()).collect();
    let mut inner: HashMap<Option<String>, Vec<Crowd>> = HashMap::new();
    for one in all {
        let around = one.within.iter().find(|index| known.contains(*index)).cloned();
        inner.entry(around).or_default().push(one);
    }
    let mut told = Vec::new();
    for outermost in inner.remove(&None).unwrap_or_default() {
        tell(outermost, &mut inner, most, &mut told);
    }
    told
}

fn tell(crowd: Crowd, inner: &mut HashMap<Option<String>, Vec<Crowd>>, most: i64, told: &mut Vec<Crowd>) {
    let within = inner.remove(&Some(crowd.index.clone())).unwrap_or_default();
    let stands_out = |one: &Crowd| one.count * 100 >= crowd.count * limits::STANDS_OUT_PERCENT;
    let (large, small): (Vec<Crowd>, Vec<Crowd>) = within.into_iter().partition(stands_out);
    let rest = crowd.count - large.iter().map(|one| one.count).sum::<i64>();
    let explains = rest >= crowd.width.alarm(most);
    let others = if explains { Vec::new() } else { small };
    for one in large.into_iter().chain(others) {
        tell(one, inner, most, told);
    }
    if explains {
        told.push(crowd);
    }
}

#[cfg(test)]
mod tests {
    use super::Width::{Carrier, Site, Visitor};
    use super::*;

    const MOST: i64 = 10;

    /// Counts addresses, each with how many came from it, and says of which networks it is told.
    fn told_of(addresses: impl IntoIterator<Item = ([u8; 4], i64)>) -> Vec<(String, i64)> {
        let mut counted: HashMap<(Width, String), (Vec<String>, i64)> = HashMap::new();
        for ([a, b, c, d], count) in addresses {
            let (visitor, site, carrier) =
                (format!("{a}.{b}.{c}.{d}"), format!("{a}.{b}.{c}"), format!("{a}.{b}"));
            let each = [
                (Visitor, visitor, vec![site.clone(), carrier.clone()]),
                (Site, site, vec![carrier.clone()]),
                (Carrier, carrier, vec![]),
            ];
            for (width, index, within) in each {
                counted.entry((width, index)).or_insert((within, 0)).1 += count;
            }
        }
        let all = counted.into_iter().map(|((width, index), (within, count))| Crowd {
            width,
            index,
            within,
            count,
        });
        let mut told: Vec<(String, i64)> =
            told(all.filter(|one| one.count >= one.width.alarm(MOST)).collect(), MOST)
                .into_iter()
                .map(|one| (one.index, one.count))
                .collect();
        told.sort();
        told
    }

    fn of(index: &str, count: i64) -> (String, i64) {
        (index.to_owned(), count)
    }

    #[test]
    fn one_address_is_told_of_alone() {
        assert_eq!(told_of([([192, 0, 2, 7], 10)]), [of("192.0.2.7", 10)]);
        assert_eq!(told_of([([192, 0, 2, 7], 500), ([192, 0, 2, 8], 2)]), [of("192.0.2.7", 500)]);
        assert_eq!(told_of([([192, 0, 2, 7], 9)]), []);
    }

    #[test]
    fn many_addresses_with_few_each_are_their_network() {
        let of_site = (1..=60).map(|d| ([198, 51, 100, d], 2));
        assert_eq!(told_of(of_site), [of("198.51.100", 120)]);
        let of_carrier = (1..=60).map(|c| ([198, 51, c, 7], 2));
        assert_eq!(told_of(of_carrier), [of("198.51", 120)]);
        let everywhere = (1..=60).map(|b| ([198, b, 100, 7], 2));
        assert_eq!(told_of(everywhere), []);
    }

    #[test]
    fn a_handful_of_a_provider_s_customers_is_no_flood() {
        assert_eq!(told_of((1..=99).map(|c| ([198, 51, c, 7], 1))), []);
        assert_eq!(told_of((1..=29).map(|d| ([198, 51, 100, d], 1))), []);
    }

    #[test]
    fn many_equal_ones_are_told_of_in_one() {
        let sites = (0..50).flat_map(|c| (1..=40).map(move |d| ([198, 51, c, d], 1)));
        assert_eq!(told_of(sites), [of("198.51", 2_000)]);
        assert_eq!(told_of((1..=20).map(|d| ([198, 51, 100, d], 12))), [of("198.51.100", 240)]);
        // Four stand out.
        let four = (1..=4).map(|d| ([198, 51, 100, d], 12));
        assert_eq!(told_of(four), [1, 2, 3, 4].map(|d| of(&format!("198.51.100.{d}"), 12)));
    }

    #[test]
    fn what_stands_out_is_told_of_and_so_is_the_rest_where_it_is_a_crowd_itself() {
        let site = |count| (1..=count).map(|d| ([198, 51, 100, d], 1));
        let customers = |count| (101..=200).take(count).map(|c| ([198, 51, c, 7], 1));
        assert_eq!(told_of(site(60).chain(customers(60))), [of("198.51.100", 60)]);
        assert_eq!(told_of(site(60).chain(customers(100))), [of("198.51", 160), of("198.51.100", 60)]);
        let one = [([198, 51, 3, 9], 200)];
        assert_eq!(
            told_of(one.into_iter().chain(customers(100))),
            [of("198.51", 300), of("198.51.3.9", 200)]
        );
    }

    #[test]
    fn a_network_is_named_where_it_would_be_without_who_must_not_be() {
        assert!(Visitor.may_be_named(MOST, (40, 0)) && !Visitor.may_be_named(MOST, (40, 1)));
        assert!(Site.may_be_named(MOST, (31, 1)) && !Site.may_be_named(MOST, (30, 1)));
        assert!(Carrier.may_be_named(MOST, (101, 1)) && !Carrier.may_be_named(MOST, (100, 1)));
    }
}
