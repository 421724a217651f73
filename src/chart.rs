//! Geometry only, no drawing: lanes, silences, the density strip.

pub mod density;
pub mod lanes;
pub mod silence;
