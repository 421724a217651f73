//! A query written: the canonical text, which reads back as the same query, and the words of a chip.

use super::filter::{CountryItem, DateItem, Has, Query, Term, Test};
use crate::model::{
    Confidence, Countries, Country, Kind, Level, OutcomeKind, QuoteKind, RelationKind, Role,
    Status, Timeline, Visit,
};

impl Query {
    /// Returns the query as text: codes in capitals, quotation marks only where they are needed, terms in order.
    pub fn print(&self, countries: &Countries) -> String {
        let terms: Vec<String> = self
            .terms
            .iter()
            .map(|term| term.print(countries))
            .collect();
        terms.join(" ")
    }
}

impl Term {
    /// Returns the term as text.
    pub fn print(&self, countries: &Countries) -> String {
        let minus = if self.negated { "-" } else { "" };
        if let Test::Text(text) = &self.test {
            return format!("{minus}{}", text_word(text));
        }
        let (field, values) = self.test.parts(countries, value);
        let equals = if self.test.is_strict() { "=" } else { "" };
        format!("{minus}{field}:{equals}{}", values.join(","))
    }

    /// Returns the words of the term's chip: "US + CN together", "kind: letter", "without RU".
    pub fn chip(&self, timeline: &Timeline) -> String {
        let countries = timeline.countries();
        let words = match &self.test {
            Test::Text(text) => format!("“{text}”"),
            Test::Country(items) => country_words(items, countries, self.negated),
            Test::About(items) => {
                format!("about {}", country_words(items, countries, self.negated))
            }
            Test::Date(items) => format!("date: {}", date_words(items)),
            Test::Year(items) => format!("year: {}", date_words(items)),
            test => {
                let (field, values) = test.parts(countries, str::to_owned);
                let values = values.join(", ");
                match test {
                    Test::Topic(_) => format!("topic: {}", values.replace('-', " ")),
                    Test::Has(_) if self.negated => values,
                    // The value's own days count.
                    Test::After(_) => format!("from {values}"),
                    Test::Before(_) | Test::Has(_) => format!("{field} {values}"),
                    _ => format!("{field}: {values}"),
                }
            }
        };
        match self.test {
            _ if !self.negated => words,
            Test::After(_) | Test::Before(_) => format!("nothing {words}"),
            _ => format!("without {words}"),
        }
    }
}

fn date_words(items: &[DateItem]) -> String {
    let words: Vec<&str> = items.iter().map(|item| &*item.text).collect();
    let certain = if is_certain(items) { "certainly " } else { "" };
    format!("{certain}{}", words.join(", "))
}

fn is_certain(items: &[DateItem]) -> bool {
    items.iter().any(|item| item.certain)
}

fn is_exact(items: &[CountryItem]) -> bool {
    let exact = |item: &CountryItem| matches!(item, CountryItem::Exactly(_));
    items.iter().any(exact)
}

fn country_words(items: &[CountryItem], countries: &Countries, negated: bool) -> String {
    let codes = |all: &[Country]| join(all, countries, " + ");
    match items {
        [CountryItem::All(all)] if all.len() > 1 => format!("{} together", codes(all)),
        [CountryItem::All(all)] => codes(all),
        [CountryItem::Directed(from, to)] => {
            format!("{} to {}", countries.code(*from), countries.code(*to))
        }
        items if is_exact(items) => {
            let words = country_values(items, countries, " + ");
            format!("only {}", words.join(" or "))
        }
        items => {
            let words: Vec<String> = items
                .iter()
                .map(|item| country_words(std::slice::from_ref(item), countries, negated))
                .collect();
            if negated {
                words.join(", ")
            } else {
                format!("any of {}", words.join(", "))
            }
        }
    }
}

fn join(all: &[Country], countries: &Countries, between: &str) -> String {
    let codes: Vec<&str> = all.iter().map(|&one| countries.code(one)).collect();
    codes.join(between)
}

impl Test {
    /// Says whether `=` stands before the values: these countries and no other, certainly within these dates.
    fn is_strict(&self) -> bool {
        match self {
            Self::Country(items) | Self::About(items) => is_exact(items),
            Self::Date(items) | Self::Year(items) => is_certain(items),
            _ => false,
        }
    }

    /// Returns the name of the field and its values as `write` writes the names among them.
    fn parts(
        &self,
        countries: &Countries,
        write: fn(&str) -> String,
    ) -> (&'static str, Vec<String>) {
        let names = |all: &[Box<str>]| all.iter().map(|one| write(one)).collect();
        match self {
            Self::Country(items) => ("country", country_values(items, countries, "+")),
            Self::About(items) => ("about", country_values(items, countries, "+")),
            Self::Person(all) => ("person", names(all)),
            Self::Topic(all) => ("topic", names(all)),
            Self::Tag(all) => ("tag", names(all)),
            Self::Kind(all) => ("kind", words(all, Kind::word)),
            Self::Status(all) => ("status", words(all, Status::word)),
            Self::Level(all) => ("level", words(all, Level::word)),
            Self::Visit(all) => ("visit", words(all, Visit::word)),
            Self::Confidence(all) => ("confidence", words(all, Confidence::word)),
            Self::Role(all) => ("role", words(all, Role::word)),
            Self::QuoteKind(all) => ("quote-type", words(all, QuoteKind::word)),
            Self::Outcome(all) => ("outcome", words(all, OutcomeKind::word)),
            Self::Relation(all) => ("relation", words(all, RelationKind::word)),
            Self::Place(all) => ("place", names(all)),
            Self::Date(all) => ("date", dates(all)),
            Self::Year(all) => ("year", dates(all)),
            Self::After(all) => ("after", names(all)),
            Self::Before(all) => ("before", names(all)),
            Self::Has(all) => ("has", words(all, Has::word)),
            Self::Id(all) => ("id", names(all)),
            Self::Text(text) => ("", vec![write(text)]),
        }
    }
}

fn words<T: Copy>(all: &[T], word: fn(T) -> &'static str) -> Vec<String> {
    all.iter().map(|&one| word(one).to_owned()).collect()
}

fn dates(items: &[DateItem]) -> Vec<String> {
    items.iter().map(|item| item.text.to_string()).collect()
}

/// Returns the codes of every value, those of one value parted by `plus`.
fn country_values(items: &[CountryItem], countries: &Countries, plus: &str) -> Vec<String> {
    items
        .iter()
        .map(|item| match item {
            CountryItem::All(all) | CountryItem::Exactly(all) => join(all, countries, plus),
            CountryItem::Directed(from, to) => {
                format!("{}>{}", countries.code(*from), countries.code(*to))
            }
        })
        .collect()
}

/// Returns a value, in quotation marks where it would not read back without.
pub(super) fn value(text: &str) -> String {
    // A set in brackets holds its commas together.
    let set = text
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .filter(|inner| !inner.contains(']'));
    let plain = set.is_some() || !text.starts_with(['=', '[']) && !text.contains(',');
    if plain && !text.contains(|c: char| c.is_whitespace() || c == '"') {
        text.to_owned()
    } else {
        quote(text)
    }
}

fn text_word(text: &str) -> String {
    let special = |c: char| c.is_whitespace() || matches!(c, '"' | ':' | '(' | ')');
    let reserved = matches!(text, "OR" | "AND" | "NOT") || text.starts_with('-');
    if reserved || text.contains(special) {
        quote(text)
    } else {
        text.to_owned()
    }
}

fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests;
