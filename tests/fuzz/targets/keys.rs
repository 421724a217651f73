//! Any bytes with any silences through the keyboard's decoder: nothing wedges it, and nothing grows.
#![no_main]

use std::time::Duration;

use demarche::config::{Chord, Key};
use demarche::tui::keys::{PASTE_BYTES, PASTE_SILENCE, SEQUENCE_SILENCE};
use demarche::tui::{Decoder, Input};
use libfuzzer_sys::fuzz_target;

/// What the upper two bits of a piece's first byte say: the silence after it.
const SILENCES: [Duration; 4] = [
    Duration::ZERO,
    Duration::from_millis(49),
    SEQUENCE_SILENCE,
    PASTE_SILENCE,
];

// Pieces: a byte with the silence and the length, then so many bytes.
fuzz_target!(|data: &[u8]| {
    let mut decoder = Decoder::default();
    let mut undisturbed = Decoder::default();
    let mut rest = data;
    while let Some((&head, after)) = rest.split_first() {
        let (piece, next) = after.split_at(after.len().min(usize::from(head & 0x3F)));
        rest = next;
        for &byte in piece {
            let input = decoder.push(byte);
            assert_input(input.as_ref());
            assert_eq!(
                input,
                undisturbed.push(byte),
                "a short silence has changed something"
            );
        }
        let silence = SILENCES[usize::from(head >> 6)];
        let patience = decoder.patience();
        let input = decoder.silence(silence);
        if patience.is_some_and(|patience| silence >= patience) {
            assert_eq!(
                decoder.patience(),
                None,
                "a silence has not ended the sequence"
            );
            assert_eq!(input, undisturbed.silence(silence));
        } else {
            assert_eq!((input, decoder.patience()), (None, patience));
        }
    }
    decoder.silence(PASTE_SILENCE);
    assert_eq!(decoder.patience(), None);
    for (byte, key) in [(b'q', Key::Char('q')), (b'\r', Key::Enter)] {
        assert_eq!(decoder.push(byte), Some(Input::Chord(Chord::plain(key))));
    }
});

/// Fails unless the input is a key that exists or a bounded paste of text.
fn assert_input(input: Option<&Input>) {
    match input {
        None => {}
        Some(Input::Chord(Chord { key, .. })) => match key {
            Key::Char(c) => assert!(!c.is_control(), "{c:?}"),
            Key::F(number) => assert!((1..=12).contains(number), "F{number}"),
            _ => {}
        },
        Some(Input::Paste(text)) => {
            assert!(!text.is_empty() && text.len() <= PASTE_BYTES);
            assert!(!text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t')));
        }
        Some(other) => panic!("{other:?} came from the keyboard"),
    }
}
