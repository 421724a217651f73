use std::os::unix::fs::{PermissionsExt as _, symlink};

use super::*;

/// A host built of files; nothing is set yet.
struct Built {
    root: tempfile::TempDir,
    keys: Option<&'static str>,
}

impl Built {
    fn new() -> Self {
        Self {
            root: tempfile::tempdir().unwrap(),
            keys: None,
        }
    }

    fn write(&self, path: &str, text: &str) -> PathBuf {
        let path = self.root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    fn mask(&self, unit: &str) {
        let path = self.root.path().join("etc/systemd/system").join(unit);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        symlink("/dev/null", path).unwrap();
    }

    fn state(&self, name: &str) -> (State, String) {
        let host = Host {
            root: self.root.path().into(),
            keys: self.keys.map(str::to_owned),
        };
        let checked = host
            .check()
            .into_iter()
            .find(|checked| checked.name == name)
            .unwrap();
        (checked.state, checked.found)
    }
}

#[test]
fn an_unset_host_is_not_fine_anywhere_but_where_there_is_nothing() {
    let host = Host {
        root: Built::new().root.path().into(),
        keys: None,
    };
    let fine: Vec<&str> = host
        .check()
        .iter()
        .filter(|checked| checked.state == State::Fine)
        .map(|checked| checked.name)
        .collect();
    assert_eq!(fine, ["users cannot write on the screen"]);
}

#[test]
fn a_host_as_recommended_is_fine_everywhere() {
    let mut built = Built::new();
    for unit in ["autovt@.service", "ctrl-alt-del.target"] {
        built.mask(unit);
    }
    (2..=6).for_each(|number| built.mask(&format!("getty@tty{number}.service")));
    built.write(
        "etc/systemd/logind.conf.d/demarche.conf",
        "[Login]\nNAutoVTs=0\nReserveVT=0\nHandlePowerKey=ignore\n",
    );
    built.write("proc/sys/kernel/sysrq", "0\n");
    built.write("proc/sys/kernel/printk", "1\t4\t1\t7\n");
    built.write("proc/sys/dev/tty/legacy_tiocsti", "0\n");
    built.write("sys/module/kernel/parameters/consoleblank", "0\n");
    built.write(
        "boot/grub/grub.cfg",
        "set superusers=\"root\"\npassword_pbkdf2 root grub.pbkdf2.sha512\n",
    );
    built.write("usr/bin/wall", "");
    built.keys = Some("keycode 1 = Escape\n\talt keycode 59 = VoidSymbol\n");
    let host = Host {
        root: built.root.path().into(),
        keys: built.keys.map(str::to_owned),
    };
    for checked in host.check() {
        assert_eq!(checked.state, State::Fine, "{checked:?}");
    }
}

#[test]
fn a_single_unit_that_is_not_masked_is_named() {
    let built = Built::new();
    built.mask("autovt@.service");
    for number in [2, 3, 5, 6] {
        built.mask(&format!("getty@tty{number}.service"));
    }
    built.write("etc/systemd/system/getty@tty4.service", "[Service]\n");
    let expected = (State::Wrong, "not masked: getty@tty4.service".to_owned());
    assert_eq!(built.state("no login on other consoles"), expected);
}

#[test]
fn the_last_setting_of_logind_counts() {
    let built = Built::new();
    let power = "the power key does nothing";
    built.write(
        "etc/systemd/logind.conf",
        "[Login]\n#HandlePowerKey=ignore\nHandlePowerKey = poweroff\n",
    );
    assert_eq!(
        built.state(power),
        (State::Wrong, "HandlePowerKey is poweroff".into())
    );
    built.write(
        "usr/lib/systemd/logind.conf.d/50.conf",
        "[Login]\nHandlePowerKey=ignore\n",
    );
    assert_eq!(built.state(power).0, State::Fine);
    // By name, not by directory.
    built.write(
        "etc/systemd/logind.conf.d/40.conf",
        "[Login]\nHandlePowerKey=poweroff\n",
    );
    assert_eq!(built.state(power).0, State::Fine);
    // The same name in /etc stands for the other.
    built.write(
        "etc/systemd/logind.conf.d/50.conf",
        "[Other]\nHandlePowerKey=ignore\n",
    );
    assert_eq!(built.state(power).0, State::Wrong);
}

#[test]
fn numbers_of_the_kernel_are_judged_by_the_first() {
    let built = Built::new();
    built.write("proc/sys/kernel/printk", "4\t4\t1\t7\n");
    assert_eq!(
        built.state("kernel messages stay off the screen"),
        (State::Wrong, "4 4 1 7".into())
    );
    built.write("proc/sys/kernel/sysrq", "438\n");
    assert_eq!(
        built.state("the kernel's own keys are off"),
        (State::Wrong, "438".into())
    );
    assert_eq!(
        built.state("nothing can type for the visitor").0,
        State::Unknown
    );
}

#[test]
fn keys_that_lead_away_are_found() {
    let mut built = Built::new();
    built.keys = Some(
        "keycode 59 = F1 F13 Console_13\n\tcontrol alt keycode 111 = Boot\nkeycode 70 = +Scroll_Lock\n",
    );
    let expected = (
        State::Wrong,
        "2 actions are bound, Boot among them".to_owned(),
    );
    assert_eq!(built.state("no key leaves the console"), expected);
}

#[test]
fn a_program_that_runs_as_the_terminals_group_is_named() {
    let built = Built::new();
    let wall = built.write("usr/bin/wall", "");
    fs::set_permissions(wall, fs::Permissions::from_mode(0o2755)).unwrap();
    assert_eq!(
        built.state("users cannot write on the screen"),
        (State::Wrong, "wall".into())
    );
}

#[test]
fn an_open_boot_menu_is_seen() {
    let built = Built::new();
    assert_eq!(built.state("the boot menu is locked").0, State::Unknown);
    built.write("boot/loader/loader.conf", "timeout 3\neditor yes\n");
    assert_eq!(built.state("the boot menu is locked").0, State::Wrong);
    built.write("boot/loader/loader.conf", "timeout 3\neditor  no\n");
    assert_eq!(built.state("the boot menu is locked").0, State::Fine);
    built.write("boot/grub/grub.cfg", "menuentry 'Debian' {}\n");
    assert_eq!(built.state("the boot menu is locked").0, State::Wrong);
}
