//! Where bytes come from; the only reader of event files.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use thiserror::Error;

use crate::diag::source::Store;
use crate::text::SafeText;

/// Where the bytes of an event file come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A text that is part of the program.
    Embedded(&'static str),
    /// A regular file.
    File(PathBuf),
    /// Standard input, read to its end.
    Stdin,
}

/// The collection that comes with the program.
pub const BUNDLED: Origin = Origin::Embedded(include_str!("../../assets/events.toml"));

/// Why something could not be read at all.
#[derive(Debug, Error)]
#[error("cannot read {}: {cause}", SafeText::field(.name))]
pub struct LoadError {
    /// The path as given, or a name for what has none.
    pub name: String,
    /// What went wrong.
    pub cause: LoadCause,
    /// The way out.
    pub hint: &'static str,
}

/// What went wrong with reading.
#[derive(Debug, Error)]
pub enum LoadCause {
    /// The system said so.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// It is a pipe, a device or a socket.
    #[error("it is {0}, not a regular file")]
    NotRegular(&'static str),
    /// It is larger than the limit, in bytes.
    #[error("it is larger than {0} bytes")]
    TooLarge(u64),
    /// A directory without event files.
    #[error("no event file is in this directory")]
    NoEventFile,
    /// It was written to or cut short while it was read.
    #[error("it changed while it was being read")]
    Changed,
    /// A thread of the loader ended abnormally.
    #[error("the loader failed on it")]
    Panicked,
}

impl LoadError {
    /// Names what could not be read, and why.
    pub fn new(name: impl Into<String>, cause: LoadCause) -> Self {
        let hint = match &cause {
            LoadCause::Io(error) => match error.kind() {
                io::ErrorKind::NotFound => {
                    "check the path; a directory is read with everything below it"
                }
                io::ErrorKind::PermissionDenied => {
                    "make it readable for the user who runs demarche"
                }
                _ => "check the disk or network it lies on",
            },
            LoadCause::NotRegular(_) => {
                "write the data to a file, or give it on standard input with `-`"
            }
            LoadCause::TooLarge(_) => "raise `file` under [limits], or split the file",
            LoadCause::NoEventFile => "event files end in .toml, with a `format` key, or in .jsonl",
            LoadCause::Changed => "try again when it is written",
            LoadCause::Panicked => "this is a fault of demarche; please report it with the file",
        };
        Self {
            name: name.into(),
            cause,
            hint,
        }
    }
}

impl Origin {
    /// Turns the paths of a command line into origins: `-` is standard input, a directory every event file below
    /// it by path, and the same file named twice (by device and inode) is one.
    ///
    /// # Errors
    /// Fails for the first path that does not exist, cannot be listed, or is a directory without event files.
    pub fn expand(paths: &[PathBuf]) -> Result<Vec<Self>, LoadError> {
        let mut origins = Vec::new();
        let mut seen = HashSet::new();
        for path in paths {
            if path.as_os_str() == "-" {
                if !origins.contains(&Self::Stdin) {
                    origins.push(Self::Stdin);
                }
                continue;
            }
            let fail = |cause| LoadError::new(path.to_string_lossy(), cause);
            let stat = fs::metadata(path).map_err(|error| fail(error.into()))?;
            let mut files = Vec::new();
            if stat.is_dir() {
                list(path, 0, &mut files).map_err(|error| fail(error.into()))?;
                if files.is_empty() {
                    return Err(fail(LoadCause::NoEventFile));
                }
            } else {
                files.push(path.clone());
            }
            origins.extend(
                files
                    .into_iter()
                    .filter(|file| seen.insert(identity(file)))
                    .map(Self::File),
            );
        }
        Ok(origins)
    }

    /// Returns the name by which people know it.
    pub fn name(&self) -> String {
        match self {
            Self::Embedded(_) => "bundled collection".into(),
            Self::File(path) => path.to_string_lossy().into_owned(),
            Self::Stdin => "standard input".into(),
        }
    }

    /// Reads all bytes, at most `most` of them. Never waits for a pipe or a device: those are refused.
    ///
    /// # Errors
    /// Fails when it cannot be opened or read, is not a regular file, or is larger.
    pub fn read(&self, most: u64) -> Result<Vec<u8>, LoadError> {
        let fail = |cause| LoadError::new(self.name(), cause);
        match self {
            Self::Embedded(text) => Ok(text.as_bytes().to_vec()),
            Self::Stdin => drain(io::stdin().lock(), 0, most).map_err(fail),
            Self::File(path) => {
                let (file, len) = regular(path).map_err(fail)?;
                drain(file, len, most).map_err(fail)
            }
        }
    }

