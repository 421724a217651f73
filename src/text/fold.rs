//! Folding: what makes two spellings of a word the same word.
//!
//! Case, accents and width fold by Unicode's compatibility decomposition; a few letters that it leaves
//! alone fold by a table; apostrophes and full stops vanish; other punctuation and white space become one
//! space, and none at either end. So `cote divoire` finds *Côte d’Ivoire* and `us navy` *U.S. Navy*.
//! Vowel signs, viramas, nuktas and voicing marks are letters of their scripts and stay.

use std::ops::Range;

use unicode_normalization::char::{canonical_combining_class, decompose_compatible};
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// Folds `text`.
///
/// ```
/// use demarche::text::fold;
/// assert_eq!(fold("Recep Tayyip Erdoğan"), "recep tayyip erdogan");
/// assert_eq!(fold("Łódź, 1989 (II)"), "lodz 1989 ii");
/// ```
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Appends the folded `text` to `out`, without a space before it; for indexes that keep many texts in one string.
pub fn fold_into(text: &str, out: &mut String) {
    let start = out.len();
    let mut gap = false;
    each_fold(text, |_, piece| match piece {
        Piece::Space => gap = out.len() > start,
        Piece::Char(c) => {
            if std::mem::take(&mut gap) {
                out.push(' ');
            }
            out.push(c);
        }
        Piece::Accent => {}
    });
}

/// A folded text that knows where each byte came from, for highlights.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// For each byte of `text`, the bytes of the original character it came from, accents included.
    origins: Vec<Range<u32>>,
}

impl Folded {
    /// Folds `text`, which must be shorter than 4 GiB: what lies beyond is left out.
    pub fn new(text: &str) -> Self {
        let mut folded = Self::default();
        let mut gap = None;
        each_fold(text, |at, piece| {
            let (Ok(start), Ok(end)) = (u32::try_from(at.start), u32::try_from(at.end)) else {
                return;
            };
            match piece {
                Piece::Space => {
                    if !folded.text.is_empty() {
                        gap.get_or_insert(start..end).end = end;
                    }
                }
                Piece::Char(c) => {
                    if let Some(gap) = gap.take() {
                        folded.push(' ', &gap);
                    }
                    folded.push(c, &(start..end));
                }
                Piece::Accent => folded.extend_last(start, end),
            }
        });
        folded
    }

    /// Returns the folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the ranges of the original where `needle`, itself folded, stands; from left to right and
    /// without overlap. An empty needle stands nowhere.
    ///
    /// ```
    /// use demarche::text::{Folded, fold};
    /// let text = "the Côte d’Ivoire talks";
    /// let ranges = Folded::new(text).find_ranges(&fold("cote divoire"));
    /// assert_eq!(&text[ranges[0].clone()], "Côte d’Ivoire");
    /// ```
    pub fn find_ranges(&self, needle: &str) -> Vec<Range<usize>> {
        if needle.is_empty() {
            return Vec::new();
        }
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for (at, found) in self.text.match_indices(needle) {
            let Some(range) = self.origin(at..at + found.len()) else {
                continue;
            };
            // One character may fold to several: `s` stands twice in ß.
            match ranges.last_mut() {
                Some(last) if range.start < last.end => last.end = last.end.max(range.end),
                _ => ranges.push(range),
            }
        }
        ranges
    }

    /// Returns the range of the original from which a non-empty range of the folded text came.
    pub fn origin(&self, range: Range<usize>) -> Option<Range<usize>> {
        let first = self.origins.get(range.start)?;
        let last = self.origins.get(range.end.checked_sub(1)?)?;
        Some(first.start as usize..last.end as usize)
    }

    fn push(&mut self, c: char, origin: &Range<u32>) {
        self.text.push(c);
        self.origins
            .extend(std::iter::repeat_n(origin.clone(), c.len_utf8()));
    }

    /// Lets an accent that vanished belong to the letter before it.
    fn extend_last(&mut self, start: u32, end: u32) {
        let Some(last) = self.origins.last().cloned() else {
            return;
        };
        if last.end == start {
            for origin in self
                .origins
                .iter_mut()
                .rev()
                .take_while(|origin| **origin == last)
            {
                origin.end = end;
            }
        }
    }
}

/// What a character contributes.
enum Piece {
    Char(char),
    Space,
    /// Nothing, and belongs to the letter before it.
    Accent,
}

