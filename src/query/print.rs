//! A query written: the canonical text, which reads back as the same query, and the words of a chip.

use super::filter::{CountryItem, DateItem, Query, Term, Test};
use crate::model::{Countries, Timeline};

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
        let (field, values) = self.test.parts(countries);
        format!("{minus}{field}:{}", values.join(","))
    }

    /// Returns the words of the term's chip: "US + CN together", "kind: letter", "without RU".
    pub fn chip(&self, timeline: &Timeline) -> String {
        let countries = timeline.countries();
        let words = match &self.test {
            Test::Text(text) => format!("“{text}”"),
            Test::Country(items) => country_words(items, countries, self.negated),
            Test::Topic(topics) => format!(
                "topic: {}",
                topics
                    .iter()
                    .map(|topic| label(topic, timeline))
                    .collect::<Vec<_>>()
                    .join(", ")
            ),
            Test::Before(dates) => format!("before {}", dates.join(", ")),
            Test::After(dates) => format!("after {}", dates.join(", ")),
            Test::Has(_) => {
                let (_, values) = self.test.parts(countries);
                format!("has {}", values.join(", "))
            }
            test => {
                let (field, values) = test.parts(countries);
                format!("{field}: {}", values.join(", ").replace('"', ""))
            }
        };
        if self.negated {
            format!("without {words}")
        } else {
            words
        }
    }
}

fn label(slug: &str, timeline: &Timeline) -> String {
    let tag = timeline.tags().iter().find(|tag| &*tag.slug == slug);
    tag.map_or_else(|| slug.to_owned(), |tag| tag.label.to_lowercase_first())
}

trait LowercaseFirst {
    fn to_lowercase_first(&self) -> String;
}

impl LowercaseFirst for crate::text::SafeText {
    /// Lowers the first letter, but not that of a name or an abbreviation with more capitals.
    fn to_lowercase_first(&self) -> String {
        let mut chars = self.chars();
        let first: String = chars
            .next()
            .into_iter()
            .flat_map(char::to_lowercase)
            .collect();
        let rest = chars.as_str();
        let is_common = COMMON.contains(&self.split(' ').next().unwrap_or_default());
        if is_common {
            first + rest
        } else {
            self.to_string()
        }
    }
}

/// First words of labels that are no names, so that "topic: trade" does not shout.
const COMMON: &[&str] = &[
    "Agriculture",
    "Aid",
    "Alliance",
    "Arms",
    "Assets",
    "Aviation",
    "Bilateral",
    "Border",
    "Ceasefire",
    "Climate",
    "Commemoration",
    "Crisis",
    "Defence",
    "Exchanges",
    "Export",
    "Finance",
    "Health",
    "Hostages",
    "Investment",
    "Media",
    "Migration",
    "Military",
    "Missile",
    "Narcotics",
    "Nonproliferation",
    "Normalization",
    "Nuclear",
    "Peace",
    "Prisoners",
    "Rare",
    "Recognition",
    "Reconstruction",
    "Sanctions",
    "Security",
    "Shipbuilding",
    "Space",
    "Strategic",
    "Tariffs",
    "Technology",
    "Territory",
    "Terrorism",
    "Trade",
    "Transport",
    "Visas",
    "Energy",
];

fn country_words(items: &[CountryItem], countries: &Countries, negated: bool) -> String {
    let code = |country: &crate::model::Country| countries.code(*country).to_owned();
    let codes =
        |all: &[crate::model::Country]| all.iter().map(code).collect::<Vec<_>>().join(" + ");
    match items {
        [CountryItem::All(all)] if all.len() > 1 => format!("{} together", codes(all)),
        [CountryItem::All(all)] => codes(all),
        [CountryItem::Exactly(all)] => format!("only {}", codes(all)),
        [CountryItem::Directed(from, to)] => format!("{} to {}", code(from), code(to)),
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

impl Test {
    /// Returns the name of the field and its values as they are written.
    fn parts(&self, countries: &Countries) -> (&'static str, Vec<String>) {
        fn words<T: Copy>(all: &[T], word: fn(T) -> &'static str) -> Vec<String> {
            all.iter().map(|&one| word(one).to_owned()).collect()
        }
        let names = |all: &[Box<str>]| all.iter().map(|one| value(one, &[])).collect::<Vec<_>>();
        use crate::model as m;
        match self {
            Self::Country(items) => ("country", country_values(items, countries)),
            Self::About(items) => ("about", country_values(items, countries)),
            Self::Person(all) => ("person", names(all)),
            Self::Topic(all) => ("topic", names(all)),
            Self::Tag(all) => ("tag", names(all)),
            Self::Kind(all) => ("kind", words(all, m::Kind::word)),
            Self::Status(all) => ("status", words(all, m::Status::word)),
            Self::Level(all) => ("level", words(all, m::Level::word)),
            Self::Visit(all) => ("visit", words(all, m::Visit::word)),
            Self::Confidence(all) => ("confidence", words(all, m::Confidence::word)),
            Self::Role(all) => ("role", words(all, m::Role::word)),
            Self::QuoteKind(all) => ("quote-type", words(all, m::QuoteKind::word)),
            Self::Outcome(all) => ("outcome", words(all, m::OutcomeKind::word)),
            Self::Relation(all) => ("relation", words(all, m::RelationKind::word)),
            Self::Place(all) => ("place", names(all)),
            Self::Date(all) => ("date", dates(all)),
            Self::Year(all) => ("year", dates(all)),
            Self::After(all) => ("after", names(all)),
            Self::Before(all) => ("before", names(all)),
            Self::Has(all) => ("has", words(all, super::filter::Has::word)),
            Self::Id(all) => ("id", names(all)),
            Self::Text(text) => ("", vec![text_word(text)]),
        }
    }
}

fn dates(items: &[DateItem]) -> Vec<String> {
    let certain = |item: &DateItem| if item.certain { "=" } else { "" };
    items
        .iter()
        .map(|item| format!("{}{}", certain(item), item.text))
        .collect()
}

fn country_values(items: &[CountryItem], countries: &Countries) -> Vec<String> {
    let code = |country: &crate::model::Country| value(countries.code(*country), &['+', '>']);
    let codes = |all: &[crate::model::Country]| all.iter().map(code).collect::<Vec<_>>().join("+");
    items
        .iter()
        .map(|item| match item {
            CountryItem::All(all) => codes(all),
            CountryItem::Exactly(all) => format!("={}", codes(all)),
            CountryItem::Directed(from, to) => format!("{}>{}", code(from), code(to)),
        })
        .collect()
}

/// Returns a value, in quotation marks where it would not read back without.
fn value(text: &str, also: &[char]) -> String {
    let special = |c: char| c.is_whitespace() || c == ',' || c == '"' || also.contains(&c);
    let brackets = text.starts_with('[')
        && text.ends_with(']')
        && !text.chars().any(|c| c == '"' || c.is_whitespace());
    let plain = !text.chars().any(special) && !text.starts_with(['=', '[']);
    if plain || (brackets && also.is_empty()) {
        text.to_owned()
    } else {
        quote(text)
    }
}

fn text_word(text: &str) -> String {
    let special = |c: char| c.is_whitespace() || matches!(c, '"' | ':' | '(' | ')');
    let reserved = matches!(text, "OR" | "AND" | "NOT") || text.starts_with('-');
    if reserved || text.chars().any(special) {
        quote(text)
    } else {
        text.to_owned()
    }
}

fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
