//! Arguments, commands, exit codes.

pub mod doctor;
