//! How a command ends: exit codes, and failures said in one form.

use std::error::Error;
use std::fmt::Write as _;
use std::io::{self, BufWriter, Write};

use crate::text::SafeText;

/// How the program ended, as its exit code says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All is well.
    Fine,
    /// The files have errors.
    Problems,
    /// The arguments, the query or the settings cannot be used, or there is no terminal.
    Usage,
    /// Something could not be read or written.
    Unreadable,
    /// A panic was contained.
    Panicked,
    /// The sandbox is required and not there.
    Unsandboxed,
    /// A signal ended it: 128 and its number.
    Signal(u8),
}

impl Outcome {
    /// Returns the exit code.
    pub const fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Problems => 1,
            Self::Usage => 2,
            Self::Unreadable => 3,
            Self::Panicked => 70,
            Self::Unsandboxed => 78,
            Self::Signal(code) => code,
        }
    }
}

/// The most cells of a line on standard error.
const LINE: u16 = 1000;

/// Why a command could not go on.
#[derive(Debug)]
pub struct Failure {
    outcome: Outcome,
    message: String,
    causes: Vec<String>,
    hint: Option<String>,
}

impl Failure {
    /// The arguments cannot be used.
    pub fn usage(message: impl Into<String>) -> Self {
        Self {
            outcome: Outcome::Usage,
            message: message.into(),
            causes: Vec::new(),
            hint: None,
        }
    }

    /// Something could not be read or written.
    pub fn unreadable(message: impl Into<String>) -> Self {
        Self {
            outcome: Outcome::Unreadable,
            ..Self::usage(message)
        }
    }

    /// The sandbox is required and not there.
    pub fn unsandboxed(message: impl Into<String>) -> Self {
        Self {
            outcome: Outcome::Unsandboxed,
            ..Self::usage(message)
        }
    }

    /// Adds an error and its causes.
    #[must_use]
    pub fn because(mut self, error: &dyn Error) -> Self {
        let mut cause = Some(error);
        while let Some(error) = cause {
            self.causes.push(error.to_string());
            cause = error.source();
        }
        self
    }

    /// Adds the way out.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Says it on standard error; returns how the program ends.
    ///
    /// Every line is cleaned: file names and arguments are as untrusted as files.
    pub fn report(self) -> Outcome {
        let mut text = String::new();
        let parts = std::iter::once(("error", self.message))
            .chain(self.causes.into_iter().map(|cause| ("caused by", cause)))
            .chain(self.hint.map(|hint| ("hint", hint)));
        for (name, words) in parts {
            for (at, line) in words.lines().enumerate() {
                // Cleaning drops outer space, but what is underlined stands under its words.
                let indent = line.len() - line.trim_start_matches(' ').len();
                let indent = " ".repeat(indent.min(LINE.into()));
                let line = SafeText::message(line, LINE);
                let _ = match at {
                    0 => writeln!(text, "{name}: {line}"),
                    _ if line.is_empty() => writeln!(text),
                    _ => writeln!(text, "  {indent}{line}"),
                };
            }
        }
        // Nobody is left to hear that standard error is closed.
        io::stderr().write_all(text.as_bytes()).ok();
        self.outcome
    }
}

/// Writes to standard output, buffered; a reader that has gone away is no error.
///
/// # Errors
/// Fails when standard output cannot be written, because a disk is full for example.
pub fn print(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<Outcome, Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Ok(()) => Ok(Outcome::Fine),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Outcome::Fine),
        Err(error) => Err(Failure::unreadable("standard output cannot be written").because(&error)),
    }
}

/// Says lines on standard error, each of them cleaned.
pub fn say(lines: impl IntoIterator<Item = String>) {
    let mut err = BufWriter::new(io::stderr().lock());
    for line in lines {
        let line = SafeText::message(&line, u16::MAX);
        if writeln!(err, "{line}").is_err() {
            return;
        }
    }
}
