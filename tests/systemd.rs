//! The unit of the kiosk under a systemd of its own, on a console of the kernel: `box.sh` is the small machine,
//! `check.sh` what is looked at in it.
//!
//! It needs root, a kernel with consoles, systemd and kbd, and takes some seconds:
//! `cargo test --test systemd -- --ignored`.

#![cfg(target_os = "linux")]

use std::fs;
use std::path::Path;
use std::process::Command;

/// The exit code of checks that all held.
const HELD: i32 = 10;

#[test]
#[ignore = "needs root and a console, and takes some seconds"]
fn the_unit_runs_and_recovers() {
    let program = env!("CARGO_BIN_EXE_demarche");
    for needed in ["/lib/systemd/systemd", "/usr/bin/loadkeys", "/dev/tty0"] {
        if !Path::new(needed).exists() {
            eprintln!("skipped: no {needed} here");
            return;
        }
    }
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let work = tempfile::tempdir().unwrap();
    let mut unshare = Command::new("unshare");
    unshare.args([
        "--fork",
        "--pid",
        "--mount",
        "--uts",
        "--ipc",
        "--cgroup",
        "--kill-child",
        "sh",
    ]);
    unshare
        .arg(repository.join("tests/systemd/box.sh"))
        .arg(work.path());
    let output = unshare.arg(program).arg(repository).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    if said.contains("Operation not permitted") || said.contains("permission denied") {
        eprintln!("skipped: {said}");
        return;
    }
    let log = fs::read_to_string(work.path().join("checks/log")).unwrap_or_default();
    assert_eq!(output.status.code(), Some(HELD), "{log}\n{said}");
}
