//! `demarche list`: events as text, for reading and for other programs.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use super::args::{Events, List};
use super::files;
use super::outcome::{Failure, Outcome, print, say};
use crate::config::Config;
use crate::data::{Loaded, Origin};
use crate::export::{Format, Selection};
use crate::model::Ix;
use crate::query::Index;
use crate::text::counted;

/// Runs the command.
pub fn run(arguments: &List) -> Result<Outcome, Failure> {
    let events = &arguments.events;
    let config = files::settings(&events.files)?;
    let loaded = files::read(&events.files, &files::limits(&config))?;
    files::tell(&loaded.problems);
    let wanted = Wanted {
        format: arguments.format,
        reverse: arguments.reverse,
    };
    match &arguments.output {
        Some(path) => {
            refuse_inputs(path, &files::origins(&events.files)?)?;
            to_file(path, &loaded, events, (&config, &wanted))?;
        }
        None => {
            print_events(&loaded, events, (&config, &wanted))?;
        }
    }
    Ok(ending(&loaded))
}

/// How events are printed.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// In which format.
    pub format: &'static Format,
    /// The last one first.
    pub reverse: bool,
}

/// Prints events to standard output.
pub fn print_events(
    loaded: &Loaded,
    events: &Events,
    (config, wanted): (&Config, &Wanted),
) -> Result<Outcome, Failure> {
    let today = events.files.today.unwrap_or_else(|| files::clock().0);
    let selected = select(loaded, events, config)?;
    let order = ordered(selected, wanted.reverse);
    let selection = Selection {
        timeline: &loaded.timeline,
        events: &order,
        today,
    };
    let mut left_out = 0;
    let outcome = print(|out| {
        left_out = (wanted.format.write)(&selection, out)?;
        Ok(())
    })?;
    tell_left_out(left_out);
    Ok(outcome)
}

fn to_file(
    path: &Path,
    loaded: &Loaded,
    events: &Events,
    (config, wanted): (&Config, &Wanted),
) -> Result<(), Failure> {
    let today = events.files.today.unwrap_or_else(|| files::clock().0);
    let order = ordered(select(loaded, events, config)?, wanted.reverse);
    let selection = Selection {
        timeline: &loaded.timeline,
        events: &order,
        today,
    };
    let write = || {
        let mut out = BufWriter::new(File::create(path)?);
        let left_out = (wanted.format.write)(&selection, &mut out)?;
        out.flush()?;
        Ok(left_out)
    };
    let left_out = write().map_err(|error: std::io::Error| {
        Failure::unreadable(format!("{} cannot be written", path.display())).because(&error)
    })?;
    tell_left_out(left_out);
    Ok(())
}

fn tell_left_out(count: usize) {
    if count > 0 {
        let events = counted(count, "event", "events");
        say([format!(
            "{events} left out: the format cannot hold their dates"
        )]);
    }
}

fn select(loaded: &Loaded, events: &Events, config: &Config) -> Result<Vec<Ix>, Failure> {
    let today = events.files.today.unwrap_or_else(|| files::clock().0);
    let fold = files::folding(events, config);
    let query = files::query(events, config, &loaded.timeline, today)?;
    say(query
        .hints(&loaded.timeline)
        .into_iter()
        .map(|hint| format!("hint: {hint}")));
    let index = Index::build(&loaded.timeline, fold);
    Ok(index
        .select(&loaded.timeline, &query, today)
        .iter()
        .collect())
}

fn ordered(mut events: Vec<Ix>, reverse: bool) -> Vec<Ix> {
    if reverse {
        events.reverse();
    }
    events
}

/// Returns how a command that read files ends.
pub fn ending(loaded: &Loaded) -> Outcome {
    if loaded.problems.errors() > 0 {
        Outcome::Problems
    } else {
        Outcome::Fine
    }
}

/// Refuses to write over a file that was read.
fn refuse_inputs(output: &Path, origins: &[Origin]) -> Result<(), Failure> {
    let Ok(there) = fs::metadata(output) else {
        return Ok(());
    };
    let same = origins.iter().any(|origin| match origin {
        Origin::File(path) => fs::metadata(path).is_ok_and(|input| is_same(&input, &there)),
        Origin::Embedded(_) | Origin::Stdin => false,
    });
    if same {
        let message = format!("{} is one of the files that are read", output.display());
        return Err(Failure::usage(message).hint("write to another file"));
    }
    Ok(())
}

#[cfg(unix)]
fn is_same(one: &fs::Metadata, other: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

#[cfg(not(unix))]
fn is_same(one: &fs::Metadata, other: &fs::Metadata) -> bool {
    one.len() == other.len() && one.modified().ok() == other.modified().ok()
}
