//! Registries of the event file: what several events share is written once and named by a key.

use std::collections::HashMap;

use serde_json::Value;

use super::form::slug;
use super::readers::Record;
use super::unique::Unique;
use crate::model::Role;

/// A person or thing as a record writes it: what it is, and what it was in that event.
#[derive(Debug)]
pub(super) struct Mention {
    fields: Record,
    label: Option<String>,
    aka: Option<Value>,
    country: Option<String>,
    office: Option<String>,
    role: Option<String>,
}

impl Mention {
    /// Takes a place or source of a record apart.
    pub(super) fn of_thing(table: &Record) -> Self {
        let mut fields = table.clone();
        Self {
            label: take(&mut fields, "key"),
            aka: fields.shift_remove("aka"),
            country: None,
            office: None,
            role: None,
            fields,
        }
    }

    /// Takes a person of a record apart. Someone with a key is the same for whichever country.
    pub(super) fn of_person(table: &Record) -> Self {
        let mut mention = Self::of_thing(table);
        mention.office = take(&mut mention.fields, "office");
        mention.role = take(&mut mention.fields, "role");
        if mention.label.is_some() {
            mention.country = take(&mut mention.fields, "country");
        }
        mention
    }

    /// Returns what two mentions of the same have in common. Other names are not: speakers come without them.
    fn identity(&self) -> String {
        format!("{:?} {:?}", self.label, self.fields)
    }
}

fn take(fields: &mut Record, key: &str) -> Option<String> {
    Some(fields.shift_remove(key)?.as_str()?.to_owned())
}

/// What a person was in the records: told in the registry where it is always the same, else in the events.
#[derive(Debug)]
struct Held {
    first: Option<String>,
    differs: bool,
}

impl Held {
    fn new(first: Option<&str>) -> Self {
        Self {
            first: first.map(str::to_owned),
            differs: false,
        }
    }

    fn count(&mut self, value: Option<&str>) {
        self.differs |= self.first.as_deref() != value;
    }

    fn always(&self) -> Option<&str> {
        self.first.as_deref().filter(|_| !self.differs)
    }
}

/// Things of one sort: people, places or sources.
#[derive(Debug, Default)]
pub(super) struct Registry {
    entries: Vec<Entry>,
    found: HashMap<String, usize>,
}

#[derive(Debug)]
struct Entry {
    fields: Record,
    /// The key that the records give.
    label: Option<String>,
    /// The key in the file, of those that get one.
    key: Option<String>,
    uses: usize,
    country: Held,
    office: Held,
}

impl Registry {
    /// Counts a mention.
    pub(super) fn count(&mut self, mention: Mention) {
        let next = self.entries.len();
        let at = *self.found.entry(mention.identity()).or_insert(next);
        if at == next {
            self.entries.push(Entry {
                country: Held::new(mention.country.as_deref()),
                office: Held::new(mention.office.as_deref()),
                fields: mention.fields,
                label: mention.label,
                key: None,
                uses: 0,
            });
        }
        if let Some(entry) = self.entries.get_mut(at) {
            entry.uses += 1;
            entry.country.count(mention.country.as_deref());
            entry.office.count(mention.office.as_deref());
            entry.fields.extend(named("aka", mention.aka));
        }
    }

    /// Gives a key to everything that bears one, is mentioned more than once, or has other names, for which only a
    /// registry has room.
    pub(super) fn give_keys(&mut self) {
        let mut keys = Unique::default();
        let is_shared = |entry: &&mut Entry| {
            entry.label.is_some() || entry.uses > 1 || entry.fields.contains_key("aka")
        };
        for entry in self.entries.iter_mut().filter(is_shared) {
            entry.key = Some(keys.claim(&entry.wanted_key()));
        }
    }

    /// Returns the entries with their keys, sorted by key.
    pub(super) fn entries(&self) -> Vec<(&str, Record)> {
        let entry = |entry: &Entry| {
            let mut fields = entry.fields.clone();
            fields.extend(named("country", entry.country.always()));
            fields.extend(named("office", entry.office.always()));
            fields
        };
        let keyed = self
            .entries
            .iter()
            .filter_map(|found| Some((found.key.as_deref()?, entry(found))));
        let mut entries: Vec<(&str, Record)> = keyed.collect();
        entries.sort_by(|a, b| a.0.cmp(b.0));
        entries
    }

    /// Returns what stands in an event for a mention: a key, a key and a role, or a table.
    pub(super) fn refer(&self, mention: Mention) -> Value {
        let at = self.found.get(&mention.identity());
        let entry = at.and_then(|&at| self.entries.get(at));
        let Some((entry, key)) = entry.and_then(|entry| Some((entry, entry.key.as_deref()?)))
        else {
            let mut table = mention.fields;
            table.extend(named("country", mention.country));
            table.extend(named("office", mention.office));
            table.extend(named("role", mention.role));
            return Value::Object(table);
        };
        let country = mention
            .country
            .filter(|country| entry.country.always() != Some(country));
        let office = mention
            .office
            .filter(|office| entry.office.always() != Some(office));
        if country.is_none() && office.is_none() {
            return Value::from(match mention.role {
                Some(role) if role != Role::Participant.word() => format!("{key}:{role}"),
                _ => key.to_owned(),
            });
        }
        let mut table = Record::from_iter(named("person", Some(key)));
        table.extend(named("country", country));
        table.extend(named("office", office));
        table.extend(named("role", mention.role));
        Value::Object(table)
    }
}

/// Returns a field for a table, if there is a value.
fn named(name: &str, value: Option<impl Into<Value>>) -> Option<(String, Value)> {
    Some((name.to_owned(), value?.into()))
}

impl Entry {
    fn wanted_key(&self) -> String {
        if let Some(label) = self.label.as_deref().filter(|label| !label.contains(':')) {
            return label.to_owned();
        }
        let text = |name: &str| self.fields.get(name).and_then(Value::as_str);
        let address = text("url").map(|url| {
            let mut last: Vec<&str> = url
                .rsplit('/')
                .filter(|part| !part.is_empty())
                .take(2)
                .collect();
            last.reverse();
            last.join(" ")
        });
        let candidates = [
            self.label.as_deref(),
            text("name"),
            text("title"),
            address.as_deref(),
        ];
        let mut slugs = candidates.into_iter().flatten().map(slug);
        slugs
            .find(|slug| !slug.is_empty())
            .unwrap_or_else(|| "entry".into())
    }
}
