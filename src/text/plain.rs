//! What looks alike in ASCII, cell by cell, for terminals that have no more.

use unicode_normalization::char::decompose_compatible;

use super::fold;

/// Stands for what has no likeness.
const UNKNOWN: char = '?';

/// Returns the ASCII character that looks most like a grapheme: `“` becomes `"`, `É` becomes `E`, `ß` becomes `s`.
///
/// ```
/// use demarche::text::plain::ascii;
/// assert_eq!(ascii("É"), 'E');
/// assert_eq!(ascii("北"), '?');
/// ```
pub fn ascii(grapheme: &str) -> char {
    if let Some(like) = punctuation(grapheme) {
        return like;
    }
    let Some(first) = grapheme.chars().next() else {
        return ' ';
    };
    let mut base = None;
    decompose_compatible(first, |part| {
        base = base.or(Some(part));
    });
    match base.filter(|base| base.is_ascii() && !base.is_control()) {
        Some(base) => base,
        None => letter(first),
    }
}

/// Returns the ASCII likeness of typographic punctuation and signs that the Linux console's code page lacks.
pub fn punctuation(grapheme: &str) -> Option<char> {
    let mut chars = grapheme.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else {
        return None;
    };
    Some(match c {
        '“' | '”' | '„' | '‟' | '″' => '"',
        '‘' | '’' | '‚' | '‛' | '′' | 'ʼ' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        '…' => '.',
        '‹' => '<',
        '›' => '>',
        '×' => 'x',
        '⁄' => '/',
        '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => ' ',
        _ => return None,
    })
}

/// Returns the likeness of a letter that does not decompose, in its case.
fn letter(c: char) -> char {
    let folded = fold(c.encode_utf8(&mut [0; 4]));
    match folded.chars().next().filter(char::is_ascii) {
        Some(like) if c.is_uppercase() => like.to_ascii_uppercase(),
        Some(like) => like,
        None => UNKNOWN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("“", '"')]
    #[case("–", '-')]
    #[case("…", '.')]
    #[case("é", 'e')]
    #[case("e\u{301}", 'e')]
    #[case("Ł", 'L')]
    #[case("ß", 's')]
    #[case("ﬁ", 'f')]
    #[case("習", '?')]
    #[case("Ж", '?')]
    #[case("●", '?')]
    #[case("", ' ')]
    fn looks_alike(#[case] grapheme: &str, #[case] like: char) {
        assert_eq!(ascii(grapheme), like);
    }

    proptest! {
        #[test]
        fn is_always_one_printable_character(text in any::<String>()) {
            let like = ascii(&text);
            prop_assert!(like == ' ' || like.is_ascii_graphic(), "{:?}", like);
        }
    }
}
