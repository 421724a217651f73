//! Events written out in every format.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::ops::ControlFlow;

use chrono::NaiveDate;
use demarche::data::{Limits, Origin, load};
use demarche::diag::Diagnostic;
use demarche::export::{FORMATS, Format, Selection, cite};
use demarche::model::{FileHead, Ix, Parts, Timeline};
use demarche::text::SafeText;

/// Reads the fixture, which has every field.
fn timeline() -> Timeline {
    let file = Origin::File("tests/data/export/events.toml".into());
    let loaded = load(&[file], &Limits::CHECKING, &|_| ControlFlow::Continue(())).unwrap();
    let problems: Vec<String> = loaded.problems.iter().map(Diagnostic::short).collect();
    assert_eq!(problems, [""; 0]);
    loaded.timeline
}

/// Writes the whole timeline; returns the text and the number of events left out.
fn export(format: &str, timeline: &Timeline) -> (String, usize) {
    let events: Vec<Ix> = (0u32..).map(Ix).take(timeline.len()).collect();
    let selection = Selection {
        timeline,
        events: &events,
        today: NaiveDate::from_ymd_opt(2026, 6, 30).unwrap(),
    };
    let mut out = Vec::new();
    let format = Format::named(format).unwrap();
    let left_out = (format.write)(&selection, &mut out).unwrap();
    (String::from_utf8(out).unwrap(), left_out)
}

/// The keys of the record at each level, in their order.
const KEYS: &[(&str, &str)] = &[
    (
        "",
        "id date earliest latest date_text local duration kind visit status level confidence weight featured \
         lang title summary note place venue margins_of participants countries about initiator topics \
         outcomes quotes sources related tags text",
    ),
    ("local", "place at"),
    ("place", "key name native country aka"),
    ("participants", "key name native aka country office role"),
    ("topics", "tag note accounts stance"),
    ("outcomes", "type text url"),
    ("quotes", "by type lang text translation at where source"),
    ("by", "key name native country office role"),
    ("sources", "key title publisher url date lang archive"),
    ("source", "key title publisher url date lang archive"),
    ("related", "type event"),
];

/// Checks the keys of an object and of what it holds; maps by language or country have no fixed keys.
fn keys_in_order(name: &str, value: &serde_json::Value, seen: &mut Vec<String>) {
    match value {
        serde_json::Value::Array(items) => {
            for item in items {
                keys_in_order(name, item, seen);
            }
        }
        serde_json::Value::Object(map) => {
            if let Some((_, order)) = KEYS.iter().find(|(of, _)| *of == name) {
                let mut rest = order.split(' ');
                for key in map.keys() {
                    assert!(
                        rest.any(|next| next == key),
                        "{key} of {name:?} is out of order"
                    );
                    seen.push(format!("{name}.{key}"));
                }
            }
            for (key, value) in map {
                keys_in_order(key, value, seen);
            }
        }
        _ => {}
    }
}

#[test]
fn json_keys_stand_in_order_and_none_is_forgotten() {
    let (text, left_out) = export("jsonl", &timeline());
    assert_eq!(left_out, 0);
    assert_eq!(text.lines().count(), timeline().len());
    let mut seen = Vec::new();
    for line in text.lines() {
        keys_in_order("", &serde_json::from_str(line).unwrap(), &mut seen);
    }
    for (name, keys) in KEYS {
        for key in keys.split(' ') {
            assert!(
                seen.contains(&format!("{name}.{key}")),
                "no event has {name}.{key}"
            );
        }
    }
}

#[test]
fn the_whole_is_one_object_with_the_head_and_the_same_records() {
    let whole: serde_json::Value = serde_json::from_str(&export("json", &timeline()).0).unwrap();
    let head = serde_json::json!({
        "title": "Contacts", "licence": "CC0-1.0", "language": "fr", "checked": "2026-06-30",
    });
    assert_eq!(whole["file"], head);
    let lines = export("jsonl", &timeline()).0;
    let records: Vec<serde_json::Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(whole["events"], serde_json::Value::from(records));

    let empty = export("json", &Timeline::default()).0;
    let empty: serde_json::Value = serde_json::from_str(&empty).unwrap();
    assert_eq!(empty, serde_json::json!({"file": {}, "events": []}));
}

