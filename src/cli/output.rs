//! How commands speak: progress on a terminal, silence in a pipe, errors that say what to do.

use std::fs::File;
use std::io::{IsTerminal, Read};
use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};

use crate::domain::{Error, Result};

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
    match error {
        Error::Internal(source) => source.to_string(),
        Error::Invalid(problems) => {
            let each = problems.0.iter().map(|problem| format!("{}: {}", problem.field, problem.flaw));
            each.collect::<Vec<_>>().join("; ")
        }
        other => other.to_string(),
    }
}
