//! Strings as people see them: cleaned, folded, measured and wrapped.
//!
//! This floor knows nothing of events, files or screens. [`mod@clean`] is the one gate through which
//! untrusted text reaches the model and the terminal; [`mod@fold`] makes words comparable; [`mod@cells`]
//! measures in terminal cells and [`mod@wrap`] sets lines by that measure; [`mod@count`] writes numbers; [`near`] knows what was meant,
//! [`plain`] what looks alike in ASCII, [`mod@rank`] how well a name answers what was typed; [`shared`] keeps once what
//! stands in many places, [`mod@run`] sees quickly how far a text is of one sort.

pub mod cells;
pub mod clean;
pub mod count;
pub mod fold;
pub mod near;
pub mod plain;
pub mod rank;
pub mod run;
pub mod shared;
pub mod wrap;

pub use cells::{cells, pad_left, pad_right, saturate, truncate};
pub use clean::SafeText;
pub use count::{counted, thousands};
pub use fold::{Folded, fold};
pub use near::nearest;
pub use rank::{Rank, rank};
pub use run::run;
pub use shared::{SharedText, SharedTexts};
pub use wrap::{lines, wrap};
