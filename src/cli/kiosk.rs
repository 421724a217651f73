//! `demarche --kiosk`: for a screen that stands alone in public.
//!
//! What must be opened is opened first, then the process locks itself, then the threads start, and only when each of
//! them has proved that it can do no harm the screen is taken; see [`sandbox`].

use std::io::{IsTerminal as _, stderr, stdin, stdout};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::Instant;

use super::args::Browse;
use super::browse;
use super::files;
use super::outcome::{Failure, Outcome, say};
use crate::app::{Extent, Keymap};
use crate::config::Config;
use crate::data::watch::Poller;
use crate::data::{BUNDLED, Limits, Origin, load};
use crate::diag::Problems;
use crate::text::counted;
use crate::tui::browser::{Browser, Clock};
use crate::tui::kiosk::Kiosk;
use crate::tui::loader::{self, Job, Loader};
use crate::tui::notify::Notify;
use crate::tui::sandbox::{self, Breach, Data, Policy, Report, Sandbox};
use crate::tui::supervised::Supervised;
use crate::tui::{self, Before, End, Inbox, Options, Terminal, Tty};
use crate::view::Screen;

/// Shows one event file, or the bundled collection, to whoever comes by.
pub fn run(arguments: &Browse) -> Result<Outcome, Failure> {
    let mut config = browse::settings(arguments, files::Layers::Named)?;
    if let Some(most) = arguments.unattended.max_session {
        config.kiosk.max_session = most;
    }
    let keymap = Keymap::from_config(&config.keys).map_err(|error| files::refused(&error))?;
    demand_terminal()?;
    let data = data(&arguments.events.files.paths)?;
    tui::contain_panics();
    let job = job(arguments, &config, data.as_ref());
    let poller = Poller::new(job.origins.clone(), job.limits.clone());
    let (browser, poller) = match read(arguments, (&config, keymap), (&job, poller))? {
        Ok(ready) => ready,
        Err(problems) => {
            files::tell(&problems);
            return Ok(Outcome::Problems);
        }
    };
    let options = Options {
        paste: false,
        ..Options::default()
    };
    let tty = Tty::open(options).map_err(|error| Failure::usage(error.to_string()))?;
    let notify = Notify::from_env().unwrap_or_else(|error| {
        log(&format!(
            "the service manager cannot be told anything: {error}"
        ));
        Notify::default()
    });
    let events = counted(browser.session.timeline.len(), "event", "events");
    let policy = Policy::from(arguments.unattended.sandbox);
    let (terminal, loader, report) = match lock(policy, data.as_ref(), (tty, job, poller))? {
        Ok(locked) => locked,
        Err(report) => return Ok(refuse(&report)),
    };
    let status = format!("sandbox: {report}; {events}");
    log(&status);
    let kiosk = Kiosk::new(
        browser.with_loader(loader),
        &config.kiosk,
        Instant::now as fn() -> _,
    );
    show(Supervised::new(kiosk, notify, status), terminal)
}

/// Says why the kiosk does not start, in one line, as journals show it.
fn refuse(report: &Report) -> Outcome {
    Failure::unsandboxed(format!(
        "the kiosk does not start, its sandbox is {report}; see demarche doctor"
    ))
    .report()
}

/// Demands a terminal that can be drawn on, for keys and screen.
fn demand_terminal() -> Result<(), Failure> {
    if !stdout().is_terminal() || !stdin().is_terminal() {
        return Err(Failure::usage(
            "the kiosk needs a terminal: keyboard and screen",
        ));
    }
    let term = std::env::var_os("TERM").unwrap_or_default();
    if term.is_empty() || term == "dumb" {
        let message = "the kiosk needs a terminal that can be drawn on, and TERM does not name one";
        return Err(Failure::usage(message).hint("set TERM to what the terminal is, as TERM=linux"));
    }
    Ok(())
}

/// Returns the one file; none for the bundled collection.
fn data(paths: &[std::path::PathBuf]) -> Result<Option<Data>, Failure> {
    match paths {
        [] => Ok(None),
        [path] if path == Path::new("-") => {
            Err(Failure::usage("the kiosk does not read standard input"))
        }
        [path] => Data::at(path)
            .map(Some)
            .map_err(|error| Failure::unreadable("the kiosk cannot start").because(&error)),
        _ => Err(Failure::usage("the kiosk shows exactly one event file")
            .hint("merge them: demarche list --format jsonl -o all.jsonl FILE FILE")),
    }
}

