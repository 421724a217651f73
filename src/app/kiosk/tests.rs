use super::*;
use crate::config::Config;
use rstest::rstest;

/// A kiosk with three cards and four rows, whose clock a test sets in seconds.
struct Clocked(Kiosk);

impl Clocked {
    /// Begins with the embedded settings and others laid over them.
    fn with(settings: &str) -> Self {
        let mut config = Config::embedded().unwrap();
        config.lay("test", &format!("[kiosk]\n{settings}")).unwrap();
        let mut kiosk = Kiosk::new(&config.kiosk);
        kiosk.fill(3, 4);
        Self(kiosk)
    }

    /// Presses keys at a time; returns the answer to the last.
    fn press(&mut self, at: u64, keys: &str) -> Answer {
        let mut answer = self.0.tick(Duration::from_secs(at));
        for key in keys.split_whitespace() {
            let chord: Chord = key.parse().unwrap();
            let press = match key {
                "down" => Press::Move(1),
                "up" => Press::Move(-1),
                "end" => Press::Move(isize::MAX),
                "enter" => Press::Open,
                "esc" => Press::Back,
                _ => Press::Other,
            };
            answer = self.0.key(chord, press);
            if answer == Answer::Pass && key == "esc" {
                answer = self.0.leave();
            }
        }
        answer
    }

    fn tick(&mut self, at: u64) -> Answer {
        self.0.tick(Duration::from_secs(at))
    }

    fn due(&self) -> Option<u64> {
        self.0.due().map(|due| due.as_secs())
    }
}

#[test]
fn the_loop_shows_one_card_after_the_other_and_nothing_between() {
    let mut kiosk = Clocked::with("");
    let mut seen = Vec::new();
    let mut at = 0;
    for _ in 0..6 {
        seen.push((at, kiosk.0.phase()));
        at = kiosk.due().unwrap();
        assert_eq!(kiosk.tick(at - 1), Answer::Same, "{at}");
        assert_ne!(kiosk.tick(at), Answer::Same, "{at}");
    }
    let wanted: Vec<_> = (0..6)
        .map(|turn| {
            let card = turn % 3;
            (turn as u64 * 12, Phase::Attract { card })
        })
        .collect();
    assert_eq!(seen, wanted);
    assert_eq!(kiosk.0.turns(), 6);
}

#[rstest]
#[case("card = 12")]
#[case("card = 3600")]
#[case("card = 7")]
fn in_the_loop_the_whole_screen_is_drawn_at_least_once_a_minute(#[case] settings: &str) {
    let mut kiosk = Clocked::with(settings);
    let mut painted = 0;
    for at in 0..400 {
        if kiosk.tick(at) == Answer::Repaint {
            painted = at;
        }
        assert!(at - painted < 61, "{at}");
    }
}

#[test]
fn a_clock_that_jumps_shows_one_card_not_all_that_were_missed() {
    let mut kiosk = Clocked::with("");
    assert_eq!(kiosk.tick(1_000_000), Answer::Repaint);
    assert_eq!(kiosk.0.phase(), Phase::Attract { card: 1 });
    assert_eq!(kiosk.due(), Some(1_000_012));
    assert_eq!(kiosk.tick(5), Answer::Same, "no time goes back");
    assert_eq!(kiosk.due(), Some(1_000_012));
}

#[test]
fn any_key_leaves_the_loop_and_enter_opens_what_it_shows() {
    for key in ["x", "esc", "up", "ctrl-c", "f1", "space"] {
        let mut kiosk = Clocked::with("");
        assert_eq!(kiosk.press(3, key), Answer::Draw);
        assert_eq!(kiosk.0.phase(), Phase::Start { row: 0 }, "{key}");
    }
    let mut kiosk = Clocked::with("");
    assert_eq!(kiosk.press(13, "enter"), Answer::OpenCard(1));
    assert_eq!(kiosk.0.phase(), Phase::Browsing { row: 0 });
}

