//! A record as it was read to one with our fields, by rules; values stay as they are.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::form::{Form, RECORD};
use super::readers::{Reader, Record};
use super::rule::{Rule, Source};

/// Which rules make which field.
#[derive(Debug)]
pub(super) struct Plan {
    rules: Vec<Rule>,
}

impl Plan {
    /// Takes the rules given, and those of the reader for fields that none of them names.
    pub(super) fn new(given: &[Rule], reader: &Reader) -> Self {
        let named: BTreeSet<&str> = given.iter().filter_map(|rule| top(rule)).collect();
        let defaults = reader.defaults.iter().filter_map(|(field, path)| {
            let rule = Rule::map(&format!("{field}={path}")).ok()?;
            (!top(&rule).is_some_and(|name| named.contains(name))).then_some(rule)
        });
        let mut rules: Vec<Rule> = given.to_vec();
        rules.extend(defaults);
        Self { rules }
    }

    /// Makes a record of ours. A field without a rule is taken from the key of its name.
    pub(super) fn apply(&self, record: &Record) -> Record {
        let mut made = Map::new();
        for (name, form) in RECORD {
            let rules: Vec<&Rule> = self
                .rules
                .iter()
                .filter(|rule| top(rule) == Some(name))
                .collect();
            let value = if rules.is_empty() {
                record.get(*name).cloned().unwrap_or_default()
            } else {
                let picks = rules.into_iter().map(|rule| Pick::new(rule, record));
                put_together(form, picks.collect())
            };
            if !is_nothing(&value) {
                made.insert((*name).to_owned(), value);
            }
        }
        made
    }

    /// Returns the keys and columns of a record that become nothing, as paths.
    pub(super) fn unused(&self, record: &Record) -> Vec<String> {
        let mut leaves = Vec::new();
        for (key, value) in record {
            find_leaves(key, value, &mut leaves);
        }
        leaves.retain(|leaf| !self.uses(leaf));
        leaves.dedup();
        leaves
    }

    fn uses(&self, leaf: &str) -> bool {
        let by_rule = self.rules.iter().any(|rule| match &rule.source {
            Source::Path(path) => is_within(leaf, &path.text),
            Source::Constant(_) => false,
        });
        let by_name = |name: &str| {
            is_within(leaf, name) && !self.rules.iter().any(|rule| top(rule) == Some(name))
        };
        by_rule || RECORD.iter().any(|(name, _)| by_name(name))
    }
}

fn top(rule: &Rule) -> Option<&str> {
    rule.field.first().map(String::as_str)
}

/// Says whether a path is another one or leads on from it.
fn is_within(leaf: &str, path: &str) -> bool {
    leaf.strip_prefix(path.trim_end_matches("[]"))
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

fn find_leaves(path: &str, value: &Value, leaves: &mut Vec<String>) {
    match value {
        Value::Null => {}
        Value::Array(items) => {
            for item in items {
                find_leaves(&format!("{path}[]"), item, leaves);
            }
        }
        Value::Object(fields) => {
            for (key, value) in fields {
                find_leaves(&format!("{path}.{key}"), value, leaves);
            }
        }
        _ => leaves.push(path.to_owned()),
    }
}

/// A value that was found, and the field below the one at hand that it is for.
#[derive(Clone, Debug)]
struct Pick<'r> {
    below: &'r [String],
    value: Value,
    /// Whether the value is a list with something for each of several items.
    each: bool,
    /// Whether the record said so, not the user.
    found: bool,
}

impl<'r> Pick<'r> {
    fn new(rule: &'r Rule, record: &Record) -> Self {
        let (value, each, found) = match &rule.source {
            Source::Path(path) => (path.pick(record), path.is_each(), true),
            Source::Constant(text) => (Value::from(text.as_str()), false, false),
        };
        Self {
            below: rule.field.get(1..).unwrap_or_default(),
            value,
            each,
            found,
        }
    }

    /// Returns what this gives to the item of a list at an index.
    fn at(&self, index: usize) -> Self {
        let value = match &self.value {
            Value::Array(items) if self.each => items.get(index).cloned().unwrap_or_default(),
            value => value.clone(),
        };
        Self {
            value,
            each: false,
            ..self.clone()
        }
    }
}

fn put_together(form: &Form, picks: Vec<Pick<'_>>) -> Value {
    match form {
        Form::List(item) => Value::Array(list(item, &picks)),
        Form::Object(fields, _) if picks.iter().any(|pick| !pick.below.is_empty()) => {
            let parts = fields
                .iter()
                .map(|(name, form)| ((*name).to_owned(), part(form, name, &picks)));
            Value::Object(parts.filter(|(_, value)| !is_nothing(value)).collect())
        }
        Form::Map(value) if picks.iter().any(|pick| !pick.below.is_empty()) => {
            let keys: BTreeSet<&String> =
                picks.iter().filter_map(|pick| pick.below.first()).collect();
            let parts = keys
                .into_iter()
                .map(|key| (key.clone(), part(value, key, &picks)));
            Value::Object(parts.filter(|(_, value)| !is_nothing(value)).collect())
        }
        _ => {
            let mut values = picks.into_iter().map(|pick| pick.value);
            values.find(|value| !is_nothing(value)).unwrap_or_default()
        }
    }
}

