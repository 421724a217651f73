use chrono::NaiveDate;
use proptest::prelude::*;
use rstest::rstest;

use super::{Span, When};
use crate::model::Zoom;
use crate::model::period::silence;

fn when(text: &str) -> When {
    text.parse()
        .unwrap_or_else(|error: super::DateError| panic!("{text}: {error}"))
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[rstest]
#[case("2025-11-24", "Monday 24 November 2025", "24 Nov 2025", "2025-11-24")]
#[case(
    "1945-02-04/1945-02-11",
    "4–11 February 1945",
    "4–11 Feb 1945",
    "1945-02-04+"
)]
#[case(
    "1991-07-30/1991-08-01",
    "30 July – 1 August 1991",
    "30 Jul – 1 Aug 1991",
    "1991-07-30+"
)]
#[case(
    "2025-12-30/2026-01-02",
    "30 December 2025 – 2 January 2026",
    "30 Dec 2025 – 2 Jan 2026",
    "2025-12-30+"
)]
#[case("2025-11", "November 2025", "Nov 2025", "2025-11")]
#[case("2025", "2025", "2025", "2025")]
#[case(
    "[2025-11-21..2025-11-30]",
    "late November 2025",
    "late Nov 2025",
    "2025-11-21?"
)]
#[case(
    "[2025-11-01..2025-11-10]",
    "early November 2025",
    "early Nov 2025",
    "2025-11-01?"
)]
#[case(
    "[2025-11-11..2025-11-20]",
    "mid-November 2025",
    "mid-Nov 2025",
    "2025-11-11?"
)]
#[case(
    "[2024-02-21..2024-02-29]",
    "late February 2024",
    "late Feb 2024",
    "2024-02-21?"
)]
#[case(
    "[2026-04,2026-09]",
    "April or September 2026",
    "Apr or Sep 2026",
    "2026-04-01?"
)]
#[case(
    "[1972-02-27..1972-02-28]",
    "27 or 28 February 1972",
    "27 or 28 Feb 1972",
    "1972-02-27?"
)]
#[case(
    "[1972-02-03..1972-02-09]",
    "between 3 and 9 February 1972",
    "between 3 and 9 Feb 1972",
    "1972-02-03?"
)]
#[case("[..1972]", "in or before 1972", "in or before 1972", "1972-12-31<")]
#[case("2026-40", "first half of 2026", "first half of 2026", "2026 H1")]
#[case("2026-41", "second half of 2026", "second half of 2026", "2026 H2")]
#[case("2025-36", "Q4 2025", "Q4 2025", "2025 Q4")]
#[case("2025-37", "January–April 2025", "January–April 2025", "2025-37")]
#[case("2018-22", "summer 2018", "summer 2018", "2018 summer")]
#[case("2010-24", "winter 2010–11", "winter 2010–11", "2010 winter")]
#[case(
    "2001-29",
    "southern spring 2001",
    "southern spring 2001",
    "2001 spring"
)]
#[case("2018~", "about 2018", "about 2018", "2018~")]
#[case("2018-06-12?", "12 June 2018 (?)", "12 Jun 2018 (?)", "2018-06-12?")]
#[case("2018%", "about 2018 (?)", "about 2018 (?)", "2018%")]
#[case(
    "2004-06-~11",
    "about 11 June 2004",
    "about 11 Jun 2004",
    "2004-06-~11"
)]
#[case(
    "2004-?06-11",
    "11 June 2004 (month uncertain)",
    "11 Jun 2004 (month uncertain)",
    "2004-?06-11"
)]
#[case(
    "2022-02-24/..",
    "since 24 February 2022",
    "since 24 Feb 2022",
    "2022-02-24+"
)]
#[case(
    "2022-02-24/",
    "since 24 February 2022, end unknown",
    "since 24 Feb 2022, end unknown",
    "2022-02-24+"
)]
#[case("../2006", "until 2006", "until 2006", "2006<")]
#[case(
    "/2006",
    "until 2006, start unknown",
    "until 2006, start unknown",
    "2006<"
)]
#[case("198X", "1980s", "1980s", "198X")]
#[case("19XX", "1900–1999", "1900–1999", "19XX")]
#[case("2025-11-2X", "20–29 November 2025", "20–29 Nov 2025", "2025-11-2X")]
#[case(
    "2025-11-XX",
    "a day in November 2025",
    "a day in Nov 2025",
    "2025-11-XX"
)]
#[case("1985-XX-XX", "a day in 1985", "a day in 1985", "1985-XX-XX")]
#[case(
    "1989-05-16T10:03",
    "Tuesday 16 May 1989, 10:03",
    "16 May 1989, 10:03",
    "1989-05-16"
)]
#[case(
    "2025-11-24T20:00+08:00",
    "Monday 24 November 2025, 20:00 (UTC+8)",
    "24 Nov 2025, 20:00 (UTC+8)",
    "2025-11-24"
)]
fn is_shown_in_words(
    #[case] text: &str,
    #[case] long: &str,
    #[case] short: &str,
    #[case] cell: &str,
) {
    let date = when(text);
    assert_eq!(date.to_string(), text);
    assert_eq!(
        (&*date.words(), &*date.words_short(), &*date.list_cell()),
        (long, short, cell)
    );
}

