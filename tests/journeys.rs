//! What a person does, and what is on the screen then.

#![expect(
    clippy::unwrap_used,
    unreachable_pub,
    reason = "a test that cannot set itself up has failed"
)]

#[path = "journeys/counts.rs"]
mod counts;
#[path = "journeys/coverage.rs"]
mod coverage;
#[path = "journeys/every_key.rs"]
mod every_key;
#[path = "journeys/harness.rs"]
mod harness;
#[path = "common/painted.rs"]
mod painted;
#[path = "journeys/renewal.rs"]
mod renewal;
#[path = "journeys/storm.rs"]
mod storm;

use harness::Journey;

const CALL: &str = "2026-02-04-trump-xi-call";
const CALL_SMALL: &str = "2026-02-04-call";
const VIDEO: &str = "2026-02-04-putin-xi-video";

#[test]
fn a_newcomer_finds_the_call_reads_it_and_filters() {
    let journey = Journey::bundled()
        .size(120, 36)
        .sees("today Wed 4 Feb 2026")
        .sees("Trump and Xi speak by telephone")
        .press("/ telephone enter")
        .sees("hit ");
    let journey = journey.press("esc").on(CALL);
    journey
        .press("tab tab")
        .sees("I have just completed an excellent")
        .press("tab")
        .sees("US account  CN account")
        .press("esc 2 3")
        .sees("RU + CN together")
        .press("q")
        .quits();
}

#[test]
fn a_link_leads_to_the_other_call_and_back() {
    Journey::bundled()
        .size(120, 36)
        .press("/ telephone enter esc")
        .on(CALL)
        .press("tab tab tab tab tab")
        .sees("Related")
        .press("down down enter")
        .on(VIDEO)
        .press("ctrl-o")
        .on(CALL)
        .press("ctrl-n")
        .on(VIDEO);
}

#[test]
fn back_and_forward_lead_over_filters_zoom_and_jumps() {
    let journey = Journey::small()
        .press("ctrl-o")
        .sees("There is nowhere to go back to.")
        .press("c us enter")
        .press("-")
        .press("G")
        .on("2026-11-plan")
        .press("up")
        .on("2026-04-summit")
        .press("d 1 9 7 2 enter")
        .on("1972-letter");
    let journey = journey
        .press("ctrl-o")
        .on("2026-04-summit")
        .press("ctrl-o")
        .on(CALL_SMALL)
        .sees("2026 Q1")
        .sees("US ×");
    let journey = journey.press("ctrl-o").sees("2026 February").sees("US ×");
    let journey = journey.press("ctrl-o").sees("9 events").on(CALL_SMALL);
    journey
        .press("ctrl-o")
        .sees("There is nowhere to go back to.")
        .press("ctrl-n ctrl-n")
        .sees("US ×")
        .sees("2026 Q1")
        .press("ctrl-n ctrl-n")
        .on("1972-letter")
        .press("ctrl-n")
        .sees("There is nowhere to go forward to.");
}

#[test]
fn back_and_forward_leave_undo_its_steps_and_keep_no_place_twice() {
    Journey::small()
        .press("c us enter ctrl-o")
        .sees("9 events")
        .press("u")
        .sees("US ×")
        .press("u u")
        .sees("Nothing to undo.")
        .press("t t t g g g t t ctrl-o")
        .on("1972-letter")
        .press("ctrl-o")
        .on(CALL_SMALL)
        .press("/ v i e n n a enter")
        .on("2026-01-talks")
        .press("ctrl-o")
        .on(CALL_SMALL)
        .press("/ s u m m i t esc ctrl-n")
        .on("2026-01-talks");
}

#[test]
fn only_a_far_period_is_a_place_to_come_back_from() {
    let journey = Journey::bundled();
    let start = journey.selected();
    let near = journey.press("<");
    assert_ne!(near.selected(), start);
    let near = near
        .press("ctrl-o")
        .sees("nowhere to go back to")
        .press("t - - -");
    let far = near.press("<");
    assert_ne!(far.selected(), start);
    assert_eq!(far.press("ctrl-o").selected(), start);
}

#[test]
fn the_list_opens_at_today_and_the_selection_stays_in_view() {
    Journey::small()
        .size(80, 24)
        .on("2026-02-04-call")
        .sees("── today Wed 4 February")
        .press("G")
        .on("2026-11-plan")
        .sees("Chen to visit Washington, planned")
        .press("g")
        .on("1972-letter")
        .sees("without a recorded contact")
        .press("t")
        .on("2026-02-04-call");
}

