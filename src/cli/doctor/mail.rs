//! Mail: whether its server is found, speaks with us and lets us in, or its folder is there; and what never arrived.

use std::net::{IpAddr, ToSocketAddrs};
use std::time::Duration;

use super::finding::{Area, Finding};
use super::words;
use crate::config::Config;
use crate::store::{self, Store};
use crate::worker::mail::url::MailServer;
use crate::worker::mail::{Hindrance, MailUrl, Outcome, Reason, Transport};

const AREA: Area = Area::Mail;
/// How long a mail server may take to let us in.
const PATIENCE: Duration = Duration::from_secs(20);

pub async fn examine(config: &Config, store: Option<&Store>, found: &mut Vec<Finding>) {
    match MailUrl::parse(&config.mail_url) {
        Err(what) => found.push(Finding::wrong(AREA, what, "mend TILSAGN_MAIL_URL")),
        Ok(MailUrl::Folder(path)) if config.mail_stays_here() => found.push(Finding::wrong(
            AREA,
            format!("mails stay in {} and nobody gets them", path.display()),
            "set TILSAGN_MAIL_URL to a mail server, for example smtp://user:password@mail.example.org:587",
        )),
        Ok(MailUrl::Folder(path)) => found.push(Finding::note(
            AREA,
            format!("mails are put into {}", path.display()),
            "set TILSAGN_MAIL_URL to a mail server before others use the site",
        )),
        Ok(url @ MailUrl::Server(_)) => server(&url, found).await,
    }
    if let Some(store) = store {
        parked(store, found).await;
    }
}

async fn server(url: &MailUrl, found: &mut Vec<Finding>) {
    let MailUrl::Server(server) = url else { return };
    if !resolves(server, found) {
        return;
    }
    let MailServer { host, port, .. } = server;
    let outcome = match Transport::open(url) {
        Ok(transport) => transport.with_patience(PATIENCE).greet().await,
        Err(error) => {
            return found.push(Finding::wrong(AREA, words(&error), "mend ?ca= in TILSAGN_MAIL_URL"));
        }
    };
    found.push(match outcome {
        Outcome::Sent => Finding::good(AREA, format!("{host}:{port} lets us in")),
        Outcome::Later(reason) | Outcome::Unknown(reason) | Outcome::Never(reason) => {
            let what = format!("{host}:{port} does not take mails from us: {}", reason.words);
            Finding::wrong(AREA, what, remedy(&reason))
        }
    });
}

fn remedy(reason: &Reason) -> &'static str {
    match reason.hindrance {
        Hindrance::SignIn => "see that user and password in TILSAGN_MAIL_URL are those of the mail server",
        Hindrance::Protection => {
            "see that the server offers TLS on this port, smtps:// for TLS from the first byte, and that its certificate \
             is one that this machine trusts; ?ca=FILE names other authorities"
        }
        Hindrance::Connection | Hindrance::Silence => {
            "see that the server runs, that host and port in TILSAGN_MAIL_URL are right, and that no firewall is between"
        }
        _ => "see what the mail server's own log says",
    }
}

/// Whether the server's name leads to an address. An address needs no name.
fn resolves(server: &MailServer, found: &mut Vec<Finding>) -> bool {
    let host = server.host.as_str();
    if host.parse::<IpAddr>().is_ok() {
        return true;
    }
    match (host, server.port).to_socket_addrs().map(|addresses| addresses.count()) {
        Ok(count) if count > 0 => {
            found
                .push(Finding::good(Area::Dns, format!("the mail server's name {host} leads to an address")));
            true
        }
        outcome => {
            let why = outcome.err().map(|error| format!(": {error}")).unwrap_or_default();
            let what = format!("the mail server's name {host} leads to no address{why}");
            let mend =
                "see that the name in TILSAGN_MAIL_URL is right, and that this machine's resolver answers";
            found.push(Finding::wrong(Area::Dns, what, mend));
            false
        }
    }
}

async fn parked(store: &Store, found: &mut Vec<Finding>) {
    const MANY: i64 = 1_000;
    match store.read(|db| store::outbox::list_parked(db, MANY)).await {
        Ok(parked) if parked.is_empty() => {}
        Ok(parked) => {
            let what = format!("{} mails did not arrive", parked.len());
            found.push(Finding::note(
                AREA,
                what,
                "look at /staff/mail: it says why, and can send them again",
            ));
        }
        Err(error) => found.push(Finding::told(AREA, words(&error))),
    }
}
