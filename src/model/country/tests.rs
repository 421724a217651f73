//! What names and codes mean on a day.

use std::collections::HashSet;

use rstest::rstest;

use super::*;
use crate::text::Rank;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Reads a day, or two joined by `/`; an empty text is no days.
fn days(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let (first, last) = text.split_once('/').unwrap_or((text, text));
    (!text.is_empty()).then(|| (day(first), day(last)))
}

fn codes(found: &Found, countries: &Countries) -> String {
    let code = |country: &Country| countries.code(*country).to_owned();
    match found {
        Found::One(country) => code(country),
        Found::Several(several) => several.iter().map(code).collect::<Vec<_>>().join(" "),
        Found::Unknown(_) => "-".to_owned(),
    }
}

fn country(code: &str) -> Country {
    match Countries::default().find(code, None) {
        Found::One(country) => country,
        other => panic!("{code}: {other:?}"),
    }
}

#[test]
fn labels_of_a_published_list_find_their_states_on_their_dates() {
    let mut countries = Countries::default();
    let labels = include_str!("../../../tests/data/country-labels.tsv");
    assert_eq!(labels.lines().count(), 239);
    let find = |countries: &Countries, label: &str, at: &str| {
        codes(&countries.find(label, days(at)), countries)
    };
    assert_eq!(find(&countries, "Hawaii", "1874-12-12"), "-");
    countries.define("x-hawaii", "Hawaii", None);
    for line in labels.lines().skip(1) {
        let [label, first, last, code] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line}");
        };
        assert_eq!(find(&countries, label, first), code, "{label} on {first}");
        assert_eq!(find(&countries, label, last), code, "{label} on {last}");
    }
}

#[rstest]
#[case::code("us", "", "US")]
#[case::alpha3("GBR", "", "GB")]
#[case::alpha4("SUHH", "", "SU")]
#[case::name("south korea", "", "KR")]
#[case::accents("cote divoire", "", "CI")]
#[case::inverted("Korea, South", "", "KR")]
#[case::article("the Gambia", "", "GM")]
#[case::saint("St Lucia", "", "LC")]
#[case::formal("Iran (Islamic Republic of)", "", "IR")]
#[case::former_name("swaziland", "", "SZ")]
#[case::former_name_late("Turkey", "2024-07-10", "TR")]
#[case::body("united nations", "", "UN")]
#[case::body_code("nato", "", "NATO")]
#[case::several("congo", "", "CD CG")]
#[case::several_dated("Korea", "1953-06-16", "KP KR")]
#[case::zaire_has_one_congo("Congo", "1980-01-01", "CG")]
#[case::former_state("ussr", "", "SU")]
#[case::cs_alone("CS", "", "CSHH CSXX")]
#[case::cs_early("CS", "1968-08-20", "CSHH")]
#[case::cs_late("CS", "2004-05-01", "CSXX")]
#[case::cs_between("CS", "1999-05-01", "CSHH CSXX")]
#[case::burma_today("burma", "", "MM")]
#[case::burma_then("burma", "1955-06-29", "BU")]
#[case::burma_after("Burma", "2013-05-20", "MM")]
#[case::burma_at_the_change("Burma", "1989-06-17/1989-06-19", "BU")]
#[case::zaire("Zaire", "", "ZR")]
#[case::roc_early("Republic of China", "1945-06-14", "CN")]
#[case::roc_late("China, Republic of", "1961-07-31", "TW")]
#[case::germany_divided("Germany", "1970-03-19", "DE")]
#[case::east_germany("GDR", "", "DD")]
#[case::reused_alpha2("GE", "1950-01-01", "GE")]
#[case::typo("Zimbabve", "", "-")]
#[case::nothing("", "", "-")]
#[case::only_little_words("of the", "", "-")]
#[case::only_parentheses("(of)", "", "-")]
fn finds(#[case] label: &str, #[case] at: &str, #[case] expected: &str) {
    let countries = Countries::default();
    assert_eq!(
        codes(&countries.find(label, days(at)), &countries),
        expected
    );
}

#[test]
fn what_is_not_found_has_a_nearest_name() {
    let countries = Countries::default();
    let near = |label: &str| match countries.find(label, None) {
        Found::Unknown(near) => near,
        found => panic!("{found:?}"),
    };
    assert_eq!(near("Zimbabve").as_deref(), Some("Zimbabwe"));
    assert_eq!(near("Phillipines").as_deref(), Some("Philippines"));
    assert_eq!(near("Atlantis at sea"), None);
    assert_eq!(near("QQ"), None);
}

