//! What tells one state of a file from another without reading it.

use std::fs;
use std::io;
use std::path::Path;

/// What tells one state of a file from another.
///
/// The device and the number of the file change when another is put in its place, the times and the size when it is
/// written; the time of its last change of any sort cannot be set back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    identity: (u64, u64),
    regular: bool,
    size: u64,
    modified: (i64, i64),
    changed: (i64, i64),
}

impl Stamp {
    /// Looks at a file, through links.
    ///
    /// # Errors
    ///
    /// It is not there, or may not be looked at.
    pub fn of(path: &Path) -> io::Result<Self> {
        Ok(Self::from_metadata(&fs::metadata(path)?))
    }

    /// Says whether it is a regular file without a byte.
    pub const fn is_empty(&self) -> bool {
        self.regular && self.size == 0
    }

    #[cfg(unix)]
    fn from_metadata(stat: &fs::Metadata) -> Self {
        use std::os::unix::fs::MetadataExt as _;
        Self {
            identity: (stat.dev(), stat.ino()),
            regular: stat.is_file(),
            size: stat.size(),
            modified: (stat.mtime(), stat.mtime_nsec()),
            changed: (stat.ctime(), stat.ctime_nsec()),
        }
    }

    #[cfg(windows)]
    fn from_metadata(stat: &fs::Metadata) -> Self {
        use std::os::windows::fs::MetadataExt as _;
        Self {
            identity: (0, 0),
            regular: stat.is_file(),
            size: stat.file_size(),
            modified: (stat.last_write_time().cast_signed(), 0),
            changed: (stat.creation_time().cast_signed(), 0),
        }
    }
}
