//! Declared forms of tables, and the comparison of what was written with them.
//!
//! A form is data: the same rows check a file, tell which keys there are, and make the schema for editors. After
//! [`check`] the values of known keys have the declared types or were reported, so that whoever decodes them needs
//! no second opinion.

use super::code::Code;
use super::report::Reporter;
use super::source::{Dialect, Span, quoted};
use super::table::{Entry, Node, Table, Value, Written, same};
use crate::text::nearest;

/// The declared form of a table.
#[derive(Debug)]
pub struct Form {
    /// What it is called in messages: an event, a quote, …
    pub name: &'static str,
    /// How the table begins in a file, where it has a header of its own.
    pub header: &'static str,
    /// The form of the table to which a key below this header may have been meant to belong.
    pub parent: Option<&'static Self>,
    /// Its keys.
    pub fields: &'static [Field],
}

/// A key of a form.
#[derive(Debug)]
pub struct Field {
    /// The key.
    pub name: &'static str,
    /// What it takes.
    pub shape: Shape,
    /// Whether it must be there.
    pub required: bool,
    /// The only notation that has it.
    pub only: Option<Dialect>,
    /// What it means, in one line.
    pub doc: &'static str,
}

/// What a key takes.
#[derive(Debug)]
pub enum Shape {
    /// Text of one line.
    Line,
    /// Text of several paragraphs.
    Text,
    /// Text of a notation: what it is called, and a regular expression for editors.
    Like(&'static str, &'static str),
    /// A date, with or without quotes.
    Date,
    /// One word of a closed list.
    Word(&'static [&'static str]),
    /// True or false.
    Flag,
    /// A whole number from … to ….
    Number(i64, i64),
    /// A list.
    List(&'static Self),
    /// A table of free keys.
    Map(&'static Self),
    /// A table of a form.
    Table(&'static Form),
    /// Text of the notation, or a table of the form in its place.
    Either(&'static Self, &'static Form),
    /// Anything: not read.
    Any,
}

impl Form {
    /// Returns the keys that a notation has.
    pub fn fields(&self, dialect: Dialect) -> impl Iterator<Item = &'static Field> {
        self.fields
            .iter()
            .filter(move |field| field.only.is_none_or(|only| only == dialect))
    }

    /// Finds a key.
    pub fn field(&self, name: &str, dialect: Dialect) -> Option<&'static Field> {
        self.field_from(&mut 0, name, dialect)
    }

    /// Finds a key, first where the one before was found: keys are mostly written in the order of the form.
    fn field_from(&self, from: &mut usize, name: &str, dialect: Dialect) -> Option<&'static Field> {
        let (before, after) = self.fields.split_at_checked(*from)?;
        let at = after.iter().chain(before).position(|field| {
            same(field.name, name) && field.only.is_none_or(|only| only == dialect)
        })?;
        let at = (*from + at) % self.fields.len();
        *from = at + 1;
        self.fields.get(at)
    }
}

impl Shape {
    /// Returns what a value must be, in words.
    pub fn expected(&self) -> String {
        match self {
            Self::Line | Self::Text => "text in quotes".into(),
            Self::Like(what, _) => format!("{what} in quotes"),
            Self::Date => "a date".into(),
            Self::Word(_) => "a word in quotes".into(),
            Self::Flag => "true or false".into(),
            Self::Number(from, to) => format!("a whole number from {from} to {to}"),
            Self::List(_) => "a list in brackets".into(),
            Self::Map(_) | Self::Table(_) => "a table in braces".into(),
            Self::Either(text, _) => format!("{} or a table in braces", text.expected()),
            Self::Any => "anything".into(),
        }
    }
}

