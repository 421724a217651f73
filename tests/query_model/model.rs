//! Which events a condition finds, by the words of the language alone.

use std::collections::BTreeSet;

use demarche::model::{Fold, Kind, Level, Role, Status};
use demarche::query::Facet;

use crate::ask::{Ask, Item, What};
use crate::spec::Spec;
use crate::tables::{COUNTRIES, DATES, NAMES, NEEDLES, PEOPLE, PLACES, TAGS, TEXTS, TOPICS};

/// The events, and which predecessors count.
pub(crate) struct Model<'a> {
    pub(crate) specs: &'a [Spec],
    pub(crate) fold: Fold,
}

impl Model<'_> {
    pub(crate) fn holds(&self, at: usize, ask: &Ask) -> bool {
        let spec = &self.specs[at];
        let (_, first, last) = DATES[spec.date];
        let found = match &ask.what {
            What::Country(items) => items.iter().any(|item| self.takes_part(spec, item)),
            What::About(items) => items.iter().any(|item| match item {
                Item::All(all) => self.all(&spec.about, all),
                Item::Directed(..) => false,
            }),
            What::Exactly(discussed, groups) => {
                let there = if *discussed {
                    spec.about.clone()
                } else {
                    spec.parties()
                };
                groups.iter().any(|group| self.exactly(&there, group))
            }
            What::Person(names) => names.iter().any(|&name| {
                let speakers = spec.quotes.iter().map(|quote| quote.0);
                let mut people = spec.people.iter().map(|person| person.0).chain(speakers);
                people.any(|one| is_called(NAMES[name], PEOPLE[one].0, PEOPLE[one].2))
            }),
            What::Place(names) => names.iter().any(|&name| {
                spec.place.is_some_and(|one| {
                    let (key, _, names, code) = PLACES[one];
                    let lies = COUNTRIES.iter().position(|row| row.0 == code);
                    let codes = lies.map(|lies| [code, self.lane(lies)]);
                    codes.is_some_and(|codes| {
                        codes
                            .iter()
                            .any(|code| code.eq_ignore_ascii_case(NAMES[name].0))
                    }) || is_called(NAMES[name], key, names)
                })
            }),
            What::Topic(all) => spec.topics.iter().any(|topic| all.contains(&topic.0)),
            What::Tag(all) => spec
                .tags
                .iter()
                .any(|&tag| all.iter().any(|&one| TAGS[one].1 == TAGS[tag].1)),
            What::Words("has", all) => all.iter().any(|word| self.has(at, word)),
            What::Words(field, all) => self.words(at, field).iter().any(|word| all.contains(word)),
            What::Date(certain, all) => all
                .iter()
                .any(|&(_, from, to)| lies_in((first, last), (from, to), *certain)),
            What::Year(certain, all) => all.iter().any(|year| {
                let (from, to) = (format!("{year}-01-01"), format!("{year}-12-31"));
                lies_in((first, last), (&from, &to), *certain)
            }),
            // Dates of four digits of the year compare as texts do.
            What::After(_, day) => last.is_empty() || last >= *day,
            What::Before(_, day) => first.is_empty() || first < *day,
            What::Id(all) => all.contains(&at),
            What::Text(needle) => {
                let texts = texts(spec);
                texts.iter().any(|text| text.contains(NEEDLES[*needle].1))
            }
        };
        found != ask.negated
    }

    /// Says whether an event stands in the lane of a country.
    pub(crate) fn is_in_lane(&self, at: usize, code: &str) -> bool {
        let parties = self.specs[at].parties();
        parties.iter().any(|&one| self.lane(one) == code)
    }

    /// Says whether an event has a value of a facet, as the query for the value means it.
    pub(crate) fn has_value(&self, at: usize, facet: Facet, value: &str) -> bool {
        let spec = &self.specs[at];
        match facet {
            Facet::Country => self.is_in_lane(at, value),
            Facet::Person => {
                let speakers = spec.quotes.iter().map(|quote| quote.0);
                let mut people = spec.people.iter().map(|person| person.0).chain(speakers);
                people.any(|one| is_called(by_hand(PEOPLE, value), PEOPLE[one].0, PEOPLE[one].2))
            }
            Facet::Place => {
                let rows: Vec<_> = PLACES.iter().map(|row| (row.0, row.1, row.2)).collect();
                spec.place.is_some_and(|one| {
                    let (key, _, names, code) = PLACES[one];
                    code.eq_ignore_ascii_case(value) || is_called(by_hand(&rows, value), key, names)
                })
            }
            Facet::Topic => spec.topics.iter().any(|topic| TOPICS[topic.0].0 == value),
            Facet::Kind | Facet::Status | Facet::Level => {
                self.words(at, facet.field()).contains(&value)
            }
            Facet::Year => {
                let (_, first, last) = DATES[spec.date];
                let (from, to) = (format!("{value}-01-01"), format!("{value}-12-31"));
                lies_in((first, last), (&from, &to), false)
            }
        }
    }

    /// Returns the values of a facet that the events and the registries have; of a closed list its words.
    pub(crate) fn values(&self, facet: Facet) -> BTreeSet<String> {
        let named = |key: &str, names: &[&str]| {
            let value = if key.is_empty() { names[0] } else { key };
            value.to_owned()
        };
        let words = |all: &[&str]| all.iter().map(|&word| word.to_owned()).collect();
        match facet {
            Facet::Country => {
                let parties = self.specs.iter().flat_map(Spec::parties);
                parties.map(|one| self.lane(one).to_owned()).collect()
            }
            Facet::Person => PEOPLE.iter().map(|row| named(row.0, row.1)).collect(),
            Facet::Place => PLACES.iter().map(|row| named(row.0, row.1)).collect(),
            Facet::Topic => TOPICS.iter().map(|row| row.0.to_owned()).collect(),
            Facet::Kind => words(Kind::WORDS),
            Facet::Status => words(Status::WORDS),
            Facet::Level => words(Level::WORDS),
            Facet::Year => {
                let dates = self.specs.iter().map(|spec| DATES[spec.date]);
                let days = dates.flat_map(|(_, first, last)| [first, last]);
                let years = days.filter_map(|day| day.get(..4)?.parse::<u16>().ok());
                let years: BTreeSet<u16> = years.collect();
                let all = years.first().zip(years.last());
                all.map_or_else(BTreeSet::new, |(first, last)| {
                    (*first..=*last).map(|year| year.to_string()).collect()
                })
            }
        }
    }

    /// Returns the code of the country that a country continues as.
    fn lane(&self, one: usize) -> &'static str {
        let (code, by_default, of_all, _) = COUNTRIES[one];
        match self.fold {
            Fold::None => code,
            Fold::Default => by_default,
            Fold::All => of_all,
        }
    }

    /// Says whether one country counts as another one that is wanted.
    fn is(&self, one: usize, wanted: usize) -> bool {
        [COUNTRIES[one].0, self.lane(one)].contains(&COUNTRIES[wanted].0)
    }

    fn all(&self, there: &[usize], wanted: &[usize]) -> bool {
        wanted
            .iter()
            .all(|&wanted| there.iter().any(|&one| self.is(one, wanted)))
    }

    fn exactly(&self, there: &[usize], wanted: &[usize]) -> bool {
        let others = there
            .iter()
            .any(|&one| !wanted.iter().any(|&wanted| self.is(one, wanted)));
        self.all(there, wanted) && !others
    }

    fn takes_part(&self, spec: &Spec, item: &Item) -> bool {
        let parties = spec.parties();
        match item {
            Item::All(all) => self.all(&parties, all),
            &Item::Directed(from, to) => {
                let mut acts: Vec<Option<usize>> = spec
                    .people
                    .iter()
                    .filter(|person| ["caller", "sender", "guest"].contains(&person.2.word()))
                    .map(|person| person.1)
                    .collect();
                acts.extend(spec.initiator.map(Some));
                let goes = if acts.is_empty() {
                    let code = spec.place.map_or("", |place| PLACES[place].3);
                    let lies = COUNTRIES.iter().position(|row| row.0 == code);
                    ["visit", "mission"].contains(&spec.kind.word())
                        && lies.is_some_and(|lies| self.is(lies, to))
                } else {
                    acts.iter().flatten().any(|&one| self.is(one, from))
                };
                goes && self.all(&parties, &[from, to])
            }
        }
    }

    fn words(&self, at: usize, field: &str) -> Vec<&'static str> {
        let spec = &self.specs[at];
        match field {
            "kind" => vec![spec.kind.word()],
            "status" => vec![spec.status.word()],
            "level" => vec![spec.level.word()],
            "visit" => spec.visit.iter().map(|visit| visit.word()).collect(),
            "confidence" => vec![spec.confidence.word()],
            "role" => {
                let speakers = spec.quotes.iter().filter_map(|quote| quote.4);
                let people = spec.people.iter().map(|person| person.2);
                people.chain(speakers).map(Role::word).collect()
            }
            "quote-type" => spec.quotes.iter().map(|quote| quote.1.word()).collect(),
            "outcome" => spec
                .outcomes
                .iter()
                .map(|outcome| outcome.0.word())
                .collect(),
            "relation" => {
                let related = spec.related(at, self.specs.len());
                related.iter().map(|related| related.0.word()).collect()
            }
            _ => unreachable!("{field} is no closed field"),
        }
    }

    fn has(&self, at: usize, word: &str) -> bool {
        let spec = &self.specs[at];
        match word {
            "quote" => !spec.quotes.is_empty(),
            "topic" => !spec.topics.is_empty(),
            "accounts" => spec.topics.iter().any(|topic| topic.1),
            "source" => spec.source.is_some(),
            "outcome" => !spec.outcomes.is_empty(),
            "note" => spec.note.is_some(),
            "place" => spec.place.is_some(),
            "translation" => {
                spec.other.is_some() || spec.quotes.iter().any(|quote| quote.3.is_some())
            }
            "related" => !self.neighbours(at).is_empty(),
            "plan" => self.neighbours(at).into_iter().flatten().any(|other| {
                ["planned", "announced", "postponed"].contains(&self.specs[other].status.word())
            }),
            _ => unreachable!("{word} is nothing to have"),
        }
    }

    /// Returns the events related to one, either way.
    fn neighbours(&self, at: usize) -> Vec<Option<usize>> {
        let count = self.specs.len();
        let own = self.specs[at].related(at, count);
        let others = self.specs.iter().enumerate().filter(|(other, spec)| {
            let related = spec.related(*other, count);
            related.iter().any(|&(_, to)| to == Some(at))
        });
        own.into_iter()
            .map(|(_, to)| to)
            .chain(others.map(|(other, _)| Some(other)))
            .collect()
    }
}

