//! Chooses values of one facet: type to narrow, live counts; of countries together / any of / only / from one to
//! the other.

mod counts;
mod ways;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::rows::{Cursor, Words, mark};
use super::{head, shown, typed_line};
use crate::app::{Action, Msg};
use crate::query::{Choice, Facet, Query, Value};
use crate::text::Rank;
use crate::view::cx::{Cx, Flow};
use crate::view::pen::Pen;
use crate::view::theme::Role;
use counts::Counts;
use ways::Ways;

/// Rows above the values: title, what is typed, the two ways between two countries.
const TOP: u16 = 3;
/// Rows below them: an empty one, what it would show.
const BOTTOM: u16 = 3;

/// The picker while it is open.
#[derive(Debug)]
pub struct Picker {
    facet: Facet,
    /// What else is asked for, with what was asked of the facet before.
    query: Query,
    text: String,
    choice: Choice<Value>,
    counts: Counts,
    rows: Vec<Row>,
    cursor: Cursor,
    ways: Option<Ways>,
}

/// A value with its count, and how well it answers what is typed.
#[derive(Debug)]
struct Row {
    rank: Option<Rank>,
    value: Value,
    count: usize,
}

impl Picker {
    /// Opens the picker on the values of a facet that a query asks for.
    pub fn open(facet: Facet, query: Query, cx: &Cx<'_>) -> Self {
        let choice = query.picked(facet);
        let mut picker = Self {
            facet,
            text: String::new(),
            counts: Counts::new(facet, &query, &choice, cx),
            query,
            choice,
            rows: Vec::new(),
            cursor: Cursor::default(),
            ways: None,
        };
        picker.narrow(cx);
        picker.count_ways(cx);
        picker
    }

    /// Acts on an action.
    pub fn act(&mut self, action: Action, cx: &Cx<'_>) -> Flow {
        match action {
            _ if self.cursor.act(action, self.rows.len()) => {}
            Action::Choose | Action::Exclude => self.pick(action, cx),
            // Among countries alone there is no other facet to turn to.
            Action::NextMode | Action::NextFacet | Action::PreviousFacet
                if self.facet == Facet::Country =>
            {
                let (mode, members) = (self.choice.mode, self.pending(cx).members.len());
                self.choice.mode = if action == Action::PreviousFacet {
                    mode.previous(members)
                } else {
                    mode.next(members)
                };
                self.count(cx);
                self.order(cx);
            }
            Action::Apply => return Flow::Emit(Msg::Filter(self.query(cx))),
            Action::Cancel => return Flow::Emit(Msg::Preview(None)),
            _ => return Flow::Pass,
        }
        self.preview(cx)
    }

    /// Takes a typed character.
    pub fn typed(&mut self, c: char, cx: &Cx<'_>) -> Flow {
        const MOST: usize = 256;
        if self.text.len() < MOST {
            self.text.push(c);
        }
        self.narrow(cx);
        self.preview(cx)
    }

    /// Takes back the last typed character; with nothing typed, the last chosen value.
    pub fn erase(&mut self, cx: &Cx<'_>) -> Flow {
        if self.text.pop().is_none() {
            if self.choice.excluded.pop().is_none() {
                self.choice.members.pop();
            }
            self.count(cx);
        }
        self.narrow(cx);
        self.preview(cx)
    }

    /// Chooses or excludes the current value, or takes it out.
    fn pick(&mut self, action: Action, cx: &Cx<'_>) {
        let Some(value) = self.current().cloned() else {
            return;
        };
        if action == Action::Choose {
            self.choice.toggle(value);
        } else {
            self.choice.exclude(value);
        }
        self.text.clear();
        self.count(cx);
        self.narrow(cx);
    }

    /// Returns the facet of which it chooses values.
    pub const fn facet(&self) -> Facet {
        self.facet
    }

    /// Says whether the first row is the current one.
    pub const fn is_at_top(&self) -> bool {
        self.cursor.row == 0
    }

    /// Returns the query with the values that were chosen, whichever row is the current one.
    pub fn chosen(&self) -> Query {
        self.query.with_picked(self.facet, &self.choice)
    }

    fn current(&self) -> Option<&Value> {
        self.rows.get(self.cursor.row).map(|row| &row.value)
    }

    /// Returns the choice as Enter would apply it: a row that was typed for counts, or one that was gone to while
    /// nothing was chosen.
    fn pending(&self, cx: &Cx<'_>) -> Choice<Value> {
        let mut choice = self.choice.clone();
        let untouched = choice.is_empty() && self.query == cx.session.filter.query;
        let meant = !self.text.is_empty() || (self.cursor.moved && untouched);
        if let Some(value) = self.current().filter(|_| meant)
            && !choice.members.contains(value)
        {
            choice.toggle(value.clone());
        }
        choice
    }

    /// Returns the query as Enter would apply it.
    pub fn query(&self, cx: &Cx<'_>) -> Query {
        self.query.with_picked(self.facet, &self.pending(cx))
    }

    fn preview(&mut self, cx: &Cx<'_>) -> Flow {
        self.count_ways(cx);
        Flow::Emit(Msg::Preview(Some(self.query(cx))))
    }

