//! Telling the service manager how the program is: the protocol of `sd_notify(3)`, without its library.
//!
//! The socket is connected before the sandbox is locked; afterwards none can be. A manager that does not listen holds
//! nothing up: what cannot be sent at once is not sent.

use std::ffi::OsStr;
use std::io;
use std::time::Duration;

use crate::text::SafeText;

#[cfg(unix)]
use std::os::unix::net::UnixDatagram as Socket;

/// The longest status, in cells.
const STATUS: u16 = 200;

/// The line to the service manager, or none where there is no manager.
#[derive(Debug, Default)]
pub struct Notify {
    #[cfg(unix)]
    socket: Option<Socket>,
    watchdog: Option<Duration>,
}

impl Notify {
    /// Connects to the manager that started the program, as `NOTIFY_SOCKET` and `WATCHDOG_USEC` tell.
    ///
    /// # Errors
    ///
    /// There is an address, and it cannot be connected to.
    pub fn from_env() -> io::Result<Self> {
        let microseconds = std::env::var("WATCHDOG_USEC").ok();
        match std::env::var_os("NOTIFY_SOCKET").filter(|address| !address.is_empty()) {
            None => Ok(Self::default()),
            Some(address) => Self::connect(&address, microseconds.as_deref()),
        }
    }

    /// Connects to an address: an absolute path, or `@` and a name in the abstract name space of Linux.
    ///
    /// # Errors
    ///
    /// The address is of another sort, or nobody listens there.
    #[cfg(unix)]
    pub fn connect(address: &OsStr, watchdog: Option<&str>) -> io::Result<Self> {
        let socket = Socket::unbound()?;
        // A manager that lags behind must not stop the screen.
        socket.set_nonblocking(true)?;
        connect(&socket, address)?;
        let period = watchdog.and_then(|text| text.parse::<u64>().ok());
        let watchdog = period
            .filter(|period| *period > 0)
            .map(Duration::from_micros);
        Ok(Self {
            socket: Some(socket),
            watchdog,
        })
    }

    /// There is no such manager on this system.
    ///
    /// # Errors
    ///
    /// Always.
    #[cfg(not(unix))]
    pub fn connect(_: &OsStr, _: Option<&str>) -> io::Result<Self> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Returns how often [`alive`](Self::alive) is to be called: twice in the time after which the manager would
    /// start the program anew.
    pub fn period(&self) -> Option<Duration> {
        self.watchdog.map(|watchdog| watchdog / 2)
    }

    /// Tells that the program shows its screen, and what there is to know.
    pub fn ready(&self, status: &str) {
        self.send(&format!("READY=1\nSTATUS={}", line(status)));
    }

    /// Tells what there is to know.
    pub fn status(&self, status: &str) {
        self.send(&format!("STATUS={}", line(status)));
    }

    /// Tells that the program still does its work. Call it from the thread that does, or it proves nothing.
    pub fn alive(&self) {
        self.send("WATCHDOG=1");
    }

    /// Tells that the program is about to end.
    pub fn stopping(&self) {
        self.send("STOPPING=1");
    }

    #[cfg(unix)]
    fn send(&self, message: &str) {
        if let Some(socket) = &self.socket {
            // A manager that is gone or lags behind is told the next time.
            let _unheard = socket.send(message.as_bytes());
        }
    }

    #[cfg(not(unix))]
    #[expect(clippy::unused_self, reason = "there is nobody to tell")]
    fn send(&self, _: &str) {}
}

/// Makes a status a line of the protocol, which has one assignment a line.
fn line(status: &str) -> SafeText {
    SafeText::message(status, STATUS)
}

#[cfg(target_os = "linux")]
fn connect(socket: &Socket, address: &OsStr) -> io::Result<()> {
    use std::os::linux::net::SocketAddrExt as _;
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::net::SocketAddr;

    match address.as_bytes() {
        [b'@', name @ ..] => socket.connect_addr(&SocketAddr::from_abstract_name(name)?),
        [b'/', ..] => socket.connect(address),
        _ => Err(io::ErrorKind::AddrNotAvailable.into()),
    }
}

#[cfg(all(unix, not(target_os = "linux")))]
fn connect(socket: &Socket, address: &OsStr) -> io::Result<()> {
    socket.connect(address)
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use std::os::linux::net::SocketAddrExt as _;
    use std::os::unix::net::{SocketAddr, UnixDatagram};

    use super::*;

    fn heard(manager: &UnixDatagram) -> String {
        let mut bytes = [0; 1024];
        let count = manager.recv(&mut bytes).unwrap();
        String::from_utf8(bytes.get(..count).unwrap().to_vec()).unwrap()
    }

    #[test]
    fn a_manager_on_a_path_hears_everything_in_order() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("notify");
        let manager = UnixDatagram::bind(&path).unwrap();
        let notify = Notify::connect(path.as_os_str(), Some("30000000")).unwrap();
        assert_eq!(notify.period(), Some(Duration::from_secs(15)));
        notify.ready("sandbox: full");
        notify.alive();
        notify.status("events.toml:\n3 errors\x1b[2J");
        notify.stopping();
        assert_eq!(heard(&manager), "READY=1\nSTATUS=sandbox: full");
        assert_eq!(heard(&manager), "WATCHDOG=1");
        assert_eq!(heard(&manager), "STATUS=events.toml: 3 errors\u{fffd}[2J");
        assert_eq!(heard(&manager), "STOPPING=1");
    }

    #[test]
    fn a_manager_with_an_abstract_name_hears_too() {
        let name = format!("demarche-test-{}", std::process::id());
        let address = SocketAddr::from_abstract_name(&name).unwrap();
        let manager = UnixDatagram::bind_addr(&address).unwrap();
        let notify = Notify::connect(OsStr::new(&format!("@{name}")), None).unwrap();
        assert_eq!(notify.period(), None);
        notify.alive();
        assert_eq!(heard(&manager), "WATCHDOG=1");
    }

    #[test]
    fn a_manager_that_does_not_listen_holds_nothing_up() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("notify");
        let manager = UnixDatagram::bind(&path).unwrap();
        let notify = Notify::connect(path.as_os_str(), None).unwrap();
        // More than any queue of datagrams holds.
        (0..10_000).for_each(|_| notify.alive());
        drop(manager);
        notify.alive();
    }

    #[test]
    fn other_addresses_and_periods_are_refused() {
        for address in ["notify", "vsock:2:1234", "@", "/none/notify"] {
            assert!(
                Notify::connect(OsStr::new(address), None).is_err(),
                "{address}"
            );
        }
        let (place, none) = (tempfile::tempdir().unwrap(), Notify::default());
        let path = place.path().join("notify");
        let _manager = UnixDatagram::bind(&path).unwrap();
        for period in ["0", "", "-1", "soon"] {
            assert_eq!(
                Notify::connect(path.as_os_str(), Some(period))
                    .unwrap()
                    .period(),
                None
            );
        }
        none.ready("nobody hears this");
        assert_eq!(none.period(), None);
    }
}
