//! Mended records to the text of an event file.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::assemble::is_nothing;
use super::readers::Record;
use super::registry::{Mention, Registry};
use super::toml_text::{block, key};
use crate::model::{Confidence, Level, Status};

/// The plain keys of an event, in order; topics and quotes stand below it in tables of their own.
const KEYS: &[&str] = &[
    "id",
    "date",
    "date_text",
    "local",
    "duration",
    "kind",
    "visit",
    "status",
    "level",
    "confidence",
    "weight",
    "featured",
    "title",
    "summary",
    "note",
    "place",
    "venue",
    "margins_of",
    "participants",
    "countries",
    "about",
    "initiator",
    "topics",
    "outcomes",
    "sources",
    "related",
    "tags",
    "text",
];

/// Returns the text of an event file with the records in their order.
pub(super) fn emit(
    records: &[Record],
    language: Option<&str>,
    own_codes: &BTreeMap<String, String>,
) -> String {
    let registries = Registries::of(records);
    let mut out = String::from("format = 1\n");
    if let Some(language) = language {
        table(&mut out, "[file]", &[("language".into(), json!(language))]);
    }
    let codes: Vec<_> = own_codes
        .iter()
        .map(|(code, name)| (code.clone(), json!({ "name": name })))
        .collect();
    table(&mut out, "[countries]", &codes);
    for (header, registry) in [
        ("[people]", &registries.people),
        ("[places]", &registries.places),
        ("[sources]", &registries.sources),
    ] {
        let entries = registry
            .entries()
            .into_iter()
            .map(|(key, fields)| (key.to_owned(), Value::Object(fields)));
        table(&mut out, header, &entries.collect::<Vec<_>>());
    }
    for record in records {
        registries.event(&mut out, record);
    }
    out
}

/// Writes a header and what stands below it, unless that is nothing.
fn table(out: &mut String, header: &str, fields: &[(String, Value)]) {
    if fields.is_empty() {
        return;
    }
    out.extend(["\n", header, "\n"]);
    for (name, value) in fields {
        out.extend([&*key(name), " = ", &*block(value), "\n"]);
    }
}

/// What the events share.
#[derive(Debug, Default)]
struct Registries {
    people: Registry,
    places: Registry,
    sources: Registry,
}

impl Registries {
    fn of(records: &[Record]) -> Self {
        let mut registries = Self::default();
        for record in records {
            let quotes = || items(record, "quotes").filter_map(Value::as_object);
            let speakers = quotes().filter_map(|quote| quote.get("by"));
            let local = items(record, "local").filter_map(|local| local.get("place"));
            let cited = quotes().filter_map(|quote| quote.get("source"));
            for person in items(record, "participants")
                .chain(speakers)
                .filter_map(Value::as_object)
            {
                registries.people.count(Mention::of_person(person));
            }
            for place in record
                .get("place")
                .into_iter()
                .chain(local)
                .filter_map(Value::as_object)
            {
                registries.places.count(Mention::of_thing(place));
            }
            for source in items(record, "sources")
                .chain(cited)
                .filter_map(Value::as_object)
            {
                registries.sources.count(Mention::of_thing(source));
            }
        }
        registries.people.give_keys();
        registries.places.give_keys();
        registries.sources.give_keys();
        registries
    }

    fn event(&self, out: &mut String, record: &Record) {
        let topics_have_more = items(record, "topics")
            .any(|topic| topic.as_object().is_some_and(|topic| topic.len() > 1));
        let mut fields = Vec::new();
        for &name in KEYS {
            let Some(value) = record.get(name).filter(|value| !is_usual(name, value)) else {
                continue;
            };
            match name {
                "topics" if topics_have_more => {}
                "topics" => fields.push((
                    name.into(),
                    items(record, name)
                        .filter_map(|topic| topic.get("tag").cloned())
                        .collect(),
                )),
                "countries" => fields.push((name.into(), others(record, value))),
                "text" => {
                    for (language, text) in value.as_object().into_iter().flatten() {
                        fields.push((format!("text.{}", key(language)), text.clone()));
                    }
                }
                _ => fields.push((name.into(), self.refer(name, value))),
            }
        }
        fields.retain(|(_, value)| !is_nothing(value));
        out.push_str("\n[[event]]\n");
        for (name, value) in &fields {
            out.extend([name, " = ", &*block(value), "\n"]);
        }
        for topic in items(record, "topics")
            .filter_map(Value::as_object)
            .filter(|_| topics_have_more)
        {
            table(out, "[[event.topic]]", &self.below(topic));
        }
        for quote in items(record, "quotes").filter_map(Value::as_object) {
            table(out, "[[event.quote]]", &self.below(quote));
        }
    }

    fn below(&self, fields: &Record) -> Vec<(String, Value)> {
        fields
            .iter()
            .map(|(name, value)| (name.clone(), self.refer(name, value)))
            .collect()
    }

    /// Returns a value with keys for what stands in a registry.
    fn refer(&self, name: &str, value: &Value) -> Value {
        let refer: &dyn Fn(&Record) -> Value = match name {
            "participants" | "by" => &|person| self.people.refer(Mention::of_person(person)),
            "place" => &|place| self.places.refer(Mention::of_thing(place)),
            "sources" | "source" => &|source| self.sources.refer(Mention::of_thing(source)),
            "local" => &|local| self.below(local).into_iter().collect(),
            _ => return value.clone(),
        };
        match value {
            Value::Array(list) => list
                .iter()
                .filter_map(Value::as_object)
                .map(refer)
                .collect(),
            Value::Object(fields) => refer(fields),
            value => value.clone(),
        }
    }
}

fn items<'v>(record: &'v Record, name: &str) -> impl Iterator<Item = &'v Value> {
    record.get(name).into_iter().flat_map(items_of)
}

fn items_of(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// Says whether a value goes without saying.
fn is_usual(name: &str, value: &Value) -> bool {
    match name {
        "status" => *value == Status::Occurred.word(),
        "level" => *value == Level::Leaders.word(),
        "confidence" => *value == Confidence::Confirmed.word(),
        "weight" => *value == 2,
        "featured" => *value == false,
        _ => false,
    }
}

/// Returns the listed countries without those of the participants, which are parties anyhow.
fn others(record: &Record, listed: &Value) -> Value {
    let theirs: Vec<&Value> = items(record, "participants")
        .filter_map(|who| who.get("country"))
        .collect();
    items_of(listed)
        .filter(|country| !theirs.contains(country))
        .cloned()
        .collect()
}
