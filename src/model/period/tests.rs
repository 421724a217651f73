use chrono::NaiveDate;
use rstest::rstest;

use super::{Zoom, silence};
use crate::model::When;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[rstest]
#[case("2026-02-04", "2026-02-06", "1 day")]
#[case("2026-02-04", "2026-02-17", "12 days")]
#[case("2026-02-04", "2026-06-04", "4 months")]
#[case("1941-08-12", "1997-12-15", "56 years 4 months")]
#[case("2001-01-01", "2004-01-05", "3 years")]
#[case("2026-02-04", "2026-02-05", "0 days")]
#[case("2026-07-01", "2026-08-31", "60 days")]
#[case("2026-01-31", "2026-03-30", "57 days")]
#[case("2026-01-31", "2026-03-31", "2 months")]
#[case("2026-01-15", "2026-03-14", "57 days")]
#[case("2024-03-01", "2026-02-28", "23 months")]
#[case("2024-03-01", "2026-03-01", "2 years")]
#[case("2024-03-01", "2026-04-01", "2 years 1 month")]
fn silences_have_words(#[case] from: &str, #[case] to: &str, #[case] words: &str) {
    assert_eq!(silence(day(from), day(to)), words);
}

/// The words of a heading by level, day to century.
#[rstest]
#[case("1986-10-11", [
    "1986 October 11, Saturday", "1986 week 41 (6–12 October)", "1986 October", "1986 Q4", "1986", "1980s", "1900–1999",
])]
#[case("2021-01-03", [
    "2021 January 3, Sunday", "2020 week 53 (28 December – 3 January)", "2021 January", "2021 Q1", "2021", "2020s", "2000–2099",
])]
#[case("1900-12-31", [
    "1900 December 31, Monday", "1901 week 1 (31 December – 6 January)", "1900 December", "1900 Q4", "1900", "1900s", "1900–1999",
])]
#[case("1945-02-04/1945-03-11", [
    "1945 February 4, Sunday", "1945 week 5 (29 January – 4 February)", "1945 February", "1945 Q1", "1945", "1940s", "1900–1999",
])]
#[case("2025-11", [
    "November 2025", "November 2025", "2025 November", "2025 Q4", "2025", "2020s", "2000–2099",
])]
#[case("2026-40", [
    "first half of 2026", "first half of 2026", "first half of 2026", "first half of 2026", "2026", "2020s", "2000–2099",
])]
#[case("2010-24", [
    "winter 2010–11", "winter 2010–11", "winter 2010–11", "winter 2010–11", "winter 2010–11", "2010s", "2000–2099",
])]
#[case("1962~", [
    "1962", "1962", "1962", "1962", "1962", "1960s", "1900–1999",
])]
#[case("198X", ["1980s", "1980s", "1980s", "1980s", "1980s", "1980s", "1900–1999"])]
#[case("19XX", [
    "1900–1999", "1900–1999", "1900–1999", "1900–1999", "1900–1999", "1900–1999", "1900–1999",
])]
#[case("[2025-11-21..2025-11-30]", [
    "late November 2025", "late November 2025", "2025 November", "2025 Q4", "2025", "2020s", "2000–2099",
])]
#[case("2022-02-24/..", [
    "2022 February 24, Thursday", "2022 week 8 (21–27 February)", "2022 February", "2022 Q1", "2022", "2020s", "2000–2099",
])]
#[case("1991/1995", ["1991", "1991", "1991", "1991", "1991", "1990s", "1900–1999"])]
#[case("2022~/..", ["2022", "2022", "2022", "2022", "2022", "2020s", "2000–2099"])]
#[case("2004/", ["2004", "2004", "2004", "2004", "2004", "2000s", "2000–2099"])]
#[case("198X/1995-04-02", ["1980s", "1980s", "1980s", "1980s", "1980s", "1980s", "1900–1999"])]
#[case("2026-33/2026-35", ["Q1 2026", "Q1 2026", "Q1 2026", "2026 Q1", "2026", "2020s", "2000–2099"])]
#[case("2018-22/..", [
    "summer 2018", "summer 2018", "summer 2018", "summer 2018", "2018", "2010s", "2000–2099",
])]
#[case("2025-11/2026-02", [
    "November 2025", "November 2025", "2025 November", "2025 Q4", "2025", "2020s", "2000–2099",
])]
#[case("[1972-02..]", [
    "in or after February 1972", "in or after February 1972", "in or after February 1972",
    "in or after February 1972", "in or after February 1972", "in or after February 1972",
    "in or after February 1972",
])]
#[case("../2006", [
    "until 2006", "until 2006", "until 2006", "until 2006", "until 2006", "until 2006", "until 2006",
])]
#[case("/2006-05", [
    "until May 2006, start unknown", "until May 2006, start unknown", "2006 May", "2006 Q2", "2006", "2000s", "2000–2099",
])]
fn headings_have_words_at_every_level(#[case] text: &str, #[case] words: [&str; 7]) {
    let date = When::parse(text).unwrap();
    for (zoom, words) in Zoom::ALL.iter().zip(words) {
        assert_eq!(date.heading_words(*zoom), words, "{text} at {zoom:?}");
    }
}

/// Dates of one span share one heading, with the same words whichever comes first.
#[rstest]
#[case::year(&["2018", "2018~", "2018?", "2018%", "2018-XX", "2018-XX-XX", "2018/2020", "2018~/.."], "2018")]
#[case::month(&["2025-11", "2025-11~", "2025-11-XX", "?2025-11/.."], "November 2025")]
#[case::half(&["2026-40", "2026-40~", "2026-40/2026-41"], "first half of 2026")]
#[case::decade(&["198X", "198X?", "198X-XX", "198X/1995"], "1980s")]
#[case::century(&["19XX", "19XX~", "19XX/.."], "1900–1999")]
fn one_span_has_one_heading(#[case] dates: &[&str], #[case] words: &str) {
    let dates: Vec<When> = dates.iter().map(|text| text.parse().unwrap()).collect();
    for date in &dates {
        assert_eq!(
            date.heading(Zoom::Day),
            dates[0].heading(Zoom::Day),
            "{date}"
        );
        assert_eq!(date.heading_words(Zoom::Day), words, "{date}");
    }
}

#[test]
fn a_century_is_what_its_unknown_digits_say() {
    let heading = |text: &str| {
        let date = When::parse(text).unwrap();
        (
            date.heading(Zoom::Century),
            date.heading_words(Zoom::Century),
        )
    };
    for (century, first, last) in [
        ("19XX", "1900-01-01", "1999-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("00XX", "0001-01-01", "0099-12-31"),
    ] {
        assert_eq!(heading(century), heading(first));
        assert_eq!(heading(century), heading(last));
        assert_eq!(heading(century).1, When::parse(century).unwrap().words());
    }
    assert_ne!(heading("1999-12-31").0, heading("2000-01-01").0);
}

#[test]
fn without_headings_all_stand_together() {
    let heading = |text: &str| When::parse(text).unwrap().heading(Zoom::All);
    assert_eq!(heading("../2006"), heading("1945-02-04"));
    assert_eq!(heading("2026-40"), heading("1945-02-04"));
}

#[test]
fn levels_go_up_and_down_one_by_one() {
    for pair in Zoom::ALL.windows(2) {
        assert_eq!(pair[0].coarser(), Some(pair[1]));
        assert_eq!(pair[1].finer(), Some(pair[0]));
    }
    assert_eq!((Zoom::Day.finer(), Zoom::All.coarser()), (None, None));
}
