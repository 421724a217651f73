//! The arguments.

mod unattended;

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, ArgAction, ArgMatches, Args, FromArgMatches, Parser, Subcommand, ValueEnum};

use super::recipe::{RECIPES, Recipe};
use crate::export::{FORMATS, Format};
use crate::import::{READERS, Reader};
use crate::model::{Fold, Kind};
pub use unattended::Unattended;

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
  demarche --kiosk --max-session 30m my.toml for a screen in public

Press ? in the program for the keys. A file that is called like a command is written ./list";

const CHECKS: &str = "\
Examples:
  demarche check my.toml                     with the lines at fault
  demarche check --strict --format short .   all below this directory, for hooks
  demarche check --explain E0301             what a code means";

const LISTS: &str = "\
Examples:
  demarche list -f 'country:US+CN' | wc -l   how many events
  demarche list --format ics -o plans.ics -f status:planned my.toml
  demarche list --format jsonl | jq -r .title";

const IMPORTS: &str = "\
FIELD is a field of an event, such as title, place.name or participants.country.
PATH is a column, or keys joined by `.`, with [] after a list. Rules stand in
order: one that names a field of participants for the second time begins another
participant. A field without a rule is taken from the key or column of its name.

Examples:
  demarche import --from csv table.csv > events.toml
  demarche import --from ics calendar.ics --const countries=UN > events.toml
  demarche import --from jsonl visits.jsonl \\
    --map visit=visit_category \\
    --map 'participants.name=visitors[].name' \\
    --map 'participants.office=visitors[].office' \\
    --map 'participants.country=visitors[].country' \\
    --const participants.role=guest \\
    --map participants.name=host.name \\
    --map participants.office=host.office \\
    --map participants.country=host_country \\
    --const participants.role=host \\
    --map countries=country_label \\
    --map place.name=place --map place.country=host_country \\
    --map summary=description --map sources.url=url > visits.toml
  demarche check visits.toml";

/// A command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Say what is wrong with event files
    #[command(after_help = CHECKS)]
    Check(Check),
    /// Print events, for reading and for other programs
    #[command(after_help = LISTS)]
    List(List),
    /// Make an event file of other records, on standard output
    #[command(after_help = IMPORTS)]
    Import(Import),
    /// Print a skeleton event with comments
    #[command(after_help = "Example:\n  demarche new --kind call > calls.toml")]
    New(New),
    /// Print the JSON Schema of the event file, for editors
    #[command(after_help = "Example:\n  demarche schema > events.schema.json")]
    Schema,
    /// Say what this terminal and kernel give, and whether the sandbox holds
    #[command(after_help = "Examples:\n  demarche doctor\n  demarche doctor --json | jq .sandbox")]
    Doctor(Doctor),
    /// Print a script that sets up a host for the kiosk
    #[command(after_help = "Example:\n  demarche kiosk-recipe systemd > setup.sh")]
    KioskRecipe(KioskRecipe),
    /// Print every setting, its value, and where it came from
    #[command(
        after_help = "Example:\n  demarche config --default > ~/.config/demarche/config.toml"
    )]
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
    /// Whether and how the program stands alone
    #[command(flatten)]
    pub unattended: Unattended,
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
    #[arg(long, default_value = "plain", value_parser = named(FORMATS, |format| (format.name, format.doc)))]
    pub format: &'static Format,
    /// Write to a file; never over one of the inputs
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Print the last event first
    #[arg(long)]
    pub reverse: bool,
}

/// What to import.
#[derive(Debug, Args)]
pub struct Import {
    /// What the records are
    #[arg(long, value_name = "FORMAT", value_parser = named(READERS, |reader| (reader.name, reader.doc)))]
    pub from: &'static Reader,
    /// Which fields come from where
    #[command(flatten)]
    pub rules: Rules,
    /// The file with the records; `-` or nothing is standard input
    #[arg(value_name = "FILE")]
    pub path: Option<PathBuf>,
}

/// Rules as they stand on the command line, of both options in one order.
#[derive(Debug, Default)]
pub struct Rules(pub Vec<Rule>);

/// A rule as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// `FIELD=PATH`.
    Map(String),
    /// `FIELD=VALUE`.
    Constant(String),
}

impl Args for Rules {
    fn augment_args(command: clap::Command) -> clap::Command {
        let rule = |name| Arg::new(name).long(name).action(ArgAction::Append);
        command
            .arg(
                rule("map")
                    .value_name("FIELD=PATH")
                    .help("Take a field from a key or column"),
            )
            .arg(
                rule("const")
                    .value_name("FIELD=VALUE")
                    .help("Give a field the same value everywhere"),
            )
    }

    fn augment_args_for_update(command: clap::Command) -> clap::Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Rules {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let given = |name, rule: fn(String) -> Rule| {
            let places = matches.indices_of(name).into_iter().flatten();
            let values = matches.get_many::<String>(name).into_iter().flatten();
            places.zip(values.cloned().map(rule)).collect::<Vec<_>>()
        };
        let mut rules = [given("map", Rule::Map), given("const", Rule::Constant)].concat();
        rules.sort_by_key(|(place, _)| *place);
        Ok(Self(rules.into_iter().map(|(_, rule)| rule).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// Which skeleton to print.
#[derive(Debug, Args)]
pub struct New {
    /// What sort of contact it is
    #[arg(long, default_value = Kind::Meeting.word(), value_parser = named(Kind::ALL, |kind| (kind.word(), "")))]
    pub kind: &'static Kind,
}

/// What to examine.
#[derive(Debug, Args)]
pub struct Doctor {
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
    /// Also examine how this host is set up for the kiosk
    #[arg(long)]
    pub host: bool,
}

/// Which recipe to print.
#[derive(Debug, Args)]
pub struct KioskRecipe {
    /// How visitors reach the kiosk
    #[arg(value_name = "WAY", value_parser = named(RECIPES, |recipe| (recipe.name, recipe.doc)))]
    pub recipe: &'static Recipe,
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

/// Takes the names of a table's rows, and gives the row.
fn named<T: Sync>(
    table: &'static [T],
    name: fn(&T) -> (&'static str, &'static str),
) -> impl TypedValueParser<Value = &'static T> {
    let values = table.iter().map(move |row| match name(row) {
        (name, "") => PossibleValue::new(name),
        (name, doc) => PossibleValue::new(name).help(doc),
    });
    PossibleValuesParser::new(values).try_map(move |given| {
        let found = table.iter().find(|row| name(row).0 == given);
        found.ok_or("not in the table")
    })
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
    fn rules_keep_their_order() {
        let words = "demarche import --from csv --map a=1 --const b=2 --map a=3 --const b=4";
        let arguments = Arguments::parse_from(words.split(' '));
        let Some(Command::Import(import)) = arguments.command else {
            unreachable!("the command is import");
        };
        let expected = [
            Rule::Map("a=1".into()),
            Rule::Constant("b=2".into()),
            Rule::Map("a=3".into()),
            Rule::Constant("b=4".into()),
        ];
        assert_eq!(import.rules.0, expected);
    }

    #[test]
    fn a_filter_takes_whatever_follows() {
        let arguments = Arguments::parse_from(["demarche", "-f", "-kind:visit", "--", "list"]);
        assert_eq!(arguments.browse.events.filter, ["-kind:visit"]);
        assert_eq!(arguments.browse.events.files.paths, [PathBuf::from("list")]);
    }
}
