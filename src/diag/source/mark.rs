//! Lines and columns, reckoned from marks at every block of a text.

use memchr::memrchr;

/// What lies before a block of the text: finding a place then costs no more than one block.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mark {
    /// Line breaks.
    pub(super) breaks: u32,
    /// The start of the line in which the block begins.
    pub(super) line: u32,
    /// Characters since then.
    pub(super) column: u32,
}

impl Mark {
    /// Returns what lies before the end of some bytes that begin at an offset, of which this is the mark.
    pub(super) fn after(self, start: usize, bytes: &[u8]) -> Self {
        let line = memrchr(b'\n', bytes).map(|last| last + 1);
        let chars = count(bytes.get(line.unwrap_or(0)..).unwrap_or_default(), is_start);
        match line {
            None => Self {
                column: self.column + chars,
                ..self
            },
            Some(line) => Self {
                breaks: self.breaks + count(bytes, is_break),
                line: u32::try_from(start + line).unwrap_or(u32::MAX),
                column: chars,
            },
        }
    }
}

/// Says whether a byte ends a line.
pub(super) fn is_break(byte: u8) -> bool {
    byte == b'\n'
}

/// Says whether a byte begins a character.
pub(super) fn is_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

fn count(bytes: &[u8], counts: impl Fn(u8) -> bool) -> u32 {
    // Summed in bytes over short runs, which the compiler turns into vector instructions.
    bytes
        .chunks(255)
        .map(|run| u32::from(run.iter().map(|&byte| u8::from(counts(byte))).sum::<u8>()))
        .sum()
}
