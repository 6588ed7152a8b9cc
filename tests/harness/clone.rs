//! What stands first in the README, as whoever has just cloned meets it: the two commands are there, that of the tests says what it
//! can do, and where something is missing it tells an ordinary user what to ask for.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What `tests/run` needs before it looks for anything else, and every machine has.
const EVERYWHERE: [&str; 8] = ["bash", "dirname", "env", "ls", "readlink", "sed", "sort", "tail"];
/// What comes with a compiler. Here it does nothing.
const TOOLCHAIN: [&str; 2] = ["cargo", "cc"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_readme_begins_with_two_commands_that_are_there() {
    let readme = fs::read_to_string(root().join("README.md")).expect("README.md");
    let typed = readme.lines().filter_map(|line| Some(line.strip_prefix("    ")?.split('#').next()?.trim()));
    let typed: Vec<&str> = typed.take(2).collect();
    let demo = typed[0].strip_prefix("cargo run --release -- ").expect("first the demo");
    let program = Command::new(env!("CARGO_BIN_EXE_tilsagn")).args(demo.split(' ')).arg("--help").output();
    assert!(program.expect("the program").status.success(), "{demo:?} is no command");
    // Whoever stands in the folder of the tests reads it too.
    let folder = root().join("tests");
    for command in [&mut Command::new(root().join(typed[1])), Command::new("bash").arg("run")] {
        let shown = command.arg("--help").current_dir(&folder).output().expect("the tests' command");
        let said = String::from_utf8_lossy(&shown.stdout);
        assert!(shown.status.success(), "{shown:?}");
        for option in ["--all", "--no-checks", "--prepare"] {
            assert!(said.contains(option), "{option} is not in: {said}");
        }
    }
}

#[test]
fn an_ordinary_user_is_told_what_to_ask_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let (clone, programs) = (folder.path().join("clone"), folder.path().join("bin"));
    let tests = clone.join("tests");
    for made in [&tests, &programs] {
        fs::create_dir_all(made).expect("a folder");
    }
    fs::copy(root().join("tests/run"), tests.join("run")).expect("a copy");
    for name in EVERYWHERE {
        symlink(found(name), programs.join(name)).expect("a link");
    }
    for name in TOOLCHAIN {
        fs::write(programs.join(name), "#!/bin/sh\n").expect("a program");
    }
    let for_all = [folder.path(), &clone, &tests, &programs].map(Path::to_owned);
    for path in for_all.into_iter().chain(TOOLCHAIN.map(|name| programs.join(name))) {
        fs::set_permissions(path, Permissions::from_mode(0o755)).expect("permissions");
    }

    let told = prepared_by_an_ordinary_user(&clone, &programs);
    let (said, complained) = (String::from_utf8_lossy(&told.stdout), String::from_utf8_lossy(&told.stderr));
    assert_eq!(told.status.code(), Some(1), "{said}{complained}");
    assert!(said.contains("only root may install them"), "{said}{complained}");
    let asked = said.lines().find_map(|line| line.trim().strip_prefix("apt-get install "));
    let packages: Vec<&str> = asked.expect("a command to ask for").split(' ').collect();
    for package in ["chromium", "chromium-driver", "npm", "openssl"] {
        assert!(packages.contains(&package), "{package} is not among {packages:?}");
    }
    assert!(said.contains("set TILSAGN_TEST_CHROMIUM"), "{said}");
    assert_eq!(complained.trim(), "tests/run: failed: packages of the system");
    assert_eq!(fs::read_dir(&clone).expect("the clone").count(), 1, "something was left behind");
}

/// Where a program is.
fn found(name: &str) -> PathBuf {
    let path = std::env::var_os("PATH").expect("a PATH");
    let mut places = std::env::split_paths(&path).map(|folder| folder.join(name));
    places.find(|place| place.is_file()).unwrap_or_else(|| panic!("there is no {name}"))
}

/// Runs `tests/run --prepare` of a clone by somebody who is not root and has these programs alone.
fn prepared_by_an_ordinary_user(clone: &Path, programs: &Path) -> Output {
    let is_root = fs::metadata("/proc/self").expect("a process").uid() == 0;
    let mut command = Command::new(if is_root { "runuser" } else { "env" });
    if is_root {
        command.args(["-u", "nobody", "--", "env"]);
    }
    command.arg("-i").arg(format!("PATH={}", programs.display())).arg("HOME=/nonexistent");
    command.arg(clone.join("tests/run")).arg("--prepare").current_dir(clone).output().expect("an answer")
}