#[test]
fn without_cards_enter_is_any_key_and_without_views_there_is_no_start_page() {
    let mut kiosk = Clocked::with("");
    kiosk.0.fill(0, 4);
    assert_eq!(kiosk.press(1, "enter"), Answer::Draw);
    assert_eq!(kiosk.0.phase(), Phase::Start { row: 0 });

    let mut kiosk = Clocked::with("");
    kiosk.0.fill(3, 0);
    assert_eq!(kiosk.press(1, "x"), Answer::Draw);
    assert_eq!(kiosk.0.phase(), Phase::Browsing { row: 0 });
    assert_eq!(kiosk.press(2, "esc"), Answer::Reset);
    assert_eq!(kiosk.0.phase(), Phase::Attract { card: 0 });
}

#[test]
fn the_arrows_move_on_the_start_page_and_stop_at_its_ends() {
    let mut kiosk = Clocked::with("");
    kiosk.press(1, "x");
    assert_eq!(kiosk.press(1, "up"), Answer::Same);
    assert_eq!(kiosk.press(1, "down down"), Answer::Draw);
    assert_eq!(kiosk.0.phase(), Phase::Start { row: 2 });
    assert_eq!(kiosk.press(1, "end"), Answer::Draw);
    assert_eq!(kiosk.press(1, "down"), Answer::Same);
    assert_eq!(kiosk.press(1, "x"), Answer::Same);
    assert_eq!(kiosk.press(1, "enter"), Answer::OpenRow(3));
    assert_eq!(kiosk.press(1, "x"), Answer::Pass);
    assert_eq!(kiosk.press(2, "esc"), Answer::Draw);
    assert_eq!(kiosk.0.phase(), Phase::Start { row: 3 });
    assert_eq!(kiosk.press(3, "esc"), Answer::Reset);
    assert_eq!(kiosk.0.phase(), Phase::Attract { card: 0 });
}

#[rstest]
#[case("x")]
#[case("x enter")]
#[case("enter")]
fn after_the_idle_time_it_counts_down_and_starts_anew(#[case] keys: &str) {
    let mut kiosk = Clocked::with("");
    kiosk.press(10, keys);
    assert_eq!(kiosk.due(), Some(100));
    assert_eq!(kiosk.tick(99), Answer::Same);
    for at in 100..115 {
        assert_eq!(kiosk.tick(at), Answer::Draw);
        assert_eq!(kiosk.0.asking(), Some(115 - at));
        assert_eq!(kiosk.due(), Some(at + 1), "one picture a second");
        assert_eq!(kiosk.tick(at), Answer::Same);
    }
    assert_eq!(kiosk.tick(115), Answer::Reset);
    assert_eq!(kiosk.0.phase(), Phase::Attract { card: 0 });
    assert_eq!(kiosk.0.asking(), None);
    assert_eq!(kiosk.due(), Some(127));
}

#[test]
fn a_key_stops_the_countdown_and_does_nothing_else() {
    let mut kiosk = Clocked::with("");
    kiosk.press(0, "x");
    kiosk.tick(104);
    assert_eq!(kiosk.press(104, "enter"), Answer::Draw);
    assert_eq!(kiosk.0.phase(), Phase::Start { row: 0 });
    assert_eq!(kiosk.0.asking(), None);
    assert_eq!(kiosk.due(), Some(194));
    kiosk.tick(194);
    assert_eq!(kiosk.0.stir(), Answer::Draw);
    assert_eq!(kiosk.0.asking(), None);
    assert_eq!(kiosk.press(195, "enter"), Answer::OpenRow(0));
    assert_eq!(kiosk.0.stir(), Answer::Pass);
}

#[test]
fn a_key_that_comes_too_late_finds_the_loop() {
    let mut kiosk = Clocked::with("");
    kiosk.press(0, "x enter");
    assert_eq!(kiosk.tick(105), Answer::Reset);
    assert_eq!(kiosk.press(105, "x"), Answer::Draw);
    assert_eq!(kiosk.0.phase(), Phase::Start { row: 0 });
}

#[test]
fn without_a_countdown_it_starts_anew_unasked() {
    let mut kiosk = Clocked::with("countdown = 0");
    kiosk.press(0, "x");
    assert_eq!(kiosk.tick(90), Answer::Reset);
}

