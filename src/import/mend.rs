//! The values of a record made into what event files hold, with a note of every change.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::assemble::is_nothing;
use super::form::{Form, RECORD, slug};
use super::notes::Notes;
use super::readers::Record;
use super::unique::Unique;
use crate::model::{Countries, Country, When};

/// Mends records one after the other; ids are unique among them.
#[derive(Debug)]
pub(super) struct Mender<'a> {
    /// The table of countries.
    pub(super) countries: &'a Countries,
    /// What was changed or left behind.
    pub(super) notes: Notes,
    /// Codes that the file defines for countries the table does not know, with their names.
    pub(super) own_codes: BTreeMap<String, String>,
    /// The ids given out.
    pub(super) ids: Unique,
    /// The ids given for those in the records.
    pub(super) renamed: HashMap<String, String>,
    record: usize,
    /// The first and last day of the record at hand.
    pub(super) days: Option<(NaiveDate, NaiveDate)>,
    /// The countries that the record at hand has named so far.
    pub(super) named: Vec<Country>,
}

impl<'a> Mender<'a> {
    /// Begins with the first record.
    pub(super) fn new(countries: &'a Countries) -> Self {
        Self {
            countries,
            notes: Notes::default(),
            own_codes: BTreeMap::new(),
            ids: Unique::default(),
            renamed: HashMap::new(),
            record: 0,
            days: None,
            named: Vec::new(),
        }
    }

    /// Mends the next record.
    pub(super) fn mend(&mut self, mut record: Record) -> Record {
        self.record += 1;
        self.named.clear();
        self.give_date(&mut record);
        let when = record
            .get("date")
            .and_then(Value::as_str)
            .and_then(|date| When::parse(date).ok());
        let (earliest, latest) = (
            when.as_ref().and_then(When::earliest),
            when.as_ref().and_then(When::latest),
        );
        self.days = earliest.or(latest).zip(latest.or(earliest));
        self.give_kind(&mut record);
        let mut mended = Map::new();
        for (name, form) in RECORD {
            if let Some(value) = record
                .remove(*name)
                .and_then(|value| self.value(form, name, value))
            {
                mended.insert((*name).to_owned(), value);
            }
        }
        self.give_title(&mut mended);
        self.give_id(&mut mended);
        if !mended.contains_key("participants") && !mended.contains_key("countries") {
            self.note(
                "participants",
                "no party is known: name people or countries",
                String::new,
            );
        }
        mended
    }

    /// Points the relations of a mended record to the ids that were given.
    pub(super) fn relate(&self, record: &mut Record) {
        let related = record.get_mut("related").and_then(Value::as_array_mut);
        for event in related
            .into_iter()
            .flatten()
            .filter_map(|related| related.get_mut("event"))
        {
            if let Some(id) = event.as_str().and_then(|id| self.renamed.get(id)) {
                *event = Value::from(id.as_str());
            }
        }
    }

    /// Notes what was done to a field of the record at hand.
    pub(super) fn note(&mut self, field: &str, what: &str, example: impl FnOnce() -> String) {
        self.notes.add(self.record, field, what, example);
    }

