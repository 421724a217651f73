//! What visitors, files, lines and terminals do to a kiosk, case by case: it stays, it can be used, and it forgets.
//!
//! A case is named by its number in the catalogue of abuses. Floods and long storms are cut short, so that the suite
//! runs with every other test; `DEMARCHE_ABUSE=full` gives them their whole length.

#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test that cannot set itself up has failed, and one that cannot run says why"
)]

#[path = "abuse/bombs.rs"]
mod bombs;
#[path = "abuse/files.rs"]
mod files;
#[path = "abuse/hostile.rs"]
mod hostile;
#[path = "abuse/keys.rs"]
mod keys;
#[path = "common/language.rs"]
mod language;
#[path = "abuse/line.rs"]
mod line;
#[expect(dead_code, reason = "other tests of the program use the rest of it")]
#[path = "common/program.rs"]
mod program;
#[path = "abuse/screen.rs"]
mod screen;
#[path = "abuse/visit.rs"]
mod visit;
