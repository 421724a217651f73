//! What a date says: the parts of it, and the days that they bound.

use chrono::{Datelike as _, Months, NaiveDate};

use super::{Clock, Precision};

/// A date in parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// One date.
    Single(Single),
    /// A day with a clock time.
    Time(Single, Clock),
    /// From one end to the other.
    Interval(End, End),
    /// One of several.
    OneOf(Vec<Item>),
    /// Nothing at all; no text that parses gives it.
    Nothing,
}

/// One end of an interval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// A date.
    Known(Single),
    /// `..`: there is none.
    Open,
    /// Nothing written: it is not known.
    Unknown,
}

/// An item of a one-of set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// That date.
    One(Single),
    /// Any of them; an end that is missing is open.
    Range(Option<Single>, Option<Single>),
}

/// A component of two or four digits, each of which may be X.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Digits {
    /// The smallest number.
    pub min: u16,
    /// The largest number.
    pub max: u16,
    /// The digits as written, `b'X'` for any; two-digit components fill the last two.
    pub pattern: [u8; 4],
    /// What is said of it.
    pub mark: Mark,
}

/// What is said of a component.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark {
    /// `?` or `%`.
    pub uncertain: bool,
    /// `~` or `%`.
    pub approximate: bool,
}

impl Mark {
    pub(super) const fn or(self, other: Self) -> Self {
        Self {
            uncertain: self.uncertain || other.uncertain,
            approximate: self.approximate || other.approximate,
        }
    }

    pub(super) const fn is_any(self) -> bool {
        self.uncertain || self.approximate
    }
}

impl Digits {
    /// Says whether no digit is X.
    pub(super) fn is_exact(self) -> bool {
        !self.pattern.contains(&b'X')
    }

    /// Says whether a number has these digits.
    pub(super) fn matches(self, number: u16) -> bool {
        let digits = [
            number / 1000 % 10,
            number / 100 % 10,
            number / 10 % 10,
            number % 10,
        ];
        self.pattern
            .iter()
            .zip(digits)
            .all(|(&wanted, digit)| wanted == b'X' || u16::from(wanted.wrapping_sub(b'0')) == digit)
    }

    /// Returns the numbers of a range that have these digits, ascending.
    pub(super) fn numbers(self, from: u16, to: u16) -> impl DoubleEndedIterator<Item = u16> {
        (self.min.max(from)..=self.max.min(to)).filter(move |&number| self.matches(number))
    }
}

/// One date: a year, a month or grouping, a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Single {
    pub year: Digits,
    pub month: Option<Digits>,
    pub day: Option<Digits>,
}

/// A part of the year that is no month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Grouping {
    /// Its name, with `{}` for the year where it is not simply put after.
    pub name: &'static str,
    /// Its name in the list column.
    pub cell: &'static str,
    /// Its first month, from 1.
    pub start: u32,
    /// How many months it has.
    pub months: u32,
}

/// Groupings 21 to 41 of EDTF level 2. The standard does not say which months a season has; these are the
/// meteorological ones, and the southern ones are half a year away.
const GROUPINGS: [Grouping; 21] = {
    const fn group(name: &'static str, cell: &'static str, start: u32, months: u32) -> Grouping {
        Grouping {
            name,
            cell,
            start,
            months,
        }
    }
    [
        group("spring", "spring", 3, 3),
        group("summer", "summer", 6, 3),
        group("autumn", "autumn", 9, 3),
        group("winter", "winter", 12, 3),
        group("northern spring", "spring", 3, 3),
        group("northern summer", "summer", 6, 3),
        group("northern autumn", "autumn", 9, 3),
        group("northern winter", "winter", 12, 3),
        group("southern spring", "spring", 9, 3),
        group("southern summer", "summer", 12, 3),
        group("southern autumn", "autumn", 3, 3),
        group("southern winter", "winter", 6, 3),
        group("Q1", "Q1", 1, 3),
        group("Q2", "Q2", 4, 3),
        group("Q3", "Q3", 7, 3),
        group("Q4", "Q4", 10, 3),
        group("January–April", "", 1, 4),
        group("May–August", "", 5, 4),
        group("September–December", "", 9, 4),
        group("first half of", "H1", 1, 6),
        group("second half of", "H2", 7, 6),
    ]
};

/// First and last day; `None` is open.
type Bounds = (Option<NaiveDate>, Option<NaiveDate>);

impl Single {
    /// Returns the grouping that stands in the place of the month.
    pub(super) fn grouping(&self) -> Option<Grouping> {
        let month = self.month.filter(|month| month.is_exact())?;
        GROUPINGS
            .get(usize::from(month.min).checked_sub(21)?)
            .copied()
    }

    /// Returns the date without the components of which nothing is known: `2004` of `2004-XX-XX`.
    pub(super) fn known(&self) -> Self {
        let is_any = |part: &Digits| part.pattern.ends_with(b"XX");
        let day = self.day.filter(|day| !is_any(day));
        let month = self.month.filter(|month| day.is_some() || !is_any(month));
        Self {
            month,
            day,
            ..*self
        }
    }

    fn component_marks(&self) -> impl Iterator<Item = Mark> {
        [Some(self.year), self.month, self.day]
            .into_iter()
            .flatten()
            .map(|part| part.mark)
    }

    /// Returns what is said of any component.
    pub(super) fn doubt(&self) -> Mark {
        self.component_marks().fold(Mark::default(), Mark::or)
    }

