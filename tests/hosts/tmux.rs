//! Inside tmux, which is a terminal of its own.

use std::process::{Command, Output};
use std::time::Duration;

use crate::place::{PROGRAM, Place, need, sandbox, tools};
use crate::process::until;

/// A server of our own, which ends with this.
struct Tmux {
    place: Place,
}

impl Tmux {
    fn run(&self, arguments: &[&str]) -> Output {
        Command::new("tmux")
            .args(["-f", "/dev/null", "-S"])
            .arg(self.place.at("socket"))
            .args(arguments)
            .env("LANG", "C.UTF-8")
            .env("TERM", "xterm-256color")
            .env_remove("TMUX")
            .output()
            .unwrap()
    }

    fn text(&self) -> String {
        let output = self.run(&["capture-pane", "-p"]);
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        lines.join("\n").trim_end().to_owned()
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        self.run(&["kill-server"]);
    }
}

/// A40.
#[test]
fn a40_tmux_shows_what_a_terminal_shows() {
    need!(tools(&["tmux"]));
    need!(sandbox());
    let settings = "idle = 3600\ncard = 3600";
    let tmux = Tmux {
        place: Place::new(settings),
    };
    let arguments = tmux.place.arguments();
    let mut words = vec!["new-session", "-d", "-x", "200", "-y", "50", PROGRAM];
    words.extend(arguments.iter().map(String::as_str));
    let output = tmux.run(&words);
    assert!(output.status.success(), "{output:?}");
    tmux.run(&["set", "-g", "status", "off"]);
    let mut terminal = tmux
        .place
        .kiosk()
        .env("TERM", "tmux-256color")
        .size(200, 50)
        .start();
    for (keys, names, then) in [
        ("", &[][..], "any other key"),
        ("x", &["x"], "1 event"),
        ("\r", &["Enter"], "example.org"),
        ("?", &["?"], "type to find one"),
    ] {
        if !keys.is_empty() {
            terminal.press(keys);
            tmux.run(&[&["send-keys"], names].concat());
        }
        terminal.sees(then);
        let expected = || {
            let text = terminal.text();
            let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
            lines.join("\n").trim_end().to_owned()
        };
        let same = until(Duration::from_secs(20), || tmux.text() == expected());
        assert!(
            same.is_some(),
            "{keys:?}:\n{}\ninstead of\n{}",
            tmux.text(),
            expected()
        );
    }
}
