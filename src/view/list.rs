//! The timeline: a row an event, with date, contact graph, kind and title; headings, silences, today.

pub mod around;
mod hits;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::cx::Cx;
use super::pen::Pen;
use super::theme::Role;
use crate::chart::lanes::{self, Lane, Mark, PITCH};
use crate::chart::silence;
use crate::model::{Event, Ix, Status, Zoom};
use crate::text::{cells, saturate, thousands, truncate};

/// From this width on, the kind has a column of words.
const WORDS: u16 = 76;
/// Cells of the longest word for a kind, and a space.
const KIND: u16 = 11;
/// Cells of `+12` and a space.
const MORE: u16 = 4;
/// The least room for titles that lanes must leave; in a narrow list, beside a drawer, it is less.
const TITLE: u16 = 34;
/// Rows of the head: the numbers and the countries of the lanes.
const HEAD: u16 = 2;

/// One row below the head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    /// The period of the event at that place.
    Heading(usize),
    /// A silence before the event at that place.
    Silence(usize),
    /// The line of today.
    Today,
    /// The event at that place.
    Event(usize),
}

/// The list: which event stands at its top, and which rows follow from that.
#[derive(Debug, Default)]
pub struct ListView {
    top: usize,
    rows: Vec<Row>,
    lanes: Vec<Lane>,
    area: Rect,
    /// The event and the data for which `top` was chosen: a jump centres, a step scrolls.
    seen: Option<(Ix, u64)>,
}

impl ListView {
    /// Returns the lanes that are shown.
    pub fn lanes(&self) -> &[Lane] {
        &self.lanes
    }

    /// Returns how many event rows fit, for paging.
    pub fn page(&self) -> usize {
        usize::from(self.body_height()).saturating_sub(3).max(1)
    }

    /// Returns the first and the last event in view.
    pub fn in_view(&self, cx: &Cx<'_>) -> Option<(Ix, Ix)> {
        let event = |row: &Row| match row {
            Row::Event(at) => cx.session.shown().get(*at).copied(),
            Row::Heading(_) | Row::Silence(_) | Row::Today => None,
        };
        let first = self.rows.iter().find_map(event)?;
        let last = self.rows.iter().rev().find_map(event)?;
        Some((first, last))
    }

    fn body_height(&self) -> u16 {
        self.area.height.saturating_sub(HEAD)
    }

    /// Chooses lanes and rows so that the selected event is in view.
    pub fn arrange(&mut self, area: Rect, cx: &Cx<'_>) {
        let session = cx.session;
        self.area = area;
        let filtered = session.effective().query.choice().members;
        self.lanes = lanes::lanes(
            &session.lanes,
            &filtered,
            capacity(area.width, session.zoom),
        );
        let Some(cursor) = session.position() else {
            self.rows.clear();
            self.top = 0;
            return;
        };
        let height = usize::from(self.body_height());
        let margin = (height / 4).min(3);
        let near = self
            .seen
            .is_some_and(|(_, revision)| revision == session.revision)
            && cursor + 1 >= self.top
            && cursor < self.top + height + margin;
        self.seen = session.selected().map(|ix| (ix, session.revision));
        // A selection that leaves the view moves it by a third of its height, so that most steps change two rows
        // only: over a slow line a list that moves with every step costs a screen each time.
        let jump = margin + height / 3;
        if !near {
            self.top = cursor.saturating_sub(height / 2);
        } else if cursor < self.top + margin {
            self.top = self.top.min(cursor.saturating_sub(jump));
        }
        let last = cursor + 1 == session.shown().len();
        let below = if last {
            1 + usize::from(session.divider() > cursor)
        } else {
            margin
        };
        if self.fits(cursor, below, height, cx) {
            return;
        }
        while self.top < cursor && !self.fits(cursor, if last { below } else { jump }, height, cx) {
            self.top += 1;
        }
    }

    /// Lays the rows out; says whether the event at `cursor` is among them with so many rows below it.
    fn fits(&mut self, cursor: usize, below: usize, height: usize, cx: &Cx<'_>) -> bool {
        self.rows = rows(cx, self.top, height);
        let row = self.rows.iter().position(|row| *row == Row::Event(cursor));
        row.is_some_and(|row| row + below < height.max(1))
    }

