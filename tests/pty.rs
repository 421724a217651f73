//! The real program on a real terminal line: it leaves what it found, survives what is typed, and ends when it must.

#![cfg(unix)]

#[cfg(test)]
#[path = "common/language.rs"]
mod language;
#[cfg(test)]
#[path = "common/panicking.rs"]
mod panicking;
#[cfg(test)]
#[path = "common/program.rs"]
mod program;

use std::time::Duration;

use program::{Program, Start};
use rstest::rstest;
use rustix::process::Signal;

/// A word at the bottom of the browser: the last that a frame draws.
const READY: &str = "? help";

/// Longer than any silence that the decoder waits for.
const SILENCE: Duration = Duration::from_millis(400);

fn browse() -> Program {
    let program = Start::demarche().start();
    program.sees(READY);
    program
}

/// Quits by the key that quits everywhere, after a silence; asserts that nothing is left behind.
fn quit(mut program: Program) {
    // An unfinished paste swallows keys until the silence is over; a machine under load may need another one.
    let quits = (0..20).any(|_| {
        program.press("\x03");
        program.ends_within(SILENCE) == Some(0)
    });
    assert!(quits, "{}", program.text());
    program.left_the_terminal_as_it_was();
    program.spoke_the_language();
}

#[test]
fn takes_the_screen_and_leaves_it_as_it_was() {
    let mut program = browse();
    program.waits("alternate screen", |screen| {
        screen.alternate_screen() && screen.hide_cursor()
    });
    assert!(
        program.output().len() < 8192,
        "a whole frame is {} bytes",
        program.output().len()
    );
    program.press("q");
    assert_eq!(program.ends(), 0);
    program.left_the_terminal_as_it_was();
    program.spoke_the_language();
}

#[rstest]
#[case::term(Signal::TERM, 143)]
#[case::hup(Signal::HUP, 129)]
#[case::int(Signal::INT, 130)]
#[case::quit(Signal::QUIT, 131)]
fn a_signal_ends_it_in_order(#[case] signal: Signal, #[case] code: u32) {
    let mut program = browse();
    program.kill(signal);
    assert_eq!(program.ends(), code);
    program.left_the_terminal_as_it_was();
    program.spoke_the_language();
}

#[test]
fn other_signals_do_not_end_it() {
    let program = browse();
    for signal in [
        Signal::USR1,
        Signal::USR2,
        Signal::ALARM,
        Signal::PIPE,
        Signal::URG,
        Signal::TTOU,
    ] {
        program.kill(signal);
    }
    quit(program);
}

#[test]
fn reads_events_from_one_end_and_keys_from_the_other() {
    let events = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/events.toml");
    let command = format!(
        "{} --today 2026-02-05 - < {events}",
        env!("CARGO_BIN_EXE_demarche")
    );
    let mut program = Start::command("sh", &["-c", &command]).start();
    program.sees(READY);
    program.press("q");
    assert_eq!(program.ends(), 0);
    program.left_the_terminal_as_it_was();
    program.spoke_the_language();
}

#[test]
fn a_hangup_ends_it() {
    let mut program = browse();
    program.hang_up();
    assert_eq!(program.ends(), 129);
}

#[test]
fn a_hangup_ends_it_where_sighup_is_ignored() {
    let command = format!(
        "trap '' HUP; exec {} --today 2026-02-05",
        env!("CARGO_BIN_EXE_demarche")
    );
    let mut program = Start::command("sh", &["-c", &command]).start();
    program.sees(READY);
    program.hang_up();
    assert_eq!(program.ends(), 129);
}

#[test]
fn a_stalled_terminal_does_not_keep_it() {
    let mut program = Start::demarche().size(500, 200).stalled().start();
    // Frames until the line is full, and none heard.
    for columns in (300..500).rev() {
        program.resize(columns, 200);
        std::thread::sleep(Duration::from_millis(2));
    }
    program.kill(Signal::TERM);
    assert_eq!(program.ends(), 143);
}

#[test]
fn a_slow_line_gets_the_last_picture_and_few_before_it() {
    let mut program = Start::demarche().slow().start();
    program.sees(READY);
    let written = program.written();
    program.press("kj".repeat(10_000));
    let pictures = program.output_after(written);
    // Each key for itself would be some megabytes.
    assert!(pictures.len() < 1 << 20, "{} bytes", pictures.len());
    quit(program);
}

#[test]
fn stops_under_a_shell_and_comes_back_whole() {
    let mut program = Start::command("sh", &["-i"]).start();
    program.sees("prompt>");
    program.press(format!(
        "{} --today 2026-02-05\r",
        env!("CARGO_BIN_EXE_demarche")
    ));
    program.sees(READY);
    program.press("\x1a");
    program.waits("prompt on the main screen", |screen| {
        let prompts = screen.contents().matches("prompt>").count();
        prompts == 2 && !screen.alternate_screen() && !screen.hide_cursor()
    });
    program.press("echo $((40+2))nd\r");
    program.sees("42nd");
    program.press("fg\r");
    program.waits("whole screen", |screen| {
        screen.alternate_screen() && screen.contents().contains(READY)
    });
    program.press("q");
    program.waits("prompt on the main screen", |screen| {
        !screen.alternate_screen() && screen.contents().trim_end().ends_with("prompt>")
    });
    program.press("echo left with $?\r");
    program.sees("left with 0");
    program.press("exit 0\r");
    assert_eq!(program.ends(), 0);
}

