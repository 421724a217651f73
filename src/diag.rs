//! Reading a hand-written TOML file and speaking of it precisely.
