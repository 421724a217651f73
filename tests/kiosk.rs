//! What a visitor of the kiosk does and sees, and what stays of it: nothing.

#![expect(
    clippy::unwrap_used,
    unreachable_pub,
    reason = "a test that cannot set itself up has failed"
)]

#[path = "kiosk/harness.rs"]
mod harness;
#[path = "common/painted.rs"]
mod painted;

use demarche::tui::{Flow, Input};
use demarche::view::Tier;
use harness::{COLLECTION, Visit};
use painted::text_of;
use proptest::prelude::*;

/// Keys that lead to every screen, and a few that a visitor has no use for.
const KEYS: &[&str] = &[
    "up",
    "down",
    "left",
    "right",
    "enter",
    "esc",
    "tab",
    "shift-tab",
    "space",
    "page-down",
    "end",
    "home",
    "backspace",
    "c",
    "f",
    "s",
    "r",
    "v",
    "w",
    "/",
    "n",
    "d",
    "p",
    "t",
    "u",
    "F",
    "X",
    "z",
    "Z",
    "0",
    "1",
    "2",
    "?",
    "f1",
    "f2",
    "!",
    "q",
    "y",
    "m",
    "o",
    "R",
    ":",
    "ctrl-c",
    "ctrl-z",
    "ctrl-o",
    "ctrl-l",
    "ctrl-d",
    "-",
    "=",
    "J",
    "K",
    ">",
    "<",
    "alt-x",
];

#[test]
fn the_loop_begins_with_what_happened_on_this_day() {
    let visit = Visit::new()
        .sees("On this day, 50 years ago")
        .sees("Harrow in Beijing")
        .sees("The first visit of a president.")
        .sees("Wednesday 4 February 2026")
        .sees("Enter opens this event");
    visit
        .wait(12)
        .sees("“It was a long call and a good one")
        .sees("Ada Harrow, President")
        .sees("own account, Thursday 5 February 2026")
        .sees("Harrow and Chen speak by telephone")
        .misses("On this day")
        .wait(12)
        .sees("Chen to visit Washington")
        .wait(12)
        .sees("On this day");
}

#[test]
fn pages_and_the_question_look_as_they_were_read() {
    for (width, height) in [(80, 24), (120, 36)] {
        let size = format!("{width}x{height}");
        let mut visit = Visit::new().size(width, height);
        insta::assert_snapshot!(format!("visit_{size}"), text_of(&visit.frame()));
        let mut visit = visit.wait(12);
        insta::assert_snapshot!(format!("quote_{size}"), text_of(&visit.frame()));
        let mut visit = visit.press("x down");
        insta::assert_snapshot!(format!("start_{size}"), text_of(&visit.frame()));
        let mut visit = visit.press("enter").wait(93);
        insta::assert_snapshot!(format!("countdown_{size}"), text_of(&visit.frame()));
    }
}

#[test]
fn enter_opens_what_the_loop_shows_and_the_way_back_ends_there() {
    let visit = Visit::new()
        .wait(12)
        .press("enter")
        .sees("Call  Wednesday 4 February 2026")
        .press("esc")
        .sees("6 events")
        .press("esc")
        .sees("What would you like to see?")
        .press("esc")
        .sees("On this day");
    assert_eq!(visit.last, Flow::Repaint);
}

#[test]
fn the_start_page_leads_to_the_views_and_to_the_countries() {
    let visit = Visit::new()
        .press("x")
        .sees("Everything")
        .press("down enter")
        .sees("US + CN together")
        .sees("3 of 6");
    visit
        .press("esc")
        .sees("What would you like to see?")
        .press("down down enter")
        .sees("Countries")
        .press("c n enter")
        .sees(" CN × ")
        .press("esc up enter")
        .sees("kind: letter")
        .misses(" CN × ")
        .sees("1 of 6");
}

#[test]
fn six_keys_reach_everything_and_the_footer_leads_with_them() {
    let visit = Visit::new()
        .press("x enter")
        .sees(" ↑↓ move   Enter read   Esc to the start");
    visit
        .press("enter")
        .sees(" ↑↓ choose   Enter open   Esc back")
        .press("esc esc")
        .sees(" ↑↓ choose   Enter open   Esc back");
}

#[test]
fn nothing_tells_of_keys_that_a_visitor_does_not_have() {
    let visit = Visit::new().size(120, 60).press("x enter");
    let visit = visit
        .misses("problem")
        .misses("quit")
        .press("? end")
        .sees("Draw the screen anew")
        .misses("Quit")
        .misses("Suspend")
        .misses("wrong with the files");
    visit
        .press("esc ! q ctrl-c")
        .misses("quits")
        .misses("problem")
        .sees("6 events");
}

