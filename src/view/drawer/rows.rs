//! Rows to choose from: which one is current, which are in view, how one is painted.

use ratatui::style::Style;

use super::scrolled;
use crate::app::Action;
use crate::query::{Choice, Facet, Value};
use crate::text::{cells, saturate, thousands};
use crate::view::cx::Cx;
use crate::view::pen::Pen;
use crate::view::theme::Role;

/// A place among rows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor {
    /// The current row.
    pub(super) row: usize,
    /// Whether a person went there.
    pub(super) moved: bool,
    first: usize,
    page: usize,
}

impl Default for Cursor {
    fn default() -> Self {
        Self {
            row: 0,
            moved: false,
            first: 0,
            page: 1,
        }
    }
}

impl Cursor {
    /// Returns to the first row.
    pub(super) fn reset(&mut self) {
        *self = Self {
            page: self.page,
            ..Self::default()
        };
    }

    /// Moves among `len` rows; says whether the action is a move.
    pub(super) fn act(&mut self, action: Action, len: usize) -> bool {
        let last = len.saturating_sub(1);
        self.row = match action {
            Action::RowDown => (self.row + 1).min(last),
            Action::RowUp => self.row.saturating_sub(1),
            Action::RowPageDown => (self.row + self.page).min(last),
            Action::RowPageUp => self.row.saturating_sub(self.page),
            Action::RowFirst => 0,
            Action::RowLast => last,
            _ => return false,
        };
        self.moved = true;
        true
    }

    /// Stays in view among `len` rows of which a page holds so many.
    pub(super) fn arrange(&mut self, page: u16, len: usize) {
        self.page = usize::from(page).max(1);
        self.row = self.row.min(len.saturating_sub(1));
        self.first = scrolled(self.first, self.row, self.page, len);
    }

    /// Returns the rows in view.
    pub(super) const fn visible(&self, len: usize) -> std::ops::Range<usize> {
        let end = self.first + self.page;
        self.first..if end < len { end } else { len }
    }
}

/// What stands beside a name is left out where there is less room.
const LEAST: u16 = 4;

/// What a row shows of a value: its code, its name, what stands beside it.
pub(super) struct Words {
    code: Option<(String, Style)>,
    name: String,
    aside: String,
}

impl Words {
    /// Returns the words of a value.
    pub(super) fn of(facet: Facet, value: &Value, cx: &Cx<'_>) -> Self {
        let countries = cx.session.timeline.countries();
        if let Value::Country(country) = *value {
            let code = countries.code(country).to_owned();
            return Self {
                code: Some((code, cx.country(country))),
                name: countries.name(country).to_owned(),
                aside: String::new(),
            };
        }
        let index = &cx.session.index;
        let entry = index.entry(facet, value);
        let entry = entry.and_then(|at| index.entries(facet).get(at));
        // What a query asks for and no row has stands as it was written.
        let asked = crate::text::SafeText::field(value.text());
        Self {
            code: None,
            name: entry.map_or(&asked, |entry| &entry.label).to_string(),
            aside: entry
                .and_then(|entry| entry.aside.as_ref())
                .map_or_else(String::new, ToString::to_string),
        }
    }

    /// Returns the words of a candidate of completion.
    pub(super) fn candidate(text: &str, label: &str) -> Self {
        Self {
            code: None,
            name: text.to_owned(),
            aside: label.to_owned(),
        }
    }

    /// Paints the row: mark, words, count; the current one in reverse, one without events dim.
    pub(super) fn paint(
        &self,
        pen: &mut Pen<'_>,
        (mark, count): (&str, Option<usize>),
        current: bool,
        cx: &Cx<'_>,
    ) {
        let dim = if count == Some(0) {
            cx.style(Role::Dim)
        } else {
            Style::new()
        };
        pen.text(2, 0, mark, Style::new());
        let end = pen.width().saturating_sub(1);
        let count = count.map_or_else(String::new, thousands);
        let right = pen.before(end.saturating_sub(1), 0, &count, dim);
        let mut x = 4;
        if let Some((code, style)) = &self.code {
            let style = if current {
                Style::new()
            } else {
                style.patch(dim)
            };
            pen.clipped(x, 0, 5, code, style);
            x = if cells(code) > 4 {
                5 + saturate(code.len().min(5))
            } else {
                9
            };
        }
        let x = pen.clipped(x, 0, right.saturating_sub(x + 1), &self.name, dim) + 2;
        let room = right.saturating_sub(x + 1);
        if room >= LEAST {
            let style = if current {
                Style::new()
            } else {
                cx.style(Role::Dim)
            };
            pen.clipped(x, 0, room, &self.aside, style);
        }
        if current {
            pen.style(1, end, 0, cx.style(Role::Selected));
        }
    }
}

/// Returns the mark of a value that is chosen or excluded.
pub(super) fn mark(choice: &Choice<Value>, value: &Value, cx: &Cx<'_>) -> &'static str {
    if choice.members.contains(value) {
        cx.glyphs.chosen
    } else if choice.excluded.contains(value) {
        "-"
    } else {
        ""
    }
}
