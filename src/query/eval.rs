//! What each field of a query finds.

mod country;

use super::bitmap::Bitmap;
use super::dates::begun;
use super::filter::{DateItem, Test};
use super::index::{Index, Scope};
use crate::model::when::Span;
use crate::model::{Event, Ix, Timeline};
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
        Test::Person(names) => index.marks().of_people(&index.people(names)),
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
        Test::Role(all) => index.marks().any(all),
        Test::QuoteKind(all) => index.marks().any(all),
        Test::Outcome(all) => index.marks().any(all),
        Test::Relation(all) => index.marks().any(all),
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
        Test::Has(all) => index.marks().any(all),
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

#[cfg(test)]
mod tests;
