//! A walk through every page of a part of the site, with what is wrong on each: barriers, sideways
//! scrolling, another page than the one asked for. A page of the route table that nobody came by fails,
//! be it opened or what a form is answered with. Answers that no demo gives (`answers.rs`) are looked at in stories.
//! A page with a form is looked at twice: as it is, and, on a phone, as it comes back with what is wrong.

use std::collections::BTreeSet;

use actix_web::http::Method;
use tilsagn::web::routes::{self, Answer, Route};

use crate::demo::Demo;
use crate::support::answers;
use crate::support::axe;
use crate::support::browser::{Browser, DESK, PHONE};
use crate::support::looks;

/// The parts in which the site is walked through, by the beginning of the pattern; the first that fits.
const PARTS: &[(Part, &[&str])] = &[
    (Part::Signing, &["/sign", "/confirm/", "/cancel/"]),
    (Part::Account, &["/account", "/reverse/", "/hide/", "/unsubscribe/"]),
    (
        Part::Door,
        &["/staff/sign-in", "/staff/setup", "/staff/confirm-identity", "/staff/passkey", "/staff/oidc"],
    ),
    (Part::Staff, &["/staff"]),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Public,
    Signing,
    Account,
    /// Where colleagues come in.
    Door,
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

/// Every page of a part, as the route table has it: those that are opened, and those that answer a form.
pub fn pages(part: Part) -> Vec<Route> {
    let all = routes::table().into_iter().chain(routes::demo_table());
    all.filter(|route| route.answer == Answer::Page && Part::of(route.pattern) == part).collect()
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
    "/account/mailbox/{token}",
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
    /// By method and pattern.
    seen: BTreeSet<String>,
    /// Patterns of the pages whose form was sent with nothing in it.
    emptied: BTreeSet<String>,
    wrong: Vec<String>,
}

impl<'a> Tour<'a> {
    pub fn of(part: Part, demo: &'a Demo, browser: &'a Browser) -> Tour<'a> {
        Tour { demo, browser, part, seen: BTreeSet::new(), emptied: BTreeSet::new(), wrong: Vec::new() }
    }

    /// Opens a sample of a pattern, a path or a whole address, and looks at it wide and narrow. Whoever comes by
    /// first and may send its form sends it with nothing in it.
    pub fn visit(&mut self, pattern: &str, sample: &str) {
        let address = if sample.starts_with('/') { self.demo.at(sample) } else { sample.to_owned() };
        self.browser.goto(&address);
        if self.browser.address() != address {
            self.wrong.push(format!("{address} leads to {}", self.browser.address()));
        }
        let status = looks::status(self.browser);
        if matches!(status, 403 | 404) {
            self.wrong.push(format!("{address} answers {status}"));
        }
        self.look(pattern);
        if let Some(form) = form_of(pattern, &address).filter(|_| !self.emptied.contains(pattern))
            && let Some(button) = looks::empty(self.browser, &form)
        {
            self.send(pattern, button);
        }
    }

    /// Sends the form of the open page that goes to an address with this end, with nothing in it, and looks
    /// at what comes back.
    pub fn send_empty(&mut self, pattern: &str, end: &str) {
        match looks::empty(self.browser, end) {
            Some(button) => self.send(pattern, button),
            None => self.wrong.push(format!("{pattern} has no form that goes to {end}")),
        }
    }

    fn send(&mut self, pattern: &str, button: &str) {
        self.emptied.insert(pattern.to_owned());
        self.browser.click_first(button);
        if self.browser.count(".errors a[href^='#']") == 0 {
            let text = self.browser.text();
            self.wrong.push(format!("{pattern}: sent empty, it does not say what is wrong, but:\n{text}"));
        }
        self.look_at(&format!("{pattern} with mistakes"), &[PHONE]);
    }

    /// Looks at the page that is open, a sample of a pattern.
    pub fn look(&mut self, pattern: &str) {
        self.seen.insert(named(&Method::GET, pattern));
        self.look_at(&self.browser.address(), &[PHONE, DESK]);
    }

    /// Looks at the page that is open, with which the form of a pattern was answered.
    pub fn answered(&mut self, pattern: &str) {
        self.seen.insert(named(&Method::POST, pattern));
        self.look_at(&format!("the answer of {pattern}"), &[PHONE, DESK]);
    }

    fn look_at(&mut self, what: &str, widths: &[u32]) {
        if self.browser.count("main h1") != 1 {
            self.wrong.push(format!("{what} has {} main headings", self.browser.count("main h1")));
        }
        if self.browser.page_title().contains(['<', '{']) {
            self.wrong.push(format!("{what} has markup in its title: {}", self.browser.page_title()));
        }
        for &width in widths {
            self.browser.resize(width);
            if !self.browser.fits() {
                self.wrong.push(format!("{what} scrolls sideways at {width}"));
            }
            for button in looks::too_small(self.browser) {
                self.wrong.push(format!("{what} at {width}: the button {button:?} cannot be hit"));
            }
            for barrier in axe::violations(self.browser) {
                let (rule, help, targets) = (barrier.rule, barrier.help, barrier.targets.join(", "));
                self.wrong.push(format!("{what} at {width}: {rule}: {help}: {targets}"));
            }
        }
        // The walk goes on from there.
        self.browser.resize(DESK);
    }

    /// The end: nothing wrong, no page missed, no form unsent, nothing visited that is not in the table.
    pub fn end(mut self) {
        let name = |route: &Route| named(&route.method, route.pattern);
        let table: BTreeSet<String> = pages(self.part).iter().map(name).collect();
        let not_in_a_demo = answers::OF_PASSKEYS.iter().chain(answers::OF_THE_PROVIDER);
        let elsewhere = not_in_a_demo.map(|pattern| named(&Method::POST, pattern)).collect();
        for missed in table.difference(&self.seen.union(&elsewhere).cloned().collect()) {
            self.wrong.push(format!("{missed} has no sample: add a line for it to this walk"));
        }
        for odd in self.seen.difference(&table) {
            self.wrong.push(format!("{odd} is no page of {:?}", self.part));
        }
        for route in pages(self.part).iter().filter(|route| route.method == Method::GET) {
            let form = form_of(route.pattern, &self.demo.base);
            if form.is_some() && !self.emptied.contains(route.pattern) {
                self.wrong.push(format!("{} was never sent with nothing in it", route.pattern));
            }
        }
        assert!(self.wrong.is_empty(), "\n{}", self.wrong.join("\n"));
    }
}

fn named(method: &Method, pattern: &str) -> String {
    format!("{method} {pattern}")
}
