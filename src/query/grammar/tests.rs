use chrono::NaiveDate;
use proptest::prelude::*;
use rstest::rstest;

use crate::model::Countries;
use crate::query::error::QueryError;
use crate::query::fields::{FIELDS, Values};
use crate::query::filter::{CountryItem, DateItem, Query, Term, Test};
use crate::text::SafeText;

fn today() -> NaiveDate {
    "2026-02-04".parse().unwrap()
}

fn parse(text: &str) -> Result<Query, QueryError> {
    Query::parse(text, &Countries::default(), today())
}

/// Returns the one condition of a query.
fn test(text: &str) -> Test {
    let mut terms = parse(text).unwrap().terms;
    assert_eq!(terms.len(), 1, "{text}");
    terms.remove(0).test
}

/// Returns the items of a query for countries by their codes: `US+CN`, `=US`, `US>CN`.
fn items(text: &str) -> Vec<String> {
    let countries = Countries::default();
    let codes = |all: &[_]| {
        let codes: Vec<&str> = all.iter().map(|&one| countries.code(one)).collect();
        codes.join("+")
    };
    let (Test::Country(items) | Test::About(items)) = test(text) else {
        unreachable!("{text} is of countries");
    };
    items
        .iter()
        .map(|item| match item {
            CountryItem::All(all) => codes(all),
            CountryItem::Exactly(all) => format!("={}", codes(all)),
            CountryItem::Directed(from, to) => format!("{}>{}", codes(&[*from]), codes(&[*to])),
        })
        .collect()
}

#[rstest]
#[case::code("country:US", &["US"])]
#[case::code_in_small_letters("country:us", &["US"])]
#[case::name("country:china", &["CN"])]
#[case::name_of_several_words("country:\"united states\"", &["US"])]
#[case::accents("country:\"cote divoire\"", &["CI"])]
#[case::former("country:SU", &["SU"])]
#[case::organisation("country:nato", &["NATO"])]
#[case::together("country:US+CN", &["US+CN"])]
#[case::together_once("country:US+CN+us", &["US+CN"])]
#[case::alternatives("country:US,CN", &["US", "CN"])]
#[case::plus_binds_tighter("country:US+CN,RU", &["US+CN", "RU"])]
#[case::exactly("country:=US+CN", &["=US+CN"])]
#[case::exactly_either("country:=US+CN,RU", &["=US+CN", "=RU"])]
#[case::directed("country:US>CN", &["US>CN"])]
#[case::directed_or("country:US>CN,RU", &["US>CN", "RU"])]
#[case::directed_quoted("country:\"south africa\">\"north korea\"", &["ZA>KP"])]
#[case::about("about:TW,JP+KR", &["TW", "JP+KR"])]
#[case::about_exactly("about:=TW,JP+KR", &["=TW", "=JP+KR"])]
#[case::field_in_any_case("COUNTRY:US", &["US"])]
fn reads_countries(#[case] query: &str, #[case] expected: &[&str]) {
    assert_eq!(items(query), expected);
}

fn names(all: &[&str]) -> Vec<Box<str>> {
    all.iter().map(|&one| one.into()).collect()
}

#[rstest]
#[case::key("person:nixon", &["nixon"])]
#[case::quoted("person:\"zhou enlai\",nixon", &["zhou enlai", "nixon"])]
#[case::escapes(r#"person:"a \"b\" \\ c \d""#, &[r#"a "b" \ c \d"#])]
#[case::backslash_outside(r"person:a\b", &[r"a\b"])]
#[case::brackets("person:[a,b],c", &["[a,b]", "c"])]
#[case::bracket_inside("person:a[b,c]", &["a[b", "c]"])]
#[case::bracket_never_closed("person:[a,b", &["[a,b"])]
#[case::colon("person:a:b", &["a:b"])]
#[case::plus_and_arrow("person:a+b>c", &["a+b>c"])]
#[case::equals_within("person:a=b", &["a=b"])]
#[case::quoted_equals("person:\"=a\"", &["=a"])]
#[case::other_script("person:周恩来", &["周恩来"])]
fn reads_names(#[case] query: &str, #[case] expected: &[&str]) {
    assert_eq!(test(query), Test::Person(names(expected)));
}

