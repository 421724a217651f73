//! An sshd on the loopback, set up as the recipe says.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::place::{Lack, PROGRAM, Place, root, sandbox, tools};
use crate::process::{Process, until};
use crate::program::Start;

/// The recipe's part of the configuration.
const RECIPE: &str = include_str!("../../../assets/kiosk/sshd.conf");

/// How long anything may take to start.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running sshd; it and all its sessions end with this.
pub(crate) struct Server {
    pub(crate) place: Place,
    sshd: Child,
    port: u16,
}

impl Server {
    /// Starts it, on a file with one event.
    pub(crate) fn start() -> Result<Self, Lack> {
        root()?;
        sandbox()?;
        tools(&["sshd", "ssh", "ssh-keygen", "unshare"])?;
        let place = Place::new("");
        let port = free_port();
        for directory in ["", "data", "home"] {
            let path = place.at(directory);
            fs::create_dir_all(&path).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        }
        // Where the account may read it, which the place of a build need not be.
        fs::copy(PROGRAM, place.at("demarche")).unwrap();
        let text = |path: &str| place.at(path).to_str().unwrap().to_owned();
        let recipe = RECIPE
            .replace("/usr/bin/demarche", &text("demarche"))
            .replace("/srv/demarche/events.toml", &text("data/events.toml"));
        let own = format!(
            "ListenAddress 127.0.0.1\nPort {port}\nHostKey {}\nPidFile none\nStrictModes no\nUsePAM no\n\
             Subsystem sftp internal-sftp\n",
            text("host_key"),
        );
        fs::write(place.at("sshd_config"), own + &recipe).unwrap();
        let said = place.at("said");
        let mut unshare = Command::new("unshare");
        unshare.args([
            "--fork",
            "--pid",
            "--mount",
            "--mount-proc",
            "--kill-child",
            "sh",
        ]);
        unshare
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hosts/ssh/box.sh"))
            .arg(place.at(""))
            .stdin(Stdio::null())
            .stderr(fs::File::create(&said).unwrap());
        let mut sshd = unshare.spawn().unwrap();
        let up = until(PATIENCE, || {
            TcpStream::connect(("127.0.0.1", port)).is_ok() || sshd.try_wait().unwrap().is_some()
        });
        let ended = sshd.try_wait().unwrap();
        let server = Self { place, sshd, port };
        if up.is_some() && ended.is_none() {
            return Ok(server);
        }
        let said = fs::read_to_string(said).unwrap();
        assert!(
            said.contains("not permitted") || said.contains("ermission denied"),
            "sshd does not start: {said}"
        );
        Err(format!("no sshd of our own here: {said}"))
    }

    /// What every client says: which server, and to believe that it is that.
    fn options(&self) -> [String; 9] {
        [
            "-F".into(),
            "none".into(),
            format!("-oPort={}", self.port),
            "-oStrictHostKeyChecking=no".into(),
            "-oUserKnownHostsFile=/dev/null".into(),
            "-oLogLevel=ERROR".into(),
            "-oBatchMode=yes".into(),
            "-oConnectTimeout=10".into(),
            "-oIdentityFile=none".into(),
        ]
    }

    /// A client without a terminal of its own.
    pub(crate) fn ssh(&self, options: &[&str], command: &[&str]) -> Command {
        let mut ssh = Command::new("ssh");
        ssh.args(self.options())
            .args(options)
            .args(command.iter().take_while(|word| word.starts_with('-')))
            .arg("demarche@127.0.0.1")
            .args(command.iter().skip_while(|word| word.starts_with('-')));
        ssh
    }

    /// A visitor at a terminal.
    pub(crate) fn visit(&self, options: &[&str], command: &[&str]) -> Start {
        let own = self.options();
        let words: Vec<&str> = own
            .iter()
            .map(String::as_str)
            .chain(["-tt"])
            .chain(options.iter().copied())
            .chain(["demarche@127.0.0.1"])
            .chain(command.iter().copied())
            .collect();
        Start::command("ssh", &words)
    }

    /// Copies a file from there, or to there.
    pub(crate) fn copy(&self, program: &str, options: &[&str], from: bool) -> Command {
        let mut copy = Command::new(program);
        copy.args(self.options()).args(options);
        let (there, here) = ("demarche@127.0.0.1:", self.place.at(""));
        if from {
            copy.arg(format!("{there}{}", self.place.at("secret").display()))
                .arg(here.join("stolen"));
        } else {
            copy.arg(self.place.at("secret"))
                .arg(format!("{there}stolen"));
        }
        copy
    }

    pub(crate) fn sftp(&self) -> Command {
        let mut sftp = Command::new("sftp");
        sftp.args(self.options()).arg("demarche@127.0.0.1");
        sftp
    }

    /// The kiosks that run.
    pub(crate) fn sessions(&self) -> Vec<Process> {
        let mut family = Process(self.sshd.id()).family();
        family.retain(|process| process.name() == "demarche" && process.lives());
        family
    }

    /// All processes of the server.
    pub(crate) fn family(&self) -> Vec<Process> {
        Process(self.sshd.id()).family()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Its kernel ends the rest with it.
        let _ended = self.sshd.kill();
        let _corpse = self.sshd.wait();
    }
}

/// Returns a port that nobody uses.
pub(crate) fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

/// Connects to a program that is about to listen.
pub(crate) fn connect(port: u16) -> TcpStream {
    let mut line = None;
    until(PATIENCE, || {
        line = TcpStream::connect(("127.0.0.1", port)).ok();
        line.is_some()
    });
    let line = line.unwrap();
    line.set_read_timeout(Some(PATIENCE)).unwrap();
    line
}
