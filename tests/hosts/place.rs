//! What the kiosk shows in these tests, where that lies, and what the machine has.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::program::Start;

/// The program.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_demarche");

/// What a machine lacks, for the line that says why a test is skipped.
pub(crate) type Lack = String;

/// Says why a test is skipped, and ends it.
macro_rules! need {
    ($needed:expr) => {
        match $needed {
            Ok(value) => value,
            Err(lack) => {
                eprintln!("skipped: {lack}");
                return;
            }
        }
    };
}
pub(crate) use need;

/// Demands programs that are installed.
pub(crate) fn tools(names: &[&str]) -> Result<(), Lack> {
    const PLACES: [&str; 6] = [
        "/usr/bin",
        "/bin",
        "/usr/sbin",
        "/sbin",
        "/usr/lib/openssh",
        "/usr/local/bin",
    ];
    let missing = |name: &&&str| {
        !PLACES
            .iter()
            .any(|place| Path::new(place).join(name).exists())
    };
    names
        .iter()
        .find(missing)
        .map_or(Ok(()), |name| Err(format!("{name} is not installed here")))
}

/// Demands a kernel on which the sandbox is full.
pub(crate) fn sandbox() -> Result<(), Lack> {
    let output = Command::new(PROGRAM)
        .args(["doctor", "--json"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if said.contains("\"sandbox\":\"full\"") {
        Ok(())
    } else {
        Err(format!("the sandbox is not full here: {said}"))
    }
}

/// Demands the rights of root.
pub(crate) fn root() -> Result<(), Lack> {
    if rustix::process::geteuid().is_root() {
        Ok(())
    } else {
        Err("this needs root".into())
    }
}

/// A directory with an event file that is the kiosk's, and settings beside it.
pub(crate) struct Place {
    root: TempDir,
}

impl Place {
    /// With one event, and settings of the kiosk.
    pub(crate) fn new(settings: &str) -> Self {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("data")).unwrap();
        let settings = format!("[kiosk]\n{settings}\n");
        fs::write(root.path().join("settings.toml"), settings).unwrap();
        let place = Self { root };
        place.publish("Before the reload");
        place
    }

    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.root.path().join(path)
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.at("data/events.toml")
    }

    /// Puts a text in the place of the event file, in one step.
    pub(crate) fn put(&self, text: &str) {
        let new = self.at("data/new");
        fs::write(&new, text).unwrap();
        fs::rename(new, self.file()).unwrap();
    }

    /// Puts the bundled collection in the place of the event file, with a comment that sets it apart.
    pub(crate) fn put_bundled(&self, comment: u32) {
        let text = include_str!("../../assets/events.toml");
        self.put(&format!("# {comment}\n{text}"));
    }

    /// Puts a file with another title in the place of the event file.
    pub(crate) fn publish(&self, title: &str) {
        let text = format!(
            "format = 1\n[[event]]\nid = \"2001-call\"\ndate = \"2001\"\nkind = \"call\"\ntitle = \"{title}\"\n\
             countries = [\"US\", \"CN\"]\nsources = [{{ url = \"https://example.org\" }}]\n"
        );
        self.put(&text);
    }

    /// The arguments of the kiosk on that file.
    pub(crate) fn arguments(&self) -> Vec<String> {
        let path = |path: PathBuf| path.to_str().unwrap().to_owned();
        vec![
            "--kiosk".into(),
            "--today".into(),
            "2026-02-05".into(),
            "--config".into(),
            path(self.at("settings.toml")),
            path(self.file()),
        ]
    }

    /// The kiosk on that file, begun by another program with arguments.
    pub(crate) fn under(&self, begun: &[&str]) -> Start {
        let own = self.arguments();
        let words: Vec<&str> = begun
            .iter()
            .copied()
            .chain([PROGRAM])
            .chain(own.iter().map(String::as_str))
            .collect();
        let (program, arguments) = words.split_first().unwrap();
        Start::command(program, arguments)
    }

    /// The kiosk on that file.
    pub(crate) fn kiosk(&self) -> Start {
        self.under(&[])
    }
}
