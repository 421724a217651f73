//! Which events, in what order: the query, its language, its evaluation over bitmaps, and text search.

mod error;
mod eval;
mod fields;
mod hints;
mod naming;
mod print;
mod text;

pub mod bitmap;
pub mod choice;
pub mod dates;
pub mod filter;
pub mod grammar;
pub mod index;

pub use bitmap::Bitmap;
pub use choice::{Choice, Mode};
pub use dates::Dates;
pub use error::QueryError;
pub use filter::{CountryItem, DateItem, Has, Query, Term, Test};
pub use index::Index;
