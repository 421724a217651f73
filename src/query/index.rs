//! Bitmaps per value and folded text: what makes a query instant.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::bitmap::Bitmap;
use super::dates::Dates;
use super::eval;
use super::filter::{Query, Term};
use super::text::FoldedText;
use crate::model::{Country, Fold, Ix, Timeline};

/// What a query means depends on the day and on which predecessor states count.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope {
    /// The day that `today` and `-30d` count from.
    pub(super) today: NaiveDate,
    /// Which predecessor states a country also finds.
    pub(super) fold: Fold,
}

/// The index of one timeline.
#[derive(Debug, Default)]
pub struct Index {
    len: usize,
    /// Which predecessor states a country also finds.
    fold: Fold,
    /// The events that each country takes part in, by its own code.
    parties: BTreeMap<Country, Bitmap>,
    /// The events of each country with those of its predecessors, as the index was built to fold.
    folded: BTreeMap<Country, Bitmap>,
    /// The events of each topic, by the number of its tag.
    topics: Vec<Bitmap>,
    dates: Dates,
    text: FoldedText,
}

impl Index {
    /// Reads a timeline once; `fold` says which predecessor states a country also finds.
    pub fn build(timeline: &Timeline, fold: Fold) -> Self {
        let len = timeline.len();
        let mut index = Self {
            len,
            fold,
            topics: vec![Bitmap::none(len); timeline.tags().len()],
            dates: Dates::build(timeline),
            text: FoldedText::build(timeline),
            ..Self::default()
        };
        let countries = timeline.countries();
        for (ix, event) in (0u32..).map(Ix).zip(timeline.events()) {
            for &party in &event.countries {
                let own = index.parties.entry(party);
                own.or_insert_with(|| Bitmap::none(len)).insert(ix);
                let lane = index.folded.entry(countries.folded(party, fold));
                lane.or_insert_with(|| Bitmap::none(len)).insert(ix);
            }
            for topic in &event.topics {
                if let Some(set) = index.topics.get_mut(topic.tag.at()) {
                    set.insert(ix);
                }
            }
        }
        index
    }

    /// Returns the events for which the query holds; `today` is the day that `today` and `-30d` count from.
    pub fn select(&self, timeline: &Timeline, query: &Query, today: NaiveDate) -> Bitmap {
        let mut set = Bitmap::all(self.len);
        for term in &query.terms {
            set.and(&self.term(timeline, term, today));
        }
        set
    }

    /// Returns the events for which one term holds.
    pub fn term(&self, timeline: &Timeline, term: &Term, today: NaiveDate) -> Bitmap {
        let scope = Scope {
            today,
            fold: self.fold,
        };
        let found = eval::test(self, timeline, &term.test, scope);
        if !term.negated {
            return found;
        }
        let mut others = Bitmap::all(self.len);
        others.and_not(&found);
        others
    }

    /// Returns the events that hold a text anywhere, folded; none for a text that folds to nothing.
    pub fn search(&self, text: &str) -> Bitmap {
        self.text.find(text)
    }

    /// Returns how many events of a set each country takes part in, for every country with any event
    /// in the timeline, predecessors folded as the index was built; in no particular order.
    pub fn country_counts(&self, within: &Bitmap) -> Vec<(Country, usize)> {
        self.folded
            .iter()
            .map(|(&country, set)| (country, set.count_and(within)))
            .collect()
    }

    /// Returns when the events lie.
    pub const fn dates(&self) -> &Dates {
        &self.dates
    }

    /// Returns the events of a country with those of its predecessors, as the index was built to fold; none for a
    /// country that folds into another.
    pub fn lane(&self, country: Country) -> Option<&Bitmap> {
        self.folded.get(&country)
    }

    /// Returns over how many events the index is.
    pub(super) const fn len(&self) -> usize {
        self.len
    }

    /// Returns the events that a country takes part in, its predecessors' with them.
    pub(super) fn party(&self, country: Country) -> Bitmap {
        let mut set = Bitmap::none(self.len);
        for sets in [&self.parties, &self.folded] {
            if let Some(own) = sets.get(&country) {
                set.or(own);
            }
        }
        set
    }

    /// Returns the events of a topic.
    pub(super) fn topic(&self, tag: usize) -> Option<&Bitmap> {
        self.topics.get(tag)
    }
}