#[test]
fn of_several_files_the_head_holds_what_all_say_alike() {
    let head = |title: &str| FileHead {
        title: Some(SafeText::field(title)),
        licence: Some(SafeText::field("CC0-1.0")),
        ..FileHead::default()
    };
    let timeline = Timeline::build(Parts {
        heads: vec![head("One"), head("Two")],
        ..Parts::default()
    });
    let whole: serde_json::Value = serde_json::from_str(&export("json", &timeline).0).unwrap();
    assert_eq!(whole["file"], serde_json::json!({"licence": "CC0-1.0"}));
}

/// Reads comma-separated values as RFC 4180 describes them, and nothing else.
fn read_csv(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let row = rows.last_mut().unwrap();
        let cell = row.last_mut().unwrap();
        match c {
            '"' if quoted && chars.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\r' if !quoted => {
                assert_eq!(chars.next(), Some('\n'));
                rows.push(vec![String::new()]);
            }
            c => cell.push(c),
        }
    }
    assert!(!quoted);
    assert_eq!(
        rows.pop(),
        Some(vec![String::new()]),
        "the last line has its end"
    );
    rows
}

#[test]
fn csv_is_a_table_that_no_spreadsheet_runs() {
    let rows = read_csv(&export("csv", &timeline()).0);
    assert_eq!(rows.len(), 6);
    assert!(rows.iter().all(|row| row.len() == 15), "{rows:?}");
    let cell = |id: &str, column: &str| {
        let column = rows[0].iter().position(|name| name == column).unwrap();
        rows.iter().find(|row| row[0] == id).unwrap()[column].clone()
    };
    assert_eq!(
        cell("1972-nixon-china", "participants"),
        "Richard Nixon; Zhou Enlai; An interpreter"
    );
    assert_eq!(
        cell("1972-nixon-china", "countries"),
        "US; CN; x-delegation"
    );
    assert_eq!(cell("1972-nixon-china", "quotes"), "1");
    assert!(
        cell("1972-nixon-china", "summary").contains("\"highest\" level; a toast, too.\n\nThen")
    );
    assert_eq!(cell("2026-return", "title"), "'=A return visit, planned");
    assert_eq!(cell("2026-return", "status"), "planned");
}

#[test]
fn calendar_lines_are_short_and_end_as_they_must() {
    let (text, _) = export("ics", &timeline());
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{line}");
        assert!(!line.contains(['\r', '\n']), "{line}");
    }
    assert!(text.ends_with("END:VCALENDAR\r\n"));
}

#[test]
fn calendar_spans_end_on_the_day_after_and_vague_dates_are_counted() {
    let (text, left_out) = export("ics", &timeline());
    insta::assert_snapshot!("calendar", text.replace("\r\n", "\n"));
    assert_eq!(left_out, 2, "no end, and half a year");
}

#[test]
fn markdown_reads_as_text() {
    insta::assert_snapshot!("markdown", export("markdown", &timeline()).0);
}

#[test]
fn plain_lines_stand_in_columns() {
    insta::assert_snapshot!("plain", export("plain", &timeline()).0);
}

#[test]
fn a_reference_names_event_and_sources() {
    let timeline = timeline();
    let cited: Vec<String> = (0u32..)
        .map(Ix)
        .take(timeline.len())
        .map(|ix| cite(&timeline, ix))
        .collect();
    insta::assert_snapshot!("references", cited.join("\n"));
}

#[test]
fn nothing_to_write_is_no_error() {
    for format in FORMATS {
        assert_eq!(
            export(format.name, &Timeline::default()).1,
            0,
            "{}",
            format.name
        );
    }
}
