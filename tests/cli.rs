//! The real program without a terminal: what it prints, what it says, how it ends.

#![cfg(unix)]

#[cfg(test)]
#[path = "cli/hostile.rs"]
mod hostile;
#[cfg(test)]
#[path = "cli/makers.rs"]
mod makers;
#[cfg(test)]
#[path = "cli/place.rs"]
mod place;

use std::fs;
use std::os::unix::fs::symlink;

use place::Place;
use rstest::rstest;

const SOUND: &str = r#"format = 1

[[view]]
name = "With China"
query = "country:CN"

[[event]]
id = "2001-one"
date = "2001-01-01"
kind = "call"
title = "One"
countries = ["US", "CN"]
sources = [{ url = "https://example.org/1" }]

[[event]]
id = "2002-two"
date = "2002-02"
kind = "meeting"
status = "planned"
title = "Two, “too”"
countries = ["US", "FR"]
sources = [{ url = "https://example.org/2" }]
"#;

/// An event with an error between two that are sound, the last with a warning.
const FAULTY: &str = r#"format = 1

[[event]]
id = "2001-one"
date = "2001-01-01"
kind = "call"
title = "One"
countries = ["US"]
sources = [{ url = "https://example.org/1" }]

[[event]]
id = "2002-two"
date = "2002-02-30"
kind = "call"
title = "Two"
countries = ["US"]
sources = [{ url = "https://example.org/2" }]

[[event]]
id = "2003-three"
date = "2003-03-03"
kind = "call"
title = "Three"
countries = ["US"]
"#;

#[test]
fn help_and_version_are_printed() {
    let place = Place::new();
    let version = format!("demarche {}\n", env!("CARGO_PKG_VERSION"));
    place.run(&["--version"]).ends(0, "").prints(&version);
    place.run(&["-V"]).ends(0, "").prints(&version);
    for command in [
        "",
        "check",
        "list",
        "import",
        "new",
        "schema",
        "doctor",
        "kiosk-recipe",
        "config",
    ] {
        let words: Vec<&str> = command.split_whitespace().chain(["--help"]).collect();
        let run = place.run(&words);
        run.ends(0, "");
        assert!(
            run.out.contains("Example") && run.out.contains(&format!("  demarche {command}")),
            "{run:?}"
        );
    }
}

#[test]
fn the_bundled_collection_is_without_fault() {
    let run = Place::new().run(&["check", "--strict"]);
    assert_eq!((run.status, run.out.as_str()), (Some(0), ""), "{run:?}");
    assert!(
        run.err.starts_with("0 errors, 0 warnings in 1 file, "),
        "{run:?}"
    );
}

#[test]
fn check_tells_problems_in_three_forms() {
    let place = Place::new();
    place.write("bad.toml", FAULTY);
    let count = "1 error, 1 warning in 1 file, 3 events\n";
    let short = place.run(&["check", "--format", "short", "bad.toml"]);
    short.ends(1, count);
    let lines: Vec<&str> = short.out.lines().collect();
    assert!(
        lines[0].starts_with("bad.toml:13:17: error[E0301]: "),
        "{short:?}"
    );
    assert!(
        lines[1].starts_with("bad.toml:19:1: warning[W05"),
        "{short:?}"
    );
    assert_eq!(lines.len(), 2);
    let human = place.run(&["check", "bad.toml"]);
    human.ends(1, count);
    assert!(
        human.out.contains("error[E0301]")
            && human.out.contains("--> bad.toml:13:17")
            && human.out.contains("^^^^"),
        "{human:?}"
    );
    assert!(!human.out.contains('\x1b'));
    assert!(
        place
            .run(&["check", "--color", "always", "bad.toml"])
            .out
            .contains("\x1b[")
    );
    let json = place.run(&["check", "--format", "json", "bad.toml"]);
    json.ends(1, count);
    let first: serde_json::Value = serde_json::from_str(json.out.lines().next().unwrap()).unwrap();
    let keys: Vec<&String> = first.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        [
            "code",
            "severity",
            "file",
            "line",
            "column",
            "end_line",
            "end_column",
            "message",
            "hint",
            "related"
        ]
    );
    assert_eq!(
        (&first["code"], &first["line"], &first["column"]),
        (&"E0301".into(), &13.into(), &17.into())
    );
}

#[test]
fn strict_takes_warnings_for_errors() {
    let place = Place::new();
    place.write(
        "warned.toml",
        SOUND.replace("sources = [{ url = \"https://example.org/1\" }]\n", ""),
    );
    place
        .run(&["check", "warned.toml"])
        .ends(0, "0 errors, 1 warning in 1 file, 2 events\n");
    place
        .run(&["check", "--strict", "warned.toml"])
        .ends(1, "1 error, 0 warnings in 1 file, 2 events\n");
}

