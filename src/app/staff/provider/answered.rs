//! What comes back from the ministry's identity provider: whom it has let in, and whether that can be relied on.

use std::sync::Arc;

use tokio::sync::Semaphore;

use super::{BACK, Brought, Question};
use crate::app::App;
use crate::app::act::Origin;
use crate::app::staff::door::refuse;
use crate::app::staff::id_token::{self, Expected, Fault, Identity};
use crate::config::Oidc;
use crate::domain::{Error, Refusal, Result};
use crate::outward::provider::{self, Client, Doors, Known};

/// What it may say in place of a code, when nobody called anything off (RFC 6749, section 4.1.2.1; OpenID Connect Core 1.0,
/// section 3.1.2.6).
const ERRORS: &[&str] = &[
    "invalid_request",
    "unauthorized_client",
    "unsupported_response_type",
    "invalid_scope",
    "server_error",
    "temporarily_unavailable",
    "interaction_required",
    "login_required",
    "account_selection_required",
    "consent_required",
];

/// Whom the provider says that it has let in, and whether that can be relied on.
pub(super) async fn told(
    app: &App,
    origin: &Origin,
    oidc: &Oidc,
    (question, brought): (&Question, &Brought<'_>),
) -> Result<Identity> {
    let doors = doors(app, oidc).await?;
    let named = if brought.issuer.is_empty() { !doors.names_itself } else { brought.issuer == oidc.issuer };
    if named && !brought.error.is_empty() {
        return Err(Error::Refused(not_let_in(brought.error)));
    }
    if !named || brought.code.is_empty() {
        return Err(Error::Refused(Refusal::NotAnswered));
    }
    let identity = identity(app, oidc, doors, (question, brought.code)).await;
    if identity.is_err() {
        refuse(app, origin.clone(), None).await?;
    }
    identity
}

/// Why the provider lets nobody in. What it says else than that somebody called it off is for whoever runs the site.
fn not_let_in(error: &str) -> Refusal {
    if error == "access_denied" {
        return Refusal::ProviderCancelled;
    }
    // It came by a browser: nothing but the words that are specified is logged.
    let known = ERRORS.iter().find(|known| **known == error).unwrap_or(&"one that is not specified");
    tracing::warn!(error = known, "the identity provider sent somebody back");
    Refusal::ProviderSilent
}

/// Changes the code into a token, and checks it; with the provider's newest keys if it names one that is not known.
async fn identity(
    app: &App,
    oidc: &Oidc,
    doors: Doors,
    (question, code): (&Question, &str),
) -> Result<Identity> {
    let client = client(app, oidc)?;
    let (code, verifier) = (code.to_owned(), question.verifier.clone());
    let exchange = move || provider::exchange(&doors, &client, (&code, &verifier));
    let token = elsewhere(&app.provider.exchanging, exchange).await?;
    let now = app.clock.now();
    let expected = Expected {
        issuer: &oidc.issuer,
        client_id: &oidc.client_id,
        nonce: &question.nonce,
        begun: question.begun,
        now,
    };
    let mut checked = Err(Fault::UnknownKey);
    for is_missing in [false, true] {
        if checked == Err(Fault::UnknownKey) {
            let keys = known(app, oidc, is_missing).await?.keys;
            checked = id_token::check(&token, &keys, &expected, &oidc.groups_claim);
        }
    }
    checked.map_err(|fault| {
        tracing::warn!(%fault, "a token of the identity provider was refused");
        Error::Refused(Refusal::ProviderSilent)
    })
}

fn client(app: &App, oidc: &Oidc) -> Result<Client> {
    let secret = match &oidc.client_secret_file {
        Some(path) => Some(
            std::fs::read_to_string(path)
                .map_err(|error| Error::internal(format!("{}: {error}", path.display())))?,
        ),
        None => None,
    };
    Ok(Client {
        id: oidc.client_id.clone(),
        secret: secret.map(|secret| secret.trim().to_owned()),
        redirect: app.config.staff_base().join(BACK),
    })
}

/// Where the provider's doors are.
pub(super) async fn doors(app: &App, oidc: &Oidc) -> Result<Doors> {
    Ok(known(app, oidc, false).await?.doors)
}

/// What the provider says of itself.
async fn known(app: &App, oidc: &Oidc, key_is_missing: bool) -> Result<Known> {
    if let Some(known) = app.provider.at_hand(key_is_missing, app.clock.now()) {
        return Ok(known);
    }
    let (own, issuer) = (app.clone(), oidc.issuer.clone());
    let ask = move || own.provider.known(&issuer, key_is_missing, &*own.clock);
    elsewhere(&app.provider.asking, ask).await
}

/// Asks the provider once there is a turn, without keeping others waiting.
async fn elsewhere<T: Send + 'static>(
    turns: &Arc<Semaphore>,
    ask: impl FnOnce() -> Result<T, provider::Fault> + Send + 'static,
) -> Result<T> {
    let turn = Arc::clone(turns).acquire_owned().await.map_err(Error::internal)?;
    let in_turn = move || {
        let answer = ask();
        // Here, and not with whoever asked: who has gone away meanwhile frees no thread.
        drop(turn);
        answer
    };
    let answer = tokio::task::spawn_blocking(in_turn).await.map_err(Error::internal)?;
    answer.map_err(|fault| {
        tracing::warn!(%fault, "the identity provider cannot be relied on");
        Error::Refused(Refusal::ProviderSilent)
    })
}
