//! The shell: the only place that touches the terminal.
//!
//! Four threads share the work, so that nothing a terminal does can hold up the clock or the signals:
//!
//! ```text
//!  keyboard, signals ─► reader ─► Inbox ─► run (the main thread: state, timers) ─► Frames ─► writer ─► screen
//! ```
//!
//! - The [reader] sleeps in one `poll(2)` on the keyboard and the signals; bytes become [`Input`]s in a
//!   [`Decoder`] that no byte sequence can wedge and whose memory is bounded.
//! - The [`Inbox`] holds a bounded number of inputs and merges what repeats; putting something in never blocks.
//! - The [loader] reads event files and watches them; what it has read waits until the main thread picks it up.
//! - The main thread waits for inputs with a time-out and never writes to the terminal itself.
//! - The writer holds one frame at a time. While it is stalled no frame is made; the next one shows the latest state.
//!
//! The terminal hears an allow-listed language: printable text, SGR, CUP, ED, EL, the cursor, the alternate screen,
//! synchronized updates and, where asked for, bracketed paste. It is asked no question, so it answers none.

pub mod about;
pub mod browser;
pub mod frame;
pub mod inbox;
pub mod input;
pub mod keys;
pub mod kiosk;
pub mod loader;
pub mod loading;
pub mod notify;
pub mod reader;
pub mod run;
pub mod sandbox;
pub mod signals;
pub mod supervised;
pub mod terminal;
pub mod tty;
pub mod writer;

pub use inbox::Inbox;
pub use input::{Input, Signal};
pub use keys::Decoder;
pub use kiosk::Kiosk;
pub use run::{End, Flow, Ui, run};
pub use terminal::{Before, Terminal, contain_panics};
pub use tty::{Keys, Options, TerminalError, Tty};
