//! The terminal's two ends: where keys come from, where the screen is, and the mode that it was found in.

use std::io::{self, IsTerminal as _};
use std::os::fd::{AsFd as _, BorrowedFd, OwnedFd};

use ratatui::layout::Size;
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::termios::{OptionalActions, Termios};

use super::signals::Signals;

/// The size that is taken for a terminal that does not tell its own.
const USUAL: Size = Size::new(80, 24);

/// The largest part of a screen that is drawn.
const LARGEST: Size = Size::new(500, 200);

/// Where keys come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keys {
    /// Standard input.
    #[default]
    Stdin,
    /// The controlling terminal, because standard input carries the events.
    Tty,
}

/// How a terminal is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Where keys come from.
    pub keys: Keys,
    /// The terminal is asked to mark pastes.
    pub paste: bool,
}

/// A terminal that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TerminalError {
    /// A standard stream is something else.
    #[error("{0} is not a terminal")]
    NotATerminal(&'static str),
    /// The system refused.
    #[error("cannot {doing}")]
    Refused {
        /// What was tried.
        doing: &'static str,
        /// Why not.
        source: io::Error,
    },
}

impl TerminalError {
    pub(super) fn refused<E: Into<io::Error>>(doing: &'static str) -> impl FnOnce(E) -> Self {
        move |source| Self::Refused {
            doing,
            source: source.into(),
        }
    }
}

/// A terminal, opened but not yet changed.
///
/// All that must be opened is open, and no thread runs: the time to lock a sandbox.
#[derive(Debug)]
pub struct Tty {
    pub(super) line: Line,
    pub(super) signals: Signals,
    pub(super) paste: bool,
}

impl Tty {
    /// Opens the terminal on standard input and output.
    ///
    /// # Errors
    ///
    /// A stream is no terminal, `/dev/tty` cannot be opened, or the system is out of file descriptors.
    pub fn open(options: Options) -> Result<Self, TerminalError> {
        if !io::stdout().is_terminal() {
            return Err(TerminalError::NotATerminal("standard output"));
        }
        let duplicate = |stream: BorrowedFd<'_>| {
            rustix::io::fcntl_dupfd_cloexec(stream, 3)
                .map_err(TerminalError::refused("duplicate a file descriptor"))
        };
        let screen = duplicate(io::stdout().as_fd())?;
        let keys = match options.keys {
            Keys::Tty => {
                let flags = OFlags::RDWR | OFlags::CLOEXEC | OFlags::NOCTTY;
                rustix::fs::open("/dev/tty", flags, Mode::empty())
                    .map_err(TerminalError::refused("open /dev/tty for the keys"))?
            }
            Keys::Stdin if io::stdin().is_terminal() => duplicate(io::stdin().as_fd())?,
            Keys::Stdin => return Err(TerminalError::NotATerminal("standard input")),
        };
        Self::new(keys, screen, options.paste)
    }

    /// Takes a terminal's two ends.
    ///
    /// # Errors
    ///
    /// `keys` is no terminal, or the system refuses to watch the signals.
    pub fn new(keys: OwnedFd, screen: OwnedFd, paste: bool) -> Result<Self, TerminalError> {
        let found = rustix::termios::tcgetattr(&keys)
            .map_err(TerminalError::refused("read the terminal's mode"))?;
        let signals = Signals::register().map_err(TerminalError::refused("watch the signals"))?;
        let line = Line {
            keys,
            screen,
            found,
        };
        Ok(Self {
            line,
            signals,
            paste,
        })
    }
}

/// The two ends, shared by the threads.
#[derive(Debug)]
pub(super) struct Line {
    keys: OwnedFd,
    screen: OwnedFd,
    /// The mode to return to.
    found: Termios,
}

impl Line {
    pub(super) fn keys(&self) -> BorrowedFd<'_> {
        self.keys.as_fd()
    }

    pub(super) fn screen(&self) -> BorrowedFd<'_> {
        self.screen.as_fd()
    }

    /// Makes every key come at once and as it is: no echo, no signals from keys, no flow control.
    pub(super) fn raw(&self) -> io::Result<()> {
        let mut raw = self.found.clone();
        raw.make_raw();
        self.set(&raw)
    }

    /// Returns to the mode that was found.
    pub(super) fn cooked(&self) -> io::Result<()> {
        self.set(&self.found)
    }

    fn set(&self, mode: &Termios) -> io::Result<()> {
        // In the background the attempt stops the program; it goes on here when it is in the foreground again.
        let set = || rustix::termios::tcsetattr(&self.keys, OptionalActions::Now, mode);
        Ok(rustix::io::retry_on_intr(set)?)
    }

    /// Returns the size to draw: the terminal's own, within bounds.
    pub(super) fn size(&self) -> Size {
        let told: Result<_, Errno> = rustix::termios::tcgetwinsize(&self.screen);
        match told {
            Ok(told) if told.ws_col > 0 && told.ws_row > 0 => Size::new(
                told.ws_col.min(LARGEST.width),
                told.ws_row.min(LARGEST.height),
            ),
            _ => USUAL,
        }
    }
}
