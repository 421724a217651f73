//! Single values of an event file: cleaned, bounded, and of their notation.

use std::borrow::Cow;

use crate::diag::shape::{Form, check};
use crate::diag::source::quoted;
use crate::diag::{Code, Node, Reporter, Span, Table, Value};
use crate::model::When;
use crate::text::SafeText;
use crate::text::clean::Removed;

/// Reads values and reports what is wrong with them.
pub struct Scribe<'r, 's> {
    /// Where problems go.
    pub reporter: &'r mut Reporter<'s>,
    /// The most bytes that a value may have.
    pub most: usize,
}

impl Scribe<'_, '_> {
    /// Compares a table with its form.
    pub fn check(&mut self, table: &Table<'_>, span: Span, form: &Form) {
        check(table, span, form, self.reporter);
    }

    /// Reports a problem.
    pub fn report(
        &mut self,
        code: Code,
        span: Span,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.reporter.report(code, span, message, hint);
    }

    /// Reads one line of text; nothing where there is none or it is empty.
    pub fn line(&mut self, table: &Table<'_>, key: &str) -> Option<SafeText> {
        self.line_of(table.get(key)?)
    }

    /// Reads a line of text that must not be empty. (That it is there at all, the form says.)
    pub fn required(&mut self, table: &Table<'_>, key: &str) -> Option<SafeText> {
        let node = table.get(key)?;
        let line = self.line_of(node);
        if line.is_none() && matches!(node.value, Value::Text(_)) {
            self.report(
                Code::MissingKey,
                node.span,
                format!("`{key}` is empty"),
                "write something, or take the whole entry out",
            );
        }
        line
    }

    /// Reads one line of text.
    pub fn line_of(&mut self, node: &Node<'_>) -> Option<SafeText> {
        self.text_of(node, SafeText::field_noting)
    }

    /// Reads paragraphs of text.
    pub fn body(&mut self, table: &Table<'_>, key: &str) -> Option<SafeText> {
        self.body_of(table.get(key)?)
    }

    /// Reads paragraphs of text.
    pub fn body_of(&mut self, node: &Node<'_>) -> Option<SafeText> {
        self.text_of(node, SafeText::body_noting)
    }

    fn text_of(
        &mut self,
        node: &Node<'_>,
        clean: fn(&str) -> (SafeText, Vec<Removed>),
    ) -> Option<SafeText> {
        let Value::Text(raw) = &node.value else {
            return None;
        };
        if raw.len() > self.most {
            let message = format!("a text of {} bytes; the limit is {}", raw.len(), self.most);
            let hint = "shorten it, or raise `field` under [limits]";
            self.report(Code::TooMuch, node.span, message, hint);
            return None;
        }
        let (text, removed) = clean(raw);
        for Removed { class, at, count } in removed {
            let message = match count {
                1 => format!("{}, taken out or replaced", class.words()),
                count => format!("{count} {}, taken out or replaced", class.words()),
            };
            let span = self.inside(node, raw, at..at + 1);
            self.report(Code::HiddenCharacters, span, message, "delete them");
        }
        Some(text).filter(|text| !text.is_empty())
    }

    /// Reads a list of lines.
    pub fn lines(&mut self, table: &Table<'_>, key: &str) -> Box<[SafeText]> {
        table
            .list(key)
            .iter()
            .filter_map(|item| self.line_of(item))
            .collect()
    }

    /// Reads an address.
    pub fn url(&mut self, table: &Table<'_>, key: &str) -> Option<SafeText> {
        let node = table.get(key)?;
        let url = self.line_of(node)?;
        let host = url
            .strip_prefix("https://")
            .or_else(|| url.strip_prefix("http://"));
        if host.is_none_or(|host| {
            host.is_empty() || host.starts_with('/') || host.contains(char::is_whitespace)
        }) {
            self.report(
                Code::BadUrl,
                node.span,
                format!("{} is no address", quoted(&url)),
                "addresses begin with http:// or https:// and hold no spaces",
            );
            return None;
        }
        Some(url)
    }

    /// Reads a language tag.
    pub fn lang(&mut self, table: &Table<'_>, key: &str) -> Option<SafeText> {
        let node = table.get(key)?;
        let lang = self.line_of(node)?;
        self.lang_of(&lang, node.span)
    }

    /// Checks a language tag.
    pub fn lang_of(&mut self, tag: &str, span: Span) -> Option<SafeText> {
        if is_language(tag) {
            return Some(SafeText::field(tag));
        }
        self.report(
            Code::BadLanguage,
            span,
            format!("{} is no language tag", quoted(tag)),
            "write a BCP 47 tag such as en, zh, pt-BR or zh-Hant",
        );
        None
    }

