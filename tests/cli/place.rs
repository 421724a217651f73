//! A place to run the program in, and what came of a run.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A directory of its own, which is also the home of the program.
pub(crate) struct Place(TempDir);

/// What came of a run.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) status: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
        command
            .args(arguments)
            .current_dir(&self.0)
            .env_clear()
            .envs([("HOME", "."), ("LANG", "C.UTF-8"), ("TERM", "xterm")])
            .env("XDG_CONFIG_HOME", self.path("config"))
            .stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.feed(arguments, b"")
    }

    pub(crate) fn feed(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut command = self.command(arguments);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_vec();
        // A program that does not read its input closes it.
        let feeder = std::thread::spawn(move || stdin.write_all(&input).ok());
        let output = child.wait_with_output().unwrap();
        feeder.join().unwrap();
        Run {
            status: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Run {
    /// Asserts how it ended and what it said.
    #[track_caller]
    pub(crate) fn ends(&self, status: i32, err: &str) -> &Self {
        assert_eq!(
            (self.status, self.err.as_str()),
            (Some(status), err),
            "{self:?}"
        );
        self
    }

    /// Asserts how it ended, and words that it said.
    #[track_caller]
    pub(crate) fn says(&self, status: i32, words: &str) -> &Self {
        assert_eq!(self.status, Some(status), "{self:?}");
        assert!(self.err.contains(words), "{self:?}");
        self
    }

    #[track_caller]
    pub(crate) fn prints(&self, out: &str) {
        assert_eq!(self.out, out, "{self:?}");
    }

    /// Asserts that nothing it wrote could steer a terminal or turn text around.
    #[track_caller]
    pub(crate) fn is_harmless(&self) -> &Self {
        let bad = |c: char| {
            (c.is_control() && c != '\n')
                || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        assert!(
            !self.out.contains(bad) && !self.err.contains(bad),
            "{self:?}"
        );
        self
    }
}
