//! The values of each facet that a timeline has, and how many events of a set have each.

use std::collections::{HashMap, HashSet};

use chrono::{Datelike as _, NaiveDate};

use super::bitmap::Bitmap;
use super::facet::{Entry, Value};
use super::names::Names;
use crate::model::{Country, Event, Ix, Timeline};
use crate::text::{Rank, SafeText, fold, rank};

/// The values of one facet and the events of each.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) entries: Vec<Entry>,
    at: HashMap<Value, usize>,
    events: Events,
}

/// Which events have which of the values.
#[derive(Debug)]
enum Events {
    /// A set a value: for a few values.
    Sets(Vec<Bitmap>),
    /// The values of each event: for many.
    Lists(Lists),
    /// The first and the last of the values that each event has, which are neighbours.
    Spans(Vec<(u16, u16)>),
}

/// A list an event, one after another.
#[derive(Debug, Default)]
struct Lists {
    /// Where the list of each event ends.
    ends: Vec<u32>,
    values: Vec<u32>,
}

impl Lists {
    /// Lists what `of` writes down for each event, each value once.
    fn build(timeline: &Timeline, of: impl Fn(&Event, &mut Vec<u32>)) -> Self {
        let mut lists = Self::default();
        let mut values = Vec::new();
        for event in timeline.events() {
            values.clear();
            of(event, &mut values);
            values.sort_unstable();
            values.dedup();
            lists.values.extend(&values);
            let end = number(lists.values.len());
            lists.ends.push(end);
        }
        lists
    }

    fn of(&self, event: usize) -> &[u32] {
        let end = self.ends.get(event).map_or(0, |&end| end as usize);
        let before = event.checked_sub(1).and_then(|at| self.ends.get(at));
        let start = before.map_or(0, |&end| end as usize);
        self.values.get(start..end).unwrap_or_default()
    }
}

/// Says something of a value of a vocabulary.
type Word<T> = fn(T) -> &'static str;

impl Column {
    fn new(entries: Vec<Entry>, events: Events) -> Self {
        let at = entries.iter().enumerate();
        Self {
            at: at.map(|(at, entry)| (entry.value.clone(), at)).collect(),
            entries,
            events,
        }
    }