#[rstest]
#[case::current("US", "1972-02-21", "US")]
#[case::current_before_the_state("PH", "1945-01-01", "PH")]
#[case::withdrawn_in_its_years("SU", "1972-05-22", "SU")]
#[case::over_the_end("SU", "1991-12-20/1992-01-10", "SU")]
#[case::undated("SU", "", "SU")]
#[case::reused_in_its_years("CSXX", "2004-05-01", "CSXX")]
#[case::alpha2_by_date("CS", "1990-02-20", "CSHH")]
#[case::body("NATO", "1999-04-23", "NATO")]
#[case::body_before_its_founding("OAU", "1963-05-22", "OAU")]
fn codes_stand_for_countries(#[case] code: &str, #[case] at: &str, #[case] expected: &str) {
    let countries = Countries::default();
    let country = countries.resolve_code(code, days(at)).unwrap();
    assert_eq!(countries.code(country), expected);
}

#[rstest]
#[case::lower_case("us", "", "`us` is no country code", &["US"])]
#[case::alpha3("USA", "", "`USA` is no country code", &["US"])]
#[case::alpha4("SUHH", "1960-01-01", "`SUHH` is no country code", &["SU"])]
#[case::name("Zaire", "1975-01-01", "`Zaire` is no country code", &["ZR"])]
#[case::typo("Zimbabve", "", "`Zimbabve` is no country code", &["ZW"])]
#[case::nothing_near("ZZ", "", "`ZZ` is no country code", &[])]
#[case::own_undefined("x-hawaii", "", "`x-hawaii` is no country code", &[])]
#[case::after_its_end("SU", "1995-01-01", "`SU` (Soviet Union) existed from 1922-12-30 to 1991-12-26, not then", &["RU"])]
#[case::before_its_begin("ZR", "1965-01-01", "`ZR` (Zaire) existed from 1971-10-27 to 1997-05-16, not then", &["CD"])]
#[case::several_successors("CSHH", "1995-01-01", "`CSHH` (Czechoslovakia) existed from 1918-10-28 to 1992-12-31, not then", &["CZ", "SK"])]
#[case::only_those_then("YU", "2004-01-01", "`YU` (Yugoslavia) existed from 1918-12-01 to 2003-02-03, not then", &["BA", "HR", "MK", "SI", "CSXX"])]
#[case::ambiguous("CS", "1999-01-01", "`CS` was the code of several states", &["CSHH", "CSXX"])]
#[case::ambiguous_undated("CS", "", "`CS` was the code of several states", &["CSHH", "CSXX"])]
fn codes_that_stand_for_none(
    #[case] code: &str,
    #[case] at: &str,
    #[case] message: &str,
    #[case] instead: &[&str],
) {
    let error = Countries::default()
        .resolve_code(code, days(at))
        .unwrap_err();
    assert_eq!(error.to_string(), message);
    assert_eq!(error.instead(), instead);
}

#[rstest]
#[case("SU", "RU", "RU")]
#[case("ZR", "CD", "CD")]
#[case("BU", "MM", "MM")]
#[case("CSXX", "RS", "RS")]
#[case("YU", "YU", "RS")]
#[case("DD", "DD", "DE")]
#[case("CSHH", "CSHH", "CZ")]
#[case("CSCE", "OSCE", "OSCE")]
#[case("DE", "DE", "DE")]
fn folds(#[case] code: &str, #[case] by_default: &str, #[case] all: &str) {
    let countries = Countries::default();
    let from = country(code);
    assert_eq!(
        countries.code(countries.folded(from, Fold::Default)),
        by_default
    );
    assert_eq!(countries.code(countries.folded(from, Fold::All)), all);
    assert_eq!(countries.folded(from, Fold::None), from);
}

#[rstest]
#[case("LK", "1954-12-06", "Ceylon")]
#[case("LK", "1972-05-22", "Sri Lanka")]
#[case("TH", "1931-04-28", "Siam")]
#[case("TH", "1942-01-01", "Thailand")]
#[case("TH", "1947-01-01", "Siam")]
#[case("IR", "1930-01-01", "Persia")]
#[case("CZ", "2010-04-08", "Czech Republic")]
#[case("SZ", "2018-04-18", "Swaziland")]
#[case("SZ", "2018-04-19", "Eswatini")]
#[case("MK", "2012-05-20", "Macedonia")]
#[case("TR", "2019-11-13", "Turkey")]
#[case("TR", "2024-07-10", "Türkiye")]
#[case("DE", "1970-03-19", "West Germany")]
#[case("DE", "1990-10-03", "Germany")]
#[case("BU", "1960-01-01", "Burma")]
#[case("HV", "1970-01-01", "Upper Volta")]
fn names_of_the_day(#[case] code: &str, #[case] at: &str, #[case] expected: &str) {
    assert_eq!(
        Countries::default().name_on(country(code), Some(day(at))),
        expected
    );
}

