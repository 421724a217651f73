//! Limits that the process sets itself, before the kernel's locks.

use std::env;
use std::io;
use std::os::fd::{AsFd as _, BorrowedFd};

use rustix::fs::{FileType, Mode};
use rustix::process::{DumpableBehavior, Resource, Rlimit};

/// Files that may be open at once: the terminal's ends, the signals', the notify socket, the event file, and some.
const FILES: u64 = 32;

/// Sets the limits; returns the names of those that were refused.
pub(super) fn apply() -> Vec<&'static str> {
    let steps: [(&'static str, io::Result<()>); 6] = [
        ("limits.core", limit(Resource::Core, 0)),
        ("limits.size", limit_size()),
        ("limits.files", limit(Resource::Nofile, FILES)),
        (
            "limits.dump",
            rustix::process::set_dumpable_behavior(DumpableBehavior::NotDumpable)
                .map_err(Into::into),
        ),
        ("limits.directory", env::set_current_dir("/")),
        ("no-new-privs", forgo_privileges()),
    ];
    // Nothing is created; should that ever change, it is nobody else's to read.
    rustix::process::umask(Mode::RWXG | Mode::RWXO);
    steps
        .into_iter()
        .filter(|(_, done)| done.is_err())
        .map(|(name, _)| name)
        .collect()
}

/// Lowers a limit for good; one that is lower already stays.
fn limit(resource: Resource, most: u64) -> io::Result<()> {
    let found = rustix::process::getrlimit(resource).maximum;
    let most = Some(found.map_or(most, |found| found.min(most)));
    let lowered = Rlimit {
        current: most,
        maximum: most,
    };
    Ok(rustix::process::setrlimit(resource, lowered)?)
}

/// Lets no file grow.
///
/// Whoever sends an output to a file means it to grow, and a write past the limit would end the program: then there is
/// no limit. Nothing else can be opened for writing anyway.
fn limit_size() -> io::Result<()> {
    if is_file(io::stdout().as_fd()) || is_file(io::stderr().as_fd()) {
        return Ok(());
    }
    limit(Resource::Fsize, 0)
}

fn is_file(stream: BorrowedFd<'_>) -> bool {
    let stat = rustix::fs::fstat(stream);
    stat.is_ok_and(|stat| FileType::from_raw_mode(stat.st_mode) == FileType::RegularFile)
}

/// Makes programs with the set-user-ID bit harmless, which both locks ask for.
fn forgo_privileges() -> io::Result<()> {
    rustix::thread::set_no_new_privs(true)?;
    if rustix::thread::no_new_privs()? {
        Ok(())
    } else {
        Err(io::ErrorKind::PermissionDenied.into())
    }
}
