//! Files that want to do harm: each is read without a panic, and nothing of it can steer a terminal.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot read its files has failed"
)]

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use demarche::data::{Limits, Loaded, Origin, load};
use demarche::export::{FORMATS, Selection};
use demarche::model::Ix;

fn files() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir("tests/data/hostile")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}

/// The loader contains panics and says so by an error: a file that can be opened must give no error at all.
fn read(path: &Path) -> Loaded {
    load(
        &[Origin::File(path.to_path_buf())],
        &Limits::CHECKING,
        &|_| ControlFlow::Continue(()),
    )
    .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Characters that control a terminal, reorder text, or do not show.
fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{206f}'
            | '\u{feff}' | '\u{ad}' | '\u{fff9}'..='\u{fffb}' | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}'
            | '\u{2800}' | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{e007f}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffff}')
}

#[track_caller]
fn is_harmless(text: &str, lines: bool, path: &Path) {
    let found = text
        .chars()
        .find(|&c| is_harmful(c) && !(lines && matches!(c, '\n' | '\r')));
    assert_eq!(found, None, "{}: {text:?}", path.display());
}

#[test]
fn the_corpus_is_there() {
    assert!(files().len() >= 300, "{}", files().len());
}

#[test]
fn every_file_is_read_and_every_message_is_harmless() {
    let mut blamed = 0;
    for path in files() {
        let loaded = read(&path);
        blamed += usize::from(!loaded.problems.is_empty());
        for problem in loaded.problems.iter().take(1000) {
            is_harmless(&problem.short(), false, &path);
            is_harmless(&problem.human(false), true, &path);
            is_harmless(&problem.json(), false, &path);
            assert!(problem.short().len() < 2000, "{}", path.display());
        }
    }
    // The others hold white space of odd sorts, which becomes a space without a word, or a sound file in disguise.
    assert!(blamed >= 350, "{blamed}");
}

#[test]
fn what_is_sound_of_them_is_written_harmlessly_in_every_format() {
    let today = "2026-02-04".parse().unwrap();
    for path in files() {
        let loaded = read(&path);
        let timeline = &loaded.timeline;
        let all: Vec<Ix> = (0u32..).take(timeline.len()).map(Ix).collect();
        let selection = Selection {
            timeline,
            events: &all,
            today,
        };
        for format in FORMATS {
            let mut bytes = Vec::new();
            (format.write)(&selection, &mut bytes).unwrap();
            is_harmless(std::str::from_utf8(&bytes).unwrap(), true, &path);
        }
    }
}
