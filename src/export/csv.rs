//! Comma-separated values after RFC 4180, for spreadsheets: a flat extract, one line an event.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula and runs it; such a
//! cell is preceded by an apostrophe, which the reader of the import takes off again.

use std::io::{self, Write};

use super::selection::Selection;
use crate::model::Event;

/// The heading line.
const HEADING: &str = "id,date,earliest,latest,kind,status,title,place,country,participants,countries,topics,\
                       quotes,summary,source_url";

/// Parts the items of a list within a cell.
const LIST: &str = "; ";

/// Writes a heading and one line an event.
pub(super) fn write(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<usize> {
    write!(out, "{HEADING}\r\n")?;
    let mut line = String::new();
    for event in selection.iter() {
        line.clear();
        for (at, text) in cells(selection, event).iter().enumerate() {
            if at > 0 {
                line.push(',');
            }
            put(&mut line, text);
        }
        write!(out, "{line}\r\n")?;
    }
    Ok(0)
}

fn cells(selection: &Selection<'_>, event: &Event) -> [String; 15] {
    let timeline = selection.timeline;
    let place = event.place.map(|place| timeline.place(place));
    let country = place.and_then(|place| place.country);
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let people = event
        .participants
        .iter()
        .map(|who| &*timeline.person(who.person).name);
    let topics = event
        .topics
        .iter()
        .map(|topic| &*timeline.tag(topic.tag).slug);
    let urls = event
        .sources
        .iter()
        .filter_map(|&source| timeline.source(source).url.as_deref());
    [
        event.id.0.to_string(),
        event.when.as_str().to_owned(),
        day(event.when.earliest()),
        day(event.when.latest()),
        event.kind.word().to_owned(),
        event.status.word().to_owned(),
        event.title.to_string(),
        place
            .map(|place| place.name.to_string())
            .unwrap_or_default(),
        country
            .map(|country| selection.code(country).to_owned())
            .unwrap_or_default(),
        people.collect::<Vec<_>>().join(LIST),
        selection.codes(&event.countries, LIST),
        topics.collect::<Vec<_>>().join(LIST),
        event.quotes.len().to_string(),
        event.summary.as_deref().unwrap_or_default().to_owned(),
        urls.collect::<Vec<_>>().join(LIST),
    ]
}

/// Adds a cell to a line, guarded and quoted where that is needed.
fn put(line: &mut String, text: &str) {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        "'"
    } else {
        ""
    };
    if text.contains([',', '"', '\r', '\n']) {
        line.push('"');
        line.push_str(guard);
        line.push_str(&text.replace('"', "\"\""));
        line.push('"');
    } else {
        line.push_str(guard);
        line.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::plain("Beijing", "Beijing")]
    #[case::comma("Washington, D.C.", "\"Washington, D.C.\"")]
    #[case::quotation("a \"frank\" talk", "\"a \"\"frank\"\" talk\"")]
    #[case::paragraphs("a\n\nb", "\"a\n\nb\"")]
    #[case::formula("=1+1", "'=1+1")]
    #[case::quoted_formula("@SUM(a,b)", "\"'@SUM(a,b)\"")]
    #[case::inside_is_harmless("a=b", "a=b")]
    fn puts(#[case] text: &str, #[case] expected: &str) {
        let mut line = String::new();
        put(&mut line, text);
        assert_eq!(line, expected);
    }
}
