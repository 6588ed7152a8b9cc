//! Log lines: where they go and in which form.
//!
//! Lines carry ids, route patterns and counts; never a name, an address, a token or a body. Other
//! crates' debug lines may hold those, so they are heard from `info` upwards whatever the filter. What strangers send that is
//! no HTTP is no line at all: whoever watches for errors would drown in it.

use std::io::IsTerminal;

use tracing::{Level, Metadata, Subscriber};
use tracing_subscriber::filter::{FilterExt, filter_fn};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer, fmt};

use crate::config::{Config, LogFormat};
use crate::domain::{Error, Result};

/// Where the HTTP library tells, as errors, what is wrong with what came over a connection.
const CONNECTIONS: [&str; 2] = ["actix_http::h1::decoder", "actix_http::h1::dispatcher"];

/// Starts writing log lines to standard error. Once in a process.
///
/// # Errors
/// As `begin`.
pub fn start(config: &Config) -> Result<()> {
    begin(&config.log_filter, config.log_format)
}

/// The same in a command that ends by itself, which is quiet in a pipe: of what the libraries do on the way, only warnings
/// are heard.
///
/// # Errors
/// As `begin`.
pub fn start_quietly(config: &Config) -> Result<()> {
    begin_with(&config.log_filter, config.log_format, Level::WARN)
}

/// The same where there is no configuration. Without a format, lines are for people on a terminal, and else JSON.
///
/// # Errors
/// Internal, if the filter is not understood, or it was started before.
pub fn begin(filter: &str, format: Option<LogFormat>) -> Result<()> {
    begin_with(filter, format, Level::INFO)
}

fn begin_with(filter: &str, format: Option<LogFormat>, others: Level) -> Result<()> {
    let terminal = std::io::stderr().is_terminal();
    let by_place = if terminal { LogFormat::Pretty } else { LogFormat::Json };
    let format = format.unwrap_or(by_place);
    subscriber((filter, others), format, terminal, std::io::stderr)?.try_init().map_err(Error::internal)
}

fn subscriber<W>(
    (filter, others): (&str, Level),
    format: LogFormat,
    colours: bool,
    writer: W,
) -> Result<impl Subscriber + Send + Sync + use<W>>
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let lines = fmt::layer().with_writer(writer).with_ansi(colours && format == LogFormat::Pretty);
    let lines = match format {
        LogFormat::Pretty => lines.boxed(),
        LogFormat::Json => lines.json().flatten_event(true).with_span_list(false).boxed(),
    };
    let filter = EnvFilter::try_new(filter)
        .map_err(Error::internal)?
        .and(filter_fn(move |line| may_be_heard(line, others)));
    Ok(tracing_subscriber::registry().with(lines.with_filter(filter)))
}

fn may_be_heard(line: &Metadata<'_>, others: Level) -> bool {
    let ours = line.target().split("::").next() == Some("tilsagn");
    ours || (*line.level() <= others && !CONNECTIONS.contains(&line.target()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, Mutex};

    #[derive(Clone, Default)]
    struct Page(Arc<Mutex<Vec<u8>>>);

    impl std::io::Write for Page {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    fn written(filter: &str, format: LogFormat, others: Level) -> String {
        let page = Page::default();
        let writer = page.clone();
        let subscriber = subscriber((filter, others), format, false, move || writer.clone()).unwrap();
        tracing::subscriber::with_default(subscriber, || {
            let _span = tracing::info_span!("request", id = "r1").entered();
            tracing::info!(route = "/sign", "answered");
            tracing::debug!("a detail");
            tracing::debug!(target: "elsewhere", "RCPT TO:<a@example.org>");
            tracing::info!(target: "elsewhere", "starting 1 workers");
            tracing::warn!(target: "elsewhere", "a warning");
            tracing::error!(target: "actix_http::h1::dispatcher", "stream error: request parse error");
            tracing::error!(target: "actix_http::h1::service", "Initialization of HTTP service error");
        });
        String::from_utf8(page.0.lock().unwrap().clone()).unwrap()
    }

    #[test]
    fn json_is_one_object_a_line_with_its_request() {
        let text = written("info", LogFormat::Json, Level::WARN);
        let lines: Vec<serde_json::Value> =
            text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.len(), 3, "{text}");
        assert_eq!(lines[0]["message"], "answered");
        assert_eq!(lines[0]["route"], "/sign");
        assert_eq!(lines[0]["span"]["id"], "r1");
    }

    #[test]
    fn the_details_of_other_crates_are_never_written() {
        let text = written("trace", LogFormat::Pretty, Level::INFO);
        assert!(text.contains("a detail") && text.contains("a warning"), "{text}");
        assert!(text.contains("starting 1 workers"), "{text}");
        assert!(!text.contains("RCPT"), "{text}");
    }

    #[test]
    fn what_strangers_send_is_no_error_of_ours() {
        let text = written("trace", LogFormat::Pretty, Level::INFO);
        assert!(text.contains("Initialization of HTTP service error"), "{text}");
        assert!(!text.contains("parse error"), "{text}");
    }
}
