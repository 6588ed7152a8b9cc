//! What was done just now, to be said on top of the page that leads on from it. The address says it, signed for whoever did it,
//! and for a few minutes: an address that somebody made up, or kept, says nothing of what was not done.

use std::fmt::Display;

use actix_web::HttpResponse;
use serde::Deserialize;

use super::private;
use super::site::Site;
use super::visitor::Visitor;
use crate::domain::limits;

/// What such addresses are signed for.
const SIGNED_FOR: &str = "web.done";

/// What the address of such a page says besides the path.
#[derive(Debug, Default, Deserialize)]
pub struct Query {
    #[serde(default)]
    done: String,
    /// The minute in which it was done, and the signature.
    #[serde(default)]
    mark: String,
}

impl Query {
    /// What was done, by whom the page is for; "" where it is none of what the page can say (`known`), or they have not just
    /// done it.
    pub fn said(
        &self,
        site: &Site,
        visitor: &Visitor,
        by: &impl Display,
        known: &[&'static str],
    ) -> &'static str {
        let code = known.iter().find(|code| **code == self.done).copied();
        code.filter(|code| self.is_of(site, by, &address(&visitor.path, code))).unwrap_or_default()
    }

    fn is_of(&self, site: &Site, by: &impl Display, address: &str) -> bool {
        let Some((minute, signature)) = self.mark.split_once('.') else { return false };
        let age = minute.parse().map(|minute: i64| now(site).saturating_sub(minute));
        let is_fresh = age.is_ok_and(|age| (0..=limits::DONE_MINUTES).contains(&age));
        is_fresh && site.app.secrets.is_signed(SIGNED_FOR, &text(minute, by, address), signature)
    }
}

/// On to a page that says to whoever did it what was done.
pub fn see(site: &Site, visitor: &Visitor, by: &impl Display, (page, code): (&str, &str)) -> HttpResponse {
    let (minute, address) = (now(site).to_string(), address(page, code));
    let signature = site.app.secrets.sign(SIGNED_FOR, &text(&minute, by, &address));
    private::see(visitor, &format!("{address}&mark={minute}.{signature}"))
}

fn address(page: &str, code: &str) -> String {
    format!("{page}?done={code}")
}

fn text(minute: &str, by: &impl Display, address: &str) -> String {
    format!("{minute} {by} {address}")
}

/// The minute that it is.
fn now(site: &Site) -> i64 {
    site.app.clock.now().seconds().div_euclid(60)
}