    fn count(&mut self, cx: &Cx<'_>) {
        self.counts = Counts::new(self.facet, &self.query, &self.choice, cx);
    }

    fn count_ways(&mut self, cx: &Cx<'_>) {
        self.ways = Ways::of(&self.query, &self.pending(cx), cx);
    }

    /// Chooses and orders the rows for what is typed, and returns to the first.
    fn narrow(&mut self, cx: &Cx<'_>) {
        self.cursor.reset();
        self.order(cx);
    }

    /// Orders the rows: chosen, recently used, then by count; with a text, by how well they fit it, then by count.
    fn order(&mut self, cx: &Cx<'_>) {
        let typed = !self.text.is_empty();
        let row = |rank: Option<Rank>, value: &Value| Row {
            rank,
            count: self.counts.of(value, &self.choice, cx),
            value: value.clone(),
        };
        let picked = self.choice.members.iter().chain(&self.choice.excluded);
        let mut rows: Vec<Row> = if typed {
            Vec::new()
        } else {
            picked.map(|value| row(None, value)).collect()
        };
        let first = rows.len();
        let entries = cx.session.index.entries(self.facet);
        if typed && self.facet == Facet::Country {
            let found = cx.session.timeline.countries().search(&self.text);
            let found = found.into_iter();
            rows.extend(found.map(|(rank, one)| row(Some(rank), &Value::Country(one))));
        } else if typed {
            let found = cx.session.index.search_entries(self.facet, &self.text);
            let found = found.into_iter();
            rows.extend(
                found.filter_map(|(rank, at)| Some(row(Some(rank), &entries.get(at)?.value))),
            );
        } else {
            let open = entries.iter().zip(self.counts.open());
            let open = open.filter(|(entry, _)| !self.choice.has(&entry.value));
            rows.extend(open.map(|(entry, &count)| Row {
                rank: None,
                value: entry.value.clone(),
                count,
            }));
        }
        let recent = &cx.session.recent;
        let recency = |row: &Row| {
            let country = row.value.country().filter(|_| !typed && row.count > 0);
            let used = recent.iter().position(|&other| Some(other) == country);
            used.unwrap_or(recent.len())
        };
        if let Some(rows) = rows.get_mut(first..) {
            // Those with as many events stay in the order of the entries.
            rows.sort_by_cached_key(|row| (row.rank, recency(row), std::cmp::Reverse(row.count)));
        }
        self.rows = rows;
    }

    /// Lays the rows out in a drawer of their own.
    pub fn arrange(&mut self, area: Rect) {
        self.arrange_rows(area.height.saturating_sub(TOP + BOTTOM));
    }

    /// Lets so many rows be in view.
    pub fn arrange_rows(&mut self, page: u16) {
        self.cursor.arrange(page, self.rows.len());
    }

    /// Paints the picker in a drawer of its own.
    pub fn render(&self, buf: &mut Buffer, area: Rect, cx: &Cx<'_>) {
        let mut pen = Pen::new(buf, area);
        let choice = self.pending(cx);
        head(&mut pen, self.facet.title(), &ways::mode(&choice, cx), cx);
        typed_line(&mut pen, 1, (&self.text, "type a name or a code"), cx);
        if let Some(ways) = self.ways {
            ways.paint(&mut pen, TOP - 1, choice.mode, cx);
        }
        self.paint_rows(&mut pen.part(0, TOP, area.width, area.height), cx);
        shown(&mut pen, cx);
    }

    /// Paints what is typed, with how countries combine at the right, and the rows below it.
    pub fn render_below(&self, pen: &mut Pen<'_>, cx: &Cx<'_>) {
        let mut room = pen.width();
        if self.facet == Facet::Country {
            let words = ways::mode(&self.pending(cx), cx);
            let end = room.saturating_sub(1);
            room = pen.before(end, 0, &words, cx.style(Role::Dim));
        }
        let mut typed = pen.part(0, 0, room, 1);
        typed_line(&mut typed, 0, (&self.text, "type to narrow"), cx);
        let (width, height) = (pen.width(), pen.height());
        self.paint_rows(&mut pen.part(0, 1, width, height), cx);
    }

    /// Paints the rows in view.
    fn paint_rows(&self, pen: &mut Pen<'_>, cx: &Cx<'_>) {
        if self.rows.is_empty() {
            let one = self.facet.one();
            let words = match self.facet {
                _ if self.text.is_empty() => format!("This collection names no {one}."),
                Facet::Person => "Nobody is called so.".to_owned(),
                Facet::Country | Facet::Topic | Facet::Place => format!("No {one} is called so."),
                _ => format!("There is no such {one}."),
            };
            pen.text(1, 0, &words, cx.style(Role::Dim));
        }
        for (y, at) in (0..).zip(self.cursor.visible(self.rows.len())) {
            let Some(row) = self.rows.get(at) else {
                continue;
            };
            let width = pen.width();
            let mut line = pen.part(0, y, width, 1);
            let mark = mark(&self.choice, &row.value, cx);
            let words = Words::of(self.facet, &row.value, cx);
            words.paint(
                &mut line,
                (mark, Some(row.count)),
                at == self.cursor.row,
                cx,
            );
        }
    }
}
