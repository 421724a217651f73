//! Completion: what may stand where somebody is writing a query.

use std::cmp::Reverse;
use std::ops::Range;

use super::bitmap::Bitmap;
use super::facet::{Entry, Facet};
use super::fields::{FIELDS, Field, Values};
use super::filter::Query;
use super::index::Index;
use super::print::value;
use crate::model::{Country, Timeline};
use crate::text::{Rank, SafeText, fold, rank};

/// The most candidates that are offered.
const MOST: usize = 50;
/// In a larger timeline only the values of facets are counted: those of other fields take a look at every event.
const COUNTED: usize = 100_000;
/// Dates that may stand in `date:`, `after:` and `before:`, and what they mean.
const DATES: &[(&str, &str)] = &[
    ("today", "today"),
    ("-30d", "thirty days ago"),
    ("-6m", "half a year ago"),
    ("-1y", "a year ago"),
    ("-10y", "ten years ago"),
];

/// What may stand in the place of the word that is being written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// The bytes of the query that a candidate takes the place of.
    pub span: Range<usize>,
    /// The likeliest first.
    pub candidates: Vec<Candidate>,
    /// What is asked for without the term that is being written.
    pub others: Query,
}

/// One thing that may stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// As it is written in the query, in quotation marks where it must be.
    pub text: String,
    /// What it is called, where that is something else.
    pub label: SafeText,
    /// How many events it would find, under the other terms.
    pub count: Option<usize>,
}

/// Of which timeline the candidates are.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// Its events and registries.
    pub timeline: &'a Timeline,
    /// Its index.
    pub index: &'a Index,
    /// Reads a query; one that cannot be read is none.
    pub parse: &'a dyn Fn(&str) -> Option<Query>,
    /// Finds the events of a query.
    pub found: &'a dyn Fn(&Query) -> Bitmap,
}

impl Completion {
    /// Returns what may stand where the cursor is, a byte of the query: the name of a field, or a value of it.
    pub fn at(query: &str, cursor: usize, source: Source<'_>) -> Self {
        let before = query.get(..cursor).unwrap_or(query);
        let start = term_start(before);
        let term = before.get(start..).unwrap_or_default();
        let minus = usize::from(term.starts_with('-'));
        let word = term.get(minus..).unwrap_or_default();
        let start = start + minus;
        let others = format!(
            "{} {}",
            query.get(..start - minus).unwrap_or_default(),
            query.get(before.len()..).unwrap_or_default()
        );
        let others = (source.parse)(&others).unwrap_or_default();
        let Some((name, values)) = word.split_once(':').filter(|_| !word.starts_with('"')) else {
            return Self {
                span: start..before.len(),
                candidates: fields(word),
                others,
            };
        };
        let Some(field) = Field::named(name) else {
            return Self::default();
        };
        let countries = matches!(field.values, Values::Countries { .. });
        let at = value_start(values, countries);
        let typed = values.get(at..).unwrap_or_default();
        let wanted = Wanted {
            field,
            typed: typed.strip_prefix('"').unwrap_or(typed),
            within: (source.found)(&others),
            source,
        };
        Self {
            span: start + name.len() + 1 + at..before.len(),
            candidates: wanted.candidates(),
            others,
        }
    }

    /// Returns the longest text with which all candidates begin, where that says more than what stands there now.
    pub fn common(&self, query: &str) -> Option<String> {
        let typed = query.get(self.span.clone())?;
        let mut texts = self.candidates.iter().map(|candidate| &*candidate.text);
        let first = texts.next()?;
        let mut len = first.len();
        for text in texts {
            let alike = first.chars().zip(text.chars()).take_while(|(a, b)| a == b);
            len = len.min(alike.map(|(a, _)| a.len_utf8()).sum());
        }
        let common = first.get(..len)?;
        let goes_on = common.len() > typed.len()
            && common
                .get(..typed.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(typed));
        goes_on.then(|| common.to_owned())
    }
}

/// Returns where the last term begins: after the last white space outside quotation marks.
fn term_start(before: &str) -> usize {
    let mut start = 0;
    let mut quoted = false;
    let mut escaped = false;
    for (at, c) in before.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            c if c.is_whitespace() && !quoted => start = at + c.len_utf8(),
            _ => {}
        }
    }
    start
}

