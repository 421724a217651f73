use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::*;
use crate::app::{Filter, Keymap, Session, Start};
use crate::config::{Config, Key};
use crate::data::{Limits, Origin, load};
use crate::model::Fold;
use crate::query::Query;
use crate::tui::browser::Look;
use crate::view::{Glyphs, Screen, Theme, Tier};
use proptest::prelude::*;
use ratatui::layout::Rect;

const COLLECTION: &str = include_str!("../../../tests/data/kiosk.toml");

/// A kiosk on the collection of its tests, and the seconds of its clock.
fn kiosk(text: &'static str) -> (Kiosk<impl Fn() -> Instant>, Arc<AtomicU64>) {
    let origin = Origin::Embedded(text);
    let loaded = load(&[origin], &Limits::BROWSING, &|_| ControlFlow::Continue(())).unwrap();
    let config = Config::embedded().unwrap();
    let session = Session::new(Start {
        timeline: loaded.timeline,
        today: "2026-02-04".parse().unwrap(),
        fold: Fold::Default,
        zoom: config.zoom,
        filter: Filter {
            query: Query::default(),
            future: true,
        },
        problems: vec!["a problem".to_owned()],
    });
    let look = Look {
        theme: Theme { mono: false },
        glyphs: Glyphs::of(Tier::Unicode),
    };
    let keymap = Keymap::from_config(&config.keys).unwrap();
    let browser = Browser::new(session, Screen::new(config.layout), keymap, look);
    let seconds = Arc::new(AtomicU64::new(0));
    let (clock, started) = (Arc::clone(&seconds), Instant::now());
    let now = move || started + Duration::from_secs(clock.load(Ordering::Relaxed));
    (Kiosk::new(browser, &config.kiosk, now), seconds)
}

fn frame<N: Fn() -> Instant>(kiosk: &mut Kiosk<N>) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 100, 30));
    kiosk.draw(&mut buffer);
    buffer
}

/// Any key with any modifiers.
fn chords() -> impl Strategy<Value = Chord> {
    let key = prop_oneof![
        4 => prop::char::range(' ', '~').prop_map(Key::Char),
        1 => any::<char>().prop_map(Key::Char),
        4 => prop::sample::select(&[
            Key::Enter, Key::Esc, Key::Tab, Key::BackTab, Key::Backspace, Key::Up, Key::Down,
            Key::Left, Key::Right, Key::PageUp, Key::PageDown, Key::Home, Key::End, Key::F(1),
        ][..]),
    ];
    (key, prop::bool::weighted(0.1), prop::bool::weighted(0.1)).prop_map(|(key, ctrl, alt)| Chord {
        key,
        ctrl,
        alt,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_reset_leaves_nothing_of_the_visitor(
        keys in prop::collection::vec(chords(), 0..60),
        draws in prop::collection::vec(any::<bool>(), 60),
    ) {
        let (mut fresh, _) = kiosk(COLLECTION);
        let (mut visited, seconds) = kiosk(COLLECTION);
        visited.input(Input::Chord(Chord::plain(Key::Esc)));
        visited.input(Input::Chord(Chord::plain(Key::Enter)));
        for (key, draw) in keys.into_iter().zip(draws) {
            let flow = visited.input(Input::Chord(key));
            prop_assert!(!matches!(flow, Flow::Quit | Flow::Suspend), "{key}");
            if draw {
                frame(&mut visited);
            }
        }
        if matches!(visited.state.phase(), Phase::Attract { .. }) {
            visited.input(Input::Chord(Chord::plain(Key::Esc)));
        }
        seconds.store(105, Ordering::Relaxed);
        prop_assert_eq!(visited.input(Input::Deadline), Flow::Repaint);
        prop_assert_eq!(visited.browser.state(), fresh.browser.state());
        prop_assert_eq!(frame(&mut visited), frame(&mut fresh));
        // Nor once the screen has been laid out again.
        for kiosk in [&mut fresh, &mut visited] {
            kiosk.input(Input::Chord(Chord::plain(Key::Esc)));
            kiosk.input(Input::Chord(Chord::plain(Key::Enter)));
        }
        prop_assert_eq!(frame(&mut visited), frame(&mut fresh));
        prop_assert_eq!(visited.browser.state(), fresh.browser.state());
    }
}

#[test]
fn nobody_suspends_it() {
    let (mut kiosk, _) = kiosk(COLLECTION);
    assert_eq!(kiosk.input(Input::Suspend), Flow::Same);
    let keys = ["x", "enter", "ctrl-z", "ctrl-c", "q"];
    for key in keys {
        let flow = kiosk.input(Input::Chord(key.parse().unwrap()));
        assert!(matches!(flow, Flow::Same | Flow::Draw), "{key}");
    }
}

#[test]
fn the_start_page_is_drawn_anew_when_asked_to() {
    let (mut kiosk, _) = kiosk(COLLECTION);
    kiosk.input(Input::Chord(Chord::plain(Key::Esc)));
    let redraw = Input::Chord("ctrl-l".parse().unwrap());
    assert_eq!(kiosk.input(redraw), Flow::Repaint);
    let nothing = Input::Chord(Chord::plain(Key::Char('x')));
    assert_eq!(kiosk.input(nothing), Flow::Same);
}

#[test]
fn a_deadline_is_past_once_it_was_told_of() {
    let (mut kiosk, seconds) = kiosk(COLLECTION);
    for (at, key) in (0..400).zip("x e".chars().cycle()) {
        seconds.store(at, Ordering::Relaxed);
        if at % 120 == 7 {
            kiosk.input(Input::Chord(Chord::plain(Key::Char(key))));
        }
        kiosk.input(Input::Deadline);
        assert!(kiosk.deadline().unwrap() > (kiosk.now)(), "{at}");
    }
}

#[test]
fn cards_and_views_are_read_again_after_a_reload_and_at_midnight() {
    let (mut kiosk, _) = kiosk(COLLECTION);
    assert_eq!((kiosk.cards.len(), kiosk.doors.len()), (3, 4));
    assert_eq!(kiosk.cards.first().unwrap().years, Some(50));
    kiosk.browser.session.today = "2026-02-05".parse().unwrap();
    kiosk.input(Input::Deadline);
    assert_eq!(kiosk.cards.first().unwrap().years, None);
    let other = "format = 1\n";
    let (another, _) = self::kiosk(other);
    kiosk.browser.session = another.browser.session;
    kiosk.browser.session.notice = Some("Read again.".to_owned());
    kiosk.input(Input::Wake);
    assert_eq!(kiosk.browser.session.notice, None);
    assert_eq!((kiosk.cards.len(), kiosk.doors.len()), (0, 0));
}

#[test]
fn a_file_that_cannot_be_read_leaves_a_mark_that_a_reset_keeps() {
    let (mut kiosk, seconds) = kiosk(COLLECTION);
    let title = |kiosk: &mut Kiosk<_>| {
        let frame = frame(kiosk);
        let cells = (0..3).flat_map(|y| (0..100).map(move |x| (x, y)));
        cells.map(|cell| frame[cell].symbol()).collect::<String>()
    };
    assert!(title(&mut kiosk).contains("  Invented contacts   "));
    kiosk.browser.session.trouble = Some("the file is broken".to_owned());
    assert!(title(&mut kiosk).contains("  Invented contacts ●"));
    kiosk.input(Input::Chord(Chord::plain(Key::Enter)));
    assert!(title(&mut kiosk).contains("  Invented contacts ●"));
    seconds.store(105, Ordering::Relaxed);
    kiosk.input(Input::Deadline);
    assert!(title(&mut kiosk).contains("  Invented contacts ●"));
}
