//! What the child processes do.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead as _};
use std::net::UdpSocket;
use std::ops::ControlFlow;
use std::os::unix::net::UnixDatagram;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, mpsc};
use std::thread;
use std::time::Duration;

use demarche::data::{Limits, Origin, load};
use demarche::tui::notify::Notify;
use demarche::tui::sandbox::{Breach, Data, Report, Sandbox, lock};
use rustix::termios::OptionalActions;

/// The first argument of a child.
pub(crate) const ROLE: &str = "--child";

/// Does what the case says; `rest` begins with the event file.
pub(crate) fn run(case: &str, rest: &[String]) {
    let data = rest.first().map(|file| Data::at(Path::new(file)).unwrap());
    let data = data.as_ref();
    match case {
        "report" => println!(
            "{}",
            seal(lock(data, Breach::Refuse), &["reader", "writer"])
        ),
        "doctor" => print!("{}", demarche::cli::doctor::run(true, true)),
        "notify" => {
            let notify = Notify::from_env().unwrap();
            let report = seal(lock(data, Breach::Refuse), &["reader"]);
            notify.ready(&format!("sandbox: {report}"));
        }
        "stay" => {
            let notify = Notify::from_env().unwrap();
            let report = seal(lock(data, Breach::Refuse), &["reader"]);
            notify.ready(&format!("sandbox: {report}"));
            loop {
                thread::sleep(notify.period().unwrap());
                notify.alive();
            }
        }
        "crowd" => crowd(data),
        "silent" => {
            let mut sandbox = lock(data, Breach::Refuse);
            drop(sandbox.witness("reader"));
            println!("{}", sandbox.seal());
        }
        "serve" => serve(data),
        "work" => work(data.unwrap()),
        "breach" => {
            let sandbox = lock(data, Breach::Kill);
            println!("{}", sandbox.report());
            let _refused = UdpSocket::bind("127.0.0.1:0");
        }
        "ioctl" => ioctl(),
        other => panic!("no case {other}"),
    }
}

/// Starts threads that attest, and seals.
fn seal(mut sandbox: Sandbox, threads: &[&'static str]) -> Report {
    let started: Vec<_> = threads
        .iter()
        .map(|name| {
            let witness = sandbox.witness(name);
            thread::Builder::new()
                .name((*name).into())
                .spawn(|| witness.attest())
                .unwrap()
        })
        .collect();
    let report = sandbox.seal();
    for thread in started {
        thread.join().unwrap();
    }
    report
}

/// A thread that was there before the lock.
fn crowd(data: Option<&Data>) {
    let (stay, until) = mpsc::channel::<()>();
    let older = thread::spawn(move || {
        let _end = until.recv();
        File::open("/etc/passwd").is_ok()
    });
    let report = seal(lock(data, Breach::Refuse), &["reader"]);
    drop(stay);
    println!("{report}");
    println!("older thread reads: {}", older.join().unwrap());
}

/// Locks, keeps two threads, and opens what it is told on standard input: a line a path, a line an answer.
fn serve(data: Option<&Data>) {
    let mut sandbox = lock(data, Breach::Refuse);
    let (stay, until) = mpsc::channel::<()>();
    let until = Arc::new(Mutex::new(until));
    for name in ["reader", "writer"] {
        let (witness, until) = (sandbox.witness(name), Arc::clone(&until));
        thread::spawn(move || {
            witness.attest();
            let _end = until.lock().unwrap().recv();
        });
    }
    println!("{}", sandbox.seal());
    for line in io::stdin().lock().lines() {
        let line = line.unwrap();
        match fs::read_to_string(&line) {
            Ok(text) => println!("read {}", text.trim()),
            Err(error) => println!("{:?}", error.kind()),
        }
    }
    drop(stay);
}

/// All that the program does after the lock, in a process that dies of the first call that is not on the list.
fn work(data: &Data) {
    let (near, far) = UnixDatagram::pair().unwrap();
    let (mut signals, raised) = (signal_hook::iterator::Signals::new([12]).unwrap(), 12);
    let mut sandbox = lock(Some(data), Breach::Kill);
    let told = Arc::new((Mutex::new(0), Condvar::new()));
    let names = ["reader", "writer", "loader"];
    let threads = names.map(|name| {
        let (witness, told) = (sandbox.witness(name), Arc::clone(&told));
        let file = data.file().to_owned();
        let work = move || {
            witness.attest();
            let before = fs::metadata(&file).unwrap();
            let text = fs::read_to_string(&file).unwrap();
            assert_eq!(before.len(), text.len() as u64);
            let origin = [Origin::File(file)];
            let loaded = load(&origin, &Limits::KIOSK, &|_| ControlFlow::Continue(())).unwrap();
            assert!(loaded.timeline.len() > 100);
            let words: HashMap<&str, usize> = text.split(' ').zip(0..).collect();
            // Large enough for memory of its own to be mapped, grown and given back.
            let mut large = vec![words.len(); 100_000];
            large.resize(3_000_000, 1);
            *told.0.lock().unwrap() += large.len() / 3_000_000;
            told.1.notify_all();
        };
        thread::Builder::new()
            .name(name.into())
            .spawn(work)
            .unwrap()
    });
    let report = sandbox.seal();
    let wait = told
        .1
        .wait_timeout_while(told.0.lock().unwrap(), Duration::from_secs(60), |done| {
            *done < names.len()
        });
    assert_eq!(*wait.unwrap().0, names.len());
    for thread in threads {
        thread.join().unwrap();
    }
    near.send(b"WATCHDOG=1").unwrap();
    let mut heard = [0; 32];
    assert_eq!(far.recv(&mut heard).unwrap(), 10);
    // Other libraries raise a signal with a call that reaches other processes too, which is not on the list.
    #[cfg(target_env = "gnu")]
    signal_hook::low_level::raise(raised).unwrap();
    #[cfg(target_env = "gnu")]
    assert_eq!(signals.pending().collect::<Vec<_>>(), [raised]);
    thread::sleep(Duration::from_millis(1));
    let _size = rustix::termios::tcgetwinsize(io::stdout());
    let _mode = rustix::termios::tcgetattr(io::stdin());
    // The program says where a panic happened, without a trace of calls, which would read more files.
    std::panic::set_hook(Box::new(|_| println!("contained")));
    let caught = std::panic::catch_unwind(|| panic!("contained"));
    assert!(caught.is_err());
    println!("{report}");
}

/// Commands to a terminal that was open before the lock.
fn ioctl() {
    let terminal = OpenOptions::new()
        .read(true)
        .write(true)
        .open("/dev/ptmx")
        .unwrap();
    let mode = rustix::termios::tcgetattr(&terminal).unwrap();
    let exclusive = || {
        rustix::termios::ioctl_tiocexcl(&terminal)
            .and_then(|()| rustix::termios::ioctl_tiocnxcl(&terminal))
    };
    exclusive().unwrap();
    let _sandbox = lock(None, Breach::Refuse);
    rustix::termios::tcgetattr(&terminal).unwrap();
    rustix::termios::tcsetattr(&terminal, OptionalActions::Now, &mode).unwrap();
    rustix::termios::tcgetwinsize(&terminal).unwrap();
    println!("{:?}", exclusive().unwrap_err().kind());
}
