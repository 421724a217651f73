//! The query language read: text to a [`Query`], or the place and the way out.
//!
//! ```text
//! query = { term }
//! term  = [ "-" ] ( field ":" [ "=" ] item { "," item } | text )
//! item  = atom { "+" atom } | atom ">" atom | atom
//! atom  = quoted | "[" … "]" | characters other than space, comma and '"'
//! ```

use std::ops::Range;

use chrono::NaiveDate;

use super::fields::{Field, Values};
use super::filter::{CountryItem, DateItem, Query, Term, Test};
use crate::model::country::Found;
use crate::model::when::Span;
use crate::model::{Countries, Country};
use crate::text::near::nearest;
use crate::text::{SafeText, cells, fold};

/// A query that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct QueryError {
    /// The bytes at fault.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// The way out.
    pub hint: Option<String>,
}

impl QueryError {
    /// Returns the message above the query with the place underlined, in three lines.
    pub fn underlined(&self, query: &str) -> String {
        let clean = |range: Range<usize>| {
            let text = query.get(range).unwrap_or_default();
            text.chars()
                .map(|c| if c.is_control() { ' ' } else { c })
                .collect::<String>()
        };
        let before = cells(&clean(0..self.span.start));
        let marked = cells(&clean(self.span.clone())).max(1);
        format!(
            "{}\n{}\n{}{}",
            self.message,
            clean(0..query.len()),
            " ".repeat(usize::from(before)),
            "^".repeat(usize::from(marked))
        )
    }
}

impl Query {
    /// Reads a query.
    ///
    /// # Errors
    /// Names the first place that cannot be read, what was expected, and the nearest word where one is near.
    pub fn parse(text: &str, countries: &Countries, today: NaiveDate) -> Result<Self, QueryError> {
        let mut reader = Reader {
            text,
            at: 0,
            countries,
            today,
        };
        let mut terms = Vec::new();
        while reader.skip_space() {
            terms.push(reader.term()?);
        }
        Ok(Self { terms })
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    countries: &'a Countries,
    today: NaiveDate,
}

/// One value as it was written.
struct Atom {
    text: String,
    span: Range<usize>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn eat(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.at += wanted.len_utf8();
        }
        found
    }

    fn skip_space(&mut self) -> bool {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
        self.at < self.text.len()
    }

