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
    /// Roles that someone has.
    Role(Vec<Role>),
    /// Types of quotes.
    QuoteKind(Vec<QuoteKind>),
    /// Types of outcomes.
    Outcome(Vec<OutcomeKind>),
    /// Types of relations, as written.
    Relation(Vec<RelationKind>),
    /// Places by key, words of a name, or the code of a country.
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
            /// The words, in the order of the table.
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

/// How the chosen countries combine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Mode {
    /// All of them take part.
    #[default]
    Together,
    /// At least one takes part.
    AnyOf,
    /// These and no other.
    Only,
}

impl Mode {
    /// Returns the next mode.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Together => Self::AnyOf,
            Self::AnyOf => Self::Only,
            Self::Only => Self::Together,
        }
    }

    /// Returns the words on screens.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Together => "together",
            Self::AnyOf => "any of",
            Self::Only => "only",
        }
    }
}

/// The countries of a query as a person picks them: one chip of chosen ones, one of excluded ones.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Choice {
    /// How the chosen ones combine.
    pub mode: Mode,
    /// The chosen ones, in the order chosen.
    pub members: Vec<Country>,
    /// Those that must not take part.
    pub excluded: Vec<Country>,
}

impl Query {
    /// Says whether everything is asked for.
    pub fn is_everything(&self) -> bool {
        self.terms.is_empty()
    }

    /// Returns the countries as a person picks them, from the first terms that have such a form.
    pub fn choice(&self) -> Choice {
        let mut choice = Choice::default();
        if let Some((mode, members)) = self.terms.iter().find_map(Term::as_members) {
            choice.mode = mode;
            choice.members = members;
        }
        if let Some(excluded) = self.terms.iter().find_map(Term::as_excluded) {
            choice.excluded = excluded;
        }
        choice
    }

    /// Returns the query with other countries chosen; the chips keep their places.
    #[must_use]
    pub fn with_choice(&self, choice: &Choice) -> Self {
        let mut terms = self.terms.clone();
        replace(
            &mut terms,
            |term| term.as_members().is_some(),
            choice.members_term(),
        );
        replace(
            &mut terms,
            |term| term.as_excluded().is_some(),
            choice.excluded_term(),
        );
        Self { terms }
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

    /// Returns the query with a country put in or taken out, as a digit over the lanes does.
    #[must_use]
    pub fn with_toggled(&self, country: Country) -> Self {
        let mut choice = self.choice();
        match choice.members.iter().position(|&member| member == country) {
            Some(at) => {
                choice.members.remove(at);
            }
            None => choice.members.push(country),
        }
        choice.excluded.retain(|&other| other != country);
        self.with_choice(&choice)
    }
}

/// Puts a term in the place of the first that `is` it, at the end where there is none, or takes it out.
fn replace(terms: &mut Vec<Term>, is: impl Fn(&Term) -> bool, term: Option<Term>) {
    match (terms.iter().position(is), term) {
        (Some(at), Some(term)) => terms[at] = term,
        (Some(at), None) => {
            terms.remove(at);
        }
        (None, Some(term)) => terms.push(term),
        (None, None) => {}
    }
}

impl Choice {
    fn members_term(&self) -> Option<Term> {
        let members = self.members.clone();
        let items = match (members.len(), self.mode) {
            (0, _) => return None,
            (_, Mode::Only) => vec![CountryItem::Exactly(members)],
            (_, Mode::Together) => vec![CountryItem::All(members)],
            (_, Mode::AnyOf) => members
                .into_iter()
                .map(|member| CountryItem::All(vec![member]))
                .collect(),
        };
        Some(Term {
            negated: false,
            test: Test::Country(items),
        })
    }

    fn excluded_term(&self) -> Option<Term> {
        let items: Vec<_> = self
            .excluded
            .iter()
            .map(|&country| CountryItem::All(vec![country]))
            .collect();
        (!items.is_empty()).then_some(Term {
            negated: true,
            test: Test::Country(items),
        })
    }
}

impl Term {
    fn as_members(&self) -> Option<(Mode, Vec<Country>)> {
        let Self {
            negated: false,
            test: Test::Country(items),
        } = self
        else {
            return None;
        };
        match items.as_slice() {
            [CountryItem::All(members)] => Some((Mode::Together, members.clone())),
            [CountryItem::Exactly(members)] => Some((Mode::Only, members.clone())),
            items => singles(items).map(|members| (Mode::AnyOf, members)),
        }
    }

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

    fn as_excluded(&self) -> Option<Vec<Country>> {
        match self {
            Self {
                negated: true,
                test: Test::Country(items),
            } => singles(items),
            _ => None,
        }
    }
}

/// Returns the countries where every item is one country alone.
fn singles(items: &[CountryItem]) -> Option<Vec<Country>> {
    items
        .iter()
        .map(|item| match item {
            CountryItem::All(members) => match members.as_slice() {
                [country] => Some(*country),
                _ => None,
            },
            CountryItem::Exactly(_) | CountryItem::Directed(..) => None,
        })
        .collect()
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
    fn digits_build_a_chip_of_countries_together_and_take_it_away() {
        let one = Query::default().with_toggled(US);
        assert_eq!(one.terms, [country(vec![CountryItem::All(vec![US])])]);
        let two = one.with_toggled(CN);
        assert_eq!(two.terms, [country(vec![CountryItem::All(vec![US, CN])])]);
        assert_eq!(two.with_toggled(US).with_toggled(CN), Query::default());
    }

    #[test]
    fn a_digit_keeps_the_mode_of_the_chip() {
        let any = Choice {
            mode: Mode::AnyOf,
            members: vec![US, CN],
            excluded: vec![],
        };
        let query = Query::default().with_choice(&any);
        assert_eq!(query.choice(), any);
        let russia = query.with_toggled(Country(3)).choice();
        assert_eq!((russia.mode, russia.members.len()), (Mode::AnyOf, 3));
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

    #[test]
    fn a_choice_leaves_other_chips_in_their_places() {
        let letter = Term {
            negated: false,
            test: Test::Kind(vec![Kind::Letter]),
        };
        let query = Query {
            terms: vec![country(vec![CountryItem::All(vec![US])]), letter.clone()],
        };
        let changed = query.with_toggled(CN);
        assert_eq!(changed.terms[1], letter);
        assert_eq!(query.with_toggled(US).terms, [letter]);
    }
}
