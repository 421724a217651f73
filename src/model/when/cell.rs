//! Dates in few cells: in the list column, and under headings.

use std::cmp::Reverse;

use chrono::{Datelike as _, NaiveDate};

use super::Zoom;
use super::shape::{Digits, End, Item, Mark, Shape, Single};

/// Cells of the list column.
const CELL: usize = 11;

/// The list column: `2025-11-24`, `1945-02-04+`, `2026 H1`, `2006<`, `2026-04?`.
///
/// What fits stands as it was written, else without what is said of it; nothing stands there that was not written.
pub(super) fn list_cell(text: &str, shape: &Shape) -> String {
    let mut halves = text.split('/');
    match shape {
        Shape::Single(single) => signed(single, text, ""),
        Shape::Time(single, _) => written(single),
        Shape::Interval(End::Known(first), _) => {
            signed(first, halves.next().unwrap_or_default(), "+")
        }
        Shape::Interval(_, End::Known(last)) => {
            signed(last, halves.next_back().unwrap_or_default(), "<")
        }
        Shape::OneOf(items) => match ends(items) {
            (Some(first), _) => signed(first, &written(first), "?"),
            (None, Some(last)) => signed(last, &written(last), "<"),
            (None, None) => "?".to_owned(),
        },
        Shape::Interval(..) | Shape::Nothing => "?".to_owned(),
    }
}

/// A date and a sign after it, in the first form that fits: by name, as its part of the text, without what is said
/// of it.
fn signed(single: &Single, text: &str, sign: &str) -> String {
    let named = single
        .grouping()
        .filter(|grouping| {
            !grouping.cell.is_empty() && single.year.is_exact() && !single.doubt().is_any()
        })
        .map(|grouping| format!("{:04} {}", single.year.min, grouping.cell));
    let as_written = named.into_iter().chain([text.to_owned()]);
    as_written
        .map(|cell| cell + sign)
        .find(|cell| cell.chars().count() <= CELL)
        .unwrap_or_else(|| {
            // Ten cells at most; a date without a sign that is too long is so for what is said of it.
            written(single) + if sign.is_empty() { "?" } else { sign }
        })
}

/// The digits of a date: `2004-06-1X`.
fn written(single: &Single) -> String {
    let digits = |part: Digits, from: usize| part.pattern.into_iter().skip(from).map(char::from);
    let mut cell: String = digits(single.year, 0).collect();
    for part in [single.month, single.day].into_iter().flatten() {
        cell.push('-');
        cell.extend(digits(part, 2));
    }
    cell
}

/// The dates with the earliest and the latest day of several; none where they are open.
fn ends(items: &[Item]) -> (Option<&Single>, Option<&Single>) {
    let firsts: Option<Vec<&Single>> = items.iter().map(|item| item.ends().0).collect();
    let lasts: Option<Vec<&Single>> = items.iter().map(|item| item.ends().1).collect();
    // Of two that begin on one day the wider one says less.
    let begin = |single: &&Single| single.days().map(|(first, last)| (first, Reverse(last)));
    let end = |single: &&Single| single.days().map(|days| days.1);
    (
        firsts.and_then(|all| all.into_iter().min_by_key(begin)),
        lasts.and_then(|all| all.into_iter().max_by_key(end)),
    )
}

/// How finely a date names its days, from the finest on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Grain {
    Day,
    Month,
    Year,
}

impl Grain {
    fn of(single: &Single) -> Self {
        let known = single.known();
        match (known.month, known.day) {
            (Some(_), None) if known.year.is_exact() => Self::Month,
            (Some(month), Some(_)) if known.year.is_exact() && month.is_exact() => Self::Day,
            _ => Self::Year,
        }
    }
}

/// What a heading leaves to be said.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Left {
    /// The day: month and year are said above.
    Day,
    /// Day and month.
    Month,
    /// The year too.
    Year,
}

impl Left {
    fn under(zoom: Zoom) -> Self {
        match zoom {
            Zoom::Day | Zoom::Week | Zoom::Month => Self::Day,
            Zoom::Quarter | Zoom::Year => Self::Month,
            Zoom::Decade | Zoom::Century | Zoom::All => Self::Year,
        }
    }

    const fn cells(self) -> usize {
        match self {
            Self::Day => 8,
            Self::Month => 9,
            Self::Year => CELL,
        }
    }

    /// One day: "4 Wed", "4 Feb", "4 Feb 1972".
    fn day(self, day: NaiveDate) -> String {
        let form = match self {
            Self::Day => "%-d %a",
            Self::Month => "%-d %b",
            Self::Year => "%-d %b %Y",
        };
        day.format(form).to_string()
    }

    /// Several days: "23–24", "31–4 Feb", "23–24 Feb"; `None` where no short form says them.
    fn days(self, first: NaiveDate, last: NaiveDate) -> Option<String> {
        let same_year = first.year() == last.year();
        let same_month = same_year && first.month() == last.month();
        let form = match self {
            Self::Day if same_month => "%-d",
            Self::Day if same_year => "%-d %b",
            Self::Month if same_month => "%-d %b",
            Self::Year if same_month => "%-d %b %Y",
            _ => return None,
        };
        Some(format!("{}–{}", first.day(), last.format(form)))
    }

