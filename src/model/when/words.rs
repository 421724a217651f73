//! Dates in English, in the list column, and under headings.

use chrono::{Datelike as _, NaiveDate};

use super::shape::{End, Item, Mark, Shape, Single};
use super::{Clock, Zoom};

/// Cells of the list column.
const CELL: usize = 11;

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
        (Shape::Single(single), Some(day)) if !single.marks().0.is_any() && single.marks().1 => {
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
    let year = year(single);
    if let Some(grouping) = single.grouping() {
        let next = (single.year.max + 1) % 100;
        let name = grouping.name;
        let is_winter = grouping.start + grouping.months > 13;
        return if is_winter {
            format!("{name} {year}–{next:02}")
        } else {
            format!("{name} {year}")
        };
    }
    let Some(month) = single.month else {
        return year;
    };
    let Some((first, last)) = single.days() else {
        return year;
    };
    match (month.is_exact(), single.day) {
        (true, None) => format!("{} {year}", names.month(u32::from(month.min))),
        (true, Some(day)) if day.is_exact() => {
            format!("{} {} {year}", day.min, names.month(u32::from(month.min)))
        }
        (true, Some(day)) if day.pattern[2] != b'X' => {
            format!(
                "{}–{} {} {year}",
                first.day(),
                last.day(),
                names.month(u32::from(month.min))
            )
        }
        (true, Some(_)) => format!("a day in {} {year}", names.month(u32::from(month.min))),
        (false, None) => format!("a month of {year}"),
        (false, Some(_)) => format!("a day in {year}"),
    }
}

/// "2018", "1980s", "1900–1999".
fn year(single: &Single) -> String {
    let year = single.year;
    match (year.is_exact(), &year.pattern) {
        (true, _) => year.min.to_string(),
        (false, [_, _, tens, b'X']) if *tens != b'X' => format!("{}s", year.min),
        (false, _) => format!("{}–{}", year.min, year.max),
    }
}

fn interval(start: &End, end: &End, names: Names) -> String {
    match (start, end) {
        (End::Known(first), End::Known(last)) => together(first, last, "–", names)
            .unwrap_or_else(|| format!("{} – {}", marked(first, names), marked(last, names))),
        (End::Known(first), End::Open) => format!("since {}", marked(first, names)),
        (End::Known(first), End::Unknown) => format!("since {}, end unknown", marked(first, names)),
        (End::Open, End::Known(last)) => format!("until {}", marked(last, names)),
        (End::Unknown, End::Known(last)) => format!("until {}, start unknown", marked(last, names)),
        (End::Open | End::Unknown, End::Open | End::Unknown) => String::new(),
    }
}

/// Two dates with what they share said once: "4–11 February 1945", "27 or 28 February 1972".
fn together(first: &Single, last: &Single, joint: &str, names: Names) -> Option<String> {
    if first.marks().0.is_any() || last.marks().0.is_any() || !first.marks().1 || !last.marks().1 {
        return None;
    }
    let plain = |single: &Single| single.year.is_exact() && single.grouping().is_none();
    if !plain(first) || !plain(last) || first.year.min != last.year.min {
        return None;
    }
    let (year, from, to) = (first.year.min, first.month?, last.month?);
    let exact =
        |part: Option<super::shape::Digits>| part.is_none_or(super::shape::Digits::is_exact);
    if ![Some(from), Some(to), first.day, last.day]
        .into_iter()
        .all(exact)
    {
        return None;
    }
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
    match items {
        [Item::Range(Some(first), Some(last))] => range(first, last, names),
        [Item::Range(None, Some(last))] => format!("in or before {}", marked(last, names)),
        [Item::Range(Some(first), None)] => format!("in or after {}", marked(first, names)),
        [Item::One(first), Item::One(last)] => together(first, last, " or ", names)
            .unwrap_or_else(|| format!("{} or {}", marked(first, names), marked(last, names))),
        items => {
            let words: Vec<String> = items
                .iter()
                .map(|item| match item {
                    Item::One(single) => marked(single, names),
                    Item::Range(..) => one_of(std::slice::from_ref(item), names),
                })
                .collect();
            match words.split_last() {
                Some((last, others)) if !others.is_empty() => {
                    format!("{} or {last}", others.join(", "))
                }
                _ => words.concat(),
            }
        }
    }
}