#[test]
fn codes_are_explained() {
    let place = Place::new();
    let run = place.run(&["check", "--explain", "e0301"]);
    run.ends(0, "");
    assert!(run.out.starts_with("E0301 bad-date (error)\n"), "{run:?}");
    place
        .run(&["check", "--explain", "E9999"])
        .says(2, "there is no code E9999");
}

#[rstest]
#[case::plain(
    "plain",
    "2001-01-01   US+CN  Call     One\n2002-02      US+FR  Meeting  Two, “too”  planned\n"
)]
#[case::csv(
    "csv",
    "id,date,earliest,latest,kind,status,title,place,country,participants,countries,topics,quotes,summary,source_url\r\n2001-one,2001-01-01,2001-01-01,2001-01-01,call,occurred,One,,,,US; CN,,0,,https://example.org/1\r\n2002-two,2002-02,2002-02-01,2002-02-28,meeting,planned,\"Two, “too”\",,,,US; FR,,0,,https://example.org/2\r\n"
)]
#[case::jsonl(
    "jsonl",
    "{\"id\":\"2001-one\",\"date\":\"2001-01-01\",\"earliest\":\"2001-01-01\",\"latest\":\"2001-01-01\",\"kind\":\"call\",\"status\":\"occurred\",\"level\":\"leaders\",\"confidence\":\"confirmed\",\"weight\":2,\"title\":\"One\",\"countries\":[\"US\",\"CN\"],\"sources\":[{\"url\":\"https://example.org/1\"}]}\n{\"id\":\"2002-two\",\"date\":\"2002-02\",\"earliest\":\"2002-02-01\",\"latest\":\"2002-02-28\",\"kind\":\"meeting\",\"status\":\"planned\",\"level\":\"leaders\",\"confidence\":\"confirmed\",\"weight\":2,\"title\":\"Two, “too”\",\"countries\":[\"US\",\"FR\"],\"sources\":[{\"url\":\"https://example.org/2\"}]}\n"
)]
fn events_are_listed(#[case] format: &str, #[case] expected: &str) {
    let place = Place::new();
    place.write("a.toml", SOUND);
    let run = place.run(&[
        "list",
        "--format",
        format,
        "--today",
        "2001-06-01",
        "a.toml",
    ]);
    run.ends(0, "").prints(expected);
}

#[test]
fn other_formats_hold_the_same_events() {
    let place = Place::new();
    place.write("a.toml", SOUND);
    let run = |format| {
        place.run(&[
            "list",
            "--format",
            format,
            "--today",
            "2001-06-01",
            "a.toml",
        ])
    };
    let json = run("json");
    json.ends(0, "");
    let value: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert!(value["file"].is_object(), "{value}");
    assert_eq!(value["events"][1]["id"], "2002-two");
    let calendar = run("ics");
    calendar.ends(0, "");
    assert!(
        calendar.out.starts_with("BEGIN:VCALENDAR\r\n")
            && calendar.out.ends_with("END:VCALENDAR\r\n")
    );
    assert_eq!(calendar.out.matches("BEGIN:VEVENT").count(), 2);
    let markdown = run("markdown");
    markdown.ends(0, "");
    assert!(
        markdown.out.contains("One") && markdown.out.contains("Two, “too”"),
        "{markdown:?}"
    );
}

#[test]
fn queries_and_views_choose() {
    let place = Place::new();
    place.write("a.toml", SOUND);
    let list =
        |words: &[&str]| place.run(&[&["list", "a.toml", "--today", "2001-06-01"], words].concat());
    let one = "2001-01-01   US+CN  Call  One\n";
    list(&["-f", "country:CN"]).ends(0, "").prints(one);
    list(&["-f", "-kind:meeting"]).ends(0, "").prints(one);
    list(&["-f", "country:US", "-f", "kind:call"])
        .ends(0, "")
        .prints(one);
    list(&["--view", "with CHINA"]).ends(0, "").prints(one);
    list(&["--view", "with china", "-f", "kind:meeting"])
        .ends(0, "")
        .prints("");
    list(&["--view", "none"])
        .ends(
            2,
            "error: there is no view \"none\"\nhint: the views are \"With China\"\n",
        )
        .prints("");
    let bad = list(&["-f", "kind:cal"]);
    bad.says(2, "\n  kind:cal\n       ^^^\n")
        .says(2, "call")
        .prints("");
}

