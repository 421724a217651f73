//! The condition that finds one person or one place of a timeline.

use super::eval::{people, places};
use super::filter::Test;
use crate::model::{PersonIx, PlaceIx, Timeline};
use crate::text::SafeText;

impl Test {
    /// Returns the condition that finds a person: by the key, or by the name where that means fewer others,
    /// since a key such as `xi` is also the begin of a word.
    pub fn person(timeline: &Timeline, person: PersonIx) -> Self {
        let one = timeline.person(person);
        Self::Person(vec![narrowest(one.key.as_ref(), &one.name, &|value| {
            people(timeline, value)
        })])
    }

    /// Returns the condition that finds a place: by the key, or by the name where that means fewer others.
    pub fn place(timeline: &Timeline, place: PlaceIx) -> Self {
        let one = timeline.place(place);
        Self::Place(vec![narrowest(one.key.as_ref(), &one.name, &|value| {
            places(timeline, value)
        })])
    }
}

/// Returns the key or the name, whichever means fewer; the key where they mean as many.
fn narrowest(
    key: Option<&SafeText>,
    name: &SafeText,
    meant: &dyn Fn(&[Box<str>]) -> Vec<bool>,
) -> Box<str> {
    let values = key.into_iter().chain([name]);
    let counted = values.map(|value| {
        let value: Box<str> = value.to_string().into();
        let count = meant(std::slice::from_ref(&value))
            .into_iter()
            .filter(|&is| is)
            .count();
        // What finds nothing at all, such as a name that folds to nothing, is the last resort.
        (count.checked_sub(1).unwrap_or(usize::MAX), value)
    });
    counted
        .min_by_key(|&(count, _)| count)
        .map_or_else(|| name.to_string().into(), |(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::timeline::Parts;
    use crate::model::{Countries, Person};

    fn person(key: &str, name: &str) -> Person {
        Person {
            key: Some(SafeText::field(key)),
            name: SafeText::field(name),
            native: None,
            aka: Box::new([]),
        }
    }

    #[test]
    fn a_key_that_begins_another_name_gives_way_to_the_name() {
        let timeline = Timeline::build(Parts {
            people: vec![
                person("xi", "Xi Jinping"),
                person("bao", "Xia Baolong"),
                person("han", "Han Zheng"),
            ],
            countries: Countries::default(),
            ..Parts::default()
        });
        let value = |at| Test::person(&timeline, PersonIx(at));
        assert_eq!(value(0), Test::Person(vec!["Xi Jinping".into()]));
        assert_eq!(value(1), Test::Person(vec!["bao".into()]));
        assert_eq!(value(2), Test::Person(vec!["han".into()]));
    }
}