/// Returns where the last value begins: after the last comma, or what else parts countries, outside quotation marks.
fn value_start(values: &str, countries: bool) -> usize {
    let mut start = 0;
    let mut quoted = false;
    for (at, c) in values.char_indices() {
        let parts = c == ',' || (countries && matches!(c, '+' | '>')) || (at == 0 && c == '=');
        match c {
            '"' => quoted = !quoted,
            _ if parts && !quoted => start = at + c.len_utf8(),
            _ => {}
        }
    }
    start
}

/// Returns the fields whose names begin so, or a word in them.
fn fields(typed: &str) -> Vec<Candidate> {
    if typed.starts_with('"') {
        return Vec::new();
    }
    let needle = fold(typed).replace(' ', "");
    let mut found: Vec<(Rank, &Field)> = FIELDS
        .iter()
        .filter_map(|field| Some((rank(&fold(field.name), &needle)?, field)))
        .filter(|(rank, _)| *rank < Rank::Anywhere)
        .collect();
    found.sort_by_key(|&(rank, _)| rank);
    let candidate = |field: &Field| Candidate {
        text: format!("{}:", field.name),
        label: SafeText::field(field.about),
        count: None,
    };
    found
        .into_iter()
        .map(|(_, field)| candidate(field))
        .collect()
}

/// The values that are wanted.
struct Wanted<'a> {
    field: &'a Field,
    typed: &'a str,
    within: Bitmap,
    source: Source<'a>,
}

