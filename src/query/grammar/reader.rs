//! The text of a query from left to right: values, quotations, what parts them.

use std::ops::Range;

use chrono::NaiveDate;

use crate::model::Countries;
use crate::query::error::QueryError;
use crate::text::SafeText;

/// A query, and how far it has been read.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) countries: &'a Countries,
    pub(super) today: NaiveDate,
}

/// One value as it was written.
pub(super) struct Atom {
    /// Without its quotation marks.
    pub(super) text: String,
    /// Where it stands, with them.
    pub(super) span: Range<usize>,
}

impl<'a> Reader<'a> {
    pub(super) const fn new(text: &'a str, countries: &'a Countries, today: NaiveDate) -> Self {
        Self {
            text,
            at: 0,
            countries,
            today,
        }
    }

    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn eat(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.at += wanted.len_utf8();
        }
        found
    }

    pub(super) fn skip_space(&mut self) -> bool {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
        self.at < self.text.len()
    }

    /// Says whether the term is over: white space or nothing follows.
    pub(super) fn ends_term(&self) -> bool {
        self.peek().is_none_or(char::is_whitespace)
    }

    /// Refuses the query at a place. What the words repeat of it is cleaned here, for all of them.
    pub(super) fn error<T>(
        &self,
        span: Range<usize>,
        message: impl AsRef<str>,
        hint: impl AsRef<str>,
    ) -> Result<T, QueryError> {
        let hint = SafeText::field(hint.as_ref());
        Err(QueryError {
            span: self.whole_characters(span),
            message: SafeText::field(message.as_ref()).to_string(),
            hint: (!hint.is_empty()).then(|| hint.to_string()),
        })
    }

    /// Widens a range to whole characters of the query.
    fn whole_characters(&self, span: Range<usize>) -> Range<usize> {
        let is_border = |at: &usize| self.text.is_char_boundary(*at);
        let len = self.text.len();
        let start = (0..=span.start.min(len)).rev().find(is_border);
        let end = (span.end.min(len)..=len).find(is_border);
        start.unwrap_or_default()..end.unwrap_or(len)
    }

    /// Reads the `=` before the values, if there is one.
    pub(super) fn equals(&mut self) -> Result<bool, QueryError> {
        let start = self.at;
        let found = self.eat('=');
        if found && self.peek() == Some('=') {
            return self.error(start..self.at + 1, "`=` is doubled", "write it once");
        }
        Ok(found)
    }

    /// Reads values parted by commas.
    pub(super) fn list(&mut self) -> Result<Vec<Atom>, QueryError> {
        let mut atoms = Vec::new();
        loop {
            if self.peek() == Some('=') {
                return self.error(
                    self.at..self.at + 1,
                    "`=` is for country, about, date and year",
                    "leave it out",
                );
            }
            atoms.push(self.atom(&[])?);
            if !self.goes_on()? {
                return Ok(atoms);
            }
        }
    }

    /// Says whether a comma follows; anything else but the end of the term is a fault.
    pub(super) fn goes_on(&mut self) -> Result<bool, QueryError> {
        let at = self.at;
        if self.eat(',') {
            if self.ends_term() {
                return self.error(
                    at..at + 1,
                    "nothing follows the comma",
                    "write another value, or leave the comma out",
                );
            }
            return Ok(true);
        }
        match self.peek() {
            Some(c) if !c.is_whitespace() => self.error(
                at..at + c.len_utf8(),
                format!("`{c}` cannot stand here"),
                "put a space between terms and a comma between values",
            ),
            _ => Ok(false),
        }
    }

    /// Says whether a comma follows, where `=` stood before the first value for all of them.
    pub(super) fn goes_on_alike(&mut self) -> Result<bool, QueryError> {
        let more = self.goes_on()?;
        if more && self.peek() == Some('=') {
            return self.error(
                self.at..self.at + 1,
                "`=` stands before the first value and holds for all of them",
                "write it once, right after the colon: country:=US+CN,RU",
            );
        }
        Ok(more)
    }

    /// Reads one value: quoted, in brackets, or up to a space, a comma or one of `also`.
    pub(super) fn atom(&mut self, also: &[char]) -> Result<Atom, QueryError> {
        let start = self.at;
        if self.eat('"') {
            let text = self.quoted(start)?;
            return Ok(Atom {
                text,
                span: start..self.at,
            });
        }
        let mut depth = 0;
        for c in self.rest().chars() {
            match c {
                '[' if self.at == start => depth = 1,
                ']' if depth == 1 => depth = 0,
                '"' => {
                    return self.error(
                        self.at..self.at + 1,
                        "a quotation mark stands inside a word",
                        "put the whole value in quotation marks",
                    );
                }
                c if depth == 0 && (c.is_whitespace() || c == ',' || also.contains(&c)) => break,
                c if c.is_whitespace() => break,
                _ => {}
            }
            self.at += c.len_utf8();
        }
        if self.at == start {
            return self.error(
                start.saturating_sub(1)..start,
                "a value is missing",
                "write one, as in kind:visit",
            );
        }
        let text = self.text.get(start..self.at).unwrap_or_default().to_owned();
        Ok(Atom {
            text,
            span: start..self.at,
        })
    }

    /// Reads up to the closing quotation mark; `\"` and `\\` stand for themselves.
    pub(super) fn quoted(&mut self, start: usize) -> Result<String, QueryError> {
        let mut text = String::new();
        while let Some(c) = self.peek() {
            self.at += c.len_utf8();
            match c {
                '"' if text.is_empty() => {
                    return self.error(
                        start..self.at,
                        "the quotation is empty",
                        "write something between the marks",
                    );
                }
                '"' => return Ok(text),
                '\\' if matches!(self.peek(), Some('"' | '\\')) => {
                    text.extend(self.peek());
                    self.at += 1;
                }
                c => text.push(c),
            }
        }
        self.error(
            start..self.text.len(),
            "the quotation does not end",
            "close it with a quotation mark",
        )
    }
}
