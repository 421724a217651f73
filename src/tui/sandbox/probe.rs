//! Trying what must not work.
//!
//! Every attempt is made so that it harms nothing where it does work: nothing is opened with cutting, a file is renamed
//! to its own name and given the mode that it has, a directory that is not empty is removed, a process is sent no signal.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpStream, UdpSocket};
use std::os::unix::net::UnixDatagram;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use rustix::io::Errno;
use rustix::process::{Pid, getppid, test_kill_process};

use super::Data;

/// Where the attempts are made.
#[derive(Clone, Debug)]
pub(super) struct Targets {
    data: Option<Data>,
    parent: Option<Pid>,
}

/// What one attempt found wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Finding {
    /// The attempt.
    pub(super) name: &'static str,
    /// Something foreign was opened or started, or something written.
    pub(super) grave: bool,
}

/// An attempt.
struct Probe {
    name: &'static str,
    /// Its success would break a promise that no other layer keeps.
    grave: bool,
    attempt: fn(&Targets) -> Option<io::Result<()>>,
}

/// What must be refused; an attempt without a target is left out.
const PROBES: &[Probe] = &[
    Probe {
        name: "open",
        grave: true,
        attempt: |_| Some(open("/etc/passwd")),
    },
    Probe {
        name: "memory",
        grave: true,
        attempt: |_| Some(open("/proc/self/mem")),
    },
    Probe {
        name: "write",
        grave: true,
        attempt: |to| to.file().map(write),
    },
    Probe {
        name: "create",
        grave: true,
        attempt: |to| Some(create(&to.directory().join(".demarche-probe"))),
    },
    Probe {
        name: "remove",
        grave: true,
        attempt: |to| Some(fs::remove_dir(to.directory())),
    },
    Probe {
        name: "rename",
        grave: true,
        attempt: |to| to.file().map(|file| fs::rename(file, file)),
    },
    Probe {
        name: "mode",
        grave: false,
        attempt: |to| to.file().map(keep_mode),
    },
    Probe {
        name: "spawn",
        grave: true,
        attempt: |_| Some(spawn()),
    },
    Probe {
        name: "udp",
        grave: false,
        attempt: |_| Some(UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).map(drop)),
    },
    Probe {
        name: "tcp",
        grave: false,
        attempt: |_| Some(connect()),
    },
    Probe {
        name: "unix",
        grave: false,
        attempt: |_| Some(UnixDatagram::unbound().map(drop)),
    },
    Probe {
        name: "signal",
        grave: false,
        attempt: |to| to.parent.map(|parent| Ok(test_kill_process(parent)?)),
    },
];

impl Targets {
    /// Looks around while everything can still be asked.
    pub(super) fn new(data: Option<&Data>) -> Self {
        Self {
            data: data.cloned(),
            parent: getppid(),
        }
    }

    /// Tries everything on this thread; returns what was not refused as it should be.
    pub(super) fn probe(&self) -> Vec<Finding> {
        let forbidden = PROBES.iter().filter_map(|probe| {
            let allowed = (probe.attempt)(self)?;
            let finding = |grave| {
                Some(Finding {
                    name: probe.name,
                    grave,
                })
            };
            match allowed {
                Err(error) if is_refusal(&error) => None,
                // What failed for another reason is no proof of anything.
                Err(_) => finding(false),
                Ok(()) => finding(probe.grave),
            }
        });
        let needed = self.file().filter(|file| open(file).is_err());
        forbidden
            .chain(needed.map(|_| Finding {
                name: "read",
                grave: false,
            }))
            .collect()
    }

    fn file(&self) -> Option<&Path> {
        self.data.as_ref().map(Data::file)
    }

    fn directory(&self) -> PathBuf {
        self.data
            .as_ref()
            .map_or_else(|| PathBuf::from("/"), |data| data.directory().into())
    }
}

/// Tries to start a thread, which must not work when all have started.
pub(super) fn probe_birth() -> Option<Finding> {
    let born = thread::Builder::new()
        .spawn(|| {})
        .map(|born| drop(born.join()));
    let refused = born.is_err_and(|error| {
        is_refusal(&error) || error.raw_os_error() == Some(Errno::AGAIN.raw_os_error())
    });
    (!refused).then_some(Finding {
        name: "thread",
        grave: false,
    })
}

fn is_refusal(error: &io::Error) -> bool {
    matches!(
        Errno::from_io_error(error),
        Some(Errno::PERM | Errno::ACCESS)
    )
}

fn open(path: impl AsRef<Path>) -> io::Result<()> {
    File::open(path).map(drop)
}

fn write(file: &Path) -> io::Result<()> {
    OpenOptions::new().write(true).open(file).map(drop)
}

fn create(file: &Path) -> io::Result<()> {
    OpenOptions::new().write(true).create_new(true).open(file)?;
    fs::remove_file(file)
}

fn keep_mode(file: &Path) -> io::Result<()> {
    fs::set_permissions(file, fs::metadata(file)?.permissions())
}

fn spawn() -> io::Result<()> {
    // Streams that are passed on are not opened, so that what is tried is the starting alone.
    let mut command = Command::new("/bin/true");
    command
        .stdin(Stdio::inherit())
        .stdout(Stdio::inherit())
        .stderr(Stdio::inherit());
    command.spawn()?.wait().map(drop)
}

fn connect() -> io::Result<()> {
    let nobody = SocketAddr::from((Ipv4Addr::LOCALHOST, 1));
    TcpStream::connect_timeout(&nobody, Duration::from_millis(100)).map(drop)
}