    /// Paints the list.
    pub fn render(&self, buf: &mut Buffer, focused: bool, cx: &Cx<'_>) {
        let mut pen = Pen::new(buf, self.area);
        let columns = Columns::of(self.area.width, cx.session.zoom, self.lanes.len());
        self.head(&mut pen, &columns, cx);
        let width = pen.width();
        let mut body = pen.part(0, HEAD, width, self.body_height());
        for (y, row) in (0u16..).zip(&self.rows) {
            match *row {
                Row::Heading(at) => heading(&mut body, y, at, cx),
                Row::Silence(at) => silence_row(&mut body, y, at, &columns, cx),
                Row::Today => today(&mut body, y, cx),
                Row::Event(at) => {
                    if let Some(&ix) = cx.session.shown().get(at) {
                        let line = Line {
                            ix,
                            reversed: focused && cx.session.selected() == Some(ix),
                            lanes: &self.lanes,
                            columns: &columns,
                        };
                        line.render(&mut body, y, cx);
                    }
                }
            }
        }
        let event = |(y, row): (u16, &Row)| match row {
            Row::Event(at) => Some((y, *at)),
            Row::Heading(_) | Row::Silence(_) | Row::Today => None,
        };
        let events: Vec<_> = (0u16..).zip(&self.rows).filter_map(event).collect();
        hits::ticks(&mut body, &events, cx);
    }

    /// Numbers over countries over the lanes.
    fn head(&self, pen: &mut Pen<'_>, columns: &Columns, cx: &Cx<'_>) {
        let any = self.lanes.iter().any(|lane| lane.filtered);
        for (x, lane) in (columns.lanes..)
            .step_by(usize::from(PITCH))
            .zip(&self.lanes)
        {
            let code = cx.session.timeline.countries().code(lane.country);
            let code = code.strip_prefix("x-").unwrap_or(code);
            let number = lane
                .number
                .map_or_else(String::new, |number| number.to_string());
            let weight = if lane.filtered {
                Role::Strong
            } else {
                Role::Dim
            };
            pen.text(x, 0, &number, cx.style(weight));
            let mut style = cx.country(lane.country);
            if lane.filtered {
                style = style.patch(cx.style(Role::Strong));
            } else if any {
                style = cx.style(Role::Dim);
            }
            let code: String = code.chars().take(usize::from(PITCH) - 1).collect();
            pen.text(x, 1, &code, style);
        }
    }
}

/// An event as a line of the list.
struct Line<'a> {
    ix: Ix,
    /// Whether it is shown in reverse: selected, and the list has the focus. Then nothing in it has a colour.
    reversed: bool,
    lanes: &'a [Lane],
    columns: &'a Columns,
}

impl Line<'_> {
    fn render(&self, pen: &mut Pen<'_>, y: u16, cx: &Cx<'_>) {
        let session = cx.session;
        let columns = self.columns;
        let event = session.timeline.event(self.ix);
        let selected = session.selected() == Some(self.ix);
        let time = if session.is_future(self.ix) {
            Role::Future
        } else {
            Role::Text
        };
        let date = event.when.short(session.zoom);
        pen.before(columns.date, y, &date, self.style(time, cx));
        let graph = lanes::graph(event, &session.timeline, self.lanes, session.fold);
        self.graph(pen, y, &graph, cx);
        if graph.more > 0 {
            let end = columns.kind.unwrap_or(columns.title).saturating_sub(1);
            pen.before(
                end,
                y,
                &format!("+{}", graph.more),
                self.style(Role::Dim, cx),
            );
        }
        if let Some(x) = columns.kind {
            pen.text(x, y, event.kind.label(), self.style(Role::Dim, cx));
        }
        let mut style = self.style(time, cx);
        if selected {
            style = style.patch(cx.style(Role::Remembered));
        }
        let width = pen.width();
        // While something is searched for, the last two columns are for the ticks.
        let edge = 1 + u16::from(session.search.is_some());
        let title = title(event, width.saturating_sub(columns.title + edge));
        let room = width.saturating_sub(columns.title);
        pen.line(columns.title, y, room, &cx.marked(&title, style));
        if selected {
            pen.text(0, y, cx.glyphs.cursor, cx.style(Role::Strong));
        }
        if self.reversed {
            pen.style(1, width.saturating_sub(1), y, cx.style(Role::Selected));
        }
    }

    fn style(&self, role: Role, cx: &Cx<'_>) -> Style {
        if self.reversed {
            Style::new()
        } else {
            cx.style(role)
        }
    }

    fn graph(&self, pen: &mut Pen<'_>, y: u16, graph: &lanes::Graph, cx: &Cx<'_>) {
        let any = self.lanes.iter().any(|lane| lane.filtered);
        let line = self.style(Role::Text, cx);
        for (at, (&mark, lane)) in graph.marks.iter().zip(self.lanes).enumerate() {
            let x = self.columns.lanes + PITCH * saturate(at);
            let style = match mark {
                Mark::Passed => line,
                Mark::Empty => self.style(Role::Dim, cx),
                _ if self.reversed => Style::new(),
                _ if any && !lane.filtered => cx.style(Role::Dim),
                _ => cx.country(lane.country),
            };
            pen.text(x, y, cx.glyphs.mark(mark, graph.line), style);
            if graph
                .span
                .is_some_and(|(first, last)| first <= at && at < last)
            {
                pen.rule(x + 1, x + PITCH, y, cx.glyphs.line(graph.line), line);
            }
        }
    }
}

