//! Cutting an event file into its events before it is parsed.
//!
//! A parser holds the whole document at once; cut at its `[[event]]` lines a large file needs a tenth of the memory
//! and two threads, and a fault stays inside its event.

use std::borrow::Cow;
use std::ops::Range;

/// Some whole lines of a text and the place where they begin.
pub type Block<'t> = (usize, Cow<'t, str>);

/// The parts of an event file, as ranges of bytes.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Cut {
    /// Everything that is no event: the beginning, and tables between or after events.
    pub head: Vec<Range<usize>>,
    /// One range an event, from its header to the next.
    pub events: Vec<Range<usize>>,
}

/// What a header line begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Header {
    /// `[[event]]`
    Event,
    /// `[[event.…]]` or `[event.…]`
    Inner,
    /// Any other.
    Other,
}

impl Cut {
    /// Cuts a text, given in blocks of whole lines, at the header lines that are not inside multi-line strings.
    ///
    /// A string that is never closed would swallow the rest of the file; then the strings are not
    /// followed, so that only its own event is lost.
    pub fn new<'t, B: Iterator<Item = Block<'t>>>(blocks: impl Fn() -> B) -> Self {
        let mut open = None;
        let cut = Self::at(blocks(), |block| outside(block, &mut open));
        if open.is_none() {
            return cut;
        }
        Self::at(blocks(), |block| headers(block).collect())
    }

    /// Cuts a text, given in blocks of whole lines, into one event a line; blank lines are none.
    pub fn lines<'t>(blocks: impl Iterator<Item = Block<'t>>) -> Self {
        let mut cut = Self::default();
        for (mut at, block) in blocks {
            for line in block.split_inclusive('\n') {
                if !line.trim_start_matches('\u{feff}').trim().is_empty() {
                    cut.events.push(at..at + line.len());
                }
                at += line.len();
            }
        }
        cut
    }

    /// Cuts at the headers of blocks.
    fn at<'t>(
        blocks: impl Iterator<Item = Block<'t>>,
        mut headers: impl FnMut(&str) -> Vec<(usize, Header)>,
    ) -> Self {
        let mut cut = Self::default();
        let (mut start, mut end, mut in_event) = (0, 0, false);
        for (base, block) in blocks {
            for (at, header) in headers(&block) {
                if header == Header::Inner || (header == Header::Other && !in_event) {
                    continue;
                }
                cut.close(start..base + at, in_event);
                (start, in_event) = (base + at, header == Header::Event);
            }
            end = base + block.len();
        }
        cut.close(start..end, in_event);
        cut
    }

    fn close(&mut self, range: Range<usize>, is_event: bool) {
        if range.is_empty() {
            return;
        }
        if is_event {
            self.events.push(range);
        } else {
            self.head.push(range);
        }
    }
}

/// Returns the headers of a block that are not inside multi-line strings; `open` is the mark that closes the string
/// in which the block begins, and afterwards that in which it ends.
fn outside(block: &str, open: &mut Option<&'static str>) -> Vec<(usize, Header)> {
    let mut strings = Strings::new(block, *open);
    let headers = headers(block)
        .filter(|&(at, header)| header != Header::Inner && !strings.open_at(at))
        .collect();
    strings.open_at(block.len());
    *open = strings.open;
    headers
}

/// Returns the lines that begin with `[`, and what they begin.
fn headers(text: &str) -> impl Iterator<Item = (usize, Header)> {
    // Brackets are rare and lines are not, so the search is for brackets.
    text.match_indices('[').filter_map(|(at, _)| {
        let before = text.as_bytes().get(..at)?;
        let blank = before
            .iter()
            .rev()
            .take_while(|byte| matches!(byte, b' ' | b'\t'));
        let line = at - blank.count();
        let first = line
            .checked_sub(1)
            .is_none_or(|end| before.get(end) == Some(&b'\n'));
        let header = first.then(|| classify(text.get(line..)?))?;
        Some((line, header?))
    })
}

