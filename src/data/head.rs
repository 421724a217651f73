//! The head of an event file.

use super::forms;
use super::scribe::Scribe;
use crate::diag::shape::check_but;
use crate::diag::{Code, Span, Table};
use crate::model::FileHead;

/// Reads `[file]`.
pub fn head(table: &Table<'_>, scribe: &mut Scribe<'_, '_>) -> FileHead {
    let checked = scribe.date(table, "checked");
    FileHead {
        title: scribe.line(table, "title"),
        curator: scribe.line(table, "curator"),
        licence: scribe.line(table, "licence"),
        version: scribe.line(table, "version"),
        language: scribe.lang(table, "language"),
        checked: checked.and_then(|when| when.latest()),
        description: scribe.body(table, "description"),
    }
}

/// Compares the root of a file with its form and looks at the version of the format.
pub fn check_root(root: &Table<'_>, scribe: &mut Scribe<'_, '_>) {
    // Events are checked one by one, the version below.
    let start = Span::default();
    check_but(
        &["event", "format"],
        root,
        start,
        &forms::FILE,
        scribe.reporter,
    );
    if let Some(node) = root.get("event") {
        let message = "`event` takes tables below headers";
        scribe.report(
            Code::WrongType,
            node.span,
            message,
            "begin each event with a line [[event]]",
        );
    }
    let hint = "write `format = 1` at the top of the file";
    match root.get("format") {
        None => scribe.report(Code::Format, start, "the file has no `format`", hint),
        Some(node) => match node.integer() {
            Some(1) => {}
            Some(newer) if newer > 1 => scribe.report(
                Code::Format,
                node.span,
                format!("the file is of format {newer}; this program knows format 1"),
                "use a newer demarche",
            ),
            _ => scribe.report(Code::Format, node.span, "`format` is not 1", hint),
        },
    }
}
