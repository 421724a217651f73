//! The filter panel: the values of every facet to choose from, above them the whole query as text.

mod query_line;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::picker::Picker;
use super::{chips, head};
use crate::app::{Action, Context, Msg};
use crate::config::Chord;
use crate::query::Facet;
use crate::text::{cells, saturate};
use crate::view::cx::{Cx, Flow};
use crate::view::footer::Hint;
use crate::view::pen::Pen;
use crate::view::theme::Role;
use query_line::QueryLine;

/// Rows above the names of the facets: title, query, an empty one.
const TOP: u16 = 3;

/// The panel while it is open.
#[derive(Debug)]
pub struct Panel {
    picker: Picker,
    /// The query line while it has the keyboard.
    line: Option<QueryLine>,
}

impl Panel {
    /// Opens the panel on the first facet, with the filter in force.
    pub fn open(cx: &Cx<'_>) -> Self {
        let query = cx.session.filter.query.clone();
        Self {
            picker: Picker::open(Facet::Country, query, cx),
            line: None,
        }
    }

    /// Returns where the next key counts.
    pub const fn context(&self) -> Context {
        if self.line.is_some() {
            Context::Prompt
        } else {
            Context::Panel
        }
    }

    /// Acts on an action.
    pub fn act(&mut self, action: Action, cx: &Cx<'_>) -> Flow {
        if self.line.is_some() {
            return self.act_on_line(action, cx);
        }
        match action {
            Action::NextFacet | Action::PreviousFacet => {
                let facets = Facet::ALL;
                let at = facets.iter().position(|&one| one == self.picker.facet());
                let step = if action == Action::NextFacet {
                    1
                } else {
                    facets.len() - 1
                };
                let next = at.map_or(0, |at| (at + step) % facets.len());
                let facet = facets.get(next).copied().unwrap_or(Facet::Country);
                self.turn_to(facet, cx)
            }
            Action::RowUp if self.picker.is_at_top() => {
                self.line = Some(QueryLine::open(self.picker.chosen(), cx));
                Flow::Emit(Msg::Preview(Some(self.picker.chosen())))
            }
            _ => self.picker.act(action, cx),
        }
    }

    fn turn_to(&mut self, facet: Facet, cx: &Cx<'_>) -> Flow {
        let query = self.picker.chosen();
        self.picker = Picker::open(facet, query.clone(), cx);
        Flow::Emit(Msg::Preview(Some(query)))
    }

    fn act_on_line(&mut self, action: Action, cx: &Cx<'_>) -> Flow {
        let Some(line) = &mut self.line else {
            return Flow::Pass;
        };
        match action {
            Action::Complete => line.complete(true, cx),
            Action::CompleteBack => line.complete(false, cx),
            Action::Accept => {
                let query = line.accept();
                return query.map_or(Flow::Done, |query| Flow::Emit(Msg::Filter(query)));
            }
            Action::Abandon => return Flow::Emit(Msg::Preview(None)),
            Action::RowDown => {
                let Some(query) = line.accept() else {
                    return Flow::Done;
                };
                self.line = None;
                self.picker = Picker::open(self.picker.facet(), query.clone(), cx);
                return Flow::Emit(Msg::Preview(Some(query)));
            }
            _ => return Flow::Pass,
        }
        self.preview_line()
    }

    fn preview_line(&self) -> Flow {
        let query = self.line.as_ref().map(|line| line.query().clone());
        query.map_or(Flow::Pass, |query| Flow::Emit(Msg::Preview(Some(query))))
    }

    /// Lets a key change the query line.
    pub fn edit(&mut self, chord: Chord, cx: &Cx<'_>) -> Flow {
        let line = self.line.as_mut();
        if line.is_some_and(|line| line.edit(chord, cx)) {
            self.preview_line()
        } else {
            Flow::Pass
        }
    }

    /// Takes a typed character.
    pub fn typed(&mut self, c: char, cx: &Cx<'_>) -> Flow {
        self.picker.typed(c, cx)
    }

