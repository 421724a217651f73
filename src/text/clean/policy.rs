//! What becomes of each character: the table behind the gate.

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};
use unicode_width::UnicodeWidthChar;

/// Why a character was taken out or replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// Control characters (C0, DEL, C1), escape sequences with them: each became U+FFFD.
    Control,
    /// Marks, embeddings, overrides and isolates that reorder text: removed.
    Bidi,
    /// Characters without a shape (zero-width space, soft hyphen, tags, variation selectors): removed.
    Invisible,
    /// Zero-width joiners that do not stand between two letters: removed.
    Joiner,
    /// Combining marks without a base or beyond [`MARKS_PER_BASE`] on one: removed.
    Stacked,
    /// Private-use, unassigned and non-characters: each became U+FFFD.
    Unassigned,
}

impl Class {
    /// Returns what the characters are, in the plural, for a message.
    pub fn words(self) -> &'static str {
        match self {
            Self::Control => "control characters",
            Self::Bidi => "bidirectional controls",
            Self::Invisible => "invisible characters",
            Self::Joiner => "stray joiners",
            Self::Stacked => "stacked combining marks",
            Self::Unassigned => "unassigned or private-use characters",
        }
    }
}

/// How many combining marks one base character keeps; living scripts need four at most.
pub const MARKS_PER_BASE: u8 = 8;

/// What becomes of a character, where its neighbours do not decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// A letter: kept, and joiners may stand beside it.
    Letter,
    /// Anything else with a shape: kept.
    Shape,
    /// White space of one line: kept within a line.
    Space,
    /// A space that looks like none or like a blank: becomes U+0020.
    Blank,
    /// A tab: spaces.
    Tab,
    /// A line break.
    Break,
    /// A paragraph break.
    Paragraph,
    /// U+200C or U+200D.
    Joiner,
    /// Takes no cell of its own: kept on a base, up to [`MARKS_PER_BASE`].
    Mark,
    /// Becomes U+FFFD.
    Replace(Class),
    /// Removed.
    Remove(Class),
}

/// Returns what becomes of `c`.
pub(super) fn fate(c: char) -> Fate {
    match c {
        ' ' => Fate::Space,
        '\t' => Fate::Tab,
        '\n' | '\u{2028}' => Fate::Break,
        '\u{2029}' => Fate::Paragraph,
        _ if surely_letter(c) => Fate::Letter,
        '!'..='~' | '\u{2010}'..='\u{2027}' => Fate::Shape,
        '\u{200C}' | '\u{200D}' => Fate::Joiner,
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            Fate::Remove(Class::Bidi)
        }
        '\u{FF9E}' | '\u{FF9F}' => Fate::Mark,
        '\u{115F}' | '\u{1160}' | '\u{2800}' | '\u{3164}' | '\u{FFA0}' => Fate::Blank,
        _ if invisible(c) => Fate::Remove(Class::Invisible),
        _ => by_category(c),
    }
}

/// Ranges that hold nothing but letters, so that most text never meets the category table.
fn surely_letter(c: char) -> bool {
    matches!(
        c,
        'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{24F}'
            | '\u{400}'..='\u{481}' | '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}'
            | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}'
    )
}

/// Says whether a character has no shape by design: `Default_Ignorable_Code_Point` and the annotation
/// marks, without those that [`fate`] treats apart.
fn invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{34F}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{200B}'
            | '\u{2060}'..='\u{2064}' | '\u{206A}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E007F}' | '\u{E0100}'..='\u{E01EF}'
    )
}

fn by_category(c: char) -> Fate {
    use GeneralCategory as Gc;
    match c.general_category() {
        Gc::Control => Fate::Replace(Class::Control),
        Gc::PrivateUse | Gc::Unassigned | Gc::Surrogate => Fate::Replace(Class::Unassigned),
        Gc::NonspacingMark | Gc::SpacingMark | Gc::EnclosingMark => Fate::Mark,
        Gc::SpaceSeparator => Fate::Space,
        // Vowels and final consonants of decomposed Hangul: one cell would take any number of them.
        _ if c.width() == Some(0) => Fate::Mark,
        // U+2139 INFORMATION SOURCE is a letter by category and an emoji to a terminal.
        Gc::UppercaseLetter
        | Gc::LowercaseLetter
        | Gc::TitlecaseLetter
        | Gc::ModifierLetter
        | Gc::OtherLetter
            if c != '\u{2139}' =>
        {
            Fate::Letter
        }
        _ => Fate::Shape,
    }
}
