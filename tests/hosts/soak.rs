//! A kiosk that is used for long: nothing grows, nothing is lost.

use std::fs::File;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rustix::process::Signal;
use rustix::termios::{QueueSelector, tcflush};

use crate::place::Place;
use crate::process::Process;
use crate::program::Program;

/// Keys of a visitor, each with a silence that ends an Escape.
const KEYS: &[&str] = &[
    "x", "\r", "j", "j", "j", "\r", "\t", "\x1b[B", "\x1b[6~", "\x1b", "/", "visit", "\r", "n",
    "n", "\x1b", "c", "us", "\x1b", "f", "\x1b", "?", "\x1b[B", "\x1b", "z", "y", "m", "G", "g",
    "\x1b[5~", "\x1b[A", " ", "b", "\x0c", "\x1b", "\x1b", "\x1b",
];

const SIZES: &[(u16, u16)] = &[
    (80, 24),
    (120, 36),
    (40, 10),
    (200, 60),
    (79, 23),
    (9, 3),
    (100, 30),
];

/// A sample: seconds since the start, resident kibibytes, files, threads.
type Sample = (f64, u64, usize, usize);

fn sample(kiosk: Process, began: Instant) -> Sample {
    (
        began.elapsed().as_secs_f64(),
        kiosk.memory("VmRSS").unwrap(),
        kiosk.files(),
        kiosk.threads("Pid").len(),
    )
}

/// Fits a line; returns kibibytes an hour.
#[expect(
    clippy::cast_precision_loss,
    reason = "memory has fewer than 2^52 kibibytes"
)]
fn slope(samples: &[Sample]) -> f64 {
    let count = samples.len() as f64;
    let mean = |of: fn(&Sample) -> f64| samples.iter().map(of).sum::<f64>() / count;
    let (time, memory) = (mean(|s| s.0), mean(|s| s.1 as f64));
    let product: f64 = samples
        .iter()
        .map(|s| (s.0 - time) * (s.1 as f64 - memory))
        .sum();
    let square: f64 = samples.iter().map(|s| (s.0 - time).powi(2)).sum();
    3600.0 * product / square
}

/// Forgets what was written, which is a lot.
fn forget(program: &Program) -> usize {
    let mut screen = program.screen.0.lock().unwrap();
    std::mem::take(&mut screen.output).len()
}

/// A76, for so many minutes as the variable `MINUTES` says, else ten.
///
/// `MINUTES=60 cargo test --test hosts a76 -- --ignored --nocapture`
#[test]
#[ignore = "takes ten minutes"]
fn a76_a_long_use_lets_nothing_grow() {
    let minutes = std::env::var("MINUTES").map_or(10, |text| text.parse().unwrap());
    let length = Duration::from_secs(60 * minutes);
    let place = Place::new("idle = 3\ncountdown = 1\ncard = 1");
    place.put_bundled(0);
    let mut program = place.kiosk().start();
    program.sees("any other key");
    let (kiosk, began) = (Process::of(&program), Instant::now());
    let (mut keys, mut reloads, mut resizes, mut written) = (0usize, 0u32, 0usize, 0usize);
    let mut samples = vec![sample(kiosk, began)];
    while began.elapsed() < length {
        for key in KEYS {
            program.press(key);
            keys += 1;
            if *key == "\x1b" {
                std::thread::sleep(Duration::from_millis(60));
            }
        }
        let (columns, rows) = SIZES[resizes % SIZES.len()];
        program.resize(columns, rows);
        resizes += 1;
        written += forget(&program);
        let (last, ..) = samples[samples.len() - 1];
        if began.elapsed().as_secs_f64() - last > 2.5 {
            samples.push(sample(kiosk, began));
            reloads += 1;
            place.put_bundled(reloads);
        }
        if resizes % 100 == 0 {
            // Nobody is there for a while.
            program.resize(80, 24);
            program.sees("any other key");
        }
    }
    program.resize(80, 24);
    program.sees("any other key");
    // A file that is being read is closed then.
    std::thread::sleep(Duration::from_secs(5));
    samples.push(sample(kiosk, began));
    let settled = &samples[samples.len() / 4..];
    let (first, last) = (settled[0], settled[settled.len() - 1]);
    let highest = samples.iter().map(|s| s.1).max().unwrap();
    eprintln!(
        "a76: {minutes} min, {keys} keys, {reloads} reloads, {resizes} resizes, {written} bytes drawn, {:.1} s busy; \
         RSS {} KiB at first, {} after a quarter, {highest} at most, {} at last: {:.0} KiB/h; files {}, threads {}",
        kiosk.busy().unwrap().as_secs_f64(),
        samples[0].1,
        first.1,
        last.1,
        slope(settled),
        last.2,
        last.3,
    );
    let most = samples.iter().map(|s| (s.2, s.3)).max().unwrap();
    // The event file may just be open.
    assert!(most <= (samples[0].2 + 1, samples[0].3), "{samples:?}");
    assert_eq!(
        (last.2, last.3),
        (samples[0].2, samples[0].3),
        "{samples:?}"
    );
    // Less than a mebibyte of noise: the heap of a reload is taken and given back.
    let median = |part: &[Sample]| {
        let mut memory: Vec<u64> = part.iter().map(|s| s.1).collect();
        memory.sort_unstable();
        memory[memory.len() / 2]
    };
    let (early, late) = settled.split_at(settled.len() / 2);
    assert!(median(late) <= median(early) + 1024, "{samples:?}");
    program.kill(Signal::TERM);
    assert_eq!(program.ends(), 143);
    program.left_the_terminal_as_it_was();
}

