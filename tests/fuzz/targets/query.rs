//! Any string as a query: it reads back as it prints, finds what its negation does not, or says where it is wrong.
#![no_main]

use std::ops::ControlFlow;
use std::sync::LazyLock;

use chrono::NaiveDate;
use demarche::data::{Limits, Origin, load};
use demarche::model::{Fold, Ix, Timeline};
use demarche::query::{Index, Query, QueryError, Term};
use demarche_fuzz::{characters, is_harmful};
use libfuzzer_sys::fuzz_target;

/// Events to ask about, and their index.
static ASKED: LazyLock<(Timeline, Index)> = LazyLock::new(|| {
    let file = Origin::Embedded(include_str!("../../data/export/events.toml"));
    let limits = Limits {
        threads: 1,
        ..Limits::CHECKING
    };
    let loaded =
        load(&[file], &limits, &|_| ControlFlow::Continue(())).expect("the events are read");
    assert!(loaded.timeline.len() > 2);
    let index = Index::build(&loaded.timeline, Fold::default());
    (loaded.timeline, index)
});

fuzz_target!(|data: &[u8]| {
    let text = characters(data);
    let today = NaiveDate::from_ymd_opt(2026, 2, 4).expect("a day");
    let (timeline, index) = &*ASKED;
    match Query::parse(&text, timeline.countries(), today) {
        Ok(query) => assert_query(&query, timeline, index, today),
        Err(error) => assert_error(&error, &text),
    }
});

fn assert_query(query: &Query, timeline: &Timeline, index: &Index, today: NaiveDate) {
    let printed = query.print(timeline.countries());
    let again = Query::parse(&printed, timeline.countries(), today);
    assert_eq!(again.as_ref(), Ok(query), "{printed:?} reads otherwise");
    let found = index.select(timeline, query, today);
    for term in &query.terms {
        let turned = Term {
            negated: !term.negated,
            test: term.test.clone(),
        };
        let (these, others) = (
            index.term(timeline, term, today),
            index.term(timeline, &turned, today),
        );
        for ix in (0u32..).take(timeline.len()).map(Ix) {
            assert_ne!(
                these.contains(ix),
                others.contains(ix),
                "{term:?} and its negation"
            );
            assert!(
                !found.contains(ix) || these.contains(ix),
                "{term:?} does not hold"
            );
        }
        assert!(!term.chip(timeline).is_empty());
    }
    for hint in query.hints(timeline) {
        assert!(!hint.is_empty());
    }
}

fn assert_error(error: &QueryError, text: &str) {
    assert!(
        text.get(error.span.clone()).is_some(),
        "{error:?} lies outside {text:?}"
    );
    assert!(
        !error.span.is_empty(),
        "{error:?} blames nothing in {text:?}"
    );
    assert!(error.hint.as_ref().is_none_or(|hint| !hint.is_empty()));
    let words = [
        &error.message,
        error.hint.as_ref().unwrap_or(&error.message),
    ];
    for words in words {
        let harmful = words.chars().find(|&c| is_harmful(c));
        assert_eq!(harmful, None, "{words:?}");
    }
    assert_eq!(
        error.underlined(text).lines().count(),
        3,
        "{:?}",
        error.underlined(text)
    );
}
