//! What every view is handed, and what it answers.

use ratatui::buffer::Buffer;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::glyphs::Glyphs;
use super::theme::{Role, Theme};
use crate::app::{Action, Keymap, Msg, Session};
use crate::model::Country;
use crate::text::{Folded, fold, wrap};

/// Shared borrows for views: they read and never write.
#[derive(Clone, Copy)]
pub struct Cx<'a> {
    /// The state.
    pub session: &'a Session,
    /// The live keys.
    pub keymap: &'a Keymap,
    /// The styles.
    pub theme: Theme,
    /// The characters.
    pub glyphs: &'static Glyphs,
}

/// What a view answers to an action.
#[derive(Clone, Debug, PartialEq)]
pub enum Flow {
    /// It is not for this view.
    Pass,
    /// It was dealt with; draw again.
    Done,
    /// It means this for the session.
    Emit(Msg),
}

impl Cx<'_> {
    /// Returns the style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// Returns the style of a country: the colour of its lane.
    pub fn country(&self, country: Country) -> Style {
        let session = self.session;
        let lane = session.timeline.countries().folded(country, session.fold);
        self.theme
            .country(session.lanes.iter().position(|&other| other == lane))
    }

    /// Returns the words for the first key of an action, empty where it has none.
    pub fn key(&self, action: Action) -> String {
        let first = self.keymap.chords(action).first();
        first.map_or_else(String::new, |&chord| self.glyphs.chord(chord))
    }

    /// Lets a painted frame hold only colours and characters that the terminal is to show.
    pub fn finish(&self, buf: &mut Buffer) {
        self.theme.finish(buf);
        self.glyphs.finish(buf);
    }

    /// Says whether whoever is at the keyboard may take an action.
    pub fn allows(&self, action: Action) -> bool {
        self.keymap.policy().allows(action)
    }

    /// Returns the folded text that is searched for.
    fn needle(&self) -> Option<String> {
        let search = self.session.search.as_ref()?;
        Some(fold(&search.text)).filter(|needle| !needle.trim().is_empty())
    }

    /// Returns one line of text in a style, with what the search found marked.
    pub fn marked(&self, text: &str, style: Style) -> Line<'static> {
        let whole = 0..text.len();
        Line::from(self.spans(text, whole, style, &self.hits(text)))
    }

    /// Sets text at a measure, with what the search found marked.
    pub fn set(&self, text: &str, width: u16, style: Style) -> Vec<Line<'static>> {
        let hits = self.hits(text);
        wrap(text, width)
            .into_iter()
            .map(|range| Line::from(self.spans(text, range, style, &hits)))
            .collect()
    }

    /// Sets a lead and what follows it at a measure, each in its own style.
    pub fn set_led(
        &self,
        lead: (&str, Style),
        rest: (&str, Style),
        width: u16,
    ) -> Vec<Line<'static>> {
        let text = format!("{}{}", lead.0, rest.0);
        let border = lead.0.len();
        let hits = self.hits(&text);
        wrap(&text, width)
            .into_iter()
            .map(|range| {
                let middle = border.clamp(range.start, range.end);
                let mut spans = self.spans(&text, range.start..middle, lead.1, &hits);
                spans.extend(self.spans(&text, middle..range.end, rest.1, &hits));
                Line::from(spans)
            })
            .collect()
    }

    fn hits(&self, text: &str) -> Vec<std::ops::Range<usize>> {
        self.needle().map_or_else(Vec::new, |needle| {
            Folded::new(text).find_ranges(needle.trim())
        })
    }

    /// Cuts a range of text where the search's hits begin and end.
    fn spans(
        &self,
        text: &str,
        range: std::ops::Range<usize>,
        style: Style,
        hits: &[std::ops::Range<usize>],
    ) -> Vec<Span<'static>> {
        let hit_style = style.patch(self.style(Role::Hit));
        let mut spans = Vec::new();
        let mut at = range.start;
        let mut push = |from: usize, to: usize, style: Style| {
            if let Some(piece) = text.get(from..to).filter(|piece| !piece.is_empty()) {
                spans.push(Span::styled(piece.to_owned(), style));
            }
        };
        for hit in hits {
            let (start, end) = (hit.start.max(range.start), hit.end.min(range.end));
            if start < end {
                push(at, start, style);
                push(start, end, hit_style);
                at = end;
            }
        }
        push(at, range.end, style);
        spans
    }
}
