//! The command line, as an operator types it: the real program, what it says, what it changes and what it leaves alone.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test ends at the first surprise")]

#[allow(dead_code, reason = "the faults use more of it")]
#[path = "../faults/signers.rs"]
mod signers;
#[allow(dead_code, reason = "the faults use more of it")]
#[path = "../faults/site.rs"]
mod site;
#[path = "../support/mod.rs"]
mod support;

mod backup;
mod call;
mod database;
mod demo;
mod doctor;
mod import;
mod log;
mod logging;
mod put_back;
mod put_elsewhere;
mod serve;
mod staff;
mod worker;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use site::Deployment;

/// What a command said, and how it ended.
struct Said {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Said {
    fn by(command: &mut Command) -> Said {
        let output = command.stdout(Stdio::piped()).stderr(Stdio::piped()).output().unwrap();
        Said {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Fails unless the command did what it was asked.
    #[track_caller]
    fn done(self) -> String {
        assert_eq!(self.code, Some(0), "{}\n{}", self.out, self.err);
        self.out
    }

    /// Fails unless the command refused, and says why in these words.
    #[track_caller]
    fn refused(self, words: &[&str]) -> Said {
        assert_eq!(self.code, Some(1), "{}\n{}", self.out, self.err);
        for word in words {
            assert!(self.err.contains(word), "{word:?} is not in: {}", self.err);
        }
        self
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}\n{}", self.out, self.err))
    }
}

fn run(deployment: &Deployment, arguments: &[&str]) -> Said {
    Said::by(&mut deployment.command(arguments))
}

/// Waits for what happens in its own time.
#[track_caller]
fn wait(deployment: &Deployment, what: &str, most: Duration, done: impl Fn() -> bool) {
    let begun = Instant::now();
    while !done() {
        assert!(begun.elapsed() < most, "no {what}: {}", deployment.log());
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// Every file below a folder, with its bytes.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.is_dir() {
            found.push((path.display().to_string(), Vec::new()));
            found.extend(files(&path));
        } else {
            found.push((path.display().to_string(), std::fs::read(&path).unwrap()));
        }
    }
    found.sort();
    found
}
