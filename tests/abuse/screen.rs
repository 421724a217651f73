//! The terminal: its size, its name, its language, its colours, and how fast it takes what it is sent.

use std::fs;
use std::thread;
use std::time::Duration;

use crate::visit::{LOOP, Opening, START, Visit, length, waits};

/// The most memory that any size may take, in KiB.
const MEMORY: u64 = 64 << 10;

/// Back at a size that everything fits in, what is shown is what a fresh start shows there.
fn comes_back(mut visit: Visit) {
    visit.program.resize(80, 24);
    visit.reaches(START);
    visit.press("\x1b");
    visit.sees(LOOP);
    visit.ends();
}

#[test]
fn a32_winch_storm() {
    let mut visit = Opening::new().open();
    visit.grows_less(20 << 10, |visit| {
        for n in 0..length(2_000, 10_000) {
            visit.program.resize(20 + n % 200, 5 + n % 50);
            thread::sleep(Duration::from_millis(1));
        }
        visit.program.resize(90, 20);
    });
    visit.press("\x1b");
    visit.program.waits("the loop at the last size", |screen| {
        screen.rows(0, 90).any(|row| row.contains(LOOP))
    });
    comes_back(visit);
}

#[test]
fn a33_no_room() {
    let mut visit = Opening::new().open();
    for (columns, rows) in [(0, 0), (1, 1), (1, 500), (500, 1), (2, 2), (0, 24), (80, 0)] {
        for page in ["", "\x1b", "x", "\r", "/", "?"] {
            visit.program.resize(columns, rows);
            visit.press(page);
            visit.rests();
            visit.program.resize(79, 24);
        }
    }
    comes_back(visit);
}

#[test]
fn a34_beyond_all_bounds() {
    let mut visit = Opening::new().open();
    for (columns, rows) in [(1000, 500), (u16::MAX, u16::MAX), (500, 200)] {
        for page in ["", "x", "\r"] {
            visit.program.resize(columns, rows);
            visit.press(page);
            visit.rests();
        }
        let memory = visit.memory();
        assert!(memory < MEMORY, "{memory} KiB at {columns}×{rows}");
    }
    comes_back(visit);
}

#[test]
fn a35_shrink_in_draw() {
    let mut visit = Opening::new().open();
    for n in 0..600 {
        visit.press(["x", "\r", "j", "\x1b"][usize::from(n) % 4]);
        // Some come while a frame is laid out, some while it is drawn, some between two.
        thread::sleep(Duration::from_micros(u64::from(n) * 37 % 3000));
        visit.program.resize(1 + n * 7 % 120, 1 + n * 5 % 40);
    }
    comes_back(visit);
}

#[test]
fn a36_term() {
    for shell in ["unset TERM;", "TERM=dumb;", "TERM=;"] {
        let visit = Opening::new().shell(shell).start();
        assert_eq!(visit.program.ends(), 2, "{shell}");
        assert!(visit.log().contains("TERM"), "{}", visit.log());
        assert_eq!(visit.program.output(), b"");
    }
    for term in [
        "x\x1b]0;pwn\x07",
        "../../etc/passwd",
        "%s%n",
        &"x".repeat(9000),
    ] {
        let mut visit = Opening::new().shell(format!("TERM='{term}';")).open();
        visit.is_alive();
        for told in [visit.program.text(), visit.log()] {
            assert!(
                !told.contains("pwn") && !told.contains("etc/passwd"),
                "{told}"
            );
        }
        visit.ends();
    }
}

#[test]
fn a38_lang_c() {
    for locale in ["C", "POSIX", "ja_JP.SJIS"] {
        let mut visit = Opening::new().env("LC_ALL", locale).open();
        for keys in ["", "x", "\r", "\r"] {
            visit.press(keys);
            visit.rests();
            let foreign: String = visit
                .program
                .text()
                .chars()
                .filter(|c| !c.is_ascii())
                .collect();
            assert_eq!(foreign, "", "{locale}");
        }
        visit.ends();
    }
}

#[test]
fn a39_no_color() {
    let mut visit = Opening::new().env("NO_COLOR", "1").open();
    visit.is_alive();
    let one = visit.program.text();
    visit.press("\x1b[B");
    visit.rests();
    // The mark of the chosen row is a character, not a colour.
    assert_ne!(visit.program.text(), one);
    visit.press("\r");
    visit.rests();
    let output = visit.program.output();
    let coloured = String::from_utf8_lossy(&output)
        .split("\x1b[")
        .filter_map(|after| after.split_once('m'))
        .filter(|(style, _)| style.bytes().all(|b| b.is_ascii_digit() || b == b';'))
        .find(|(style, _)| {
            style
                .split(';')
                .any(|number| matches!(number.parse(), Ok(30..=37 | 38 | 40..=48 | 90..=107)))
        })
        .map(|(style, _)| style.to_owned());
    assert_eq!(coloured, None);
    visit.ends();
}

#[test]
fn a41_stall() {
    let mut visit = Opening::new()
        .size(200, 60)
        .stalled()
        .argument("--max-session=8s")
        .start();
    assert!(waits(|| visit.log().contains("sandbox")));
    thread::sleep(Duration::from_millis(500));
    visit.program.resize(500, 200);
    let mut most = 0;
    let alive =
        |visit: &Visit| fs::exists(format!("/proc/{}/status", visit.program.pid())).unwrap();
    for columns in (300..500).rev() {
        visit.program.resize(columns, 200);
        thread::sleep(Duration::from_millis(5));
        if columns % 20 == 0 && alive(&visit) {
            most = most.max(visit.memory());
        }
    }
    assert!((1..MEMORY).contains(&most), "{most} KiB");
    assert_eq!(visit.program.ends(), 0);
}

#[test]
fn a42_slow_link() {
    let mut visit = Opening::new().slow().open();
    visit.is_alive();
    visit.press("\r");
    visit.rests();
    let written = visit.program.written();
    visit.press("jk".repeat(10_000));
    visit.is_alive();
    let pictures = visit.program.written() - written;
    // Each key for itself would be some megabytes.
    assert!(pictures < 1 << 20, "{pictures} bytes");
    visit.ends();
}
