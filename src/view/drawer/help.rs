//! The keys, generated from the live keymap; type to narrow.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Scroll, head, typed_line};
use crate::app::{Action, Context};
use crate::text::{fold, wrap};
use crate::view::cx::{Cx, Flow};
use crate::view::pen::Pen;
use crate::view::theme::Role;

/// Rows above the keys: title, what is typed, an empty one.
const TOP: u16 = 3;
/// Returns the cells for the keys in a drawer of a width.
fn keys_width(width: u16) -> u16 {
    (width / 3).clamp(10, 18)
}

/// The help while it is open.
#[derive(Debug, Default)]
pub struct Help {
    text: String,
    scroll: Scroll,
    lines: Vec<Line>,
}

/// A line of the help.
#[derive(Debug)]
struct Line {
    keys: String,
    words: String,
    heading: bool,
}

impl Help {
    /// Acts on an action.
    pub fn act(&mut self, action: Action) -> Flow {
        self.scroll.act(action)
    }

    /// Takes a typed character.
    pub fn typed(&mut self, c: char) -> Flow {
        if self.text.len() < 64 {
            self.text.push(c);
        }
        self.scroll = Scroll::default();
        Flow::Done
    }

    /// Takes back the last typed character.
    pub fn erase(&mut self) -> Flow {
        self.text.pop();
        self.scroll = Scroll::default();
        Flow::Done
    }

    /// Lays the lines out.
    pub fn arrange(&mut self, area: Rect, cx: &Cx<'_>) {
        self.lines = lines(cx, &self.text, area.width);
        let height = usize::from(area.height.saturating_sub(TOP));
        self.scroll.settle(height, self.lines.len());
    }

    /// Paints the help.
    pub fn render(&self, buf: &mut Buffer, area: Rect, cx: &Cx<'_>) {
        let mut pen = Pen::new(buf, area);
        head(&mut pen, "Keys", "", cx);
        typed_line(&mut pen, 1, (&self.text, "type to find one"), cx);
        let height = area.height.saturating_sub(TOP);
        for (y, line) in (TOP..).zip(
            self.lines
                .iter()
                .skip(self.scroll.0)
                .take(usize::from(height)),
        ) {
            if line.heading {
                pen.text(1, y, &line.words, cx.style(Role::Heading));
            } else {
                pen.clipped(
                    1,
                    y,
                    keys_width(area.width) - 1,
                    &line.keys,
                    cx.style(Role::Key),
                );
                pen.text(
                    1 + keys_width(area.width),
                    y,
                    &line.words,
                    cx.style(Role::Text),
                );
            }
        }
        if self.lines.is_empty() {
            pen.text(1, TOP, "No key does that.", cx.style(Role::Dim));
        }
    }
}

/// Returns the sections of the help: where the keys hold, and the contexts of their actions.
const SECTIONS: &[(&str, Context)] = &[
    ("In the list and the panes", Context::Browse),
    ("In the strip", Context::Strip),
    ("In a drawer", Context::Panel),
    ("While typing a line", Context::Prompt),
];

/// Returns the lines that hold what was typed.
fn lines(cx: &Cx<'_>, text: &str, width: u16) -> Vec<Line> {
    let needle = fold(text);
    let width = width.saturating_sub(keys_width(width) + 3);
    let mut lines = Vec::new();
    for &(title, context) in SECTIONS {
        let before = lines.len();
        // An action stands in the first section it belongs to.
        let here = |action: &&Action| action.contexts().first() == Some(&context);
        for &action in Action::ALL.iter().filter(here) {
            let keys: Vec<String> = cx
                .keymap
                .chords(action)
                .iter()
                .map(|&chord| cx.glyphs.chord(chord))
                .collect();
            if keys.is_empty()
                || !(fold(action.help()).contains(&needle)
                    || fold(action.name()).contains(&needle)
                    || keys.iter().any(|key| key == text))
            {
                continue;
            }
            let keys = keys.join(" ");
            for (at, range) in wrap(action.help(), width).into_iter().enumerate() {
                lines.push(Line {
                    keys: if at == 0 { keys.clone() } else { String::new() },
                    words: action.help().get(range).unwrap_or_default().to_owned(),
                    heading: false,
                });
            }
        }
        if lines.len() > before {
            let heading = Line {
                keys: String::new(),
                words: title.to_owned(),
                heading: true,
            };
            lines.insert(before, heading);
            lines.push(Line {
                keys: String::new(),
                words: String::new(),
                heading: true,
            });
        }
    }
    lines
}
