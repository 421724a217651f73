//! The policy as a table, its laws, and a corpus of hostile strings.

use proptest::prelude::*;
use rstest::rstest;

use super::*;

#[rstest]
#[case::ascii("Ping-pong diplomacy", "Ping-pong diplomacy")]
#[case::empty("", "")]
#[case::only_space(" \t\n\r\n ", "")]
#[case::outer_space("  a b  ", "a b")]
#[case::inner_spaces_stay("a  b", "a  b")]
#[case::line_break("a\nb", "a b")]
#[case::windows_line_break("a\r\nb", "a b")]
#[case::break_with_spaces("a  \n   b", "a b")]
#[case::blank_line("a\n\nb", "a b")]
#[case::separators("a\u{2028}b\u{2029}c", "a b c")]
#[case::tab("a\tb", "a b")]
#[case::bare_return("a\rb", "a�b")]
#[case::escape("\u{1b}[31mred", "�[31mred")]
#[case::c1("a\u{9b}2Jb", "a�2Jb")]
#[case::del("a\u{7f}b", "a�b")]
#[case::nul("a\0b", "a�b")]
#[case::rlo("abc\u{202e}def", "abcdef")]
#[case::isolate("\u{2067}abc\u{2069}", "abc")]
#[case::marks_of_direction("a\u{200e}b\u{200f}c\u{61c}", "abc")]
#[case::zero_width_space("pass\u{200b}word", "password")]
#[case::soft_hyphen("dip\u{ad}lomat", "diplomat")]
#[case::bom("\u{feff}head", "head")]
#[case::tags("a\u{e0041}\u{e0042}b", "ab")]
#[case::variation_selectors("\u{2764}\u{fe0f}x\u{e0100}", "\u{2764}x")]
#[case::annotation("a\u{fff9}b\u{fffb}", "ab")]
#[case::hangul_filler("a\u{3164}b", "a b")]
#[case::braille_blank("a\u{2800}\u{2800}b", "a  b")]
#[case::fillers_alone("\u{3164}\u{2800}\u{ffa0}", "")]
#[case::private_use("a\u{e000}b\u{10fffd}", "a�b�")]
#[case::unassigned("a\u{378}b", "a�b")]
#[case::noncharacter("a\u{fdd0}b\u{ffff}", "a�b�")]
#[case::persian_keeps_its_joiner("می\u{200c}خواهم", "می\u{200c}خواهم")]
#[case::hindi_keeps_its_joiner("क्\u{200d}ष", "क्\u{200d}ष")]
#[case::bengali_joiner_before_a_mark("র\u{200d}্য", "র\u{200d}্য")]
#[case::joiner_at_the_end("a\u{200d}", "a")]
#[case::joiner_before_space("a\u{200d} b", "a b")]
#[case::joiner_at_the_head("\u{200d}a", "a")]
#[case::joiners_in_a_row("می\u{200c}\u{200c}خ", "می\u{200c}خ")]
#[case::emoji_family("👨\u{200d}👩\u{200d}👧", "👨👩👧")]
#[case::decomposed_accent("e\u{301}", "e\u{301}")]
#[case::leading_mark("\u{301}a", "a")]
#[case::mark_on_a_space("a \u{301}b", "a b")]
#[case::mark_on_a_no_break_space("a\u{a0}\u{301}b", "a\u{a0}\u{301}b")]
#[case::decomposed_hangul("\u{1112}\u{1161}\u{11ab}", "\u{1112}\u{1161}\u{11ab}")]
#[case::lone_jamo_vowel("a \u{1161}", "a")]
#[case::hebrew_and_arabic("שלום سلام", "שלום سلام")]
#[case::han("改革开放", "改革开放")]
fn field(#[case] raw: &str, #[case] expected: &str) {
    assert_eq!(&*SafeText::field(raw), expected);
}

