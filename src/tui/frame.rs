//! From the difference of two buffers to the bytes that turn one screen into the other.
//!
//! The language is small: printable text, CUP, SGR, ED for a whole repaint, EL where a row's rest becomes blank,
//! and the marks of a synchronized update around it all. Bytes are saved where lines are slow: the cursor is moved
//! only where printing what stands between is not shorter, and the pen changes by the shorter of two ways.

use ratatui::buffer::{Buffer, Cell, CellWidth as _};

mod pen;

use pen::Pen;

/// The begin of a frame: the terminal shows nothing of it before its end.
const BEGIN: &[u8] = b"\x1b[?2026h";

/// The end of a frame.
const END: &[u8] = b"\x1b[m\x1b[?2026l";

/// Clears the screen, whatever it showed.
const CLEAR: &[u8] = b"\x1b[m\x1b[2J";

/// Bytes of unchanged cells that are printed rather than jumped: a jump costs 6 to 10.
const GAP: usize = 7;

/// Cells that must become blank before erasing the row's rest is shorter than printing blanks.
const ERASE: usize = 6;

/// The characters of one cell: a base and the marks that clean text may put on it.
const CHARS_PER_CELL: usize = 16;

/// Characters that no cell may hold, in order: invisible ones, those that turn the direction, those that
/// somebody else defines. Controls are refused beside them.
const REFUSED: &[(char, char)] = &[
    ('\u{ad}', '\u{ad}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{115f}', '\u{1160}'),
    ('\u{17b4}', '\u{17b5}'),
    ('\u{180b}', '\u{180f}'),
    ('\u{200b}', '\u{200b}'),
    ('\u{200e}', '\u{200f}'),
    ('\u{2028}', '\u{202e}'),
    ('\u{2060}', '\u{206f}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{e000}', '\u{f8ff}'),
    ('\u{fdd0}', '\u{fdef}'),
    ('\u{fe00}', '\u{fe0f}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{ffa0}', '\u{ffa0}'),
    ('\u{fff0}', '\u{fffb}'),
    ('\u{fffe}', '\u{ffff}'),
    ('\u{e0000}', '\u{10ffff}'),
];

/// Replaces what no cell may hold by U+FFFD: the second fence behind the cleaning of texts.
///
/// A character that would reach over the right edge is replaced too.
pub fn fence(buffer: &mut Buffer) {
    let width = usize::from(buffer.area.width).max(1);
    for (at, cell) in buffer.content.iter_mut().enumerate() {
        let left = width - at % width;
        if !is_plain(cell) && !is_allowed(cell.symbol(), left) {
            cell.set_char('\u{fffd}');
        }
    }
}

/// Says whether a cell holds one printable ASCII character.
fn is_plain(cell: &Cell) -> bool {
    matches!(cell.symbol().as_bytes(), [b' '..=b'~'])
}

fn is_allowed(symbol: &str, left: usize) -> bool {
    let refused = |c: char| {
        c.is_control()
            || REFUSED
                .iter()
                .any(|(first, last)| (*first..=*last).contains(&c))
    };
    symbol.chars().take(CHARS_PER_CELL + 1).count() <= CHARS_PER_CELL
        && !symbol.chars().any(refused)
        && (1..=left.min(2)).contains(&symbol.cell_width().into())
}

/// Appends the bytes that make a screen that shows `before` show `after`; nothing when there is no difference.
///
/// Both have the same area, and `after` has passed the [`fence`]. With `repaint` the screen may show anything: it
/// is cleared first, and `before` must be empty.
pub fn write(before: &Buffer, after: &Buffer, repaint: bool, out: &mut Vec<u8>) {
    let begin = out.len();
    out.extend(BEGIN);
    if repaint {
        out.extend(CLEAR);
    }
    let content = out.len();
    let mut ink = Ink {
        out,
        pen: Pen::default(),
        at: None,
    };
    for y in 0..after.area.height {
        ink.turn(row(before, y), row(after, y), y);
    }
    if out.len() == content && !repaint {
        out.truncate(begin);
    } else {
        out.extend(END);
    }
}

fn row(buffer: &Buffer, y: u16) -> &[Cell] {
    let width = usize::from(buffer.area.width);
    let begin = usize::from(y) * width;
    buffer.content.get(begin..begin + width).unwrap_or_default()
}

