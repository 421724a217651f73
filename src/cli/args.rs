//! The arguments.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::export::FORMATS;
use crate::model::Fold;

/// Browse diplomatic contacts on a timeline in the terminal
#[derive(Debug, Parser)]
#[command(name = "demarche", version, args_conflicts_with_subcommands = true, after_help = EXAMPLES)]
pub struct Arguments {
    /// What to do; browse without it
    #[command(subcommand)]
    pub command: Option<Command>,
    /// How to browse
    #[command(flatten)]
    pub browse: Browse,
}

const EXAMPLES: &str = "\
Examples:
  demarche                                   the bundled collection
  demarche my.toml more/                     your event files, a whole directory
  demarche -f 'country:US+CN after:2025'     only what both countries took part in
  demarche --at 2026-02-04                   begin at a day
  demarche check my.toml                     what is wrong with a file
  demarche list -f kind:call | less          one line an event

Press ? in the program for the keys. A file that is called like a command is written ./list";

/// A command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Say what is wrong with event files
    Check(Check),
    /// Print events, for reading and for other programs
    List(List),
    /// Print every setting, its value, and where it came from
    Config(Config),
}

/// How to browse.
#[derive(Debug, Args)]
pub struct Browse {
    /// Which events
    #[command(flatten)]
    pub events: Events,
    /// Select that event, or the one nearest to that date
    #[arg(long, value_name = "ID|DATE", allow_hyphen_values = true)]
    pub at: Option<String>,
    /// Characters to draw with: auto, unicode, cp437, ascii
    #[arg(long, value_name = "TIER")]
    pub glyphs: Option<String>,
}

/// Which events.
#[derive(Debug, Args)]
pub struct Events {
    /// Show only what a query finds, as in 'country:US+CN topic:trade -kind:visit'
    #[arg(short, long, value_name = "QUERY", allow_hyphen_values = true)]
    pub filter: Vec<String>,
    /// Show a named view of the files
    #[arg(long, value_name = "NAME")]
    pub view: Option<String>,
    /// Which former states a country also finds
    #[arg(long, value_enum, value_name = "HOW")]
    pub fold: Option<FoldArgument>,
    /// The files
    #[command(flatten)]
    pub files: Files,
}

/// Files, and what reading them depends on.
#[derive(Debug, Args)]
pub struct Files {
    /// Event files or directories; `-` is standard input; without any, the bundled collection
    #[arg(value_name = "FILE")]
    pub paths: Vec<PathBuf>,
    /// The day that counts as today, as in 2026-02-05
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub today: Option<NaiveDate>,
    /// Read the settings from this file, not from the user's
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Set one setting, as in zoom=year
    #[arg(long, value_name = "KEY=VALUE")]
    pub set: Vec<String>,
}

/// How to check.
#[derive(Debug, Args)]
pub struct Check {
    /// Count warnings as errors
    #[arg(long)]
    pub strict: bool,
    /// How to print problems
    #[arg(long, value_enum, default_value_t = CheckFormat::Human)]
    pub format: CheckFormat,
    /// Whether to use colour
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
    /// Explain a code such as E0301
    #[arg(long, value_name = "CODE")]
    pub explain: Option<String>,
    /// The files
    #[command(flatten)]
    pub files: Files,
}

/// How to list.
#[derive(Debug, Args)]
pub struct List {
    /// Which events
    #[command(flatten)]
    pub events: Events,
    /// How to print them
    #[arg(long, default_value = "plain", value_parser = formats())]
    pub format: String,
    /// Write to a file; never over one of the inputs
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Print the last event first
    #[arg(long)]
    pub reverse: bool,
}

/// What of the settings to print.
#[derive(Debug, Args)]
pub struct Config {
    /// Print the built-in settings with their comments
    #[arg(long)]
    pub default: bool,
    /// The settings
    #[command(flatten)]
    pub files: Files,
}

/// How problems are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// The lines of the file with notes
    Human,
    /// One line a problem
    Short,
    /// One JSON object a problem
    Json,
}

/// Whether colour is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Which former states a country also finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FoldArgument {
    /// Those that the state goes on from: RU finds SU
    Default,
    /// Also those that fell apart: RS finds YU
    All,
    /// None
    None,
}

impl From<FoldArgument> for Fold {
    fn from(argument: FoldArgument) -> Self {
        match argument {
            FoldArgument::Default => Self::Default,
            FoldArgument::All => Self::All,
            FoldArgument::None => Self::None,
        }
    }
}

fn day(text: &str) -> Result<NaiveDate, String> {
    text.parse()
        .map_err(|_| "write a day as year-month-day, as in 2026-02-05".to_owned())
}

fn formats() -> PossibleValuesParser {
    let values = FORMATS
        .iter()
        .map(|format| PossibleValue::new(format.name).help(format.doc));
    PossibleValuesParser::new(values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_arguments_hold_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_filter_takes_whatever_follows() {
        let arguments = Arguments::parse_from(["demarche", "-f", "-kind:visit", "--", "list"]);
        assert_eq!(arguments.browse.events.filter, ["-kind:visit"]);
        assert_eq!(arguments.browse.events.files.paths, [PathBuf::from("list")]);
    }
}
