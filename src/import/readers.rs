//! The table of readers.

use serde_json::{Map, Value};
use thiserror::Error;

use super::{csv, ics, jsonl};

/// A record as it was read: keys or columns in their order.
pub(super) type Record = Map<String, Value>;

/// A way to read records.
#[derive(Debug)]
pub struct Reader {
    /// The name on the command line.
    pub name: &'static str,
    /// What it reads, in one line of help.
    pub doc: &'static str,
    /// Takes a text apart into records.
    pub(super) read: fn(&str) -> Result<Vec<Record>, ReadError>,
    /// Which column becomes which field where no rule names the field: (field, path).
    pub(super) defaults: &'static [(&'static str, &'static str)],
}

/// Every reader, in the order of help.
pub const READERS: &[Reader] = &[
    Reader {
        name: "csv",
        doc: "A table with a heading line, its cells parted by commas",
        read: csv::read,
        defaults: csv::DEFAULTS,
    },
    Reader {
        name: "jsonl",
        doc: "JSON Lines: one object a line",
        read: jsonl::read,
        defaults: &[],
    },
    Reader {
        name: "ics",
        doc: "iCalendar: every VEVENT",
        read: ics::read,
        defaults: ics::DEFAULTS,
    },
];

impl Reader {
    /// Finds a reader by its name.
    pub fn named(name: &str) -> Option<&'static Self> {
        READERS.iter().find(|reader| reader.name == name)
    }
}

/// Why a text could not be taken apart. Nothing of it is imported then: half a table would go unnoticed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}: {message}")]
pub struct ReadError {
    /// The line at fault, from 1.
    pub line: usize,
    /// What is wrong there.
    pub message: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Rule;

    #[test]
    fn every_default_is_a_rule() {
        for reader in READERS {
            assert_eq!(
                Reader::named(reader.name).map(|found| found.doc),
                Some(reader.doc)
            );
            for (field, path) in reader.defaults {
                Rule::map(&format!("{field}={path}")).unwrap();
            }
        }
    }
}
