//! The row of page numbers under a long list.

use serde::Serialize;

/// What the `pages` component shows. Nothing to show for a single page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pages {
    pub current: usize,
    pub last: usize,
    /// The page that was asked for, past the last.
    pub beyond: Option<usize>,
    /// Empty on the first page.
    pub previous: String,
    /// Empty on the last page.
    pub next: String,
    pub links: Vec<PageLink>,
}

/// One number of the row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PageLink {
    pub number: usize,
    pub href: String,
    pub current: bool,
    /// Numbers were left out before this one.
    pub gap: bool,
}

impl Pages {
    /// The row for page `asked` of `last` (both from 1): the ends, and two on each side. Past the last it is the last.
    pub fn new(asked: usize, last: usize, href: impl Fn(usize) -> String) -> Pages {
        let last = last.max(1);
        let current = asked.clamp(1, last);
        let shown = (1..=last).filter(|n| *n == 1 || *n == last || n.abs_diff(current) <= 2);
        let mut before = 0;
        let links = shown
            .map(|number| {
                let gap = number > before + 1;
                before = number;
                PageLink { number, href: href(number), current: number == current, gap }
            })
            .collect();
        let at = |number: usize, there: bool| if there { href(number) } else { String::new() };
        Pages {
            current,
            last,
            beyond: (asked > last).then_some(asked),
            previous: at(current.saturating_sub(1), current > 1),
            next: at(current + 1, current < last),
            links,
        }
    }
}
