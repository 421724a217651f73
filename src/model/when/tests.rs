use chrono::NaiveDate;
use rstest::rstest;

use super::{Precision, When};

mod laws;

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
    "2026-04?"
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
#[case("[..1972]", "in or before 1972", "in or before 1972", "1972<")]
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
#[case("2018-21", "spring 2018", "spring 2018", "2018 spring")]
#[case("2018-23", "autumn 2018", "autumn 2018", "2018 autumn")]
#[case("1999-24", "winter 1999–2000", "winter 1999–2000", "1999 winter")]
#[case("0005-24", "winter 5–06", "winter 5–06", "0005 winter")]
#[case(
    "2001-25",
    "northern spring 2001",
    "northern spring 2001",
    "2001 spring"
)]
#[case(
    "2001-28",
    "northern winter 2001–02",
    "northern winter 2001–02",
    "2001 winter"
)]
#[case(
    "2001-30",
    "southern summer 2001–02",
    "southern summer 2001–02",
    "2001 summer"
)]
#[case(
    "2001-31",
    "southern autumn 2001",
    "southern autumn 2001",
    "2001 autumn"
)]
#[case(
    "2001-32",
    "southern winter 2001",
    "southern winter 2001",
    "2001 winter"
)]
#[case("2025-33", "Q1 2025", "Q1 2025", "2025 Q1")]
#[case("2025-38", "May–August 2025", "May–August 2025", "2025-38")]
#[case(
    "2025-39",
    "September–December 2025",
    "September–December 2025",
    "2025-39"
)]
#[case("2011-23~", "about autumn 2011", "about autumn 2011", "2011-23~")]
#[case(
    "?2018-22",
    "summer 2018 (year uncertain)",
    "summer 2018 (year uncertain)",
    "?2018-22"
)]
#[case("201X-22", "summer in the 2010s", "summer in the 2010s", "201X-22")]
#[case("201X-24", "winter in the 2010s", "winter in the 2010s", "201X-24")]
#[case(
    "201X-40",
    "first half of a year in the 2010s",
    "first half of a year in the 2010s",
    "201X-40"
)]
#[case("201X-05", "May in the 2010s", "May in the 2010s", "201X-05")]
#[case("201X-XX", "a month of the 2010s", "a month of the 2010s", "201X-XX")]
#[case(
    "202X-02-29",
    "29 February in the 2020s",
    "29 Feb in the 2020s",
    "202X-02-29"
)]
#[case("19XX-05", "May in 1900–1999", "May in 1900–1999", "19XX-05")]
#[case("19X5", "1905, 1915 … 1995", "1905, 1915 … 1995", "19X5")]
#[case("000X", "1–9", "1–9", "000X")]
#[case("0814", "814", "814", "0814")]
#[case("2004-XX", "a month of 2004", "a month of 2004", "2004-XX")]
#[case("2004-1X", "October–December 2004", "Oct–Dec 2004", "2004-1X")]
#[case("2004-0X", "January–September 2004", "Jan–Sep 2004", "2004-0X")]
#[case("2004-X2", "February or December 2004", "Feb or Dec 2004", "2004-X2")]
#[case("2004-X3", "March 2004", "Mar 2004", "2004-X3")]
#[case("2004-XX-31", "a day in 2004", "a day in 2004", "2004-XX-31")]
#[case("2004-X3-XX", "a day in March 2004", "a day in Mar 2004", "2004-X3-XX")]
#[case("198X-XX-XX", "a day in the 1980s", "a day in the 1980s", "198X-XX-XX")]
#[case("2025-11-3X", "Sunday 30 November 2025", "30 Nov 2025", "2025-11-3X")]
#[case(
    "2025-12-3X",
    "30 or 31 December 2025",
    "30 or 31 Dec 2025",
    "2025-12-3X"
)]
#[case("2025-11-0X", "1–9 November 2025", "1–9 Nov 2025", "2025-11-0X")]
#[case(
    "2025-11-X5",
    "5, 15 or 25 November 2025",
    "5, 15 or 25 Nov 2025",
    "2025-11-X5"
)]
#[case(
    "2025-11-2X~",
    "about 20–29 November 2025",
    "about 20–29 Nov 2025",
    "2025-11-2X~"
)]
#[case("2024-02-2X", "20–29 February 2024", "20–29 Feb 2024", "2024-02-2X")]
#[case(
    "2018-06-12%",
    "about 12 June 2018 (?)",
    "about 12 Jun 2018 (?)",
    "2018-06-12%"
)]
#[case("2018-~06", "about June 2018", "about Jun 2018", "2018-~06")]
#[case(
    "2018~-06",
    "June 2018 (year approximate)",
    "Jun 2018 (year approximate)",
    "2018~-06"
)]
#[case(
    "2004-06~-11",
    "11 June 2004 (year approximate, month approximate)",
    "11 Jun 2004 (year approximate, month approximate)",
    "2004-06~-11"
)]
#[case(
    "2004-%06-11",
    "11 June 2004 (month uncertain and approximate)",
    "11 Jun 2004 (month uncertain and approximate)",
    "2004-%06-11"
)]
#[case(
    "2025-11-24/2025-11-24",
    "24 November 2025",
    "24 Nov 2025",
    "2025-11-24+"
)]
#[case("1991/1995", "1991–1995", "1991–1995", "1991+")]
#[case("1991~/1995", "about 1991 – 1995", "about 1991 – 1995", "1991~+")]
#[case("2026-04/2026-09", "April–September 2026", "Apr–Sep 2026", "2026-04+")]
#[case(
    "2025-11/2026-02",
    "November 2025 – February 2026",
    "Nov 2025 – Feb 2026",
    "2025-11+"
)]
#[case(
    "2004-02/2004-06-11",
    "February 2004 – 11 June 2004",
    "Feb 2004 – 11 Jun 2004",
    "2004-02+"
)]
#[case("198X/1995", "1980s – 1995", "1980s – 1995", "198X+")]
#[case(
    "2010-24/2011-21",
    "winter 2010–11 – spring 2011",
    "winter 2010–11 – spring 2011",
    "2010-24+"
)]
#[case(
    "2004-06-~11/2005",
    "about 11 June 2004 – 2005",
    "about 11 Jun 2004 – 2005",
    "2004-06-11+"
)]
#[case("2018~/..", "since about 2018", "since about 2018", "2018~+")]
#[case(
    "../1945-02-04",
    "until 4 February 1945",
    "until 4 Feb 1945",
    "1945-02-04<"
)]
#[case("[2025]", "2025", "2025", "2025?")]
#[case("[1991,1995]", "1991 or 1995", "1991 or 1995", "1991?")]
#[case(
    "[1991..1995]",
    "between 1991 and 1995",
    "between 1991 and 1995",
    "1991?"
)]
#[case(
    "[2026-04..2026-09]",
    "between April and September 2026",
    "between Apr and Sep 2026",
    "2026-04?"
)]
#[case(
    "[2026-04,2026-06,2026-09]",
    "April, June or September 2026",
    "Apr, Jun or Sep 2026",
    "2026-04?"
)]
#[case(
    "[1972-02-27,1972-02-28]",
    "27 or 28 February 1972",
    "27 or 28 Feb 1972",
    "1972-02-27?"
)]
#[case(
    "[1972-02-03,1972-02-05,1972-02-09]",
    "3, 5 or 9 February 1972",
    "3, 5 or 9 Feb 1972",
    "1972-02-03?"
)]
#[case(
    "[1991-07-30,1991-08-01]",
    "30 July or 1 August 1991",
    "30 Jul or 1 Aug 1991",
    "1991-07-30?"
)]
#[case(
    "[2025-12,2026-01]",
    "December 2025 or January 2026",
    "Dec 2025 or Jan 2026",
    "2025-12?"
)]
#[case(
    "[2026-33,2026-35]",
    "Q1 2026 or Q3 2026",
    "Q1 2026 or Q3 2026",
    "2026 Q1?"
)]
#[case(
    "[2025-11-24..2025-11-24]",
    "24 November 2025",
    "24 Nov 2025",
    "2025-11-24?"
)]
#[case(
    "[2025-11-21?..2025-11-30]",
    "between 21 November 2025 (?) and 30 November 2025",
    "between 21 Nov 2025 (?) and 30 Nov 2025",
    "2025-11-21?"
)]
#[case(
    "[2025-11-21..2025-11-29]",
    "between 21 and 29 November 2025",
    "between 21 and 29 Nov 2025",
    "2025-11-21?"
)]
#[case(
    "[2025-12-31..2026-01-01]",
    "between 31 December 2025 and 1 January 2026",
    "between 31 Dec 2025 and 1 Jan 2026",
    "2025-12-31?"
)]
#[case(
    "[1667,1668,1670..1672]",
    "1667, 1668 or between 1670 and 1672",
    "1667, 1668 or between 1670 and 1672",
    "1667?"
)]
#[case(
    "[..1760-12-03,1762]",
    "on or before 3 December 1760 or 1762",
    "on or before 3 Dec 1760 or 1762",
    "1762<"
)]
#[case(
    "[1972-02..]",
    "in or after February 1972",
    "in or after Feb 1972",
    "1972-02?"
)]
#[case(
    "[2026-04,2026-09-15]",
    "April 2026 or 15 September 2026",
    "Apr 2026 or 15 Sep 2026",
    "2026-04?"
)]
#[case("[1962?,1964]", "1962 (?) or 1964", "1962 (?) or 1964", "1962?")]
#[case(
    "[2018-22,2019]",
    "summer 2018 or 2019",
    "summer 2018 or 2019",
    "2018-22?"
)]
#[case(
    "[..1760-12-03]",
    "on or before 3 December 1760",
    "on or before 3 Dec 1760",
    "1760-12-03<"
)]
#[case(
    "[..1760,1762..]",
    "in or before 1760 or in or after 1762",
    "in or before 1760 or in or after 1762",
    "?"
)]
#[case(
    "[2026,2026-01-01]",
    "2026 or 1 January 2026",
    "2026 or 1 Jan 2026",
    "2026?"
)]
#[case(
    "2026-33/2026-35",
    "Q1 2026 – Q3 2026",
    "Q1 2026 – Q3 2026",
    "2026 Q1+"
)]
#[case(
    "/2004-06-~11",
    "until about 11 June 2004, start unknown",
    "until about 11 Jun 2004, start unknown",
    "2004-06-11<"
)]
#[case(
    "?2004-06-~1X",
    "10–19 June 2004 (year uncertain, day approximate)",
    "10–19 Jun 2004 (year uncertain, day approximate)",
    "2004-06-1X?"
)]
#[case(
    "1985-04-12T23:20:30Z",
    "Friday 12 April 1985, 23:20 (UTC)",
    "12 Apr 1985, 23:20 (UTC)",
    "1985-04-12"
)]
#[case(
    "1985-04-12T23:20:30-04",
    "Friday 12 April 1985, 23:20 (UTC-4)",
    "12 Apr 1985, 23:20 (UTC-4)",
    "1985-04-12"
)]
#[case(
    "2018-04-27T09:30+08:30",
    "Friday 27 April 2018, 09:30 (UTC+8:30)",
    "27 Apr 2018, 09:30 (UTC+8:30)",
    "2018-04-27"
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
#[case("~2018-?06-%11", Some("2018-06-11"), Some("2018-06-11"))]
#[case("2018-21", Some("2018-03-01"), Some("2018-05-31"))]
#[case("2018-22", Some("2018-06-01"), Some("2018-08-31"))]
#[case("2018-23", Some("2018-09-01"), Some("2018-11-30"))]
#[case("2018-24", Some("2018-12-01"), Some("2019-02-28"))]
#[case("2019-24", Some("2019-12-01"), Some("2020-02-29"))]
#[case("2018-25", Some("2018-03-01"), Some("2018-05-31"))]
#[case("2018-26", Some("2018-06-01"), Some("2018-08-31"))]
#[case("2018-27", Some("2018-09-01"), Some("2018-11-30"))]
#[case("2018-28", Some("2018-12-01"), Some("2019-02-28"))]
#[case("2018-29", Some("2018-09-01"), Some("2018-11-30"))]
#[case("2018-30", Some("2018-12-01"), Some("2019-02-28"))]
#[case("2018-31", Some("2018-03-01"), Some("2018-05-31"))]
#[case("2018-32", Some("2018-06-01"), Some("2018-08-31"))]
#[case("2018-33", Some("2018-01-01"), Some("2018-03-31"))]
#[case("2018-34", Some("2018-04-01"), Some("2018-06-30"))]
#[case("2018-35", Some("2018-07-01"), Some("2018-09-30"))]
#[case("2018-36", Some("2018-10-01"), Some("2018-12-31"))]
#[case("2018-37", Some("2018-01-01"), Some("2018-04-30"))]
#[case("2018-38", Some("2018-05-01"), Some("2018-08-31"))]
#[case("2018-39", Some("2018-09-01"), Some("2018-12-31"))]
#[case("2018-41", Some("2018-07-01"), Some("2018-12-31"))]
#[case("201X-22", Some("2010-06-01"), Some("2019-08-31"))]
#[case("000X-22", Some("0001-06-01"), Some("0009-08-31"))]
#[case("2010-24/2011-21", Some("2010-12-01"), Some("2011-05-31"))]
#[case("2004-06-11%/2004-06~", Some("2004-06-11"), Some("2004-06-30"))]
#[case("[2004,2006..]", Some("2004-01-01"), None)]
#[case("[1667,1670..1672]", Some("1667-01-01"), Some("1672-12-31"))]
#[case("1985-04-12T23:20:30-04", Some("1985-04-12"), Some("1985-04-12"))]
#[case("9999-12-31", Some("9999-12-31"), Some("9999-12-31"))]
#[case("0001-01-01", Some("0001-01-01"), Some("0001-01-01"))]
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
#[case("Nov 2025", 0..8, "write 2025-11")]
#[case("1950S2", 4..5, "198X")]
#[case("2025-1-2", 0..8, "write 2025-01-02")]
#[case("2025-1-2?", 5..6, "write 2025-01-02, not 2025-1-2")]
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
#[case("2025-11-24T10:03+15:00", 16..22, "between -12:00 and +14:00")]
#[case("2025-11-24T10:03-00:00", 16..22, "leave the offset out")]
#[case("2025-11?T10:03", 0..8, "1989-05-16T10:03")]
#[case("[2025, 2026]", 6..12, "leave spaces out")]
#[case("2025-11-24 20:00", 10..16, "a clock time follows a T")]
#[case("2004~?", 4..6, "as %")]
#[case("uuuu-12-25", 0..1, "198X")]
#[case("24 August 2025", 0..14, "write 2025-08-24")]
#[case("2025-Sept-24", 0..12, "write 2025-09-24")]
#[case("4. Juni 1987", 0..1, "as in 0814 or 1945")]
#[case("spring 2025", 0..11, "write 2025-21: seasons are 21 to 24")]
#[case("Q4 2025", 0..7, "write 2025-36: seasons are 21 to 24, quarters 33 to 36")]
#[case("24/11/2025", 0..10, "2025-11-24")]
#[case("1E3", 1..2, "198X")]
#[case("2004/0000", 5..9, "begin at 1")]
#[case("2025-11-00", 8..10, "begin at 1")]
#[case("2025-42", 5..7, "quarters 33 to 36")]
#[case("2025-20", 5..7, "seasons are 21 to 24")]
#[case("2X25", 0..4, "write the first two digits")]
#[case("202X-2X", 5..7, "months are 01 to 12")]
#[case("2025-04-31", 8..10, "by the month")]
#[case("2023-02-29", 8..10, "by the month")]
#[case("20251124", 0..8, "write 2025-11-24")]
#[case("45", 0..2, "as in 0814 or 1945")]
#[case("2025-11-2", 0..9, "write 2025-11-02")]
#[case("2025-", 5..5, "write a date such as")]
#[case("[2025", 5..5, "write a date such as")]
#[case("[]", 1..2, "write a date such as")]
#[case("[..]", 3..4, "write a date such as")]
#[case("..", 2..2, "write a date such as")]
#[case("2025..2026", 4..10, "write a date such as")]
#[case("2025/2026/2027", 0..14, "2025-11-24")]
#[case("[2025]/2026", 6..11, "write a date such as")]
#[case("2025??", 5..6, "write a date such as")]
#[case("2025-11-24T20", 13..13, "write a date such as")]
#[case("2025-11-24T20:60", 14..16, "minutes are 00 to 59")]
#[case("2025-11-24T20:00:60", 17..19, "seconds are 00 to 59")]
#[case("2025-11-24T20:00+0230", 19..21, "write a date such as")]
#[case("2025-11-24T20:00:00.5", 19..21, "write a date such as")]
#[case("2025-11-24T20:00-12:30", 16..22, "between -12:00 and +14:00")]
#[case("2025-11-24T20:00+14:30", 16..22, "between -12:00 and +14:00")]
#[case("2025-11-24T20:00+08:60", 20..22, "minutes are 00 to 59")]
#[case("2025-11-24T20:00/2025-11-25", 16..27, "write a date such as")]
#[case("2025-1X-01T20:00", 0..10, "1989-05-16T10:03")]
#[case("2026-Q1", 0..7, "write 2026-33: ")]
#[case("2026Q1", 0..6, "write 2026-33: ")]
#[case("H2 2026", 0..7, "write 2026-41: ")]
#[case("Q5 2026", 0..7, "2025-36 for the fourth quarter")]
#[case("2025-W06", 0..8, "write 2025-02-03/2025-02-09: the days of that week")]
#[case("2025W06", 0..7, "write 2025-02-03/2025-02-09")]
#[case("2026-W01", 0..8, "write 2025-12-29/2026-01-04")]
#[case("2020-W53-7", 0..10, "write 2021-01-03")]
#[case("1980s", 0..5, "write 198X: an X is")]
#[case("the 1980\u{2019}s", 0..12, "write 198X")]
#[case("1900s", 0..5, "write 190X or 19XX: ")]
#[case("20th century", 0..12, "write 19XX")]
#[case("early 2026", 0..10, "write 2026-37: the thirds of a year")]
#[case("late 2026", 0..9, "write 2026-39")]
#[case("mid-1990s", 0..9, "write [1994..1996]: one of these")]
#[case("late February 2024", 0..18, "write [2024-02-21..2024-02-29]")]
#[case("c. 1962", 0..7, "write 1962~: ~ says")]
#[case("circa 1962", 0..10, "write 1962~")]
#[case("circa February 1962", 0..19, "write 1962-02~")]
#[case("ca. 1960s", 0..9, "write 196X~")]
#[case("1962 BC", 0..7, "four digits")]
#[case("44 B.C.E.", 0..9, "four digits")]
#[case("AD 1962", 0..7, "write 1962")]
#[case("February 1972", 0..13, "write 1972-02")]
#[case("Feb. 21st, 1972", 0..15, "write 1972-02-21")]
#[case("4–11 February 1945", 0..20, "write 1945-02-04/1945-02-11")]
#[case("February 30, 1972", 0..17, "numbers, as in 2025-11")]
#[case("4 Feb 1972/5 Mar 1972", 0..21, "numbers, as in 2025-11")]
#[case("winter 2010-11", 0..14, "write 2010-24: ")]
#[case("21.2.1972", 0..9, "write 1972-02-21")]
#[case("2/21/1972", 0..9, "write 1972-02-21")]
#[case("2/3/1972", 0..8, "write 1972-03-02 or 1972-02-03")]
#[case("2/2/1972", 0..8, "write 1972-02-02")]
#[case("1972-2-21", 0..9, "write 1972-02-21")]
#[case("1972/02/21", 0..10, "write 1972-02-21")]
#[case("1972-2", 0..6, "write 1972-02")]
#[case("20260204", 0..8, "write 2026-02-04")]
#[case("202602", 0..6, "write 2026-02")]
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

