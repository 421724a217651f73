//! Everything that paints into a buffer.
//!
//! ```text
//! header            name, title, problems, today
//! strip             the whole collection by time, years
//! list │ detail     the contact graph; facts, quotes, topics, …   (a drawer takes the detail's place)
//! chips             filters, how many are shown, notices, the prompt
//! footer            what the keys do now
//! ```
//!
//! Views read the session and never change it; they own their scroll offsets and what has the focus.

pub mod chips;
pub mod cx;
pub mod detail;
pub mod drawer;
pub mod footer;
pub mod glyphs;
pub mod header;
pub mod kiosk;
pub mod layout;
mod line;
pub mod list;
pub mod loading;
pub mod pen;
pub mod screen;
pub mod strip;
pub mod theme;

pub use cx::{Cx, Flow};
pub use glyphs::{Glyphs, Tier};
pub use screen::Screen;
pub use theme::{Role, Theme};
