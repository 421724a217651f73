//! What each field of a query finds.

use std::collections::HashSet;

use super::bitmap::Bitmap;
use super::filter::{CountryItem, DateItem, Has, Query, Test};
use super::index::{Index, Scope};
use crate::model::country::Found;
use crate::model::when::Span;
use crate::model::{Country, Event, Ix, Kind, PersonIx, Place, Role, Status, Timeline};
use crate::text::{SafeText, fold};

/// Returns the events for which a condition holds.
pub(super) fn test(index: &Index, timeline: &Timeline, test: &Test, scope: Scope) -> Bitmap {
    let scan = |holds: &dyn Fn(Ix, &Event) -> bool| scan(timeline, holds);
    match test {
        Test::Country(items) => any(index, items, |item| country(index, timeline, item, scope)),
        Test::About(items) => {
            scan(&|_, event| items.iter().any(|item| about(timeline, event, item, scope)))
        }
        Test::Person(names) => {
            let people = people(timeline, names);
            scan(&|_, event| is_there(event, &people))
        }
        Test::Topic(slugs) => any(index, slugs, |slug| topic(index, timeline, slug)),
        Test::Tag(tags) => {
            let tags: Vec<String> = tags.iter().map(|tag| fold(tag)).collect();
            scan(&|_, event| event.tags.iter().any(|tag| tags.contains(&fold(tag))))
        }
        Test::Kind(all) => scan(&|_, event| all.contains(&event.kind)),
        Test::Status(all) => scan(&|_, event| all.contains(&event.status)),
        Test::Level(all) => scan(&|_, event| all.contains(&event.level)),
        Test::Visit(all) => scan(&|_, event| event.visit.is_some_and(|visit| all.contains(&visit))),
        Test::Confidence(all) => scan(&|_, event| all.contains(&event.confidence)),
        Test::Role(all) => {
            scan(&|_, event| event.participants.iter().any(|one| all.contains(&one.role)))
        }
        Test::QuoteKind(all) => {
            scan(&|_, event| event.quotes.iter().any(|quote| all.contains(&quote.kind)))
        }
        Test::Outcome(all) => {
            scan(&|_, event| event.outcomes.iter().any(|one| all.contains(&one.kind)))
        }
        Test::Relation(all) => {
            scan(&|_, event| event.related.iter().any(|one| all.contains(&one.kind)))
        }
        Test::Place(values) => {
            let places = places(timeline, values);
            scan(&|_, event| event.place.is_some_and(|place| places.contains(&place.0)))
        }
        Test::Date(items) | Test::Year(items) => {
            let spans: Vec<(bool, Span)> =
                items.iter().filter_map(|item| date(item, scope)).collect();
            scan(&|_, event| {
                spans
                    .iter()
                    .any(|(certain, span)| lies_in(event, *certain, *span))
            })
        }
        Test::After(values) => {
            let days = first_days(values, scope);
            scan(&|_, event| {
                days.iter()
                    .any(|&day| event.when.latest().is_none_or(|latest| latest >= day))
            })
        }
        Test::Before(values) => {
            let days = first_days(values, scope);
            scan(&|_, event| {
                days.iter()
                    .any(|&day| event.when.earliest().is_none_or(|earliest| earliest < day))
            })
        }
        Test::Has(all) => {
            scan(&|ix, event| all.iter().any(|&has| has_it(timeline, ix, event, has)))
        }
        Test::Id(ids) => {
            let mut found = Bitmap::none(index.len());
            ids.iter()
                .filter_map(|id| timeline.find(id))
                .for_each(|ix| found.insert(ix));
            found
        }
        Test::Text(text) => index.search(timeline, text),
    }
}

fn scan(timeline: &Timeline, holds: &dyn Fn(Ix, &Event) -> bool) -> Bitmap {
    let mut found = Bitmap::none(timeline.len());
    for (ix, event) in (0u32..).map(Ix).zip(timeline.events()) {
        if holds(ix, event) {
            found.insert(ix);
        }
    }
    found
}

fn any<T>(index: &Index, items: &[T], find: impl Fn(&T) -> Bitmap) -> Bitmap {
    let mut found = Bitmap::none(index.len());
    for item in items {
        found.or(&find(item));
    }
    found
}

fn together(index: &Index, countries: &[Country]) -> Bitmap {
    let mut found = Bitmap::all(index.len());
    for &country in countries {
        found.and(&index.party(country));
    }
    found
}

