//! Control over a domain: who is offered to show it, what is put where, what can be found there, when is looked
//! again, and when it no longer counts. Looks at nothing itself.

use super::assurance::Method;
use super::endorsement::EndorsementState;
use super::host::{Host, RegistrableDomain};
use super::organisation::Category;
use super::visibility::Visibility;
use super::{Moment, limits};
use crate::codes;
use chrono::Duration;
use url::Url;

/// The label before the domain under which the token stands as a TXT record.
pub const LABEL: &str = "_tilsagn-challenge";
/// The path on the domain's website at which the token stands in a file (RFC 8615).
pub const PATH: &str = "/.well-known/tilsagn-challenge";

/// The name of the TXT record.
pub fn record_name(domain: &RegistrableDomain) -> String {
    format!("{LABEL}.{domain}")
}

/// The address of the file.
pub fn file_address(domain: &RegistrableDomain) -> String {
    format!("https://{domain}{PATH}")
}

/// Whether a redirect on the way to the file may be followed: over TLS, on its own port, to a host under the same
/// registrable domain.
pub fn may_lead(domain: &RegistrableDomain, to: &Url) -> bool {
    let plain = to.scheme() == "https" && to.port().is_none();
    let anonymous = to.username().is_empty() && to.password().is_none();
    let host = to.domain().and_then(Host::parse).and_then(|host| host.registrable_domain());
    plain && anonymous && host.as_ref() == Some(domain)
}

/// Whether a text holds the token on a line of its own. What editors add around it does no harm.
pub fn holds(text: &[u8], token: &str) -> bool {
    String::from_utf8_lossy(text)
        .lines()
        .any(|line| line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}') == token)
}

codes! {
    /// Why an organisation is not offered to show control of a domain.
    pub enum Hindrance {
        /// A state is known by its letter.
        State = "state",
        /// A record in DNS would tell the world.
        Unnamed = "unnamed",
        /// It gave no website, or one on a domain that others use as well.
        NoDomain = "no-domain",
        /// It is not, or no longer, a signatory of its own.
        Over = "over",
    }
}

/// The domain of which an organisation may show control: the one registered for its website, from its submission on.
///
/// # Errors
/// What stands in the way.
pub fn offered(
    category: Category,
    visibility: Visibility,
    state: EndorsementState,
    domain: Option<&str>,
) -> Result<RegistrableDomain, Hindrance> {
    use EndorsementState::*;
    if category == Category::State {
        return Err(Hindrance::State);
    }
    if visibility.withholds() {
        return Err(Hindrance::Unnamed);
    }
    if !matches!(state, Submitted | Confirmed | Recorded | InReview | NeedsInfo | Published | Suspended) {
        return Err(Hindrance::Over);
    }
    let domain = domain.and_then(|domain| RegistrableDomain::parse(domain).ok());
    domain.filter(|domain| !domain.is_shared()).ok_or(Hindrance::NoDomain)
}

codes! {
    /// What is at one of the two places. What exactly stands there is never kept.
    pub enum Finding {
        /// The token.
        Found = "found",
        Nothing = "nothing",
        /// Something else.
        Other = "other",
        /// The way leads to another domain, another port or an unprotected address.
        Elsewhere = "elsewhere",
        /// No answer that could be relied on: none at all, none from a public address, too long a one, or two that
        /// differ.
        Silent = "silent",
    }
}

/// What was seen at both places. Where the record was found, the file is looked for only if control is known by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Findings {
    pub dns: Finding,
    pub file: Option<Finding>,
}

impl Findings {
    /// How control was shown, if it was.
    pub fn method(self) -> Option<Method> {
        match (self.dns, self.file) {
            (Finding::Found, _) => Some(Method::DnsRecord),
            (_, Some(Finding::Found)) => Some(Method::WellKnownFile),
            _ => None,
        }
    }

    /// How control was shown, where that is another way than is known. A place at which the token still stands is none,
    /// whatever stands at the other.
    pub fn other_than(self, known: Option<Method>) -> Option<Method> {
        let stands = known.is_some_and(|known| self.at(known) == Some(Finding::Found));
        self.method().filter(|_| !stands)
    }

    /// Whether the token is gone from everywhere it was, rather than one of these places being out of reach.
    pub fn gone(self, before: &[Method]) -> bool {
        self.method().is_none() && before.iter().all(|method| self.at(*method) != Some(Finding::Silent))
    }

    fn at(self, method: Method) -> Option<Finding> {
        match method {
            Method::WellKnownFile => self.file,
            _ => Some(self.dns),
        }
    }
}

/// Looks in a row that found no token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Misses {
    pub count: i64,
    /// When the first of them was.
    pub since: Moment,
    /// Since when each of them saw the token gone; nothing, where the last one did not reach its place.
    pub gone_since: Option<Moment>,
}