fn part(form: &Form, name: &str, picks: &[Pick<'_>]) -> Value {
    let below = picks.iter().filter_map(|pick| {
        let (first, rest) = pick.below.split_first()?;
        (first == name).then(|| Pick {
            below: rest,
            ..pick.clone()
        })
    });
    put_together(form, below.collect())
}

/// Returns the items of a list. Picks that name different fields make an item together.
fn list(form: &Form, picks: &[Pick<'_>]) -> Vec<Value> {
    let mut items = Vec::new();
    let mut rest = picks;
    while let Some(first) = rest.first() {
        let repeats = |at: usize| {
            let (before, after) = rest.split_at(at);
            after
                .first()
                .is_some_and(|pick| before.iter().any(|other| other.below == pick.below))
        };
        let end = if first.below.is_empty() {
            1
        } else {
            (1..rest.len())
                .find(|&at| repeats(at))
                .unwrap_or(rest.len())
        };
        let (group, others) = rest.split_at(end);
        rest = others;
        match (&first.value, first.below.is_empty()) {
            (Value::Array(values), true) => items.extend(values.iter().cloned()),
            (value, true) => items.push(value.clone()),
            (_, false) => items.extend(item_for_each(form, group)),
        }
    }
    items.retain(|item| !is_nothing(item));
    items
}

fn item_for_each(form: &Form, group: &[Pick<'_>]) -> Vec<Value> {
    let length = |pick: &Pick<'_>| match &pick.value {
        Value::Array(values) if pick.each => Some(values.len()),
        _ => None,
    };
    let count = if group.iter().any(|pick| pick.each) {
        group.iter().filter_map(length).max().unwrap_or(0)
    } else {
        1
    };
    let item = |at| {
        let picks: Vec<Pick<'_>> = group.iter().map(|pick| pick.at(at)).collect();
        // Constants alone are no item.
        let is_there = picks
            .iter()
            .any(|pick| pick.found && !is_nothing(&pick.value));
        is_there.then(|| put_together(form, picks))
    };
    (0..count).filter_map(item).collect()
}

/// Says whether a value holds nothing at all.
pub(super) fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.iter().all(is_nothing),
        Value::Object(fields) => fields.values().all(is_nothing),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn plan(rules: &[&str]) -> Plan {
        let rule = |text: &&str| match text.strip_prefix("const ") {
            Some(text) => Rule::constant(text).unwrap(),
            None => Rule::map(text).unwrap(),
        };
        let rules: Vec<Rule> = rules.iter().map(rule).collect();
        Plan::new(&rules, Reader::named("jsonl").unwrap())
    }

    fn apply(rules: &[&str], record: &Value) -> Value {
        Value::Object(plan(rules).apply(record.as_object().unwrap()))
    }

    #[test]
    fn a_field_without_a_rule_is_taken_by_its_name() {
        let record = json!({"title": "T", "place": "Geneva", "other": 1});
        assert_eq!(
            apply(&[], &record),
            json!({"title": "T", "place": "Geneva"})
        );
    }

    #[test]
    fn lists_are_zipped_and_a_field_named_twice_begins_another_item() {
        let rules = [
            "participants.name=visitors[].name",
            "participants.country=label",
            "const participants.role=guest",
            "participants.name=host.name",
            "const participants.role=host",
        ];
        let record = json!({"visitors": [{"name": "A"}, {"name": "B"}], "label": "Chad", "host": {"name": "C"}});
        let expected = json!({"participants": [
            {"name": "A", "country": "Chad", "role": "guest"},
            {"name": "B", "country": "Chad", "role": "guest"},
            {"name": "C", "role": "host"},
        ]});
        assert_eq!(apply(&rules, &record), expected);
        assert_eq!(
            apply(&rules, &json!({})),
            json!({}),
            "constants alone are no item"
        );
    }

    #[test]
    fn the_first_value_found_wins_and_lists_take_all() {
        let rules = ["title=a", "title=b", "tags=c", "tags=d[]", "const tags=e"];
        let record = json!({"b": "T", "c": "x", "d": "y; z"});
        assert_eq!(
            apply(&rules, &record),
            json!({"title": "T", "tags": ["x", "y", "z", "e"]})
        );
    }

    #[test]
    fn tables_are_made_field_by_field() {
        let rules = [
            "place.name=where",
            "const place.country=US",
            "text.zh.title=zh",
        ];
        let record = json!({"where": "Boston", "zh": "会谈"});
        let expected = json!({"place": {"name": "Boston", "country": "US"}, "text": {"zh": {"title": "会谈"}}});
        assert_eq!(apply(&rules, &record), expected);
    }

    #[test]
    fn what_becomes_nothing_is_known() {
        let record =
            json!({"id": "a", "v": [{"n": 1, "m": 2}], "w": {"x": 1, "y": null}, "title": "T"});
        let unused =
            plan(&["participants.name=v[].n", "title=id"]).unused(record.as_object().unwrap());
        assert_eq!(unused, ["v[].m", "w.x", "title"]);
    }
}
