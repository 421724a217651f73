//! A text with its name, and places in it.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::text::SafeText;

/// Bytes between two marks of the line index.
const BLOCK: usize = 1024;

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
    /// What lies before each block; counted when the first place is asked for.
    marks: OnceLock<Box<[Mark]>>,
}

/// What lies before a block of the text: finding a place then costs no more than one block.
#[derive(Clone, Copy, Debug, Default)]
struct Mark {
    /// Line breaks.
    breaks: u32,
    /// Characters.
    chars: u32,
    /// The start of the line in which the block begins.
    line: u32,
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
            marks: OnceLock::new(),
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

    /// Returns the rank of a byte in the order in which problems are reported.
    pub fn order(&self, span: Span) -> (u32, u32) {
        (self.order, span.start)
    }

    /// Returns line and column (in characters) of a byte, both from 1.
    pub fn position(&self, offset: usize) -> (u32, u32) {
        let offset = self.boundary(offset);
        let (breaks, start) = self.line(offset);
        (breaks + 1, self.chars(offset) - self.chars(start) + 1)
    }

    /// Returns the place of a span, with the line around it. What it costs does not depend on the length of the line.
    pub fn place(&self, span: Span) -> Place {
        let start = self.boundary(span.start as usize);
        let end = self.boundary(span.end as usize).max(start);
        let (line, column) = self.position(start);
        let (end_line, end_column) = self.position(end);
        let text: &str = &self.text;
        let part = |range: Range<usize>| text.get(range).unwrap_or_default();
        let window = |characters: usize| self.boundary(start + 4 * characters + 4);
        let line_end = part(start..window(EXCERPT.1 + EXCERPT.2))
            .find(['\n', '\r'])
            .map_or(text.len(), |at| start + at);
        let mark_end = end.min(line_end);
        let line_start = self
            .line(start)
            .1
            .max(self.boundary(start.saturating_sub(4 * EXCERPT.0 + 4)));
        let before = clean(&last_chars(part(line_start..start), EXCERPT.0));
        let blamed = clean(&first_chars(
            part(start..mark_end.min(window(EXCERPT.1))),
            EXCERPT.1,
        ));
        let after_end = line_end.min(self.boundary(mark_end + 4 * EXCERPT.2 + 4));
        let after = clean(&first_chars(part(mark_end..after_end), EXCERPT.2));
        let mark = before.len()..before.len() + blamed.len();
        Place {
            file: Arc::clone(&self.name),
            line,
            column,
            end_line,
            end_column,
            excerpt: [before, blamed, after].concat().into(),
            mark,
            order: self.order(span),
        }
    }

    /// Returns the line breaks before an offset and the start of its line.
    fn line(&self, offset: usize) -> (u32, usize) {
        let (mark, block) = self.before(offset);
        let start = block.iter().rposition(|&byte| byte == b'\n');
        let start = start.map_or(mark.line as usize, |at| offset - block.len() + at + 1);
        (mark.breaks + count(block, is_break), start)
    }

    /// Returns the characters before an offset.
    fn chars(&self, offset: usize) -> u32 {
        let (mark, block) = self.before(offset);
        mark.chars + count(block, is_start)
    }

    /// Returns the last mark before an offset and the bytes between.
    fn before(&self, offset: usize) -> (Mark, &[u8]) {
        let at = offset / BLOCK;
        let block = self.text.as_bytes().get(at * BLOCK..offset);
        let mark = self.marks().get(at).copied();
        (mark.unwrap_or_default(), block.unwrap_or_default())
    }

    fn marks(&self) -> &[Mark] {
        self.marks.get_or_init(|| {
            let bytes = self.text.as_bytes();
            let mut mark = Mark::default();
            let mut marks = vec![mark];
            for (at, block) in bytes.chunks(BLOCK).enumerate() {
                mark.breaks += count(block, is_break);
                mark.chars += count(block, is_start);
                if let Some(last) = block.iter().rposition(|&byte| byte == b'\n') {
                    mark.line = Span::new(at * BLOCK + last + 1, 0).start;
                }
                marks.push(mark);
            }
            marks.into_boxed_slice()
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

fn is_break(byte: u8) -> bool {
    byte == b'\n'
}

/// Says whether a byte begins a character.
fn is_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

fn count(bytes: &[u8], counts: impl Fn(u8) -> bool) -> u32 {
    // Summed in bytes over short runs, which the compiler turns into vector instructions.
    bytes
        .chunks(255)
        .map(|run| u32::from(run.iter().map(|&byte| u8::from(counts(byte))).sum::<u8>()))
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
    fn a_long_mark_shows_its_beginning() {
        let text = SourceText::new("a", 0, format!("x = \"{}\"", "y".repeat(1_000_000)));
        let place = text.place(Span::new(4, 1_000_006));
        let marked = place.excerpt.get(place.mark.clone()).unwrap();
        assert!(marked.starts_with("\"yy") && marked.ends_with('…'));
        assert!(place.excerpt.len() < 600 && place.end_column == 1_000_007);
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
        fn places_are_right_beyond_the_first_block(breaks in 1usize..6000, tail in 0usize..9000) {
            let text = ["éb\n".repeat(breaks), "é".repeat(tail)].concat();
            let source = SourceText::new("t", 0, text);
            let last = (u32::try_from(breaks).unwrap() + 1, u32::try_from(tail).unwrap() + 1);
            prop_assert_eq!(source.position(4 * breaks + 2 * tail), last);
            prop_assert_eq!(source.position(4 * breaks), (last.0, 1));
        }
    }
}
