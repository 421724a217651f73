//! `demarche config`: every setting, its value, and where it came from.

use super::args::Config;
use super::files;
use super::outcome::{Failure, Outcome, print};
use crate::config::DEFAULT;

/// Runs the command.
pub fn run(arguments: &Config) -> Result<Outcome, Failure> {
    if arguments.default {
        return print(|out| out.write_all(DEFAULT.as_bytes()));
    }
    let config = files::settings(&arguments.files)?;
    print(|out| {
        for setting in &config.listed {
            writeln!(
                out,
                "{} = {}  # {}",
                setting.name, setting.value, setting.origin
            )?;
        }
        Ok(())
    })
}
