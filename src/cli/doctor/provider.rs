//! The ministry's identity provider: whether it is what the settings say, has keys of a kind that we take, and whether
//! our secret there is its owner's alone.

use super::finding::{Area, Finding};
use crate::config::{Config, Oidc};
use crate::files;
use crate::outward::provider;

const AREA: Area = Area::Provider;

pub async fn examine(config: &Config, found: &mut Vec<Finding>) {
    let Some(oidc) = config.oidc.clone() else { return };
    secret(&oidc, found);
    if oidc.roles.is_empty() {
        found.push(Finding::note(
            AREA,
            "groups do not matter: whoever has connected an account has all of its roles",
            "map them in TILSAGN_OIDC_ROLES if the ministry's groups are to decide",
        ));
    }
    let issuer = oidc.issuer.clone();
    let asked = tokio::task::spawn_blocking(move || provider::keys(&provider::discover(&issuer)?)).await;
    found.push(match asked {
        Ok(Ok(keys)) if keys.is_empty() => Finding::wrong(
            AREA,
            "it has no keys of a kind that we take",
            "let it sign with RS256, ES256 or EdDSA",
        ),
        Ok(Ok(_)) => Finding::good(AREA, format!("{} answers, and has keys", oidc.issuer)),
        Ok(Err(fault)) => {
            let mend =
                "see that this machine reaches it, and that TILSAGN_OIDC_ISSUER is as it writes itself";
            Finding::wrong(AREA, fault, mend)
        }
        Err(_) => Finding::told(AREA, "it could not be asked"),
    });
}

fn secret(oidc: &Oidc, found: &mut Vec<Finding>) {
    let Some(path) = &oidc.client_secret_file else { return };
    let name = path.display();
    match std::fs::read_to_string(path) {
        Ok(text) if text.trim().is_empty() => {
            found.push(Finding::wrong(AREA, format!("{name} is empty"), "write our secret there into it"));
        }
        Ok(_) => {}
        Err(error) => {
            let mend = "name the file with our secret there in TILSAGN_OIDC_CLIENT_SECRET_FILE";
            found.push(Finding::wrong(AREA, format!("{name} cannot be read: {error}"), mend));
        }
    }
    if let Ok(Some(mode)) = files::open_to_others(path) {
        let what = format!("others than its owner can read {name} (mode {mode:04o})");
        found.push(Finding::wrong(AREA, what, format!("chmod 600 {name}")));
    }
}
