//! Other notations, and parts of EDTF that are left out: each with the way to write it here.

use std::ops::Range;

use super::DateError;
use super::foreign::foreign;
use super::grammar::error;
use super::words::month_named as month;

/// Finds what is refused in a text: the bytes at fault.
type Find = fn(&str) -> Option<Range<usize>>;

/// What is looked for, what is wrong with it, and the way out; the first row that is found counts.
const REFUSED: &[(Find, &str, &str)] = &[
    (
        |text| text.is_empty().then_some(0..0),
        "is empty",
        "write a date such as 2025-11-24, 2025-11 or 2025",
    ),
    (
        |text| text.starts_with('{').then_some(0..text.len()),
        "all of several dates is not one date",
        "use one event for each date; one of several is [2026-04,2026-09]",
    ),
    (
        |text| text.starts_with('Y').then_some(0..1),
        "a year of more than four digits is not read",
        FOUR,
    ),
    (
        |text| text.starts_with('-').then_some(0..1),
        "a year before the common era is not read",
        FOUR,
    ),
    (
        |text| {
            let bare = text.replace('.', "");
            let before = ["BC", "BCE"].iter().any(|era| bare.ends_with(era));
            before.then_some(0..text.len())
        },
        "a year before the common era is not read",
        FOUR,
    ),
    (
        |text| text.starts_with("0000").then_some(0..4),
        "there is no year 0000",
        FOUR,
    ),
    (
        |text| names_a_month(text).then_some(0..text.len()),
        "names of months are not read",
        "write numbers, as in 2025-11 for November 2025",
    ),
    (
        |text| find(text, "unknown"),
        OLD,
        "leave an unknown end empty, as in 2004/",
    ),
    (
        |text| find(text, "open"),
        OLD,
        "write an open end as .., as in 2004/..",
    ),
    (
        |text| find(text, "?~").or_else(|| find(text, "~?")),
        OLD,
        "write uncertain and approximate together as %",
    ),
    (
        |text| find(text, "("),
        OLD,
        "put the mark at the component, as in 2004-06~-11",
    ),
    (
        |text| find(text, "u").filter(|_| text.chars().all(|c| !c.is_alphabetic() || c == 'u')),
        OLD,
        "write an unknown digit as X, as in 198X",
    ),
    (
        |text| {
            let parts: Vec<&str> = text.split('/').collect();
            (parts.len() == 3 && parts.iter().all(|part| is_number(part))).then_some(0..text.len())
        },
        "slashes part the ends of an interval",
        DAY,
    ),
    (
        |text| {
            let dotted = text.split('.').count() > 1 && text.split('.').all(is_number);
            dotted.then_some(0..text.len())
        },
        "dots do not part a date",
        DAY,
    ),
    (
        |text| {
            text.starts_with(|c: char| c.is_ascii_alphabetic() && c != 'X')
                .then_some(0..text.len())
        },
        "words are not read",
        "write numbers: 2025-11 for November, 2025-21 for spring, 2025-36 for the fourth quarter",
    ),
    (
        |text| text.find(['E', 'S']).map(|at| at..at + 1),
        "powers and significant digits of years are not read",
        "write an unknown digit as X, as in 198X",
    ),
];

const FOUR: &str = "write years from 0001 to 9999 with four digits";
const OLD: &str = "is the notation of 2012";
const DAY: &str = "write a day as year-month-day, as in 2025-11-24";

/// Returns why a text that is no date is none, if it is of a notation that is known.
pub(super) fn refuse(text: &str) -> Option<DateError> {
    if let Some(foreign) = foreign(text) {
        return Some(error(0..text.len(), foreign.message, foreign.hint()));
    }
    REFUSED
        .iter()
        .find_map(|(find, message, hint)| Some(error(find(text)?, *message, *hint)))
}

fn find(text: &str, needle: &str) -> Option<Range<usize>> {
    text.find(needle).map(|at| at..at + needle.len())
}

/// Says whether any word is the name of a month, or three letters and more of it.
fn names_a_month(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic())
        .any(|word| month(word).is_some())
}

fn is_number(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
}
