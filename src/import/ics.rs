//! iCalendar (RFC 5545): every VEVENT is a record, its properties are columns, in small letters.
//!
//! A property that stands there several times is one text, its values parted by semicolons.
//! Dates come as ISO dates and the exclusive end as the last day. A UID comes without its `@` and what
//! follows, CONFIRMED as `announced`, TENTATIVE as `planned`: a calendar does not say whether a thing took place.

use chrono::{Days, NaiveDate};
use serde_json::Value;

use super::readers::{ReadError, Record};

/// Which property becomes which field.
pub(super) const DEFAULTS: &[(&str, &str)] = &[
    ("id", "uid"),
    ("earliest", "dtstart"),
    ("latest", "dtend"),
    ("kind", "categories"),
    ("status", "status"),
    ("title", "summary"),
    ("summary", "description"),
    ("place.name", "location"),
    ("sources.url", "url"),
];

/// Properties that say how a calendar treats an entry and nothing of the event.
const OF_THE_CALENDAR: &[&str] = &["dtstamp", "transp", "sequence", "class", "priority"];

/// Reads the events of a calendar.
pub(super) fn read(text: &str) -> Result<Vec<Record>, ReadError> {
    let mut records = Vec::new();
    // The components around the line, outermost first: an alarm within an event is no part of the event.
    let mut open: Vec<String> = Vec::new();
    let mut record = Record::new();
    for (line, content) in unfolded(text.strip_prefix('\u{feff}').unwrap_or(text)) {
        let Some(property) = Property::parse(&content) else {
            let message = "not a property: a name, a colon and a value".into();
            return Err(ReadError { line, message });
        };
        match property.name.as_str() {
            "begin" => open.push(property.value.to_ascii_lowercase()),
            "end" => {
                let ended = open.pop();
                if ended.as_deref() != Some(&property.value.to_ascii_lowercase()) {
                    let message = format!("END:{} without its BEGIN", property.value);
                    return Err(ReadError { line, message });
                }
                if ended.as_deref() == Some("vevent") {
                    records.push(finished(std::mem::take(&mut record)));
                }
            }
            name if OF_THE_CALENDAR.contains(&name) => {}
            _ if open.last().is_some_and(|component| component == "vevent") => {
                let value = property
                    .read()
                    .map_err(|message| ReadError { line, message })?;
                match record.get_mut(&property.name) {
                    Some(Value::String(before)) => before.extend(["; ", &*value]),
                    _ => {
                        record.insert(property.name, Value::from(value));
                    }
                }
            }
            _ => {}
        }
    }
    match open.last() {
        None => Ok(records),
        Some(component) => Err(ReadError {
            line: text.lines().count().max(1),
            message: format!(
                "the text ends before END:{}",
                component.to_ascii_uppercase()
            ),
        }),
    }
}

/// Returns the content lines with the number of the line in which each begins.
fn unfolded(text: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(more), Some((_, last))) => last.push_str(more),
            _ if line.is_empty() => {}
            _ => lines.push((number, line.to_owned())),
        }
    }
    lines
}

/// A content line.
struct Property {
    name: String,
    is_day: bool,
    value: String,
}

impl Property {
    fn parse(line: &str) -> Option<Self> {
        let mut quoted = false;
        let colon = line.find(|c| {
            quoted ^= c == '"';
            c == ':' && !quoted
        })?;
        let (head, value) = line.split_at_checked(colon)?;
        let mut head = head.split(';');
        let name = head.next()?.trim().to_ascii_lowercase();
        Some(Self {
            name,
            is_day: head.any(|parameter| parameter.eq_ignore_ascii_case("VALUE=DATE")),
            value: value.strip_prefix(':')?.to_owned(),
        })
    }

    fn read(&self) -> Result<String, String> {
        let value = self.value.trim();
        match self.name.as_str() {
            "dtend" if self.is_day || !value.contains('T') => {
                let day = day(value)?.checked_sub_days(Days::new(1));
                Ok(day.map(|day| day.to_string()).unwrap_or_default())
            }
            "dtstart" | "dtend" => moment(value),
            "uid" => Ok(plain(value.split('@').next().unwrap_or(value))),
            "url" => Ok(value.to_owned()),
            "status" => Ok(match value.to_ascii_uppercase().as_str() {
                "TENTATIVE" => "planned".into(),
                "CONFIRMED" => "announced".into(),
                _ => value.to_ascii_lowercase(),
            }),
            _ => Ok(plain(value)),
        }
    }
}

