//! A colleague comes in: set-up, password and code, recovery, and how a session ends.

use crate::stories;
use crate::support::app::TestApp;

stories!(a_colleague_sets_up_an_account_and_signs_in);

fn a_colleague_sets_up_an_account_and_signs_in(app: &TestApp) {
    let bodil = app.moderator();
    assert_eq!(bodil.recovery_codes.len(), 10);
    bodil.get("/staff/sessions").ok().says("Signed in as").says("Bodil Prøvesen").says("this browser");
    assert_eq!(bodil.post("/staff/sign-out", &[]).location(), Some("/staff/sign-in"));
    assert_eq!(bodil.get("/staff/sessions").location(), Some("/staff/sign-in?next=%2Fstaff%2Fsessions"));
}
