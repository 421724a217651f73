//! The selected event in panes: facts, quotes, topics, outcomes, related events, sources.
//!
//! Each pane makes its rows for a width; this module divides the height among the panes, scrolls them and
//! knows which row is chosen.

pub mod allot;
pub mod facts;
pub mod links;
pub mod page;
pub mod pane;
pub mod quotes;
pub mod sources;
pub mod topics;

pub use pane::{Pane, Row};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::cx::{Cx, Flow};
use super::pen::Pen;
use super::theme::Role;
use crate::app::{Action, Msg};
use crate::model::Ix;
use crate::text::saturate;

/// The widest that text is set, in cells: longer lines are hard to read.
const MEASURE: u16 = 84;

/// How the detail is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// The keyboard is elsewhere.
    Beside,
    /// The keyboard is in one of the panes.
    Focused,
    /// One pane has the whole screen.
    Page,
}

/// Where a reader is in the panes of one event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The pane that has, or last had, the focus.
    pub pane: Pane,
    /// The chosen row of that pane.
    pub item: Option<usize>,
    /// The first line of that pane in view.
    pub scroll: usize,
}

/// The panes with their rows and heights.
#[derive(Debug, Default)]
pub struct Detail {
    /// Where the reader is.
    pub reading: Reading,
    area: Rect,
    event: Option<Ix>,
    panes: Vec<Laid>,
}

/// One pane as it is laid out.
#[derive(Debug)]
struct Laid {
    pane: Pane,
    rows: Vec<Row>,
    y: u16,
    height: u16,
}

impl Detail {
    /// Lays the panes of the selected event out; a page shows the one with the focus alone.
    pub fn arrange(&mut self, area: Rect, show: Show, cx: &Cx<'_>) {
        let focused = show != Show::Beside;
        self.area = area;
        let selected = cx.session.selected();
        if self.event != selected {
            self.event = selected;
            self.reading.item = None;
            self.reading.scroll = 0;
        }
        self.panes.clear();
        let Some(ix) = selected else {
            return;
        };
        let width = area.width.saturating_sub(4).min(MEASURE);
        let only = (show == Show::Page).then_some(self.reading.pane);
        let present: Vec<(Pane, Vec<Row>)> = Pane::of(cx, ix)
            .into_iter()
            .filter(|pane| only.is_none_or(|only| only == *pane))
            .map(|pane| (pane, pane.rows(cx, ix, width)))
            .collect();
        if !present.iter().any(|(pane, _)| *pane == self.reading.pane) {
            self.reading = Reading::default();
        }
        let focus = focused.then(|| {
            present
                .iter()
                .position(|(pane, _)| *pane == self.reading.pane)
                .unwrap_or(0)
        });
        let natural: Vec<usize> = present.iter().map(|(_, rows)| rows.len()).collect();
        let folds: Vec<bool> = present.iter().map(|(pane, _)| pane.folds()).collect();
        let wanted: Vec<usize> = present
            .iter()
            .map(|(pane, rows)| pane.wanted(rows))
            .collect();
        let height = usize::from(area.height);
        let heights = allot::allot(&natural, &wanted, &folds, focus, height);
        let mut y = 0;
        for ((pane, rows), height) in present.into_iter().zip(heights) {
            self.panes.push(Laid {
                pane,
                rows,
                y,
                height: saturate(height),
            });
            if height > 0 {
                y += saturate(height) + allot::BETWEEN;
            }
        }
        self.follow_item();
    }

    /// Scrolls the focused pane so that its chosen row is in view and nothing lies past its end.
    fn follow_item(&mut self) {
        let Some(laid) = self
            .panes
            .iter()
            .find(|laid| laid.pane == self.reading.pane)
        else {
            return;
        };
        let height = usize::from(laid.height).saturating_sub(1).max(1);
        let body = laid.rows.len().saturating_sub(1);
        // Several keys may have come since the last frame: "to the end" is a number beyond any end until now.
        self.reading.scroll = self.reading.scroll.min(body.saturating_sub(height));
        if let Some(item) = self.reading.item {
            let lines = laid.rows.iter().skip(1).enumerate();
            let mut of_item = lines
                .filter(|(_, row)| row.item == Some(item))
                .map(|(at, _)| at);
            if let Some(first) = of_item.next() {
                let last = of_item.next_back().unwrap_or(first);
                if last >= self.reading.scroll + height {
                    self.reading.scroll = last + 1 - height;
                }
                self.reading.scroll = self.reading.scroll.min(first);
            }
        }
    }

