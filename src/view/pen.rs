//! Writes into a part of a buffer, by cells from its upper left corner; whatever lies outside is left out.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use crate::text::{cells, truncate};

/// A part of a buffer to write into.
pub struct Pen<'a> {
    buf: &'a mut Buffer,
    area: Rect,
}

impl<'a> Pen<'a> {
    /// Takes a part of a buffer; what lies outside the buffer is cut off.
    pub fn new(buf: &'a mut Buffer, area: Rect) -> Self {
        let area = area.intersection(buf.area);
        Self { buf, area }
    }

    /// Returns the width in cells.
    pub const fn width(&self) -> u16 {
        self.area.width
    }

    /// Returns the height in rows.
    pub const fn height(&self) -> u16 {
        self.area.height
    }

    /// Takes a part of the part.
    pub fn part(&mut self, x: u16, y: u16, width: u16, height: u16) -> Pen<'_> {
        let area = Rect {
            x: self.area.x.saturating_add(x),
            y: self.area.y.saturating_add(y),
            width,
            height,
        }
        .intersection(self.area);
        Pen {
            buf: self.buf,
            area,
        }
    }

    /// Writes text and returns the column after it.
    pub fn text(&mut self, x: u16, y: u16, text: &str, style: Style) -> u16 {
        if x >= self.area.width || y >= self.area.height {
            return x;
        }
        let room = usize::from(self.area.width - x);
        let (after, _) = self
            .buf
            .set_stringn(self.area.x + x, self.area.y + y, text, room, style);
        after - self.area.x
    }

    /// Writes text, cut to a width with an ellipsis; returns the column after it.
    #[expect(
        clippy::too_many_arguments,
        reason = "a place, a width, a text and its style"
    )]
    pub fn clipped(&mut self, x: u16, y: u16, width: u16, text: &str, style: Style) -> u16 {
        self.text(x, y, &truncate(text, width), style)
    }

    /// Writes text that ends before column `end`; returns the column where it begins.
    pub fn before(&mut self, end: u16, y: u16, text: &str, style: Style) -> u16 {
        let x = end.saturating_sub(cells(text));
        self.text(x, y, text, style);
        x
    }

    /// Writes a styled line, at most `width` cells of it.
    pub fn line(&mut self, x: u16, y: u16, width: u16, line: &Line<'_>) {
        if x >= self.area.width || y >= self.area.height {
            return;
        }
        let room = width.min(self.area.width - x);
        self.buf
            .set_line(self.area.x + x, self.area.y + y, line, room);
    }

    /// Fills cells of a row with a glyph, from one column to before another.
    #[expect(
        clippy::too_many_arguments,
        reason = "a place, a width, a text and its style"
    )]
    pub fn rule(&mut self, from: u16, to: u16, y: u16, glyph: &str, style: Style) {
        for x in from..to.min(self.area.width) {
            self.text(x, y, glyph, style);
        }
    }

    /// Draws a vertical line from top to bottom.
    pub fn upright(&mut self, x: u16, glyph: &str, style: Style) {
        for y in 0..self.area.height {
            self.text(x, y, glyph, style);
        }
    }

    /// Lays a style over cells of a row.
    pub fn style(&mut self, from: u16, to: u16, y: u16, style: Style) {
        let row = Rect {
            x: self.area.x.saturating_add(from),
            y: self.area.y.saturating_add(y),
            width: to.saturating_sub(from),
            height: 1,
        }
        .intersection(self.area);
        self.buf.set_style(row, style);
    }
}
