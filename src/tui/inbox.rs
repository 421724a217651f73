//! The queue of inputs between the threads that notice them and the main thread that acts on them.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::input::Input;

/// Keys and pastes that wait at most; readers stop reading when so many wait.
pub const CAPACITY: usize = 256;

/// A bounded queue of inputs; clones share it.
///
/// Putting something in never blocks and never fails. What the main thread needs only once stands in it only
/// once: resizes, wake-ups, the end of the terminal. Keys that repeat are merged when the queue is half full,
/// so that a key held down, or a flood, does not go on after it was let go.
#[derive(Clone, Debug, Default)]
pub struct Inbox {
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    letters: Mutex<Letters>,
    arrived: Condvar,
}

#[derive(Debug, Default)]
struct Letters {
    queue: VecDeque<Input>,
    nudged: bool,
}

impl Inbox {
    /// Returns an empty inbox.
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts an input at the end, merges it with one that waits, or drops it when the inbox is full.
    pub fn push(&self, input: Input) {
        let mut letters = self.lock();
        let queue = &mut letters.queue;
        let waits = match input {
            Input::Chord(_) | Input::Paste(_) => {
                queue.len() >= CAPACITY
                    || queue.len() >= CAPACITY / 2 && queue.back() == Some(&input)
            }
            // A dozen different ones exist; each waits once.
            _ => queue.contains(&input),
        };
        if !waits {
            queue.push_back(input);
            self.shared.arrived.notify_one();
        }
    }

    /// Ends the wait of the main thread, or its next one, without an input.
    pub fn nudge(&self) {
        self.lock().nudged = true;
        self.shared.arrived.notify_one();
    }

    /// Returns how many more keys the inbox takes before it drops any.
    pub fn room(&self) -> usize {
        CAPACITY.saturating_sub(self.lock().queue.len())
    }

    /// Takes the next input without waiting.
    pub fn take(&self) -> Option<Input> {
        self.lock().queue.pop_front()
    }

    /// Waits for an input until a deadline; for ever when there is none.
    ///
    /// Returns `None` when the deadline has passed or somebody [nudged](Self::nudge).
    pub fn wait(&self, deadline: Option<Instant>) -> Option<Input> {
        let mut letters = self.lock();
        loop {
            let nudged = std::mem::take(&mut letters.nudged);
            if let Some(input) = letters.queue.pop_front() {
                return Some(input);
            }
            let left = deadline.map(|at| at.saturating_duration_since(Instant::now()));
            letters = match left {
                _ if nudged => return None,
                Some(Duration::ZERO) => return None,
                Some(left) => {
                    let waited = self.shared.arrived.wait_timeout(letters, left);
                    waited.unwrap_or_else(PoisonError::into_inner).0
                }
                None => {
                    let waited = self.shared.arrived.wait(letters);
                    waited.unwrap_or_else(PoisonError::into_inner)
                }
            };
        }
    }

    fn lock(&self) -> MutexGuard<'_, Letters> {
        let lock = self.shared.letters.lock();
        lock.unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Chord, Key};
    use crate::tui::Signal;

    fn key(c: char) -> Input {
        Input::Chord(Chord::plain(Key::Char(c)))
    }

    fn drain(inbox: &Inbox) -> Vec<Input> {
        std::iter::from_fn(|| inbox.take()).collect()
    }

    #[test]
    fn keeps_the_order() {
        let inbox = Inbox::new();
        let inputs = [key('a'), Input::Resize, key('a'), key('b')];
        inputs.iter().cloned().for_each(|input| inbox.push(input));
        assert_eq!(drain(&inbox), inputs);
    }

    #[test]
    fn what_is_needed_once_waits_once() {
        let inbox = Inbox::new();
        for _ in 0..3 {
            inbox.push(Input::Resize);
            inbox.push(Input::Wake);
            inbox.push(Input::Terminate(Signal::Terminate));
            inbox.push(Input::Gone);
        }
        assert_eq!(drain(&inbox).len(), 4);
    }

    #[test]
    fn a_held_key_is_merged_when_the_queue_is_half_full() {
        let inbox = Inbox::new();
        (0..10_000).for_each(|_| inbox.push(key('j')));
        inbox.push(key('q'));
        let inputs = drain(&inbox);
        assert_eq!(inputs.len(), CAPACITY / 2 + 1);
        assert_eq!(inputs.last(), Some(&key('q')));
    }

    #[test]
    fn a_flood_is_bounded_and_signals_still_get_in() {
        let inbox = Inbox::new();
        for _ in 0..10_000 {
            inbox.push(key('j'));
            inbox.push(key('k'));
        }
        assert_eq!(inbox.room(), 0);
        inbox.push(Input::Gone);
        let inputs = drain(&inbox);
        assert_eq!(inputs.len(), CAPACITY + 1);
        assert_eq!(inputs.last(), Some(&Input::Gone));
    }

    #[test]
    fn waits_until_the_deadline_an_input_or_a_nudge() {
        let inbox = Inbox::new();
        assert_eq!(inbox.wait(Some(Instant::now())), None);
        let other = inbox.clone();
        let thread = std::thread::spawn(move || other.push(Input::Wake));
        assert_eq!(inbox.wait(None), Some(Input::Wake));
        thread.join().unwrap();
        inbox.nudge();
        assert_eq!(inbox.wait(None), None);
    }
}
