//! The one gate for untrusted text.
//!
//! A string from a file, an error message, a file name or the environment may hold escape sequences,
//! bidirectional overrides, invisible letters, a thousand accents on one letter. Whatever comes out of
//! here is a plain run of visible characters that cannot steer a terminal, move a neighbour or hide a
//! word. Right-to-left scripts stay as they are and read well on terminals that set them.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;

use unicode_width::UnicodeWidthChar;

use super::cells::truncate;
use super::run;

mod policy;

pub use policy::{Class, MARKS_PER_BASE};
use policy::{Fate, fate};

/// Text that is safe to show: free of control, bidi and invisible characters.
///
/// Its constructors are the only way to make one, and cleaning what is clean changes nothing. The one
/// control character it may hold is `\n`, in pairs, between the paragraphs of a [`body`](Self::body).
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct SafeText(Box<str>);

/// Characters of one class that cleaning took out or replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Removed {
    /// What they are.
    pub class: Class,
    /// The byte offset of the first of them in the raw text.
    pub at: usize,
    /// How many there were.
    pub count: usize,
}

impl SafeText {
    /// Cleans one line: outer white space is dropped, white space around line breaks becomes one space.
    pub fn field(raw: &str) -> Self {
        Self::field_noting(raw).0
    }

    /// Cleans one line and says what was taken out or replaced, one entry a class, in order of appearance.
    pub fn field_noting(raw: &str) -> (Self, Vec<Removed>) {
        Self::clean(raw, Shape::Field)
    }

    /// Cleans a body of text: a line break is a space, a blank line parts two paragraphs (kept as `"\n\n"`).
    ///
    /// ```
    /// use demarche::text::SafeText;
    /// let text = SafeText::body("One line\nand the next.\n  \nA paragraph.\n");
    /// assert_eq!(&*text, "One line and the next.\n\nA paragraph.");
    /// ```
    pub fn body(raw: &str) -> Self {
        Self::body_noting(raw).0
    }

    /// Cleans a body of text and says what was taken out or replaced.
    pub fn body_noting(raw: &str) -> (Self, Vec<Removed>) {
        Self::clean(raw, Shape::Body)
    }

    /// Cleans a message that may quote anything (a parser's error, a file name) and cuts it to at most
    /// `max_cells` cells, with `…` at the cut.
    pub fn message(raw: &str, max_cells: u16) -> Self {
        // The cut may leave a joiner without the letter after it.
        Self::field(&truncate(&Self::field(raw), max_cells))
    }

    fn clean(raw: &str, shape: Shape) -> (Self, Vec<Removed>) {
        if is_plain(raw) {
            return (Self(raw.into()), Vec::new());
        }
        let mut cleaner = Cleaner::new(raw.len(), shape);
        let mut rest = raw;
        while let Some(c) = rest.chars().next() {
            let (at, size) = (raw.len() - rest.len(), c.len_utf8());
            rest = rest.get(size..).unwrap_or_default();
            if c != '\r' || !rest.starts_with('\n') {
                cleaner.take(at, c);
            }
            if matches!(c, '!'..='~') {
                let plain = run(rest.as_bytes(), is_ascii);
                let (plain, after) = rest.split_at_checked(plain).unwrap_or_default();
                cleaner.plain(plain);
                rest = after;
            }
        }
        cleaner.finish()
    }
}

/// Says whether a byte is a visible character of ASCII or a space.
fn is_ascii(byte: u8) -> bool {
    matches!(byte, b' '..=b'~')
}

/// Says whether cleaning would change nothing, for the texts where that is seen at a glance.
fn is_plain(raw: &str) -> bool {
    run(raw.as_bytes(), is_ascii) == raw.len() && !raw.starts_with(' ') && !raw.ends_with(' ')
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Field,
    Body,
}

/// White space that waits for the next visible character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    Line,
    Paragraph,
}

/// What the next mark or joiner would stand on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Base {
    None,
    Letter,
    Other,
}

struct Cleaner {
    out: String,
    shape: Shape,
    removed: Vec<Removed>,
    gap: Gap,
    base: Base,
    /// Marks on the base so far.
    marks: u8,
    /// A joiner after a letter: kept if a letter or mark comes next.
    joiner: Option<(usize, char)>,
    /// Cells since the paragraph began, for tab stops.
    column: usize,
}

