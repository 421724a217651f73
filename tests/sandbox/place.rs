//! Where the tests take place, and how the children are started.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use demarche::tui::sandbox::kernel;
use tempfile::TempDir;

use super::Skipped;
use super::child::ROLE;

/// A directory with an event file.
pub(crate) struct Place {
    root: TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("data")).unwrap();
        fs::write(root.path().join("data/events.toml"), "first").unwrap();
        fs::write(root.path().join("secret"), "secret").unwrap();
        Self { root }
    }

    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.root.path().join(path)
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.at("data/events.toml")
    }
}

pub(crate) fn child(case: &str, file: Option<&Path>) -> Command {
    under(Command::new(std::env::current_exe().unwrap()), case, file)
}

pub(crate) fn under(mut command: Command, case: &str, file: Option<&Path>) -> Command {
    command.args([ROLE, case]).args(file).stdin(Stdio::null());
    command
}

pub(crate) fn told(command: &mut Command) -> String {
    let output = command.output().unwrap();
    text(&output)
}

pub(crate) fn text(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone())
        .unwrap()
        .trim_end()
        .to_owned()
}

/// The whole promise needs Linux 6.12, with Landlock enabled.
pub(crate) fn modern() -> Result<(), Skipped> {
    let release = kernel();
    let mut numbers = release
        .split(['.', '-'])
        .map_while(|part| part.parse::<u32>().ok());
    let version = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    let probe = told(&mut child("report", None));
    if version < (6, 12) || probe.contains("Landlock") || probe.contains("no list of system calls")
    {
        return Err(format!("Linux {release} says {probe}"));
    }
    Ok(())
}
