//! What each field of a query finds.

mod country;

use super::bitmap::Bitmap;
use super::dates::begun;
use super::filter::{DateItem, Has, Test};
use super::index::{Index, Scope};
use crate::model::when::Span;
use crate::model::{Event, Ix, Role, Status, Timeline};
use crate::text::fold;
use country::{about, parties};

/// Returns the events for which a condition holds.
pub(super) fn test(index: &Index, timeline: &Timeline, wanted: &Test, scope: Scope) -> Bitmap {
    let scan = |holds: &dyn Fn(Ix, &Event) -> bool| scan(timeline, holds);
    match wanted {
        Test::Country(items) => any(index, items, |item| parties(index, timeline, item, scope)),
        Test::About(items) => {
            scan(&|_, event| items.iter().any(|item| about(timeline, event, item, scope)))
        }
        Test::Person(names) => {
            let people = index.people(names);
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
        Test::Role(all) => scan(&|_, event| roles(event).any(|role| all.contains(&role))),
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
            let places = index.places(values);
            scan(&|_, event| {
                event
                    .place
                    .is_some_and(|place| places.get(place.at()) == Some(&true))
            })
        }
        Test::Date(items) | Test::Year(items) => {
            any(index, items, |item| date(index, timeline, item, scope))
        }
        Test::After(values) => any(index, &first_days(values, scope), |&day| {
            index.dates().after(timeline, day)
        }),
        Test::Before(values) => {
            let day = first_days(values, scope).into_iter().max();
            Bitmap::first(index.len(), day.map_or(0, |day| begun(timeline, day)))
        }
        Test::Has(all) => {
            scan(&|ix, event| all.iter().any(|&has| has_it(timeline, ix, event, has)))
        }
        Test::Id(ids) => set(index.len(), ids.iter().filter_map(|id| timeline.find(id))),
        Test::Text(text) => index.search(text),
    }
}

fn scan(timeline: &Timeline, holds: &dyn Fn(Ix, &Event) -> bool) -> Bitmap {
    let events = (0u32..).map(Ix).zip(timeline.events());
    let held = events.filter(|&(ix, event)| holds(ix, event));
    set(timeline.len(), held.map(|(ix, _)| ix))
}

/// Collects events of a timeline of `len`.
fn set(len: usize, events: impl Iterator<Item = Ix>) -> Bitmap {
    let mut found = Bitmap::none(len);
    events.for_each(|ix| found.insert(ix));
    found
}

fn any<T>(index: &Index, items: &[T], find: impl Fn(&T) -> Bitmap) -> Bitmap {
    let mut found = Bitmap::none(index.len());
    for item in items {
        found.or(&find(item));
    }
    found
}

fn is_there(event: &Event, people: &[bool]) -> bool {
    let speakers = event.quotes.iter().map(|quote| quote.by.person);
    let taking_part = event.participants.iter().map(|one| one.person);
    let mut all = taking_part.chain(speakers);
    all.any(|person| people.get(person.at()) == Some(&true))
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

/// Returns the roles that someone has in an event. Who is only quoted takes no part, so a speaker counts with a role
/// that was given.
fn roles(event: &Event) -> impl Iterator<Item = Role> {
    let speakers = event.quotes.iter().map(|quote| quote.by.role);
    let given = speakers.filter(|role| *role != Role::Participant);
    event.participants.iter().map(|one| one.role).chain(given)
}

fn date(index: &Index, timeline: &Timeline, item: &DateItem, scope: Scope) -> Bitmap {
    let Ok(span) = Span::parse(&item.text, scope.today) else {
        return Bitmap::none(index.len());
    };
    let found = index.dates().overlap(timeline, span);
    if !item.certain {
        return found;
    }
    let is_within = |ix: &Ix| timeline.event(*ix).when.is_within(span.first, span.last);
    set(index.len(), found.iter().filter(is_within))
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

#[cfg(test)]
mod tests;
