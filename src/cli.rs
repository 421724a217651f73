//! Arguments, commands, exit codes: the only place that writes to standard output and standard error.

pub mod args;
pub mod browse;
pub mod check;
pub mod config;
pub mod doctor;
pub mod files;
pub mod import;
pub mod kiosk;
pub mod list;
pub mod new;
pub mod outcome;
pub mod progress;
pub mod recipe;

use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Command};
use outcome::{Failure, Outcome};
use recipe::Recipe;

/// Runs the program for the arguments of the process.
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return usage(&error),
    };
    let result = match &arguments.command {
        None if arguments.browse.unattended.kiosk => kiosk::run(&arguments.browse),
        None => browse::run(&arguments.browse),
        Some(Command::Check(arguments)) => check::run(arguments),
        Some(Command::List(arguments)) => list::run(arguments),
        Some(Command::Import(arguments)) => import::run(arguments),
        Some(Command::New(arguments)) => new::run(arguments),
        Some(Command::Schema) => schema(),
        Some(Command::Doctor(arguments)) => {
            let text = doctor::run(arguments.json, arguments.host);
            outcome::print(|out| out.write_all(text.as_bytes()))
        }
        Some(Command::KioskRecipe(arguments)) => recipe(arguments.recipe),
        Some(Command::Config(arguments)) => config::run(arguments),
    };
    match result {
        Ok(outcome) => outcome.into(),
        Err(failure) => failure.report().into(),
    }
}

/// Prints the schema of the event file.
fn schema() -> Result<Outcome, Failure> {
    let schema = crate::data::schema::schema();
    outcome::print(|out| writeln!(out, "{schema:#}"))
}

/// Prints a recipe.
fn recipe(recipe: &Recipe) -> Result<Outcome, Failure> {
    let script = recipe.script();
    outcome::print(|out| out.write_all(script.as_bytes()))
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