/// Returns the value of a row, as written and folded: its key, which is plain, else its first name.
fn by_hand<'a>(rows: &[(&'a str, &[&'a str], &[&'a str])], value: &'a str) -> (&'a str, &'a str) {
    let row = rows
        .iter()
        .find(|row| row.0.is_empty() && row.1[0] == value);
    (value, row.map_or(value, |row| row.2[0]))
}

fn is_called((written, folded): (&str, &str), key: &str, names: &[&str]) -> bool {
    let begins = |name: &str, word: &str| name.split(' ').any(|part| part.starts_with(word));
    written == key
        || names
            .iter()
            .any(|name| folded.split(' ').all(|word| begins(name, word)))
}

fn lies_in((first, last): (&str, &str), (from, to): (&str, &str), certain: bool) -> bool {
    let begins_in = from.is_empty() || (!first.is_empty() && first >= from);
    let ends_in = to.is_empty() || (!last.is_empty() && last <= to);
    if certain {
        return !first.is_empty() && !last.is_empty() && begins_in && ends_in;
    }
    let ends_before = !last.is_empty() && last < from;
    let begins_after = !first.is_empty() && !to.is_empty() && first > to;
    !ends_before && !begins_after
}

/// Returns every text of an event, folded.
fn texts(spec: &Spec) -> Vec<&'static str> {
    let mut all: Vec<&str> = Vec::new();
    let speakers = spec.quotes.iter().map(|quote| quote.0);
    for one in spec.people.iter().map(|person| person.0).chain(speakers) {
        all.extend(PEOPLE[one].2);
    }
    if spec.people.iter().any(|person| person.2 == Role::Host) {
        all.push("premier");
    }
    all.extend(spec.place.iter().flat_map(|&place| PLACES[place].2));
    let discussed = spec.about.iter().copied();
    all.extend(
        spec.parties()
            .into_iter()
            .chain(discussed)
            .map(|one| COUNTRIES[one].3),
    );
    all.extend(
        spec.topics
            .iter()
            .flat_map(|&(tag, _)| [TOPICS[tag].2, TOPICS[tag].3]),
    );
    all.extend(spec.tags.iter().map(|&tag| TAGS[tag].1));
    let quotes = spec
        .quotes
        .iter()
        .flat_map(|quote| [Some(quote.2), quote.3]);
    let outcomes = spec.outcomes.iter().map(|outcome| Some(outcome.1));
    let own = [Some(spec.title), spec.note, spec.other, spec.source];
    let texts = own.into_iter().chain(quotes).chain(outcomes).flatten();
    all.extend(texts.map(|text| TEXTS[text].1));
    all
}
