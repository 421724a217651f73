//! Reading what people wrote by hand and speaking of it precisely.
//!
//! [`source`] holds a text and knows its lines; [`table`] turns TOML into a tree whose every node knows where it
//! stands; [`shape`] compares such a tree with a declared form; [`code`] is the table of everything that can be
//! wrong; [`report`] collects and renders it. Nothing here knows an event, and nothing that a file says reaches a
//! message but through [`SafeText`](crate::text::SafeText), shortened.

pub mod code;
pub mod report;
pub mod shape;
pub mod source;
pub mod table;

pub use code::{Code, Severity};
pub use report::{Diagnostic, Problems, Reporter};
pub use source::{Place, SourceText, Span};
pub use table::{Entry, Node, Table, Value};
