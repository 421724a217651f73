//! Other events come while somebody browses: the place and the filters stay.

use crate::harness::Journey;

const SMALL: &str = include_str!("../data/screens.toml");

/// An event before all others, with a country that takes part in no other.
const EARLIER: &str = "
[[event]]
id = \"1950-earlier\"
date = \"1950-05-01\"
kind = \"call\"
title = \"An earlier call\"
countries = [\"BR\", \"IN\"]
sources = [\"wire\"]
";

fn more() -> String {
    format!("{SMALL}{EARLIER}")
}

/// The small collection without one event.
fn without(id: &str) -> String {
    let event = |part: &&str| !part.contains(&format!("\"{id}\"\n"));
    let parts: Vec<&str> = SMALL.split("[[event]]\n").filter(event).collect();
    parts.join("[[event]]\n")
}

#[test]
fn the_selected_event_stays_though_its_row_moves() {
    Journey::small()
        .on("2026-02-04-call")
        .sees("9 events")
        .renewed(more())
        .on("2026-02-04-call")
        .sees("10 events")
        .sees("Read again: 10 events in place of 9.")
        .press("up")
        .misses("Read again")
        .on("2026-02-04-video");
}

#[test]
fn an_event_that_is_gone_leaves_the_selection_to_the_next() {
    Journey::small()
        .press("up up")
        .on("2026-02-03-visit")
        .renewed(without("2026-02-03-visit"))
        .on("2026-02-04-video")
        .renewed("format = 1\n".to_owned())
        .sees("This collection holds no event.")
        .renewed(more())
        .sees("Harrow and Chen speak by telephone");
}

#[test]
fn filters_undo_places_and_marks_stay() {
    Journey::small()
        .press("c ru enter")
        .sees("of 9")
        .press("/ orlov enter")
        .renewed(more())
        .sees("of 10")
        .press("n")
        .sees("hit ")
        .press("u")
        .sees("10 events")
        .press("U")
        .sees("of 10");
}

#[test]
fn lanes_do_not_move_under_the_finger() {
    let head = |journey: &Journey| {
        let screen = journey.screen();
        let row = screen.lines().find(|line| line.contains("CN RU"));
        row.map(|row| {
            row.split('│')
                .next()
                .unwrap_or_default()
                .trim_end()
                .to_owned()
        })
    };
    let before = Journey::small().size(120, 36);
    let lanes = head(&before).unwrap();
    // Brazil now has more events than any other country.
    let many: String = (0..30)
        .map(|day| {
            EARLIER
                .replace("1950-earlier", &format!("1950-{day}"))
                .replace("IN", "US")
        })
        .collect();
    let after = before.renewed(format!("{SMALL}{many}"));
    assert!(head(&after).unwrap().starts_with(&lanes));
}

#[test]
fn an_open_panel_is_closed_and_what_it_showed_is_dropped() {
    Journey::small()
        .press("c ru")
        .sees("of 9")
        .renewed(more())
        .sees("10 events")
        .press("up")
        .on("2026-02-04-video");
}
