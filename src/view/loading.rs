//! What is seen while a large file is read: which, how far, and the way out.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::cx::Cx;
use super::footer;
use super::header;
use super::pen::Pen;
use super::theme::Role;
use crate::app::Action;
use crate::text::{cells, counted, saturate};

/// Cells of the widest bar.
const BAR: u16 = 48;

/// How far reading has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stage {
    /// What is read.
    pub name: String,
    /// How much of it has been read, in hundredths; `None` where its size is not known yet.
    pub percent: Option<u8>,
    /// How many events there are so far.
    pub events: usize,
}

/// Paints the whole screen.
pub fn render(buf: &mut Buffer, stage: &Stage, cx: &Cx<'_>) {
    let area = buf.area;
    let last = Rect {
        y: area.bottom().saturating_sub(1),
        height: 1.min(area.height),
        ..area
    };
    header::render(
        buf,
        Rect {
            height: 1.min(area.height),
            ..area
        },
        cx,
    );
    let mut pen = Pen::new(buf, area);
    let bar = area.width.saturating_sub(8).min(BAR);
    let x = area.width.saturating_sub(bar) / 2;
    let y = (area.height / 3).max(1);
    if y + 1 < last.y {
        let title = format!("Reading {}", stage.name);
        pen.clipped(
            x,
            y,
            area.width.saturating_sub(x + 1),
            &title,
            cx.style(Role::Strong),
        );
    }
    if y + 3 < last.y {
        let percent = u16::from(stage.percent.unwrap_or(0).min(100));
        let full = bar * percent / 100;
        pen.rule(
            x + full,
            x + bar,
            y + 2,
            cx.glyphs.rule,
            cx.style(Role::Rule),
        );
        pen.rule(x, x + full, y + 2, cx.glyphs.bars[7], cx.style(Role::Bar));
        let far = match stage.percent {
            Some(percent) => format!("{percent} %"),
            None => "looking at it".to_owned(),
        };
        pen.text(x, y + 3, &far, cx.style(Role::Text));
        let events = counted(stage.events, "event", "events");
        if stage.events > 0 && cells(&events) + cells(&far) + 2 < bar {
            pen.before(
                x + saturate(usize::from(bar)),
                y + 3,
                &events,
                cx.style(Role::Dim),
            );
        }
    }
    let hints: &[footer::Hint] = if stage.events > 0 {
        &[
            (&[Action::Back], "browse what has been read"),
            (&[Action::Quit], "quit"),
        ]
    } else {
        &[(&[Action::Quit], "quit")]
    };
    footer::render(buf, last, hints, cx);
    cx.theme.finish(buf);
}