#[test]
fn without_views_the_timeline_follows_the_loop() {
    const BARE: &str = "format = 1\n[[event]]\nid = \"2001-call\"\ndate = \"2001\"\nkind = \"call\"\ntitle = \"A call\"\ncountries = [\"US\", \"CN\"]\nsources = [{ url = \"https://example.org\" }]\n";
    Visit::of(BARE, Tier::Unicode, "")
        .sees("A call")
        .press("x")
        .sees("1 event")
        .press("esc")
        .sees("any other key");
}

/// Writes a collection of bare events: id, date, and whatever else.
fn collection(events: &[(&str, &str, &str)]) -> &'static str {
    let one = |&(id, date, more): &(&str, &str, &str)| {
        format!(
            "[[event]]\nid = \"1900-{id}\"\ndate = \"{date}\"\nkind = \"call\"\ntitle = \"Title of {id}\"\n\
             countries = [\"US\", \"CN\"]\nsources = [{{ url = \"https://example.org\" }}]\n{more}\n"
        )
    };
    let events: Vec<String> = events.iter().map(one).collect();
    let text = format!("format = 1\n{}", events.concat());
    // A collection lives as long as the program whose part it is.
    Box::leak(text.into_boxed_str())
}

/// Returns the titles that the loop shows on 4 February 2026, in order, and how often it says "on this day".
fn shown_by_the_loop(events: &[(&str, &str, &str)]) -> (Vec<String>, usize) {
    let mut visit = Visit::of(collection(events), Tier::Unicode, "").size(70, 14);
    let (mut titles, mut anniversaries) = (Vec::new(), 0);
    for _ in events {
        let screen = text_of(&visit.frame());
        anniversaries += screen.matches("On this day").count();
        let title = screen
            .lines()
            .find_map(|line| line.trim().strip_prefix("Title of "));
        titles.push(title.unwrap().to_owned());
        visit = visit.wait(12);
    }
    titles.dedup();
    (titles, anniversaries)
}

#[test]
fn the_loop_shows_what_is_featured_else_the_landmarks_else_all() {
    let titles = |events: &[(&str, &str, &str)]| shown_by_the_loop(events).0;
    let landmark = ("b2", "2002", "weight = 3");
    let plain = ("c3", "2003", "weight = 2");
    assert_eq!(
        titles(&[("a1", "2001", "featured = true"), landmark, plain]),
        ["a1"]
    );
    assert_eq!(titles(&[("a1", "2001", ""), landmark, plain]), ["b2"]);
    assert_eq!(titles(&[("a1", "2001", ""), plain]), ["a1", "c3"]);
}

#[test]
fn only_an_exact_day_of_an_earlier_year_is_this_day() {
    let (titles, anniversaries) = shown_by_the_loop(&[
        ("month", "1950-02", ""),
        ("span", "1951-02-04/1951-02-05", ""),
        ("other", "1952-02-05", ""),
        ("day", "1953-02-04", ""),
        ("hour", "1954-02-04T10:00", ""),
        ("called-off", "1955-02-04", "status = \"cancelled\""),
        ("today", "2026-02-04", ""),
    ]);
    assert_eq!(anniversaries, 2);
    assert_eq!(
        titles,
        [
            "day",
            "hour",
            "month",
            "span",
            "other",
            "called-off",
            "today"
        ]
    );
}

#[test]
fn a_view_that_cannot_be_read_is_left_out() {
    let more = "[[view]]\nname = \"Broken\"\nquery = \"kind:nonsense\"\n\
                [[view]]\nname = \"Sound\"\nquery = \"kind:call\"\n";
    let text = collection(&[("a1", "2001", more)]);
    Visit::of(text, Tier::Unicode, "")
        .press("x")
        .sees("Everything")
        .sees("Sound")
        .sees("Choose a country")
        .misses("Broken");
}

#[test]
fn an_empty_collection_shows_its_title() {
    const EMPTY: &str = "format = 1\n[file]\ntitle = \"Nothing yet\"\n";
    Visit::of(EMPTY, Tier::Unicode, "")
        .sees("Nothing yet")
        .sees("Press any key")
        .wait(100)
        .press("enter")
        .sees("This collection holds no event.")
        .misses("event file");
}

#[test]
fn a_paste_stops_the_question_and_goes_nowhere() {
    let visit = Visit::new()
        .input(Input::Paste("q".into()))
        .sees("On this day");
    visit
        .press("x enter")
        .wait(95)
        .sees("Back to the start in 10 s")
        .input(Input::Paste("q".into()))
        .misses("Back to the start")
        .wait(89)
        .misses("Back to the start in")
        .wait(1)
        .sees("Back to the start in 15 s");
}

#[test]
fn the_session_says_that_it_will_end_and_ends() {
    let visit = Visit::of(COLLECTION, Tier::Unicode, "[kiosk]\nmax_session = 300\n");
    let visit = visit
        .wait(239)
        .misses("This session ends")
        .wait(16)
        .sees("This session ends in 45 s")
        .press("x enter")
        .sees("This session ends in 45 s")
        .wait(44);
    assert_ne!(visit.last, Flow::Quit);
    assert_eq!(visit.wait(1).last, Flow::Quit);
}

