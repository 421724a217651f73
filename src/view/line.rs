//! A line of text that is being typed: how a key changes it, how it is painted.

use tui_input::{Input, InputRequest};

use super::cx::Cx;
use super::pen::Pen;
use super::theme::Role;
use crate::config::{Chord, Key};
use crate::text::{SafeText, saturate};

/// The most characters that a line keeps.
pub(super) const MOST: usize = 256;

/// Lets a key change a line; says whether its text is another one then, nothing where the key is not for it.
pub(super) fn edit(input: &mut Input, chord: Chord) -> Option<bool> {
    let request = match (chord.typed(), chord.key) {
        (Some(_), _) if input.value().chars().count() >= MOST => return None,
        (Some(c), _) => InputRequest::InsertChar(c),
        (None, Key::Backspace) => InputRequest::DeletePrevChar,
        (None, Key::Delete) => InputRequest::DeleteNextChar,
        (None, Key::Left) => InputRequest::GoToPrevChar,
        (None, Key::Right) => InputRequest::GoToNextChar,
        (None, Key::Home) => InputRequest::GoToStart,
        (None, Key::End) => InputRequest::GoToEnd,
        (None, Key::Char('u')) if chord.ctrl => InputRequest::DeleteFromStart,
        (None, Key::Char('w')) if chord.ctrl => InputRequest::DeletePrevWord,
        _ => return None,
    };
    Some(input.handle(request).is_some_and(|change| change.value))
}

/// Returns how many cells of a line are scrolled out at the left so that the cursor is within `room`.
pub(super) fn scroll(input: &Input, room: u16) -> u16 {
    saturate(input.visual_scroll(usize::from(room)))
}

/// Paints as much of a line as there is room for, with the cursor in it.
pub(super) fn paint(pen: &mut Pen<'_>, (x, y): (u16, u16), room: u16, input: &Input, cx: &Cx<'_>) {
    let scroll = input.visual_scroll(usize::from(room));
    let visible = SafeText::field(input.value());
    let visible: String = visible.chars().skip(scroll).collect();
    pen.clipped(x, y, room, &visible, cx.style(Role::Text));
    let column = x + saturate(input.visual_cursor().saturating_sub(scroll));
    pen.style(column, column + 1, y, cx.style(Role::Selected));
}