    /// One or several months: "Apr", "Dec–Feb", "Apr 1972"; `None` where no short form says them.
    fn months(self, first: NaiveDate, last: NaiveDate) -> Option<String> {
        let months = (last.year() - first.year()) * 12 + last.month0().cast_signed()
            - first.month0().cast_signed();
        match (self, months) {
            (Self::Year, 0) => Some(first.format("%b %Y").to_string()),
            (_, 0) => Some(first.format("%b").to_string()),
            (Self::Day | Self::Month, 1..12) => {
                Some(format!("{}–{}", first.format("%b"), last.format("%b")))
            }
            _ => None,
        }
    }
}

/// The date under a heading of a level: "4 Wed", "23–24", "~24", "4 Feb", "4 Feb 1972".
pub(super) fn under_heading(text: &str, shape: &Shape, zoom: Zoom) -> String {
    if zoom == Zoom::All {
        return list_cell(text, shape);
    }
    let left = Left::under(zoom);
    let fits = |cell: &String| cell.chars().count() <= left.cells();
    // One of several days is no day of the week.
    let one_from = |single: &Single| from(single, left.max(Left::Month)) + "?";
    match shape {
        Shape::Time(_, clock) if zoom == Zoom::Day => {
            format!("{:02}:{:02}", clock.hour, clock.minute)
        }
        Shape::Single(single) | Shape::Time(single, _) => one(single, left)
            .map(|cell| sign(&cell, single.doubt()))
            .filter(fits)
            .unwrap_or_else(|| match single.doubt() {
                doubt if doubt.is_any() => sign(&from(single, left), doubt),
                _ => one_from(single),
            }),
        Shape::Interval(End::Known(first), End::Known(last)) => between(first, last, left)
            .filter(fits)
            .unwrap_or_else(|| from(first, left) + "+"),
        Shape::Interval(End::Known(first), _) => from(first, left) + "+",
        Shape::Interval(_, End::Known(last)) => format!("<{}", year(last)),
        Shape::OneOf(items) => match ends(items) {
            (Some(first), Some(last)) => between(first, last, left)
                .map(|cell| cell + if is_one_day(first, last) { "" } else { "?" })
                .filter(fits)
                .unwrap_or_else(|| one_from(first)),
            (Some(first), None) => from(first, left) + "+",
            (None, Some(last)) => format!("<{}", year(last)),
            (None, None) => "?".to_owned(),
        },
        Shape::Interval(..) | Shape::Nothing => "?".to_owned(),
    }
}

fn is_one_day(first: &Single, last: &Single) -> bool {
    first.days().map(|days| days.0) == last.days().map(|days| days.1)
}

/// A single date: "4 Wed", "Apr", "Jan–Jun", "2018 summer", "1980s".
fn one(single: &Single, left: Left) -> Option<String> {
    match single.grouping() {
        // A weekday beside a day that is in doubt would claim too much.
        _ if left == Left::Day && single.doubt().is_any() && is_one_day(single, single) => {
            Some(single.days()?.0.day().to_string())
        }
        Some(grouping)
            if left == Left::Year && single.year.is_exact() && !grouping.cell.is_empty() =>
        {
            Some(format!("{} {}", single.year.min, grouping.cell))
        }
        _ => between(single, single, left),
    }
}

/// What lies from one date to another, as finely as both are known; `None` where no short form says it.
fn between(first: &Single, last: &Single, left: Left) -> Option<String> {
    let (from, to) = (first.days()?.0, last.days()?.1);
    match Grain::of(first).max(Grain::of(last)) {
        Grain::Day if from == to => Some(left.day(from)),
        Grain::Day => left.days(from, to),
        Grain::Month => left.months(from, to),
        Grain::Year if year(first) == year(last) => Some(year(first)),
        Grain::Year => Some(format!("{}–{}", year(first), year(last))),
    }
}

/// The begin of what has no short form or no end, in few enough cells for a sign after it.
fn from(single: &Single, left: Left) -> String {
    let (grain, days) = (Grain::of(single), single.days());
    let Some((first, _)) = days.filter(|_| grain != Grain::Year) else {
        return year(single);
    };
    match (grain, left) {
        (_, Left::Year) => first.format("%b %Y").to_string(),
        (Grain::Day, Left::Day) if single.doubt().is_any() => Left::Month.day(first),
        (Grain::Day, _) => left.day(first),
        _ => first.format("%b").to_string(),
    }
}

/// "2018", "1980s", and what is wider as written: "19XX".
fn year(single: &Single) -> String {
    match single.year.pattern {
        [_, _, b'0'..=b'9', b'0'..=b'9'] => single.year.min.to_string(),
        [_, _, b'0'..=b'9', b'X'] if single.year.min > 9 => format!("{}s", single.year.min),
        pattern => pattern.map(char::from).iter().collect(),
    }
}

fn sign(cell: &str, mark: Mark) -> String {
    let about = if mark.approximate { "~" } else { "" };
    let doubt = if mark.uncertain { "?" } else { "" };
    format!("{about}{cell}{doubt}")
}

#[cfg(test)]
mod tests;