/// Returns a value without its marks.
fn plain(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, true) => match chars.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(c) => out.push(c),
                None => {}
            },
            (c, false) => out.push(c),
        }
    }
    out
}

fn day(value: &str) -> Result<NaiveDate, String> {
    let digits = value.get(..8).unwrap_or(value);
    NaiveDate::parse_from_str(digits, "%Y%m%d").map_err(|_| format!("not a date: {value}"))
}

/// Returns `20251124` as a day, `20251124T200000Z` as a day and a clock.
fn moment(value: &str) -> Result<String, String> {
    let day = day(value)?;
    let Some(clock) = value.get(8..).and_then(|rest| rest.strip_prefix('T')) else {
        return Ok(day.to_string());
    };
    let zone = if clock.ends_with('Z') { "Z" } else { "" };
    match (clock.get(..2), clock.get(2..4)) {
        (Some(hours), Some(minutes)) if clock.bytes().take(4).all(|byte| byte.is_ascii_digit()) => {
            Ok(format!("{day}T{hours}:{minutes}{zone}"))
        }
        _ => Err(format!("not a time: {value}")),
    }
}

/// Returns a record whose end says no more than is to be said: none on the day of the start.
fn finished(mut record: Record) -> Record {
    let text = |key: &str| record.get(key).and_then(Value::as_str).unwrap_or_default();
    let (start, end) = (text("dtstart"), text("dtend"));
    let on_one_day = start.get(..10) == end.get(..10);
    if end.is_empty() || on_one_day || end < start {
        record.remove("dtend");
    } else {
        let days = [start, end].map(|moment| moment.get(..10).unwrap_or(moment).to_owned());
        let [start, end] = days;
        record.insert("dtstart".into(), Value::from(start));
        record.insert("dtend".into(), Value::from(end));
    }
    record
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn read_one(properties: &str) -> Record {
        let text = format!(
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{properties}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        );
        read(&text).unwrap().remove(0)
    }

    #[rstest]
    #[case::day("DTSTART;VALUE=DATE:20251124", "2025-11-24", None)]
    #[case::one_day(
        "DTSTART;VALUE=DATE:20251124\r\nDTEND;VALUE=DATE:20251125",
        "2025-11-24",
        None
    )]
    #[case::days(
        "DTSTART;VALUE=DATE:20251124\r\nDTEND;VALUE=DATE:20251127",
        "2025-11-24",
        Some("2025-11-26")
    )]
    #[case::clock(
        "DTSTART:20251124T200000Z\r\nDTEND:20251124T213000Z",
        "2025-11-24T20:00Z",
        None
    )]
    #[case::local(
        "DTSTART;TZID=\"Asia:Shanghai\":20251124T200000",
        "2025-11-24T20:00",
        None
    )]
    #[case::over_night(
        "DTSTART:20251124T200000Z\r\nDTEND:20251125T010000Z",
        "2025-11-24",
        Some("2025-11-25")
    )]
    fn dates(#[case] properties: &str, #[case] start: &str, #[case] end: Option<&str>) {
        let record = read_one(properties);
        assert_eq!(record["dtstart"], start);
        assert_eq!(record.get("dtend").and_then(Value::as_str), end);
    }

    #[test]
    fn folded_and_marked_text_comes_whole() {
        let record = read_one(
            "ATTENDEE:a\r\nATTENDEE:b\r\nSUMMARY:Talks\\, lo\r\n ng\\nand plain\r\nUID:2025-talks@example.org\r\nBEGIN:VALARM\r\nSUMMARY:no\r\nEND:VALARM",
        );
        assert_eq!(record["summary"], "Talks, long\nand plain");
        assert_eq!(record["uid"], "2025-talks");
        assert_eq!(record["attendee"], "a; b");
    }

    #[rstest]
    #[case("BEGIN:VEVENT\nnonsense\n", 2)]
    #[case("BEGIN:VEVENT\nDTSTART:spring\n", 2)]
    #[case("BEGIN:VEVENT\nDTSTART:20251124Tnoon\n", 2)]
    #[case("BEGIN:VEVENT\nEND:VCALENDAR\n", 2)]
    #[case("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:a\n", 3)]
    fn faults_tell_their_line(#[case] text: &str, #[case] line: usize) {
        assert_eq!(read(text).unwrap_err().line, line);
    }
}
