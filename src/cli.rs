//! Arguments, commands, exit codes.

pub mod doctor;
pub mod recipe;