#[rstest]
#[case("2025-02", Some("2025-02-01"), Some("2025-02-28"))]
#[case("2024-02-2X", Some("2024-02-20"), Some("2024-02-29"))]
#[case("2010-24", Some("2010-12-01"), Some("2011-02-28"))]
#[case("2001-30", Some("2001-12-01"), Some("2002-02-28"))]
#[case("2026-40", Some("2026-01-01"), Some("2026-06-30"))]
#[case("198X", Some("1980-01-01"), Some("1989-12-31"))]
#[case("2004-XX-31", Some("2004-01-31"), Some("2004-12-31"))]
#[case("202X-02-29", Some("2020-02-29"), Some("2028-02-29"))]
#[case("2004/2005-06", Some("2004-01-01"), Some("2005-06-30"))]
#[case("2004/..", Some("2004-01-01"), None)]
#[case("2004/", Some("2004-01-01"), Some("2004-12-31"))]
#[case("/2006", Some("2006-01-01"), Some("2006-12-31"))]
#[case("../2006", None, Some("2006-12-31"))]
#[case("[2026-09,2026-04]", Some("2026-04-01"), Some("2026-09-30"))]
#[case("[..1972]", None, Some("1972-12-31"))]
#[case("2018-06?", Some("2018-06-01"), Some("2018-06-30"))]
fn is_bounded(#[case] text: &str, #[case] first: Option<&str>, #[case] last: Option<&str>) {
    let date = when(text);
    assert_eq!(
        (date.earliest(), date.latest()),
        (first.map(day), last.map(day)),
        "{text}"
    );
}

#[rstest]
#[case("", 0..0, "write a date such as")]
#[case("{2025,2026}", 0..11, "use one event for each date")]
#[case("Y17000", 0..1, "four digits")]
#[case("-0044-03-15", 0..1, "four digits")]
#[case("0000", 0..4, "four digits")]
#[case("2004/unknown", 5..12, "leave an unknown end empty")]
#[case("2004/open", 5..9, "write an open end as ..")]
#[case("2004?~", 4..6, "as %")]
#[case("2004-(06)~-11", 5..6, "2004-06~-11")]
#[case("199u", 3..4, "198X")]
#[case("2025/11/24", 0..10, "2025-11-24")]
#[case("24.11.2025", 0..10, "2025-11-24")]
#[case("Nov 2025", 0..8, "2025-11 for November 2025")]
#[case("1950S2", 4..5, "198X")]
#[case("2025-1-2", 5..6, "write 2025-01-02, not 2025-1-2")]
#[case("2025-13", 5..7, "months are 01 to 12")]
#[case("2025-00", 5..7, "begin at 1")]
#[case("2025-02-30", 8..10, "days are 01 to 28, 29, 30 or 31")]
#[case("2025-02-3X", 8..10, "days are 01 to 28, 29, 30 or 31")]
#[case("2025-21-04", 8..10, "leave the day out")]
#[case("X025", 0..4, "write the first two digits")]
#[case("2025-11-24/2025-11-20", 0..21, "write the earlier date first")]
#[case("[2025-11-24..2025-11-20]", 0..24, "write the earlier date first")]
#[case("../..", 0..5, "write at least one date")]
#[case("/", 0..1, "write at least one date")]
#[case("2025-11-24T24:00", 11..13, "hours are 00 to 23")]
#[case("2025-11-24T10:03+15:00", 17..19, "between -12:00 and +14:00")]
#[case("2025-11-24T10:03-00:00", 10..22, "leave the offset out")]
#[case("2025-11?T10:03", 0..8, "1989-05-16T10:03")]
#[case("[2025, 2026]", 6..12, "leave spaces out")]
#[case("2025-11-24x", 10..11, "write a date such as")]
#[case("99999-01-01", 4..11, "write a date such as")]
fn is_refused_with_the_place_and_the_way_out(
    #[case] text: &str,
    #[case] span: std::ops::Range<usize>,
    #[case] hint: &str,
) {
    let error = When::parse(text).unwrap_err();
    assert_eq!(error.span, span, "{text}: {error}");
    assert!(error.hint.contains(hint), "{text}: {}", error.hint);
    assert!(!error.message.is_empty());
}

