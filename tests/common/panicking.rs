//! A panic while the screen is ours: this very test, run again on a terminal, panics there.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use demarche::tui::{self, Flow, Input, Options, Terminal, Tty, Ui};
use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::program::Start;

/// Set for the copy of this test that is to panic.
const PANIC: &str = "PANIC_AT_THE_FIRST_KEY";

#[test]
fn a_panic_leaves_the_screen_first_and_tells_no_data() {
    if std::env::var_os(PANIC).is_some() {
        return panic_at_the_first_key();
    }
    let name = "panicking::a_panic_leaves_the_screen_first_and_tells_no_data";
    let copy = std::env::current_exe().unwrap();
    let copy = Start::command(copy.to_str().unwrap(), &["--exact", name, "--nocapture"]);
    let mut program = copy.env(PANIC, "1").start();
    program.sees("drawn");
    program.press("x");
    assert_eq!(program.ends(), 0);
    program.left_the_terminal_as_it_was();
    let output = String::from_utf8(program.output()).unwrap();
    let (_, after) = output.split_once("\x1b[?1049l").unwrap();
    assert!(
        after.contains("demarche: internal error at tests/common/panicking.rs:"),
        "{after:?}"
    );
    assert_eq!(output.matches("internal error").count(), 1, "{output:?}");
    assert!(!output.contains("secret"), "{output:?}");
}

/// Takes the screen, lets a thread panic whose panics are contained, and panics itself at the first key.
fn panic_at_the_first_key() {
    struct Fault;
    impl Ui for Fault {
        fn input(&mut self, input: Input) -> Flow {
            match input {
                Input::Chord(_) => panic!("secret"),
                _ => Flow::Same,
            }
        }
        fn draw(&mut self, buffer: &mut Buffer) {
            buffer.set_string(0, 0, "drawn", Style::new());
        }
        fn deadline(&self) -> Option<Instant> {
            None
        }
    }
    tui::contain_panics();
    let tty = Tty::open(Options::default()).unwrap();
    let mut terminal = Terminal::enter(tty).unwrap();
    std::thread::spawn(|| panic!("secret")).join().unwrap_err();
    let run = || tui::run(&mut Fault, &mut terminal);
    catch_unwind(AssertUnwindSafe(run)).unwrap_err();
}
