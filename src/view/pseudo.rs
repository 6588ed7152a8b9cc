//! The pseudo-locale: English with accents, a third longer, turned right to left.
//!
//! It shows in a screenshot which words were not taken from the messages, which boxes are too narrow
//! and which rules think in left and right. Only tests speak it.

use std::borrow::Cow;

/// Turns one run of message text round; what is put into the message at run time is left alone.
pub fn pseudo(text: &str) -> Cow<'_, str> {
    if !text.contains(char::is_alphabetic) {
        return Cow::Borrowed(text);
    }
    // Right-to-left mark and override, and their ends, as pseudo-bidi locales have them.
    let mut out = String::from("\u{200F}\u{202E}");
    let mut letters = 0_usize;
    for letter in text.chars() {
        out.push(accented(letter));
        if letter.is_alphabetic() {
            letters += 1;
            if letters.is_multiple_of(3) {
                out.push('~');
            }
        }
    }
    out.push_str("\u{202C}\u{200F}");
    Cow::Owned(out)
}

/// The same letter with an accent that English does not have.
fn accented(letter: char) -> char {
    const PLAIN: &str = "AaBbCcDdEeGgHhIiKkLlNnOoRrSsTtUuWwYyZz";
    const ACCENTED: &str = "ÅåƁƀÇçÐðÉéĜĝĤĥÎîĶķĻļÑñÖöŔŕŠšŢţÛûŴŵÝýŽž";
    PLAIN
        .chars()
        .zip(ACCENTED.chars())
        .find_map(|(plain, accented)| (plain == letter).then_some(accented))
        .unwrap_or(letter)
}
