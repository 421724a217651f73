//! The README keeps step with the program.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read the README has failed"
)]

use std::fmt::Write as _;

use demarche::app::{Action, Context, Keymap};
use demarche::config::Config;

const README: &str = include_str!("../README.md");

/// Returns the table of keys as the README has it.
fn keys() -> String {
    let keymap = Keymap::from_config(&Config::embedded().unwrap().keys).unwrap();
    let mut table = String::from("| keys | what they do |\n|---|---|\n");
    let browsing = |action: &&Action| action.contexts().contains(&Context::Browse);
    for &action in Action::ALL.iter().filter(browsing) {
        let chords: Vec<String> = keymap
            .chords(action)
            .iter()
            .map(|chord| format!("`{}`", chord.label()))
            .collect();
        writeln!(table, "| {} | {} |", chords.join(" "), action.help()).unwrap();
    }
    table
}

#[test]
fn the_table_of_keys_is_the_live_keymap() {
    let wanted = keys();
    let (_, after) = README.split_once("<!-- keys -->\n").unwrap();
    let (table, _) = after.split_once("<!-- end of keys -->").unwrap();
    assert_eq!(table, wanted, "put this between the marks:\n{wanted}");
}

#[test]
fn the_example_event_file_is_sound() {
    let (_, after) = README.split_once("```toml\n").unwrap();
    let (text, _) = after.split_once("```").unwrap();
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("example.toml");
    std::fs::write(&path, text).unwrap();
    let origins = demarche::data::Origin::expand(&[path]).unwrap();
    let limits = demarche::data::Limits::CHECKING;
    let loaded =
        demarche::data::load(&origins, &limits, &|_| std::ops::ControlFlow::Continue(())).unwrap();
    let problems: Vec<String> = loaded
        .problems
        .iter()
        .map(demarche::diag::Diagnostic::short)
        .collect();
    assert_eq!(problems, [""; 0]);
    assert_eq!(loaded.timeline.len(), 1);
}

#[test]
fn the_pictures_are_there() {
    for (at, _) in README.match_indices("](assets/") {
        let path = README.get(at + 2..).unwrap().split(')').next().unwrap();
        assert!(std::path::Path::new(path).exists(), "{path}");
    }
}

#[test]
fn the_tests_that_it_names_are_there() {
    let named: Vec<&str> = README
        .split("--test ")
        .skip(1)
        .filter_map(|after| {
            after
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .next()
        })
        .collect();
    assert!(named.len() > 3, "{named:?}");
    for name in named {
        let path = format!("{}/tests/{name}.rs", env!("CARGO_MANIFEST_DIR"));
        assert!(std::path::Path::new(&path).exists(), "{path}");
    }
}
