//! Keys in, screen out, without a terminal.

use std::ops::ControlFlow;

use demarche::app::{Extent, Filter, Keymap, Session, Start};
use demarche::config::{Chord, Config};
use demarche::data::{BUNDLED, Limits, Origin, load};
use demarche::model::Fold;
use demarche::query::Query;
use demarche::tui::browser::{Browser, Look};
use demarche::tui::loader::fresh;
use demarche::tui::{Flow, Input, Ui};
use demarche::view::{Glyphs, Screen, Theme, Tier};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::painted::text_of;

/// A person at the keyboard.
pub struct Journey {
    browser: Browser,
    size: (u16, u16),
    last: Flow,
    painted: Buffer,
}

impl Journey {
    /// Opens the bundled collection on the day of the report that it grew from.
    pub fn bundled() -> Self {
        Self::read(&[BUNDLED], "2026-02-04")
    }

    /// Opens a small invented collection in which there is a row of each sort.
    pub fn small() -> Self {
        Self::open(include_str!("../data/screens.toml"), "2026-02-04")
    }

    /// Opens an event file on a day.
    pub fn open(text: &'static str, today: &str) -> Self {
        Self::read(&[Origin::Embedded(text)], today)
    }

    fn read(origins: &[Origin], today: &str) -> Self {
        let loaded = load(origins, &Limits::BROWSING, &|_| ControlFlow::Continue(())).unwrap();
        let config = Config::embedded().unwrap();
        let problems = loaded
            .problems
            .iter()
            .map(demarche::diag::Diagnostic::short)
            .collect();
        let session = Session::new(Start {
            timeline: loaded.timeline,
            today: today.parse().unwrap(),
            fold: Fold::Default,
            zoom: config.zoom,
            filter: Filter {
                query: Query::default(),
                future: true,
            },
            problems,
        });
        let look = Look {
            theme: Theme { mono: true },
            glyphs: Glyphs::of(Tier::Unicode),
        };
        let keymap = Keymap::from_config(&config.keys).unwrap();
        let browser = Browser::new(session, Screen::new(config.layout), keymap, look);
        let mut journey = Self {
            browser,
            size: (100, 30),
            last: Flow::Draw,
            painted: Buffer::default(),
        };
        journey.paint();
        journey
    }

    /// Puts the events of another event file in the place of those shown, as when a file was changed.
    pub fn renewed(mut self, text: String) -> Self {
        let origins = [Origin::Embedded(text.leak())];
        let loaded = load(&origins, &Limits::BROWSING, &|_| ControlFlow::Continue(())).unwrap();
        let fresh = fresh(loaded, Extent::Whole, Fold::Default).unwrap();
        drop(self.browser.adopt(fresh));
        self.paint();
        self
    }

    /// Gives the screen another size.
    pub fn size(mut self, width: u16, height: u16) -> Self {
        self.size = (width, height);
        self.paint();
        self
    }

    /// Presses keys, parted by spaces; each as settings name it, several characters are typed one by one.
    pub fn press(mut self, keys: &str) -> Self {
        for word in keys.split(' ').filter(|word| !word.is_empty()) {
            let chords = match word.parse() {
                Ok(chord) => vec![chord],
                Err(_) => word
                    .chars()
                    .map(|c| c.to_string().parse().unwrap())
                    .collect(),
            };
            for chord in chords {
                self.last = self.browser.key(chord);
                self.paint();
            }
        }
        self
    }

    /// Filters by a query, as `--filter` does at the start.
    pub fn filtered(mut self, query: &str) -> Self {
        let session = &self.browser.session;
        let countries = session.timeline.countries();
        let query = Query::parse(query, countries, session.today).unwrap();
        let future = true;
        self.browser.begin(Filter { query, future });
        self.paint();
        self
    }

    /// Presses one key, as settings name it.
    pub fn key(&mut self, key: &str) {
        self.chord(key.parse().unwrap());
    }

    /// Presses one key; returns what the terminal is asked for.
    pub fn chord(&mut self, chord: Chord) -> Flow {
        self.last = self.browser.key(chord);
        self.paint();
        self.last
    }

    /// Presses keys faster than frames are drawn.
    pub fn burst(mut self, keys: &str) -> Self {
        for key in keys.split(' ') {
            self.last = self.browser.key(key.parse().unwrap());
        }
        self.paint();
        self
    }

    /// Pastes a text.
    pub fn paste(&mut self, text: &str) {
        self.last = self.browser.input(Input::Paste(text.to_owned()));
        self.paint();
    }

    /// Returns what is between keys and screen.
    pub fn browser(&self) -> &Browser {
        &self.browser
    }

    /// Demands that a text is on the screen.
    #[track_caller]
    pub fn sees(self, text: &str) -> Self {
        let screen = self.screen();
        assert!(
            screen.contains(text),
            "{text:?} is not on the screen:\n{screen}"
        );
        self
    }

    /// Demands that a text is not on the screen.
    #[track_caller]
    pub fn misses(self, text: &str) -> Self {
        let screen = self.screen();
        assert!(
            !screen.contains(text),
            "{text:?} is on the screen:\n{screen}"
        );
        self
    }

    /// Demands that an event is selected.
    #[track_caller]
    pub fn on(self, id: &str) -> Self {
        assert_eq!(self.selected().as_deref(), Some(id));
        self
    }

    /// Returns the id of the selected event.
    pub fn selected(&self) -> Option<String> {
        let session = &self.browser.session;
        let selected = session.selected();
        selected.map(|ix| session.timeline.event(ix).id.0.to_string())
    }

    /// Demands that the program was asked to end.
    #[track_caller]
    pub fn quits(self) -> Self {
        assert_eq!(self.last, Flow::Quit);
        self
    }

    /// Returns the first line of the screen that holds a text.
    #[track_caller]
    pub fn line(&self, text: &str) -> String {
        let screen = self.screen();
        let found = screen.lines().find(|line| line.contains(text));
        assert!(found.is_some(), "{text:?} is not on the screen:\n{screen}");
        found.unwrap_or_default().to_owned()
    }

    /// Returns how many events are shown.
    pub fn shown(&self) -> usize {
        self.browser.session.shown().len()
    }

    /// Returns the screen as text, without the space at the ends of lines.
    pub fn screen(&self) -> String {
        text_of(&self.painted)
    }

    fn paint(&mut self) {
        let (width, height) = self.size;
        self.painted = Buffer::empty(Rect::new(0, 0, width, height));
        self.browser.draw(&mut self.painted);
    }
}
