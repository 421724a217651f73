//! The fields of the query language: one row each.
//!
//! What the names alone do not say:
//!
//! - `country:` are parties, `about:` is what they spoke of; a word of the text finds the names of both, so that
//!   `ukraine` finds an event about Ukraine.
//! - `person:` is who took part or is quoted.
//! - `role:` is a role of someone who took part, or one given to someone who is quoted: `role:spokesperson` finds
//!   what a spokesperson said. Who is quoted without a role did not for that take part.
//! - `place:` with the code of a country is where it took place; as with `country:`, places in a predecessor count for
//!   its successor as far as states are folded: `place:RU` finds Moscow in 1972.
//! - `relation:` is a relation as written; `has:related` and `has:plan` look both ways.
//! - `date:` and `year:` find what may lie there, with `=` what certainly does. `after:` takes in the value's own
//!   days, from its first one on; `before:` ends before that day.
//! - Parentheses mean nothing: bare they are refused, in quotation marks they are text like any other.

use super::filter::{CountryItem, DateItem, Has, Test};
use crate::model::{
    Confidence, Kind, Level, OutcomeKind, QuoteKind, RelationKind, Role, Status, Visit,
};

/// A field of the query language.
pub(super) struct Field {
    /// Its name, before the colon.
    pub name: &'static str,
    /// What it asks for, in a few words.
    pub about: &'static str,
    /// What its values are.
    pub values: Values,
    /// The words of a closed list.
    pub words: &'static [&'static str],
}

/// What the values of a field are, and what they make.
#[derive(Clone, Copy)]
pub(super) enum Values {
    /// Countries, alone, together or exactly.
    Countries {
        /// What they make.
        make: fn(Vec<CountryItem>) -> Test,
        /// Whether they may say from which country to which.
        directed: bool,
    },
    /// Dates, possible or certain.
    Dates(fn(Vec<DateItem>) -> Test),
    /// Dates with a first day.
    FirstDays(fn(Vec<Box<str>>) -> Test),
    /// Words of a closed list; the place of the first that is not in it otherwise.
    Words(fn(&[String]) -> Result<Test, usize>),
    /// Names and keys of the files.
    Names(fn(Vec<Box<str>>) -> Test),
}

/// Declares the words of a vocabulary and how they become a test.
macro_rules! closed {
    ($name:literal, $type:ident, $test:ident, $about:literal) => {
        Field {
            name: $name,
            about: $about,
            values: Values::Words(|words| all(words, $type::from_word).map(Test::$test)),
            words: $type::WORDS,
        }
    };
}

const fn names(name: &'static str, make: fn(Vec<Box<str>>) -> Test, about: &'static str) -> Field {
    Field {
        name,
        about,
        values: Values::Names(make),
        words: &[],
    }
}

/// Every field.
pub(super) const FIELDS: &[Field] = &[
    Field {
        name: "country",
        about: "who takes part",
        values: Values::Countries {
            make: Test::Country,
            directed: true,
        },
        words: &[],
    },
    Field {
        name: "about",
        about: "who is discussed",
        values: Values::Countries {
            make: Test::About,
            directed: false,
        },
        words: &[],
    },
    names("person", Test::Person, "who met or spoke"),
    names("topic", Test::Topic, "what about"),
    names("tag", Test::Tag, "free words"),
    closed!("kind", Kind, Kind, "call, visit …"),
    closed!("status", Status, Status, "held, planned …"),
    closed!("level", Level, Level, "of what rank"),
    closed!("visit", Visit, Visit, "state, working …"),
    closed!("confidence", Confidence, Confidence, "how sure"),
    closed!("role", Role, Role, "host, caller …"),
    closed!("quote-type", QuoteKind, QuoteKind, "readout, post …"),
    closed!("outcome", OutcomeKind, Outcome, "what came of it"),
    closed!("relation", RelationKind, Relation, "how related"),
    names("place", Test::Place, "where"),
    Field {
        name: "date",
        about: "when",
        values: Values::Dates(Test::Date),
        words: &[],
    },
    Field {
        name: "year",
        about: "in which year",
        values: Values::Dates(Test::Year),
        words: &[],
    },
    Field {
        name: "after",
        about: "from a day on",
        values: Values::FirstDays(Test::After),
        words: &[],
    },
    Field {
        name: "before",
        about: "until a day",
        values: Values::FirstDays(Test::Before),
        words: &[],
    },
    closed!("has", Has, Has, "quote, note …"),
    names("id", Test::Id, "one event"),
];

impl Field {
    /// Finds a field by its name, in any case.
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        FIELDS
            .iter()
            .find(|field| field.name.eq_ignore_ascii_case(name))
    }

    /// Returns the names of all fields.
    pub(super) fn names() -> impl Iterator<Item = &'static str> {
        FIELDS.iter().map(|field| field.name)
    }
}

fn all<T>(words: &[String], from: fn(&str) -> Option<T>) -> Result<Vec<T>, usize> {
    words
        .iter()
        .enumerate()
        .map(|(at, word)| from(word).ok_or(at))
        .collect()
}