#[rstest]
#[case("topic:trade", Test::Topic(names(&["trade"])))]
#[case("tag:a,b", Test::Tag(names(&["a", "b"])))]
#[case("place:geneva", Test::Place(names(&["geneva"])))]
#[case("id:1972-visit", Test::Id(names(&["1972-visit"])))]
#[case("after:1972", Test::After(names(&["1972"])))]
#[case("before:-30d,today", Test::Before(names(&["-30d", "today"])))]
fn reads_other_names(#[case] query: &str, #[case] expected: Test) {
    assert_eq!(test(query), expected);
}

#[rstest]
#[case::year("date:1972", &[(false, "1972")])]
#[case::certain("date:=1972-02", &[(true, "1972-02")])]
#[case::certain_each("date:=1972,1973", &[(true, "1972"), (true, "1973")])]
#[case::interval("date:1972-02-21/1972-02-28", &[(false, "1972-02-21/1972-02-28")])]
#[case::open("date:../2006", &[(false, "../2006")])]
#[case::one_of("date:[1972-02,1973-02],today", &[(false, "[1972-02,1973-02]"), (false, "today")])]
#[case::back("date:-30d,-6m,-10y", &[(false, "-30d"), (false, "-6m"), (false, "-10y")])]
#[case::about("date:1984?", &[(false, "1984?")])]
#[case::quoted("date:\"1972\"", &[(false, "1972")])]
fn reads_dates(#[case] query: &str, #[case] expected: &[(bool, &str)]) {
    let items = |pairs: &[(bool, &str)]| -> Vec<DateItem> {
        let item = |&(certain, text): &(bool, &str)| DateItem {
            certain,
            text: text.into(),
        };
        pairs.iter().map(item).collect()
    };
    assert_eq!(test(query), Test::Date(items(expected)));
}

#[test]
fn reads_every_word_of_every_closed_field_in_any_case() {
    let mut fields = 0;
    for field in FIELDS
        .iter()
        .filter(|field| matches!(field.values, Values::Words(_)))
    {
        fields += 1;
        for word in field.words {
            let query = format!("{}:{word}", field.name);
            let printed = parse(&query.to_uppercase())
                .unwrap()
                .print(&Countries::default());
            assert_eq!(printed, query);
        }
        let all = format!("{}:{}", field.name, field.words.join(","));
        assert_eq!(parse(&all).unwrap().print(&Countries::default()), all);
    }
    assert_eq!(fields, 10);
}

#[rstest]
#[case::word("détente", "détente")]
#[case::phrase("\"salt ii\"", "salt ii")]
#[case::quoted_field("\"kind:visit\"", "kind:visit")]
#[case::clock("\"10:03\"", "10:03")]
#[case::small_or("or", "or")]
#[case::quoted_or("\"OR\"", "OR")]
#[case::comma("a,b", "a,b")]
#[case::equals("=us", "=us")]
#[case::plus("us+cn", "us+cn")]
#[case::hyphen_inside("sino-us", "sino-us")]
#[case::quoted_hyphen("\"-a\"", "-a")]
fn reads_text(#[case] query: &str, #[case] expected: &str) {
    assert_eq!(test(query), Test::Text(expected.into()));
}

#[test]
fn reads_terms_in_order_and_turns_them_round() {
    let query = parse("  kind:visit\t-country:US+CN -\"joint text\"\u{3000}trade ").unwrap();
    let shape: Vec<(bool, bool)> = query
        .terms
        .iter()
        .map(|term| (term.negated, matches!(term.test, Test::Text(_))))
        .collect();
    assert_eq!(
        shape,
        [(false, false), (true, false), (true, true), (false, true)]
    );
}

#[rstest]
#[case("")]
#[case(" \t\n ")]
fn an_empty_query_is_everything(#[case] query: &str) {
    assert!(parse(query).unwrap().is_everything());
}

