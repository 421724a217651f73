//! The query as text: it is edited, completed, and read as it is typed.

use tui_input::Input;

use crate::config::Chord;
use crate::query::complete::Source;
use crate::query::{Completion, Query, QueryError};
use crate::text::{cells, pad_right, saturate, wrap};
use crate::view::cx::Cx;
use crate::view::drawer::rows::{Cursor, Words};
use crate::view::line;
use crate::view::pen::Pen;
use crate::view::theme::Role;

/// The most cells after which the names of candidates stand below one another.
const COLUMN: u16 = 12;

/// The line while it has the keyboard.
#[derive(Debug)]
pub(super) struct QueryLine {
    input: Input,
    /// What the text asks for, or why it cannot be read.
    read: Result<Query, QueryError>,
    /// What was read last.
    good: Query,
    completion: Completion,
    /// The candidate that was put in, and what stood there before: the next press puts in the next one.
    turn: Option<usize>,
    cursor: Cursor,
    /// Whether Enter was pressed on what cannot be read.
    insisted: bool,
    /// What is likely to have been meant by names that nothing has.
    hints: Vec<String>,
}

impl QueryLine {
    /// Begins with a query.
    pub(super) fn open(query: Query, cx: &Cx<'_>) -> Self {
        let text = query.print(cx.session.timeline.countries());
        let mut line = Self {
            input: Input::new(text),
            read: Ok(query.clone()),
            good: query,
            completion: Completion::default(),
            turn: None,
            cursor: Cursor::default(),
            insisted: false,
            hints: Vec::new(),
        };
        line.complete_anew(cx);
        line
    }

    /// Returns what the text asks for; while it cannot be read, what it asked for before.
    pub(super) const fn query(&self) -> &Query {
        &self.good
    }

    /// Returns what the text asks for; where it cannot be read the reason is shown from now on.
    pub(super) fn accept(&mut self) -> Option<Query> {
        self.insisted = self.read.is_err();
        self.read.as_ref().ok().cloned()
    }

    /// Lets a key change the text; says whether it was for the line.
    pub(super) fn edit(&mut self, chord: Chord, cx: &Cx<'_>) -> bool {
        let Some(changed) = line::edit(&mut self.input, chord) else {
            return false;
        };
        self.turn = None;
        if changed {
            self.insisted = false;
            self.read(cx);
        }
        self.complete_anew(cx);
        true
    }

    /// Completes the word at the cursor: as far as all candidates agree, then candidate by candidate.
    pub(super) fn complete(&mut self, forward: bool, cx: &Cx<'_>) {
        let len = self.completion.candidates.len();
        if len == 0 {
            return;
        }
        let common = self.completion.common(self.input.value());
        if let Some(text) = common.filter(|_| self.turn.is_none()) {
            self.put(&text);
            self.read(cx);
            self.complete_anew(cx);
            return;
        }
        let at = match (self.turn, forward) {
            (None, true) => 0,
            (None, false) => len - 1,
            (Some(at), true) => (at + 1) % len,
            (Some(at), false) => (at + len - 1) % len,
        };
        let Some(candidate) = self.completion.candidates.get(at) else {
            return;
        };
        let text = candidate.text.clone();
        self.put(&text);
        self.turn = Some(at);
        self.cursor.row = at;
        self.read(cx);
        if len == 1 {
            // There is nothing to turn over: what follows is completed next.
            self.turn = None;
            self.complete_anew(cx);
        }
    }

    /// Puts a text in the place of the word that is completed, the cursor after it.
    fn put(&mut self, text: &str) {
        let value = self.input.value();
        let span = &mut self.completion.span;
        let before = value.get(..span.start).unwrap_or_default();
        let after = value.get(span.end..).unwrap_or_default();
        let cursor = before.chars().count() + text.chars().count();
        let all = format!("{before}{text}{after}");
        span.end = span.start + text.len();
        self.input = Input::new(all).with_cursor(cursor);
    }

