//! All events of one load, sorted, immutable, with the registries they point into.

use std::cmp::Ordering;

use super::country::Countries;
use super::event::{Citation, Event, EventId, Person, Place, Tag};
use super::kind::RelationKind;
use crate::text::SafeText;
use chrono::NaiveDate;

/// Declares an index into one list of a timeline.
macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);

        impl $name {
            /// Returns the index as a `usize`.
            pub const fn at(self) -> usize {
                self.0 as usize
            }
        }
    };
}

index! {
    /// An event of one timeline, by its place in the order; not valid for another timeline.
    Ix
}
index! {
    /// A person of one timeline.
    PersonIx
}
index! {
    /// A place of one timeline.
    PlaceIx
}
index! {
    /// A source of one timeline.
    SourceIx
}
index! {
    /// A topic tag of one timeline.
    TagIx
}

/// The head of an event file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FileHead {
    /// The title of the collection.
    pub title: Option<SafeText>,
    /// Who keeps it.
    pub curator: Option<SafeText>,
    /// SPDX expression.
    pub licence: Option<SafeText>,
    /// Of the collection.
    pub version: Option<SafeText>,
    /// BCP 47 tag of titles, summaries and notes.
    pub language: Option<SafeText>,
    /// Until which day the curator has checked the facts.
    pub checked: Option<NaiveDate>,
    /// What the collection holds.
    pub description: Option<SafeText>,
}

/// A named filter of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedView {
    /// The name in menus and on the command line.
    pub name: SafeText,
    /// A query of the query language, not yet parsed.
    pub query: SafeText,
}

/// What a loader hands over, in the order of the files.
#[derive(Debug, Default)]
pub struct Parts {
    /// The heads of the files, one each.
    pub heads: Vec<FileHead>,
    /// Events in the order of the files.
    pub events: Vec<Event>,
    /// People by [`PersonIx`].
    pub people: Vec<Person>,
    /// Places by [`PlaceIx`].
    pub places: Vec<Place>,
    /// Sources by [`SourceIx`].
    pub sources: Vec<Citation>,
    /// Tags by [`TagIx`].
    pub tags: Vec<Tag>,
    /// The country table with the files' own codes and names.
    pub countries: Countries,
    /// Named filters.
    pub views: Vec<NamedView>,
}

/// All events of one load: sorted, immutable, indexed. A reload builds another.
#[derive(Debug, Default)]
pub struct Timeline {
    parts: Parts,
    by_id: Vec<u32>,
    incoming: Vec<(u32, u32, RelationKind)>,
}

/// A relation of an event, seen from it, in either direction.
#[derive(Clone, Debug, PartialEq)]
pub struct Link<'a> {
    /// Of which sort.
    pub kind: RelationKind,
    /// Whether the other event states it.
    pub inverse: bool,
    /// The other event, where it is in the timeline.
    pub ix: Option<Ix>,
    /// Its name.
    pub id: &'a EventId,
}

impl Link<'_> {
    /// Returns the words for the relation, as seen from the event at hand.
    pub const fn label(&self) -> &'static str {
        if self.inverse {
            self.kind.inverse_label()
        } else {
            self.kind.label()
        }
    }
}

impl Timeline {
    /// Sorts the events and derives the inverse relations.
    ///
    /// Of events with the same id the first in the order of the files wins look-ups; the loader leaves
    /// the later ones out beforehand.
    pub fn build(mut parts: Parts) -> Self {
        parts.events.sort_by(|a, b| a.when.cmp_order(&b.when));
        let mut by_id: Vec<u32> = (0u32..).take(parts.events.len()).collect();
        by_id.sort_by(|&a, &b| {
            parts.events[a as usize]
                .id
                .cmp(&parts.events[b as usize].id)
                .then(a.cmp(&b))
        });
        let mut timeline = Self {
            parts,
            by_id,
            incoming: Vec::new(),
        };
        let mut incoming = Vec::new();
        for (from, event) in (0u32..).zip(&timeline.parts.events) {
            for related in &event.related {
                if let Some(to) = timeline.find(&related.event.0) {
                    incoming.push((to.0, from, related.kind));
                }
            }
        }
        incoming.sort_by_key(|&(to, from, kind)| (to, from, kind));
        timeline.incoming = incoming;
        timeline
    }

    /// Returns all events in order.
    pub fn events(&self) -> &[Event] {
        &self.parts.events
    }

    /// Returns the number of events.
    pub fn len(&self) -> usize {
        self.parts.events.len()
    }

    /// Says whether there is no event at all.
    pub fn is_empty(&self) -> bool {
        self.parts.events.is_empty()
    }

    /// Returns an event of this timeline.
    ///
    /// # Panics
    /// With an index of another timeline that is past the end of this one.
    pub fn event(&self, ix: Ix) -> &Event {
        &self.parts.events[ix.at()]
    }

    /// Finds an event by its name.
    pub fn find(&self, id: &str) -> Option<Ix> {
        let start = self.by_id.partition_point(|&at| {
            (*self.parts.events[at as usize].id.0).cmp(id) == Ordering::Less
        });
        let &at = self.by_id.get(start)?;
        (*self.parts.events[at as usize].id.0 == *id).then_some(Ix(at))
    }

    /// Returns a person.
    pub fn person(&self, ix: PersonIx) -> &Person {
        &self.parts.people[ix.at()]
    }

    /// Returns all people.
    pub fn people(&self) -> &[Person] {
        &self.parts.people
    }

    /// Returns a place.
    pub fn place(&self, ix: PlaceIx) -> &Place {
        &self.parts.places[ix.at()]
    }

    /// Returns all places.
    pub fn places(&self) -> &[Place] {
        &self.parts.places
    }

    /// Returns a source.
    pub fn source(&self, ix: SourceIx) -> &Citation {
        &self.parts.sources[ix.at()]
    }

    /// Returns all sources.
    pub fn sources(&self) -> &[Citation] {
        &self.parts.sources
    }

    /// Returns a topic tag.
    pub fn tag(&self, ix: TagIx) -> &Tag {
        &self.parts.tags[ix.at()]
    }

    /// Returns all topic tags.
    pub fn tags(&self) -> &[Tag] {
        &self.parts.tags
    }

    /// Returns the country table.
    pub fn countries(&self) -> &Countries {
        &self.parts.countries
    }

    /// Returns the named filters of the files.
    pub fn views(&self) -> &[NamedView] {
        &self.parts.views
    }

    /// Returns the heads of the files.
    pub fn heads(&self) -> &[FileHead] {
        &self.parts.heads
    }

    /// Returns the relations of an event: its own in the order of the file, then those of others to it.
    pub fn links(&self, ix: Ix) -> Vec<Link<'_>> {
        let own = self.event(ix).related.iter().map(|related| Link {
            kind: related.kind,
            inverse: false,
            ix: self.find(&related.event.0),
            id: &related.event,
        });
        let start = self.incoming.partition_point(|&(to, ..)| to < ix.0);
        let others = self.incoming[start..]
            .iter()
            .take_while(|&&(to, ..)| to == ix.0)
            .map(|&(_, from, kind)| Link {
                kind,
                inverse: true,
                ix: Some(Ix(from)),
                id: &self.event(Ix(from)).id,
            });
        own.chain(others).collect()
    }
}
