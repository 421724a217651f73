//! What holds for every date.

use chrono::{Datelike as _, NaiveDate};
use proptest::prelude::*;

use super::{day, when};
use crate::model::when::grammar;
use crate::model::when::shape::{Digits, End, Item, Mark, Shape, Single};
use crate::model::{When, Zoom};

/// A component with X for some digits, and a mark before or after it.
fn component(number: impl Strategy<Value = u16> + 'static, width: usize) -> BoxedStrategy<String> {
    let mark = || prop_oneof![12 => Just(""), 1 => Just("?"), 1 => Just("~"), 1 => Just("%")];
    (number, 0u8..16, mark(), mark())
        .prop_map(move |(number, hide, before, after)| {
            let mut digits: Vec<u8> = format!("{number:0width$}").into_bytes();
            // One component in four has an X in one of the last two digits, or in both.
            for (bit, at) in [(1, width - 1), (2, width - 2)] {
                if hide < 4 && hide & bit != 0 {
                    digits[at] = b'X';
                }
            }
            format!("{before}{}{after}", String::from_utf8(digits).unwrap())
        })
        .boxed()
}

/// Singles of every form; some name a day that does not exist.
fn singles() -> BoxedStrategy<String> {
    let year = || component(prop_oneof![3 => 1900u16..2100, 1 => 100u16..10_000], 4);
    prop_oneof![
        year(),
        (year(), component(1u16..=12, 2)).prop_map(|(year, month)| format!("{year}-{month}")),
        (year(), 21u16..=41).prop_map(|(year, part)| format!("{year}-{part}")),
        (year(), component(1u16..=12, 2), component(1u16..=31, 2))
            .prop_map(|(year, month, day)| format!("{year}-{month}-{day}")),
    ]
    .boxed()
}

/// Dates of every sort.
fn dates() -> impl Strategy<Value = When> {
    let time = (1900i32..2100, 1u32..=12, 1u32..=28, 0u8..24, 0u8..60);
    let offset = prop_oneof![
        Just(""),
        Just("Z"),
        Just("+08:30"),
        Just("-05"),
        Just(":59")
    ];
    let times = (time, offset).prop_map(|((year, month, day, hour, minute), offset)| {
        format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}{offset}")
    });
    let items = prop_oneof![
        4 => singles(),
        2 => (singles(), singles()).prop_map(|(one, other)| format!("{one}..{other}")),
        1 => singles().prop_map(|one| format!("..{one}")),
        1 => singles().prop_map(|one| format!("{one}..")),
    ];
    let ends = prop_oneof![Just(".."), Just("")];
    prop_oneof![
        4 => singles(),
        1 => times,
        2 => (singles(), singles()).prop_map(|(one, other)| format!("{one}/{other}")),
        1 => (singles(), ends.clone()).prop_map(|(one, end)| format!("{one}/{end}")),
        1 => (singles(), ends).prop_map(|(one, end)| format!("{end}/{one}")),
        2 => prop::collection::vec(items, 1..4).prop_map(|items| format!("[{}]", items.join(","))),
    ]
    .prop_filter_map("no such date", |text| When::parse(&text).ok())
}

