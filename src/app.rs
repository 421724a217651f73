//! The session: pure, no screen, no file, no clock.
//!
//! Keys become [`Action`]s, actions become [`Msg`]s, and [`update`](update::update) is the only place where a
//! message changes the [`Session`]. What the shell must do comes out as [`Effect`]s.

pub mod action;
pub mod adopt;
pub mod keymap;
pub mod kiosk;
pub mod place;
pub mod policy;
pub mod same;
pub mod session;
pub mod trail;
pub mod update;
pub mod views;

pub use action::{Action, Context};
pub use adopt::{Extent, Fresh, Headway, Pending};
pub use keymap::{Keymap, KeymapError};
pub use policy::Policy;
pub use session::{Filter, Search, Session, Start};
pub use trail::Step;
pub use update::{Effect, Msg, update};
