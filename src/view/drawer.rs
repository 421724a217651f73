//! Drawers at the right edge: rows to choose from or to read, narrowed by typing.

pub mod filter;
pub mod help;
pub mod picker;
pub mod problems;
mod rows;
pub mod same;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::chips;
use super::cx::{Cx, Flow};
use super::footer::Hint;
use super::pen::Pen;
use super::theme::Role;
use crate::app::{Action, Context};
use crate::config::Chord;

/// The drawer that is open.
#[derive(Debug)]
pub enum Drawer {
    /// Chooses values of one facet.
    Picker(Box<picker::Picker>),
    /// Chooses values of any facet, or takes a query.
    Filter(Box<filter::Panel>),
    /// Chooses what others share with the selected event.
    Same(same::Same),
    /// Shows the keys.
    Help(help::Help),
    /// Shows what is wrong with the files.
    Problems(problems::Problems),
}

impl Drawer {
    /// Returns where the next key counts.
    pub const fn context(&self) -> Context {
        match self {
            Self::Filter(panel) => panel.context(),
            Self::Picker(_) | Self::Same(_) | Self::Help(_) | Self::Problems(_) => Context::Panel,
        }
    }

    /// Lets a key change the line of text that has the keyboard.
    pub fn edit(&mut self, chord: Chord, cx: &Cx<'_>) -> Flow {
        match self {
            Self::Filter(panel) => panel.edit(chord, cx),
            _ => Flow::Pass,
        }
    }

    /// Acts on an action.
    pub fn act(&mut self, action: Action, cx: &Cx<'_>) -> Flow {
        match self {
            Self::Picker(picker) => picker.act(action, cx),
            Self::Filter(panel) => panel.act(action, cx),
            Self::Same(same) => same.act(action, cx),
            Self::Help(help) => help.act(action),
            Self::Problems(problems) => problems.act(action),
        }
    }

    /// Takes a typed character.
    pub fn typed(&mut self, c: char, cx: &Cx<'_>) -> Flow {
        match self {
            Self::Picker(picker) => picker.typed(c, cx),
            Self::Filter(panel) => panel.typed(c, cx),
            Self::Same(same) => same.typed(c, cx),
            Self::Help(help) => help.typed(c),
            Self::Problems(_) => Flow::Pass,
        }
    }

    /// Takes back the last typed character.
    pub fn erase(&mut self, cx: &Cx<'_>) -> Flow {
        match self {
            Self::Picker(picker) => picker.erase(cx),
            Self::Filter(panel) => panel.erase(cx),
            Self::Same(same) => same.erase(cx),
            Self::Help(help) => help.erase(),
            Self::Problems(_) => Flow::Pass,
        }
    }

    /// Lays the rows out.
    pub fn arrange(&mut self, area: Rect, cx: &Cx<'_>) {
        match self {
            Self::Picker(picker) => picker.arrange(area),
            Self::Filter(panel) => panel.arrange(area),
            Self::Same(same) => same.arrange(area),
            Self::Help(help) => help.arrange(area, cx),
            Self::Problems(problems) => problems.arrange(area, cx),
        }
    }

    /// Paints the drawer.
    pub fn render(&self, buf: &mut Buffer, area: Rect, cx: &Cx<'_>) {
        match self {
            Self::Picker(picker) => picker.render(buf, area, cx),
            Self::Filter(panel) => panel.render(buf, area, cx),
            Self::Same(same) => same.render(buf, area, cx),
            Self::Help(help) => help.render(buf, area, cx),
            Self::Problems(problems) => problems.render(buf, area, cx),
        }
    }

    /// Returns what the keys do.
    pub const fn hints(&self) -> &'static [Hint] {
        match self {
            Self::Picker(_) => &[
                (&[Action::RowUp, Action::RowDown], "move"),
                (&[Action::Choose], "add, take out"),
                (&[Action::Apply], "apply"),
                (&[Action::NextMode], "together, any of, only"),
                (&[Action::Cancel], "as it was"),
            ],
            Self::Filter(panel) => panel.hints(),
            Self::Same(_) => &[
                (&[Action::RowUp, Action::RowDown], "move"),
                (&[Action::Apply], "apply"),
                (&[Action::Choose], "add, take out"),
                (&[Action::Exclude], "leave out"),
                (&[Action::Cancel], "as it was"),
            ],
            Self::Help(_) | Self::Problems(_) => &[
                (&[Action::RowUp, Action::RowDown], "move"),
                (&[Action::Cancel], "close"),
            ],
        }
    }
}

/// Paints the title of a drawer on its rule, with words at the right.
fn head(pen: &mut Pen<'_>, title: &str, right: &str, cx: &Cx<'_>) {
    let end = pen.width().saturating_sub(1);
    let right = pen.before(end, 0, right, cx.style(Role::Strong));
    let x = pen.text(1, 0, title, cx.style(Role::Strong)) + 2;
    pen.rule(
        x,
        right.saturating_sub(1),
        0,
        cx.glyphs.rule,
        cx.style(Role::Rule),
    );
}

/// Paints what was typed, with a cursor after it, or words in its place.
fn typed_line(pen: &mut Pen<'_>, y: u16, (text, empty): (&str, &str), cx: &Cx<'_>) {
    let x = pen.text(1, y, cx.glyphs.prompt, cx.style(Role::Dim)) + 1;
    let room = pen.width().saturating_sub(x + 2);
    let x = if text.is_empty() {
        x
    } else {
        pen.clipped(x, y, room, text, cx.style(Role::Text))
    };
    pen.text(x, y, " ", cx.style(Role::Selected));
    if text.is_empty() {
        pen.clipped(x + 2, y, room.saturating_sub(2), empty, cx.style(Role::Dim));
    }
}

/// Paints what the list shows beside a drawer: the chips in words, and how many events.
fn shown(pen: &mut Pen<'_>, cx: &Cx<'_>) {
    let y = pen.height().saturating_sub(2);
    let end = pen.width().saturating_sub(1);
    let style = cx.style(Role::Strong);
    let right = pen.before(end, y, &chips::count(cx), style);
    let words = chips::words(cx).join(", ");
    pen.clipped(1, y, right.saturating_sub(3), &words, style);
}

/// Returns the first row in view so that `row` is in view, given the one before.
fn scrolled(first: usize, row: usize, height: usize, len: usize) -> usize {
    let first = first.min(row);
    let first = if height > 0 && row >= first + height {
        row + 1 - height
    } else {
        first
    };
    first.min(len.saturating_sub(height))
}

/// How far a text that is only read is scrolled: its first line in view.
#[derive(Debug, Default)]
struct Scroll(usize);

impl Scroll {
    /// Scrolls; past either end counts as the end once the text is laid out.
    fn act(&mut self, action: Action) -> Flow {
        const PAGE: usize = 10;
        self.0 = match action {
            Action::RowDown => self.0.saturating_add(1),
            Action::RowUp => self.0.saturating_sub(1),
            Action::RowPageDown => self.0.saturating_add(PAGE),
            Action::RowPageUp => self.0.saturating_sub(PAGE),
            Action::RowFirst => 0,
            Action::RowLast => usize::MAX,
            _ => return Flow::Pass,
        };
        Flow::Done
    }

    /// Stays within a text of so many lines.
    fn settle(&mut self, height: usize, len: usize) {
        self.0 = self.0.min(len.saturating_sub(height));
    }
}
