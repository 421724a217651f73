//! Any bytes as an event file: what is sound obeys the text policy and comes back from JSON Lines as it went out,
//! what is not is blamed where it stands. The first visible byte tells JSON Lines (`{`) from TOML.
#![no_main]

use std::cell::RefCell;
use std::fs;
use std::ops::ControlFlow;

use chrono::NaiveDate;
use demarche::data::{Limits, Loaded, Origin, load};
use demarche::diag::{Diagnostic, Severity, source::Place};
use demarche::export::{FORMATS, Format, Selection};
use demarche::model::{Ix, Timeline};
use demarche_fuzz::{assert_line, assert_policy, is_harmful};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use tempfile::NamedTempFile;

/// Small, so that the limits themselves are met; no threads, so that a failure repeats.
const LIMITS: Limits = Limits {
    file: 32 << 10,
    events: 20,
    field: 1 << 10,
    problems: 30,
    threads: 1,
    strict: false,
};

/// For what was written out, which may be longer than what was read.
const WIDE: Limits = Limits {
    threads: 1,
    ..Limits::CHECKING
};

thread_local! {
    static FILE: RefCell<NamedTempFile> =
        RefCell::new(NamedTempFile::new().expect("a file can be made"));
}

fuzz_target!(|data: &[u8]| {
    if data.len() as u64 > LIMITS.file {
        return;
    }
    let loaded = read(data, &LIMITS);
    assert!(!loaded.stopped && loaded.files == 1);
    assert!(loaded.timeline.len() <= LIMITS.events);
    assert_problems(&loaded, data);
    assert_registries(&loaded.timeline);
    for format in FORMATS {
        let written = write(format, &loaded.timeline);
        let harmful = written
            .chars()
            .find(|&c| is_harmful(c) && !matches!(c, '\n' | '\r'));
        assert_eq!(harmful, None, "{} holds it", format.name);
    }
    assert_comes_back(&loaded.timeline);
});

/// Loads bytes; a panic inside the loader ends the process before it is contained.
fn read(bytes: &[u8], limits: &Limits) -> Loaded {
    let origin = FILE.with_borrow(|file| {
        fs::write(file.path(), bytes).expect("the file can be written");
        Origin::File(file.path().to_path_buf())
    });
    load(&[origin], limits, &|_| ControlFlow::Continue(()))
        .unwrap_or_else(|error| panic!("a file that is there is not read: {error}"))
}

fn write(format: &Format, timeline: &Timeline) -> String {
    let events: Vec<Ix> = (0u32..).take(timeline.len()).map(Ix).collect();
    let selection = Selection {
        timeline,
        events: &events,
        today: NaiveDate::from_ymd_opt(2026, 2, 4).expect("a day"),
    };
    let mut out = Vec::new();
    (format.write)(&selection, &mut out).expect("a vector takes everything");
    String::from_utf8(out).expect("text is written")
}

fn assert_problems(loaded: &Loaded, data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    // Of what is no text the places are those of the bytes, with the mark at the start.
    let sound = std::str::from_utf8(data).is_ok_and(|text| !text.contains('\0'));
    let text = text
        .strip_prefix('\u{feff}')
        .filter(|_| sound)
        .unwrap_or(&text);
    let problems = &loaded.problems;
    let kept = problems.iter().len();
    let omitted: usize = problems.omitted().values().sum();
    assert!(kept <= LIMITS.problems);
    assert_eq!(problems.errors() + problems.warnings(), kept + omitted);
    assert!(
        loaded.left_out == 0 || problems.errors() > 0,
        "left out without a word"
    );
    for problem in problems {
        assert_place(&problem.place, text);
        for (place, words) in &problem.related {
            assert_place(place, text);
            assert_line(words);
        }
        assert_line(&problem.message);
        assert_line(&problem.hint);
        assert!(
            !problem.hint.is_empty(),
            "{} says no way out",
            problem.short()
        );
        assert_rendered(problem);
    }
    let errors = problems
        .iter()
        .filter(|one| one.severity == Severity::Error)
        .count();
    assert!(errors <= problems.errors());
}

/// Fails unless the place lies in the text, at the line and column of its first byte.
fn assert_place(place: &Place, text: &str) {
    let start = place.order.1 as usize;
    let before = text.get(..start);
    let before = before.unwrap_or_else(|| panic!("byte {start} of {} is no place", text.len()));
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .map_or(0, |line| line.chars().count())
        + 1;
    assert_eq!((place.line as usize, place.column as usize), (line, column));
    assert!((place.end_line, place.end_column) >= (place.line, place.column));
    let last = text.split('\n').nth(place.end_line as usize - 1);
    let last = last.unwrap_or_else(|| panic!("there is no line {}", place.end_line));
    assert!(place.end_column as usize <= last.chars().count() + 1);
    assert!(place.excerpt.get(place.mark.clone()).is_some());
}

fn assert_rendered(problem: &Diagnostic) {
    for words in [problem.short(), problem.human(false), problem.json()] {
        let harmful = words.chars().find(|&c| is_harmful(c) && c != '\n');
        assert_eq!(harmful, None, "{words:?}");
    }
    assert!(!problem.short().contains('\n') && !problem.json().contains('\n'));
}

/// Fails unless the texts of the registries obey the policy; those of the events stand in their records.
fn assert_registries(timeline: &Timeline) {
    let lines = |texts: &[Option<&str>]| texts.iter().flatten().for_each(|text| assert_line(text));
    for head in timeline.heads() {
        lines(&[
            head.title.as_deref(),
            head.curator.as_deref(),
            head.licence.as_deref(),
            head.version.as_deref(),
            head.language.as_deref(),
        ]);
        assert_policy(head.description.as_deref().unwrap_or_default());
    }
    for view in timeline.views() {
        lines(&[Some(&view.name), Some(&view.query)]);
    }
    for tag in timeline.tags() {
        lines(&[Some(&tag.slug), Some(&tag.label)]);
    }
    let countries = timeline.countries();
    for country in countries.iter() {
        lines(&[Some(countries.code(country)), Some(countries.name(country))]);
        lines(&[Some(countries.short(country))]);
    }
    for event in timeline.events() {
        lines(&[
            Some(&event.id.0),
            Some(&event.title),
            event.date_text.as_deref(),
        ]);
        lines(&[event.venue.as_deref(), event.margins_of.as_deref()]);
    }
}

/// Fails unless what was written out as JSON Lines loads again without an error and is written the same.
fn assert_comes_back(timeline: &Timeline) {
    let format = Format::named("jsonl").expect("the format is there");
    let first = write(format, timeline);
    for line in first.lines() {
        assert_record(&serde_json::from_str(line).expect("a line of JSON"));
    }
    if first.is_empty() {
        return;
    }
    let back = read(first.as_bytes(), &WIDE);
    let words: Vec<String> = back.problems.iter().map(Diagnostic::short).collect();
    assert_eq!(back.problems.errors(), 0, "{words:#?}\n{first}");
    let second = write(format, &back.timeline);
    for (first, second) in first.lines().zip(second.lines()) {
        assert_eq!(first, second, "{words:#?}");
    }
    assert_eq!(first, second, "{words:#?}");
}

/// Fails unless every text of a record obeys the policy.
fn assert_record(value: &Value) {
    match value {
        Value::String(text) => assert_policy(text),
        Value::Array(items) => items.iter().for_each(assert_record),
        Value::Object(items) => {
            for (key, value) in items {
                assert_line(key);
                assert_record(value);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
