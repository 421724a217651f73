//! The screen while files are read and there is nothing to browse yet.

use std::time::Instant;

use ratatui::buffer::Buffer;

use super::browser::Look;
use super::input::Input;
use super::loader::{Loader, News};
use super::run::{Flow, Ui};
use crate::app::{Action, Context, Headway, Keymap, Session};
use crate::view::{Cx, loading};

/// Shows how far reading has come, until there are events to browse.
#[derive(Debug)]
pub struct Loading<'a> {
    loader: &'a Loader,
    keymap: &'a Keymap,
    look: Look,
    /// A session without events, for views that want one.
    session: Session,
    headway: Headway,
    news: Option<News>,
    /// Keys that are for what comes.
    ahead: Vec<Input>,
}

/// The most keys that are kept for what comes.
const AHEAD: usize = 64;

impl<'a> Loading<'a> {
    /// Waits for a loader; `name` says what it reads, `session` has no events.
    pub fn new(
        loader: &'a Loader,
        name: String,
        session: Session,
        (keymap, look): (&'a Keymap, Look),
    ) -> Self {
        Self {
            loader,
            keymap,
            look,
            session,
            headway: Headway {
                name,
                ..Headway::default()
            },
            news: None,
            ahead: Vec::new(),
        }
    }

    /// Returns what the loader said, and the keys that were pressed in advance; no news when the person did not wait
    /// for them.
    pub fn into_news(self) -> (Option<News>, Vec<Input>) {
        (self.news, self.ahead)
    }

    fn look(&mut self) -> Flow {
        if let Some(news) = self.loader.news() {
            self.news = Some(news);
            return Flow::Quit;
        }
        let Some(progress) = self.loader.progress() else {
            return Flow::Same;
        };
        self.headway.percent = progress.percent();
        self.headway.events = progress.events;
        Flow::Draw
    }
}

impl Ui for Loading<'_> {
    fn input(&mut self, input: Input) -> Flow {
        match input {
            Input::Chord(chord) => match self.keymap.resolve(Context::Browse, chord) {
                Some(Action::Quit | Action::QuitNow) => Flow::Quit,
                Some(Action::Suspend) => Flow::Suspend,
                Some(Action::Redraw) => Flow::Repaint,
                Some(Action::Back) => {
                    self.loader.stop();
                    Flow::Same
                }
                _ => {
                    if self.ahead.len() < AHEAD {
                        self.ahead.push(input);
                    }
                    Flow::Same
                }
            },
            Input::Wake => self.look(),
            Input::Suspend => Flow::Suspend,
            Input::Resize | Input::Continued => Flow::Draw,
            Input::Paste(_) | Input::Deadline => Flow::Same,
            Input::Terminate(_) | Input::Gone => Flow::Quit,
        }
    }

    fn draw(&mut self, buffer: &mut Buffer) {
        let cx = Cx {
            session: &self.session,
            keymap: self.keymap,
            theme: self.look.theme,
            glyphs: self.look.glyphs,
        };
        loading::render(buffer, &self.headway, &cx);
    }

    fn deadline(&self) -> Option<Instant> {
        None
    }
}
