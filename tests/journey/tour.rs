//! A walk through every page of a part of the site, with what is wrong on each: barriers, sideways
//! scrolling, another page than the one asked for. A page of the route table that nobody came by fails.
//! A page with a form is looked at twice: as it is, and as it comes back with what is wrong.

use std::collections::BTreeSet;

use actix_web::http::Method;
use tilsagn::web::routes::{self, Answer, Route};

use crate::demo::Demo;
use crate::support::axe;
use crate::support::browser::{Browser, DESK, PHONE};
use crate::support::looks;

/// The parts in which the site is walked through, by the beginning of the pattern; the first that fits.
const PARTS: &[(Part, &[&str])] = &[
    (Part::Signing, &["/sign", "/confirm/", "/cancel/"]),
    (Part::Account, &["/account", "/reverse/", "/hide/", "/unsubscribe/"]),
    (Part::Staff, &["/staff"]),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Public,
    Signing,
    Account,
    Staff,
}

impl Part {
    fn of(pattern: &str) -> Part {
        let in_it = |begin: &str| {
            let rest = pattern.strip_prefix(begin);
            rest.is_some_and(|rest| begin.ends_with('/') || rest.is_empty() || rest.starts_with('/'))
        };
        let part = PARTS.iter().find(|(_, begins)| begins.iter().any(|begin| in_it(begin)));
        part.map_or(Part::Public, |(part, _)| *part)
    }
}

/// Every page of a part, as the route table has it.
pub fn pages(part: Part) -> Vec<Route> {
    let all = routes::table().into_iter().chain(routes::demo_table());
    let page = |route: &Route| route.method == Method::GET && route.answer == Answer::Page;
    all.filter(|route| page(route) && Part::of(route.pattern) == part).collect()
}

/// Pages with a form on which nothing has to be filled in: only buttons, or all of it optional.
const NOTHING_TO_FILL_IN: &[&str] = &[
    "/staff/cases/{number}/hide",
    "/staff/cases/{number}/domain",
    "/staff/cases/{number}/merge",
    "/staff/switches",
    "/account/domain",
    "/sign",
    "/sign/commitments",
    "/sign/statement",
    "/sign/continue/{token}",
    "/confirm/{token}",
    "/hide/{token}",
    "/cancel/{token}",
    "/account/enter/{token}",
    "/account/recovery/{token}",
    "/reverse/{token}",
    "/staff/call/publish",
    "/staff/oidc/callback",
    "/staff/words/{mail}",
    "/unsubscribe/{token}",
];
/// Pages whose form is sent to another address than their own.
const SENT_ELSEWHERE: &[(&str, &str)] =
    &[("/staff/people/add", "/staff/people"), ("/staff/reasons/add", "/staff/reasons")];

/// Where the page's form goes, by the end of the address, if it has one that can come back with mistakes.
fn form_of(pattern: &str, address: &str) -> Option<String> {
    if let Some((_, target)) = SENT_ELSEWHERE.iter().find(|(from, _)| *from == pattern) {
        return Some((*target).to_owned());
    }
    let sent = |route: &Route| route.method == Method::POST && route.pattern == pattern;
    let others = SENT_ELSEWHERE.iter().any(|(_, target)| *target == pattern);
    let own = routes::table().iter().any(sent) && !others && !NOTHING_TO_FILL_IN.contains(&pattern);
    own.then(|| url::Url::parse(address).expect("an address").path().to_owned())
}

pub struct Tour<'a> {
    pub demo: &'a Demo,
    pub browser: &'a Browser,
    part: Part,
    seen: BTreeSet<String>,
    wrong: Vec<String>,
}

impl<'a> Tour<'a> {
    pub fn of(part: Part, demo: &'a Demo, browser: &'a Browser) -> Tour<'a> {
        Tour { demo, browser, part, seen: BTreeSet::new(), wrong: Vec::new() }
    }

    /// Opens a sample of a pattern, a path or a whole address, and looks at it wide and narrow.
    pub fn visit(&mut self, pattern: &str, sample: &str) {
        let address = if sample.starts_with('/') { self.demo.at(sample) } else { sample.to_owned() };
        self.browser.goto(&address);
        if self.browser.address() != address {
            self.wrong.push(format!("{address} leads to {}", self.browser.address()));
        }
        let first = !self.seen.contains(pattern);
        self.look(pattern);
        if let Some(form) = form_of(pattern, &address).filter(|_| first) {
            self.send_empty(pattern, &form);
        }
    }

    /// Sends the form of the open page that goes to an address with this end, with nothing in it, and looks
    /// at what comes back.
    pub fn send_empty(&mut self, pattern: &str, end: &str) {
        let Some(button) = looks::empty(self.browser, end) else {
            self.wrong.push(format!("{pattern} has no form that goes to {end}"));
            return;
        };
        self.browser.click_first(button);
        if self.browser.count(".errors a[href^='#']") == 0 {
            let text = self.browser.text();
            self.wrong.push(format!("{pattern}: sent empty, it does not say what is wrong, but:\n{text}"));
        }
        for barrier in axe::violations(self.browser) {
            let (rule, targets) = (barrier.rule, barrier.targets.join(", "));
            self.wrong.push(format!("{pattern} with mistakes: {rule}: {targets}"));
        }
    }

    /// Looks at the page that is open, a sample of a pattern.
    pub fn look(&mut self, pattern: &str) {
        self.seen.insert(pattern.to_owned());
        let address = self.browser.address();
        if self.browser.count("main h1") != 1 {
            self.wrong.push(format!("{address} has {} main headings", self.browser.count("main h1")));
        }
        if self.browser.page_title().contains('<') {
            self.wrong.push(format!("{address} has markup in its title: {}", self.browser.page_title()));
        }
        // The wide one last: the walk goes on from there.
        for width in [PHONE, DESK] {
            self.browser.resize(width);
            if !self.browser.fits() {
                self.wrong.push(format!("{address} scrolls sideways at {width}"));
            }
            for button in looks::too_small(self.browser) {
                self.wrong.push(format!("{address} at {width}: the button {button:?} cannot be hit"));
            }
            for barrier in axe::violations(self.browser) {
                let (rule, help, targets) = (barrier.rule, barrier.help, barrier.targets.join(", "));
                self.wrong.push(format!("{address} at {width}: {rule}: {help}: {targets}"));
            }
        }
    }

    /// The end: nothing wrong, no page missed, nothing visited that is not in the table.
    pub fn end(mut self) {
        let table: BTreeSet<String> = pages(self.part).iter().map(|route| route.pattern.to_owned()).collect();
        for missed in table.difference(&self.seen) {
            self.wrong.push(format!("{missed} has no sample: add a line for it to this walk"));
        }
        for odd in self.seen.difference(&table) {
            self.wrong.push(format!("{odd} is no page of {:?}", self.part));
        }
        assert!(self.wrong.is_empty(), "\n{}", self.wrong.join("\n"));
    }
}
