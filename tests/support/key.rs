//! Keys of a keyboard, as WebDriver writes them.

/// Keys that have no letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    Tab,
    BackTab,
    Enter,
    Space,
    Escape,
    Up,
    Down,
}

impl Key {
    /// What is sent for it.
    pub fn typed(self) -> &'static str {
        match self {
            Key::Tab => "\u{e004}",
            // Shift held, Tab, everything released.
            Key::BackTab => "\u{e008}\u{e004}\u{e000}",
            Key::Enter => "\u{e007}",
            Key::Space => " ",
            Key::Escape => "\u{e00c}",
            Key::Up => "\u{e013}",
            Key::Down => "\u{e015}",
        }
    }
}
