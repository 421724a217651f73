//! Subjects, and beside each the parties' own accounts: what one side leaves out stands out.

use ratatui::text::{Line, Span};

use super::pane::{Row, head, indented, measure};
use crate::app::Msg;
use crate::model::{Country, Event, Ix, Topic};
use crate::query::{Query, Term, Test};
use crate::text::{cells, pad_left, pad_right, saturate};
use crate::view::cx::{Cx, Flow};
use crate::view::theme::Role;

/// Cells before the words.
const INDENT: usize = 1;
/// Cells before a note or a stance.
const NOTE: usize = 3;
/// The most columns of accounts.
const COLUMNS: usize = 4;
/// The least room for the name of a topic.
const NAME: u16 = 18;

/// Returns the rows, the head first.
pub fn rows(cx: &Cx<'_>, ix: Ix, width: u16) -> Vec<Row> {
    let event = cx.session.timeline.event(ix);
    let columns = columns(event);
    let mut rows = vec![top(cx, &columns, event, width)];
    for (item, topic) in event.topics.iter().enumerate() {
        let lines = name_and_marks(cx, topic, &columns, width);
        rows.extend(lines.into_iter().map(|line| Row::of(item, line)));
        if let Some(note) = &topic.note {
            let lines = cx.set(note, measure(width, NOTE), cx.style(Role::Dim));
            rows.extend(indented(lines, NOTE, Some(item)));
        }
        for (country, stance) in &topic.stance {
            rows.extend(said(cx, *country, stance, item, width));
        }
    }
    rows
}

/// Returns whose accounts get a column: parties first, in their order.
///
/// A side of whose account nothing is known has none: a column of dashes would say that it was silent.
fn columns(event: &Event) -> Vec<Country> {
    let told = |country: Country| {
        event
            .topics
            .iter()
            .any(|topic| topic.accounts.contains(&country))
    };
    if !event.topics.iter().any(|topic| !topic.accounts.is_empty()) {
        return Vec::new();
    }
    let mut columns: Vec<Country> = event
        .countries
        .iter()
        .copied()
        .filter(|&country| told(country))
        .collect();
    let others = event
        .topics
        .iter()
        .flat_map(|topic| topic.accounts.iter().copied());
    for country in others {
        if !columns.contains(&country) {
            columns.push(country);
        }
    }
    columns.truncate(COLUMNS);
    columns
}

/// Returns the words over a column: the whole words where all columns have room for them.
fn title(cx: &Cx<'_>, country: Country, columns: &[Country], width: u16) -> String {
    let code = cx.session.timeline.countries().code(country);
    let wide = saturate(columns.len()) * 12 + NAME <= width;
    if wide {
        format!("{code} account")
    } else {
        code.to_owned()
    }
}

fn top(cx: &Cx<'_>, columns: &[Country], event: &Event, width: u16) -> Row {
    if columns.is_empty() {
        let count = event.topics.len().to_string();
        return head(
            cx,
            "Topics",
            vec![Span::styled(count, cx.style(Role::Dim))],
            width,
        );
    }
    let mut right = Vec::new();
    for (at, &country) in columns.iter().enumerate() {
        if at > 0 {
            right.push(Span::raw("  "));
        }
        right.push(Span::styled(
            title(cx, country, columns, width),
            cx.country(country),
        ));
    }
    head(cx, "Topics", right, width)
}

/// The name of a topic with the marks of the columns; a long name goes on below.
fn name_and_marks(
    cx: &Cx<'_>,
    topic: &Topic,
    columns: &[Country],
    width: u16,
) -> Vec<Line<'static>> {
    let label = &cx.session.timeline.tag(topic.tag).label;
    let column = |country: Country| cells(&title(cx, country, columns, width)) + 2;
    let taken: u16 = columns.iter().map(|&country| column(country)).sum();
    let names = width.saturating_sub(taken + saturate(INDENT));
    let mut lines = cx.set(label, names.saturating_sub(1).max(8), cx.style(Role::Text));
    for line in &mut lines {
        line.spans.insert(0, Span::raw(" ".repeat(INDENT)));
    }
    let Some(first) = lines.first_mut() else {
        return lines;
    };
    let gap = usize::from(names) + INDENT - first.width().min(usize::from(names) + INDENT);
    first.spans.push(Span::raw(" ".repeat(gap)));
    for &country in columns {
        let told = topic.accounts.contains(&country);
        // Only beside another's account does a dash say that this one leaves the topic out.
        let mark = match (told, topic.accounts.is_empty()) {
            (true, _) => cx.glyphs.told(),
            (false, false) => cx.glyphs.none,
            (false, true) => "",
        };
        let style = if told {
            cx.country(country)
        } else {
            cx.style(Role::Dim)
        };
        let right = (column(country) - 2) / 2;
        first
            .spans
            .push(Span::styled(pad_left(mark, column(country) - right), style));
        first.spans.push(Span::raw(" ".repeat(usize::from(right))));
    }
    lines
}

/// "US  The April trip, to which Trump looks forward".
fn said(cx: &Cx<'_>, country: Country, stance: &str, item: usize, width: u16) -> Vec<Row> {
    let code = cx.session.timeline.countries().code(country);
    let indent = NOTE + 3;
    let lines = cx.set(stance, measure(width, indent), cx.style(Role::Dim));
    let mut rows = indented(lines, indent, Some(item));
    if let Some(span) = rows.first_mut().and_then(|row| row.line.spans.first_mut()) {
        *span = Span::raw(" ".repeat(NOTE));
    }
    if let Some(row) = rows.first_mut() {
        let code = Span::styled(pad_right(code, 3), cx.country(country));
        row.line.spans.insert(1, code);
    }
    rows
}

/// Filters by the topic.
pub fn open(cx: &Cx<'_>, ix: Ix, item: usize) -> Flow {
    let session = cx.session;
    let Some(topic) = session.timeline.event(ix).topics.get(item) else {
        return Flow::Pass;
    };
    let slug = session.timeline.tag(topic.tag).slug.to_string();
    let term = Term {
        negated: false,
        test: Test::Topic(vec![slug.into()]),
    };
    let mut terms = session.filter.query.terms.clone();
    if terms.contains(&term) {
        return super::notice("The list is filtered by that topic already.");
    }
    terms.push(term);
    Flow::Emit(Msg::Filter(Query { terms }))
}
