//! One line an event, in columns.

use std::io::{self, Write};

use super::selection::Selection;
use crate::model::{Event, Status};

/// The widest that a column is made, in cells: date, countries, kind, title. A longer text stands out over
/// its column rather than pushing the others of all lines away; the status is the last column and needs no width.
const MOST: [usize; 4] = [11, 23, 10, 60];

/// Writes date, countries, kind, title and, where it has not simply occurred, the status.
pub(super) fn write(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<usize> {
    let mut widths = [11, 0, 0, 0];
    for event in selection.iter() {
        for ((width, most), cell) in widths.iter_mut().zip(MOST).zip(cells(selection, event)) {
            *width = (*width).max(wide(&cell).min(most));
        }
    }
    for event in selection.iter() {
        let mut line = String::new();
        for (cell, width) in cells(selection, event).iter().zip(widths) {
            line.push_str(cell);
            let gap = width.saturating_sub(wide(cell)) + 2;
            line.extend(std::iter::repeat_n(' ', gap));
        }
        if event.status != Status::Occurred {
            line.push_str(event.status.word());
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(0)
}

fn cells(selection: &Selection<'_>, event: &Event) -> [String; 4] {
    [
        event.when.as_str().into(),
        selection.codes(&event.countries, "+"),
        event.kind.label().into(),
        event.title.to_string(),
    ]
}

fn wide(cell: &str) -> usize {
    cell.chars().count()
}
