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
    let mut hints: Vec<&Hint> = hints.iter().collect();
    if cx.keymap.policy() == Policy::Kiosk {
        hints.sort_by_key(|(actions, _)| !actions.iter().all(|&action| is_of_six(action, cx)));
    }
    let worded: Vec<(String, &str)> = hints
        .iter()
        .map(|(actions, word)| (keys(actions, cx), *word))
        .filter(|(keys, _)| !keys.is_empty())
        .collect();
    let Some((last, others)) = worded.split_last() else {
        return;
    };
    let width = |(keys, word): &(String, &str)| cells(keys) + 1 + cells(word) + 3;
    let mut room = pen.width().saturating_sub(1 + width(last));
    let mut x = 1;
    for hint in others.iter().take_while(|hint| {
        let fits = width(hint) <= room;
        room = room.saturating_sub(width(hint));
        fits
    }) {
        x = write(&mut pen, x, hint, cx);
    }
    write(&mut pen, x, last, cx);
}

/// Says whether an action is on one of the six keys that are enough.
fn is_of_six(action: Action, cx: &Cx<'_>) -> bool {
    use Key::{Down, Enter, Esc, Left, Right, Up};
    let first = cx.keymap.chords(action).first();
    first.is_some_and(|chord| matches!(chord.key, Up | Down | Left | Right | Enter | Esc))
}

fn write(pen: &mut Pen<'_>, x: u16, (keys, word): &(String, &str), cx: &Cx<'_>) -> u16 {
    let x = pen.text(x, 0, keys, cx.style(Role::Key)) + 1;
    pen.text(x, 0, word, cx.style(Role::Dim)) + 3
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
