//! JSON Lines: the whole record, one event a line.

use std::io::{self, Write};

use super::json::Json;
use super::record;
use super::selection::Selection;

/// Writes one line an event, each a JSON object.
pub(super) fn write(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<usize> {
    let mut json = Json::default();
    for event in selection.iter() {
        json.clear();
        record::put(&mut json, selection, event);
        writeln!(out, "{}", json.as_str())?;
    }
    Ok(0)
}
