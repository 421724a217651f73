//! The kiosk without screen and clock: what is shown to whom, and when everything starts anew.
//!
//! ```text
//!          any key                  Enter
//!  Attract ────────► Start page ──────────► Browsing
//!     ▲ │  ◄──────── (views)    ◄────────── (list, panes, drawers)
//!     │ └─ Enter: the event that is shown ────────────►
//!     └── the countdown that nobody stops, from either
//! ```
//!
//! Times come in as the time since the start, from a clock that never goes back. Nothing is due between cards.

mod cards;
mod doors;
mod exit;

use std::time::Duration;

pub use cards::{Card, cards};
pub use doors::{Door, Lead, doors};

use crate::config::{self, Chord, Key};
use exit::Exit;

/// In the loop the whole screen is drawn anew at least so often: what others wrote over it is gone then.
const REPAINT: Duration = Duration::from_secs(60);
/// So long before its end the program says that it is going to end.
const LAST: Duration = Duration::from_secs(60);
const SECOND: Duration = Duration::from_secs(1);

/// What is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Nobody is there: one event after the other.
    Attract {
        /// The card that is up.
        card: usize,
    },
    /// The start page.
    Start {
        /// The chosen row.
        row: usize,
    },
    /// The timeline.
    Browsing {
        /// The row of the start page to come back to.
        row: usize,
    },
}

/// What a key says on the start page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    /// Choose a row so far from the chosen one.
    Move(isize),
    /// Open the chosen row.
    Open,
    /// Back.
    Back,
    /// Nothing there.
    Other,
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Nothing.
    Same,
    /// The picture changed.
    Draw,
    /// The whole screen is to be drawn.
    Repaint,
    /// What the visitor has brought about is to be forgotten, and the whole screen to be drawn.
    Reset,
    /// The event of a card is to be opened.
    OpenCard(usize),
    /// A row of the start page is to be opened.
    OpenRow(usize),
    /// The key is for the timeline.
    Pass,
    /// The program is to end.
    End,
}

/// The state of the kiosk.
#[derive(Debug)]
pub struct Kiosk {
    idle: Duration,
    countdown: Duration,
    card: Duration,
    /// When the program ends.
    end: Option<Duration>,
    exit: Exit,
    cards: usize,
    rows: usize,
    phase: Phase,
    /// How many cards have been up since the loop began.
    turns: usize,
    /// The latest time that was told.
    now: Duration,
    /// When a key was last heard.
    heard: Duration,
    /// When the card that is up came up.
    turned: Duration,
    /// When the whole screen was last drawn.
    painted: Duration,
    /// Whether it is being asked if someone is still reading.
    asking: bool,
}

impl Kiosk {
    /// Begins with the attract loop at time zero.
    pub fn new(settings: &config::Kiosk) -> Self {
        Self {
            idle: settings.idle,
            countdown: settings.countdown,
            card: settings.card,
            end: (!settings.max_session.is_zero()).then_some(settings.max_session),
            exit: Exit::new(settings.exit.clone()),
            cards: 0,
            rows: 0,
            phase: Phase::Attract { card: 0 },
            turns: 0,
            now: Duration::ZERO,
            heard: Duration::ZERO,
            turned: Duration::ZERO,
            painted: Duration::ZERO,
            asking: false,
        }
    }

    /// Tells how many cards there are and how many rows the start page has; none: there is no start page.
    pub fn fill(&mut self, cards: usize, rows: usize) {
        (self.cards, self.rows) = (cards, rows);
        let last = rows.saturating_sub(1);
        match &mut self.phase {
            Phase::Attract { card } => *card = (*card).min(cards.saturating_sub(1)),
            Phase::Start { row } | Phase::Browsing { row } => *row = (*row).min(last),
        }
    }

    /// Returns what is shown.
    pub const fn phase(&self) -> Phase {
        self.phase
    }

    /// Returns how many cards have been up since the loop began.
    pub const fn turns(&self) -> usize {
        self.turns
    }

    /// Returns the seconds until everything starts anew, while it is asked whether someone is still reading.
    pub fn asking(&self) -> Option<u64> {
        self.asking
            .then(|| seconds(self.reset_at().saturating_sub(self.now)))
    }

    /// Returns the seconds until the program ends, in its last minute.
    pub fn ending(&self) -> Option<u64> {
        let left = self.end?.saturating_sub(self.now);
        (left <= LAST).then(|| seconds(left))
    }

    /// Returns when [`tick`](Self::tick) is next due.
    pub fn due(&self) -> Option<Duration> {
        let of_phase = match self.phase {
            Phase::Attract { .. } => self.turn_at().min(self.painted + REPAINT),
            Phase::Start { .. } | Phase::Browsing { .. } if self.asking => {
                next_second(self.reset_at(), self.now)
            }
            Phase::Start { .. } | Phase::Browsing { .. } => self.heard + self.idle,
        };
        let of_end = self.end.map(|end| {
            if self.now + LAST < end {
                end.saturating_sub(LAST)
            } else {
                next_second(end, self.now)
            }
        });
        Some(of_end.map_or(of_phase, |end| end.min(of_phase)))
    }

