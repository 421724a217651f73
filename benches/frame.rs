//! What a frame costs: the whole screen, a moved selection, a filter toggled.
//!
//! `cargo bench --bench frame`. The collection is the bundled one; a frame's cost does not depend on its size.

use std::ops::ControlFlow;

use demarche::app::{Filter, Keymap, Session, Start};
use demarche::config::Config;
use demarche::data::{BUNDLED, Limits, load};
use demarche::model::Fold;
use demarche::query::Query;
use demarche::tui::Ui as _;
use demarche::tui::browser::{Browser, Look};
use demarche::view::{Glyphs, Screen, Theme, Tier};
use divan::{Bencher, black_box};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

fn main() {
    divan::main();
}

fn browser() -> Option<Browser> {
    let loaded = load(
        &[BUNDLED],
        &Limits::BROWSING,
        &|_| ControlFlow::Continue(()),
    )
    .ok()?;
    let config = Config::embedded().ok()?;
    let session = Session::new(Start {
        timeline: loaded.timeline,
        today: "2026-02-04".parse().ok()?,
        fold: Fold::Default,
        zoom: config.zoom,
        filter: Filter {
            query: Query::default(),
            future: true,
        },
        problems: Vec::new(),
    });
    let look = Look {
        theme: Theme { mono: false },
        glyphs: Glyphs::of(Tier::Unicode),
    };
    let keymap = Keymap::from_config(&config.keys).ok()?;
    Some(Browser::new(
        session,
        Screen::new(config.layout),
        keymap,
        look,
    ))
}

/// Draws after pressing a key, so that something differs each time.
fn draw(bencher: Bencher<'_, '_>, size: (u16, u16), keys: &[&str]) {
    let Some(mut browser) = browser() else {
        return;
    };
    let mut buffer = Buffer::empty(Rect::new(0, 0, size.0, size.1));
    let mut keys = keys.iter().cycle();
    bencher.bench_local(|| {
        if let Some(chord) = keys.next().and_then(|key| key.parse().ok()) {
            browser.key(chord);
        }
        buffer.reset();
        browser.draw(black_box(&mut buffer));
    });
}

#[divan::bench(args = [(80, 24), (120, 36), (200, 60)])]
fn selection_moved(bencher: Bencher<'_, '_>, size: (u16, u16)) {
    draw(bencher, size, &["down", "up"]);
}

#[divan::bench(args = [(80, 24), (120, 36), (200, 60)])]
fn page_turned(bencher: Bencher<'_, '_>, size: (u16, u16)) {
    draw(bencher, size, &["page-up", "page-down"]);
}

#[divan::bench(args = [(80, 24), (120, 36), (200, 60)])]
fn country_toggled(bencher: Bencher<'_, '_>, size: (u16, u16)) {
    draw(bencher, size, &["1", "1"]);
}