#[rstest]
#[case::one_break("One line\nand the next.", "One line and the next.")]
#[case::blank_line("One.\n\nTwo.", "One.\n\nTwo.")]
#[case::many_blank_lines("One.\n\n\n\nTwo.", "One.\n\nTwo.")]
#[case::blank_line_with_space("One. \n \t \n Two.", "One.\n\nTwo.")]
#[case::windows("One.\r\n\r\nTwo.", "One.\n\nTwo.")]
#[case::outer_breaks("\n\nOne.\n\n", "One.")]
#[case::line_separator("One\u{2028}two", "One two")]
#[case::paragraph_separator("One.\u{2029}Two.", "One.\n\nTwo.")]
#[case::tab_to_the_stop("ab\tc", "ab  c")]
#[case::tab_at_the_stop("abcd\te", "abcd    e")]
#[case::tab_after_wide("北\tc", "北  c")]
#[case::tab_in_the_second_paragraph("abc\n\na\tb", "abc\n\na   b")]
fn body(#[case] raw: &str, #[case] expected: &str) {
    assert_eq!(&*SafeText::body(raw), expected);
}

#[test]
fn a_base_keeps_eight_marks() {
    let zalgo = format!("a{}b", "\u{301}".repeat(1000));
    let (text, removed) = SafeText::field_noting(&zalgo);
    assert_eq!(&*text, format!("a{}b", "\u{301}".repeat(8)));
    assert_eq!(
        removed,
        [Removed {
            class: Class::Stacked,
            at: 1 + 8 * 2,
            count: 992
        }]
    );
}

#[test]
fn what_was_removed_is_told_once_a_class_with_its_first_place() {
    let (text, removed) = SafeText::field_noting("é\u{1b}[2J\u{202e}x\u{1b}\u{e000}\u{200b}");
    assert_eq!(&*text, "é�[2Jx��");
    assert_eq!(
        removed,
        [
            Removed {
                class: Class::Control,
                at: 2,
                count: 2
            },
            Removed {
                class: Class::Bidi,
                at: 6,
                count: 1
            },
            Removed {
                class: Class::Unassigned,
                at: 11,
                count: 1
            },
            Removed {
                class: Class::Invisible,
                at: 14,
                count: 1
            },
        ]
    );
}

#[test]
fn layout_is_not_a_removal() {
    assert_eq!(SafeText::body_noting(" a\tb\r\n\r\nc ").1, []);
    assert_eq!(SafeText::field_noting("می\u{200c}خواهم").1, []);
}

#[test]
fn a_message_is_one_short_line() {
    let message = SafeText::message("bad\n\u{1b}]0;title\u{7} line, and on it goes", 16);
    assert_eq!(&*message, "bad �]0;title�…");
    assert!(crate::text::cells(&message) <= 16);
}

#[test]
fn a_cut_leaves_no_joiner_behind() {
    assert_eq!(&*SafeText::message("می\u{200c}خواهم", 3), "می…");
}

/// Ways to steer a terminal, to hide text or to move a neighbour that have been met in the wild.
const HOSTILE: &[&str] = &[
    "\u{1b}[2J\u{1b}[H",
    "\u{1b}]0;title\u{7}",
    "\u{1b}]52;c;cm0gLXJm\u{7}",
    "\u{1b}]8;;file:///etc/passwd\u{1b}\\link\u{1b}]8;;\u{1b}\\",
    "\u{1b}P$q\"p\u{1b}\\",
    "\u{1b}_Gi=1;AAAA\u{1b}\\",
    "\u{1b}^private\u{1b}\\",
    "\u{1b}X start of string \u{9c}",
    "\u{1b}[?1049h\u{1b}[?25l",
    "\u{1b}[6n\u{1b}[c\u{1b}[>0q",
    "\u{1b}[200~paste\u{1b}[201~",
    "\u{1b}(0\u{1b}#8\u{e}\u{f}",
    "\u{1b}c",
    "\u{9b}31m\u{9d}0;t\u{9c}\u{90}q\u{9c}\u{85}\u{84}",
    "\u{8}\u{8}\u{8}rm",
    "over\rwrite",
    "a\u{b}b\u{c}c",
    "user\u{202e}gpj.exe",
    "\u{202a}\u{202b}\u{202d}\u{2066}\u{2067}\u{2068}nested",
    "\u{206a}\u{206b}\u{206c}\u{206d}\u{206e}\u{206f}",
    "e0x\u{e0001}\u{e0065}\u{e006e}\u{e007f}",
    "\u{fe00}\u{fe0e}\u{fe0f}\u{e01ef}\u{180b}",
    "\u{115f}\u{1160}\u{3164}\u{ffa0}\u{2800}",
    "\u{200b}\u{2060}\u{feff}\u{ad}\u{34f}\u{17b4}\u{2061}",
    "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
    "👩\u{200d}❤\u{fe0f}\u{200d}💋\u{200d}👨",
    "👍🏽 🇺🇸🇨🇳 1\u{fe0f}\u{20e3}",
    "\u{1d173}\u{1bca0}\u{fff9}\u{fffa}\u{fffb}",
    "\u{fdd0}\u{fffe}\u{ffff}\u{1fffe}\u{10ffff}\u{e000}\u{f0000}",
    "Z\u{351}\u{36b}\u{343}\u{36a}\u{302}\u{36b}\u{33d}\u{34f}\u{334}\u{319}\u{324}\u{31e}\u{349}",
    "ᅡᅡᅡᅡᅡᅡᅡᅡᅡᅡᅡᅡ",
    "ﾊﾞﾞﾞﾞﾞﾞﾞﾞﾞﾞﾞﾞﾞ",
    "\u{2028}\u{2029}\u{85}",
];

