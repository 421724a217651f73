//! The tests that ask a child, or look at it from outside.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::linux::net::SocketAddrExt as _;
use std::os::unix::fs::symlink;
use std::os::unix::net::{SocketAddr, UnixDatagram};
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use demarche::tui::sandbox::kernel;

use super::place::{Place, child, modern, told};
use super::{Skipped, Test};

pub(crate) const TESTS: &[(&str, Test)] = &[
    ("the_sandbox_is_full", the_sandbox_is_full),
    ("the_doctor_says_so", the_doctor_says_so),
    (
        "a_thread_older_than_the_lock_is_not_full",
        a_thread_older_than_the_lock_is_not_full,
    ),
    ("a_silent_thread_is_not_full", a_silent_thread_is_not_full),
    (
        "every_thread_is_locked_as_seen_from_outside",
        every_thread_is_locked_as_seen_from_outside,
    ),
    (
        "the_directory_stays_readable_whatever_happens_in_it",
        the_directory_stays_readable_whatever_happens_in_it,
    ),
    ("a_replaced_directory_is_gone", a_replaced_directory_is_gone),
    (
        "without_data_nothing_is_readable",
        without_data_nothing_is_readable,
    ),
    (
        "the_service_manager_is_heard_from_behind_the_lock",
        the_service_manager_is_heard_from_behind_the_lock,
    ),
    ("the_list_is_long_enough", the_list_is_long_enough),
    ("a_breach_kills_where_asked", a_breach_kills_where_asked),
    (
        "a_terminal_takes_no_other_commands",
        a_terminal_takes_no_other_commands,
    ),
];

fn the_sandbox_is_full() -> Result<(), Skipped> {
    modern()?;
    let place = Place::new();
    assert_eq!(told(&mut child("report", Some(&place.file()))), "full");
    assert_eq!(told(&mut child("report", None)), "full");
    Ok(())
}

fn the_doctor_says_so() -> Result<(), Skipped> {
    modern()?;
    // Into a file: what was open before the lock can still be written to.
    let place = Place::new();
    let file = File::create(place.at("report")).unwrap();
    let status = child("doctor", None).stdout(file).status().unwrap();
    assert!(status.success(), "{status:?}");
    let report = fs::read_to_string(place.at("report")).unwrap();
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["sandbox"], "full", "{report}");
    assert_eq!(report["missing"].as_array().unwrap().len(), 0, "{report}");
    assert!(report["landlock_abi"].as_i64().unwrap() >= 6 && report["seccomp"] == true);
    assert_eq!(report["kernel"], kernel());
    assert_eq!(report["terminal"]["input"], false);
    assert!(report["host"].as_array().unwrap().len() > 8);
    Ok(())
}

fn a_thread_older_than_the_lock_is_not_full() -> Result<(), Skipped> {
    modern()?;
    let place = Place::new();
    let said = told(&mut child("crowd", Some(&place.file())));
    let (report, older) = said.split_once('\n').unwrap();
    match older {
        "older thread reads: true" => {
            assert_eq!(report, "partial (missing: thread older than the lock)");
        }
        // From Linux 7.0 the paths are locked for all threads.
        _ => assert_eq!(report, "full"),
    }
    Ok(())
}

fn a_silent_thread_is_not_full() -> Result<(), Skipped> {
    modern()?;
    let place = Place::new();
    assert_eq!(
        told(&mut child("silent", Some(&place.file()))),
        "partial (missing: thread reader)"
    );
    Ok(())
}

/// The signal of a call that is not on the list.
const SIGSYS: i32 = 31;