    fn read(&mut self, cx: &Cx<'_>) {
        let session = cx.session;
        let text = self.input.value();
        self.read = Query::parse(text, session.timeline.countries(), session.today);
        self.hints.clear();
        if let Ok(query) = &self.read {
            self.good = query.clone();
            if session.found(query).count() == 0 {
                self.hints = query.hints(&session.timeline);
            }
        }
    }

    fn complete_anew(&mut self, cx: &Cx<'_>) {
        let session = cx.session;
        let countries = session.timeline.countries();
        let value = self.input.value();
        let before = value.chars().take(self.input.cursor());
        let at = before.map(char::len_utf8).sum();
        let source = Source {
            timeline: &session.timeline,
            index: &session.index,
            parse: &|text| Query::parse(text, countries, session.today).ok(),
            found: &|query| session.found(query),
        };
        self.completion = Completion::at(value, at, source);
        self.cursor.reset();
        if self.read.is_err() && self.error().is_none() {
            // What is being written does not count yet.
            self.good = self.completion.others.clone();
        }
    }

    /// Returns the error that is shown: not one in the word that is still being written, unless Enter was pressed.
    fn error(&self) -> Option<&QueryError> {
        let error = self.read.as_ref().err()?;
        let writing =
            error.span.end >= self.completion.span.start && !self.completion.candidates.is_empty();
        (self.insisted || !writing).then_some(error)
    }

    /// Returns what is said below the line, in lines of a width: what is wrong and the way out, or what names were
    /// likely meant.
    fn said(&self, width: u16) -> Vec<(Role, String)> {
        let error = self.error();
        let message = error.map(|error| (Role::Text, &error.message));
        let way_out = error.and_then(|error| error.hint.as_ref());
        let hints = self.hints.iter().chain(way_out);
        let texts = message
            .into_iter()
            .chain(hints.map(|hint| (Role::Dim, hint)));
        let lines = texts.flat_map(|(role, text)| {
            let ranges = wrap(text, width.saturating_sub(2)).into_iter();
            ranges.map(move |range| (role, text.get(range).unwrap_or_default().to_owned()))
        });
        lines.collect()
    }

    /// Lays the candidates out below the line and what is said of it.
    pub(super) fn arrange(&mut self, height: u16, width: u16) {
        let room = height.saturating_sub(below(self.said(width).len()));
        self.cursor.arrange(room, self.completion.candidates.len());
    }

    /// Paints the line in the first row, below it what is said of it and what may stand at the cursor.
    pub(super) fn paint(&self, pen: &mut Pen<'_>, cx: &Cx<'_>) {
        let x = pen.text(1, 0, cx.glyphs.prompt, cx.style(Role::Key)) + 1;
        let room = pen.width().saturating_sub(x + 2);
        line::paint(pen, (x, 0), room, &self.input, cx);
        if let Some(error) = self.error() {
            let value = self.input.value();
            let scroll = line::scroll(&self.input, room);
            let before = |at: usize| cells(value.get(..at).unwrap_or_default());
            let column = |at: usize| before(at).saturating_sub(scroll).min(room);
            let (from, to) = (column(error.span.start), column(error.span.end));
            let to = to.max(from + 1);
            pen.rule(x + from, x + to, 1, "^", cx.style(Role::Warning));
        }
        let said = self.said(pen.width());
        for (y, (role, text)) in (2..).zip(&said) {
            pen.text(1, y, text, cx.style(*role));
        }
        let top = below(said.len());
        let candidates = &self.completion.candidates;
        let texts = candidates.iter().map(|candidate| cells(&candidate.text));
        let column = texts.max().unwrap_or_default().min(COLUMN);
        for (y, at) in (top..).zip(self.cursor.visible(candidates.len())) {
            let Some(candidate) = candidates.get(at) else {
                continue;
            };
            let width = pen.width();
            let mut row = pen.part(0, y, width, 1);
            let words = Words::candidate(&pad_right(&candidate.text, column), &candidate.label);
            words.paint(&mut row, ("", candidate.count), self.turn == Some(at), cx);
        }
    }
}

/// Returns the first row below the line, its marks and so many lines of words.
fn below(said: usize) -> u16 {
    match saturate(said) {
        0 => 2,
        said => said + 3,
    }
}
