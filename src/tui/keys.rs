//! From the bytes of a keyboard to keys and pastes: a state machine that nothing can wedge.
//!
//! Bytes alone do not say where a sequence ends: `ESC [` may be a key held with alt or the begin of an arrow,
//! and a paste may never see its end. So the machine is fed with bytes *and with silences*, and every state but
//! the ground is left by a silence. Its memory is an array of 64 bytes and one bounded paste.
//!
//! ```text
//!            ESC            [ O             final byte
//!  ground ──────► escape ──────► sequence ──────────────► a key, a paste begins, or nothing
//!     ▲              │ P ] _ ^ X                               │ ESC [ 2 0 0 ~
//!     │              └──────────► string ── ST, BEL            └──► paste ── ESC [ 2 0 1 ~
//!     └── 50 ms of silence (in a paste: 250 ms) from everywhere
//! ```
//!
//! What xterm, the Linux console, the VT220, rxvt and the kitty protocol send for the keys of a [`Key`] is understood,
//! UTF-8 too; C1 controls are not. Mouse and focus reports, answers to questions and strings are passed over.

use std::time::Duration;

use super::input::Input;
use crate::config::{Chord, Key};

mod sequence;
#[cfg(test)]
mod tests;

use sequence::Meaning;

/// The silence that ends an unfinished sequence, and makes a lone ESC the escape key.
pub const SEQUENCE_SILENCE: Duration = Duration::from_millis(50);

/// The silence that ends an unfinished paste.
pub const PASTE_SILENCE: Duration = Duration::from_millis(250);

/// The bytes of a paste that are kept; what goes beyond is dropped.
pub const PASTE_BYTES: usize = 2048;

/// The bytes of a sequence that are kept; a longer one is passed over to its end.
const SEQUENCE_BYTES: usize = 64;

/// What ends a paste. ESC stands nowhere but at its begin.
const PASTE_END: &[u8] = b"\x1b[201~";

const ESC: u8 = 0x1b;
const CAN: u8 = 0x18;
const SUB: u8 = 0x1a;
const BEL: u8 = 0x07;

/// The state machine.
///
/// ```
/// use demarche::config::{Chord, Key};
/// use demarche::tui::{Decoder, Input, keys::SEQUENCE_SILENCE};
///
/// let mut decoder = Decoder::default();
/// assert_eq!(decoder.push(0x1b), None);
/// assert_eq!(decoder.silence(SEQUENCE_SILENCE), Some(Input::Chord(Chord::plain(Key::Esc))));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Decoder {
    state: State,
    sequence: Kept,
    paste: Vec<u8>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Ground,
    /// Inside a character of several bytes.
    Character(Partial),
    /// After ESC.
    Escape,
    /// After `ESC [`.
    Csi,
    /// After `ESC O`.
    Ss3,
    /// After `ESC [ [`: the Linux console's function keys.
    Console,
    /// In the three bytes of an X10 mouse report.
    Mouse { left: u8 },
    /// In a string that a BEL may end or not; whether the last byte was ESC.
    Text { bel: bool, escaped: bool },
    /// In a paste; how much of its end mark the last bytes are.
    Paste { matched: usize },
}

/// A character of several bytes on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Partial {
    bits: u32,
    left: u8,
    /// The lowest character that needs so many bytes.
    least: u32,
    alt: bool,
}

/// The bytes between the begin and the end of a sequence, as far as they are kept.
#[derive(Clone, Copy, Debug)]
struct Kept {
    bytes: [u8; SEQUENCE_BYTES],
    len: usize,
}

impl Default for Kept {
    fn default() -> Self {
        Self {
            bytes: [0; SEQUENCE_BYTES],
            len: 0,
        }
    }
}

impl Kept {
    fn push(&mut self, byte: u8) {
        if let Some(free) = self.bytes.get_mut(self.len) {
            *free = byte;
        }
        self.len = (self.len + 1).min(SEQUENCE_BYTES + 1);
    }

    /// Returns the bytes if all of them were kept.
    fn all(&self) -> Option<&[u8]> {
        self.bytes.get(..self.len)
    }
}

impl Decoder {
    /// Takes the next byte; returns the key or paste that it completes.
    pub fn push(&mut self, byte: u8) -> Option<Input> {
        match self.state {
            State::Ground => self.ground(byte, false),
            State::Character(partial) => self.character(partial, byte),
            State::Escape => self.escape(byte),
            State::Csi | State::Ss3 => self.sequence(byte),
            State::Console => {
                self.state = State::Ground;
                sequence::console(byte).map(Input::Chord)
            }
            State::Mouse { left } => {
                self.state = match left {
                    ..=1 => State::Ground,
                    _ => State::Mouse { left: left - 1 },
                };
                None
            }
            State::Text { bel, escaped } => {
                self.state = match byte {
                    b'\\' if escaped => State::Ground,
                    BEL if bel => State::Ground,
                    CAN | SUB => State::Ground,
                    _ => State::Text {
                        bel,
                        escaped: byte == ESC,
                    },
                };
                None
            }
            State::Paste { matched } => self.pasted(matched, byte),
        }
    }

