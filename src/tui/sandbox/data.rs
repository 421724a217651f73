//! The event file of the kiosk and the one directory that stays readable.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::text::SafeText;

/// An event file, and the directory below which it lies whatever links lead to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Data {
    directory: PathBuf,
    file: PathBuf,
}

/// Why a file cannot be shown in the kiosk.
#[derive(Debug, Error)]
pub enum DataError {
    /// It cannot be found or looked at.
    #[error("cannot read {name}")]
    Unreadable {
        /// Its path as given.
        name: SafeText,
        /// Why not.
        source: io::Error,
    },
    /// It is a directory, a pipe, a device or a socket.
    #[error("{name} is not a regular file; the kiosk shows exactly one event file")]
    NotRegular {
        /// Its path as given.
        name: SafeText,
    },
    /// It is a link that leads out of its directory, where the sandbox lets nothing be read.
    #[error("{name} leads to {target}, out of its directory; name that file itself, or copy it")]
    Outside {
        /// Its path as given.
        name: SafeText,
        /// Where it leads.
        target: SafeText,
    },
}

impl Data {
    /// Finds the file and its directory.
    ///
    /// Links inside the directory may lead on, so that a directory swapped as a whole (`file -> ..data/file`) works.
    ///
    /// # Errors
    ///
    /// It does not exist, is not a regular file, or a link leads out of its directory.
    pub fn at(path: &Path) -> Result<Self, DataError> {
        let name = SafeText::field(&path.to_string_lossy());
        let unreadable = |source| DataError::Unreadable {
            name: name.clone(),
            source,
        };
        let Some(last) = path.file_name() else {
            return Err(DataError::NotRegular { name });
        };
        let parent = path
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty());
        let directory = fs::canonicalize(parent.unwrap_or(Path::new("."))).map_err(unreadable)?;
        let file = directory.join(last);
        let target = fs::canonicalize(&file).map_err(unreadable)?;
        if !fs::metadata(&target).map_err(unreadable)?.is_file() {
            return Err(DataError::NotRegular { name });
        }
        if !target.starts_with(&directory) {
            let target = SafeText::field(&target.to_string_lossy());
            return Err(DataError::Outside { name, target });
        }
        Ok(Self { directory, file })
    }

    /// Returns the directory, absolute and without links.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// Returns the file in that directory, absolute; it may be a link that is followed anew on every read.
    pub fn file(&self) -> &Path {
        &self.file
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn links_may_lead_on_but_not_out() {
        let root = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(root.path()).unwrap();
        let data = root.join("data");
        fs::create_dir_all(data.join("2026")).unwrap();
        fs::write(data.join("2026/events.toml"), "").unwrap();
        fs::write(root.join("secret"), "").unwrap();
        symlink("2026", data.join("..data")).unwrap();
        symlink("..data/events.toml", data.join("events.toml")).unwrap();
        symlink("../secret", data.join("out.toml")).unwrap();
        symlink("loop.toml", data.join("loop.toml")).unwrap();
        symlink(&data, root.join("alias")).unwrap();

        let found = Data::at(&root.join("alias/events.toml")).unwrap();
        assert_eq!(found.directory(), data);
        assert_eq!(found.file(), data.join("events.toml"));

        let outside = Data::at(&data.join("out.toml")).unwrap_err();
        assert!(matches!(outside, DataError::Outside { .. }), "{outside}");
        for unreadable in ["loop.toml", "none.toml", "none/events.toml"] {
            let error = Data::at(&data.join(unreadable)).unwrap_err();
            assert!(matches!(error, DataError::Unreadable { .. }), "{error}");
        }
        for odd in ["2026", "..", "/dev/null"] {
            let error = Data::at(&data.join(odd)).unwrap_err();
            assert!(
                matches!(error, DataError::NotRegular { .. }),
                "{odd}: {error}"
            );
        }
    }

    #[test]
    fn names_are_cleaned() {
        let error = Data::at(Path::new("/none\x1b[2J/x.toml")).unwrap_err();
        assert!(!error.to_string().contains('\x1b'));
    }
}
