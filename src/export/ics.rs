//! iCalendar (RFC 5545), for planned events above all.
//!
//! Every event is a matter of whole days, as it is filed; a clock time stays in the words. A calendar
//! cannot say "in spring": an event whose day is not certain is written as the span of the days it may
//! lie in, with the words of its date in the title, where that span is at most 31 days, and left out else.

use std::io::{self, Write};

use super::selection::{Selection, words};
use crate::model::{Event, Status};

/// The longest span of days that stands for a date that is not certain.
const SPAN: i64 = 31;

/// The longest line in octets, without its end.
const LINE: usize = 75;

/// Writes a calendar and returns how many events have no place in it.
pub(super) fn write(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<usize> {
    let mut left_out = 0;
    out.write_all(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//demarche//demarche//EN\r\n")?;
    for event in selection.iter() {
        match lines(selection, event) {
            Some(lines) => {
                for line in lines {
                    out.write_all(fold(&line).as_bytes())?;
                }
            }
            None => left_out += 1,
        }
    }
    out.write_all(b"END:VCALENDAR\r\n")?;
    Ok(left_out)
}

/// Returns the lines of an event, not yet folded; `None` if it has no place in a calendar.
fn lines(selection: &Selection<'_>, event: &Event) -> Option<Vec<String>> {
    let timeline = selection.timeline;
    let first = event.when.earliest()?;
    let last = event.when.latest()?;
    let certain = is_certain(event);
    if !certain && (last - first).num_days() > SPAN {
        return None;
    }
    let after = last.succ_opt()?;
    let title = if certain {
        event.title.to_string()
    } else {
        format!("{} ({})", event.title, words(event))
    };
    let mut lines = vec![
        "BEGIN:VEVENT".into(),
        format!("UID:{}@demarche", event.id.0),
        format!("DTSTAMP:{}T000000Z", selection.today.format("%Y%m%d")),
        format!("DTSTART;VALUE=DATE:{}", first.format("%Y%m%d")),
        format!("DTEND;VALUE=DATE:{}", after.format("%Y%m%d")),
        format!("SUMMARY:{}", escape(&title)),
        format!("STATUS:{}", status(event.status)),
        "TRANSP:TRANSPARENT".into(),
        format!("CATEGORIES:{}", escape(event.kind.label())),
    ];
    if let Some(place) = selection.place(event) {
        lines.push(format!("LOCATION:{}", escape(&place)));
    }
    if let Some(summary) = &event.summary {
        lines.push(format!("DESCRIPTION:{}", escape(summary)));
    }
    let mut sources = event.sources.iter().map(|&source| timeline.source(source));
    if let Some(url) = sources.find_map(|source| source.url.as_deref()) {
        lines.push(format!("URL:{url}"));
    }
    lines.push("END:VEVENT".into());
    Some(lines)
}

/// Says whether the days of an event are known, so that the calendar can show them as they are.
fn is_certain(event: &Event) -> bool {
    let is_day = |end: &str| end.len() >= 10 && !end.contains(['X', '?', '~', '%', '[']);
    event.when.as_str().split('/').all(is_day)
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Planned | Status::Reported => "TENTATIVE",
        Status::Announced | Status::Occurred => "CONFIRMED",
        Status::Postponed | Status::Cancelled => "CANCELLED",
    }
}

/// Returns a text with the characters marked that part values and lines.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\\' | ';' | ',' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

/// Returns a line with its end, broken between characters where it is too long; a space begins each further part.
fn fold(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let mut octets = 0;
    for c in line.chars() {
        if octets + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            octets = 1;
        }
        out.push(c);
        octets += c.len_utf8();
    }
    out.push_str("\r\n");
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn marks_what_parts_values() {
        assert_eq!(escape("a, b; c\\d\n\ne"), "a\\, b\\; c\\\\d\\n\\ne");
    }

    proptest! {
        #[test]
        fn folded_lines_are_short_and_unfold(line in "[ -~é中𝄞]{0,300}") {
            let folded = fold(&line);
            for part in folded.split_terminator("\r\n") {
                prop_assert!(part.len() <= LINE, "{} octets", part.len());
            }
            prop_assert_eq!(folded.replace("\r\n ", ""), line + "\r\n");
        }
    }
}
