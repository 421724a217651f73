//! Words and phrases to search for, and the words of other query languages.

use super::reader::Reader;
use crate::query::error::QueryError;
use crate::query::filter::Test;
use crate::text::{SafeText, fold};

impl Reader<'_> {
    pub(super) fn free_text(&mut self) -> Result<Test, QueryError> {
        let start = self.at;
        if self.eat('"') {
            let text = self.quoted(start)?;
            self.goes_on_after_text()?;
            return self.text_test(text, start);
        }
        let word: String = self
            .rest()
            .chars()
            .take_while(|c| !c.is_whitespace())
            .collect();
        let span = start..start + word.len();
        self.at = span.end;
        if matches!(&*word, "OR" | "AND" | "NOT") {
            let hint = match &*word {
                "OR" => "any of several values: topic:trade,taiwan",
                "AND" => "terms side by side must all hold; leave it out",
                _ => "leave out with a hyphen: -kind:visit",
            };
            return self.error(
                span,
                format!("`{word}` is no word of the query language"),
                format!("{hint}; to search for the word write \"{word}\""),
            );
        }
        if let Some(at) = word.find(['(', ')']) {
            return self.error(
                start + at..start + at + 1,
                "there are no parentheses",
                "terms side by side must all hold, values parted by commas are alternatives",
            );
        }
        if let Some(at) = word.find('"') {
            return self.error(
                start + at..start + at + 1,
                "a quotation mark stands inside a word",
                "put the whole text in quotation marks",
            );
        }
        if word.contains(':') {
            return self.error(
                span,
                "a word with a colon is taken for a field",
                format!(
                    "put it in quotation marks: \"{}\"",
                    SafeText::message(&word, 40)
                ),
            );
        }
        self.text_test(word, start)
    }

    fn goes_on_after_text(&self) -> Result<(), QueryError> {
        match self.peek() {
            Some(c) if !c.is_whitespace() => self.error(
                self.at..self.at + c.len_utf8(),
                "something follows the quotation mark",
                "put a space between terms",
            ),
            _ => Ok(()),
        }
    }

    fn text_test(&self, text: String, start: usize) -> Result<Test, QueryError> {
        if fold(&text).is_empty() {
            return self.error(
                start..self.at,
                "there is nothing to search for in this",
                "write letters or digits",
            );
        }
        Ok(Test::Text(text.into()))
    }
}
