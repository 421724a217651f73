//! The event file under a running kiosk: replaced, cut, locked, gone, and back again.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::Write as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use crate::visit::{Opening, Visit, waits};

/// A directory with an event file.
pub(crate) struct Place {
    root: TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("data")).unwrap();
        let place = Self { root };
        fs::write(place.file(), events(10)).unwrap();
        place
    }

    fn data(&self) -> PathBuf {
        self.root.path().join("data")
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.data().join("events.toml")
    }

    /// Puts a whole file in place of the other, in one step.
    pub(crate) fn put(&self, text: &str) {
        let new = self.data().join("new");
        fs::write(&new, text).unwrap();
        self.put_file(&new);
    }

    fn put_file(&self, new: &Path) {
        fs::rename(new, self.file()).unwrap();
    }

    /// Opens a kiosk on the file, at its list of events.
    pub(crate) fn open(&self) -> Visit {
        let mut visit = Opening::new().file(&self.file()).open();
        visit.reaches(&count(10));
        visit
    }
}

/// A collection without views, so that Escape leads to its list.
pub(crate) fn events(number: usize) -> String {
    let mut text = String::from("format = 1\n");
    for n in 1..=number {
        text += &event(n);
    }
    text
}

fn event(n: usize) -> String {
    format!(
        "[[event]]\nid = \"2001-call-{n}\"\ndate = \"2001\"\nkind = \"call\"\ntitle = \"Call {n}\"\n\
         countries = [\"US\", \"CN\"]\nsources = [{{ url = \"https://example.org\" }}]\n"
    )
}

fn count(number: usize) -> String {
    format!(" {number} events")
}

/// Waits until the log says something for the first time.
pub(crate) fn is_told(visit: &Visit, words: &str) {
    let told = waits(|| visit.logged(words) > 0);
    assert!(told, "no {words:?} in the log:\n{}", visit.log());
}

/// After a sound file is back, it is shown, and every change was told once.
fn recovers(place: &Place, mut visit: Visit) {
    place.put(&events(12));
    visit.sees(&count(12));
    visit.reaches(&count(12));
    visit.ends();
}

/// What is said of files goes to a log: nothing in it steers a terminal.
pub(crate) fn is_told_harmlessly(visit: &Visit) {
    let harmful = visit.log().chars().find(|c| c.is_control() && *c != '\n');
    assert_eq!(harmful, None, "{:?}", visit.log());
}

/// Does something to the file; what was shown stays, and it is told in one line; then it recovers.
pub(crate) fn keeps_the_last_good(spoil: impl FnOnce(&Place)) {
    let place = Place::new();
    let mut visit = place.open();
    let lines = visit.log().lines().count();
    spoil(&place);
    let told = waits(|| visit.log().lines().count() > lines);
    assert!(told, "nothing more is told than {}", visit.log());
    visit.reaches(&count(10));
    // Another two looks at the file say nothing more.
    thread::sleep(Duration::from_millis(2500));
    assert_eq!(visit.log().lines().count(), lines + 1, "{}", visit.log());
    is_told_harmlessly(&visit);
    visit.sees(&count(10));
    recovers(&place, visit);
}

/// Starts on something that is no event file: it says so at once, without touching the terminal.
fn refuses(file: &Path, words: &str) {
    let mut visit = Opening::new().file(file).start();
    assert_eq!(visit.program.ends(), 3, "{}", visit.log());
    assert!(visit.log().contains(words), "{}", visit.log());
    assert_eq!(visit.program.output(), b"");
    visit.is_gone();
}

#[test]
fn a43_not_a_file_at_the_start() {
    let place = Place::new();
    let fifo = place.data().join("fifo");
    assert!(
        Command::new("mkfifo")
            .arg(&fifo)
            .status()
            .unwrap()
            .success()
    );
    let _socket = UnixListener::bind(place.data().join("socket")).unwrap();
    for file in [&fifo, &place.data().join("socket"), &place.data()] {
        refuses(file, "not a regular file");
    }
    for file in ["/dev/zero", "/dev/tty", "/dev/stdin", "/proc/self/fd/0"] {
        refuses(Path::new(file), "the kiosk cannot start");
    }
    refuses(&place.data().join("none"), "No such file");
}

