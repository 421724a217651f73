//! Family 07 and topics: texts that are longer than their place, and tags that stand alone.

use super::Draft;
use crate::diag::source::{Dialect, quoted};
use crate::diag::{Code, Reporter};
use crate::text::{cells, nearest};

/// The most columns of a title.
const TITLE: u16 = 80;
/// The most columns of `date_text`.
const DATE_TEXT: u16 = 40;
/// The most characters of a quote.
const QUOTE: usize = 600;

/// A title stands on one line.
pub(super) fn title(draft: &Draft<'_>, reporter: &mut Reporter<'_>) {
    let width = cells(&draft.event.title);
    if width > TITLE {
        let message = format!("a title of {width} columns; {TITLE} are the most");
        reporter.report(
            Code::LongTitle,
            draft.span("title"),
            message,
            "move details into the summary",
        );
    }
}

/// So do the words for a date.
pub(super) fn date_text(draft: &Draft<'_>, reporter: &mut Reporter<'_>) {
    let width = draft.event.date_text.as_deref().map_or(0, cells);
    if width > DATE_TEXT {
        let message = format!("a date_text of {width} columns; {DATE_TEXT} are the most");
        reporter.report(
            Code::LongDateText,
            draft.span("date_text"),
            message,
            "move details into the note",
        );
    }
}

/// Quotations are short.
pub(super) fn quotes(draft: &Draft<'_>, reporter: &mut Reporter<'_>) {
    for (quote, node) in draft.event.quotes.iter().zip(draft.quotes()) {
        let texts = quote
            .text
            .iter()
            .chain(quote.translation.iter().map(|(_, text)| text));
        let longest = texts
            .map(|text| text.chars().count())
            .max()
            .unwrap_or_default();
        if longest > QUOTE {
            let message = format!("a quote of {longest} characters; {QUOTE} are the most");
            reporter.report(
                Code::LongQuote,
                node.span,
                message,
                "quote the sentence that counts",
            );
        }
    }
}

/// Topics are of the shipped list or have a label.
pub(super) fn topics(draft: &Draft<'_>, reporter: &mut Reporter<'_>) {
    if reporter.source().dialect() == Dialect::Json {
        // Labels stay behind in the file that the line came from.
        return;
    }
    let nodes = draft
        .table
        .list("topics")
        .iter()
        .chain(draft.table.list("topic"));
    for node in nodes {
        let node = node.table().map_or(Some(node), |table| table.get("tag"));
        let Some((node, tag)) = node.and_then(|node| Some((node, node.text()?))) else {
            continue;
        };
        if TOPICS.binary_search(&tag).is_ok() || draft.registry.topics.find(tag).is_some() {
            continue;
        }
        let near = reporter
            .suggest(tag, draft.registry.topics.keys())
            .or_else(|| nearest(tag, TOPICS.iter().copied()));
        let hint = match near {
            Some(near) => format!(
                "did you mean {}? else give it a label under [topics]",
                quoted(near)
            ),
            None => "give it a label under [topics]".into(),
        };
        reporter.report(
            Code::UnlistedTopic,
            node.span,
            format!("{} is no known topic", quoted(tag)),
            hint,
        );
    }
}

/// The tags that need no label, by the alphabet.
pub(super) const TOPICS: &[&str] = &[
    "afghanistan",
    "ai",
    "aid",
    "arms-control",
    "berlin",
    "border",
    "ceasefire",
    "climate",
    "crisis-communication",
    "cuba",
    "cyber",
    "denuclearization",
    "energy",
    "european-security",
    "exchanges",
    "finance",
    "germany",
    "health",
    "human-rights",
    "intermediate-missiles",
    "investment",
    "iran",
    "korea",
    "middle-east",
    "migration",
    "missile-defence",
    "narcotics",
    "nonproliferation",
    "normalization",
    "nuclear-testing",
    "peace-talks",
    "prisoners",
    "recognition",
    "sanctions",
    "space",
    "strategic-arms",
    "taiwan",
    "tariffs",
    "technology",
    "terrorism",
    "trade",
    "ukraine",
    "vietnam",
];
