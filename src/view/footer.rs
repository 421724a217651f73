//! The bottom row: what the keys do now, read from the live keymap.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::cx::Cx;
use super::pen::Pen;
use super::theme::Role;
use crate::app::{Action, Policy};
use crate::config::Key;
use crate::text::cells;

/// A hint: the keys of these actions, and a word for what they do.
pub type Hint = (&'static [Action], &'static str);

/// Paints as many hints as fit; the last one (help, or the way back) always has its place.
///
/// In the kiosk the six keys that a visitor is told of lead: the arrows, Enter and Esc.
pub fn render(buf: &mut Buffer, area: Rect, hints: &[Hint], cx: &Cx<'_>) {
    let mut pen = Pen::new(buf, area);
    let mut worded: Vec<Worded> = hints
        .iter()
        .map(|&(actions, word)| Worded {
            keys: keys(actions, cx),
            word,
            leads: cx.keymap.policy() == Policy::Kiosk
                && actions.iter().all(|&action| is_of_six(action, cx)),
        })
        .filter(|hint| !hint.keys.is_empty())
        .collect();
    let Some(last) = worded.pop() else {
        return;
    };
    worded.sort_by_key(|hint| !hint.leads);
    let mut room = pen.width().saturating_sub(1 + last.width());
    let fit = worded.iter().take_while(|hint| {
        let fits = hint.width() <= room;
        room = room.saturating_sub(hint.width());
        fits
    });
    worded.truncate(fit.count());
    worded.push(last);
    worded.sort_by_key(|hint| !hint.leads);
    let mut x = 1;
    for hint in &worded {
        x = pen.text(x, 0, &hint.keys, cx.style(Role::Key)) + 1;
        x = pen.text(x, 0, hint.word, cx.style(Role::Dim)) + 3;
    }
}

/// A hint in words.
struct Worded {
    keys: String,
    word: &'static str,
    /// Whether it stands before those that do not.
    leads: bool,
}

impl Worded {
    fn width(&self) -> u16 {
        cells(&self.keys) + 1 + cells(self.word) + 3
    }
}

/// Says whether an action is on one of the six keys that are enough.
fn is_of_six(action: Action, cx: &Cx<'_>) -> bool {
    use Key::{Down, Enter, Esc, Left, Right, Up};
    let first = cx.keymap.chords(action).first();
    first.is_some_and(|chord| matches!(chord.key, Up | Down | Left | Right | Enter | Esc))
}

/// Returns the first keys of several actions: arrows close together, words apart.
fn keys(actions: &[Action], cx: &Cx<'_>) -> String {
    let keys: Vec<String> = actions
        .iter()
        .map(|&action| cx.key(action))
        .filter(|key| !key.is_empty())
        .collect();
    let arrows = keys.iter().all(|key| cells(key) == 1 && !key.is_ascii());
    keys.join(if arrows { "" } else { " " })
}
