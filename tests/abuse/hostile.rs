//! Files that want to do harm, shown in the kiosk: whatever stands in them, the page stays in shape.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::Duration;

use crate::visit::{LOOP, Opening, Visit, waits, within};

/// The files of the corpus whose name, without number and ending, ends in one of some words.
fn corpus(words: &[&str]) -> Vec<PathBuf> {
    let entries = fs::read_dir("tests/data/hostile").unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| words.iter().any(|word| of_kind(file, word)));
    files.sort();
    assert!(!files.is_empty(), "{words:?}");
    files
}

/// Says whether a file is of a kind: `000-title-csi.toml` is of the kinds `title` and `csi`.
fn of_kind(file: &Path, word: &str) -> bool {
    let name = file.file_stem().unwrap().to_str().unwrap();
    name.split('-').skip(1).any(|part| part == word)
}

/// Shows every file to a visitor, some at a time.
fn all_shown(files: &[PathBuf]) {
    for some in files.chunks(6) {
        thread::scope(|scope| {
            for file in some {
                scope.spawn(|| shown(file));
            }
        });
    }
}

/// Shows a file in the loop, the list and the event, or sees it refused; says whether it was shown.
fn shown(file: &Path) -> bool {
    let mut visit = Opening::new()
        .file(&fs::canonicalize(file).unwrap())
        .start();
    let mut ended = None;
    let came = waits(|| {
        ended = visit.program.ends_within(Duration::ZERO);
        ended.is_some() || visit.program.text().lines().count() > 1
    });
    assert!(came, "{}: {}", file.display(), visit.log());
    harmless(&visit.log(), file);
    if let Some(code) = ended {
        assert!(matches!(code, 1 | 3), "{}: {code}", file.display());
        assert!(!visit.log().is_empty(), "{}", file.display());
        assert_eq!(visit.program.output(), b"", "{}", file.display());
        visit.is_gone();
        return false;
    }
    for key in ["x", "\r", "\t"] {
        in_shape(&visit, file);
        let written = visit.program.written();
        visit.press(key);
        within(Duration::from_secs(5), || visit.program.written() > written);
    }
    in_shape(&visit, file);
    visit.ends();
    true
}

/// Asserts that no line of the page runs on in the next, and that the last line says what keys do.
fn in_shape(visit: &Visit, file: &Path) {
    visit.rests();
    visit
        .program
        .waits(&format!("page in shape: {}", file.display()), |screen| {
            let (rows, columns) = screen.size();
            let wrapped = (0..rows).any(|row| screen.row_wrapped(row));
            let last = screen.rows(0, columns).last().unwrap_or_default();
            let second = screen
                .rows(0, columns)
                .nth(usize::from(rows) - 2)
                .unwrap_or_default();
            let keys = ["Enter", "Esc", "any key"];
            !wrapped
                && keys
                    .iter()
                    .any(|key| last.contains(key) || second.contains(key))
        });
}

/// Asserts that what is told to whoever keeps the kiosk cannot steer a terminal, and can be read in one.
fn harmless(told: &str, file: &Path) {
    let harmful = told.chars().find(|&c| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    });
    assert_eq!(harmful, None, "{}: {told:?}", file.display());
}

/// Shows a file of our own, which holds a title and a summary.
fn told(title: &str, summary: &str) -> String {
    format!(
        "format = 1\n[[event]]\nid = \"2001-call\"\ndate = \"2001\"\nkind = \"call\"\ntitle = \"{title}\"\n\
         summary = \"{summary}\"\ncountries = [\"US\", \"CN\"]\nsources = [{{ url = \"https://example.org\" }}]\n"
    )
}

/// Writes texts into files, and shows them; says which were shown.
fn own_shown(texts: &[String]) -> Vec<bool> {
    let place = tempfile::tempdir().unwrap();
    let show = |(n, text): (usize, &String)| {
        let file = place.path().join(format!("{n}.toml"));
        fs::write(&file, text).unwrap();
        shown(&file)
    };
    texts.iter().enumerate().map(show).collect()
}

#[test]
fn a53_deep_nest() {
    all_shown(&corpus(&["depth"]));
    let deep = [
        format!("format = 1\nx = {}", "[".repeat(100_000)),
        format!("format = 1\nx = {}", "{a=".repeat(100_000)),
        format!("format = 1\n{}b = 1\n", "a.".repeat(1_000_000)),
    ];
    assert_eq!(own_shown(&deep), [false; 3]);
}

#[test]
fn a54_wide() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("wide.toml");
    fs::write(&file, told("A call", "")).unwrap();
    let mut visit = Opening::new().file(&file).open();
    for count in [100_000, 1_500_000] {
        fs::write(&file, format!("format = 1\n{}", "[[e]]\n".repeat(count))).unwrap();
        let lines = visit.log().lines().count();
        // While it is read, keys are answered.
        for _ in 0..3 {
            visit.reaches("1 event");
            visit.press("\r");
        }
        assert!(
            waits(|| visit.log().lines().count() > lines),
            "{}",
            visit.log()
        );
        harmless(&visit.log(), &file);
    }
    visit.reaches("1 event");
    visit.ends();
}

