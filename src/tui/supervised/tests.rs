use std::ffi::OsStr;
use std::os::unix::net::UnixDatagram;

use super::*;

/// Counts what it is given.
#[derive(Debug, Default)]
struct Counting {
    inputs: usize,
    due: Option<Instant>,
}

impl Ui for Counting {
    fn input(&mut self, _: Input) -> Flow {
        self.inputs += 1;
        Flow::Draw
    }

    fn draw(&mut self, _: &mut Buffer) {}

    fn deadline(&self) -> Option<Instant> {
        self.due
    }
}

fn heard(manager: &UnixDatagram) -> String {
    let mut bytes = [0; 1024];
    match manager.recv(&mut bytes) {
        Ok(count) => String::from_utf8_lossy(bytes.get(..count).unwrap()).into_owned(),
        Err(_) => "nothing".to_owned(),
    }
}

#[test]
fn it_is_ready_with_the_first_picture_and_alive_from_then_on() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("notify");
    let manager = UnixDatagram::bind(&path).unwrap();
    manager.set_nonblocking(true).unwrap();
    let notify = Notify::connect(path.as_os_str(), Some("20000")).unwrap();
    let mut kept = Supervised::new(Counting::default(), notify, "288 events".to_owned());
    assert_eq!(heard(&manager), "nothing");
    kept.draw(&mut Buffer::default());
    assert_eq!(heard(&manager), "READY=1\nSTATUS=288 events");
    kept.draw(&mut Buffer::default());
    assert_eq!(heard(&manager), "nothing");
    let due = kept.deadline().unwrap();
    assert!(due <= Instant::now());
    assert_eq!(kept.input(Input::Deadline), Flow::Same);
    assert_eq!(heard(&manager), "WATCHDOG=1");
    assert_eq!(kept.ui.inputs, 0);
    assert!(kept.deadline().unwrap() > due);
    std::thread::sleep(Duration::from_millis(12));
    assert_eq!(kept.input(Input::Wake), Flow::Draw);
    assert_eq!(heard(&manager), "WATCHDOG=1");
    kept.stopping();
    assert_eq!(heard(&manager), "STOPPING=1");
}

#[test]
fn without_a_manager_only_its_own_deadline_counts() {
    let notify = Notify::default();
    let mut kept = Supervised::new(Counting::default(), notify, String::new());
    assert_eq!(kept.deadline(), None);
    let due = Instant::now();
    kept.ui.due = Some(due);
    assert_eq!(kept.deadline(), Some(due));
    assert_eq!(kept.input(Input::Deadline), Flow::Draw);
    assert!(Notify::connect(OsStr::new("relative"), None).is_err());
}