impl Misses {
    /// Whether a look comes in a row with the last one. Of a long time without any nobody knows what it would have shown, and
    /// its people were not warned.
    pub fn in_a_row(last: Option<Moment>, now: Moment) -> bool {
        last.is_some_and(|last| now - last < Duration::days(limits::DOMAIN_APART_DAYS))
    }

    /// When control ceases to count, if all goes on as the last look found it. A place that cannot be reached gets longer
    /// than a token that is gone.
    pub fn lapses_at(self) -> Moment {
        let silent = self.since + Duration::days(limits::DOMAIN_SILENT_DAYS);
        self.gone_since.map_or(silent, |since| silent.min(since + Duration::days(limits::DOMAIN_LAPSE_DAYS)))
    }

    /// Before when it counts, whatever later looks find.
    pub fn counts_until(self) -> Moment {
        self.since + Duration::days(limits::DOMAIN_LAPSE_DAYS)
    }

    /// Whether control no longer counts. One bad look after a long silence, of ours or of its place, is not enough.
    pub fn lapse(self, now: Moment) -> bool {
        self.count >= limits::DOMAIN_MISSES && now >= self.lapses_at()
    }

    /// Whether its people are warned now, once of looks in a row.
    pub fn warn(self) -> bool {
        self.count == limits::DOMAIN_MISSES
    }
}

/// When is looked again for a token that was found before.
pub fn next_after_found(misses: i64, now: Moment) -> Moment {
    let Ok(missed) = usize::try_from(misses - 1) else {
        return now + Duration::days(limits::DOMAIN_AGAIN_DAYS);
    };
    let wait = limits::DOMAIN_MISSED_MINUTES.get(missed).copied();
    now + Duration::minutes(wait.unwrap_or(limits::DOMAIN_MISSED_LATER_MINUTES))
}

