//! Setting text in lines.
//!
//! Lines break at spaces, after hyphens and dashes between letters, and beside wide (Chinese, Japanese,
//! Korean) characters, where the usual ban on closing marks at the head of a line and opening marks at
//! its end is kept. A word wider than the line is broken between graphemes.

use std::ops::Range;

use super::cells::{cells, graphemes};

/// Breaks `text` into lines of at most `width` cells and returns their byte ranges, without the spaces at
/// the break. A blank line in the text gives an empty range.
///
/// The only lines that are wider hold a single character that is wider than `width`.
///
/// ```
/// use demarche::text::wrap;
/// let text = "Talks in Reykjavik\n\nNo agreement";
/// let lines: Vec<_> = wrap(text, 10).into_iter().map(|line| &text[line]).collect();
/// assert_eq!(lines, ["Talks in", "Reykjavik", "", "No", "agreement"]);
/// ```
pub fn wrap(text: &str, width: u16) -> Vec<Range<usize>> {
    let width = width.max(1);
    let mut lines = Vec::new();
    let mut at = 0;
    for paragraph in text.split('\n') {
        let mut setter = Setter::new(at, width, &mut lines);
        for (grapheme, cells) in graphemes(paragraph) {
            setter.take(grapheme, cells);
        }
        setter.finish();
        at += paragraph.len() + 1;
    }
    lines
}

/// Breaks `text` into lines of at most `width` cells; [`wrap`], as strings.
pub fn lines(text: &str, width: u16) -> impl Iterator<Item = &str> {
    wrap(text, width)
        .into_iter()
        .map(|line| text.get(line).unwrap_or_default())
}

/// What a grapheme means for the break before and after it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Space,
    /// Breaks after it, between letters.
    Hyphen,
    /// Breaks after it.
    Dash,
    Letter,
    Wide,
    /// Never at the head of a line beside a wide character.
    Closing,
    /// Never at the end of a line beside a wide character.
    Opening,
    /// A no-break space.
    Glue,
    Other,
}

fn role(grapheme: &str, cells: u16) -> Role {
    let mut chars = grapheme.chars();
    let Some(first) = chars.next() else {
        return Role::Other;
    };
    match first {
        // A space that carries a mark is seen.
        _ if first.is_whitespace() && chars.next().is_some() => Role::Glue,
        ' '
        | '\t'
        | '\u{1680}'
        | '\u{2000}'..='\u{2006}'
        | '\u{2008}'..='\u{200A}'
        | '\u{205F}'
        | '\u{3000}' => Role::Space,
        '-' | '‐' | '–' | '/' => Role::Hyphen,
        '—' => Role::Dash,
        '、' | '。' | '，' | '．' | '：' | '；' | '！' | '？' | '）' | '］' | '｝' | '〉'
        | '》' | '」' | '』' | '】' | '〕' | '〗' | '・' | '·' | 'ー' | '々' | '％' | '…' | '’'
        | '”' | ',' | '.' | ':' | ';' | '!' | '?' | ')' | ']' | '}' | '%' | 'ぁ' | 'ぃ' | 'ぅ'
        | 'ぇ' | 'ぉ' | 'っ' | 'ゃ' | 'ゅ' | 'ょ' | 'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ッ'
        | 'ャ' | 'ュ' | 'ョ' => Role::Closing,
        '（' | '［' | '｛' | '〈' | '《' | '「' | '『' | '【' | '〔' | '〖' | '‘' | '“' | '('
        | '[' | '{' => Role::Opening,
        '\u{A0}' | '\u{2007}' | '\u{202F}' => Role::Glue,
        _ if cells >= 2 => Role::Wide,
        _ if first.is_alphabetic() => Role::Letter,
        _ => Role::Other,
    }
}

/// Says whether a line may end after the second and before the third of three graphemes in a row.
fn may_break(before: Role, last: Role, next: Role) -> bool {
    match (last, next) {
        (_, Role::Space | Role::Glue) | (Role::Glue, _) => false,
        (Role::Space, _) => true,
        (Role::Opening, _) | (_, Role::Closing) => false,
        (Role::Dash | Role::Wide, _) | (_, Role::Wide) => true,
        (Role::Closing, _) => before == Role::Wide,
        (Role::Hyphen, Role::Letter) => matches!(before, Role::Letter | Role::Closing),
        _ => false,
    }
}

/// Fills one line after the other of one paragraph.
struct Setter<'a> {
    lines: &'a mut Vec<Range<usize>>,
    width: u16,
    /// Where the current line begins, where its visible text ends, and how wide it is up to `at`.
    start: usize,
    end: usize,
    cells: u16,
    /// The last place to break: the end of the line there, the start of the next, the cells before it.
    chance: Option<(usize, usize, u16)>,
    at: usize,
    before: Role,
    last: Role,
}

impl<'a> Setter<'a> {
    fn new(at: usize, width: u16, lines: &'a mut Vec<Range<usize>>) -> Self {
        Self {
            lines,
            width,
            start: at,
            end: at,
            cells: 0,
            chance: None,
            at,
            before: Role::Other,
            last: Role::Other,
        }
    }

