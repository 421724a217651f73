//! What others share with the selected event, each with its live count: choose, and the list is filtered by it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::rows::Cursor;
use super::{head, shown, typed_line};
use crate::app::same::{Shared, shared};
use crate::app::{Action, Msg};
use crate::model::Ix;
use crate::query::{Query, Term};
use crate::text::{fold, thousands};
use crate::view::cx::{Cx, Flow};
use crate::view::pen::Pen;
use crate::view::theme::Role;

/// Rows above the conditions: title, what is typed, an empty one.
const TOP: u16 = 3;
/// Rows below them: an empty one, what it would show.
const BOTTOM: u16 = 3;
/// Where the words begin, after the mark and what it is.
const WORDS: u16 = 13;

/// The menu while it is open.
#[derive(Debug)]
pub struct Same {
    text: String,
    /// The query with what was chosen and left out so far.
    query: Query,
    all: Vec<Shared>,
    /// Those that what is typed leaves, with the events that each would leave.
    rows: Vec<(usize, usize)>,
    cursor: Cursor,
}

impl Same {
    /// Opens the menu for an event.
    pub fn open(ix: Ix, cx: &Cx<'_>) -> Self {
        let mut same = Self {
            text: String::new(),
            query: cx.session.filter.query.clone(),
            all: shared(cx.session, ix),
            rows: Vec::new(),
            cursor: Cursor::default(),
        };
        same.narrow(cx);
        same
    }

    /// Acts on an action.
    pub fn act(&mut self, action: Action, cx: &Cx<'_>) -> Flow {
        match action {
            _ if self.cursor.act(action, self.rows.len()) => {}
            Action::Choose => self.turn(false, cx),
            Action::Exclude => self.turn(true, cx),
            Action::Apply => return Flow::Emit(Msg::Filter(self.pending(cx))),
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

    /// Takes back the last typed character.
    pub fn erase(&mut self, cx: &Cx<'_>) -> Flow {
        self.text.pop();
        self.narrow(cx);
        self.preview(cx)
    }

    /// Shows beside the menu what Enter would apply.
    pub fn preview(&self, cx: &Cx<'_>) -> Flow {
        Flow::Emit(Msg::Preview(Some(self.pending(cx))))
    }

    fn current(&self) -> Option<&Term> {
        let &(at, _) = self.rows.get(self.cursor.row)?;
        self.all.get(at).map(|shared| &shared.term)
    }

    /// Puts the row into the query, or turned round, or takes it out.
    fn turn(&mut self, negated: bool, cx: &Cx<'_>) {
        let at = self.rows.get(self.cursor.row).map(|&(at, _)| at);
        let (Some(at), Some(current)) = (at, self.current()) else {
            return;
        };
        let term = Term {
            negated,
            ..current.clone()
        };
        let opposite = Term {
            negated: !negated,
            ..current.clone()
        };
        self.query = if self.query.terms.contains(&term) {
            self.query.without(&term)
        } else {
            self.query.without(&opposite).with(term)
        };
        self.text.clear();
        self.narrow(cx);
        // With nothing typed every condition has its row.
        self.cursor.row = at;
    }

    /// Returns the query as Enter would apply it: the row counts where it was typed for or nothing was chosen.
    fn pending(&self, cx: &Cx<'_>) -> Query {
        let meant = !self.text.is_empty() || self.query == cx.session.filter.query;
        match self.current() {
            Some(term) if meant => self.query.with(term.clone()),
            _ => self.query.clone(),
        }
    }

    /// Keeps the rows that hold what is typed, and counts what each would leave.
    fn narrow(&mut self, cx: &Cx<'_>) {
        let session = cx.session;
        let needle = fold(&self.text);
        let within = session.found(&self.query);
        let holds = |shared: &Shared| {
            fold(&format!("{} {}", shared.what, shared.words)).contains(needle.trim())
        };
        let count = |shared: &Shared| {
            let set = session
                .index
                .term(&session.timeline, &shared.term, session.today);
            set.count_and(&within)
        };
        let kept = self.all.iter().enumerate().filter(|(_, one)| holds(one));
        self.rows = kept.map(|(at, one)| (at, count(one))).collect();
        self.cursor.reset();
    }

    /// Lays the rows out.
    pub fn arrange(&mut self, area: Rect) {
        let page = area.height.saturating_sub(TOP + BOTTOM);
        self.cursor.arrange(page, self.rows.len());
    }

    /// Paints the menu.
    pub fn render(&self, buf: &mut Buffer, area: Rect, cx: &Cx<'_>) {
        let mut pen = Pen::new(buf, area);
        head(&mut pen, "Same as this one", "", cx);
        typed_line(&mut pen, 1, (&self.text, "type to narrow"), cx);
        if self.rows.is_empty() {
            let words = "Nothing in this event is called so.";
            pen.text(1, TOP, words, cx.style(Role::Dim));
        }
        let visible = self.cursor.visible(self.rows.len());
        let below = self.rows.len() - visible.end;
        let mut after = TOP;
        let mut above = None;
        for (y, at) in (TOP..).zip(visible) {
            let row = self.rows.get(at);
            let row = row.and_then(|&(shared, count)| Some((self.all.get(shared)?, count)));
            let Some((shared, count)) = row else {
                continue;
            };
            after = y + 1;
            let mut line = pen.part(0, y, area.width, 1);
            let what = if above == Some(shared.what) {
                ""
            } else {
                shared.what
            };
            above = Some(shared.what);
            self.row(&mut line, (what, shared, count), at == self.cursor.row, cx);
        }
        if below > 0 {
            let more = format!("{} {below} more {}", cx.glyphs.silence, cx.glyphs.silence);
            pen.text(WORDS, after, &more, cx.style(Role::Dim));
        }
        shown(&mut pen, cx);
    }

    fn row(
        &self,
        pen: &mut Pen<'_>,
        (what, shared, count): (&str, &Shared, usize),
        selected: bool,
        cx: &Cx<'_>,
    ) {
        let has = |negated: bool| {
            let of = |term: &Term| term.negated == negated && term.test == shared.term.test;
            self.query.terms.iter().any(of)
        };
        let mark = match (has(false), has(true)) {
            (true, _) => cx.glyphs.chosen,
            (false, true) => "-",
            (false, false) => "",
        };
        let style = if count == 0 {
            cx.style(Role::Dim)
        } else {
            Style::new()
        };
        let end = pen.width().saturating_sub(1);
        pen.text(2, 0, mark, Style::new());
        pen.text(4, 0, what, cx.style(Role::Dim));
        let right = pen.before(end.saturating_sub(1), 0, &thousands(count), style);
        let room = right.saturating_sub(WORDS + 1);
        pen.clipped(WORDS, 0, room, &shared.words, style);
        if selected {
            pen.style(1, end, 0, cx.style(Role::Selected));
        }
    }
}
