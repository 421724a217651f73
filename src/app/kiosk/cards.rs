//! The cards of the attract loop: which events are shown while nobody is there.

use chrono::{Datelike as _, NaiveDate};

use crate::model::{Event, Ix, Status, Timeline};

/// One event of the loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Card {
    /// The event.
    pub ix: Ix,
    /// So many years ago today, where it took place on this very day of a year.
    pub years: Option<i32>,
}

/// Chooses the events of the loop: the featured ones, else the landmarks (weight 3), else all; those that took place
/// on this day of an earlier year come first.
pub fn cards(timeline: &Timeline, today: NaiveDate) -> Vec<Card> {
    let landmark = |event: &Event| event.weight == 3;
    let featured = |event: &Event| event.featured;
    let events = timeline.events();
    let chosen: &dyn Fn(&Event) -> bool = if events.iter().any(featured) {
        &featured
    } else if events.iter().any(landmark) {
        &landmark
    } else {
        &|_| true
    };
    let mut cards: Vec<Card> = (0u32..)
        .zip(events)
        .filter(|(_, event)| chosen(event))
        .map(|(at, event)| Card {
            ix: Ix(at),
            years: years_ago(event, today),
        })
        .collect();
    cards.sort_by_key(|card| card.years.is_none());
    cards
}

/// Returns how many years ago today an event took place, if it was on one exact day and on this one of the calendar.
fn years_ago(event: &Event, today: NaiveDate) -> Option<i32> {
    let day = event.when.earliest()?;
    let exact = event.when.latest() == Some(day);
    let took_place = matches!(event.status, Status::Occurred | Status::Reported);
    let years = today.year() - day.year();
    let same = (day.month(), day.day()) == (today.month(), today.day());
    (exact && took_place && same && years > 0).then_some(years)
}
