//! One event among its neighbours: the contact graph of a moment, as the list shows it.

use super::{Columns, Line, capacity};
use crate::chart::lanes::{self, Lane, PITCH};
use crate::model::{Country, Ix, Zoom};
use crate::text::saturate;
use crate::view::cx::Cx;
use crate::view::pen::Pen;
use crate::view::theme::Role;

/// Rows: the countries, the event before, the event, the event after.
pub const HEIGHT: u16 = 4;

/// There is no heading above the rows that would tell the year: dates are whole.
const ZOOM: Zoom = Zoom::Decade;

/// Paints the event in the middle, its neighbours dim; the event's countries are marked in the head.
pub fn render(pen: &mut Pen<'_>, ix: Ix, cx: &Cx<'_>) {
    let session = cx.session;
    let timeline = &session.timeline;
    let folded = |&party: &Country| timeline.countries().folded(party, session.fold);
    let parties: Vec<Country> = timeline.event(ix).countries.iter().map(folded).collect();
    let width = pen.width();
    let lanes = lanes::lanes(&session.lanes, &parties, capacity(width, ZOOM));
    let columns = Columns::of(width, ZOOM, lanes.len());
    head(pen, &lanes, &columns, cx);
    let rows = [ix.0.checked_sub(1), Some(ix.0), ix.0.checked_add(1)];
    for (y, at) in (1..).zip(rows) {
        let Some(other) = at.map(Ix).filter(|other| other.at() < timeline.len()) else {
            continue;
        };
        let event = timeline.event(other);
        let role = if other == ix { Role::Text } else { Role::Dim };
        let date = event.when.short(ZOOM);
        pen.before(columns.date, y, &date, cx.style(role));
        let graph = lanes::graph(event, timeline, &lanes, session.fold);
        let line = Line {
            ix: other,
            reversed: false,
            lanes: &lanes,
            columns: &columns,
        };
        line.graph(pen, y, &graph, cx);
        let mut x = columns.lanes + PITCH * saturate(lanes.len());
        if graph.more > 0 {
            let more = format!("+{}", graph.more);
            x = pen.text(x - 1, y, &more, cx.style(Role::Dim)) + 1;
        }
        pen.clipped(x, y, width.saturating_sub(x), &event.title, cx.style(role));
    }
}

fn head(pen: &mut Pen<'_>, lanes: &[Lane], columns: &Columns, cx: &Cx<'_>) {
    for (x, lane) in (columns.lanes..).step_by(usize::from(PITCH)).zip(lanes) {
        let code = cx.session.timeline.countries().code(lane.country);
        let code = code.strip_prefix("x-").unwrap_or(code);
        let code: String = code.chars().take(usize::from(PITCH) - 1).collect();
        let style = if lane.filtered {
            cx.country(lane.country).patch(cx.style(Role::Strong))
        } else {
            cx.style(Role::Dim)
        };
        pen.text(x, 0, &code, style);
    }
}
