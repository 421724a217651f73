//! A reference to an event, for footnotes.

use super::selection::words;
use crate::model::{Ix, Timeline, When};

/// Returns one line that names an event, its date and place, and where it is documented.
pub fn cite(timeline: &Timeline, ix: Ix) -> String {
    let event = timeline.event(ix);
    let place = event
        .place
        .map(|place| timeline.place(place).name.to_string());
    let mut parts = vec![event.title.to_string()];
    parts.extend(place);
    parts.push(words(event));
    let sources = event.sources.iter().map(|&source| {
        let source = timeline.source(source);
        let date = source.date.as_ref().map(When::as_str);
        let parts = [
            source.title.as_deref(),
            source.publisher.as_deref(),
            date,
            source.url.as_deref(),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    });
    let sources: Vec<String> = sources.collect();
    match sources.as_slice() {
        [] => format!("{}.", parts.join(", ")),
        sources => format!("{}. {}.", parts.join(", "), sources.join("; ")),
    }
}
