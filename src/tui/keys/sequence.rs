//! What single bytes and complete sequences mean.

use crate::config::{Chord, Key};

/// What a sequence means.
pub(super) enum Meaning {
    /// A key.
    Chord(Chord),
    /// A paste follows.
    PasteBegins,
}

/// The modifiers of a sequence, one bit each.
#[derive(Clone, Copy)]
struct Modifiers(u32);

impl Modifiers {
    const NONE: Self = Self(0);
    const CTRL: Self = Self(0b100);

    /// Reads the number that xterm and kitty send: one more than the bits. Without any: no modifiers.
    ///
    /// Returns `None` where a key is held that no chord has (super, hyper).
    fn read(number: Option<u32>) -> Option<Self> {
        let bits = number.unwrap_or(1).saturating_sub(1);
        (bits & 0b1_1000 == 0).then_some(Self(bits))
    }

    const fn shift(self) -> bool {
        self.0 & 0b1 != 0
    }

    const fn ctrl(self) -> bool {
        self.0 & 0b100 != 0
    }

    /// Alt, or kitty's meta.
    const fn alt(self) -> bool {
        self.0 & 0b10_0010 != 0
    }

    fn chord(self, key: Key) -> Chord {
        let key = match key {
            Key::Tab if self.shift() => Key::BackTab,
            key => key,
        };
        Chord {
            key,
            ctrl: self.ctrl(),
            alt: self.alt(),
        }
    }
}

/// Keys by the final byte after `ESC [` (with modifiers `1;n` before it) and after `ESC O`.
const BY_FINAL: &[(u8, Key)] = &[
    (b'A', Key::Up),
    (b'B', Key::Down),
    (b'C', Key::Right),
    (b'D', Key::Left),
    (b'F', Key::End),
    (b'H', Key::Home),
    (b'P', Key::F(1)),
    (b'Q', Key::F(2)),
    (b'R', Key::F(3)),
    (b'S', Key::F(4)),
];

/// rxvt's arrows: with shift after `ESC [`, with control after `ESC O`.
const RXVT_ARROWS: &[(u8, Key)] = &[
    (b'a', Key::Up),
    (b'b', Key::Down),
    (b'c', Key::Right),
    (b'd', Key::Left),
];

/// Keys by the number before `~`.
const BY_NUMBER: &[(u32, Key)] = &[
    (1, Key::Home),
    (2, Key::Insert),
    (3, Key::Delete),
    (4, Key::End),
    (5, Key::PageUp),
    (6, Key::PageDown),
    (7, Key::Home),
    (8, Key::End),
    (11, Key::F(1)),
    (12, Key::F(2)),
    (13, Key::F(3)),
    (14, Key::F(4)),
    (15, Key::F(5)),
    (17, Key::F(6)),
    (18, Key::F(7)),
    (19, Key::F(8)),
    (20, Key::F(9)),
    (21, Key::F(10)),
    (23, Key::F(11)),
    (24, Key::F(12)),
];

/// Keys by the code before `u` that are no characters, those of the keypad included.
const BY_CODE: &[(u32, Key)] = &[
    (8, Key::Backspace),
    (9, Key::Tab),
    (13, Key::Enter),
    (27, Key::Esc),
    (127, Key::Backspace),
    (57409, Key::Char('.')),
    (57410, Key::Char('/')),
    (57411, Key::Char('*')),
    (57412, Key::Char('-')),
    (57413, Key::Char('+')),
    (57414, Key::Enter),
    (57415, Key::Char('=')),
    (57416, Key::Char(',')),
    (57417, Key::Left),
    (57418, Key::Right),
    (57419, Key::Up),
    (57420, Key::Down),
    (57421, Key::PageUp),
    (57422, Key::PageDown),
    (57423, Key::Home),
    (57424, Key::End),
    (57425, Key::Insert),
    (57426, Key::Delete),
];

fn find<T: PartialEq>(table: &[(T, Key)], wanted: &T) -> Option<Key> {
    let row = table.iter().find(|(name, _)| name == wanted);
    row.map(|(_, key)| *key)
}

/// Returns the chord of an ASCII byte other than ESC.
pub(super) fn ascii(byte: u8, alt: bool) -> Chord {
    let (key, ctrl) = match byte {
        b'\r' | b'\n' => (Key::Enter, false),
        b'\t' => (Key::Tab, false),
        0x08 | 0x7f => (Key::Backspace, false),
        0x00 => (Key::Char(' '), true),
        0x01..=0x1a => (Key::Char((byte | 0x60).into()), true),
        0x1b..=0x1f => (Key::Char((byte | 0x40).into()), true),
        _ => (Key::Char(byte.into()), false),
    };
    Chord { key, ctrl, alt }
}

/// Returns the function key of the Linux console that ends with a byte: `ESC [ [ A` is F1.
pub(super) fn console(last: u8) -> Option<Chord> {
    let number = match last {
        b'A'..=b'E' => last - b'A' + 1,
        _ => return None,
    };
    Some(Chord::plain(Key::F(number)))
}

