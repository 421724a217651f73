//! The tests that look at the calls of a child, or change the kernel's answers, with strace.

use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;
use std::process::Command;

use super::place::{Place, child, modern, text, told, under};
use super::{Skipped, Test};

pub(crate) const TESTS: &[(&str, Test)] = &[
    (
        "a_kernel_without_landlock_has_no_sandbox",
        a_kernel_without_landlock_has_no_sandbox,
    ),
    ("an_older_landlock_is_partial", an_older_landlock_is_partial),
    (
        "a_landlock_that_lies_has_no_sandbox",
        a_landlock_that_lies_has_no_sandbox,
    ),
    (
        "a_kernel_without_seccomp_is_partial",
        a_kernel_without_seccomp_is_partial,
    ),
    ("probing_leaves_no_trace", probing_leaves_no_trace),
    (
        "nothing_is_started_or_written",
        nothing_is_started_or_written,
    ),
];

/// Runs a case with the kernel's answers changed.
fn injected(injections: &[&str], case: &str, file: &Path) -> Result<String, Skipped> {
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "-o", "/dev/null"]);
    for injection in injections {
        strace.arg(format!("--inject={injection}"));
    }
    strace.arg(std::env::current_exe().unwrap());
    match under(strace, case, Some(file)).output() {
        Ok(output) if output.status.success() => Ok(text(&output)),
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            let cannot = said.contains("PTRACE") || said.contains("invalid system call");
            if cannot {
                Err(format!("strace cannot do it here: {}", said.trim()))
            } else {
                panic!("{output:?}")
            }
        }
        Err(error) => Err(format!("no strace here: {error}")),
    }
}

fn a_kernel_without_landlock_has_no_sandbox() -> Result<(), Skipped> {
    let place = Place::new();
    for (errno, words) in [
        ("ENOSYS", "does not have it"),
        ("EOPNOTSUPP", "not enabled at boot"),
    ] {
        let injection = format!("landlock_create_ruleset:error={errno}");
        let report = injected(&[&injection], "report", &place.file())?;
        assert!(report.starts_with("unavailable (Landlock: "), "{report}");
        assert!(report.contains(words) && report.contains(errno), "{report}");
    }
    Ok(())
}

fn an_older_landlock_is_partial() -> Result<(), Skipped> {
    modern()?;
    let place = Place::new();
    // The first call asks for the version.
    let report = injected(
        &["landlock_create_ruleset:retval=3:when=1"],
        "report",
        &place.file(),
    )?;
    assert_eq!(
        report,
        "partial (missing: landlock.net, landlock.ioctl, landlock.scope)"
    );
    Ok(())
}

fn a_landlock_that_lies_has_no_sandbox() -> Result<(), Skipped> {
    modern()?;
    let place = Place::new();
    for injection in [
        "landlock_restrict_self:retval=0",
        "landlock_restrict_self:error=E2BIG",
    ] {
        let report = injected(&[injection], "report", &place.file())?;
        assert!(report.starts_with("unavailable ("), "{injection}: {report}");
    }
    Ok(())
}

fn a_kernel_without_seccomp_is_partial() -> Result<(), Skipped> {
    modern()?;
    let place = Place::new();
    for injection in [
        "seccomp:error=EINVAL",
        "seccomp:error=EINVAL:when=2",
        "seccomp:error=EINVAL:when=3",
        "seccomp:retval=0",
    ] {
        let report = injected(&[injection], "report", &place.file())?;
        assert!(
            report.starts_with("partial (missing: "),
            "{injection}: {report}"
        );
        let named = ["seccomp", "probe.udp", "probe.thread"]
            .iter()
            .any(|name| report.contains(name));
        assert!(named, "{injection}: {report}");
    }
    Ok(())
}

fn probing_leaves_no_trace() -> Result<(), Skipped> {
    let place = Place::new();
    let look = || {
        let names = fs::read_dir(place.at("data"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name());
        let stat = fs::metadata(place.file()).unwrap();
        (
            names.collect::<Vec<_>>(),
            stat.ino(),
            stat.mode(),
            stat.size(),
            stat.mtime_nsec(),
            stat.ctime_nsec(),
        )
    };
    let before = look();
    told(&mut child("report", Some(&place.file())));
    if modern().is_ok() {
        assert_eq!(look(), before);
    }
    // Where nothing is refused, what was created is gone again and the file is what it was.
    let nothing = ["landlock_create_ruleset:error=ENOSYS", "seccomp:retval=0"];
    let report = injected(&nothing, "report", &place.file())?;
    assert!(report.starts_with("unavailable"), "{report}");
    let known = |(names, inode, mode, size, modified, _)| (names, inode, mode, size, modified);
    assert_eq!(known(look()), known(before));
    Ok(())
}

fn nothing_is_started_or_written() -> Result<(), Skipped> {
    modern()?;
    let place = Place::new();
    let log = place.at("log");
    let mut strace = Command::new("strace");
    let calls = "trace=execve,execveat,fork,vfork,clone,open,openat,creat,rename,renameat,renameat2,rmdir,unlink,unlinkat,\
                 chmod,fchmod,fchmodat,socket,connect,kill,landlock_restrict_self";
    strace
        .args(["-f", "-qq", "-e", calls, "-o"])
        .arg(&log)
        .arg(std::env::current_exe().unwrap());
    match under(strace, "report", Some(&place.file())).output() {
        Err(error) => return Err(format!("no strace here: {error}")),
        Ok(output) if !output.status.success() => {
            return Err(format!("strace cannot do it here: {output:?}"));
        }
        Ok(output) => assert_eq!(text(&output), "full"),
    }
    let log = fs::read_to_string(&log).unwrap();
    let (_, after) = log.split_once("landlock_restrict_self(").unwrap();
    // Line by line what was let through: threads, and the event file for reading.
    let file = format!("\"{}\"", fs::canonicalize(place.file()).unwrap().display());
    let mut attempts = 0;
    for line in after
        .lines()
        .skip(1)
        .filter(|line| line.contains('(') && !line.contains("resumed"))
    {
        attempts += 1;
        let refused = line.contains("EPERM") || line.contains("EACCES");
        let thread = line.contains("clone(") && line.contains("CLONE_THREAD");
        // A tracer without privileges cannot look at names in a process that allows no dumps.
        let named = line.contains(&file) || !line.contains('"');
        let read = named && line.contains("O_RDONLY") && !line.contains("O_CREAT");
        let event = line.contains("--- SIG") || line.contains("unfinished");
        assert!(refused || thread || read || event, "{line}");
    }
    assert!(attempts > 20, "{log}");
    Ok(())
}
