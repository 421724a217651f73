//! Timelines written out.
