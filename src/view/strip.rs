//! The strip: the whole collection by time, what the filter shows bright, what the list shows underlined.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::cx::Cx;
use super::footer::Hint;
use super::pen::Pen;
use super::theme::Role;
use crate::app::Action;
use crate::chart::density::{self, Strip};
use crate::model::Ix;
use crate::text::{counted, saturate, thousands};

/// Cells kept for the label of a year and the space after it.
const YEAR: usize = 14;

/// What the keys do while the strip has the focus.
pub const HINTS: &[Hint] = &[
    (&[Action::PreviousBar, Action::NextBar], "bar"),
    (&[Action::JumpToBar], "go there"),
    (&[Action::First, Action::Last], "first, last"),
    (&[Action::LeaveStrip], "back to the list"),
];

/// The strip with its counts, made anew when data, filter or width change.
#[derive(Debug, Default)]
pub struct StripView {
    strip: Strip,
    made_for: Option<(u64, u16)>,
    visible: bool,
    /// A day of the chosen bar: columns move with the width, days do not.
    chosen: Option<NaiveDate>,
}

impl StripView {
    /// Counts the events into columns, unless that was done for this data, filter and width.
    pub fn arrange(&mut self, area: Rect, cx: &Cx<'_>) {
        let width = area.width.saturating_sub(2);
        self.visible = area.height > 0;
        let wanted = (cx.session.revision, width);
        if self.visible && self.made_for != Some(wanted) {
            self.strip = Strip::build(&cx.session.timeline, cx.session.set(), usize::from(width));
            self.made_for = Some(wanted);
        }
    }

    /// Says whether there is any bar to choose.
    pub fn has_bars(&self) -> bool {
        self.visible && self.strip.shown.iter().any(|&count| count > 0)
    }

    /// Chooses the bar of the selected event, or the one nearest to it.
    pub fn enter(&mut self, cx: &Cx<'_>) {
        let event = cx
            .session
            .selected()
            .map(|ix| cx.session.timeline.event(ix));
        self.chosen = event.and_then(|event| event.when.earliest());
    }

    /// Chooses the next (or previous) bar that has events shown.
    pub fn step(&mut self, forward: bool) {
        let Some(bar) = self.bar() else {
            return;
        };
        let next = if forward {
            self.bars().find(|&other| other > bar)
        } else {
            self.bars().rev().find(|&other| other < bar)
        };
        self.choose(next);
    }

    /// Chooses the first (or last) bar that has events shown.
    pub fn end(&mut self, first: bool) {
        let bar = if first {
            self.bars().next()
        } else {
            self.bars().next_back()
        };
        self.choose(bar);
    }

    fn choose(&mut self, bar: Option<usize>) {
        if let Some(day) = bar.and_then(|bar| self.strip.day(bar)) {
            self.chosen = Some(day);
        }
    }

    /// Returns the columns that have events shown.
    fn bars(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let shown = self.strip.shown.iter().enumerate();
        shown.filter(|&(_, &count)| count > 0).map(|(at, _)| at)
    }

    /// Returns the column of the chosen bar: the nearest that has events shown.
    fn bar(&self) -> Option<usize> {
        let at = self.chosen.map_or(0, |day| self.strip.column(day));
        self.bars().min_by_key(|&bar| bar.abs_diff(at))
    }

    /// Returns the place among those shown of the first event of the chosen bar.
    pub fn first_event(&self, cx: &Cx<'_>) -> Option<usize> {
        let bar = self.bar()?;
        let column = |ix: Ix| {
            let day = cx.session.timeline.event(ix).when.earliest()?;
            Some(self.strip.column(day))
        };
        let mut shown = cx.session.shown().iter();
        shown.position(|&ix| column(ix) == Some(bar))
    }

    /// Says which days the chosen bar is about and how many events it has: "4 Mar 1955 – 2 Jan 1956, 3 of 9 events".
    pub fn words(&self) -> String {
        let count = |counts: &[u32], bar: usize| {
            let count = counts.get(bar).copied().unwrap_or(0);
            usize::try_from(count).unwrap_or(usize::MAX)
        };
        let Some((bar, (first, last))) = self
            .bar()
            .and_then(|bar| Some((bar, self.strip.period(bar)?)))
        else {
            return String::new();
        };
        let day = |day: NaiveDate| day.format("%-d %b %Y").to_string();
        let days = if first == last {
            day(first)
        } else {
            format!("{} – {}", day(first), day(last))
        };
        let (shown, all) = (count(&self.strip.shown, bar), count(&self.strip.all, bar));
        let of = if shown == all {
            String::new()
        } else {
            format!("{} of ", thousands(shown))
        };
        format!("{days}, {of}{}", counted(all, "event", "events"))
    }

    /// Marks the chosen bar while the strip has the focus.
    pub fn mark(&self, buf: &mut Buffer, area: Rect, cx: &Cx<'_>) {
        let mut pen = Pen::new(buf, area);
        if let Some(bar) = self.bar() {
            let x = saturate(bar).saturating_add(1);
            for y in 0..pen.height() {
                pen.style(x, x.saturating_add(1), y, cx.style(Role::Selected));
            }
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