/// What may stand before and within a header.
const BLANK: [char; 2] = [' ', '\t'];

fn classify(line: &str) -> Option<Header> {
    let one = line.trim_start_matches(BLANK).strip_prefix('[')?;
    let two = one.strip_prefix('[');
    let name = two.unwrap_or(one).trim_start_matches(BLANK);
    let Some(rest) = name.strip_prefix("event") else {
        return Some(Header::Other);
    };
    let rest = rest.trim_start_matches(BLANK);
    Some(if rest.starts_with('.') {
        Header::Inner
    } else if two.is_some() && rest.starts_with("]]") {
        Header::Event
    } else {
        Header::Other
    })
}

/// The marks of strings of several lines.
const MARKS: [&str; 2] = ["\"\"\"", "'''"];

/// Follows strings through a text, to tell whether a line stands inside one of several lines.
struct Strings<'a> {
    text: &'a str,
    at: usize,
    /// Where each mark stands next: most parts of a text have none and need not be looked at.
    next: [usize; 2],
    /// The mark that closes the string that is open at `at`.
    open: Option<&'static str>,
}

impl<'a> Strings<'a> {
    fn new(text: &'a str, open: Option<&'static str>) -> Self {
        Self {
            text,
            at: 0,
            next: [0; 2],
            open,
        }
    }

    /// Says whether a multi-line string is open at an offset; offsets rise from call to call.
    fn open_at(&mut self, offset: usize) -> bool {
        for (mark, next) in MARKS.iter().zip(&mut self.next) {
            if *next <= self.at {
                let rest = self.text.get(self.at..).unwrap_or_default();
                // To know that there is none is much faster than to look for one.
                let found = rest.contains(mark).then(|| rest.find(mark)).flatten();
                *next = found.map_or(usize::MAX, |found| self.at + found);
            }
        }
        if self.open.is_some() || self.next.iter().any(|&next| next < offset) {
            self.follow(self.text.get(self.at..offset).unwrap_or_default());
        }
        self.at = offset;
        self.open.is_some()
    }

    fn follow(&mut self, part: &str) {
        let mut rest = part;
        while !rest.is_empty() {
            rest = match self.open {
                Some(mark) => match close(rest, mark) {
                    Some(after) => {
                        self.open = None;
                        after
                    }
                    None => return,
                },
                None => self.next_string(rest),
            };
        }
    }

    /// Goes to the next string or comment; past it if it ends on its line, else into it.
    fn next_string<'t>(&mut self, rest: &'t str) -> &'t str {
        let Some(at) = rest.find(['"', '\'', '#']) else {
            return "";
        };
        let tail = rest.get(at..).unwrap_or_default();
        for mark in MARKS {
            if let Some(inside) = tail.strip_prefix(mark) {
                self.open = Some(mark);
                return inside;
            }
        }
        let line = tail.find('\n').map_or(tail.len(), |end| end + 1);
        let (line, after) = tail.split_at_checked(line).unwrap_or((tail, ""));
        let mark = match line.as_bytes().first() {
            Some(b'"') => "\"",
            Some(b'\'') => "'",
            _ => return after,
        };
        let inside = line.get(1..).unwrap_or_default();
        match close(inside, mark) {
            Some(left) => tail
                .get(1 + inside.len() - left.len()..)
                .unwrap_or_default(),
            None => after,
        }
    }
}

