//! Country codes as event files write them, and what they meant on a day.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::model::country::{Countries, Country, Fold, Found};

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
    table: Countries,
    codes: HashMap<Box<str>, Country>,
}

/// Stand-in until the country table is there.
const CODES: &str = "AE AL AM AR AT AU AZ BA BE BH BR CA CGTN CH CN CNA CNN CU CZ DD DE DK EG ES EU FI FR G20 GB GL HU IANS ID IL IN IQ IR IRNA IS IT JO JP KG KH KP KR KTVQ KZ LA LB MA MBS MBZ MEAWW MN MT MU MY N1 NATO NDTV NL NPR OAN OM PE PK PL PS QA R2100 RBTFL RT RTHK RU SA SE SG SI SU SY TASS TH TJ TM TR TW UA UNN UPI US UZ VA VE VN WION WORLD XK ZA";

impl States {
    /// Takes the built-in table.
    pub fn new() -> Self {
        let mut table = Countries::default();
        if table.is_empty() {
            for code in CODES.split_whitespace() {
                table.define(code, code, None);
            }
        }
        let codes = all(&table)
            .map(|country| (table.code(country).into(), country))
            .collect();
        Self { table, codes }
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
        if let Some(&country) = self.codes.get(code) {
            return Some(Label::One(country));
        }
        let capitals = code.len() >= 2 && code.bytes().all(|byte| byte.is_ascii_uppercase());
        match self.table.find(code, None) {
            Found::Several(states) if capitals && states.len() > 1 => {
                Some(Label::Several(code.into()))
            }
            _ => None,
        }
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
        let misfit = match self.table.span(country) {
            (from, Some(to)) if to < days.0 || from.is_some_and(|from| from > days.1) => {
                return (None, Some(Misfit::NotAState(country)));
            }
            (Some(from), None) if from > days.1 => Some(Misfit::NotYet(country)),
            _ => None,
        };
        (Some(country), misfit)
    }

    /// Returns the state that stood in the place of another one on a day: its successor or predecessor.
    pub fn instead(&self, country: Country, days: Days) -> Option<Country> {
        let lane = self.table.folded(country, Fold::All);
        all(&self.table)
            .filter(|&other| other != country && self.table.folded(other, Fold::All) == lane)
            .find(|&other| {
                let (from, to) = self.table.span(other);
                from.is_none_or(|from| from <= days.1) && to.is_none_or(|to| to >= days.0)
            })
    }
}

fn all(table: &Countries) -> impl Iterator<Item = Country> {
    (0u16..).take(table.len()).map(Country)
}
