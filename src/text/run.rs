//! How far a text goes on in one manner.

/// How many bytes are looked at together: as many as fit into a vector register of any machine.
const CHUNK: usize = 16;

/// Returns how many bytes from the start on all answer to `goes_on`.
///
/// ```
/// use demarche::text::run;
/// assert_eq!(run(b"1972-02", |byte| byte.is_ascii_digit()), 4);
/// ```
pub fn run(bytes: &[u8], goes_on: impl Fn(u8) -> bool) -> usize {
    let (chunks, _) = bytes.as_chunks::<CHUNK>();
    // Without a way out of the middle of a chunk the compiler makes vector instructions of this.
    let whole = chunks
        .iter()
        .take_while(|chunk| chunk.iter().fold(true, |all, &byte| all & goes_on(byte)))
        .count();
    let rest = bytes.get(whole * CHUNK..).unwrap_or_default();
    let more = rest.iter().position(|&byte| !goes_on(byte));
    whole * CHUNK + more.unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_ends_at_the_first_other_byte(text in "a{0,40}b?[ab]{0,40}") {
            let end = text.find('b').unwrap_or(text.len());
            prop_assert_eq!(run(text.as_bytes(), |byte| byte == b'a'), end);
        }
    }
}
