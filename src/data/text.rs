//! Bytes to text: encodings are told apart before anything is parsed.

use std::ops::ControlFlow;

use super::load::{Limits, Progress};
use super::origin::{LoadError, Origin, Pieces};
use crate::diag::source::Store as _;
use crate::diag::{Code, Problems, Reporter, SourceText, Span};

/// Reads an origin as text, without the mark that some editors put at its start. What is not UTF-8 is reported and read as nothing.
///
/// `progress` is told how much of a large file has been looked through, which is the first half of looking.
///
/// # Errors
/// Fails when its bytes cannot be read.
pub fn read_text(
    (origin, order): (&Origin, u32),
    limits: &Limits,
    problems: &mut Problems,
    progress: &dyn Fn(Progress) -> ControlFlow<()>,
) -> Result<SourceText, LoadError> {
    // Spans are 32 bits wide.
    let most = limits.file.min(u64::from(u32::MAX) - 1);
    let name = origin.name();
    if let Some(pieces) = origin
        .pieces(most)?
        .and_then(|pieces| checked(pieces, progress))
    {
        let len = pieces.size();
        return Ok(SourceText::stored(&name, order, len, Box::new(pieces)));
    }
    let bytes = match origin {
        Origin::Embedded(text) => return Ok(SourceText::new(&name, order, *text)),
        Origin::File(_) | Origin::Stdin => origin.read(most)?,
    };
    match decode(bytes) {
        Ok(mut text) => {
            if text.starts_with('\u{feff}') {
                text.remove(0);
            }
            Ok(SourceText::new(&name, order, text))
        }
        Err(Fault { bytes, message, at }) => {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let source = SourceText::new(&name, order, text);
            let span = Span::new(at, at + 1);
            let hint = "save the file as UTF-8";
            Reporter::new(&source, problems).report(Code::Encoding, span, message, hint);
            Ok(SourceText::new(&name, order, ""))
        }
    }
}

/// Bytes that are looked at at once.
const PIECE: usize = 1 << 20;

/// Looks through a large file; nothing where it is no text, or cannot be read, which is told when it is read as a whole.
fn checked(pieces: Pieces, progress: &dyn Fn(Progress) -> ControlFlow<()>) -> Option<Pieces> {
    let mut at = 0;
    while at < pieces.size() {
        // Whoever wants it stopped keeps what there is, and there is nothing yet.
        let _heard = progress(Progress::of_looking(at, 2 * pieces.size()));
        let bytes = pieces.read(at..pieces.size().min(at + PIECE))?;
        at += match str::from_utf8(&bytes) {
            _ if bytes.contains(&0) => return None,
            Ok(text) => text.len(),
            // The last character goes on in the next piece.
            Err(error) if error.error_len().is_none() && bytes.len() == PIECE => {
                error.valid_up_to()
            }
            Err(_) => return None,
        };
    }
    let mark = pieces.read(0..MARK.len())? == MARK;
    Some(pieces.skip(if mark { MARK.len() } else { 0 }))
}

/// U+FEFF, which some editors put at the start.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// Bytes that are not UTF-8 text, why, and from which byte on.
#[derive(Debug)]
struct Fault {
    bytes: Vec<u8>,
    message: String,
    at: usize,
}

/// Takes bytes as text.
fn decode(bytes: Vec<u8>) -> Result<String, Fault> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        let message = "the file is UTF-16, not UTF-8".into();
        return Err(Fault {
            bytes,
            message,
            at: 0,
        });
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let message = format!("the file is not UTF-8: byte {at} begins no character");
        Fault {
            bytes: error.into_bytes(),
            message,
            at,
        }
    })?;
    match text.find('\0') {
        None => Ok(text),
        Some(at) => {
            let words = if at < 4 {
                "the file is UTF-16 or binary, not UTF-8"
            } else {
                "the file has a NUL byte in it"
            };
            Err(Fault {
                bytes: text.into_bytes(),
                message: format!("{words} (byte {at})"),
                at,
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(b"\xFF\xFEf\0", Some(0))]
    #[case(b"f\0o\0", Some(1))]
    #[case(b"abc\xE9def", Some(3))]
    #[case(b"abcd\0", Some(4))]
    #[case("\u{feff}é".as_bytes(), None)]
    #[case(b"", None)]
    fn encodings(#[case] bytes: &[u8], #[case] at: Option<usize>) {
        assert_eq!(decode(bytes.to_vec()).err().map(|fault| fault.at), at);
    }

    #[rstest]
    #[case("", "é", false, true)]
    #[case("\u{feff}", "é", false, true)]
    #[case("", "", true, false)]
    #[case("", "\0", false, false)]
    fn a_large_file_is_held_only_where_it_is_no_text(
        #[case] start: &str,
        #[case] end: &str,
        #[case] broken: bool,
        #[case] stored: bool,
    ) {
        // Characters of two bytes lie across the ends of pieces.
        let text = ["x", &"é\n".repeat(3 << 20), end].concat();
        let mut bytes = [start, &text].concat().into_bytes();
        bytes.extend(broken.then_some(0xC3));
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), bytes).unwrap();
        let origin = Origin::File(file.path().to_owned());
        let mut problems = Problems::new(10, false);
        let pieces = origin.pieces(u64::MAX).unwrap().unwrap();
        let told = std::cell::Cell::new(0);
        let progress = |progress: Progress| {
            assert!(progress.percent() <= 50 && progress.events == 0);
            told.set(told.get() + 1);
            ControlFlow::Continue(())
        };
        assert_eq!(checked(pieces, &progress).is_some(), stored);
        assert!(told.get() > 3);
        let limits = Limits::BROWSING;
        let source = read_text((&origin, 0), &limits, &mut problems, &progress).unwrap();
        assert_eq!(source.text() == text, stored);
        assert_eq!(problems.errors(), usize::from(!stored));
    }
}
