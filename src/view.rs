//! Everything that paints into a buffer.
