//! One key with its modifiers: the program's own key type, so that no floor below the shell names a terminal crate.

use std::fmt;
use std::str::FromStr;

/// A key of the keyboard; shift is folded into the letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// A character as typed, space included.
    Char(char),
    /// The return key.
    Enter,
    /// The escape key.
    Esc,
    /// The tabulator key.
    Tab,
    /// Shift and the tabulator key.
    BackTab,
    /// Deletes to the left.
    Backspace,
    /// Deletes to the right.
    Delete,
    /// The insert key.
    Insert,
    /// An arrow key.
    Up,
    /// An arrow key.
    Down,
    /// An arrow key.
    Left,
    /// An arrow key.
    Right,
    /// A page towards the top.
    PageUp,
    /// A page towards the end.
    PageDown,
    /// To the begin.
    Home,
    /// To the end.
    End,
    /// F1 to F12.
    F(u8),
}

/// The names of the keys in settings and the words for them on screens.
const NAMES: &[(&str, Key, &str)] = &[
    ("enter", Key::Enter, "Enter"),
    ("esc", Key::Esc, "Esc"),
    ("tab", Key::Tab, "Tab"),
    ("shift-tab", Key::BackTab, "Shift-Tab"),
    ("backspace", Key::Backspace, "Backspace"),
    ("delete", Key::Delete, "Del"),
    ("insert", Key::Insert, "Ins"),
    ("up", Key::Up, "↑"),
    ("down", Key::Down, "↓"),
    ("left", Key::Left, "←"),
    ("right", Key::Right, "→"),
    ("page-up", Key::PageUp, "PgUp"),
    ("page-down", Key::PageDown, "PgDn"),
    ("home", Key::Home, "Home"),
    ("end", Key::End, "End"),
    ("space", Key::Char(' '), "Space"),
];

/// One key with its modifiers.
///
/// In settings it is written `down`, `j`, `ctrl-f`, `alt-x`, `f1`; the name of a key that is a character is
/// the character itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Chord {
    /// The key.
    pub key: Key,
    /// With the control key held.
    pub ctrl: bool,
    /// With the alt key held.
    pub alt: bool,
}

impl Chord {
    /// A key alone.
    pub const fn plain(key: Key) -> Self {
        Self {
            key,
            ctrl: false,
            alt: false,
        }
    }

    /// A key with control.
    pub const fn ctrl(key: Key) -> Self {
        Self {
            key,
            ctrl: true,
            alt: false,
        }
    }

    /// Returns the character that the chord types into a text field, if it types one.
    pub const fn typed(self) -> Option<char> {
        match self {
            Self {
                key: Key::Char(c),
                ctrl: false,
                alt: false,
            } => Some(c),
            _ => None,
        }
    }

    /// Returns the words for the chord on screens: `↓`, `Ctrl-f`, `Enter`.
    pub fn label(self) -> String {
        let key = match self.key {
            Key::F(n) => format!("F{n}"),
            key => match NAMES.iter().find(|(_, named, _)| *named == key) {
                Some((.., label)) => (*label).to_owned(),
                None => self.to_string().rsplit_once('-').map_or_else(
                    || self.to_string(),
                    |(_, last)| {
                        if last.is_empty() {
                            "-".into()
                        } else {
                            last.into()
                        }
                    },
                ),
            },
        };
        let ctrl = if self.ctrl { "Ctrl-" } else { "" };
        let alt = if self.alt { "Alt-" } else { "" };
        format!("{ctrl}{alt}{key}")
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("ctrl-")?;
        }
        if self.alt {
            f.write_str("alt-")?;
        }
        match self.key {
            Key::F(n) => write!(f, "f{n}"),
            key => match (NAMES.iter().find(|(_, named, _)| *named == key), key) {
                (Some((name, ..)), _) => f.write_str(name),
                (None, Key::Char(c)) => write!(f, "{c}"),
                (None, _) => f.write_str("?"),
            },
        }
    }
}

/// A string that names no chord.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a key: write one character, or a name such as {}, f1, ctrl-f", NAMES.iter().take(6).map(|(name, ..)| *name).collect::<Vec<_>>().join(", "))]
pub struct NotAChord;

impl FromStr for Chord {
    type Err = NotAChord;

    fn from_str(text: &str) -> Result<Self, NotAChord> {
        let mut rest = text;
        let (mut ctrl, mut alt) = (false, false);
        loop {
            if let Some(after) = rest.strip_prefix("ctrl-").filter(|after| !after.is_empty()) {
                (ctrl, rest) = (true, after);
            } else if let Some(after) = rest.strip_prefix("alt-").filter(|after| !after.is_empty())
            {
                (alt, rest) = (true, after);
            } else {
                break;
            }
        }
        let mut chars = rest.chars();
        let key = match (chars.next(), chars.next()) {
            (Some(c), None) if !c.is_control() => Key::Char(c),
            _ => match NAMES.iter().find(|(name, ..)| *name == rest) {
                Some((_, key, _)) => *key,
                None => match rest.strip_prefix('f').map(str::parse) {
                    Some(Ok(n @ 1..=12)) => Key::F(n),
                    _ => return Err(NotAChord),
                },
            },
        };
        Ok(Self { key, ctrl, alt })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("j", Chord::plain(Key::Char('j')), "j")]
    #[case("J", Chord::plain(Key::Char('J')), "J")]
    #[case("-", Chord::plain(Key::Char('-')), "-")]
    #[case("space", Chord::plain(Key::Char(' ')), "Space")]
    #[case("ctrl-f", Chord::ctrl(Key::Char('f')), "Ctrl-f")]
    #[case("ctrl--", Chord::ctrl(Key::Char('-')), "Ctrl--")]
    #[case("shift-tab", Chord::plain(Key::BackTab), "Shift-Tab")]
    #[case("f1", Chord::plain(Key::F(1)), "F1")]
    #[case("f", Chord::plain(Key::Char('f')), "f")]
    #[case("down", Chord::plain(Key::Down), "↓")]
    fn reads_prints_and_labels(#[case] text: &str, #[case] chord: Chord, #[case] label: &str) {
        assert_eq!(text.parse(), Ok(chord));
        assert_eq!(chord.to_string(), text);
        assert_eq!(chord.label(), label);
    }

    #[rstest]
    #[case("")]
    #[case("ctrl-")]
    #[case("dwon")]
    #[case("f13")]
    #[case("f0")]
    #[case("\u{1b}")]
    fn refuses(#[case] text: &str) {
        assert_eq!(text.parse::<Chord>(), Err(NotAChord));
    }
}
