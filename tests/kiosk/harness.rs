//! A kiosk with a clock that a test sets: keys in, screen out.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use demarche::app::{Filter, Keymap, Session, Start};
use demarche::config::Config;
use demarche::data::{Limits, Origin, load};
use demarche::model::Fold;
use demarche::query::Query;
use demarche::tui::browser::{Browser, Look};
use demarche::tui::{Flow, Input, Kiosk, Ui};
use demarche::view::{Glyphs, Screen, Theme, Tier};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::painted::text_of;

/// The collection of these tests.
pub const COLLECTION: &str = include_str!("../data/kiosk.toml");

/// A kiosk, and who stands before it.
pub struct Visit {
    kiosk: Kiosk<Box<dyn Fn() -> Instant>>,
    seconds: Arc<AtomicU64>,
    started: Instant,
    size: (u16, u16),
    /// What the last input asked of the loop.
    pub last: Flow,
}

impl Visit {
    /// Begins with a collection, characters and settings.
    pub fn of(text: &'static str, tier: Tier, settings: &str) -> Self {
        let origin = Origin::Embedded(text);
        let loaded = load(&[origin], &Limits::BROWSING, &|_| ControlFlow::Continue(())).unwrap();
        let mut config = Config::embedded().unwrap();
        config.lay("test", settings).unwrap();
        let session = Session::new(Start {
            timeline: loaded.timeline,
            today: "2026-02-04".parse().unwrap(),
            fold: Fold::Default,
            zoom: config.zoom,
            filter: Filter {
                query: Query::default(),
                future: config.future,
            },
            problems: vec!["events.toml:1:1: warning".to_owned()],
        });
        let look = Look {
            theme: Theme { mono: true },
            glyphs: Glyphs::of(tier),
        };
        let keymap = Keymap::from_config(&config.keys).unwrap();
        let browser = Browser::new(session, Screen::new(config.layout), keymap, look);
        let seconds = Arc::new(AtomicU64::new(0));
        let (clock, started) = (Arc::clone(&seconds), Instant::now());
        let now: Box<dyn Fn() -> Instant> =
            Box::new(move || started + Duration::from_secs(clock.load(Ordering::Relaxed)));
        Self {
            kiosk: Kiosk::new(browser, &config.kiosk, now),
            seconds,
            started,
            size: (80, 24),
            last: Flow::Draw,
        }
    }

    /// Begins with the collection of these tests.
    pub fn new() -> Self {
        Self::of(COLLECTION, Tier::Unicode, "")
    }

    /// Gives the screen another size.
    pub fn size(mut self, width: u16, height: u16) -> Self {
        self.size = (width, height);
        self
    }

    /// Presses keys, parted by spaces; each as settings name it, several characters are typed one by one.
    pub fn press(mut self, keys: &str) -> Self {
        for word in keys.split_whitespace() {
            let chords = match word.parse() {
                Ok(chord) => vec![chord],
                Err(_) => word
                    .chars()
                    .map(|c| c.to_string().parse().unwrap())
                    .collect(),
            };
            for chord in chords {
                // A picture lies between any two keys: what is in view counts for the next one.
                self.frame();
                self.last = self.kiosk.input(Input::Chord(chord));
            }
        }
        self
    }

    /// Lets seconds pass, and tells of every deadline on the way.
    pub fn wait(mut self, seconds: u64) -> Self {
        let until = self.seconds.load(Ordering::Relaxed) + seconds;
        while let Some(due) = self.kiosk.deadline() {
            let due = due.saturating_duration_since(self.started).as_secs();
            if due > until || self.last == Flow::Quit {
                break;
            }
            self.seconds.store(due, Ordering::Relaxed);
            self.last = self.kiosk.input(Input::Deadline);
        }
        self.seconds.store(until, Ordering::Relaxed);
        self
    }

    /// Takes any input.
    pub fn input(mut self, input: Input) -> Self {
        self.last = self.kiosk.input(input);
        self
    }

    /// Draws.
    pub fn frame(&mut self) -> Buffer {
        let (width, height) = self.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        self.kiosk.draw(&mut buffer);
        buffer
    }

    /// Demands that a text is on the screen.
    #[track_caller]
    pub fn sees(mut self, text: &str) -> Self {
        let screen = text_of(&self.frame());
        assert!(
            screen.contains(text),
            "{text:?} is not on the screen:\n{screen}"
        );
        self
    }

    /// Demands that a text is not on the screen.
    #[track_caller]
    pub fn misses(mut self, text: &str) -> Self {
        let screen = text_of(&self.frame());
        assert!(
            !screen.contains(text),
            "{text:?} is on the screen:\n{screen}"
        );
        self
    }
}
