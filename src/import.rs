//! Other people's records made into an event file.
//!
//! A reader ([`READERS`]) takes a text apart into records. [`Rule`]s say which of their keys or columns become
//! which fields; a field that no rule names is taken from the key of the same name. What can be made valid is
//! made valid – ids, words, names of countries – and the rest goes into the file as it is, where a check of the
//! file shows the place: no record is dropped, and every change is told in a [`Note`].
//!
//! Nothing here reads files or writes them: text in, text and notes out.

mod assemble;
mod convert;
mod country;
mod csv;
mod emit;
mod form;
mod given;
mod ics;
mod jsonl;
mod mend;
mod notes;
mod readers;
mod registry;
mod rule;
mod toml_text;
mod unique;

pub use convert::{Imported, import};
pub use notes::Note;
pub use readers::{READERS, ReadError, Reader};
pub use rule::{Rule, RuleError};