/// Calls `each` with every piece of the folded text and the byte range of the character it came from.
fn each_fold(text: &str, mut each: impl FnMut(Range<usize>, Piece)) {
    for (at, c) in text.char_indices() {
        let range = at..at + c.len_utf8();
        match c {
            'a'..='z' | '0'..='9' | '$' => each(range, Piece::Char(c)),
            'A'..='Z' => each(range, Piece::Char(c.to_ascii_lowercase())),
            // An ellipsis parts words, though it would come apart into full stops.
            '…' => each(range, Piece::Space),
            _ if vanishes(c) => {}
            _ if c.is_ascii() => each(range, Piece::Space),
            _ => decompose_compatible(c, |part| {
                fold_part(part, |piece| each(range.clone(), piece));
            }),
        }
    }
}

/// Says whether a character is an apostrophe, a letter written like one, or a full stop.
fn vanishes(c: char) -> bool {
    matches!(
        c,
        '\'' | '.'
            | '`'
            | '´'
            | '‘'
            | '’'
            | '‛'
            | 'ʻ'
            | 'ʼ'
            | 'ʽ'
            | 'ʾ'
            | 'ʿ'
            | 'ˈ'
            | '′'
            | '‵'
            | '׳'
            | '\u{200C}'
            | '\u{200D}'
            | '\u{AD}'
            | '\u{FF07}'
            | '\u{FF0E}'
    )
}

/// Folds one character of a decomposition.
fn fold_part(part: char, mut each: impl FnMut(Piece)) {
    if vanishes(part) {
        return;
    }
    if let Some(letters) = special(part) {
        letters.chars().for_each(|c| each(Piece::Char(c)));
    } else if is_accent(part) {
        each(Piece::Accent);
    } else if parts_words(part) {
        each(Piece::Space);
    } else {
        part.to_lowercase().for_each(|c| each(Piece::Char(c)));
    }
}

/// Letters that do not decompose though readers take them for others.
fn special(c: char) -> Option<&'static str> {
    Some(match c {
        'ł' | 'Ł' => "l",
        'ø' | 'Ø' => "o",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ħ' | 'Ħ' => "h",
        'ŧ' | 'Ŧ' => "t",
        'ŋ' | 'Ŋ' => "n",
        'ı' => "i",
        'ə' | 'Ə' => "a",
        'ß' | 'ẞ' => "ss",
        'þ' | 'Þ' => "th",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ς' => "σ",
        _ => return None,
    })
}

/// Says whether a character is an accent: a mark set over, under or through a letter, or a point of
/// Hebrew or Arabic vocalisation.
fn is_accent(c: char) -> bool {
    match c {
        '\u{300}'..='\u{36F}' => true,
        _ if c < '\u{300}' => false,
        // Classes 10–35 are the points, 200–240 the positions; 7–9 are nuktas, voicing marks and viramas.
        _ => matches!(canonical_combining_class(c), 1 | 10..=36 | 200..=240) || is_enclosing(c),
    }
}

fn is_enclosing(c: char) -> bool {
    matches!(c, '\u{20DD}'..='\u{20E0}' | '\u{20E2}'..='\u{20E4}')
}

