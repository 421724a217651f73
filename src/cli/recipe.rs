//! `demarche kiosk-recipe`: how to set up a host for the kiosk, as a shell script to read and to run.
//!
//! The files are those of `assets/kiosk`, which packages install as they are.

use std::fmt::Write as _;

/// One way to set up a host.
#[derive(Clone, Copy, Debug)]
pub struct Recipe {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is, in a line of help.
    pub doc: &'static str,
    /// What to know before.
    notes: &'static [&'static str],
    /// Commands that prepare.
    before: &'static [&'static str],
    /// Files, with their places.
    files: &'static [(&'static str, &'static str)],
    /// Commands that start it.
    after: &'static [&'static str],
}

/// Every recipe.
#[rustfmt::skip]
pub const RECIPES: &[Recipe] = &[
    Recipe {
        name: "ssh",
        doc: "A public account that shows the kiosk to whoever logs in",
        notes: &[
            "Anybody who reaches the port sees the events, and nothing else. Where visitors have a key, leave out",
            "`passwd --delete`, and the three lines of the configuration that say so.",
        ],
        before: &[
            // ForceCommand runs through the shell of the account, so it has one; its home is nobody's to write.
            "install -d -o root -g root -m 755 /var/empty/demarche /srv/demarche",
            "id demarche >/dev/null 2>&1 || useradd --system --shell /bin/sh --home-dir /var/empty/demarche --no-create-home demarche",
            "passwd --delete demarche",
            "install -d /etc/ssh/sshd_config.d \"/etc/systemd/system/user-$(id -u demarche).slice.d\"",
            "printf '[Slice]\\nMemoryMax=1G\\nTasksMax=400\\n' > \"/etc/systemd/system/user-$(id -u demarche).slice.d/demarche.conf\"",
        ],
        files: &[("/etc/ssh/sshd_config.d/demarche.conf", include_str!("../../assets/kiosk/sshd.conf"))],
        after: &[
            "sshd -t",
            "systemctl daemon-reload",
            "systemctl reload ssh || systemctl reload sshd",
        ],
    },
    Recipe {
        name: "systemd",
        doc: "The kiosk on the first console, under systemd, without a login",
        notes: &[
            "Consoles to log in on are gone afterwards: keep another way in, as SSH.",
            "By hand remain: `quiet consoleblank=0` on the kernel's command line, passwords for firmware and boot menu.",
        ],
        before: &["install -d -m 755 /srv/demarche /usr/share/demarche /etc/systemd/logind.conf.d"],
        files: &[
            ("/usr/share/demarche/kiosk.map", include_str!("../../assets/kiosk/kiosk.map")),
            ("/etc/sysctl.d/demarche.conf", include_str!("../../assets/kiosk/sysctl.conf")),
            ("/etc/systemd/logind.conf.d/demarche.conf", include_str!("../../assets/kiosk/logind.conf")),
            ("/etc/systemd/system/demarche-kiosk.service", include_str!("../../assets/kiosk/demarche-kiosk.service")),
        ],
        after: &[
            "sysctl --system",
            "systemctl mask autovt@.service getty@tty2.service getty@tty3.service getty@tty4.service getty@tty5.service getty@tty6.service ctrl-alt-del.target",
            "systemctl daemon-reload",
            "systemctl disable getty@tty1.service",
            "systemctl enable --now demarche-kiosk.service",
            "demarche doctor --host",
        ],
    },
    Recipe {
        name: "cage",
        doc: "The kiosk in a window that fills the screen, with the programs cage and foot",
        notes: &[
            "Consoles to log in on are gone afterwards: keep another way in, as SSH.",
            "By hand remain: passwords for firmware and boot menu.",
        ],
        before: &[
            "install -d -m 755 /srv/demarche /usr/share/demarche /etc/systemd/logind.conf.d",
            "id demarche >/dev/null 2>&1 || useradd --system --shell /usr/sbin/nologin --home-dir /nonexistent --no-create-home demarche",
        ],
        files: &[
            ("/usr/share/demarche/foot-kiosk.ini", include_str!("../../assets/kiosk/foot-kiosk.ini")),
            ("/etc/sysctl.d/demarche.conf", include_str!("../../assets/kiosk/sysctl.conf")),
            ("/etc/systemd/logind.conf.d/demarche.conf", include_str!("../../assets/kiosk/logind.conf")),
            ("/etc/systemd/system/demarche-cage.service", include_str!("../../assets/kiosk/demarche-cage.service")),
        ],
        after: &[
            "foot --check-config --config=/usr/share/demarche/foot-kiosk.ini",
            "sysctl --system",
            "systemctl mask autovt@.service getty@tty2.service getty@tty3.service getty@tty4.service getty@tty5.service getty@tty6.service ctrl-alt-del.target",
            "systemctl daemon-reload",
            "systemctl disable getty@tty1.service",
            "systemctl enable --now demarche-cage.service",
            "demarche doctor --host",
        ],
    },
];

impl Recipe {
    /// Returns the recipe with a name.
    pub fn named(name: &str) -> Option<&'static Self> {
        RECIPES.iter().find(|recipe| recipe.name == name)
    }

    /// Returns the script.
    pub fn script(&self) -> String {
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = self.write(&mut text);
        text
    }

    fn write(&self, text: &mut String) -> std::fmt::Result {
        writeln!(text, "#!/bin/sh")?;
        writeln!(text, "# {}.", self.doc)?;
        writeln!(
            text,
            "# Read it, put the events into /srv/demarche/events.toml, then run it as root."
        )?;
        for note in self.notes {
            writeln!(text, "# {note}")?;
        }
        writeln!(text, "set -eu\n")?;
        for command in self.before {
            writeln!(text, "{command}")?;
        }
        for (path, content) in self.files {
            write!(text, "\ncat > {path} <<'{END}'\n{content}{END}\n")?;
        }
        writeln!(text)?;
        for command in self.after {
            writeln!(text, "{command}")?;
        }
        Ok(())
    }
}

/// What ends a file in the script; no file has such a line.
const END: &str = "END_OF_FILE";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_recipe_is_found_by_its_name() {
        for name in ["ssh", "systemd", "cage"] {
            assert_eq!(Recipe::named(name).map(|recipe| recipe.name), Some(name));
        }
        assert!(Recipe::named("none").is_none());
    }

    #[test]
    fn scripts_hold_their_files_whole() {
        for recipe in RECIPES {
            let script = recipe.script();
            for (path, content) in recipe.files {
                assert!(
                    script.contains(&format!("cat > {path} <<'{END}'\n{content}{END}\n")),
                    "{path}"
                );
                assert!(content.ends_with('\n') && !content.contains(END), "{path}");
                assert!(content.is_ascii(), "{path}");
            }
        }
    }
}
