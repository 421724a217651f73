//! The deployment recipes, judged by the programs that will read them. Where one is not installed, that is said.

#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "the lints' exemption for tests sees only what is marked as one"
)]

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use demarche::cli::recipe::RECIPES;
use tempfile::TempDir;

/// A file of the recipes.
fn asset(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("assets/kiosk")
        .join(name)
}

/// Runs a program; `None`, and a word about it, where it is not installed.
fn run(command: &mut Command) -> Option<Output> {
    match command.output() {
        Ok(output) => Some(output),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            eprintln!(
                "skipped: {} is not installed",
                command.get_program().display()
            );
            None
        }
        Err(error) => panic!("{command:?}: {error}"),
    }
}

/// Says everything a program printed.
fn said(output: &Output) -> String {
    [&output.stdout, &output.stderr]
        .map(|bytes| String::from_utf8_lossy(bytes))
        .concat()
}

#[test]
fn the_scripts_are_shell() {
    let place = tempfile::tempdir().unwrap();
    for recipe in RECIPES {
        let script = place.path().join(recipe.name);
        fs::write(&script, recipe.script()).unwrap();
        let output = run(Command::new("sh").arg("-n").arg(&script)).unwrap();
        assert!(
            output.status.success(),
            "{}: {}",
            recipe.name,
            said(&output)
        );
    }
}

/// Copies a unit, with programs that are there.
fn unit(place: &TempDir, name: &str) -> PathBuf {
    let text = fs::read_to_string(asset(name)).unwrap();
    let line = |line: &str| match line
        .split_once("=+/")
        .or_else(|| line.split_once("=/usr/bin/"))
    {
        Some((key, _)) if key.starts_with("Exec") => format!("{key}=/bin/sh\n"),
        _ => format!("{line}\n"),
    };
    let path = place.path().join(name);
    fs::write(&path, text.lines().map(line).collect::<String>()).unwrap();
    path
}

#[test]
fn systemd_knows_every_line_of_the_units() {
    let place = tempfile::tempdir().unwrap();
    for name in ["demarche-kiosk.service", "demarche-cage.service"] {
        let unit = unit(&place, name);
        let Some(output) = run(Command::new("systemd-analyze").arg("verify").arg(&unit)) else {
            return;
        };
        assert!(output.status.success(), "{}", said(&output));
        let about = said(&output);
        let complaints: Vec<&str> = about.lines().filter(|line| line.contains(name)).collect();
        assert_eq!(complaints, [""; 0]);
    }
}

#[test]
fn the_unit_is_hardly_exposed() {
    let place = tempfile::tempdir().unwrap();
    let unit = unit(&place, "demarche-kiosk.service");
    // In tenths; the unit has 0.4 with systemd 252. Older versions do not know the option.
    let mut analyze = Command::new("systemd-analyze");
    analyze
        .args(["security", "--offline=true", "--threshold=10", "--no-pager"])
        .arg(&unit);
    let Some(output) = run(&mut analyze) else {
        return;
    };
    let about = said(&output);
    if about.contains("unrecognized option") {
        eprintln!("skipped: systemd is too old");
        return;
    }
    assert!(output.status.success(), "{about}");
}

/// What the sandbox of the program asks of the kernel is let through by that of the unit.
#[test]
fn the_unit_lets_the_program_lock_itself() {
    let text = fs::read_to_string(asset("demarche-kiosk.service")).unwrap();
    let filters: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("SystemCallFilter="))
        .collect();
    let last = filters.last().unwrap();
    for call in [
        "landlock_create_ruleset",
        "landlock_add_rule",
        "landlock_restrict_self",
        "seccomp",
    ] {
        assert!(last.split(' ').any(|word| word == call), "{call}");
    }
}

