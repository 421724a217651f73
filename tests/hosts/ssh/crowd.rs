//! Many visitors at once.

use std::time::{Duration, Instant};

use super::LOOP;
use super::server::Server;
use crate::place::need;
use crate::process::{Process, until};
use crate::program::Program;

/// How long a visitor may have to wait.
const PATIENCE: Duration = Duration::from_secs(60);

/// A71, with as many as the variable `SESSIONS` says, else two hundred.
///
/// `SESSIONS=50 cargo test --test hosts a71 -- --ignored --nocapture`
#[test]
#[ignore = "starts two hundred sessions"]
fn a71_two_hundred_are_served_at_once() {
    let count = std::env::var("SESSIONS").map_or(200, |text| text.parse().unwrap());
    let server = need!(Server::start());
    server.place.put_bundled(0);
    let began = Instant::now();
    let (mut crowd, refused) = gather(&server, count);
    let arrived = began.elapsed();
    let kiosks = server.sessions();
    assert_eq!(kiosks.len(), count);
    let busy = || {
        kiosks
            .iter()
            .filter_map(|kiosk| kiosk.busy())
            .sum::<Duration>()
    };
    let (before, watched) = (busy(), Instant::now());
    std::thread::sleep(Duration::from_secs(30));
    let (spent, watched) = (busy().saturating_sub(before), watched.elapsed());
    // All of them press a key at once.
    let pressed = Instant::now();
    for visitor in &mut crowd {
        visitor.press("x");
    }
    for visitor in &crowd {
        visitor.sees("What would you like to see?");
    }
    let answered = pressed.elapsed();
    assert!(kiosks.iter().all(|kiosk| kiosk.lives()));
    let mean = |processes: &[Process], field| {
        let all: Vec<u64> = processes
            .iter()
            .filter_map(|process| process.memory(field))
            .collect();
        all.iter().sum::<u64>() / all.len() as u64
    };
    let family = server.family();
    let whole: u64 = family
        .iter()
        .filter_map(|process| process.memory("Pss"))
        .sum();
    eprintln!(
        "a71: {count} sessions after {:.1} s, {refused} refused at first; RSS {} KiB, PSS {} KiB of a kiosk; PSS {whole} KiB of {} processes; \
         {:.2} % of a core in the loop for all; all answer a key in {:.2} s; files {}",
        arrived.as_secs_f64(),
        mean(&kiosks, "VmRSS"),
        mean(&kiosks, "Pss"),
        family.len(),
        100.0 * spent.as_secs_f64() / watched.as_secs_f64(),
        answered.as_secs_f64(),
        kiosks[0].files(),
    );
    drop(crowd);
    assert!(until(Duration::from_secs(10), || server.sessions().is_empty()).is_some());
}

/// Lets visitors in; returns them, and how many were refused at first.
fn gather(server: &Server, count: usize) -> (Vec<Program>, usize) {
    let mut crowd: Vec<Program> = Vec::new();
    let mut refused = 0;
    while crowd.len() < count {
        // The recipe lets three at a time ask to be let in from one place; who is refused asks again.
        let group: Vec<Program> = (0..3.min(count - crowd.len()))
            .map(|_| server.visit(&[], &[]).start())
            .collect();
        for visitor in group {
            let shows = || visitor.text().contains(LOOP);
            let ended = || !Process::of(&visitor).lives();
            assert!(
                until(PATIENCE, || shows() || ended()).is_some(),
                "{}",
                visitor.text()
            );
            if shows() {
                crowd.push(visitor);
            } else {
                refused += 1;
            }
        }
    }
    (crowd, refused)
}
