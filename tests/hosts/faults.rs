//! A kernel whose calls fail, one after the other: whatever fails, the kiosk goes on or ends as it should.

use std::fmt::Write as _;
use std::time::Duration;

use rustix::process::Signal;

use crate::place::{Place, need, sandbox, tools};
use crate::process::{Process, until};
use crate::program::Program;

/// Calls, and errors that the kernel may answer them with.
///
/// Not `futex`: strace cannot tell a wait, which may fail, from a wake, which never does.
const FAULTS: &[(&str, &[&str])] = &[
    ("openat", &["EINTR", "EIO", "ENOMEM", "EMFILE", "ESTALE"]),
    ("read", &["EINTR", "EIO", "EAGAIN", "ESTALE"]),
    ("statx", &["EIO", "ENOMEM", "ESTALE"]),
    ("write", &["EINTR", "EIO", "EAGAIN"]),
    ("ioctl", &["EIO", "EINTR", "ENOMEM"]),
    ("poll", &["EINTR", "EAGAIN", "ENOMEM"]),
    ("ppoll", &["EINTR", "EAGAIN", "ENOMEM"]),
];

/// The ways in which the kiosk may end: orderly, by a file or a host that is not as it needs them, and by a hangup.
const ENDS: &[u32] = &[0, 1, 2, 78, 129, 143];

/// How a session ended that had a call failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    /// The system could not even load the program.
    Unborn,
    /// It went on until it was ended.
    Lived,
    /// It ended itself, with this code.
    Ended(u32),
}

/// Shows, reads again, and forgets, with the N-th and every thirtieth call after it failing.
fn session(fault: &str, error: &str, at: usize) -> Result<Fate, String> {
    let place = Place::new("idle = 1\ncountdown = 1\ncard = 1");
    let inject = format!("inject={fault}:error={error}:when={at}+30");
    let strace = [
        "strace",
        "-f",
        "-qq",
        "-o",
        "/dev/null",
        "-e",
        inject.as_str(),
    ];
    let mut program = place.under(&strace).start();
    let mut ended = None;
    let mut wait = |program: &Program, text: &str, seconds: u64| {
        until(Duration::from_secs(seconds), || {
            ended = ended.or_else(|| program.ends_within(Duration::from_millis(10)));
            ended.is_some() || program.text().contains(text)
        })
        .is_some()
    };
    let told = |program: &Program, what: &str| Err(format!("{what}:\n{}", program.text()));
    if !wait(&program, "any other key", 15) {
        return told(&program, "no picture");
    }
    place.publish("After the reload");
    for key in ["x", "\r", "j", "?"] {
        if Process::of(&program).lives() {
            program.press(key);
        }
    }
    // What could not be read is tried again, so it comes in the end.
    if !wait(&program, "After the reload", 20) {
        return told(&program, "no reload");
    }
    if !wait(&program, "any other key", 15) {
        return told(&program, "no way back");
    }
    if ended.is_none() {
        for kiosk in Process::of(&program).children() {
            kiosk.signal(Signal::TERM);
        }
        ended = program.ends_within(Duration::from_secs(10));
        if ended.is_none() {
            return told(&program, "no end");
        }
    }
    let code = ended.unwrap_or_default();
    if program
        .text()
        .contains("error while loading shared libraries")
    {
        return Ok(Fate::Unborn);
    }
    if program.text().contains("internal error") || !ENDS.contains(&code) {
        return told(&program, &format!("ended with {code}"));
    }
    Ok(if code == 143 {
        Fate::Lived
    } else {
        Fate::Ended(code)
    })
}

/// A78, every so many calls as the variable `EVERY` says, else each of the first thirty of a kind.
///
/// `EVERY=7 cargo test --test hosts a78 -- --ignored --nocapture`
#[test]
#[ignore = "takes an hour; with EVERY=7 some minutes"]
fn a78_no_call_that_fails_breaks_it() {
    need!(tools(&["strace"]));
    need!(sandbox());
    let every = std::env::var("EVERY").map_or(1, |text| text.parse().unwrap());
    let mut fates = std::collections::BTreeMap::<Fate, usize>::new();
    let mut broken = String::new();
    for (fault, errors) in FAULTS {
        for error in *errors {
            for at in (1..=30).step_by(every) {
                match session(fault, error, at) {
                    Ok(fate) => *fates.entry(fate).or_default() += 1,
                    Err(why) => {
                        eprintln!("{fault} {error} {at}: {why}");
                        writeln!(broken, "{fault} {error} {at}: {why}").unwrap();
                    }
                }
            }
        }
    }
    eprintln!("a78: {fates:?}");
    assert!(broken.is_empty(), "{broken}");
}