    /// Lists countries; their events are kept elsewhere.
    pub(super) fn countries<'a>(named: impl Iterator<Item = (Country, &'a str)>) -> Self {
        let entries = named.map(|(country, name)| Entry {
            value: Value::Country(country),
            label: SafeText::field(name),
            aside: None,
            names: fold(name).into(),
        });
        Self::new(distinct(entries), Events::Sets(Vec::new()))
    }

    /// Lists the people by key or name; each has the events that a query for it finds.
    pub(super) fn people(timeline: &Timeline, names: &Names) -> Self {
        let people = (0u32..).zip(timeline.people()).map(|(at, one)| Entry {
            value: Value::Text(names.narrowest(one.key.as_ref(), &one.name)),
            label: one.name.clone(),
            aside: one.native.clone(),
            names: names.folded(at).into(),
        });
        let entries = distinct(people);
        let meant = meant(&entries, timeline.people().len(), names);
        let lists = Lists::build(timeline, |event, values| {
            let speakers = event.quotes.iter().map(|quote| quote.by.person);
            let taking_part = event.participants.iter().map(|one| one.person);
            for person in taking_part.chain(speakers) {
                values.extend(meant.get(person.at()).into_iter().flatten());
            }
        });
        Self::new(entries, Events::Lists(lists))
    }

    /// Lists the places by key or name; each has the events that a query for it finds.
    pub(super) fn places(timeline: &Timeline, names: &Names) -> Self {
        let countries = timeline.countries();
        let places = (0u32..).zip(timeline.places()).map(|(at, one)| Entry {
            value: Value::Text(names.narrowest(one.key.as_ref(), &one.name)),
            label: one.name.clone(),
            aside: one
                .country
                .map(|country| SafeText::field(countries.code(country))),
            names: names.folded(at).into(),
        });
        let entries = distinct(places);
        let meant = meant(&entries, timeline.places().len(), names);
        let lists = Lists::build(timeline, |event, values| {
            if let Some(place) = event.place {
                values.extend(meant.get(place.at()).into_iter().flatten());
            }
        });
        Self::new(entries, Events::Lists(lists))
    }

    /// Lists the topics; tags that fold to the same are one.
    pub(super) fn topics(timeline: &Timeline) -> Self {
        let slugs: Vec<String> = timeline.tags().iter().map(|tag| fold(&tag.slug)).collect();
        let mut known = HashSet::new();
        let tags = timeline.tags().iter().zip(&slugs);
        let tags = tags.filter(|(_, slug)| known.insert(slug.as_str()));
        let entries = distinct(tags.map(|(tag, slug)| Entry {
            value: (&*tag.slug).into(),
            label: tag.label.clone(),
            aside: None,
            names: format!("{}\n{slug}", fold(&tag.label)).into(),
        }));
        let numbers = (0u32..).zip(&entries);
        let numbers: HashMap<String, u32> = numbers
            .map(|(at, entry)| (fold(entry.value.text()), at))
            .collect();
        let lists = Lists::build(timeline, |event, values| {
            let slugs = event.topics.iter().map(|topic| slugs.get(topic.tag.at()));
            values.extend(slugs.filter_map(|slug| numbers.get(slug?)));
        });
        Self::new(entries, Events::Lists(lists))
    }

    /// Lists the words of a vocabulary of which each event has one.
    pub(super) fn words<T: Copy + PartialEq>(
        timeline: &Timeline,
        all: &[T],
        (word, label): (Word<T>, Word<T>),
        of: fn(&Event) -> T,
    ) -> Self {
        let entry = |&one: &T| Entry {
            value: word(one).into(),
            label: SafeText::field(label(one)),
            aside: (fold(label(one)) != fold(word(one))).then(|| SafeText::field(word(one))),
            names: format!("{}\n{}", fold(label(one)), fold(word(one))).into(),
        };
        let mut sets = vec![Bitmap::none(timeline.len()); all.len()];
        for (ix, event) in (0u32..).map(Ix).zip(timeline.events()) {
            let value = of(event);
            let at = all.iter().position(|one| *one == value);
            if let Some(set) = at.and_then(|at| sets.get_mut(at)) {
                set.insert(ix);
            }
        }
        Self::new(all.iter().map(entry).collect(), Events::Sets(sets))
    }

    /// Lists the years from the last that is known to the first; an event is in each year in which it may lie.
    pub(super) fn years(timeline: &Timeline) -> Self {
        let year = |day: NaiveDate| day.year();
        let events = timeline.events().iter();
        let years = events.map(|event| {
            let when = &event.when;
            (when.earliest().map(year), when.latest().map(year))
        });
        let known = years.clone().flat_map(|(first, last)| [first, last]);
        let known = known.flatten();
        let first = known.clone().min().unwrap_or_default();
        let last = known.max().unwrap_or(first - 1);
        let place = |year: i32| u16::try_from(last - year).unwrap_or(u16::MAX - 1);
        let spans =
            years.map(|(from, to)| (place(to.unwrap_or(last)), place(from.unwrap_or(first))));
        let entries = (first..=last).rev().map(|year| Entry {
            value: (&*format!("{year:04}")).into(),
            label: SafeText::field(&year.to_string()),
            aside: None,
            names: year.to_string().into(),
        });
        Self::new(entries.collect(), Events::Spans(spans.collect()))
    }

    /// Returns the place of a value among the entries.
    pub(super) fn find(&self, value: &Value) -> Option<usize> {
        self.at.get(value).copied()
    }

    /// Returns the entries that answer what was typed, and how well.
    pub(super) fn search(&self, typed: &str) -> Vec<(Rank, usize)> {
        let needle = fold(typed).replace(' ', "");
        let answers = |entry: &Entry| {
            if fold(entry.value.text()).replace(' ', "") == needle {
                return Some(Rank::Code);
            }
            let names = entry.names.split('\n');
            names.filter_map(|name| rank(name, &needle)).min()
        };
        let entries = self.entries.iter().enumerate();
        entries
            .filter_map(|(at, entry)| Some((answers(entry)?, at)))
            .collect()
    }

    /// Counts the events of a set for each value, in the order of the entries.
    pub(super) fn counts(&self, within: &Bitmap) -> Vec<usize> {
        let mut counts = vec![0; self.entries.len()];
        match &self.events {
            Events::Sets(sets) => return sets.iter().map(|set| set.count_and(within)).collect(),
            Events::Lists(lists) => {
                for ix in within.iter() {
                    for &value in lists.of(ix.at()) {
                        if let Some(count) = counts.get_mut(value as usize) {
                            *count += 1;
                        }
                    }
                }
            }
            Events::Spans(spans) => {
                // How many events begin with a value, and how many end with the one before.
                let mut begun = vec![0usize; counts.len() + 1];
                let mut ended = begun.clone();
                for ix in within.iter() {
                    let Some(&(first, last)) = spans.get(ix.at()).filter(|span| span.0 <= span.1)
                    else {
                        continue;
                    };
                    for (all, at) in [(&mut begun, first), (&mut ended, last + 1)] {
                        if let Some(count) = all.get_mut(usize::from(at)) {
                            *count += 1;
                        }
                    }
                }
                let mut now = 0;
                for (count, (begun, ended)) in counts.iter_mut().zip(begun.iter().zip(&ended)) {
                    now = now + begun - ended;
                    *count = now;
                }
            }
        }
        counts
    }
}

/// Keeps the first entry of each value, by name.
fn distinct(entries: impl Iterator<Item = Entry>) -> Vec<Entry> {
    let mut known = HashSet::new();
    let entries = entries.filter(|entry| known.insert(entry.value.clone()));
    let mut entries: Vec<Entry> = entries.collect();
    entries.sort_by(|a, b| a.names.cmp(&b.names));
    entries
}

/// Returns for each of `count` people or places which entries mean it: those whose value, asked for, finds it.
fn meant(entries: &[Entry], count: usize, names: &Names) -> Vec<Vec<u32>> {
    let mut meant = vec![Vec::new(); count];
    for (number, entry) in (0u32..).zip(entries) {
        for at in names.find(entry.value.text()) {
            if let Some(meant) = meant.get_mut(at as usize) {
                meant.push(number);
            }
        }
    }
    meant
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
