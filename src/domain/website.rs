//! Owns the addresses of organisations' websites. Fetches nothing.

use super::host::{Host, RegistrableDomain};
use super::text::typed;
use super::{Flaw, cleaning, limits};
use url::Url;

/// The address of a website: an `http` or `https` URL in the URL standard's normal form, on a host with a domain name,
/// without user name or password. `https` is taken where no scheme was typed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Website {
    url: String,
    host: Host,
}

impl Website {
    /// The address that was typed.
    pub fn parse(typed: &str) -> Result<Website, Flaw> {
        let clean = cleaning::line(typed)?;
        if clean.is_empty() {
            return Err(Flaw::Missing);
        }
        if clean.chars().count() > limits::WEBSITE {
            return Err(Flaw::WebsiteTooLong);
        }
        if clean.contains(|c: char| c.is_whitespace() || c == '\\') {
            return Err(Flaw::WebsiteMalformed);
        }
        let url = Url::parse(&with_scheme(&clean)?).map_err(|_| Flaw::WebsiteMalformed)?;
        let anonymous = url.username().is_empty() && url.password().is_none();
        let host = url.domain().and_then(Host::parse).filter(|host| host.registrable_domain().is_some());
        match host {
            Some(_) if url.as_str().len() > limits::WEBSITE => Err(Flaw::WebsiteTooLong),
            Some(host) if anonymous => Ok(Website { url: url.into(), host }),
            _ => Err(Flaw::WebsiteMalformed),
        }
    }

    /// The URL.
    pub fn as_str(&self) -> &str {
        &self.url
    }

    /// The host in it.
    pub fn host(&self) -> &Host {
        &self.host
    }

    /// What was registered of the host. A parsed website has one as long as the Public Suffix List stays the same.
    pub fn registrable_domain(&self) -> Option<RegistrableDomain> {
        self.host.registrable_domain()
    }
}

typed!(Website);

/// The address with its scheme, `https` if none was typed. Schemes other than `http` and `https` are refused.
fn with_scheme(clean: &str) -> Result<String, Flaw> {
    if let Some((scheme, _)) = clean.split_once("://")
        && !scheme.contains(['/', '?', '#'])
    {
        let web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
        return if web { Ok(clean.to_owned()) } else { Err(Flaw::WebsiteMalformed) };
    }
    let authority = clean.split(['/', '?', '#']).next().unwrap_or_default();
    let port = authority.split_once(':').map_or("443", |(_, port)| port);
    if authority.is_empty() || port.is_empty() || !port.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Flaw::WebsiteMalformed);
    }
    Ok(format!("https://{clean}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn websites_come_out_in_one_form() {
        for (typed, url) in [
            ("example.org", "https://example.org/"),
            (" WWW.Example.org/Om\u{200b} ", "https://www.example.org/Om"),
            ("HTTP://Example.org:80/a/../b?c=d#e", "http://example.org/b?c=d#e"),
            ("example.org:8443/x", "https://example.org:8443/x"),
            ("https://rødgrød.example/ø", "https://xn--rdgrd-vuad.example/%C3%B8"),
            ("example.org/?next=http://other.example", "https://example.org/?next=http://other.example"),
            ("https://my_group.example.org", "https://my_group.example.org/"),
        ] {
            let website = Website::parse(typed).unwrap();
            assert_eq!(website.as_str(), url);
            assert_eq!(Website::parse(url).unwrap(), website);
        }
        let website = Website::parse("www.skov.co.uk/a").unwrap();
        assert_eq!(website.host().as_str(), "www.skov.co.uk");
        assert_eq!(website.registrable_domain().unwrap().as_str(), "skov.co.uk");
    }

    #[test]
    fn what_is_no_website_is_refused() {
        for wrong in [
            "javascript:alert(1)",
            "ftp://example.org",
            "mailto:a@example.org",
            "data:text/html,x",
            "//example.org",
            "https://a@example.org",
            "https://a:b@example.org",
            "a:b@example.org",
            "a@example.org",
            "http://127.0.0.1/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://[::1]/",
            "localhost",
            "https://localhost:8080",
            "co.uk",
            "https://github.io/x",
            "https://",
            "https:/example.org",
            "https:example.org",
            "exa mple.org",
            "n/a",
            "-",
            "https://example.org\\@other.example",
            "example.org:99999",
        ] {
            assert_eq!(Website::parse(wrong), Err(Flaw::WebsiteMalformed), "{wrong}");
        }
        assert_eq!(Website::parse("\u{200b} "), Err(Flaw::Missing));
        assert_eq!(Website::parse(&format!("example.org/{}", "a".repeat(500))), Err(Flaw::WebsiteTooLong));
        assert_eq!(Website::parse(&format!("example.org/{}", "å".repeat(200))), Err(Flaw::WebsiteTooLong));
    }
}
