//! Browsing: the terminal when there is one, else a plain list.

use std::io::{IsTerminal as _, stdin, stdout};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use chrono::NaiveDate;

use super::args::Browse;
use super::files;
use super::list::{Wanted, ending, print_events};
use super::outcome::{Failure, Outcome};
use crate::app::{Extent, Filter, Fresh, Headway, Keymap, Pending, Session, Start};
use crate::config::{Config, GlyphChoice, ThemeChoice};
use crate::data::{Loaded, Origin};
use crate::export::Format;
use crate::model::Ix;
use crate::model::when::Span;
use crate::query::Query;
use crate::text::SafeText;
use crate::tui::browser::{Browser, Clock, Look};
use crate::tui::loader::{Job, Loader, News};
use crate::tui::loading::Loading;
use crate::tui::tty::Keys;
use crate::tui::{self, End, Inbox, Options, Terminal, TerminalError, Tty, Ui};
use crate::view::{Glyphs, Screen, Theme, Tier};

/// Files that are read sooner open at once, without a screen that says so.
const PATIENCE: Duration = Duration::from_millis(40);

/// Browses the files.
pub fn run(arguments: &Browse) -> Result<Outcome, Failure> {
    let files = &arguments.events.files;
    let config = settings(arguments, files::Layers::Users)?;
    let keymap = Keymap::from_config(&config.keys).map_err(|error| files::refused(&error))?;
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    let plain = !stdout().is_terminal() || dumb;
    let origins = files::origins(files)?;
    if !plain && !stdin().is_terminal() && !origins.contains(&Origin::Stdin) {
        return Err(Failure::usage("the keyboard is not a terminal: standard input comes from elsewhere")
            .hint("give `-` to read events from standard input, or run demarche without `<` and `|` before it"));
    }
    if plain {
        let loaded = files::read(files, &files::limits(&config))?;
        return print_plain(arguments, &config, &loaded);
    }
    let keys = if origins.contains(&Origin::Stdin) {
        Keys::Tty
    } else {
        Keys::Stdin
    };
    browse(arguments, (&config, keymap), (origins, keys))
}

/// Returns the settings, with what the command line says of them.
pub fn settings(arguments: &Browse, layers: files::Layers) -> Result<Config, Failure> {
    let mut config = files::layered(&arguments.events.files, layers)?;
    if let Some(tier) = &arguments.glyphs {
        config
            .set(&format!("glyphs={tier}"))
            .map_err(|error| files::refused(&error))?;
    }
    Ok(config)
}

/// Reads the files on a thread of its own; the screen opens when they are read, or sooner when that lasts.
fn browse(
    arguments: &Browse,
    (config, keymap): (&Config, Keymap),
    (origins, keys): (Vec<Origin>, Keys),
) -> Result<Outcome, Failure> {
    tui::contain_panics();
    let name = files::name(&origins);
    let job = Job {
        origins,
        limits: files::limits(config),
        fold: files::folding(&arguments.events, config),
        log: None,
    };
    let mut stage = Stage {
        keys,
        inbox: Inbox::new(),
        terminal: None,
    };
    let loader = Loader::read(job, stage.inbox.clone())
        .map_err(|error| Failure::unreadable("no thread can be started").because(&error))?;
    let (mut news, mut ahead) = (loader.wait(PATIENCE), Vec::new());
    if news.is_none() {
        let waiting = filtered(arguments, config, (Fresh::default(), Query::default()));
        let mut screen = Loading::new(&loader, name, waiting, (&keymap, look(config)));
        if let Some(ended) = stage.show(&mut screen)? {
            return Ok(ended);
        }
        (news, ahead) = screen.into_news();
    }
    let fresh = match news {
        None => return Ok(Outcome::Fine),
        Some(News::Failed(error)) => {
            drop(stage);
            return Err(files::unreadable(&error));
        }
        Some(News::Fresh(fresh)) => *fresh,
        // Nothing is shown yet, so nothing else can be said of it.
        Some(News::Trouble(_) | News::Back | News::Nothing) => Fresh::default(),
    };
    if fresh.timeline.is_empty() && fresh.errors > 0 {
        drop(stage);
        files::tell_lines(fresh.problems.iter().cloned(), fresh.problems.len());
        return Ok(Outcome::Problems);
    }
    let mut browser = browser(arguments, (config, keymap), fresh)?.with_loader(loader);
    for input in ahead {
        stage.inbox.push(input);
    }
    Ok(stage.show(&mut browser)?.unwrap_or(Outcome::Fine))
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
    (config, keymap): (&Config, Keymap),
    fresh: Fresh,
) -> Result<Browser, Failure> {
    let session = session(arguments, config, fresh)?;
    let browser = Browser::new(session, Screen::new(config.layout), keymap, look(config));
    Ok(match arguments.events.files.today {
        Some(_) => browser,
        None => browser.with_clock(Clock::new(files::clock)),
    })
}

