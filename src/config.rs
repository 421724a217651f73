//! Settings: keys and their names, the settings themselves, and the layers they come from.

pub mod chord;
pub mod kiosk;
pub mod layers;
pub mod schema;

pub use chord::{Chord, Key};
pub use kiosk::Kiosk;
pub use layers::{ConfigError, DEFAULT};
pub use schema::{Binding, Config, GlyphChoice, Layout, ThemeChoice, View};
