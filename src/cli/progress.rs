//! How far reading has come, on standard error where that is a terminal.

use std::io::{IsTerminal as _, Write as _, stderr};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::data::Progress;
use crate::text::{SafeText, counted};

/// Reading that is over sooner says nothing.
const PATIENCE: Duration = Duration::from_millis(500);
/// Time between two lines.
const PACE: Duration = Duration::from_millis(100);
/// Cells of the bar.
const BAR: usize = 24;

/// A line that grows while files are read and is gone when they are.
#[derive(Debug)]
pub struct Line {
    name: SafeText,
    /// When the next line is due; `None` where nobody watches.
    due: Option<Mutex<Instant>>,
    /// Whether there is a line to take away.
    written: AtomicBool,
}

impl Line {
    /// Begins to wait; `name` says what is read.
    pub fn new(name: &str) -> Self {
        let watched = stderr().is_terminal();
        Self {
            name: SafeText::message(name, 30),
            due: watched.then(|| Mutex::new(Instant::now() + PATIENCE)),
            written: AtomicBool::new(false),
        }
    }

    /// Takes note of how far it has come; writes when it is time to.
    pub fn tell(&self, progress: Progress) {
        let Some(Ok(mut due)) = self.due.as_ref().map(Mutex::try_lock) else {
            return;
        };
        let now = Instant::now();
        if now < *due {
            return;
        }
        *due = now + PACE;
        self.written.store(true, Ordering::Relaxed);
        write!(stderr(), "\r{}\x1b[K", bar(&self.name, progress)).ok();
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        if self.written.load(Ordering::Relaxed) {
            write!(stderr(), "\r\x1b[K").ok();
        }
    }
}

/// "big.toml [#########...............]  38 %  38,204 events".
fn bar(name: &SafeText, progress: Progress) -> String {
    let percent = usize::from(progress.percent());
    let full = BAR * percent / 100;
    let rest = BAR - full;
    let events = match progress.events {
        0 => "looked through".to_owned(),
        events => counted(events, "event", "events"),
    };
    format!(
        "{name} [{}{}] {percent:>3} %  {events}",
        "#".repeat(full),
        ".".repeat(rest)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_says_what_how_far_and_how_many() {
        let at = |done, events| {
            bar(
                &SafeText::field("big.toml"),
                Progress {
                    done,
                    total: 200,
                    events,
                },
            )
        };
        assert_eq!(
            at(0, 0),
            "big.toml [........................]   0 %  looked through"
        );
        assert_eq!(
            at(76, 38_204),
            "big.toml [#########...............]  38 %  38,204 events"
        );
        assert_eq!(
            at(900, 1),
            "big.toml [########################] 100 %  1 event"
        );
    }
}
