//! The operator's way out: keys that end the program when pressed one after the other.

use std::collections::VecDeque;

use crate::config::Chord;

/// Listens for a sequence; the keys of it do what they always do.
#[derive(Debug)]
pub(super) struct Exit {
    sequence: Vec<Chord>,
    /// The last keys, at most as many as the sequence has.
    heard: VecDeque<Chord>,
}

impl Exit {
    /// An empty sequence is never heard.
    pub(super) const fn new(sequence: Vec<Chord>) -> Self {
        Self {
            sequence,
            heard: VecDeque::new(),
        }
    }

    /// Hears a key; says whether the sequence is complete with it.
    pub(super) fn hear(&mut self, chord: Chord) -> bool {
        if self.sequence.is_empty() {
            return false;
        }
        if self.heard.len() == self.sequence.len() {
            self.heard.pop_front();
        }
        self.heard.push_back(chord);
        self.heard.iter().eq(&self.sequence)
    }

    /// Forgets what was heard.
    pub(super) fn forget(&mut self) {
        // A new one, because how much room a list has kept would tell of who was there.
        self.heard = VecDeque::new();
    }
}
