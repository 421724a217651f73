//! The strip above the list: how many events fall into each column of time.

use chrono::{Datelike, NaiveDate};

use crate::model::{Event, Timeline};
use crate::query::Bitmap;

/// The whole collection by time, a column a bar.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Strip {
    /// Events of the collection, a count a column.
    pub all: Vec<u32>,
    /// Events that the filter shows, a count a column.
    pub shown: Vec<u32>,
    first: i32,
    days: i32,
}

impl Strip {
    /// Counts the events of a timeline into `width` columns from its first year to its last.
    pub fn build(timeline: &Timeline, set: &Bitmap, width: usize) -> Self {
        let days = |event: &Event| event.when.earliest().map(|day| day.num_days_from_ce());
        let events = timeline.events();
        // Events without a first day come first.
        let mut start = events.partition_point(|event| days(event).is_none());
        let first = events.get(start).and_then(days);
        let (Some(first), Some(last)) = (first, events.last().and_then(days)) else {
            return Self::default();
        };
        let mut strip = Self {
            all: vec![0; width],
            shown: vec![0; width],
            first,
            days: (last - first).max(1),
        };
        for column in 0..width {
            let before =
                |event: &Event| days(event).is_none_or(|day| strip.column_of(day) <= column);
            let end = events.partition_point(before);
            let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
            if let (Some(all), Some(shown)) =
                (strip.all.get_mut(column), strip.shown.get_mut(column))
            {
                *all = count(end - start);
                *shown = count(set.count_in(start..end));
            }
            start = end;
        }
        strip
    }

    /// Returns the column of a day; days outside the strip stand at its ends.
    pub fn column(&self, day: NaiveDate) -> usize {
        self.column_of(day.num_days_from_ce())
    }

    fn column_of(&self, day: i32) -> usize {
        let width = i64::try_from(self.all.len()).unwrap_or(0);
        let at = i64::from(day.saturating_sub(self.first)) * (width - 1).max(0)
            / i64::from(self.days.max(1));
        usize::try_from(at.clamp(0, (width - 1).max(0))).unwrap_or(0)
    }

    /// Returns the first day of a column.
    pub fn day(&self, column: usize) -> Option<NaiveDate> {
        if self.all.is_empty() {
            return None;
        }
        let width = i64::try_from(self.all.len()).ok()?.max(2);
        let column = i64::try_from(column).ok()?;
        let offset = (column * i64::from(self.days) + width - 2) / (width - 1);
        NaiveDate::from_num_days_from_ce_opt(self.first.checked_add(i32::try_from(offset).ok()?)?)
    }

    /// Returns the first and the last day of a column; of one into which no day falls, the day after it.
    pub fn period(&self, column: usize) -> Option<(NaiveDate, NaiveDate)> {
        let first = self.day(column)?;
        let end = NaiveDate::from_num_days_from_ce_opt(self.first.checked_add(self.days)?)?;
        let before_next = self.day(column + 1).and_then(|day| day.pred_opt());
        let last = before_next.map_or(end, |day| day.min(end));
        Some((first, last.max(first)))
    }

    /// Returns years and the columns where they begin, at least `apart` columns from one another.
    ///
    /// The first label is the strip's first year; the others are round for their distance.
    pub fn years(&self, apart: usize) -> Vec<(usize, i32)> {
        let (Some(start), Some(end)) = (self.day(0), self.day(self.all.len().saturating_sub(1)))
        else {
            return Vec::new();
        };
        let span = (end.year() - start.year()).max(1);
        let room = i32::try_from(self.all.len() / apart.max(1))
            .unwrap_or(1)
            .max(1);
        let step = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000]
            .into_iter()
            .find(|step| span / step <= room)
            .unwrap_or(2000);
        let mut labels = vec![(0, start.year())];
        for year in (start.year() + 1..=end.year()).filter(|year| year % step == 0) {
            let Some(column) = NaiveDate::from_ymd_opt(year, 1, 1).map(|day| self.column(day))
            else {
                continue;
            };
            let free = labels.last().is_none_or(|&(at, _)| column >= at + apart);
            if free && column + 4 <= self.all.len() {
                labels.push((column, year));
            }
        }
        labels
    }
}

/// Returns the height of a bar in eighths of a cell, up to `most`; a column with any event is never empty.
pub fn height(count: u32, highest: u32, most: u32) -> u32 {
    if count == 0 {
        return 0;
    }
    // The square root keeps a decade of single events visible beside a year of hundreds.
    let share = (f64::from(count) / f64::from(highest.max(1))).sqrt();
    let mut eighths = 1;
    while eighths < most && f64::from(eighths) / f64::from(most) < share {
        eighths += 1;
    }
    eighths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heights_grow_with_the_count_and_stay_within_the_cell() {
        let heights: Vec<u32> = (0..=50).map(|count| height(count, 50, 8)).collect();
        assert!(heights.is_sorted());
        assert_eq!((heights[0], heights[1] >= 1, heights[50]), (0, true, 8));
    }

    #[test]
    fn the_periods_of_the_columns_follow_one_another_and_hold_their_days() {
        for (days, width) in [(1, 40), (30, 7), (31_000, 78), (5, 5), (400, 1)] {
            let strip = Strip {
                all: vec![0; width],
                shown: vec![0; width],
                first: 700_000,
                days,
            };
            for day in (0..=days).step_by(usize::try_from(days / 300 + 1).unwrap()) {
                let day = NaiveDate::from_num_days_from_ce_opt(700_000 + day).unwrap();
                let (first, last) = strip.period(strip.column(day)).unwrap();
                let within = first <= day && day <= last;
                assert!(within || width == 1, "{days} {width} {day} {first} {last}");
            }
        }
    }

    #[test]
    fn an_empty_timeline_has_no_columns() {
        let strip = Strip::build(&Timeline::default(), &Bitmap::default(), 80);
        assert!(strip.years(8).is_empty());
        assert_eq!(strip.column(NaiveDate::MAX), 0);
    }
}
