//! The panes of an event: a table.

use ratatui::text::{Line, Span};

use super::{facts, links, quotes, sources, topics};
use crate::model::Ix;
use crate::text::{cells, saturate};
use crate::view::cx::{Cx, Flow};
use crate::view::theme::Role;

/// One line of a pane.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// What is written.
    pub line: Line<'static>,
    /// The number of the thing (quote, topic, link, source) that the line belongs to and that can be chosen.
    pub item: Option<usize>,
}

impl Row {
    /// A line that belongs to nothing.
    pub fn plain(line: Line<'static>) -> Self {
        Self { line, item: None }
    }

    /// A line of the n-th thing, from 0.
    pub fn of(item: usize, line: Line<'static>) -> Self {
        Self {
            line,
            item: Some(item),
        }
    }

    /// An empty line.
    pub fn blank() -> Self {
        Self::default()
    }
}

/// A part of the detail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Pane {
    /// Kind, date, title, parties, summary, note.
    #[default]
    Facts,
    /// Words said or written.
    Quotes,
    /// Subjects, and whose account mentions them.
    Topics,
    /// What came of it.
    Outcomes,
    /// Other events.
    Related,
    /// Where it is documented.
    Sources,
}

impl Pane {
    /// Every pane, in the order of the screen.
    pub const ALL: &'static [Self] = &[
        Self::Facts,
        Self::Quotes,
        Self::Topics,
        Self::Outcomes,
        Self::Related,
        Self::Sources,
    ];

    /// Returns the panes that an event has something for.
    pub fn of(cx: &Cx<'_>, ix: Ix) -> Vec<Self> {
        Self::ALL
            .iter()
            .copied()
            .filter(|pane| pane.count(cx, ix) > 0)
            .collect()
    }

    /// Returns the words on the rule above it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Facts => "Facts",
            Self::Quotes => "Quotes",
            Self::Topics => "Topics",
            Self::Outcomes => "Outcomes",
            Self::Related => "Related",
            Self::Sources => "Sources",
        }
    }

    /// Says whether the pane gives way to a line at the end where room is short.
    pub const fn folds(self) -> bool {
        match self {
            Self::Facts | Self::Quotes | Self::Topics => false,
            Self::Outcomes | Self::Related | Self::Sources => true,
        }
    }

    /// Returns how many of its rows should be seen at least: of the facts all up to the end of the summary.
    pub fn wanted(self, rows: &[Row]) -> usize {
        if self != Self::Facts {
            return super::allot::LEAST;
        }
        // The parts of the facts are parted by empty rows: title, parties, summary, what else is known.
        let mut parts = rows
            .iter()
            .enumerate()
            .filter(|(_, row)| row.line.spans.is_empty());
        parts.nth(2).map_or(rows.len(), |(at, _)| at)
    }

    /// Returns how many things it has.
    pub fn count(self, cx: &Cx<'_>, ix: Ix) -> usize {
        let event = cx.session.timeline.event(ix);
        match self {
            Self::Facts => 1,
            Self::Quotes => event.quotes.len(),
            Self::Topics => event.topics.len(),
            Self::Outcomes => event.outcomes.len(),
            Self::Related => cx.session.timeline.links(ix).len(),
            Self::Sources => sources::cited(event).len(),
        }
    }

    /// Returns the rows for a width, the head first.
    pub fn rows(self, cx: &Cx<'_>, ix: Ix, width: u16) -> Vec<Row> {
        match self {
            Self::Facts => facts::rows(cx, ix, width),
            Self::Quotes => quotes::rows(cx, ix, width),
            Self::Topics => topics::rows(cx, ix, width),
            Self::Outcomes => links::outcomes(cx, ix, width),
            Self::Related => links::related(cx, ix, width),
            Self::Sources => sources::rows(cx, ix, width),
        }
    }

    /// Follows the n-th thing.
    pub fn open(self, cx: &Cx<'_>, ix: Ix, item: usize) -> Flow {
        match self {
            Self::Topics => topics::open(cx, ix, item),
            Self::Related => links::open(cx, ix, item),
            Self::Sources => sources::open(cx, ix, item),
            // A chosen quote or outcome is read full-screen.
            Self::Facts | Self::Quotes | Self::Outcomes => Flow::Pass,
        }
    }
}

/// Returns the head of a pane: its title, a rule, words at the right.
pub fn head(cx: &Cx<'_>, title: &str, right: Vec<Span<'static>>, width: u16) -> Row {
    let taken: u16 = right.iter().map(|span| cells(&span.content)).sum();
    let rule = width.saturating_sub(cells(title) + taken + 3);
    let mut spans = vec![
        Span::raw(" "),
        Span::styled(title.to_owned(), cx.style(Role::Strong)),
        Span::raw(" "),
        Span::styled(
            cx.glyphs.rule.repeat(usize::from(rule)),
            cx.style(Role::Rule),
        ),
        Span::raw(" "),
    ];
    spans.extend(right);
    Row::plain(Line::from(spans))
}

/// Indents lines and makes them rows of the n-th thing.
pub fn indented(lines: Vec<Line<'static>>, by: usize, item: Option<usize>) -> Vec<Row> {
    lines
        .into_iter()
        .map(|mut line| {
            if by > 0 {
                line.spans.insert(0, Span::raw(" ".repeat(by)));
            }
            Row { line, item }
        })
        .collect()
}

/// Returns the width that is left of a measure after an indent, at least a few cells.
pub fn measure(width: u16, indent: usize) -> u16 {
    width.saturating_sub(saturate(indent)).max(8)
}