    /// Opens a large file to be read a piece at a time; nothing for what is small or no file.
    ///
    /// # Errors
    /// Those of [`read`](Self::read).
    pub fn pieces(&self, most: u64) -> Result<Option<Pieces>, LoadError> {
        let Self::File(path) = self else {
            return Ok(None);
        };
        let fail = |cause| LoadError::new(self.name(), cause);
        let (file, len) = regular(path).map_err(fail)?;
        if len > most {
            return Err(fail(LoadCause::TooLarge(most)));
        }
        let len = usize::try_from(len).ok().filter(|&len| len > LARGE);
        Ok(len.map(|len| Pieces {
            file: Mutex::new(file),
            len,
            skipped: 0,
        }))
    }
}

/// Bytes up to which a file is read as a whole.
const LARGE: usize = 8 << 20;

/// A large file, open, of which no more is held than what is at work.
#[derive(Debug)]
pub struct Pieces {
    file: Mutex<File>,
    len: usize,
    skipped: usize,
}

impl Pieces {
    /// Returns how many bytes there are.
    pub const fn size(&self) -> usize {
        self.len - self.skipped
    }

    /// Leaves out bytes at the start.
    #[must_use]
    pub fn skip(mut self, bytes: usize) -> Self {
        self.skipped = bytes.min(self.len);
        self
    }
}

impl Store for Pieces {
    fn read(&self, range: Range<usize>) -> Option<Vec<u8>> {
        let mut bytes = Vec::with_capacity(range.len());
        let start = self.skipped.checked_add(range.start)? as u64;
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(start)).ok()?;
        let piece = range.len() as u64;
        let read = (&*file).take(piece).read_to_end(&mut bytes).ok()?;
        (read == range.len()).then_some(bytes)
    }
}

/// Opens a regular file and says how long it is.
fn regular(path: &Path) -> Result<(File, u64), LoadCause> {
    let file = open(path)?;
    let stat = file.metadata()?;
    if stat.is_file() {
        Ok((file, stat.len()))
    } else {
        Err(LoadCause::NotRegular(sort(stat.file_type())))
    }
}

fn drain(reader: impl io::Read, expected: u64, most: u64) -> Result<Vec<u8>, LoadCause> {
    if expected > most {
        return Err(LoadCause::TooLarge(most));
    }
    let mut bytes = Vec::with_capacity(
        usize::try_from(expected)
            .unwrap_or_default()
            .saturating_add(1),
    );
    reader
        .take(most.saturating_add(1))
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(LoadCause::TooLarge(most));
    }
    Ok(bytes)
}

/// Opens without waiting for the writer of a pipe, and without making a terminal ours.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
    let flags = i32::try_from(flags.bits()).unwrap_or_default();
    File::options().read(true).custom_flags(flags).open(path)
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// Returns what a file that is not regular is, in words.
#[cfg(unix)]
fn sort(kind: fs::FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt as _;
    if kind.is_dir() {
        "a directory"
    } else if kind.is_fifo() {
        "a pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn sort(kind: fs::FileType) -> &'static str {
    if kind.is_dir() {
        "a directory"
    } else {
        "a device"
    }
}

/// What makes two names the same file: device and inode, or the resolved path.
#[cfg(unix)]
fn identity(path: &Path) -> (u64, u64, PathBuf) {
    use std::os::unix::fs::MetadataExt as _;
    fs::metadata(path).map_or_else(
        |_| (0, 0, path.to_path_buf()),
        |stat| (stat.dev(), stat.ino(), PathBuf::new()),
    )
}

#[cfg(not(unix))]
fn identity(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())
}

/// How deep directories are read: a circle of links ends here.
const DEPTH: usize = 32;

/// Lists the event files below a directory by path, without those that begin with a dot.
fn list(directory: &Path, depth: usize, files: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut entries: Vec<PathBuf> = fs::read_dir(directory)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    entries.sort();
    for path in entries {
        let hidden = path
            .file_name()
            .is_none_or(|name| name.to_string_lossy().starts_with('.'));
        let Some(stat) = fs::metadata(&path).ok().filter(|_| !hidden) else {
            continue;
        };
        if stat.is_dir() {
            if depth < DEPTH {
                list(&path, depth + 1, files)?;
            }
        } else if stat.is_file() && is_event_file(&path) {
            files.push(path);
        }
    }
    Ok(())
}

/// Says whether a file found in a directory is meant as an event file: JSON Lines, or TOML with a `format` key
/// above its first header.
fn is_event_file(path: &Path) -> bool {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("jsonl") => true,
        Some("toml") => {
            let mut head = Vec::new();
            let read = open(path).and_then(|file| file.take(64 * 1024).read_to_end(&mut head));
            read.is_ok()
                && String::from_utf8_lossy(&head)
                    .lines()
                    .map(|line| line.trim_start_matches('\u{feff}').trim_start())
                    .take_while(|line| !line.starts_with('['))
                    .any(|line| {
                        line.strip_prefix("format")
                            .is_some_and(|rest| rest.trim_start().starts_with('='))
                    })
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests;