/// Returns what a value is, in words.
fn sort(value: &Value<'_>) -> &'static str {
    match value {
        Value::Text(_) => "text",
        Value::Integer(_) => "a number",
        Value::Float => "a number that is not whole",
        Value::Flag(_) => "true or false",
        Value::Date(_) => "a date",
        Value::Null => "null",
        Value::List(_) => "a list",
        Value::Table(_) => "a table",
    }
}

/// Reports every key of a table that the form does not have, every one that is missing, and every value that is not
/// of the declared shape. `span` is where the table begins.
pub fn check(table: &Table<'_>, span: Span, form: &Form, reporter: &mut Reporter<'_>) {
    check_but(&[], table, span, form, reporter);
}

/// Does the same, but leaves some keys alone.
pub fn check_but(
    but: &[&str],
    table: &Table<'_>,
    span: Span,
    form: &Form,
    reporter: &mut Reporter<'_>,
) {
    let dialect = reporter.source().dialect();
    let checked = |name: &str| !but.contains(&name);
    let mut at = 0;
    for entry in table.entries.iter().filter(|entry| checked(&entry.key)) {
        match form.field_from(&mut at, &entry.key, dialect) {
            Some(field) => check_value(&entry.node, field, &field.shape, reporter),
            None => unknown_key(entry, table, form, reporter),
        }
    }
    let needed = |field: &&Field| field.required && checked(field.name);
    for field in form.fields(dialect).filter(needed) {
        let node = table.get(field.name);
        if node.is_none_or(|node| matches!(node.value, Value::Null)) {
            reporter.report(
                Code::MissingKey,
                span,
                format!("{} without `{}`", form.name, field.name),
                format!("add `{}`: {}", field.name, field.doc),
            );
        }
    }
}

fn unknown_key(entry: &Entry<'_>, table: &Table<'_>, form: &Form, reporter: &mut Reporter<'_>) {
    let dialect = reporter.source().dialect();
    let key = quoted(&entry.key);
    let parent = form.parent.filter(|parent| {
        table.written == Written::Header && parent.field(&entry.key, dialect).is_some()
    });
    if let Some(parent) = parent {
        reporter.report(
            Code::MisplacedKey,
            entry.span,
            format!(
                "{key} is a key of {}, but stands in {}",
                parent.name, form.name
            ),
            format!("move it above the first {}", form.header),
        );
        return;
    }
    let names = || form.fields(dialect).map(|field| field.name);
    let hint = match nearest(&entry.key, names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("its keys are {}", names().collect::<Vec<_>>().join(", ")),
    };
    let message = format!("{} has no key {key}", form.name);
    reporter.report(Code::UnknownKey, entry.span, message, hint);
}

fn check_value(node: &Node<'_>, field: &Field, shape: &Shape, reporter: &mut Reporter<'_>) {
    match (shape, &node.value) {
        (Shape::Line | Shape::Text | Shape::Like(..), Value::Text(_))
        | (Shape::Date, Value::Text(_) | Value::Date(_))
        | (Shape::Flag, Value::Flag(_))
        | (Shape::Any, _)
        | (_, Value::Null) => {}
        (Shape::Word(words), Value::Text(word)) => {
            check_word(word, field.name, words, node.span, reporter);
        }
        (Shape::Number(from, to), Value::Integer(number)) if (from..=to).contains(&number) => {}
        (Shape::List(shape), Value::List(items)) => {
            for item in items {
                check_value(item, field, shape, reporter);
            }
        }
        (Shape::Map(shape), Value::Table(table)) => {
            for entry in &table.entries {
                check_value(&entry.node, field, shape, reporter);
            }
        }
        (Shape::Table(form) | Shape::Either(_, form), Value::Table(table)) => {
            check(table, node.span, form, reporter);
        }
        (Shape::Either(text, _), Value::Text(_)) => check_value(node, field, text, reporter),
        (_, value) => {
            let (name, expected) = (field.name, shape.expected());
            let found = match value {
                Value::Integer(number) => number.to_string(),
                value => sort(value).to_owned(),
            };
            reporter.report(
                Code::WrongType,
                node.span,
                format!("`{name}` takes {expected}, not {found}"),
                format!("`{name}`: {}", field.doc),
            );
        }
    }
}

/// Reports a word that is not of a closed list.
pub fn check_word(word: &str, key: &str, words: &[&str], span: Span, reporter: &mut Reporter<'_>) {
    if words.contains(&word) {
        return;
    }
    let all = words.join(", ");
    let hint = match nearest(word, words.iter().copied()) {
        Some(near) => format!("did you mean `{near}`? allowed are {all}"),
        None => format!("allowed are {all}"),
    };
    reporter.report(
        Code::UnknownWord,
        span,
        format!("{} is no word for {}", quoted(word), quoted(key)),
        hint,
    );
}
