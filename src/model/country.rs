//! Countries and organisations: placeholder table.

use chrono::NaiveDate;

/// A country, former state or organisation: an index into [`Countries`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Country(pub u16);

/// Which predecessor states a country also finds (and shares its lane with).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Fold {
    /// Those that the table marks as continued, such as SU by RU.
    #[default]
    Default,
    /// Also those that ended in several states, such as YU.
    All,
    /// None.
    None,
}

/// The country table of a timeline: the built-in rows, the files' names for them and the files' own `x-` codes.
#[derive(Clone, Debug, Default)]
pub struct Countries {
    rows: Vec<(String, String)>,
}

/// What a name or code finds.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// Exactly one.
    One(Country),
    /// Several states bear it.
    Several(Vec<Country>),
    /// None; the nearest name or code, if any is near.
    Unknown(Option<String>),
}

impl Countries {
    /// Returns the code, as files and queries write it: `US`, `CSHH`, `NATO`, `x-hawaii`.
    pub fn code(&self, country: Country) -> &str {
        &self.rows[country.0 as usize].0
    }

    /// Returns the name in English.
    pub fn name(&self, country: Country) -> &str {
        &self.rows[country.0 as usize].1
    }

    /// Returns the name as it was on a day (Burma, Zaire, …).
    pub fn name_on(&self, country: Country, _day: Option<NaiveDate>) -> &str {
        self.name(country)
    }

    /// Returns a name of at most 12 cells.
    pub fn short(&self, country: Country) -> &str {
        self.name(country)
    }

    /// Returns the number of rows: every `Country` below it is valid.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Says whether the table is empty.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Finds a country by code, name, former name or alias, folded; `days` narrows what a name or `CS` meant then.
    pub fn find(&self, label: &str, _days: Option<(NaiveDate, NaiveDate)>) -> Found {
        match (0u16..).zip(&self.rows).find(|(_, row)| row.0 == label) {
            Some((ix, _)) => Found::One(Country(ix)),
            None => Found::Unknown(None),
        }
    }

    /// Defines a code of a file's own (`x-name`) or renames a row; returns its country.
    pub fn define(&mut self, code: &str, name: &str, _short: Option<&str>) -> Country {
        self.rows.push((code.into(), name.into()));
        Country(u16::try_from(self.rows.len() - 1).unwrap_or(u16::MAX))
    }

    /// Returns the first and last day of the state, `None` where it has no known begin or goes on.
    pub fn span(&self, _country: Country) -> (Option<NaiveDate>, Option<NaiveDate>) {
        (None, None)
    }

    /// Returns the country in whose lane an event's party stands and whose filter finds it.
    pub fn folded(&self, country: Country, _fold: Fold) -> Country {
        country
    }
}
