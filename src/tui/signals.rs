//! Signals as inputs: a handler writes into a pipe that the reader's `poll(2)` watches beside the keyboard.

use std::io;
use std::os::fd::{AsFd as _, BorrowedFd};
use std::os::unix::net::UnixStream;

use signal_hook::consts as number;
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;

use super::input::{Input, Signal};

/// What the signals say. Those that say nothing are watched so that they do not kill the program while the screen is its.
const MEANINGS: &[(i32, Option<Input>)] = &[
    (number::SIGWINCH, Some(Input::Resize)),
    (number::SIGCONT, Some(Input::Continued)),
    (number::SIGTSTP, Some(Input::Suspend)),
    (number::SIGHUP, Some(Input::Terminate(Signal::Hangup))),
    (number::SIGINT, Some(Input::Terminate(Signal::Interrupt))),
    (number::SIGQUIT, Some(Input::Terminate(Signal::Quit))),
    (number::SIGTERM, Some(Input::Terminate(Signal::Terminate))),
    (number::SIGUSR1, None),
    (number::SIGUSR2, None),
    (number::SIGALRM, None),
];

/// The signals that have arrived.
#[derive(Debug)]
pub struct Signals {
    delivery: SignalDelivery<UnixStream, SignalOnly>,
}

impl Signals {
    /// Begins to watch the signals.
    ///
    /// # Errors
    ///
    /// The pipe or the handlers are refused.
    pub fn register() -> io::Result<Self> {
        let (read, write) = UnixStream::pair()?;
        let watched = MEANINGS.iter().map(|(number, _)| number);
        let delivery = SignalDelivery::with_pipe(read, write, SignalOnly, watched)?;
        Ok(Self { delivery })
    }

    /// Returns what becomes readable when a signal arrives.
    pub(super) fn watched(&self) -> BorrowedFd<'_> {
        self.delivery.get_read().as_fd()
    }

    /// Takes what has arrived, without waiting.
    pub(super) fn take(&mut self) -> impl Iterator<Item = Input> {
        self.delivery.pending().filter_map(|arrived| {
            let row = MEANINGS.iter().find(|(number, _)| *number == arrived);
            row.and_then(|(_, input)| input.clone())
        })
    }
}
