//! The table's laws.

use std::collections::HashSet;

use super::*;
use crate::model::country::{Countries, Fold, SHORT_CELLS};
use crate::text::cells;

#[test]
fn every_line_of_the_table_is_sound() {
    let lines = include_str!("../../../../assets/countries.tsv")
        .lines()
        .count()
        - 1;
    assert_eq!(TABLE.rows.len(), lines);
    let withdrawn = TABLE
        .rows
        .iter()
        .filter(|row| !row.alpha4.is_empty())
        .count();
    let bodies = TABLE.rows.iter().filter(|row| row.region == "Body").count();
    assert_eq!(withdrawn, 31);
    assert_eq!(lines - withdrawn - bodies, 249 + 1);
}

#[test]
fn codes_are_unique_and_of_their_form() {
    let mut seen = HashSet::new();
    for row in &TABLE.rows {
        assert!(seen.insert(row.code), "{}", row.code);
        for code in [row.alpha3, row.alpha4] {
            assert!(
                code.is_empty() || code == row.code || seen.insert(code),
                "{code}"
            );
        }
        let upper = |code: &str| {
            code.bytes()
                .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        };
        assert!(upper(row.code) && row.code.len() >= 2);
        match row.region {
            "Body" => assert!(row.alpha3.is_empty(), "{}", row.code),
            "Africa" | "Americas" | "Antarctica" | "Asia" | "Europe" | "Oceania" => {
                assert!(row.alpha3.len() == 3 || row.code == "FQ", "{}", row.code);
                assert!([row.alpha4, row.alpha4.get(..2).unwrap_or(row.code)].contains(&row.code));
            }
            other => panic!("region {other}"),
        }
    }
}

#[test]
fn names_are_set_and_short_names_fit() {
    for row in &TABLE.rows {
        assert!(!row.name.is_empty());
        assert!(
            !row.short.is_empty() && cells(row.short) <= SHORT_CELLS,
            "{}",
            row.short
        );
        for name in row.former.iter().chain(&row.aliases) {
            assert!(!name.text.trim().is_empty(), "{}", row.code);
            assert_ne!(name.text, row.name, "{}", row.code);
        }
    }
}

#[test]
fn current_names_belong_to_one_row() {
    let mut seen = HashSet::new();
    for row in TABLE
        .rows
        .iter()
        .filter(|row| row.goes_on() && row.alpha4.is_empty())
    {
        assert!(seen.insert(name_key(&fold(row.name))), "{}", row.name);
    }
}

#[test]
fn spans_run_forward_and_do_not_overlap() {
    let sane = |days: Days| match (days.first, days.last) {
        (Some(first), Some(last)) => first <= last,
        (first, last) => first.is_some() || last.is_some(),
    };
    for row in &TABLE.rows {
        assert!(row.spans.iter().all(|&span| sane(span)), "{}", row.code);
        for pair in row.spans.windows(2) {
            assert!(
                pair[0].last.unwrap() < pair[1].first.unwrap(),
                "{}",
                row.code
            );
        }
        for former in &row.former {
            assert!(sane(former.days), "{} of {}", former.text, row.code);
        }
    }
}

#[test]
fn successors_exist_and_what_is_gone_folds_at_most_twice() {
    let countries = Countries::default();
    for from in countries.iter() {
        let row = TABLE.row(from).unwrap();
        assert_eq!(
            countries.successors(from).len(),
            row.successors.codes.len(),
            "{}",
            row.code
        );
        for fold in [Fold::Default, Fold::All] {
            let into = countries.folded(from, fold);
            assert_eq!(countries.folded(into, fold), into, "{}", row.code);
        }
        assert_eq!(countries.folded(from, Fold::None), from);
        if countries.folded(from, Fold::All) != from {
            assert!(countries.is_former(from), "{}", row.code);
        }
    }
}
