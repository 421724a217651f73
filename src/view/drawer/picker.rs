//! The country picker: type to narrow, live counts, together / any of / only.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{head, scrolled, shown, typed_line};
use crate::app::{Action, Msg};
use crate::model::Country;
use crate::query::{Choice, Query};
use crate::text::{cells, saturate};
use crate::view::cx::{Cx, Flow, thousands};
use crate::view::pen::Pen;
use crate::view::theme::Role;

/// Rows above the countries: title, what is typed, an empty one.
const TOP: u16 = 3;
/// Rows below them: an empty one, what it would show.
const BOTTOM: u16 = 3;

/// The picker while it is open.
#[derive(Debug)]
pub struct Picker {
    text: String,
    choice: Choice,
    row: usize,
    moved: bool,
    first: usize,
    page: usize,
    rows: Vec<(Country, usize)>,
}

impl Picker {
    /// Opens the picker on the countries of the filter in force.
    pub fn open(cx: &Cx<'_>) -> Self {
        let mut picker = Self {
            text: String::new(),
            choice: cx.session.filter.query.choice(),
            row: 0,
            moved: false,
            first: 0,
            page: 1,
            rows: Vec::new(),
        };
        picker.narrow(cx);
        picker
    }

    /// Acts on an action.
    pub fn act(&mut self, action: Action, cx: &Cx<'_>) -> Flow {
        let last = self.rows.len().saturating_sub(1);
        match action {
            Action::RowDown => self.go((self.row + 1).min(last)),
            Action::RowUp => self.go(self.row.saturating_sub(1)),
            Action::RowPageDown => self.go((self.row + self.page).min(last)),
            Action::RowPageUp => self.go(self.row.saturating_sub(self.page)),
            Action::RowFirst => self.go(0),
            Action::RowLast => self.go(last),
            Action::Choose => {
                self.toggle();
                self.text.clear();
                self.narrow(cx);
            }
            Action::Exclude => {
                self.exclude();
                self.text.clear();
                self.narrow(cx);
            }
            Action::NextMode => {
                self.choice.mode = self.choice.mode.next();
                self.count(cx);
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

    /// Takes back the last typed character; with nothing typed, the last chosen country.
    pub fn erase(&mut self, cx: &Cx<'_>) -> Flow {
        if self.text.pop().is_none() && self.choice.excluded.pop().is_none() {
            self.choice.members.pop();
        }
        self.narrow(cx);
        self.preview(cx)
    }

    fn go(&mut self, row: usize) {
        self.moved = true;
        self.row = row;
    }

    fn current(&self) -> Option<Country> {
        self.rows.get(self.row).map(|&(country, _)| country)
    }

    fn toggle(&mut self) {
        let Some(country) = self.current() else {
            return;
        };
        match self
            .choice
            .members
            .iter()
            .position(|&member| member == country)
        {
            Some(at) => {
                self.choice.members.remove(at);
            }
            None => self.choice.members.push(country),
        }
        self.choice.excluded.retain(|&other| other != country);
    }

    fn exclude(&mut self) {
        let Some(country) = self.current() else {
            return;
        };
        match self
            .choice
            .excluded
            .iter()
            .position(|&other| other == country)
        {
            Some(at) => {
                self.choice.excluded.remove(at);
            }
            None => self.choice.excluded.push(country),
        }
        self.choice.members.retain(|&other| other != country);
    }

    /// Returns the choice as Enter would apply it: a row that was typed for, or that alone was gone to, counts.
    fn pending(&self) -> Choice {
        let mut choice = self.choice.clone();
        let untouched = choice.members.is_empty() && choice.excluded.is_empty();
        let meant = !self.text.is_empty() || (self.moved && untouched);
        if let Some(country) = self.current().filter(|_| meant)
            && !choice.members.contains(&country)
        {
            choice.excluded.retain(|&other| other != country);
            choice.members.push(country);
        }
        choice
    }

    fn query(&self, cx: &Cx<'_>) -> Query {
        cx.session.filter.query.with_choice(&self.pending())
    }

    fn preview(&self, cx: &Cx<'_>) -> Flow {
        Flow::Emit(Msg::Preview(Some(self.query(cx))))
    }

    /// Chooses and orders the rows for what is typed.
    fn narrow(&mut self, cx: &Cx<'_>) {
        self.row = 0;
        self.first = 0;
        self.moved = false;
        self.count(cx);
    }

    /// Counts each country under the other filters and, where they must all take part, the countries chosen.
    fn count(&mut self, cx: &Cx<'_>) {
        let session = cx.session;
        let select = |choice: &Choice| session.found(&session.filter.query.with_choice(choice));
        let others = Choice {
            members: Vec::new(),
            ..self.choice.clone()
        };
        let alone = select(&others);
        let with = match self.choice.mode {
            crate::query::Mode::Together => select(&self.choice),
            crate::query::Mode::AnyOf | crate::query::Mode::Only => alone.clone(),
        };
        let counted = |set| session.index.country_counts(set);
        let chosen = counted(&alone);
        let mut rows = counted(&with);
        for (country, count) in &mut rows {
            if self.choice.members.contains(country) {
                let own = chosen.iter().find(|(other, _)| other == country);
                *count = own.map_or(*count, |&(_, own)| own);
            }
        }
        self.rows = self.order(&rows, cx);
    }

    /// Orders the rows: chosen, then by count; with a text, by how well they fit it, then by count.
    fn order(&self, rows: &[(Country, usize)], cx: &Cx<'_>) -> Vec<(Country, usize)> {
        let countries = cx.session.timeline.countries();
        let count = |country: Country| {
            rows.iter()
                .find(|&&(other, _)| other == country)
                .map_or(0, |&(_, count)| count)
        };
        if self.text.is_empty() {
            let chosen = self
                .choice
                .members
                .iter()
                .chain(&self.choice.excluded)
                .copied();
            let mut ordered: Vec<(Country, usize)> =
                chosen.map(|country| (country, count(country))).collect();
            let mut rest: Vec<(Country, usize)> = rows
                .iter()
                .copied()
                .filter(|(country, _)| !ordered.iter().any(|(other, _)| other == country))
                .collect();
            rest.sort_by(|a, b| {
                b.1.cmp(&a.1)
                    .then_with(|| countries.name(a.0).cmp(countries.name(b.0)))
            });
            ordered.extend(rest);
            return ordered;
        }
        let mut found: Vec<(_, Country, usize)> = countries
            .search(&self.text)
            .into_iter()
            .map(|(rank, country)| (rank, country, count(country)))
            .collect();
        found.sort_by(|a, b| {
            a.0.cmp(&b.0)
                .then(b.2.cmp(&a.2))
                .then_with(|| countries.name(a.1).cmp(countries.name(b.1)))
        });
        found
            .into_iter()
            .map(|(_, country, count)| (country, count))
            .collect()
    }

    /// Lays the rows out.
    pub fn arrange(&mut self, area: Rect, _cx: &Cx<'_>) {
        self.page = usize::from(area.height.saturating_sub(TOP + BOTTOM)).max(1);
        self.first = scrolled(self.first, self.row, self.page, self.rows.len());
    }

    /// Paints the picker.
    pub fn render(&self, buf: &mut Buffer, area: Rect, cx: &Cx<'_>) {
        let mut pen = Pen::new(buf, area);
        let mode = format!("{} {}", cx.key(Action::NextMode), self.choice.mode.label());
        head(&mut pen, "Countries", &mode, cx);
        typed_line(&mut pen, &self.text, "type a name or a code", cx);
        if self.rows.is_empty() {
            pen.text(1, TOP, "No country is called so.", cx.style(Role::Dim));
        }
        let visible = self
            .rows
            .iter()
            .enumerate()
            .skip(self.first)
            .take(self.page);
        for (y, (at, row)) in (TOP..).zip(visible) {
            let mut line = pen.part(0, y, area.width, 1);
            self.row(&mut line, *row, at == self.row, cx);
        }
        shown(&mut pen, cx);
    }

    fn row(&self, pen: &mut Pen<'_>, row: (Country, usize), selected: bool, cx: &Cx<'_>) {
        let (country, count) = row;
        let countries = cx.session.timeline.countries();
        let mark = if self.choice.members.contains(&country) {
            cx.glyphs.chosen
        } else if self.choice.excluded.contains(&country) {
            "-"
        } else {
            ""
        };
        let dim = if count == 0 {
            cx.style(Role::Dim)
        } else {
            Style::new()
        };
        pen.text(2, 0, mark, Style::new());
        let code = countries.code(country);
        let code_style = if selected {
            Style::new()
        } else {
            cx.country(country).patch(dim)
        };
        pen.clipped(4, 0, 5, code, code_style);
        let end = pen.width().saturating_sub(1);
        let right = pen.before(end.saturating_sub(1), 0, &thousands(count), dim);
        let name = countries.name(country);
        let x = if cells(code) > 4 {
            5 + saturate(code.len().min(5))
        } else {
            9
        };
        pen.clipped(x, 0, right.saturating_sub(x + 1), name, dim);
        if selected {
            pen.style(1, end, 0, cx.style(Role::Selected));
        }
    }
}
