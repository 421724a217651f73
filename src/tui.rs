//! The shell: the only place that touches the terminal.

pub mod about;
pub mod notify;
pub mod sandbox;