#[test]
fn existence_has_gaps() {
    let countries = Countries::default();
    let there = |code: &str, at: &str| countries.exists_on(country(code), day(at));
    assert!(there("RU", "1905-09-05") && !there("RU", "1950-01-01") && there("RU", "1992-01-31"));
    assert!(there("RS", "1914-07-28") && !there("RS", "1999-06-10") && there("RS", "2008-01-01"));
    assert!(!there("CD", "1980-01-01") && there("ZR", "1980-01-01"));
    assert!(there("HK", "1850-01-01") && there("FR", "1789-07-14"));
    assert_eq!(
        countries.span(country("DD")),
        (Some(day("1949-10-07")), Some(day("1990-10-02")))
    );
    assert_eq!(countries.span(country("RU")), (None, None));
    assert_eq!(
        countries.span(country("XK")),
        (Some(day("2008-02-17")), None)
    );
}

#[rstest]
#[case::code_first("us", "US SU AU RU")]
#[case::begins("southkorea", "KR")]
#[case::apostrophe("coted", "CI")]
#[case::alias("burma", "BU MM")]
#[case::former_name("zaire", "ZR")]
#[case::word("guinea", "GN GW GQ PG")]
#[case::nothing("qqq", "")]
fn search_ranks(#[case] typed: &str, #[case] expected: &str) {
    let countries = Countries::default();
    let found: Vec<_> = countries
        .search(typed)
        .iter()
        .map(|&(_, c)| countries.code(c))
        .collect();
    let expected: Vec<_> = expected.split_whitespace().collect();
    let mut at = found.iter();
    assert!(
        expected.iter().all(|code| at.any(|found| found == code)),
        "{found:?}"
    );
    assert_eq!(found.first(), expected.first());
}

#[test]
fn nothing_typed_finds_every_row_once() {
    let countries = Countries::default();
    let found: HashSet<_> = countries.search(" ").into_iter().map(|(_, c)| c).collect();
    assert_eq!(found.len(), countries.len());
}

#[test]
fn files_name_and_define_countries() {
    let mut countries = Countries::default();
    let before = countries.len();
    let hawaii = countries.define("x-hawaii", "Kingdom of Hawaiʻi", Some("Hawaii"));
    assert_eq!(countries.len(), before + 1);
    assert_eq!(countries.code(hawaii), "x-hawaii");
    assert_eq!(
        countries.find("hawaii", days("1874-12-12")),
        Found::One(hawaii)
    );
    assert_eq!(countries.find("X-Hawaii", None), Found::One(hawaii));
    assert_eq!(
        countries.resolve_code("x-hawaii", days("1874-12-12")),
        Ok(hawaii)
    );
    assert_eq!(
        countries
            .resolve_code("x-hawai", None)
            .unwrap_err()
            .instead(),
        ["x-hawaii"]
    );
    assert_eq!(countries.folded(hawaii, Fold::All), hawaii);
    assert_eq!(countries.search("hawai"), [(Rank::Begins, hawaii)]);

    let turkey = countries.define("TR", "Republic of Turkey and a long name", None);
    assert_eq!(turkey, country("TR"));
    assert_eq!(countries.len(), before + 1);
    assert_eq!(countries.short(turkey), "Republic of…");
    assert_eq!(
        countries.name_on(turkey, Some(day("1960-01-01"))),
        "Republic of Turkey and a long name"
    );
    assert_eq!(countries.find("turkey", None), Found::One(turkey));
    assert_eq!(countries.find("TUR", None), Found::One(turkey));

    let ceylon = countries.define("LK", "Sri Lanka", Some("Lanka"));
    assert_eq!(countries.name_on(ceylon, Some(day("1954-12-06"))), "Ceylon");
}

#[test]
fn a_full_table_does_not_overflow() {
    let mut countries = Countries::default();
    for n in 0..=u32::from(u16::MAX) {
        countries.define(&format!("x-{n}"), "Somewhere", None);
    }
    assert_eq!(countries.len(), usize::from(u16::MAX));
    let last = countries.define("x-one-more", "One more", None);
    assert_eq!(countries.name(last), "One more");
    assert_eq!(countries.iter().count(), countries.len());
}

#[test]
fn a_country_of_another_table_has_no_name() {
    let countries = Countries::default();
    assert_eq!(countries.name(Country(u16::MAX)), "");
    assert_eq!(
        countries.name_on(Country(u16::MAX), Some(day("2000-01-01"))),
        ""
    );
}
