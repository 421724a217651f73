//! Looking at files and reading them, as the watch asks.

use std::fmt;
use std::io;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::Instant;

use super::{Outcome, Seen, Stamp, Step, Verdict, Watch};
use crate::data::load::{Limits, Loaded, load};
use crate::data::origin::{LoadCause, LoadError, Origin};
use crate::diag::{Diagnostic, Problems};
use crate::text::{SafeText, counted, thousands};

/// Looks at files, and reads them when they have changed.
///
/// It neither sleeps nor knows the time; whoever runs it calls [`poll`](Self::poll) once a
/// [`PERIOD`](super::PERIOD), on a thread of its own because reading may take long.
///
/// ```no_run
/// # use std::time::Instant;
/// # use demarche::data::{Limits, Origin, watch::{Change, PERIOD, Poller}};
/// # let (origins, limits) = (vec![Origin::File("events.toml".into())], Limits::BROWSING);
/// let mut poller = Poller::new(origins, limits);
/// // The files are loaded and shown here.
/// poller.shows(286);
/// loop {
///     std::thread::sleep(PERIOD);
///     match poller.poll(Instant::now()) {
///         Some(Change::Loaded(_loaded)) => { /* to the main thread */ }
///         Some(change) => eprintln!("{change}"),
///         None => {}
///     }
/// }
/// ```
#[derive(Debug)]
pub struct Poller {
    origins: Vec<Origin>,
    paths: Vec<PathBuf>,
    limits: Limits,
    watch: Watch<Vec<Stamp>>,
}

/// What has changed. Whatever it is, the events shown stay until there are others.
#[derive(Debug)]
pub enum Change {
    /// Other events are to be shown.
    Loaded(Box<Loaded>),
    /// The files have errors.
    Faulty(Problems),
    /// A file cannot be read.
    Unreadable(LoadError),
    /// Most events are gone; if that stays so, it will be believed.
    Doubted {
        /// How many there are.
        events: usize,
        /// How many are shown.
        shown: usize,
    },
    /// A file cannot be looked at, or has no byte in it.
    Lost(io::ErrorKind),
    /// The files are back as they were.
    Back,
}

impl Poller {
    /// Takes down the state that the files are in. Call it before they are read, so that no change is missed.
    ///
    /// What is not a file does not change.
    pub fn new(origins: Vec<Origin>, limits: Limits) -> Self {
        let paths = origins.iter().filter_map(|origin| match origin {
            Origin::File(path) => Some(path.clone()),
            Origin::Embedded(_) | Origin::Stdin => None,
        });
        let paths = paths.collect::<Vec<_>>();
        // Files that cannot be looked at have no state, and any other is a change.
        let watch = Watch::new(look(&paths).unwrap_or_default(), 0);
        Self {
            origins,
            paths,
            limits,
            watch,
        }
    }

    /// Takes down how many events are shown.
    pub const fn shows(&mut self, events: usize) {
        self.watch.shows(events);
    }

    /// Looks at the files, reads them if they have changed and come to rest, and returns what is to be told.
    pub fn poll(&mut self, now: Instant) -> Option<Change> {
        if self.paths.is_empty() {
            return None;
        }
        match self.watch.look(look(&self.paths), now) {
            Step::Wait => None,
            Step::TellLost(kind) => Some(Change::Lost(kind)),
            Step::TellBack => Some(Change::Back),
            Step::Read => self.read(now),
        }
    }

    /// Says whether there is anything that can change.
    pub const fn watches(&self) -> bool {
        !self.paths.is_empty()
    }

    /// Reads the files as they are, because a person asks for it: neither rest nor their size is waited for.
    pub fn reread(&mut self, now: Instant) -> Option<Change> {
        let shown = self.watch.events();
        self.watch = Watch::new(look(&self.paths).unwrap_or_default(), 0);
        let change = self.read(now);
        if !matches!(change, Some(Change::Loaded(_))) {
            self.watch.shows(shown);
        }
        change
    }

    fn read(&mut self, now: Instant) -> Option<Change> {
        let shown = self.watch.events();
        let (outcome, change) =
            match load(&self.origins, &self.limits, &|_| ControlFlow::Continue(())) {
                Err(
                    error @ LoadError {
                        cause: LoadCause::Io(_),
                        ..
                    },
                ) => (Outcome::Unreadable, Change::Unreadable(error)),
                Err(error) => (Outcome::Faulty, Change::Unreadable(error)),
                Ok(loaded) if loaded.problems.errors() > 0 => {
                    (Outcome::Faulty, Change::Faulty(loaded.problems))
                }
                Ok(loaded) => (
                    Outcome::Sound(loaded.timeline.len()),
                    Change::Loaded(Box::new(loaded)),
                ),
            };
        let verdict = self.watch.judge(outcome, look(&self.paths), now);
        match (verdict, outcome) {
            (Verdict::Drop, _) => None,
            (Verdict::Doubt, Outcome::Sound(events)) => Some(Change::Doubted { events, shown }),
            (Verdict::Show | Verdict::Refuse | Verdict::Doubt, _) => Some(change),
        }
    }
}

/// Returns the state of all files, or why one has none.
///
/// A file without a byte is one whose writer has only just begun: it has no state yet.
fn look(paths: &[PathBuf]) -> Seen<Vec<Stamp>> {
    let look = |path: &PathBuf| match Stamp::of(path) {
        Ok(stamp) if stamp.is_empty() => Err(io::ErrorKind::UnexpectedEof),
        Ok(stamp) => Ok(stamp),
        Err(error) => Err(error.kind()),
    };
    paths.iter().map(look).collect()
}

impl fmt::Display for Change {
    /// Says it in one line, for a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Loaded(loaded) => {
                let events = counted(loaded.timeline.len(), "event", "events");
                write!(f, "reloaded: {events}")
            }
            Self::Faulty(problems) => {
                let errors = counted(problems.errors(), "error", "errors");
                write!(f, "not reloaded, {errors}")?;
                let first = problems.iter().next().map(Diagnostic::short);
                first.map_or(Ok(()), |first| {
                    write!(f, "; the first: {}", SafeText::message(&first, 200))
                })
            }
            Self::Unreadable(error) => {
                let denied = matches!(&error.cause, LoadCause::Io(cause) if cause.kind() == io::ErrorKind::PermissionDenied);
                write!(f, "not reloaded: {error}")?;
                f.write_str(if denied {
                    "; restart demarche if its directory was replaced"
                } else {
                    ""
                })
            }
            Self::Doubted { events, shown } => {
                let seconds = super::DOUBT.as_secs();
                write!(
                    f,
                    "{} instead of {}: reloaded in {seconds} seconds if that stays so",
                    counted(*events, "event", "events"),
                    thousands(*shown)
                )
            }
            Self::Lost(io::ErrorKind::UnexpectedEof) => {
                f.write_str("the event file is empty, its events stay")
            }
            Self::Lost(kind) => write!(f, "the event file is gone, its events stay: {kind}"),
            Self::Back => f.write_str("the event file is back"),
        }
    }
}
