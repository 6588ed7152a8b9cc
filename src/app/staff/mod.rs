//! Ministry colleagues: how an account comes to be, how its owner proves who they are, and how it ends.
//! What colleagues do with Cases is not here.

pub mod account;
mod ceremony;
pub mod device;
pub mod door;
mod id_token;
pub mod own_keys;
pub mod passkey;
pub mod people;
pub mod provider;
pub mod roles;
pub mod seconds;
pub mod sessions;
pub mod setup;
mod told;
pub mod way_in;

pub use account::{NewColleague, add_by_operator, confirm, invite, send_link};
pub use people::{disable, disable_by_operator, list, reset, reset_by_operator};
pub use roles::change_roles;

use super::App;

/// The keyed index under which a recovery code is kept, for one colleague alone.
fn recovery_indexes(app: &App, id: crate::domain::ids::StaffId, code: &str) -> Vec<String> {
    app.secrets.blind_indexes(RECOVERY, &format!("{id} {code}"))
}

/// The purpose of sealed TOTP secrets.
pub(super) const TOTP: &str = "staff.totp";
/// The purpose of recovery codes' indexes.
const RECOVERY: &str = "staff.recovery";
