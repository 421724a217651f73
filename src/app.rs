//! The session: pure, no screen, no file, no clock.
