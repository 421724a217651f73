//! The tree straight from the parser's events, of TOML in which nothing is unusual.
//!
//! Whatever is a fault, or might be one by the finer rules of TOML (a table extended, a key of a header's path that
//! dotted keys made), is left to the parser of the whole document, which then tells what it is. So this builder
//! accepts less than TOML and may never accept more; it does half the work of the other.

use std::borrow::Cow;

use toml_parser::decoder::{Encoding, ScalarKind};
use toml_parser::parser::{EventReceiver, RecursionGuard, ValidateWhitespace, parse_document};
use toml_parser::{ErrorSink, ParseError, Source};

use super::{Entry, Layout, Node, Span, Table, Value, Written, shifted};

/// The parser's own limit of depth.
const DEPTH: u32 = 80;

/// The most parts of a key. A tree as deep as a file is long would be too much for whoever walks it, and be it to let
/// go of it; the parser bounds brackets and braces alone.
pub(super) const PARTS: usize = 8;

/// Why no tree is built.
#[derive(Debug)]
pub(super) enum Refusal {
    /// Something is, or may be, a fault.
    Unusual,
    /// A key has more than [`PARTS`] parts; this is the first beyond them.
    Long(Span),
}

/// Builds the tree; a refusal unless all of the text is plainly sound.
pub(super) fn build<'i>(text: &'i str, layout: Layout<'_>) -> Result<Table<'i>, Refusal> {
    let source = Source::new(text);
    let tokens = source.lex().into_vec();
    let mut builder = Builder {
        source,
        layout,
        ..Builder::new(source, layout)
    };
    let mut faults = Faults(false);
    {
        let mut spaces = ValidateWhitespace::new(&mut builder, source);
        let mut guard = RecursionGuard::new(&mut spaces, DEPTH);
        parse_document(&tokens, &mut guard, &mut faults);
    }
    if let Some(span) = builder.long {
        return Err(Refusal::Long(span));
    }
    builder
        .finish()
        .filter(|_| !faults.0)
        .ok_or(Refusal::Unusual)
}

/// Remembers only whether there were any.
struct Faults(bool);

impl ErrorSink for Faults {
    fn report_error(&mut self, _error: ParseError) {
        self.0 = true;
    }
}

/// A list or a table in braces that is not closed yet.
enum Open<'i> {
    List(u32, Vec<Node<'i>>),
    Table(u32, Table<'i>),
}

/// A key and where it stands.
type Key<'i> = (Span, Cow<'i, str>);

struct Builder<'i, 'a> {
    source: Source<'i>,
    layout: Layout<'a>,
    root: Table<'i>,
    /// The table below the last header, and the header: where it stands, its path, whether its brackets are double.
    current: Table<'i>,
    header: Option<(Span, Vec<Key<'i>>, bool)>,
    in_header: bool,
    /// The parts of the key that is being read, of this and all open tables.
    keys: Vec<Key<'i>>,
    /// How many of them belong to the open tables.
    outer: Vec<usize>,
    open: Vec<Open<'i>>,
    /// How many parts the key has so far, and whether a dot says that there is another.
    parts: usize,
    dot: bool,
    long: Option<Span>,
    unusual: bool,
}

impl<'i, 'a> Builder<'i, 'a> {
    fn new(source: Source<'i>, layout: Layout<'a>) -> Self {
        Self {
            source,
            layout,
            root: Table {
                entries: Vec::new(),
                written: Written::Header,
            },
            current: Table {
                entries: Vec::new(),
                written: Written::Header,
            },
            header: None,
            in_header: false,
            keys: Vec::new(),
            outer: Vec::new(),
            open: Vec::new(),
            parts: 0,
            dot: false,
            long: None,
            unusual: false,
        }
    }

    fn finish(mut self) -> Option<Table<'i>> {
        self.close_table();
        let whole = self.open.is_empty() && self.keys.is_empty() && !self.in_header;
        (whole && !self.unusual).then_some(self.root)
    }

