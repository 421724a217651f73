//! The whole way: text to records, by rules to our fields, mended, and written as an event file.

use std::collections::BTreeSet;

use serde_json::Value;

use super::assemble::Plan;
use super::emit::emit;
use super::mend::Mender;
use super::notes::Note;
use super::readers::{ReadError, Reader, Record};
use super::rule::Rule;
use crate::model::Countries;

/// What came of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The event file.
    pub toml: String,
    /// The number of events in it: as many as there were records.
    pub events: usize,
    /// What was changed and what was left behind.
    pub notes: Vec<Note>,
}

/// Makes records into an event file.
///
/// # Errors
/// When the text is not of the reader's format; nothing is imported then.
pub fn import(
    reader: &Reader,
    text: &str,
    rules: &[Rule],
    countries: &Countries,
) -> Result<Imported, ReadError> {
    let plan = Plan::new(rules, reader);
    let mut mender = Mender::new(countries);
    let mut records: Vec<Record> = Vec::new();
    for (number, record) in (1..).zip((reader.read)(text)?) {
        for path in plan.unused(&record) {
            mender.notes.add(number, &path, "not mapped", String::new);
        }
        records.push(mender.mend(plan.apply(&record)));
    }
    let language = language(&records);
    for (number, record) in (1..).zip(&mut records) {
        mender.relate(record);
        if let (None, Some(lang)) = (&language, record.get("lang")) {
            let what = "not taken over: a file has one language";
            mender.notes.add(number, "lang", what, || lang.to_string());
        }
    }
    Ok(Imported {
        toml: emit(&records, language.as_deref(), &mender.own_codes),
        events: records.len(),
        notes: mender.notes.finish(),
    })
}

/// Returns the language of all records, if they have the same one.
fn language(records: &[Record]) -> Option<String> {
    let languages: BTreeSet<Option<&str>> = records
        .iter()
        .map(|record| record.get("lang").and_then(Value::as_str))
        .collect();
    match languages.into_iter().collect::<Vec<_>>().as_slice() {
        [Some(language)] => Some((*language).to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
