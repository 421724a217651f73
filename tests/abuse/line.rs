//! The line and the process: hangups, missing terminals, signals, and what it costs to wait.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use crate::program::Start;
use crate::visit::{LOOP, Opening, SILENCE, START, waits};

#[test]
fn a22_hangup() {
    let mut visit = Opening::new().open();
    visit.program.hang_up();
    assert_eq!(visit.program.ends(), 129);
    visit.spoke_the_language();
}

#[test]
fn a23_hangup_nohup() {
    let mut visit = Opening::new().shell("trap '' HUP;").open();
    visit.program.hang_up();
    assert_eq!(visit.program.ends(), 129);
    visit.spoke_the_language();
}

/// Opens it where it must refuse: it says why, and leaves the terminal alone.
fn refuses(opening: Opening, words: &str) {
    let mut visit = opening.start();
    assert_eq!(visit.program.ends(), 2, "{}", visit.log());
    assert!(visit.log().contains(words), "{}", visit.log());
    assert_eq!(visit.program.output(), b"");
    visit.is_gone();
}

/// Runs it without any terminal.
fn refuses_without_a_terminal(command: &mut Command) {
    let output = command
        .args(["--kiosk", "--sandbox=best-effort"])
        .stdin(Stdio::piped())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert_eq!(output.stdout, b"");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("needs a terminal"), "{said}");
}

#[test]
fn a24_stdin_eof() {
    for shell in ["exec </dev/null;", "exec <&-;"] {
        refuses(Opening::new().shell(shell), "needs a terminal");
    }
    refuses_without_a_terminal(&mut Command::new(env!("CARGO_BIN_EXE_demarche")));
}

#[test]
fn a25_stdout_pipe() {
    for shell in ["exec >/dev/full;", "exec >/dev/null;", "exec >&-;"] {
        refuses(Opening::new().shell(shell), "needs a terminal");
    }
}

#[test]
fn a26_no_ctty() {
    let mut alone = Command::new("setsid");
    refuses_without_a_terminal(alone.args(["-w", env!("CARGO_BIN_EXE_demarche")]));
}

#[test]
fn a27_fake_tput() {
    let place = tempfile::tempdir().unwrap();
    let was_run = place.path().join("was-run");
    for name in ["tput", "stty", "infocmp", "tset", "resize"] {
        let fake = place.path().join(name);
        fs::write(&fake, format!("#!/bin/sh\n: >{}\n", was_run.display())).unwrap();
        fs::set_permissions(&fake, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let path = format!("PATH={}; export PATH;", place.path().display());
    for size in [(80, 24), (0, 0)] {
        let mut visit = Opening::new().size(size.0, size.1).shell(&path).start();
        assert!(waits(|| visit.program.written() > 0));
        visit.program.resize(80, 24);
        visit.sees(LOOP);
        visit.ends();
        refuses(
            Opening::new().shell(format!("{path} exec >/dev/null;")),
            "needs a terminal",
        );
    }
    assert!(!was_run.exists());
}

#[test]
fn a28_sigterm() {
    for page in ["", "\r", "/"] {
        let mut visit = Opening::new().open();
        visit.press(page);
        visit.ends();
    }
}

#[test]
fn a29_other_signals() {
    for (signal, code) in [(Signal::INT, 130), (Signal::QUIT, 131), (Signal::HUP, 129)] {
        let mut visit = Opening::new().open();
        visit.program.kill(signal);
        assert_eq!(visit.program.ends(), code);
        visit.is_gone();
    }
    let mut visit = Opening::new().open();
    for signal in [
        Signal::USR1,
        Signal::USR2,
        Signal::PIPE,
        Signal::ALARM,
        Signal::URG,
        Signal::TTIN,
        Signal::TTOU,
        Signal::CHILD,
    ] {
        visit.program.kill(signal);
        assert_eq!(visit.program.ends_within(SILENCE), None, "{signal:?}");
    }
    visit.is_alive();
    visit.ends();
}

#[test]
fn a30_sigtstp() {
    let mut visit = Opening::new().open();
    visit.program.kill(Signal::TSTP);
    visit.is_alive();
    visit.press("\x1a");
    visit.is_alive();
    visit.ends();
}

#[test]
fn a30_sigtstp_under_a_shell() {
    let mut program = Start::command("sh", &["-i"]).start();
    program.sees("prompt>");
    program.press(format!(
        "{} --kiosk --sandbox=best-effort --today 2026-02-05 2>/dev/null\r",
        env!("CARGO_BIN_EXE_demarche")
    ));
    program.sees(LOOP);
    let children = format!("/proc/{0}/task/{0}/children", program.pid());
    let Ok(children) = fs::read_to_string(children) else {
        eprintln!("a30 under a shell is skipped: the kernel does not tell of children");
        return;
    };
    let child = children.split_whitespace().next().unwrap().parse().unwrap();
    let kiosk = Pid::from_raw(child).unwrap();
    kill_process(kiosk, Signal::TSTP).unwrap();
    program.press("x");
    program.sees(START);
    program.press("\x1a\x1b");
    program.sees(LOOP);
    kill_process(kiosk, Signal::TERM).unwrap();
    program.waits("prompt on the main screen", |screen| {
        !screen.alternate_screen() && screen.contents().trim_end().ends_with("prompt>")
    });
    program.press("exit 0\r");
    assert_eq!(program.ends(), 0);
}

#[test]
fn a31_sigstop() {
    let mut visit = Opening::new().open();
    visit.program.kill(Signal::STOP);
    visit.rests();
    let written = visit.program.written();
    visit.program.kill(Signal::CONT);
    let repainted = || {
        let output = visit.program.output();
        output[written..]
            .windows(4)
            .any(|bytes| bytes == b"\x1b[2J")
    };
    assert!(waits(repainted));
    visit.is_alive();
    visit.ends();
}

/// The loop alone, with its cards turning: a fortieth of a core and sixty wakeups a second would be five times too much.
#[test]
fn a75_cpu_idle() {
    const SECONDS: u64 = 20;
    let visit = Opening::new().set("kiosk.card=4").open();
    visit.rests();
    let (ticks, wakeups) = (
        visit.ticks(),
        visit.program.status("voluntary_ctxt_switches"),
    );
    let written = visit.program.written();
    thread::sleep(Duration::from_secs(SECONDS));
    let (ticks, wakeups) = (
        visit.ticks() - ticks,
        visit.program.status("voluntary_ctxt_switches") - wakeups,
    );
    assert!(visit.program.written() > written, "no card has turned");
    assert!(ticks <= SECONDS * 100 / 200 * 5, "{ticks} ticks");
    assert!(wakeups <= SECONDS * 12 * 5, "{wakeups} wakeups");
    visit.ends();
}

#[test]
fn a77_clock_jump() {
    let faketime = Command::new("faketime").arg("--version").output();
    if faketime.is_err() {
        eprintln!("a77 is skipped: there is no faketime here");
        return;
    }
    for jump in ["-1 year", "+1 year"] {
        let script = format!(
            "exec faketime -f '{}' {} --kiosk --sandbox=off --set kiosk.idle=2 --set kiosk.countdown=1",
            jump.replace(" year", "y"),
            env!("CARGO_BIN_EXE_demarche")
        );
        let mut program = Start::command("sh", &["-c", &script]).start();
        program.sees(LOOP);
        program.press("x");
        program.sees(START);
        program.sees(LOOP);
    }
}
