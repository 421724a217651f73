//! The lock on system calls: a list of what reading keys, drawing, waiting, and reading one file need.
//!
//! Whatever is not on the list fails with `EPERM`. Arguments that are bit sets or commands are compared as the 32 bits
//! that the kernel looks at, so that a value with higher bits set is judged as what the kernel takes it for
//! (CVE-2019-7303). Pointers cannot be looked into, which is why `clone3` answers "not implemented": the C library
//! then falls back on `clone`, whose flags are in a register, and of which only threads are let through.

mod list;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use rustix::io::Errno;
use rustix::process::getpid;
use seccompiler::{
    BackendError, BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition,
    SeccompFilter, SeccompRule, apply_filter_all_threads,
};

use super::Breach;
use list::Check;

/// Locks the system calls on every thread of the process; says why it could not.
pub(super) fn restrict(breach: Breach) -> Result<(), String> {
    let process = getpid().as_raw_nonzero().get().unsigned_abs();
    install(allowing(breach, process))?;
    install(answering(list::MODERN, Errno::NOSYS))
}

/// Lets no thread be started any more, and the lock not be changed.
pub(super) fn seal() -> Result<(), String> {
    install(answering(list::BIRTH, Errno::PERM))
}

fn install(program: Result<BpfProgram, BackendError>) -> Result<(), String> {
    let program = program.map_err(|error| format!("seccomp: {error}"))?;
    apply_filter_all_threads(&program).map_err(|error| format!("seccomp: {error}"))
}

/// Returns the program that lets the list through and nothing else.
fn allowing(breach: Breach, process: u32) -> Result<BpfProgram, BackendError> {
    let otherwise = match breach {
        Breach::Refuse => refusal(Errno::PERM),
        Breach::Kill => SeccompAction::KillProcess,
    };
    let (old, old_checked) = list::OLD;
    let mut rules = BTreeMap::new();
    for call in list::PLAIN.iter().chain(old) {
        rules.insert(*call, Vec::new());
    }
    for (call, rows) in list::CHECKED.iter().chain(old_checked) {
        let rows = rows.iter().map(|row| rule(row, process));
        rules.insert(*call, rows.collect::<Result<_, _>>()?);
    }
    compile(rules, otherwise, SeccompAction::Allow)
}

/// Returns the program that answers some calls with an error and leaves the others to the programs below it.
fn answering(calls: &[i64], errno: Errno) -> Result<BpfProgram, BackendError> {
    let rules = calls.iter().map(|call| (*call, Vec::new())).collect();
    compile(rules, SeccompAction::Allow, refusal(errno))
}

fn compile(
    rules: BTreeMap<i64, Vec<SeccompRule>>,
    otherwise: SeccompAction,
    listed: SeccompAction,
) -> Result<BpfProgram, BackendError> {
    let processor = std::env::consts::ARCH.try_into()?;
    SeccompFilter::new(rules, otherwise, listed, processor)?.try_into()
}

fn refusal(errno: Errno) -> SeccompAction {
    SeccompAction::Errno(errno.raw_os_error().unsigned_abs())
}

fn rule(row: &[Check], process: u32) -> Result<SeccompRule, BackendError> {
    SeccompRule::new(
        row.iter()
            .map(|check| condition(*check, process))
            .collect::<Result<_, _>>()?,
    )
}

fn condition(check: Check, process: u32) -> Result<SeccompCondition, BackendError> {
    use SeccompCmpArgLen::{Dword, Qword};
    use SeccompCmpOp::{Eq, MaskedEq};
    match check {
        Check::Is(at, value) => SeccompCondition::new(at, Dword, Eq, value.into()),
        Check::Bits(at, mask, bits) => {
            SeccompCondition::new(at, Dword, MaskedEq(mask.into()), bits.into())
        }
        Check::Null(at) => SeccompCondition::new(at, Qword, Eq, 0),
        Check::Own(at) => SeccompCondition::new(at, Dword, Eq, process.into()),
    }
}
