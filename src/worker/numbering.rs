//! Gives new entries their place in the log, within a second.

use std::time::Duration;

use crate::app::App;
use crate::app::log::seal;
use crate::domain::Result;
use crate::store::{self, Db};

/// How often is looked for what another node wrote.
pub(super) const LOOK: Duration = Duration::from_millis(500);

/// Numbers entries for as long as the program runs.
pub async fn keep(app: App) {
    let mut changes = app.store.changes();
    let mut said = String::new();
    loop {
        match number(&app).await {
            Ok(_) => said.clear(),
            Err(error) => {
                // Said once: a log that must not go on stays so until somebody comes.
                let now = error.to_string();
                if now != said {
                    tracing::error!(%error, "entries could not be numbered");
                }
                said = now;
            }
        }
        tokio::select! {
            changed = changes.changed() => if changed.is_err() { return },
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}

/// Numbers everything that waits, and says how much.
///
/// # Errors
/// Internal: the database does not answer, or nothing may be numbered; the message says why.
pub async fn number(app: &App) -> Result<usize> {
    let mut numbered = 0;
    while app.store.read(store::entry::any_unnumbered).await? {
        seal::check_numbers(app).await?;
        let numberer = app.clone();
        let number = move |db: &mut Db| seal::number(db, &numberer.log_signer, numberer.clock.now());
        numbered += app.store.write(number).await?;
    }
    Ok(numbered)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_has_its_place_within_a_second() {
        let a_round_takes = Duration::from_millis(400);
        assert!(LOOK + a_round_takes <= Duration::from_secs(1));
    }
}
