//! A kiosk on a pseudo terminal, and what must be true of it whatever is done to it.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::Signal;
use tempfile::TempDir;

use crate::program::{Program, Start};

/// The page that a visitor finds who presses a key, in the bundled collection.
pub(crate) const START: &str = "What would you like to see?";

/// What the loop for passers-by says at the bottom.
pub(crate) const LOOP: &str = "any other key";

/// Longer than any silence that the decoder waits for.
pub(crate) const SILENCE: Duration = Duration::from_millis(400);

/// Longer than any answer takes on a machine under load.
const ANSWER: Duration = Duration::from_millis(600);

/// So many times a key is pressed before the kiosk counts as dead.
const ATTEMPTS: usize = 50;

/// The settings of a session that no clock interrupts.
const TIMELESS: [&str; 2] = ["kiosk.idle=3600", "kiosk.card=3600"];

/// Returns the length of a flood: the whole where that is wanted, otherwise as much as shows what it shows.
pub(crate) fn length<T>(short: T, whole: T) -> T {
    if std::env::var_os("DEMARCHE_ABUSE").is_some_and(|value| value == "full") {
        whole
    } else {
        short
    }
}

/// A kiosk about to open.
pub(crate) struct Opening {
    /// What the shell does first.
    shell: String,
    settings: Vec<&'static str>,
    more: Vec<&'static str>,
    environment: Vec<(&'static str, &'static str)>,
    file: Option<PathBuf>,
    size: (u16, u16),
    heard: bool,
    slow: bool,
}

impl Opening {
    /// On the bundled collection, 80×24, with no clock that interrupts.
    pub(crate) fn new() -> Self {
        Self {
            shell: String::new(),
            settings: TIMELESS.to_vec(),
            more: Vec::new(),
            environment: Vec::new(),
            file: None,
            size: (80, 24),
            heard: true,
            slow: false,
        }
    }

    /// With the shortest times: two seconds without a key, and another of the question.
    pub(crate) fn hasty() -> Self {
        Self {
            settings: vec!["kiosk.idle=2", "kiosk.countdown=1", "kiosk.card=3600"],
            ..Self::new()
        }
    }

    pub(crate) fn file(mut self, file: &Path) -> Self {
        self.file = Some(file.to_owned());
        self
    }

    pub(crate) const fn size(mut self, columns: u16, rows: u16) -> Self {
        self.size = (columns, rows);
        self
    }

    pub(crate) fn shell(mut self, command: impl Into<String>) -> Self {
        self.shell = command.into();
        self
    }

    pub(crate) fn env(mut self, name: &'static str, value: &'static str) -> Self {
        self.environment.push((name, value));
        self
    }

    pub(crate) fn argument(mut self, argument: &'static str) -> Self {
        self.more.push(argument);
        self
    }

    pub(crate) const fn stalled(mut self) -> Self {
        self.heard = false;
        self
    }

    pub(crate) const fn slow(mut self) -> Self {
        self.slow = true;
        self
    }

    /// With another setting.
    pub(crate) fn set(mut self, setting: &'static str) -> Self {
        self.settings.push(setting);
        self
    }

    /// Starts it, and waits for nothing.
    pub(crate) fn start(self) -> Visit {
        let place = tempfile::tempdir().unwrap();
        let log = place.path().join("log");
        let script = format!("exec 2>\"$1\"; shift; {} exec \"$@\"", self.shell);
        let mut arguments: Vec<&str> = vec!["-c", &script, "sh", log.to_str().unwrap()];
        arguments.extend([env!("CARGO_BIN_EXE_demarche"), "--kiosk"]);
        arguments.extend(["--sandbox=best-effort", "--today", "2026-02-05"]);
        for setting in &self.settings {
            arguments.extend(["--set", setting]);
        }
        arguments.extend(&self.more);
        if let Some(file) = &self.file {
            arguments.push(file.to_str().unwrap());
        }
        let mut start = Start::command("sh", &arguments).size(self.size.0, self.size.1);
        for (name, value) in self.environment {
            start = start.env(name, value);
        }
        if !self.heard {
            start = start.stalled();
        }
        if self.slow {
            start = start.slow();
        }
        Visit {
            program: start.start(),
            place,
        }
    }

    /// Starts it, and waits for the loop.
    pub(crate) fn open(self) -> Visit {
        let visit = self.start();
        visit.sees(LOOP);
        visit
    }
}

/// A running kiosk, and what it says to whoever keeps it.
pub(crate) struct Visit {
    pub(crate) program: Program,
    place: TempDir,
}

impl Visit {
    pub(crate) fn press(&mut self, keys: impl AsRef<[u8]>) {
        self.program.press(keys);
    }

    pub(crate) fn sees(&self, text: &str) {
        assert!(
            waits(|| self.program.text().contains(text)),
            "no {text:?} in:\n{}\nlog: {}",
            self.program.text(),
            self.log()
        );
    }

