//! The country picker: type to narrow, live counts, together / any of / only / from one to the other.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{head, scrolled, shown, typed_line};
use crate::app::{Action, Msg};
use crate::model::Country;
use crate::query::{Choice, Mode, Query};
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
    /// Of two countries, the events that go from the first to the second and the other way round.
    ways: Option<[usize; 2]>,
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
            ways: None,
        };
        picker.narrow(cx);
        picker.ways = picker.ways(cx);
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
                self.choice.mode = self.choice.mode.next(self.pending().members.len());
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

    fn preview(&mut self, cx: &Cx<'_>) -> Flow {
        self.ways = self.ways(cx);
        Flow::Emit(Msg::Preview(Some(self.query(cx))))
    }

    /// Counts, of two countries, who called, wrote or went to whom.
    fn ways(&self, cx: &Cx<'_>) -> Option<[usize; 2]> {
        let choice = self.pending();
        (choice.members.len() == 2).then(|| {
            [Mode::Directed, Mode::Reversed].map(|mode| {
                let choice = Choice {
                    mode,
                    ..choice.clone()
                };
                let query = cx.session.filter.query.with_choice(&choice);
                cx.session.found(&query).count()
            })
        })
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
            Mode::AnyOf | Mode::Only => alone.clone(),
            // A third country makes them all take part.
            Mode::Together | Mode::Directed | Mode::Reversed => select(&Choice {
                mode: Mode::Together,
                ..self.choice.clone()
            }),
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

    /// Orders the rows: chosen, recently used, then by count; with a text, by how well they fit it, then by count.
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
            let recent = &cx.session.recent;
            let recency = |&(country, count): &(Country, usize)| {
                let used = recent.iter().position(|&other| other == country);
                used.filter(|_| count > 0).unwrap_or(recent.len())
            };
            rest.sort_by(|a, b| {
                recency(a)
                    .cmp(&recency(b))
                    .then(b.1.cmp(&a.1))
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
        let mode = format!("{} {}", cx.key(Action::NextMode), self.mode(cx));
        head(&mut pen, "Countries", &mode, cx);
        typed_line(&mut pen, &self.text, "type a name or a code", cx);
        self.both_ways(&mut pen, cx);
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

    /// Returns the words for how the countries combine: "together", "US → CN".
    fn mode(&self, cx: &Cx<'_>) -> String {
        let choice = self.pending();
        match (choice.mode.of(choice.members.len()), &*choice.members) {
            (Mode::Directed, &[from, to]) | (Mode::Reversed, &[to, from]) => way(cx, from, to),
            (Mode::AnyOf, _) => "any of".to_owned(),
            (Mode::Only, _) => "only".to_owned(),
            _ => "together".to_owned(),
        }
    }

    /// Paints, of two countries, how many events go which way; the way that is chosen stands out.
    fn both_ways(&self, pen: &mut Pen<'_>, cx: &Cx<'_>) {
        let choice = self.pending();
        let (Some([there, back]), &[one, other]) = (self.ways, &*choice.members) else {
            return;
        };
        let mut x = 4;
        for (mode, count, from, to) in [
            (Mode::Directed, there, one, other),
            (Mode::Reversed, back, other, one),
        ] {
            let role = if choice.mode == mode {
                Role::Strong
            } else {
                Role::Dim
            };
            let words = format!("{}  {}", way(cx, from, to), thousands(count));
            let room = pen.width().saturating_sub(x + 1);
            x = pen.clipped(x, TOP - 1, room, &words, cx.style(role)) + 4;
        }
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

/// "US → CN".
fn way(cx: &Cx<'_>, from: Country, to: Country) -> String {
    let countries = cx.session.timeline.countries();
    format!(
        "{} {} {}",
        countries.code(from),
        cx.glyphs.to,
        countries.code(to)
    )
}