impl Cleaner {
    fn new(capacity: usize, shape: Shape) -> Self {
        Self {
            out: String::with_capacity(capacity),
            shape,
            removed: Vec::new(),
            gap: Gap::None,
            base: Base::None,
            marks: 0,
            joiner: None,
            column: 0,
        }
    }

    fn take(&mut self, at: usize, c: char) {
        match fate(c) {
            Fate::Letter => self.base(c, Base::Letter),
            Fate::Shape => self.base(c, Base::Other),
            Fate::Space => self.space(c, 1),
            Fate::Blank => self.space(' ', 1),
            Fate::Tab if self.shape == Shape::Field => self.space(' ', 1),
            Fate::Tab => self.space(' ', 4 - self.column % 4),
            Fate::Break => self.line_break(Gap::Line),
            Fate::Paragraph => self.line_break(Gap::Paragraph),
            Fate::Joiner => self.join(at, c),
            Fate::Mark => self.mark(at, c),
            Fate::Replace(class) => {
                self.note(class, at);
                self.base(char::REPLACEMENT_CHARACTER, Base::Other);
            }
            Fate::Remove(class) => self.note(class, at),
        }
    }

    /// Takes characters of ASCII that follow a visible one of their kind: they stay as they are.
    fn plain(&mut self, text: &str) {
        let Some(last) = text.chars().next_back() else {
            return;
        };
        self.out.push_str(text);
        self.column += text.len();
        self.marks = 0;
        self.base = match last {
            ' ' => Base::None,
            'a'..='z' | 'A'..='Z' => Base::Letter,
            _ => Base::Other,
        };
    }

    fn base(&mut self, c: char, base: Base) {
        if self.gap != Gap::None {
            let paragraph = self.gap == Gap::Paragraph && self.shape == Shape::Body;
            self.out.push_str(if paragraph { "\n\n" } else { " " });
            self.column = if paragraph { 0 } else { self.column + 1 };
            self.gap = Gap::None;
        }
        self.settle_joiner(base == Base::Letter);
        self.push(c);
        self.base = base;
        self.marks = 0;
    }

    /// White space is kept as it is within a line and swallowed at its edges.
    fn space(&mut self, c: char, count: usize) {
        self.settle_joiner(false);
        if self.gap != Gap::None || self.out.is_empty() {
            return;
        }
        for _ in 0..count {
            self.push(c);
        }
        // A no-break space is how a mark is shown alone; on any other it could begin a wrapped line.
        self.base = if c == '\u{A0}' {
            Base::Other
        } else {
            Base::None
        };
        self.marks = 0;
    }

    fn line_break(&mut self, gap: Gap) {
        self.settle_joiner(false);
        self.trim_end();
        self.base = Base::None;
        if !self.out.is_empty() {
            self.gap = if self.gap == Gap::None {
                gap
            } else {
                Gap::Paragraph
            };
        }
    }

    fn mark(&mut self, at: usize, c: char) {
        if self.base == Base::None || self.marks == MARKS_PER_BASE {
            self.note(Class::Stacked, at);
            return;
        }
        self.settle_joiner(true);
        self.push(c);
        self.marks += 1;
    }

    fn join(&mut self, at: usize, c: char) {
        self.settle_joiner(false);
        if self.base == Base::Letter {
            self.joiner = Some((at, c));
        } else {
            self.note(Class::Joiner, at);
        }
    }

    fn settle_joiner(&mut self, keep: bool) {
        match self.joiner.take() {
            Some((_, joiner)) if keep => self.out.push(joiner),
            Some((at, _)) => self.note(Class::Joiner, at),
            None => {}
        }
    }

    fn push(&mut self, c: char) {
        self.out.push(c);
        self.column += c.width().unwrap_or(0);
    }

    fn trim_end(&mut self) {
        self.out.truncate(self.out.trim_end().len());
    }

    fn note(&mut self, class: Class, at: usize) {
        match self.removed.iter_mut().find(|seen| seen.class == class) {
            Some(seen) => seen.count += 1,
            None => self.removed.push(Removed {
                class,
                at,
                count: 1,
            }),
        }
    }

    fn finish(mut self) -> (SafeText, Vec<Removed>) {
        self.settle_joiner(false);
        self.trim_end();
        (SafeText(self.out.into()), self.removed)
    }
}

impl Deref for SafeText {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for SafeText {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for SafeText {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

#[cfg(test)]
mod tests;
