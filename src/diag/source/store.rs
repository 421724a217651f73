//! The bytes of a text, held in memory or read when they are needed.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

/// A text that is not held but read again and again, a piece at a time: a file that is large.
///
/// It was UTF-8 when it was looked through; that it still is need not be so.
pub trait Store: fmt::Debug + Send + Sync {
    /// Reads some of its bytes; nothing where that cannot be done.
    fn read(&self, range: Range<usize>) -> Option<Vec<u8>>;
}

/// A text, in memory or not.
#[derive(Debug)]
pub(super) enum Text {
    /// In memory.
    Held(Cow<'static, str>),
    /// Read when it is needed.
    Stored {
        /// Where from.
        store: Box<dyn Store>,
        /// How many bytes it has.
        len: usize,
        /// Whether some of it could not be read, or was no text any more.
        lost: AtomicBool,
    },
}

impl Text {
    /// Returns how many bytes it has.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Held(text) => text.len(),
            Self::Stored { len, .. } => *len,
        }
    }

    /// Returns some of its bytes; what lies past its end is cut off.
    pub(super) fn bytes(&self, range: Range<usize>) -> Cow<'_, [u8]> {
        let range = range.start.min(self.len())..range.end.min(self.len());
        match self {
            _ if range.is_empty() => Cow::default(),
            Self::Held(text) => text.as_bytes().get(range).unwrap_or_default().into(),
            Self::Stored { store, lost, .. } => {
                let bytes = store.read(range);
                lost.fetch_or(bytes.is_none(), Ordering::Relaxed);
                bytes.unwrap_or_default().into()
            }
        }
    }

    /// Returns some of it; nothing where the range does not lie between characters.
    pub(super) fn part(&self, range: Range<usize>) -> Cow<'_, str> {
        match self {
            Self::Held(text) => text.get(range).unwrap_or_default().into(),
            Self::Stored { lost, .. } => {
                let text = String::from_utf8(self.bytes(range).into_owned());
                lost.fetch_or(text.is_err(), Ordering::Relaxed);
                text.unwrap_or_default().into()
            }
        }
    }
}
