//! Facets: the fields of a query that a person chooses values of from a list.

use super::choice::{Choice, Mode, replace};
use super::filter::{DateItem, Query, Term, Test};
use crate::model::{Country, Kind, Level, Status};
use crate::text::SafeText;

/// Declares the facets: variant, name of the field, title, name of one value, name of several.
macro_rules! facets {
    ($($(#[$doc:meta])* $variant:ident $field:literal $label:literal $one:literal $title:literal,)+) => {
        /// A field of which a person chooses values.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Facet { $($(#[$doc])* $variant,)+ }

        impl Facet {
            /// Every facet, in the order of the filter panel.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Returns the name of its field in queries.
            pub const fn field(self) -> &'static str {
                match self { $(Self::$variant => $field,)+ }
            }

            /// Returns its name above a column.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)+ }
            }

            /// Returns what one value is.
            pub const fn one(self) -> &'static str {
                match self { $(Self::$variant => $one,)+ }
            }

            /// Returns its name above a list of its values.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)+ }
            }
        }
    };
}

facets! {
    /// Parties, former states with their successors.
    Country "country" "Country" "country" "Countries",
    /// Participants and speakers.
    Person "person" "Person" "person" "People",
    /// Topics.
    Topic "topic" "Topic" "topic" "Topics",
    /// Kinds.
    Kind "kind" "Kind" "kind" "Kinds",
    /// Statuses.
    Status "status" "Status" "status" "Statuses",
    /// Levels.
    Level "level" "Level" "level" "Levels",
    /// Places.
    Place "place" "Place" "place" "Places",
    /// Years in which an event may lie.
    Year "year" "Year" "year" "Years",
}

/// A value of a facet.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Value {
    /// A country.
    Country(Country),
    /// Anything else, as a query writes it: a key, a name, a word of a closed list, a year.
    Text(Box<str>),
}

impl Value {
    /// Returns the country that it is.
    pub const fn country(&self) -> Option<Country> {
        match self {
            Self::Country(country) => Some(*country),
            Self::Text(_) => None,
        }
    }

    /// Returns the text that it is; of a country nothing.
    pub fn text(&self) -> &str {
        match self {
            Self::Country(_) => "",
            Self::Text(text) => text,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

/// A value of a facet, and what it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The value.
    pub value: Value,
    /// What it is called.
    pub label: SafeText,
    /// What stands beside the name: the name in its own script, the word in queries, the country of a place.
    pub aside: Option<SafeText>,
    /// Its folded names, a line each.
    pub(super) names: Box<str>,
}

impl Query {
    /// Returns the values of a facet as a person picks them, from the first terms that have such a form.
    pub fn picked(&self, facet: Facet) -> Choice<Value> {
        if facet == Facet::Country {
            return self.choice().map(|country| Some(Value::Country(country)));
        }
        let of = |negated: bool| {
            let mut terms = self.terms.iter().filter(|term| term.negated == negated);
            terms.find_map(|term| texts(facet, &term.test))
        };
        Choice {
            mode: Mode::AnyOf,
            members: of(false).unwrap_or_default(),
            excluded: of(true).unwrap_or_default(),
        }
    }

    /// Returns the query with other values of a facet picked; the chips keep their places.
    #[must_use]
    pub fn with_picked(&self, facet: Facet, choice: &Choice<Value>) -> Self {
        if facet == Facet::Country {
            return self.with_choice(&choice.clone().map(|value| value.country()));
        }
        let mut terms = self.terms.clone();
        for (negated, values) in [(false, &choice.members), (true, &choice.excluded)] {
            let is = |term: &Term| term.negated == negated && texts(facet, &term.test).is_some();
            let test = (!values.is_empty()).then(|| test(facet, values));
            replace(&mut terms, is, test.map(|test| Term { negated, test }));
        }
        Self { terms }
    }
}

/// Returns the values of a condition on a facet; none where it is one on something else or says more.
fn texts(facet: Facet, test: &Test) -> Option<Vec<Value>> {
    fn all<T: Copy>(of: &[T], word: fn(T) -> &'static str) -> Vec<Value> {
        of.iter().map(|&one| word(one).into()).collect()
    }
    Some(match (facet, test) {
        (Facet::Person, Test::Person(of))
        | (Facet::Topic, Test::Topic(of))
        | (Facet::Place, Test::Place(of)) => of.iter().map(|one| (&**one).into()).collect(),
        (Facet::Kind, Test::Kind(of)) => all(of, Kind::word),
        (Facet::Status, Test::Status(of)) => all(of, Status::word),
        (Facet::Level, Test::Level(of)) => all(of, Level::word),
        (Facet::Year, Test::Year(of)) if !of.iter().any(|item| item.certain) => {
            of.iter().map(|item| (&*item.text).into()).collect()
        }
        _ => return None,
    })
}

/// Makes the condition on a facet; a country among the values of another facet, which never is, counts for nothing.
fn test(facet: Facet, values: &[Value]) -> Test {
    let texts = values.iter().map(Value::text);
    match facet {
        Facet::Country => Test::Country(Vec::new()),
        Facet::Person => Test::Person(texts.map(Into::into).collect()),
        Facet::Topic => Test::Topic(texts.map(Into::into).collect()),
        Facet::Place => Test::Place(texts.map(Into::into).collect()),
        Facet::Kind => Test::Kind(texts.filter_map(Kind::from_word).collect()),
        Facet::Status => Test::Status(texts.filter_map(Status::from_word).collect()),
        Facet::Level => Test::Level(texts.filter_map(Level::from_word).collect()),
        Facet::Year => Test::Year(
            texts
                .map(|text| DateItem {
                    certain: false,
                    text: text.into(),
                })
                .collect(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::model::Countries;

    fn parsed(text: &str) -> Query {
        let today = NaiveDate::from_ymd_opt(2026, 2, 4).unwrap();
        Query::parse(text, &Countries::default(), today).unwrap()
    }

    fn picked(text: &str, facet: Facet) -> (Vec<String>, Vec<String>) {
        let choice = parsed(text).picked(facet);
        let texts = |of: &[Value]| of.iter().map(|one| one.text().to_owned()).collect();
        (texts(&choice.members), texts(&choice.excluded))
    }

    #[test]
    fn what_a_person_picks_reads_back_from_the_query() {
        let query = parsed("war -topic:taiwan topic:trade,soya kind:call topic:arms year:1972");
        assert_eq!(
            picked(&query.print(&Countries::default()), Facet::Topic),
            (
                vec!["trade".into(), "soya".into()],
                vec!["taiwan".to_owned()]
            )
        );
        let mut choice = query.picked(Facet::Topic);
        choice.members.remove(0);
        choice.excluded.clear();
        let changed = query.with_picked(Facet::Topic, &choice);
        assert_eq!(
            changed.print(&Countries::default()),
            "war topic:soya kind:call topic:arms year:1972"
        );
        let none = changed.with_picked(Facet::Kind, &Choice::default());
        assert_eq!(
            none.print(&Countries::default()),
            "war topic:soya topic:arms year:1972"
        );
    }

    #[test]
    fn a_term_that_says_more_than_a_list_is_left_alone() {
        assert_eq!(picked("year:=1972", Facet::Year), (vec![], vec![]));
        let query = parsed("year:=1972 country:US>CN");
        let year = Choice {
            members: vec!["1973".into()],
            ..Choice::default()
        };
        let changed = query.with_picked(Facet::Year, &year);
        assert_eq!(
            changed.print(&Countries::default()),
            "year:=1972 country:US>CN year:1973"
        );
    }
}