/// A child that answers.
struct Served {
    child: Child,
    ask: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Served {
    fn new(file: Option<&Path>) -> Self {
        let mut command = child("serve", file);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let ask = child.stdin.take();
        let answers = BufReader::new(child.stdout.take().unwrap());
        Self {
            child,
            ask,
            answers,
        }
    }

    fn answer(&mut self) -> String {
        let mut line = String::new();
        self.answers.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }

    fn read(&mut self, path: &Path) -> String {
        writeln!(self.ask.as_ref().unwrap(), "{}", path.display()).unwrap();
        self.answer()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        drop(self.ask.take());
        let _status = self.child.wait();
    }
}

fn every_thread_is_locked_as_seen_from_outside() -> Result<(), Skipped> {
    modern()?;
    let place = Place::new();
    let mut served = Served::new(Some(&place.file()));
    assert_eq!(served.answer(), "full");
    let process = PathBuf::from(format!("/proc/{}", served.child.id()));
    let mut threads = 0;
    for task in fs::read_dir(process.join("task")).unwrap() {
        let status = fs::read_to_string(task.unwrap().path().join("status")).unwrap();
        for line in ["NoNewPrivs:\t1", "Seccomp:\t2", "Seccomp_filters:\t3"] {
            assert!(
                status.lines().any(|found| found == line),
                "{line}\n{status}"
            );
        }
        threads += 1;
    }
    assert_eq!(threads, 3);
    let limits = fs::read_to_string(process.join("limits")).unwrap();
    let limited = |name: &str, most: &str| {
        let line = limits.lines().find(|line| line.starts_with(name)).unwrap();
        let words: Vec<&str> = line.trim_start_matches(name).split_whitespace().collect();
        assert_eq!(words.get(..2), Some(&[most, most][..]), "{line}");
    };
    limited("Max core file size", "0");
    limited("Max open files", "32");
    if fs::metadata(process.join("fd/2")).is_ok_and(|stderr| !stderr.is_file()) {
        limited("Max file size", "0");
    }
    assert_eq!(
        fs::read_link(process.join("cwd"))
            .ok()
            .unwrap_or("/".into()),
        Path::new("/")
    );
    Ok(())
}

fn the_directory_stays_readable_whatever_happens_in_it() -> Result<(), Skipped> {
    modern()?;
    let place = Place::new();
    let file = place.file();
    let mut served = Served::new(Some(&file));
    assert_eq!(served.answer(), "full");
    assert_eq!(served.read(&file), "read first");
    fs::write(place.at("data/new"), "renamed over").unwrap();
    fs::rename(place.at("data/new"), &file).unwrap();
    assert_eq!(served.read(&file), "read renamed over");
    fs::write(place.at("moved"), "moved in").unwrap();
    fs::rename(place.at("moved"), &file).unwrap();
    assert_eq!(served.read(&file), "read moved in");
    for version in ["one", "two"] {
        fs::create_dir(place.at("data").join(version)).unwrap();
        fs::write(place.at("data").join(version).join("events.toml"), version).unwrap();
        let swap = place.at("data/..swap");
        symlink(version, &swap).unwrap();
        fs::rename(&swap, place.at("data/..data")).unwrap();
        let _first = fs::remove_file(&file);
        symlink("..data/events.toml", &file).unwrap();
        assert_eq!(served.read(&file), format!("read {version}"));
    }
    fs::remove_file(&file).unwrap();
    assert_eq!(served.read(&file), "NotFound");
    symlink("../secret", &file).unwrap();
    assert_eq!(served.read(&file), "PermissionDenied");
    assert_eq!(served.read(&place.at("secret")), "PermissionDenied");
    Ok(())
}

fn a_replaced_directory_is_gone() -> Result<(), Skipped> {
    modern()?;
    let place = Place::new();
    let mut served = Served::new(Some(&place.file()));
    assert_eq!(served.answer(), "full");
    fs::rename(place.at("data"), place.at("data.old")).unwrap();
    fs::create_dir(place.at("data")).unwrap();
    fs::write(place.file(), "replaced").unwrap();
    assert_eq!(served.read(&place.file()), "PermissionDenied");
    Ok(())
}

fn without_data_nothing_is_readable() -> Result<(), Skipped> {
    modern()?;
    let place = Place::new();
    let mut served = Served::new(None);
    assert_eq!(served.answer(), "full");
    for path in [
        place.file().as_path(),
        Path::new("/etc/hostname"),
        Path::new("/proc/self/maps"),
        Path::new("/dev/null"),
    ] {
        assert_eq!(served.read(path), "PermissionDenied", "{}", path.display());
    }
    Ok(())
}

fn the_service_manager_is_heard_from_behind_the_lock() -> Result<(), Skipped> {
    modern()?;
    let place = Place::new();
    let path = place.at("notify");
    let name = format!("demarche-sandbox-{}", std::process::id());
    let managers = [
        (
            UnixDatagram::bind(&path).unwrap(),
            path.display().to_string(),
        ),
        (
            UnixDatagram::bind_addr(&SocketAddr::from_abstract_name(&name).unwrap()).unwrap(),
            format!("@{name}"),
        ),
    ];
    for (manager, address) in managers {
        let mut notifying = child("notify", Some(&place.file()));
        told(notifying.env("NOTIFY_SOCKET", &address));
        let mut bytes = [0; 100];
        let count = manager.recv(&mut bytes).unwrap();
        assert_eq!(
            bytes.get(..count).unwrap(),
            b"READY=1\nSTATUS=sandbox: full",
            "{address}"
        );
    }
    Ok(())
}

fn the_list_is_long_enough() -> Result<(), Skipped> {
    modern()?;
    let place = Place::new();
    fs::write(place.file(), include_str!("../../assets/events.toml")).unwrap();
    assert_eq!(
        told(&mut child("work", Some(&place.file()))),
        "contained\npartial (missing: probes)"
    );
    Ok(())
}

fn a_breach_kills_where_asked() -> Result<(), Skipped> {
    modern()?;
    let output = child("breach", None).output().unwrap();
    assert_eq!(output.status.signal(), Some(SIGSYS), "{output:?}");
    assert!(!output.status.core_dumped(), "{output:?}");
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "partial (missing: probes)\n"
    );
    Ok(())
}

fn a_terminal_takes_no_other_commands() -> Result<(), Skipped> {
    modern()?;
    if fs::metadata("/dev/ptmx").is_err() {
        return Err("no /dev/ptmx here".into());
    }
    assert_eq!(told(&mut child("ioctl", None)), "PermissionDenied");
    Ok(())
}
