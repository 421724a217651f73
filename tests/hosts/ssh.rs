//! The recipe for sshd, on an sshd of our own: what visitors can ask for beside the kiosk, and how many there may be.

#[path = "ssh/crowd.rs"]
mod crowd;
#[path = "ssh/server.rs"]
mod server;

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::TcpListener;
use std::process::Stdio;
use std::time::Duration;

use rustix::process::Signal;
use server::Server;

use crate::place::need;
use crate::process::{Process, until};

/// What the loop says.
const LOOP: &str = "any other key";

/// A69.
#[test]
fn a69_nothing_but_the_kiosk_is_to_be_had() {
    let server = need!(Server::start());
    let secret = server.place.at("secret");
    std::fs::write(&secret, "the secret").unwrap();
    let name = secret.to_str().unwrap();
    let cat = format!("cat {name}");
    // Without a terminal, with a command, or a subsystem, it says what it needs and ends.
    for arguments in [
        &["-T"][..],
        &["-T", "-s", "sftp"],
        &[cat.as_str()],
        &["-T", "sh"],
        &["-T", "-A", "-X", "true"],
    ] {
        let output = server
            .ssh(&[], arguments)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {output:?}");
        assert_eq!(output.stdout, b"", "{arguments:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        // What a subsystem says beside its output sshd keeps to itself.
        let heard = said.contains("the kiosk needs a terminal") || arguments.contains(&"sftp");
        assert!(heard, "{arguments:?}: {said}");
        assert!(!said.contains("the secret"), "{said}");
    }
    // With a terminal the command is none.
    let mut program = server.visit(&[], &[cat.as_str()]).start();
    program.sees(LOOP);
    program.press("x");
    program.sees("1 event");
    assert!(!program.text().contains("the secret"));
    program.spoke_the_language();
    // Nothing comes in or goes out as a file.
    for copy in [
        server.copy("scp", &[], true),
        server.copy("scp", &["-O"], true),
        server.copy("scp", &[], false),
        server.copy("scp", &["-O"], false),
        server.sftp(),
    ] {
        let mut copy = copy;
        let output = copy.stdin(Stdio::null()).output().unwrap();
        assert!(!output.status.success(), "{copy:?}: {output:?}");
    }
    assert!(!server.place.at("home/stolen").exists() && !server.place.at("stolen").exists());
}

/// A69, the ways through.
#[test]
fn a69_nothing_is_passed_on() {
    let server = need!(Server::start());
    let target = TcpListener::bind("127.0.0.1:0").unwrap();
    target.set_nonblocking(true).unwrap();
    let to = format!("127.0.0.1:{}", target.local_addr().unwrap().port());
    let strict = ["-o", "ExitOnForwardFailure=yes"];
    let output = server
        .ssh(&["-W", to.as_str()], &[])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(!output.status.success(), "{output:?}");
    let back = format!("127.0.0.1:0:{to}");
    let output = server
        .ssh(&[strict[0], strict[1], "-N", "-R", back.as_str()], &[])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(255), "{output:?}");
    // A client listens whatever the server says; what it hears is not passed on.
    for (option, greeting) in [
        ("-L", &b"hello"[..]),
        ("-D", b"\x05\x01\x00\x05\x01\x00\x01\x7f\0\0\x01"),
    ] {
        let own = server::free_port();
        let place = if option == "-L" {
            format!("127.0.0.1:{own}:{to}")
        } else {
            format!("127.0.0.1:{own}")
        };
        let mut client = server
            .ssh(&["-N", option, place.as_str()], &[])
            .stdin(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = server::connect(own);
        let port = target.local_addr().unwrap().port().to_be_bytes();
        line.write_all(&[greeting, &port].concat()).unwrap();
        let mut heard = Vec::new();
        // It is closed, with or without a word of the client's.
        match line.read_to_end(&mut heard) {
            Err(error) => assert_eq!(error.kind(), ErrorKind::ConnectionReset, "{option}"),
            Ok(_) => assert!(heard.len() <= 12, "{option}: {heard:?}"),
        }
        client.kill().unwrap();
        client.wait().unwrap();
    }
    assert_eq!(target.accept().unwrap_err().kind(), ErrorKind::WouldBlock);
}

/// A70.
#[test]
fn a70_neither_variables_nor_files_of_the_account_are_taken() {
    let server = need!(Server::start());
    let home = server.place.at("home/.ssh");
    std::fs::create_dir_all(&home).unwrap();
    let ran = server.place.at("home/ran");
    std::fs::write(home.join("rc"), format!("touch {}\n", ran.display())).unwrap();
    std::fs::write(home.join("environment"), "FROM_HOME=1\n").unwrap();
    let variables = [
        "LD_PRELOAD=/none.so",
        "LC_ALL=ja_JP.SJIS",
        "DEMARCHE_NONE=1",
    ]
    .map(|v| format!("SetEnv={v}"));
    let options: Vec<&str> = variables.iter().flat_map(|v| ["-o", v.as_str()]).collect();
    let program = server
        .visit(&options, &[])
        .env("TERM", "../../\x1b]0;pwn\x07etc/passwd")
        .start();
    program.sees(LOOP);
    program.spoke_the_language();
    let kiosk = server.sessions();
    assert_eq!(kiosk.len(), 1);
    let environment = std::fs::read(format!("/proc/{}/environ", kiosk[0].0)).unwrap();
    let environment = String::from_utf8_lossy(&environment);
    for name in ["LD_PRELOAD", "LC_ALL", "DEMARCHE_NONE", "FROM_HOME"] {
        assert!(!environment.contains(name), "{environment}");
    }
    assert!(environment.contains("TERM="), "{environment}");
    assert!(!ran.exists());
}

/// A72.
#[test]
fn a72_a_client_that_is_killed_leaves_nothing() {
    let server = need!(Server::start());
    let program = server.visit(&[], &[]).start();
    program.sees(LOOP);
    let kiosk = server.sessions();
    assert_eq!(kiosk.len(), 1);
    program.kill(Signal::KILL);
    let gone = until(Duration::from_secs(2), || !kiosk[0].lives());
    assert!(gone.is_some(), "still there after two seconds");
    eprintln!("a72: gone after {:.2} s", gone.unwrap().as_secs_f64());
    assert_eq!(server.sessions(), []);
}

/// A72, for a client that is only stopped: sshd asks it time and again.
///
/// `cargo test --test hosts a72 -- --ignored --nocapture`
#[test]
#[ignore = "takes a minute"]
fn a72_a_client_that_is_stopped_is_given_up() {
    let server = need!(Server::start());
    let program = server.visit(&[], &[]).start();
    program.sees(LOOP);
    let kiosk = server.sessions();
    assert_eq!(kiosk.len(), 1);
    program.kill(Signal::STOP);
    let gone = until(Duration::from_secs(75), || !kiosk[0].lives());
    eprintln!("a72: given up after {gone:?}");
    assert!(gone.is_some());
    let busy = Process::of(&program).lives();
    program.kill(Signal::CONT);
    assert!(busy);
}
