//! The kiosk in real surroundings: under a tracer, on a console of the kernel, behind sshd, inside tmux, for long, and on
//! a kernel whose calls fail.
//!
//! What a machine lacks is said, and its test skipped. What takes long or needs a machine of its own is ignored, with
//! the command that runs it in its comment; `--nocapture` shows the figures.

#![cfg(target_os = "linux")]
#[cfg(test)]
#[path = "common/language.rs"]
mod language;
#[expect(dead_code, reason = "other tests of the program use the rest of it")]
#[cfg(test)]
#[path = "common/program.rs"]
mod program;

#[cfg(test)]
#[path = "hosts/console.rs"]
mod console;
#[cfg(test)]
#[path = "hosts/faults.rs"]
mod faults;
#[cfg(test)]
#[path = "hosts/figures.rs"]
mod figures;
#[cfg(test)]
#[path = "hosts/locked.rs"]
mod locked;
#[cfg(test)]
#[path = "hosts/place.rs"]
mod place;
#[cfg(test)]
#[path = "hosts/process.rs"]
mod process;
#[cfg(test)]
#[path = "hosts/soak.rs"]
mod soak;
#[cfg(test)]
#[path = "hosts/ssh.rs"]
mod ssh;
#[cfg(test)]
#[path = "hosts/tmux.rs"]
mod tmux;
#[cfg(test)]
#[path = "hosts/trace.rs"]
mod trace;