#[test]
fn hostile_text_comes_out_harmless() {
    for raw in HOSTILE {
        for text in [SafeText::field(raw), SafeText::body(raw)] {
            assert_policy(&text);
        }
    }
}

/// Checks `text` against the policy, stated anew rather than by the table under test.
fn assert_policy(text: &SafeText) {
    let mut marks = 0;
    for paragraph in text.split("\n\n") {
        assert_eq!(paragraph.trim(), paragraph, "{text:?}");
        for c in paragraph.chars() {
            assert!(!c.is_control(), "{c:?} in {text:?}");
            let hidden = matches!(
                u32::from(c),
                0xAD | 0x34F | 0x61C | 0x115F | 0x1160 | 0x180B..=0x180F | 0x200B | 0x200E | 0x200F
                    | 0x2028..=0x202E | 0x2060..=0x206F | 0x2800 | 0x3164 | 0xE000..=0xF8FF
                    | 0xFDD0..=0xFDEF | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xFFF9..=0xFFFB
                    | 0xE0000..=0x0010_FFFF
            );
            assert!(
                !hidden && u32::from(c) & 0xFFFE != 0xFFFE,
                "{c:?} in {text:?}"
            );
            marks = if unicode_normalization::char::is_combining_mark(c) {
                marks + 1
            } else {
                0
            };
            assert!(marks <= 8, "{text:?}");
        }
    }
}

/// Text in which the characters that matter come more often than chance would bring them.
fn any_text() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        prop_oneof![
            any::<char>(),
            prop::sample::select(
                "\n\r\t \u{a0}\u{200c}\u{200d}\u{301}\u{93f}\u{202e}\u{2028}\u{2029}\u{1b}\u{3164}\u{1161}é中ب"
                    .chars()
                    .collect::<Vec<_>>()
            ),
            prop::char::range('a', 'c'),
        ],
        0..40,
    )
    .prop_map(|chars| chars.into_iter().collect())
}

proptest! {
    #[test]
    fn only_the_policy_comes_out(raw in any_text()) {
        let field = SafeText::field(&raw);
        assert_policy(&field);
        prop_assert!(!field.contains('\n'));
        assert_policy(&SafeText::body(&raw));
    }

    #[test]
    fn cleaning_again_changes_nothing(raw in any_text()) {
        let (field, body) = (SafeText::field(&raw), SafeText::body(&raw));
        prop_assert_eq!(SafeText::field_noting(&field), (field, vec![]));
        prop_assert_eq!(SafeText::body_noting(&body), (body, vec![]));
    }

    #[test]
    fn the_fast_path_is_the_slow_path(raw in "[ -~]{0,12}|([ -~]{0,20}[\t\né“\u{301}\u{200D}\u{A0}]{0,2}){0,4}") {
        for shape in [Shape::Field, Shape::Body] {
            let mut cleaner = Cleaner::new(raw.len(), shape);
            for (at, c) in raw.char_indices() {
                cleaner.take(at, c);
            }
            prop_assert_eq!(cleaner.finish(), SafeText::clean(&raw, shape));
        }
    }
}
