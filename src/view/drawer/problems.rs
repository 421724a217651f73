//! What is wrong with the files.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Scroll, head};
use crate::app::Action;
use crate::text::{counted, wrap};
use crate::view::cx::{Cx, Flow};
use crate::view::pen::Pen;
use crate::view::theme::Role;

/// Rows above the problems.
const TOP: u16 = 2;

/// The problems while they are shown.
#[derive(Debug, Default)]
pub struct Problems {
    scroll: Scroll,
    lines: Vec<(usize, String)>,
}

impl Problems {
    /// Acts on an action.
    pub fn act(&mut self, action: Action) -> Flow {
        self.scroll.act(action)
    }

    /// Sets the problems for a width.
    pub fn arrange(&mut self, area: Rect, cx: &Cx<'_>) {
        let width = area.width.saturating_sub(4);
        self.lines.clear();
        for (at, problem) in cx.session.problems.iter().enumerate() {
            for range in wrap(problem, width) {
                self.lines
                    .push((at, problem.get(range).unwrap_or_default().to_owned()));
            }
        }
        let height = usize::from(area.height.saturating_sub(TOP));
        self.scroll.settle(height, self.lines.len());
    }

    /// Paints the problems.
    pub fn render(&self, buf: &mut Buffer, area: Rect, cx: &Cx<'_>) {
        let mut pen = Pen::new(buf, area);
        let count = counted(cx.session.problems.len(), "problem", "problems");
        head(&mut pen, "Problems of the files", &count, cx);
        if self.lines.is_empty() {
            pen.text(1, TOP, "The files have none.", cx.style(Role::Dim));
        }
        let height = usize::from(area.height.saturating_sub(TOP));
        let mut before = None;
        for (y, (at, line)) in (TOP..).zip(self.lines.iter().skip(self.scroll.0).take(height)) {
            let begins = before != Some(*at);
            before = Some(*at);
            pen.text(if begins { 1 } else { 3 }, y, line, cx.style(Role::Text));
        }
    }
}
