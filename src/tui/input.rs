//! What the terminal, the kernel and other threads tell the main thread.

use crate::config::Chord;

/// Something that happened outside the session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed.
    Chord(Chord),
    /// A text was pasted: at most [`PASTE_BYTES`](crate::tui::keys::PASTE_BYTES), without control characters
    /// other than `\n` and `\t`.
    Paste(String),
    /// The terminal's size may have changed; [`Terminal`](crate::tui::Terminal) knows it.
    Resize,
    /// The program runs again after it was stopped; the screen may show something else.
    Continued,
    /// Somebody asks the program to stop for a while (SIGTSTP from outside).
    Suspend,
    /// Another thread left something to look at.
    Wake,
    /// The [`Ui`](crate::tui::Ui)'s deadline has passed.
    Deadline,
    /// A signal asks the program to end.
    Terminate(Signal),
    /// The terminal is gone: nobody reads, nobody types.
    Gone,
}

/// A signal that ends the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// The terminal was closed.
    Hangup,
    /// Interrupted from outside; the key Ctrl-c is a chord.
    Interrupt,
    /// Quit from outside.
    Quit,
    /// Asked to end.
    Terminate,
}

impl Signal {
    /// Returns the exit status of a program that the signal ended: 128 and its number.
    pub const fn exit_code(self) -> u8 {
        128 + match self {
            Self::Hangup => 1,
            Self::Interrupt => 2,
            Self::Quit => 3,
            Self::Terminate => 15,
        }
    }
}