#[test]
fn four_keystrokes_pick_a_country() {
    let journey = Journey::small().press("c r u enter");
    assert_eq!(journey.shown(), 5);
    journey
        .sees(" RU × ")
        .sees("5 of 9")
        .press("backspace")
        .sees("9 events");
}

#[test]
fn the_picker_previews_combines_excludes_and_leaves_as_it_was() {
    Journey::small()
        .size(100, 30)
        .press("c")
        .sees("Countries")
        .sees("together")
        .press("us")
        .sees("of 9")
        .press("space china space")
        .sees("US + CN together")
        .press("=")
        .sees("any of US, CN")
        .press("=")
        .sees("only US + CN")
        .press("esc")
        .sees("9 events")
        .misses("Countries ──")
        .press("c ru - enter")
        .sees("without RU")
        .sees("4 of 9");
}

#[test]
fn the_picker_tells_who_went_to_whom() {
    let journey = Journey::small()
        .size(100, 30)
        .press("c us space cn")
        .sees("US → CN  2    CN → US  1")
        .press("space tab tab")
        .sees("= only")
        .press("tab")
        .sees("= US → CN")
        .sees("US to CN ×")
        .sees("2 of 9")
        .press("tab")
        .sees("= CN → US")
        .sees("CN to US ×")
        .sees("1 of 9")
        .press("enter c")
        .sees("= CN → US")
        .press("fr")
        .sees("= together")
        .sees("CN + US + FR together");
    journey
        .press("esc X c ru space us tab tab tab")
        .sees("RU → US  0    US → RU  0")
        .sees("RU to US")
        .sees("0 of 9")
        .press("tab tab")
        .sees("RU + US together")
        .sees("1 of 9");
}

#[test]
fn the_picker_lists_chosen_then_recent_then_busy_countries() {
    let order = |journey: &Journey| -> Vec<String> {
        let screen = journey.screen();
        let rows = screen.lines().filter_map(|line| line.split_once('│'));
        let rows = rows.filter(|(_, row)| !row.contains('→') && !row.contains(" of "));
        let codes = rows.filter_map(|(_, row)| {
            let code = row.trim_start_matches([' ', '✓', '-']).get(..2)?;
            code.bytes()
                .all(|byte| byte.is_ascii_uppercase())
                .then(|| code.to_owned())
        });
        codes.collect()
    };
    let journey = Journey::small().size(100, 30);
    let journey = journey.press("c");
    assert_eq!(order(&journey), ["CN", "RU", "US", "FR"]);
    let journey = journey.press("esc c fr enter X c us enter X c");
    assert_eq!(order(&journey), ["US", "FR", "CN", "RU"]);
    let journey = journey.press("ru enter c");
    assert_eq!(order(&journey), ["RU", "US", "FR", "CN"]);
    let journey = journey.press("us space");
    assert_eq!(order(&journey), ["RU", "US", "FR", "CN"]);
    let journey = journey.press("esc F c");
    assert_eq!(order(&journey), ["RU", "US", "FR", "CN"]);
}

#[test]
fn digits_toggle_lanes_and_undo_brings_filters_back() {
    let journey = Journey::small().press("1 2");
    let two = journey.shown();
    let journey = journey.sees("together").press("2");
    assert!(journey.shown() >= two);
    let journey = journey
        .press("1")
        .sees("9 events")
        .press("u u")
        .sees("together");
    assert_eq!(journey.shown(), two);
    journey
        .press("U")
        .misses("together")
        .press("X")
        .sees("9 events")
        .press("X")
        .sees("No filter is on.");
}

#[test]
fn a_selection_that_a_filter_hides_comes_back_with_it() {
    Journey::small()
        .press("down")
        .on("2026-02-06-statement")
        .press("c us enter")
        .misses("Moscow says")
        .press("backspace")
        .on("2026-02-06-statement");
}

#[test]
fn an_empty_result_says_which_chip_to_drop() {
    Journey::small()
        .press("c fr enter")
        .sees("1 of 9")
        .press("tab tab esc")
        .press("c us - enter")
        .sees("No event has all of this")
        .sees("without FR")
        .sees("with US")
        .sees("0 of 9")
        .sees("drop it")
        .press("down enter")
        .sees("1 of 9")
        .press("u up enter")
        .sees("4 of 9");
}

