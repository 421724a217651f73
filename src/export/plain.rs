//! One line an event, in columns.

use std::io::{self, Write};
use std::iter;

use super::selection::Selection;
use crate::model::{Event, Status};
use crate::text::cells;

/// The widest that a column is made, in cells: date, countries, kind, title. A longer text stands out over
/// its column rather than pushing the others of all lines away.
const MOST: [u16; 4] = [11, 23, 10, 60];

/// Writes date, countries, kind, title and, where it has not simply occurred, the status.
pub(super) fn write(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<usize> {
    let mut widths = [11, 0, 0, 0];
    for event in selection.iter() {
        for ((width, most), text) in widths.iter_mut().zip(MOST).zip(columns(selection, event)) {
            *width = (*width).max(cells(&text).min(most));
        }
    }
    for event in selection.iter() {
        let mut line = String::new();
        for (text, width) in columns(selection, event).iter().zip(widths) {
            let gap = width.saturating_sub(cells(text)) + 2;
            line.push_str(text);
            line.extend(iter::repeat_n(' ', gap.into()));
        }
        if event.status != Status::Occurred {
            line.push_str(event.status.word());
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(0)
}

fn columns(selection: &Selection<'_>, event: &Event) -> [String; 4] {
    [
        event.when.list_cell(),
        selection.codes(&event.countries, "+"),
        event.kind.label().into(),
        event.title.to_string(),
    ]
}