#[test]
fn a43_not_a_file_while_it_runs() {
    thread::scope(|scope| {
        scope.spawn(|| {
            keeps_the_last_good(|place| {
                let fifo = place.data().join("fifo");
                assert!(
                    Command::new("mkfifo")
                        .arg(&fifo)
                        .status()
                        .unwrap()
                        .success()
                );
                place.put_file(&fifo);
            });
        });
        scope.spawn(|| {
            keeps_the_last_good(|place| {
                let socket = place.data().join("socket");
                drop(UnixListener::bind(&socket).unwrap());
                place.put_file(&socket);
            });
        });
        scope.spawn(|| {
            let place = Place::new();
            let mut visit = place.open();
            fs::remove_file(place.file()).unwrap();
            fs::create_dir(place.file()).unwrap();
            assert!(waits(|| visit.log().lines().count() > 1), "{}", visit.log());
            visit.reaches(&count(10));
            fs::remove_dir(place.file()).unwrap();
            recovers(&place, visit);
        });
    });
}

#[test]
fn a44_symlink_out() {
    let place = Place::new();
    let outside = place.root.path().join("outside.toml");
    fs::write(&outside, events(7)).unwrap();
    let link = place.data().join("link.toml");
    symlink(&outside, &link).unwrap();
    refuses(&link, "out of its directory");

    let mut visit = place.open();
    if !visit.is_locked("a44 while it runs") {
        return;
    }
    place.put_file(&link);
    assert!(waits(|| visit.log().lines().count() > 1), "{}", visit.log());
    visit.reaches(&count(10));
    recovers(&place, visit);
}

#[test]
fn a45_loop() {
    let place = Place::new();
    symlink("b", place.data().join("a")).unwrap();
    symlink("a", place.data().join("b")).unwrap();
    refuses(&place.data().join("a"), "the kiosk cannot start");
    keeps_the_last_good(|place| {
        symlink("events.toml", place.data().join("loop")).unwrap();
        place.put_file(&place.data().join("loop"));
    });
}

#[test]
fn a46_gone() {
    keeps_the_last_good(|place| fs::remove_file(place.file()).unwrap());
}

#[test]
fn a46_back_as_it_was() {
    let place = Place::new();
    let mut visit = place.open();
    let away = place.data().join("away");
    fs::rename(place.file(), &away).unwrap();
    assert!(
        waits(|| visit.log().lines().count() == 2),
        "{}",
        visit.log()
    );
    fs::rename(&away, place.file()).unwrap();
    assert!(
        waits(|| visit.log().lines().count() == 3),
        "{}",
        visit.log()
    );
    visit.reaches(&count(10));
    recovers(&place, visit);
}

#[test]
fn a46_no_permission() {
    let place = Place::new();
    fs::set_permissions(place.file(), Permissions::from_mode(0o000)).unwrap();
    if File::open(place.file()).is_ok() {
        eprintln!("a46 without permission is skipped: root may read everything");
        return;
    }
    keeps_the_last_good(|place| {
        fs::set_permissions(place.file(), Permissions::from_mode(0o000)).unwrap();
    });
}

#[test]
fn a47_directory_replaced() {
    let place = Place::new();
    let mut visit = place.open();
    if !visit.is_locked("a47") {
        return;
    }
    fs::rename(place.data(), place.root.path().join("old")).unwrap();
    fs::create_dir(place.data()).unwrap();
    fs::write(place.file(), events(12)).unwrap();
    is_told(&visit, "start");
    visit.reaches(&count(10));
    visit.ends();
}

