//! The table of formats.

use std::io::{self, Write};

use super::selection::Selection;
use super::{csv, ics, jsonl, markdown, plain};

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
        name: "json",
        extension: "json",
        doc: "One JSON object: the head of the file and all records",
        write: jsonl::write_whole,
    },
    Format {
        name: "jsonl",
        extension: "jsonl",
        doc: "JSON Lines: all that is known, one event a line; demarche reads it back",
        write: jsonl::write,
    },
    Format {
        name: "csv",
        extension: "csv",
        doc: "A table for spreadsheets, one line an event, without quotes",
        write: csv::write,
    },
    Format {
        name: "markdown",
        extension: "md",
        doc: "Text with headings and links, for publishing",
        write: markdown::write,
    },
    Format {
        name: "ics",
        extension: "ics",
        doc: "iCalendar, for planned events; vague dates are left out",
        write: ics::write,
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
