//! Where mail goes, as the configuration says it in one line.
//!
//! A password comes in here and is never shown again: neither by `Debug` nor `Display`, nor in an error.

use crate::codes;
use std::path::PathBuf;
use url::{Host, Url};

/// Where mail goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailUrl {
    /// To a mail server.
    Server(MailServer),
    /// Into a folder, one `.eml` file a mail.
    Folder(PathBuf),
}

/// A mail server and how to speak with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailServer {
    /// Its name or address, an IPv6 address without brackets.
    pub host: String,
    pub port: u16,
    pub protection: Protection,
    /// Whom to sign in as, if at all.
    pub credentials: Option<Credentials>,
    /// A PEM file of the authorities whose certificates are accepted, instead of those the system trusts.
    pub authorities: Option<PathBuf>,
}

codes! {
    /// How the connection is protected.
    pub enum Protection {
        /// TLS from the first byte (RFC 8314).
        Implicit = "implicit",
        /// STARTTLS (RFC 3207) or nothing is sent.
        Required = "required",
        /// STARTTLS if it is offered, with any certificate unless authorities are named.
        Opportunistic = "opportunistic",
        /// In the clear.
        None = "none",
    }
}

/// User and password of a mail server.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    pub user: String,
    pub password: String,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Credentials(hidden)")
    }
}

const FORMS: &str = "write smtp://user:password@mail.example.org:587, smtps://user:password@mail.example.org:465, \
                     smtp://localhost:25 or file:data/mail";

impl MailUrl {
    /// The address that was configured.
    ///
    /// # Errors
    /// What is wrong and what to write instead, without repeating what was written.
    pub fn parse(text: &str) -> Result<MailUrl, String> {
        let text = text.trim();
        if let Some(folder) = text.strip_prefix("file:") {
            return folder_path(folder).map(MailUrl::Folder);
        }
        let url = Url::parse(text).map_err(|_| {
            format!("this is no address that can be read: {FORMS} (in user and password, / ? # @ : are %2F %3F %23 %40 %3A)")
        })?;
        server(&url).map(MailUrl::Server)
    }
}

/// The folder after `file:`, relative to where the program runs, or absolute.
fn folder_path(folder: &str) -> Result<PathBuf, String> {
    let path = match folder.strip_prefix("//") {
        Some(rest) if rest.starts_with('/') => rest,
        Some(_) => return Err("a folder has no host: write file:data/mail or file:/srv/mail".to_owned()),
        None => folder,
    };
    if path.is_empty() {
        return Err("the folder is missing: write for example file:data/mail".to_owned());
    }
    Ok(PathBuf::from(path))
}

fn server(url: &Url) -> Result<MailServer, String> {
    let implicit = match url.scheme() {
        "smtp" => false,
        "smtps" => true,
        _ => return Err(format!("mail goes by smtp, smtps or file: {FORMS}")),
    };
    let host = host(url)?;
    if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
        return Err("nothing may follow the host and port but ?tls= and ?ca= \
                    (in user and password, / ? # @ : are %2F %3F %23 %40 %3A)"
            .to_owned());
    }
    let options = Options::of(url)?;
    let near = is_loopback(&host);
    let protection = match (implicit, options.tls) {
        (true, None) => Protection::Implicit,
        (true, Some(_)) => {
            return Err("smtps is always protected: leave ?tls= out, or write smtp://".to_owned());
        }
        (false, Some(tls)) => tls,
        (false, None) if near => Protection::Opportunistic,
        (false, None) => Protection::Required,
    };
    let credentials = credentials(url)?;
    let exposed = matches!(protection, Protection::Opportunistic | Protection::None);
    if credentials.is_some() && exposed && !near {
        return Err("a password goes to another host only over a protected connection: \
                    write ?tls=required or smtps://, or leave user and password out"
            .to_owned());
    }
    if options.ca.is_some() && protection == Protection::None {
        return Err("?ca= has no use with ?tls=none: leave one of them out".to_owned());
    }
    let port = url.port().unwrap_or(if implicit { 465 } else { 587 });
    Ok(MailServer { host, port, protection, credentials, authorities: options.ca })
}

