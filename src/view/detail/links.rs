//! What came of an event, and the events it is related to.

use ratatui::text::Span;

use super::pane::{Row, head, indented, measure};
use crate::app::Msg;
use crate::model::Ix;
use crate::text::{cells, pad_right};
use crate::view::cx::{Cx, Flow};
use crate::view::theme::Role;

/// Returns the rows of the outcomes, the head first.
pub fn outcomes(cx: &Cx<'_>, ix: Ix, width: u16) -> Vec<Row> {
    let event = cx.session.timeline.event(ix);
    let count = event.outcomes.len().to_string();
    let mut rows = vec![head(
        cx,
        "Outcomes",
        vec![Span::styled(count, cx.style(Role::Dim))],
        width,
    )];
    for (item, outcome) in event.outcomes.iter().enumerate() {
        let label = format!("{}: ", outcome.kind.label());
        let whole = format!("{label}{}", outcome.text);
        let lines = cx.set(&whole, measure(width, 1), cx.style(Role::Text));
        rows.extend(indented(lines, 1, Some(item)));
        if let Some(url) = &outcome.url {
            let lines = cx.set(url, measure(width, 3), cx.style(Role::Link));
            rows.extend(indented(lines, 3, Some(item)));
        }
    }
    rows
}

/// Returns the rows of the related events, the head first.
pub fn related(cx: &Cx<'_>, ix: Ix, width: u16) -> Vec<Row> {
    let timeline = &cx.session.timeline;
    let found = timeline.links(ix);
    let count = found.len().to_string();
    let mut all = vec![head(
        cx,
        "Related",
        vec![Span::styled(count, cx.style(Role::Dim))],
        width,
    )];
    let widest = found
        .iter()
        .map(|link| cells(link.label()))
        .max()
        .unwrap_or(0);
    for (item, link) in found.iter().enumerate() {
        let label = Span::styled(pad_right(link.label(), widest + 2), cx.style(Role::Dim));
        let indent = usize::from(widest) + 3;
        let words = match link.ix {
            Some(other) => {
                let event = timeline.event(other);
                format!("{}  {}", event.when.list_cell(), event.title)
            }
            None => format!("{} (not in this collection)", link.id.0),
        };
        let lines = cx.set(&words, measure(width, indent), cx.style(Role::Text));
        let mut lines_of_link = indented(lines, indent, Some(item));
        if let Some(span) = lines_of_link
            .first_mut()
            .and_then(|row| row.line.spans.first_mut())
        {
            *span = Span::raw(" ");
        }
        if let Some(row) = lines_of_link.first_mut() {
            row.line.spans.insert(1, label);
        }
        all.extend(lines_of_link);
    }
    all
}

/// Follows a relation.
pub fn open(cx: &Cx<'_>, ix: Ix, item: usize) -> Flow {
    let links = cx.session.timeline.links(ix);
    match links.get(item).map(|link| link.ix) {
        Some(Some(other)) => Flow::Emit(Msg::Follow(other)),
        Some(None) => super::notice("That event is not in this collection."),
        None => Flow::Pass,
    }
}
