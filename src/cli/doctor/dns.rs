//! The name servers that look up the domains of signatories: whether each answers, and whether there are two.

use std::collections::HashSet;
use std::net::SocketAddr;

use super::finding::{Area, Finding};
use crate::clock::SystemChance;
use crate::config::Config;
use crate::outward::dns;

const AREA: Area = Area::Dns;
const MEND: &str = "set TILSAGN_DNS_SERVERS to the addresses of two resolvers that this machine can reach";

pub async fn examine(config: &Config, found: &mut Vec<Finding>) {
    let servers = dns::servers(&config.dns_servers);
    // Our own name, where we have one. The root of all names is there whoever is asked.
    let name = if config.base_url.loopback { String::new() } else { config.base_url.host().to_owned() };
    let asked = servers.clone();
    let asking = move || asked.into_iter().map(|server| answers(server, &name)).collect::<Vec<_>>();
    let asking = tokio::task::spawn_blocking(asking);
    for (server, answers) in servers.iter().zip(asking.await.unwrap_or_default()) {
        found.push(if answers {
            Finding::good(AREA, format!("the name server {server} answers"))
        } else {
            lacking(config, format!("the name server {server} does not look names up for us"), MEND)
        });
    }
    match servers.iter().collect::<HashSet<_>>().len() {
        0 => {
            let what = "there is no name server to ask for domains of signatories".to_owned();
            found.push(lacking(config, what, MEND));
        }
        1 => {
            let what = "one name server alone decides whether a domain is verified".to_owned();
            found.push(lacking(
                config,
                what,
                "name a second one, of another operator, in TILSAGN_DNS_SERVERS",
            ));
        }
        _ => {}
    }
}

/// Without two, no domain is verified, or by the word of one alone. On a machine that nobody else can reach, nobody expects
/// more.
fn lacking(config: &Config, what: String, mend: &str) -> Finding {
    if config.base_url.loopback { Finding::note(AREA, what, mend) } else { Finding::wrong(AREA, what, mend) }
}

fn answers(server: SocketAddr, name: &str) -> bool {
    dns::texts(server, &SystemChance, name).is_ok()
}
