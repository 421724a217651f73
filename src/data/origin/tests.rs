use std::fs;

use super::*;

fn name(error: &LoadError) -> String {
    format!("{}; {}", error.cause, error.hint)
}

#[test]
fn a_directory_gives_its_event_files_by_path() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name);
    fs::create_dir_all(at("b/.hidden")).unwrap();
    for (file, text) in [
        ("c.toml", "format = 1\n"),
        ("b/a.toml", "# a comment\nformat=1\n[file]\n"),
        ("b/z.jsonl", "{}\n"),
        ("b/.hidden/x.toml", "format = 1\n"),
        (".x.toml", "format = 1\n"),
        ("Cargo.toml", "[package]\nformat = 1\n"),
        ("a.txt", "format = 1\n"),
    ] {
        fs::write(at(file), text).unwrap();
    }
    let origins = Origin::expand(&[dir.path().to_path_buf()]).unwrap();
    assert_eq!(
        origins,
        ["b/a.toml", "b/z.jsonl", "c.toml"].map(|file| Origin::File(at(file)))
    );
}

#[test]
fn the_same_file_named_twice_is_one() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("a.toml");
    fs::write(&file, "format = 1\n").unwrap();
    let paths = [
        file.clone(),
        dir.path().to_path_buf(),
        dir.path().join("./a.toml"),
        "-".into(),
        "-".into(),
    ];
    assert_eq!(
        Origin::expand(&paths).unwrap(),
        [Origin::File(file), Origin::Stdin]
    );
}

#[test]
fn what_is_not_there_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let missing = Origin::expand(&[dir.path().join("x.toml")]).unwrap_err();
    assert!(
        name(&missing).contains("check the path"),
        "{}",
        name(&missing)
    );
    let empty = Origin::expand(&[dir.path().to_path_buf()]).unwrap_err();
    assert!(matches!(empty.cause, LoadCause::NoEventFile));
}

#[test]
fn a_file_over_the_limit_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("a.toml");
    fs::write(&file, "12345").unwrap();
    assert_eq!(Origin::File(file.clone()).read(5).unwrap(), b"12345");
    let error = Origin::File(file).read(4).unwrap_err();
    assert!(matches!(error.cause, LoadCause::TooLarge(4)));
}

#[test]
fn a_name_cannot_steer_the_terminal() {
    let error = LoadError::new("a\u{1b}[31m\u{202e}b", LoadCause::NoEventFile);
    assert!(!error.to_string().contains(['\u{1b}', '\u{202e}']));
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    use super::*;

    #[test]
    fn pipes_devices_and_sockets_are_refused_at_once() {
        let dir = tempfile::tempdir().unwrap();
        let fifo = dir.path().join("fifo");
        let made = std::process::Command::new("mkfifo").arg(&fifo).status();
        assert!(made.is_ok_and(|status| status.success()));
        let socket = dir.path().join("socket");
        let _listener = UnixListener::bind(&socket).unwrap();
        for (path, what) in [
            (fifo, "a pipe"),
            ("/dev/zero".into(), "a device"),
            ("/".into(), "a directory"),
        ] {
            let error = Origin::File(path).read(10).unwrap_err();
            assert!(
                matches!(error.cause, LoadCause::NotRegular(kind) if kind == what),
                "{error}"
            );
        }
        // A socket cannot even be opened.
        assert!(Origin::File(socket).read(10).is_err());
    }

    #[test]
    fn circles_of_links_end() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a.toml"), "format = 1\n").unwrap();
        symlink(dir.path(), dir.path().join("loop")).unwrap();
        assert_eq!(
            Origin::expand(&[dir.path().to_path_buf()]).unwrap().len(),
            1
        );
    }
}
