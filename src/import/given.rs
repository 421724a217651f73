//! What every event must have: given where a record has none, or none that is valid.

use chrono::Datelike as _;
use serde_json::Value;

use super::form::{Form, RECORD, slug};
use super::mend::{Mender, as_text};
use super::readers::Record;
use crate::model::Kind;
use crate::text::truncate;

/// How wide a title that is made may be, in cells.
const TITLE: u16 = 80;

impl Mender<'_> {
    /// Makes the date of a record without one from its first and last day.
    pub(super) fn give_date(&mut self, record: &mut Record) {
        let [first, last] = ["earliest", "latest"].map(|key| record.remove(key).and_then(as_text));
        if record.contains_key("date") {
            return;
        }
        let date = match (first, last) {
            (Some(first), Some(last)) if first != last => format!("{first}/{last}"),
            (Some(day), _) | (None, Some(day)) => day,
            (None, None) => {
                self.note("date", "there is none: write it in the file", String::new);
                return;
            }
        };
        record.insert("date".into(), Value::from(date));
    }

    /// Takes a kind that is none for another sort of contact, and keeps the word in the note.
    pub(super) fn give_kind(&mut self, record: &mut Record) {
        let word = record.get("kind").cloned().and_then(as_text);
        let Some(word) = word else {
            self.note("kind", "there is none: other", String::new);
            record.insert("kind".into(), Value::from(Kind::Other.word()));
            return;
        };
        let is_known = RECORD.iter().any(|(name, form)| match form {
            Form::Word(find) => *name == "kind" && find(&word).is_some(),
            _ => false,
        });
        if !is_known {
            self.note(
                "kind",
                "not a kind: other, the word is kept in the note",
                || word.clone(),
            );
            let note = record.get("note").cloned().and_then(as_text);
            let words = note.into_iter().chain([format!("Kind: {word}.")]);
            record.insert(
                "note".into(),
                Value::from(words.collect::<Vec<_>>().join("\n\n")),
            );
            record.insert("kind".into(), Value::from(Kind::Other.word()));
        }
    }

    /// Makes a title from kind, people and countries where there is none.
    pub(super) fn give_title(&mut self, record: &mut Record) {
        if record.contains_key("title") {
            return;
        }
        let names = |list: &str, key: Option<&str>| -> Vec<String> {
            let items = record
                .get(list)
                .and_then(Value::as_array)
                .into_iter()
                .flatten();
            let name = |item: &Value| {
                key.map_or(Some(item), |key| item.get(key))
                    .and_then(Value::as_str)
                    .map(str::to_owned)
            };
            items.filter_map(name).collect()
        };
        let mut parties = names("participants", Some("name"));
        if parties.is_empty() {
            parties = names("countries", None);
        }
        let kind = record
            .get("kind")
            .and_then(Value::as_str)
            .and_then(Kind::from_word)
            .unwrap_or(Kind::Other);
        let title = match parties.as_slice() {
            [] => kind.label().to_owned(),
            parties => format!("{}: {}", kind.label(), parties.join(", ")),
        };
        let title = truncate(&title, TITLE).into_owned();
        self.note("title", "there is none: made from kind and parties", || {
            title.clone()
        });
        record.insert("title".into(), Value::from(title));
    }

    /// Makes the id one of event files: the year, small letters, digits and hyphens, unlike all before.
    pub(super) fn give_id(&mut self, record: &mut Record) {
        let text = |key: &str| record.get(key).and_then(Value::as_str).unwrap_or_default();
        let given = text("id").to_owned();
        let named = [slug(&given), slug(text("title"))];
        let name = named.into_iter().find(|name| !name.is_empty());
        let year = self
            .days
            .map_or("0000".into(), |(day, _)| format!("{:04}", day.year()));
        let wanted = match name {
            None => year,
            Some(name) if name == year || begins_with_year(&name) => name,
            Some(name) => format!("{year}-{name}"),
        };
        let id = self.ids.claim(&wanted);
        if given.is_empty() {
            self.note("id", "there is none: made from year and title", || {
                id.clone()
            });
        } else if id != wanted {
            self.note("id", "an earlier record has it: numbered", || {
                format!("{wanted} becomes {id}")
            });
        } else if id != given {
            self.note("id", "made valid", || format!("{given} becomes {id}"));
        }
        self.renamed.entry(given).or_insert_with(|| id.clone());
        record.insert("id".into(), Value::from(id));
    }
}

/// Says whether four digits and a hyphen begin a name. Which year it is, is the record's affair.
fn begins_with_year(name: &str) -> bool {
    name.split_once('-')
        .is_some_and(|(year, _)| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()))
}