#[test]
fn what_is_wider_comes_first_and_a_clock_after_none() {
    let mut dates: Vec<When> = [
        "2013-06-08",
        "2013-06-07T09:30",
        "2013-06-07",
        "2013",
        "2013-06-07/2013-06-08",
        "../2012",
        "2013-06-07T09:00",
        "2012-12-31",
    ]
    .map(when)
    .to_vec();
    dates.sort_by(When::cmp_order);
    let order: Vec<&str> = dates.iter().map(When::as_str).collect();
    assert_eq!(
        order,
        [
            "../2012",
            "2012-12-31",
            "2013",
            "2013-06-07/2013-06-08",
            "2013-06-07",
            "2013-06-07T09:00",
            "2013-06-07T09:30",
            "2013-06-08"
        ]
    );
}

#[rstest]
#[case("2025-11-24T20:00+08:00", "2025-11-24T07:00-05:00")]
#[case("2024-12-31T23:30-05:00", "2025-01-01T12:30+08:00")]
#[case("1991-12-25T10:03-05:00", "1991-12-25T17:03+02")]
fn clocks_of_two_capitals_show_one_instant(#[case] one: &str, #[case] other: &str) {
    assert_eq!(when(one).instant(), when(other).instant());
    assert!(when(one).instant().is_some());
}

#[rstest]
#[case("2026-02-04", Zoom::Month, "4 Wed", "2026 February")]
#[case("2026-01-23/2026-01-24", Zoom::Month, "23–24", "2026 January")]
#[case("2026-01-31/2026-02-04", Zoom::Month, "31–4 Feb", "2026 January")]
#[case("2025-11-24~", Zoom::Month, "~24", "2025 November")]
#[case("2025-11-24?", Zoom::Month, "24?", "2025 November")]
#[case("[2026-02-02..2026-02-03]", Zoom::Month, "2–3?", "2026 February")]
#[case("2026-04~", Zoom::Month, "~Apr", "2026 April")]
#[case("2026-40", Zoom::Month, "Jan–Jun", "first half of 2026")]
#[case("1962?", Zoom::Month, "1962?", "1962 (?)")]
#[case("2026-40", Zoom::Year, "Jan–Jun", "2026")]
#[case("2026-36", Zoom::Quarter, "Oct–Dec", "2026 Q4")]
#[case("198X", Zoom::Year, "1980s", "1980s")]
#[case("198X", Zoom::Decade, "1980s", "1980s")]
#[case("../2006", Zoom::Month, "<2006", "until 2006")]
#[case("2026-02-04", Zoom::Quarter, "4 Feb", "2026 Q1")]
#[case("2026-01-23/2026-01-24", Zoom::Year, "23–24 Jan", "2026")]
#[case("1972-02-21", Zoom::Decade, "21 Feb 1972", "1970s")]
#[case("2000-12-31", Zoom::Century, "31 Dec 2000", "20th century")]
#[case("2001-01-01", Zoom::Century, "1 Jan 2001", "21st century")]
#[case("2026-02-04", Zoom::Week, "4 Wed", "2026 week 6 (2–8 February)")]
#[case(
    "2026-01-01",
    Zoom::Week,
    "1 Thu",
    "2026 week 1 (29 December–4 January)"
)]
#[case("1989-05-16T10:03", Zoom::Day, "10:03", "1989 May 16, Tuesday")]
#[case("2022-02-24/..", Zoom::Month, "24 Thu+", "2022 February")]
#[case("2026-02-04", Zoom::All, "2026-02-04", "")]
fn stands_under_its_heading(
    #[case] text: &str,
    #[case] zoom: Zoom,
    #[case] short: &str,
    #[case] heading: &str,
) {
    let date = when(text);
    assert_eq!(
        (&*date.short(zoom), &*date.heading_words(zoom)),
        (short, heading)
    );
}

#[rstest]
#[case("today", "2026-03-31", "2026-03-31")]
#[case("-30d", "2026-03-01", "2026-03-31")]
#[case("-1m", "2026-02-28", "2026-03-31")]
#[case("-10y", "2016-03-31", "2026-03-31")]
#[case("1972", "1972-01-01", "1972-12-31")]
#[case("feb 1972", "1972-02-01", "1972-02-29")]
#[case("4 February 1972", "1972-02-04", "1972-02-04")]
fn is_found_as_people_type_it(#[case] text: &str, #[case] first: &str, #[case] last: &str) {
    let span = Span::parse_typed(text, day("2026-03-31")).unwrap();
    assert_eq!((span.first, span.last), (Some(day(first)), Some(day(last))));
}

