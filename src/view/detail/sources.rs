//! Where an event and its quotes are documented, numbered.

use ratatui::text::Span;

use super::pane::{Row, head, indented, measure};
use crate::model::{Citation, Event, Ix, Quote, SourceIx};
use crate::view::cx::{Cx, Flow};
use crate::view::theme::Role;

/// Cells before the words: `[12] `.
const INDENT: usize = 5;

/// Returns the sources of an event and, after them, those that only its quotes name; their place is their number.
pub fn cited(event: &Event) -> Vec<SourceIx> {
    let mut cited: Vec<SourceIx> = Vec::with_capacity(event.sources.len());
    let quoted = event.quotes.iter().filter_map(|quote| quote.source);
    for source in event.sources.iter().copied().chain(quoted) {
        if !cited.contains(&source) {
            cited.push(source);
        }
    }
    cited
}

/// Returns the number of a quote's source, from 1.
pub fn number(event: &Event, quote: &Quote) -> Option<usize> {
    let wanted = quote.source?;
    cited(event)
        .iter()
        .position(|&source| source == wanted)
        .map(|at| at + 1)
}

/// Returns the rows, the head first.
pub fn rows(cx: &Cx<'_>, ix: Ix, width: u16) -> Vec<Row> {
    let timeline = &cx.session.timeline;
    let cited = cited(timeline.event(ix));
    let count = cited.len().to_string();
    let mut rows = vec![head(
        cx,
        "Sources",
        vec![Span::styled(count, cx.style(Role::Dim))],
        width,
    )];
    for (item, &source) in cited.iter().enumerate() {
        let source = timeline.source(source);
        let lines = cx.set(&words(source), measure(width, INDENT), cx.style(Role::Text));
        let mut of_source = indented(lines, INDENT, Some(item));
        if let Some(span) = of_source
            .first_mut()
            .and_then(|row| row.line.spans.first_mut())
        {
            let number = format!(" {:<4}", format!("[{}]", item + 1));
            *span = Span::styled(number, cx.style(Role::Dim));
        }
        rows.extend(of_source);
        if let Some(url) = &source.url {
            let lines = cx.set(url, measure(width, INDENT), cx.style(Role::Link));
            rows.extend(indented(lines, INDENT, Some(item)));
        }
    }
    rows
}

/// "Kremlin, Joint statement, 4 Feb 2026".
pub fn words(source: &Citation) -> String {
    let parts = [source.publisher.as_deref(), source.title.as_deref()];
    let mut words: Vec<String> = parts.into_iter().flatten().map(str::to_owned).collect();
    words.extend(source.date.as_deref().map(crate::model::When::words_short));
    if let Some(lang) = &source.lang {
        words.push(format!("in {lang}"));
    }
    if words.is_empty() {
        words.push("without a title".to_owned());
    }
    words.join(", ")
}

/// Shows the address of a source: nothing is opened from here.
pub fn open(cx: &Cx<'_>, ix: Ix, item: usize) -> Flow {
    let timeline = &cx.session.timeline;
    let cited = cited(timeline.event(ix));
    match cited
        .get(item)
        .and_then(|&source| timeline.source(source).url.as_ref())
    {
        Some(url) => super::notice(url),
        None => super::notice("The file gives no address for that source."),
    }
}
