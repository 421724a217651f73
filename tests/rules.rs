//! Every code has a file that breaks its rule and one that keeps it.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read its fixtures has failed"
)]

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use demarche::app::views;
use demarche::data::{Limits, Loaded, Origin, load, rules};
use demarche::diag::{Code, Diagnostic};

fn fixture(code: Code, sort: &str) -> Option<PathBuf> {
    ["toml", "jsonl", ""]
        .map(|extension| {
            let name = format!("tests/data/rules/{code}.{sort}");
            Path::new(&name).with_extension(format!("{sort}.{extension}").trim_end_matches('.'))
        })
        .into_iter()
        .find(|path| path.exists())
}

fn read(path: &Path, strict: bool) -> Loaded {
    let limits = Limits {
        field: 4096,
        strict,
        ..Limits::CHECKING
    };
    let origins = Origin::expand(&[path.to_path_buf()]).unwrap();
    let mut loaded = load(&origins, &limits, &|_| ControlFlow::Continue(())).unwrap();
    // Found by who knows the query language, once the files are read.
    views::check(&loaded.timeline, &loaded.queries, &mut loaded.problems);
    loaded
}

fn codes() -> impl Iterator<Item = Code> {
    Code::ALL.iter().copied()
}

#[test]
fn a_good_file_has_no_problem_and_a_bad_one_has_its_own() {
    for code in codes() {
        let good = fixture(code, "good").unwrap_or_else(|| panic!("no good file for {code}"));
        let bad = fixture(code, "bad").unwrap_or_else(|| panic!("no bad file for {code}"));
        let problems: Vec<String> = read(&good, false)
            .problems
            .iter()
            .map(Diagnostic::short)
            .collect();
        assert_eq!(problems, [""; 0], "{code} good");
        let found: BTreeSet<Code> = read(&bad, false)
            .problems
            .iter()
            .map(|problem| problem.code)
            .collect();
        assert_eq!(found, BTreeSet::from([code]), "{code} bad");
    }
}

#[test]
fn every_fixture_is_of_a_code() {
    let known: BTreeSet<PathBuf> = codes()
        .flat_map(|code| ["good", "bad"].map(|sort| fixture(code, sort)))
        .flatten()
        .collect();
    for entry in std::fs::read_dir("tests/data/rules").unwrap() {
        let path = entry.unwrap().path();
        assert!(
            known.contains(&path),
            "{} belongs to no code",
            path.display()
        );
    }
}

#[test]
fn messages_say_what_is_wrong_and_the_way_out() {
    let mut lines = Vec::new();
    for path in codes().filter_map(|code| fixture(code, "bad")) {
        for problem in &read(&path, false).problems {
            assert!(!problem.hint.is_empty(), "{}", problem.short());
            lines.push(problem.short());
        }
    }
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn an_event_with_an_error_is_left_out_and_one_with_warnings_is_kept() {
    for code in codes() {
        let path = fixture(code, "bad").unwrap();
        let (mild, strict) = (read(&path, false), read(&path, true));
        assert_eq!(mild.timeline.len(), strict.timeline.len(), "{code}");
        assert_eq!(
            strict.problems.errors(),
            mild.problems.errors() + mild.problems.warnings(),
            "{code}"
        );
        assert_eq!(strict.problems.warnings(), 0, "{code}");
        if mild.problems.errors() == 0 {
            assert_eq!(mild.left_out, 0, "{code}");
        }
    }
}

#[test]
fn the_rules_report_codes_of_the_table_once() {
    let listed: Vec<Code> = rules::codes().collect();
    let distinct: BTreeSet<Code> = listed.iter().copied().collect();
    assert_eq!(listed.len(), distinct.len());
}