#[rstest]
#[case("2026-02-04", "2026-02-06", "1 day")]
#[case("2026-02-04", "2026-02-17", "12 days")]
#[case("2026-02-04", "2026-06-04", "4 months")]
#[case("1941-08-12", "1997-12-15", "56 years 4 months")]
#[case("2001-01-01", "2004-01-05", "3 years")]
fn silences_have_words(#[case] from: &str, #[case] to: &str, #[case] words: &str) {
    assert_eq!(silence(day(from), day(to)), words);
}

/// Writes dates of every sort.
fn dates() -> impl Strategy<Value = String> {
    let mark = prop_oneof![4 => Just(""), 1 => Just("?"), 1 => Just("~"), 1 => Just("%")];
    let single = (1800u16..2100, 0u8..42, 1u8..29, 0u8..4, mark).prop_map(
        |(year, month, day, form, mark)| {
            let month_only = if (1..=12).contains(&month) || (21..=41).contains(&month) {
                month
            } else {
                7
            };
            match form {
                0 => format!("{year}{mark}"),
                1 => format!("{year}-{month_only:02}{mark}"),
                2 => format!("{}X", year / 10),
                _ => format!("{year}-{:02}-{mark}{day:02}", month % 12 + 1),
            }
        },
    );
    let single = single.boxed();
    prop_oneof![
        3 => single.clone(),
        1 => (single.clone(), single.clone()).prop_map(|(one, other)| format!("{one}/{other}")),
        1 => (single.clone(), prop_oneof![Just(".."), Just("")]).prop_map(|(one, end)| format!("{one}/{end}")),
        1 => single.clone().prop_map(|one| format!("../{one}")),
        1 => (single.clone(), single).prop_map(|(one, other)| format!("[{one},{other}]")),
    ]
}

proptest! {
    #[test]
    fn what_was_written_is_kept_and_shown_within_its_room(text in dates()) {
        let Ok(date) = When::parse(&text) else { return Ok(()) };
        prop_assert_eq!(date.as_str(), &text);
        prop_assert!(!date.words().is_empty() && !date.words_short().is_empty());
        prop_assert!(date.list_cell().chars().count() <= 11, "{}", date.list_cell());
        for &zoom in Zoom::ALL {
            let most = match zoom {
                Zoom::Day | Zoom::Week | Zoom::Month => 8,
                Zoom::Quarter | Zoom::Year => 9,
                _ => 11,
            };
            prop_assert!(date.short(zoom).chars().count() <= most, "{} at {zoom:?}: {}", text, date.short(zoom));
            prop_assert!(zoom == Zoom::All || !date.heading_words(zoom).is_empty());
        }
        if let (Some(first), Some(last)) = (date.earliest(), date.latest()) {
            prop_assert!(first <= last);
            prop_assert!(date.overlaps(Some(first), Some(first)) && date.is_within(Some(first), Some(last)));
        }
    }

    #[test]
    fn the_order_is_total(one in dates(), two in dates(), three in dates()) {
        let (Ok(a), Ok(b), Ok(c)) = (When::parse(&one), When::parse(&two), When::parse(&three)) else {
            return Ok(());
        };
        prop_assert_eq!(a.cmp_order(&b), b.cmp_order(&a).reverse());
        if a.cmp_order(&b).is_le() && b.cmp_order(&c).is_le() {
            prop_assert!(a.cmp_order(&c).is_le());
        }
    }

    #[test]
    fn bounds_hold_every_day_that_fits(days in 600_000i32..780_000, hide in 0usize..8) {
        let day = NaiveDate::from_num_days_from_ce_opt(days).unwrap();
        let mut text = day.to_string().into_bytes();
        for (bit, at) in [(1, 9), (2, 8), (4, 3)] {
            if hide & bit != 0 {
                text[at] = b'X';
            }
        }
        let text = String::from_utf8(text).unwrap();
        let date = when(&text);
        prop_assert!(date.earliest().unwrap() <= day && day <= date.latest().unwrap(), "{text}");
    }

    #[test]
    fn no_text_makes_it_panic(text in "([0-9X/\\[\\].,?~%TZ:+-]|\\PC){0,30}") {
        match When::parse(&text) {
            Ok(date) => { date.words(); date.list_cell(); }
            Err(error) => prop_assert!(error.span.start <= error.span.end && error.span.end <= text.len()),
        }
    }
}
