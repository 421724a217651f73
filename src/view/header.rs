//! The top row: the program, the collection, problems, today.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::cx::Cx;
use super::loading::bar;
use super::pen::Pen;
use super::theme::Role;
use crate::app::{Action, Headway};
use crate::text::{cells, counted};

/// Cells of the bar that says how far reading has come.
const BAR: u16 = 12;

/// Paints the header.
pub fn render(buf: &mut Buffer, area: Rect, cx: &Cx<'_>) {
    let mut pen = Pen::new(buf, area);
    let width = pen.width();
    let session = cx.session;
    let day = session.today.format("%a %-d %b %Y").to_string();
    let mut end = pen.before(width.saturating_sub(1), 0, &day, cx.style(Role::Text));
    if width >= 50 {
        end = pen.before(end.saturating_sub(1), 0, "today", cx.style(Role::Dim));
    }
    if !session.problems.is_empty() && cx.allows(Action::Problems) {
        let key = cx.key(Action::Problems);
        let words = format!(
            "{} {key}",
            counted(session.problems.len(), "problem", "problems")
        );
        if cells(&words) + 12 < end {
            end = pen.before(end.saturating_sub(3), 0, &words, cx.style(Role::Warning));
        }
    }
    let after = pen.text(1, 0, "demarche", cx.style(Role::Strong)) + 2;
    let room = end.saturating_sub(after + 2);
    let (words, role) = match (&session.trouble, &session.pending) {
        (Some(trouble), _) if cx.allows(Action::Problems) => (Some(trouble.clone()), Role::Warning),
        (None, Some(pending)) => return reading(&mut pen, (after, room), &pending.headway, cx),
        _ => (marked_title(cx), Role::Dim),
    };
    if let Some(words) = words.filter(|_| room >= 8) {
        pen.clipped(after, 0, room, &words, cx.style(role));
    }
}

/// Says how far the reading of the rest has come, as much of it as there is room for.
fn reading(pen: &mut Pen<'_>, (x, room): (u16, u16), headway: &Headway, cx: &Cx<'_>) {
    let style = cx.style(Role::Warning);
    let far = format!("{} %", headway.percent);
    let events = counted(headway.events, "event", "events");
    let name = format!("reading {}", headway.name);
    if cells(&name) + BAR + cells(&far) + cells(&events) + 4 > room {
        pen.clipped(x, 0, room, &format!("reading, {far}"), style);
        return;
    }
    let x = pen.text(x, 0, &name, style) + 1;
    bar(pen, (x, 0), BAR, headway.percent, cx);
    pen.text(x + BAR + 1, 0, &format!("{far}, {events}"), style);
}

/// Returns the title of the collection; where a visitor is not told what is wrong, a mark tells whoever knows it.
pub fn marked_title(cx: &Cx<'_>) -> Option<String> {
    let title = cx.session.title().map(str::to_owned);
    if cx.session.trouble.is_none() {
        return title;
    }
    let mark = cx.glyphs.told();
    Some(title.map_or_else(|| mark.to_owned(), |title| format!("{title} {mark}")))
}
