//! Files that change under the poller, with real files and a simulated clock: a look is a second.

#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot write its files has failed"
)]

use std::fs::{self, File, Permissions};
use std::io::Write as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use demarche::data::watch::{Change, PERIOD, Poller, Stamp};
use demarche::data::{Limits, Origin, load};
use rstest::rstest;
use tempfile::TempDir;

/// Returns an event file with so many events; every other title is the year's.
fn events(count: usize, title: &str) -> String {
    let event = |number: usize| {
        let year = 1900 + number % 100;
        format!(
            "\n[[event]]\nid = \"{year}-{number}\"\ndate = \"{year}\"\nkind = \"meeting\"\ntitle = \"{title}\"\n\
             countries = [\"US\", \"FR\"]\nsummary = \"What was said in {year}.\"\nsources = [{{ title = \"A newspaper\" }}]\n"
        )
    };
    let mut text = "format = 1\n".to_owned();
    text.extend((0..count).map(event));
    text
}

/// A directory with an event file, and a poller.
struct Rig {
    root: TempDir,
    poller: Poller,
    now: Instant,
    /// Titles of the first event of what was to be shown, in order.
    shown: Vec<(String, usize)>,
    /// What was told beside.
    told: Vec<String>,
}

impl Rig {
    fn new(count: usize) -> Self {
        let root = tempfile::tempdir().unwrap();
        let file = root.path().join("events.toml");
        fs::write(&file, events(count, "Old")).unwrap();
        Self::watching(root, &file)
    }

