//! Which events, in what order: the query, its language, its evaluation over bitmaps, and text search.

mod error;
mod eval;
mod fields;
mod hints;
mod naming;
mod print;
mod text;

pub mod bitmap;
pub mod dates;
pub mod filter;
pub mod grammar;
pub mod index;

pub use bitmap::Bitmap;
pub use dates::Dates;
pub use error::QueryError;
pub use filter::{Choice, CountryItem, DateItem, Has, Mode, Query, Term, Test};
pub use index::Index;
