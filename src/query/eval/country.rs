//! Which events a country takes part in, alone or with others, or is spoken of in.

use super::set;
use crate::model::{Country, Event, Kind, Role, Timeline};
use crate::query::bitmap::Bitmap;
use crate::query::filter::CountryItem;
use crate::query::index::{Index, Scope};

fn together(index: &Index, countries: &[Country]) -> Bitmap {
    let mut found = Bitmap::all(index.len());
    for &country in countries {
        found.and(&index.party(country));
    }
    found
}

pub(super) fn parties(
    index: &Index,
    timeline: &Timeline,
    item: &CountryItem,
    scope: Scope,
) -> Bitmap {
    let is = |party: Country, wanted: Country| is(timeline, scope, party, wanted);
    let narrow = |found: Bitmap, holds: &dyn Fn(&Event) -> bool| {
        set(
            index.len(),
            found.iter().filter(|&ix| holds(timeline.event(ix))),
        )
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

pub(super) fn about(timeline: &Timeline, event: &Event, item: &CountryItem, scope: Scope) -> bool {
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