#[test]
fn the_last_minute_is_told_and_then_the_program_ends() {
    let mut kiosk = Clocked::with("max_session = 600\ncard = 3600");
    kiosk.tick(480);
    kiosk.press(481, "x");
    assert_eq!(kiosk.due(), Some(540));
    assert_eq!(kiosk.0.ending(), None);
    assert_eq!(kiosk.press(540, ""), Answer::Draw);
    assert_eq!(kiosk.0.ending(), Some(60));
    assert_eq!(kiosk.due(), Some(541));
    assert_eq!(kiosk.tick(541), Answer::Draw);
    assert_eq!(kiosk.0.ending(), Some(59));
    assert_eq!(kiosk.tick(600), Answer::End);
    assert_eq!(kiosk.tick(601), Answer::End);
}

#[test]
fn a_session_ends_in_the_loop_too_and_may_be_shorter_than_a_minute() {
    let mut kiosk = Clocked::with("max_session = 5");
    assert_eq!(kiosk.0.ending(), Some(5));
    assert_eq!(kiosk.due(), Some(1));
    assert_eq!(kiosk.tick(5), Answer::End);
}

const EXIT: &str = "exit = \"esc up up down down left right q\"";

#[rstest]
#[case("")]
#[case("x")]
#[case("enter")]
#[case("esc up up")]
#[case("esc up up down down left right")]
#[case("x esc up up esc")]
fn the_operators_keys_end_the_program_wherever_they_are_pressed(#[case] before: &str) {
    let mut kiosk = Clocked::with(EXIT);
    kiosk.press(1, before);
    let answer = kiosk.press(1, "esc up up down down left right");
    assert_ne!(answer, Answer::End);
    assert_eq!(kiosk.press(2, "q"), Answer::End);
}

#[test]
fn the_operators_keys_do_what_they_always_do() {
    let mut with = Clocked::with(EXIT);
    let mut without = Clocked::with("");
    for key in [
        "x", "esc", "up", "up", "down", "down", "left", "right", "enter", "x",
    ] {
        assert_eq!(with.press(1, key), without.press(1, key), "{key}");
        assert_eq!(with.0.phase(), without.0.phase(), "{key}");
    }
}

#[test]
fn they_are_heard_during_the_countdown_and_forgotten_with_the_visitor() {
    let mut kiosk = Clocked::with(EXIT);
    kiosk.press(0, "x esc up up down down left right");
    assert_eq!(kiosk.tick(90), Answer::Draw);
    assert_eq!(kiosk.press(91, "q"), Answer::End);

    let mut kiosk = Clocked::with(EXIT);
    kiosk.press(0, "x esc up up down down left right");
    assert_eq!(kiosk.tick(105), Answer::Reset);
    assert_eq!(kiosk.press(106, "q"), Answer::Draw);
}

#[test]
fn a_reload_keeps_the_place_where_it_still_is() {
    let mut kiosk = Clocked::with("");
    kiosk.tick(12);
    kiosk.tick(24);
    kiosk.0.fill(2, 4);
    assert_eq!(kiosk.0.phase(), Phase::Attract { card: 1 });
    kiosk.0.fill(0, 4);
    assert_eq!(kiosk.0.phase(), Phase::Attract { card: 0 });
    kiosk.press(25, "x end");
    kiosk.0.fill(2, 3);
    assert_eq!(kiosk.0.phase(), Phase::Start { row: 2 });
}

#[test]
fn after_a_reset_nothing_tells_of_the_visitor() {
    let mut visited = Clocked::with(EXIT);
    visited.press(0, "x down down enter esc up x");
    assert_eq!(visited.tick(105), Answer::Reset);
    let mut fresh = Clocked::with(EXIT);
    fresh.0.now = visited.0.now;
    fresh.0.heard = visited.0.heard;
    fresh.0.turned = visited.0.turned;
    fresh.0.painted = visited.0.painted;
    assert_eq!(format!("{:?}", visited.0), format!("{:?}", fresh.0));
}
