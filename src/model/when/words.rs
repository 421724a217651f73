//! Dates in English.

use chrono::{Datelike as _, NaiveDate};

use super::Clock;
use super::shape::{Digits, End, Grouping, Item, Mark, Shape, Single};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Returns the number of the month that a word names, in full or by three letters and more of it.
pub(super) fn month_named(word: &str) -> Option<usize> {
    if word.len() < 3 {
        return None;
    }
    let word = word.to_lowercase();
    let at = MONTHS
        .iter()
        .position(|name| name.to_lowercase().starts_with(&word))?;
    Some(at + 1)
}

/// How the names of months are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    Full,
    Short,
}

impl Names {
    fn month(self, month: u32) -> &'static str {
        let name = MONTHS
            .get((month as usize).wrapping_sub(1))
            .copied()
            .unwrap_or("");
        match self {
            Self::Full => name,
            Self::Short => name.get(..3).unwrap_or(name),
        }
    }
}

/// "Wednesday 4 February 2026", "4–11 February 1945", "late November 2025".
pub(super) fn long(shape: &Shape) -> String {
    match (shape, single_day(shape)) {
        (Shape::Single(single), Some(day)) if !single.doubt().is_any() => {
            format!("{} {}", day.format("%A"), words(shape, Names::Full))
        }
        (Shape::Time(..), Some(day)) => {
            format!("{} {}", day.format("%A"), words(shape, Names::Full))
        }
        _ => words(shape, Names::Full),
    }
}

/// "4 Feb 2026".
pub(super) fn short(shape: &Shape) -> String {
    words(shape, Names::Short)
}

/// The words over several dates of one span: what is known of a date, the start of an interval; no doubts.
pub(super) fn heading(shape: &Shape) -> String {
    match shape {
        Shape::Single(single) | Shape::Interval(End::Known(single), _) => {
            bare(&single.known(), Names::Full)
        }
        _ => words(shape, Names::Full),
    }
}

fn single_day(shape: &Shape) -> Option<NaiveDate> {
    let (first, last) = shape.bounds();
    first.filter(|_| first == last)
}

fn words(shape: &Shape, names: Names) -> String {
    match shape {
        Shape::Single(single) => marked(single, names),
        Shape::Time(single, clock) => format!("{}, {}", bare(single, names), time(*clock)),
        Shape::Interval(start, end) => interval(start, end, names),
        Shape::OneOf(items) => one_of(items, names),
        Shape::Nothing => String::new(),
    }
}

/// "10:03", "20:00 (UTC+8)".
fn time(clock: Clock) -> String {
    let shown = format!("{:02}:{:02}", clock.hour, clock.minute);
    match clock.offset {
        None => shown,
        Some(0) => format!("{shown} (UTC)"),
        Some(offset) => {
            let sign = if offset < 0 { '-' } else { '+' };
            let (hours, minutes) = (offset.abs() / 60, offset.abs() % 60);
            let minutes = if minutes == 0 {
                String::new()
            } else {
                format!(":{minutes:02}")
            };
            format!("{shown} (UTC{sign}{hours}{minutes})")
        }
    }
}

/// A date with what is said of it: "about 2018", "12 June 2018 (?)".
fn marked(single: &Single, names: Names) -> String {
    let core = bare(single, names);
    let (mark, plain) = single.marks();
    if plain {
        return around(&core, mark);
    }
    let parts = [
        ("year", Some(single.year)),
        ("month", single.month),
        ("day", single.day),
    ];
    let said: Vec<String> = parts
        .iter()
        .filter_map(|(name, part)| {
            let mark = (*part)?.mark;
            match (mark.uncertain, mark.approximate) {
                (false, false) => None,
                (true, false) => Some(format!("{name} uncertain")),
                (false, true) => Some(format!("{name} approximate")),
                (true, true) => Some(format!("{name} uncertain and approximate")),
            }
        })
        .collect();
    format!("{core} ({})", said.join(", "))
}

fn around(core: &str, mark: Mark) -> String {
    let about = if mark.approximate { "about " } else { "" };
    let doubt = if mark.uncertain { " (?)" } else { "" };
    format!("{about}{core}{doubt}")
}

