//! What was changed on the way, and what could not be taken over.

use std::collections::HashMap;
use std::fmt;

/// One change, or one thing left behind, with every record it happened in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The field or key.
    pub field: String,
    /// What was done.
    pub what: String,
    /// The first instance.
    pub example: String,
    /// The numbers of the records, from 1, rising.
    pub records: Vec<usize>,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.what)?;
        if !self.example.is_empty() {
            write!(f, " ({})", self.example)?;
        }
        write!(f, ", {}", numbers(&self.records))
    }
}

/// Returns record numbers as runs: `records 1–3, 7`; after ten runs only the number of the others.
fn numbers(records: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &record in records {
        match runs.last_mut() {
            Some((_, last)) if record <= *last + 1 => *last = record,
            _ => runs.push((record, record)),
        }
    }
    let shown: Vec<String> = runs
        .iter()
        .take(10)
        .map(|&(first, last)| {
            if first == last {
                first.to_string()
            } else {
                format!("{first}–{last}")
            }
        })
        .collect();
    let others: usize = runs
        .iter()
        .skip(10)
        .map(|(first, last)| last - first + 1)
        .sum();
    let word = if records.len() == 1 {
        "record"
    } else {
        "records"
    };
    match others {
        0 => format!("{word} {}", shown.join(", ")),
        others => format!("{word} {} and {others} more", shown.join(", ")),
    }
}

/// Collects notes, those of the same kind together, in order of first appearance.
#[derive(Debug, Default)]
pub(super) struct Notes {
    notes: Vec<Note>,
    found: HashMap<(String, String), usize>,
}

impl Notes {
    /// Notes what was done to a field of a record.
    pub(super) fn add(
        &mut self,
        record: usize,
        field: &str,
        what: &str,
        example: impl FnOnce() -> String,
    ) {
        let at = *self
            .found
            .entry((field.into(), what.into()))
            .or_insert_with(|| {
                self.notes.push(Note {
                    field: field.into(),
                    what: what.into(),
                    example: shortened(&example()),
                    records: Vec::new(),
                });
                self.notes.len() - 1
            });
        if let Some(note) = self.notes.get_mut(at)
            && note.records.last() != Some(&record)
        {
            note.records.push(record);
        }
    }

    /// Returns the notes.
    pub(super) fn finish(self) -> Vec<Note> {
        self.notes
    }
}

/// Returns the beginning of a value, on one line.
fn shortened(text: &str) -> String {
    let text = crate::text::SafeText::field(text);
    crate::text::truncate(&text, 80).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn record_numbers_are_told_as_runs() {
        assert_eq!(numbers(&[4]), "record 4");
        assert_eq!(numbers(&[1, 2, 3, 7, 9, 10]), "records 1–3, 7, 9–10");
        let odd: Vec<usize> = (0..14).map(|n| 2 * n + 1).collect();
        assert_eq!(
            numbers(&odd),
            "records 1, 3, 5, 7, 9, 11, 13, 15, 17, 19 and 4 more"
        );
    }

    #[test]
    fn notes_of_a_kind_stand_together() {
        let mut notes = Notes::default();
        notes.add(1, "id", "made valid", || "a".into());
        notes.add(2, "stay", "not mapped", String::new);
        notes.add(3, "id", "made valid", || {
            unreachable!("only the first is an example")
        });
        let notes: Vec<String> = notes.finish().iter().map(ToString::to_string).collect();
        assert_eq!(
            notes,
            [
                "id: made valid (a), records 1, 3",
                "stay: not mapped, record 2"
            ]
        );
    }
}
