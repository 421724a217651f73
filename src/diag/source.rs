//! A text with its name, and places in it.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::text::SafeText;

/// Bytes between two marks of the line index.
const BLOCK: usize = 4096;

/// The most characters of a line that an excerpt shows before the blamed ones, of them, and after them.
const EXCERPT: (usize, usize, usize) = (80, 120, 40);

/// A range of bytes of a source text. Texts are smaller than 4 GiB.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// Makes a span of byte offsets; what is past 4 GiB is cut off.
    pub fn new(start: usize, end: usize) -> Self {
        let narrow = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
        Self {
            start: narrow(start),
            end: narrow(end.max(start)),
        }
    }

    /// Returns the span as a range of `usize`.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The notation of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// TOML.
    Toml,
    /// One JSON object a line.
    Json,
}

/// A text that was read, under the name by which people know it.
#[derive(Debug)]
pub struct SourceText {
    name: Arc<str>,
    order: u32,
    text: Cow<'static, str>,
    /// Line breaks before each block; counted when the first place is asked for.
    breaks: OnceLock<Box<[u32]>>,
}

/// A place in a source text, complete enough to be shown without it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The name of the text.
    pub file: Arc<str>,
    /// The line of the first character, from 1.
    pub line: u32,
    /// Its column in characters, from 1.
    pub column: u32,
    /// The line of the character after the last, from 1.
    pub end_line: u32,
    /// Its column in characters, from 1.
    pub end_column: u32,
    /// The first line, cleaned and shortened around the place.
    pub excerpt: Box<str>,
    /// The place in the excerpt, in bytes.
    pub mark: Range<usize>,
    /// Which text, then which byte: the order in which places are reported.
    pub order: (u32, u32),
}

impl SourceText {
    /// Names a text; `order` is its rank among the texts of one load.
    pub fn new(name: &str, order: u32, text: impl Into<Cow<'static, str>>) -> Self {
        Self {
            name: Arc::from(&*SafeText::field(name)),
            order,
            text: text.into(),
            breaks: OnceLock::new(),
        }
    }

    /// Returns the name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the notation: JSON Lines if the first visible character opens an object.
    pub fn dialect(&self) -> Dialect {
        let start = self.text.trim_start_matches('\u{feff}').trim_start();
        if start.starts_with('{') {
            Dialect::Json
        } else {
            Dialect::Toml
        }
    }

    /// Returns the text of a span; nothing where it does not lie between characters of the text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// Returns line and column (in characters) of a byte, both from 1.
    pub fn position(&self, offset: usize) -> (u32, u32) {
        let offset = self.boundary(offset);
        let bytes = self.text.as_bytes();
        let block = offset / BLOCK;
        let before = self.breaks().get(block).copied().unwrap_or_default();
        let line = before + count_breaks(bytes.get(block * BLOCK..offset).unwrap_or_default());
        let head = self.text.get(..offset).unwrap_or_default();
        let start = head.rfind('\n').map_or(0, |at| at + 1);
        let column = head.get(start..).unwrap_or_default().chars().count() + 1;
        (line + 1, u32::try_from(column).unwrap_or(u32::MAX))
    }

    /// Returns the place of a span, with the line around it.
    pub fn place(&self, span: Span) -> Place {
        let start = self.boundary(span.start as usize);
        let end = self.boundary(span.end as usize).max(start);
        let (line, column) = self.position(start);
        let (end_line, end_column) = self.position(end);
        let text: &str = &self.text;
        let line_start = text
            .get(..start)
            .and_then(|head| head.rfind('\n'))
            .map_or(0, |at| at + 1);
        let line_end = text
            .get(start..)
            .and_then(|tail| tail.find(['\n', '\r']))
            .map_or(text.len(), |at| start + at);
        let mark_end = end.min(line_end).max(start);
        let part = |range: Range<usize>| text.get(range).unwrap_or_default();
        let before = clean(&last_chars(part(line_start..start), EXCERPT.0));
        let blamed = clean(&first_chars(part(start..mark_end), EXCERPT.1));
        let after = clean(&first_chars(part(mark_end..line_end), EXCERPT.2));
        let mark = before.len()..before.len() + blamed.len();
        Place {
            file: Arc::clone(&self.name),
            line,
            column,
            end_line,
            end_column,
            excerpt: [before, blamed, after].concat().into(),
            mark,
            order: (self.order, span.start),
        }
    }

