//! `demarche import`: other people's records as an event file.

use std::ops::ControlFlow;
use std::path::Path;

use super::args::{Import, Rule as Given};
use super::files::{tell, unreadable};
use super::outcome::{Failure, Outcome, print, say};
use crate::data::text::read_text;
use crate::data::{Limits, Origin};
use crate::diag::Problems;
use crate::import::{Rule, import};
use crate::model::Countries;
use crate::text::counted;

/// Runs the command: the event file goes to standard output, what was changed to standard error.
pub fn run(arguments: &Import) -> Result<Outcome, Failure> {
    let rules = arguments.rules.0.iter().map(|given| match given {
        Given::Map(text) => Rule::map(text),
        Given::Constant(text) => Rule::constant(text),
    });
    let rules: Vec<Rule> = rules
        .collect::<Result<_, _>>()
        .map_err(|error| Failure::usage(error.message).hint(error.hint))?;
    let limits = Limits::CHECKING;
    let mut problems = Problems::new(limits.problems, limits.strict);
    let source = read_text(
        (&origin(arguments.path.as_deref()), 0),
        &limits,
        &mut problems,
        &|_| ControlFlow::Continue(()),
    )
    .map_err(|error| unreadable(&error))?;
    if problems.errors() > 0 {
        tell(&problems);
        return Ok(Outcome::Problems);
    }
    let imported = match import(
        arguments.from,
        &source.text(),
        &rules,
        &Countries::default(),
    ) {
        Ok(imported) => imported,
        Err(error) => {
            let form = arguments.from.name;
            say([
                format!(
                    "{}:{}:1: error: {}",
                    source.name(),
                    error.line,
                    error.message
                ),
                format!(
                    "hint: nothing was imported; make the line valid {form}, or say --from otherwise"
                ),
            ]);
            return Ok(Outcome::Problems);
        }
    };
    let outcome = print(|out| out.write_all(imported.toml.as_bytes()))?;
    say(imported.notes.iter().map(ToString::to_string));
    say([format!(
        "{} from {}",
        counted(imported.events, "event", "events"),
        source.name()
    )]);
    Ok(outcome)
}

fn origin(path: Option<&Path>) -> Origin {
    match path {
        Some(path) if path.as_os_str() != "-" => Origin::File(path.to_path_buf()),
        _ => Origin::Stdin,
    }
}