#[test]
fn the_operators_keys_end_it_and_show_nothing_of_it() {
    let exit = "[kiosk]\nexit = \"x x down up down up q q\"\n";
    let plain = Visit::new().press("x x down up down up q").frame();
    let mut visit = Visit::of(COLLECTION, Tier::Unicode, exit).press("x x down up down up q");
    assert_eq!(visit.frame(), plain);
    assert_eq!(visit.press("q").last, Flow::Quit);
}

#[test]
fn the_picture_moves_by_a_cell_so_that_nothing_burns_in() {
    let mut visit = Visit::new();
    let mut columns = std::collections::BTreeSet::new();
    for _ in 0..15 {
        let text = text_of(&visit.frame());
        let line = text.lines().find(|line| line.contains("demarche")).unwrap();
        columns.insert(line.find("demarche"));
        visit = visit.wait(12);
    }
    assert_eq!(columns.len(), 2);
}

/// Code page 437 beside ASCII: <https://www.unicode.org/Public/MAPPINGS/VENDORS/MISC/IBMGRAPH.TXT> and CP437.TXT.
const CP437: &str = "☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼⌂ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»\
    ░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// What only the data brings onto the screen: names in their own script, and a quote.
const OF_THE_DATA: &str = "陈伟ПавелОрлов开门见山";

/// Every screen that the keys lead to, in a tier.
fn screens(tier: Tier) -> String {
    let mut all = String::new();
    for size in [(40, 10), (80, 24), (120, 36)] {
        let mut visit = Visit::of(COLLECTION, tier, "").size(size.0, size.1);
        all += &text_of(&visit.frame());
        visit = visit.wait(12);
        all += &text_of(&visit.frame());
        for key in KEYS {
            visit = visit.press("x enter");
            all += &text_of(&visit.frame());
            visit = visit.press(key);
            all += &text_of(&visit.frame());
            visit = visit.press("down tab");
            all += &text_of(&visit.frame());
            visit = visit.press("enter enter tab enter");
            all += &text_of(&visit.frame());
            visit = visit.wait(92);
            all += &text_of(&visit.frame());
            visit = visit.wait(60);
        }
    }
    all
}

#[test]
fn an_ascii_terminal_gets_ascii_alone() {
    let screens = screens(Tier::Ascii);
    let foreign: String = screens.chars().filter(|c| !c.is_ascii()).collect();
    assert_eq!(foreign, "");
    for words in [
        "Up Down choose",
        "Still reading?",
        "No comment",
        "\"It was",
        "Demarche",
    ] {
        assert!(screens.contains(words), "{words}");
    }
}

#[test]
fn the_linux_console_gets_its_code_page_and_the_letters_of_the_data() {
    let screens = screens(Tier::Cp437);
    let has = |c: char| c.is_ascii() || CP437.contains(c) || OF_THE_DATA.contains(c);
    let foreign: String = screens.chars().filter(|&c| !has(c)).collect();
    assert_eq!(foreign, "");
    assert!(screens.contains("↑↓ choose"));
}

#[test]
fn no_size_makes_it_panic() {
    const SMALL: [u16; 7] = [0, 1, 2, 3, 6, 8, 11];
    let sizes = SMALL.iter().flat_map(|&w| SMALL.map(|h| (w, h)));
    let sizes = sizes.chain([(40, 10), (79, 23), (200, 60), (500, 5), (5, 500)]);
    for (width, height) in sizes {
        for tier in [Tier::Unicode, Tier::Ascii] {
            let settings = "[kiosk]\nmax_session = 400\n";
            let mut visit = Visit::of(COLLECTION, tier, settings).size(width, height);
            visit.frame();
            visit = visit.wait(36).press("x");
            visit.frame();
            visit = visit.press("end").wait(95);
            visit.frame();
            visit = visit.press("x enter tab").wait(95);
            visit.frame();
            visit.wait(150).frame();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_keys_end_it_and_the_next_visitor_sees_a_fresh_start(
        keys in prop::collection::vec(prop::sample::select(KEYS), 0..40),
        size in prop::sample::select(&[(80u16, 24u16), (120, 36), (40, 10), (30, 5)][..]),
    ) {
        let fresh = Visit::new().size(size.0, size.1).frame();
        let mut visit = Visit::new().size(size.0, size.1).press("x enter");
        for key in keys {
            visit = visit.press(key);
            prop_assert!(!matches!(visit.last, Flow::Quit | Flow::Suspend), "{}", key);
        }
        // Whoever has gone back to the loop comes once more.
        let mut visit = visit.press("x").wait(105);
        prop_assert_eq!(visit.frame(), fresh);
    }
}
