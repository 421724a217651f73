//! The question whether someone is still there, over whatever is shown.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::text::cells;
use crate::view::cx::Cx;
use crate::view::pen::Pen;
use crate::view::theme::Role;

/// Cells between the edge and the words.
const INSET: u16 = 4;
/// Rows of the panel: a rule, an empty row, two of words, an empty one, a rule.
const HEIGHT: u16 = 6;

/// Paints the question: a band in the middle, on a small screen the last row.
pub fn render(buf: &mut Buffer, seconds: u64, cx: &Cx<'_>) {
    let area = buf.area;
    let time = format!("Back to the start in {seconds} s");
    let stay = "press any key to stay";
    let dash = cx.glyphs.dash;
    let whole = format!("{time} {dash} {stay}");
    let width = cells(&whole) + 2 * INSET;
    if area.width < width || area.height < HEIGHT + 4 {
        let words = if cells(&whole) <= area.width {
            &whole
        } else {
            &time
        };
        let mut pen = cleared(
            buf,
            Rect {
                y: area.bottom().saturating_sub(1),
                height: area.height.min(1),
                ..area
            },
        );
        pen.clipped(0, 0, area.width, words, cx.style(Role::Strong));
        return;
    }
    let panel = Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + (area.height - HEIGHT) / 2,
        width,
        height: HEIGHT,
    };
    let mut pen = cleared(buf, panel);
    for y in [0, HEIGHT - 1] {
        pen.rule(0, width, y, cx.glyphs.rule, cx.style(Role::Today));
    }
    pen.text(INSET, 2, "Still reading?", cx.style(Role::Strong));
    pen.text(INSET, 3, &whole, cx.style(Role::Text));
}

/// Takes a part of the screen with nothing in it.
fn cleared(buf: &mut Buffer, area: Rect) -> Pen<'_> {
    let area = area.intersection(buf.area);
    for position in area.positions() {
        if let Some(cell) = buf.cell_mut(position) {
            cell.reset();
        }
    }
    Pen::new(buf, area)
}
