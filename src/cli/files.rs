//! What every command that reads event files shares: settings, the clock, loading, the query.

use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use chrono::{FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset as _};
use etcetera::BaseStrategy as _;

use super::args::{Events, Files};
use super::outcome::{Failure, say};
use super::progress::Line;
use crate::app::views;
use crate::config::{Config, ConfigError};
use crate::data::{BUNDLED, Limits, LoadError, Loaded, Origin, load};
use crate::diag::Problems;
use crate::model::{Fold, Timeline};
use crate::query::Query;
use crate::text::{counted, fold};

/// How many problems are told one by one.
const TOLD: usize = 20;

/// Returns the local day and when the next one begins.
#[expect(
    clippy::disallowed_methods,
    reason = "this is where the program reads the clock"
)]
pub fn clock() -> (NaiveDate, Instant) {
    day_and_rest(chrono::Local::now().naive_local())
}

fn day_and_rest(now: NaiveDateTime) -> (NaiveDate, Instant) {
    let midnight = now
        .date()
        .succ_opt()
        .map(|next| next.and_time(NaiveTime::MIN));
    let rest = midnight.and_then(|midnight| (midnight - now).to_std().ok());
    (
        now.date(),
        Instant::now() + rest.unwrap_or(Duration::from_secs(3600)),
    )
}

/// Returns how far local time is ahead of UTC now.
#[expect(
    clippy::disallowed_methods,
    reason = "this is where the program reads the clock"
)]
pub fn offset() -> FixedOffset {
    chrono::Local::now().offset().fix()
}

/// Returns the day of a time that is so far ahead of UTC, and when the next one begins; it reads no file.
pub fn clock_at(offset: FixedOffset) -> (NaiveDate, Instant) {
    day_and_rest(chrono::Utc::now().with_timezone(&offset).naive_local())
}

/// Which files with settings are read over the built-in ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layers {
    /// The one that `--config` names, else the user's.
    Users,
    /// The one that `--config` names, else none.
    Named,
}

/// Returns the settings: the built-in ones, the user's file over them, the command line over that.
pub fn settings(files: &Files) -> Result<Config, Failure> {
    layered(files, Layers::Users)
}

/// Returns the settings with only some files over them.
pub fn layered(files: &Files, layers: Layers) -> Result<Config, Failure> {
    let mut config = Config::embedded().map_err(|error| refused(&error))?;
    let file = settings_file(files).filter(|(_, named)| *named || layers == Layers::Users);
    if let Some((path, wanted)) = file {
        match fs::read_to_string(&path) {
            Ok(text) => config
                .lay(&path.to_string_lossy(), &text)
                .map_err(|error| refused(&error))?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && !wanted => {}
            Err(error) => {
                let message = format!("the settings {} cannot be read", path.display());
                return Err(Failure::unreadable(message).because(&error));
            }
        }
    }
    for setting in &files.set {
        config.set(setting).map_err(|error| refused(&error))?;
    }
    Ok(config)
}

/// Returns the file with the user's settings, and whether it was asked for by name.
pub fn settings_file(files: &Files) -> Option<(PathBuf, bool)> {
    if let Some(path) = &files.config {
        return Some((path.clone(), true));
    }
    let base = etcetera::choose_base_strategy().ok()?;
    Some((base.config_dir().join("demarche/config.toml"), false))
}

/// Says that a setting cannot be used.
pub fn refused(error: &ConfigError) -> Failure {
    Failure::usage(error.to_string()).hint("demarche config --default prints every setting")
}

/// Returns where the events come from.
pub fn origins(files: &Files) -> Result<Vec<Origin>, Failure> {
    if files.paths.is_empty() {
        return Ok(vec![BUNDLED]);
    }
    Origin::expand(&files.paths).map_err(|error| unreadable(&error))
}

/// Returns what the files are called together.
pub fn name(origins: &[Origin]) -> String {
    match origins {
        [Origin::File(path)] => path.file_name().map_or_else(
            || path.to_string_lossy().into_owned(),
            |name| name.to_string_lossy().into_owned(),
        ),
        [origin] => origin.name(),
        origins => counted(origins.len(), "file", "files"),
    }
}

/// Reads the files; when that lasts, a line says how far it has come.
pub fn read(files: &Files, limits: &Limits) -> Result<Loaded, Failure> {
    let origins = origins(files)?;
    let line = Line::new(&name(&origins));
    let tell = |progress| {
        line.tell(progress);
        ControlFlow::Continue(())
    };
    let mut loaded = load(&origins, limits, &tell).map_err(|error| unreadable(&error))?;
    views::check(&loaded.timeline, &loaded.queries, &mut loaded.problems);
    Ok(loaded)
}

/// Returns the limits of the settings.
pub fn limits(config: &Config) -> Limits {
    Limits {
        file: config.file_limit,
        events: config.event_limit,
        field: config.field_limit,
        ..Limits::BROWSING
    }
}

/// Says that something could not be read.
pub fn unreadable(error: &LoadError) -> Failure {
    Failure::unreadable(error.to_string()).hint(error.hint)
}

/// Reads the filters and the view of the command line into one query: all of them hold.
pub fn query(
    events: &Events,
    config: &Config,
    timeline: &Timeline,
    today: NaiveDate,
) -> Result<Query, Failure> {
    let mut whole = Query::default();
    let views = events.view.iter().map(|name| view(name, config, timeline));
    let filters = events.filter.iter().map(|text| Ok(text.clone()));
    for text in views.chain(filters) {
        let text = text?;
        let query = Query::parse(&text, timeline.countries(), today).map_err(|error| {
            let failure = Failure::usage(error.underlined(&text));
            match &error.hint {
                Some(hint) => failure.hint(hint.clone()),
                None => failure,
            }
        })?;
        whole.terms.extend(query.terms);
    }
    Ok(whole)
}

/// Finds the query of a view: of the files, else of the settings.
fn view(name: &str, config: &Config, timeline: &Timeline) -> Result<String, Failure> {
    let of_files = timeline
        .views()
        .iter()
        .map(|view| (&*view.name, &*view.query));
    let of_settings = config.views.iter().map(|view| (&*view.name, &*view.query));
    let views: Vec<(&str, &str)> = of_files.chain(of_settings).collect();
    let wanted = fold(name);
    let found = views.iter().find(|(name, _)| fold(name) == wanted);
    found.map(|(_, query)| (*query).to_owned()).ok_or_else(|| {
        let names: Vec<String> = views
            .iter()
            .map(|(name, _)| format!("\"{name}\""))
            .collect();
        let hint = match names.as_slice() {
            [] => "neither the files nor the settings have a [[view]]".to_owned(),
            names => format!("the views are {}", names.join(", ")),
        };
        Failure::usage(format!("there is no view \"{name}\"")).hint(hint)
    })
}

/// Returns how former states fold: the command line over the settings.
pub fn folding(events: &Events, config: &Config) -> Fold {
    events.fold.map_or(config.fold, Fold::from)
}

/// Tells the first problems in the short form, and how many more there are.
pub fn tell(problems: &Problems) {
    let all = problems.errors() + problems.warnings();
    let lines = problems.iter().map(crate::diag::Diagnostic::short);
    tell_lines(lines, all);
}

/// Tells the first of so many lines, and how many more there are.
pub fn tell_lines(lines: impl Iterator<Item = String>, all: usize) {
    say(lines.take(TOLD));
    if all > TOLD {
        say([format!(
            "and {} more; demarche check tells them all",
            all - TOLD
        )]);
    }
}
