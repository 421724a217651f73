//! Bytes to a timeline and its problems.
