//! What is seen while a large file is read: which, how far, and the way out.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::cx::Cx;
use super::footer;
use super::header;
use super::pen::Pen;
use super::theme::Role;
use crate::app::{Action, Headway};
use crate::text::{cells, counted};

/// Cells of the widest bar.
const BAR: u16 = 48;

/// Paints a bar of so many cells.
pub(super) fn bar(pen: &mut Pen<'_>, (x, y): (u16, u16), width: u16, percent: u8, cx: &Cx<'_>) {
    let full = width * u16::from(percent.min(100)) / 100;
    let (rest, done) = (cx.style(Role::Rule), cx.style(Role::Bar));
    pen.rule(x + full, x + width, y, cx.glyphs.rule, rest);
    pen.rule(x, x + full, y, cx.glyphs.bars[7], done);
}

/// Paints the whole screen.
pub fn render(buf: &mut Buffer, headway: &Headway, cx: &Cx<'_>) {
    let area = buf.area;
    let last = Rect {
        y: area.bottom().saturating_sub(1),
        height: 1.min(area.height),
        ..area
    };
    header::render(
        buf,
        Rect {
            height: 1.min(area.height),
            ..area
        },
        cx,
    );
    let mut pen = Pen::new(buf, area);
    let width = area.width.saturating_sub(8).min(BAR);
    let x = area.width.saturating_sub(width) / 2;
    let y = (area.height / 3).max(1);
    if y + 1 < last.y {
        let room = area.width.saturating_sub(x + 1);
        let title = format!("Reading {}", headway.name);
        pen.clipped(x, y, room, &title, cx.style(Role::Strong));
    }
    if y + 3 < last.y {
        bar(&mut pen, (x, y + 2), width, headway.percent, cx);
        let far = if headway.events == 0 {
            format!("{} % looked through", headway.percent)
        } else {
            format!("{} %", headway.percent)
        };
        pen.text(x, y + 3, &far, cx.style(Role::Text));
        let events = counted(headway.events, "event", "events");
        if headway.events > 0 && cells(&events) + cells(&far) + 2 < width {
            pen.before(x + width, y + 3, &events, cx.style(Role::Dim));
        }
    }
    let hints: &[footer::Hint] = if headway.events > 0 {
        &[
            (&[Action::Back], "browse what has been read"),
            (&[Action::Quit], "quit"),
        ]
    } else {
        &[(&[Action::Quit], "quit")]
    };
    footer::render(buf, last, hints, cx);
    cx.theme.finish(buf);
}