/// Says whether a sequence so far is a number, so that `$` is rxvt's shift and not an intermediate byte.
pub(super) fn is_number(kept: &[u8]) -> bool {
    !kept.is_empty() && kept.iter().all(u8::is_ascii_digit)
}

/// Returns what `ESC O`, the bytes between and the final byte mean.
pub(super) fn ss3(kept: &[u8], last: u8) -> Option<Meaning> {
    let parameters = Parameters::read(kept)?;
    let modifiers = Modifiers::read(parameters.get(1, 0).or(parameters.get(0, 0)))?;
    let chord = match last {
        b'M' => modifiers.chord(Key::Enter),
        b'X' => modifiers.chord(Key::Char('=')),
        // The keypad in its application mode: * + , - . / and the digits.
        b'j'..=b'y' => modifiers.chord(Key::Char((last - 0x40).into())),
        _ => match find(RXVT_ARROWS, &last) {
            Some(key) => Modifiers::CTRL.chord(key),
            None => modifiers.chord(find(BY_FINAL, &last)?),
        },
    };
    Some(Meaning::Chord(chord))
}

/// Returns what `ESC [`, the bytes between and the final byte mean.
pub(super) fn csi(kept: &[u8], last: u8) -> Option<Meaning> {
    let parameters = Parameters::read(kept)?;
    let number = parameters.get(0, 0);
    let modifiers = Modifiers::read(parameters.get(1, 0))?;
    // Kitty says whether a key went down (1), repeats (2) or came up (3).
    if parameters.get(1, 1) == Some(3) {
        return None;
    }
    let chord = match (last, number) {
        (b'~', Some(200)) => return Some(Meaning::PasteBegins),
        (b'~', Some(27)) => coded(parameters.get(2, 0)?, None, modifiers)?,
        (b'~' | b'$', _) => modifiers.chord(find(BY_NUMBER, &number?)?),
        (b'^' | b'@', _) => Modifiers::CTRL.chord(find(BY_NUMBER, &number?)?),
        (b'u', _) => {
            let typed = parameters
                .get(2, 0)
                .filter(|_| parameters.get(2, 1).is_none());
            coded(number?, typed.or(parameters.get(0, 1)), modifiers)?
        }
        (b'Z', _) => modifiers.chord(Key::BackTab),
        // With numbers this is where the cursor is, and nobody asked.
        (b'R', Some(_)) => return None,
        _ => match find(RXVT_ARROWS, &last) {
            Some(key) => Modifiers::NONE.chord(key),
            None => modifiers.chord(find(BY_FINAL, &last)?),
        },
    };
    Some(Meaning::Chord(chord))
}

/// Returns the chord of a key given by its code; `typed` is the character with shift, where it is told.
fn coded(code: u32, typed: Option<u32>, modifiers: Modifiers) -> Option<Chord> {
    if let Some(key) = find(BY_CODE, &code) {
        return Some(modifiers.chord(key));
    }
    let typed = typed.filter(|_| !modifiers.ctrl()).and_then(char::from_u32);
    let c = match (code, typed) {
        (57399..=57408, _) => char::from_digit(code - 57399, 10)?,
        // Other keys of kitty's: modifiers, media, F13 and beyond.
        (0xe000..=0xf8ff, _) => return None,
        (_, Some(typed)) => typed,
        (_, None) => cased(char::from_u32(code)?, modifiers),
    };
    (!c.is_control()).then(|| modifiers.chord(Key::Char(c)))
}

/// Folds shift into a letter; with control letters are small, as they are without these protocols.
fn cased(c: char, modifiers: Modifiers) -> char {
    let folded: String = if modifiers.ctrl() {
        c.to_lowercase().collect()
    } else if modifiers.shift() {
        c.to_uppercase().collect()
    } else {
        return c;
    };
    let mut folded = folded.chars();
    // What becomes two letters (ß) stays.
    folded
        .next()
        .filter(|_| folded.next().is_none())
        .unwrap_or(c)
}

/// The numbers between `ESC [` and the final byte: parted by `;`, their parts by `:`.
struct Parameters<'a>(&'a str);

impl<'a> Parameters<'a> {
    /// Returns `None` when there is something else than numbers: a private or an intermediate byte.
    fn read(kept: &'a [u8]) -> Option<Self> {
        let numbers = |byte: &u8| matches!(byte, b'0'..=b';');
        let text = std::str::from_utf8(kept).ok()?;
        kept.iter().all(numbers).then_some(Self(text))
    }

    /// Returns a part of a parameter, both counted from 0; `None` when it is absent, empty or too large.
    fn get(&self, parameter: usize, part: usize) -> Option<u32> {
        let parts = self.0.split(';').nth(parameter)?;
        parts.split(':').nth(part)?.parse().ok()
    }
}
