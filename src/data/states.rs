//! Country codes as event files write them, and what they meant on a day.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use crate::model::country::{Countries, Country, Found};

/// First and last possible day; open ends are the first and last day there is.
pub type Days = (NaiveDate, NaiveDate);

/// A known code: one state, or one of several by the date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Label {
    /// One state or organisation.
    One(Country),
    /// A code that several states bore (`CS`).
    Several(Box<str>),
}

/// Why a code does not fit a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// A former state, outside its years.
    NotAState(Country),
    /// A state of today, before it existed.
    NotYet(Country),
    /// The days do not decide between these.
    Several(Vec<Country>),
}

/// The country table, by code.
#[derive(Clone, Debug, Default)]
pub struct States {
    codes: HashMap<Box<str>, Country>,
    /// Codes of two letters that several former states bore, each of which has a longer one.
    shared: HashSet<Box<str>>,
    /// The codes of two letters once more, by [`letters`]: nearly all that files have.
    short: Vec<Option<Country>>,
    /// Former states and those that continue them.
    successors: Vec<(Country, Country)>,
    table: Countries,
}

/// How many codes of two letters there may be.
const SHORT: usize = 26 * 26;

/// Returns the rank of a code of two letters.
fn letters(code: &str) -> Option<usize> {
    match *code.as_bytes() {
        [first @ b'A'..=b'Z', second @ b'A'..=b'Z'] => {
            Some(26 * usize::from(first - b'A') + usize::from(second - b'A'))
        }
        _ => None,
    }
}

impl States {
    /// Takes the built-in table.
    pub fn new() -> Self {
        let table = Countries::default();
        let codes: HashMap<Box<str>, _> = table
            .iter()
            .map(|country| (table.code(country).into(), country))
            .collect();
        let mut seen = HashSet::new();
        let mut shared = HashSet::new();
        for country in table.iter().filter(|&country| table.is_former(country)) {
            let code = table.code(country);
            if let Some(short) = code.get(..2).filter(|_| code.len() == 4)
                && !seen.insert(short)
            {
                shared.insert(short.into());
            }
        }
        let successors = table.iter().flat_map(|former| {
            let after = table.successors(former).into_iter();
            after.map(move |after| (former, after))
        });
        let mut short = vec![None; SHORT];
        for (code, &country) in &codes {
            if let Some(slot) = letters(code).and_then(|at| short.get_mut(at)) {
                *slot = Some(country);
            }
        }
        Self {
            codes,
            shared,
            short,
            successors: successors.collect(),
            table,
        }
    }

    /// Returns the table.
    pub fn table(&self) -> &Countries {
        &self.table
    }

    /// Hands over the table.
    pub fn into_table(self) -> Countries {
        self.table
    }

    /// Defines a code of a file's own, or renames one.
    pub fn define(&mut self, code: &str, name: &str, short: Option<&str>) -> Country {
        let country = self.table.define(code, name, short);
        self.codes.insert(code.into(), country);
        country
    }

    /// Finds a code exactly as written; names are not taken.
    pub fn label(&self, code: &str) -> Option<Label> {
        let short = || *self.short.get(letters(code)?)?;
        if let Some(country) = short().or_else(|| self.codes.get(code).copied()) {
            return Some(Label::One(country));
        }
        self.shared
            .contains(code)
            .then(|| Label::Several(code.into()))
    }

    /// Returns the code that was probably meant.
    pub fn nearest(&self, label: &str) -> Option<&str> {
        match self.table.find(label, None) {
            Found::One(country) => Some(self.table.code(country)),
            Found::Several(_) => None,
            Found::Unknown(near) => match self.table.find(&near?, None) {
                Found::One(country) => Some(self.table.code(country)),
                Found::Several(_) | Found::Unknown(_) => None,
            },
        }
    }

    /// Returns the country of a code on a day; a state of today counts before its time too, with a misfit.
    pub fn on(&self, label: &Label, days: Days) -> (Option<Country>, Option<Misfit>) {
        let country = match label {
            Label::One(country) => *country,
            Label::Several(code) => match self.table.find(code, Some(days)) {
                Found::One(country) => country,
                Found::Several(states) => return (None, Some(Misfit::Several(states))),
                Found::Unknown(_) => return (None, Some(Misfit::Several(Vec::new()))),
            },
        };
        let misfit = match (self.existed(country, days), self.table.is_former(country)) {
            (true, _) => None,
            (false, true) => return (None, Some(Misfit::NotAState(country))),
            (false, false) => Some(Misfit::NotYet(country)),
        };
        (Some(country), misfit)
    }

    /// Says whether a state existed on some of the days.
    fn existed(&self, country: Country, days: Days) -> bool {
        let begins = self.table.span(country).0;
        self.table.exists_on(country, days.0)
            || self.table.exists_on(country, days.1)
            || begins.is_some_and(|begins| (days.0..=days.1).contains(&begins))
    }

    /// Returns the state that stood in the place of another one on a day: its successor or predecessor.
    pub fn instead(&self, country: Country, days: Days) -> Option<Country> {
        let pairs = || self.successors.iter();
        let after = pairs().filter(|(former, _)| *former == country);
        let before = pairs().filter(|(_, after)| *after == country);
        let after = after.map(|&(_, after)| after);
        after
            .chain(before.map(|&(former, _)| former))
            .find(|&other| self.existed(other, days))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn day(text: &str) -> Days {
        let day = text.parse().unwrap();
        (day, day)
    }

    #[rstest]
    #[case("SU", "1962-10-28", Some("SU"), None)]
    #[case("SU", "1995-01-01", None, Some("RU"))]
    #[case("RU", "1962-10-28", Some("RU"), Some("SU"))]
    #[case("RU", "2025-10-28", Some("RU"), None)]
    #[case("CS", "1968-08-21", Some("CSHH"), None)]
    #[case("CS", "2004-06-01", Some("CSXX"), None)]
    #[case("DD", "2025-01-01", None, Some("DE"))]
    #[case("US", "1800-01-01", Some("US"), None)]
    fn codes_by_day(
        #[case] code: &str,
        #[case] on: &str,
        #[case] is: Option<&str>,
        #[case] instead: Option<&str>,
    ) {
        let states = States::new();
        let (country, misfit) = states.on(&states.label(code).unwrap(), day(on));
        assert_eq!(country.map(|country| states.table().code(country)), is);
        let other = match misfit {
            Some(Misfit::NotAState(state) | Misfit::NotYet(state)) => {
                states.instead(state, day(on))
            }
            Some(Misfit::Several(_)) | None => None,
        };
        assert_eq!(other.map(|country| states.table().code(country)), instead);
    }

    #[test]
    fn names_and_small_letters_are_no_codes_but_lead_to_them() {
        let states = States::new();
        assert_eq!(states.label("France"), None);
        assert_eq!(states.label("us"), None);
        assert_eq!(states.nearest("France"), Some("FR"));
        assert_eq!(states.nearest("us"), Some("US"));
        assert!(matches!(
            states.on(&states.label("CS").unwrap(), day("1999-01-01")),
            (None, Some(Misfit::Several(_)))
        ));
    }
}
