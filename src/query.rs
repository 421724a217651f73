//! Which events, in what order: the query, its evaluation over bitmaps, and text search.

pub mod bitmap;
pub mod filter;
pub mod index;

pub use bitmap::Bitmap;
pub use filter::{Choice, CountryItem, DateItem, Has, Mode, Query, Term, Test};
pub use index::{Index, Scope};
