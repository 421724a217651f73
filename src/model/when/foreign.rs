//! Dates in other notations, and how they are written here.
//!
//! None of them is read in files: some have two meanings, and one date has one spelling. Where the meaning is
//! plain, the spelling is told.

use chrono::{NaiveDate, Weekday};

use super::grammar::read;
use super::words::month_named;

/// A date of another notation.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Foreign {
    /// What is wrong with it.
    pub message: &'static str,
    /// How it is written here; several where it has several meanings.
    pub spellings: Vec<String>,
    /// What the spelling says, where it does not speak for itself.
    note: &'static str,
}

impl Foreign {
    /// Returns the way out.
    pub(super) fn hint(&self) -> String {
        let colon = if self.note.is_empty() { "" } else { ": " };
        format!("write {}{colon}{}", self.spellings.join(" or "), self.note)
    }
}

/// The words of a text, without apostrophes and the words that only join.
type Words<'a> = &'a [&'a str];

/// What reads a notation, what is wrong with it, and what the spelling says.
type Row = (fn(Words<'_>) -> Vec<String>, &'static str, &'static str);

/// The notations; the first that gives a date counts.
const NOTATIONS: &[Row] = &[
    (
        part_of_year,
        "parts of a year have numbers",
        "seasons are 21 to 24, quarters 33 to 36, halves of a year 40 and 41",
    ),
    (week, "weeks are not read", "the days of that week"),
    (
        decade,
        "decades and centuries are not read",
        "an X is a digit that is not known",
    ),
    (
        about,
        "words are not read",
        "~ says that a date is approximate",
    ),
    (
        third_of_year,
        "words are not read",
        "the thirds of a year are 37 to 39",
    ),
    (third, "words are not read", "one of these"),
    (era, "an era is not read", ""),
    (named, "names of months are not read", ""),
    (
        numeric,
        "a day is written as year-month-day, with two digits for month and day",
        "",
    ),
    (compact, "hyphens part year, month and day", ""),
];

/// Finds the notation of a text that is not ours; one with marks of our own is not looked at.
pub(super) fn foreign(text: &str) -> Option<Foreign> {
    let is_part = |c: char| c.is_alphanumeric() || " -–./,'’".contains(c);
    if text.starts_with('-') || !text.chars().all(is_part) {
        return None;
    }
    let text = text.replace(['\'', '’'], "");
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !matches!(*word, "" | "the" | "of" | "in"))
        .collect();
    NOTATIONS.iter().find_map(|(spell, message, note)| {
        let mut spellings = spell(&words);
        spellings.retain(|spelling| read(spelling).is_ok());
        spellings.dedup();
        (!spellings.is_empty()).then_some(Foreign {
            message,
            spellings,
            note,
        })
    })
}

/// Reads digits alone, so many at least and at most.
fn number(word: &str, least: usize, most: usize) -> Option<u16> {
    let digits = word.bytes().all(|byte| byte.is_ascii_digit());
    (digits && (least..=most).contains(&word.len())).then(|| word.parse().ok())?
}

fn year(word: &str) -> Option<u16> {
    number(word, 4, 4)
}

/// Reads the day of a month: "4", "04", "4th".
fn day(word: &str) -> Option<u16> {
    let ordinal = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending));
    number(ordinal.unwrap_or(word), 1, 2)
}

/// Puts the year first, of two words or of one that begins with it: "Q1 2026", "2026-Q1", "2026Q1".
fn year_first(words: Words<'_>) -> Option<(u16, &str)> {
    match *words {
        [word] => {
            let (first, rest) = word.split_at_checked(4)?;
            Some((year(first)?, rest))
        }
        [one, other] => match (year(one), year(other)) {
            (Some(year), None) => Some((year, other)),
            (None, Some(year)) => Some((year, one)),
            _ => None,
        },
        _ => None,
    }
}

/// "2026-Q1", "H1 2026", "spring 2026", "winter 2010–11".
fn part_of_year(words: Words<'_>) -> Vec<String> {
    let spell = || {
        // The second year of a winter is told by the first.
        let words = match *words {
            [name, first, next] if number(next, 2, 4).is_some() => &[name, first],
            _ => words,
        };
        let (year, part) = year_first(words)?;
        let number = match &*part.to_lowercase() {
            "spring" => 21,
            "summer" => 22,
            "autumn" | "fall" => 23,
            "winter" => 24,
            "q1" => 33,
            "q2" => 34,
            "q3" => 35,
            "q4" => 36,
            "h1" => 40,
            "h2" => 41,
            _ => return None,
        };
        Some(format!("{year:04}-{number}"))
    };
    spell().into_iter().collect()
}

/// Weeks of ISO 8601: "2025-W06", "2025W06", and a day of one, "2025-W06-3".
fn week(words: Words<'_>) -> Vec<String> {
    let spell = || {
        let (words, weekday) = match *words {
            [year, week, day] => (&[year, week][..], Some(number(day, 1, 1)?)),
            _ => (words, None),
        };
        let (year, week) = year_first(words)?;
        let week = number(week.strip_prefix(['W', 'w'])?, 1, 2)?;
        let day = |day: Weekday| NaiveDate::from_isoywd_opt(year.into(), week.into(), day);
        match weekday {
            None => Some(format!("{}/{}", day(Weekday::Mon)?, day(Weekday::Sun)?)),
            Some(number) => {
                let number = u8::try_from(number.checked_sub(1)?).ok()?;
                Some(day(Weekday::try_from(number).ok()?)?.to_string())
            }
        }
    };
    spell().into_iter().collect()
}