    /// Puts the table below the last header where its path leads.
    fn close_table(&mut self) {
        let fresh = Table {
            entries: Vec::new(),
            written: Written::Header,
        };
        let table = std::mem::replace(&mut self.current, fresh);
        let Some((span, mut path, double)) = self.header.take() else {
            self.root = table;
            return;
        };
        let Some((key_span, key)) = path.pop() else {
            self.unusual = true;
            return;
        };
        let Some(parent) = descend(&mut self.root, path) else {
            self.unusual = true;
            return;
        };
        let node = Node {
            span,
            value: Value::Table(table),
        };
        let there = parent.entries.iter_mut().find(|entry| entry.key == key);
        match there {
            None => {
                let value = if double {
                    Value::List(vec![node])
                } else {
                    node.value
                };
                parent.entries.push(Entry {
                    span: key_span,
                    key,
                    node: Node { span, value },
                });
            }
            Some(Entry {
                node:
                    Node {
                        value: Value::List(items),
                        ..
                    },
                ..
            }) if double && items.last().is_some_and(is_below_header) => {
                items.push(node);
            }
            Some(_) => self.unusual = true,
        }
    }

    /// Gives a value to the list or the key that waits for one.
    fn put(&mut self, node: Node<'i>) {
        let (table, outer) = match self.open.last_mut() {
            Some(Open::List(_, items)) => return items.push(node),
            Some(Open::Table(_, table)) => (table, self.outer.last().copied().unwrap_or_default()),
            None => (&mut self.current, 0),
        };
        let mut path = self.keys.split_off(outer.min(self.keys.len()));
        let Some((span, key)) = path.pop() else {
            self.unusual = true;
            return;
        };
        let mut table = table;
        for (span, key) in path {
            let Some(next) = dotted(table, span, key) else {
                self.unusual = true;
                return;
            };
            table = next;
        }
        if table.get(&key).is_some() {
            self.unusual = true;
            return;
        }
        table.entries.push(Entry { span, key, node });
    }

    fn span(&self, span: toml_parser::Span) -> Span {
        shifted(self.layout, span.start()..span.end())
    }

    fn value(
        &mut self,
        written: toml_parser::Span,
        encoding: Option<Encoding>,
        errors: &mut dyn ErrorSink,
    ) -> Value<'i> {
        let raw = self
            .source
            .get(written)
            .map(|raw| toml_parser::Raw::new_unchecked(raw.as_str(), encoding, written));
        let Some(raw) = raw else {
            self.unusual = true;
            return Value::Null;
        };
        let mut text = Cow::Borrowed("");
        match raw.decode_scalar(&mut text, errors) {
            ScalarKind::String => Value::Text(text),
            ScalarKind::Boolean(flag) => Value::Flag(flag),
            ScalarKind::Float => Value::Float,
            ScalarKind::Integer(radix) => {
                i64::from_str_radix(&text, radix.value()).map_or(Value::Float, Value::Integer)
            }
            ScalarKind::DateTime => {
                self.unusual |= text.parse::<toml::value::Datetime>().is_err();
                Value::Date(raw.as_str())
            }
        }
    }
}

/// Goes down the path of a header; makes tables that are not there. Nothing where a finer rule would have to decide.
fn descend<'t, 'i>(mut table: &'t mut Table<'i>, path: Vec<Key<'i>>) -> Option<&'t mut Table<'i>> {
    for (span, key) in path {
        let at = table.entries.iter().position(|entry| entry.key == key);
        let at = at.unwrap_or_else(|| {
            let value = Value::Table(Table {
                entries: Vec::new(),
                written: Written::Keys,
            });
            table.entries.push(Entry {
                span,
                key,
                node: Node { span, value },
            });
            table.entries.len() - 1
        });
        table = last_table(&mut table.entries.get_mut(at)?.node)?;
    }
    Some(table)
}

/// Returns the table below a header, of several with the same header the last.
fn last_table<'t, 'i>(node: &'t mut Node<'i>) -> Option<&'t mut Table<'i>> {
    match &mut node.value {
        Value::Table(table) => (table.written != Written::Braces).then_some(table),
        Value::List(items) => {
            let last = items.last_mut().filter(|last| is_below_header(last))?;
            last_table(last)
        }
        _ => None,
    }
}

fn is_below_header(node: &Node<'_>) -> bool {
    node.table()
        .is_some_and(|table| table.written == Written::Header)
}

