//! `demarche check`: what is wrong with event files.

use std::io::IsTerminal as _;

use super::args::{Check, CheckFormat, Color};
use super::files;
use super::outcome::{Failure, Outcome, print, say};
use crate::data::Limits;
use crate::diag::{Code, Diagnostic};
use crate::text::counted;

/// Runs the command.
pub fn run(arguments: &Check) -> Result<Outcome, Failure> {
    if let Some(code) = &arguments.explain {
        return explain(code);
    }
    let config = files::settings(&arguments.files)?;
    let limits = Limits {
        problems: Limits::CHECKING.problems,
        strict: arguments.strict,
        ..files::limits(&config)
    };
    let loaded = files::read(&arguments.files, &limits)?;
    let colour = match arguments.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
    };
    let form = |problem: &Diagnostic| match arguments.format {
        CheckFormat::Human => problem.human(colour) + "\n",
        CheckFormat::Short => problem.short(),
        CheckFormat::Json => problem.json(),
    };
    let problems = &loaded.problems;
    print(|out| {
        problems
            .iter()
            .try_for_each(|problem| writeln!(out, "{}", form(problem)))
    })?;
    let events = loaded.timeline.len() + loaded.left_out;
    say([format!(
        "{}, {} in {}, {}",
        counted(problems.errors(), "error", "errors"),
        counted(problems.warnings(), "warning", "warnings"),
        counted(loaded.files, "file", "files"),
        counted(events, "event", "events"),
    )]);
    Ok(if problems.errors() > 0 {
        Outcome::Problems
    } else {
        Outcome::Fine
    })
}

/// Prints what a code means.
fn explain(code: &str) -> Result<Outcome, Failure> {
    let wanted = code.trim().to_uppercase();
    let found = Code::ALL.iter().find(|code| code.to_string() == wanted);
    let Some(code) = found else {
        let all: Vec<String> = Code::ALL.iter().map(ToString::to_string).collect();
        let near = crate::text::near::nearest(&wanted, all.iter().map(String::as_str));
        let hint = near.map_or_else(
            || format!("the codes are {}", all.join(" ")),
            |near| format!("did you mean {near}?"),
        );
        return Err(Failure::usage(format!("there is no code {wanted}")).hint(hint));
    };
    print(|out| {
        writeln!(out, "{code} {} ({})\n", code.slug(), code.severity().word())?;
        writeln!(out, "{}\n", code.summary())?;
        for range in crate::text::wrap(code.explanation(), 80) {
            writeln!(out, "{}", code.explanation().get(range).unwrap_or_default())?;
        }
        Ok(())
    })
}
