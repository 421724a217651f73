//! Family 05: where an event is documented.

use super::Draft;
use crate::diag::{Code, Reporter};
use crate::model::Status;

/// Every event has a source.
pub(super) fn none(draft: &Draft<'_>, reporter: &mut Reporter<'_>) {
    if draft.event.sources.is_empty()
        && draft
            .event
            .quotes
            .iter()
            .all(|quote| quote.source.is_none())
    {
        reporter.report(
            Code::NoSource,
            draft.span,
            "an event without a source",
            "name where it is documented: sources = [{ title = \"…\", url = \"…\" }]",
        );
    }
}

/// A landmark that occurred has two.
pub(super) fn one(draft: &Draft<'_>, reporter: &mut Reporter<'_>) {
    let event = draft.event;
    if event.weight == 3 && event.status == Status::Occurred && event.sources.len() == 1 {
        reporter.report(
            Code::OneSource,
            draft.span("sources"),
            "an event of weight 3 with one source",
            "name a second one, or give it weight 2",
        );
    }
}
