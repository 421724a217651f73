//! Finding a country by what somebody wrote or typed.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::error::CodeError;
use super::names::{code_key, name_key, without_parentheses};
use super::table::{Bearer, Days, Row, TABLE};
use super::{Countries, Country};
use crate::text::near::nearest_folded;
use crate::text::{Rank, fold, rank};

/// What a name or code finds.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// Exactly one.
    One(Country),
    /// Several states bear it.
    Several(Vec<Country>),
    /// None; the nearest name, if any is near.
    Unknown(Option<String>),
}

impl Countries {
    /// Finds a country by code, name, former name or alias, folded.
    ///
    /// `days` narrows what a name or `CS` meant then; without days a name means those that bear it today, if any
    /// do. A label with something in parentheses that is no name as a whole is also tried without it.
    pub fn find(&self, label: &str, days: Option<(NaiveDate, NaiveDate)>) -> Found {
        let codes = self.by_code(label);
        if !codes.is_empty() {
            return found(always(codes), days);
        }
        let forms = [Some(label.to_owned()), without_parentheses(label)];
        let mut any = Vec::new();
        for form in forms.into_iter().flatten() {
            let bearers = self.by_name(&form);
            if bearers.iter().any(|&bearer| bears(bearer, days)) {
                return found(bearers, days);
            }
            if any.is_empty() {
                any = bearers;
            }
        }
        if any.is_empty() {
            return Found::Unknown(self.nearest(label).map(|near| self.name(near).to_owned()));
        }
        found(any, days)
    }

    /// Returns the country that an event file's code stands for on the event's days.
    ///
    /// # Errors
    ///
    /// A word that is no code; a code of a state that was not there on any of the days, although it is withdrawn;
    /// `CS` outside the years of both states that bore it.
    pub fn resolve_code(
        &self,
        code: &str,
        days: Option<(NaiveDate, NaiveDate)>,
    ) -> Result<Country, CodeError> {
        if let Some(country) = self.by_exact_code(code) {
            return self.existing(country, days).map(|()| country);
        }
        let of = |several: &[Country]| several.iter().map(|&c| self.code(c).to_owned()).collect();
        match self.find(code, days) {
            // An alpha-2 that only former states bore is written like a code; anything else that is found is a hint.
            Found::One(country) if is_alpha2(code, country) => {
                self.existing(country, days).map(|()| country)
            }
            Found::Several(several) if several.iter().all(|&c| is_alpha2(code, c)) => {
                Err(CodeError::Several {
                    code: code.to_owned(),
                    of: of(&several),
                })
            }
            Found::One(country) => Err(CodeError::unknown(code, Some(self.code(country)))),
            Found::Several(several) => Err(CodeError::unknown(
                code,
                several.first().map(|&c| self.code(c)),
            )),
            Found::Unknown(_) => Err(CodeError::unknown(
                code,
                self.nearest(code).map(|near| self.code(near)),
            )),
        }
    }

    /// Returns the rows that answer what was typed, the best first, then by name; spaces and hyphens are not needed
    /// (`southkorea`, `coted`). Nothing typed: every row.
    pub fn search(&self, typed: &str) -> Vec<(Rank, Country)> {
        let needle = fold(typed).replace(' ', "");
        let mut ranks: Vec<Option<Rank>> = vec![None; self.labels.len()];
        let names = TABLE.folded.iter().chain(&self.own_folded);
        let by_name = names.filter_map(|(name, country)| Some((rank(name, &needle)?, *country)));
        let by_code = self
            .iter()
            .filter(|&country| fold(self.code(country)).replace(' ', "") == needle);
        for (rank, country) in by_name.chain(by_code.map(|country| (Rank::Code, country))) {
            if let Some(best) = ranks.get_mut(usize::from(country.0)) {
                *best = Some(best.map_or(rank, |best| best.min(rank)));
            }
        }
        let mut found: Vec<_> = self
            .iter()
            .zip(ranks)
            .filter_map(|(country, rank)| Some((rank?, country)))
            .collect();
        found.sort_by_cached_key(|&(rank, country)| (rank, fold(self.name(country))));
        found
    }