fn host(url: &Url) -> Result<String, String> {
    let host = match url.host() {
        Some(Host::Domain(name)) => percent_decoded(name)?,
        Some(Host::Ipv4(address)) => address.to_string(),
        Some(Host::Ipv6(address)) => address.to_string(),
        None => String::new(),
    };
    if host.is_empty() {
        return Err(format!("the host is missing: {FORMS}"));
    }
    if matches!(url.host(), Some(Host::Ipv6(_))) {
        return Ok(host);
    }
    idna::domain_to_ascii_strict(&host).map_err(|_| format!("the host is no host name: {FORMS}"))
}

/// Whether mail to this host stays on this machine.
fn is_loopback(host: &str) -> bool {
    host == "localhost"
        || host.ends_with(".localhost")
        || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn credentials(url: &Url) -> Result<Option<Credentials>, String> {
    match (url.username(), url.password()) {
        ("", None) => Ok(None),
        ("", Some(_)) | (_, None | Some("")) => {
            Err("user and password go together: write smtp://user:password@mail.example.org".to_owned())
        }
        (user, Some(password)) => {
            Ok(Some(Credentials { user: percent_decoded(user)?, password: percent_decoded(password)? }))
        }
    }
}

/// What follows the question mark.
#[derive(Default)]
struct Options {
    tls: Option<Protection>,
    ca: Option<PathBuf>,
}

impl Options {
    fn of(url: &Url) -> Result<Options, String> {
        let mut options = Options::default();
        for (key, value) in url.query_pairs() {
            match key.as_ref() {
                "tls" if options.tls.is_none() => options.tls = Some(tls(&value)?),
                "ca" if options.ca.is_none() && !value.is_empty() => {
                    options.ca = Some(PathBuf::from(value.as_ref()));
                }
                _ => {
                    return Err("after the question mark only ?tls=required, ?tls=opportunistic, ?tls=none \
                                and ?ca=FILE are known, each once"
                        .to_owned());
                }
            }
        }
        Ok(options)
    }
}

fn tls(value: &str) -> Result<Protection, String> {
    Protection::from_code(value).filter(|protection| *protection != Protection::Implicit).ok_or_else(|| {
        "?tls= is required, opportunistic or none (for TLS from the start write smtps://)".to_owned()
    })
}

/// The text behind `%XX` (RFC 3986, section 2.1).
fn percent_decoded(text: &str) -> Result<String, String> {
    let wrong = || "a % in user, password or host must be written %25".to_owned();
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        rest = tail;
        if first == b'%' {
            let (code, tail) = rest.split_at_checked(2).ok_or_else(wrong)?;
            let decoded = data_encoding::HEXLOWER_PERMISSIVE.decode(code).map_err(|_| wrong())?;
            bytes.extend(decoded);
            rest = tail;
        } else {
            bytes.push(first);
        }
    }
    String::from_utf8(bytes).map_err(|_| wrong())
}

