//! How commands speak: progress on a terminal, silence in a pipe, errors that say what to do.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};

use crate::domain::Error;

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
