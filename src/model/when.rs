//! Dates as the sources give them: placeholder.

use std::cmp::Ordering;
use std::ops::Range;

use chrono::NaiveDate;

/// A date as it was written, with what it means.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct When {
    text: Box<str>,
}

/// Why a string is not a date of our subset of EDTF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateError {
    /// The bytes at fault, within the string.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// The way out.
    pub hint: String,
}

impl When {
    /// Reads a date of our subset of EDTF.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        Ok(Self { text: text.into() })
    }

    /// Returns the date as written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the first possible day, `None` when the start is open.
    pub fn earliest(&self) -> Option<NaiveDate> {
        None
    }

    /// Returns the last possible day, `None` when the end is open.
    pub fn latest(&self) -> Option<NaiveDate> {
        None
    }

    /// The one order of events: earliest day, clock time with none first, latest day descending.
    pub fn cmp_order(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}
