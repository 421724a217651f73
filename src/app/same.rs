//! What an event has in common with others: a condition for each.

use chrono::{Datelike as _, NaiveDate};

use super::session::Session;
use crate::model::when::Span;
use crate::model::{Country, Event, Ix};
use crate::query::{CountryItem, DateItem, Term, Test};

/// Something that other events may share with one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// What it is: "Person".
    pub what: &'static str,
    /// Its words on the screen: "Ada Harrow".
    pub words: String,
    /// The condition that finds all events that share it.
    pub term: Term,
}

/// Returns what others may share with an event: its first two countries, each person and topic, its kind, place,
/// month, and what came of it.
pub fn shared(session: &Session, ix: Ix) -> Vec<Shared> {
    let timeline = &session.timeline;
    let event = timeline.event(ix);
    let mut all = Vec::new();
    let mut add = |what, words: String, test| {
        let term = Term {
            negated: false,
            test,
        };
        let shared = Shared { what, words, term };
        if !all.contains(&shared) {
            all.push(shared);
        }
    };
    let pair = pair(session, event);
    if !pair.is_empty() {
        let what = if pair.len() > 1 { "Pair" } else { "Country" };
        let names: Vec<&str> = pair
            .iter()
            .map(|&country| timeline.countries().short(country))
            .collect();
        let test = Test::Country(vec![CountryItem::All(pair.clone())]);
        add(what, names.join(" + "), test);
    }
    let speakers = event.quotes.iter().map(|quote| quote.by.person);
    for person in event
        .participants
        .iter()
        .map(|one| one.person)
        .chain(speakers)
    {
        let name = timeline.person(person).name.to_string();
        add("Person", name, session.index.person(timeline, person));
    }
    for topic in &event.topics {
        let tag = timeline.tag(topic.tag);
        let test = Test::Topic(vec![tag.slug.to_string().into()]);
        add("Topic", tag.label.to_string(), test);
    }
    add(
        "Kind",
        event.kind.label().to_owned(),
        Test::Kind(vec![event.kind]),
    );
    if let Some(place) = event.place {
        let name = timeline.place(place).name.to_string();
        add("Place", name, session.index.place(timeline, place));
    }
    if let Some((what, words, date)) = period(event, session.today) {
        add(what, words, Test::Date(vec![date]));
    }
    for outcome in &event.outcomes {
        let test = Test::Outcome(vec![outcome.kind]);
        add("Outcome", outcome.kind.label().to_owned(), test);
    }
    all
}

/// Returns the first two countries that take part, former states as the lanes that they stand in.
pub(super) fn pair(session: &Session, event: &Event) -> Vec<Country> {
    let mut pair = Vec::new();
    for &party in &event.countries {
        let lane = session.timeline.countries().folded(party, session.fold);
        if pair.len() < 2 && !pair.contains(&lane) {
            pair.push(lane);
        }
    }
    pair
}

/// Returns the month that an event lies in, or the year where the month is not known.
fn period(event: &Event, today: NaiveDate) -> Option<(&'static str, String, DateItem)> {
    let (first, last) = (event.when.earliest()?, event.when.latest()?);
    if first.year() != last.year() {
        return None;
    }
    let (what, words, text) = if first.month() == last.month() {
        ("Month", "%B %Y", "%Y-%m")
    } else {
        ("Year", "%Y", "%Y")
    };
    let text = first.format(text).to_string();
    Span::parse(&text, today).ok()?;
    let date = DateItem {
        certain: false,
        text: text.into(),
    };
    Some((what, first.format(words).to_string(), date))
}
