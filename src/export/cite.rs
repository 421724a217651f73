//! A reference to an event, for footnotes.

use crate::model::{Ix, Timeline, When};

/// Returns one line that names an event, its date and place, and where it is documented.
pub fn cite(timeline: &Timeline, ix: Ix) -> String {
    let event = timeline.event(ix);
    let place = event
        .place
        .map(|place| timeline.place(place).name.to_string());
    let mut parts = vec![event.title.to_string()];
    parts.extend(place);
    parts.push(match &event.date_text {
        Some(words) => words.to_string(),
        None => event.when.words_short(),
    });
    let sources = event.sources.iter().map(|&source| {
        let source = timeline.source(source);
        let date = source.date.as_deref().map(When::words_short);
        let parts = [
            source.title.as_deref(),
            source.publisher.as_deref(),
            date.as_deref(),
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