/// The query, what is underlined, a part of the message, a part of the hint.
#[rstest]
#[case::hyphen_alone("kind:visit -", "-", "alone", "right after it")]
#[case::hyphen_before_space("- kind:visit", "-", "alone", "right after it")]
#[case::hyphen_doubled("--kind:visit", "--", "doubled", "once")]
#[case::field_near("knd:visit", "knd", "no field `knd:`", "did you mean `kind:`?")]
#[case::field_far("zzzzzz:visit", "zzzzzz", "no field", "the fields are country, about")]
#[case::negated_field("-tipic:trade", "tipic", "no field", "`topic:`")]
#[case::value_missing("kind:", ":", "value is missing", "kind:visit")]
#[case::value_missing_before_space("kind: visit", ":", "value is missing", "kind:visit")]
#[case::value_missing_before_comma("kind:,visit", ":", "value is missing", "kind:visit")]
#[case::value_missing_between("kind:visit,,call", ",", "value is missing", "kind:visit")]
#[case::country_missing("country:", ":", "value is missing", "")]
#[case::country_missing_after_equals("country:=", "=", "value is missing", "")]
#[case::country_missing_before_plus("country:+US", ":", "value is missing", "")]
#[case::country_missing_before_arrow("country:>US", ":", "value is missing", "")]
#[case::country_missing_after_arrow("country:US>", ">", "value is missing", "")]
#[case::date_missing("date:=", "=", "value is missing", "")]
#[case::comma_at_the_end("kind:visit, call", ",", "follows the comma", "leave the comma out")]
#[case::comma_at_the_very_end("country:US,", ",", "follows the comma", "leave the comma out")]
#[case::plus_at_the_end("country:US+", "+", "follows the plus", "leave the plus out")]
#[case::plus_before_comma("country:US+,CN", "+", "follows the plus", "leave the plus out")]
#[case::arrow_and_plus(
    "country:US>CN+RU",
    "+",
    "one country on each side",
    "country:US>CN country:RU"
)]
#[case::plus_and_arrow(
    "country:US+CN>RU",
    ">",
    "one country on each side",
    "country:US>CN country:RU"
)]
#[case::arrow_twice(
    "country:US>CN>RU",
    ">",
    "one country on each side",
    "country:US>CN country:RU"
)]
#[case::exact_arrow("country:=US>CN", ">", "do not go together", "=US+CN")]
#[case::arrow_in_about("about:US>CN", ">", "only `country:`", "about:US+CN")]
#[case::equals_elsewhere("kind:=visit", "=", "country, about, date and year", "leave it out")]
#[case::equals_in_after("after:=1972", "=", "country, about, date and year", "leave it out")]
#[case::exact_arrow_later("country:=RU,US>CN", ">", "do not go together", "=US+CN")]
#[case::equals_later("country:US,=CN", "=", "before the first value", "after the colon")]
#[case::equals_again("country:=US,=CN", "=", "before the first value", "after the colon")]
#[case::equals_later_in_date("date:1972,=1973", "=", "before the first value", "once")]
#[case::equals_doubled("country:==US", "==", "doubled", "once")]
#[case::equals_doubled_in_date("date:==1972", "==", "doubled", "once")]
#[case::quotation_empty("kind:\"\"", "\"\"", "quotation is empty", "between the marks")]
#[case::text_quotation_empty("a \"\" b", "\"\"", "quotation is empty", "between the marks")]
#[case::quotation_open("person:\"zhou enlai", "\"zhou enlai", "does not end", "close it")]
#[case::text_quotation_open("a \"b c", "\"b c", "does not end", "close it")]
#[case::last_mark_escaped(r#""a\""#, r#""a\""#, "does not end", "close it")]
#[case::mark_in_value("person:zh\"ou", "\"", "inside a word", "whole value")]
#[case::mark_in_word("zh\"ou", "\"", "inside a word", "whole text")]
#[case::after_value_mark("person:\"a\"b", "b", "`b` cannot stand here", "a space between terms")]
#[case::after_text_mark("\"a\"b", "b", "follows the quotation", "a space between terms")]
#[case::folds_to_nothing("...", "...", "nothing to search for", "letters or digits")]
#[case::quoted_folds_to_nothing("\" ' \"", "\" ' \"", "nothing to search for", "letters or digits")]
#[case::or(
    "kind:visit OR kind:call",
    "OR",
    "no word of the query language",
    "topic:trade,taiwan"
)]
#[case::and("a AND b", "AND", "no word of the query language", "\"AND\"")]
#[case::not("NOT a", "NOT", "no word of the query language", "-kind:visit")]
#[case::parenthesis("(a b)", "(", "no parentheses", "alternatives")]
#[case::closing_parenthesis("a b)", ")", "no parentheses", "alternatives")]
#[case::colon("10:03", "10:03", "word with a colon", "\"10:03\"")]
#[case::colon_first(":a", ":a", "word with a colon", "\":a\"")]
#[case::closed_near(
    "kind:vist",
    "vist",
    "`kind:` has no value `vist`",
    "did you mean visit?"
)]
#[case::closed_far(
    "level:zzzz",
    "zzzz",
    "`level:` has no value `zzzz`",
    "leaders, ministers"
)]
#[case::closed_second(
    "kind:visit,leter",
    "leter",
    "no value `leter`",
    "did you mean letter?"
)]
#[case::closed_has("has:qoute", "qoute", "no value `qoute`", "did you mean quote?")]
#[case::country_near(
    "country:chnia",
    "chnia",
    "no country is called `chnia`",
    "did you mean China?"
)]
#[case::country_far("country:zzzz", "zzzz", "no country", "a code such as US")]
#[case::country_code_unknown("country:US+QQ", "QQ", "no country is called `QQ`", "")]
#[case::ambiguous_code("country:CS", "CS", "several states are called `CS`", "CSHH, CSXX")]
#[case::ambiguous_congo(
    "country:US+congo",
    "congo",
    "several states are called `congo`",
    "CD, CG"
)]
#[case::ambiguous_korea(
    "country:korea",
    "korea",
    "several states are called `korea`",
    "KP, KR"
)]
#[case::marks_forgotten("country:new zealand", "new", "no country", "\"new zealand\"")]
#[case::marks_forgotten_later("country:US+saudi arabia", "saudi", "", "\"saudi arabia\"")]
#[case::no_year("year:1972-02", "1972-02", "no year", "year:1972")]
#[case::no_month("date:1972-13", "13", "the date ", "")]
#[case::no_month_quoted("date:\"1972-13\"", "13", "the date ", "")]
#[case::second_date("date:1972,1973-02-30", "30", "the date ", "")]
#[case::no_date("after:yesterday", "yesterday", "the date ", "")]
#[case::no_first_day("after:../1972", "../1972", "no first day", "begins somewhere")]
#[case::no_first_day_before("before:[..1972]", "[..1972]", "no first day", "begins somewhere")]
fn refuses(
    #[case] query: &str,
    #[case] underlined: &str,
    #[case] message: &str,
    #[case] hint: &str,
) {
    let error = parse(query).unwrap_err();
    let said = error.hint.clone().unwrap_or_default();
    assert_eq!(query.get(error.span.clone()), Some(underlined), "{error:?}");
    assert!(error.message.contains(message), "{}", error.message);
    assert!(!said.is_empty() && said.contains(hint), "{said}");
}

