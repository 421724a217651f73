//! The style that the next printed character gets, and SGR, which changes it.

use std::fmt::Write as _;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// Modifiers with the numbers that switch them on and off; bold and dim share the latter.
const MODIFIERS: &[(Modifier, u8, u8)] = &[
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// The modifiers that are seen on a blank.
const SEEN: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::CROSSED_OUT)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK);

/// A style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Pen {
    foreground: Color,
    background: Color,
    modifier: Modifier,
}

impl Pen {
    /// Returns the style of a cell.
    pub(super) const fn of(cell: &Cell) -> Self {
        Self {
            foreground: cell.fg,
            background: cell.bg,
            modifier: cell.modifier,
        }
    }

    /// Says whether a blank looks as if it had been erased.
    pub(super) const fn is_unseen(self) -> bool {
        matches!(self.background, Color::Reset) && !self.modifier.intersects(SEEN)
    }

    /// Becomes another style; appends the bytes that make the terminal follow.
    pub(super) fn change(&mut self, to: Self, out: &mut Vec<u8>) {
        if *self == to {
            return;
        }
        let afresh = Self::default().parameters(to, "0");
        let onward = self.parameters(to, "");
        let shorter = if afresh.len() < onward.len() {
            &afresh
        } else {
            &onward
        };
        // Zero alone is what no number means.
        let shorter = if shorter == "0" { "" } else { shorter };
        out.extend(b"\x1b[");
        out.extend(shorter.as_bytes());
        out.push(b'm');
        *self = to;
    }

    /// Returns the numbers that change the style, after those given.
    fn parameters(self, to: Self, given: &str) -> String {
        let mut numbers = Numbers(given.to_owned());
        let mut on = self.modifier;
        for (modifier, _, off) in MODIFIERS {
            if on.contains(*modifier) && !to.modifier.contains(*modifier) {
                numbers.add(*off);
                on -= shared(*off);
            }
        }
        for (modifier, number, _) in MODIFIERS {
            if to.modifier.contains(*modifier) && !on.contains(*modifier) {
                numbers.add(*number);
            }
        }
        if self.foreground != to.foreground {
            numbers.colour(to.foreground, 30);
        }
        if self.background != to.background {
            numbers.colour(to.background, 40);
        }
        numbers.0
    }
}

/// Returns all modifiers that a number switches off.
fn shared(off: u8) -> Modifier {
    let same = MODIFIERS.iter().filter(|(.., other)| *other == off);
    same.map(|(modifier, ..)| *modifier).collect()
}

/// Numbers parted by `;`.
struct Numbers(String);

impl Numbers {
    fn add(&mut self, number: u8) {
        if !self.0.is_empty() {
            self.0.push(';');
        }
        // Writing into a string cannot fail.
        let _infallible = write!(self.0, "{number}");
    }

    /// Adds a colour; `base` is 30 for the foreground, 40 for the background.
    fn colour(&mut self, colour: Color, base: u8) {
        match colour {
            Color::Reset => self.add(base + 9),
            Color::Black => self.add(base),
            Color::Red => self.add(base + 1),
            Color::Green => self.add(base + 2),
            Color::Yellow => self.add(base + 3),
            Color::Blue => self.add(base + 4),
            Color::Magenta => self.add(base + 5),
            Color::Cyan => self.add(base + 6),
            Color::Gray => self.add(base + 7),
            Color::DarkGray => self.add(base + 60),
            Color::LightRed => self.add(base + 61),
            Color::LightGreen => self.add(base + 62),
            Color::LightYellow => self.add(base + 63),
            Color::LightBlue => self.add(base + 64),
            Color::LightMagenta => self.add(base + 65),
            Color::LightCyan => self.add(base + 66),
            Color::White => self.add(base + 67),
            Color::Indexed(index) => [base + 8, 5, index].into_iter().for_each(|n| self.add(n)),
            Color::Rgb(r, g, b) => [base + 8, 2, r, g, b].into_iter().for_each(|n| self.add(n)),
        }
    }
}
