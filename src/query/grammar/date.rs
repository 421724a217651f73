//! Values that are dates.

use super::reader::{Atom, Reader};
use crate::model::when::Span;
use crate::query::error::QueryError;
use crate::query::fields::Field;
use crate::query::filter::DateItem;

impl Reader<'_> {
    pub(super) fn dates(&mut self, field: &Field) -> Result<Vec<DateItem>, QueryError> {
        let certain = self.equals()?;
        let mut items = Vec::new();
        loop {
            let atom = self.atom(&[])?;
            self.span_of(&atom)?;
            let is_year = atom.text.len() == 4
                && atom
                    .text
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || byte == b'X');
            if field.name == "year" && !is_year {
                return self.error(
                    atom.span,
                    "that is no year",
                    "write four digits, as in year:1972; other dates go with date:",
                );
            }
            items.push(DateItem {
                certain,
                text: atom.text.into(),
            });
            if !self.goes_on_alike()? {
                return Ok(items);
            }
        }
    }

    pub(super) fn first_days(&mut self) -> Result<Vec<Box<str>>, QueryError> {
        let atoms = self.list()?;
        for atom in &atoms {
            if self.span_of(atom)?.first.is_none() {
                return self.error(
                    atom.span.clone(),
                    "that date has no first day",
                    "write a date that begins somewhere",
                );
            }
        }
        Ok(atoms.into_iter().map(|atom| atom.text.into()).collect())
    }

    fn span_of(&self, atom: &Atom) -> Result<Span, QueryError> {
        Span::parse(&atom.text, self.today).or_else(|error| {
            // In a quotation the places are those of the text within the marks.
            let quoted = self
                .text
                .get(atom.span.clone())
                .is_some_and(|text| text.starts_with('"'));
            let at = atom.span.start + usize::from(quoted);
            let span = if error.span.is_empty() {
                atom.span.clone()
            } else {
                at + error.span.start..at + error.span.end
            };
            self.error(span, format!("the date {}", error.message), error.hint)
        })
    }
}