    fn take(&mut self, grapheme: &str, cells: u16) {
        let role = role(grapheme, cells);
        if role == Role::Space {
            self.space(grapheme.len(), cells);
        } else if cells > self.width {
            self.break_up(grapheme);
        } else {
            self.visible(grapheme.len(), cells, role);
        }
        self.before = self.last;
        self.last = role;
    }

    fn space(&mut self, len: usize, cells: u16) {
        self.at += len;
        if self.end == self.start {
            self.start = self.at;
            self.end = self.at;
        } else {
            self.cells = self.cells.saturating_add(cells);
        }
    }

    fn visible(&mut self, len: usize, cells: u16, role: Role) {
        if self.end > self.start && may_break(self.before, self.last, role) {
            self.chance = Some((self.end, self.at, self.cells));
        }
        // Twice where what is carried over has no room for a wide character either.
        while self.end > self.start && self.cells.saturating_add(cells) > self.width {
            self.break_line();
        }
        self.at += len;
        self.end = self.at;
        self.cells = self.cells.saturating_add(cells);
    }

    fn break_line(&mut self) {
        let (end, next, cells) = self
            .chance
            .take()
            .unwrap_or((self.end, self.at, self.cells));
        self.lines.push(self.start..end);
        self.start = next;
        self.end = self.end.max(next);
        self.cells -= cells;
    }

    /// Sets a grapheme that is wider than the line, character by character.
    fn break_up(&mut self, grapheme: &str) {
        let mut buffer = [0; 4];
        for c in grapheme.chars() {
            self.visible(c.len_utf8(), cells(c.encode_utf8(&mut buffer)), Role::Wide);
        }
    }

    fn finish(self) {
        self.lines.push(self.start..self.end);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::words("the table tennis team", 9, &["the table", "tennis", "team"])]
    #[case::exactly("table tennis", 12, &["table tennis"])]
    #[case::empty("", 10, &[""])]
    #[case::paragraphs("One.\n\nTwo.", 10, &["One.", "", "Two."])]
    #[case::long_word("Gorbachev", 4, &["Gorb", "ache", "v"])]
    #[case::long_word_after_short("by Gorbachev", 4, &["by", "Gorb", "ache", "v"])]
    #[case::hyphen("Sino-American talks", 8, &["Sino-", "American", "talks"])]
    #[case::dates_stay("on 1972-02-21 he", 8, &["on", "1972-02-", "21 he"])]
    #[case::abbreviation("U.S.–China talks", 8, &["U.S.–", "China", "talks"])]
    #[case::many_spaces("a          b", 4, &["a", "b"])]
    #[case::outer_spaces("  a  ", 4, &["a"])]
    #[case::no_break_space("le 14\u{a0}juillet", 8, &["le", "14\u{a0}juill", "et"])]
    #[case::han("结束过去开辟未来", 6, &["结束过", "去开辟", "未来"])]
    #[case::no_comma_at_the_head("结束过去,开辟未来", 8, &["结束过", "去,开辟", "未来"])]
    #[case::no_bracket_at_the_end("会谈（北京）", 6, &["会谈", "（北", "京）"])]
    #[case::mixed("访问Reykjavik市", 11, &["访问", "Reykjavik市"])]
    #[case::wide_in_odd_width("北京会", 5, &["北京", "会"])]
    #[case::too_narrow_for_wide("a北b", 1, &["a", "北", "b"])]
    #[case::zero_is_one("ab", 0, &["a", "b"])]
    #[case::accents_stay("e\u{301}e\u{301}", 1, &["e\u{301}", "e\u{301}"])]
    fn breaks(#[case] text: &str, #[case] width: u16, #[case] expected: &[&str]) {
        assert_eq!(lines(text, width).collect::<Vec<_>>(), expected);
    }

    /// Text with everything that matters to a break, more often than chance would bring it.
    fn any_text() -> impl Strategy<Value = String> {
        proptest::collection::vec(
            prop_oneof![
                "[a-z]{1,9}",
                " {1,3}",
                "[-–—/(),.]",
                "[北京会谈、。（）]",
                "(\n\n)",
                "\\PC{1,3}"
            ],
            0..24,
        )
        .prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide(text in any_text(), width in 2u16..24) {
            for line in lines(&text, width) {
                prop_assert!(cells(line) <= width, "{line:?} in {width}");
            }
        }

        #[test]
        fn nothing_visible_is_lost(text in any_text(), width in 0u16..24) {
            let mut at = 0;
            for line in wrap(&text, width) {
                prop_assert!(line.start >= at);
                let between = text.get(at..line.start).unwrap();
                prop_assert!(between.chars().all(char::is_whitespace), "{between:?}");
                prop_assert!(text.is_char_boundary(line.end));
                at = line.end;
            }
            prop_assert!(text.get(at..).unwrap().chars().all(char::is_whitespace));
        }

        #[test]
        fn a_wide_enough_line_holds_a_paragraph(text in "[a-z北 -]{0,30}") {
            prop_assert_eq!(wrap(&text, 200).len(), 1);
        }
    }
}