/// Returns the cells to print, with their columns.
///
/// Printing over half of a wide character leaves the other half to the terminal's taste, so that is printed too.
fn changes<'a>(before: &'a [Cell], after: &'a [Cell]) -> impl Iterator<Item = (usize, &'a Cell)> {
    let (mut covered, mut broken) = (0, 0);
    before
        .iter()
        .zip(after)
        .enumerate()
        .filter_map(move |(x, (old, new))| {
            let differs = x < broken || old != new;
            if differs {
                broken = broken.max(x + usize::from(old.cell_width()));
            }
            if x < covered {
                return None;
            }
            covered = x + usize::from(new.cell_width());
            differs.then_some((x, new))
        })
}

/// Returns the column from which a row looks as if it had been erased.
fn blank_from(row: &[Cell]) -> usize {
    row.iter()
        .rposition(|cell| !is_blank(cell))
        .map_or(0, |last| last + 1)
}

fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && Pen::of(cell).is_unseen()
}

/// Says whether printing a cell with a pen shows what the cell shows.
fn suits(pen: Pen, cell: &Cell) -> bool {
    Pen::of(cell) == pen || pen.is_unseen() && is_blank(cell)
}

/// Returns the bytes of cells that may be printed over, `None` where a terminal may measure one differently.
fn length(cells: &[Cell]) -> Option<usize> {
    let sure = |cell: &Cell| cell.symbol().chars().nth(1).is_none() && cell.cell_width() == 1;
    let bytes = |cells: &[Cell]| cells.iter().map(|cell| cell.symbol().len()).sum();
    cells.iter().all(sure).then(|| bytes(cells))
}

/// Bytes on their way, with where they leave the cursor and the pen.
struct Ink<'a> {
    out: &'a mut Vec<u8>,
    pen: Pen,
    /// Column and row of the cursor, `None` where terminals may differ.
    at: Option<(u16, u16)>,
}

impl Ink<'_> {
    /// Turns one row into another.
    fn turn(&mut self, before: &[Cell], after: &[Cell], y: u16) {
        if before == after {
            return;
        }
        let (worn, blank) = (blank_from(before), blank_from(after));
        for (column, cell) in changes(before, after) {
            let x = u16::try_from(column).unwrap_or(u16::MAX);
            if blank <= column && worn > column + ERASE {
                self.erase_from(x, y);
                return;
            }
            self.approach(x, y, cell, after);
            self.print(cell);
        }
    }

    /// Brings the cursor to a cell and the pen to its style.
    fn approach(&mut self, x: u16, y: u16, cell: &Cell, row: &[Cell]) {
        let style = if suits(self.pen, cell) {
            self.pen
        } else {
            Pen::of(cell)
        };
        let gap = match self.at {
            Some((at, line)) if line == y => row.get(at.into()..x.into()),
            _ => None,
        };
        let gap =
            gap.filter(|gap| gap.len() <= GAP && length(gap).is_some_and(|bytes| bytes <= GAP));
        let through = |pen| gap.is_some_and(|gap| gap.iter().all(|cell| suits(pen, cell)));
        let (now, then) = (through(self.pen), through(style));
        if !now {
            self.pen.change(style, self.out);
        }
        match gap {
            Some(gap) if now || then => gap.iter().for_each(|cell| self.print(cell)),
            _ => self.jump(x, y),
        }
        self.pen.change(style, self.out);
    }

    fn jump(&mut self, x: u16, y: u16) {
        let (column, line) = (x.saturating_add(1), y.saturating_add(1));
        let jump = match (line, column) {
            (1, 1) => "\x1b[H".to_owned(),
            (_, 1) => format!("\x1b[{line}H"),
            _ => format!("\x1b[{line};{column}H"),
        };
        self.out.extend(jump.as_bytes());
        self.at = Some((x, y));
    }

    fn print(&mut self, cell: &Cell) {
        let symbol = cell.symbol();
        self.out.extend(symbol.as_bytes());
        // Terminals measure clusters differently; characters alone they measure as we do.
        let sure = symbol.chars().nth(1).is_none();
        self.at = self
            .at
            .filter(|_| sure)
            .map(|(x, y)| (x.saturating_add(symbol.cell_width()), y));
    }

    fn erase_from(&mut self, x: u16, y: u16) {
        if self.at != Some((x, y)) {
            self.jump(x, y);
        }
        self.pen.change(Pen::default(), self.out);
        self.out.extend(b"\x1b[K");
    }
}

#[cfg(test)]
mod tests;