#[test]
fn the_strip_goes_from_bar_to_bar_and_jumps() {
    let journey = Journey::small()
        .press("shift-tab")
        .sees("back to the list")
        .sees(", 7 events");
    let journey = journey
        .press("right")
        .sees("18 Nov 2026, 1 event")
        .press("right")
        .sees("18 Nov 2026, 1 event")
        .press("left left")
        .sees("1 Jan 1972 –")
        .sees("1972, 1 event")
        .press("left")
        .sees("1 Jan 1972 –")
        .press("end")
        .sees("18 Nov 2026, 1 event")
        .press("home")
        .sees("1 Jan 1972 –");
    let journey = journey
        .on(CALL_SMALL)
        .press("esc")
        .misses("back to the list");
    let journey = journey.press("shift-tab left enter").on("1972-letter");
    journey
        .misses("back to the list")
        .press("ctrl-o")
        .on(CALL_SMALL)
        .press("c r u enter shift-tab")
        .sees(", 5 of 7 events")
        .press("right left left")
        .sees(", 5 of 7 events")
        .press("down")
        .misses("back to the list")
        .on("2026-02-06-statement");
}

#[test]
fn tab_leads_round_list_panes_and_strip() {
    let mut journey = Journey::small().size(120, 36).press("c f r enter tab");
    for _ in 0..3 {
        journey = journey.misses("back to the list").press("tab");
        if journey.screen().contains("back to the list") {
            break;
        }
    }
    let journey = journey.sees("back to the list").press("tab");
    let journey = journey.misses("back to the list").sees("country");
    journey
        .press("shift-tab")
        .sees("back to the list")
        .press("shift-tab")
        .sees("next pane")
        .press("esc shift-tab c")
        .sees("Countries")
        .misses("back to the list")
        .press("esc")
        .sees("back to the list")
        .press("/ x esc")
        .sees("back to the list")
        .size(120, 15)
        .misses("back to the list");
}

#[test]
fn a_search_marks_and_never_hides() {
    Journey::small()
        .press("/ w a s")
        .sees("hit 1 of")
        .press("enter n")
        .sees("hit")
        .sees("9 events")
        .press("esc")
        .sees("9 events")
        .press("/ z z z")
        .sees("no hit")
        .press("esc")
        .on("2026-11-plan");
}

#[test]
fn a_search_goes_round_at_either_end_and_says_so() {
    Journey::small()
        .press("/ c h e n enter")
        .sees("hit 6 of 8")
        .press("n n")
        .sees("hit 8 of 8")
        .misses("round")
        .press("n")
        .sees("hit 1 of 8, past the end and round")
        .press("N")
        .sees("hit 8 of 8, past the begin and round")
        .press("N")
        .sees("hit 7 of 8")
        .misses("round");
}

#[test]
fn the_hits_of_the_whole_list_stand_at_its_right_edge() {
    let edge = |journey: &Journey| -> Vec<bool> {
        let screen = journey.screen();
        let body = screen.lines().skip(5).take(17);
        body.map(|line| line.chars().nth(79).is_some_and(|c| c == '▐' || c == '▌'))
            .collect()
    };
    let journey = Journey::bundled().size(80, 24);
    assert!(!edge(&journey).contains(&true));
    let journey = journey.press("/ roosevelt enter");
    let of = edge(&journey);
    assert_eq!(
        of.iter().rposition(|&tick| tick),
        Some(0),
        "{}",
        journey.screen()
    );
    let journey = journey.press("/ trump enter");
    let of = edge(&journey);
    assert!(!of[0] && of[16], "{}", journey.screen());
    let moved = journey.press("up up up");
    assert_eq!(edge(&moved), of, "the edge is about the whole list");
    assert!(!edge(&moved.press("esc")).contains(&true));
}

#[test]
fn arrows_enter_and_escape_reach_everything() {
    Journey::small()
        .size(80, 24)
        .press("enter")
        .sees("Hours after Chen")
        .press("down down down down down down down down down down down down down down down")
        .misses("Hours after Chen")
        .press("esc enter tab enter")
        .sees("quote 1 of 2")
        .press("down")
        .sees("quote 2 of 2")
        .sees("Open the door and see the mountain")
        .sees("开门见山")
        .sees("translated from Chinese")
        .press("esc esc")
        .sees("today Wed 4 February")
        .press("esc")
        .sees("q quits.");
}

