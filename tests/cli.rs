//! The real program without a terminal: what it prints, what it says, how it ends.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rstest::rstest;
use tempfile::TempDir;

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

/// A directory of its own, which is also the home of the program.
struct Place(TempDir);

/// What came of a run.
#[derive(Debug)]
struct Run {
    status: Option<i32>,
    out: String,
    err: String,
}

impl Place {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
        command
            .args(arguments)
            .current_dir(&self.0)
            .env_clear()
            .envs([("HOME", "."), ("LANG", "C.UTF-8"), ("TERM", "xterm")])
            .env("XDG_CONFIG_HOME", self.path("config"))
            .stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Run {
        self.feed(arguments, b"")
    }

    fn feed(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut command = self.command(arguments);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_vec();
        // A program that does not read its input closes it.
        let feeder = std::thread::spawn(move || stdin.write_all(&input).ok());
        let output = child.wait_with_output().unwrap();
        feeder.join().unwrap();
        Run {
            status: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Run {
    /// Asserts how it ended and what it said.
    #[track_caller]
    fn ends(&self, status: i32, err: &str) -> &Self {
        assert_eq!(
            (self.status, self.err.as_str()),
            (Some(status), err),
            "{self:?}"
        );
        self
    }

    /// Asserts how it ended, and words that it said.
    #[track_caller]
    fn says(&self, status: i32, words: &str) -> &Self {
        assert_eq!(self.status, Some(status), "{self:?}");
        assert!(self.err.contains(words), "{self:?}");
        self
    }

    #[track_caller]
    fn prints(&self, out: &str) {
        assert_eq!(self.out, out, "{self:?}");
    }

    /// Asserts that nothing it wrote could steer a terminal or turn text around.
    #[track_caller]
    fn is_harmless(&self) -> &Self {
        let bad = |c: char| {
            (c.is_control() && c != '\n')
                || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        assert!(
            !self.out.contains(bad) && !self.err.contains(bad),
            "{self:?}"
        );
        self
    }
}

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
            "error: there is no view \"none\"\nhint: the files have \"With China\"\n",
        )
        .prints("");
    let bad = list(&["-f", "kind:cal"]);
    bad.says(2, "kind:cal\n")
        .says(2, "^^^")
        .says(2, "call")
        .prints("");
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

#[rstest]
#[case::device("/dev/zero", "a device")]
#[case::pipe("pipe", "a pipe")]
fn what_is_no_file_is_refused_at_once(#[case] name: &str, #[case] what: &str) {
    let place = Place::new();
    let made = Command::new("mkfifo")
        .arg(place.path("pipe"))
        .status()
        .unwrap();
    assert!(made.success());
    for command in ["check", "list"] {
        place.run(&[command, name]).says(3, what).prints("");
    }
    place
        .run(&["import", "--from", "csv", name])
        .says(3, what)
        .prints("");
}

#[rstest]
#[case::latin(b"format = 1\n# caf\xe9\n", "a.toml:2:6: error[E01")]
#[case::utf16(b"\xff\xfef\0o\0", "a.toml:1:1: error[E01")]
#[case::nul(b"format = 1\n# \0\n", "a.toml:2:3: error[E01")]
fn what_is_no_text_is_an_error_with_its_place(#[case] bytes: &[u8], #[case] words: &str) {
    let place = Place::new();
    place.write("a.toml", bytes);
    let run = place.run(&["check", "--format", "short", "a.toml"]);
    run.says(1, "1 error,").is_harmless();
    assert!(run.out.starts_with(words), "{run:?}");
}

#[test]
fn sound_events_are_listed_beside_broken_ones() {
    let place = Place::new();
    place.write(
        "bad.toml",
        format!("{SOUND}\n[[event]]\nid = \"2003-three\nkind = = \"call\"\n"),
    );
    place.write(
        "twice.toml",
        format!(
            "{SOUND}{}",
            SOUND
                .split_once("\n[[event]]")
                .map_or("", |(_, rest)| rest)
                .replacen("\nid", "\n[[event]]\nid", 1)
        ),
    );
    for (name, code) in [("bad.toml", "error[E01"), ("twice.toml", "error[E02")] {
        let run = place.run(&["list", name, "--today", "2001-06-01"]);
        run.says(1, &format!("{name}:")).says(1, code);
        assert!(
            run.out.contains("One\n") && run.out.contains("planned\n"),
            "{run:?}"
        );
        assert_eq!(run.out.lines().count(), 2, "{run:?}");
    }
}

#[test]
fn twenty_problems_are_told_and_the_others_counted() {
    let place = Place::new();
    let event = |number: usize| format!("[[event]]\nid = \"2001-{number}\"\n");
    let many = (0..30).map(event).collect::<Vec<_>>().concat();
    place.write("a.toml", format!("format = 1\n{many}"));
    let run = place.run(&["list", "a.toml"]);
    assert_eq!(
        (run.status, run.err.lines().count()),
        (Some(1), 21),
        "{run:?}"
    );
    assert!(
        run.err.lines().last().unwrap().starts_with("and "),
        "{run:?}"
    );
}

const EVIL: &str = "\x1b]0;x\x07\x1b[2J\u{202e}\u{2066}\u{9b}31m";

#[test]
fn no_message_steers_the_terminal() {
    let place = Place::new();
    let name = format!("{EVIL}.toml");
    place.write(
        &name,
        SOUND
            .replace("\"call\"", &format!("\"{EVIL}\""))
            .replace("title = \"Two", &format!("{EVIL} = 1\ntitle = \"Two{EVIL}")),
    );
    place.write(
        "records.jsonl",
        format!("{{\"title\": \"{EVIL}\", \"{EVIL}\": 1}}\n{EVIL}"),
    );
    let escaped = "{\"title\":\"\\u001b[2J\\u202e\",\"date\":\"2001-01-01\",\"\\u001b[2J\":1}\n";
    place.write("escaped.jsonl", escaped);
    let set = format!("{EVIL}={EVIL}");
    let query = format!("kind:{EVIL}");
    let runs: [&[&str]; 15] = [
        &["check", &name],
        &["check", "--format", "short", &name],
        &["check", "--format", "json", &name],
        &["list", &name],
        &["list", "--format", "json", &name],
        &["check", EVIL],
        &["list", "-f", &query],
        &["list", "--view", EVIL],
        &["check", "--explain", EVIL],
        &["check", "--set", &set],
        &["list", "--format", EVIL],
        &[EVIL, "--today", EVIL],
        &["import", "--from", "jsonl", "records.jsonl"],
        &["import", "--from", "jsonl", "escaped.jsonl"],
        &["import", "--from", "csv", "--map", EVIL],
    ];
    for words in runs {
        let run = place.run(words);
        assert!(!run.out.is_empty() || !run.err.is_empty(), "{words:?}");
        run.is_harmless();
    }
    place.write("config/demarche/config.toml", format!("{EVIL} = 1\n"));
    place.run(&["config"]).says(2, "config.toml").is_harmless();
}

#[test]
fn what_cannot_be_used_is_said() {
    let place = Place::new();
    for words in [
        &["--nonsense"][..],
        &["check", "--reverse"],
        &["list", "--format", "xml"],
        &["list", "--today", "5 Feb"],
        &["import"],
        &["kiosk-recipe"],
    ] {
        let run = place.run(words);
        run.says(2, "error: ").prints("");
    }
    place
        .run(&["check", "--set", "zom=\"year\""])
        .says(2, "did you mean `zoom`?");
    place
        .run(&["list", "--set", "zoom=\"yaer\""])
        .says(2, "year")
        .prints("");
    place.write(
        "config/demarche/config.toml",
        "theme = \"default\"\n\nzom = \"year\"\n",
    );
    place
        .run(&["check"])
        .says(2, "config.toml:3:1: ")
        .says(2, "did you mean `zoom`?");
    place.write("mine.toml", "zoom = \"year\"\n");
    let run = place.run(&["config", "--config", "mine.toml"]);
    run.ends(0, "");
    assert!(run.out.contains("zoom = \"year\"  # mine.toml"), "{run:?}");
    place
        .run(&["config", "--config", "none.toml"])
        .says(3, "none.toml");
}

#[test]
fn without_a_terminal_browsing_prints_the_plain_list() {
    let place = Place::new();
    place.write("a.toml", SOUND).write("bad.toml", FAULTY);
    let list = place.run(&["list", "a.toml", "--today", "2001-06-01"]);
    place
        .run(&["a.toml", "--today", "2001-06-01"])
        .ends(0, "")
        .prints(&list.out);
    place
        .feed(&["-", "--today", "2001-06-01"], SOUND.as_bytes())
        .ends(0, "")
        .prints(&list.out);
    let run = place.run(&["bad.toml"]);
    run.says(0, "bad.toml:13:17: error[E0301]");
    assert_eq!(run.out.lines().count(), 2, "{run:?}");
    place.write("worse.toml", "format = 1\n[[event]]\nid = 1\n");
    place.run(&["worse.toml"]).says(1, "worse.toml:").prints("");
    let output = place
        .command(&["a.toml", "--today", "2001-06-01"])
        .env("TERM", "dumb")
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), list.out);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let place = Place::new();
    // More than a pipe holds, so that the program is still writing.
    for words in [&["list", "--format", "json"][..], &["schema"]] {
        let mut child = place
            .command(words)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(
            (output.status.code(), output.stderr.as_slice()),
            (Some(0), &b""[..])
        );
    }
}

#[test]
fn a_full_disk_is_an_error() {
    if !Path::new("/dev/full").exists() {
        return;
    }
    let place = Place::new();
    place.write("bad.toml", FAULTY);
    for words in [
        &["list"][..],
        &["--today", "2026-02-05"],
        &["check", "bad.toml"],
        &["--help"],
        &["new"],
        &["schema"],
        &["doctor"],
        &["config"],
        &["kiosk-recipe", "ssh"],
    ] {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let output = place.command(words).stdout(full).output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(3), "{words:?}: {err}");
        assert!(
            err.contains("standard output cannot be written"),
            "{words:?}: {err}"
        );
    }
    place
        .run(&["list", "-o", "/dev/full"])
        .says(3, "/dev/full cannot be written");
}