    /// Reads a name made of small letters, digits and hyphens: an id (four digits first) or a topic tag.
    pub fn slug(&mut self, node: &Node<'_>, code: Code) -> Option<SafeText> {
        let text = node.text()?;
        let (what, year) = match code {
            Code::BadId => (
                "id",
                text.bytes().take(4).filter(u8::is_ascii_digit).count() == 4,
            ),
            _ => ("topic tag", true),
        };
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if year && !text.is_empty() && text.len() <= 200 && text.bytes().all(plain) {
            return Some(SafeText::field(text));
        }
        self.report(
            code,
            node.span,
            format!("{} is no {what}", quoted(text)),
            match code {
                Code::BadId => {
                    "an id is four digits of the year, then a–z, 0–9 and hyphens, at most 200"
                }
                _ => "a topic tag is made of a–z, 0–9 and hyphens, at most 200",
            },
        );
        None
    }

    /// Reads a date, quoted or not.
    pub fn date(&mut self, table: &Table<'_>, key: &str) -> Option<When> {
        let node = table.get(key)?;
        let written: Cow<'_, str> = match &node.value {
            Value::Text(text) => Cow::Borrowed(text),
            Value::Date(text) => Cow::Owned(text.replace([' ', 't'], "T").replace('z', "Z")),
            _ => return None,
        };
        if written.len() > 1000 {
            self.report(
                Code::BadDate,
                node.span,
                "a date of more than 1,000 characters",
                "shorten it",
            );
            return None;
        }
        match When::parse(&written) {
            Ok(when) => Some(when),
            Err(error) => {
                let span = self.inside(node, &written, error.span);
                self.report(Code::BadDate, span, error.message, error.hint);
                None
            }
        }
    }

    /// Returns the bytes of the file that part of a text stands in; the whole value where it is written with escapes.
    pub fn inside(&self, node: &Node<'_>, text: &str, part: std::ops::Range<usize>) -> Span {
        let written = self.reporter.source().slice(node.span);
        let lead = match written.len().checked_sub(text.len()) {
            Some(0) => 0,
            Some(2) if written.get(1..=text.len()) == Some(text) => 1,
            _ => return node.span,
        };
        let start = node.span.start as usize + lead;
        Span::new(
            start + part.start.min(text.len()),
            start + part.end.min(text.len()),
        )
    }

    /// Reads hours and minutes as minutes.
    pub fn duration(&mut self, table: &Table<'_>, key: &str) -> Option<u32> {
        let node = table.get(key)?;
        let text = node.text()?;
        let minutes = minutes(text);
        if minutes.is_none() {
            self.report(
                Code::BadDuration,
                node.span,
                format!("{} is no duration", quoted(text)),
                "write hours and minutes: 30m, 2h, 1h30m",
            );
        }
        minutes
    }
}

/// Reads `2h`, `30m`, `1h30m`.
fn minutes(text: &str) -> Option<u32> {
    let (hours, rest) = match text.split_once('h') {
        Some((hours, rest)) => (hours.parse().ok()?, rest),
        None => (0u32, text),
    };
    let minutes = match rest.strip_suffix('m') {
        Some(minutes) => minutes.parse().ok()?,
        None if rest.is_empty() && !text.is_empty() => 0u32,
        None => return None,
    };
    let digits = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'h' || byte == b'm');
    hours
        .checked_mul(60)?
        .checked_add(minutes)
        .filter(|&all| digits && all > 0 && all <= 60 * 24 * 366)
}

/// Says whether a tag has the form of BCP 47: a language of two or three letters, then parts of up to eight letters and
/// digits.
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && tag.len() <= 35
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("30m", Some(30))]
    #[case("2h", Some(120))]
    #[case("1h30m", Some(90))]
    #[case("", None)]
    #[case("h", None)]
    #[case("m", None)]
    #[case("+2h", None)]
    #[case("1h 30m", None)]
    #[case("0m", None)]
    #[case("99999999h", None)]
    #[case("99999999999h", None)]
    fn durations(#[case] text: &str, #[case] expected: Option<u32>) {
        assert_eq!(minutes(text), expected);
    }

    #[rstest]
    #[case("en", true)]
    #[case("zh-Hant", true)]
    #[case("sr-Latn-RS", true)]
    #[case("english", false)]
    #[case("e", false)]
    #[case("zh_CN", false)]
    #[case("en-", false)]
    fn languages(#[case] tag: &str, #[case] is: bool) {
        assert_eq!(is_language(tag), is);
    }
}
