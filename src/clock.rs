//! Now and chance: the only two things the program cannot compute.
//!
//! Both are arguments everywhere, so that a test can hold them still. Nothing else may read the
//! system's clock or its random numbers (`clippy.toml` holds that).

use crate::domain::Moment;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Moment;
}

/// Gives unpredictable bytes.
pub trait Chance: Send + Sync {
    /// Fills the buffer with random bytes.
    fn fill(&self, buffer: &mut [u8]);
}

/// The machine's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
    fn now(&self) -> Moment {
        Moment::from(chrono::Utc::now())
    }
}

/// The operating system's random numbers.
pub struct SystemChance;

impl Chance for SystemChance {
    #[expect(clippy::disallowed_methods, reason = "the one place that draws random numbers")]
    #[expect(clippy::expect_used, reason = "without random numbers nothing here is safe to go on")]
    fn fill(&self, buffer: &mut [u8]) {
        aws_lc_rs::rand::fill(buffer).expect("the operating system gives random numbers");
    }
}
