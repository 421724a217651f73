//! What is likely to have been meant by a query that can be read but finds nothing.

use super::filter::{Query, Test};
use super::names::Names;
use crate::model::country::Found;
use crate::model::{Fold, Timeline};
use crate::text::near::nearest;
use crate::text::{SafeText, fold};

/// Of more events the ids are not compared.
const IDS: usize = 100_000;

impl Query {
    /// Returns a hint for every name or key in the query that the timeline does not know, so that nothing is
    /// found, and for every code of two letters that is taken for a word of the text.
    pub fn hints(&self, timeline: &Timeline) -> Vec<String> {
        let tests = self.terms.iter().map(|term| &term.test);
        tests.flat_map(|test| of(timeline, test)).collect()
    }
}

fn of(timeline: &Timeline, wanted: &Test) -> Vec<String> {
    let (what, values): (&str, &[Box<str>]) = match wanted {
        Test::Person(values) => ("nobody", values),
        Test::Topic(values) => ("no topic", values),
        Test::Tag(values) => ("no tag", values),
        Test::Place(values) => ("no place", values),
        Test::Id(values) => ("no event", values),
        Test::Text(text) if is_short_code(timeline, text) => {
            return vec![format!(
                "`{text}` is searched for as text; the country is country:{text}"
            )];
        }
        _ => return Vec::new(),
    };
    let unknown = values
        .iter()
        .filter(|value| !is_known(timeline, wanted, value));
    unknown
        .map(|value| {
            let name = SafeText::message(value, 40);
            let near = near(timeline, wanted, value);
            let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            format!("{what} is called `{name}`{near}")
        })
        .collect()
}

fn is_short_code(timeline: &Timeline, text: &str) -> bool {
    let countries = timeline.countries();
    text.len() == 2
        && countries
            .iter()
            .any(|country| countries.code(country) == text)
}

fn is_known(timeline: &Timeline, test: &Test, value: &str) -> bool {
    let wanted = fold(value);
    match test {
        Test::Person(_) => !Names::people(timeline).find(value).is_empty(),
        Test::Topic(_) => timeline.tags().iter().any(|tag| fold(&tag.slug) == wanted),
        Test::Tag(_) => timeline
            .events()
            .iter()
            .any(|event| event.tags.iter().any(|tag| fold(tag) == wanted)),
        Test::Place(_) => {
            let countries = timeline.countries();
            let mut codes = countries.iter().map(|country| countries.code(country));
            !Names::places(timeline, Fold::None).find(value).is_empty()
                || codes.any(|code| code.eq_ignore_ascii_case(value))
        }
        Test::Id(_) => timeline.find(value).is_some(),
        _ => true,
    }
}

fn near<'a>(timeline: &'a Timeline, test: &Test, value: &str) -> Option<&'a str> {
    match test {
        Test::Person(_) => {
            let people = timeline.people().iter();
            nearest(value, people.filter_map(|person| person.key.as_deref()))
        }
        Test::Topic(_) => nearest(value, timeline.tags().iter().map(|tag| &*tag.slug)),
        Test::Place(_) => {
            if let Found::One(country) = timeline.countries().find(value, None) {
                return Some(timeline.countries().code(country));
            }
            let places = timeline.places().iter();
            nearest(value, places.filter_map(|place| place.key.as_deref()))
        }
        Test::Id(_) => {
            let events = timeline.events().iter().take(IDS);
            nearest(value, events.map(|event| &*event.id.0))
        }
        _ => None,
    }
}
