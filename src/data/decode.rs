//! An event as it was written to an event of the model.
//!
//! What is wrong is reported where it stands; after a fault decoding goes on, so that one run tells of all of them,
//! and the event is left out at the end.

mod content;
mod countries;
mod parties;

use std::collections::HashMap;

use chrono::NaiveDate;

use super::forms;
use super::pool::{Interner, Pool};
use super::registry::Registry;
use super::scribe::Scribe;
use super::states::Days;
use crate::diag::{Code, Node, Table};
use crate::model::{
    Confidence, Country, Event, EventId, FileHead, Kind, Level, LocalTime, Status, TagIx, Visit,
    When,
};
use crate::text::{SafeText, SharedTexts};

/// Decodes events against the registries of all.
#[derive(Debug)]
pub struct Decoder<'a> {
    /// The registries of all files.
    pub registry: &'a Registry,
    /// The head of the file that is being decoded.
    pub head: &'a FileHead,
    /// What the events share that is in no registry.
    pub pool: Pool,
    /// Which registry entries were used.
    pub used: Used,
    /// Words that many events have in common.
    words: SharedTexts,
    /// The topics that are in no registry.
    tags: HashMap<SafeText, TagIx>,
    /// States of today that the event names before their time.
    early: Vec<Country>,
}

/// Marks of the registry entries that were used.
#[derive(Clone, Debug, Default)]
pub struct Used {
    /// People.
    pub people: Vec<bool>,
    /// Places.
    pub places: Vec<bool>,
    /// Sources.
    pub sources: Vec<bool>,
}

impl Used {
    /// Adds the marks of another thread.
    pub fn absorb(&mut self, other: &Self) {
        let lists = [
            (&mut self.people, &other.people),
            (&mut self.places, &other.places),
            (&mut self.sources, &other.sources),
        ];
        for (here, there) in lists {
            for (at, _) in there.iter().enumerate().filter(|(_, used)| **used) {
                mark(here, at);
            }
        }
    }
}

fn mark(list: &mut Vec<bool>, at: usize) {
    if list.len() <= at {
        list.resize(at + 1, false);
    }
    if let Some(used) = list.get_mut(at) {
        *used = true;
    }
}

impl Pool {
    /// Makes an empty pool that goes on where the registries end.
    pub fn beside(registry: &Registry) -> Self {
        Self {
            people: Interner::new(registry.people.items.len()),
            places: Interner::new(registry.places.items.len()),
            sources: Interner::new(registry.sources.items.len()),
            tags: Interner::new(registry.topics.items.len()),
        }
    }
}

/// Reads one word of a closed vocabulary; the form has checked that it is one.
macro_rules! word {
    ($table:expr, $key:literal, $vocabulary:ty) => {
        $table.text($key).and_then(<$vocabulary>::from_word)
    };
}
use word;

impl<'a> Decoder<'a> {
    /// Starts on a file.
    pub fn new(registry: &'a Registry, head: &'a FileHead) -> Self {
        Self {
            registry,
            head,
            pool: Pool::beside(registry),
            used: Used::default(),
            words: SharedTexts::default(),
            tags: HashMap::new(),
            early: Vec::new(),
        }
    }

    /// Decodes an event; nothing if it has an error.
    pub fn event(&mut self, node: &Node<'_>, scribe: &mut Scribe<'_, '_>) -> Option<Event> {
        let table = node.table()?;
        let before = scribe.reporter.faults();
        self.early.clear();
        scribe.check(table, node.span, &forms::EVENT);
        let event = self.fields(table, node, scribe)?;
        (scribe.reporter.faults() == before).then_some(event)
    }

    fn fields(
        &mut self,
        table: &Table<'_>,
        node: &Node<'_>,
        scribe: &mut Scribe<'_, '_>,
    ) -> Option<Event> {
        let id = table
            .get("id")
            .and_then(|node| scribe.slug(node, Code::BadId));
        let when = scribe.date(table, "date");
        let days = when.as_ref().map_or((NaiveDate::MIN, NaiveDate::MAX), days);
        let title = scribe.required(table, "title");
        let (participants, countries) = self.parties(table, node, days, scribe);
        Some(Event {
            date_text: scribe.line(table, "date_text"),
            local: self.local(table, days, scribe),
            duration: scribe.duration(table, "duration"),
            visit: word!(table, "visit", Visit),
            status: word!(table, "status", Status).unwrap_or(Status::Occurred),
            level: word!(table, "level", Level).unwrap_or(Level::Leaders),
            confidence: word!(table, "confidence", Confidence).unwrap_or(Confidence::Confirmed),
            weight: weight(table),
            featured: table.get("featured").and_then(Node::flag).unwrap_or(false),
            lang: scribe
                .lang(table, "lang")
                .or_else(|| self.head.language.clone())
                .filter(|lang| **lang != *"en")
                .map(|lang| self.words.share(lang)),
            summary: scribe.body(table, "summary"),
            note: scribe.body(table, "note"),
            place: self.place(table, "place", days, scribe),
            venue: scribe.line(table, "venue"),
            margins_of: scribe.line(table, "margins_of"),
            participants,
            countries,
            about: self.countries(table.list("about"), days, countries::As::Subject, scribe),
            initiator: self.initiator(table, days, scribe),
            topics: self.topics(table, days, scribe),
            outcomes: content::outcomes(table, scribe),
            quotes: self.quotes(table, days, scribe),
            sources: self.sources(table, scribe),
            related: content::related(table, scribe),
            tags: scribe.lines(table, "tags"),
            text: content::translations(table, scribe),
            kind: word!(table, "kind", Kind)?,
            id: EventId(id?),
            when: when?,
            title: title?,
        })
    }

    fn local(
        &mut self,
        table: &Table<'_>,
        days: Days,
        scribe: &mut Scribe<'_, '_>,
    ) -> Box<[LocalTime]> {
        table
            .list("local")
            .iter()
            .filter_map(|node| {
                let table = node.table()?;
                let (place, at) = (
                    self.place(table, "place", days, scribe),
                    scribe.date(table, "at"),
                );
                Some(LocalTime {
                    place: place?,
                    at: at?,
                })
            })
            .collect()
    }
}

/// Gathers what is sound of a list, in a place that is made at once for all of it.
fn gather<N, T>(list: impl Iterator<Item = N>, read: impl FnMut(N) -> Option<T>) -> Box<[T]> {
    let mut sound = Vec::with_capacity(list.size_hint().0);
    sound.extend(list.filter_map(read));
    sound.into()
}

/// Returns the first and the last possible day.
pub fn days(when: &When) -> Days {
    (
        when.earliest().unwrap_or(NaiveDate::MIN),
        when.latest().unwrap_or(NaiveDate::MAX),
    )
}

/// Returns the day on which offices are looked up: the earliest, or the latest where that is open.
fn office_day(days: Days) -> NaiveDate {
    if days.0 == NaiveDate::MIN {
        days.1
    } else {
        days.0
    }
}

fn weight(table: &Table<'_>) -> u8 {
    let written = table.get("weight").and_then(Node::integer);
    written
        .and_then(|weight| u8::try_from(weight).ok())
        .unwrap_or(2)
}

/// Reads an optional text of a map's entries by language.
fn by_language(
    table: &Table<'_>,
    key: &str,
    scribe: &mut Scribe<'_, '_>,
) -> Box<[(SafeText, SafeText)]> {
    table
        .map(key)
        .iter()
        .filter_map(|entry| {
            let (lang, text) = (
                scribe.lang_of(&entry.key, entry.span),
                scribe.body_of(&entry.node),
            );
            Some((lang?, text?))
        })
        .collect()
}