impl std::fmt::Display for MailUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            MailUrl::Folder(folder) => write!(f, "file:{}", folder.display()),
            MailUrl::Server(MailServer { host, port, protection, .. }) => {
                let host = if host.contains(':') { format!("[{host}]") } else { host.clone() };
                match protection {
                    Protection::Implicit => write!(f, "smtps://{host}:{port}"),
                    _ => write!(f, "smtp://{host}:{port}?tls={protection}"),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(text: &str) -> MailServer {
        match MailUrl::parse(text) {
            Ok(MailUrl::Server(server)) => server,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn the_address_says_where_and_how() {
        for (text, shown) in [
            ("smtp://mail.example.org", "smtp://mail.example.org:587?tls=required"),
            ("smtp://mail.example.org:25/?tls=none", "smtp://mail.example.org:25?tls=none"),
            ("smtp://mail.example.org?tls=opportunistic", "smtp://mail.example.org:587?tls=opportunistic"),
            ("smtp://localhost:25", "smtp://localhost:25?tls=opportunistic"),
            ("smtp://127.0.0.1", "smtp://127.0.0.1:587?tls=opportunistic"),
            ("smtp://[::1]:2525", "smtp://[::1]:2525?tls=opportunistic"),
            ("smtp://localhost?tls=required", "smtp://localhost:587?tls=required"),
            ("smtps://mail.example.org", "smtps://mail.example.org:465"),
            ("SMTPS://Mail.Example.org:10465", "smtps://mail.example.org:10465"),
            ("smtp://pæl.example", "smtp://xn--pl-1ia.example:587?tls=required"),
            ("smtp://127.0.0.1.example.org", "smtp://127.0.0.1.example.org:587?tls=required"),
            (" file:data/mail ", "file:data/mail"),
            ("file:///srv/mail", "file:/srv/mail"),
            ("file:/srv/my mail", "file:/srv/my mail"),
        ] {
            assert_eq!(MailUrl::parse(text).unwrap().to_string(), shown, "{text}");
        }
        let ca = server("smtps://mail.example.org?ca=/etc/ssl/our%20ca.pem").authorities;
        assert_eq!(ca, Some(PathBuf::from("/etc/ssl/our ca.pem")));
    }

    #[test]
    fn user_and_password_are_decoded_and_hidden() {
        let server = server("smtp://post%40example.org:s%2Fe+c%25r%C3%A6t@mail.example.org");
        assert_eq!(
            server.credentials,
            Some(Credentials { user: "post@example.org".to_owned(), password: "s/e+c%ræt".to_owned() })
        );
        let shown = format!("{server:?} {}", MailUrl::Server(server.clone()));
        assert!(!shown.contains("post") && !shown.contains("s/e"), "{shown}");
    }

    #[test]
    fn errors_say_what_to_write_and_repeat_no_secret() {
        for (text, hint) in [
            ("", "smtp://user:password@mail.example.org:587"),
            ("mail.example.org", "smtp://user:password@mail.example.org:587"),
            ("https://mail.example.org", "smtps://"),
            ("smtp://", "host is missing"),
            ("smtp:mail.example.org", "host is missing"),
            ("smtp://mail%20server", "no host name"),
            ("file:", "file:data/mail"),
            ("file://srv/mail", "file:/srv/mail"),
            ("smtp://me:hem/melig@mail.example.org", "%2F"),
            ("smtp://me:12/hemmelig@mail.example.org", "%2F"),
            ("smtp://me:12?hemmelig@mail.example.org", "?tls=required"),
            ("smtp://me:12#hemmelig@mail.example.org", "%23"),
            ("smtp://me:hemmelig%@mail.example.org", "%25"),
            ("smtp://me@mail.example.org", "user:password@"),
            ("smtp://:hemmelig@mail.example.org", "user:password@"),
            ("smtp://me:hemmelig@mail.example.org?tls=none", "tls=required"),
            ("smtp://me:hemmelig@mail.example.org?tls=opportunistic", "tls=required"),
            ("smtp://mail.example.org?tls=yes", "required, opportunistic or none"),
            ("smtp://mail.example.org?tls=implicit", "smtps://"),
            ("smtp://mail.example.org?tls=none&tls=none", "each once"),
            ("smtp://mail.example.org?tls=none&ca=a.pem", "leave one"),
            ("smtps://mail.example.org?tls=none", "leave ?tls= out"),
        ] {
            let error = MailUrl::parse(text).unwrap_err();
            assert!(error.contains(hint), "{text}: {error}");
            assert!(!error.contains("melig"), "{text}: {error}");
        }
        assert!(server("smtp://me:hemmelig@localhost?tls=none").credentials.is_some());
    }
}
