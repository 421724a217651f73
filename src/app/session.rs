//! The session: everything a person has brought about since the start, but for scroll offsets.

use std::ops::Range;

use chrono::NaiveDate;

use super::adopt::Pending;
use super::place::Place;
use super::trail::Trail;
use crate::model::{Country, Event, Fold, Ix, Timeline, Zoom};
use crate::query::{Bitmap, Index, Query};

/// One owner of all state but scroll offsets.
#[derive(Debug)]
pub struct Session {
    /// All events.
    pub timeline: Timeline,
    /// Its index.
    pub index: Index,
    /// The day that counts as today.
    pub today: NaiveDate,
    /// Which predecessor states a country also finds.
    pub fold: Fold,
    /// How the list is grouped.
    pub zoom: Zoom,
    /// The countries by the events of the whole collection: the order of the lanes, fixed for the session.
    pub lanes: Vec<Country>,
    /// The filter in force.
    pub filter: Filter,
    /// Earlier and undone filters.
    pub filters: Trail<Filter>,
    /// Countries that were filtered by, the last one first.
    pub recent: Vec<Country>,
    /// A filter that a panel shows before it is applied.
    pub preview: Option<Filter>,
    /// The search whose hits are marked.
    pub search: Option<Search>,
    /// Where the selection stood when a date was asked for.
    pub seek_origin: Option<Ix>,
    /// Places that were left by a jump.
    pub places: Trail<Place>,
    /// What is wrong with the files, a line each.
    pub problems: Vec<String>,
    /// Why what is shown is not what the files hold now.
    pub trouble: Option<String>,
    /// Reading that goes on.
    pub pending: Option<Pending>,
    /// One line said once, until the next key.
    pub notice: Option<String>,
    /// Grows whenever what is shown may differ.
    pub revision: u64,
    cursor: Ix,
    shown: Vec<Ix>,
    set: Bitmap,
}

/// What a person filters by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// The chips.
    pub query: Query,
    /// Whether events after today are shown.
    pub future: bool,
}

impl Filter {
    /// Returns how many chips it has.
    pub fn chips(&self) -> usize {
        self.query.terms.len() + usize::from(!self.future)
    }

    /// Returns the filter without one chip; "no future" is the first where it is on.
    #[must_use]
    pub fn without(&self, chip: usize) -> Self {
        let mut filter = self.clone();
        match chip.checked_sub(usize::from(!self.future)) {
            None => filter.future = true,
            Some(at) if at < filter.query.terms.len() => drop(filter.query.terms.remove(at)),
            Some(_) => {}
        }
        filter
    }
}

/// A search: it marks events and never hides any.
#[derive(Clone, Debug)]
pub struct Search {
    /// What was typed.
    pub text: String,
    /// Every event of the timeline that holds it.
    pub hits: Bitmap,
    /// Where the cursor stood when the search began.
    pub origin: Ix,
}

/// What a session starts from.
#[derive(Debug)]
pub struct Start {
    /// All events.
    pub timeline: Timeline,
    /// The day that counts as today.
    pub today: NaiveDate,
    /// Which predecessor states a country also finds.
    pub fold: Fold,
    /// How the list is grouped.
    pub zoom: Zoom,
    /// The filter at the start.
    pub filter: Filter,
    /// What is wrong with the files, a line each.
    pub problems: Vec<String>,
}

/// What does not come from a person at the keyboard.
struct Collection {
    timeline: Timeline,
    index: Index,
    today: NaiveDate,
    fold: Fold,
    lanes: Vec<Country>,
    problems: Vec<String>,
}

impl Session {
    /// Begins a session at the last event that is not after today.
    pub fn new(start: Start) -> Self {
        let index = Index::build(&start.timeline, start.fold);
        Self::with_index(start, index)
    }

    /// Begins a session with an index that was built already, by the same folding.
    pub fn with_index(start: Start, index: Index) -> Self {
        let Start {
            timeline,
            today,
            fold,
            zoom,
            filter,
            problems,
        } = start;
        let collection = Collection {
            lanes: lane_order(&index, &timeline),
            timeline,
            index,
            today,
            fold,
            problems,
        };
        Self::begin(collection, zoom, filter)
    }

