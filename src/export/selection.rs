//! What is to be written.

use chrono::NaiveDate;

use crate::model::{Country, Event, Ix, Timeline};

/// Events of one timeline, in the order in which they are to be written.
#[derive(Clone, Copy, Debug)]
pub struct Selection<'a> {
    /// Where the events come from.
    pub timeline: &'a Timeline,
    /// Which ones.
    pub events: &'a [Ix],
    /// The day of writing, for formats that bear one.
    pub today: NaiveDate,
}

impl<'a> Selection<'a> {
    /// Returns the events in order.
    pub fn iter(&self) -> impl Iterator<Item = &'a Event> + use<'a> {
        let timeline = self.timeline;
        self.events.iter().map(move |&ix| timeline.event(ix))
    }

    /// Returns the codes of countries, joined.
    pub(super) fn codes(&self, countries: &[Country], separator: &str) -> String {
        let codes = countries.iter().map(|&country| self.code(country));
        codes.collect::<Vec<_>>().join(separator)
    }

    /// Returns the code of a country.
    pub(super) fn code(&self, country: Country) -> &'a str {
        self.timeline.countries().code(country)
    }

    /// Returns where an event took place, the building first.
    pub(super) fn place(&self, event: &Event) -> Option<String> {
        let place = event.place.map(|place| &*self.timeline.place(place).name);
        match (event.venue.as_deref(), place) {
            (Some(venue), Some(place)) => Some(format!("{venue}, {place}")),
            (venue, place) => venue.or(place).map(str::to_owned),
        }
    }
}

/// Returns the words of an event's date: the file's own, or those made from it.
pub(super) fn words(event: &Event) -> String {
    match &event.date_text {
        Some(words) => words.to_string(),
        None => event.when.words(),
    }
}
