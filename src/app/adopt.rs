//! Other events in place of those shown: more of a large file, or a file that was changed.

use chrono::NaiveDate;

use super::place::Place;
use super::session::{Filter, Session};
use crate::model::{Countries, Country, Ix, Timeline};
use crate::query::{Index, Query};
use crate::text::{counted, thousands};

/// Events that were read, ready to be shown.
#[derive(Debug, Default)]
pub struct Fresh {
    /// All events.
    pub timeline: Timeline,
    /// Its index.
    pub index: Index,
    /// What is wrong with the files, a line each.
    pub problems: Vec<String>,
    /// How many of the problems are errors.
    pub errors: usize,
    /// How much of the files it is.
    pub extent: Extent,
}

/// How much of the files was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// All of them.
    #[default]
    Whole,
    /// The begin; the rest is being read.
    Begin,
    /// What there was when somebody stopped the reading.
    Stopped,
}

/// How far reading has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headway {
    /// What is read.
    pub name: String,
    /// How much of it has been read, in hundredths, or looked through while there are no events yet.
    pub percent: u8,
    /// How many events there are so far.
    pub events: usize,
}

/// Reading that goes on while the begin of the files is shown already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// How far it has come.
    pub headway: Headway,
    /// Where the selection stood on its own: it moves to today again when all is there.
    pub untouched: Ix,
    /// The event that is to be selected as soon as it is there.
    pub wanted: Option<String>,
}

impl Session {
    /// Puts other events in the place of those shown; filters, search, history and the selected event stay.
    ///
    /// An event is the same if its id is. Where the selected one is gone, the one that follows it in time is selected.
    /// What was shown is returned: to let go of many events takes time.
    pub fn adopt(&mut self, fresh: Fresh) -> Fresh {
        let Fresh {
            timeline,
            index,
            problems,
            extent,
            ..
        } = fresh;
        let before = self.timeline.len();
        let cursor = self.cursor();
        let gone = self.timeline.events().get(cursor.at());
        let gone = gone.map(|event| event.when.clone());
        let carry = Carry {
            old: &self.timeline,
            new: &timeline,
            today: self.today,
        };
        let selected = carry.event(cursor);
        let filter = carry.filter(&self.filter);
        let preview = self.preview.as_ref().map(|filter| carry.filter(filter));
        let filters = self.filters.map(|filter| Some(carry.filter(filter)));
        let recent = carry.countries(&self.recent);
        let places = self.places.map(|place| carry.place(place));
        let seek_origin = self.seek_origin.and_then(|ix| carry.event(ix));
        let search_origin = self
            .search
            .as_ref()
            .and_then(|search| carry.event(search.origin));
        let lanes = self
            .lanes
            .iter()
            .map(|&lane| carry.old.countries().code(lane));
        let lanes: Vec<String> = lanes.map(str::to_owned).collect();

        let old = Fresh {
            timeline: std::mem::replace(&mut self.timeline, timeline),
            index: std::mem::replace(&mut self.index, index),
            problems: std::mem::replace(&mut self.problems, problems),
            ..Fresh::default()
        };
        (self.filter, self.preview, self.filters) = (filter, preview, filters);
        (self.places, self.seek_origin, self.recent) = (places, seek_origin, recent);
        self.keep_lanes(&lanes);
        self.trouble = None;
        self.refilter();
        if let Some(search) = &mut self.search {
            search.hits = self.index.search(&search.text);
            search.origin = search_origin.unwrap_or(Ix(0));
        }
        match (selected, gone) {
            (Some(ix), _) => self.select(ix),
            (None, Some(when)) => {
                let is_earlier = |&ix: &Ix| self.timeline.event(ix).when.cmp_order(&when).is_lt();
                self.select_at(self.shown().partition_point(is_earlier));
            }
            (None, None) => self.go_today(),
        }
        self.settle(cursor, extent, before);
        old
    }

    /// Says what came of reading, and goes where the person wanted to be.
    fn settle(&mut self, cursor: Ix, extent: Extent, before: usize) {
        let pending = if extent == Extent::Begin {
            None
        } else {
            self.pending.take()
        };
        let now = self.timeline.len();
        let events = counted(now, "event", "events");
        let words = match (extent, &pending) {
            (Extent::Begin, _) | (Extent::Whole, Some(_)) => None,
            (Extent::Stopped, _) => Some(format!("Reading was stopped after {events}.")),
            (Extent::Whole, None) if now == before => Some(format!("Read again: {events}.")),
            (Extent::Whole, None) => Some(format!(
                "Read again: {events} in place of {}.",
                thousands(before)
            )),
        };
        self.notice = words.or(self.notice.take());
        let Some(pending) = pending else {
            return;
        };
        match pending.wanted {
            Some(id) => match self.timeline.find(&id) {
                Some(ix) => self.select(ix),
                None => self.notice = Some("There is no event of that id.".to_owned()),
            },
            None if pending.untouched == cursor => self.go_today(),
            None => {}
        }
    }
}

/// Carries what belongs to one timeline over to another.
struct Carry<'a> {
    old: &'a Timeline,
    new: &'a Timeline,
    today: NaiveDate,
}

impl Carry<'_> {
    fn event(&self, ix: Ix) -> Option<Ix> {
        self.new.find(&self.old.events().get(ix.at())?.id.0)
    }

    fn place(&self, place: &Place) -> Option<Place> {
        Some(Place {
            filter: self.filter(&place.filter),
            zoom: place.zoom,
            event: self.event(place.event)?,
        })
    }

    /// Keeps the countries that are still defined as they were.
    fn countries(&self, countries: &[Country]) -> Vec<Country> {
        let (old, new) = (self.old.countries(), self.new.countries());
        let stays = |country: &Country| {
            new.iter().any(|other| other == *country) && new.code(*country) == old.code(*country)
        };
        countries.iter().copied().filter(stays).collect()
    }

    /// Reads a filter anew; a term whose country is no longer defined is dropped.
    fn filter(&self, filter: &Filter) -> Filter {
        let (old, new) = (self.old.countries(), self.new.countries());
        let terms = filter.query.terms.iter();
        let terms = terms.filter_map(|term| reread(&term.print(old), new, self.today));
        Filter {
            query: Query {
                terms: terms.flat_map(|query| query.terms).collect(),
            },
            future: filter.future,
        }
    }
}

fn reread(text: &str, countries: &Countries, today: NaiveDate) -> Option<Query> {
    Query::parse(text, countries, today).ok()
}
