//! A network of its own for one test: a namespace of this machine's kernel with addresses that look public and lead
//! nowhere outside. Needs root and `ip`. The test runs itself again inside.

use std::path::Path;
use std::process::Command;

use super::https::certificates;

/// Tells a test that it runs inside, and in which folder its certificates are.
pub const INSIDE: &str = "TILSAGN_TEST_NETNS";

/// Set by `./tests/run --all`: what cannot be run fails.
const SKIP_NOTHING: &str = "TILSAGN_TEST_SKIP_NOTHING";

/// Runs an ignored test of this very program inside a network with these addresses, with the certificates of these
/// names, and with these settings. Gives what it wrote; where it cannot be run, says why, or fails if nothing may be skipped.
pub fn inside(test: &str, addresses: &[&str], names: &[&str], settings: &[(&str, &str)]) -> Option<String> {
    let prefix = |address: &&str| format!("{address}/{}", if address.contains(':') { 128 } else { 32 });
    let addresses: Vec<String> = addresses.iter().map(prefix).collect();
    let netns = match Netns::with(&addresses.iter().map(String::as_str).collect::<Vec<_>>()) {
        Ok(netns) => netns,
        Err(why) => {
            let skipped = format!("SKIPPED {test}: a network namespace needs root and ip: {why}");
            assert!(std::env::var_os(SKIP_NOTHING).is_none(), "{skipped}");
            eprintln!("{skipped}");
            return None;
        }
    };
    let folder = tempfile::tempdir().unwrap();
    certificates(folder.path(), names);
    let roots = folder.path().join("ca.pem");
    let mut all = vec![("SSL_CERT_FILE", roots.to_str().unwrap())];
    all.extend(settings);
    Some(netns.run(test, folder.path(), &all))
}

/// A namespace, taken away at the end.
struct Netns(String);

impl Netns {
    /// A namespace with these addresses on its own loopback, or why there can be none.
    fn with(addresses: &[&str]) -> Result<Netns, String> {
        let name = format!("tilsagn-test-{}", std::process::id());
        ip(&["netns", "add", &name])?;
        let netns = Netns(name);
        ip(&["-n", &netns.0, "link", "set", "lo", "up"])?;
        for address in addresses {
            ip(&["-n", &netns.0, "addr", "add", address, "dev", "lo"])?;
        }
        Ok(netns)
    }

    /// Runs one ignored test of this very program inside, and gives what it wrote.
    fn run(&self, test: &str, folder: &Path, settings: &[(&str, &str)]) -> String {
        let program = std::env::current_exe().unwrap();
        let output = Command::new("ip")
            .args(["netns", "exec", &self.0])
            .arg(program)
            .args(["--exact", test, "--ignored", "--nocapture"])
            .env(INSIDE, folder)
            .envs(settings.iter().copied())
            .output()
            .unwrap();
        let said =
            format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success() && said.contains("1 passed"), "inside the namespace:\n{said}");
        said
    }
}

impl Drop for Netns {
    fn drop(&mut self) {
        let _ = ip(&["netns", "del", &self.0]);
    }
}

fn ip(arguments: &[&str]) -> Result<(), String> {
    let output = Command::new("ip").args(arguments).output().map_err(|error| format!("no ip: {error}"))?;
    let why = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    if output.status.success() { Ok(()) } else { Err(format!("ip {}: {why}", arguments.join(" "))) }
}
