//! A set of events of one timeline, one bit each.

use crate::model::Ix;

/// A set of events of one timeline.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Bitmap {
    words: Vec<u64>,
    len: usize,
}

impl Bitmap {
    /// Returns the empty set over `len` events.
    pub fn none(len: usize) -> Self {
        Self {
            words: vec![0; len.div_ceil(64)],
            len,
        }
    }

    /// Returns the set of all `len` events.
    pub fn all(len: usize) -> Self {
        let mut set = Self {
            words: vec![u64::MAX; len.div_ceil(64)],
            len,
        };
        if let Some(last) = set.words.last_mut()
            && !len.is_multiple_of(64)
        {
            *last = (1 << (len % 64)) - 1;
        }
        set
    }

    /// Returns the set of the first `count` of `len` events.
    pub fn first(len: usize, count: usize) -> Self {
        let mut set = Self::all(len);
        set.truncate(count);
        set
    }

    /// Returns over how many events the set is.
    pub const fn capacity(&self) -> usize {
        self.len
    }

    /// Adds an event.
    pub fn insert(&mut self, ix: Ix) {
        if let Some(word) = self.words.get_mut(ix.at() / 64) {
            *word |= 1 << (ix.at() % 64);
        }
    }

    /// Takes out an event.
    pub fn remove(&mut self, ix: Ix) {
        if let Some(word) = self.words.get_mut(ix.at() / 64) {
            *word &= !(1 << (ix.at() % 64));
        }
    }

    /// Says whether an event is in the set.
    pub fn contains(&self, ix: Ix) -> bool {
        self.words
            .get(ix.at() / 64)
            .is_some_and(|word| word >> (ix.at() % 64) & 1 == 1)
    }

    /// Returns how many events are in the set.
    pub fn count(&self) -> usize {
        self.words
            .iter()
            .map(|word| word.count_ones() as usize)
            .sum()
    }

    /// Keeps the events that are in the other set too.
    pub fn and(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }

    /// Adds the events of the other set.
    pub fn or(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word |= other;
        }
    }

    /// Takes out the events of the other set.
    pub fn and_not(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= !other;
        }
    }

    /// Returns how many events are in both sets.
    pub fn count_and(&self, other: &Self) -> usize {
        self.words
            .iter()
            .zip(&other.words)
            .map(|(a, b)| (a & b).count_ones() as usize)
            .sum()
    }

    /// Takes out every event from a place on.
    pub fn truncate(&mut self, end: usize) {
        for (at, word) in self.words.iter_mut().enumerate() {
            let start = at * 64;
            if start >= end {
                *word = 0;
            } else if end - start < 64 {
                *word &= (1 << (end - start)) - 1;
            }
        }
    }

    /// Returns the first event that is not before a place.
    pub fn next(&self, from: Ix) -> Option<Ix> {
        let (first, bit) = (from.at() / 64, from.at() % 64);
        let cut = |at: usize| {
            if at == first {
                u64::MAX << bit
            } else {
                u64::MAX
            }
        };
        let words = self.words.iter().enumerate().skip(first);
        let (at, word) = words
            .map(|(at, word)| (at, word & cut(at)))
            .find(|&(_, word)| word != 0)?;
        Some(place(at, word.trailing_zeros()))
    }

    /// Returns the last event that is not after a place.
    pub fn last(&self, to: Ix) -> Option<Ix> {
        let (last, bit) = (to.at() / 64, to.at() % 64);
        let cut = |at: usize| {
            if at == last {
                u64::MAX >> (63 - bit)
            } else {
                u64::MAX
            }
        };
        let words = self.words.iter().enumerate().take(last + 1).rev();
        let (at, word) = words
            .map(|(at, word)| (at, word & cut(at)))
            .find(|&(_, word)| word != 0)?;
        Some(place(at, word.ilog2()))
    }

    /// Returns how many events of a range are in the set.
    pub fn count_in(&self, range: std::ops::Range<usize>) -> usize {
        let words = self.words.iter().enumerate();
        let words = words.take(range.end.div_ceil(64)).skip(range.start / 64);
        let counts = words.map(|(at, &word)| {
            let below = |end: usize| match end.saturating_sub(at * 64) {
                bits @ 0..64 => word & ((1 << bits) - 1),
                _ => word,
            };
            (below(range.end) & !below(range.start)).count_ones() as usize
        });
        counts.sum()
    }

    /// Returns the events in order.
    pub fn iter(&self) -> impl Iterator<Item = Ix> + '_ {
        (0u32..)
            .step_by(64)
            .zip(&self.words)
            .flat_map(|(base, &word)| {
                std::iter::successors((word != 0).then_some(word), |rest| {
                    let next = rest & (rest - 1);
                    (next != 0).then_some(next)
                })
                .map(move |rest| Ix(base + rest.trailing_zeros()))
            })
    }
}

fn place(word: usize, bit: u32) -> Ix {
    Ix(u32::try_from(word * 64)
        .unwrap_or(u32::MAX)
        .saturating_add(bit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iterates_in_order_over_word_borders() {
        let mut set = Bitmap::none(200);
        for ix in [0, 63, 64, 127, 199] {
            set.insert(Ix(ix));
        }
        assert_eq!(
            set.iter().map(|ix| ix.0).collect::<Vec<_>>(),
            [0, 63, 64, 127, 199]
        );
        assert_eq!(set.count(), 5);
        assert!(set.contains(Ix(64)) && !set.contains(Ix(65)) && !set.contains(Ix(4000)));
    }

    #[test]
    fn neighbours_and_ranges_over_word_borders() {
        let mut set = Bitmap::none(200);
        let members = [0u32, 63, 64, 127, 199].map(Ix);
        for ix in members {
            set.insert(ix);
        }
        for at in (0..260).map(Ix) {
            let next = members.iter().copied().find(|&one| one >= at);
            let last = members.iter().copied().rfind(|&one| one <= at);
            assert_eq!((set.next(at), set.last(at)), (next, last), "{at:?}");
            for end in (at.0..260).map(Ix) {
                let range = members.iter().filter(|one| (at..end).contains(one));
                assert_eq!(
                    set.count_in(at.at()..end.at()),
                    range.count(),
                    "{at:?} {end:?}"
                );
            }
        }
    }

    #[test]
    fn truncates_at_any_place() {
        for end in [0, 1, 63, 64, 65, 130, 500] {
            let mut set = Bitmap::all(130);
            set.truncate(end);
            assert_eq!(set.count(), end.min(130));
        }
    }

    #[test]
    fn all_holds_no_bit_past_the_end() {
        for len in [0, 1, 63, 64, 65, 130] {
            assert_eq!(Bitmap::all(len).count(), len);
            assert_eq!(Bitmap::all(len).iter().count(), len);
        }
    }
}
