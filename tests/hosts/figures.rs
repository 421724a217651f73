//! What the kiosk costs, and how fast it is itself again: measured, and held against what is promised.
//!
//! `cargo test --release --test hosts figures -- --ignored --nocapture --test-threads 1` for the program as it is
//! installed.

use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::place::{PROGRAM, Place, need, sandbox};
use crate::process::{Process, until};
use crate::program::{Program, Start};

/// The kiosk on the bundled collection.
fn bundled(settings: &str) -> (Place, Program) {
    let place = Place::new(settings);
    place.put_bundled(0);
    let program = place.kiosk().start();
    program.sees("any other key");
    (place, program)
}

#[test]
#[ignore = "takes a minute"]
fn figures_of_the_loop() {
    need!(sandbox());
    let (_place, program) = bundled("");
    let kiosk = Process::of(&program);
    std::thread::sleep(Duration::from_secs(2));
    let (busy, wakeups, written) = (
        kiosk.busy().unwrap(),
        kiosk.wakeups(),
        program.output().len(),
    );
    let began = Instant::now();
    std::thread::sleep(Duration::from_secs(60));
    let seconds = began.elapsed().as_secs_f64();
    let busy = kiosk.busy().unwrap().saturating_sub(busy).as_secs_f64();
    let (wakeups, written) = (kiosk.wakeups() - wakeups, program.output().len() - written);
    eprintln!(
        "loop, {seconds:.0} s: {:.2} % of a core, {:.1} wake-ups/s, {written} bytes drawn; RSS {} KiB, PSS {} KiB, {} files",
        100.0 * busy / seconds,
        f64::from(u32::try_from(wakeups).unwrap()) / seconds,
        kiosk.memory("VmRSS").unwrap(),
        kiosk.memory("Pss").unwrap(),
        kiosk.files(),
    );
    assert!(wakeups < 12 * 60 && kiosk.memory("VmRSS").unwrap() < 64 << 10);
}

#[test]
#[ignore = "a measurement"]
fn figures_of_keys() {
    need!(sandbox());
    for (columns, rows) in [(80, 24), (120, 36)] {
        let place = Place::new("idle = 3600");
        place.put_bundled(0);
        let mut program = place.kiosk().size(columns, rows).start();
        program.sees("any other key");
        let whole = program.output().len();
        let mut sizes: Vec<(usize, &str)> = Vec::new();
        let keys = [
            "x", "\r", "j", "j", "j", "k", "G", "k", "g", "\x1b[6~", "\x1b[6~", "\r", "j", "\x1b",
            "?", "\x1b", "z",
        ];
        for key in keys {
            let before = program.output().len();
            program.press(key);
            sizes.push((program.output_after(before).len(), key));
        }
        let moves: Vec<usize> = sizes
            .iter()
            .filter(|(_, key)| matches!(*key, "j" | "k"))
            .map(|(size, _)| *size)
            .collect();
        eprintln!("keys, {columns}x{rows}: {whole} bytes at first, moves {moves:?}, all {sizes:?}");
        assert!(whole < 8192 * usize::from(columns) * usize::from(rows) / (80 * 24));
    }
}

#[test]
#[ignore = "a measurement"]
fn figures_of_unfinished_sequences() {
    need!(sandbox());
    for sequence in ["\x1b[", "\x1bO", "\u{20ac}", "\x1bP", "\x1b]"] {
        let bytes = &sequence.as_bytes()[..2];
        let recovers = |silence: u64| {
            let place = Place::new("idle = 3600");
            let mut program = place.kiosk().start();
            program.sees("any other key");
            // Beside what stands on the screen, the first key brings the timeline.
            program.press(bytes);
            std::thread::sleep(Duration::from_millis(silence));
            program.press("x");
            let pressed = Instant::now();
            let seen = until(Duration::from_secs(1), || {
                program.text().contains("1 event")
            });
            (seen.is_some(), pressed.elapsed())
        };
        let least = (0..20)
            .map(|step| 20 + 10 * step)
            .find(|silence| recovers(*silence).0)
            .unwrap();
        let (_, answer) = recovers(least + 20);
        eprintln!(
            "{bytes:02x?}: keys are heard after {least} ms of silence; one is answered in {} ms",
            answer.as_millis()
        );
        assert!(least <= 100);
    }
}

#[test]
#[ignore = "a measurement"]
fn figures_of_a_flood() {
    need!(sandbox());
    let (_place, mut program) = bundled("idle = 3600");
    let kiosk = Process::of(&program);
    let before = kiosk.memory("VmRSS").unwrap();
    let (began, mut most) = (Instant::now(), before);
    program.press("\x1b[200~");
    let piece = [b'a'; 4000];
    for count in 0..10_000 {
        program.press(piece);
        if count % 100 == 0 {
            most = most.max(kiosk.memory("VmRSS").unwrap());
        }
    }
    let flood = began.elapsed();
    let ended = Instant::now();
    std::thread::sleep(Duration::from_millis(300));
    program.press("x");
    let heard = until(Duration::from_secs(5), || {
        program.text().contains("What would you like to see?")
    });
    eprintln!(
        "flood: 40 MB in a paste without end in {:.1} s, RSS {before} KiB, at most {most} KiB; a key works {} ms after it",
        flood.as_secs_f64(),
        ended.elapsed().as_millis(),
    );
    assert!(heard.is_some() && most < before + 1024);
}

#[test]
#[ignore = "a measurement"]
fn figures_of_a_hangup() {
    need!(sandbox());
    for deaf in [false, true] {
        let place = Place::new("");
        let path = place.at("settings.toml");
        let command = format!(
            "trap '{}' HUP; exec {PROGRAM} --kiosk --config {} {}",
            if deaf { "" } else { "-" },
            path.display(),
            place.file().display()
        );
        let mut program = Start::command("/bin/sh", &["-c", &command]).start();
        program.sees("any other key");
        let kiosk = Process::of(&program);
        let before = kiosk.busy().unwrap();
        let began = Instant::now();
        program.hang_up();
        let mut busy = before;
        let gone = until(Duration::from_secs(5), || {
            busy = kiosk.busy().unwrap_or(busy);
            !kiosk.lives()
        });
        eprintln!(
            "hangup, SIGHUP {}: gone after {} ms, {} ms busy",
            if deaf { "ignored" } else { "heard" },
            began.elapsed().as_millis(),
            busy.saturating_sub(before).as_millis()
        );
        assert!(gone.is_some_and(|gone| gone < Duration::from_secs(1)));
        kiosk.signal(Signal::KILL);
    }
}
