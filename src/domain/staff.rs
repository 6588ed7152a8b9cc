//! A ministry colleague's account: where it stands. Roles and permits are in `permit`.

use crate::codes;

codes! {
    /// Where a colleague's account stands.
    pub enum StaffState {
        /// Created or reset; waits for password and second factor from the set-up link.
        Invited = "invited",
        /// Can sign in.
        Active = "active",
        /// Can never sign in again; kept for the audit trail.
        Disabled = "disabled",
    }
}
