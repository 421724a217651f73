//! demarche: a terminal timeline browser of diplomatic contacts.
//!
//! # The house
//!
//! Seven floors; arrows point downwards only, and `tests/architecture.rs` keeps it so.
//!
//! | floor | modules | what for |
//! |---|---|---|
//! | 7 | [`cli`] | arguments, commands, exit codes; the only place for standard output |
//! | 6 | [`tui`] | the terminal: input, frames, signals, the loop, the sandbox |
//! | 5 | [`view`] | everything that paints into a buffer |
//! | 4 | [`app`], [`import`] | the session, pure: actions, messages, one `update`; records of other formats |
//! | 3 | [`data`], [`query`], [`chart`], [`export`], [`config`] | one capability each |
//! | 2 | [`model`], [`diag`] | the domain; speaking precisely of a text |
//! | 1 | [`text`] | strings as people see them, and the one gate for untrusted ones |
//!
//! # The life of a key
//!
//! Bytes become an [`Input`](tui::Input) on a thread of its own; the [`Browser`](tui::browser::Browser) hands its
//! chord to the [`Screen`](view::Screen), which finds the [`Action`](app::Action) in the live keymap and either acts
//! on its own state (focus, scroll offsets) or answers with a [`Msg`](app::Msg). [`update`](app::update()) is the
//! only place where a message changes the [`Session`](app::Session). Only what changed something is drawn, and of a
//! frame only the cells that differ are written.
//!
//! # The life of a record
//!
//! Bytes ([`Origin`](data::Origin)) become a tree whose nodes know their places ([`diag::table`]), a tree becomes an
//! [`Event`](model::Event) or problems ([`data`]), events become a sorted, immutable [`Timeline`](model::Timeline),
//! and a [`Query`](query::Query) over its [`Index`](query::Index) says which of them are shown.
//!
//! # Words
//!
//! *Event*: one record. *Timeline*: all events of one load. *Kind, topic, party*: type of contact, subject, country
//! taking part. *Query, filter*: what was asked. *Pane, drawer, page*: a part of the detail, a panel at the right
//! edge, one pane on the whole screen. *Action, msg, effect, input*: what a key is bound to, what can happen to the
//! session, what the shell must do, what the terminal tells.
//!
//! # Questions and answers
//!
//! *Why does the model use [`text`]?* So that whatever it holds is [`SafeText`](text::SafeText), which only the
//! sanitiser can make: a view cannot show what was not cleaned.
//!
//! *Why is the top of the list an event and not a row?* Headings, silences and the line of today follow from the
//! events around them, so a frame costs the same for three hundred events and for a million.
//!
//! *Who tries what untrusted bytes can do?* Beside the fixtures in `tests/data`, the fuzz targets in `tests/fuzz`: the
//! loader, the sanitiser, the keyboard and the query language, each with what must hold for any bytes at all; the head
//! of `tests/fuzz/Cargo.toml` says how to run them.
//!
//! *Why does the selection survive a filter that hides it?* Because it is an event, not a row: the nearest event shown
//! stands in for it until it comes back.

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