impl Wanted<'_> {
    fn candidates(&self) -> Vec<Candidate> {
        let facet = Facet::ALL
            .iter()
            .find(|facet| facet.field() == self.field.name);
        match (self.field.values, facet) {
            (Values::Countries { .. }, _) => self.countries(),
            (_, Some(&facet)) => self.entries(facet),
            (Values::Words(_), _) => self.words(),
            (Values::Dates(_) | Values::FirstDays(_), _) => self.dates(),
            (Values::Names(_), None) => Vec::new(),
        }
    }

    /// Returns the values of a facet: by how well they answer, then by how many events they have.
    fn entries(&self, facet: Facet) -> Vec<Candidate> {
        let index = self.source.index;
        let entries = index.entries(facet);
        let counts = index.counts(facet, &self.within);
        let count = |at: usize| counts.get(at).copied().unwrap_or_default();
        let mut found: Vec<(Option<Rank>, usize)> = if self.typed.is_empty() {
            (0..entries.len()).map(|at| (None, at)).collect()
        } else {
            let found = index.search_entries(facet, self.typed).into_iter();
            found.map(|(rank, at)| (Some(rank), at)).collect()
        };
        found.sort_by_key(|&(rank, at)| (rank, Reverse(count(at))));
        let found = found.into_iter().take(MOST);
        let found = found.filter_map(|(_, at)| Some((entries.get(at)?, count(at))));
        let candidate = |(entry, count): (&Entry, usize)| Candidate {
            text: value(entry.value.text()),
            label: if fold(&entry.label) == fold(entry.value.text()) {
                SafeText::default()
            } else {
                entry.label.clone()
            },
            count: Some(count),
        };
        found.map(candidate).collect()
    }

    fn countries(&self) -> Vec<Candidate> {
        let countries = self.source.timeline.countries();
        let index = self.source.index;
        let takes_part = self.field.name == Facet::Country.field();
        let mut found: Vec<(Option<Rank>, Country)> = if self.typed.is_empty() {
            let entries = index.entries(Facet::Country).iter();
            let all = entries.filter_map(|entry| entry.value.country());
            all.map(|country| (None, country)).collect()
        } else {
            let found = countries.search(self.typed).into_iter();
            found.map(|(rank, country)| (Some(rank), country)).collect()
        };
        let count = |country| index.country_count(country, &self.within);
        found.sort_by_cached_key(|&(rank, country)| (rank, Reverse(count(country))));
        let candidate = |(_, country): (Option<Rank>, Country)| Candidate {
            text: countries.code(country).to_owned(),
            label: SafeText::field(countries.name(country)),
            // Of the countries discussed there is no index.
            count: takes_part.then(|| count(country)),
        };
        found.into_iter().take(MOST).map(candidate).collect()
    }

    /// Returns the words of a closed list.
    fn words(&self) -> Vec<Candidate> {
        let needle = fold(self.typed).replace(' ', "");
        let words = self.field.words.iter();
        let mut found: Vec<(Rank, &str)> = words
            .filter_map(|&word| Some((rank(&fold(word), &needle)?, word)))
            .collect();
        found.sort_by_key(|&(rank, _)| rank);
        let candidate = |(_, word): (Rank, &str)| Candidate {
            text: word.to_owned(),
            label: SafeText::default(),
            count: self.count(word),
        };
        found.into_iter().map(candidate).collect()
    }

    fn dates(&self) -> Vec<Candidate> {
        let begin = DATES
            .iter()
            .filter(|(date, _)| date.starts_with(self.typed));
        let candidate = |&(date, means): &(&str, &str)| Candidate {
            text: date.to_owned(),
            label: SafeText::field(if date == means { "" } else { means }),
            count: self.count(date),
        };
        begin.map(candidate).collect()
    }

    /// Counts what a value of the field finds.
    fn count(&self, value: &str) -> Option<usize> {
        if self.source.timeline.len() > COUNTED {
            return None;
        }
        let query = (self.source.parse)(&format!("{}:{value}", self.field.name))?;
        Some((self.source.found)(&query).count_and(&self.within))
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use rstest::rstest;

    use super::*;
    use crate::model::timeline::Parts;
    use crate::model::{Fold, Person, Tag};

    fn timeline() -> Timeline {
        let person = |(key, name): (&str, &str)| Person {
            key: (!key.is_empty()).then(|| SafeText::field(key)),
            name: SafeText::field(name),
            native: None,
            aka: Box::new([]),
        };
        let tag = |slug: &str| Tag {
            slug: SafeText::field(slug),
            label: SafeText::field(slug),
        };
        Timeline::build(Parts {
            people: [("chen", "Chen Wei"), ("", "Ada Harrow")]
                .map(person)
                .into(),
            tags: ["trade", "treaties"].map(tag).into(),
            ..Parts::default()
        })
    }

    /// Completes where `|` stands.
    fn at(marked: &str) -> (Completion, String) {
        let timeline = timeline();
        let index = Index::build(&timeline, Fold::Default);
        let today = NaiveDate::from_ymd_opt(2026, 2, 4).unwrap();
        let cursor = marked.find('|').unwrap();
        let text = marked.replace('|', "");
        let source = Source {
            timeline: &timeline,
            index: &index,
            parse: &|text| Query::parse(text, timeline.countries(), today).ok(),
            found: &|query| index.select(&timeline, query, today),
        };
        (Completion::at(&text, cursor, source), text)
    }

    #[rstest]
    #[case("ki|", "ki", &["kind:"])]
    #[case("war -TYP|", "TYP", &["quote-type:"])]
    #[case("kind:vi|", "vi", &["video-call", "visit"])]
    #[case("kind:call,le|", "le", &["letter"])]
    #[case("country:US+Russ|", "Russ", &["RU"])]
    #[case("country:=jap|US kind:visit", "jap", &["JP"])]
    #[case("person:ada|", "ada", &["\"Ada Harrow\""])]
    #[case("person:\"chen w|", "\"chen w", &["chen"])]
    #[case("topic:tr|", "tr", &["trade", "treaties"])]
    #[case("has:|", "", &["quote", "topic"])]
    #[case("after:-1|", "-1", &["-1y", "-10y"])]
    #[case("\"kind|", "\"kind", &[])]
    #[case("nothing:a|", "", &[])]
    #[case("x-y|", "x-y", &[])]
    fn what_may_stand_there(#[case] marked: &str, #[case] word: &str, #[case] first: &[&str]) {
        let (found, text) = at(marked);
        assert_eq!(text.get(found.span.clone()).unwrap(), word);
        let texts = found.candidates.iter().map(|one| &*one.text);
        let texts: Vec<&str> = texts.take(first.len()).collect();
        assert_eq!(texts, first);
    }

    #[rstest]
    #[case("topic:t|", Some("tr"))]
    #[case("topic:tr|", None)]
    #[case("ki|", Some("kind:"))]
    #[case("country:russ|", None)]
    fn what_all_agree_on(#[case] marked: &str, #[case] expected: Option<&str>) {
        let (found, text) = at(marked);
        assert_eq!(found.common(&text).as_deref(), expected);
    }

    #[test]
    fn every_candidate_of_every_field_reads_back() {
        let countries = crate::model::Countries::default();
        let today = NaiveDate::from_ymd_opt(2026, 2, 4).unwrap();
        for field in Field::names() {
            let (found, text) = at(&format!("{field}:|"));
            for candidate in found.candidates {
                let query = format!("{text}{}", candidate.text);
                assert!(Query::parse(&query, &countries, today).is_ok(), "{query}");
            }
        }
    }
}
