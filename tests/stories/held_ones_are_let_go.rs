//! Nobody decides on a signature that is held for nothing but how many came: its signer gets the mail all the same, a few at a
//! time. What a rule blocks runs out in silence.

use chrono::Duration;
use tilsagn::domain::allowance::Limit;
use tilsagn::domain::arrival::Hold;
use tilsagn::domain::case::{CaseOutcome, CaseState};
use tilsagn::domain::endorsement::EndorsementState;
use tilsagn::{store, worker};

use crate::fakes_are_held::{FROM, add_rule, case_of, held, sends_as, with_limits};
use crate::many_from_one_network::set_limits;
use crate::support::app::TestApp;
use crate::suzie_signs::{confirm_link, endorsement};

with_limits!(
    a_colleague_on_whom_nobody_decides_gets_the_mail_after_all,
    they_go_as_mails_may_go_and_none_runs_out_meanwhile,
    one_that_a_rule_blocks_by_then_runs_out_in_silence,
);

fn erase(app: &TestApp) {
    app.block_on(worker::erasure::erase_once(&app.app)).unwrap();
}

/// How many mails went to one of those who signed.
fn mails_to(app: &TestApp, number: usize) -> usize {
    let email = format!("suzie@forening{number}.example");
    app.mails().iter().filter(|mail| mail.to == email).count()
}

fn a_colleague_on_whom_nobody_decides_gets_the_mail_after_all(app: &TestApp) {
    app.publish_call();
    sends_as(app, FROM, 0);
    sends_as(app, FROM, 1);
    assert_eq!((held(app, 1), held(app, 2)), (None, Some(Hold::Network)));
    app.clock.advance(Duration::days(27));
    erase(app);
    assert_eq!((held(app, 2), mails_to(app, 1)), (Some(Hold::Network), 0), "there is time");
    app.clock.advance(Duration::seconds(1));
    erase(app);
    assert_eq!((held(app, 2), mails_to(app, 1)), (None, 1));
    let case = case_of(app, 2);
    assert_eq!((case.state, case.outcome), (CaseState::Closed, Some(CaseOutcome::LetThrough)));
    assert_eq!(app.times(("case", case.id.0), "hold.let_through"), 1);
    // It has as long from now as who was never held.
    app.clock.advance(Duration::days(6));
    erase(app);
    assert_eq!(endorsement(app, 1).state, EndorsementState::Expired, "who had the mail and did not answer");
    app.anonymous().post(&confirm_link(app, "suzie@forening1.example"), &[]).ok();
    assert_eq!(endorsement(app, 2).state, EndorsementState::InReview);
}

fn they_go_as_mails_may_go_and_none_runs_out_meanwhile(app: &TestApp) {
    app.publish_call();
    set_limits(&app.admin(), Limit::AllMails, 2);
    (0..4).for_each(|number| drop(sends_as(app, FROM, number)));
    let all = || [2, 3, 4].map(|number| held(app, number));
    assert_eq!(all(), [Some(Hold::Network); 3]);
    app.clock.advance(Duration::days(31));
    app.write(|db, now| store::sent_mail::note(db, "somebody", None, now));
    erase(app);
    assert_eq!(all(), [None, Some(Hold::Network), Some(Hold::Network)], "one may go, and one has gone");
    assert_eq!(endorsement(app, 1).state, EndorsementState::Expired);
    for number in 2..5 {
        assert_eq!(endorsement(app, number).state, EndorsementState::Submitted, "{number}");
    }
    app.clock.advance(Duration::hours(2));
    erase(app);
    assert_eq!((all(), [1, 2, 3].map(|number| mails_to(app, number))), ([None; 3], [1; 3]));
}

fn one_that_a_rule_blocks_by_then_runs_out_in_silence(app: &TestApp) {
    app.publish_call();
    sends_as(app, FROM, 0);
    sends_as(app, FROM, 1);
    add_rule(&app.admin(), "block", "network", "192.0.2.0/24");
    app.clock.advance(Duration::days(28));
    erase(app);
    assert_eq!((held(app, 2), mails_to(app, 1)), (Some(Hold::Blocked), 0));
    app.clock.advance(Duration::days(3));
    erase(app);
    assert_eq!((endorsement(app, 2).state, mails_to(app, 1)), (EndorsementState::Expired, 0));
}
