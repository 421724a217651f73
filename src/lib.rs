//! demarche: a terminal timeline browser of diplomatic contacts.

#![forbid(unsafe_code)]

pub mod model;
pub mod text;
