//! JSON Lines out and in again.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read its fixtures has failed"
)]

use std::io::Write as _;
use std::ops::ControlFlow;

use demarche::data::{BUNDLED, Limits, Loaded, Origin, load};
use demarche::diag::Diagnostic;
use demarche::export::{Format, Selection};
use demarche::model::Ix;

fn read(origin: Origin) -> Loaded {
    load(&[origin], &Limits::CHECKING, &|_| ControlFlow::Continue(())).unwrap()
}

fn lines(loaded: &Loaded) -> String {
    let format = Format::named("jsonl").unwrap();
    let timeline = &loaded.timeline;
    let events: Vec<Ix> = (0u32..).take(timeline.len()).map(Ix).collect();
    let today = "2026-02-04".parse().unwrap();
    let mut out = Vec::new();
    (format.write)(
        &Selection {
            timeline,
            events: &events,
            today,
        },
        &mut out,
    )
    .unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn the_bundled_collection_comes_back_byte_by_byte() {
    comes_back(BUNDLED);
}

#[test]
fn every_field_comes_back_byte_by_byte() {
    comes_back(Origin::File("tests/data/export/events.toml".into()));
}

/// Fails unless what is written loads without a problem and is written the same.
fn comes_back(origin: Origin) {
    let first = lines(&read(origin));
    let mut file = tempfile::Builder::new()
        .suffix(".jsonl")
        .tempfile()
        .unwrap();
    file.write_all(first.as_bytes()).unwrap();
    let back = read(Origin::File(file.path().to_path_buf()));
    let problems: Vec<String> = back.problems.iter().map(Diagnostic::short).collect();
    assert_eq!(problems, [""; 0]);
    let second = lines(&back);
    for (first, second) in first.lines().zip(second.lines()) {
        assert_eq!(first, second);
    }
    assert_eq!(first, second);
}
