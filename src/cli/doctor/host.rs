//! What the host of a kiosk on its own screen should be set to, looked up one by one.
//!
//! demarche cannot keep a visitor off the other consoles, the kernel's keys and the boot menu; the host can.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a look at one setting found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Checked {
    /// The setting.
    pub(super) name: &'static str,
    /// Whether it is as it should be.
    pub(super) state: State,
    /// What it is.
    pub(super) found: String,
    /// What to do if it is not.
    pub(super) fix: &'static str,
}

/// Whether a setting is as it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// It is.
    Fine,
    /// It is not.
    Wrong,
    /// It could not be seen from here, or not by this user.
    Unknown,
}

impl State {
    /// Returns the word for programs.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Fine => "ok",
            Self::Wrong => "wrong",
            Self::Unknown => "unknown",
        }
    }

    /// Returns the word for people.
    pub(super) const fn mark(self) -> &'static str {
        match self {
            Self::Fine => "ok",
            Self::Wrong => "FIX",
            Self::Unknown => "?",
        }
    }

    const fn of(fine: bool) -> Self {
        if fine { Self::Fine } else { Self::Wrong }
    }
}

/// A host to look at.
#[derive(Debug)]
pub(super) struct Host {
    /// Where its file system begins.
    root: PathBuf,
    /// What `dumpkeys` says of the console's keys.
    keys: Option<String>,
}

/// A setting: its name, how to look it up, what to do.
struct Check {
    name: &'static str,
    look: fn(&Host) -> (State, String),
    fix: &'static str,
}

#[rustfmt::skip]
const CHECKS: &[Check] = &[
    Check { name: "no login on other consoles", look: Host::consoles,
        fix: "systemctl mask autovt@.service getty@tty2.service getty@tty3.service getty@tty4.service getty@tty5.service getty@tty6.service" },
    Check { name: "Ctrl-Alt-Delete does nothing", look: |host| host.masked(&["ctrl-alt-del.target"]),
        fix: "systemctl mask ctrl-alt-del.target" },
    Check { name: "logind opens no consoles", look: |host| host.logind(&[("NAutoVTs", "0"), ("ReserveVT", "0")]),
        fix: "NAutoVTs=0 and ReserveVT=0 under [Login] in /etc/systemd/logind.conf.d/demarche.conf" },
    Check { name: "the power key does nothing", look: |host| host.logind(&[("HandlePowerKey", "ignore")]),
        fix: "HandlePowerKey=ignore under [Login] in /etc/systemd/logind.conf.d/demarche.conf" },
    Check { name: "the kernel's own keys are off", look: |host| host.number("proc/sys/kernel/sysrq", 0),
        fix: "kernel.sysrq = 0 in /etc/sysctl.d/demarche.conf, then sysctl --system" },
    Check { name: "kernel messages stay off the screen", look: |host| host.number("proc/sys/kernel/printk", 1),
        fix: "kernel.printk = 1 4 1 7 in /etc/sysctl.d/demarche.conf, then sysctl --system; quiet on the kernel's command line" },
    Check { name: "nothing can type for the visitor", look: |host| host.number("proc/sys/dev/tty/legacy_tiocsti", 0),
        fix: "dev.tty.legacy_tiocsti = 0 in /etc/sysctl.d/demarche.conf (Linux 6.2 or later), then sysctl --system" },
    Check { name: "the screen does not go blank", look: |host| host.number("sys/module/kernel/parameters/consoleblank", 0),
        fix: "consoleblank=0 on the kernel's command line" },
    Check { name: "no key leaves the console", look: Host::keymap,
        fix: "loadkeys -C /dev/tty1 kiosk.map, which the unit of `demarche kiosk-recipe systemd` does; look with dumpkeys as root" },
    Check { name: "users cannot write on the screen", look: Host::messages,
        fix: "chmod g-s /usr/bin/wall /usr/bin/write*" },
    Check { name: "the boot menu is locked", look: Host::boot,
        fix: "GRUB: set superusers and password_pbkdf2; systemd-boot: `editor no` in loader.conf; and a firmware password" },
];

