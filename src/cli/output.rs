//! How commands speak: progress on a terminal, silence in a pipe, errors that say what to do.

use std::fmt::Display;
use std::fs::File;
use std::io::{ErrorKind, IsTerminal, Read, Write};
use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};

use crate::domain::locale::Locale;
use crate::domain::{Error, Refusal, Result};
use crate::view::{Messages, mistakes, refusal};

/// Says a line. Whoever listened may have gone (`| head`): what was done is done all the same, and the rest is
/// said to nobody. A line that is lost otherwise, on a full disk, ends the program.
pub fn tell(line: impl Display) {
    if let Err(error) = writeln!(std::io::stdout().lock(), "{line}")
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

/// Says why the command failed.
pub fn complain(why: impl Display) {
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

/// The text of a file that somebody named.
///
/// # Errors
/// Internal, if it cannot be read, is longer than so many bytes, or is no text.
pub fn read_text(path: &Path, longest: u64) -> Result<String> {
    let failed = |why: &dyn std::fmt::Display| Error::internal(format!("{}: {why}", path.display()));
    let mut text = String::new();
    let file = File::open(path).map_err(|error| failed(&error))?;
    let read = file.take(longest + 1).read_to_string(&mut text).map_err(|error| failed(&error))?;
    if read as u64 > longest { Err(failed(&"the file is too long")) } else { Ok(text) }
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