/// Begins a session with what was read, as the command line says.
pub fn session(arguments: &Browse, config: &Config, fresh: Fresh) -> Result<Session, Failure> {
    let begins = fresh.extent == Extent::Begin;
    let today = today(arguments);
    let query = files::query(&arguments.events, config, &fresh.timeline, today)?;
    let mut session = filtered(arguments, config, (fresh, query));
    let untouched = session.selected().unwrap_or(Ix(0));
    let mut wanted = None;
    match &arguments.at {
        Some(at) if begins && day(at, session.today).is_none() => wanted = Some(at.clone()),
        Some(at) => select(&mut session, at)?,
        None => {}
    }
    session.pending = begins.then_some(Pending {
        headway: Headway {
            name: files::name(&files::origins(&arguments.events.files)?),
            ..Headway::default()
        },
        untouched,
        wanted,
    });
    Ok(session)
}

/// Begins a session with what was read, and a filter.
fn filtered(arguments: &Browse, config: &Config, (fresh, query): (Fresh, Query)) -> Session {
    let start = Start {
        timeline: fresh.timeline,
        today: today(arguments),
        fold: files::folding(&arguments.events, config),
        zoom: config.zoom,
        filter: Filter {
            query,
            future: config.future,
        },
        problems: fresh.problems,
    };
    Session::with_index(start, fresh.index)
}

fn today(arguments: &Browse) -> NaiveDate {
    let fixed = arguments.events.files.today;
    fixed.unwrap_or_else(|| files::clock().0)
}

/// Returns how the settings and the terminal want the screen to look.
pub fn look(config: &Config) -> Look {
    Look {
        theme: Theme {
            mono: config.theme == ThemeChoice::Mono || no_color(),
        },
        glyphs: Glyphs::of(tier(config.glyphs)),
    }
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

/// The terminal, as soon as there is something to show.
struct Stage {
    keys: Keys,
    inbox: Inbox,
    terminal: Option<Terminal>,
}

impl Stage {
    /// Shows something until it ends; returns how the program ends, if it does.
    ///
    /// A panic restores the terminal and ends the program with a code of its own.
    fn show(&mut self, ui: &mut impl Ui) -> Result<Option<Outcome>, Failure> {
        let mut terminal = match self.terminal.take() {
            Some(terminal) => terminal,
            None => self
                .open()
                .map_err(|error| Failure::usage(error.to_string()))?,
        };
        let end = catch_unwind(AssertUnwindSafe(|| tui::run(ui, &mut terminal)));
        Ok(match end {
            Ok(End::Quit) => {
                self.terminal = Some(terminal);
                None
            }
            Ok(End::Signal(signal)) => Some(Outcome::Signal(signal.exit_code())),
            Err(_) => Some(Outcome::Panicked),
        })
    }

    fn open(&self) -> Result<Terminal, TerminalError> {
        let options = Options {
            keys: self.keys,
            paste: true,
        };
        let tty = Tty::open(options)?;
        let terminal = Terminal::start(tty, self.inbox.clone(), &mut |_| Box::new(|| ()))?;
        terminal.take()?;
        Ok(terminal)
    }
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
