//! Bytes to a timeline and its problems.
//!
//! [`origin`] is the only reader of event files. [`cut`] parts a file into its head and its events; [`registry`]
//! takes in the heads of all files, then [`decode`] turns each event into one of the model and [`rules`] looks at it;
//! [`load()`] does all of it, on several threads for a large file. A fault costs its event, never the file.

pub mod cut;
pub mod decode;
#[rustfmt::skip] // One row a key.
pub mod forms;
pub mod head;
pub mod json;
pub mod known;
pub mod load;
pub mod origin;
pub mod plan;
pub mod pool;
pub mod registry;
pub mod rules;
pub mod run;
pub mod schema;
pub mod scribe;
pub mod shelf;
pub mod states;
#[rustfmt::skip] // One row a message.
pub mod syntax;
pub mod text;
pub mod watch;
pub mod worker;

pub use load::{Begin, Limits, Loaded, Progress, load, load_from_begin};
pub use origin::{BUNDLED, LoadCause, LoadError, Origin};