/// Goes one step down a dotted key; the tables on the way were made by such keys or are made now.
fn dotted<'t, 'i>(
    table: &'t mut Table<'i>,
    span: Span,
    key: Cow<'i, str>,
) -> Option<&'t mut Table<'i>> {
    let at = table.entries.iter().position(|entry| entry.key == key);
    let at = at.unwrap_or_else(|| {
        let value = Value::Table(Table {
            entries: Vec::new(),
            written: Written::Keys,
        });
        table.entries.push(Entry {
            span,
            key,
            node: Node { span, value },
        });
        table.entries.len() - 1
    });
    match &mut table.entries.get_mut(at)?.node.value {
        Value::Table(next) => (next.written == Written::Keys).then_some(next),
        _ => None,
    }
}

impl EventReceiver for Builder<'_, '_> {
    fn std_table_open(&mut self, span: toml_parser::Span, _errors: &mut dyn ErrorSink) {
        self.close_table();
        self.header = Some((self.span(span), Vec::new(), false));
        self.in_header = true;
    }

    fn array_table_open(&mut self, span: toml_parser::Span, errors: &mut dyn ErrorSink) {
        self.std_table_open(span, errors);
        if let Some((_, _, double)) = &mut self.header {
            *double = true;
        }
    }

    fn std_table_close(&mut self, span: toml_parser::Span, _errors: &mut dyn ErrorSink) {
        let end = self.span(span).end;
        if let Some((span, path, _)) = &mut self.header {
            span.end = end;
            path.append(&mut self.keys);
        }
        self.in_header = false;
    }

    fn array_table_close(&mut self, span: toml_parser::Span, errors: &mut dyn ErrorSink) {
        self.std_table_close(span, errors);
    }

    fn inline_table_open(&mut self, span: toml_parser::Span, _errors: &mut dyn ErrorSink) -> bool {
        let table = Table {
            entries: Vec::new(),
            written: Written::Braces,
        };
        self.open.push(Open::Table(self.span(span).start, table));
        self.outer.push(self.keys.len());
        true
    }

    fn inline_table_close(&mut self, span: toml_parser::Span, _errors: &mut dyn ErrorSink) {
        let end = self.span(span).end;
        match (self.open.pop(), self.outer.pop()) {
            (Some(Open::Table(start, table)), Some(_)) => {
                self.put(Node {
                    span: Span { start, end },
                    value: Value::Table(table),
                });
            }
            _ => self.unusual = true,
        }
    }

    fn array_open(&mut self, span: toml_parser::Span, _errors: &mut dyn ErrorSink) -> bool {
        self.open
            .push(Open::List(self.span(span).start, Vec::new()));
        true
    }

    fn array_close(&mut self, span: toml_parser::Span, _errors: &mut dyn ErrorSink) {
        let end = self.span(span).end;
        match self.open.pop() {
            Some(Open::List(start, items)) => {
                self.put(Node {
                    span: Span { start, end },
                    value: Value::List(items),
                });
            }
            _ => self.unusual = true,
        }
    }

    fn simple_key(
        &mut self,
        span: toml_parser::Span,
        encoding: Option<Encoding>,
        errors: &mut dyn ErrorSink,
    ) {
        self.parts = if std::mem::take(&mut self.dot) {
            self.parts + 1
        } else {
            1
        };
        if self.parts > PARTS {
            self.long = self.long.or(Some(self.span(span)));
            return;
        }
        let Some(raw) = self.source.get(span) else {
            self.unusual = true;
            return;
        };
        let mut key = Cow::Borrowed("");
        toml_parser::Raw::new_unchecked(raw.as_str(), encoding, span).decode_key(&mut key, errors);
        self.keys.push((self.span(span), key));
    }

    fn key_sep(&mut self, _span: toml_parser::Span, _errors: &mut dyn ErrorSink) {
        self.dot = true;
    }

    fn scalar(
        &mut self,
        span: toml_parser::Span,
        encoding: Option<Encoding>,
        errors: &mut dyn ErrorSink,
    ) {
        let value = self.value(span, encoding, errors);
        let node = Node {
            span: self.span(span),
            value,
        };
        self.put(node);
    }

    fn error(&mut self, _span: toml_parser::Span, _errors: &mut dyn ErrorSink) {
        self.unusual = true;
    }
}
