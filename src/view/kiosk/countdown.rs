//! The question whether someone is still there, over whatever is shown.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::text::{cells, saturate};
use crate::view::cx::Cx;
use crate::view::pen::Pen;
use crate::view::theme::Role;

/// From this height on, the question has a band of its own; below, the last row.
const BAND: u16 = 8;
/// From this height on, the band has empty rows within its rules.
const AIRY: u16 = 16;

/// Paints the question: a band across the middle, so that nothing of what it lies over is cut to pieces.
pub fn render(buf: &mut Buffer, seconds: u64, cx: &Cx<'_>) {
    let whole = buf.area;
    let time = format!("Back to the start in {seconds} s.");
    let stay = "Press any key to stay.";
    let joined = format!("{time} {stay}");
    let fits = cells(&joined) + 2 <= whole.width;
    if whole.height < BAND {
        let words = if fits { &joined } else { &time };
        let last = whole.height.saturating_sub(1);
        let mut pen = cleared(buf, last, whole.height.min(1));
        pen.clipped(0, 0, whole.width, words, cx.style(Role::Strong));
        return;
    }
    let below: &[&str] = if fits { &[&joined] } else { &[&time, stay] };
    let air = u16::from(whole.height >= AIRY);
    let height = 2 + 2 * air + 1 + saturate(below.len());
    let mut pen = cleared(buf, (whole.height - height) / 2, height);
    for y in [0, height - 1] {
        pen.rule(0, whole.width, y, cx.glyphs.rule, cx.style(Role::Today));
    }
    let widest = below.iter().map(|line| cells(line)).max().unwrap_or(0);
    let x = whole.width.saturating_sub(widest) / 2;
    pen.text(x, 1 + air, "Still reading?", cx.style(Role::Strong));
    for (y, line) in (2 + air..).zip(below) {
        pen.text(x, y, line, cx.style(Role::Text));
    }
}

/// Takes rows of the screen with nothing in them.
fn cleared(buf: &mut Buffer, y: u16, height: u16) -> Pen<'_> {
    let area = Rect {
        y: buf.area.y.saturating_add(y),
        height,
        ..buf.area
    }
    .intersection(buf.area);
    for position in area.positions() {
        if let Some(cell) = buf.cell_mut(position) {
            cell.reset();
        }
    }
    Pen::new(buf, area)
}
