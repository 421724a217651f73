use std::fs::File;
use std::io::{Read as _, Write as _};
use std::os::fd::OwnedFd;
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use portable_pty::{MasterPty, PtySize, native_pty_system};
use ratatui::layout::Rect;

use super::*;
use crate::config::{Chord, Key};
use crate::tui::keys::{PASTE_SILENCE, SEQUENCE_SILENCE};
use crate::tui::{Inbox, Tty};

/// Long enough for any machine; nothing waits so long unless it fails.
const PATIENCE: Duration = Duration::from_secs(20);

/// A pseudo terminal, what it shows, and its mode.
struct Desk {
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn std::io::Write + Send>,
    shown: Arc<(Mutex<vt100::Parser>, Condvar)>,
    slave: File,
}

impl Desk {
    fn new() -> Self {
        let mut desk = Self::stalled();
        let mut reader = desk.master.try_clone_reader().unwrap();
        let shown = Arc::clone(&desk.shown);
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                shown.0.lock().unwrap().process(&bytes[..count]);
                shown.1.notify_all();
            }
        });
        desk.keyboard.flush().unwrap();
        desk
    }

    /// A terminal that nobody reads.
    fn stalled() -> Self {
        let pair = native_pty_system().openpty(size(24, 80)).unwrap();
        let name = pair.master.tty_name().unwrap();
        let slave = File::options().read(true).write(true).open(name).unwrap();
        Self {
            keyboard: pair.master.take_writer().unwrap(),
            master: pair.master,
            shown: Arc::new((Mutex::new(vt100::Parser::new(24, 80, 0)), Condvar::new())),
            slave,
        }
    }

    fn tty(&self) -> Tty {
        let end = || OwnedFd::from(self.slave.try_clone().unwrap());
        Tty::new(end(), end(), true).unwrap()
    }

    fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
    }

    /// Waits until the screen shows a text.
    fn sees(&self, text: &str) {
        self.waits(&format!("{text:?}"), |screen| {
            screen.contents().contains(text)
        });
    }

    fn waits(&self, what: &str, until: impl Fn(&vt100::Screen) -> bool) {
        let parser = self.shown.0.lock().unwrap();
        let (parser, waited) = self
            .shown
            .1
            .wait_timeout_while(parser, PATIENCE, |parser| !until(parser.screen()))
            .unwrap();
        assert!(
            !waited.timed_out(),
            "no {what} in:\n{}",
            parser.screen().contents()
        );
    }

    fn mode(&self) -> String {
        format!("{:?}", rustix::termios::tcgetattr(&self.slave).unwrap())
    }
}

fn key(c: char) -> Input {
    Input::Chord(Chord::plain(Key::Char(c)))
}

