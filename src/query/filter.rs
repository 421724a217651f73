//! A query as a value: terms that must all hold, one chip each.

use crate::model::{
    Confidence, Country, Kind, Level, OutcomeKind, QuoteKind, RelationKind, Role, Status, Visit,
};

/// What was asked: every term must hold; no term at all is everything.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Query {
    /// The terms, in the order given.
    pub terms: Vec<Term>,
}

/// One condition, shown as one chip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Turned round by a leading `-`.
    pub negated: bool,
    /// The condition.
    pub test: Test,
}

/// A condition on one field: any of its items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// Parties.
    Country(Vec<CountryItem>),
    /// Countries discussed.
    About(Vec<CountryItem>),
    /// Speakers and participants, by key or by words of a name.
    Person(Vec<Box<str>>),
    /// Topic tags.
    Topic(Vec<Box<str>>),
    /// Free tags.
    Tag(Vec<Box<str>>),
    /// Kinds.
    Kind(Vec<Kind>),
    /// Statuses.
    Status(Vec<Status>),
    /// Levels.
    Level(Vec<Level>),
    /// Categories of visits.
    Visit(Vec<Visit>),
    /// Degrees of confidence.
    Confidence(Vec<Confidence>),
    /// Roles that someone has: participants, and speakers whose role is given.
    Role(Vec<Role>),
    /// Types of quotes.
    QuoteKind(Vec<QuoteKind>),
    /// Types of outcomes.
    Outcome(Vec<OutcomeKind>),
    /// Types of relations, as written.
    Relation(Vec<RelationKind>),
    /// Places by key, words of a name, or the code of a country, which finds those of its predecessors too.
    Place(Vec<Box<str>>),
    /// The event may lie in the span, or certainly does.
    Date(Vec<DateItem>),
    /// The same, of a year.
    Year(Vec<DateItem>),
    /// The latest day is on or after the value's first day.
    After(Vec<Box<str>>),
    /// The earliest day is before the value's first day.
    Before(Vec<Box<str>>),
    /// The event has one.
    Has(Vec<Has>),
    /// That event.
    Id(Vec<Box<str>>),
    /// Folded text anywhere.
    Text(Box<str>),
}

/// One value of `country:` or `about:`; of one term all are [`Exactly`](Self::Exactly) or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CountryItem {
    /// All of them take part.
    All(Vec<Country>),
    /// These and no other.
    Exactly(Vec<Country>),
    /// From the first to the second.
    Directed(Country, Country),
}

/// One value of `date:` or `year:`; of one term all are certain or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateItem {
    /// Certainly within, not just possibly.
    pub certain: bool,
    /// The date as written.
    pub text: Box<str>,
}

/// Declares what an event can have: variant, word in queries.
macro_rules! has {
    ($($(#[$doc:meta])* $variant:ident $word:literal,)+) => {
        /// What an event can have.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Has { $($(#[$doc])* $variant,)+ }

        impl Has {
            /// Everything, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The words, in the same order.
            pub const WORDS: &'static [&'static str] = &[$($word,)+];

            /// Returns the word in queries.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// Finds the value of a word.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

has! {
    /// A quote.
    Quote "quote",
    /// A topic.
    Topic "topic",
    /// A topic with accounts.
    Accounts "accounts",
    /// A source.
    Source "source",
    /// An outcome.
    Outcome "outcome",
    /// A note.
    Note "note",
    /// A place.
    Place "place",
    /// A translated quote, or text in another language.
    Translation "translation",
    /// A relation, either way.
    Related "related",
    /// A relation, either way, to an event planned, announced or postponed.
    Plan "plan",
}

impl Query {
    /// Says whether everything is asked for.
    pub fn is_everything(&self) -> bool {
        self.terms.is_empty()
    }

    /// Returns the query with one more term that must hold; a chip of fewer countries together that it makes
    /// needless gives its place up.
    #[must_use]
    pub fn with(&self, term: Term) -> Self {
        let mut terms = self.terms.clone();
        let needless = |old: &Term| match (old.together(), term.together()) {
            (Some(few), Some(more)) => few.iter().all(|country| more.contains(country)),
            _ => *old == term,
        };
        match terms.iter().position(needless) {
            Some(at) => terms[at] = term,
            None => terms.push(term),
        }
        Self { terms }
    }

    /// Returns the query without a term.
    #[must_use]
    pub fn without(&self, term: &Term) -> Self {
        let mut terms = self.terms.clone();
        terms.retain(|other| other != term);
        Self { terms }
    }
}

impl Term {
    /// Returns the countries that must all take part, where the term says that alone.
    fn together(&self) -> Option<&[Country]> {
        match (self.negated, &self.test) {
            (false, Test::Country(items)) => match items.as_slice() {
                [CountryItem::All(all)] => Some(all),
                _ => None,
            },
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const US: Country = Country(1);
    const CN: Country = Country(2);

    fn country(items: Vec<CountryItem>) -> Term {
        Term {
            negated: false,
            test: Test::Country(items),
        }
    }

    #[test]
    fn a_term_more_takes_the_place_of_one_that_it_makes_needless() {
        let letter = Term {
            negated: false,
            test: Test::Kind(vec![Kind::Letter]),
        };
        let pair = country(vec![CountryItem::All(vec![CN, US])]);
        let one = Query::default().with_toggled(US).with(letter.clone());
        let both = one.with(pair.clone());
        assert_eq!(both.terms, [pair.clone(), letter.clone()]);
        assert_eq!(both.with(letter.clone()), both);
        assert_eq!(both.without(&pair).terms, [letter]);
        let more = country(vec![CountryItem::All(vec![US, CN, Country(3)])]);
        let fewer = Query { terms: vec![more] }.with(pair);
        assert_eq!(fewer.terms.len(), 2);
    }
}
