//! What several targets ask of a text: written down once more, apart from the sanitiser that is tried by it.

use unicode_normalization::char::is_combining_mark;

/// How many combining marks may stand in a row.
const MARKS: usize = 8;

/// Says whether a character steers a terminal, reorders text, does not show, or means nothing.
pub fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(u32::from(c),
            0xAD | 0x34F | 0x61C | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180F | 0x200B | 0x200E | 0x200F
                | 0x2028..=0x202E | 0x2060..=0x206F | 0x2800 | 0x3164 | 0xE000..=0xF8FF | 0xFDD0..=0xFDEF
                | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xFFF9..=0xFFFB | 0x1BCA0..=0x1BCA3 | 0x1D173..=0x1D17A
                | 0xE0000..=0x0010_FFFF)
        || u32::from(c) & 0xFFFE == 0xFFFE
}

/// Fails unless `text` is what the sanitiser may let out: of control characters only `\n`, two between paragraphs.
#[track_caller]
pub fn assert_policy(text: &str) {
    for paragraph in text.split("\n\n") {
        assert_line(paragraph);
        assert!(
            !paragraph.is_empty() || text.is_empty(),
            "an empty paragraph in {text:?}"
        );
    }
}

/// Fails unless `text` is one harmless line without outer white space.
#[track_caller]
pub fn assert_line(text: &str) {
    let harmful = text.chars().find(|&c| is_harmful(c));
    assert_eq!(harmful, None, "{text:?}");
    assert_eq!(text, text.trim(), "outer white space");
    let mut row = 0;
    for c in text.chars() {
        row = if is_combining_mark(c) { row + 1 } else { 0 };
        assert!(row <= MARKS, "stacked marks in {text:?}");
    }
    let joiner = |c: char| matches!(c, '\u{200C}' | '\u{200D}');
    assert!(
        !text.starts_with(joiner) && !text.ends_with(joiner),
        "a joiner at the edge of {text:?}"
    );
}

/// Returns the characters in a run of bytes; what is none is left out, so that no input is wasted.
pub fn characters(bytes: &[u8]) -> String {
    bytes.utf8_chunks().map(|chunk| chunk.valid()).collect()
}
