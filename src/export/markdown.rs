//! Markdown, to read and to publish: a heading a year, under it an entry an event.

use std::io::{self, Write};
use std::iter;

use super::selection::{Selection, words};
use crate::model::{Citation, Event, Participant, Quote, Role, Speaker, Status, Visit, When, Zoom};

/// Writes the title of the collection, the years and the events.
pub(super) fn write(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<usize> {
    let mut page = Page {
        selection,
        out,
        any: false,
    };
    if let [head] = selection.timeline.heads()
        && let Some(title) = &head.title
    {
        page.block(&format!("# {}", escape(title)))?;
    }
    let mut above = None;
    for event in selection.iter() {
        let year = event.when.heading_words(Zoom::Year);
        if above.as_ref() != Some(&year) {
            page.block(&format!("## {year}"))?;
            above = Some(year);
        }
        page.event(event)?;
    }
    Ok(0)
}

/// Blocks of text, each parted from the one before by a blank line.
struct Page<'p> {
    selection: &'p Selection<'p>,
    out: &'p mut dyn Write,
    any: bool,
}

impl Page<'_> {
    fn block(&mut self, text: &str) -> io::Result<()> {
        let gap = if self.any { "\n" } else { "" };
        self.any = true;
        writeln!(self.out, "{gap}{text}")
    }

    fn paragraphs(&mut self, text: Option<&str>) -> io::Result<()> {
        for paragraph in text
            .unwrap_or_default()
            .split("\n\n")
            .filter(|text| !text.is_empty())
        {
            self.block(&escape(paragraph))?;
        }
        Ok(())
    }

    fn list(&mut self, items: &[String]) -> io::Result<()> {
        let lines: Vec<String> = items.iter().map(|item| format!("- {item}")).collect();
        if lines.is_empty() {
            Ok(())
        } else {
            self.block(&lines.join("\n"))
        }
    }

    fn event(&mut self, event: &Event) -> io::Result<()> {
        self.block(&format!(
            "### {}: {}",
            escape(&words(event)),
            escape(&event.title)
        ))?;
        self.block(&self.facts(event))?;
        self.paragraphs(event.summary.as_deref())?;
        self.list(&self.contents(event))?;
        for quote in &event.quotes {
            self.block(&self.quote(quote))?;
        }
        self.paragraphs(event.note.as_deref())?;
        let sources: Vec<String> = event
            .sources
            .iter()
            .map(|&at| self.selection.timeline.source(at))
            .map(source)
            .collect();
        if !sources.is_empty() {
            self.block(&format!("Sources: {}", sources.join("; ")))?;
        }
        Ok(())
    }

    /// Returns kind, status, place and parties, then the people, a line each.
    fn facts(&self, event: &Event) -> String {
        let status = (event.status != Status::Occurred).then(|| event.status.label());
        let kind = [
            Some(event.kind.label()),
            event.visit.map(Visit::label),
            status,
        ];
        let kind = kind.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let countries = self.selection.timeline.countries();
        let day = event.when.earliest();
        let parties: Vec<_> = event
            .countries
            .iter()
            .map(|&party| countries.name_on(party, day))
            .collect();
        let mut lines = vec![format!("**{}**", escape(&kind))];
        lines.extend(self.selection.place(event).map(|place| escape(&place)));
        lines.push(escape(&parties.join(", ")));
        lines.extend(event.participants.iter().map(|who| self.person(who)));
        lines.retain(|line| !line.is_empty());
        // Two spaces at its end break a line.
        lines.join("  \n")
    }

    fn person(&self, who: &Participant) -> String {
        let role = (who.role != Role::Participant).then(|| who.role.label());
        let name = &*self.selection.timeline.person(who.person).name;
        let words = [
            Some(name),
            who.office.as_deref(),
            who.country.map(|country| self.selection.code(country)),
            role,
        ];
        escape(&words.into_iter().flatten().collect::<Vec<_>>().join(", "))
    }

    fn contents(&self, event: &Event) -> Vec<String> {
        let topics = event.topics.iter().map(|topic| {
            let label = &self.selection.timeline.tag(topic.tag).label;
            let note = topic.note.as_ref().map(|note| format!(": {note}"));
            let sides = topic.stance.iter().map(|(side, words)| {
                let side = self.selection.code(*side);
                format!("\n  - {}", escape(&format!("{side}: {words}")))
            });
            let head = escape(&format!("{label}{}", note.unwrap_or_default()));
            iter::once(head).chain(sides).collect()
        });
        let outcomes = event.outcomes.iter().map(|outcome| {
            format!(
                "{}: {}",
                escape(outcome.kind.label()),
                link(&outcome.text, outcome.url.as_deref())
            )
        });
        topics.chain(outcomes).collect()
    }

    fn quote(&self, quote: &Quote) -> String {
        let translations = quote
            .translation
            .iter()
            .map(|(lang, text)| format!("{text} ({lang})"));
        let said = quote
            .text
            .iter()
            .map(ToString::to_string)
            .chain(translations);
        let mut blocks: Vec<String> = said
            .flat_map(|text| text.split("\n\n").map(escape).collect::<Vec<_>>())
            .collect();
        blocks.push(format!("— {}", self.speaker(&quote.by, quote)));
        let lines: Vec<String> = blocks.iter().map(|block| format!("> {block}")).collect();
        lines.join("\n>\n")
    }

    fn speaker(&self, by: &Speaker, quote: &Quote) -> String {
        let name = &*self.selection.timeline.person(by.person).name;
        let words = [
            Some(name),
            by.office.as_deref(),
            Some(quote.kind.label()),
            quote.place.as_deref(),
        ];
        let words = escape(&words.into_iter().flatten().collect::<Vec<_>>().join(", "));
        match quote.source {
            Some(at) => format!("{words}; {}", source(self.selection.timeline.source(at))),
            None => words,
        }
    }
}