#[test]
fn a_view_that_cannot_be_read_is_a_problem_of_its_file() {
    let place = Place::new();
    let view = "\n[[view]]\nname = \"Calls\"\nquery = \"country:US kind:cal\"\n";
    place.write("a.toml", [SOUND, view].concat());
    let line = SOUND.lines().count() + 4;
    let problem = format!("a.toml:{line}:26: error[E0801]: the query of the view `Calls`: ");
    let check = place.run(&["check", "--format", "short", "a.toml"]);
    check.ends(1, "1 error, 0 warnings in 1 file, 2 events\n");
    assert!(check.out.starts_with(&problem), "{check:?}");
    let list = place.run(&["list", "--today", "2001-06-01", "a.toml"]);
    list.says(1, &problem);
    assert_eq!(list.out.lines().count(), 2, "{list:?}");
}

#[test]
fn reverse_is_the_exact_reverse() {
    let place = Place::new();
    let forward = place.run(&["list", "--today", "2026-02-05"]);
    let backward = place.run(&["list", "--today", "2026-02-05", "--reverse"]);
    let turned: Vec<&str> = forward.out.lines().rev().collect();
    assert!(turned.len() > 100);
    assert_eq!(backward.out.lines().collect::<Vec<_>>(), turned);
}

#[test]
fn output_goes_to_a_file_that_is_no_input() {
    let place = Place::new();
    place
        .write("a.toml", SOUND)
        .write("d/b.toml", SOUND.replace("200", "201"));
    symlink(place.path("a.toml"), place.path("link")).unwrap();
    fs::hard_link(place.path("d/b.toml"), place.path("hard")).unwrap();
    place
        .run(&["list", "-o", "out.csv", "--format", "csv", "a.toml"])
        .ends(0, "")
        .prints("");
    assert!(
        fs::read_to_string(place.path("out.csv"))
            .unwrap()
            .contains("2001-one,")
    );
    for output in ["a.toml", "link", "hard", "d/../a.toml"] {
        let run = place.run(&["list", "-o", output, "a.toml", "d"]);
        run.says(2, "is one of the files that are read").prints("");
    }
    assert_eq!(fs::read_to_string(place.path("a.toml")).unwrap(), SOUND);
    place
        .run(&["list", "-o", "no/such/place", "a.toml"])
        .says(3, "no/such/place cannot be written");
    place
        .run(&["list", "-o", "kept", "-f", "kind:nonsense", "a.toml"])
        .says(2, "nonsense");
    assert!(!place.path("kept").exists());
}

#[test]
fn files_and_directories_merge() {
    let place = Place::new();
    let other = |year: &str| SOUND.replace("200", year).replace("With China", year);
    place
        .write("a.toml", SOUND)
        .write("d/sub/b.toml", other("201"))
        .write("d/.hidden.toml", other("202"))
        .write("d/Cargo.toml", "[package]\nname = \"x\"\n");
    let run = place.run(&["list", "a.toml", "d", "./a.toml", "--today", "2001-06-01"]);
    run.ends(0, "");
    let days: Vec<&str> = run
        .out
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert_eq!(days, ["2001-01-01", "2002-02", "2011-01-01", "2012-02"]);
    fs::create_dir(place.path("empty")).unwrap();
    place
        .run(&["check", "empty"])
        .says(3, "no event file is in this directory");
    place
        .run(&["list", "none.toml"])
        .says(3, "cannot read none.toml")
        .prints("");
}

#[test]
fn a_dash_is_standard_input_in_both_notations() {
    let place = Place::new();
    place.write("a.toml", SOUND);
    let plain = place.run(&["list", "a.toml", "--today", "2001-06-01"]).out;
    let lines = place.run(&["list", "--format", "jsonl", "a.toml"]).out;
    for input in [SOUND, &lines] {
        let run = place.feed(&["list", "-", "--today", "2001-06-01"], input.as_bytes());
        run.ends(0, "").prints(&plain);
    }
    place
        .feed(&["check", "--format", "short", "-"], b"format = 2\n")
        .says(1, "1 error");
}

#[test]
fn a_query_behind_any_number_of_spaces_is_refused_and_no_more() {
    let place = Place::new();
    let query = " ".repeat(70_000) + "kind:vist";
    let run = place.run(&["list", "-f", &query]);
    assert_eq!(run.status, Some(2));
    assert!(run.err.contains("did you mean visit?"));
    assert!(run.err.lines().all(|line| line.len() < 3000));
}
