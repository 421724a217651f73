//! What an event has that lies in lists of its own: a bit for each word, and who is there.
//!
//! To ask the events themselves means to follow the lists of each, which is slow for very many.

use super::bitmap::Bitmap;
use super::filter::Has;
use crate::model::{Event, Ix, OutcomeKind, QuoteKind, RelationKind, Role, Status, Timeline};

/// A word of a closed list that has a bit.
pub(super) trait Word: Copy {
    /// Returns the number of its bit.
    fn bit(self) -> usize;
}

/// Gives each vocabulary the bits behind those of the one before.
macro_rules! words {
    ($from:expr;) => {
        /// All bits find room in one number.
        const _: () = assert!($from <= u64::BITS as usize);
    };
    ($from:expr; $word:ty, $($rest:ty,)*) => {
        impl Word for $word {
            fn bit(self) -> usize {
                $from + self as usize
            }
        }
        words! { $from + <$word>::WORDS.len(); $($rest,)* }
    };
}
words! { 0; Has, Role, QuoteKind, OutcomeKind, RelationKind, }

/// The marks of all events.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// The bits of each event.
    bits: Vec<u64>,
    /// Everyone who takes part in each event or speaks there, by number, one event after another.
    people: Vec<u32>,
    /// Where the people of each event end.
    ends: Vec<usize>,
}

impl Marks {
    /// Reads a timeline.
    pub(super) fn build(timeline: &Timeline) -> Self {
        let mut marks = Self::default();
        for (ix, event) in (0u32..).map(Ix).zip(timeline.events()) {
            let has = Has::ALL
                .iter()
                .filter(|&&has| has_it(timeline, ix, event, has));
            let quotes = event.quotes.iter().map(|quote| quote.kind.bit());
            let outcomes = event.outcomes.iter().map(|outcome| outcome.kind.bit());
            let related = event.related.iter().map(|related| related.kind.bit());
            let words = has.map(|has| has.bit()).chain(roles(event).map(Word::bit));
            let words = words.chain(quotes).chain(outcomes).chain(related);
            marks.bits.push(words.fold(0, |bits, bit| bits | 1 << bit));
            let speakers = event.quotes.iter().map(|quote| quote.by.person.0);
            let taking_part = event.participants.iter().map(|one| one.person.0);
            marks.people.extend(taking_part.chain(speakers));
            marks.ends.push(marks.people.len());
        }
        marks
    }

    /// Returns the events that have any of some words.
    pub(super) fn any<W: Word>(&self, words: &[W]) -> Bitmap {
        let wanted = words.iter().fold(0, |bits, word| bits | 1 << word.bit());
        self.collect(self.bits.iter().map(|bits| bits & wanted != 0))
    }

    /// Returns the events where someone is or speaks who is marked.
    pub(super) fn of_people(&self, marked: &[bool]) -> Bitmap {
        let mut start = 0;
        self.collect(self.ends.iter().map(|&end| {
            let people = self.people.get(start..end).unwrap_or_default();
            start = end;
            people
                .iter()
                .any(|&one| marked.get(one as usize) == Some(&true))
        }))
    }

    /// Collects the events; of each it is told in order whether it is one.
    fn collect(&self, told: impl Iterator<Item = bool>) -> Bitmap {
        let mut found = Bitmap::none(self.bits.len());
        for (ix, _) in (0u32..).map(Ix).zip(told).filter(|&(_, is_one)| is_one) {
            found.insert(ix);
        }
        found
    }
}

/// Returns the roles that someone has in an event. Who is only quoted takes no part, so a speaker counts with a role
/// that was given.
fn roles(event: &Event) -> impl Iterator<Item = Role> {
    let speakers = event.quotes.iter().map(|quote| quote.by.role);
    let given = speakers.filter(|role| *role != Role::Participant);
    event.participants.iter().map(|one| one.role).chain(given)
}

fn has_it(timeline: &Timeline, ix: Ix, event: &Event, has: Has) -> bool {
    match has {
        Has::Quote => !event.quotes.is_empty(),
        Has::Topic => !event.topics.is_empty(),
        Has::Accounts => event.topics.iter().any(|topic| !topic.accounts.is_empty()),
        Has::Source => !event.sources.is_empty(),
        Has::Outcome => !event.outcomes.is_empty(),
        Has::Note => event.note.is_some(),
        Has::Place => event.place.is_some(),
        Has::Translation => {
            !event.text.is_empty()
                || event
                    .quotes
                    .iter()
                    .any(|quote| !quote.translation.is_empty())
        }
        Has::Related => !timeline.links(ix).is_empty(),
        Has::Plan => timeline
            .links(ix)
            .iter()
            .filter_map(|link| link.ix)
            .any(|other| {
                matches!(
                    timeline.event(other).status,
                    Status::Planned | Status::Announced | Status::Postponed
                )
            }),
    }
}