    /// Returns what is said of the last component, and whether that is all there is to say: every other
    /// component has the same mark, or none has one.
    pub(super) fn marks(&self) -> (Mark, bool) {
        let parts: Vec<Mark> = self.component_marks().collect();
        let last = parts.last().copied().unwrap_or_default();
        let others_alike = parts.iter().all(|mark| *mark == last);
        let only_last = parts.iter().rev().skip(1).all(|mark| !mark.is_any());
        (last, others_alike || only_last)
    }

    /// Returns the first and last existing day; `None` when there is none at all.
    pub(super) fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        if let Some(grouping) = self.grouping() {
            let of = |year: u16| NaiveDate::from_ymd_opt(i32::from(year), grouping.start, 1);
            let end = of(self.years().next_back()?)?;
            let end = end.checked_add_months(Months::new(grouping.months))?;
            return Some((of(self.years().next()?)?, end.pred_opt()?));
        }
        let years = || self.years();
        Some((
            years().find_map(|year| self.day_of(year, false))?,
            years().rev().find_map(|year| self.day_of(year, true))?,
        ))
    }

    /// Returns the years that it may be, ascending.
    pub(super) fn years(&self) -> impl DoubleEndedIterator<Item = u16> {
        self.year.numbers(1, 9999)
    }

    /// Returns the days of a month that it may be, ascending: those that exist in any of its years.
    pub(super) fn days_of(&self, month: u16) -> Vec<u16> {
        let exists = |day: u16| {
            self.years().any(|year| {
                NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day)).is_some()
            })
        };
        self.day.map_or_else(Vec::new, |days| {
            days.numbers(1, 31).filter(|&day| exists(day)).collect()
        })
    }

    /// Returns the first (or last) day of a year that the month and day allow.
    fn day_of(&self, year: u16, last: bool) -> Option<NaiveDate> {
        let in_month = |month: u16| self.day_of_month(year, month, last);
        match (self.month, last) {
            (None, false) => in_month(1),
            (None, true) => in_month(12),
            (Some(months), false) => months.numbers(1, 12).find_map(in_month),
            (Some(months), true) => months.numbers(1, 12).rev().find_map(in_month),
        }
    }

    fn day_of_month(&self, year: u16, month: u16, last: bool) -> Option<NaiveDate> {
        let day =
            |day: u16| NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day));
        match (self.day, last) {
            (None, false) => day(1),
            (None, true) => (28..=31).rev().find_map(day),
            (Some(days), false) => days.numbers(1, 31).find_map(day),
            (Some(days), true) => days.numbers(1, 31).rev().find_map(day),
        }
    }

    fn precision(&self) -> Precision {
        let same_month = |(first, last): (NaiveDate, NaiveDate)| {
            (first.year(), first.month()) == (last.year(), last.month())
        };
        match (self.days(), self.grouping()) {
            (Some((first, last)), _) if first == last => Precision::Day,
            (_, Some(_)) => Precision::Season,
            (Some(days), _) if same_month(days) => Precision::Month,
            _ if self.year.is_exact() => Precision::Year,
            _ => Precision::Decade,
        }
    }
}

impl Shape {
    /// Returns the first and last possible day.
    pub(super) fn bounds(&self) -> Bounds {
        match self {
            Self::Single(single) | Self::Time(single, _) => open(single.days()),
            Self::Interval(start, end) => {
                let start_days = start.days();
                let end_days = end.days();
                let first = match start {
                    End::Known(_) => start_days.map(|days| days.0),
                    End::Open => None,
                    End::Unknown => end_days.map(|days| days.0),
                };
                let last = match end {
                    End::Known(_) => end_days.map(|days| days.1),
                    End::Open => None,
                    End::Unknown => start_days.map(|days| days.1),
                };
                (first, last)
            }
            Self::OneOf(items) => {
                let mut bounds = items.iter().map(Item::bounds);
                let Some(start) = bounds.next() else {
                    return (None, None);
                };
                bounds.fold(start, |(first, last), (other_first, other_last)| {
                    let first = first.zip(other_first).map(|(one, other)| one.min(other));
                    let last = last.zip(other_last).map(|(one, other)| one.max(other));
                    (first, last)
                })
            }
            Self::Nothing => (None, None),
        }
    }

    /// Returns the last day on which an interval with a known start may begin.
    pub(super) fn begun(&self) -> Option<NaiveDate> {
        match self {
            Self::Interval(start, _) => start.days().map(|days| days.1),
            _ => None,
        }
    }

    pub(super) const fn clock(&self) -> Option<Clock> {
        match self {
            Self::Time(_, clock) => Some(*clock),
            _ => None,
        }
    }

    pub(super) fn precision(&self) -> Precision {
        match self {
            Self::Single(single) => single.precision(),
            Self::Time(..) => Precision::Minute,
            Self::Interval(End::Known(_), End::Known(_)) => Precision::Days,
            Self::OneOf(_) => Precision::OneOf,
            Self::Interval(..) | Self::Nothing => Precision::Open,
        }
    }
}

fn open(days: Option<(NaiveDate, NaiveDate)>) -> Bounds {
    (days.map(|days| days.0), days.map(|days| days.1))
}

impl End {
    fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        match self {
            Self::Known(single) => single.days(),
            Self::Open | Self::Unknown => None,
        }
    }
}

impl Item {
    /// Returns the dates at both ends; none where it is open.
    pub(super) const fn ends(&self) -> (Option<&Single>, Option<&Single>) {
        match self {
            Self::One(single) => (Some(single), Some(single)),
            Self::Range(first, last) => (first.as_ref(), last.as_ref()),
        }
    }

    pub(super) fn bounds(&self) -> Bounds {
        let (first, last) = self.ends();
        (
            first.and_then(Single::days).map(|days| days.0),
            last.and_then(Single::days).map(|days| days.1),
        )
    }
}