fn job(arguments: &Browse, config: &Config, data: Option<&Data>) -> Job {
    Job {
        origins: vec![data.map_or(BUNDLED, |data| Origin::File(data.file().to_owned()))],
        limits: Limits {
            file: config.kiosk.file_limit,
            events: config.kiosk.event_limit,
            field: config.kiosk.field_limit,
            ..Limits::KIOSK
        },
        fold: files::folding(&arguments.events, config),
        log: Some(log),
    }
}

/// Reads the file for the first time; returns its problems where it has nothing to show because of them.
fn read(
    arguments: &Browse,
    (config, keymap): (&Config, Keymap),
    (job, mut poller): (&Job, Poller),
) -> Result<Result<(Browser, Poller), Problems>, Failure> {
    let loaded = load(&job.origins, &job.limits, &|_| ControlFlow::Continue(()))
        .map_err(|error| files::unreadable(&error))?;
    if loaded.timeline.is_empty() && loaded.problems.errors() > 0 {
        return Ok(Err(loaded.problems));
    }
    if !stderr().is_terminal() {
        files::tell(&loaded.problems);
    }
    let fresh = loader::fresh(loaded, Extent::Whole, job.fold)
        .map_err(|error| files::unreadable(&error))?;
    poller.shows(fresh.timeline.len());
    let session = browse::session(arguments, config, fresh)?;
    let browser = Browser::new(
        session,
        Screen::new(config.layout),
        keymap,
        browse::look(config),
    );
    let browser = if arguments.events.files.today.is_some() {
        browser
    } else {
        // The time zone's file cannot be read any more when the locks hold.
        let offset = files::offset();
        browser.with_clock(Clock::new(move || files::clock_at(offset)))
    };
    Ok(Ok((browser, poller)))
}

/// The terminal and the thread that watches the file, under locks, and what these are worth.
type Locked = (Terminal, Loader, Report);

/// Locks the process and starts its threads; returns the report where the policy wants better locks.
fn lock(
    policy: Policy,
    data: Option<&Data>,
    (tty, job, poller): (Tty, Job, Poller),
) -> Result<Result<Locked, Report>, Failure> {
    let mut sandbox = (policy != Policy::Off).then(|| sandbox::lock(data, Breach::Refuse));
    if let Some(report) = sandbox.as_ref().map(Sandbox::report)
        && !policy.admits(&report)
    {
        return Ok(Err(report));
    }
    let mut before = |thread: &'static str| -> Before {
        match sandbox.as_mut().map(|sandbox| sandbox.witness(thread)) {
            Some(witness) => Box::new(move || witness.attest()),
            None => Box::new(|| ()),
        }
    };
    let inbox = Inbox::new();
    let terminal = Terminal::start(tty, inbox.clone(), &mut before)
        .map_err(|error| Failure::usage("the kiosk cannot start").because(&error))?;
    let loader = Loader::watch(job, poller, inbox, before("loader"))
        .map_err(|error| Failure::usage("the kiosk cannot start a thread").because(&error))?;
    let report = sandbox.map_or_else(
        || Report::unavailable("disabled by --sandbox=off"),
        Sandbox::seal,
    );
    if !policy.admits(&report) {
        return Ok(Err(report));
    }
    Ok(Ok((terminal, loader, report)))
}

/// Shows the kiosk until it ends; a panic restores the terminal and ends with a code that has it started anew.
fn show(mut kiosk: Supervised<Kiosk>, mut terminal: Terminal) -> Result<Outcome, Failure> {
    terminal
        .take()
        .map_err(|error| Failure::usage("the kiosk cannot start").because(&error))?;
    let end = catch_unwind(AssertUnwindSafe(|| tui::run(&mut kiosk, &mut terminal)));
    drop(terminal);
    kiosk.stopping();
    Ok(match end {
        Ok(End::Quit) => Outcome::Fine,
        Ok(End::Signal(signal)) => Outcome::Signal(signal.exit_code()),
        Err(_) => Outcome::Panicked,
    })
}

/// Tells whoever keeps the kiosk, where that is not the visitor at the screen.
fn log(line: &str) {
    if !stderr().is_terminal() {
        say([format!("demarche: {line}")]);
    }
}
