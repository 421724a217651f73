//! Which events, in what order: the query, its language, its evaluation over bitmaps, and text search.

mod columns;
mod error;
mod eval;
mod fields;
mod hints;
mod marks;
mod names;
mod print;
mod text;

pub mod bitmap;
pub mod choice;
pub mod complete;
pub mod dates;
pub mod facet;
pub mod filter;
pub mod grammar;
pub mod index;

pub use bitmap::Bitmap;
pub use choice::{Choice, Mode};
pub use complete::{Candidate, Completion};
pub use dates::Dates;
pub use error::QueryError;
pub use facet::{Entry, Facet, Value};
pub use filter::{CountryItem, DateItem, Has, Query, Term, Test};
pub use index::Index;
