//! The strip: the whole collection by time, what the filter shows bright, what the list shows underlined.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::cx::Cx;
use super::pen::Pen;
use super::theme::Role;
use crate::chart::density::{self, Strip};
use crate::model::Ix;

/// Cells kept for the label of a year and the space after it.
const YEAR: usize = 14;

/// The strip with its counts, made anew when data, filter or width change.
#[derive(Debug, Default)]
pub struct StripView {
    strip: Strip,
    made_for: Option<(u64, u16)>,
}

impl StripView {
    /// Counts the events into columns, unless that was done for this data, filter and width.
    pub fn arrange(&mut self, area: Rect, cx: &Cx<'_>) {
        let width = area.width.saturating_sub(2);
        let wanted = (cx.session.revision, width);
        if area.height > 0 && self.made_for != Some(wanted) {
            self.strip = Strip::build(&cx.session.timeline, cx.session.set(), usize::from(width));
            self.made_for = Some(wanted);
        }
    }

    /// Paints bars, years and the part that is in view.
    pub fn render(&self, buf: &mut Buffer, area: Rect, in_view: Option<(Ix, Ix)>, cx: &Cx<'_>) {
        let mut pen = Pen::new(buf, area);
        let highest = self.strip.all.iter().copied().max().unwrap_or(0);
        for (x, (&all, &shown)) in (1u16..).zip(self.strip.all.iter().zip(&self.strip.shown)) {
            // The filtered bar stands for its share of the whole one, so that a filter is seen to thin out.
            let (count, role) = if shown > 0 {
                (shown, Role::Bar)
            } else {
                (all, Role::BarHidden)
            };
            if let Some(at) = density::height(count, highest, 8).checked_sub(1) {
                pen.text(x, 0, cx.glyphs.bars[at as usize % 8], cx.style(role));
            }
        }
        self.view_mark(&mut pen, in_view, cx);
        // The years come last: they may stand over the mark, not the other way round.
        for (column, year) in self.strip.years(YEAR) {
            let x = u16::try_from(column).unwrap_or(u16::MAX).saturating_add(1);
            pen.text(x, 1, &year.to_string(), cx.style(Role::Dim));
        }
    }

    /// Underlines the part of the strip that the list shows.
    fn view_mark(&self, pen: &mut Pen<'_>, in_view: Option<(Ix, Ix)>, cx: &Cx<'_>) {
        let Some((first, last)) = in_view else {
            return;
        };
        let column = |ix: Ix| {
            let day = cx.session.timeline.event(ix).when.earliest()?;
            u16::try_from(self.strip.column(day)).ok()?.checked_add(1)
        };
        if let Some((from, to)) = column(first).zip(column(last)) {
            pen.rule(
                from,
                to.saturating_add(1),
                1,
                cx.glyphs.in_view,
                cx.style(Role::Strong),
            );
        }
    }
}
