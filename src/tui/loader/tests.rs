use std::fs;
use std::path::Path;

use super::*;

/// Long enough for any machine; nothing waits so long unless it fails.
const PATIENCE: Duration = Duration::from_secs(30);

fn events(count: usize) -> String {
    let event = |number: usize| {
        format!(
            "\n[[event]]\nid = \"1972-{number}\"\ndate = \"1972\"\nkind = \"call\"\ntitle = \"Call {number}\"\n\
             countries = [\"US\", \"FR\"]\nsources = [{{ title = \"A newspaper\" }}]\n"
        )
    };
    let events: String = (0..count).map(event).collect();
    format!("format = 1\n{events}")
}

fn job(path: &Path) -> Job {
    Job {
        origins: vec![Origin::File(path.to_owned())],
        limits: Limits::BROWSING,
        fold: Fold::Default,
        log: None,
    }
}

fn fresh_of(news: Option<News>) -> Fresh {
    match news {
        Some(News::Fresh(fresh)) => *fresh,
        other => panic!("no events: {other:?}"),
    }
}

/// A directory with an event file of so many events, and the thread that reads it.
fn rig(count: usize) -> (tempfile::TempDir, std::path::PathBuf, Loader, Inbox) {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("events.toml");
    fs::write(&path, events(count)).unwrap();
    let inbox = Inbox::new();
    let loader = Loader::read(job(&path), inbox.clone()).unwrap();
    (root, path, loader, inbox)
}

#[test]
fn reads_and_wakes_the_main_thread() {
    let (_root, _, loader, inbox) = rig(3);
    assert_eq!(
        inbox.wait(Some(Instant::now() + PATIENCE)),
        Some(Input::Wake)
    );
    let fresh = fresh_of(loader.wait(PATIENCE));
    assert_eq!((fresh.timeline.len(), fresh.extent), (3, Extent::Whole));
    assert_eq!(fresh.index.search("call").count(), 3);
}

#[test]
fn what_cannot_be_read_is_told_at_once() {
    let inbox = Inbox::new();
    let loader = Loader::read(job(Path::new("/none/events.toml")), inbox).unwrap();
    assert!(matches!(loader.wait(PATIENCE), Some(News::Failed(_))));
}

#[test]
fn a_change_is_read_and_a_faulty_one_told() {
    let (_root, path, loader, _) = rig(3);
    fresh_of(loader.wait(PATIENCE));
    fs::write(&path, events(4)).unwrap();
    assert_eq!(fresh_of(loader.wait(PATIENCE)).timeline.len(), 4);
    fs::write(&path, events(4).replace("\"call\"", "\"cull\"")).unwrap();
    let Some(News::Trouble(trouble)) = loader.wait(PATIENCE) else {
        panic!("the fault is not told");
    };
    assert!(trouble.words.contains("4 errors"), "{}", trouble.words);
    assert_eq!(trouble.problems.len(), 4);
}

#[test]
fn a_view_that_cannot_be_read_is_a_fault_of_the_file() {
    let (_root, path, loader, _) = rig(3);
    fresh_of(loader.wait(PATIENCE));
    let view = "\n[[view]]\nname = \"Calls\"\nquery = \"kind:cal\"\n";
    fs::write(&path, [&events(3), view].concat()).unwrap();
    loader.reload();
    let Some(News::Trouble(trouble)) = loader.wait(PATIENCE) else {
        panic!("the fault is not told");
    };
    assert!(trouble.words.contains("1 error"), "{}", trouble.words);
    assert!(trouble.problems[0].contains("E0801"), "{trouble:?}");
}

#[test]
fn reading_again_by_hand_waits_for_nothing() {
    let (_root, path, loader, _) = rig(30);
    fresh_of(loader.wait(PATIENCE));
    // Most events are gone, which a change on its own would have to prove by staying so.
    fs::write(&path, events(1)).unwrap();
    loader.reload();
    assert_eq!(fresh_of(loader.wait(PATIENCE)).timeline.len(), 1);
    fs::write(&path, "format = ").unwrap();
    loader.reload();
    assert!(matches!(loader.wait(PATIENCE), Some(News::Trouble(_))));
}

#[test]
fn reading_is_stopped_and_what_was_read_stays() {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("events.toml");
    fs::write(&path, events(20_000)).unwrap();
    let inbox = Inbox::new();
    let loader = Loader::read(job(&path), inbox).unwrap();
    loader.stop();
    let fresh = fresh_of(loader.wait(PATIENCE));
    assert_eq!(fresh.extent, Extent::Stopped);
    assert!(fresh.timeline.len() < 20_000);
    loader.discard(fresh);
}

#[test]
fn what_is_no_file_cannot_be_read_again() {
    let job = Job {
        origins: vec![crate::data::BUNDLED],
        ..job(Path::new(""))
    };
    let loader = Loader::read(job, Inbox::new()).unwrap();
    fresh_of(loader.wait(PATIENCE));
    loader.reload();
    assert!(matches!(loader.wait(PATIENCE), Some(News::Nothing)));
}
