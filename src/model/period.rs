//! Periods of the calendar and the words for them: placeholder.

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
    /// One heading a decade.
    Decade,
    /// One heading a century.
    Century,
    /// No headings.
    All,
}
