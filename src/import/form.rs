//! The fields of a record and what each of them takes, in the order in which they are written.

use crate::model::{
    Confidence, Kind, Level, OutcomeKind, QuoteKind, RelationKind, Role, Status, Visit,
};
use crate::text::fold;

/// What a field takes.
#[derive(Debug)]
pub(super) enum Form {
    /// Words.
    Text,
    /// The name of an event.
    Id,
    /// A date in the notation of event files.
    Date,
    /// A word of a closed list; finds it by the word or its label.
    Word(fn(&str) -> Option<&'static str>),
    /// A topic tag.
    Tag,
    /// A country's code or name.
    Country,
    /// A whole number.
    Number,
    /// True or false.
    Flag,
    /// Several fields, and the one that a bare text stands for.
    Object(&'static [(&'static str, Self)], Option<&'static str>),
    /// Any number of values.
    List(&'static Self),
    /// Values by language or country.
    Map(&'static Self),
}

macro_rules! words {
    ($vocabulary:ident) => {
        Form::Word(|text| {
            let text = slug(text);
            let is_meant =
                |value: &&$vocabulary| slug(value.word()) == text || slug(value.label()) == text;
            $vocabulary::ALL
                .iter()
                .find(is_meant)
                .map(|value| value.word())
        })
    };
}

const TEXTS: Form = Form::List(&Form::Text);
const COUNTRIES: Form = Form::List(&Form::Country);

const PLACE: Form = Form::Object(
    &[
        ("key", Form::Text),
        ("name", Form::Text),
        ("native", Form::Text),
        ("country", Form::Country),
        ("aka", TEXTS),
    ],
    Some("name"),
);

const PERSON: Form = Form::Object(
    &[
        ("key", Form::Text),
        ("name", Form::Text),
        ("native", Form::Text),
        ("aka", TEXTS),
        ("country", Form::Country),
        ("office", Form::Text),
        ("role", words!(Role)),
    ],
    Some("name"),
);

const SOURCE: Form = Form::Object(
    &[
        ("key", Form::Text),
        ("title", Form::Text),
        ("publisher", Form::Text),
        ("url", Form::Text),
        ("date", Form::Date),
        ("lang", Form::Text),
        ("archive", Form::Text),
    ],
    Some("title"),
);

const LOCAL: Form = Form::Object(&[("place", PLACE), ("at", Form::Date)], None);

const TOPIC: Form = Form::Object(
    &[
        ("tag", Form::Tag),
        ("note", Form::Text),
        ("accounts", COUNTRIES),
        ("stance", Form::Map(&Form::Text)),
    ],
    Some("tag"),
);

const OUTCOME: Form = Form::Object(
    &[
        ("type", words!(OutcomeKind)),
        ("text", Form::Text),
        ("url", Form::Text),
    ],
    None,
);

const QUOTE: Form = Form::Object(
    &[
        ("by", PERSON),
        ("type", words!(QuoteKind)),
        ("lang", Form::Text),
        ("text", Form::Text),
        ("translation", Form::Map(&Form::Text)),
        ("at", Form::Date),
        ("where", Form::Text),
        ("source", SOURCE),
    ],
    None,
);

const RELATED: Form = Form::Object(&[("type", words!(RelationKind)), ("event", Form::Id)], None);

const TRANSLATION: Form = Form::Object(
    &[
        ("title", Form::Text),
        ("summary", Form::Text),
        ("note", Form::Text),
    ],
    Some("title"),
);

/// The record.
pub(super) const RECORD: &[(&str, Form)] = &[
    ("id", Form::Id),
    ("date", Form::Date),
    ("earliest", Form::Date),
    ("latest", Form::Date),
    ("date_text", Form::Text),
    ("local", Form::List(&LOCAL)),
    ("duration", Form::Text),
    ("kind", words!(Kind)),
    ("visit", words!(Visit)),
    ("status", words!(Status)),
    ("level", words!(Level)),
    ("confidence", words!(Confidence)),
    ("weight", Form::Number),
    ("featured", Form::Flag),
    ("lang", Form::Text),
    ("title", Form::Text),
    ("summary", Form::Text),
    ("note", Form::Text),
    ("place", PLACE),
    ("venue", Form::Text),
    ("margins_of", Form::Text),
    ("participants", Form::List(&PERSON)),
    ("countries", COUNTRIES),
    ("about", COUNTRIES),
    ("initiator", Form::Country),
    ("topics", Form::List(&TOPIC)),
    ("outcomes", Form::List(&OUTCOME)),
    ("quotes", Form::List(&QUOTE)),
    ("sources", Form::List(&SOURCE)),
    ("related", Form::List(&RELATED)),
    ("tags", TEXTS),
    ("text", Form::Map(&TRANSLATION)),
];

impl Form {
    /// Returns the form of a field below this one, lists taken for their items, maps having any key.
    pub(super) fn below(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(fields, _) => fields
                .iter()
                .find(|(field, _)| *field == name)
                .map(|(_, form)| form),
            Self::List(item) => item.below(name),
            Self::Map(value) => Some(value),
            _ => None,
        }
    }

    /// Returns the names of the fields below this one.
    pub(super) fn names(&self) -> Vec<&'static str> {
        match self {
            Self::Object(fields, _) => fields.iter().map(|(name, _)| *name).collect(),
            Self::List(item) => item.names(),
            _ => Vec::new(),
        }
    }
}

/// Returns a text in small letters, digits and hyphens, as ids, tags and keys are written; empty where it has none.
pub(super) fn slug(text: &str) -> String {
    fold(text)
        .replace(' ', "-")
        .chars()
        .filter(|c| matches!(c, 'a'..='z' | '0'..='9' | '-'))
        .collect::<String>()
        .trim_matches('-')
        .to_owned()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("Côte d’Ivoire", "cote-divoire")]
    #[case("visit-2138", "visit-2138")]
    #[case("  A/B  (c) ", "a-b-c")]
    #[case("邓小平", "")]
    fn slugs(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(slug(text), expected);
    }

    #[test]
    fn words_are_found_by_word_and_label() {
        let Some((_, Form::Word(find))) = RECORD.iter().find(|(name, _)| *name == "kind") else {
            unreachable!("kind is a word");
        };
        assert_eq!(find("Video Call"), Some("video-call"));
        assert_eq!(find("démarche"), Some("demarche"));
        assert_eq!(find("talks"), Some("negotiation"));
        assert_eq!(find("party"), None);
    }
}
