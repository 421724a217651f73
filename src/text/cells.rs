//! Width in terminal cells: one measure for layout, truncation and tests.
//!
//! Text is measured by grapheme, as it is drawn: the width of a string is the sum of its graphemes', each
//! as the drawing library counts it. A grapheme that holds a control character is not drawn and has no width.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Stands where text was cut.
pub const ELLIPSIS: &str = "…";

/// Turns a count into cells; what a `u16` cannot hold is as wide as it can say.
pub fn saturate(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

/// Returns the width of `text` in cells.
///
/// ```
/// use demarche::text::cells;
/// assert_eq!(cells("Köln"), 4);
/// assert_eq!(cells("北京"), 4);
/// ```
pub fn cells(text: &str) -> u16 {
    if is_printable_ascii(text) {
        return saturate(text.len());
    }
    graphemes(text).fold(0, |sum, (_, width)| sum.saturating_add(width))
}

/// Returns the graphemes of `text` with the width of each.
pub fn graphemes(text: &str) -> impl DoubleEndedIterator<Item = (&str, u16)> {
    text.graphemes(true)
        .map(|grapheme| (grapheme, grapheme_cells(grapheme)))
}

/// Returns the longest beginning of `text` that is at most `max_cells` wide, and its width.
pub fn prefix(text: &str, max_cells: u16) -> (&str, u16) {
    let mut end = 0;
    let mut width = 0u16;
    for (grapheme, cells) in graphemes(text) {
        match width.checked_add(cells) {
            Some(sum) if sum <= max_cells => width = sum,
            _ => break,
        }
        end += grapheme.len();
    }
    (text.get(..end).unwrap_or_default(), width)
}

/// Cuts `text` to at most `max_cells`, with `…` where something was cut.
///
/// ```
/// use demarche::text::truncate;
/// assert_eq!(truncate("Shanghai Communiqué", 12), "Shanghai Co…");
/// assert_eq!(truncate("Shanghai Communiqué", 10), "Shanghai…");
/// ```
pub fn truncate(text: &str, max_cells: u16) -> Cow<'_, str> {
    truncate_with(text, max_cells, ELLIPSIS)
}

/// Cuts `text` to at most `max_cells`, with `mark` where something was cut; for terminals that lack `…`.
pub fn truncate_with<'a>(text: &'a str, max_cells: u16, mark: &str) -> Cow<'a, str> {
    if text.len() <= usize::from(max_cells) && is_printable_ascii(text) {
        return Cow::Borrowed(text);
    }
    let (whole, _) = prefix(text, max_cells);
    if whole.len() == text.len() {
        return Cow::Borrowed(text);
    }
    let Some(room) = max_cells.checked_sub(cells(mark)) else {
        return Cow::Borrowed("");
    };
    let (kept, _) = prefix(text, room);
    Cow::Owned([kept.trim_end(), mark].concat())
}

/// Sets `text` at the left of a column exactly `width` cells wide; what is too long is cut with `…`.
pub fn pad_right(text: &str, width: u16) -> String {
    let mut out = truncate(text, width).into_owned();
    let gap = width.saturating_sub(cells(&out));
    out.extend(std::iter::repeat_n(' ', usize::from(gap)));
    out
}

/// Sets `text` at the right of a column exactly `width` cells wide; what is too long is cut with `…`.
pub fn pad_left(text: &str, width: u16) -> String {
    let text = truncate(text, width);
    let gap = width.saturating_sub(cells(&text));
    let mut out = " ".repeat(usize::from(gap));
    out.push_str(&text);
    out
}

fn is_printable_ascii(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

fn grapheme_cells(grapheme: &str) -> u16 {
    match *grapheme.as_bytes() {
        [b' '..=b'~'] => 1,
        _ if grapheme.contains(char::is_control) => 0,
        _ => saturate(grapheme.width() + sound_marks(grapheme)),
    }
}

/// Counts half-width voicing marks: the drawing library gives each a cell on top of what the width table says.
fn sound_marks(grapheme: &str) -> usize {
    grapheme
        .chars()
        .filter(|c| matches!(c, '\u{FF9E}' | '\u{FF9F}'))
        .count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::buffer::{Buffer, CellWidth};
    use ratatui::layout::Rect;
    use ratatui::style::Style;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::ascii("Helsinki", 8)]
    #[case::empty("", 0)]
    #[case::accent_composed("Łódź", 4)]
    #[case::accent_decomposed("e\u{301}", 1)]
    #[case::han("邓小平", 6)]
    #[case::hangul("한국", 4)]
    #[case::jamo("\u{1112}\u{1161}\u{11AB}", 2)]
    #[case::devanagari("नेपाल", 4)]
    #[case::arabic("سلام", 4)]
    #[case::control_is_not_drawn("a\u{7}b", 2)]
    fn widths(#[case] text: &str, #[case] expected: u16) {
        assert_eq!(cells(text), expected);
    }

    #[test]
    fn a_very_long_text_is_as_wide_as_can_be_said() {
        assert_eq!(cells(&"中".repeat(70_000)), u16::MAX);
        assert_eq!(cells(&"x".repeat(70_000)), u16::MAX);
    }

    #[rstest]
    #[case::fits("Geneva", 6, "Geneva")]
    #[case::cut("Geneva", 5, "Gene…")]
    #[case::one("Geneva", 1, "…")]
    #[case::none("Geneva", 0, "")]
    #[case::wide_half("北京会谈", 4, "北…")]
    #[case::no_space_before_the_mark("San José", 5, "San…")]
    #[case::accent_stays_on_its_letter("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…")]
    fn cuts(#[case] text: &str, #[case] width: u16, #[case] expected: &str) {
        assert_eq!(truncate(text, width), expected);
    }

    #[test]
    fn another_mark() {
        assert_eq!(truncate_with("Geneva Summit", 8, ">"), "Geneva>");
        assert_eq!(truncate_with("Geneva", 1, ".."), "");
    }

    #[test]
    fn padding_fills_the_column() {
        assert_eq!(pad_right("京", 4), "京  ");
        assert_eq!(pad_left("京", 4), "  京");
        assert_eq!(pad_right("北京", 3), "北…");
        assert_eq!(pad_left("北京会", 4), " 北…");
    }

    proptest! {
        #[test]
        fn the_measure_is_the_drawing_librarys(text in "\\PC{0,24}") {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 1));
            let (end, _) = buffer.set_stringn(0, 0, &text, 200, Style::default());
            prop_assert_eq!(cells(&text), end);
            for (grapheme, width) in graphemes(&text) {
                if !grapheme.contains(char::is_control) {
                    prop_assert_eq!(grapheme.cell_width(), width);
                }
            }
        }

        #[test]
        fn cut_text_fits(text in "\\PC{0,40}", width in 0u16..30) {
            let cut = truncate(&text, width);
            prop_assert!(cells(&cut) <= width);
            prop_assert_eq!(cut == text, cells(&text) <= width);
        }

        #[test]
        fn padded_text_fills(text in "\\PC{0,40}", width in 0u16..30) {
            prop_assert_eq!(cells(&pad_right(&text, width)), width);
            prop_assert_eq!(cells(&pad_left(&text, width)), width);
        }
    }
}
