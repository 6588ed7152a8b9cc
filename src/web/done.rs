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
        let told = self.told(site, visitor, by);
        known.iter().find(|code| **code == told).copied().unwrap_or_default()
    }

    /// The same, for pages that say all that they have words for.
    pub fn told(&self, site: &Site, visitor: &Visitor, by: &impl Display) -> &str {
        let is_theirs = self.is_of(site, by, &address(&visitor.path, &self.done));
        if is_theirs { &self.done } else { "" }
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
    onward(site, visitor, by, &address(page, code))
}

/// On to a page; where its address says what was done (`?done=`), it says so to whoever did it alone.
pub fn onward(site: &Site, visitor: &Visitor, by: &impl Display, to: &str) -> HttpResponse {
    private::see(visitor, &marked(site, by, to))
}

/// The address of a page; where it says what was done, it says so to whoever did it alone.
pub fn marked(site: &Site, by: &impl Display, to: &str) -> String {
    let (whole, place) = to.find('#').map_or((to, ""), |at| to.split_at(at));
    let (page, query) = whole.split_once('?').unwrap_or((whole, ""));
    let mut asked = url::form_urlencoded::parse(query.as_bytes());
    let Some((_, code)) = asked.find(|(name, _)| name == "done") else { return to.to_owned() };
    let minute = now(site).to_string();
    let signature = site.app.secrets.sign(SIGNED_FOR, &text(&minute, by, &address(page, &code)));
    format!("{whole}&mark={minute}.{signature}{place}")
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