    fn watching(root: TempDir, file: &Path) -> Self {
        let origins = vec![Origin::File(file.to_owned())];
        let mut poller = Poller::new(origins.clone(), Limits::KIOSK);
        let loaded = load(&origins, &Limits::KIOSK, &|_| {
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
        assert_eq!(
            loaded.problems.errors(),
            0,
            "{:?}",
            loaded.problems.iter().next()
        );
        poller.shows(loaded.timeline.len());
        Self {
            root,
            poller,
            now: Instant::now(),
            shown: Vec::new(),
            told: Vec::new(),
        }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    fn file(&self) -> PathBuf {
        self.at("events.toml")
    }

    /// Lets so many seconds pass.
    fn pass(&mut self, seconds: usize) {
        for _ in 0..seconds {
            self.now += PERIOD;
            match self.poller.poll(self.now) {
                None => {}
                Some(Change::Loaded(loaded)) => {
                    let title = loaded
                        .timeline
                        .events()
                        .first()
                        .map(|event| event.title.to_string());
                    self.shown
                        .push((title.unwrap_or_default(), loaded.timeline.len()));
                }
                Some(change) => self.told.push(change.to_string()),
            }
        }
    }

    /// Does something until the file's stamp is another one: a kernel's clock may stand still for some milliseconds.
    fn change(&self, act: impl Fn(&Path)) {
        let file = self.file();
        let before = Stamp::of(&file).ok();
        while Stamp::of(&file).ok() == before {
            act(&file);
        }
    }

    /// Says that the file is to be shown within three seconds, and once.
    fn shows_soon(&mut self, title: &str, count: usize) {
        self.shown.clear();
        self.pass(3);
        assert_eq!(self.shown, [(title.to_owned(), count)]);
        self.pass(30);
        assert_eq!(self.shown.len(), 1, "{:?}", self.shown);
    }
}

fn write_in_place(file: &Path) {
    fs::write(file, events(20, "New")).unwrap();
}

fn rename_over(file: &Path) {
    let new = file.with_extension("new");
    fs::write(&new, events(20, "New")).unwrap();
    fs::rename(new, file).unwrap();
}

fn delete_and_create(file: &Path) {
    fs::remove_file(file).unwrap();
    fs::write(file, events(20, "New")).unwrap();
}

fn write_as_old(file: &Path) {
    write_in_place(file);
    let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    File::options()
        .write(true)
        .open(file)
        .unwrap()
        .set_modified(old)
        .unwrap();
}

/// The same length, and the same modification time: only the time of change tells.
fn write_in_disguise(file: &Path) {
    let modified = fs::metadata(file).unwrap().modified().unwrap();
    write_in_place(file);
    File::options()
        .write(true)
        .open(file)
        .unwrap()
        .set_modified(modified)
        .unwrap();
}

#[rstest]
#[case(write_in_place)]
#[case(rename_over)]
#[case(delete_and_create)]
#[case(write_as_old)]
#[case(write_in_disguise)]
fn every_way_of_saving_is_noticed_once(#[case] save: fn(&Path)) {
    let mut rig = Rig::new(20);
    assert_eq!(
        events(20, "New").len(),
        events(20, "Old").len(),
        "the same size"
    );
    rig.pass(5);
    assert_eq!((rig.shown.len(), rig.told.len()), (0, 0));
    rig.change(save);
    rig.shows_soon("New", 20);
    assert_eq!(rig.told, [""; 0]);
}

#[test]
fn a_swap_of_links_is_noticed_once() {
    let root = tempfile::tempdir().unwrap();
    for (version, title) in [("one", "Old"), ("two", "New")] {
        fs::create_dir(root.path().join(version)).unwrap();
        fs::write(
            root.path().join(version).join("events.toml"),
            events(20, title),
        )
        .unwrap();
    }
    symlink("one", root.path().join("..data")).unwrap();
    let file = root.path().join("events.toml");
    symlink("..data/events.toml", &file).unwrap();
    let mut rig = Rig::watching(root, &file);
    rig.pass(5);
    symlink("two", rig.at("..swap")).unwrap();
    fs::rename(rig.at("..swap"), rig.at("..data")).unwrap();
    rig.shows_soon("New", 20);
    assert_eq!(rig.told, [""; 0]);
}

#[test]
fn reading_sets_nothing_off() {
    let mut rig = Rig::new(20);
    for _ in 0..60 {
        rig.pass(1);
        assert_eq!(fs::read(rig.file()).unwrap().len(), events(20, "Old").len());
    }
    assert_eq!((rig.shown.len(), rig.told.len()), (0, 0));
}

#[test]
fn a_slow_writer_is_waited_for() {
    let mut rig = Rig::new(20);
    let text = events(30, "New");
    // Some of the pieces end where an event ends, and are sound files of their own.
    let ends: Vec<usize> = text
        .match_indices("\n[[event]]")
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    fs::write(rig.file(), "").unwrap();
    let mut from = 0;
    for to in ends {
        rig.change(|file| {
            let mut file = File::options().append(true).open(file).unwrap();
            file.set_len(from as u64).unwrap();
            file.write_all(&text.as_bytes()[from..to]).unwrap();
        });
        from = to;
        rig.pass(1);
        assert_eq!(rig.shown, [], "a torn file");
    }
    rig.shows_soon("New", 30);
    assert_eq!(rig.told, [""; 0]);
}

#[test]
fn a_file_cut_short_between_events_is_doubted() {
    let mut rig = Rig::new(20);
    let text = events(20, "New");
    let ends: Vec<usize> = text
        .match_indices("\n[[event]]")
        .map(|(at, _)| at)
        .collect();
    for (count, end) in ends.iter().enumerate().take(10) {
        let cut = text.get(..*end).unwrap();
        rig.change(|file| fs::write(file, cut).unwrap());
        rig.pass(9);
        assert_eq!(rig.shown, [], "{count} events of 20");
        let events = if count == 1 { "event" } else { "events" };
        assert_eq!(
            rig.told.last().unwrap(),
            &format!("{count} {events} instead of 20: reloaded in 10 seconds if that stays so")
        );
    }
    assert_eq!(rig.told.len(), 10);
    // Half of them are enough.
    rig.change(|file| fs::write(file, text.get(..*ends.get(10).unwrap()).unwrap()).unwrap());
    rig.shows_soon("New", 10);
}

#[test]
fn an_empty_collection_is_believed_in_the_end() {
    let mut rig = Rig::new(20);
    rig.change(|file| fs::write(file, "format = 1\n").unwrap());
    rig.pass(11);
    assert_eq!(rig.shown, []);
    rig.pass(2);
    assert_eq!(rig.shown, [(String::new(), 0)]);
}

#[test]
fn an_empty_file_is_never_shown() {
    let mut rig = Rig::new(20);
    rig.change(|file| fs::write(file, "").unwrap());
    rig.pass(60);
    assert_eq!(rig.shown, []);
    assert_eq!(rig.told, ["the event file is empty, its events stay"]);
    rig.change(write_in_place);
    rig.shows_soon("New", 20);
}

#[test]
fn a_file_with_errors_is_refused_with_its_first_error() {
    let mut rig = Rig::new(20);
    let good = events(20, "New");
    let spoilt = [
        good.replacen("kind = \"meeting\"", "kind = \"\x1b[2Jparty\"", 1),
        good.replacen("date = \"1900\"", "date = 1900", 1),
        good.replacen("[[event]]", "[[event", 1),
        good.replacen("title = \"New\"", "title = \"New", 1),
    ];
    for (at, text) in spoilt.iter().enumerate() {
        rig.change(|file| fs::write(file, text).unwrap());
        rig.pass(60);
        assert_eq!(rig.shown, [], "{text}");
        assert_eq!(rig.told.len(), at + 1, "{:?}", rig.told);
        let told = rig.told.last().unwrap();
        assert!(
            told.starts_with("not reloaded, ") && told.contains("events.toml:"),
            "{told}"
        );
        assert!(
            !told.contains('\x1b') && told.chars().count() < 300,
            "{told}"
        );
    }
    rig.change(write_in_place);
    rig.shows_soon("New", 20);
}

#[test]
fn what_is_no_file_any_more_is_refused_without_waiting() {
    let mut rig = Rig::new(20);
    fs::remove_file(rig.file()).unwrap();
    fs::create_dir(rig.file()).unwrap();
    rig.pass(60);
    assert_eq!(rig.told.len(), 1, "{:?}", rig.told);
    assert!(
        rig.told
            .iter()
            .all(|told| told.contains("a directory, not a regular file")),
        "{:?}",
        rig.told
    );
    fs::remove_dir(rig.file()).unwrap();
    symlink("/dev/zero", rig.file()).unwrap();
    rig.pass(60);
    assert_eq!(rig.told.len(), 2, "{:?}", rig.told);
    fs::remove_file(rig.file()).unwrap();
    let pipe = std::process::Command::new("mkfifo")
        .arg(rig.file())
        .status()
        .unwrap();
    assert!(pipe.success());
    rig.pass(60);
    assert_eq!(rig.told.len(), 3, "{:?}", rig.told);
    fs::remove_file(rig.file()).unwrap();
    symlink("events.toml", rig.file()).unwrap();
    rig.pass(60);
    assert_eq!(rig.told.len(), 4, "{:?}", rig.told);
    assert_eq!(rig.shown, []);
    fs::remove_file(rig.file()).unwrap();
    fs::write(rig.file(), events(20, "New")).unwrap();
    rig.shows_soon("New", 20);
}

#[test]
fn a_file_too_large_is_refused_before_it_is_read() {
    let mut rig = Rig::new(20);
    rig.change(|file| File::create(file).unwrap().set_len(1 << 30).unwrap());
    rig.pass(60);
    assert_eq!(rig.shown, []);
    assert_eq!(rig.told.len(), 1);
    assert!(
        rig.told
            .iter()
            .all(|told| told.contains("larger than 8388608 bytes")),
        "{:?}",
        rig.told
    );
}

#[test]
fn a_file_that_may_not_be_read_is_tried_until_it_may() {
    let mut rig = Rig::new(20);
    let mode =
        |mode| move |file: &Path| fs::set_permissions(file, Permissions::from_mode(mode)).unwrap();
    rig.change(write_in_place);
    rig.change(mode(0));
    if File::open(rig.file()).is_ok() {
        eprintln!("skipped: root may read everything");
        return;
    }
    rig.pass(60);
    assert_eq!(rig.shown, []);
    assert_eq!(rig.told.len(), 1, "{:?}", rig.told);
    assert!(
        rig.told
            .iter()
            .all(|told| told.contains("restart demarche if its directory was replaced"))
    );
    rig.change(mode(0o644));
    rig.shows_soon("New", 20);
}

#[test]
fn a_file_that_is_gone_is_told_once_and_told_when_back() {
    let mut rig = Rig::new(20);
    let aside = rig.at("aside");
    fs::rename(rig.file(), &aside).unwrap();
    rig.pass(60);
    // A change of name changes the file's stamp on most file systems: then it is read again.
    fs::rename(&aside, rig.file()).unwrap();
    rig.pass(60);
    assert!(
        rig.told
            .first()
            .unwrap()
            .starts_with("the event file is gone, its events stay: "),
        "{:?}",
        rig.told
    );
    assert_eq!(
        rig.told.len() + rig.shown.len(),
        2,
        "{:?} {:?}",
        rig.told,
        rig.shown
    );
}

#[test]
fn what_is_no_file_does_not_change() {
    let mut poller = Poller::new(vec![Origin::Stdin, demarche::data::BUNDLED], Limits::KIOSK);
    let start = Instant::now();
    assert!((0..20).all(|second| poller.poll(start + PERIOD * second).is_none()));
}
