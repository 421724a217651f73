//! Noticing that event files have changed, by looking at them once a second.
//!
//! A look costs a `stat`. It works on network disks and in containers, has no limit per user, and cannot be set off by
//! its own reading, as the kernel's notifications can. What was read last and found good is shown until something
//! complete and good is there:
//!
//! - A file that is being written is left alone until it has not changed from one look to the next, and what was read
//!   counts only if it had not changed afterwards either.
//! - A half-written file is often a valid file with fewer events. One that lost more than half of them, or all,
//!   must stay as it is for [`DOUBT`] before it is believed.
//! - Whatever came of it, one state of the files is read once. Only what could not be read is tried again.
//!
//! [`Watch`] is the judgement alone, without files and clocks; [`Poller`] looks and reads.

mod poller;
mod stamp;

use std::io;
use std::time::{Duration, Instant};

pub use poller::{Change, Poller};
pub use stamp::Stamp;

/// The time between two looks.
pub const PERIOD: Duration = Duration::from_secs(1);

/// How long files that lost most of their events must stay as they are.
pub const DOUBT: Duration = Duration::from_secs(10);

/// What was seen and read of files whose state is an `S`.
#[derive(Clone, Debug)]
pub struct Watch<S> {
    /// The state that was dealt with: shown, or refused for good.
    settled: S,
    /// How many events are shown.
    events: usize,
    /// What the last look saw.
    seen: Seen<S>,
    /// A state with suspiciously few events, and when that was noticed.
    doubted: Option<(S, Instant)>,
    /// What was told of not seeing or not reading the files; it is told once.
    trouble: Option<Trouble<S>>,
}

/// What a look saw: the state of the files, or why there is none.
pub type Seen<S> = Result<S, io::ErrorKind>;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Trouble<S> {
    /// The files cannot be looked at.
    Unseen(io::ErrorKind),
    /// In this state they can be looked at, but not read.
    Unread(S),
}

/// What a look asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing.
    Wait,
    /// Reading the files, looking at them again, and [`judging`](Watch::judge) what came of it.
    Read,
    /// Telling that they cannot be looked at.
    TellLost(io::ErrorKind),
    /// Telling that they are back, as they were.
    TellBack,
}

/// What came of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// So many events, and no error.
    Sound(usize),
    /// Something is wrong with what stands in the files.
    Faulty,
    /// The system did not let them be read.
    Unreadable,
}

/// What to do with what was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Show it.
    Show,
    /// Drop it, without a word: the files have changed meanwhile, or all has been said.
    Drop,
    /// Drop it, and tell why.
    Refuse,
    /// Drop it, and tell that it will be shown if it stays so.
    Doubt,
}

impl<S: Clone + PartialEq> Watch<S> {
    /// Begins with files in a state that is shown, and the number of events in it.
    pub fn new(state: S, events: usize) -> Self {
        Self {
            settled: state.clone(),
            events,
            seen: Ok(state),
            doubted: None,
            trouble: None,
        }
    }

    /// Takes down how many events are shown.
    pub const fn shows(&mut self, events: usize) {
        self.events = events;
    }

    /// Takes in what a look saw; looks come every [`PERIOD`].
    pub fn look(&mut self, seen: Seen<S>, now: Instant) -> Step {
        let quiet = self.seen == seen;
        self.seen = seen;
        if !quiet {
            return Step::Wait;
        }
        match &self.seen {
            Err(kind) => {
                let trouble = Some(Trouble::Unseen(*kind));
                if self.trouble == trouble {
                    return Step::Wait;
                }
                self.trouble = trouble;
                Step::TellLost(*kind)
            }
            Ok(state) if *state == self.settled => match self.trouble.take() {
                None => Step::Wait,
                Some(_) => Step::TellBack,
            },
            Ok(state) => match &self.doubted {
                Some((doubted, since))
                    if doubted == state && now.duration_since(*since) < DOUBT =>
                {
                    Step::Wait
                }
                _ => Step::Read,
            },
        }
    }

    /// Judges what came of reading, with what a look right afterwards saw.
    pub fn judge(&mut self, outcome: Outcome, after: Seen<S>, now: Instant) -> Verdict {
        let state = match (&self.seen, after) {
            (Ok(before), Ok(after)) if *before == after => after,
            (_, after) => {
                self.seen = after;
                return Verdict::Drop;
            }
        };
        match outcome {
            Outcome::Unreadable => {
                let trouble = Some(Trouble::Unread(state));
                if self.trouble == trouble {
                    return Verdict::Drop;
                }
                self.trouble = trouble;
                return Verdict::Refuse;
            }
            Outcome::Sound(events) if self.lost_most(events) && !self.doubts(&state) => {
                self.trouble = None;
                self.doubted = Some((state, now));
                return Verdict::Doubt;
            }
            Outcome::Sound(events) => self.events = events,
            Outcome::Faulty => {}
        }
        self.settled = state;
        self.doubted = None;
        self.trouble = None;
        if outcome == Outcome::Faulty {
            Verdict::Refuse
        } else {
            Verdict::Show
        }
    }

    /// Returns how many events are shown.
    pub const fn events(&self) -> usize {
        self.events
    }

    const fn lost_most(&self, events: usize) -> bool {
        events < self.events.div_ceil(2)
    }

    /// Says whether a state was doubted before; it is read again only when its time is up.
    fn doubts(&self, state: &S) -> bool {
        self.doubted
            .as_ref()
            .is_some_and(|(doubted, _)| doubted == state)
    }
}

#[cfg(test)]
mod tests;
