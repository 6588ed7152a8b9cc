//! How commands speak: progress on a terminal, silence in a pipe, errors that say what to do. Much of what they say a stranger
//! has written, so nothing goes out that steers a terminal.

use std::fmt::Display;
use std::io::{ErrorKind, IsTerminal, Write};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressFinish, ProgressStyle};
use serde::Serialize;

use crate::domain::locale::Locale;
use crate::domain::{Error, Refusal, Result};
use crate::view::{Messages, mistakes, refusal};

/// Text as one line that steers no terminal: what would, and what breaks a line or turns its direction, stands as its number,
/// `\u001b`. Within JSON that is the same text.
fn plain(text: &str) -> String {
    let harmless = |letter: char| match letter {
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => false,
        other => !other.is_control(),
    };
    let written = |letter| match harmless(letter) {
        true => String::from(letter),
        false => format!("\\u{:04x}", u32::from(letter)),
    };
    text.chars().map(written).collect()
}

/// The same of each line of a text.
fn plain_lines(text: &str, between: &str) -> String {
    text.lines().map(plain).collect::<Vec<_>>().join(between)
}

/// Says a line.
pub fn tell(line: impl Display) {
    write_out(&plain(&line.to_string()));
}

/// Says a report for programs.
///
/// # Errors
/// Internal; a report of plain values is always JSON.
pub fn tell_json(report: &impl Serialize) -> Result<()> {
    let text = serde_json::to_string_pretty(report).map_err(Error::internal)?;
    write_out(&plain_lines(&text, "\n"));
    Ok(())
}

/// Says what was done as a report for programs, or as a line.
///
/// # Errors
/// As [`tell_json`].
pub fn tell_either(as_json: bool, report: &impl Serialize, line: impl Display) -> Result<()> {
    if as_json {
        tell_json(report)
    } else {
        tell(line);
        Ok(())
    }
}

/// Whoever listened may have gone (`| head`): what was done is done all the same, and the rest is said to nobody. Text that is
/// lost otherwise, on a full disk, ends the program.
fn write_out(text: &str) {
    if let Err(error) = writeln!(std::io::stdout().lock(), "{text}")
        && error.kind() != ErrorKind::BrokenPipe
    {
        complain(format!("standard output cannot be written: {error}"));
        std::process::exit(1);
    }
}

/// `tell` with the words of `format!`.
macro_rules! say {
    ($($words:tt)*) => { $crate::cli::output::tell(format_args!($($words)*)) };
}
pub(super) use say;

/// Says why the command failed. Lines after the first stand back: none can be taken for another thing that is said.
pub fn complain(why: impl Display) {
    let why = plain_lines(&why.to_string(), "\n  ");
    // Where even this cannot be said, the exit code says it.
    let _ = writeln!(std::io::stderr().lock(), "tilsagn: {why}");
}

/// A bar on a terminal; nothing in a pipe.
pub fn progress(total: u64, what: &'static str) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(total).with_message(what);
    let style = ProgressStyle::with_template("{msg} {wide_bar} {human_pos}/{human_len} {eta}");
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// A sign on a terminal that something goes on whose end nobody can tell, until it is dropped; nothing in a pipe.
pub fn going_on(what: &'static str) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let sign = ProgressBar::new_spinner().with_message(what).with_finish(ProgressFinish::AndClear);
    sign.tick();
    sign.enable_steady_tick(Duration::from_millis(100));
    sign
}

/// An error in words for whoever sits at the command line.
pub fn explain(error: &Error) -> String {
    let Ok(messages) = Messages::shared() else { return error.to_string() };
    match error {
        Error::Invalid(problems) => {
            let each = mistakes(&messages, Locale::English, problems).into_iter();
            each.map(|mistake| format!("{}: {}", mistake.field, mistake.text)).collect::<Vec<_>>().join("; ")
        }
        Error::Refused(Refusal::ReadOnly) => {
            "read_only is on (TILSAGN_READ_ONLY), and this command writes: run it where it is off".to_owned()
        }
        Error::Refused(why) => refusal(&messages, Locale::English, *why),
        Error::Conflict => {
            "somebody else changed this at the same time, so nothing was done: run it again".to_owned()
        }
        other => other.reason(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{plain, plain_lines};

    #[test]
    fn nothing_that_is_said_steers_a_terminal() {
        let told = plain("x\u{1b}[2J\u{9b}8m\r\neverything fits\u{202e}\u{2067}\u{2028}");
        assert_eq!(told, "x\\u001b[2J\\u009b8m\\u000d\\u000aeverything fits\\u202e\\u2067\\u2028");
        let names = "Åbne Arkiv – ارشیف „葛“ \u{200d}";
        assert_eq!(plain(names), names);
    }

    #[test]
    fn a_report_for_programs_says_the_same() {
        let report = json!({ "what": "x\u{7f}\u{9b}8m\u{202e}\n" });
        let told = plain_lines(&serde_json::to_string_pretty(&report).unwrap(), "\n");
        assert!(told.lines().count() == 3 && !told.contains(['\u{7f}', '\u{9b}', '\u{202e}']), "{told}");
        assert_eq!(serde_json::from_str::<Value>(&told).unwrap(), report);
    }
}
