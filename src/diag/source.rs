//! A text with its name, and places in it.

mod mark;
mod store;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

pub use store::Store;

use crate::text::SafeText;
use mark::{Mark, is_break, is_start};
use store::Text;

/// Bytes between two marks of the line index.
const BLOCK: usize = 1024;

/// Bytes that are read at once of a text that is not held; whole blocks.
const READ: usize = 1 << 20;

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
    text: Text,
    dialect: Dialect,
    /// What lies before each block; counted when the first place is asked for.
    marks: OnceLock<Box<[Mark]>>,
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

impl Place {
    /// Returns the place of a part of a text that stands here, `range` in bytes; the whole place where the text stands
    /// in another form, such as with escapes.
    #[must_use]
    pub fn part(&self, text: &str, range: Range<usize>) -> Self {
        let narrowed = || {
            let here = self.excerpt.get(self.mark.clone())?;
            let at = here.find(text).filter(|_| self.line == self.end_line)?;
            let chars = |text: &str| u32::try_from(text.chars().count()).ok();
            let before = here.get(..at + range.start)?;
            let part = text.get(range.clone())?;
            let start = self.mark.start + before.len();
            let column = self.column + chars(before)?;
            Some(Self {
                column,
                end_column: column + chars(part)?,
                mark: start..start + part.len(),
                ..self.clone()
            })
        };
        narrowed().unwrap_or_else(|| self.clone())
    }
}

impl SourceText {
    /// Names a text; `order` is its rank among the texts of one load.
    pub fn new(name: &str, order: u32, text: impl Into<Cow<'static, str>>) -> Self {
        Self::of(name, order, Text::Held(text.into()))
    }

    /// Names a text of `len` bytes that is read as it is needed.
    pub fn stored(name: &str, order: u32, len: usize, store: Box<dyn Store>) -> Self {
        let lost = AtomicBool::new(false);
        Self::of(name, order, Text::Stored { store, len, lost })
    }

    fn of(name: &str, order: u32, text: Text) -> Self {
        let mut source = Self {
            name: Arc::from(&*SafeText::field(name)),
            order,
            text,
            dialect: Dialect::Toml,
            marks: OnceLock::new(),
        };
        let visible = |c: &char| *c != '\u{feff}' && !c.is_whitespace();
        let first = source
            .blocks()
            .find_map(|(_, block)| block.chars().find(visible));
        if first == Some('{') {
            source.dialect = Dialect::Json;
        }
        source
    }