#[test]
fn a_dash_stands_only_where_an_account_is_known_to_be_silent() {
    let line = |journey: &Journey, name: &str| {
        let screen = journey.screen();
        let found = screen
            .lines()
            .filter_map(|line| line.split('│').next_back());
        found
            .into_iter()
            .find(|line| line.contains(name))
            .unwrap_or_default()
            .to_owned()
    };
    let both = Journey::small().size(120, 40).press("tab tab tab");
    assert!(
        line(&both, "Soya").contains('–'),
        "the Chinese account leaves it out"
    );
    assert!(
        !line(&both, "Technology").contains('–'),
        "nobody says whose account names it"
    );
    let one = Journey::open(include_str!("data/one-account.toml"), "2026-02-05").size(120, 40);
    let one = one.sees("US account").misses("RU account").misses(" –");
    assert!(line(&one, "Trade").contains('●'));
}

#[test]
fn keys_may_come_faster_than_frames() {
    let journey = Journey::bundled().size(80, 24).press("enter tab");
    journey
        .burst("end end end end down")
        .sees("Quotes")
        .burst("end end end end up home down down")
        .sees("Quotes");
}

#[test]
fn a_topic_filters_by_itself() {
    Journey::small()
        .size(120, 36)
        .press("tab tab tab down down enter")
        .sees("topic: ")
        .sees("1 of 9");
}

#[test]
fn the_next_contact_of_the_same_pair_is_a_key_away() {
    Journey::small()
        .press("p")
        .on("2026-04-summit")
        .press("p")
        .on("2026-11-plan")
        .press("p")
        .sees("no later contact of CN–US")
        .press("P P")
        .on("2026-02-04-call");
}

#[test]
fn the_menu_of_the_same_previews_counts_and_applies() {
    let journey = Journey::small()
        .size(100, 30)
        .press("s")
        .sees("Same as this one")
        .sees("Pair     USA + China")
        .sees("5 of 9")
        .sees("Month    February 2026")
        .press("down")
        .sees("Person   Ada Harrow")
        .sees("person: ada");
    let journey = journey.press("esc").sees("9 events").on(CALL_SMALL);
    journey
        .press("s soya enter")
        .sees("topic: soya × ")
        .sees("1 of 9")
        .press("s")
        .sees("  Soya ")
        .press("esc backspace s china space call - enter")
        .sees("US + CN together ×   without kind: call ×")
        .sees("4 of 9")
        .press("u")
        .sees("9 events")
        .press("g s")
        .sees("Year     1972")
        .misses("Month ");
}

#[test]
fn the_menu_of_the_same_adds_to_the_filter_and_counts_within_it() {
    let journey = Journey::small().press("c ru enter s").sees("Pair");
    let line = journey.line("Month    ");
    assert!(line.ends_with(" 4"), "{line}");
    let journey = journey.press("down enter");
    assert_eq!(journey.shown(), 4);
    journey
        .sees("RU ×   person: chen ×")
        .sees("4 of 9")
        .press("s zzz")
        .sees("Nothing in this event is called so.")
        .press("esc")
        .sees("4 of 9");
}

#[test]
fn zoom_regroups_and_keeps_the_selection() {
    Journey::small()
        .sees("2026 February")
        .press("-")
        .sees("2026 Q1")
        .press("- -")
        .sees("2020s")
        .on("2026-02-04-call")
        .press("0")
        .misses("2020s")
        .press("+ + + + + + +")
        .sees("2026 February 4")
        .on("2026-02-04-call");
}

#[test]
fn a_date_is_a_key_and_a_few_letters_away() {
    Journey::small()
        .press("d")
        .sees("go to")
        .press("1 9 7 2")
        .sees("Sat 1 Jan 1972")
        .on("1972-letter")
        .press("esc")
        .on("2026-02-04-call")
        .press("d a p r space 2 0 2 6 enter")
        .on("2026-04-summit")
        .press("ctrl-o")
        .on("2026-02-04-call")
        .press("d 1 3 enter")
        .on("2026-02-04-call");
}

#[test]
fn the_future_can_be_hidden() {
    Journey::small()
        .press("F")
        .sees("no future")
        .misses("planned")
        .press("F")
        .sees("9 events");
}

