//! The query language read: text to a [`Query`], or the place and the way out.
//!
//! ```text
//! query = { term }
//! term  = [ "-" ] ( field ":" [ "=" ] item { "," item } | text )
//! item  = atom { "+" atom } | atom ">" atom | atom
//! atom  = quoted | "[" … "]" | characters other than space, comma and '"'
//! ```

mod country;
mod date;
mod free;
mod reader;

use chrono::NaiveDate;

use super::error::QueryError;
use super::fields::{Field, Values};
use super::filter::{Query, Term, Test};
use crate::model::Countries;
use crate::text::SafeText;
use crate::text::near::nearest;
use reader::Reader;

impl Query {
    /// Reads a query.
    ///
    /// # Errors
    /// Names the first place that cannot be read, what was expected, and the nearest word where one is near.
    pub fn parse(text: &str, countries: &Countries, today: NaiveDate) -> Result<Self, QueryError> {
        let mut reader = Reader::new(text, countries, today);
        let mut terms = Vec::new();
        while reader.skip_space() {
            terms.push(reader.term()?);
        }
        Ok(Self { terms })
    }
}

impl Reader<'_> {
    fn term(&mut self) -> Result<Term, QueryError> {
        let start = self.at;
        let negated = self.eat('-');
        if self.ends_term() {
            return self.error(
                start..self.at,
                "`-` alone leaves nothing out",
                "write what to leave out right after it, as in -kind:visit",
            );
        }
        if self.peek() == Some('-') {
            return self.error(start..self.at + 1, "`-` is doubled", "write it once");
        }
        let word: String = self
            .rest()
            .chars()
            .take_while(|c| c.is_ascii_alphabetic() || *c == '-')
            .collect();
        let named = self
            .rest()
            .get(word.len()..)
            .is_some_and(|rest| rest.starts_with(':'));
        let test = if named && !word.is_empty() {
            self.field(&word)?
        } else {
            self.free_text()?
        };
        Ok(Term { negated, test })
    }

    fn field(&mut self, word: &str) -> Result<Test, QueryError> {
        let start = self.at;
        let Some(field) = Field::named(word) else {
            let near = nearest(&word.to_lowercase(), Field::names());
            let hint = near.map_or_else(
                || {
                    format!(
                        "the fields are {}; a text with a colon stands in quotes",
                        Field::names().collect::<Vec<_>>().join(", ")
                    )
                },
                |near| format!("did you mean `{near}:`?"),
            );
            return self.error(
                start..start + word.len(),
                format!("there is no field `{word}:`"),
                hint,
            );
        };
        self.at += word.len() + 1;
        match field.values {
            Values::Countries { make, directed } => self.country_items(directed).map(make),
            Values::Dates(make) => self.dates(field).map(make),
            Values::FirstDays(make) => self.first_days().map(make),
            Values::Words(make) => self.words(field, make),
            Values::Names(make) => self
                .list()
                .map(|atoms| make(atoms.into_iter().map(|atom| atom.text.into()).collect())),
        }
    }

    fn words(
        &mut self,
        field: &Field,
        make: fn(&[String]) -> Result<Test, usize>,
    ) -> Result<Test, QueryError> {
        let atoms = self.list()?;
        let words: Vec<String> = atoms.iter().map(|atom| atom.text.to_lowercase()).collect();
        make(&words).or_else(|at| {
            let atom = &atoms[at];
            let near = nearest(&words[at], field.words.iter().copied());
            let hint = near.map_or_else(
                || format!("it takes {}", field.words.join(", ")),
                |near| format!("did you mean {near}? It takes {}", field.words.join(", ")),
            );
            let word = SafeText::message(&atom.text, 40);
            self.error(
                atom.span.clone(),
                format!("`{}:` has no value `{word}`", field.name),
                hint,
            )
        })
    }
}

#[cfg(test)]
mod tests;
