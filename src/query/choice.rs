//! The countries of a query as a person picks them: one chip of chosen ones, one of excluded ones.

use super::filter::{CountryItem, Query, Term, Test};
use crate::model::Country;

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
    /// From the first to the second; of other than two countries it is [`Together`](Self::Together).
    Directed,
    /// From the second to the first, alike.
    Reversed,
}

impl Mode {
    /// Returns the mode that so many countries have: only of two the one can go to the other.
    #[must_use]
    pub const fn of(self, members: usize) -> Self {
        match self {
            Self::Directed | Self::Reversed if members != 2 => Self::Together,
            mode => mode,
        }
    }

    /// Returns the next mode of so many countries.
    #[must_use]
    pub const fn next(self, members: usize) -> Self {
        match self.of(members) {
            Self::Together => Self::AnyOf,
            Self::AnyOf => Self::Only,
            Self::Only => Self::Directed.of(members),
            Self::Directed => Self::Reversed,
            Self::Reversed => Self::Together,
        }
    }
}

impl Mode {
    /// Returns the mode before, of so many countries.
    #[must_use]
    pub const fn previous(self, members: usize) -> Self {
        match self.of(members) {
            Self::Together => match Self::Reversed.of(members) {
                Self::Reversed => Self::Reversed,
                _ => Self::Only,
            },
            Self::AnyOf => Self::Together,
            Self::Only => Self::AnyOf,
            Self::Directed => Self::Only,
            Self::Reversed => Self::Directed,
        }
    }
}

/// The values of one field of a query as a person picks them: one chip of chosen ones, one of excluded ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice<T = Country> {
    /// How the chosen ones combine.
    pub mode: Mode,
    /// The chosen ones, in the order chosen.
    pub members: Vec<T>,
    /// Those that must not be there.
    pub excluded: Vec<T>,
}

impl<T> Default for Choice<T> {
    fn default() -> Self {
        Self {
            mode: Mode::default(),
            members: Vec::new(),
            excluded: Vec::new(),
        }
    }
}

impl<T: PartialEq> Choice<T> {
    /// Says whether nothing is picked.
    pub const fn is_empty(&self) -> bool {
        self.members.is_empty() && self.excluded.is_empty()
    }

    /// Says whether a value is chosen or excluded.
    pub fn has(&self, value: &T) -> bool {
        self.members.contains(value) || self.excluded.contains(value)
    }

    /// Chooses a value, or takes it out.
    pub fn toggle(&mut self, value: T) {
        flip(&mut self.members, &mut self.excluded, value);
    }

    /// Excludes a value, or lets it in again.
    pub fn exclude(&mut self, value: T) {
        flip(&mut self.excluded, &mut self.members, value);
    }

    /// Returns the choice of what each value becomes, without those that become nothing.
    pub fn map<U>(self, of: impl Fn(T) -> Option<U>) -> Choice<U> {
        Choice {
            mode: self.mode,
            members: self.members.into_iter().filter_map(&of).collect(),
            excluded: self.excluded.into_iter().filter_map(&of).collect(),
        }
    }
}

/// Puts a value in or takes it out; among the others it never stays.
fn flip<T: PartialEq>(all: &mut Vec<T>, others: &mut Vec<T>, value: T) {
    others.retain(|other| *other != value);
    match all.iter().position(|one| *one == value) {
        Some(at) => drop(all.remove(at)),
        None => all.push(value),
    }
}

impl Query {
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

    /// Returns the query with a country put in or taken out, as a digit over the lanes does.
    #[must_use]
    pub fn with_toggled(&self, country: Country) -> Self {
        let mut choice = self.choice();
        choice.toggle(country);
        self.with_choice(&choice)
    }
}

/// Puts a term in the place of the first that `is` it, at the end where there is none, or takes it out.
pub(super) fn replace(terms: &mut Vec<Term>, is: impl Fn(&Term) -> bool, term: Option<Term>) {
    match (terms.iter().position(is), term) {
        (Some(at), Some(term)) => terms[at] = term,
        (Some(at), None) => drop(terms.remove(at)),
        (None, Some(term)) => terms.push(term),
        (None, None) => {}
    }
}

impl Choice {
    fn members_term(&self) -> Option<Term> {
        let members = self.members.clone();
        let items = match (members.as_slice(), self.mode) {
            ([], _) => return None,
            (&[from, to], Mode::Directed) | (&[to, from], Mode::Reversed) => {
                vec![CountryItem::Directed(from, to)]
            }
            (_, Mode::Only) => vec![CountryItem::Exactly(members)],
            (_, Mode::Together | Mode::Directed | Mode::Reversed) => {
                vec![CountryItem::All(members)]
            }
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
            [CountryItem::Directed(from, to)] => Some((Mode::Directed, vec![*from, *to])),
            [CountryItem::Exactly(members)] => Some((Mode::Only, members.clone())),
            items => singles(items).map(|members| (Mode::AnyOf, members)),
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
    use crate::model::Kind;

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
    fn of_two_the_one_can_go_to_the_other_either_way() {
        let mut choice = Choice {
            mode: Mode::Only,
            members: vec![US, CN],
            excluded: vec![],
        };
        let mut items = Vec::new();
        for _ in 0..5 {
            choice.mode = choice.mode.next(2);
            items.push(Query::default().with_choice(&choice).terms.remove(0));
        }
        let directed = |from, to| country(vec![CountryItem::Directed(from, to)]);
        assert_eq!(items[..2], [directed(US, CN), directed(CN, US)]);
        assert_eq!(items[2], country(vec![CountryItem::All(vec![US, CN])]));
        let query = Query {
            terms: vec![directed(CN, US)],
        };
        let read = query.choice();
        assert_eq!((read.mode, &*read.members), (Mode::Directed, &[CN, US][..]));
        let third = query.with_toggled(Country(3));
        let all = CountryItem::All(vec![CN, US, Country(3)]);
        assert_eq!(third.terms, [country(vec![all])]);
        assert_eq!(Mode::Only.next(3), Mode::Together);
    }

    #[test]
    fn the_modes_turn_both_ways() {
        use Mode::{AnyOf, Directed, Only, Reversed, Together};
        for mode in [Together, AnyOf, Only, Directed, Reversed] {
            for members in 0..4 {
                let here = mode.of(members);
                assert_eq!(mode.next(members).previous(members), here);
                assert_eq!(mode.previous(members).next(members), here);
            }
        }
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
