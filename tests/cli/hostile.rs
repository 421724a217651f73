//! What is no event file, what would harm a terminal, and outputs that fail.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use rstest::rstest;

use crate::place::Place;
use crate::{FAULTY, SOUND};

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