/// Where the columns of the list begin.
struct Columns {
    /// The column after the date, which ends there.
    date: u16,
    lanes: u16,
    kind: Option<u16>,
    title: u16,
}

impl Columns {
    fn of(width: u16, zoom: Zoom, lanes: usize) -> Self {
        let date = 1 + date_width(zoom);
        let first = date + 1;
        let after = first + PITCH * saturate(lanes) + MORE - 2;
        let kind = (width >= WORDS).then_some(after);
        Self {
            date,
            lanes: first,
            kind,
            title: after + kind.map_or(0, |_| KIND),
        }
    }
}

/// Returns how many cells a date takes under the headings of a level.
const fn date_width(zoom: Zoom) -> u16 {
    match zoom {
        Zoom::Day | Zoom::Week | Zoom::Month => 8,
        Zoom::Quarter | Zoom::Year => 9,
        Zoom::Decade | Zoom::Century | Zoom::All => 11,
    }
}

/// Returns how many lanes fit.
fn capacity(width: u16, zoom: Zoom) -> usize {
    let kind = if width >= WORDS { KIND } else { 0 };
    let title = if width < 56 { width * 9 / 20 } else { TITLE };
    let fixed = 2 + date_width(zoom) + MORE + kind + title;
    usize::from(width.saturating_sub(fixed) / PITCH).clamp(2, 9)
}

/// Returns the title of an event, cut to a width; what did not take place says so when there is room.
fn title(event: &Event, room: u16) -> String {
    let title = event.title.to_string();
    let status = match event.status {
        Status::Cancelled | Status::Postponed | Status::Reported => event.status.label(),
        Status::Planned | Status::Announced | Status::Occurred => "",
    };
    let told = title.contains(status);
    if !told && cells(&title) + cells(status) + 2 <= room {
        return format!("{title}, {status}");
    }
    truncate(&title, room).into_owned()
}

/// Lays rows out from the event at `top` on.
fn rows(cx: &Cx<'_>, top: usize, height: usize) -> Vec<Row> {
    let session = cx.session;
    let shown = session.shown();
    let headed = session.zoom != Zoom::All;
    let heading = |at: usize| session.timeline.event(shown[at]).when.heading(session.zoom);
    let divider = session.divider();
    let mut rows = Vec::with_capacity(height);
    for at in top..shown.len() {
        if rows.len() >= height {
            break;
        }
        if at == divider {
            rows.push(Row::Today);
        } else if at > top && silence::before(&session.timeline, shown, at).is_some() {
            rows.push(Row::Silence(at));
        }
        if headed && (at == top || heading(at) != heading(at - 1)) {
            rows.push(Row::Heading(at));
        }
        rows.push(Row::Event(at));
    }
    if divider == shown.len() && rows.len() < height {
        rows.push(Row::Today);
    }
    rows.truncate(height);
    rows
}

fn heading(pen: &mut Pen<'_>, y: u16, at: usize, cx: &Cx<'_>) {
    let session = cx.session;
    let shown = session.shown();
    let end = pen.width().saturating_sub(1);
    let count = thousands(session.period(at).len());
    let right = pen.before(end, y, &count, cx.style(Role::Dim));
    let words = session
        .timeline
        .event(shown[at])
        .when
        .heading_words(session.zoom);
    let x = pen.clipped(
        1,
        y,
        right.saturating_sub(2),
        &words,
        cx.style(Role::Heading),
    );
    pen.rule(
        x + 2,
        right.saturating_sub(1),
        y,
        cx.glyphs.rule,
        cx.style(Role::Rule),
    );
}

fn silence_row(pen: &mut Pen<'_>, y: u16, at: usize, columns: &Columns, cx: &Cx<'_>) {
    let session = cx.session;
    let Some((from, to)) = silence::before(&session.timeline, session.shown(), at) else {
        return;
    };
    let what = if to > session.today {
        "plan"
    } else {
        "recorded contact"
    };
    let mark = cx.glyphs.silence;
    let long = crate::model::period::silence(from, to);
    let room = pen.width().saturating_sub(columns.lanes + 1);
    let words = format!("{mark} {long} without a {what} {mark}");
    // In a narrow list the length of the silence is what counts.
    let words = if cells(&words) > room {
        format!("{mark} {long} {mark}")
    } else {
        words
    };
    pen.clipped(columns.lanes, y, room, &words, cx.style(Role::Dim));
}

fn today(pen: &mut Pen<'_>, y: u16, cx: &Cx<'_>) {
    let words = format!(" today {} ", cx.session.today.format("%a %-d %B"));
    let end = pen.width().saturating_sub(1);
    pen.rule(1, end, y, cx.glyphs.rule, cx.style(Role::Today));
    pen.text(3, y, &words, cx.style(Role::Today));
}