    /// Takes back the last typed character; with nothing typed, the last chosen value of the facet.
    pub fn erase(&mut self, cx: &Cx<'_>) -> Flow {
        self.picker.erase(cx)
    }

    /// Lays the rows out.
    pub fn arrange(&mut self, area: Rect) {
        // Above the values stand the names of the facets and what is typed.
        let above = TOP + tab_rows(area.width) + 1;
        match &mut self.line {
            Some(line) => line.arrange(area.height.saturating_sub(1), area.width),
            None => self.picker.arrange_rows(area.height.saturating_sub(above)),
        }
    }

    /// Paints the panel.
    pub fn render(&self, buf: &mut Buffer, area: Rect, cx: &Cx<'_>) {
        let mut pen = Pen::new(buf, area);
        head(&mut pen, "Filter", &chips::count(cx), cx);
        if let Some(line) = &self.line {
            line.paint(&mut pen.part(0, 1, area.width, area.height), cx);
            return;
        }
        let query = &cx.session.effective().query;
        let text = query.print(cx.session.timeline.countries());
        let x = pen.text(1, 1, cx.glyphs.prompt, cx.style(Role::Dim)) + 1;
        let room = pen.width().saturating_sub(x + 1);
        if text.is_empty() {
            let words = format!("everything; {} to write a query", cx.key(Action::RowUp));
            pen.clipped(x, 1, room, &words, cx.style(Role::Dim));
        } else {
            pen.clipped(x, 1, room, &text, cx.style(Role::Text));
        }
        self.tabs(&mut pen.part(0, TOP, area.width, area.height), cx);
        let y = TOP + tab_rows(area.width);
        let mut rows = pen.part(0, y, area.width, area.height.saturating_sub(y));
        self.picker.render_below(&mut rows, cx);
    }

    /// Paints the names of the facets, the current one in reverse, a mark before those of which values are chosen.
    fn tabs(&self, pen: &mut Pen<'_>, cx: &Cx<'_>) {
        let columns = columns(pen.width());
        let query = self.picker.chosen();
        let places = (0..).flat_map(|y| columns.iter().map(move |&x| (x, y)));
        for (&facet, (x, y)) in Facet::ALL.iter().zip(places) {
            if !query.picked(facet).is_empty() {
                pen.text(x, y, cx.glyphs.chosen, cx.style(Role::Text));
            }
            let role = if facet == self.picker.facet() {
                Role::Chip
            } else {
                Role::Text
            };
            pen.text(x + 1, y, facet.label(), cx.style(role));
        }
    }

    /// Returns what the keys do.
    pub const fn hints(&self) -> &'static [Hint] {
        if self.line.is_some() {
            &[
                (&[Action::Complete], "complete"),
                (&[Action::RowDown], "choose from lists"),
                (&[Action::Accept], "apply"),
                (&[Action::Abandon], "as it was"),
            ]
        } else {
            &[
                (&[Action::RowUp, Action::RowDown], "move"),
                (&[Action::Choose], "choose"),
                (&[Action::NextFacet], "list"),
                (&[Action::Apply], "apply"),
                (&[Action::Exclude], "exclude"),
                (&[Action::Cancel], "as it was"),
            ]
        }
    }
}

/// Returns the columns in which the names of the facets stand, as many as fit: where each begins.
fn columns(width: u16) -> Vec<u16> {
    let starts = |across: usize| {
        let mut starts = Vec::new();
        let mut x = 0;
        for column in 0..across {
            starts.push(x);
            let names = Facet::ALL.iter().skip(column).step_by(across);
            // Before a name stands its mark, after it a space.
            x += names
                .map(|facet| cells(facet.label()))
                .max()
                .unwrap_or_default()
                + 2;
        }
        (x <= width).then_some(starts)
    };
    let fitting = (1..=Facet::ALL.len()).rev().find_map(starts);
    fitting.unwrap_or_else(|| vec![0])
}

/// Returns how many rows the names of the facets take, with the empty one below them.
fn tab_rows(width: u16) -> u16 {
    saturate(Facet::ALL.len().div_ceil(columns(width).len())) + 1
}
