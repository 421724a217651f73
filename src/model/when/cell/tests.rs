use rstest::rstest;

use crate::model::{When, Zoom};

#[rstest]
#[case("2026-02-04", Zoom::Month, "4 Wed", "2026 February")]
#[case("2026-01-23/2026-01-24", Zoom::Month, "23–24", "2026 January")]
#[case("2026-01-31/2026-02-04", Zoom::Month, "31–4 Feb", "2026 January")]
#[case("2025-11-24~", Zoom::Month, "~24", "2025 November")]
#[case("2025-11-24?", Zoom::Month, "24?", "2025 November")]
#[case("[2026-02-02..2026-02-03]", Zoom::Month, "2–3?", "2026 February")]
#[case("2026-04~", Zoom::Month, "~Apr", "2026 April")]
#[case("2026-40", Zoom::Month, "Jan–Jun", "first half of 2026")]
#[case("1962?", Zoom::Month, "1962?", "1962")]
#[case("1991/1995", Zoom::Month, "1991+", "1991")]
#[case("2022/..", Zoom::Month, "2022+", "2022")]
#[case("2026-40", Zoom::Year, "Jan–Jun", "2026")]
#[case("2026-36", Zoom::Quarter, "Oct–Dec", "2026 Q4")]
#[case("198X", Zoom::Year, "1980s", "1980s")]
#[case("198X", Zoom::Decade, "1980s", "1980s")]
#[case("../2006", Zoom::Month, "<2006", "until 2006")]
#[case("2026-02-04", Zoom::Quarter, "4 Feb", "2026 Q1")]
#[case("2026-01-23/2026-01-24", Zoom::Year, "23–24 Jan", "2026")]
#[case("1972-02-21", Zoom::Decade, "21 Feb 1972", "1970s")]
#[case("2000-12-31", Zoom::Century, "31 Dec 2000", "2000–2099")]
#[case("1999-01-01", Zoom::Century, "1 Jan 1999", "1900–1999")]
#[case("2026-02-04", Zoom::Week, "4 Wed", "2026 week 6 (2–8 February)")]
#[case(
    "2026-01-01",
    Zoom::Week,
    "1 Thu",
    "2026 week 1 (29 December – 4 January)"
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
    let date = When::parse(text).unwrap();
    assert_eq!(
        (&*date.short(zoom), &*date.heading_words(zoom)),
        (short, heading)
    );
}

#[rstest]
#[case("1989-05-16T10:03", ["10:03", "16 Tue", "16 May", "16 May 1989"])]
#[case("2004-06-~11", ["~11", "~11", "~11 Jun", "~Jun 2004"])]
#[case("2004-?06-11", ["11?", "11?", "11 Jun?", "Jun 2004?"])]
#[case("1945-02-04/1945-02-11", ["4–11", "4–11", "4–11 Feb", "Feb 1945+"])]
#[case("1991-07-30/1991-08-01", ["30–1 Aug", "30–1 Aug", "30 Jul+", "Jul 1991+"])]
#[case("2025-12-30/2026-01-02", ["30 Tue+", "30 Tue+", "30 Dec+", "Dec 2025+"])]
#[case("2025-11-2X", ["20–29", "20–29", "20–29 Nov", "Nov 2025?"])]
#[case("[1972-02-27..1972-02-28]", ["27–28?", "27–28?", "27 Feb?", "Feb 1972?"])]
#[case("[2025-01-05,2025-11-20]", ["5 Jan?", "5 Jan?", "5 Jan?", "Jan 2025?"])]
#[case("[2025-11-24]", ["24 Mon", "24 Mon", "24 Nov", "24 Nov 2025"])]
#[case("2025-03/2025-05", ["Mar–May", "Mar–May", "Mar–May", "Mar 2025+"])]
#[case("2010-11/2012-02", ["Nov+", "Nov+", "Nov+", "Nov 2010+"])]
#[case("[2026-04,2026-09]", ["Apr–Sep?", "Apr–Sep?", "Apr–Sep?", "Apr 2026?"])]
#[case("2026-04", ["Apr", "Apr", "Apr", "Apr 2026"])]
#[case("2010-24", ["Dec–Feb", "Dec–Feb", "Dec–Feb", "2010 winter"])]
#[case("2010-24%", ["~Dec?", "~Dec?", "~Dec–Feb?", "~Dec 2010?"])]
#[case("2025-37", ["Jan–Apr", "Jan–Apr", "Jan–Apr", "Jan 2025?"])]
#[case("2004-1X", ["Oct–Dec", "Oct–Dec", "Oct–Dec", "Oct 2004?"])]
#[case("2004-XX", ["2004", "2004", "2004", "2004"])]
#[case("2004-XX-31", ["2004", "2004", "2004", "2004"])]
#[case("202X-02-29", ["2020s", "2020s", "2020s", "2020s"])]
#[case("2018%", ["~2018?", "~2018?", "~2018?", "~2018?"])]
#[case("19XX", ["19XX", "19XX", "19XX", "19XX"])]
#[case("1991/1995", ["1991+", "1991+", "1991–1995", "1991–1995"])]
#[case("2022/..", ["2022+", "2022+", "2022+", "2022+"])]
#[case("2004-06/", ["Jun+", "Jun+", "Jun+", "Jun 2004+"])]
#[case("2022-02-24/..", ["24 Thu+", "24 Thu+", "24 Feb+", "Feb 2022+"])]
#[case("2004-02/2004-06-11", ["Feb–Jun", "Feb–Jun", "Feb–Jun", "Feb 2004+"])]
#[case("2010-24/2011-21", ["Dec–May", "Dec–May", "Dec–May", "Dec 2010+"])]
#[case("201X-05/..", ["2010s+", "2010s+", "2010s+", "2010s+"])]
#[case("2018-06-12?/..", ["12 Jun+", "12 Jun+", "12 Jun+", "Jun 2018+"])]
#[case("[2026-04,2026-09-15]", ["Apr–Sep?", "Apr–Sep?", "Apr–Sep?", "Apr 2026?"])]
#[case("[2026-04-03,2026-09]", ["Apr–Sep?", "Apr–Sep?", "Apr–Sep?", "Apr 2026?"])]
#[case("[1972-02..]", ["Feb+", "Feb+", "Feb+", "Feb 1972+"])]
#[case("[..1760-12-03,1762..]", ["?", "?", "?", "?"])]
#[case("2025-11-XX", ["Nov", "Nov", "Nov", "Nov 2025"])]
#[case("../2010-24", ["<2010", "<2010", "<2010", "<2010"])]
#[case("/2006", ["<2006", "<2006", "<2006", "<2006"])]
#[case("../2006-05-04", ["<2006", "<2006", "<2006", "<2006"])]
#[case("[..1972]", ["<1972", "<1972", "<1972", "<1972"])]
fn is_short_at_every_level(#[case] text: &str, #[case] cells: [&str; 4]) {
    let date = When::parse(text).unwrap();
    let [day, month, year, above] = cells;
    for (zoom, cell) in [
        (Zoom::Day, day),
        (Zoom::Week, month),
        (Zoom::Month, month),
        (Zoom::Quarter, year),
        (Zoom::Year, year),
        (Zoom::Decade, above),
        (Zoom::Century, above),
    ] {
        assert_eq!(date.short(zoom), cell, "{text} at {zoom:?}");
    }
    assert_eq!(date.short(Zoom::All), date.list_cell());
}
