//! Words said or written, by whom, where; in two languages where the file has both.

use ratatui::text::Span;

use super::pane::{Row, head, indented, measure};
use super::sources;
use crate::model::{Event, Ix, Quote};
use crate::text::SafeText;
use crate::view::cx::Cx;
use crate::view::theme::Role;

/// Cells before the words.
const INDENT: usize = 1;
/// Cells before the speaker.
const SPEAKER: usize = 3;

/// Languages that quotes are often said in; another one is named by its code.
const LANGUAGES: &[(&str, &str)] = &[
    ("ar", "Arabic"),
    ("de", "German"),
    ("en", "English"),
    ("es", "Spanish"),
    ("fa", "Persian"),
    ("fr", "French"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ko", "Korean"),
    ("pt", "Portuguese"),
    ("ru", "Russian"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("vi", "Vietnamese"),
    ("zh", "Chinese"),
];

/// Returns the rows, the head first.
pub fn rows(cx: &Cx<'_>, ix: Ix, width: u16) -> Vec<Row> {
    let event = cx.session.timeline.event(ix);
    let count = event.quotes.len().to_string();
    let count = vec![Span::styled(count, cx.style(Role::Dim))];
    let mut rows = vec![head(cx, "Quotes", count, width)];
    for (item, quote) in event.quotes.iter().enumerate() {
        if item > 0 {
            rows.push(Row::blank());
        }
        let (words, original) = words(quote);
        let lines = cx.set(
            &format!("“{words}”"),
            measure(width, INDENT),
            cx.style(Role::Quote),
        );
        rows.extend(indented(lines, INDENT, Some(item)));
        if let Some(original) = original {
            let lines = cx.set(original, measure(width, INDENT), cx.style(Role::Dim));
            rows.extend(indented(lines, INDENT, Some(item)));
        }
        rows.extend(attribution(cx, event, quote, (item, width)));
    }
    rows
}

/// Returns the words in the reader's language, and those in the language they were said in where both are known.
pub fn words(quote: &Quote) -> (&SafeText, Option<&SafeText>) {
    let english = quote
        .translation
        .iter()
        .find(|(lang, _)| lang.starts_with("en"));
    let translated = english.or(quote.translation.first()).map(|(_, text)| text);
    match (translated, &quote.text) {
        (Some(translated), original) => (translated, original.as_ref()),
        (None, Some(original)) => (original, None),
        // A quote has one or the other; the loader sees to it.
        (None, None) => (quote.lang.as_ref(), None),
    }
}

/// Says from which language the words were translated, where they were.
pub fn translated_from(quote: &Quote) -> Option<String> {
    if quote.translation.is_empty() {
        return None;
    }
    let code = quote.lang.split('-').next().unwrap_or_default();
    let name = LANGUAGES
        .iter()
        .find(|(known, _)| *known == code)
        .map(|(_, name)| *name);
    Some(format!("from {}", name.unwrap_or(&quote.lang)))
}

/// `— Donald Trump, Truth Social [2]`.
fn attribution(cx: &Cx<'_>, event: &Event, quote: &Quote, (item, width): (usize, u16)) -> Vec<Row> {
    let speaker = &cx.session.timeline.person(quote.by.person).name;
    let place = quote.place.as_deref().unwrap_or(quote.kind.label());
    let from = translated_from(quote).map(|from| format!(", {from}"));
    let number = sources::number(event, quote).map(|number| format!(" [{number}]"));
    let after = format!(
        ", {place}{}{}",
        from.unwrap_or_default(),
        number.unwrap_or_default()
    );
    let dim = cx.style(Role::Dim);
    let indent = SPEAKER + 2;
    let lead = (&**speaker, cx.style(Role::Strong));
    let lines = cx.set_led(lead, (&after, dim), measure(width, indent));
    let mut rows = indented(lines, indent, Some(item));
    if let Some(span) = rows.first_mut().and_then(|row| row.line.spans.first_mut()) {
        *span = Span::styled(format!("{}{} ", " ".repeat(SPEAKER), cx.glyphs.dash), dim);
    }
    rows
}