fn country(index: &Index, timeline: &Timeline, item: &CountryItem, scope: Scope) -> Bitmap {
    let is = |party: Country, wanted: Country| is(timeline, scope, party, wanted);
    let narrow = |mut found: Bitmap, holds: &dyn Fn(&Event) -> bool| {
        let outside: Vec<Ix> = found
            .iter()
            .filter(|&ix| !holds(timeline.event(ix)))
            .collect();
        outside.into_iter().for_each(|ix| found.remove(ix));
        found
    };
    match item {
        CountryItem::All(all) => together(index, all),
        CountryItem::Exactly(all) => narrow(together(index, all), &|event| {
            event
                .countries
                .iter()
                .all(|&party| all.iter().any(|&wanted| is(party, wanted)))
        }),
        CountryItem::Directed(from, to) => narrow(together(index, &[*from, *to]), &|event| {
            goes_from(timeline, event, &|party| is(party, *from), &|party| {
                is(party, *to)
            })
        }),
    }
}

/// Says whether a party counts as a wanted country.
fn is(timeline: &Timeline, scope: Scope, party: Country, wanted: Country) -> bool {
    party == wanted || timeline.countries().folded(party, scope.fold) == wanted
}

/// Says whether the one country called, wrote or travelled to the other.
///
/// The initiator and the roles of caller, sender and guest tell; without any of them, a visit or a mission goes
/// to the country in which its place lies.
fn goes_from(
    timeline: &Timeline,
    event: &Event,
    from: &dyn Fn(Country) -> bool,
    to: &dyn Fn(Country) -> bool,
) -> bool {
    let active = |role: Role| matches!(role, Role::Caller | Role::Sender | Role::Guest);
    let mut told = event
        .participants
        .iter()
        .filter(|one| active(one.role))
        .peekable();
    if event.initiator.is_some() || told.peek().is_some() {
        return event.initiator.is_some_and(from) || told.any(|one| one.country.is_some_and(from));
    }
    matches!(event.kind, Kind::Visit | Kind::Mission)
        && event
            .place
            .and_then(|place| timeline.place(place).country)
            .is_some_and(to)
}

fn about(timeline: &Timeline, event: &Event, item: &CountryItem, scope: Scope) -> bool {
    let has = |&wanted: &Country| {
        event
            .about
            .iter()
            .any(|&one| is(timeline, scope, one, wanted))
    };
    match item {
        CountryItem::All(all) => all.iter().all(has),
        CountryItem::Exactly(all) => {
            all.iter().all(has)
                && event
                    .about
                    .iter()
                    .all(|&one| all.iter().any(|&wanted| is(timeline, scope, one, wanted)))
        }
        CountryItem::Directed(..) => false,
    }
}

/// Says whether every word of a value begins a word of a name.
fn names_it(value: &str, names: &[&SafeText]) -> bool {
    let wanted = fold(value);
    !wanted.is_empty()
        && names.iter().any(|name| {
            let name = fold(name);
            wanted
                .split(' ')
                .all(|word| name.split(' ').any(|part| part.starts_with(word)))
        })
}

fn people(timeline: &Timeline, values: &[Box<str>]) -> HashSet<PersonIx> {
    (0u32..)
        .map(PersonIx)
        .zip(timeline.people())
        .filter(|(_, person)| {
            values.iter().any(|value| {
                let mut names = vec![&person.name];
                names.extend(person.native.iter().chain(&person.aka));
                person.key.as_deref() == Some(&**value) || names_it(value, &names)
            })
        })
        .map(|(ix, _)| ix)
        .collect()
}

fn is_there(event: &Event, people: &HashSet<PersonIx>) -> bool {
    let speakers = event.quotes.iter().map(|quote| quote.by.person);
    let mut all = event
        .participants
        .iter()
        .map(|one| one.person)
        .chain(speakers);
    all.any(|person| people.contains(&person))
}

fn topic(index: &Index, timeline: &Timeline, slug: &str) -> Bitmap {
    let wanted = fold(slug);
    let tags = timeline
        .tags()
        .iter()
        .enumerate()
        .filter(|(_, tag)| fold(&tag.slug) == wanted);
    let mut found = Bitmap::none(index.len());
    tags.filter_map(|(at, _)| index.topic(at))
        .for_each(|set| found.or(set));
    found
}

fn places(timeline: &Timeline, values: &[Box<str>]) -> HashSet<u32> {
    (0u32..)
        .zip(timeline.places())
        .filter(|(_, place)| values.iter().any(|value| is_place(timeline, place, value)))
        .map(|(ix, _)| ix)
        .collect()
}

