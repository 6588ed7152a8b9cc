//! When a mail that could not be sent is tried again. Pure: the random number is an argument.

use crate::domain::limits;
use chrono::Duration;

/// How long to wait after this many failed attempts; `None` when the mail is given up.
///
/// The waits are those given and then those of `limits`, each shortened by up to a fifth as `jitter` (any random number) says,
/// so the last attempt is never later than `MAIL_GIVE_UP_DAYS` after the first. A mail that was not tried
/// yet waits for nothing.
pub fn next_attempt(waits: &[i64], attempts: u32, jitter: u32) -> Option<Duration> {
    if attempts == 0 {
        return Some(Duration::zero());
    }
    let whole = planned(waits, attempts);
    let until_now: i64 = (1..=attempts.min(ENOUGH)).map(|attempts| planned(waits, attempts)).sum();
    if until_now > limits::MAIL_GIVE_UP_DAYS * 24 * 60 {
        return None;
    }
    let whole = Duration::minutes(whole).num_milliseconds();
    let range = whole * limits::MAIL_RETRY_JITTER_PERCENT / 100;
    Some(Duration::milliseconds(whole - range * i64::from(jitter) / i64::from(u32::MAX)))
}

/// More attempts than fit into the time before a mail is given up, whatever the limits.
const ENOUGH: u32 = 10_000;

/// The planned wait after this many attempts, in minutes.
fn planned(waits: &[i64], attempts: u32) -> i64 {
    usize::try_from(attempts - 1)
        .ok()
        .and_then(|at| waits.get(at).copied())
        .unwrap_or(limits::MAIL_RETRY_LATER_MINUTES)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next_attempt(attempts: u32, jitter: u32) -> Option<Duration> {
        super::next_attempt(&limits::MAIL_RETRY_MINUTES, attempts, jitter)
    }

    #[test]
    fn the_waits_grow_and_end_after_five_days() {
        let waits: Vec<i64> =
            (1..).map_while(|attempts| next_attempt(attempts, 0)).map(|wait| wait.num_minutes()).collect();
        assert_eq!(waits[..5], [1, 5, 30, 120, 360]);
        assert!(waits[5..].iter().all(|wait| *wait == 720));
        let hours = waits.iter().sum::<i64>() / 60;
        assert!((5 * 24 - 12..=5 * 24).contains(&hours), "{hours} hours");
        assert_eq!(next_attempt(u32::MAX, 0), None);
    }

    #[test]
    fn what_must_come_soon_is_tried_until_its_link_has_run_out() {
        for jitter in [0, u32::MAX] {
            let waits = (1..=8)
                .map_while(|tried| super::next_attempt(&limits::MAIL_RETRY_SOON_MINUTES, tried, jitter));
            let at: Vec<Duration> = waits
                .scan(Duration::zero(), |at, wait| {
                    *at += wait;
                    Some(*at)
                })
                .collect();
            let lives = Duration::minutes(limits::ACCOUNT_LINK_MINUTES);
            let gaps = at.windows(2).map(|two| two[1] - two[0]);
            assert!(gaps.max() <= Some(Duration::minutes(6)), "{at:?}");
            assert!(at[6] < lives && at[6] >= lives * 7 / 10, "{at:?}");
        }
        let later = super::next_attempt(&limits::MAIL_RETRY_SOON_MINUTES, 9, 0);
        assert_eq!(later, Some(Duration::minutes(limits::MAIL_RETRY_LATER_MINUTES)));
    }

    #[test]
    fn jitter_shortens_by_at_most_a_fifth() {
        assert_eq!(next_attempt(0, 7), Some(Duration::zero()));
        assert_eq!(next_attempt(1, 0), Some(Duration::seconds(60)));
        assert_eq!(next_attempt(1, u32::MAX / 2), Some(Duration::milliseconds(54_001)));
        assert_eq!(next_attempt(1, u32::MAX), Some(Duration::seconds(48)));
        assert_eq!(next_attempt(9, u32::MAX), Some(Duration::minutes(576)));
    }
}