/// Returns what follows the end of a string; in double quotes a backslash hides the next character.
fn close<'t>(inside: &'t str, mark: &str) -> Option<&'t str> {
    let mut rest = inside;
    loop {
        let stop = if mark.starts_with('"') {
            rest.find(['"', '\\'])?
        } else {
            rest.find('\'')?
        };
        let tail = rest.get(stop..).unwrap_or_default();
        if tail.starts_with('\\') {
            let mut chars = tail.chars();
            chars.by_ref().take(2).for_each(drop);
            rest = chars.as_str();
        } else if let Some(after) = tail.strip_prefix(mark) {
            // Up to two quotes may stand before the closing three.
            let quote = mark.get(..1).unwrap_or_default();
            let mut after = after;
            if mark.len() == 3 {
                for _ in 0..2 {
                    after = after.strip_prefix(quote).unwrap_or(after);
                }
            }
            return Some(after);
        } else {
            rest = tail.get(1..).unwrap_or_default();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn parts<'t>(text: &'t str, ranges: &[Range<usize>]) -> Vec<&'t str> {
        ranges
            .iter()
            .map(|range| text.get(range.clone()).unwrap())
            .collect()
    }

    fn cut(text: &str) -> Cut {
        Cut::new(|| std::iter::once((0, Cow::Borrowed(text))))
    }

    fn events(text: &str) -> Vec<&str> {
        parts(text, &cut(text).events)
    }

    #[test]
    fn tables_between_and_after_events_belong_to_the_head() {
        let text = "format = 1\n[people]\na = {}\n[[event]]\nx = 1\n[[event.quote]]\n[view]\n[a]\n [[ event ]] # b\n";
        let cut = cut(text);
        assert_eq!(
            parts(text, &cut.head),
            ["format = 1\n[people]\na = {}\n", "[view]\n[a]\n"]
        );
        assert_eq!(
            events(text),
            ["[[event]]\nx = 1\n[[event.quote]]\n", " [[ event ]] # b\n"]
        );
    }

    #[rstest]
    #[case("\"\"\"\n[[event]]\n\"\"\"\n", 1)]
    #[case("'''\n[[event]]\n'''\n", 1)]
    #[case("\"\"\"\\\"\"\"\n[[event]]\n\"\"\"\"\"\n[[event]]\n", 2)]
    #[case("\"a\" # \"\"\"\n[[event]]\n", 2)]
    #[case("\"'''\"\n[[event]]\n", 2)]
    #[case("'\"\"\"'\n[[event]]\n", 2)]
    #[case("\"\\\"\"\"\"\n[[event]]\n", 2)]
    #[case("\"\"\n'''a'''''\n[[event]]\n", 2)]
    #[case("\"\"\" never closed\n[[event]]\n", 2)]
    fn strings_are_not_cut(#[case] value: &str, #[case] count: usize) {
        assert_eq!(events(&format!("[[event]]\nx = {value}")).len(), count);
    }

    proptest! {
        #[test]
        fn the_parts_are_the_whole(text in "(\\[\\[event\\]\\]|\\[a\\]|\\[\\[event.b\\]\\]|\"\"\"|'''|\\\\|\"|'|#|x|\n|é){0,40}") {
            let cut = cut(&text);
            let mut ranges: Vec<_> = cut.head.iter().chain(&cut.events).cloned().collect();
            ranges.sort_by_key(|range| range.start);
            prop_assert_eq!(parts(&text, &ranges).concat(), text);
        }

        #[test]
        fn blocks_are_cut_as_the_whole(text in "(\\[\\[event\\]\\]|\\[a\\]|\\[\\[event.b\\]\\]|\"\"\"|'''|\\\\|\"|'|#|x|\n|é){0,60}", kept in any::<u64>()) {
            let mut blocks: Vec<(usize, String)> = Vec::new();
            let mut at = 0;
            for (line, text) in text.split_inclusive('\n').enumerate() {
                match blocks.last_mut().filter(|_| kept >> (line % 64) & 1 == 1) {
                    Some((_, block)) => block.push_str(text),
                    None => blocks.push((at, text.to_owned())),
                }
                at += text.len();
            }
            let borrowed = || blocks.iter().map(|(at, block)| (*at, Cow::Borrowed(&**block)));
            prop_assert_eq!(Cut::new(borrowed), cut(&text));
            let whole = std::iter::once((0, Cow::Borrowed(&*text)));
            prop_assert_eq!(Cut::lines(borrowed()), Cut::lines(whole));
        }
    }
}
