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
    let Some((message, at)) = fault(&bytes) else {
        let mut text = String::from_utf8(bytes).unwrap_or_default();
        if text.starts_with('\u{feff}') {
            text.remove(0);
        }
        return Ok(SourceText::new(&name, order, text));
    };
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let source = SourceText::new(&name, order, text);
    let span = Span::new(at, at + 1);
    Reporter::new(&source, problems).report(
        Code::Encoding,
        span,
        message,
        "save the file as UTF-8",
    );
    Ok(SourceText::new(&name, order, ""))
}

/// Says why bytes are not UTF-8 text, and from which byte on.
fn fault(bytes: &[u8]) -> Option<(String, usize)> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Some(("the file is UTF-16, not UTF-8".into(), 0));
    }
    if let Err(error) = std::str::from_utf8(bytes) {
        let at = error.valid_up_to();
        return Some((
            format!("the file is not UTF-8: byte {at} begins no character"),
            at,
        ));
    }
    let at = bytes.iter().position(|&byte| byte == 0)?;
    let words = if at < 4 {
        "the file is UTF-16 or binary, not UTF-8"
    } else {
        "the file has a NUL byte in it"
    };
    Some((format!("{words} (byte {at})"), at))
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
        assert_eq!(fault(bytes).map(|(_, at)| at), at);
    }
}