    /// Returns the name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the whole text.
    pub fn text(&self) -> Cow<'_, str> {
        self.text.part(0..self.text.len())
    }

    /// Returns how many bytes it has.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Says whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.text.len() == 0
    }

    /// Says whether some of a stored text was missing when it was needed: it has changed meanwhile.
    pub fn is_lost(&self) -> bool {
        match &self.text {
            Text::Held(_) => false,
            Text::Stored { lost, .. } => lost.load(Ordering::Relaxed),
        }
    }

    /// Returns the text in blocks of whole lines, each with the place where it begins; a text that is held is one.
    pub fn blocks(&self) -> impl Iterator<Item = (usize, Cow<'_, str>)> {
        let mut start = 0;
        std::iter::from_fn(move || {
            let here = start;
            start = self.block_end(here);
            (here < start).then(|| (here, self.text.part(here..start)))
        })
    }

    /// Returns where the block ends that begins at an offset: behind the last line break of so many bytes, of more
    /// where a line is longer.
    fn block_end(&self, start: usize) -> usize {
        let len = self.text.len();
        let mut size = match self.text {
            Text::Held(_) => len,
            Text::Stored { .. } => READ,
        };
        while start + size < len {
            let bytes = self.text.bytes(start..start + size);
            if let Some(at) = bytes.iter().rposition(|&byte| is_break(byte)) {
                return start + at + 1;
            }
            size *= 2;
        }
        len
    }

    /// Returns the notation: JSON Lines if the first visible character opens an object.
    pub const fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Returns the text of a span; nothing where it does not lie between characters of the text.
    pub fn slice(&self, span: Span) -> Cow<'_, str> {
        self.text.part(span.range())
    }

    /// Returns the rank of a byte in the order in which problems are reported.
    pub fn order(&self, span: Span) -> (u32, u32) {
        (self.order, span.start)
    }

    /// Returns line and column (in characters) of a byte, both from 1.
    pub fn position(&self, offset: usize) -> (u32, u32) {
        let here = self.mark(self.boundary(offset));
        (here.breaks + 1, here.column + 1)
    }

    /// Returns the place of a span, with the line around it. What it costs does not depend on the length of the line.
    pub fn place(&self, span: Span) -> Place {
        let start = self.boundary(span.start as usize);
        let end = self.boundary(span.end as usize).max(start);
        let (first, last) = (self.mark(start), self.mark(end));
        let part = |range: Range<usize>| self.text.part(range);
        let window = |characters: usize| self.boundary(start + 4 * characters + 4);
        let line_end = part(start..window(EXCERPT.1 + EXCERPT.2))
            .find(['\n', '\r'])
            .map_or(self.text.len(), |at| start + at);
        let mark_end = end.min(line_end);
        let line_start = self.boundary(start.saturating_sub(4 * EXCERPT.0 + 4));
        let line_start = line_start.max(first.line as usize);
        let before = clean(&last_chars(&part(line_start..start), EXCERPT.0));
        let blamed = clean(&first_chars(
            &part(start..mark_end.min(window(EXCERPT.1))),
            EXCERPT.1,
        ));
        let after_end = line_end.min(self.boundary(mark_end + 4 * EXCERPT.2 + 4));
        let after = clean(&first_chars(&part(mark_end..after_end), EXCERPT.2));
        let mark = before.len()..before.len() + blamed.len();
        Place {
            file: Arc::clone(&self.name),
            line: first.breaks + 1,
            column: first.column + 1,
            end_line: last.breaks + 1,
            end_column: last.column + 1,
            excerpt: [before, blamed, after].concat().into(),
            mark,
            order: self.order(span),
        }
    }

    /// Returns what lies before an offset.
    fn mark(&self, offset: usize) -> Mark {
        let at = offset / BLOCK;
        let mark = self.marks().get(at).copied().unwrap_or_default();
        mark.after(at * BLOCK, &self.text.bytes(at * BLOCK..offset))
    }

    fn marks(&self) -> &[Mark] {
        self.marks.get_or_init(|| {
            let mut mark = Mark::default();
            let mut marks = vec![mark];
            let mut at = 0;
            for read in (0..self.text.len()).step_by(READ) {
                for block in self.text.bytes(read..read + READ).chunks(BLOCK) {
                    mark = mark.after(at, block);
                    at += block.len();
                    marks.push(mark);
                }
            }
            marks.into_boxed_slice()
        })
    }

    /// Moves an offset back into the text and to the start of its character.
    fn boundary(&self, offset: usize) -> usize {
        if offset >= self.text.len() {
            return self.text.len();
        }
        // A character has four bytes at most.
        let from = offset.saturating_sub(3);
        let bytes = self.text.bytes(from..offset + 1);
        let start = bytes.iter().rposition(|&byte| is_start(byte));
        start.map_or(offset, |at| from + at)
    }
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
    fn a_part_of_a_text_has_its_own_place_where_it_stands_as_it_is() {
        let place_of = |value: &str| {
            let text = SourceText::new("a.toml", 0, format!("é = {value} # c\n"));
            let at = text.text().find(value).unwrap();
            text.place(Span::new(at, at + value.len()))
        };
        let part = place_of("\"习 is one\"").part("习 is one", 4..6);
        assert_eq!((part.line, part.column, part.end_column), (1, 8, 10));
        assert_eq!(part.excerpt.get(part.mark), Some("is"));
        let escaped = place_of(r#""a \"b\"""#);
        assert_eq!(escaped.part("a \"b\"", 2..3), escaped);
        let lines = place_of("\"\"\"\na b\"\"\"");
        assert_eq!(lines.part("a b", 2..3), lines);
        let end = place_of("\"a\"").part("a", 1..1);
        assert_eq!((end.column, end.end_column, end.mark.len()), (7, 7, 0));
        let whole = place_of("\"a\"");
        assert_eq!(
            whole.part("a", 5..9),
            whole,
            "what is no part of it has no place"
        );
    }

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

    #[derive(Debug)]
    struct Elsewhere(String);

    impl Store for Elsewhere {
        fn read(&self, range: Range<usize>) -> Option<Vec<u8>> {
            Some(self.0.as_bytes().get(range)?.to_vec())
        }
    }

    fn stored(text: &str) -> SourceText {
        let store = Elsewhere(text.to_owned());
        SourceText::stored("t", 0, text.len(), Box::new(store))
    }

    #[test]
    fn blocks_of_a_stored_text_are_whole_lines() {
        let long = "é".repeat(2 * READ);
        let text = ["a\n".repeat(READ), long, "\nb\n".repeat(READ)].concat();
        let source = stored(&text);
        let blocks: Vec<_> = source.blocks().collect();
        let mut at = 0;
        for (start, block) in &blocks {
            assert_eq!(*start, at);
            at += block.len();
            assert!(block.ends_with('\n'));
        }
        assert_eq!(at, text.len());
        assert!(blocks.len() > 2);
        assert_eq!(
            source.position(text.len()),
            SourceText::new("t", 0, text.clone()).position(text.len())
        );
        assert!(!source.is_lost());
    }

    proptest! {
        #[test]
        fn a_stored_text_has_the_same_places(text in "[a\u{e9}\n\u{1F600}{]{0,40}", start in 0usize..200, len in 0usize..200) {
            let (held, elsewhere) = (SourceText::new("t", 0, text.clone()), stored(&text));
            let span = Span::new(start, start + len);
            prop_assert_eq!(held.place(span), elsewhere.place(span));
            prop_assert_eq!(held.dialect(), elsewhere.dialect());
            prop_assert_eq!(&*elsewhere.text(), text);
        }

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
