//! The built-in rows: `assets/countries.tsv`, parsed once.
//!
//! Columns: the code; ISO 3166-1 alpha-3 and, of withdrawn codes, ISO 3166-3 alpha-4; the English name and a
//! name of at most 12 cells; the days on which the state or body existed; `default:` or `all:` and the codes
//! that continue it, the first of which it folds into; the region; names it bore before, each with its days;
//! further names, with days where another state bore them at other times.

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::NaiveDate;

use super::Country;
use super::names::{code_key, name_key};
use crate::text::fold;

/// The table, as every [`Countries`](super::Countries) starts with it.
pub(super) static TABLE: LazyLock<Table> =
    LazyLock::new(|| Table::parse(include_str!("../../../assets/countries.tsv")));

/// Days from the first to the last, both counted; `None` where there is no first or last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) first: Option<NaiveDate>,
    pub(super) last: Option<NaiveDate>,
}

impl Days {
    /// Says whether a day of `first..=last` is one of them.
    pub(super) fn meet(self, (first, last): (NaiveDate, NaiveDate)) -> bool {
        self.first.is_none_or(|day| day <= last) && self.last.is_none_or(|day| day >= first)
    }

    /// Reads `1918-10-28..1992-12-31`; either side may be left out.
    fn parse(text: &str) -> Option<Self> {
        let (first, last) = text.split_once("..")?;
        let day = |text: &str| match text {
            "" => Some(None),
            _ => text.parse().ok().map(Some),
        };
        Some(Self {
            first: day(first)?,
            last: day(last)?,
        })
    }
}

/// A name with the days on which it was borne.
#[derive(Clone, Copy, Debug)]
pub(super) struct DatedName {
    pub(super) text: &'static str,
    pub(super) days: Days,
}

impl DatedName {
    /// Reads `Burma@1989-06-18..`; without `@` the name is good on every day.
    fn parse(text: &'static str) -> Option<Self> {
        match text.split_once('@') {
            Some((text, days)) => Days::parse(days).map(|days| Self { text, days }),
            None => Some(Self {
                text,
                days: Days::default(),
            }),
        }
    }
}

/// Which countries continue one that is no more.
#[derive(Clone, Debug, Default)]
pub(super) struct Successors {
    /// Says whether it folds only where all are folded.
    pub(super) only_all: bool,
    /// The first is the one it folds into.
    pub(super) codes: Vec<&'static str>,
}

/// One line of the table.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) code: &'static str,
    pub(super) alpha3: &'static str,
    pub(super) alpha4: &'static str,
    pub(super) name: &'static str,
    pub(super) short: &'static str,
    /// Empty: existed whenever it matters.
    pub(super) spans: Vec<Days>,
    pub(super) successors: Successors,
    pub(super) region: &'static str,
    pub(super) former: Vec<DatedName>,
    pub(super) aliases: Vec<DatedName>,
}

impl Row {
    fn parse(line: &'static str) -> Option<Self> {
        let mut cells = line.split('\t');
        let mut cell = || cells.next();
        Some(Self {
            code: cell()?,
            alpha3: cell()?,
            alpha4: cell()?,
            name: cell()?,
            short: cell()?,
            spans: each(cell()?, ';', Days::parse)?,
            successors: Successors::parse(cell()?)?,
            region: cell()?,
            former: each(cell()?, ';', DatedName::parse)?,
            aliases: each(cell()?, ';', DatedName::parse)?,
        })
    }

    /// Says whether it existed on one of the days.
    pub(super) fn existed(&self, days: (NaiveDate, NaiveDate)) -> bool {
        self.spans.is_empty() || self.spans.iter().any(|span| span.meet(days))
    }

    /// Says whether it exists to this day.
    pub(super) fn goes_on(&self) -> bool {
        self.spans.last().is_none_or(|span| span.last.is_none())
    }
}

impl Successors {
    fn parse(text: &'static str) -> Option<Self> {
        if text.is_empty() {
            return Some(Self::default());
        }
        let (mode, codes) = text.split_once(':')?;
        Some(Self {
            only_all: mode == "all",
            codes: codes.split(',').collect(),
        })
    }
}

fn each<T>(
    cell: &'static str,
    separator: char,
    parse: impl Fn(&'static str) -> Option<T>,
) -> Option<Vec<T>> {
    cell.split(separator)
        .filter(|part| !part.is_empty())
        .map(parse)
        .collect()
}

/// Who bears a name, and when it means them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bearer {
    pub(super) country: Country,
    pub(super) days: Days,
}

/// All rows, and what finds them.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) rows: Vec<Row>,
    /// Own, alpha-3 and alpha-4 codes by [`code_key`]; an alpha-2 that two former states bore has both.
    pub(super) codes: HashMap<String, Vec<Country>>,
    /// By [`name_key`].
    pub(super) names: HashMap<String, Vec<Bearer>>,
    /// Every name, folded.
    pub(super) folded: Vec<(String, Country)>,
}

impl Table {
    /// Reads the table; a line that is not sound is left out (a test counts them).
    fn parse(text: &'static str) -> Self {
        let mut table = Self::default();
        let rows = text.lines().skip(1).filter_map(Row::parse);
        for (country, row) in (0..u16::MAX).map(Country).zip(rows) {
            table.index(country, &row);
            table.rows.push(row);
        }
        table.index_reused_codes();
        table
    }

    pub(super) fn row(&self, country: Country) -> Option<&Row> {
        self.rows.get(usize::from(country.0))
    }

    fn index(&mut self, country: Country, row: &Row) {
        for code in [row.code, row.alpha3, row.alpha4] {
            let bearers = self.codes.entry(code_key(code)).or_default();
            if !code.is_empty() && !bearers.contains(&country) {
                bearers.push(country);
            }
        }
        self.add_name(row.name, country, Days::default());
        self.add_name(row.short, country, Days::default());
        for former in &row.former {
            // Labels keep a former name long after the state has dropped it.
            self.add_name(former.text, country, Days::default());
        }
        for alias in &row.aliases {
            self.add_name(alias.text, country, alias.days);
        }
    }

    fn add_name(&mut self, name: &str, country: Country, days: Days) {
        let folded = fold(name);
        let bearers = self.names.entry(name_key(&folded)).or_default();
        if bearers.iter().all(|bearer| bearer.country != country) {
            bearers.push(Bearer { country, days });
        }
        self.folded.push((folded, country));
    }

    /// Lets `CS`, which is nobody's code today, lead to the former states that bore it.
    fn index_reused_codes(&mut self) {
        for (country, row) in (0..u16::MAX).map(Country).zip(&self.rows) {
            let Some(alpha2) = row.alpha4.get(..2) else {
                continue;
            };
            let bears = |other: &Row| other.code.eq_ignore_ascii_case(alpha2);
            if !self.rows.iter().any(bears) {
                self.codes
                    .entry(code_key(alpha2))
                    .or_default()
                    .push(country);
            }
        }
    }
}

#[cfg(test)]
mod tests;