#[test]
fn sshd_takes_the_block_as_it_is_meant() {
    let place = tempfile::tempdir().unwrap();
    let key = place.path().join("key");
    let made = run(Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-f"])
        .arg(&key));
    let sshd = Path::new("/usr/sbin/sshd");
    if made.is_none_or(|made| !made.status.success()) || !sshd.exists() {
        eprintln!("skipped: no OpenSSH server here");
        return;
    }
    let settings = |user: &str| {
        let mut test = Command::new(sshd);
        test.arg("-T")
            .arg("-f")
            .arg(asset("sshd.conf"))
            .arg("-h")
            .arg(&key);
        test.args(["-C", &format!("user={user},host=localhost,addr=127.0.0.1")]);
        test.output().unwrap()
    };
    let output = settings("demarche");
    let about = said(&output);
    if about.contains("Missing privilege separation directory") {
        eprintln!("skipped: {about}");
        return;
    }
    assert!(output.status.success(), "{about}");
    let has =
        |about: &str, setting: &str| about.lines().any(|line| line.eq_ignore_ascii_case(setting));
    for setting in [
        "forcecommand exec /usr/bin/demarche --kiosk --sandbox=require --max-session 30m /srv/demarche/events.toml",
        "disableforwarding yes",
        "permittty yes",
        "permituserrc no",
        "permittunnel no",
        "x11forwarding no",
        "acceptenv none",
        "permituserenvironment no",
        "maxsessions 1",
        "clientaliveinterval 5",
        "maxstartups 10:30:60",
    ] {
        assert!(has(&about, setting), "{setting}\n{about}");
    }
    // Nobody else is let in without a password, or sent to the kiosk.
    let others = said(&settings("root"));
    for setting in [
        "permitemptypasswords no",
        "authenticationmethods any",
        "forcecommand none",
        "disableforwarding no",
    ] {
        assert!(has(&others, setting), "{setting}\n{others}");
    }
}

#[test]
fn the_console_takes_the_keymap() {
    let Some(output) = run(Command::new("loadkeys")
        .arg("--parse")
        .arg(asset("kiosk.map")))
    else {
        return;
    };
    let about = said(&output);
    if about.contains("unrecognized option") {
        eprintln!("skipped: kbd is too old");
        return;
    }
    assert!(output.status.success(), "{about}");
}

/// Returns what is bound in the sections of an initialization file, as `section.name`.
fn bindings(text: &str) -> BTreeSet<(String, String)> {
    let mut section = String::new();
    let mut found = BTreeSet::new();
    for line in text.lines().map(|line| line.trim_start_matches(['#', ' '])) {
        if let Some(name) = line.strip_prefix('[') {
            name.trim_end_matches(']').clone_into(&mut section);
        } else if section.ends_with("-bindings")
            && let Some((name, _)) = line.split_once('=')
            && name.chars().all(|c| c.is_ascii_lowercase() || c == '-')
        {
            found.insert((section.clone(), name.to_owned()));
        }
    }
    found
}

#[test]
fn foot_takes_its_configuration_and_keeps_no_key_to_itself() {
    let file = asset("foot-kiosk.ini");
    let text = fs::read_to_string(&file).unwrap();
    let bound: Vec<&str> = text
        .lines()
        .skip_while(|line| *line != "[key-bindings]")
        .filter(|line| line.contains('='))
        .collect();
    assert!(bound.len() > 40);
    assert!(
        bound.iter().all(|line| line.ends_with("=none")),
        "{bound:?}"
    );
    let mut check = Command::new("foot");
    check
        .arg("--check-config")
        .arg(format!("--config={}", file.display()))
        .env("LC_ALL", "C.UTF-8");
    let Some(output) = run(&mut check) else {
        return;
    };
    assert!(output.status.success(), "{}", said(&output));
    let Ok(defaults) = fs::read_to_string("/etc/xdg/foot/foot.ini") else {
        eprintln!("skipped: no defaults of foot here");
        return;
    };
    let ours = bindings(&text);
    let forgotten: Vec<_> = bindings(&defaults)
        .into_iter()
        .filter(|name| !ours.contains(name))
        .collect();
    assert_eq!(forgotten, []);
}
