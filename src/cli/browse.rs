//! Browsing: the terminal when there is one, else a plain list.

use std::io::{IsTerminal as _, stdin, stdout};
use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::NaiveDate;

use super::args::Browse;
use super::files;
use super::list::{Wanted, ending, print_events};
use super::outcome::{Failure, Outcome};
use crate::app::{Filter, Keymap, Session, Start};
use crate::config::{Config, GlyphChoice, ThemeChoice};
use crate::data::{Loaded, Origin};
use crate::export::Format;
use crate::model::when::Span;
use crate::text::SafeText;
use crate::tui::browser::{Browser, Look};
use crate::tui::tty::Keys;
use crate::tui::{self, End, Options, Terminal, Tty};
use crate::view::{Glyphs, Screen, Theme, Tier};

/// Browses the files.
pub fn run(arguments: &Browse) -> Result<Outcome, Failure> {
    let files = &arguments.events.files;
    let mut config = files::settings(files)?;
    if let Some(tier) = &arguments.glyphs {
        config
            .set(&format!("glyphs={tier}"))
            .map_err(|error| files::refused(&error))?;
    }
    let keymap = Keymap::from_config(&config.keys).map_err(|error| files::refused(&error))?;
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    let plain = !stdout().is_terminal() || dumb;
    let origins = files::origins(files)?;
    if !plain && !stdin().is_terminal() && !origins.contains(&Origin::Stdin) {
        return Err(Failure::usage("the keyboard is not a terminal: standard input comes from elsewhere")
            .hint("give `-` to read events from standard input, or run demarche without `<` and `|` before it"));
    }
    let loaded = files::read(files, &files::limits(&config))?;
    if plain {
        return print_plain(arguments, &config, &loaded);
    }
    if loaded.timeline.is_empty() && loaded.problems.errors() > 0 {
        files::tell(&loaded.problems);
        return Ok(Outcome::Problems);
    }
    let browser = browser(arguments, &config, keymap, loaded)?;
    let from_stdin = origins.contains(&Origin::Stdin);
    show(browser, if from_stdin { Keys::Tty } else { Keys::Stdin })
}

fn print_plain(arguments: &Browse, config: &Config, loaded: &Loaded) -> Result<Outcome, Failure> {
    files::tell(&loaded.problems);
    let Some(format) = Format::named("plain") else {
        return Err(Failure::usage("there is no plain format"));
    };
    let wanted = Wanted {
        format,
        reverse: false,
    };
    print_events(loaded, &arguments.events, (config, &wanted))?;
    Ok(if loaded.timeline.is_empty() {
        ending(loaded)
    } else {
        Outcome::Fine
    })
}

fn browser(
    arguments: &Browse,
    config: &Config,
    keymap: Keymap,
    loaded: Loaded,
) -> Result<Browser, Failure> {
    let fixed = arguments.events.files.today;
    let today = fixed.unwrap_or_else(|| files::clock().0);
    let query = files::query(&arguments.events, config, &loaded.timeline, today)?;
    let problems = loaded
        .problems
        .iter()
        .map(crate::diag::Diagnostic::short)
        .collect();
    let mut session = Session::new(Start {
        timeline: loaded.timeline,
        today,
        fold: files::folding(&arguments.events, config),
        zoom: config.zoom,
        filter: Filter {
            query,
            future: config.future,
        },
        problems,
    });
    if let Some(at) = &arguments.at {
        select(&mut session, at)?;
    }
    let look = Look {
        theme: Theme {
            mono: config.theme == ThemeChoice::Mono || no_color(),
        },
        glyphs: Glyphs::of(tier(config.glyphs)),
    };
    let browser = Browser::new(session, Screen::new(config.layout), keymap, look);
    Ok(if fixed.is_some() {
        browser
    } else {
        browser.with_clock(files::clock)
    })
}

/// Selects the event with a name, else the one nearest to a date.
fn select(session: &mut Session, at: &str) -> Result<(), Failure> {
    if let Some(ix) = session.timeline.find(at) {
        session.select(ix);
        return Ok(());
    }
    let day = day(at, session.today).ok_or_else(|| {
        let at = SafeText::message(at, 60);
        Failure::usage(format!("\"{at}\" is neither the id of an event nor a date"))
            .hint("write a date as 2026-02-04, 2026-02, 1972, today or -10y")
    })?;
    if let Some(ix) = session.nearest(day) {
        session.select(ix);
    }
    Ok(())
}

/// Returns the first day of a date, of `today`, or of a time back from today.
fn day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    Span::parse_typed(text, today).ok()?.first
}

/// Shows the browser until something ends it; a panic restores the terminal and ends with a code of its own.
fn show(mut browser: Browser, keys: Keys) -> Result<Outcome, Failure> {
    let refuse = |error: &tui::TerminalError| Failure::usage(error.to_string());
    tui::contain_panics();
    let tty = Tty::open(Options { keys, paste: true }).map_err(|error| refuse(&error))?;
    let mut terminal = Terminal::enter(tty).map_err(|error| refuse(&error))?;
    let end = catch_unwind(AssertUnwindSafe(|| tui::run(&mut browser, &mut terminal)));
    drop(terminal);
    Ok(match end {
        Ok(End::Quit) => Outcome::Fine,
        Ok(End::Signal(signal)) => Outcome::Signal(signal.exit_code()),
        Err(_) => Outcome::Panicked,
    })
}

/// Says whether colours are unwanted: <https://no-color.org>.
fn no_color() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

/// Chooses the characters: once at the start, never mid-frame.
fn tier(choice: GlyphChoice) -> Tier {
    match choice {
        GlyphChoice::Unicode => Tier::Unicode,
        GlyphChoice::Cp437 => Tier::Cp437,
        GlyphChoice::Ascii => Tier::Ascii,
        GlyphChoice::Auto if std::env::var_os("TERM").is_some_and(|term| term == "linux") => {
            Tier::Cp437
        }
        GlyphChoice::Auto => locale_tier(),
    }
}

/// Chooses by the first of the locale's variables that is set: UTF-8 or not.
fn locale_tier() -> Tier {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(std::env::var_os)
        .find(|value| !value.is_empty());
    let Some(locale) = locale else {
        return Tier::Unicode;
    };
    let locale = locale.to_string_lossy().to_lowercase();
    if locale.contains("utf-8") || locale.contains("utf8") {
        Tier::Unicode
    } else {
        Tier::Ascii
    }
}
