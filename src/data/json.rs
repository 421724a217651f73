//! JSON as the same tree as TOML, with the place of every value.

use std::borrow::Cow;

use crate::diag::table::{Fault, Written, same};
use crate::diag::{Entry, Node, Span, Table, Value};

/// The most keys of a table: more would make the search for a second one of a name slow.
const KEYS: usize = 1000;

/// How deep values may lie within one another.
const DEPTH: usize = 32;

/// Parses one line that holds one JSON value; `base` is where the line stands in its text.
///
/// # Errors
/// Fails at the first byte that is not JSON, and for a key that a table has twice.
pub fn parse(line: &str, base: u32) -> Result<Node<'_>, Fault> {
    let mut parser = Parser {
        text: line,
        at: 0,
        base,
        items: Vec::with_capacity(ROOM),
        entries: Vec::with_capacity(ROOM),
    };
    let node = parser.value(0)?;
    parser.blanks();
    match parser.peek() {
        None => Ok(node),
        Some(_) => Err(parser.fault("one line holds one object")),
    }
}

/// The open items and entries of most lines.
const ROOM: usize = 32;

/// Returns how many bytes stand before the first quote, backslash or control character.
fn plain(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    // The highest bit of each byte that is less than `least` and below 0x80. Above the first such byte the borrow may
    // set others, which then are not looked at.
    let below = |word: u64, least: u64| word.wrapping_sub(ONES * least) & !word & (ONES << 7);
    let is = |word: u64, byte: u8| below(word ^ (ONES * u64::from(byte)), 1);
    let (words, _) = bytes.as_chunks::<8>();
    for (at, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let ends = is(word, b'"') | is(word, b'\\') | below(word, 0x20);
        if ends != 0 {
            return 8 * at + ends.trailing_zeros() as usize / 8;
        }
    }
    let rest = bytes.get(8 * words.len()..).unwrap_or_default();
    let end = rest
        .iter()
        .position(|byte| matches!(byte, b'"' | b'\\' | 0..b' '));
    8 * words.len() + end.unwrap_or(rest.len())
}

/// Makes a table.
fn braces(entries: Vec<Entry<'_>>) -> Table<'_> {
    Table {
        entries,
        written: Written::Braces,
    }
}

/// Returns one bit for a key, another one for most others: a key whose bit is new to a table was not there before.
fn mark(key: &str) -> u64 {
    let first = key.as_bytes().first().copied().unwrap_or_default();
    1 << ((usize::from(first) + 9 * key.len()) % 64)
}

struct Parser<'i> {
    text: &'i str,
    at: usize,
    base: u32,
    /// The items of all lists that are open; those of one are moved to a place of their size when it is closed.
    items: Vec<Node<'i>>,
    /// So for tables.
    entries: Vec<Entry<'i>>,
}