/// Writes what was read, every mark before its component.
fn print(shape: &Shape) -> String {
    let component = |digits: Digits, width: usize| {
        let mark = match digits.mark {
            Mark {
                uncertain: true,
                approximate: true,
            } => "%",
            Mark {
                uncertain: true, ..
            } => "?",
            Mark {
                approximate: true, ..
            } => "~",
            Mark { .. } => "",
        };
        format!(
            "{mark}{}",
            std::str::from_utf8(&digits.pattern[4 - width..]).unwrap()
        )
    };
    let single = |single: &Single| {
        let rest = [single.month, single.day].into_iter().flatten();
        rest.fold(component(single.year, 4), |text, part| {
            format!("{text}-{}", component(part, 2))
        })
    };
    let end = |end: &End| match end {
        End::Known(known) => single(known),
        End::Open => "..".to_owned(),
        End::Unknown => String::new(),
    };
    let item = |item: &Item| match item {
        Item::One(one) => single(one),
        Item::Range(first, last) => {
            let side = |side: &Option<Single>| side.as_ref().map(single).unwrap_or_default();
            format!("{}..{}", side(first), side(last))
        }
    };
    match shape {
        Shape::Single(one) => single(one),
        Shape::Time(day, clock) => {
            let offset = clock.offset.map(|offset| {
                let sign = if offset < 0 { '-' } else { '+' };
                format!("{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60)
            });
            format!(
                "{}T{:02}:{:02}:{:02}{}",
                single(day),
                clock.hour,
                clock.minute,
                clock.second,
                offset.unwrap_or_default()
            )
        }
        Shape::Interval(first, last) => format!("{}/{}", end(first), end(last)),
        Shape::OneOf(items) => {
            format!("[{}]", items.iter().map(item).collect::<Vec<_>>().join(","))
        }
        Shape::Nothing => String::new(),
    }
}

/// Says whether a day has the digits of a pattern: a year, a month or a day, X for any digit.
fn fits(pattern: &str, day: NaiveDate) -> bool {
    day.to_string()
        .bytes()
        .zip(pattern.bytes())
        .all(|(digit, wanted)| wanted == b'X' || wanted == digit)
}

/// Says whether a number of a cell is one that the text gives: X stands for any digit, zeros may lead.
fn is_given(text: &str, number: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit() || c == 'X';
    text.split(|c| !is_digit(c)).any(|part| {
        let padded = format!("{number:0>width$}", width = part.len());
        part.len() == padded.len()
            && part
                .bytes()
                .zip(padded.bytes())
                .all(|(given, shown)| given == b'X' || given == shown)
    })
}

/// Returns the numbers of a cell; those of quarters and halves are names.
fn numbers(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(|c: char| !c.is_ascii_alphanumeric())
        .map(|word| word.trim_end_matches('s'))
        .filter(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

proptest! {
    #[test]
    fn no_cell_shows_a_number_that_was_not_written(date in dates()) {
        let cells = Zoom::ALL.iter().map(|&zoom| date.short(zoom));
        for cell in cells.chain([date.list_cell()]) {
            for number in numbers(&cell) {
                prop_assert!(is_given(date.as_str(), number), "{} in {} of {}", number, cell, date);
            }
        }
    }

    #[test]
    fn what_is_read_is_written_the_same(date in dates()) {
        prop_assert_eq!(date.to_string(), date.as_str());
        let shape = grammar::parse(date.as_str()).unwrap();
        prop_assert_eq!(grammar::parse(&print(&shape)), Ok(shape));
    }

    #[test]
    fn is_shown_within_its_room(date in dates()) {
        prop_assert!(!date.words().is_empty() && !date.words_short().is_empty());
        for words in [date.words(), date.words_short()] {
            prop_assert!(!words.contains("  ") && words.trim() == words, "{}: {}", date, words);
        }
        let cell = date.list_cell();
        prop_assert!((1..=11).contains(&cell.chars().count()), "{}: {}", date, cell);
        for &zoom in Zoom::ALL {
            let most = match zoom {
                Zoom::Day | Zoom::Week | Zoom::Month => 8,
                Zoom::Quarter | Zoom::Year => 9,
                Zoom::Decade | Zoom::Century | Zoom::All => 11,
            };
            let short = date.short(zoom);
            prop_assert!((1..=most).contains(&short.chars().count()), "{} at {:?}: {}", date, zoom, short);
            prop_assert_eq!(date.heading_words(zoom).is_empty(), zoom == Zoom::All);
        }
    }

    #[test]
    fn bounds_are_in_order(date in dates()) {
        let (first, last) = (date.earliest(), date.latest());
        if let (Some(first), Some(last)) = (first, last) {
            prop_assert!(first <= last);
        }
        prop_assert!(date.overlaps(first, first) && date.overlaps(last, last));
        prop_assert_eq!(date.is_within(first, last), first.is_some() && last.is_some());
    }

    #[test]
    fn the_order_is_total(one in dates(), two in dates(), three in dates()) {
        prop_assert_eq!(one.cmp_order(&one), std::cmp::Ordering::Equal);
        prop_assert_eq!(one.cmp_order(&two), two.cmp_order(&one).reverse());
        let mut sorted = [&one, &two, &three];
        sorted.sort_by(|a, b| a.cmp_order(b));
        let [low, middle, high] = sorted;
        prop_assert!(low.cmp_order(middle).is_le() && middle.cmp_order(high).is_le());
        prop_assert!(low.cmp_order(high).is_le());
        prop_assert!(low.earliest() <= high.earliest(), "an open start is the least");
    }

    #[test]
    fn bounds_are_the_first_and_the_last_day_that_fit(
        year in "(19|20)[0-9][0-9X]",
        month in "-(0[1-9]|1[0-2]|[01X]X|X[0-9])",
        date in "-(0[1-9]|[12][0-9]|3[01]|[0-3X]X|X[0-9])",
        parts in 0usize..3,
    ) {
        let text = [year, month, date][..=parts].concat();
        let decade = day(&format!("{}0-01-01", text.get(..3).unwrap()));
        let fitting: Vec<NaiveDate> = decade
            .iter_days()
            .take(3_653)
            .filter(|day| day.year() / 10 == decade.year() / 10 && fits(&text, *day))
            .collect();
        match When::parse(&text) {
            Ok(date) => {
                prop_assert_eq!(date.earliest(), fitting.first().copied(), "{}", text);
                prop_assert_eq!(date.latest(), fitting.last().copied(), "{}", text);
            }
            Err(_) => prop_assert!(fitting.is_empty(), "{} is {:?}", text, fitting.first()),
        }
    }

    #[test]
    fn bounds_hold_what_lies_in_a_set_or_an_interval(
        days in prop::collection::vec(600_000i32..780_000, 2..6),
        which in 0usize..6,
    ) {
        let mut days: Vec<NaiveDate> = days
            .into_iter()
            .map(|day| NaiveDate::from_num_days_from_ce_opt(day).unwrap())
            .collect();
        let chosen = days[which % days.len()];
        let set = days.iter().map(NaiveDate::to_string).collect::<Vec<_>>().join(",");
        days.sort();
        let ends = (days.first().copied(), days.last().copied());
        let (first, last) = (ends.0.unwrap(), ends.1.unwrap());
        for text in [format!("[{set}]"), format!("[{first}..{last}]"), format!("{first}/{last}")] {
            let date = when(&text);
            prop_assert_eq!((date.earliest(), date.latest()), ends);
            prop_assert!(date.overlaps(Some(chosen), Some(chosen)));
        }
        for text in [format!("{first}/.."), format!("[..{last}]")] {
            prop_assert!(when(&text).overlaps(Some(chosen), Some(chosen)));
        }
    }

    #[test]
    fn a_day_of_another_notation_is_refused_with_our_spelling(
        day in 600_000i32..780_000,
        form in prop::sample::select(&[
            "%-d %B %Y", "%B %-d, %Y", "%-d. %b %Y", "%Y/%m/%d", "%Y%m%d", "%-d.%-m.%Y", "%-m/%-d/%Y", "%G-W%V-%u",
        ]),
    ) {
        let day = NaiveDate::from_num_days_from_ce_opt(day).unwrap();
        let error = When::parse(&day.format(form).to_string()).unwrap_err();
        prop_assert!(error.hint.contains(&day.to_string()), "{}", error.hint);
    }

    #[test]
    fn no_text_makes_it_panic(text in "([0-9X/\\[\\].,?~%TZuES:+-]|\\PC){0,30}|[0-9]{4}-[0-9X]{2}(-[0-9X]{2})?\\PC{0,9}") {
        match When::parse(&text) {
            Ok(date) => {
                prop_assert!(!date.words().is_empty() && !date.list_cell().is_empty());
            }
            Err(error) => {
                prop_assert!(text.get(error.span.clone()).is_some(), "{:?} of {}", error.span, text);
                prop_assert!(!error.message.is_empty() && !error.hint.is_empty());
            }
        }
    }
}
