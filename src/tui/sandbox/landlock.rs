//! The lock on paths.
//!
//! All rights of the newest version that is known here are taken away; an older kernel takes those that it knows, and
//! the report names what is missing. One rule gives back the reading of files below one directory. Files that are open
//! already stay as they are: the terminal, the signals, the notify socket.

use std::error::Error;
use std::io;
use std::path::Path;

use ::landlock::{
    ABI, Access as _, AccessFs, AccessNet, LandlockStatus, PathBeneath, PathFd,
    RestrictSelfAttr as _, RestrictionStatus, Ruleset, RulesetAttr as _, RulesetCreatedAttr as _,
    RulesetStatus, Scope,
};
use rustix::io::Errno;

/// The newest version whose rights are known here: Linux 7.2.
const NEWEST: ABI = ABI::V10;

/// What the kernel enforces now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Enforced {
    /// The version that the kernel speaks.
    pub(super) abi: i32,
    /// It holds for threads that were there before, too (version 8, Linux 7.0).
    pub(super) all_threads: bool,
}

/// Locks all paths but the files below a directory; says why it could not.
pub(super) fn restrict(directory: Option<&Path>) -> Result<Enforced, String> {
    let status = build(directory).map_err(|error| {
        let cause = errno(&*error).map_or_else(|| error.to_string(), explain);
        format!("Landlock: {cause}")
    })?;
    match (status.landlock, status.ruleset) {
        (LandlockStatus::NotImplemented, _) => Err(format!("Landlock: {}", explain(Errno::NOSYS))),
        (LandlockStatus::NotEnabled, _) => Err(format!("Landlock: {}", explain(Errno::OPNOTSUPP))),
        (_, RulesetStatus::NotEnforced) => {
            Err("Landlock: the kernel enforces nothing of it".into())
        }
        (
            LandlockStatus::Available {
                effective_abi,
                kernel_abi,
            },
            _,
        ) => Ok(Enforced {
            abi: kernel_abi.unwrap_or(effective_abi as i32),
            all_threads: status.all_threads,
        }),
    }
}

fn build(directory: Option<&Path>) -> Result<RestrictionStatus, Box<dyn Error>> {
    let mut ruleset = Ruleset::default()
        .handle_access(AccessFs::from_all(NEWEST))?
        .handle_access(AccessNet::from_all(NEWEST))?
        .scope(Scope::from_all(NEWEST))?
        .create()?;
    if let Some(directory) = directory {
        // Only reading: the directory itself is never listed, because the kiosk shows one file.
        ruleset = ruleset.add_rule(PathBeneath::new(
            PathFd::new(directory)?,
            AccessFs::ReadFile,
        ))?;
    }
    Ok(ruleset.all_threads(true)?.restrict_self()?)
}

/// Returns the system's error at the bottom of a chain.
fn errno(error: &(dyn Error + 'static)) -> Option<Errno> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error
            .downcast_ref::<io::Error>()
            .and_then(Errno::from_io_error)
        {
            return Some(found);
        }
        next = error.source();
    }
    None
}

fn explain(errno: Errno) -> String {
    match errno {
        Errno::NOSYS => "this kernel does not have it, or a container forbids it (ENOSYS)".into(),
        Errno::OPNOTSUPP => "it is not enabled at boot; add landlock to lsm= (EOPNOTSUPP)".into(),
        other => other.to_string(),
    }
}
