//! Periods of the calendar, the words for them, and the words for silences.

use chrono::{Datelike as _, NaiveDate, Weekday};

/// How finely the list is grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Zoom {
    /// One heading a day.
    Day,
    /// One heading an ISO week.
    Week,
    /// One heading a month.
    Month,
    /// One heading a quarter.
    Quarter,
    /// One heading a year.
    Year,
    /// One heading a decade, 1980 to 1989.
    Decade,
    /// One heading a century as ISO 8601 counts them, 1900 to 1999, so that it holds ten whole decades and is the
    /// span of the date `19XX`. The years are its name: "20th century" is to some 1901 to 2000, "1900s" a decade.
    Century,
    /// No headings.
    All,
}

impl Zoom {
    /// Every level, from the finest on.
    pub const ALL: &'static [Self] = &[
        Self::Day,
        Self::Week,
        Self::Month,
        Self::Quarter,
        Self::Year,
        Self::Decade,
        Self::Century,
        Self::All,
    ];

    /// Returns the next finer level.
    pub fn finer(self) -> Option<Self> {
        Self::ALL.iter().rev().copied().find(|&other| other < self)
    }

    /// Returns the next coarser level.
    pub fn coarser(self) -> Option<Self> {
        Self::ALL.iter().copied().find(|&other| other > self)
    }
}

/// A period under which events stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Heading {
    zoom: Zoom,
    /// The number of the period, counted in periods of the level; the first day of what stands under its own words.
    period: i32,
    /// The last day on which what stands under its own words may begin.
    own: Option<i32>,
}

impl Heading {
    /// Returns the heading of what begins between two days of the common era: their period, or none but its own
    /// words when they lie in two.
    pub(super) fn of(zoom: Zoom, (first, last): (i32, i32)) -> Self {
        let (from, to) = (number(zoom, first), number(zoom, last));
        let own = from != to;
        Self {
            zoom,
            period: if own { first } else { from },
            own: own.then_some(last),
        }
    }

    /// Returns the words of the period, `None` for what stands under its own.
    pub(super) fn words(self) -> Option<String> {
        if self.own.is_some() {
            return None;
        }
        let year = self.period;
        Some(match self.zoom {
            Zoom::Day => day(self.period).format("%Y %B %-d, %A").to_string(),
            Zoom::Week => week(self.period),
            Zoom::Month => {
                let first =
                    NaiveDate::from_ymd_opt(year.div_euclid(12), month_of(year.rem_euclid(12)), 1);
                first.unwrap_or_default().format("%Y %B").to_string()
            }
            Zoom::Quarter => format!("{} Q{}", year.div_euclid(4), year.rem_euclid(4) + 1),
            Zoom::Year => year.to_string(),
            Zoom::Decade if year == 0 => "1–9".to_owned(),
            Zoom::Decade => format!("{}s", year * 10),
            Zoom::Century => format!("{}–{}", (year * 100).max(1), year * 100 + 99),
            Zoom::All => String::new(),
        })
    }
}

fn month_of(rest: i32) -> u32 {
    u32::try_from(rest + 1).unwrap_or(1)
}

fn day(number: i32) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(number).unwrap_or_default()
}

/// Returns the number of the period that a day lies in.
fn number(zoom: Zoom, days: i32) -> i32 {
    if zoom == Zoom::All {
        // The same one for an open start or end, which is no day.
        return 0;
    }
    let Some(day) = NaiveDate::from_num_days_from_ce_opt(days) else {
        return days;
    };
    let year = day.year();
    match zoom {
        Zoom::Day => days,
        // Day 1 of the common era was a Monday.
        Zoom::Week => (days - 1).div_euclid(7),
        Zoom::Month => year * 12 + i32::try_from(day.month0()).unwrap_or(0),
        Zoom::Quarter => year * 4 + i32::try_from(day.month0() / 3).unwrap_or(0),
        Zoom::Year => year,
        Zoom::Decade => year.div_euclid(10),
        Zoom::Century => year.div_euclid(100),
        Zoom::All => 0,
    }
}

/// "2026 week 6 (2–8 February)".
fn week(number: i32) -> String {
    let monday = day(number * 7 + 1);
    let iso = monday.iso_week();
    let sunday = NaiveDate::from_isoywd_opt(iso.year(), iso.week(), Weekday::Sun).unwrap_or(monday);
    let (from, joint) = if monday.month() == sunday.month() {
        ("%-d", "–")
    } else {
        ("%-d %B", " – ")
    };
    format!(
        "{} week {} ({}{joint}{})",
        iso.year(),
        iso.week(),
        monday.format(from),
        sunday.format("%-d %B")
    )
}

/// Returns the length of a silence in words, between the last day before it and the first day after it:
/// "12 days", "4 months", "56 years 4 months". Less than two months are counted in days, less than two years in
/// months.
pub fn silence(from: NaiveDate, to: NaiveDate) -> String {
    let days = (to - from).num_days() - 1;
    let months = i64::from(to.year() - from.year()) * 12 + i64::from(to.month())
        - i64::from(from.month())
        - i64::from(to.day() < from.day());
    match (months / 12, months % 12) {
        _ if months < 2 => counted(days, "day", "days"),
        (years, _) if years < 2 => counted(months, "month", "months"),
        (years, 0) => counted(years, "year", "years"),
        (years, months) => {
            format!(
                "{} {}",
                counted(years, "year", "years"),
                counted(months, "month", "months")
            )
        }
    }
}

fn counted(count: i64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests;
