//! Timelines written out: one file a format, all of them in the table [`FORMATS`].
//!
//! A format is a pure function from a [`Selection`] to bytes; it knows no file name, no clock and no
//! screen. To add one, write its file and give it a row.

mod cite;
mod csv;
mod formats;
mod ics;
mod json;
mod jsonl;
mod markdown;
mod plain;
mod record;
mod selection;

pub use cite::cite;
pub use formats::{FORMATS, Format};
pub use selection::Selection;