#[test]
fn does_not_stop_where_nobody_could_continue_it() {
    let mut program = browse();
    let written = program.written();
    program.press("\x1a");
    let after = String::from_utf8(program.output_after(written)).unwrap();
    assert!(
        after.contains("\x1b[?1049l") && after.contains("\x1b[?1049h"),
        "{after:?}"
    );
    program.sees(READY);
    quit(program);
}

#[test]
fn draws_all_anew_when_it_was_stopped_from_outside() {
    let program = browse();
    program.kill(Signal::STOP);
    let written = program.written();
    program.kill(Signal::CONT);
    let after = String::from_utf8(program.output_after(written)).unwrap();
    assert!(after.contains("\x1b[2J"), "{after:?}");
    program.sees(READY);
    quit(program);
}

#[rstest]
#[case::large(200, 60)]
#[case::no_size(0, 0)]
#[case::row(500, 1)]
#[case::column(1, 500)]
#[case::cell(1, 1)]
#[case::beyond(65535, 65535)]
fn any_size_can_be_drawn(#[case] columns: u16, #[case] rows: u16) {
    let mut program = browse();
    let written = program.written();
    program.resize(columns, rows);
    assert!(!program.output_after(written).is_empty());
    let written = program.written();
    program.resize(100, 30);
    assert!(!program.output_after(written).is_empty());
    program.sees(READY);
    quit(program);
}

#[test]
fn starts_in_no_room_at_all() {
    let mut program = Start::demarche().size(1, 1).start();
    program.waits("alternate screen", vt100::Screen::alternate_screen);
    program.resize(80, 24);
    program.sees(READY);
    quit(program);
}

#[test]
fn the_last_of_many_sizes_counts() {
    let mut program = browse();
    for n in 0..500 {
        program.resize(20 + n % 200, 5 + n % 50);
    }
    program.resize(90, 20);
    program.waits("last row", |screen| {
        screen
            .rows(0, 90)
            .nth(19)
            .is_some_and(|row| row.contains(READY))
    });
    quit(program);
}

#[rstest]
#[case::alt_bracket(b"\x1b[")]
#[case::alt_o(b"\x1bO")]
#[case::parameters(b"\x1b[?12;")]
#[case::dcs(b"\x1bP")]
#[case::osc(b"\x1b]0;")]
#[case::apc(b"\x1b_")]
#[case::mouse(b"\x1b[M")]
#[case::half_a_character(b"\xe2\x82")]
#[case::paste(b"\x1b[200~jjq\x03")]
#[case::paste_with_half_an_end(b"\x1b[200~jjq\x1b[20")]
fn nothing_half_typed_wedges_it(#[case] typed: &[u8]) {
    let mut program = browse();
    program.press(typed);
    assert_eq!(program.ends_within(SILENCE), None);
    quit(program);
}

#[cfg(target_os = "linux")]
#[rstest]
#[case::paste(b"\x1b[200~", b"text ")]
#[case::sequence(b"\x1b[", b"1;")]
#[case::string(b"\x1b]52;c;", b"QUFB")]
#[case::mouse(b"", b"\x1b[<35;10;10M")]
#[case::same_key(b"", b"j")]
#[case::escapes(b"", b"\x1b")]
fn a_flood_takes_no_memory(#[case] begin: &[u8], #[case] body: &[u8]) {
    let mut program = browse();
    // What the first frames after the start need is no growth.
    let written = program.written();
    program.press("k");
    program.output_after(written);
    let before = program.status("VmRSS");
    program.press(begin);
    program.press(body.repeat(1_000_000 / body.len()));
    let after = program.status("VmRSS");
    quit(program);
    // Each thread tells of the whole process.
    assert!(
        after < before + 3 * 1024,
        "{} kB more",
        (after - before) / 3
    );
}

#[test]
fn random_bytes_do_not_end_it() {
    for seed in 1..=3_u64 {
        let mut program = browse();
        let mut state = seed;
        let random = std::iter::repeat_with(|| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_le_bytes()[3]
        });
        // What quits, or stops the program, is left out: those keys do what they say.
        let bytes: Vec<u8> = random
            .filter(|byte| !matches!(byte, b'q' | 0x03 | 0x1a))
            .take(20_000)
            .collect();
        program.press(bytes);
        assert_eq!(program.ends_within(SILENCE), None, "seed {seed}");
        quit(program);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn at_rest_it_sleeps_and_writes_nothing() {
    let program = browse();
    let written = program.written();
    // Long enough for every silence to be over.
    std::thread::sleep(2 * SILENCE);
    let before = program.status("voluntary_ctxt_switches");
    std::thread::sleep(2 * SILENCE);
    assert_eq!(program.status("voluntary_ctxt_switches"), before);
    assert_eq!(program.written(), written);
    quit(program);
}

#[test]
fn a_move_takes_few_bytes_in_one_frame() {
    let mut program = browse();
    for key in ["k", "k", "j", "k"] {
        let written = program.written();
        program.press(key);
        let frame = program.output_after(written);
        assert!(frame.len() <= 400, "{key}: {} bytes", frame.len());
        assert!(frame.starts_with(b"\x1b[?2026h") && frame.ends_with(b"\x1b[?2026l"));
    }
    quit(program);
}
