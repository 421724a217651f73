//! The counts in drawers are the lines that `list` prints.

use std::process::Command;

use rstest::rstest;

use super::harness::Journey;

const TODAY: &str = "2026-02-04";

/// Counts what the real program lists of the bundled collection.
fn listed(query: &str) -> usize {
    let out = Command::new(env!("CARGO_BIN_EXE_demarche"))
        .args(["list", "--today", TODAY, "-f", query])
        .output()
        .unwrap();
    assert!(out.status.success(), "{query}: {out:?}");
    String::from_utf8(out.stdout).unwrap().lines().count()
}

/// Returns the number at the end of a line.
fn number(line: &str) -> Option<usize> {
    let last = line.split_whitespace().next_back()?;
    last.replace(',', "").parse().ok()
}

#[rstest]
#[case("")]
#[case("kind:call")]
#[case("country:US")]
#[case("topic:ukraine after:2020")]
fn the_picker_counts_what_list_prints(#[case] query: &str) {
    let journey = Journey::bundled().size(120, 36).filtered(query).press("c");
    let screen = journey.screen();
    let mut counted = 0;
    for line in screen
        .lines()
        .filter_map(|line| line.split('│').next_back())
    {
        let words: Vec<&str> = line.split_whitespace().collect();
        let (Some(code), Some(count)) = (words.first(), number(line)) else {
            continue;
        };
        let is_code = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase());
        if is_code && words.len() > 2 && !line.contains(" of ") && counted < 5 {
            let more = format!("{query} country:{code}");
            assert_eq!(count, listed(&more), "{more}\n{screen}");
            counted += 1;
        }
    }
    assert_eq!(counted, 5, "{screen}");
}

#[test]
fn the_menu_of_the_same_counts_what_list_prints() {
    let query = "country:US";
    let journey = Journey::bundled().size(120, 50).filtered(query);
    let journey = journey.press("s");
    for (row, term) in [
        ("Pair ", "country:US+CN"),
        ("Donald Trump  ", "person:trump"),
        ("Taiwan  ", "topic:taiwan"),
        ("Kind ", "kind:call"),
        ("Month ", "date:2026-02"),
    ] {
        let screen = journey.screen();
        let rows = screen.lines().filter_map(|line| line.split_once('│'));
        let mut rows = rows.filter(|(_, drawer)| drawer.contains(row));
        let line = rows.next().unwrap().1;
        assert_eq!(
            number(line),
            Some(listed(&format!("{query} {term}"))),
            "{line}"
        );
    }
}

#[test]
fn the_two_ways_between_countries_are_what_list_prints() {
    let ways = format!(
        "US → CN  {}    CN → US  {}",
        listed("country:US>CN"),
        listed("country:CN>US")
    );
    let journey = Journey::bundled().size(120, 36);
    journey.press("c us space cn").sees(&ways);
}
