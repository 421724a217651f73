//! Settings: keys and their names, the settings themselves, and the layers they come from.

pub mod chord;
pub mod layers;
pub mod schema;

pub use chord::{Chord, Key};
pub use layers::{ConfigError, DEFAULT};
pub use schema::{Binding, Config, GlyphChoice, Layout, ThemeChoice, View};
