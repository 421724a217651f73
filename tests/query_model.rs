//! Random queries over random collections, beside a model that looks at every event by the words of the language.
//!
//! The model knows nothing of bitmaps, folding or dates: whatever it needs of them stands in its tables by hand.

#![expect(clippy::unwrap_used, reason = "a model without its tables is none")]

#[path = "query_model/ask.rs"]
mod ask;
#[path = "query_model/model.rs"]
mod model;
#[path = "query_model/spec.rs"]
mod spec;
#[path = "query_model/tables.rs"]
mod tables;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use demarche::model::{Fold, Timeline};
use demarche::query::{Bitmap, Facet, Index, Query, Value};
use proptest::prelude::*;
use proptest::sample::select;

use ask::{Ask, ask, joined};
use model::Model;
use spec::{id, spec, timeline};
use tables::TODAY;

fn ids(timeline: &Timeline, set: &Bitmap) -> BTreeSet<String> {
    set.iter()
        .map(|ix| timeline.event(ix).id.0.to_string())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn the_index_finds_what_the_model_finds(
        specs in prop_oneof![
            9 => prop::collection::vec(spec(), 0..12),
            1 => prop::collection::vec(spec(), 60..140),
        ],
        queries in prop::collection::vec(prop::collection::vec(ask(), 1..4), 20),
        fold in select(&[Fold::Default, Fold::All, Fold::None]),
    ) {
        let today: NaiveDate = TODAY.parse().unwrap();
        let timeline = timeline(&specs);
        let index = Index::build(&timeline, fold);
        let model = Model { specs: &specs, fold };
        let countries = timeline.countries();
        for asks in &queries {
            let text = joined(asks, " ", Ask::write);
            let query = Query::parse(&text, countries, today);
            prop_assert!(query.is_ok(), "{}: {:?}", text, query);
            let query = query.unwrap();
            let printed = query.print(countries);
            prop_assert_eq!(Query::parse(&printed, countries, today), Ok(query.clone()));

            let set = index.select(&timeline, &query, today);
            let expected: BTreeSet<usize> = (0..specs.len())
                .filter(|&at| asks.iter().all(|ask| model.holds(at, ask)))
                .collect();
            let named: BTreeSet<String> = expected.iter().map(|&at| id(at)).collect();
            prop_assert_eq!(ids(&timeline, &set), named, "{} with {:?}", text, fold);
            prop_assert_eq!(set.count(), expected.len());

        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_value_has_as_many_events_as_its_query_finds(
        specs in prop::collection::vec(spec(), 0..40),
        queries in prop::collection::vec(prop::collection::vec(ask(), 0..3), 4),
        fold in select(&[Fold::Default, Fold::All, Fold::None]),
    ) {
        let today: NaiveDate = TODAY.parse().unwrap();
        let timeline = timeline(&specs);
        let index = Index::build(&timeline, fold);
        let model = Model { specs: &specs, fold };
        let countries = timeline.countries();
        for asks in &queries {
            let text = joined(asks, " ", Ask::write);
            let query = Query::parse(&text, countries, today).unwrap();
            let set = index.select(&timeline, &query, today);
            let expected: Vec<usize> = (0..specs.len())
                .filter(|&at| asks.iter().all(|ask| model.holds(at, ask)))
                .collect();
            for &facet in Facet::ALL {
                let entries = index.entries(facet).iter();
                let values: Vec<&str> = entries
                    .map(|entry| match entry.value {
                        Value::Country(country) => countries.code(country),
                        Value::Text(ref text) => text,
                    })
                    .collect();
                let all: BTreeSet<String> = values.iter().map(|&value| value.to_owned()).collect();
                prop_assert_eq!(all, model.values(facet), "{:?}", facet);
                let counts = index.counts(facet, &set);
                prop_assert_eq!(counts.len(), values.len());
                for (value, count) in values.into_iter().zip(counts) {
                    let has = |at: &&usize| model.has_value(**at, facet, value);
                    let naive = expected.iter().filter(has).count();
                    prop_assert_eq!(count, naive, "{}: {:?} {}", text, facet, value);
                }
            }
        }
    }
}
