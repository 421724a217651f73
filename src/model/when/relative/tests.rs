use chrono::NaiveDate;
use proptest::prelude::*;
use rstest::rstest;

use super::Span;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[rstest]
#[case("today", "2026-03-31", "2026-03-31")]
#[case("-30d", "2026-03-01", "2026-03-31")]
#[case("-1m", "2026-02-28", "2026-03-31")]
#[case("-10y", "2016-03-31", "2026-03-31")]
#[case("1972", "1972-01-01", "1972-12-31")]
#[case("TODAY", "2026-03-31", "2026-03-31")]
#[case("-0d", "2026-03-31", "2026-03-31")]
#[case("-6m", "2025-09-30", "2026-03-31")]
#[case("-13M", "2025-02-28", "2026-03-31")]
#[case("-1y", "2025-03-31", "2026-03-31")]
#[case("2025-40", "2025-01-01", "2025-06-30")]
#[case(" 1972-02 ", "1972-02-01", "1972-02-29")]
#[case("Sept. 1983", "1983-09-01", "1983-09-30")]
#[case("may 1972", "1972-05-01", "1972-05-31")]
#[case("feb 1972", "1972-02-01", "1972-02-29")]
#[case("4 February 1972", "1972-02-04", "1972-02-04")]
#[case("21.2.1972", "1972-02-21", "1972-02-21")]
#[case("1980s", "1980-01-01", "1989-12-31")]
#[case("early 1972", "1972-01-01", "1972-04-30")]
#[case("Q4 2025", "2025-10-01", "2025-12-31")]
#[case("2025-W06", "2025-02-03", "2025-02-09")]
fn is_found_as_people_type_it(#[case] text: &str, #[case] first: &str, #[case] last: &str) {
    let span = Span::parse_typed(text, day("2026-03-31")).unwrap();
    assert_eq!((span.first, span.last), (Some(day(first)), Some(day(last))));
}

#[test]
fn a_year_back_from_a_leap_day_ends_with_its_month() {
    let span = Span::parse("-1y", day("2024-02-29")).unwrap();
    assert_eq!(span.first, Some(day("2023-02-28")));
}

#[test]
fn an_open_end_stays_open() {
    let span = Span::parse("2022-02-24/..", day("2026-03-31")).unwrap();
    assert_eq!((span.first, span.last), (Some(day("2022-02-24")), None));
}

#[rstest]
#[case("-30x", 0..1)]
#[case("-d", 0..1)]
#[case("-+5d", 0..1)]
#[case("-99999999999d", 0..1)]
#[case("-4294967295y", 0..1)]
#[case("tomorrow", 0..8)]
#[case("febble 1972", 0..11)]
#[case("fe 1972", 0..7)]
#[case("feb +972", 0..8)]
#[case("30 feb 1972", 0..11)]
#[case("0 feb 1972", 0..10)]
#[case("feb 0000", 0..8)]
#[case("2/3/1972", 0..8)]
#[case("1900s", 0..5)]
fn what_is_no_day_is_refused_where_it_was_typed(
    #[case] text: &str,
    #[case] place: std::ops::Range<usize>,
) {
    let error = Span::parse_typed(text, day("2026-03-31")).unwrap_err();
    assert_eq!(error.span, place, "{error}");
    assert!(!error.hint.is_empty());
}

proptest! {
    #[test]
    fn nothing_typed_makes_it_panic(text in "-[0-9]{0,12}[dmyx]?|[0-9]{0,3} ?\\PC{0,6} [0-9]{0,5}|\\PC{0,20}") {
        if let Ok(span) = Span::parse_typed(&text, day("2024-02-29")) {
            prop_assert!(span.first.is_some() || span.last.is_some());
        }
    }

    #[test]
    fn back_is_never_after_today(number in 0u32..5000, unit in "[dmy]") {
        let today = day("2024-02-29");
        let span = Span::parse(&format!("-{number}{unit}"), today).unwrap();
        prop_assert!(span.first.unwrap() <= today);
        prop_assert_eq!(span.last, Some(today));
    }
}