#[test]
fn a_text_that_is_no_date_for_its_length_is_refused_unread() {
    let error = When::parse(&"2025,".repeat(100)).unwrap_err();
    assert_eq!(
        (error.span, &*error.message),
        (0..500, "is too long for a date")
    );
}

#[rstest]
#[case("2025-11-24T20:00", Precision::Minute)]
#[case("2025-11-24~", Precision::Day)]
#[case("2025-11-3X", Precision::Day)]
#[case("2025-11-24/2025-11", Precision::Days)]
#[case("2025-11-XX", Precision::Month)]
#[case("2025-11", Precision::Month)]
#[case("2025-40", Precision::Season)]
#[case("2025-XX-XX", Precision::Year)]
#[case("202X", Precision::Decade)]
#[case("[2025]", Precision::OneOf)]
#[case("[2025..]", Precision::OneOf)]
#[case("2025/", Precision::Open)]
#[case("../2025", Precision::Open)]
fn is_as_exact_as_written(#[case] text: &str, #[case] precision: Precision) {
    assert_eq!(when(text).precision(), precision);
}

#[test]
fn an_instant_needs_an_offset() {
    assert_eq!(when("1989-05-16T10:03").instant(), None);
    assert_eq!(when("1989-05-16").instant(), None);
    let midnight = when("0001-01-01T00:00Z").instant();
    assert_eq!(midnight.map(|at| at - 86_400), Some(0));
    assert_ne!(
        when("2025-11-24T20:00:01Z").instant(),
        when("2025-11-24T20:00Z").instant()
    );
}

#[rstest]
#[case("2004-06/..", Some("2030-01-01"), None, true)]
#[case("2004-06/..", None, Some("2004-05-31"), false)]
#[case("../2006", None, Some("1900-01-01"), true)]
#[case("../2006", Some("2007-01-01"), None, false)]
#[case("1962", Some("1962-12-31"), Some("1963-12-31"), true)]
fn may_lie_in_a_span(
    #[case] text: &str,
    #[case] first: Option<&str>,
    #[case] last: Option<&str>,
    #[case] overlaps: bool,
) {
    let date = when(text);
    assert_eq!(date.overlaps(first.map(day), last.map(day)), overlaps);
    assert!(
        !date.is_within(first.map(day), last.map(day)),
        "{text} does not certainly lie there"
    );
}