/// Lets nobody wait for a program that has ended to read what is typed; until told to stop.
fn unblock(kiosk: Process) -> Arc<AtomicBool> {
    let terminal = std::fs::read_link(format!("/proc/{}/fd/0", kiosk.0)).unwrap();
    let terminal = File::options()
        .read(true)
        .write(true)
        .open(terminal)
        .unwrap();
    let stop = Arc::<AtomicBool>::default();
    let stopped = Arc::clone(&stop);
    std::thread::spawn(move || {
        while !stopped.load(Ordering::Acquire) {
            std::thread::sleep(Duration::from_millis(100));
            if !kiosk.lives() {
                tcflush(&terminal, QueueSelector::IFlush).unwrap();
            }
        }
    });
    stop
}

/// A21, with ten million bytes.
///
/// `cargo test --test hosts a21 -- --ignored --nocapture`
#[test]
#[ignore = "takes minutes"]
fn a21_ten_million_random_bytes_do_nothing() {
    const SEEDS: u64 = 100;
    const BYTES: usize = 100_000;
    let place = Place::new("idle = 3\ncountdown = 1\ncard = 1");
    place.put_bundled(0);
    let mut program = place.kiosk().start();
    program.sees("any other key");
    let (kiosk, began) = (Process::of(&program), Instant::now());
    let watch = unblock(kiosk);
    let before = (kiosk.memory("VmRSS").unwrap(), kiosk.files());
    for seed in 1..=SEEDS {
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_le_bytes()[3]
        })
        .take(BYTES)
        .collect();
        for (at, piece) in noise.chunks(1000).enumerate() {
            if !kiosk.lives() {
                let code = program.ends();
                panic!(
                    "seed {seed}, before byte {at}000: ended with {code}:\n{}",
                    program.text()
                );
            }
            program.press(piece);
        }
        program.spoke_the_language();
        forget(&program);
    }
    let busy = began.elapsed();
    watch.store(true, Ordering::Release);
    // Whoever comes next finds it as at the start.
    program.sees("any other key");
    let after = (kiosk.memory("VmRSS").unwrap(), kiosk.files());
    eprintln!(
        "a21: {} bytes in {:.1} s, {:.1} s busy; RSS {} KiB before, {} after",
        SEEDS * BYTES as u64,
        busy.as_secs_f64(),
        kiosk.busy().unwrap().as_secs_f64(),
        before.0,
        after.0,
    );
    assert_eq!(before.1, after.1);
    assert!(after.0 < before.0 + 4096, "{before:?} {after:?}");
    program.kill(Signal::TERM);
    assert_eq!(program.ends(), 143);
    program.left_the_terminal_as_it_was();
}