    pub(crate) fn misses(&self, text: &str) {
        let gone = waits(|| !self.program.text().contains(text));
        assert!(gone, "{text:?} in:\n{}", self.program.text());
    }

    /// Presses Escape until a page shows it: whoever presses it often enough comes to the beginning.
    pub(crate) fn reaches(&mut self, text: &str) {
        for _ in 0..ATTEMPTS {
            assert_eq!(self.program.ends_within(Duration::ZERO), None);
            let written = self.program.written();
            self.press("\x1b");
            // A key may be swallowed by what was left unfinished before it; the next one is not.
            if within(ANSWER, || self.program.written() > written) {
                self.rests();
                if self.program.text().contains(text) {
                    return;
                }
            }
        }
        panic!("no {text:?} is reached from:\n{}", self.program.text());
    }

    /// Asserts that the process is there and answers keys.
    pub(crate) fn is_alive(&mut self) {
        self.reaches(START);
    }

    /// Waits until nothing is written for a moment.
    pub(crate) fn rests(&self) {
        let mut written = self.program.written();
        while within(Duration::from_millis(120), || {
            self.program.written() > written
        }) {
            written = self.program.written();
        }
    }

    /// Ends the kiosk; asserts that nothing is left behind and all that was said is in the language of terminals.
    pub(crate) fn ends(mut self) {
        self.program.kill(Signal::TERM);
        assert_eq!(self.program.ends(), 143);
        self.is_gone();
    }

    /// Asserts what is true after the end.
    pub(crate) fn is_gone(&mut self) {
        self.program.left_the_terminal_as_it_was();
        self.spoke_the_language();
    }

    /// Asserts that the terminal heard nothing but the language of terminals, and was not asked for pasted text.
    pub(crate) fn spoke_the_language(&self) {
        self.program.spoke_the_language();
        let output = self.program.output();
        let asked = output.windows(8).any(|bytes| bytes == b"\x1b[?2004h");
        assert!(!asked, "the kiosk asks for marks around pasted text");
    }

    /// Returns what was said to whoever keeps the kiosk.
    pub(crate) fn log(&self) -> String {
        let log = fs::read(self.place.path().join("log")).unwrap_or_default();
        String::from_utf8_lossy(&log).into_owned()
    }

    /// Returns how many lines of the log hold a text.
    pub(crate) fn logged(&self, text: &str) -> usize {
        self.log()
            .lines()
            .filter(|line| line.contains(text))
            .count()
    }

    /// Says whether the kernel holds all locks; prints why a case is skipped where it does not.
    pub(crate) fn is_locked(&self, case: &str) -> bool {
        let locked = self.log().contains("sandbox: full");
        if !locked {
            eprintln!("{case} is skipped: {}", self.log());
        }
        locked
    }

    /// Returns the memory in use, in KiB.
    pub(crate) fn memory(&self) -> u64 {
        let status = fs::read_to_string(self.of_the_process("status")).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let number = line.unwrap().split_whitespace().next().unwrap();
        number.parse().unwrap()
    }

    /// Returns the processor time used so far, in ticks of a hundredth of a second.
    pub(crate) fn ticks(&self) -> u64 {
        let stat = fs::read_to_string(self.of_the_process("stat")).unwrap();
        // The name, in parentheses, may hold anything; user and system time are the 14th and 15th field.
        let (_, after) = stat.rsplit_once(')').unwrap();
        let field = |at: usize| -> u64 {
            after
                .split_whitespace()
                .nth(at - 3)
                .unwrap()
                .parse()
                .unwrap()
        };
        field(14) + field(15)
    }

    fn of_the_process(&self, name: &str) -> String {
        format!("/proc/{}/{name}", self.program.pid())
    }

    /// Asserts that memory grew by less than so many KiB while something was done, and that the kiosk is alive.
    pub(crate) fn grows_less(&mut self, most: u64, work: impl FnOnce(&mut Self)) {
        // What the first pages need is no growth.
        self.is_alive();
        self.press("\r");
        self.is_alive();
        let before = self.memory();
        work(self);
        let grown = self.memory().saturating_sub(before);
        self.is_alive();
        assert!(grown < most, "{grown} KiB more");
    }
}

/// Waits until something is so, for as long as any machine may need; says whether it came.
pub(crate) fn waits(so: impl FnMut() -> bool) -> bool {
    within(Duration::from_secs(60), so)
}

/// Waits until something is so, so long at most; says whether it came.
pub(crate) fn within(time: Duration, mut so: impl FnMut() -> bool) -> bool {
    let end = Instant::now() + time;
    loop {
        if so() {
            return true;
        }
        if Instant::now() >= end {
            return false;
        }
        thread::sleep(Duration::from_millis(10));
    }
}