const fn size(rows: u16, cols: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

/// Shows what it was told last, how often it was drawn, and how large the screen is.
#[derive(Default)]
struct Witness {
    last: String,
    inputs: usize,
    frames: usize,
    area: Rect,
    due: Option<Instant>,
    /// Fills the screen with ever new letters, as fast as it is let.
    busy: bool,
}

impl Ui for Witness {
    fn input(&mut self, input: Input) -> Flow {
        self.inputs += 1;
        self.last = match &input {
            Input::Chord(chord) => chord.to_string(),
            other => format!("{other:?}"),
        };
        match input {
            Input::Chord(chord) if chord.key == Key::Char('q') => Flow::Quit,
            Input::Chord(chord) if chord.key == Key::Char('-') => Flow::Same,
            Input::Deadline => {
                self.due = self.busy.then(Instant::now);
                Flow::Draw
            }
            _ => Flow::Draw,
        }
    }

    fn draw(&mut self, buffer: &mut Buffer) {
        self.frames += 1;
        self.area = buffer.area;
        if self.busy {
            let letter = char::from(b'a' + u8::try_from(self.frames % 26).unwrap());
            buffer.content.iter_mut().for_each(|cell| {
                cell.set_char(letter);
            });
        } else {
            let text = format!("<{}> {}x{}", self.last, self.area.width, self.area.height);
            buffer.set_stringn(
                0,
                0,
                text,
                usize::from(self.area.width),
                ratatui::style::Style::new(),
            );
        }
    }

    fn deadline(&self) -> Option<Instant> {
        self.due
    }
}

/// Runs a witness on a thread of its own until it ends.
fn start(
    desk: &Desk,
    mut witness: Witness,
    inputs: &[Input],
) -> (Inbox, JoinHandle<(End, Witness)>) {
    let mut terminal = Terminal::enter(desk.tty()).unwrap();
    let inbox = terminal.inbox();
    for input in inputs {
        inbox.push(input.clone());
    }
    let run = thread::spawn(move || (run(&mut witness, &mut terminal), witness));
    (inbox, run)
}

#[test]
fn takes_the_screen_hears_keys_and_leaves_all_as_it_was() {
    let mut desk = Desk::new();
    let before = desk.mode();
    let (_, run) = start(&desk, Witness::default(), &[]);
    desk.sees("<> 80x24");
    assert_ne!(desk.mode(), before);
    desk.waits("alternate screen", |screen| {
        screen.alternate_screen() && screen.hide_cursor() && screen.bracketed_paste()
    });
    desk.press("\x1b[A");
    desk.sees("<up>");
    desk.press("\x1b");
    desk.sees("<esc>");
    desk.press("\x1b[200~some text\x1b[201~");
    desk.sees("<Paste(\"some text\")>");
    desk.press("q");
    let (end, _) = run.join().unwrap();
    assert_eq!(end, End::Quit);
    desk.waits("main screen", |screen| {
        !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
    });
    assert_eq!(desk.mode(), before);
}

#[test]
fn inputs_that_wait_share_a_frame() {
    let desk = Desk::new();
    let inputs: Vec<_> = (0..100)
        .map(|n| key(if n % 2 == 0 { 'j' } else { 'k' }))
        .chain([key('q')])
        .collect();
    let (_, run) = start(&desk, Witness::default(), &inputs);
    let (_, witness) = run.join().unwrap();
    assert_eq!(witness.inputs, 101);
    assert!(witness.frames <= 1, "{} frames", witness.frames);
}

#[test]
fn what_changes_nothing_draws_nothing() {
    let mut desk = Desk::new();
    let (_, run) = start(&desk, Witness::default(), &[]);
    desk.sees("<>");
    desk.press("----");
    desk.press("j");
    desk.sees("<j>");
    desk.press("q");
    let (_, witness) = run.join().unwrap();
    assert!(witness.frames <= 2, "{} frames", witness.frames);
    assert_eq!(witness.inputs, 6);
}

#[test]
fn unfinished_sequences_do_not_wedge() {
    let mut desk = Desk::new();
    let (_, run) = start(&desk, Witness::default(), &[]);
    for begin in [
        "\x1b[",
        "\x1bO",
        "\x1b[200~jjq",
        "\x1b]0;q",
        "\x1bP",
        "\x1b[M",
    ] {
        desk.press(begin);
        thread::sleep(PASTE_SILENCE + SEQUENCE_SILENCE);
        desk.press("x");
        desk.sees("<x>");
        desk.press("y");
        desk.sees("<y>");
    }
    desk.press("q");
    assert_eq!(run.join().unwrap().0, End::Quit);
}

#[test]
fn the_deadline_comes_in_a_flood_too() {
    struct Flood(Inbox);
    impl Ui for Flood {
        fn input(&mut self, input: Input) -> Flow {
            if input == Input::Deadline {
                return Flow::Quit;
            }
            // Each input brings the next two, so the inbox is never empty.
            self.0.push(key('j'));
            self.0.push(key('k'));
            Flow::Same
        }
        fn draw(&mut self, _: &mut Buffer) {}
        fn deadline(&self) -> Option<Instant> {
            Some(Instant::now())
        }
    }
    let desk = Desk::new();
    let mut terminal = Terminal::enter(desk.tty()).unwrap();
    let inbox = terminal.inbox();
    inbox.push(key('j'));
    assert_eq!(run(&mut Flood(inbox), &mut terminal), End::Quit);
}

#[test]
fn a_new_size_is_drawn_whole_within_bounds() {
    let mut desk = Desk::new();
    let (inbox, run) = start(&desk, Witness::default(), &[]);
    for (rows, columns, shown) in [
        (10, 40, "<Resize> 40x10"),
        (0, 0, "<Resize> 80x24"),
        (65535, 65535, "<Resize> 500x200"),
    ] {
        desk.master.resize(size(rows, columns)).unwrap();
        inbox.push(Input::Resize);
        desk.sees(shown);
    }
    desk.master.resize(size(1, 1)).unwrap();
    inbox.push(Input::Resize);
    desk.waits("one cell", |screen| screen.contents().trim() == "<");
    desk.press("q");
    assert_eq!(run.join().unwrap().1.area, Rect::new(0, 0, 1, 1));
}

#[test]
fn a_stalled_screen_holds_up_neither_the_clock_nor_the_end() {
    let desk = Desk::stalled();
    let witness = Witness {
        due: Some(Instant::now()),
        busy: true,
        ..Witness::default()
    };
    desk.master.resize(size(200, 500)).unwrap();
    let (inbox, run) = start(&desk, witness, &[]);
    // More than a pseudo terminal takes before it stalls.
    thread::sleep(Duration::from_millis(300));
    inbox.push(Input::Terminate(Signal::Terminate));
    let (end, witness) = run.join().unwrap();
    assert_eq!(end, End::Signal(Signal::Terminate));
    assert!(
        witness.inputs > witness.frames + 10,
        "{} inputs, {} frames",
        witness.inputs,
        witness.frames
    );
}

#[test]
fn a_terminal_that_goes_ends_the_program() {
    let desk = Desk::stalled();
    let (_, run) = start(&desk, Witness::default(), &[]);
    drop(desk);
    assert_eq!(run.join().unwrap().0, End::Signal(Signal::Hangup));
}
