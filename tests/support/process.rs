//! A helper process that lives as long as the value that holds it.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// How long a helper process may take until it says that it is ready.
const READY: Duration = Duration::from_secs(30);

/// A child process; killed when dropped.
pub struct Process {
    child: Child,
}

impl Process {
    /// Starts the command and waits until `ready` finds what it looks for in a line of its output.
    ///
    /// Panics with what the command printed when it ends, or is silent for too long.
    pub fn start<T: Send + 'static>(
        what: &str,
        command: &mut Command,
        ready: impl Fn(&str) -> Option<T> + Send + 'static,
    ) -> (Process, T) {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{what} does not start ({error}): run ./tests/run once"));
        let output = BufReader::new(child.stdout.take().expect("piped above"));
        let process = Process { child };
        let (found, finding) = mpsc::channel();
        std::thread::spawn(move || {
            let mut seen = String::new();
            // Goes on reading after the find, so that the process never waits for a full pipe.
            for line in output.lines().map_while(Result::ok) {
                if let Some(value) = ready(&line) {
                    let _ = found.send(Ok(value));
                }
                seen.push_str(&line);
                seen.push('\n');
            }
            let _ = found.send(Err(seen));
        });
        match finding.recv_timeout(READY) {
            Ok(Ok(value)) => (process, value),
            Ok(Err(seen)) => panic!("{what} ended before it was ready. It said:\n{seen}"),
            Err(_) => panic!("{what} was not ready within {READY:?}"),
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
