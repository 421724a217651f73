//! Bitmaps per value and folded text: what makes a query instant.

use chrono::NaiveDate;

use super::bitmap::Bitmap;
use super::filter::{CountryItem, Query, Term, Test};
use crate::model::{Country, Fold, Ix, Timeline};

/// What a query means depends on the day and on which predecessor states count.
#[derive(Clone, Copy, Debug)]
pub struct Scope {
    /// The day that `today` and `-30d` count from.
    pub today: NaiveDate,
    /// Which predecessor states a country also finds.
    pub fold: Fold,
}

/// The index of one timeline.
#[derive(Debug, Default)]
pub struct Index {
    len: usize,
}

impl Index {
    /// Reads a timeline once.
    pub fn build(timeline: &Timeline, _fold: Fold) -> Self {
        Self {
            len: timeline.len(),
        }
    }

    /// Returns the events for which the query holds.
    pub fn select(&self, timeline: &Timeline, query: &Query, scope: Scope) -> Bitmap {
        let mut set = Bitmap::all(self.len);
        for term in &query.terms {
            set.and(&self.term(timeline, term, scope));
        }
        set
    }

    /// Returns the events for which one term holds.
    pub fn term(&self, timeline: &Timeline, term: &Term, scope: Scope) -> Bitmap {
        let mut set = Bitmap::none(self.len);
        let fold = |country: Country| timeline.countries().folded(country, scope.fold);
        if let Test::Country(items) = &term.test {
            for (ix, event) in (0u32..).zip(timeline.events()) {
                let has = |wanted: &Country| {
                    event
                        .countries
                        .iter()
                        .any(|&party| party == *wanted || fold(party) == *wanted)
                };
                let holds = items.iter().any(|item| match item {
                    CountryItem::All(all) => all.iter().all(has),
                    CountryItem::Exactly(all) => {
                        all.iter().all(has) && event.countries.len() == all.len()
                    }
                    CountryItem::Directed(from, to) => has(from) && has(to),
                });
                if holds {
                    set.insert(Ix(ix));
                }
            }
        }
        if term.negated {
            let mut all = Bitmap::all(self.len);
            all.and_not(&set);
            return all;
        }
        set
    }

    /// Returns the events that hold a text anywhere, folded; none for a text that folds to nothing.
    pub fn search(&self, timeline: &Timeline, text: &str) -> Bitmap {
        let mut set = Bitmap::none(self.len);
        for (ix, event) in (0u32..).zip(timeline.events()) {
            if event.title.to_lowercase().contains(&text.to_lowercase()) {
                set.insert(Ix(ix));
            }
        }
        set
    }

    /// Returns how many events of a set each country takes part in, for every country with any event
    /// in the timeline, predecessors folded as the index was built; in no particular order.
    pub fn country_counts(
        &self,
        timeline: &Timeline,
        within: &Bitmap,
        fold: Fold,
    ) -> Vec<(Country, usize)> {
        let mut counts: Vec<(Country, usize)> = Vec::new();
        for (ix, event) in (0u32..).zip(timeline.events()) {
            let mut seen = Vec::new();
            for &party in &event.countries {
                let lane = timeline.countries().folded(party, fold);
                if seen.contains(&lane) {
                    continue;
                }
                seen.push(lane);
                let one = usize::from(within.contains(Ix(ix)));
                match counts.iter_mut().find(|(country, _)| *country == lane) {
                    Some((_, count)) => *count += one,
                    None => counts.push((lane, one)),
                }
            }
        }
        counts
    }
}
