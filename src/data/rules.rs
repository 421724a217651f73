//! What is looked at when everything has its type: one event at a time, then all of them together.

use chrono::NaiveDate;

use crate::diag::{Reporter, SourceText, Span, Table};
use crate::model::{Event, FileHead};

/// A decoded event whose fields still have their places.
#[derive(Debug)]
pub struct Draft<'a> {
    /// The event.
    pub event: &'a Event,
    /// As it was written.
    pub table: &'a Table<'a>,
    /// Its header.
    pub span: Span,
    /// The head of its file.
    pub head: &'a FileHead,
}

impl Draft<'_> {
    /// Returns the place of a key's value, or of the event where it is not written.
    pub fn span(&self, key: &str) -> Span {
        self.table.get(key).map_or(self.span, |node| node.span)
    }
}

/// Where the parts of an event stand that other events have to do with.
#[derive(Clone, Debug)]
pub struct Spots {
    /// In which text.
    pub source: u16,
    /// The event itself.
    pub header: Span,
    /// Its id.
    pub id: Span,
    /// Its date.
    pub date: Span,
    /// Its relations, in their order.
    pub related: Box<[Span]>,
}

/// All events that are read together, in the order of the files.
#[derive(Debug)]
pub struct Collection<'a> {
    /// The events.
    pub events: &'a [Event],
    /// Where they stand.
    pub spots: &'a [Spots],
    /// The texts.
    pub sources: &'a [SourceText],
    /// Until when each text's facts were checked.
    pub checked: &'a [Option<NaiveDate>],
}

/// Looks at one event.
pub fn check_event(_draft: &Draft<'_>, _reporter: &mut Reporter<'_>) {}