/// When is looked again for a token that was never found: less and less often, and not for ever.
pub fn next_while_waiting(asked_at: Moment, now: Moment) -> Option<Moment> {
    let shortest = Duration::minutes(limits::DOMAIN_WAIT_SHORTEST_MINUTES);
    let longest = Duration::minutes(limits::DOMAIN_WAIT_LONGEST_MINUTES);
    let next = now + ((now - asked_at) / 2).clamp(shortest, longest);
    (next - asked_at <= Duration::days(limits::DOMAIN_WAIT_DAYS)).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon() -> Moment {
        Moment::from_millis(1_000_000_000_000)
    }

    #[test]
    fn states_and_those_who_must_not_be_named_are_never_asked_for_a_record() {
        use EndorsementState::*;
        let of = |category, visibility, state, domain| offered(category, visibility, state, domain);
        let skov = Some("skov.example");
        assert_eq!(of(Category::State, Visibility::Public, Published, skov), Err(Hindrance::State));
        for hidden in [Visibility::Protected, Visibility::Embargoed] {
            assert_eq!(of(Category::Media, hidden, Published, skov), Err(Hindrance::Unnamed));
        }
        for over in [Declined, Cancelled, Expired, Withdrawn, Lapsed, Revoked] {
            assert_eq!(of(Category::Media, Visibility::Public, over, skov), Err(Hindrance::Over), "{over}");
        }
        for none in [None, Some("github.io"), Some("www.skov.example"), Some("facebook.com")] {
            let refused = of(Category::Media, Visibility::Public, InReview, none);
            assert_eq!(refused, Err(Hindrance::NoDomain), "{none:?}");
        }
        for category in Category::ALL.iter().filter(|category| **category != Category::State) {
            for state in [Submitted, Confirmed, Recorded, InReview, NeedsInfo, Published, Suspended] {
                assert!(of(*category, Visibility::Public, state, skov).is_ok(), "{category} {state}");
            }
        }
    }

    #[test]
    fn the_places_are_those_of_the_registered_domain() {
        let domain = RegistrableDomain::parse("rødgrød.co.uk").unwrap();
        assert_eq!(record_name(&domain), "_tilsagn-challenge.xn--rdgrd-vuad.co.uk");
        assert_eq!(file_address(&domain), "https://xn--rdgrd-vuad.co.uk/.well-known/tilsagn-challenge");
    }

    #[test]
    fn the_way_to_the_file_stays_under_the_domain() {
        let domain = RegistrableDomain::parse("skov.co.uk").unwrap();
        let leads = |to: &str| may_lead(&domain, &Url::parse(to).unwrap());
        for good in ["https://skov.co.uk/a", "https://www.skov.co.uk:443/b?c#d", "https://a.b.SKOV.co.uk./"] {
            assert!(leads(good), "{good}");
        }
        for bad in [
            "http://skov.co.uk/",
            "https://skov.co.uk:8443/",
            "https://eng.co.uk/",
            "https://co.uk/",
            "https://skov.co.uk.evil.example/",
            "https://user@skov.co.uk/",
            "https://:secret@skov.co.uk/",
            "https://127.0.0.1/",
            "https://[::ffff:127.0.0.1]/",
            "https://2130706433/",
            "https://localhost/",
            "ftp://skov.co.uk/",
            "file:///etc/passwd",
        ] {
            assert!(!leads(bad), "{bad}");
        }
    }

    #[test]
    fn a_file_holds_the_token_on_a_line_of_its_own() {
        for good in ["abc", "abc\n", "\u{feff}abc\r\n", "other\n  abc\t\n"] {
            assert!(holds(good.as_bytes(), "abc"), "{good:?}");
        }
        for bad in ["", "abcd", "xabc", "a bc", "<p>abc</p>", "ABC"] {
            assert!(!holds(bad.as_bytes(), "abc"), "{bad:?}");
        }
        assert!(!holds(&[0xff, 0xfe, b'a'], "a"));
    }

    #[test]
    fn it_is_known_by_where_it_was_seen_until_it_is_seen_elsewhere_alone() {
        use Finding::{Found, Nothing, Silent};
        use Method::{DnsRecord, WellKnownFile};
        let other = |dns, file, known| Findings { dns, file }.other_than(known);
        assert_eq!(other(Found, None, None), Some(DnsRecord));
        assert_eq!(other(Nothing, Some(Found), None), Some(WellKnownFile));
        assert_eq!(other(Found, None, Some(DnsRecord)), None);
        assert_eq!(other(Nothing, Some(Found), Some(WellKnownFile)), None);
        assert_eq!(other(Found, Some(Found), Some(WellKnownFile)), None, "it stands where it stood");
        for gone in [Nothing, Silent] {
            assert_eq!(other(gone, Some(Found), Some(DnsRecord)), Some(WellKnownFile));
            assert_eq!(other(Found, Some(gone), Some(WellKnownFile)), Some(DnsRecord));
            assert_eq!(other(gone, Some(gone), Some(DnsRecord)), None, "that is no other place");
        }
    }

    #[test]
    fn one_looks_less_and_less_often_and_gives_up() {
        let (mut now, mut looks) = (noon(), 0);
        while let Some(next) = next_while_waiting(noon(), now) {
            assert!(next > now);
            (now, looks) = (next, looks + 1);
        }
        assert!((now - noon()).num_days() >= limits::DOMAIN_WAIT_DAYS - 1, "{looks} looks");
        assert!((40..80).contains(&looks), "{looks} looks");
        assert_eq!((next_while_waiting(noon(), noon()).unwrap() - noon()).num_minutes(), 1);
    }

    #[test]
    fn what_was_found_is_looked_for_again_and_sooner_once_it_is_missed() {
        let hours = |misses| (next_after_found(misses, noon()) - noon()).num_hours();
        assert_eq!([0, 1, 2, 3, 50].map(hours), [7 * 24, 1, 6, 24, 24]);
    }

    #[test]
    fn looks_that_lie_far_apart_are_not_in_a_row() {
        let apart = |days| Misses::in_a_row(Some(noon()), noon() + Duration::days(days));
        assert!(apart(limits::DOMAIN_APART_DAYS - 1) && !apart(limits::DOMAIN_APART_DAYS));
        assert!(!Misses::in_a_row(None, noon()));
        // Two of three misses so far apart would lapse without a warning.
        let apart = (limits::DOMAIN_MISSES - 1) * limits::DOMAIN_APART_DAYS;
        assert!(apart <= limits::DOMAIN_LAPSE_DAYS, "{apart} days");
    }

    #[test]
    fn what_is_gone_lapses_after_two_weeks_and_what_is_silent_later() {
        let after = |days| noon() + Duration::days(days);
        for (count, gone_after, days, lapses) in [
            (3, Some(0), 14, true),
            (3, Some(0), 13, false),
            (2, Some(0), 400, false),
            (9, None, 29, false),
            (9, None, 30, true),
            // Gone after two weeks of silence is not gone for two weeks.
            (9, Some(13), 14, false),
            (9, Some(13), 26, false),
            (9, Some(13), 27, true),
            (9, Some(29), 30, true),
        ] {
            let misses = Misses { count, since: noon(), gone_since: gone_after.map(after) };
            assert_eq!(misses.lapse(after(days)), lapses, "{misses:?} after {days} days");
            assert!(!lapses || after(days) >= misses.counts_until());
        }
        let silent = Findings { dns: Finding::Nothing, file: Some(Finding::Silent) };
        assert!(silent.gone(&[Method::DnsRecord]));
        assert!(!silent.gone(&[Method::WellKnownFile]));
        assert!(!silent.gone(&[Method::DnsRecord, Method::WellKnownFile]));
    }
}