    /// Returns the silence after which [`silence`](Self::silence) ends what is unfinished; `None` when nothing is.
    pub const fn patience(&self) -> Option<Duration> {
        match self.state {
            State::Ground => None,
            State::Paste { .. } => Some(PASTE_SILENCE),
            _ => Some(SEQUENCE_SILENCE),
        }
    }

    /// Takes note that no byte came for so long; returns the escape key if that was a lone ESC.
    pub fn silence(&mut self, elapsed: Duration) -> Option<Input> {
        if self.patience().is_none_or(|patience| elapsed < patience) {
            return None;
        }
        self.paste.clear();
        match std::mem::take(&mut self.state) {
            State::Escape => Some(Input::Chord(Chord::plain(Key::Esc))),
            _ => None,
        }
    }

    fn ground(&mut self, byte: u8, alt: bool) -> Option<Input> {
        self.state = State::Ground;
        let (bits, left, least) = match byte {
            ESC => {
                self.state = State::Escape;
                return None;
            }
            ..0x80 => return Some(Input::Chord(sequence::ascii(byte, alt))),
            0xc2..=0xdf => (byte & 0x1f, 1, 0x80),
            0xe0..=0xef => (byte & 0x0f, 2, 0x800),
            0xf0..=0xf4 => (byte & 0x07, 3, 0x1_0000),
            _ => return None,
        };
        self.state = State::Character(Partial {
            bits: bits.into(),
            left,
            least,
            alt,
        });
        None
    }

    fn character(&mut self, partial: Partial, byte: u8) -> Option<Input> {
        if byte & 0xc0 != 0x80 {
            return self.ground(byte, false);
        }
        let bits = partial.bits << 6 | u32::from(byte & 0x3f);
        if partial.left > 1 {
            let left = partial.left - 1;
            self.state = State::Character(Partial {
                bits,
                left,
                ..partial
            });
            return None;
        }
        self.state = State::Ground;
        let typed = char::from_u32(bits).filter(|c| bits >= partial.least && !c.is_control())?;
        Some(Input::Chord(Chord {
            key: Key::Char(typed),
            ctrl: false,
            alt: partial.alt,
        }))
    }

    fn escape(&mut self, byte: u8) -> Option<Input> {
        self.sequence = Kept::default();
        self.state = match byte {
            b'[' => State::Csi,
            b'O' => State::Ss3,
            b'P' | b'_' | b'^' | b'X' => State::Text {
                bel: false,
                escaped: false,
            },
            b']' => State::Text {
                bel: true,
                escaped: false,
            },
            // The escape key twice, or before a key that begins with ESC.
            ESC => return Some(Input::Chord(Chord::plain(Key::Esc))),
            _ => return self.ground(byte, true),
        };
        None
    }

    /// Takes a byte of what began with `ESC [` or `ESC O`.
    fn sequence(&mut self, byte: u8) -> Option<Input> {
        let begins = self.sequence.len == 0 && self.state == State::Csi;
        match byte {
            ESC => self.state = State::Escape,
            CAN | SUB => self.state = State::Ground,
            b'[' if begins => self.state = State::Console,
            b'M' if begins => self.state = State::Mouse { left: 3 },
            b'$' if self.sequence.all().is_some_and(sequence::is_number) => return self.end(byte),
            b' '..=b'?' => self.sequence.push(byte),
            b'@'..=b'~' => return self.end(byte),
            // Controls inside are no keys.
            _ => {}
        }
        None
    }

    /// Takes the final byte of what began with `ESC [` or `ESC O`.
    fn end(&mut self, last: u8) -> Option<Input> {
        let csi = std::mem::take(&mut self.state) == State::Csi;
        let kept = self.sequence.all()?;
        let meaning = if csi {
            sequence::csi(kept, last)
        } else {
            sequence::ss3(kept, last)
        };
        match meaning? {
            Meaning::Chord(chord) => Some(Input::Chord(chord)),
            Meaning::PasteBegins => {
                self.state = State::Paste { matched: 0 };
                None
            }
        }
    }

    fn pasted(&mut self, matched: usize, byte: u8) -> Option<Input> {
        if PASTE_END.get(matched) == Some(&byte) {
            self.state = State::Paste {
                matched: matched + 1,
            };
            if matched + 1 == PASTE_END.len() {
                self.state = State::Ground;
                return text(&std::mem::take(&mut self.paste)).map(Input::Paste);
            }
            return None;
        }
        // What looked like the end mark was text, but for its ESC.
        let mistaken = PASTE_END.iter().take(matched).copied();
        let again = byte == ESC;
        let kept = mistaken.chain([byte]).filter(|byte| *byte != ESC);
        let free = PASTE_BYTES.saturating_sub(self.paste.len());
        self.paste.extend(kept.take(free));
        self.state = State::Paste {
            matched: usize::from(again),
        };
        None
    }
}

/// Returns the text of a paste without what no text field takes; `None` when nothing is left.
fn text(bytes: &[u8]) -> Option<String> {
    let valid: String = bytes.utf8_chunks().map(|chunk| chunk.valid()).collect();
    let lines = valid.replace("\r\n", "\n").replace('\r', "\n");
    let text: String = lines
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect();
    Some(text).filter(|text| !text.is_empty())
}