    fn breaks(&self) -> &[u32] {
        self.breaks.get_or_init(|| {
            let mut sum = 0;
            self.text
                .as_bytes()
                .chunks(BLOCK)
                .map(|block| {
                    let before = sum;
                    sum += count_breaks(block);
                    before
                })
                .chain(std::iter::once(0))
                .collect::<Vec<u32>>()
                .into_boxed_slice()
        })
    }

    /// Moves an offset back into the text and to the start of its character.
    fn boundary(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}

fn count_breaks(bytes: &[u8]) -> u32 {
    // Summed in bytes over short runs, which the compiler turns into vector instructions.
    bytes
        .chunks(255)
        .map(|run| u32::from(run.iter().map(|&byte| u8::from(byte == b'\n')).sum::<u8>()))
        .sum()
}

/// Cleans part of a line but keeps its outer spaces: the parts are joined again.
fn clean(part: &str) -> String {
    let spaces = |c: &char| *c == ' ' || *c == '\t';
    let lead = part.chars().take_while(spaces).count();
    if lead == part.chars().count() {
        return " ".repeat(lead);
    }
    let trail = part.chars().rev().take_while(spaces).count();
    let core = SafeText::field(part.trim_matches([' ', '\t']));
    [&" ".repeat(lead), &*core, &" ".repeat(trail)].concat()
}

fn first_chars(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        None => Cow::Borrowed(text),
        Some((at, _)) => Cow::Owned([text.get(..at).unwrap_or_default(), "…"].concat()),
    }
}

fn last_chars(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().rev().nth(most) {
        None => Cow::Borrowed(text),
        Some((at, c)) => {
            Cow::Owned(["…", text.get(at + c.len_utf8()..).unwrap_or_default()].concat())
        }
    }
}

/// Puts words of a file between backquotes, cleaned and shortened, so that a message may repeat them.
pub fn quoted(raw: &str) -> String {
    format!("`{}`", SafeText::field(&first_chars(raw, EXCERPT.1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn columns_count_characters_and_lines_count_from_one() {
        let text = SourceText::new("a.toml", 0, "习 = 1\r\nb = \"é\" # c\n");
        let at = text.text().find("\"é").unwrap();
        let place = text.place(Span::new(at, at + 4));
        assert_eq!((place.line, place.column), (2, 5));
        assert_eq!((place.end_line, place.end_column), (2, 8));
        assert_eq!(place.excerpt.get(place.mark.clone()), Some("\"é\""));
        assert_eq!(&*place.excerpt, "b = \"é\" # c");
    }

    #[test]
    fn an_excerpt_is_one_short_line_without_controls() {
        let line = format!("{}\u{1b}[31mX{}", "a".repeat(500), "b".repeat(500));
        let text = SourceText::new("a\u{1b}b", 0, line);
        let place = text.place(Span::new(500, 505));
        assert!(place.excerpt.chars().count() < 300);
        assert!(!place.excerpt.contains('\u{1b}') && !place.file.contains('\u{1b}'));
    }

    #[test]
    fn quoted_words_are_short() {
        assert!(quoted(&"x".repeat(1_000_000)).chars().count() < 130);
    }

    proptest! {
        #[test]
        fn any_span_has_a_place(text in "[a\u{e9}\n\u{1F600}]{0,40}", start in 0usize..200, len in 0usize..200) {
            let source = SourceText::new("t", 0, text.clone());
            let place = source.place(Span::new(start, start + len));
            prop_assert!(place.excerpt.get(place.mark.clone()).is_some());
            let offset = source.boundary(start);
            let line = 1 + text.get(..offset).unwrap().matches('\n').count();
            prop_assert_eq!(place.line as usize, line);
        }

        #[test]
        fn lines_are_right_beyond_the_first_block(breaks in 1usize..6000) {
            let source = SourceText::new("t", 0, "ab\n".repeat(breaks));
            prop_assert_eq!(source.position(3 * breaks), (u32::try_from(breaks).unwrap() + 1, 1));
        }
    }
}