#[test]
fn imports_tell_what_they_changed_and_pass_the_check() {
    let place = Place::new();
    let records = "id,date,title,who\na,2001-01-01,One,US\nb,2002-02-02,Two,FR\n";
    let words = [
        "import",
        "--from",
        "csv",
        "--map",
        "countries=who",
        "--const",
        "kind=call",
    ];
    let run = place.feed(&words, records.as_bytes());
    run.says(0, "id: made valid (a becomes 2001-a), records 1–2\n")
        .says(0, "2 events from standard input\n");
    let check = place.feed(&["check", "-"], run.out.as_bytes());
    check.says(0, "0 errors, 2 warnings in 1 file, 2 events");
    place
        .feed(&["import", "--from", "jsonl"], b"{\"id\":\"a\"}\nnothing\n")
        .says(1, "standard input:2:1: error: ")
        .prints("");
    place
        .feed(&["import", "--from", "csv"], b"id\n\xff\n")
        .says(1, "standard input:2:1: error[E01")
        .prints("");
    place
        .run(&["import", "--from", "csv", "--map", "titel=a"])
        .ends(
            2,
            "error: “titel” is not a field of an event\nhint: did you mean title?\n",
        );
}

#[test]
fn a_skeleton_passes_the_check() {
    let place = Place::new();
    for kind in ["meeting", "visit", "letter"] {
        let run = place.run(&["new", "--kind", kind]);
        run.ends(0, "");
        place
            .feed(&["check", "--strict", "-"], run.out.as_bytes())
            .ends(0, "0 errors, 0 warnings in 1 file, 1 event\n")
            .prints("");
    }
    place
        .run(&["new", "--kind", "party"])
        .says(2, "pull-aside")
        .prints("");
}

#[test]
fn schema_doctor_and_recipes_print_what_others_read() {
    let place = Place::new();
    let schema = place.run(&["schema"]);
    schema.ends(0, "");
    let schema: serde_json::Value = serde_json::from_str(&schema.out).unwrap();
    assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    let doctor = place.run(&["doctor", "--json"]);
    doctor.ends(0, "");
    let doctor: serde_json::Value = serde_json::from_str(&doctor.out).unwrap();
    let word = doctor["sandbox"].as_str().unwrap();
    assert!(
        ["full", "partial", "unavailable"].contains(&word),
        "{doctor}"
    );
    assert_eq!(doctor["terminal"]["output"], false);
    for way in ["ssh", "systemd", "cage"] {
        let recipe = place.run(&["kiosk-recipe", way]);
        recipe.ends(0, "");
        assert!(recipe.out.starts_with("#!/bin/sh\n"));
    }
}