/// Says whether a character stands between words: punctuation, white space, signs of relation.
fn parts_words(c: char) -> bool {
    match c {
        // Most letters need no look at the table.
        'a'..='z'
        | 'A'..='Z'
        | '0'..='9'
        | '\u{1100}'..='\u{11FF}'
        | '\u{3041}'..='\u{3096}'
        | '\u{4E00}'..='\u{9FFF}' => false,
        _ => match c.general_category_group() {
            GeneralCategoryGroup::Punctuation
            | GeneralCategoryGroup::Separator
            | GeneralCategoryGroup::Other => true,
            GeneralCategoryGroup::Symbol => matches!(
                c.general_category(),
                GeneralCategory::MathSymbol | GeneralCategory::ModifierSymbol
            ),
            _ => false,
        },
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;
    use crate::text::SafeText;

    #[rstest]
    #[case::case_folds("SALT II", "salt ii")]
    #[case::ivory_coast("Côte d’Ivoire", "cote divoire")]
    #[case::straight_apostrophe("Cote d'Ivoire", "cote divoire")]
    #[case::navy("U.S. Navy", "us navy")]
    #[case::turkish("Erdoğan", "erdogan")]
    #[case::dotted_i("İstanbul, ISTANBUL, ıstanbul", "istanbul istanbul istanbul")]
    #[case::polish("Łódź", "lodz")]
    #[case::danish("Løkke Rasmussen", "lokke rasmussen")]
    #[case::icelandic("Þórður Ægir", "thordur aegir")]
    #[case::german("Straße ẞ", "strasse ss")]
    #[case::croatian("Đinđić", "dindic")]
    #[case::french("Œuvre", "oeuvre")]
    #[case::azerbaijani("Heydər Əliyev", "heydar aliyev")]
    #[case::vietnamese("Nguyễn Phú Trọng", "nguyen phu trong")]
    #[case::transliterated_arabic("Ṣanʿāʾ", "sana")]
    #[case::decomposed("Co\u{302}te", "cote")]
    #[case::full_width("Ｇ２０　ｓｕｍｍｉｔ", "g20 summit")]
    #[case::ligature("ﬁnal ½", "final 1 2")]
    #[case::russian("Горбачёв и Чойбалсан", "горбачев и чоибалсан")]
    #[case::greek("Αθήνας Ἀθῆναι", "αθηνασ αθηναι")]
    #[case::arabic_points("مُحَمَّد أحمد", "محمد احمد")]
    #[case::hebrew_points("שָׁלוֹם", "שלום")]
    #[case::persian_joiner("می\u{200c}خواهم", "میخواهم")]
    #[case::hindi_keeps_its_vowels("नेपाल", "नेपाल")]
    #[case::han("邓小平，会见", "邓小平 会见")]
    #[case::half_width_kana("ｶﾞ", "カ\u{3099}")]
    #[case::kana("ガ", "カ\u{3099}")]
    #[case::punctuation_is_one_space("Sino-U.S. (talks) — 3rd", "sino us talks 3rd")]
    #[case::none_at_the_ends("  «Détente»!  ", "detente")]
    #[case::ellipsis("wait…what", "wait what")]
    #[case::money("$5 + 3€", "$5 3€")]
    #[case::nothing("-- ' . --", "")]
    fn folds(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(fold(text), expected);
        assert_eq!(Folded::new(text).text(), expected);
    }

    #[rstest]
    #[case::accents("the Côte d’Ivoire talks", "cote divoire", &["Côte d’Ivoire"])]
    #[case::stops("a U.S. Navy ship", "us", &["U.S"])]
    #[case::decomposed("e\u{301}te\u{301}", "te", &["te\u{301}"])]
    #[case::one_letter_of_two("Straße", "s", &["S", "ß"])]
    #[case::ligature_whole("Ægir", "e", &["Æ"])]
    #[case::space_in_needle("the table — tennis", "table tennis", &["table — tennis"])]
    #[case::twice("Bonn, bonn", "bonn", &["Bonn", "bonn"])]
    #[case::han("邓小平会见", "小平", &["小平"])]
    #[case::not_there("Bonn", "berlin", &[])]
    #[case::empty("Bonn", "", &[])]
    fn finds(#[case] text: &str, #[case] needle: &str, #[case] expected: &[&str]) {
        let found: Vec<_> = Folded::new(text)
            .find_ranges(needle)
            .into_iter()
            .map(|range| text.get(range).unwrap())
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn folding_appends_without_joining() {
        let mut out = "salt\n".to_owned();
        fold_into(" – Start", &mut out);
        assert_eq!(out, "salt\nstart");
    }

    proptest! {
        #[test]
        fn folding_again_changes_nothing(text in "\\PC{0,24}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn spaces_are_single_and_inside(text in any::<String>()) {
            let folded = fold(&text);
            prop_assert!(!folded.contains("  "));
            prop_assert_eq!(folded.trim_matches(' '), &folded);
        }

        #[test]
        fn origins_are_character_boundaries_in_order(text in any::<String>()) {
            let folded = Folded::new(&text);
            prop_assert_eq!(folded.text(), fold(&text));
            let mut at = 0;
            for (start, c) in folded.text().char_indices() {
                let origin = folded.origin(start..start + c.len_utf8()).unwrap();
                prop_assert!(text.get(origin.clone()).is_some_and(|part| !part.is_empty()));
                prop_assert!(origin.start >= at);
                at = origin.start;
            }
        }

        #[test]
        fn a_text_finds_itself(text in "\\PC{1,24}") {
            let text = SafeText::field(&text);
            let needle = fold(&text);
            prop_assume!(!needle.is_empty());
            let ranges = Folded::new(&text).find_ranges(&needle);
            prop_assert_eq!(ranges.len(), 1);
            prop_assert_eq!(fold(text.get(ranges[0].clone()).unwrap()), needle);
        }
    }
}