/// "1980s", "20th century"; the 1900s are ten years or a hundred.
fn decade(words: Words<'_>) -> Vec<String> {
    let decade = |year: u16| format!("{:03}X", year / 10);
    let century = |number: u16| format!("{number:02}XX");
    match *words {
        [word] => match years(word) {
            Some(year) if year.is_multiple_of(100) => vec![decade(year), century(year / 100)],
            Some(year) => vec![decade(year)],
            None => Vec::new(),
        },
        [word, "century"] => day(word)
            .and_then(|number| number.checked_sub(1))
            .map(century)
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}

/// Returns the first year of a decade: "1980s".
fn years(word: &str) -> Option<u16> {
    year(word.strip_suffix('s')?).filter(|year| year.is_multiple_of(10))
}

/// "c. 1962", "circa February 1972".
fn about(words: Words<'_>) -> Vec<String> {
    match *words {
        [word, ref rest @ ..] if is_about(word) => {
            plain(rest).into_iter().map(|date| date + "~").collect()
        }
        _ => Vec::new(),
    }
}

fn is_about(word: &str) -> bool {
    let word = word.to_lowercase();
    [
        "c",
        "ca",
        "circa",
        "about",
        "around",
        "approx",
        "approximately",
    ]
    .contains(&&*word)
}

/// Returns how a year, a decade, a month or a day is written.
fn plain(words: Words<'_>) -> Vec<String> {
    match *words {
        [word] if year(word).is_some() => vec![word.to_owned()],
        _ => [decade, named, numeric]
            .iter()
            .map(|spell| spell(words))
            .find(|all| !all.is_empty())
            .unwrap_or_default(),
    }
}

/// Which third of something is meant.
fn early_mid_late(word: &str) -> Option<usize> {
    let word = word.to_lowercase();
    ["early", "mid", "late"].iter().position(|one| *one == word)
}

/// "early 2026".
fn third_of_year(words: Words<'_>) -> Vec<String> {
    let spell = || match *words {
        [word, number] => Some(format!(
            "{:04}-{}",
            year(number)?,
            early_mid_late(word)? + 37
        )),
        _ => None,
    };
    spell().into_iter().collect()
}

/// "mid-1990s", "late November 2025".
fn third(words: Words<'_>) -> Vec<String> {
    let spell = || {
        let (word, rest) = words.split_first()?;
        let third = early_mid_late(word)?;
        if let [word] = *rest {
            let decade = years(word)?;
            let (first, last) = [(0, 3), (4, 6), (7, 9)].get(third)?;
            return Some(format!("[{:04}..{:04}]", decade + first, decade + last));
        }
        let [name, number] = *rest else { return None };
        let (month, year) = (month_named(name)?, year(number)?);
        let first = NaiveDate::from_ymd_opt(year.into(), u32::try_from(month).ok()?, 1)?;
        let end = first
            .checked_add_months(chrono::Months::new(1))?
            .pred_opt()?;
        let last = [
            format!("{year:04}-{month:02}-10"),
            format!("{year:04}-{month:02}-20"),
            end.to_string(),
        ];
        let (first, last) = (third * 10 + 1, last.get(third)?);
        Some(format!("[{year:04}-{month:02}-{first:02}..{last}]"))
    };
    spell().into_iter().collect()
}

/// "AD 1962", "1962 CE"; years before have no spelling.
fn era(words: Words<'_>) -> Vec<String> {
    match *words {
        ["AD" | "CE", word] | [word, "AD" | "CE"] => plain(&[word]),
        _ => Vec::new(),
    }
}

/// "February 1972", "21 Feb. 1972", "February 21st, 1972", "4–11 February 1945".
fn named(words: Words<'_>) -> Vec<String> {
    let spell = || {
        let month = words.iter().find_map(|word| month_named(word))?;
        let numbers = || words.iter().filter(|word| month_named(word).is_none());
        let year = numbers().find_map(|word| year(word))?;
        let days: Vec<u16> = numbers().filter_map(|word| day(word)).collect();
        let on = |day: &u16| format!("{year:04}-{month:02}-{day:02}");
        match days.as_slice() {
            all if all.len() + 2 != words.len() => None,
            [] => Some(format!("{year:04}-{month:02}")),
            [day] => Some(on(day)),
            [first, last] => Some(format!("{}/{}", on(first), on(last))),
            _ => None,
        }
    };
    spell().into_iter().collect()
}

/// "21.2.1972", "1972/02/21", "2/21/1972"; which of "2/3/1972" is the month, nobody knows.
fn numeric(words: Words<'_>) -> Vec<String> {
    let short = |word: &str| number(word, 1, 2);
    let on = |year: u16, month: u16, day: u16| format!("{year:04}-{month:02}-{day:02}");
    let spell = || match *words {
        [one, other] => Some(vec![format!("{:04}-{:02}", year(one)?, short(other)?)]),
        [one, other, last] if year(one).is_some() => {
            Some(vec![on(year(one)?, short(other)?, short(last)?)])
        }
        [one, other, last] => {
            let (one, other, year) = (short(one)?, short(other)?, year(last)?);
            Some(vec![on(year, other, one), on(year, one, other)])
        }
        _ => None,
    };
    spell().unwrap_or_default()
}

/// "20260204", "202602".
fn compact(words: Words<'_>) -> Vec<String> {
    let spell = || {
        let [word] = *words else { return None };
        let (year, rest) = word.split_at_checked(4)?;
        let (month, day) = rest.split_at_checked(2)?;
        let hyphen = if day.is_empty() { "" } else { "-" };
        Some(format!("{year}-{month}{hyphen}{day}"))
    };
    spell().into_iter().collect()
}