fn source(source: &Citation) -> String {
    let url = source.url.as_deref();
    let title = source.title.as_deref().or(url).unwrap_or("untitled");
    let date = source.date.as_deref().map(When::words_short);
    let more = [source.publisher.as_deref(), date.as_deref()];
    let more = more
        .into_iter()
        .flatten()
        .map(|text| format!(", {}", escape(text)));
    format!("{}{}", link(title, url), more.collect::<String>())
}

fn link(text: &str, url: Option<&str>) -> String {
    match url {
        Some(url) => format!("[{}]({})", escape(text), address(url)),
        None => escape(text),
    }
}

/// Returns an address with the characters coded that would end it.
fn address(url: &str) -> String {
    let code = |c: char| match c {
        ' ' | '(' | ')' | '<' | '>' | '\\' => format!("%{:02X}", u32::from(c)),
        c => c.into(),
    };
    url.chars().map(code).collect()
}

/// Returns a text that Markdown shows as it is, wherever it stands in a line.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let next = rest.peek().map(|&(_, next)| next);
        let begins_block = at == 0 && matches!(c, '#' | '+' | '-' | '=');
        let numbers_item = matches!(c, '.' | ')')
            && text.bytes().take(at).all(|byte| byte.is_ascii_digit())
            && at > 0;
        let entity = c == '&' && next.is_some_and(|next| next == '#' || next.is_ascii_alphabetic());
        if begins_block
            || numbers_item
            || entity
            || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~')
        {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::plain("US–China talks, 5% (about)", "US–China talks, 5% (about)")]
    #[case::emphasis("a *b* _c_ `d`", "a \\*b\\* \\_c\\_ \\`d\\`")]
    #[case::heading("# one", "\\# one")]
    #[case::number("1972. A year", "1972\\. A year")]
    #[case::number_inside("In 1972. A year", "In 1972. A year")]
    #[case::html("<b> &amp; R&D & so", "\\<b\\> \\&amp; R\\&D & so")]
    fn escapes(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(escape(text), expected);
    }

    #[test]
    fn an_address_stays_within_its_brackets() {
        assert_eq!(
            link("a]", Some("https://x.org/a_(b) c")),
            "[a\\]](https://x.org/a_%28b%29%20c)"
        );
    }
}