    fn error<T>(
        &self,
        span: Range<usize>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Result<T, QueryError> {
        let hint = hint.into();
        Err(QueryError {
            span: span.start.min(self.text.len())..span.end.min(self.text.len()),
            message: message.into(),
            hint: (!hint.is_empty()).then_some(hint),
        })
    }

    fn term(&mut self) -> Result<Term, QueryError> {
        let start = self.at;
        let negated = self.eat('-');
        match self.peek() {
            None => {
                return self.error(
                    start..self.at,
                    "`-` alone leaves nothing out",
                    "write what to leave out right after it, as in -kind:visit",
                );
            }
            Some(c) if c.is_whitespace() => {
                return self.error(
                    start..self.at,
                    "`-` alone leaves nothing out",
                    "write what to leave out right after it, as in -kind:visit",
                );
            }
            Some('-') => return self.error(start..self.at + 1, "`-` is doubled", "write it once"),
            Some(_) => {}
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
            Values::Countries(make) => self.country_items().map(make),
            Values::Dates(make) => self.dates(field).map(make),
            Values::FirstDays(make) => self.first_days().map(make),
            Values::Words(make) => self.words(field, make),
            Values::Names(make) => self
                .list()
                .map(|atoms| make(atoms.into_iter().map(|atom| atom.text.into()).collect())),
        }
    }

    /// Reads values parted by commas.
    fn list(&mut self) -> Result<Vec<Atom>, QueryError> {
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
    fn goes_on(&mut self) -> Result<bool, QueryError> {
        let at = self.at;
        if self.eat(',') {
            if self.peek().is_none_or(char::is_whitespace) {
                return self.error(
                    at..at + 1,
                    "nothing follows the comma",
                    "write another value, or leave the comma out",
                );
            }
            return Ok(true);
        }
        match self.peek() {
            None => Ok(false),
            Some(c) if c.is_whitespace() => Ok(false),
            Some(c) => self.error(
                at..at + c.len_utf8(),
                format!("`{}` cannot stand here", SafeText::field(&c.to_string())),
                "put a space between terms and a comma between values",
            ),
        }
    }

    /// Reads one value: quoted, in brackets, or up to a space, a comma or one of `also`.
    fn atom(&mut self, also: &[char]) -> Result<Atom, QueryError> {
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
            let end = start + self.peek().map_or(0, char::len_utf8);
            return self.error(
                start.saturating_sub(1)..end.max(start),
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
    fn quoted(&mut self, start: usize) -> Result<String, QueryError> {
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

    fn free_text(&mut self) -> Result<Test, QueryError> {
        let start = self.at;
        if self.eat('"') {
            let text = self.quoted(start)?;
            self.goes_on_after_text()?;
            return self.text_test(text, start);
        }
        let word: String = self
            .rest()
            .chars()
            .take_while(|c| !c.is_whitespace())
            .collect();
        let span = start..start + word.len();
        self.at = span.end;
        if matches!(&*word, "OR" | "AND" | "NOT") {
            let hint = match &*word {
                "OR" => "any of several values: topic:trade,taiwan",
                "AND" => "terms side by side must all hold; leave it out",
                _ => "leave out with a hyphen: -kind:visit",
            };
            return self.error(
                span,
                format!("`{word}` is no word of the query language"),
                format!("{hint}; to search for the word write \"{word}\""),
            );
        }
        if let Some(at) = word.find(['(', ')']) {
            return self.error(
                start + at..start + at + 1,
                "there are no parentheses",
                "terms side by side must all hold, values parted by commas are alternatives",
            );
        }
        if let Some(at) = word.find('"') {
            return self.error(
                start + at..start + at + 1,
                "a quotation mark stands inside a word",
                "put the whole text in quotation marks",
            );
        }
        if word.contains(':') {
            return self.error(
                span,
                "a word with a colon is taken for a field",
                format!(
                    "put it in quotation marks: \"{}\"",
                    SafeText::message(&word, 40)
                ),
            );
        }
        self.text_test(word, start)
    }

    fn goes_on_after_text(&self) -> Result<(), QueryError> {
        match self.peek() {
            Some(c) if !c.is_whitespace() => self.error(
                self.at..self.at + c.len_utf8(),
                "something follows the quotation mark",
                "put a space between terms",
            ),
            _ => Ok(()),
        }
    }

    fn text_test(&self, text: String, start: usize) -> Result<Test, QueryError> {
        if fold(&text).is_empty() {
            return self.error(
                start..self.at,
                "there is nothing to search for in this",
                "write letters or digits",
            );
        }
        Ok(Test::Text(text.into()))
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

    fn dates(&mut self, field: &Field) -> Result<Vec<DateItem>, QueryError> {
        let mut items = Vec::new();
        loop {
            let certain = self.eat('=');
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
            if !self.goes_on()? {
                return Ok(items);
            }
        }
    }

    fn first_days(&mut self) -> Result<Vec<Box<str>>, QueryError> {
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
            let at = atom.span.start;
            let span = at + error.span.start..(at + error.span.end).max(at + error.span.start + 1);
            self.error(
                span.start..span.end.min(atom.span.end).max(span.start),
                format!("the date {}", error.message),
                error.hint,
            )
        })
    }

    fn country_items(&mut self) -> Result<Vec<CountryItem>, QueryError> {
        let mut items = Vec::new();
        loop {
            items.push(self.country_item()?);
            if !self.goes_on()? {
                return Ok(items);
            }
        }
    }

    fn country_item(&mut self) -> Result<CountryItem, QueryError> {
        let exactly = self.eat('=');
        let mut members = vec![self.country()?];
        let arrow = self.at;
        if self.eat('>') {
            let to = self.country()?;
            if exactly {
                return self.error(
                    arrow..arrow + 1,
                    "`=` and `>` do not go together",
                    "write US>CN for from the one to the other, =US+CN for these and no other",
                );
            }
            if matches!(self.peek(), Some('+' | '>')) {
                return self.error(
                    self.at..self.at + 1,
                    "`>` takes one country on each side",
                    "write two terms: country:US>CN country:RU",
                );
            }
            return Ok(CountryItem::Directed(members[0], to));
        }
        loop {
            let plus = self.at;
            if !self.eat('+') {
                break;
            }
            if self.peek().is_none_or(|c| c.is_whitespace() || c == ',') {
                return self.error(
                    plus..plus + 1,
                    "nothing follows the plus",
                    "write another country, or leave the plus out",
                );
            }
            let country = self.country()?;
            if self.peek() == Some('>') {
                return self.error(
                    self.at..self.at + 1,
                    "`>` takes one country on each side",
                    "write two terms: country:US>CN country:RU",
                );
            }
            if !members.contains(&country) {
                members.push(country);
            }
        }
        Ok(if exactly {
            CountryItem::Exactly(members)
        } else {
            CountryItem::All(members)
        })
    }

    fn country(&mut self) -> Result<Country, QueryError> {
        let atom = self.atom(&['+', '>'])?;
        match self.countries.find(&atom.text, None) {
            Found::One(country) => Ok(country),
            Found::Several(all) => {
                let codes: Vec<&str> = all
                    .iter()
                    .map(|&country| self.countries.code(country))
                    .collect();
                let name = SafeText::message(&atom.text, 40);
                self.error(
                    atom.span,
                    format!("several states are called `{name}`"),
                    format!("write one of {}", codes.join(", ")),
                )
            }
            Found::Unknown(near) => {
                let name = SafeText::message(&atom.text, 40);
                let hint = near.map_or_else(
                    || "write a code such as US, or a name".to_owned(),
                    |near| format!("did you mean {near}?"),
                );
                self.error(atom.span, format!("no country is called `{name}`"), hint)
            }
        }
    }
}
