//! The browser between an input and a picture: keys to the screen, messages to the session.

use std::fmt;
use std::time::Instant;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;

use super::input::Input;
use super::loader::{Loader, News};
use super::run::{Flow, Ui};
use crate::app::{Action, Context, Effect, Filter, Fresh, Keymap, Policy, Session, update};
use crate::config::{Chord, Layout};
use crate::model::{Ix, Zoom};
use crate::query::Query;
use crate::view::{self, Cx, Glyphs, Screen, Theme};

/// Tells the day and when the next one begins.
pub struct Clock(Box<dyn Fn() -> (NaiveDate, Instant)>);

impl Clock {
    /// Makes a clock of whatever tells the day.
    pub fn new(tell: impl Fn() -> (NaiveDate, Instant) + 'static) -> Self {
        Self(Box::new(tell))
    }

    /// Returns the day and when the next one begins.
    pub fn now(&self) -> (NaiveDate, Instant) {
        (self.0)()
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}

/// The session, the screen, and how it looks.
#[derive(Debug)]
pub struct Browser {
    /// The state.
    pub session: Session,
    screen: Screen,
    keymap: Keymap,
    look: Look,
    initial: Initial,
    clock: Option<Clock>,
    midnight: Option<Instant>,
    loader: Option<Loader>,
}

/// What a person may change and a reset brings back.
#[derive(Clone, Debug)]
struct Initial {
    zoom: Zoom,
    filter: Filter,
    layout: Layout,
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
            initial: Initial {
                zoom: session.zoom,
                filter: session.filter.clone(),
                layout: screen.layout(),
            },
            session,
            screen,
            keymap,
            look,
            clock: None,
            midnight: None,
            loader: None,
        }
    }

    /// Takes over what a loader reads from now on.
    #[must_use]
    pub fn with_loader(mut self, loader: Loader) -> Self {
        self.loader = Some(loader);
        self
    }

    /// Lets a clock move the session's day on at midnight.
    #[must_use]
    pub fn with_clock(mut self, clock: Clock) -> Self {
        self.midnight = Some(clock.now().1);
        self.clock = Some(clock);
        self
    }

    /// Lets only some actions be taken.
    #[must_use]
    pub fn under(mut self, policy: Policy) -> Self {
        self.keymap = self.keymap.under(policy);
        self
    }

    /// Returns the filter of the start.
    pub const fn initial_filter(&self) -> &Filter {
        &self.initial.filter
    }

    /// Forgets all that was done since the start.
    pub fn reset(&mut self) {
        self.begin(self.initial.filter.clone());
    }

    /// Forgets all that was done, and begins with a filter.
    pub fn begin(&mut self, filter: Filter) {
        self.session.restart(self.initial.zoom, filter);
        self.screen = Screen::new(self.initial.layout);
    }

    /// Forgets all that was done, and opens an event.
    pub fn read(&mut self, ix: Ix) {
        self.reset();
        self.session.select(ix);
        self.act(Action::Open);
    }

    /// Returns what a key does in list and panes.
    pub fn action(&self, chord: Chord) -> Option<Action> {
        self.keymap.resolve(Context::Browse, chord)
    }

    /// Says whether a key is a step back where there is nothing to go back from.
    pub fn leaves(&self, chord: Chord) -> bool {
        self.screen.leaves(chord, &self.cx())
    }

    /// Returns all that a visitor may have changed, in words; what follows from the events alone is left out.
    #[cfg(test)]
    pub(super) fn state(&mut self) -> String {
        let index = std::mem::take(&mut self.session.index);
        let words = format!("{:?} {:?}", self.session, self.screen);
        self.session.index = index;
        words
    }

    /// Takes an action.
    pub fn act(&mut self, action: Action) -> Flow {
        self.answer(|screen, cx| screen.act(action, cx))
    }

    /// Returns what views are handed.
    pub fn cx(&self) -> Cx<'_> {
        cx(&self.session, &self.keymap, self.look)
    }

    /// Takes a key.
    pub fn key(&mut self, chord: Chord) -> Flow {
        self.answer(|screen, cx| screen.key(chord, cx))
    }

    fn answer(&mut self, act: impl FnOnce(&mut Screen, &Cx<'_>) -> view::Flow) -> Flow {
        let cx = cx(&self.session, &self.keymap, self.look);
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
            Some(effect @ (Effect::Reload | Effect::StopReading)) => {
                if let Some(loader) = &self.loader {
                    match effect {
                        Effect::Reload => loader.reload(),
                        _ => loader.stop(),
                    }
                }
                Flow::Draw
            }
        }
    }

    /// Shows other events in place of those shown, which are returned.
    pub fn adopt(&mut self, fresh: Fresh) -> Fresh {
        let Self {
            session,
            screen,
            initial,
            ..
        } = self;
        if screen.renew() {
            session.preview = None;
        }
        let query = initial.filter.query.print(session.timeline.countries());
        let old = session.adopt(fresh);
        // A term whose country is no longer defined is nothing to begin with.
        let countries = session.timeline.countries();
        initial.filter.query = Query::parse(&query, countries, session.today).unwrap_or_default();
        old
    }

    /// Picks up what the loader has left.
    fn pick_up(&mut self) -> Flow {
        let Some(loader) = self.loader.take() else {
            return Flow::Same;
        };
        let flow = self.hear(&loader);
        self.loader = Some(loader);
        flow
    }

    fn hear(&mut self, loader: &Loader) -> Flow {
        let mut flow = Flow::Same;
        if let (Some(pending), Some(progress)) = (&mut self.session.pending, loader.progress()) {
            pending.headway.percent = progress.percent();
            pending.headway.events = progress.events;
            flow = Flow::Draw;
        }
        while let Some(news) = loader.news() {
            flow = Flow::Draw;
            match news {
                News::Fresh(fresh) => {
                    let old = self.adopt(*fresh);
                    loader.discard(old);
                }
                News::Trouble(trouble) => {
                    self.session.trouble = Some(trouble.words);
                    if !trouble.problems.is_empty() {
                        self.session.problems = trouble.problems;
                    }
                }
                News::Failed(error) => self.session.trouble = Some(error.to_string()),
                News::Back => self.session.trouble = None,
                News::Nothing => {
                    self.session.notice = Some("There is no file to read again.".to_owned());
                }
            }
        }
        flow
    }

    /// Moves the day on when it has passed.
    fn tick(&mut self) -> Flow {
        let Some(clock) = &self.clock else {
            return Flow::Same;
        };
        let (today, midnight) = clock.now();
        self.midnight = Some(midnight);
        if today == self.session.today {
            return Flow::Same;
        }
        self.session.today = today;
        self.session.refilter();
        Flow::Draw
    }
}

fn cx<'a>(session: &'a Session, keymap: &'a Keymap, look: Look) -> Cx<'a> {
    Cx {
        session,
        keymap,
        theme: look.theme,
        glyphs: look.glyphs,
    }
}

impl Ui for Browser {
    fn input(&mut self, input: Input) -> Flow {
        match input {
            Input::Chord(chord) => self.key(chord),
            Input::Paste(text) => self.answer(|screen, cx| screen.paste(&text, cx)),
            Input::Deadline | Input::Continued => self.tick(),
            Input::Suspend => Flow::Suspend,
            Input::Wake => self.pick_up(),
            Input::Resize => Flow::Draw,
            Input::Terminate(_) | Input::Gone => Flow::Quit,
        }
    }

    fn draw(&mut self, buffer: &mut Buffer) {
        let cx = cx(&self.session, &self.keymap, self.look);
        self.screen.arrange(buffer.area, &cx);
        self.screen.render(buffer, &cx);
    }

    fn deadline(&self) -> Option<Instant> {
        self.midnight
    }
}