    /// Makes a value what its form takes; `None` where nothing can be taken over, with a note if anything was there.
    fn value(&mut self, form: &Form, path: &str, value: Value) -> Option<Value> {
        if is_nothing(&value) {
            return None;
        }
        match (form, value) {
            (Form::List(item), Value::Array(values)) => {
                let values = values
                    .into_iter()
                    .filter_map(|value| self.value(item, path, value));
                Some(Value::Array(values.collect())).filter(|list| !is_nothing(list))
            }
            (Form::List(item), value) => self
                .value(item, path, value)
                .map(|value| Value::Array(vec![value])),
            (Form::Map(form), Value::Object(values)) => {
                let value = |(key, value): (String, Value)| {
                    let value = self.value(form, &format!("{path}.{key}"), value)?;
                    Some((key, value))
                };
                Some(Value::Object(
                    values.into_iter().filter_map(value).collect(),
                ))
            }
            (Form::Object(fields, main), Value::Object(values)) => {
                self.object((fields, *main), path, values)
            }
            (Form::Object(fields, Some(main)), value) if is_single(&value) => {
                let text = as_text(value)?;
                let is_address = text.starts_with("http://") || text.starts_with("https://");
                let has_url = fields.iter().any(|(name, _)| *name == "url");
                let name = if is_address && has_url { "url" } else { main };
                let fields_given = Map::from_iter([(name.to_owned(), Value::from(text))]);
                self.object((fields, Some(main)), path, fields_given)
            }
            (Form::Object(..) | Form::Map(_), value) => {
                let what = "not taken over: no table of its fields";
                self.note(path, what, || value.to_string());
                None
            }
            (form, value) if is_single(&value) => self.scalar(form, path, as_text(value)?),
            (_, value) => {
                let what = "not taken over: a table or list where one value belongs";
                self.note(path, what, || value.to_string());
                None
            }
        }
    }

    fn object(
        &mut self,
        (fields, main): (&[(&str, Form)], Option<&str>),
        path: &str,
        mut values: Record,
    ) -> Option<Value> {
        let mut mended = Map::new();
        for (name, form) in fields {
            let below = format!("{path}.{name}");
            if let Some(value) = values
                .remove(*name)
                .and_then(|value| self.value(form, &below, value))
            {
                mended.insert((*name).to_owned(), value);
            }
        }
        for (key, value) in values.into_iter().filter(|(_, value)| !is_nothing(value)) {
            self.note(
                &format!("{path}.{key}"),
                "not taken over: no such field",
                || value.to_string(),
            );
        }
        let is_named =
            main.is_none_or(|main| mended.contains_key(main) || mended.contains_key("url"));
        let object = Value::Object(mended);
        if is_nothing(&object) {
            return None;
        }
        if !is_named {
            self.note(
                path,
                &format!("not taken over: without {}", main.unwrap_or("name")),
                || object.to_string(),
            );
            return None;
        }
        Some(object)
    }

    fn scalar(&mut self, form: &Form, path: &str, text: String) -> Option<Value> {
        const AS_IT_IS: &str = "kept as it is: correct it in the file";
        match form {
            Form::Country => return self.country(path, &text).map(Value::from),
            Form::Date => match When::parse(&text) {
                Ok(_) => {}
                Err(error) => self.note(path, &format!("{}; {AS_IT_IS}", error.message), || {
                    text.clone()
                }),
            },
            Form::Word(find) => match find(&text) {
                Some(word) => return Some(Value::from(word)),
                None => self.note(path, &format!("not one of its words; {AS_IT_IS}"), || {
                    text.clone()
                }),
            },
            Form::Number => match text.parse::<i64>() {
                Ok(number) => return Some(Value::from(number)),
                Err(_) => self.note(path, &format!("not a whole number; {AS_IT_IS}"), || {
                    text.clone()
                }),
            },
            Form::Flag => match slug(&text).as_str() {
                "true" | "yes" | "1" => return Some(Value::from(true)),
                "false" | "no" | "0" => return Some(Value::from(false)),
                _ => self.note(path, &format!("neither true nor false; {AS_IT_IS}"), || {
                    text.clone()
                }),
            },
            Form::Tag => {
                let tag = slug(&text);
                if tag.is_empty() {
                    self.note(
                        path,
                        &format!("not a tag of Latin letters; {AS_IT_IS}"),
                        || text.clone(),
                    );
                } else {
                    if tag != text {
                        self.note(path, "made valid", || format!("{text} becomes {tag}"));
                    }
                    return Some(Value::from(tag));
                }
            }
            Form::Text | Form::Id | Form::Object(..) | Form::List(_) | Form::Map(_) => {}
        }
        Some(Value::from(text))
    }
}

fn is_single(value: &Value) -> bool {
    matches!(value, Value::String(_) | Value::Bool(_) | Value::Number(_))
}

/// Returns a value as text, if it is one value.
pub(super) fn as_text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