fn is_place(timeline: &Timeline, place: &Place, value: &str) -> bool {
    let mut names = vec![&place.name];
    names.extend(place.native.iter().chain(&place.aka));
    let code = place
        .country
        .map(|country| timeline.countries().code(country));
    place.key.as_deref() == Some(value)
        || code.is_some_and(|code| code.eq_ignore_ascii_case(value))
        || names_it(value, &names)
}

fn date(item: &DateItem, scope: Scope) -> Option<(bool, Span)> {
    Some((item.certain, Span::parse(&item.text, scope.today).ok()?))
}

fn lies_in(event: &Event, certain: bool, span: Span) -> bool {
    if certain {
        event.when.is_within(span.first, span.last)
    } else {
        event.when.overlaps(span.first, span.last)
    }
}

fn first_days(values: &[Box<str>], scope: Scope) -> Vec<chrono::NaiveDate> {
    values
        .iter()
        .filter_map(|value| Span::parse(value, scope.today).ok()?.first)
        .collect()
}

fn has_it(timeline: &Timeline, ix: Ix, event: &Event, has: Has) -> bool {
    match has {
        Has::Quote => !event.quotes.is_empty(),
        Has::Topic => !event.topics.is_empty(),
        Has::Accounts => event.topics.iter().any(|topic| !topic.accounts.is_empty()),
        Has::Source => !event.sources.is_empty(),
        Has::Outcome => !event.outcomes.is_empty(),
        Has::Note => event.note.is_some(),
        Has::Place => event.place.is_some(),
        Has::Translation => {
            !event.text.is_empty()
                || event
                    .quotes
                    .iter()
                    .any(|quote| !quote.translation.is_empty())
        }
        Has::Related => !timeline.links(ix).is_empty(),
        Has::Plan => timeline
            .links(ix)
            .iter()
            .filter_map(|link| link.ix)
            .any(|other| {
                matches!(
                    timeline.event(other).status,
                    Status::Planned | Status::Announced | Status::Postponed
                )
            }),
    }
}

impl Query {
    /// Returns a hint for every name or key in the query that the timeline does not know: such a term finds nothing.
    pub fn hints(&self, timeline: &Timeline) -> Vec<String> {
        let mut hints = Vec::new();
        for term in &self.terms {
            let (what, values): (&str, &[Box<str>]) = match &term.test {
                Test::Person(values) => ("nobody", values),
                Test::Topic(values) => ("no topic", values),
                Test::Tag(values) => ("no tag", values),
                Test::Place(values) => ("no place", values),
                Test::Id(values) => ("no event", values),
                _ => continue,
            };
            for value in values
                .iter()
                .filter(|value| !is_known(timeline, &term.test, value))
            {
                let name = SafeText::message(value, 40);
                let near = near(timeline, &term.test, value);
                let near =
                    near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
                hints.push(format!("{what} is called `{name}`{near}"));
            }
        }
        hints
    }
}

fn is_known(timeline: &Timeline, test: &Test, value: &str) -> bool {
    let wanted = fold(value);
    match test {
        Test::Person(_) => !people(timeline, &[value.into()]).is_empty(),
        Test::Topic(_) => timeline.tags().iter().any(|tag| fold(&tag.slug) == wanted),
        Test::Tag(_) => timeline
            .events()
            .iter()
            .any(|event| event.tags.iter().any(|tag| fold(tag) == wanted)),
        Test::Place(_) => {
            !places(timeline, &[value.into()]).is_empty()
                || matches!(timeline.countries().find(value, None), Found::One(_))
        }
        Test::Id(_) => timeline.find(value).is_some(),
        _ => true,
    }
}

fn near<'a>(timeline: &'a Timeline, test: &Test, value: &str) -> Option<&'a str> {
    use crate::text::near::nearest;
    match test {
        Test::Person(_) => nearest(
            value,
            timeline
                .people()
                .iter()
                .filter_map(|person| person.key.as_deref()),
        ),
        Test::Topic(_) => nearest(value, timeline.tags().iter().map(|tag| &*tag.slug)),
        Test::Place(_) => nearest(
            value,
            timeline
                .places()
                .iter()
                .filter_map(|place| place.key.as_deref()),
        ),
        Test::Id(_) => nearest(
            value,
            timeline
                .events()
                .iter()
                .take(100_000)
                .map(|event| &*event.id.0),
        ),
        _ => None,
    }
}