    /// Paints the panes.
    pub fn render(&self, buf: &mut Buffer, focused: bool, cx: &Cx<'_>) {
        let mut pen = Pen::new(buf, self.area);
        let width = pen.width();
        let mut folded = Vec::new();
        let mut bottom = 0;
        for laid in &self.panes {
            let has_focus = focused && laid.pane == self.reading.pane;
            if laid.height == 0 {
                folded.push(laid.pane);
                continue;
            }
            bottom = laid.y + laid.height;
            let mut part = pen.part(1, laid.y, width.saturating_sub(1), laid.height);
            let hidden = self.pane(&mut part, laid, has_focus, cx);
            if hidden > 0 {
                // The empty row below a pane says that it goes on.
                let below = laid.y + laid.height;
                let more = format!(
                    "{} {hidden} more {}",
                    cx.glyphs.silence,
                    if hidden == 1 { "line" } else { "lines" }
                );
                pen.text(3, below, &more, cx.style(Role::Dim));
            }
        }
        let y = self.area.height.saturating_sub(1).min(bottom.max(1));
        if let (Some(ix), false) = (self.event, folded.is_empty()) {
            let words: Vec<String> = folded
                .iter()
                .map(|pane| format!("{} {}", pane.title(), pane.count(cx, ix)))
                .collect();
            let y = y.max(self.area.height.saturating_sub(1));
            let words = words.join(&format!(" {} ", cx.glyphs.dot));
            let x = pen.text(1, y, &words, cx.style(Role::Dim));
            pen.rule(
                x + 2,
                width.saturating_sub(1),
                y,
                cx.glyphs.rule,
                cx.style(Role::Rule),
            );
        }
    }

    /// Paints a pane; returns how many of its lines lie below it.
    fn pane(&self, pen: &mut Pen<'_>, laid: &Laid, has_focus: bool, cx: &Cx<'_>) -> usize {
        let width = pen.width();
        let Some((head, body)) = laid.rows.split_first() else {
            return 0;
        };
        let mine = laid.pane == self.reading.pane;
        let scroll = if mine { self.reading.scroll } else { 0 };
        let height = usize::from(laid.height).saturating_sub(1);
        pen.line(0, 0, width, &head.line);
        if has_focus {
            pen.text(0, 0, cx.glyphs.cursor, cx.style(Role::Today));
        }
        for (y, row) in (1u16..).zip(body.iter().skip(scroll).take(height)) {
            pen.line(1, y, width.saturating_sub(1), &row.line);
            if has_focus && row.item.is_some() && row.item == self.reading.item {
                pen.text(0, y, cx.glyphs.cursor, cx.style(Role::Strong));
                pen.style(1, width.saturating_sub(1), y, cx.style(Role::Selected));
            }
        }
        body.len().saturating_sub(scroll + height)
    }

    /// Acts on an action while the detail has the focus.
    pub fn act(&mut self, action: Action, cx: &Cx<'_>) -> Flow {
        match action {
            Action::NextEvent => self.step(true),
            Action::PreviousEvent => self.step(false),
            Action::PageDown | Action::HalfPageDown => self.scroll_by(6),
            Action::PageUp | Action::HalfPageUp => self.scroll_by(-6),
            Action::First => self.scroll_by(isize::MIN),
            Action::Last => self.scroll_by(isize::MAX),
            Action::Open => return self.open(cx),
            _ => return Flow::Pass,
        }
        Flow::Done
    }

    fn laid(&self) -> Option<&Laid> {
        self.panes
            .iter()
            .find(|laid| laid.pane == self.reading.pane)
    }

    /// Chooses the next (or previous) row; a pane without rows scrolls; past the end comes the next pane.
    fn step(&mut self, forward: bool) {
        let Some(laid) = self.laid() else {
            return;
        };
        let items = laid
            .rows
            .iter()
            .filter_map(|row| row.item)
            .max()
            .map_or(0, |last| last + 1);
        let height = usize::from(laid.height).saturating_sub(1);
        let most = laid.rows.len().saturating_sub(1).saturating_sub(height);
        match (self.reading.item, forward) {
            (None, true) if items == 0 && self.reading.scroll < most => self.reading.scroll += 1,
            (None, false) if items == 0 && self.reading.scroll > 0 => self.reading.scroll -= 1,
            (None, true) if items > 0 => self.reading.item = Some(0),
            (Some(item), true) if item + 1 < items => self.reading.item = Some(item + 1),
            (Some(item), false) => self.reading.item = item.checked_sub(1),
            (_, true) => {
                self.turn(true);
            }
            (None, false) => {
                self.turn(false);
            }
        }
    }

    fn scroll_by(&mut self, by: isize) {
        self.reading.item = None;
        self.reading.scroll = self.reading.scroll.saturating_add_signed(by);
    }

    /// Goes to the next (or previous) pane; says whether there is one.
    pub fn turn(&mut self, forward: bool) -> bool {
        let at = self
            .panes
            .iter()
            .position(|laid| laid.pane == self.reading.pane);
        let next = match (at, forward) {
            (Some(at), true) => self.panes.get(at + 1),
            (Some(at), false) => at.checked_sub(1).and_then(|at| self.panes.get(at)),
            (None, _) => self.panes.first(),
        };
        let Some(laid) = next else {
            return false;
        };
        self.reading = Reading {
            pane: laid.pane,
            ..Reading::default()
        };
        true
    }

    /// Goes to the first (or last) pane.
    pub fn enter(&mut self, first: bool) {
        let laid = if first {
            self.panes.first()
        } else {
            self.panes.last()
        };
        self.reading = Reading {
            pane: laid.map_or_else(Pane::default, |laid| laid.pane),
            ..Reading::default()
        };
    }

    /// Follows the chosen row.
    fn open(&self, cx: &Cx<'_>) -> Flow {
        match (self.event, self.reading.item) {
            (Some(ix), Some(item)) => self.reading.pane.open(cx, ix, item),
            _ => Flow::Pass,
        }
    }
}

/// Says in a notice what cannot be done.
fn notice(words: &str) -> Flow {
    Flow::Emit(Msg::Notice(words.to_owned()))
}