impl<'i> Parser<'i> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    fn take(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    fn span(&self, start: usize) -> Span {
        let local = Span::new(start, self.at);
        Span {
            start: self.base.saturating_add(local.start),
            end: self.base.saturating_add(local.end),
        }
    }

    /// Blames the next byte.
    fn fault(&self, message: &str) -> Fault {
        let local = Span::new(self.at, (self.at + 1).min(self.text.len()));
        let span = Span {
            start: self.base.saturating_add(local.start),
            end: self.base.saturating_add(local.end),
        };
        Fault {
            span,
            message: message.into(),
        }
    }

    fn value(&mut self, depth: usize) -> Result<Node<'i>, Fault> {
        self.blanks();
        let start = self.at;
        let value = match self.peek() {
            Some(b'{' | b'[') if depth == DEPTH => {
                return Err(self.fault("values lie too deep within one another"));
            }
            Some(b'{') => Value::Table(self.table(depth)?),
            Some(b'[') => Value::List(self.list(depth)?),
            Some(b'"') => Value::Text(self.string()?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b't') => self.word("true", Value::Flag(true))?,
            Some(b'f') => self.word("false", Value::Flag(false))?,
            Some(b'n') => self.word("null", Value::Null)?,
            Some(_) => return Err(self.fault("a value was expected here")),
            None => return Err(self.fault("the line ends where a value was expected")),
        };
        Ok(Node {
            span: self.span(start),
            value,
        })
    }

    fn word(&mut self, word: &str, value: Value<'i>) -> Result<Value<'i>, Fault> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        if !rest.starts_with(word) {
            return Err(self.fault("a value was expected here: text stands in double quotes"));
        }
        self.at += word.len();
        Ok(value)
    }

    fn list(&mut self, depth: usize) -> Result<Vec<Node<'i>>, Fault> {
        self.at += 1;
        let first = self.items.len();
        self.blanks();
        if self.take(b']') {
            return Ok(Vec::new());
        }
        loop {
            let item = self.value(depth + 1)?;
            self.items.push(item);
            self.blanks();
            if self.take(b']') {
                return Ok(self.items.split_off(first));
            }
            if !self.take(b',') {
                return Err(self.fault("a comma or ] was expected here"));
            }
        }
    }

    fn table(&mut self, depth: usize) -> Result<Table<'i>, Fault> {
        self.at += 1;
        let (first, mut seen) = (self.entries.len(), 0);
        self.blanks();
        if self.take(b'}') {
            return Ok(braces(Vec::new()));
        }
        loop {
            self.blanks();
            if self.peek() != Some(b'"') {
                return Err(self.fault("a key in double quotes was expected here"));
            }
            let start = self.at;
            let key = self.string()?;
            let span = self.span(start);
            let keys = self.entries.get(first..).unwrap_or_default();
            if keys.len() == KEYS {
                return Err(self.fault("too many keys in a table"));
            }
            let mark = mark(&key);
            if seen & mark != 0 && keys.iter().any(|entry| same(&entry.key, &key)) {
                return Err(Fault {
                    span,
                    message: "duplicate key".into(),
                });
            }
            seen |= mark;
            self.blanks();
            if !self.take(b':') {
                return Err(self.fault("a colon was expected here"));
            }
            let node = self.value(depth + 1)?;
            self.entries.push(Entry { span, key, node });
            self.blanks();
            if self.take(b'}') {
                return Ok(braces(self.entries.split_off(first)));
            }
            if !self.take(b',') {
                return Err(self.fault("a comma or } was expected here"));
            }
        }
    }

    fn number(&mut self) -> Result<Value<'i>, Fault> {
        let start = self.at;
        self.take(b'-');
        let leading_zero = self.peek() == Some(b'0');
        let digits = self.digits()?;
        if leading_zero && digits > 1 {
            return Err(self.fault("a number does not begin with 0"));
        }
        let mut whole = true;
        if self.take(b'.') {
            whole = false;
            self.digits()?;
        }
        if self.take(b'e') || self.take(b'E') {
            whole = false;
            let _signed = self.take(b'+') || self.take(b'-');
            self.digits()?;
        }
        let written = self.text.get(start..self.at).unwrap_or_default();
        let number = written.parse().ok().filter(|_| whole);
        Ok(number.map_or(Value::Float, Value::Integer))
    }

    fn digits(&mut self) -> Result<usize, Fault> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        match self.at - start {
            0 => Err(self.fault("a digit was expected here")),
            count => Ok(count),
        }
    }

    fn string(&mut self) -> Result<Cow<'i, str>, Fault> {
        self.at += 1;
        let start = self.plain();
        if self.take(b'"') {
            return Ok(Cow::Borrowed(start));
        }
        let mut text = start.to_owned();
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text.into());
                }
                Some(b'\\') => {
                    text.push(self.escape()?);
                    text.push_str(self.plain());
                }
                Some(_) => {
                    return Err(self
                        .fault("a control character in a text: write it as \\n, \\t or \\u0000"));
                }
                None => return Err(self.fault("the line ends inside a text")),
            }
        }
    }

    /// Takes what stands before the next quote, backslash or control character.
    fn plain(&mut self) -> &'i str {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let plain = rest.get(..plain(rest.as_bytes())).unwrap_or_default();
        self.at += plain.len();
        plain
    }

    fn escape(&mut self) -> Result<char, Fault> {
        self.at += 1;
        let c = match self.peek() {
            Some(b'n') => '\n',
            Some(b't') => '\t',
            Some(b'r') => '\r',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{C}',
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'u') => return self.unicode(),
            _ => return Err(self.fault("no such escape: JSON knows \\n \\t \\r \\b \\f \\\" \\\\ \\/ and \\u with four digits")),
        };
        self.at += 1;
        Ok(c)
    }

    /// Reads `u` and four digits, twice where the first are half of a pair.
    fn unicode(&mut self) -> Result<char, Fault> {
        let first = self.hex()?;
        let code = if (0xD800..0xDC00).contains(&first) && self.take(b'\\') {
            let second = self.hex()?;
            match second.checked_sub(0xDC00).filter(|low| *low < 0x400) {
                Some(low) => 0x1_0000 + ((first - 0xD800) << 10) + low,
                None => first,
            }
        } else {
            first
        };
        char::from_u32(code).ok_or_else(|| self.fault("half of a surrogate pair"))
    }

    fn hex(&mut self) -> Result<u32, Fault> {
        let digits = self.text.get(self.at + 1..self.at + 5).unwrap_or_default();
        let valid =
            self.peek() == Some(b'u') && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        match u32::from_str_radix(digits, 16) {
            Ok(code) if valid => {
                self.at += 5;
                Ok(code)
            }
            _ => Err(self.fault("\\u takes four hexadecimal digits")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    /// What the tree says, in the terms of another reader.
    fn plain(node: &Node<'_>) -> serde_json::Value {
        match &node.value {
            Value::Text(text) => text.as_ref().into(),
            Value::Integer(number) => (*number).into(),
            Value::Flag(flag) => (*flag).into(),
            Value::List(items) => items.iter().map(plain).collect(),
            Value::Table(table) => table
                .entries
                .iter()
                .map(|entry| (entry.key.to_string(), plain(&entry.node)))
                .collect::<serde_json::Map<_, _>>()
                .into(),
            Value::Float | Value::Null | Value::Date(_) => serde_json::Value::Null,
        }
    }

    fn without_floats(value: serde_json::Value) -> serde_json::Value {
        match value {
            serde_json::Value::Number(number) if !number.is_i64() => serde_json::Value::Null,
            serde_json::Value::Array(items) => items.into_iter().map(without_floats).collect(),
            serde_json::Value::Object(map) => map
                .into_iter()
                .map(|(key, value)| (key, without_floats(value)))
                .collect(),
            other => other,
        }
    }

    #[rstest]
    #[case("{\"a\":1,}", 7)]
    #[case("{\"a\":1 \"b\"", 7)]
    #[case("{\"a\":tru}", 5)]
    #[case("{\"a\":\"\\ud800\"}", 12)]
    #[case("{} {}", 3)]
    #[case("{\"a\":1,\"a\":2}", 7)]
    #[case("{\"a\":01}", 7)]
    #[case("{'a':1}", 1)]
    fn faults_stand_where_they_are(#[case] line: &str, #[case] at: u32) {
        assert_eq!(parse(line, 100).unwrap_err().span.start, 100 + at);
    }

    #[test]
    fn depth_is_bounded() {
        assert!(parse(&"[".repeat(1_000_000), 0).is_err());
        assert!(parse(&format!("{}{}", "[".repeat(32), "]".repeat(32)), 0).is_ok());
    }

    proptest! {
        #[test]
        fn another_reader_agrees(line in "(\\PC|[\\[\\]{}:,\"\\\\ \\-0-9eE.ua-f]|\"a\":|true|null|\\\\ud83d|\\\\ude00){0,24}") {
            let ours = parse(&line, 0);
            let theirs = serde_json::from_str::<serde_json::Value>(&line);
            match (ours, theirs) {
                (Ok(ours), Ok(theirs)) => prop_assert_eq!(plain(&ours), without_floats(theirs)),
                (Err(fault), Ok(_)) => prop_assert_eq!(fault.message, "duplicate key"),
                // Numbers out of every range are too large for the other one only.
                (Ok(_), Err(error)) => prop_assert!(error.to_string().contains("number out of range"), "{}", error),
                (Err(fault), Err(_)) => prop_assert!(fault.span.end as usize <= line.len()),
            }
        }

        #[test]
        fn strings_read_back(text in "\\PC{0,30}|[\u{0}-\u{20}\"\\\\]{0,10}") {
            let line = serde_json::to_string(&text).unwrap();
            let node = parse(&line, 0).unwrap();
            prop_assert_eq!(node.text(), Some(&*text));
        }
    }
}
