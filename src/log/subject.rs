//! The subject of an entry: a random id in its leaf. It tells whom the entry is about to nobody, but whether it was appended
//! with the week's batch about those who must not be named, and so without body, to everybody and for good.

/// How the subject of an entry of the week's batch begins. No other does: ids have no hyphen.
const BATCH: &str = "batch-";

/// The subject of an entry of the week's batch, of a random id.
pub fn of_batch(id: &str) -> String {
    format!("{BATCH}{id}")
}

/// Whether an entry was appended with the week's batch.
pub fn is_of_batch(subject: &str) -> bool {
    subject.starts_with(BATCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_of_the_batch_is_fixed() {
        assert_eq!(of_batch("7k3m92qx7k3m92qx"), "batch-7k3m92qx7k3m92qx");
        assert!(is_of_batch("batch-7k3m92qx7k3m92qx"));
        assert!(!is_of_batch("7k3m92qx7k3m92qx") && !is_of_batch("batch7k3m92qx7k3m92qx"));
    }
}
