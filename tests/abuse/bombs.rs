//! What breaks a reader of event files, put under a running kiosk.

use rstest::rstest;

use crate::files::{Place, events, is_told, is_told_harmlessly, keeps_the_last_good};

#[rstest]
#[case::a53_arrays(&format!("x = {}", "[".repeat(100_000)))]
#[case::a53_tables(&format!("x = {}", "{ a = ".repeat(100_000)))]
#[case::a53_keys(&format!("{}a = 1", "a.".repeat(1_000_000)))]
#[case::a53_headers(&format!("[{}a]", "a.".repeat(1_000_000)))]
#[case::a54_wide_aot(&"[[e]]\n".repeat(1_000_000))]
#[case::a54_many_events(&"[[event]]\n".repeat(400_000))]
#[case::a64_nul("format = 1\n\0")]
#[case::a64_utf16_in_utf8("\u{fffe}f\0o\0r\0")]
fn a_bomb_is_refused_and_the_screen_stays(#[case] bomb: &str) {
    keeps_the_last_good(|place| place.put(bomb));
}

#[test]
fn a56_esc_in_error() {
    let line = format!("\nx = \x1b]0;pwn\x07\x1b[2J{}\n", "y".repeat(1_000_000));
    let place = Place::new();
    let visit = place.open();
    place.put(&(events(10) + &line));
    is_told(&visit, "not reloaded");
    is_told_harmlessly(&visit);
    let longest = visit.log().lines().map(|line| line.chars().count()).max();
    assert!(longest < Some(600), "{longest:?}");
    visit.ends();
}
