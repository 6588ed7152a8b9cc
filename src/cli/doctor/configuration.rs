//! The settings: those that parse and are still not what a public site wants.

use super::finding::{Area, Finding};
use crate::config::Config;

const AREA: Area = Area::Configuration;

pub fn examine(config: &Config) -> Vec<Finding> {
    let mut found = Vec::new();
    let url = &config.base_url.url;
    if config.base_url.https {
        found.push(Finding::good(AREA, format!("the public reaches the site under {url}")));
        if config.trusted_proxies.is_empty() {
            found.push(Finding::note(
                AREA,
                "no proxy is trusted: behind one, all visitors seem to come from it and share one throttle",
                "name the proxy in TILSAGN_TRUSTED_PROXIES, for example 127.0.0.1",
            ));
        }
    } else {
        found.push(Finding::note(
            AREA,
            format!("only this machine can reach the site, under {url}"),
            "set TILSAGN_BASE_URL to the https address that the public uses",
        ));
    }
    if let Some(staff) = &config.staff_host {
        found.push(Finding::good(AREA, format!("staff reach their side under {staff}, and nowhere else")));
    }
    if !config.rate_limits {
        found.push(Finding::note(
            AREA,
            "nobody is throttled",
            "set TILSAGN_RATE_LIMITS=on outside load tests",
        ));
    }
    if config.read_only {
        let mend = "set TILSAGN_READ_ONLY=off when it is to take part again";
        found.push(Finding::note(AREA, "this process writes nothing at all", mend));
    }
    for key in config.without_effect() {
        let what = format!("{key} has no effect in this version");
        found.push(Finding::note(AREA, what, "leave it out until it has one"));
    }
    found
}
