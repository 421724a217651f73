//! One pane on the whole screen; quotes one at a time, set large.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::facts;
use super::pane::Pane;
use super::quotes;
use super::sources;
use crate::model::Ix;
use crate::text::{cells, truncate};
use crate::view::cx::Cx;
use crate::view::pen::Pen;
use crate::view::theme::Role;

/// The measure of a quote.
const MEASURE: u16 = 64;

/// Paints the two rows above a page: kind, title, date, and which quote of how many.
pub fn head(buf: &mut Buffer, area: Rect, ix: Ix, right: &str, cx: &Cx<'_>) {
    let mut pen = Pen::new(buf, area);
    let event = cx.session.timeline.event(ix);
    let width = pen.width();
    let end = pen.before(width.saturating_sub(1), 0, right, cx.style(Role::Strong));
    let x = pen.text(1, 0, event.kind.label(), cx.style(Role::Strong)) + 2;
    let room = end.saturating_sub(x + 2);
    let date = format!(" {} {}", cx.glyphs.dot, facts::short_date(event));
    let title = truncate(
        &event.title,
        room.saturating_sub(cells(&date)).max(room.min(20)),
    );
    let x = pen.clipped(x, 0, room, &title, cx.style(Role::Text));
    pen.clipped(x, 0, end.saturating_sub(x + 2), &date, cx.style(Role::Dim));
    pen.rule(
        1,
        width.saturating_sub(1),
        1,
        cx.glyphs.rule,
        cx.style(Role::Rule),
    );
}

/// Paints one quote: its words, the speaker, where it was said, its source, its neighbours.
pub fn quote(buf: &mut Buffer, area: Rect, ix: Ix, item: usize, cx: &Cx<'_>) {
    let timeline = &cx.session.timeline;
    let event = timeline.event(ix);
    let Some(quote) = event.quotes.get(item) else {
        return;
    };
    let mut pen = Pen::new(buf, area);
    let width = pen.width().saturating_sub(4).min(MEASURE);
    let left = pen.width().saturating_sub(width) / 4;
    let (words, original) = quotes::words(quote);
    let mut lines = cx.set(&format!("“{words}”"), width, cx.style(Role::Strong));
    if let Some(original) = original {
        lines.push(ratatui::text::Line::default());
        lines.extend(cx.set(original, width, cx.style(Role::Text)));
    }
    lines.push(ratatui::text::Line::default());
    let speaker = timeline.person(quote.by.person);
    let office = quote.by.office.as_ref().map(|office| format!(", {office}"));
    let code = quote
        .by
        .country
        .map(|country| format!(" ({})", timeline.countries().code(country)));
    let who = format!(
        "{}{}{}",
        speaker.name,
        office.unwrap_or_default(),
        code.unwrap_or_default()
    );
    lines.extend(cx.set(&who, width, cx.style(Role::Text)));
    let mut how: Vec<String> = quote.place.iter().map(ToString::to_string).collect();
    how.push(quote.kind.label().to_owned());
    how.extend(quote.at.as_deref().map(crate::model::When::words));
    how.extend(quotes::translated_from(quote).map(|from| format!("translated {from}")));
    lines.extend(cx.set(&how.join(", "), width, cx.style(Role::Dim)));
    lines.push(ratatui::text::Line::default());
    if let (Some(number), Some(source)) = (sources::number(event, quote), quote.source) {
        let source = timeline.source(source);
        let words = format!("[{number}] {}", sources::words(source));
        lines.extend(cx.set(&words, width, cx.style(Role::Dim)));
        if let Some(url) = &source.url {
            lines.extend(cx.set(url, width, cx.style(Role::Link)));
        }
    }
    let neighbours = neighbours(cx, ix, item);
    let height = usize::from(pen.height());
    let needed = lines.len() + 2 + neighbours.len();
    let top = height.saturating_sub(needed).min(12) / 3;
    let mut y = crate::text::saturate(top);
    for line in &lines {
        pen.line(left, y, width, line);
        y += 1;
    }
    if needed <= height {
        y += 1;
        for (name, words) in neighbours {
            let x = pen.text(left, y, name, cx.style(Role::Dim)) + 2;
            pen.clipped(
                x,
                y,
                width.saturating_sub(x - left),
                &words,
                cx.style(Role::Dim),
            );
            y += 1;
        }
    }
}

/// Returns the quotes before and after one.
fn neighbours(cx: &Cx<'_>, ix: Ix, item: usize) -> Vec<(&'static str, String)> {
    let quotes = &cx.session.timeline.event(ix).quotes;
    let words = |at: usize| {
        quotes
            .get(at)
            .map(|quote| format!("“{}”", quotes::words(quote).0))
    };
    let before = item
        .checked_sub(1)
        .and_then(words)
        .map(|words| ("before", words));
    let after = words(item + 1).map(|words| ("after ", words));
    before.into_iter().chain(after).collect()
}

/// Returns the words at the right of a page's head.
pub fn place(cx: &Cx<'_>, ix: Ix, pane: Pane, item: usize) -> String {
    match pane {
        Pane::Quotes => format!("quote {} of {}", item + 1, pane.count(cx, ix)),
        Pane::Facts => String::new(),
        Pane::Topics | Pane::Outcomes | Pane::Related | Pane::Sources => {
            format!("{} {}", pane.title(), pane.count(cx, ix))
        }
    }
}
