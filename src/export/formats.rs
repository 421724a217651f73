//! The table of formats.

use std::io::{self, Write};

use super::selection::Selection;
use super::{jsonl, plain};

/// A way to write events.
#[derive(Debug)]
pub struct Format {
    /// The name on the command line and in the configuration.
    pub name: &'static str,
    /// The extension of its files, without the dot.
    pub extension: &'static str,
    /// What it is for, in one line of help.
    pub doc: &'static str,
    /// Writes the events and returns how many of them the format has no way to hold.
    pub write: fn(&Selection<'_>, &mut dyn Write) -> io::Result<usize>,
}

/// Every format, in the order of help.
pub const FORMATS: &[Format] = &[
    Format {
        name: "plain",
        extension: "txt",
        doc: "One line an event, for reading and for grep",
        write: plain::write,
    },
    Format {
        name: "jsonl",
        extension: "jsonl",
        doc: "JSON Lines: all that is known, one event a line; demarche reads it back",
        write: jsonl::write,
    },
];

impl Format {
    /// Finds a format by its name.
    pub fn named(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_found_by_its_own_name() {
        for format in FORMATS {
            let found = Format::named(format.name).unwrap();
            assert_eq!(
                found.doc, format.doc,
                "two formats are called {}",
                format.name
            );
        }
        assert!(Format::named("PLAIN").is_none());
    }
}
