//! The start page: which part of the collection to begin with.

use ratatui::buffer::Buffer;

use super::Page;
use crate::app::Action;
use crate::app::kiosk::Door;
use crate::text::{saturate, thousands};
use crate::view::cx::Cx;
use crate::view::footer::{self, Hint};
use crate::view::pen::Pen;
use crate::view::theme::Role;

const HINTS: &[Hint] = &[
    (&[Action::PreviousEvent, Action::NextEvent], "choose"),
    (&[Action::Open], "open"),
    (&[Action::Back], "back"),
];

/// Paints the page with a row chosen.
pub fn render(buf: &mut Buffer, doors: &[Door], row: usize, cx: &Cx<'_>) {
    let page = Page::of(buf.area);
    page.render_head(buf, cx);
    footer::render(buf, page.hints(), HINTS, cx);
    let mut pen = Pen::new(buf, page.column());
    let height = pen.height();
    // A line between rows where they all have one, else none, and the chosen one in view.
    let asked = if height > 2 { 2 } else { 0 };
    let room = height.saturating_sub(asked);
    let pitch = if saturate(doors.len() * 2) <= room + 1 {
        2
    } else {
        1
    };
    let fit = usize::from(room / pitch).max(1);
    let used = asked + saturate(doors.len().min(fit)) * pitch;
    let top = height.saturating_sub(used).div_ceil(3);
    if asked > 0 {
        let width = pen.width();
        pen.clipped(
            1,
            top,
            width.saturating_sub(1),
            "What would you like to see?",
            cx.style(Role::Strong),
        );
    }
    let first = (row + 1).saturating_sub(fit);
    for ((at, door), y) in doors
        .iter()
        .enumerate()
        .skip(first)
        .take(fit)
        .zip((top + asked..).step_by(usize::from(pitch)))
    {
        line(&mut pen, y, door, at == row, cx);
    }
}

fn line(pen: &mut Pen<'_>, y: u16, door: &Door, chosen: bool, cx: &Cx<'_>) {
    let width = pen.width();
    let style = cx.style(Role::Text);
    let quiet = if chosen { style } else { cx.style(Role::Dim) };
    let count = door.count.map(thousands).unwrap_or_default();
    let end = pen.before(width.saturating_sub(1), y, &count, quiet);
    let room = end.saturating_sub(5);
    pen.clipped(3, y, room, &door.name, style);
    if chosen {
        pen.text(0, y, cx.glyphs.cursor, cx.style(Role::Strong));
        pen.style(1, width, y, cx.style(Role::Selected));
    }
}
