//! The browser between an input and a picture: keys to the screen, messages to the session.

use std::time::Instant;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;

use super::input::Input;
use super::run::{Flow, Ui};
use crate::app::{Effect, Keymap, Session, update};
use crate::config::Chord;
use crate::view::{self, Cx, Glyphs, Screen, Theme};

/// Tells the day and when the next one begins; `None` for a day that is fixed.
pub type Clock = fn() -> (NaiveDate, Instant);

/// The session, the screen, and how it looks.
#[derive(Debug)]
pub struct Browser {
    /// The state.
    pub session: Session,
    screen: Screen,
    keymap: Keymap,
    look: Look,
    clock: Option<Clock>,
    midnight: Option<Instant>,
}

/// How the screen looks.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// The styles.
    pub theme: Theme,
    /// The characters.
    pub glyphs: &'static Glyphs,
}

impl Browser {
    /// Puts a browser together; without a clock the session's day stays.
    pub fn new(session: Session, screen: Screen, keymap: Keymap, look: Look) -> Self {
        Self {
            session,
            screen,
            keymap,
            look,
            clock: None,
            midnight: None,
        }
    }

    /// Lets a clock move the session's day on at midnight.
    #[must_use]
    pub fn with_clock(mut self, clock: Clock) -> Self {
        self.midnight = Some(clock().1);
        self.clock = Some(clock);
        self
    }

    /// Takes a key.
    pub fn key(&mut self, chord: Chord) -> Flow {
        self.answer(|screen, cx| screen.key(chord, cx))
    }

    fn answer(&mut self, act: impl FnOnce(&mut Screen, &Cx<'_>) -> view::Flow) -> Flow {
        let cx = Cx {
            session: &self.session,
            keymap: &self.keymap,
            theme: self.look.theme,
            glyphs: self.look.glyphs,
        };
        let said = self.session.notice.is_some();
        let flow = act(&mut self.screen, &cx);
        let view::Flow::Emit(msg) = flow else {
            self.session.notice = None;
            let changed = said || flow == view::Flow::Done;
            return if changed { Flow::Draw } else { Flow::Same };
        };
        match update(&mut self.session, msg) {
            None => Flow::Draw,
            Some(Effect::Quit) => Flow::Quit,
            Some(Effect::Suspend) => Flow::Suspend,
            Some(Effect::Redraw) => Flow::Repaint,
        }
    }

    /// Moves the day on when it has passed.
    fn tick(&mut self) -> Flow {
        let Some(clock) = self.clock else {
            return Flow::Same;
        };
        let (today, midnight) = clock();
        self.midnight = Some(midnight);
        if today == self.session.today {
            return Flow::Same;
        }
        self.session.today = today;
        self.session.refilter();
        Flow::Draw
    }
}

impl Ui for Browser {
    fn input(&mut self, input: Input) -> Flow {
        match input {
            Input::Chord(chord) => self.key(chord),
            Input::Paste(text) => self.answer(|screen, cx| screen.paste(&text, cx)),
            Input::Deadline | Input::Continued => self.tick(),
            Input::Suspend => Flow::Suspend,
            Input::Resize | Input::Wake => Flow::Draw,
            Input::Terminate(_) | Input::Gone => Flow::Quit,
        }
    }

    fn draw(&mut self, buffer: &mut Buffer) {
        let cx = Cx {
            session: &self.session,
            keymap: &self.keymap,
            theme: self.look.theme,
            glyphs: self.look.glyphs,
        };
        self.screen.arrange(buffer.area, &cx);
        self.screen.render(buffer, &cx);
    }

    fn deadline(&self) -> Option<Instant> {
        self.midnight
    }
}