#[test]
fn two_codes_side_by_side_are_a_country_and_a_word() {
    let query = parse("country:US CN").unwrap();
    assert!(matches!(&query.terms[1].test, Test::Text(text) if &**text == "CN"));
}

#[rstest]
#[case::plain("kind:vist", "kind:vist\n     ^^^^")]
#[case::wide("周恩来 kind:vist", "周恩来 kind:vist\n            ^^^^")]
#[case::line_break("a\nkind:vist", "a kind:vist\n       ^^^^")]
#[case::wide_at_fault("kind:周", "kind:周\n     ^^")]
fn underlines_by_cells(#[case] query: &str, #[case] expected: &str) {
    let error = parse(query).unwrap_err();
    let lines = error.underlined(query);
    assert_eq!(lines, format!("{}\n{expected}", error.message));
}

#[rstest]
#[case::name_of_words("country:\u{1} US\u{1}\0")]
#[case::country("country:\u{9b}31m")]
#[case::field("a\u{202e}b\u{1b}:x")]
#[case::value("kind:\u{1b}]0;x")]
#[case::colon("\u{200b}:\u{7}")]
#[case::after_a_quotation("kind:\"visit\"\u{1b}")]
#[case::date("date:19\u{1b}72")]
fn an_error_repeats_nothing_that_steers(#[case] query: &str) {
    let error = parse(query).unwrap_err();
    for words in [&error.message, &error.hint.unwrap()] {
        assert_eq!(*words, *SafeText::field(words));
    }
}

/// Returns texts of the sort that people type, and of the sort that only a generator does.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z]{1,8}",
        "[a-c =+>,:\"'\\\\\\[\\]()-]{1,6}",
        "\\PC{1,6}",
        any::<String>().prop_filter("a value is not empty", |text| !text.is_empty()),
        Just("OR".to_owned()),
    ]
}

fn names_test() -> impl Strategy<Value = Test> {
    let makes = [Test::Person, Test::Topic, Test::Tag, Test::Place, Test::Id];
    (
        prop::sample::select(makes.to_vec()),
        prop::collection::vec(word(), 1..4),
    )
        .prop_map(|(make, all)| make(all.into_iter().map(String::into_boxed_str).collect()))
}

