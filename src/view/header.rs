//! The top row: the program, the collection, problems, today.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::cx::Cx;
use super::pen::Pen;
use super::theme::Role;
use crate::app::Action;
use crate::text::{cells, counted};

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
        (None, Some(pending)) => {
            let words = format!("reading, {} % so far", pending.percent);
            (Some(words), Role::Warning)
        }
        _ => (marked_title(cx), Role::Dim),
    };
    if let Some(words) = words.filter(|_| room >= 8) {
        pen.clipped(after, 0, room, &words, cx.style(role));
    }
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