/// Actions of the console's keyboard that lead away from the program or show the system.
#[rustfmt::skip]
const ACTIONS: &[&str] = &[
    "Console_", "Incr_Console", "Decr_Console", "Last_Console", "Boot", "Show_", "SAK", "Spawn_Console",
    "KeyboardSignal", "Scroll_Forward", "Scroll_Backward",
];

impl Host {
    /// The host that this runs on.
    pub(super) fn here() -> Self {
        let keys = Command::new("dumpkeys")
            .args(["-C", "/dev/tty1", "--keys-only"])
            .output();
        let keys = keys.ok().filter(|output| output.status.success());
        Self {
            root: PathBuf::from("/"),
            keys: keys.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()),
        }
    }

    /// Looks at everything.
    pub(super) fn check(&self) -> Vec<Checked> {
        let checked = CHECKS.iter().map(|check| {
            let (state, found) = (check.look)(self);
            Checked {
                name: check.name,
                state,
                found,
                fix: check.fix,
            }
        });
        checked.collect()
    }

    fn read(&self, path: &str) -> Option<String> {
        fs::read(self.root.join(path))
            .ok()
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }

    fn consoles(&self) -> (State, String) {
        let getty = [
            "getty@tty2.service",
            "getty@tty3.service",
            "getty@tty4.service",
            "getty@tty5.service",
            "getty@tty6.service",
        ];
        let units: Vec<&str> = std::iter::once("autovt@.service").chain(getty).collect();
        self.masked(&units)
    }

    /// Looks whether units are masked: a link to `/dev/null`, or an empty file, where the administrator's units are.
    fn masked(&self, units: &[&str]) -> (State, String) {
        let is_masked = |unit: &&&str| {
            ["etc/systemd/system", "run/systemd/system"]
                .iter()
                .any(|directory| {
                    let path = self.root.join(directory).join(unit);
                    fs::read_link(&path).is_ok_and(|target| target == Path::new("/dev/null"))
                        || fs::metadata(&path).is_ok_and(|stat| stat.is_file() && stat.len() == 0)
                })
        };
        let open: Vec<&str> = units
            .iter()
            .filter(|unit| !is_masked(unit))
            .copied()
            .collect();
        match open.as_slice() {
            [] => (State::Fine, "masked".into()),
            open => (State::Wrong, format!("not masked: {}", open.join(", "))),
        }
    }

    /// Looks at settings of logind; the last file that sets one counts.
    fn logind(&self, wanted: &[(&str, &str)]) -> (State, String) {
        let texts: Vec<String> = self
            .logind_files()
            .iter()
            .filter_map(|path| fs::read_to_string(path).ok())
            .collect();
        let value = |key: &str| {
            let lines = texts.iter().flat_map(|text| login_section(text));
            lines
                .filter(|(name, _)| *name == key)
                .last()
                .map_or("not set", |(_, value)| value)
        };
        let fine = wanted.iter().all(|(key, wanted)| value(key) == *wanted);
        let found: Vec<String> = wanted
            .iter()
            .map(|(key, _)| format!("{key} is {}", value(key)))
            .collect();
        (State::of(fine), found.join(", "))
    }

    /// Returns the files in the order in which they count: the main one, then the additions by their names, of which
    /// one in `/etc` stands for one of the same name elsewhere.
    fn logind_files(&self) -> Vec<PathBuf> {
        let mut additions: Vec<PathBuf> = Vec::new();
        for directory in ["etc", "run", "usr/local/lib", "usr/lib"] {
            let entries = fs::read_dir(self.root.join(directory).join("systemd/logind.conf.d"));
            let paths = entries
                .into_iter()
                .flatten()
                .filter_map(|entry| entry.ok().map(|entry| entry.path()));
            let paths = paths.filter(|path| {
                path.extension()
                    .is_some_and(|extension| extension == "conf")
            });
            let new: Vec<PathBuf> = paths
                .filter(|path| {
                    !additions
                        .iter()
                        .any(|known| known.file_name() == path.file_name())
                })
                .collect();
            additions.extend(new);
        }
        additions.sort_by(|one, other| one.file_name().cmp(&other.file_name()));
        let main = ["etc", "run", "usr/local/lib", "usr/lib"]
            .iter()
            .map(|directory| self.root.join(directory).join("systemd/logind.conf"));
        main.filter(|path| path.is_file())
            .take(1)
            .chain(additions)
            .collect()
    }

    /// Looks at a setting of the kernel, of whose numbers the first must not be larger.
    fn number(&self, path: &str, most: u64) -> (State, String) {
        let Some(text) = self.read(path) else {
            return (State::Unknown, "this kernel does not tell".into());
        };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let first = text
            .split(' ')
            .next()
            .and_then(|number| number.parse::<u64>().ok());
        (
            first.map_or(State::Unknown, |first| State::of(first <= most)),
            text,
        )
    }

    fn keymap(&self) -> (State, String) {
        let Some(keys) = &self.keys else {
            return (State::Unknown, "dumpkeys is not there, or not root".into());
        };
        let actions = keys
            .split_whitespace()
            .map(|word| word.trim_start_matches('+'));
        let mut bound: Vec<&str> = actions
            .filter(|word| ACTIONS.iter().any(|action| word.starts_with(action)))
            .collect();
        bound.sort_unstable();
        bound.dedup();
        match bound.as_slice() {
            [] => (State::Fine, "no such key is bound".into()),
            [first, ..] => (
                State::Wrong,
                format!("{} actions are bound, {first} among them", bound.len()),
            ),
        }
    }

    /// Looks for programs that may write on anybody's terminal.
    fn messages(&self) -> (State, String) {
        let programs = ["wall", "write", "write.ul", "bsd-write"];
        let able: Vec<&str> = programs
            .into_iter()
            .filter(|program| runs_as_group(&self.root.join("usr/bin").join(program)))
            .collect();
        match able.as_slice() {
            [] => (State::Fine, "no program for it".into()),
            able => (State::Wrong, able.join(", ")),
        }
    }

    fn boot(&self) -> (State, String) {
        let grub = ["boot/grub/grub.cfg", "boot/grub2/grub.cfg"]
            .iter()
            .find_map(|path| self.read(path));
        let loader = [
            "boot/loader/loader.conf",
            "efi/loader/loader.conf",
            "boot/efi/loader/loader.conf",
        ];
        let loader = loader.iter().find_map(|path| self.read(path));
        let says = |text: &str, wanted: &[&str]| {
            let words = |line: &str| {
                line.split_whitespace()
                    .take(wanted.len())
                    .eq(wanted.iter().copied())
            };
            text.lines().any(words)
        };
        match (grub, loader) {
            (Some(grub), _) => {
                let locked = grub.contains("superusers") && grub.contains("password_pbkdf2");
                (
                    State::of(locked),
                    if locked {
                        "GRUB asks for a password"
                    } else {
                        "GRUB asks for no password"
                    }
                    .into(),
                )
            }
            (None, Some(loader)) => {
                let locked = says(&loader, &["editor", "no"]) || says(&loader, &["editor", "0"]);
                (
                    State::of(locked),
                    if locked {
                        "its editor is off"
                    } else {
                        "its editor is on"
                    }
                    .into(),
                )
            }
            (None, None) => (State::Unknown, "no settings that could be read".into()),
        }
    }
}

/// Returns the settings of `[Login]`.
fn login_section(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut inside = false;
    text.lines().filter_map(move |line| {
        let line = line.trim();
        if line.starts_with('[') {
            inside = line == "[Login]";
        }
        line.split_once('=')
            .filter(|_| inside)
            .map(|(key, value)| (key.trim(), value.trim()))
    })
}

#[cfg(unix)]
fn runs_as_group(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).is_ok_and(|stat| stat.permissions().mode() & 0o2000 != 0)
}

#[cfg(not(unix))]
fn runs_as_group(_: &Path) -> bool {
    false
}

#[cfg(test)]
#[cfg(unix)]
mod tests;
