//! Dates as the sources give them: what was written, what it means, how it is shown.
//!
//! The notation is a stated subset of EDTF (Extended Date/Time Format, Library of Congress, 4 February 2019):
//! level 1, without `Y`-years and negative years, and of level 2 sub-year groupings 21–41, X anywhere in a
//! component after the century, qualification of single components, and one-of sets. Seconds may be left off a
//! clock time, which is an extension.
//!
//! ```
//! use demarche::model::When;
//! let call: When = "[2025-11-21..2025-11-30]".parse()?;
//! assert_eq!(call.words(), "late November 2025");
//! assert_eq!(call.list_cell(), "2025-11-21?");
//! # Ok::<(), demarche::model::when::DateError>(())
//! ```
//!
//! Questions and answers: *Why are winters in two years?* Because the winter of 2010 is the one that begins in
//! December 2010; it is shown as "winter 2010–11". *Why no time zones?* The date as written is the date under which
//! an event is filed; offsets are written by the curator and shown, never computed from a zone's name.

mod cell;
mod foreign;
mod grammar;
mod refused;
mod relative;
mod shape;
mod words;

use std::cmp::Ordering;
use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use chrono::{Datelike as _, NaiveDate};

use super::period::{Heading, Zoom};
use shape::Shape;

pub use relative::Span;

/// A date as it was written, with what it means worked out once.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct When {
    text: Box<str>,
    /// Days of the common era; `i32::MIN` where the start is open.
    first: i32,
    /// Days of the common era; `i32::MAX` where the end is open.
    last: i32,
    /// The last day on which it may begin: of an interval that of its start, else `last`.
    begun: i32,
    clock: Option<Clock>,
    precision: Precision,
}

/// A clock time as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Clock {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59, 0 where none was written.
    pub second: u8,
    /// Minutes east of Greenwich; without it the time is local to the place.
    pub offset: Option<i16>,
}

/// How exactly a date is known, from the finest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Precision {
    /// A day with a clock time.
    Minute,
    /// One day.
    Day,
    /// From one date to another.
    Days,
    /// Some day of a month.
    Month,
    /// A season, a quarter, four months or half a year.
    Season,
    /// Some day of a year.
    Year,
    /// A decade or a century.
    Decade,
    /// One of several dates.
    OneOf,
    /// Without a known start or end.
    Open,
}

/// Why a string is not a date of our subset of EDTF.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct DateError {
    /// The bytes at fault, within the string.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// The way out.
    pub hint: String,
}

impl When {
    /// Reads a date.
    ///
    /// # Errors
    /// Names the bytes at fault, the reason, and how to write it instead.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let shape = grammar::parse(text)?;
        let (first, last) = shape.bounds();
        let days = |day: NaiveDate| day.num_days_from_ce();
        let last = last.map_or(i32::MAX, days);
        Ok(Self {
            text: text.into(),
            first: first.map_or(i32::MIN, days),
            last,
            begun: shape.begun().map_or(last, days),
            clock: shape.clock(),
            precision: shape.precision(),
        })
    }

    /// Returns the date as written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the first possible day, `None` when the start is open.
    pub fn earliest(&self) -> Option<NaiveDate> {
        NaiveDate::from_num_days_from_ce_opt(self.first)
    }

    /// Returns the last possible day, `None` when the end is open.
    pub fn latest(&self) -> Option<NaiveDate> {
        NaiveDate::from_num_days_from_ce_opt(self.last)
    }

    /// Returns the clock time, where one was written.
    pub const fn clock(&self) -> Option<Clock> {
        self.clock
    }

    /// Returns how exactly the date is known.
    pub const fn precision(&self) -> Precision {
        self.precision
    }

    /// Returns the seconds since the begin of the common era at Greenwich; `None` without clock or offset.
    pub fn instant(&self) -> Option<i64> {
        let clock = self.clock?;
        let offset = i64::from(clock.offset?);
        let minutes = i64::from(clock.hour) * 60 + i64::from(clock.minute) - offset;
        Some(i64::from(self.first) * 86_400 + minutes * 60 + i64::from(clock.second))
    }

    /// The one order of events: earliest day, clock time with none first, latest day descending.
    ///
    /// Clock times are compared as written. What is wider comes before what it contains.
    pub fn cmp_order(&self, other: &Self) -> Ordering {
        let time = |when: &Self| {
            when.clock
                .map(|clock| (clock.hour, clock.minute, clock.second))
        };
        self.first
            .cmp(&other.first)
            .then_with(|| time(self).cmp(&time(other)))
            .then_with(|| other.last.cmp(&self.last))
    }

    /// Says whether the date may lie between two days; an open end is infinite.
    pub fn overlaps(&self, first: Option<NaiveDate>, last: Option<NaiveDate>) -> bool {
        let first = first.map_or(i32::MIN, |day| day.num_days_from_ce());
        let last = last.map_or(i32::MAX, |day| day.num_days_from_ce());
        self.first <= last && self.last >= first
    }

    /// Says whether the date certainly lies between two days; a date with an open end never does.
    pub fn is_within(&self, first: Option<NaiveDate>, last: Option<NaiveDate>) -> bool {
        let first = first.map_or(i32::MIN, |day| day.num_days_from_ce());
        let last = last.map_or(i32::MAX, |day| day.num_days_from_ce());
        self.first != i32::MIN && self.last != i32::MAX && self.first >= first && self.last <= last
    }

    /// Returns the date in words: "4–11 February 1945", "late November 2025", "about 2018".
    pub fn words(&self) -> String {
        words::long(&self.shape())
    }

    /// Returns the date in words with short names of months: "24 Nov 2025".
    pub fn words_short(&self) -> String {
        words::short(&self.shape())
    }

    /// Returns the date in at most 11 cells, the year first, so that a column of them sorts by eye.
    pub fn list_cell(&self) -> String {
        cell::list_cell(&self.text, &self.shape())
    }

    /// Returns the date as it is shown under a heading of a level, in at most 11 cells.
    pub fn short(&self, zoom: Zoom) -> String {
        cell::under_heading(&self.text, &self.shape(), zoom)
    }

    /// Returns the heading under which the date stands: the period of its first day; what begins on no one day
    /// and is wider than the level stands under its own words, an interval under those of its start.
    pub fn heading(&self, zoom: Zoom) -> Heading {
        Heading::of(zoom, (self.first, self.begun))
    }

    /// Returns the words of the heading under which the date stands. They say nothing of doubt: what is about 2018
    /// stands under 2018, and the mark stands beside it.
    pub fn heading_words(&self, zoom: Zoom) -> String {
        let heading = self.heading(zoom);
        heading
            .words()
            .unwrap_or_else(|| words::heading(&self.shape()))
    }

    /// Reads the text again: words are made when they are shown, not kept for a million events.
    fn shape(&self) -> Shape {
        grammar::parse(&self.text).unwrap_or(Shape::Nothing)
    }
}

impl FromStr for When {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        Self::parse(text)
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

#[cfg(test)]
mod tests;
