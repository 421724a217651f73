//! Strings as people see them: cleaned, folded, measured and wrapped.
//!
//! This floor knows nothing of events, files or screens. [`clean`] is the one gate through which
//! untrusted text reaches the model and the terminal; [`fold`] makes words comparable; [`wrap`] measures in
//! terminal cells.

pub mod clean;

pub use clean::SafeText;
