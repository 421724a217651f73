//! demarche: a terminal timeline browser of diplomatic contacts.

#![forbid(unsafe_code)]

pub mod app;
pub mod chart;
pub mod cli;
pub mod config;
pub mod data;
pub mod diag;
pub mod export;
pub mod import;
pub mod model;
pub mod query;
pub mod text;
pub mod tui;
pub mod view;