    /// Begins anew with the same events: what a person has brought about is gone.
    pub fn restart(&mut self, zoom: Zoom, filter: Filter) {
        let collection = Collection {
            timeline: std::mem::take(&mut self.timeline),
            index: std::mem::take(&mut self.index),
            today: self.today,
            fold: self.fold,
            lanes: std::mem::take(&mut self.lanes),
            problems: std::mem::take(&mut self.problems),
        };
        let (trouble, pending) = (self.trouble.take(), self.pending.take());
        *self = Self::begin(collection, zoom, filter);
        (self.trouble, self.pending) = (trouble, pending);
    }

    fn begin(collection: Collection, zoom: Zoom, filter: Filter) -> Self {
        let Collection {
            timeline,
            index,
            today,
            fold,
            lanes,
            problems,
        } = collection;
        let mut session = Self {
            index,
            today,
            fold,
            zoom,
            lanes,
            filter,
            filters: Trail::default(),
            recent: Vec::new(),
            preview: None,
            search: None,
            seek_origin: None,
            places: Trail::default(),
            problems,
            trouble: None,
            pending: None,
            notice: None,
            revision: 0,
            cursor: Ix(0),
            shown: Vec::new(),
            set: Bitmap::default(),
            timeline,
        };
        session.refilter();
        session.go_today();
        session
    }

    /// Returns the title of the collection: the first that a file gives.
    pub fn title(&self) -> Option<&str> {
        self.timeline
            .heads()
            .iter()
            .find_map(|head| head.title.as_deref())
    }

    /// Returns how many events would be shown without one chip, counted as the chips stand on the screen.
    pub fn without(&self, chip: usize) -> usize {
        self.count(&self.effective().without(chip))
    }

    /// Returns how many events a filter would show.
    pub fn count(&self, filter: &Filter) -> usize {
        self.select_by(filter).count()
    }

    /// Returns the events shown, in order.
    pub fn shown(&self) -> &[Ix] {
        &self.shown
    }

    /// Returns the events shown, as a set.
    pub const fn set(&self) -> &Bitmap {
        &self.set
    }

    /// Returns the filter that is shown: a panel's preview, else the one in force.
    pub fn effective(&self) -> &Filter {
        self.preview.as_ref().unwrap_or(&self.filter)
    }

    /// Returns the place of the selected event among those shown.
    ///
    /// The selection is an event, not a row: while a filter hides it, the nearest one shown stands in for it.
    pub fn position(&self) -> Option<usize> {
        if self.shown.is_empty() {
            return None;
        }
        let at = self.shown.partition_point(|&ix| ix < self.cursor);
        if self.shown.get(at) == Some(&self.cursor) {
            return Some(at);
        }
        let distance = |at: usize| {
            self.shown
                .get(at)
                .map_or(u32::MAX, |ix| ix.0.abs_diff(self.cursor.0))
        };
        match at.checked_sub(1) {
            Some(before) if distance(before) <= distance(at) => Some(before),
            _ => Some(at.min(self.shown.len() - 1)),
        }
    }

    /// Returns the selected event.
    pub fn selected(&self) -> Option<Ix> {
        self.position().and_then(|at| self.shown.get(at).copied())
    }

    /// Returns the place among those shown of the first event after today: where the divider stands.
    pub fn divider(&self) -> usize {
        self.shown.partition_point(|&ix| !self.is_future(ix))
    }

    /// Says whether an event lies wholly after today.
    pub fn is_future(&self, ix: Ix) -> bool {
        self.timeline
            .event(ix)
            .when
            .earliest()
            .is_some_and(|day| day > self.today)
    }

    /// Returns the search hits that are shown.
    pub fn shown_hits(&self) -> Bitmap {
        let mut hits = self.set.clone();
        match &self.search {
            Some(search) => hits.and(&search.hits),
            None => hits.truncate(0),
        }
        hits
    }