/// A date without what is said of it.
fn bare(single: &Single, names: Names) -> String {
    let year = in_year(single);
    if let Some(grouping) = single.grouping() {
        return part_of_year(single, &grouping);
    }
    let Some(month) = single.month else {
        return the_year(single).trim_start_matches("the ").to_owned();
    };
    let months: Vec<u16> = month.numbers(1, 12).collect();
    let name = |month: &u16| names.month(u32::from(*month)).to_owned();
    match (months.as_slice(), single.day) {
        (all, None) if all.len() == 12 => format!("a month of {}", the_year(single)),
        (some, None) => format!("{} {year}", either(some, name)),
        ([month], Some(day)) if !day.pattern.ends_with(b"XX") => {
            let days = either(&single.days_of(*month), u16::to_string);
            format!("{days} {} {year}", name(month))
        }
        ([month], Some(_)) => format!("a day in {} {year}", name(month)),
        (_, Some(_)) => format!("a day in {}", the_year(single)),
    }
}

/// "summer 2018", "winter 2010–11", "first half of a year in the 1980s".
fn part_of_year(single: &Single, grouping: &Grouping) -> String {
    let (name, year) = (grouping.name, single.year.min);
    let next = year + 1;
    let turns = grouping.start + grouping.months > 13;
    match (single.year.is_exact(), turns) {
        (true, true) if next % 100 == 0 => format!("{name} {year}–{next}"),
        (true, true) => format!("{name} {year}–{:02}", next % 100),
        (false, _) if name.ends_with(" of") => format!("{name} a year {}", in_year(single)),
        _ => format!("{name} {}", in_year(single)),
    }
}

/// One of some numbers that ascend: "30", "5, 15 or 25", and "20–29" where they are three and more in a row.
fn either(numbers: &[u16], name: impl Fn(&u16) -> String) -> String {
    let in_a_row = numbers
        .iter()
        .zip(numbers.iter().skip(1))
        .all(|(one, next)| one + 1 == *next);
    match numbers {
        [first, _, .., last] if in_a_row && numbers.len() > 2 => {
            format!("{}–{}", name(first), name(last))
        }
        _ => or(&numbers.iter().map(name).collect::<Vec<_>>()),
    }
}

/// "a", "a or b", "a, b or c".
fn or(words: &[String]) -> String {
    match words.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        _ => words.concat(),
    }
}

/// The year as it stands after a name: "2018", "in the 1980s".
fn in_year(single: &Single) -> String {
    if single.year.is_exact() {
        the_year(single)
    } else {
        format!("in {}", the_year(single))
    }
}

/// "2018", "the 1980s", "1900–1999", "1905, 1915 … 1995".
fn the_year(single: &Single) -> String {
    let years: Vec<u16> = single.years().collect();
    match (years.as_slice(), &single.year.pattern) {
        ([year], _) => year.to_string(),
        ([first, .., _], [_, _, b'0'..=b'9', b'X']) if *first > 9 => format!("the {first}s"),
        ([first, .., last], [.., b'X']) => format!("{first}–{last}"),
        ([first, second, .., last], _) => format!("{first}, {second} … {last}"),
        _ => String::new(),
    }
}

fn interval(start: &End, end: &End, names: Names) -> String {
    match (start, end) {
        (End::Known(first), End::Known(last)) if first == last => marked(first, names),
        (End::Known(first), End::Known(last)) => together(first, last, "–", names)
            .unwrap_or_else(|| format!("{} – {}", marked(first, names), marked(last, names))),
        (End::Known(first), End::Open) => format!("since {}", marked(first, names)),
        (End::Known(first), End::Unknown) => format!("since {}, end unknown", marked(first, names)),
        (End::Open, End::Known(last)) => format!("until {}", marked(last, names)),
        (End::Unknown, End::Known(last)) => format!("until {}, start unknown", marked(last, names)),
        (End::Open | End::Unknown, End::Open | End::Unknown) => String::new(),
    }
}

/// Says whether nothing of a date is open or in doubt: a year, a month of it, or a day.
fn is_plain(single: &Single) -> bool {
    let exact = |part: Option<Digits>| part.is_none_or(Digits::is_exact);
    !single.doubt().is_any()
        && single.grouping().is_none()
        && [Some(single.year), single.month, single.day]
            .into_iter()
            .all(exact)
}

