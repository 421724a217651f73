//! Where a query cannot be read, why, and the way out.

use std::ops::Range;

use crate::text::cells;

/// A query that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct QueryError {
    /// The bytes at fault.
    pub span: Range<usize>,
    /// What is wrong, harmless whatever the query holds.
    pub message: String,
    /// The way out, as harmless.
    pub hint: Option<String>,
}

impl QueryError {
    /// Returns the message above the query with the place underlined, in three lines.
    pub fn underlined(&self, query: &str) -> String {
        let clean = |range: Range<usize>| {
            let text = query.get(range).unwrap_or_default();
            text.chars()
                .map(|c| if c.is_control() { ' ' } else { c })
                .collect::<String>()
        };
        let before = cells(&clean(0..self.span.start));
        let marked = cells(&clean(self.span.clone())).max(1);
        format!(
            "{}\n{}\n{}{}",
            self.message,
            clean(0..query.len()),
            " ".repeat(usize::from(before)),
            "^".repeat(usize::from(marked))
        )
    }
}
