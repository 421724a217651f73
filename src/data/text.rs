//! Bytes to text: encodings are told apart before anything is parsed.

use super::load::Limits;
use super::origin::{LoadError, Origin};
use crate::diag::{Code, Problems, Reporter, SourceText, Span};

/// Reads an origin as text, without the mark that some editors put at its start. What is not UTF-8 is reported and read as nothing.
///
/// # Errors
/// Fails when its bytes cannot be read.
pub fn read_text(
    origin: &Origin,
    order: u32,
    limits: &Limits,
    problems: &mut Problems,
) -> Result<SourceText, LoadError> {
    // Spans are 32 bits wide.
    let most = limits.file.min(u64::from(u32::MAX) - 1);
    let name = origin.name();
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
}