#[test]
fn help_comes_from_the_live_keys() {
    Journey::small()
        .size(100, 40)
        .press("?")
        .sees("Keys")
        .press("citation")
        .sees("No key does that.")
        .press("esc ? pair")
        .sees("Next contact of")
        .press("esc")
        .misses("type to find one");
}

#[test]
fn every_size_shows_something_and_none_fails() {
    let mut journey = Journey::small();
    for (width, height) in [
        (1, 1),
        (2, 3),
        (10, 2),
        (39, 30),
        (40, 10),
        (59, 12),
        (60, 18),
        (99, 24),
        (100, 20),
        (300, 5),
        (500, 200),
    ] {
        for keys in [
            "", "enter", "tab", "enter", "esc esc", "c", "u s", "esc", "/ c h", "enter", "?",
            "esc", "w",
        ] {
            journey = journey.size(width, height).press(keys);
        }
    }
}

#[test]
fn screens_are_as_they_were_looked_at() {
    for (width, height) in [(60, 18), (80, 24), (100, 30), (160, 45)] {
        let list = Journey::small().size(width, height);
        insta::assert_snapshot!(format!("list_{width}x{height}"), list.screen());
        let topics = list.press("tab tab tab down down");
        insta::assert_snapshot!(format!("topics_{width}x{height}"), topics.screen());
    }
    let picker = Journey::small().size(80, 24).press("c c h");
    insta::assert_snapshot!("picker_80x24", picker.screen());
    for (width, height) in [(80, 24), (120, 36)] {
        let lists = Journey::small().size(width, height).press("f tab tab tab");
        let lists = lists.press("v i space");
        insta::assert_snapshot!(format!("filter_{width}x{height}"), lists.screen());
        let line = lists.press("home up space c o u n t r y : c");
        insta::assert_snapshot!(format!("query_{width}x{height}"), line.screen());
    }
    let quote = Journey::small()
        .size(80, 24)
        .press("enter tab down down enter");
    insta::assert_snapshot!("quote_80x24", quote.screen());
}

#[test]
fn a_query_is_written_with_completion_and_shown_as_it_is_read() {
    Journey::small()
        .size(80, 24)
        .press("f")
        .sees("everything; ↑ to write a query")
        .press("up")
        .sees("who takes part")
        .press("k i tab")
        .sees("› kind:")
        .sees("visit")
        .sees("9 events")
        .press("v i s tab")
        .sees("› kind:visit")
        .sees("of 9")
        .press("space p e r tab c h e tab")
        .sees("› kind:visit person:chen")
        .press("left left backspace backspace enter")
        .sees("person: en");
}

#[test]
fn what_cannot_be_read_is_shown_at_its_place_and_stays_to_be_mended() {
    Journey::small()
        .size(80, 24)
        .press("f up k n d : c a l l")
        .sees("^^^")
        .sees("there is no field")
        .sees("did you mean `kind:`?")
        .press("enter down")
        .sees("did you mean `kind:`?")
        .press("home right i enter")
        .sees("kind: call")
        .press("f up space w a r space esc")
        .sees("kind: call");
}

#[test]
fn a_name_that_nothing_has_is_said_with_the_nearest() {
    Journey::small()
        .size(80, 24)
        .press("f up p e r s o n : c h e m")
        .sees("nobody is called `chem`; did you")
        .sees("mean `chen`?")
        .sees("0 of 9")
        .press("shift-tab enter")
        .sees("0 of 9");
}

#[test]
fn values_of_several_lists_are_chosen_and_left_out() {
    let journey = Journey::small()
        .size(80, 24)
        .press("f tab tab tab")
        .sees("type to narrow")
        .sees("Démarche")
        .press("v i space c a l l -")
        .sees("kind:visit -kind:call")
        .sees("of 9")
        .press("tab")
        .sees("held")
        .press("shift-tab shift-tab shift-tab c h e n")
        .sees("陈伟")
        .press("enter")
        .sees("person: chen");
    journey
        .press("f esc")
        .sees("person: chen")
        .press("X f left")
        .sees("9 events");
    Journey::small()
        .press("f shift-tab down enter")
        .sees("year: ");
    Journey::small()
        .press("f tab z z")
        .sees("Nobody is called so.");
}

#[test]
fn tab_among_countries_alone_turns_how_they_combine() {
    Journey::small()
        .press("c tab")
        .sees("= any of")
        .press("shift-tab")
        .sees("= together");
}
