//! Countries, former states and organisations, and what they were called when.
//!
//! A code means one state for ever: the ISO 3166-1 alpha-2 code of today's countries; of withdrawn codes the
//! alpha-2 where nobody bears it now (`SU`, `YU`, `DD`), else the ISO 3166-3 alpha-4 (`CSHH`, `CSXX`); `XK`,
//! which ISO never gave out; names of three letters or more, or with a digit, for organisations, and `EU` and
//! `UN`, which ISO reserves for them. A file's own codes begin with `x-`. Days are those of political history,
//! not those on which ISO changed its list. A row says how a state is listed, nothing about its standing.

use std::borrow::Cow;
use std::collections::HashMap;

use chrono::NaiveDate;

use crate::text::{fold, saturate, truncate};

mod error;
mod find;
mod names;
mod table;

pub use error::CodeError;
pub use find::Found;
use names::{code_key, name_key};
use table::{Row, TABLE};

/// How wide a short name may be.
const SHORT_CELLS: u16 = 12;

/// A country, former state or organisation: an index into [`Countries`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Country(pub u16);

/// Which predecessor states a country also finds (and shares its lane with).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Fold {
    /// Those that the table marks as continued, such as SU by RU.
    #[default]
    Default,
    /// Also those that ended in several states or joined another, such as YU and DD.
    All,
    /// None.
    None,
}

/// The country table of a timeline: the built-in rows, the files' names for them and the files' own `x-` codes.
#[derive(Clone, Debug)]
pub struct Countries {
    labels: Vec<Label>,
    own_codes: HashMap<String, Country>,
    own_names: HashMap<String, Vec<Country>>,
    /// The same names, folded, in the order of their definition.
    own_folded: Vec<(String, Country)>,
}

/// How a row is shown.
#[derive(Clone, Debug)]
struct Label {
    code: Cow<'static, str>,
    name: Cow<'static, str>,
    short: Cow<'static, str>,
    /// Says whether a file has given it the name, which then holds on every day.
    renamed: bool,
}

impl Default for Countries {
    /// Returns the built-in rows.
    fn default() -> Self {
        let label = |row: &Row| Label {
            code: row.code.into(),
            name: row.name.into(),
            short: row.short.into(),
            renamed: false,
        };
        Self {
            labels: TABLE.rows.iter().map(label).collect(),
            own_codes: HashMap::new(),
            own_names: HashMap::new(),
            own_folded: Vec::new(),
        }
    }
}

impl Countries {
    /// Returns the code, as files and queries write it: `US`, `CSHH`, `NATO`, `x-hawaii`.
    pub fn code(&self, country: Country) -> &str {
        self.label(country).map_or("", |label| &label.code)
    }

    /// Returns the name in English.
    pub fn name(&self, country: Country) -> &str {
        self.label(country).map_or("", |label| &label.name)
    }

    /// Returns the name as it was on a day (Ceylon, Persia, …); a name that a file gives holds on every day.
    pub fn name_on(&self, country: Country, day: Option<NaiveDate>) -> &str {
        let former = |day: NaiveDate| {
            let row = TABLE.row(country)?;
            row.former
                .iter()
                .find(|former| former.days.meet((day, day)))
        };
        match self.label(country) {
            Some(label) if !label.renamed => day
                .and_then(former)
                .map_or(&label.name, |former| former.text),
            _ => self.name(country),
        }
    }

    /// Returns a name of at most 12 cells.
    pub fn short(&self, country: Country) -> &str {
        self.label(country).map_or("", |label| &label.short)
    }

    /// Returns the continent (by the United Nations' M49 list), `Body` for an organisation, and an empty string for
    /// a file's own code.
    pub fn region(&self, country: Country) -> &'static str {
        TABLE.row(country).map_or("", |row| row.region)
    }

    /// Returns the number of rows: every `Country` below it is valid.
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// Says whether the table is empty.
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// Returns every row, the built-in ones by code first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Country> + ExactSizeIterator + use<> {
        (0..u16::try_from(self.labels.len()).unwrap_or(u16::MAX)).map(Country)
    }

    /// Defines a code of a file's own (`x-name`) or renames a row; returns its country.
    ///
    /// Of 65,535 rows the last takes whatever is defined after it.
    pub fn define(&mut self, code: &str, name: &str, short: Option<&str>) -> Country {
        let country = self
            .by_exact_code(code)
            .unwrap_or(Country(saturate(self.labels.len()).min(u16::MAX - 1)));
        let label = Label {
            code: code.to_owned().into(),
            name: name.to_owned().into(),
            short: truncate(short.unwrap_or(name), SHORT_CELLS)
                .into_owned()
                .into(),
            renamed: self.name(country) != name,
        };
        match self.labels.get_mut(usize::from(country.0)) {
            Some(row) => *row = label,
            None => self.labels.push(label),
        }
        self.own_codes.insert(code_key(code), country);
        for name in [Some(name), short].into_iter().flatten() {
            self.add_own_name(fold(name), country);
        }
        country
    }

    /// Returns the first and last day of the state, `None` where it has no known begin or goes on.
    pub fn span(&self, country: Country) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let spans = TABLE.row(country).map_or(&[][..], |row| &row.spans);
        let first = spans.first().and_then(|span| span.first);
        (first, spans.last().and_then(|span| span.last))
    }

    /// Says whether the state or body existed on a day, as far as the table knows: of territories, bodies without a
    /// founding day and codes of a file's own it says yes.
    pub fn exists_on(&self, country: Country, day: NaiveDate) -> bool {
        TABLE.row(country).is_none_or(|row| row.existed((day, day)))
    }

    /// Says whether the state is no more, or the code is one that ISO has withdrawn.
    pub fn is_former(&self, country: Country) -> bool {
        TABLE
            .row(country)
            .is_some_and(|row| !row.goes_on() || !row.alpha4.is_empty())
    }

    /// Returns the country in whose lane an event's party stands and whose filter finds it.
    pub fn folded(&self, country: Country, fold: Fold) -> Country {
        let into = |country: Country| {
            let successors = &TABLE.row(country)?.successors;
            let folds = match fold {
                Fold::None => false,
                Fold::Default => !successors.only_all,
                Fold::All => true,
            };
            successors
                .codes
                .first()
                .filter(|_| folds)
                .and_then(|code| by_built_in_code(code))
        };
        into(country).unwrap_or(country)
    }

    /// Returns the countries that continue one that is no more, first the one it folds into.
    pub fn successors(&self, country: Country) -> Vec<Country> {
        let codes = TABLE
            .row(country)
            .map_or(&[][..], |row| &row.successors.codes);
        codes
            .iter()
            .filter_map(|code| by_built_in_code(code))
            .collect()
    }

    fn label(&self, country: Country) -> Option<&Label> {
        self.labels.get(usize::from(country.0))
    }

    fn add_own_name(&mut self, folded: String, country: Country) {
        let bearers = self.own_names.entry(name_key(&folded)).or_default();
        if bearers.last() != Some(&country) {
            bearers.push(country);
            self.own_folded.push((folded, country));
        }
    }
}

fn by_built_in_code(code: &str) -> Option<Country> {
    TABLE
        .codes
        .get(&code_key(code))
        .and_then(|countries| countries.first().copied())
}

#[cfg(test)]
mod tests;
