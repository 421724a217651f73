//! The locks for real: each test starts this program again as a process of its own, which locks itself and says what
//! came of it.
//!
//! There is no test harness, because that runs tests in threads, and what is locked here is a process of one thread.

#![cfg(target_os = "linux")]
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::panic,
    reason = "the lints' exemption for tests does not see tests without a harness"
)]

#[path = "sandbox/child.rs"]
mod child;
#[path = "sandbox/injected.rs"]
mod injected;
#[path = "sandbox/parent.rs"]
mod parent;
#[path = "sandbox/place.rs"]
mod place;

use std::panic;
use std::process::ExitCode;

/// Why a test could not be run here.
type Skipped = String;

/// A test, which panics when it fails.
type Test = fn() -> Result<(), Skipped>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [role, case, rest @ ..] = arguments.as_slice()
        && role == child::ROLE
    {
        child::run(case, rest);
        return ExitCode::SUCCESS;
    }
    let filter = arguments.iter().find(|argument| !argument.starts_with('-'));
    let chosen = parent::TESTS
        .iter()
        .chain(injected::TESTS)
        .filter(|(name, _)| filter.is_none_or(|filter| name.contains(filter.as_str())));
    let mut failed = false;
    for (name, test) in chosen {
        match panic::catch_unwind(test) {
            Ok(Ok(())) => println!("test {name} ... ok"),
            Ok(Err(reason)) => println!("test {name} ... skipped: {reason}"),
            Err(_) => {
                failed = true;
                println!("test {name} ... FAILED");
            }
        }
    }
    if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}
