//! Any string through the sanitiser: only the policy comes out, and cleaning again changes nothing.
#![no_main]

use demarche::text::clean::Removed;
use demarche::text::{SafeText, cells};
use demarche_fuzz::{assert_line, assert_policy, characters, is_harmful};
use libfuzzer_sys::fuzz_target;

// The first byte is the width of the message.
fuzz_target!(|data: &[u8]| {
    let Some((&width, bytes)) = data.split_first() else {
        return;
    };
    let raw = characters(bytes);
    let (field, of_field) = SafeText::field_noting(&raw);
    let (body, of_body) = SafeText::body_noting(&raw);
    let message = SafeText::message(&raw, width.into());

    assert_line(&field);
    assert_policy(&body);
    assert_line(&message);
    assert!(cells(&message) <= width.into(), "{message:?} is too wide");
    if cells(&field) <= width.into() {
        assert_eq!(field, message, "what fits is not cut");
    }

    assert_eq!(SafeText::field_noting(&field), (field.clone(), vec![]));
    assert_eq!(SafeText::body_noting(&body), (body.clone(), vec![]));
    assert_eq!(SafeText::field_noting(&message), (message, vec![]));

    for text in [&field, &body] {
        // A tab is four spaces at most; what is replaced takes three bytes.
        assert!(text.len() <= raw.len() * 4, "{text:?} is too long");
        assert_eq!(ascii(text), ascii(&raw), "letters were lost");
    }
    for removed in [&of_field, &of_body] {
        assert_notes(removed, &raw);
    }
});

/// Returns the visible characters of ASCII, which always stay as they are.
fn ascii(text: &str) -> String {
    text.chars().filter(char::is_ascii_graphic).collect()
}

/// Fails unless each note names a class once, tells a true place, and everything harmful was noted or is white space.
fn assert_notes(notes: &[Removed], raw: &str) {
    for (at, note) in notes.iter().enumerate() {
        assert!(raw.get(note.at..).is_some_and(|rest| !rest.is_empty()));
        assert!(
            notes
                .iter()
                .skip(at + 1)
                .all(|other| other.class != note.class)
        );
    }
    let count: usize = notes.iter().map(|note| note.count).sum();
    assert!(
        count <= raw.chars().count(),
        "more were noted than there are"
    );
    let layout = |c: char| {
        matches!(
            c,
            '\t' | '\n'
                | '\r'
                | '\u{2028}'
                | '\u{2029}'
                | '\u{115F}'
                | '\u{1160}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{FFA0}'
        )
    };
    let harmful = raw.chars().filter(|&c| is_harmful(c) && !layout(c)).count();
    assert!(
        harmful <= count,
        "{harmful} harmful characters, {count} noted"
    );
}
