//! The program: parses arguments, runs a command, returns its exit code.

#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    demarche::cli::main()
}
