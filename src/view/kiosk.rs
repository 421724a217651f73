//! What a visitor of the kiosk sees beside the timeline: the attract loop, the start page, the countdown.
//!
//! A page fills the whole buffer; the notices lie over whatever is shown.

pub mod attract;
pub mod countdown;
pub mod start;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::cx::Cx;
use super::header;
use super::pen::Pen;
use super::theme::Role;
use crate::text::cells;

/// The measure of text that is set large.
const MEASURE: u16 = 68;

/// How a calm page divides the screen.
struct Page {
    /// Name and day.
    head: Rect,
    /// What it is about.
    body: Rect,
    /// What the keys do.
    foot: Rect,
}

impl Page {
    fn of(area: Rect) -> Self {
        let row = |y: u16, height: u16| Rect {
            y: area.y.saturating_add(y),
            height,
            ..area
        };
        if area.height < 8 {
            return Self {
                head: row(0, 0),
                body: row(0, area.height.saturating_sub(1)),
                foot: row(area.height.saturating_sub(1), u16::from(area.height > 1)),
            };
        }
        let margin = u16::from(area.height >= 30);
        let (top, bottom) = (margin + 2, margin + 2);
        Self {
            head: row(margin, 1),
            body: row(top, area.height - top - bottom),
            foot: row(area.height - 1 - margin, 1),
        }
    }

    /// Returns the column where the text begins.
    fn left(&self) -> u16 {
        match self.body.width {
            0..20 => 0,
            20..60 => 1,
            width => (width.saturating_sub(MEASURE) / 2).clamp(2, width / 5),
        }
    }

    /// Returns the part of the body that is right of the left margin.
    fn column(&self) -> Rect {
        let left = self.left();
        Rect {
            x: self.body.x.saturating_add(left),
            width: self.body.width.saturating_sub(2 * left),
            ..self.body
        }
    }

    /// Returns the part of the foot that hints stand in; they begin one cell in.
    fn hints(&self) -> Rect {
        let left = self.left();
        Rect {
            x: self.foot.x.saturating_add(left),
            width: self.foot.width.saturating_sub(left),
            ..self.foot
        }
    }

    /// Paints the name, the collection and the day.
    fn render_head(&self, buf: &mut Buffer, cx: &Cx<'_>) {
        let mut pen = Pen::new(buf, self.head);
        let inset = self.left().min(4);
        let end = pen.width().saturating_sub(inset.max(1));
        let today = cx.session.today;
        let long = today.format("%A %-d %B %Y").to_string();
        let short = today.format("%-d %b %Y").to_string();
        let day = if pen.width() >= 60 { long } else { short };
        let right = pen.before(end, 0, &day, cx.style(Role::Dim));
        let after = pen.text(inset, 0, "demarche", cx.style(Role::Strong)) + 2;
        let room = right.saturating_sub(after + 2);
        if let Some(title) = header::marked_title(cx).filter(|_| room >= 8) {
            pen.clipped(after, 0, room, &title, cx.style(Role::Dim));
        }
    }
}

/// Says over whatever is shown that the program is going to end.
pub fn ending(buf: &mut Buffer, seconds: u64, cx: &Cx<'_>) {
    let area = buf.area;
    let mut pen = Pen::new(buf, area);
    let words = format!(" This session ends in {seconds} s ");
    let x = pen.width().saturating_sub(cells(&words));
    pen.text(x, 0, &words, cx.style(Role::Selected));
}