fn country_test() -> impl Strategy<Value = Test> {
    let country =
        || (0..u16::try_from(Countries::default().len()).unwrap()).prop_map(crate::model::Country);
    let some = move || {
        prop::collection::btree_set(country(), 1..4)
            .prop_map(|all| all.into_iter().collect::<Vec<_>>())
    };
    let all = move || some().prop_map(CountryItem::All);
    let exactly = move || prop::collection::vec(some().prop_map(CountryItem::Exactly), 1..4);
    let directed = (country(), country()).prop_map(|(from, to)| CountryItem::Directed(from, to));
    prop_oneof![
        2 => prop::collection::vec(prop_oneof![2 => all(), 1 => directed], 1..4)
            .prop_map(Test::Country),
        1 => exactly().prop_map(Test::Country),
        1 => prop::collection::vec(all(), 1..4).prop_map(Test::About),
        1 => exactly().prop_map(Test::About),
    ]
}

fn date_test() -> impl Strategy<Value = Test> {
    let text = prop::sample::select(vec![
        "1972",
        "1972-02",
        "1972-02-21",
        "197X",
        "1984~",
        "1972/1974",
        "1972/..",
        "[1972-02,1973..]",
        "today",
        "TODAY",
        "-30d",
        "-6m",
        "-10Y",
    ]);
    let items = |(certain, texts): (bool, Vec<String>)| {
        let item = |text: String| DateItem {
            certain,
            text: text.into(),
        };
        texts.into_iter().map(item).collect::<Vec<_>>()
    };
    let dates = prop::collection::vec(text.clone().prop_map(str::to_owned), 1..3);
    let days = prop::collection::vec(text.prop_map(Box::<str>::from), 1..3);
    let years = prop::collection::vec((1000..=9999u16).prop_map(|year| year.to_string()), 1..3);
    prop_oneof![
        (any::<bool>(), dates).prop_map(move |all| Test::Date(items(all))),
        (any::<bool>(), years).prop_map(move |all| Test::Year(items(all))),
        days.clone().prop_map(Test::After),
        days.prop_map(Test::Before),
    ]
}

fn closed_test() -> impl Strategy<Value = Test> {
    let fields: Vec<_> = FIELDS
        .iter()
        .filter_map(|field| match field.values {
            Values::Words(make) => Some((make, field.words)),
            _ => None,
        })
        .collect();
    prop::sample::select(fields).prop_flat_map(|(make, words)| {
        prop::collection::vec(prop::sample::select(words.to_vec()), 1..4).prop_map(move |all| {
            make(&all.into_iter().map(str::to_owned).collect::<Vec<_>>()).unwrap()
        })
    })
}

fn term() -> impl Strategy<Value = Term> {
    let words = word()
        .prop_filter("a text folds to something", |text| {
            !crate::text::fold(text).is_empty()
        })
        .prop_map(|text| Test::Text(text.into()));
    let test = prop_oneof![
        names_test(),
        country_test(),
        date_test(),
        closed_test(),
        words
    ];
    (any::<bool>(), test).prop_map(|(negated, test)| Term { negated, test })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn what_is_printed_reads_back_as_the_same_query(terms in prop::collection::vec(term(), 0..4)) {
        let query = Query { terms };
        let printed = query.print(&Countries::default());
        let read = parse(&printed);
        prop_assert_eq!(read.as_ref(), Ok(&query), "{}", printed);
        prop_assert_eq!(read.unwrap().print(&Countries::default()), printed);
    }

    #[test]
    fn any_text_is_read_or_refused_at_a_place_of_it(
        text in prop_oneof![
            any::<String>(),
            "(-?(country|about|kind|date|year|after|person|has|x)?:?[=\"\\[]?(US|congo|visit|1972|-3d|é|周)?[=+>,\" \\]-]?){0,6}",
        ],
    ) {
        match parse(&text) {
            Ok(query) => {
                let printed = query.print(&Countries::default());
                prop_assert_eq!(parse(&printed), Ok(query));
            }
            Err(error) => {
                prop_assert!(text.get(error.span.clone()).is_some(), "{:?}", error);
                prop_assert!(!error.span.is_empty(), "{:?}", error);
                prop_assert!(!error.message.is_empty() && error.hint.is_some(), "{:?}", error);
                let words = [&error.message, error.hint.as_ref().unwrap()];
                prop_assert!(words.iter().all(|words| ***words == *SafeText::field(words)), "{:?}", error);
                prop_assert_eq!(error.underlined(&text).lines().count(), 3);
            }
        }
    }
}
