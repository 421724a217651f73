//! Bitmaps per value and folded text: what makes a query instant.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::bitmap::Bitmap;
use super::columns::Column;
use super::dates::Dates;
use super::eval;
use super::facet::{Entry, Facet, Value};
use super::filter::{Query, Term, Test};
use super::marks::Marks;
use super::names::Names;
use super::text::FoldedText;
use crate::model::{Country, Fold, Ix, Kind, Level, PersonIx, PlaceIx, Status, Timeline};
use crate::text::Rank;

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
    marks: Marks,
    /// The values of each facet and their events; of the countries the entries alone.
    columns: BTreeMap<Facet, Column>,
    people: Names,
    places: Names,
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
            marks: Marks::build(timeline),
            people: Names::people(timeline),
            places: Names::places(timeline, fold),
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
        let columns = Facet::ALL
            .iter()
            .map(|&facet| (facet, index.column(timeline, facet)));
        index.columns = columns.collect();
        index
    }

    fn column(&self, timeline: &Timeline, facet: Facet) -> Column {
        match facet {
            Facet::Country => {
                let countries = timeline.countries();
                let names = self
                    .folded
                    .keys()
                    .map(|&country| (country, countries.name(country)));
                Column::countries(names)
            }
            Facet::Person => Column::people(timeline, &self.people),
            Facet::Topic => Column::topics(timeline),
            Facet::Kind => Column::words(timeline, Kind::ALL, (Kind::word, Kind::label), |event| {
                event.kind
            }),
            Facet::Status => {
                let words = (Status::word as _, Status::label as _);
                Column::words(timeline, Status::ALL, words, |event| event.status)
            }
            Facet::Level => {
                let words = (Level::word as _, Level::label as _);
                Column::words(timeline, Level::ALL, words, |event| event.level)
            }
            Facet::Place => Column::places(timeline, &self.places),
            Facet::Year => Column::years(timeline),
        }
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

    /// Returns the values of a facet: the countries with any event, predecessors folded as the index was built;
    /// everybody and every place and topic of the timeline; every word of a closed list; every year from the first
    /// to the last.
    pub fn entries(&self, facet: Facet) -> &[Entry] {
        self.columns
            .get(&facet)
            .map_or(&[], |column| &column.entries)
    }

    /// Returns the place of a value among the entries of a facet.
    pub fn entry(&self, facet: Facet, value: &Value) -> Option<usize> {
        self.columns.get(&facet)?.find(value)
    }

    /// Returns how many events of a set each value of a facet has, in the order of its entries: for each as many as
    /// a query for it finds among them.
    pub fn counts(&self, facet: Facet, within: &Bitmap) -> Vec<usize> {
        let Some(column) = self.columns.get(&facet) else {
            return Vec::new();
        };
        if facet != Facet::Country {
            return column.counts(within);
        }
        let countries = column.entries.iter().map(|entry| entry.value.country());
        let sets = countries.map(|country| self.folded.get(&country?));
        sets.map(|set| set.map_or(0, |set| set.count_and(within)))
            .collect()
    }

    /// Returns in how many events of a set a country takes part, its predecessors' with them.
    pub fn country_count(&self, country: Country, within: &Bitmap) -> usize {
        self.party(country).count_and(within)
    }

    /// Returns the entries of a facet that answer what was typed, and how well.
    pub fn search_entries(&self, facet: Facet, typed: &str) -> Vec<(Rank, usize)> {
        self.columns
            .get(&facet)
            .map_or_else(Vec::new, |column| column.search(typed))
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

    /// Returns the condition that finds a person of the timeline: by the key, or by the name where that means fewer
    /// others.
    pub fn person(&self, timeline: &Timeline, person: PersonIx) -> Test {
        let one = timeline.person(person);
        Test::Person(vec![self.people.narrowest(one.key.as_ref(), &one.name)])
    }

    /// Returns the condition that finds a place of the timeline, alike.
    pub fn place(&self, timeline: &Timeline, place: PlaceIx) -> Test {
        let one = timeline.place(place);
        Test::Place(vec![self.places.narrowest(one.key.as_ref(), &one.name)])
    }

    /// Returns whom of all people values mean, by their numbers.
    pub(super) fn people(&self, values: &[Box<str>]) -> Vec<bool> {
        self.people.all(values)
    }

    /// Returns which of all places values mean, by their numbers.
    pub(super) fn places(&self, values: &[Box<str>]) -> Vec<bool> {
        self.places.all(values)
    }

    /// Returns what the events have in lists of their own.
    pub(super) const fn marks(&self) -> &Marks {
        &self.marks
    }

    /// Returns the events of a topic.
    pub(super) fn topic(&self, tag: usize) -> Option<&Bitmap> {
        self.topics.get(tag)
    }
}