    /// Returns which of the search hits that are shown is selected, from 1, and how many there are.
    pub fn hit(&self) -> (Option<usize>, usize) {
        let hits = self.shown_hits();
        let selected = self.selected().filter(|&ix| hits.contains(ix));
        let at = selected.map(|ix| 1 + hits.count_in(0..ix.at()));
        (at, hits.count())
    }

    /// Remembers the countries that the filter has and an older one had not.
    pub fn use_countries(&mut self, older: &Filter) {
        let old = older.query.choice();
        let new = self.filter.query.choice();
        for country in new.members.into_iter().chain(new.excluded) {
            if !old.members.contains(&country) && !old.excluded.contains(&country) {
                self.recent.retain(|&other| other != country);
                self.recent.insert(0, country);
            }
        }
    }

    /// Returns where one is.
    pub fn place(&self) -> Place {
        Place {
            filter: self.filter.clone(),
            zoom: self.zoom,
            event: self.cursor,
        }
    }

    /// Returns the event that the person chose, even while a filter hides it.
    pub(super) const fn cursor(&self) -> Ix {
        self.cursor
    }

    /// Orders the lanes anew: those of these codes first and in this order, so that none moves under the finger.
    pub(super) fn keep_lanes(&mut self, codes: &[String]) {
        let countries = self.timeline.countries();
        let rank = |country: &Country| {
            let code = countries.code(*country);
            codes
                .iter()
                .position(|other| other == code)
                .unwrap_or(usize::MAX)
        };
        let mut lanes = lane_order(&self.index, &self.timeline);
        lanes.sort_by_cached_key(rank);
        self.lanes = lanes;
    }

    /// Selects an event.
    pub fn select(&mut self, ix: Ix) {
        self.cursor = ix;
    }

    /// Selects the event at a place among those shown; past either end, the last there.
    pub fn select_at(&mut self, at: usize) {
        if let Some(&ix) = self.shown.get(at).or(self.shown.last()) {
            self.cursor = ix;
        }
    }

    /// Returns the event shown that is nearest to a day; of events that are as near, the one that begins nearest:
    /// a call on the day, not the war around it.
    pub fn nearest(&self, day: NaiveDate) -> Option<Ix> {
        self.index.dates().nearest(&self.timeline, &self.shown, day)
    }

    /// Returns the places among those shown of the events that stand under the same heading as the one at a place.
    pub fn period(&self, at: usize) -> Range<usize> {
        let dates = self.index.dates();
        dates.period(&self.timeline, &self.shown, at, self.zoom)
    }

    /// Selects the last event shown that is not after today.
    pub fn go_today(&mut self) {
        self.select_at(self.divider().saturating_sub(1));
    }

    /// Works out anew what is shown; the selection stays what it is.
    pub fn refilter(&mut self) {
        let set = self.select_by(self.effective());
        self.shown = set.iter().collect();
        self.set = set;
        self.revision += 1;
    }

    /// Returns the events that a query would show in place of the one in force.
    pub fn found(&self, query: &Query) -> Bitmap {
        self.select_by(&Filter {
            query: query.clone(),
            future: self.filter.future,
        })
    }

    /// Returns the events that a filter shows.
    fn select_by(&self, filter: &Filter) -> Bitmap {
        let mut set = self.index.select(&self.timeline, &filter.query, self.today);
        if !filter.future {
            let is_past = |event: &Event| event.when.earliest().is_none_or(|day| day <= self.today);
            set.truncate(self.timeline.events().partition_point(is_past));
        }
        set
    }
}

/// Returns the countries by the number of their events, ties by code.
fn lane_order(index: &Index, timeline: &Timeline) -> Vec<Country> {
    let all = Bitmap::all(timeline.len());
    let mut counts = index.country_counts(&all);
    let code = |country| timeline.countries().code(country);
    counts.sort_by(|&(a, n), &(b, m)| m.cmp(&n).then_with(|| code(a).cmp(code(b))));
    counts.into_iter().map(|(country, _)| country).collect()
}
