//! How many events each value of a facet has, under what else is asked for.

use crate::query::{Bitmap, Choice, Facet, Mode, Query, Value};
use crate::view::cx::Cx;

/// The events among which the values of a facet are counted, and how many of them each entry has.
#[derive(Debug)]
pub(super) struct Counts {
    facet: Facet,
    /// What a value that is not picked would join or narrow.
    open: Among,
    /// What a chosen value stands for alone.
    chosen: Among,
    /// What an excluded value takes its events from.
    excluded: Among,
}

/// A set of events, and how many of them each entry of a facet has.
#[derive(Clone, Debug)]
struct Among {
    set: Bitmap,
    entries: Vec<usize>,
}

impl Counts {
    /// Counts under the other terms of a query: for a value that is not picked what it would give with those that
    /// must be there too and without those that must not, for a chosen one what it gives alone, for an excluded one
    /// what it takes away.
    pub(super) fn new(facet: Facet, query: &Query, choice: &Choice<Value>, cx: &Cx<'_>) -> Self {
        let among = |choice: &Choice<Value>| {
            let set = cx.session.found(&query.with_picked(facet, choice));
            let entries = cx.session.index.counts(facet, &set);
            Among { set, entries }
        };
        let excluded = among(&Choice::default());
        let mut others = Choice {
            members: Vec::new(),
            ..choice.clone()
        };
        let chosen = if others.is_empty() {
            excluded.clone()
        } else {
            among(&others)
        };
        let open = match choice.mode {
            Mode::AnyOf | Mode::Only => chosen.clone(),
            _ if choice.members.is_empty() => chosen.clone(),
            // A third country makes them all take part.
            Mode::Together | Mode::Directed | Mode::Reversed => {
                others.members.clone_from(&choice.members);
                others.mode = Mode::Together;
                among(&others)
            }
        };
        Self {
            facet,
            open,
            chosen,
            excluded,
        }
    }

    /// Returns how many events every entry of the facet has that is not picked, in the order of the entries.
    pub(super) fn open(&self) -> &[usize] {
        &self.open.entries
    }

    /// Returns how many events a value has.
    pub(super) fn of(&self, value: &Value, choice: &Choice<Value>, cx: &Cx<'_>) -> usize {
        let among = if choice.excluded.contains(value) {
            &self.excluded
        } else if choice.members.contains(value) {
            &self.chosen
        } else {
            &self.open
        };
        let entry = cx.session.index.entry(self.facet, value);
        if let Some(&count) = entry.and_then(|at| among.entries.get(at)) {
            return count;
        }
        if let &Value::Country(country) = value {
            // A former state beside its successor, or one without events.
            return cx.session.index.country_count(country, &among.set);
        }
        // What only a query says, such as half a name.
        let alone = Choice {
            members: vec![value.clone()],
            ..Choice::default()
        };
        let query = Query::default().with_picked(self.facet, &alone);
        cx.session.found(&query).count_and(&among.set)
    }
}
