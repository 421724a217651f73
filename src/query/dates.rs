//! When the events of a timeline lie: answers of a few steps to what would else ask every event.
//!
//! Events stand in the order of their first days, so all but the question of last days is a binary search; and all
//! that last long are known, so that the last day of any other is near the first.

use std::ops::Range;

use chrono::{Days, NaiveDate};

use super::bitmap::Bitmap;
use crate::model::when::{Precision, Span};
use crate::model::{Event, Ix, Timeline, Zoom};

/// Events of more days than these last long.
const SHORT: u64 = 31;

/// The dates of one timeline.
#[derive(Debug, Default)]
pub struct Dates {
    /// Events that last long, or without a known end.
    long: Bitmap,
    /// For each level, the events under another heading than the event before them.
    breaks: [Bitmap; Zoom::ALL.len()],
}

impl Dates {
    /// Reads the dates of a timeline.
    pub(super) fn build(timeline: &Timeline) -> Self {
        let none = Bitmap::none(timeline.len());
        let mut dates = Self {
            long: none.clone(),
            breaks: [(); Zoom::ALL.len()].map(|()| none.clone()),
        };
        let mut before: Option<&Event> = None;
        for (ix, event) in (0u32..).map(Ix).zip(timeline.events()) {
            if is_long(event) {
                dates.long.insert(ix);
            }
            // Most stand on the same day as the one before.
            if before.is_none_or(|before| !same_day(before, event)) {
                for (&zoom, breaks) in Zoom::ALL.iter().zip(&mut dates.breaks) {
                    let heading = |event: &Event| event.when.heading(zoom);
                    if before.is_some_and(|before| heading(before) != heading(event)) {
                        breaks.insert(ix);
                    }
                }
            }
            before = Some(event);
        }
        dates
    }

    /// Returns the places in `shown` of the events around the one at `at` that stand under the same heading.
    pub fn period(&self, timeline: &Timeline, shown: &[Ix], at: usize, zoom: Zoom) -> Range<usize> {
        let Some(breaks) = self.breaks.get(zoom as usize) else {
            return at..at;
        };
        let heading = |at: usize| Some(timeline.event(*shown.get(at)?).when.heading(zoom));
        let place = |ix: Ix| shown.partition_point(|&other| other < ix);
        let here = heading(at);
        // A break may be that of an event that is not shown, and the heading go on behind it.
        let mut end = at;
        while end < shown.len() && heading(end) == here {
            let next = shown.get(end).and_then(|&ix| breaks.next(Ix(ix.0 + 1)));
            end = next.map_or(shown.len(), place);
        }
        let mut start = at + 1;
        while let Some(before) = start.checked_sub(1)
            && heading(before) == here
        {
            let last = shown.get(before).and_then(|&ix| breaks.last(ix));
            start = last.map_or(0, place);
        }
        start..end
    }

    /// Returns the event of `shown` that is nearest to a day; of events that are as near, the one that begins
    /// nearest: a call on the day, not the war around it.
    pub fn nearest(&self, timeline: &Timeline, shown: &[Ix], day: NaiveDate) -> Option<Ix> {
        let distance = |ix: Ix| distance(timeline.event(ix), day);
        let from = |day: Option<NaiveDate>| {
            let begins = |&ix: &Ix| Some(first(timeline.event(ix))) < day;
            shown.partition_point(begins)
        };
        // What begins later than the next is farther away, and so is what is short and begins much earlier.
        let next = from(Some(day));
        let around = shown.get(next.saturating_sub(1)..(next + 1).min(shown.len()))?;
        let near = around.iter().map(|&ix| distance(ix).0).min()?;
        let early = day.checked_sub_days(Days::new(near.saturating_add(SHORT)));
        let window = from(early)..(next + 1).min(shown.len());
        let before = shown.get(window.start);
        let long = self.long.iter();
        let long = long.take_while(|ix| before.is_none_or(|before| ix < before));
        let long = long.filter(|ix| shown.binary_search(ix).is_ok());
        let window = shown.get(window)?.iter().copied();
        long.chain(window).min_by_key(|&ix| distance(ix))
    }

    /// Returns the events that may lie in a span.
    pub(super) fn overlap(&self, timeline: &Timeline, span: Span) -> Bitmap {
        let mut set = match span.first {
            Some(day) => self.after(timeline, day),
            None => Bitmap::all(timeline.len()),
        };
        if let Some(next) = span.last.and_then(|day| day.succ_opt()) {
            set.truncate(begun(timeline, next));
        }
        set
    }

