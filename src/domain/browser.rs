//! Which browser somebody uses, as coarsely as they need it to know their own again: no version, no device, and
//! nothing by which anybody could be told from others.

use crate::codes;

codes! {
    /// The program.
    pub enum Program {
        Chrome = "chrome",
        Edge = "edge",
        Firefox = "firefox",
        Safari = "safari",
        Other = "other",
    }
}

codes! {
    /// What it runs on.
    pub enum System {
        Android = "android",
        Ios = "ios",
        Linux = "linux",
        Mac = "mac",
        Windows = "windows",
        Other = "other",
    }
}

/// A kind of browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Browser {
    pub program: Program,
    pub system: System,
}

impl Browser {
    /// Nobody knows which.
    pub const UNKNOWN: Browser = Browser { program: Program::Other, system: System::Other };

    /// Reads the header `User-Agent` (RFC 9110, section 10.1.5). Browsers name those that they want to be taken for
    /// too, so the order decides.
    pub fn of(user_agent: &str) -> Browser {
        let first =
            |marks: &[(&str, u8)]| marks.iter().find(|(mark, _)| user_agent.contains(mark)).map(|one| one.1);
        let program =
            first(&[("Edg", 0), ("Firefox/", 1), ("FxiOS", 1), ("Chrome/", 2), ("CriOS", 2), ("Safari/", 3)]);
        let program = match program {
            Some(0) => Program::Edge,
            Some(1) => Program::Firefox,
            Some(2) => Program::Chrome,
            Some(3) => Program::Safari,
            _ => Program::Other,
        };
        let system = first(&[
            ("Android", 0),
            ("iPhone", 1),
            ("iPad", 1),
            ("Windows", 2),
            ("Mac OS X", 3),
            ("Linux", 4),
        ]);
        let system = match system {
            Some(0) => System::Android,
            Some(1) => System::Ios,
            Some(2) => System::Windows,
            Some(3) => System::Mac,
            Some(4) => System::Linux,
            _ => System::Other,
        };
        Browser { program, system }
    }

    /// As a column holds it.
    pub fn text(self) -> String {
        format!("{} {}", self.program, self.system)
    }

    /// Reads what a column holds; what is not known is unknown.
    pub fn parse(text: &str) -> Browser {
        let (program, system) = text.split_once(' ').unwrap_or_default();
        Browser {
            program: Program::from_code(program).unwrap_or(Program::Other),
            system: System::from_code(system).unwrap_or(System::Other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_known_by_its_kind_and_by_nothing_else() {
        for (header, kind) in [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "firefox linux"),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36",
                "chrome windows",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0",
                "edge windows",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1 Version/18.0 Safari/605.1",
                "safari mac",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1",
                "safari ios",
            ),
            (
                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36",
                "chrome android",
            ),
            ("curl/8.5.0", "other other"),
            ("", "other other"),
        ] {
            assert_eq!(Browser::of(header).text(), kind, "{header}");
            assert_eq!(Browser::parse(kind), Browser::of(header));
        }
        assert_eq!(Browser::parse(""), Browser::UNKNOWN);
    }
}
