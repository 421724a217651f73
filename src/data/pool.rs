//! Values that many events share, kept once.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use crate::model::{Citation, Event, Person, PersonIx, Place, PlaceIx, SourceIx, Tag, TagIx};

/// A list without duplicates, numbered from where a registry ends.
#[derive(Debug)]
pub struct Interner<T> {
    /// The values.
    pub items: Vec<T>,
    base: u32,
    /// By digest alone: a second value with the same digest is kept again, which is rare and does no harm.
    seen: HashMap<u64, u32>,
}

impl<T: Hash + Eq> Interner<T> {
    /// Numbers from `base` on.
    pub fn new(base: usize) -> Self {
        Self {
            items: Vec::new(),
            base: u32::try_from(base).unwrap_or(u32::MAX),
            seen: HashMap::new(),
        }
    }

    /// Returns the number of a value.
    pub fn intern(&mut self, item: T) -> u32 {
        let mut digest = Digest::default();
        item.hash(&mut digest);
        let next = u32::try_from(self.items.len()).unwrap_or(u32::MAX);
        let at = *self.seen.entry(digest.finish()).or_insert(next);
        if self.items.get(at as usize) == Some(&item) {
            return self.base.saturating_add(at);
        }
        self.items.push(item);
        self.base.saturating_add(next)
    }

    /// Takes in the values of another list of the same base; returns their numbers here.
    fn absorb(&mut self, other: Self) -> Renumber {
        Renumber {
            base: self.base,
            to: other
                .items
                .into_iter()
                .map(|item| self.intern(item))
                .collect(),
        }
    }
}

/// A digest of a value, much faster than the hash of a map; who makes two values of one digest gets both kept.
#[derive(Default)]
struct Digest(u64);

impl Digest {
    fn add(&mut self, word: u64) {
        /// An odd number without a pattern: the fraction of the golden ratio.
        const FACTOR: u128 = 0x9E37_79B9_7F4A_7C15;
        let product = u128::from(self.0.rotate_left(23) ^ word) * FACTOR;
        let (low, high) = (product & u128::from(u64::MAX), product >> 64);
        self.0 = u64::try_from(low ^ high).unwrap_or_default();
    }
}

impl Hasher for Digest {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.add(u64::from_le_bytes(*word));
        }
        let rest = rest
            .iter()
            .fold(0, |word, &byte| word << 8 | u64::from(byte));
        self.add(rest ^ (bytes.len() as u64) << 56);
    }

    fn write_u8(&mut self, byte: u8) {
        self.add(byte.into());
    }

    fn write_u64(&mut self, word: u64) {
        self.add(word);
    }

    fn write_usize(&mut self, word: usize) {
        self.add(word as u64);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// New numbers for what one thread numbered; none where they stay.
#[derive(Debug, Default)]
struct Renumber {
    base: u32,
    to: Vec<u32>,
}

impl Renumber {
    fn apply(&self, number: &mut u32) {
        if let Some(&to) = number
            .checked_sub(self.base)
            .and_then(|at| self.to.get(at as usize))
        {
            *number = to;
        }
    }
}

/// What events share that is in no registry.
#[derive(Debug)]
pub struct Pool {
    /// People.
    pub people: Interner<Person>,
    /// Places.
    pub places: Interner<Place>,
    /// Sources.
    pub sources: Interner<Citation>,
    /// Topic tags.
    pub tags: Interner<Tag>,
}

impl Pool {
    /// Takes in what another thread kept; its events are to be renumbered accordingly.
    pub fn absorb(&mut self, other: Self) -> Renumbering {
        Renumbering {
            people: self.people.absorb(other.people),
            places: self.places.absorb(other.places),
            sources: self.sources.absorb(other.sources),
            tags: self.tags.absorb(other.tags),
        }
    }
}

/// New numbers for everything that one thread numbered.
#[derive(Debug, Default)]
pub struct Renumbering {
    people: Renumber,
    places: Renumber,
    sources: Renumber,
    tags: Renumber,
}

impl Renumbering {
    /// Gives an event of that thread its new numbers.
    pub fn apply(&self, event: &mut Event) {
        let person = |PersonIx(number): &mut PersonIx| self.people.apply(number);
        let place = |PlaceIx(number): &mut PlaceIx| self.places.apply(number);
        let source = |SourceIx(number): &mut SourceIx| self.sources.apply(number);
        event
            .participants
            .iter_mut()
            .for_each(|participant| person(&mut participant.person));
        event.place.iter_mut().for_each(place);
        event
            .local
            .iter_mut()
            .for_each(|local| place(&mut local.place));
        event.sources.iter_mut().for_each(source);
        for quote in &mut event.quotes {
            person(&mut quote.by.person);
            quote.source.iter_mut().for_each(source);
        }
        for topic in &mut event.topics {
            let TagIx(number) = &mut topic.tag;
            self.tags.apply(number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_has_another_digest() {
        let texts = [
            "",
            "\0",
            "a",
            "aa",
            "aaaaaaaa",
            "aaaaaaaaa",
            "aaaaaaaab",
            "baaaaaaaa",
        ];
        let digests: std::collections::HashSet<u64> = texts
            .iter()
            .flat_map(|one| texts.iter().map(move |other| (one, other)))
            .map(|pair| {
                let mut digest = Digest::default();
                pair.hash(&mut digest);
                digest.finish()
            })
            .collect();
        assert_eq!(digests.len(), texts.len() * texts.len());
    }

    #[test]
    fn the_same_value_gets_the_same_number() {
        let mut one = Interner::new(10);
        assert_eq!(
            [one.intern("a"), one.intern("b"), one.intern("a")],
            [10, 11, 10]
        );
        let mut two = Interner::new(10);
        two.intern("b");
        two.intern("c");
        let renumber = one.absorb(two);
        let mut numbers = [3, 10, 11];
        for number in &mut numbers {
            renumber.apply(number);
        }
        assert_eq!(numbers, [3, 11, 12]);
    }
}
