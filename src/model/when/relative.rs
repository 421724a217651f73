//! Spans of days as people ask for them: a date of the notation, `today`, `-30d`, `feb 1972`.

use std::str::FromStr;

use chrono::{Days, Months, NaiveDate};

use super::foreign::foreign;
use super::{DateError, When};

/// The first and last day of what was asked for; `None` is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first day.
    pub first: Option<NaiveDate>,
    /// The last day.
    pub last: Option<NaiveDate>,
}

impl Span {
    /// Reads a date of the notation, `today`, or days, months or years back from today (`-30d`, `-6m`, `-10y`):
    /// the span from that day to today. Months and years end at the month's end where the day does not exist.
    ///
    /// # Errors
    /// Those of [`When::parse`].
    pub fn parse(text: &str, today: NaiveDate) -> Result<Self, DateError> {
        if text.eq_ignore_ascii_case("today") {
            return Ok(Self {
                first: Some(today),
                last: Some(today),
            });
        }
        if let Some(first) = back(text, today) {
            return Ok(Self {
                first: Some(first),
                last: Some(today),
            });
        }
        let when = When::parse(text)?;
        Ok(Self {
            first: when.earliest(),
            last: when.latest(),
        })
    }

    /// Reads what a person types when asked where to go: as [`parse`](Self::parse), and dates of other notations
    /// that have one meaning, such as `feb 1972`, `21.2.1972` or `1980s`.
    ///
    /// # Errors
    /// Those of [`When::parse`].
    pub fn parse_typed(text: &str, today: NaiveDate) -> Result<Self, DateError> {
        let text = text.trim();
        Self::parse(text, today).or_else(|error| {
            match foreign(text).as_ref().map(|foreign| &*foreign.spellings) {
                Some([spelling]) => Self::parse(spelling, today),
                _ => Err(error),
            }
        })
    }
}

/// Returns the day that lies so many days, months or years before today.
fn back(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let rest = text.strip_prefix('-')?;
    let unit = rest.chars().next_back()?;
    let number: u32 = digits(rest.strip_suffix(unit)?)?;
    match unit.to_ascii_lowercase() {
        'd' => today.checked_sub_days(Days::new(u64::from(number))),
        'm' => today.checked_sub_months(Months::new(number)),
        'y' => today.checked_sub_months(Months::new(number.checked_mul(12)?)),
        _ => None,
    }
}

/// Reads digits alone: no sign.
fn digits<T: FromStr>(text: &str) -> Option<T> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits)
}

#[cfg(test)]
mod tests;