/// One day of a range: thirds of a month have names.
fn range(first: &Single, last: &Single, names: Names) -> String {
    if let (Some((from, _)), Some((_, to))) = (first.days(), last.days()) {
        let month = format!("{} {}", names.month(from.month()), from.year());
        let is_day = |single: &Single| single.day.is_some() && !single.marks().0.is_any();
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

/// The list column: `2025-11-24`, `1945-02-04+`, `2026 H1`, `2006<`.
pub(super) fn list_cell(text: &str, shape: &Shape) -> String {
    let cell = match shape {
        Shape::Single(single) => match single.grouping() {
            Some(grouping) if !grouping.cell.is_empty() && !single.marks().0.is_any() => {
                format!("{} {}", single.year.min, grouping.cell)
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

/// The date under a heading of a level.
pub(super) fn under_heading(text: &str, shape: &Shape, zoom: Zoom) -> String {
    let (first, last) = shape.bounds();
    let widest = match zoom {
        Zoom::Day | Zoom::Week | Zoom::Month => 8,
        Zoom::Quarter | Zoom::Year => 9,
        Zoom::Decade | Zoom::Century | Zoom::All => CELL,
    };
    let cell = match (zoom, first, last) {
        (Zoom::All, ..) => return list_cell(text, shape),
        (_, None, Some(last)) => format!("<{}", last.year()),
        (_, None, None) => "?".to_owned(),
        (_, Some(first), None) => day(first, zoom) + "+",
        (_, Some(first), Some(last)) => known(shape, (first, last), zoom),
    };
    if cell.chars().count() <= widest {
        return cell;
    }
    let first = first.unwrap_or_default();
    match zoom {
        Zoom::Day | Zoom::Week | Zoom::Month => format!("{}+", first.day()),
        Zoom::Quarter | Zoom::Year => format!("{}+", first.format("%-d %b")),
        Zoom::Decade | Zoom::Century | Zoom::All => format!("{}+", first.format("%b %Y")),
    }
}

/// One day: "4 Wed", "4 Feb", "4 Feb 1972".
fn day(day: NaiveDate, zoom: Zoom) -> String {
    let form = match zoom {
        Zoom::Day | Zoom::Week | Zoom::Month => "%-d %a",
        Zoom::Quarter | Zoom::Year => "%-d %b",
        Zoom::Decade | Zoom::Century | Zoom::All => "%-d %b %Y",
    };
    day.format(form).to_string()
}

fn known(shape: &Shape, (first, last): (NaiveDate, NaiveDate), zoom: Zoom) -> String {
    let mark = match shape {
        Shape::Single(single) => single.marks().0,
        _ => Mark::default(),
    };
    if let (Shape::Time(_, clock), Zoom::Day) = (shape, zoom) {
        return format!("{:02}:{:02}", clock.hour, clock.minute);
    }
    if first == last {
        // A weekday beside a day that is in doubt would claim too much.
        let cell = match zoom {
            Zoom::Day | Zoom::Week | Zoom::Month if mark.is_any() => first.day().to_string(),
            _ => day(first, zoom),
        };
        return sign(&cell, mark);
    }
    match shape {
        Shape::Single(single) => sign(&span(single, zoom), mark),
        Shape::OneOf(_) => days(first, last, zoom) + "?",
        _ => days(first, last, zoom),
    }
}

fn sign(cell: &str, mark: Mark) -> String {
    let about = if mark.approximate { "~" } else { "" };
    let doubt = if mark.uncertain { "?" } else { "" };
    format!("{about}{cell}{doubt}")
}

/// A date that is wider than a day: "Apr", "Jan–Jun", "1980s".
fn span(single: &Single, zoom: Zoom) -> String {
    let with_year = matches!(zoom, Zoom::Decade | Zoom::Century | Zoom::All);
    let Some((first, last)) = single.days() else {
        return String::new();
    };
    if let Some(grouping) = single.grouping() {
        if with_year && !grouping.cell.is_empty() {
            return format!("{} {}", single.year.min, grouping.cell);
        }
        return format!("{}–{}", first.format("%b"), last.format("%b"));
    }
    let same_month = (first.year(), first.month()) == (last.year(), last.month());
    match (single.month, single.day) {
        (Some(_), None) if same_month && with_year => first.format("%b %Y").to_string(),
        (Some(_), None) if same_month => first.format("%b").to_string(),
        (Some(_), Some(_)) if same_month => days(first, last, zoom),
        _ => year(single),
    }
}

/// Several days: "23–24", "31–4 Feb", "23–24 Feb", "4–11 Feb 1945".
fn days(first: NaiveDate, last: NaiveDate, zoom: Zoom) -> String {
    let same_year = first.year() == last.year();
    let same_month = same_year && first.month() == last.month();
    match zoom {
        Zoom::Day | Zoom::Week | Zoom::Month if same_month => {
            format!("{}–{}", first.day(), last.day())
        }
        Zoom::Day | Zoom::Week | Zoom::Month if same_year => {
            format!("{}–{}", first.day(), last.format("%-d %b"))
        }
        Zoom::Quarter | Zoom::Year if same_month => {
            format!("{}–{}", first.day(), last.format("%-d %b"))
        }
        _ if same_month => format!("{}–{}", first.day(), last.format("%-d %b %Y")),
        _ => day(first, zoom) + "+",
    }
}
