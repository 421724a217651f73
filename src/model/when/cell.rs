//! Dates in few cells: in the list column, and under headings.

use chrono::{Datelike as _, NaiveDate};

use super::Zoom;
use super::shape::{End, Item, Mark, Shape, Single};

/// Cells of the list column.
const CELL: usize = 11;

/// The list column: `2025-11-24`, `1945-02-04+`, `2026 H1`, `2006<`.
pub(super) fn list_cell(text: &str, shape: &Shape) -> String {
    let cell = match shape {
        Shape::Single(single) => match single.grouping() {
            Some(grouping)
                if !grouping.cell.is_empty()
                    && single.year.is_exact()
                    && !single.doubt().is_any() =>
            {
                format!("{:04} {}", single.year.min, grouping.cell)
            }
            _ => text.to_owned(),
        },
        Shape::Time(..) => text.get(..10).unwrap_or(text).to_owned(),
        Shape::Interval(End::Known(_), _) => {
            format!("{}+", text.split('/').next().unwrap_or_default())
        }
        Shape::Interval(_, End::Known(_)) => {
            format!("{}<", text.split('/').next_back().unwrap_or_default())
        }
        _ => String::new(),
    };
    if !cell.is_empty() && cell.chars().count() <= CELL {
        return cell;
    }
    match shape.bounds() {
        (Some(first), _) => format!("{}?", first.format("%Y-%m-%d")),
        (None, Some(last)) => format!("{}<", last.format("%Y-%m-%d")),
        (None, None) => "?".to_owned(),
    }
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
        match (single.month, single.day) {
            (_, Some(_)) => Self::Day,
            (Some(_), None) => Self::Month,
            (None, None) => Self::Year,
        }
    }

    fn of_shape(shape: &Shape) -> Self {
        let end = |end: &End| match end {
            End::Known(single) => Some(Self::of(single)),
            End::Open | End::Unknown => None,
        };
        match shape {
            Shape::Single(single) | Shape::Time(single, _) => Some(Self::of(single)),
            Shape::Interval(first, last) => end(first).into_iter().chain(end(last)).min(),
            Shape::OneOf(items) => items
                .iter()
                .flat_map(|item| match item {
                    Item::One(single) => [Some(single), None],
                    Item::Range(first, last) => [first.as_ref(), last.as_ref()],
                })
                .flatten()
                .map(Self::of)
                .min(),
            Shape::Nothing => None,
        }
        .unwrap_or(Self::Day)
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
    let grain = Grain::of_shape(shape);
    let (first, last) = match (shape, shape.bounds()) {
        (Shape::Time(_, clock), _) if zoom == Zoom::Day => {
            return format!("{:02}:{:02}", clock.hour, clock.minute);
        }
        (Shape::Interval(End::Open | End::Unknown, _), (_, Some(last)))
        | (_, (None, Some(last))) => {
            return format!("<{}", last.year());
        }
        (Shape::Interval(_, End::Open | End::Unknown), (Some(first), _))
        | (_, (Some(first), None)) => {
            return from(first, grain, left) + "+";
        }
        (_, (Some(first), Some(last))) => (first, last),
        (_, (None, None)) => return "?".to_owned(),
    };
    let cell = match shape {
        Shape::Single(single) => {
            one(single, (first, last), left).map(|cell| sign(&cell, single.doubt()))
        }
        Shape::OneOf(_) if first != last => span((first, last), grain, left).map(|cell| cell + "?"),
        _ => span((first, last), grain, left),
    };
    cell.filter(|cell| cell.chars().count() <= left.cells())
        .unwrap_or_else(|| match shape {
            Shape::Interval(..) => from(first, grain, left) + "+",
            Shape::Single(single) if single.doubt().is_any() => {
                sign(&from(first, grain, left), single.doubt())
            }
            // One of several days is no day of the week.
            _ => from(first, grain, left.max(Left::Month)) + "?",
        })
}

/// What lies from one day to another.
fn span((first, last): (NaiveDate, NaiveDate), grain: Grain, left: Left) -> Option<String> {
    match grain {
        Grain::Day if first == last => Some(left.day(first)),
        Grain::Day => left.days(first, last),
        Grain::Month => left.months(first, last),
        Grain::Year if first.year() == last.year() => Some(first.year().to_string()),
        Grain::Year => Some(format!("{}–{}", first.year(), last.year())),
    }
}

/// The begin of what has no short form or no end, in few enough cells for a sign after it.
fn from(first: NaiveDate, grain: Grain, left: Left) -> String {
    match (grain, left) {
        (Grain::Day, Left::Day | Left::Month) => left.day(first),
        (Grain::Month, Left::Day | Left::Month) => first.format("%b").to_string(),
        (Grain::Day | Grain::Month, Left::Year) => first.format("%b %Y").to_string(),
        (Grain::Year, _) => first.year().to_string(),
    }
}

/// A single date: "4 Wed", "Apr", "Jan–Jun", "2018 summer", "1980s".
fn one(single: &Single, (first, last): (NaiveDate, NaiveDate), left: Left) -> Option<String> {
    if first == last {
        // A weekday beside a day that is in doubt would claim too much.
        return Some(match left {
            Left::Day if single.doubt().is_any() => first.day().to_string(),
            _ => left.day(first),
        });
    }
    let whole_year = match (single.month, single.day) {
        (None, _) => true,
        (Some(month), Some(_)) => !month.is_exact(),
        (Some(month), None) => month.numbers(1, 12).count() == 12,
    };
    if !single.year.is_exact() || whole_year {
        return Some(year(single));
    }
    match single.grouping() {
        Some(grouping) if left == Left::Year && !grouping.cell.is_empty() => {
            Some(format!("{} {}", single.year.min, grouping.cell))
        }
        _ => span((first, last), Grain::of(single), left),
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
