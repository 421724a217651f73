//! Facets: the fields of a query that a person chooses values of from a list.

use crate::model::Country;
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
