//! The program on a pseudo terminal: keys in, a screen out, as a person has it.

use std::fs::File;
use std::io::Write as _;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use portable_pty::{CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

use crate::language;

/// Long enough for any machine; nothing waits so long unless it fails.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the terminal has heard.
pub(crate) struct Screen {
    parser: vt100::Parser,
    pub(crate) output: Vec<u8>,
}

/// The terminal's end: dropping it hangs up.
struct Line {
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn std::io::Write + Send>,
    /// Keeps the terminal open when the program has left, so that its mode can still be read.
    slave: File,
}

/// A running program and its terminal.
pub(crate) struct Program {
    line: Option<Line>,
    pub(crate) screen: Arc<(Mutex<Screen>, Condvar)>,
    /// Ends when nobody is to hear the program any more.
    ear: Option<JoinHandle<()>>,
    deaf: Arc<AtomicBool>,
    ended: Receiver<ExitStatus>,
    pub(crate) pid: Pid,
    /// The terminal's mode before the program began.
    before: String,
}

/// A program about to start.
pub(crate) struct Start {
    command: CommandBuilder,
    size: (u16, u16),
    /// Somebody reads what the program writes.
    heard: bool,
    /// How long the line takes for a few bytes.
    pace: Duration,
}

impl Start {
    /// The program itself, on the bundled collection and a fixed day.
    pub(crate) fn demarche() -> Self {
        Self::command(env!("CARGO_BIN_EXE_demarche"), &["--today", "2026-02-05"])
    }

    /// Any command, in an environment of our own.
    pub(crate) fn command(program: &str, arguments: &[&str]) -> Self {
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env_clear();
        for (name, value) in [
            ("TERM", "xterm-256color"),
            ("LANG", "C.UTF-8"),
            ("PATH", "/usr/bin:/bin"),
            ("PS1", "prompt> "),
        ] {
            command.env(name, value);
        }
        Self {
            command,
            size: (80, 24),
            heard: true,
            pace: Duration::ZERO,
        }
    }

    /// With a variable in its environment.
    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// On a terminal of so many columns and rows.
    pub(crate) const fn size(mut self, columns: u16, rows: u16) -> Self {
        self.size = (columns, rows);
        self
    }

    /// On a terminal that takes no output.
    pub(crate) const fn stalled(mut self) -> Self {
        self.heard = false;
        self
    }

    /// On a line that carries some 40 KB a second.
    pub(crate) const fn slow(mut self) -> Self {
        self.pace = Duration::from_millis(5);
        self
    }

    pub(crate) fn start(self) -> Program {
        let (columns, rows) = self.size;
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let name = pair.master.tty_name().unwrap();
        let flags =
            rustix::fs::OFlags::RDWR | rustix::fs::OFlags::NOCTTY | rustix::fs::OFlags::CLOEXEC;
        let slave = File::from(rustix::fs::open(name, flags, rustix::fs::Mode::empty()).unwrap());
        let before = mode(&slave);
        let mut child = pair.slave.spawn_command(self.command).unwrap();
        let pid = Pid::from_raw(child.process_id().unwrap().try_into().unwrap()).unwrap();
        let (tell, ended) = channel();
        thread::spawn(move || tell.send(child.wait().unwrap()));
        let screen = Screen {
            parser: vt100::Parser::new(rows.max(2), columns.max(2), 0),
            output: Vec::new(),
        };
        let screen = Arc::new((Mutex::new(screen), Condvar::new()));
        let deaf = Arc::<AtomicBool>::default();
        let pace = self.pace;
        let ear = self.heard.then(|| {
            let (reader, screen, deaf) = (
                pair.master.try_clone_reader().unwrap(),
                Arc::clone(&screen),
                Arc::clone(&deaf),
            );
            thread::spawn(move || hear(reader, (&screen, pace), &deaf))
        });
        let keyboard = pair.master.take_writer().unwrap();
        Program {
            line: Some(Line {
                master: pair.master,
                keyboard,
                slave,
            }),
            screen,
            ear,
            deaf,
            ended,
            pid,
            before,
        }
    }
}

fn hear(
    mut reader: impl std::io::Read,
    (screen, pace): (&(Mutex<Screen>, Condvar), Duration),
    deaf: &AtomicBool,
) {
    let mut bytes = [0; 4096];
    let most = if pace.is_zero() { bytes.len() } else { 200 };
    while let Ok(count @ 1..) = reader.read(&mut bytes[..most])
        && !deaf.load(Ordering::Acquire)
    {
        let mut shown = screen.0.lock().unwrap();
        shown.parser.process(&bytes[..count]);
        shown.output.extend(&bytes[..count]);
        screen.1.notify_all();
        drop(shown);
        thread::sleep(pace);
    }
}

const fn size(cols: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn mode(tty: &File) -> String {
    format!("{:?}", rustix::termios::tcgetattr(tty).unwrap())
}

impl Program {
    fn line(&mut self) -> &mut Line {
        self.line.as_mut().unwrap()
    }

    /// Types bytes; the terminal's own limit on what waits to be read applies.
    pub(crate) fn press(&mut self, keys: impl AsRef<[u8]>) {
        self.line().keyboard.write_all(keys.as_ref()).unwrap();
    }

    /// Waits until the screen shows a text.
    pub(crate) fn sees(&self, text: &str) {
        self.waits(&format!("{text:?}"), |screen| {
            screen.contents().contains(text)
        });
    }

    /// Waits until the screen is as described.
    pub(crate) fn waits(&self, what: &str, until: impl Fn(&vt100::Screen) -> bool) {
        let shown = self.screen.0.lock().unwrap();
        let not_yet = |shown: &mut Screen| !until(shown.parser.screen());
        let (shown, waited) = self
            .screen
            .1
            .wait_timeout_while(shown, PATIENCE, not_yet)
            .unwrap();
        assert!(
            !waited.timed_out(),
            "no {what} in:\n{}",
            shown.parser.screen().contents()
        );
    }

    /// Returns the text of the screen.
    pub(crate) fn text(&self) -> String {
        self.screen.0.lock().unwrap().parser.screen().contents()
    }

    /// Returns all that was written so far.
    pub(crate) fn output(&self) -> Vec<u8> {
        self.screen.0.lock().unwrap().output.clone()
    }

    /// Returns how many bytes were written so far.
    pub(crate) fn written(&self) -> usize {
        self.screen.0.lock().unwrap().output.len()
    }

    /// Waits for the next output after so many bytes, until the screen is at rest for a moment.
    pub(crate) fn output_after(&self, bytes: usize) -> Vec<u8> {
        let mut shown = self.screen.0.lock().unwrap();
        loop {
            let written = shown.output.len();
            let patience = if written > bytes {
                Duration::from_millis(200)
            } else {
                PATIENCE
            };
            let rests = |shown: &mut Screen| shown.output.len() == written;
            let (after, waited) = self
                .screen
                .1
                .wait_timeout_while(shown, patience, rests)
                .unwrap();
            shown = after;
            if waited.timed_out() {
                return shown.output[bytes..].to_vec();
            }
        }
    }

    /// Gives the terminal another size.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        let mut shown = self.screen.0.lock().unwrap();
        // A window of 0×0 is drawn as 80×24; the emulator has bounds of its own, also below: a frame for another size
        // that wraps in the only line, or a wide character in the only column, is too much for it.
        let (shown_rows, shown_columns) = if columns == 0 || rows == 0 {
            (24, 80)
        } else {
            (rows.clamp(2, 200), columns.clamp(2, 500))
        };
        shown
            .parser
            .screen_mut()
            .set_size(shown_rows, shown_columns);
        drop(shown);
        self.line().master.resize(size(columns, rows)).unwrap();
    }

    pub(crate) fn kill(&self, signal: Signal) {
        kill_process(self.pid, signal).unwrap();
    }

    /// Hangs up: the terminal is gone.
    pub(crate) fn hang_up(&mut self) {
        // The ear holds the line too; it wakes up when the program draws.
        self.deaf.store(true, Ordering::Release);
        self.resize(81, 25);
        self.ear
            .take()
            .into_iter()
            .for_each(|ear| ear.join().unwrap());
        self.line = None;
    }

    /// Says whether the program ends within a time.
    pub(crate) fn ends_within(&self, time: Duration) -> Option<u32> {
        let status = self.ended.recv_timeout(time).ok()?;
        assert_eq!(status.signal(), None, "{}", self.text());
        Some(status.exit_code())
    }

    /// Waits for the end; returns the exit code.
    pub(crate) fn ends(&self) -> u32 {
        self.ends_within(PATIENCE)
            .unwrap_or_else(|| panic!("still running:\n{}", self.text()))
    }

    /// Asserts that the terminal is as it was before: its mode, its screen, its cursor.
    pub(crate) fn left_the_terminal_as_it_was(&mut self) {
        let after = mode(&self.line().slave);
        assert_eq!(after, self.before);
        self.waits("main screen", |screen| {
            !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
        });
    }

    /// Asserts that all output was in the allowed language.
    pub(crate) fn spoke_the_language(&self) {
        let output = self.output();
        assert_eq!(language::fault(&output), None);
    }

    /// Returns the number of the process.
    #[cfg(target_os = "linux")]
    pub(crate) const fn pid(&self) -> i32 {
        self.pid.as_raw_pid()
    }

    /// Returns a number of `/proc/PID/status`, summed over the threads.
    #[cfg(target_os = "linux")]
    pub(crate) fn status(&self, field: &str) -> u64 {
        let tasks = format!("/proc/{}/task", self.pid());
        let task = |entry: std::io::Result<std::fs::DirEntry>| {
            std::fs::read_to_string(entry.unwrap().path().join("status")).unwrap()
        };
        let number = |status: String| {
            let line = status
                .lines()
                .find_map(|line| line.strip_prefix(field)?.strip_prefix(':'));
            line.unwrap()
                .split_whitespace()
                .next()
                .unwrap()
                .parse::<u64>()
                .unwrap()
        };
        std::fs::read_dir(tasks)
            .unwrap()
            .map(task)
            .map(number)
            .sum()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.line = None;
        // Nothing may outlive its test; what has ended already is not there to be killed.
        let _ended = kill_process(self.pid, Signal::KILL);
    }
}
