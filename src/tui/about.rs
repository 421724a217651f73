//! What the terminal says about itself, without being asked anything it would answer.

use std::ffi::OsString;
use std::io::IsTerminal as _;

use crate::text::SafeText;

/// What the terminal says about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Standard input is a terminal.
    pub input: bool,
    /// Standard output is a terminal.
    pub output: bool,
    /// Columns and rows of the terminal on standard output, as it tells them.
    pub size: Option<(u16, u16)>,
    /// The value of `TERM`; empty when it is not set.
    pub term: SafeText,
    /// The locale's characters are UTF-8.
    pub utf8: bool,
    /// How many colours it is taken to have; 0 when colour is unwanted.
    pub colours: u32,
}

impl About {
    /// Looks at the streams and the environment of the process.
    pub fn look() -> Self {
        Self {
            input: std::io::stdin().is_terminal(),
            output: std::io::stdout().is_terminal(),
            size: size(),
            ..Self::of(|name| std::env::var_os(name))
        }
    }

    /// Returns what the environment alone says.
    fn of(variable: impl Fn(&str) -> Option<OsString>) -> Self {
        let text = |name: &str| {
            variable(name)
                .map(|value| value.to_string_lossy().into_owned())
                .unwrap_or_default()
        };
        let term = text("TERM");
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
            .map(text)
            .into_iter()
            .find(|value| !value.is_empty());
        let locale = locale.unwrap_or_default().to_lowercase();
        Self {
            input: false,
            output: false,
            size: None,
            utf8: locale.contains("utf-8") || locale.contains("utf8"),
            colours: if text("NO_COLOR").is_empty() {
                colours(&term, &text("COLORTERM"))
            } else {
                0
            },
            term: SafeText::message(&term, 60),
        }
    }
}

fn colours(term: &str, colorterm: &str) -> u32 {
    match (term, colorterm) {
        ("" | "dumb", _) => 0,
        (_, "truecolor" | "24bit") => 1 << 24,
        _ if term.ends_with("-256color") => 256,
        _ if term.starts_with("vt") => 0,
        ("linux", _) => 16,
        _ => 8,
    }
}

#[cfg(unix)]
fn size() -> Option<(u16, u16)> {
    let told = rustix::termios::tcgetwinsize(std::io::stdout()).ok()?;
    Some((told.ws_col, told.ws_row))
}

#[cfg(not(unix))]
fn size() -> Option<(u16, u16)> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(variables: &[(&str, &str)]) -> About {
        About::of(|name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).into())
        })
    }

    #[test]
    fn the_first_variable_of_the_locale_decides() {
        assert!(of(&[("LANG", "fr_FR.UTF-8")]).utf8);
        assert!(!of(&[("LANG", "fr_FR.UTF-8"), ("LC_ALL", "C")]).utf8);
        assert!(of(&[("LANG", "C"), ("LC_CTYPE", "C.utf8"), ("LC_ALL", "")]).utf8);
        assert!(!of(&[]).utf8);
    }

    #[test]
    fn colours_go_by_the_name() {
        for (variables, expected) in [
            (&[("TERM", "linux")][..], 16),
            (&[("TERM", "xterm-256color")], 256),
            (
                &[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")],
                1 << 24,
            ),
            (&[("TERM", "dumb"), ("COLORTERM", "truecolor")], 0),
            (&[("TERM", "xterm"), ("NO_COLOR", "1")], 0),
            (&[("TERM", "vt220")], 0),
            (&[("TERM", "xterm")], 8),
            (&[], 0),
        ] {
            assert_eq!(of(variables).colours, expected, "{variables:?}");
        }
    }

    #[test]
    fn a_hostile_name_is_cleaned() {
        assert!(!of(&[("TERM", "x\x1b]0;pwn\x07")]).term.contains('\x1b'));
    }
}
