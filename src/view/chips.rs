//! The row above the keys: filters, notices, the search prompt, how many events are shown.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::cx::Cx;
use super::pen::Pen;
use super::theme::Role;
use crate::text::{cells, counted, thousands};

/// Returns the words of every chip, in the order in which they are dropped from the end.
pub fn words(cx: &Cx<'_>) -> Vec<String> {
    let session = cx.session;
    let filter = session.effective();
    let hidden = (!filter.future).then(|| "no future".to_owned());
    let chips = filter
        .query
        .terms
        .iter()
        .map(|term| term.chip(&session.timeline));
    hidden.into_iter().chain(chips).collect()
}

/// Returns how many events are shown: "31 of 247", or "247 events" without a filter.
pub fn count(cx: &Cx<'_>) -> String {
    let session = cx.session;
    let filter = session.effective();
    let all = session.timeline.len();
    if filter.query.is_everything() && filter.future {
        counted(all, "event", "events")
    } else {
        format!("{} of {}", thousands(session.shown().len()), thousands(all))
    }
}

/// Paints the row: the count at the right, words that are said at the left, else the chips.
pub fn render(buf: &mut Buffer, area: Rect, (said, right): (Option<&str>, &str), cx: &Cx<'_>) {
    let mut pen = Pen::new(buf, area);
    let end = pen.before(
        pen.width().saturating_sub(1),
        0,
        right,
        cx.style(Role::Strong),
    );
    let room = end.saturating_sub(2);
    if let Some(said) = said {
        pen.clipped(1, 0, room.saturating_sub(1), said, cx.style(Role::Today));
        return;
    }
    let chips = words(cx);
    // The last chips are the ones a key drops: when they do not all fit, the first give way.
    let widths: Vec<u16> = chips.iter().map(|chip| cells(chip) + 5).collect();
    let mut first = 0;
    while first + 1 < chips.len() && widths[first..].iter().sum::<u16>() > room {
        first += 1;
    }
    let mut x = 1;
    if first > 0 {
        x = pen.text(x, 0, &format!("+{first} "), cx.style(Role::Dim));
    }
    for chip in &chips[first..] {
        let words = format!(" {chip} {} ", cx.glyphs.drop);
        x = pen.clipped(x, 0, room.saturating_sub(x), &words, cx.style(Role::Chip)) + 1;
    }
}
