//! Owns the demo's chance: numbers that look thrown and are the same in every run.
//! Must not be used for anything but invented content; it is no source of secrets.

/// SplitMix64 (Steele, Lea, Flood: "Fast Splittable Pseudorandom Number Generators", 2014): a counter that moves on by
/// an odd constant, and a mix of its bits.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// The dice of one thing: the same thing throws the same numbers.
    pub fn of(thing: u64) -> Dice {
        let mut seeded = Dice(thing.wrapping_mul(0xD6E8_FEB8_6659_FD93) ^ 0x5449_4C53_4147_4E00);
        seeded.throw();
        seeded
    }

    /// The next number; each of 64 bits is as likely as the other.
    pub fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from zero up to, not including, `sides`; zero where there are no sides.
    pub fn below(&mut self, sides: usize) -> usize {
        // The remainder fits, since `sides` did.
        self.throw().checked_rem(sides as u64).unwrap_or(0) as usize
    }

    /// A number between two, both included.
    pub fn between(&mut self, least: i64, most: i64) -> i64 {
        let span = usize::try_from(most - least + 1).unwrap_or(1);
        least + i64::try_from(self.below(span)).unwrap_or(0)
    }

    /// Yes in so many of a hundred throws.
    pub fn percent(&mut self, share: usize) -> bool {
        self.below(100) < share
    }

    /// One of a list; its default where the list is empty.
    pub fn one<T: Copy + Default>(&mut self, of: &[T]) -> T {
        let place = self.below(of.len());
        of.get(place).copied().unwrap_or_default()
    }
}