    fn by_code(&self, code: &str) -> &[Country] {
        let key = code_key(code.trim());
        let own = self.own_codes.get(&key).map(std::slice::from_ref);
        own.or_else(|| TABLE.codes.get(&key).map(Vec::as_slice))
            .unwrap_or_default()
    }

    pub(super) fn by_exact_code(&self, code: &str) -> Option<Country> {
        let mut countries = self.by_code(code).iter().copied();
        countries.find(|&country| self.code(country) == code)
    }

    fn by_name(&self, name: &str) -> Vec<Bearer> {
        let key = name_key(&fold(name));
        let own = always(self.own_names.get(&key).map_or(&[], Vec::as_slice));
        let mut bearers = TABLE.names.get(&key).cloned().unwrap_or_default();
        bearers.retain(|bearer| own.iter().all(|own| own.country != bearer.country));
        bearers.extend(own);
        bearers
    }

    /// Says whether the state of a withdrawn code existed on one of the days. Of other codes it always is so:
    /// a state may take part before it is one, a body meet before it is founded.
    fn existing(
        &self,
        country: Country,
        days: Option<(NaiveDate, NaiveDate)>,
    ) -> Result<(), CodeError> {
        let withdrawn = TABLE.row(country).filter(|row| !row.alpha4.is_empty());
        let (Some(days), Some(row)) = (days, withdrawn) else {
            return Ok(());
        };
        if row.existed(days) {
            return Ok(());
        }
        let there = |&other: &Country| TABLE.row(other).is_some_and(|row| row.existed(days));
        let instead = self.successors(country).into_iter().filter(there);
        Err(CodeError::NotThen {
            code: self.code(country).to_owned(),
            name: self.name(country).to_owned(),
            span: self.span(country),
            instead: instead.map(|other| self.code(other).to_owned()).collect(),
        })
    }

    fn nearest(&self, label: &str) -> Option<Country> {
        let folded = fold(label);
        // Any two letters are near to many codes.
        if folded.len() <= 3 {
            return None;
        }
        let own = self.iter().skip(TABLE.rows.len());
        let own_codes = own.map(|country| (fold(self.code(country)).into(), country));
        let names = self.own_folded.iter().chain(&TABLE.folded);
        let names = names.map(|(name, country)| (Cow::Borrowed(&**name), *country));
        nearest_folded(&folded, own_codes.chain(names))
    }
}

/// Says whether a code is the alpha-2 of a row that is listed by its alpha-4.
fn is_alpha2(code: &str, country: Country) -> bool {
    TABLE
        .row(country)
        .is_some_and(|row| row.code == row.alpha4 && row.alpha4.get(..2) == Some(code))
}

fn always(countries: &[Country]) -> Vec<Bearer> {
    countries
        .iter()
        .map(|&country| Bearer {
            country,
            days: Days::default(),
        })
        .collect()
}

/// Says whether a name means its bearer on one of the days, or today.
fn bears(bearer: Bearer, days: Option<(NaiveDate, NaiveDate)>) -> bool {
    let row = TABLE.row(bearer.country);
    match days {
        Some(days) => bearer.days.meet(days) && row.is_none_or(|row| row.existed(days)),
        None => bearer.days.last.is_none() && row.is_none_or(Row::goes_on),
    }
}

/// Narrows bearers to the days, and to the first day where several are left.
fn found(mut bearers: Vec<Bearer>, days: Option<(NaiveDate, NaiveDate)>) -> Found {
    for days in [days, days.map(|(first, _)| (first, first))] {
        if bearers.len() > 1 && bearers.iter().any(|&bearer| bears(bearer, days)) {
            bearers.retain(|&bearer| bears(bearer, days));
        }
    }
    match *bearers {
        [Bearer { country, .. }] => Found::One(country),
        _ => Found::Several(bearers.iter().map(|bearer| bearer.country).collect()),
    }
}
