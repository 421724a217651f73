//! What keys do in more than one step, and that the screen counts what lists print.

use std::process::Command;

use crate::harness::Journey;

#[test]
fn pages_halves_and_zooms_move_as_they_say() {
    let journey = Journey::bundled().size(80, 24).press("g");
    let first = journey.selected();
    let journey = journey.press("page-down");
    let page = journey.selected();
    let journey = journey.press("page-up");
    assert_eq!(journey.selected(), first);
    let journey = journey.press("ctrl-d");
    let half = journey.selected();
    assert!(half != first && half != page);
    let journey = journey.press("ctrl-u");
    assert_eq!(journey.selected(), first);
    journey
        .press("-")
        .sees("1941 Q3")
        .press("-")
        .misses("1941 Q3")
        .press("+")
        .sees("1941 Q3")
        .press("0")
        .misses("1941 Q3");
}

#[test]
fn reading_goes_on_from_event_to_event() {
    let journey = Journey::small().size(120, 36).press("enter J");
    let next = journey.selected();
    journey
        .press("K")
        .on("2026-02-04-call")
        .press("esc down")
        .on(&next.unwrap());
}

#[test]
fn the_next_period_is_the_next_heading_with_events() {
    Journey::small()
        .press(">")
        .on("2026-04-summit")
        .press(">")
        .on("2026-11-plan")
        .press(">")
        .sees("There is no later period with events.");
}

#[test]
fn every_number_over_a_lane_is_a_key() {
    let journey = Journey::bundled().size(200, 50);
    let (numbers, codes) = (journey.line("1  2  3"), journey.line("US RU CN"));
    let code = |number: &str| {
        let under = codes.get(numbers.find(number).unwrap() - 1..).unwrap();
        let code = under.split_whitespace().next().unwrap();
        format!(" {code} ×")
    };
    journey
        .press("4")
        .sees(&code("4"))
        .press("4 5")
        .sees(&code("5"))
        .press("5 8")
        .sees(&code("8"));
}

#[test]
fn problems_are_listed_where_there_are_any() {
    let faulty = "format = 1\n[[event]]\nid = \"1972-x\"\ndate = \"1972-13\"\nkind = \"call\"\ntitle = \"X\"\n";
    Journey::open(faulty, "2026-02-04")
        .sees("problem")
        .press("!")
        .sees("E0301")
        .press("esc")
        .misses("E0301");
}

#[test]
fn without_a_reader_of_files_nothing_is_read_again_and_the_end_is_everywhere() {
    let journey = Journey::small();
    let before = journey.screen();
    let journey = journey.press("R");
    assert_eq!(journey.screen(), before);
    journey.press("c ctrl-c").quits();
}

#[test]
fn counts_on_the_screen_are_those_of_the_list() {
    for query in [
        "country:US+CN",
        "country:RU -kind:visit",
        "country:US,CN topic:taiwan",
        "country:US>CN",
        "person:xi has:quote",
        "kind:call after:2025",
        "date:=1972",
        "place:RU",
        "status:announced,planned",
        "soybeans",
        "\"long and thorough\"",
        "level:ministers year:2025,2026",
    ] {
        let program = env!("CARGO_BIN_EXE_demarche");
        let list = ["list", "--today", "2026-02-04", "-f", query];
        let output = Command::new(program).args(list).output().unwrap();
        let listed = String::from_utf8(output.stdout).unwrap().lines().count();
        let mut journey = Journey::bundled().size(100, 30).press("f up");
        for c in query.chars() {
            let key = if c == ' ' {
                "space".to_owned()
            } else {
                c.to_string()
            };
            journey.key(&key);
        }
        let journey = journey.press("enter");
        let line = journey.line(&format!("{listed} of 288"));
        assert!(
            line.ends_with(&format!(" {listed} of 288")),
            "{query}: {line}"
        );
        assert_eq!(journey.shown(), listed, "{query}");
    }
}