/// Two dates with what they share said once: "4–11 February 1945", "27 or 28 February 1972".
fn together(first: &Single, last: &Single, joint: &str, names: Names) -> Option<String> {
    if !is_plain(first) || !is_plain(last) {
        return None;
    }
    if first.month.is_none() && last.month.is_none() {
        return Some(format!("{}{joint}{}", first.year.min, last.year.min));
    }
    if first.year.min != last.year.min {
        return None;
    }
    let (year, from, to) = (first.year.min, first.month?, last.month?);
    let wide = if joint == "–" { " – " } else { joint };
    let month = |number: u16| names.month(u32::from(number));
    match (first.day, last.day) {
        (Some(one), Some(other)) if from.min == to.min => Some(format!(
            "{}{joint}{} {} {year}",
            one.min,
            other.min,
            month(from.min)
        )),
        (Some(one), Some(other)) => Some(format!(
            "{} {}{wide}{} {} {year}",
            one.min,
            month(from.min),
            other.min,
            month(to.min)
        )),
        (None, None) => Some(format!(
            "{}{joint}{} {year}",
            month(from.min),
            month(to.min)
        )),
        _ => None,
    }
}

fn one_of(items: &[Item], names: Names) -> String {
    if let Some(words) = alike(items, names) {
        return words;
    }
    let whole = |single: &Single| if single.day.is_some() { "on" } else { "in" };
    let item = |item: &Item| match item {
        Item::One(single) => marked(single, names),
        Item::Range(Some(first), Some(last)) => range(first, last, names),
        Item::Range(None, Some(last)) => {
            format!("{} or before {}", whole(last), marked(last, names))
        }
        Item::Range(Some(first), None) => {
            format!("{} or after {}", whole(first), marked(first, names))
        }
        Item::Range(None, None) => String::new(),
    };
    match items {
        [Item::One(first), Item::One(last)] => together(first, last, " or ", names),
        _ => None,
    }
    .unwrap_or_else(|| or(&items.iter().map(item).collect::<Vec<_>>()))
}

/// Months of one year or days of one month, with what they share said once: "April, June or September 2026".
fn alike(items: &[Item], names: Names) -> Option<String> {
    let singles: Option<Vec<&Single>> = items
        .iter()
        .map(|item| match item {
            Item::One(single) if is_plain(single) => Some(single),
            _ => None,
        })
        .collect();
    let singles = singles?;
    let first = singles.first()?;
    let same =
        |part: fn(&Single) -> Option<u16>| singles.iter().all(|single| part(single) == part(first));
    let month = |single: &Single| single.month.map(|month| names.month(u32::from(month.min)));
    if !same(|single| Some(single.year.min)) {
        return None;
    }
    let year = first.year.min;
    if same(|single| single.month.map(|month| month.min)) {
        let days: Option<Vec<String>> = singles
            .iter()
            .map(|single| single.day.map(|day| day.min.to_string()))
            .collect();
        return Some(format!("{} {} {year}", or(&days?), month(first)?));
    }
    let months: Option<Vec<String>> = singles
        .iter()
        .filter(|single| single.day.is_none())
        .map(|single| month(single).map(str::to_owned))
        .collect();
    let months = months?;
    (months.len() == singles.len()).then(|| format!("{} {year}", or(&months)))
}

/// One day of a range: thirds of a month have names.
fn range(first: &Single, last: &Single, names: Names) -> String {
    if first == last {
        return marked(first, names);
    }
    if let (Some((from, _)), Some((_, to))) = (first.days(), last.days()) {
        let month = format!("{} {}", names.month(from.month()), from.year());
        let is_day = |single: &Single| single.day.is_some() && !single.doubt().is_any();
        if (from.year(), from.month()) == (to.year(), to.month()) && is_day(first) && is_day(last) {
            let ends = to.succ_opt().is_none_or(|next| next.month() != to.month());
            match (from.day(), to.day()) {
                (1, 10) => return format!("early {month}"),
                (11, 20) => return format!("mid-{month}"),
                (21, _) if ends => return format!("late {month}"),
                (one, other) if other == one + 1 => return format!("{one} or {other} {month}"),
                _ => {}
            }
        }
    }
    match together(first, last, " and ", names) {
        Some(words) => format!("between {words}"),
        None => format!(
            "between {} and {}",
            marked(first, names),
            marked(last, names)
        ),
    }
}
