//! Geometry only, no drawing.
