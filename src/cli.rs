//! Arguments, commands, exit codes: the only place that writes to standard output and standard error.

pub mod args;
pub mod browse;
pub mod check;
pub mod config;
pub mod doctor;
pub mod files;
pub mod list;
pub mod outcome;
pub mod recipe;

use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Command};
use outcome::{Failure, Outcome};

/// Runs the program for the arguments of the process.
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return usage(&error),
    };
    let result = match &arguments.command {
        None => browse::run(&arguments.browse),
        Some(Command::Check(arguments)) => check::run(arguments),
        Some(Command::List(arguments)) => list::run(arguments),
        Some(Command::Config(arguments)) => config::run(arguments),
    };
    match result {
        Ok(outcome) => outcome.into(),
        Err(failure) => failure.report().into(),
    }
}

/// Prints help and version to standard output, a fault to standard error.
fn usage(error: &clap::Error) -> ExitCode {
    let text = error.render().to_string();
    if error.use_stderr() {
        Failure::usage(text.trim_end().trim_start_matches("error: ").to_owned())
            .report()
            .into()
    } else {
        match outcome::print(|out| out.write_all(text.as_bytes())) {
            Ok(outcome) => outcome.into(),
            Err(failure) => failure.report().into(),
        }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome.code())
    }
}
