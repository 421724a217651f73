//! Random conditions, and how they are written.

use demarche::model::{
    Confidence, Kind, Level, OutcomeKind, QuoteKind, RelationKind, Role, Status, Visit,
};
use proptest::prelude::*;
use proptest::sample::select;

use crate::spec::id;
use crate::tables::{COUNTRIES, DATES, NAMES, NEEDLES, SPANS, TAGS, TOPICS};

/// One value of `country:` or `about:`.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    All(Vec<usize>),
    Directed(usize, usize),
}

/// One condition, in the words of the language.
#[derive(Clone, Debug)]
pub(crate) enum What {
    Country(Vec<Item>),
    About(Vec<Item>),
    /// Whether it is discussed, and the groups of which one must be there and nothing else.
    Exactly(bool, Vec<Vec<usize>>),
    Person(Vec<usize>),
    Place(Vec<usize>),
    Topic(Vec<usize>),
    Tag(Vec<usize>),
    /// A field of a closed list, and its words.
    Words(&'static str, Vec<&'static str>),
    /// Certainly; as written, first day, last day.
    Date(bool, Vec<(&'static str, &'static str, &'static str)>),
    Year(bool, Vec<u16>),
    After(&'static str, &'static str),
    Before(&'static str, &'static str),
    Id(Vec<usize>),
    Text(usize),
}

#[derive(Clone, Debug)]
pub(crate) struct Ask {
    pub(crate) negated: bool,
    pub(crate) what: What,
}

const HAS: &[&str] = &[
    "quote",
    "topic",
    "accounts",
    "source",
    "outcome",
    "note",
    "place",
    "translation",
    "related",
    "plan",
];

fn some<S: Strategy>(of: S) -> impl Strategy<Value = Vec<S::Value>> {
    prop::collection::vec(of, 1..3)
}

pub(crate) fn ask() -> impl Strategy<Value = Ask> {
    let country = || 0..COUNTRIES.len();
    let item = move || some(country()).prop_map(Item::All);
    let directed = (country(), country()).prop_map(|(from, to)| Item::Directed(from, to));
    let words = |field: &'static str, all: &'static [&'static str]| {
        some(select(all)).prop_map(move |words| What::Words(field, words))
    };
    let closed = prop_oneof![
        words("kind", Kind::WORDS),
        words("status", Status::WORDS),
        words("level", Level::WORDS),
        words("visit", Visit::WORDS),
        words("confidence", Confidence::WORDS),
        words("role", Role::WORDS),
        words("quote-type", QuoteKind::WORDS),
        words("outcome", OutcomeKind::WORDS),
        words("relation", RelationKind::WORDS),
        words("has", HAS),
    ];
    let date = || prop_oneof![2 => select(DATES), 1 => select(SPANS)];
    let begun = move || date().prop_filter("it has a first day", |row| !row.1.is_empty());
    let dates = prop_oneof![
        (any::<bool>(), some(date())).prop_map(|(certain, all)| What::Date(certain, all)),
        (any::<bool>(), some(1969..1976u16)).prop_map(|(certain, all)| What::Year(certain, all)),
        begun().prop_map(|(text, first, _)| What::After(text, first)),
        begun().prop_map(|(text, first, _)| What::Before(text, first)),
    ];
    let what = prop_oneof![
        2 => some(prop_oneof![2 => item(), 1 => directed]).prop_map(What::Country),
        1 => some(item()).prop_map(What::About),
        2 => (any::<bool>(), some(some(country())))
            .prop_map(|(discussed, groups)| What::Exactly(discussed, groups)),
        1 => some(0..NAMES.len()).prop_map(What::Person),
        1 => some(0..NAMES.len()).prop_map(What::Place),
        1 => some(0..TOPICS.len()).prop_map(What::Topic),
        1 => some(0..TAGS.len()).prop_map(What::Tag),
        3 => closed,
        3 => dates,
        1 => some(0..20usize).prop_map(What::Id),
        2 => (0..NEEDLES.len()).prop_map(What::Text),
    ];
    (any::<bool>(), what).prop_map(|(negated, what)| Ask { negated, what })
}

pub(crate) fn joined<T>(all: &[T], between: &str, word: impl Fn(&T) -> String) -> String {
    all.iter().map(word).collect::<Vec<_>>().join(between)
}

fn codes(all: &[usize]) -> String {
    joined(all, "+", |&one| COUNTRIES[one].0.into())
}

impl Item {
    fn write(&self) -> String {
        match self {
            Self::All(all) => codes(all),
            Self::Directed(from, to) => format!("{}>{}", COUNTRIES[*from].0, COUNTRIES[*to].0),
        }
    }
}

impl Ask {
    /// Writes the condition as a term of the language.
    pub(crate) fn write(&self) -> String {
        let quoted = |text: &str| format!("\"{text}\"");
        let of = |table: &'static [(&str, &str)]| move |&at: &usize| quoted(table[at].0);
        let certainly = |certain: bool| if certain { "=" } else { "" };
        let term = match &self.what {
            What::Country(all) => format!("country:{}", joined(all, ",", Item::write)),
            What::About(all) => format!("about:{}", joined(all, ",", Item::write)),
            What::Exactly(discussed, groups) => {
                let field = if *discussed { "about" } else { "country" };
                format!("{field}:={}", joined(groups, ",", |group| codes(group)))
            }
            What::Person(all) => format!("person:{}", joined(all, ",", of(NAMES))),
            What::Place(all) => format!("place:{}", joined(all, ",", of(NAMES))),
            What::Topic(all) => format!("topic:{}", joined(all, ",", |&at| TOPICS[at].0.into())),
            What::Tag(all) => format!("tag:{}", joined(all, ",", of(TAGS))),
            What::Words(field, all) => format!("{field}:{}", all.join(",")),
            What::Date(certain, all) => {
                let dates = joined(all, ",", |row| row.0.into());
                format!("date:{}{dates}", certainly(*certain))
            }
            What::Year(certain, all) => {
                let years = joined(all, ",", u16::to_string);
                format!("year:{}{years}", certainly(*certain))
            }
            What::After(text, _) => format!("after:{text}"),
            What::Before(text, _) => format!("before:{text}"),
            What::Id(all) => format!("id:{}", joined(all, ",", |&at| id(at))),
            What::Text(at) => quoted(NEEDLES[*at].0),
        };
        format!("{}{term}", if self.negated { "-" } else { "" })
    }
}