    /// Returns the events whose last day is a day or a later one.
    pub(super) fn after(&self, timeline: &Timeline, day: NaiveDate) -> Bitmap {
        let start = begun(timeline, day);
        let mut set = Bitmap::all(timeline.len());
        set.and_not(&Bitmap::first(timeline.len(), start));
        let early = day.checked_sub_days(Days::new(SHORT));
        let window = early.map_or(0, |early| begun(timeline, early));
        let place = |at: usize| Ix(u32::try_from(at).unwrap_or(u32::MAX));
        let long = self.long.iter().take_while(|ix| ix.at() < window);
        for ix in long.chain((window..start).map(place)) {
            if last(timeline.event(ix)) >= day {
                set.insert(ix);
            }
        }
        set
    }
}

/// Returns how many events begin before a day.
pub(super) fn begun(timeline: &Timeline, day: NaiveDate) -> usize {
    timeline
        .events()
        .partition_point(|event| first(event) < day)
}

fn first(event: &Event) -> NaiveDate {
    event.when.earliest().unwrap_or(NaiveDate::MIN)
}

fn last(event: &Event) -> NaiveDate {
    event.when.latest().unwrap_or(NaiveDate::MAX)
}

fn is_long(event: &Event) -> bool {
    last(event)
        .signed_duration_since(first(event))
        .num_days()
        .unsigned_abs()
        > SHORT
}

fn same_day(one: &Event, other: &Event) -> bool {
    let day = |event: &Event| {
        event
            .when
            .earliest()
            .filter(|_| event.when.precision() <= Precision::Day)
    };
    day(one).is_some_and(|one| day(other) == Some(one))
}

/// Returns how many days an event is away from a day, and its first day.
fn distance(event: &Event, day: NaiveDate) -> (u64, u64) {
    let days = |to: NaiveDate| (to - day).num_days().unsigned_abs();
    let begin = event.when.earliest().map_or(u64::MAX, days);
    (days(day.clamp(first(event), last(event))), begin)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;
    use std::ops::ControlFlow;

    use proptest::prelude::*;

    use super::*;
    use crate::data::{Limits, Origin, load};

    const DATES: [&str; 16] = [
        "1971-12-31",
        "1972-01-01",
        "1972-01-01T09:00",
        "1972-01-31",
        "1972-02-21/1972-02-28",
        "1972-02",
        "1972",
        "197X",
        "19XX",
        "1972-21",
        "[1972-01-05..1972-02-03]",
        "/1972-02-01",
        "../1972",
        "1965-03-08/..",
        "1965-03-08/1973-03-29",
        "1973-06",
    ];

    fn timeline(dates: &[usize]) -> Timeline {
        let mut text = String::from("format = 1\n");
        for (at, &date) in dates.iter().enumerate() {
            let date = DATES[date];
            writeln!(text, "[[event]]\nid = \"1972-{at}\"\ndate = \"{date}\"\nkind = \"call\"\ntitle = \"T\"\ncountries = [\"US\"]").unwrap();
        }
        let carry_on = |_| ControlFlow::Continue(());
        let origin = Origin::Embedded(text.leak());
        let loaded = load(&[origin], &Limits::BROWSING, &carry_on).unwrap();
        assert_eq!(loaded.timeline.len(), dates.len());
        loaded.timeline
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn answers_are_those_of_asking_every_event(
            dates in prop::collection::vec(0..DATES.len(), 1..24),
            hidden in any::<u32>(),
            day in 0u64..6000,
        ) {
            let timeline = timeline(&dates);
            let index = Dates::build(&timeline);
            let all = (0u32..).take(timeline.len()).map(Ix);
            let shown: Vec<Ix> = all.clone().filter(|ix| hidden >> ix.0 & 1 == 0).collect();
            let day = NaiveDate::from_ymd_opt(1960, 1, 1).unwrap() + Days::new(day);
            let event = |ix: Ix| timeline.event(ix);

            let naive = shown.iter().copied().min_by_key(|&ix| distance(event(ix), day));
            prop_assert_eq!(index.nearest(&timeline, &shown, day), naive);

            let after: Vec<Ix> = all.clone().filter(|&ix| last(event(ix)) >= day).collect();
            prop_assert_eq!(index.after(&timeline, day).iter().collect::<Vec<_>>(), after);

            let to = day + Days::new(40);
            let overlap: Vec<Ix> = all.filter(|&ix| event(ix).when.overlaps(Some(day), Some(to))).collect();
            let span = Span { first: Some(day), last: Some(to) };
            prop_assert_eq!(index.overlap(&timeline, span).iter().collect::<Vec<_>>(), overlap);

            for &zoom in Zoom::ALL {
                for at in 0..shown.len() {
                    let of = |at: usize| event(shown[at]).when.heading(zoom);
                    let before = (0..at).rev().take_while(|&other| of(other) == of(at)).count();
                    let after = (at..shown.len()).take_while(|&other| of(other) == of(at)).count();
                    prop_assert_eq!(index.period(&timeline, &shown, at, zoom), at - before..at + after);
                }
            }
        }
    }
}