    /// Tells the time.
    pub fn tick(&mut self, now: Duration) -> Answer {
        let shown = (self.asking(), self.ending());
        self.now = now.max(self.now);
        if self.end.is_some_and(|end| end <= self.now) {
            return Answer::End;
        }
        let answer = match self.phase {
            Phase::Attract { card } => self.loop_on(card),
            Phase::Start { .. } | Phase::Browsing { .. } => {
                self.asking = self.heard + self.idle <= self.now;
                if self.asking && self.reset_at() <= self.now {
                    self.exit.forget();
                    return self.reset();
                }
                Answer::Same
            }
        };
        match answer {
            Answer::Same if shown != (self.asking(), self.ending()) => Answer::Draw,
            answer => answer,
        }
    }

    /// Takes a key; [`tick`](Self::tick) has been told the time of it. `press` is what it says on the start page.
    pub fn key(&mut self, chord: Chord, press: Press) -> Answer {
        if self.exit.hear(chord) {
            return Answer::End;
        }
        self.heard = self.now;
        if std::mem::take(&mut self.asking) {
            return Answer::Draw;
        }
        match self.phase {
            Phase::Attract { card } if chord == Chord::plain(Key::Enter) && self.cards > 0 => {
                self.phase = Phase::Browsing { row: 0 };
                Answer::OpenCard(card)
            }
            Phase::Attract { .. } => self.leave_loop(),
            Phase::Start { row } => self.key_at_start(row, press),
            Phase::Browsing { .. } => Answer::Pass,
        }
    }

    /// Hears that someone is there, as by a paste: it stops the countdown and does nothing else.
    pub fn stir(&mut self) -> Answer {
        self.heard = self.now;
        if std::mem::take(&mut self.asking) {
            return Answer::Draw;
        }
        match self.phase {
            Phase::Browsing { .. } => Answer::Pass,
            Phase::Attract { .. } | Phase::Start { .. } => Answer::Same,
        }
    }

    /// Leaves the timeline: for the start page, or for the loop where there is none.
    pub fn leave(&mut self) -> Answer {
        match self.phase {
            Phase::Browsing { row } if self.rows > 0 => {
                self.phase = Phase::Start { row };
                Answer::Draw
            }
            _ => self.reset(),
        }
    }

    fn leave_loop(&mut self) -> Answer {
        self.phase = if self.rows > 0 {
            Phase::Start { row: 0 }
        } else {
            Phase::Browsing { row: 0 }
        };
        Answer::Draw
    }

    fn key_at_start(&mut self, row: usize, press: Press) -> Answer {
        match press {
            Press::Move(by) => {
                let last = self.rows.saturating_sub(1);
                let there = row.saturating_add_signed(by).min(last);
                self.phase = Phase::Start { row: there };
                if there == row {
                    Answer::Same
                } else {
                    Answer::Draw
                }
            }
            Press::Open => {
                self.phase = Phase::Browsing { row };
                Answer::OpenRow(row)
            }
            Press::Back => self.reset(),
            Press::Other => Answer::Same,
        }
    }

    /// Shows the next card when its time has come.
    fn loop_on(&mut self, card: usize) -> Answer {
        let turn = self.turn_at() <= self.now;
        if turn {
            self.turned = self.now;
            self.turns = self.turns.wrapping_add(1);
            let card = (card + 1).checked_rem(self.cards).unwrap_or(0);
            self.phase = Phase::Attract { card };
        }
        if self.painted + REPAINT <= self.now {
            self.painted = self.now;
            Answer::Repaint
        } else if turn {
            Answer::Draw
        } else {
            Answer::Same
        }
    }

    fn reset(&mut self) -> Answer {
        self.phase = Phase::Attract { card: 0 };
        self.turns = 0;
        self.turned = self.now;
        self.painted = self.now;
        self.asking = false;
        Answer::Reset
    }

    fn turn_at(&self) -> Duration {
        self.turned + self.card
    }

    fn reset_at(&self) -> Duration {
        self.heard + self.idle + self.countdown
    }
}

/// Returns a time left in seconds, a begun one being a whole one.
fn seconds(left: Duration) -> u64 {
    left.as_secs() + u64::from(left.subsec_nanos() > 0)
}

/// Returns when the seconds left until a time are one less, or that time itself.
fn next_second(end: Duration, now: Duration) -> Duration {
    let left = seconds(end.saturating_sub(now)).saturating_sub(1);
    end.saturating_sub(SECOND * u32::try_from(left).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests;
