//! Answers that take as long whatever was found: whoever measures them learns nothing of who has signed, acts for an
//! organisation or is held.

use std::time::{Duration, Instant};

use super::site::Site;
use crate::domain::limits;

/// Waits for some work, and then until a whole number of steps has gone by since it was begun. Not in a demo whose limits are
/// off, for a load test.
pub async fn evenly<T>(site: &Site, work: impl Future<Output = T>) -> T {
    if site.demo && !site.app.config.rate_limits {
        return work.await;
    }
    let begun = Instant::now();
    let done = work.await;
    tokio::time::sleep(rest(begun.elapsed())).await;
    done
}

/// What is left of the last step.
fn rest(spent: Duration) -> Duration {
    let step = u128::from(limits::EVEN_MILLIS) * 1_000;
    let over = u64::try_from(spent.as_micros() % step).unwrap_or_default();
    Duration::from_micros(limits::EVEN_MILLIS * 1_000 - over)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_takes_a_whole_number_of_steps() {
        for millis in [0, 1, 7, 150, 299, 300, 301, 1_000] {
            let spent = Duration::from_millis(millis);
            let whole = (spent + rest(spent)).as_millis();
            assert_eq!(whole % u128::from(limits::EVEN_MILLIS), 0, "{millis}");
            assert!(rest(spent) <= Duration::from_millis(limits::EVEN_MILLIS));
        }
    }
}