#[test]
fn a48_torn_write() {
    let place = Place::new();
    let visit = place.open();
    thread::scope(|scope| {
        let writing = scope.spawn(|| {
            let (file, begin) = (place.file(), b"format = 1\n");
            let mut file = OpenOptions::new()
                .write(true)
                .truncate(true)
                .open(file)
                .unwrap();
            file.write_all(begin).unwrap();
            for n in 1..=30 {
                file.write_all(event(n).as_bytes()).unwrap();
                thread::sleep(Duration::from_millis(100));
            }
        });
        // Whatever is on the screen is the old file or the new one.
        let whole = |text: &str| [10, 30].iter().any(|&n| text.contains(&count(n)));
        while !writing.is_finished() {
            let text = visit.program.text();
            assert!(whole(&text) || !text.contains(" events"), "{text}");
            thread::sleep(Duration::from_millis(5));
        }
    });
    visit.sees(&count(30));
    visit.ends();
}

#[test]
fn a48_editors() {
    let place = Place::new();
    let visit = place.open();
    // In place, with a copy beside it, and as another file.
    fs::write(place.file(), events(11)).unwrap();
    visit.sees(&count(11));
    fs::rename(place.file(), place.data().join("events.toml~")).unwrap();
    fs::write(place.file(), events(12)).unwrap();
    visit.sees(&count(12));
    let sed = Command::new("sed")
        .args(["-i", "s/2001-call-12/2001-call-x/"])
        .arg(place.file())
        .status();
    assert!(sed.unwrap().success());
    OpenOptions::new()
        .append(true)
        .open(place.file())
        .unwrap()
        .write_all(event(13).as_bytes())
        .unwrap();
    visit.sees(&count(13));
    visit.ends();
}

#[test]
fn a49_truncated_but_valid() {
    let place = Place::new();
    let mut visit = place.open();
    // Few events are a suspicion first and a fact when they stay.
    fs::write(place.file(), events(2)).unwrap();
    assert!(waits(|| visit.log().lines().count() > 1), "{}", visit.log());
    visit.reaches(&count(10));
    fs::write(place.file(), events(1)).unwrap();
    visit.reaches(&count(10));
    fs::write(place.file(), events(10) + &event(11)).unwrap();
    visit.sees(&count(11));
    visit.ends();
}

#[test]
fn a50_empty_file() {
    thread::scope(|scope| {
        scope.spawn(|| keeps_the_last_good(|place| fs::write(place.file(), "").unwrap()));
        scope.spawn(|| {
            keeps_the_last_good(|place| fs::write(place.file(), "format = 1\n").unwrap());
        });
    });
}

#[test]
fn a51_huge() {
    let sparse = |place: &Place, size| {
        let new = place.data().join("new");
        File::create(&new).unwrap().set_len(size).unwrap();
        place.put_file(&new);
    };
    for size in [1 << 30, (8 << 20) + 1] {
        let place = Place::new();
        sparse(&place, size);
        refuses(&place.file(), "8");
    }
    thread::scope(|scope| {
        scope.spawn(|| keeps_the_last_good(|place| sparse(place, 1 << 30)));
        scope.spawn(|| keeps_the_last_good(|place| sparse(place, (8 << 20) + 1)));
    });
}

#[test]
fn a52_growing() {
    let place = Place::new();
    let mut visit = place.open();
    let before = visit.memory();
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut file = OpenOptions::new().append(true).open(place.file()).unwrap();
            while !done.load(Ordering::Acquire) {
                file.write_all(&b"# y\n".repeat(4096)).unwrap();
                thread::sleep(Duration::from_millis(5));
            }
        });
        assert!(waits(
            || fs::metadata(place.file()).unwrap().len() > 12 << 20
        ));
        done.store(true, Ordering::Release);
    });
    visit.reaches(&count(10));
    let grown = visit.memory().saturating_sub(before);
    assert!(grown < 32 << 10, "{grown} KiB more");
    recovers(&place, visit);
}