#[test]
fn a55_esc_inject() {
    all_shown(&corpus(&[
        "csi", "osc", "osc8", "osc52", "dcs", "c1csi", "c1osc", "bel", "del",
    ]));
}

#[test]
fn a55_in_keys_and_comments() {
    all_shown(&corpus(&[
        "key", "comment", "type", "word", "trap", "longkey", "manykeys",
    ]));
}

#[test]
fn a56_esc_in_error() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("bad.toml");
    let harm = "\x1b]0;pwn\x07\x1b[2J\u{202e}";
    for bad in [
        format!("format = 1\n{harm} = {}\n", "x\x1b[5m".repeat(200_000)),
        format!(
            "format = 1\n[[event]]\nid = \"{harm}{}\"\n",
            "y".repeat(1 << 20)
        ),
    ] {
        fs::write(&file, &bad).unwrap();
        assert!(!shown(&file));
        let check = Command::new(env!("CARGO_BIN_EXE_demarche"))
            .arg("check")
            .arg(&file)
            .output()
            .unwrap();
        for told in [check.stdout, check.stderr] {
            let told = String::from_utf8(told).unwrap();
            harmless(&told, &file);
            let longest = told.lines().map(|line| line.chars().count()).max();
            assert!(
                longest.unwrap_or(0) <= 300,
                "{longest:?} characters in a line"
            );
        }
    }
}

#[test]
fn a57_bidi() {
    all_shown(&corpus(&["rlo", "lri", "alm", "lrm"]));
}

#[test]
fn a58_zalgo() {
    all_shown(&corpus(&["zalgo"]));
    let tall = told(
        &format!("Call e{}", "\u{301}".repeat(5_000)),
        &format!("e{}", "\u{301}".repeat(500_000)),
    );
    own_shown(&[tall]);
}

#[test]
fn a59_joiners_and_fillers() {
    all_shown(&corpus(&[
        "zwj", "vs", "tags", "filler", "braille", "shy", "zwsp", "ann", "non", "pua",
    ]));
}

#[test]
fn a60_wide_edge() {
    for columns in 76..84 {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("wide.toml");
        fs::write(&file, told(&"漢".repeat(100), &"漢字 ".repeat(200))).unwrap();
        let mut visit = Opening::new().file(&file).size(columns, 24).open();
        for key in ["x", "\r", "\t"] {
            in_shape(&visit, &file);
            visit.press(key);
        }
        in_shape(&visit, &file);
        visit.ends();
    }
}

#[test]
fn a61_lines_in_a_title() {
    all_shown(&corpus(&["nl", "tab", "cr", "ls"]));
}

#[test]
fn a62_confusable() {
    // The second letter is Cyrillic.
    assert_eq!(own_shown(&[told("H\u{430}rrow in Beijing", "")]), [true]);
}

#[test]
fn a63_date_bomb() {
    all_shown(&corpus(&["date"]));
    let dates = [
        "99999-01-01",
        "-0044-03-15",
        "2024-02-30",
        "2024-02-29T24:00:00Z",
        "2016-12-31T23:59:60Z",
        "2024-01-01T00:00:00+99:99",
        "262143-12-31",
        "-262144-01-01",
        "9999-12-31/9999-12-31",
        "0001-01-01",
    ];
    own_shown(&dates.map(|date| told("A call", "").replace("\"2001\"", &format!("\"{date}\""))));
}

#[test]
fn a64_not_utf8() {
    all_shown(&corpus(&[
        "nul",
        "bom",
        "badutf8",
        "latin1",
        "utf16",
        "utf16be",
        "cut",
        "empty",
        "space",
        "crlf",
        "unclosed",
        "noformat",
        "format2",
        "formatbig",
    ]));
}

#[test]
fn a64_lines_of_json() {
    all_shown(&corpus(&["line", "longline"]));
}

#[test]
fn a65_cyclic() {
    all_shown(&corpus(&["dup", "cycle", "self"]));
}

#[test]
fn a68_url_in_text() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("link.toml");
    fs::write(
        &file,
        told(
            "See https://example.org/a",
            "\\u001b]8;;https://example.org/b\\u001b\\\\here",
        ),
    )
    .unwrap();
    let mut visit = Opening::new().file(&file).open();
    visit.sees("https://example.org/a");
    for key in ["x", "\r", "o", "\r"] {
        visit.press(key);
        visit.rests();
    }
    visit.reaches(LOOP);
    visit.ends();
}

/// Every file of the corpus comes under some name above.
#[test]
fn a55_nothing_is_left_out() {
    let source = include_str!("hostile.rs");
    for entry in fs::read_dir("tests/data/hostile").unwrap() {
        let file = entry.unwrap().path();
        let name = file.file_stem().unwrap().to_str().unwrap();
        let named = name
            .split('-')
            .skip(1)
            .any(|part| source.contains(&format!("\"{part}\"")));
        assert!(named, "{name}");
    }
}
